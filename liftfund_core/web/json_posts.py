"""What a phone sends us must be: from our own page, JSON, small, and sent within seconds."""

import asyncio
import json
from collections.abc import Coroutine, Generator, Mapping
from types import coroutine
from typing import Any

from starlette.types import Receive, Scope

from liftfund_core.errors import LiftFundError
from liftfund_core.web.posts import Turned
from liftfund_core.words import N_

MOST_BYTES = 4096
PATIENCE_S = 10

_NOT_JSON = N_("提交的内容不是有效的 JSON；请从手机答题页重新提交。")
_TOO_LONG = N_("提交的内容太长；请只填写页面上的几项。")


async def read_json(scope: Scope, receive: Receive, most_bytes: int = MOST_BYTES) -> dict[str, Any]:
    """The JSON object that was posted; no more of it than `most_bytes` is ever held.

    Raises:
        Turned: 403 from a foreign page, 408 too slow, 413 too large, 422 not a JSON object.
    """
    headers = dict(scope["headers"])
    check_origin(headers)
    if headers.get(b"content-type", b"").partition(b";")[0].strip().lower() != b"application/json":
        raise Turned(422, LiftFundError(_NOT_JSON))
    try:
        told = json.loads(await _in_time(_body(headers, receive, most_bytes)))
    except TimeoutError as error:
        raise Turned(408, LiftFundError(N_("网络太慢，没有收完；请靠近 Wi-Fi 后重试。"))) from error
    except (ValueError, RecursionError) as error:
        raise Turned(422, LiftFundError(_NOT_JSON)) from error
    if not isinstance(told, dict):
        raise Turned(422, LiftFundError(_NOT_JSON))
    return told


def text_of(told: dict[str, Any], name: str, longest: int) -> str:
    """A text that must be there.

    Raises:
        Turned: 422 when it is missing, empty, too long, not text, or not writable.
    """
    value = told.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= longest or not _writable(value):
        wrong = N_("{name} 必须是 1 到 {longest} 个字的文字；请改正后重试。")
        raise Turned(422, LiftFundError(wrong, name=name, longest=longest))
    return value


def check_origin(headers: Mapping[bytes, bytes]) -> None:
    """Turn away what another site's page sends in our visitor's name; a program that is no browser names no page.

    Raises:
        Turned: 403.
    """
    origin, host = headers.get(b"origin"), headers.get(b"host", b"")
    if origin is None and headers.get(b"sec-fetch-site", b"none") in (b"none", b"same-origin"):
        return
    if origin not in (b"http://" + host, b"https://" + host):
        raise Turned(403, LiftFundError(N_("这个请求来自别的网站，没有受理；请直接打开现场的手机页面。")))


async def _body(headers: Mapping[bytes, bytes], receive: Receive, most_bytes: int) -> bytes:
    """The body, refused as soon as it is said or seen to be too long."""
    said = headers.get(b"content-length", b"")
    if said.isdigit() and (len(said) > 9 or int(said) > most_bytes):
        raise Turned(413, LiftFundError(_TOO_LONG))
    body, more = b"", True
    while more:
        piece = await receive()
        if piece["type"] == "http.disconnect":
            raise Turned(400, LiftFundError(N_("连接断了，没有收到；请重试。")))
        body += piece.get("body", b"")
        more = piece.get("more_body", False)
        if len(body) > most_bytes:
            raise Turned(413, LiftFundError(_TOO_LONG))
    return body


async def _in_time(reading: Coroutine[Any, Any, bytes]) -> bytes:
    """What is being read; only reading that has to wait gets a timer, which costs more than all the rest of it.

    Raises:
        TimeoutError: it waited too long.
    """
    try:
        awaited = reading.send(None)
    except StopIteration as read:  # nearly always: a phone's answer and its head are one packet
        return bytes(read.value)
    async with asyncio.timeout(PATIENCE_S):
        return await _continued(reading, awaited)


@coroutine
def _continued(reading: Coroutine[Any, Any, bytes], awaited: Any) -> Generator[Any, Any, bytes]:
    """A coroutine that has come as far as its first wait, awaited from there."""
    try:
        yield awaited
        return (yield from reading.__await__())
    finally:
        reading.close()


def _writable(text: str) -> bool:
    return text.isprintable() or not any(ord(char) < 32 or 0xD800 <= ord(char) <= 0xDFFF for char in text)
