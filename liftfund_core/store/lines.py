"""Public lines in bulk: the text that seals are taken over, built by DuckDB and read without copying."""

import pyarrow as pa

# The same text as domain.journal.public_line, which a test holds it to.
LINE = """
    concat(id, ' ', kind, ' ', strftime(recorded_at, '%Y-%m-%dT%H:%M:%S.%fZ'), ' ', coalesce(corrects::varchar, '-'),
           ' ', detail_digest, ' ', actor_digest, chr(10))"""


def text_between(lines: pa.LargeStringArray, start: int, stop: int) -> memoryview:
    """The bytes of lines start ... stop-1 of a large string array, which lie next to each other in its buffer."""
    _, offsets, text = lines.buffers()
    places = memoryview(offsets).cast("q")
    first, last = places[lines.offset + start], places[lines.offset + stop]
    return memoryview(text or b"")[first:last]
