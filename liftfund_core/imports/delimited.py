"""CSV files as staff really save them: three encodings, three delimiters, quotes, blank rows."""

import csv
import io
import re

import pyarrow as pa
import pyarrow.csv as arrow_csv

from liftfund_core.errors import Refusal
from liftfund_core.imports.tab import NOT_A_SHEET, Tab, columns_of
from liftfund_core.words import N_

_DELIMITERS = ",\t;"
_LOOKED_AT = 20_000  # bytes that decide the delimiter
_BLANK_LINES = (b"\n\n", b"\r\n\r\n", b"\r\r")
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CHINESE_IN_UTF_8 = re.compile(rb"[\xe3-\xe9\xef][\x80-\xbf]{2}")
_FOREIGN_IN_UTF_8 = re.compile(rb"[\xc4-\xdf][\x80-\xbf]")
_JUNK = bytes(set(range(32)) - set(b"\t\r\n"))


def tab_of(data: bytes, name: str) -> Tab:
    """The one tab of a delimited file.

    Raises:
        Refusal: the bytes are no text in a known encoding, or a quotation mark is never closed.
    """
    clean = data.rstrip(b"\r\n") if data.endswith(_BLANK_LINES) else data
    try:
        if not _is_disguised(clean):
            return Tab(_even_rows(clean))
    except pa.ArrowInvalid:  # not UTF-8, or rows of unequal length: a bare title, blank lines, a short total
        pass
    text = _text_of(clean, name)
    try:
        return Tab(_even_rows(text.encode()))
    except pa.ArrowInvalid:
        return Tab(columns_of(_uneven_rows(text, name)))


def _text_of(data: bytes, name: str) -> str:
    for encoding in _encodings(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal(NOT_A_SHEET, name=name)


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith(_UTF_16_MARKS):
        return ("utf-16",)
    return ("gb18030", "utf-8-sig") if _is_disguised(data) else ("utf-8-sig", "gb18030")


def _is_disguised(data: bytes) -> bool:
    """Whether a few GB18030 names pass for UTF-8: there they would be Greek or Cyrillic, with no Chinese beside."""
    return not data.isascii() and not _CHINESE_IN_UTF_8.search(data) and bool(_FOREIGN_IN_UTF_8.search(data))


def is_junk(data: bytes) -> bool:
    """Whether the bytes are no text at all: more than one in twenty is a control character."""
    head = data[:4096]
    if data.startswith(_UTF_16_MARKS):
        return False
    return 20 * (len(head) - len(head.translate(None, _JUNK))) > len(head)


def _delimiter_of(head: str) -> str:
    return max(_DELIMITERS, key=head.count)


def _even_rows(data: bytes) -> tuple[pa.Array, ...]:
    """All rows by Arrow's reader: ten times as fast as Python's, for UTF-8 and rows of equal length only."""
    head = data[:_LOOKED_AT].decode("utf-8-sig", errors="replace")
    delimiter = _delimiter_of(head)
    first = next(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), [])
    if not first:
        raise pa.ArrowInvalid("a blank first line says nothing of the columns")
    names = [str(number) for number in range(len(first))]
    table = arrow_csv.read_csv(
        pa.BufferReader(data),
        read_options=arrow_csv.ReadOptions(column_names=names, block_size=4 << 20),
        parse_options=arrow_csv.ParseOptions(
            delimiter=delimiter, newlines_in_values=b'"' in data, ignore_empty_lines=False
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    )
    return tuple(column.combine_chunks() for column in table.columns)


def _uneven_rows(text: str, name: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter_of(text[:_LOOKED_AT])))
    except csv.Error:
        raise Refusal(N_("文件 {name} 里有引号没有成对；请用 Excel 或 WPS 另存为 .xlsx，再导入。"), name=name) from None
