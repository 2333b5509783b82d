"""Public lines in bulk: the text that seals are taken over, built by DuckDB and read without copying."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

import pyarrow as pa

# The same text as domain.journal.public_line, which a test holds it to.
LINE = """
    concat(id, ' ', kind, ' ', strftime(recorded_at, '%Y-%m-%dT%H:%M:%S.%fZ'), ' ', coalesce(corrects::varchar, '-'),
           ' ', detail_digest, ' ', actor_digest, chr(10))"""


class Lines:
    """A column of lines, which comes in several pieces; the lines of a piece lie next to each other in its buffer."""

    def __init__(self, column: pa.ChunkedArray) -> None:
        self._pieces = [piece for piece in column.chunks if len(piece)]
        self._starts = list(accumulate(map(len, self._pieces), initial=0))

    def __len__(self) -> int:
        return self._starts[-1]

    def between(self, start: int, stop: int) -> Iterator[memoryview]:
        """The bytes of lines start ... stop-1."""
        at = bisect_right(self._starts, start) - 1
        while start < stop:
            first, last = self._starts[at], min(stop, self._starts[at + 1])
            yield _text(self._pieces[at], start - first, last - first)
            start, at = last, at + 1


NO_LINES = Lines(pa.chunked_array([], pa.string()))


def _text(lines: pa.StringArray, start: int, stop: int) -> memoryview:
    _, offsets, text = lines.buffers()
    places = memoryview(offsets).cast("i")
    return memoryview(text)[places[lines.offset + start] : places[lines.offset + stop]]
