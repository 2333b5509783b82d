"""What an import has to say: every doubtful cell at once, each with its row, its column and its cure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypedDict

import pyarrow as pa

from liftfund_core.errors import LiftFundError
from liftfund_core.words import N_, Language, Words

Progress = Callable[[float], None]


def no_progress(done: float) -> None:
    """Where nobody watches."""


class Listed(LiftFundError):
    """Names one after the other, as the reader's language sets them apart; a value for a sentence."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(N_("、"))
        self.names = tuple(names)

    def sentence(self, lang: Language = "zh") -> str:
        """The names joined."""
        return Words(lang)(self.template).join(self.names)


class FindingJson(TypedDict):
    """One finding as `import --json` prints it (contracts.md)."""

    row: int
    column: str
    value: str
    sentence: str


@dataclass(frozen=True, eq=False, slots=True)
class Finding:
    """One cell that cannot be taken as it stands.

    Attributes:
        row: its row, from 1, as the spreadsheet shows it.
        column: the header as written in the file.
        value: the cell as read.
        why: what is wrong with it and the cure, in either language.
    """

    row: int
    column: str
    value: str
    why: LiftFundError

    def sentence(self, lang: Language = "zh") -> str:
        """What is wrong and what to do about it, in the reader's language."""
        return self.why.sentence(lang)

    def as_json(self, lang: Language = "zh") -> FindingJson:
        """The finding as the command line prints it."""
        return {"row": self.row, "column": self.column, "value": self.value, "sentence": self.sentence(lang)}


@dataclass(frozen=True, eq=False)
class ImportResult:
    """What a file holds: rows fit to be recorded, and findings; with any finding nothing may be recorded.

    Attributes:
        rows: one line a deed, columns as `read_units` and `read_payments` say; empty text is null.
        findings: every doubtful cell, in the order of the file.
        skipped: rows that say exactly what the book holds already.
        left_out: numbers of rows that are no deeds: totals, repeated headers, signatures, the example.
        headers: the header as written in the file, by field.
    """

    rows: pa.Table
    findings: tuple[Finding, ...] = ()
    skipped: int = 0
    left_out: tuple[int, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
