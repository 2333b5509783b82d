"""Whole columns at a time: each distinct text is read once, the clean ones all together, the odd ones one by one."""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from liftfund_core.errors import LiftFundError
from liftfund_core.imports.headers import Column

T = TypeVar("T")
Wrong = dict[int, LiftFundError]  # position -> what is wrong with the text there

_INVISIBLE = r"[\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}\x{feff}]"
_HUNDRED = pa.scalar(100, pa.decimal128(3, 0))


def tidy(cells: pa.Array, column: Column) -> pa.Array:
    """Cells as staff meant them: no stray blanks or invisible signs, half-width, 1203.0 as "1203"."""
    low, high = span(cells)
    if low <= ord("'") or high > ord("~"):  # blanks and quotes are the lowest of ASCII
        coded = cells.dictionary_encode()
        cells = _tidied(coded.dictionary, column).take(coded.indices)
    if column.is_code and has_any(pc.ends_with(cells, ".0")):
        cells = pc.replace_substring_regex(cells, r"^(\d+)\.0$", r"\1")
    return cells


def _tidied(texts: pa.Array, column: Column) -> pa.Array:
    texts = pc.replace_substring_regex(texts, _INVISIBLE, "")
    texts = texts if column.free_text else pc.utf8_normalize(texts, form="NFKC")
    texts = pc.utf8_trim_whitespace(texts)
    texts = pc.replace_substring_regex(texts, "^'", "")  # how Excel marks a number kept as text
    return pc.replace_substring_regex(texts, '^="(.*)"$', r"\1")  # how exports keep leading zeros


def span(cells: pa.Array) -> tuple[int, int]:
    """The lowest and the highest byte in a column: shows a column to be clean without a look at any cell."""
    _, starts, data = cells.buffers()
    if data is None or not len(cells):
        return ord("0"), ord("0")
    first, last = np.frombuffer(starts, np.int32)[[cells.offset, cells.offset + len(cells)]]
    raw = np.frombuffer(data, np.uint8)[first:last]
    return (int(raw.min()), int(raw.max())) if raw.size else (ord("0"), ord("0"))


def has_any(mask: pa.Array) -> bool:
    """Whether a mask is true anywhere."""
    return bool(pc.any(mask).as_py())


def positions(mask: pa.Array) -> list[int]:
    """Where a mask is true."""
    where: list[int] = pc.indices_nonzero(mask).to_pylist()
    return where


def is_blank(cells: pa.Array) -> pa.Array:
    """Where cells are empty."""
    return pc.equal(pc.binary_length(cells), 0)


def or_null(cells: pa.Array) -> pa.Array:
    """Empty cells as null."""
    blank = is_blank(cells)
    return pc.if_else(blank, None, cells) if has_any(blank) else cells


def rises(texts: pa.Array) -> bool:
    """Whether each text stands after the one before: then none comes twice, and nothing need be remembered."""
    return not has_any(pc.greater_equal(texts.slice(0, max(len(texts) - 1, 0)), texts.slice(1)))


def by_distinct(
    cells: pa.Array, parse: Callable[[str], T], kind: pa.DataType, blank: T | None = None
) -> tuple[pa.Array, Wrong]:
    """Read each distinct cell once; an empty one is `blank`, one that `parse` refuses is null and noted."""
    return _spread(cells, lambda texts: _one_by_one(texts, parse, kind, blank))


def hundredths(cells: pa.Array, parse: Callable[[str], int], whole_digits: int) -> tuple[pa.Array, Wrong]:
    """Amounts or areas as whole hundredths, exactly: plain positive cells by decimal arithmetic, all at once.

    Args:
        cells: text; an empty cell is null and not noted.
        parse: the careful reader of one cell, for everything else; raises LiftFundError.
        whole_digits: so many digits before the point are surely within the careful reader's limit.
    """
    return _spread(cells, lambda texts: _plain_at_once(texts, parse, whole_digits))


def _spread(cells: pa.Array, read: Callable[[pa.Array], tuple[pa.Array, Wrong]]) -> tuple[pa.Array, Wrong]:
    """What the distinct texts of a column say, given to every cell that holds them."""
    coded = cells.dictionary_encode()
    values, refused = read(coded.dictionary)
    if not refused:
        return values.take(coded.indices), {}
    codes = coded.indices.to_numpy(zero_copy_only=False)
    where = np.flatnonzero(np.isin(codes, list(refused)))
    return values.take(coded.indices), {int(at): refused[int(codes[at])] for at in where}


def _one_by_one(
    texts: pa.Array, parse: Callable[[str], T], kind: pa.DataType, blank: T | None
) -> tuple[pa.Array, Wrong]:
    values: list[T | None] = []
    refused: Wrong = {}
    for place, text in enumerate(texts.to_pylist()):
        try:
            values.append(parse(text) if text else blank)
        except LiftFundError as why:
            values.append(None)
            refused[place] = why
    return pa.array(values, kind), refused


def _plain_at_once(texts: pa.Array, parse: Callable[[str], int], whole_digits: int) -> tuple[pa.Array, Wrong]:
    plain = pc.match_substring_regex(texts, rf"^\d{{1,{whole_digits}}}(\.\d{{1,2}})?$")
    exact = pc.cast(pc.if_else(plain, texts, "0"), pa.decimal128(18, 2))
    numbers = pc.cast(pc.multiply(exact, _HUNDRED), pa.int64())
    odd = pc.equal(numbers, 0)
    where = positions(odd)
    if not where:
        return numbers, {}
    read, wrong = _one_by_one(texts.take(pa.array(where, pa.int64())), parse, pa.int64(), None)
    return pc.replace_with_mask(numbers, odd, read), {where[at]: why for at, why in wrong.items()}
