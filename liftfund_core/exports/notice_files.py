"""The day's notices as files: a text and a picture for each building, in a folder or in one archive."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from liftfund_core.errors import StoreError
from liftfund_core.exports.notice_text import text
from liftfund_core.exports.poster import poster
from liftfund_core.exports.press import pictures
from liftfund_core.reports.notice import Notice
from liftfund_core.words import N_, Words


@dataclass(frozen=True)
class Sheet:
    """The finished notice of one building; `name` is that of its files, without the ending."""

    building: str
    name: str
    text: str
    png: bytes


def sheets(notices: Iterable[Notice], _: Words, address: str | None) -> Iterator[Sheet]:
    """Each notice written and drawn, one after the other.

    Args:
        address: in front of what phones open, without a slash at its end; None where it is not known.

    Raises:
        StoreError: pictures cannot be made here; the sentence says why.
    """
    told = tuple(notices)
    leads_to = f"{address}/join" if address else None
    drawn = pictures(poster(notice, _, leads_to) for notice in told)
    for notice, png in zip(told, drawn, strict=True):
        yield Sheet(notice.building.code, file_name(notice), text(notice, _, address), png)


def file_name(notice: Notice) -> str:
    """notice-2023-07-14-3, whatever the building's code is made of."""
    code = "".join(sign if sign.isalnum() else "_" for sign in notice.building.code)
    return f"notice-{notice.day}-{code}"


def write(folder: Path, sheet: Sheet) -> None:
    """The two files of a sheet; older ones of the same name are replaced.

    Raises:
        StoreError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{sheet.name}.txt").write_text(sheet.text, "utf-8")
        (folder / f"{sheet.name}.png").write_bytes(sheet.png)
    except OSError as error:
        raise StoreError(
            N_("没有写入 {path} 的权限；请检查该文件夹的权限，或把文件移到可写的位置。"), path=folder
        ) from error


def archive(written: Iterable[Sheet]) -> bytes:
    """All of them in one ZIP."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as files:  # pictures are compressed already
        for sheet in written:
            files.writestr(f"{sheet.name}.txt", sheet.text)
            files.writestr(f"{sheet.name}.png", sheet.png)
    return packed.getvalue()
