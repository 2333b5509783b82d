"""The press: posters become pictures in a process of its own, since the printer holds the one it runs in still."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from liftfund_core.errors import StoreError
from liftfund_core.exports.lettering import FONTS, HANZI
from liftfund_core.settings import PROJECT
from liftfund_core.words import N_

_VEGA_LITE = "6.1"
_SIGNS = (chr(0x4E00), chr(0x56FD))  # two hanzi that no type draws alike


def pictures(specs: Iterable[dict[str, Any]], signs: tuple[str, str] = _SIGNS) -> Iterator[bytes]:
    """PNG after PNG, in the order of the Vega-Lite documents; nothing is fetched from anywhere.

    Args:
        signs: two different characters that the posters need.

    Raises:
        StoreError: the machine has no type for hanzi, or the printer stopped.
    """
    command = [sys.executable, "-m", "liftfund_core.exports.press", *signs]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=PROJECT, **pipes) as printer:
        if _told(printer) == 0:
            raise StoreError(
                N_("这台机器没有中文字体，海报会缺字；请先装 Noto Sans CJK（Debian：fonts-noto-cjk），再生成。")
            )
        for spec in specs:
            yield _printed(printer, json.dumps(spec).encode() + b"\n")


def _printed(printer: "subprocess.Popen[bytes]", line: bytes) -> bytes:
    """The picture of a document."""
    assert printer.stdin is not None and printer.stdout is not None
    with suppress(BrokenPipeError):  # a printer that has ended tells no length either
        printer.stdin.write(line)
        printer.stdin.flush()
    return printer.stdout.read(_told(printer))


def _told(printer: "subprocess.Popen[bytes]") -> int:
    """The number that the printer says next.

    Raises:
        StoreError: it has ended.
    """
    assert printer.stdout is not None
    told = printer.stdout.readline()
    if not told:
        raise StoreError(N_("画海报的程序中断了；请关闭别的程序后再试，仍不行就先发文字公示。"))
    return int(told)


def _print_on(signs: list[str]) -> None:
    """What the child does: say that it is ready, then a picture for each line it is given."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    one, other = (vl_convert.svg_to_png(_sample(sign)) for sign in signs)
    _say(b"1" if one != other else b"0")
    for line in sys.stdin.buffer:
        png = vl_convert.vegalite_to_png(json.loads(line), vl_version=_VEGA_LITE, allowed_base_urls=[])
        _say(str(len(png)).encode(), png)


def _sample(sign: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
        f'<text x="4" y="34" font-family="{HANZI}" font-size="32">{sign}</text></svg>'
    )


def _say(head: bytes, body: bytes = b"") -> None:
    sys.stdout.buffer.write(head + b"\n" + body)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    _print_on(sys.argv[1:])
