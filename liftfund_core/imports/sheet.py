"""The front door for files: what is no readable spreadsheet is refused, in one sentence that names the cure."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from liftfund_core.errors import Refusal
from liftfund_core.imports import delimited, workbook
from liftfund_core.imports.tab import DAMAGED, NOT_A_SHEET, Tab
from liftfund_core.words import N_

MAX_BYTES = 55 * 2**20  # a million payments are 53 MB; a file of 60 MB is no list that people keep
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BLANK = b"\xef\xbb\xbf \t\r\n"
_WEB_PAGE = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")


@dataclass(frozen=True, eq=False)
class Sheet:
    """A file that could be read: its name and its tabs in order."""

    name: str
    tabs: tuple[Tab, ...]


def read_sheet(source: Path | str | bytes, name: str = "", *, max_bytes: int = MAX_BYTES) -> Sheet:
    """Read a CSV (UTF-8 with or without BOM, UTF-16 with BOM, GB18030) or XLSX file.

    Args:
        source: where the file is, or its bytes where it was uploaded.
        name: what to call it in sentences; the file's own name where left out.
        max_bytes: larger files are refused unread.
    Raises:
        Refusal: the file is missing, too large, empty, damaged, locked, or no spreadsheet.
    """
    if isinstance(source, bytes):
        _check_size(len(source), name, max_bytes)
        return _read(source, name)
    path = Path(source)
    return _read(_bytes_of(path, name or path.name, max_bytes), name or path.name)


def _bytes_of(path: Path, name: str, max_bytes: int) -> bytes:
    try:
        if path.is_dir():
            raise Refusal(N_("{name} 是文件夹；请选择里面的表格文件。"), name=name)
        _check_size(path.stat().st_size, name, max_bytes)
        return path.read_bytes()
    except FileNotFoundError:
        raise Refusal(N_("找不到文件 {name}；请核对文件名和所在的文件夹。"), name=str(path)) from None
    except (OSError, ValueError):
        raise Refusal(N_("读不了文件 {name}；请关闭正在使用它的程序，并检查读取权限。"), name=name) from None


def _check_size(size: int, name: str, max_bytes: int) -> None:
    if size > max_bytes:
        raise Refusal(
            N_("文件 {name} 有 {size} MB，超过 {limit} MB 的上限；请按楼栋拆成几个文件，分次导入。"),
            name=name,
            size=-(-size // 2**20),
            limit=max_bytes // 2**20,
        )


def _read(data: bytes, name: str) -> Sheet:
    head = data[:4096].lstrip(_BLANK)
    if not head and not data.strip(_BLANK):
        raise Refusal(N_("文件 {name} 是空的；请选择有内容的表格。"), name=name)
    if data.startswith(_OLE):
        raise Refusal(_old_or_locked(data), name=name)
    if head.startswith(b"%PDF") or head.lower().startswith(_WEB_PAGE):
        raise Refusal(NOT_A_SHEET, name=name)
    if data.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(data)):
        return Sheet(name, workbook.tabs_of(data, name))
    if data.startswith(b"PK\x03\x04"):
        raise Refusal(DAMAGED, name=name)
    if delimited.is_junk(data):
        raise Refusal(NOT_A_SHEET, name=name)
    return Sheet(name, (delimited.tab_of(data, name),))


def _old_or_locked(data: bytes) -> str:
    if _ENCRYPTED in data:
        return N_("文件 {name} 设了打开密码；请在 Excel 或 WPS 里取消密码后再导入。")
    return N_("文件 {name} 是旧的 .xls 格式；请用 Excel 或 WPS 另存为 .xlsx，再导入。")
