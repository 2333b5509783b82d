"""Bank reconciliation: what surely is the same money, what probably is, and what does not agree (rules.md 2.4).

Nothing here decides: a match counts when a person has confirmed it. A number that names the entry, or the household's
room with the same amount, makes a match certain; an amount alone is a suggestion.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from liftfund_core.domain.bank import BankLine, Basis, BookEntry, Doubt, Match, Reconciliation

WINDOW = timedelta(days=7)  # between the day in the book and the bank's
BATCH_WINDOW = timedelta(days=3)  # the bank pays out what was scanned, the clerk pays in the cash
LONG_WINDOW = timedelta(days=60)  # where the memo names the room, it is worth asking for so long
_PAPER = re.compile(r"[0-9a-z][0-9a-z_./-]{3,}")
_SHORTEST_NAME = 4


def reconcile(
    lines: Sequence[BankLine],
    entries: Sequence[BookEntry],
    *,
    units: Container[str],
    settled: Sequence[BookEntry] = (),
    covered: tuple[date, date] | None = None,
) -> Reconciliation:
    """Hold what is still open on both sides against each other; each line and entry appears once in what comes of it.

    Args:
        units: codes of all units. settled: entries matched before, by which a second payment is recognised.
        covered: first and last day of the bank's lines; those of `lines` where left out.
    """
    table = _Table(lines, entries)
    certain = [match for rule in _CERTAIN for match in rule(table)]
    known = [*settled, *(entry for match in certain for entry in match.entries)]
    doubts = [*table.differing, *_strange_rooms(table, units), *_other_amounts(table), *_second_payments(table, known)]
    suggested = [match for rule in _SUGGESTED for match in rule(table)]
    doubts += [Doubt("rest" if line.left_fen != line.amount_fen else "not_in_book", line) for line in table.open_lines]
    missing, waiting = _without_lines(table, covered or _days_of(lines))
    told = sorted([*doubts, *missing], key=lambda doubt: doubt.day)
    return Reconciliation(tuple(certain), tuple(suggested), tuple(told), tuple(waiting))


T = TypeVar("T", BankLine, BookEntry)
K = TypeVar("K")


@dataclass
class _Table:
    """What is open on both sides, oldest first; a rule that finds a match takes its lines and entries away."""

    lines: Sequence[BankLine]
    entries: Sequence[BookEntry]
    differing: list[Doubt] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = sorted(self.lines, key=lambda line: (line.day, line.id))
        self.entries = sorted(self.entries, key=lambda entry: (entry.day, entry.id))
        self._open = {line.id for line in self.lines if line.left_fen}
        self._open |= {entry.id for entry in self.entries if entry.left_fen}

    @property
    def open_lines(self) -> list[BankLine]:
        return self.still(self.lines)

    @property
    def open_entries(self) -> list[BookEntry]:
        return self.still(self.entries)

    def still(self, things: Iterable[T]) -> list[T]:
        """Those that nobody has taken."""
        return [thing for thing in things if thing.id in self._open]

    def match(self, lines: Sequence[BankLine], entries: Sequence[BookEntry], basis: Basis) -> Match:
        """Take both sides away together."""
        self.take(*lines, *entries)
        return Match(tuple(lines), tuple(entries), basis)

    def take(self, *things: BankLine | BookEntry) -> None:
        self._open -= {thing.id for thing in things}


_Rule = Callable[[_Table], Iterator[Match]]


def _by_reference(table: _Table) -> Iterator[Match]:
    """The bank's reference stands in the book."""
    by_ref = {_key(entry.ref): entry for entry in table.open_entries if entry.ref}
    for line in table.open_lines:
        entry = by_ref.get(_key(line.ref))
        if entry and table.still([entry]):
            yield from _same_or_differing(table, line, entry)


def _by_papers(table: _Table) -> Iterator[Match]:
    """The memo names a receipt, an invoice or a contract; one line may name several."""
    by_paper = _grouped(table.open_entries, _papers_of)
    for line in table.open_lines:
        words = _PAPER.findall(_key(line.said))
        named = table.still({entry.id: entry for word in words for entry in by_paper.get(word, ())}.values())
        if same := _nearest(line, named):
            yield table.match([line], [same], "reference")
        elif len(named) > 1 and _sum(named) == line.left_fen:
            yield table.match([line], named, "reference")
        elif len(named) == 1:
            yield from _same_or_differing(table, line, named[0])


def _same_or_differing(table: _Table, line: BankLine, entry: BookEntry) -> Iterator[Match]:
    if line.left_fen == entry.left_fen:
        yield table.match([line], [entry], "reference")
    else:
        table.take(line, entry)
        table.differing.append(Doubt("amount_differs", line, entry))


def _by_room(table: _Table) -> Iterator[Match]:
    """The memo names the unit, and the amount is right."""
    yield from _one_room(table, WINDOW)


def _late_by_room(table: _Table) -> Iterator[Match]:
    """The same, but so far apart that somebody should look."""
    yield from _one_room(table, LONG_WINDOW)


def _one_room(table: _Table, window: timedelta) -> Iterator[Match]:
    by_unit = _grouped(table.open_entries, _unit_of)
    for line in table.open_lines:
        of_rooms = [entry for room in line.rooms for entry in table.still(by_unit.get(room, ()))]
        near = [entry for entry in of_rooms if _apart(line, entry) <= window]
        if same := _nearest(line, near):
            yield table.match([line], [same], "room")
        elif len(near) > 1 and _sum(near) == line.left_fen:
            yield table.match([line], near, "room")


def _in_parts_by_room(table: _Table) -> Iterator[Match]:
    """A household paid one receipt in several transfers."""
    by_room = _grouped(table.open_lines, lambda line: line.rooms if len(line.rooms) == 1 else ())
    for entry in table.open_entries:
        parts = [line for line in table.still(by_room.get(entry.unit, ())) if _apart(line, entry) <= WINDOW]
        if len(parts) > 1 and _sum(parts) == entry.left_fen:
            yield table.match(parts, [entry], "room")


def _by_party(table: _Table) -> Iterator[Match]:
    """The other side is who the book says, and the amount is right."""
    named = [entry for entry in table.open_entries if len(_key(entry.party)) >= _SHORTEST_NAME]
    by_amount = _grouped(named, lambda entry: [entry.left_fen])
    for line in table.open_lines:
        said = _key(line.said)
        there = [e for e in table.still(by_amount.get(line.left_fen, ())) if _key(e.party) in said]
        if same := _nearest(line, [entry for entry in there if _apart(line, entry) <= WINDOW]):
            yield table.match([line], [same], "party")


def _batches(table: _Table) -> Iterator[Match]:
    """One line for all that was scanned, or handed over in cash, in the days before it."""
    by_day = _grouped(table.open_entries, lambda entry: [entry.day])
    for line in table.open_lines:
        days = [line.day - timedelta(days=back) for back in range(BATCH_WINDOW.days + 1)]
        near = [entry for day in days for entry in table.still(by_day.get(day, ()))]
        together = next((some for some in _bundles(near) if len(some) > 1 and _sum(some) == line.left_fen), None)
        if together:
            yield table.match([line], together, "batch")


def _bundles(near: list[BookEntry]) -> Iterator[list[BookEntry]]:
    """What is paid on together: of a day and a channel, of a day, of a channel, or all of it."""
    yield from _grouped(near, lambda entry: [(entry.day, entry.channel)]).values()
    yield from _grouped(near, lambda entry: [entry.day]).values()
    yield from _grouped(near, lambda entry: [entry.channel]).values()
    yield near


def _in_parts(table: _Table) -> Iterator[Match]:
    """One payment that the bank carried out in several lines within a few days."""
    by_day = _grouped(table.open_lines, lambda line: [line.day])
    for entry in table.open_entries:
        days = [entry.day + timedelta(days=ahead) for ahead in range(BATCH_WINDOW.days + 1)]
        there = [line for day in days for line in table.still(by_day.get(day, ()))]
        parts = [line for line in there if _may_be(line, entry)]
        if len(parts) > 1 and _sum(parts) == entry.left_fen:
            yield table.match(parts, [entry], "batch")


def _by_amount(table: _Table) -> Iterator[Match]:
    """The same amount within a few days; the nearest day first."""
    by_amount = _grouped(table.open_entries, lambda entry: [entry.left_fen])
    for line in table.open_lines:
        there = [entry for entry in table.still(by_amount.get(line.left_fen, ())) if _may_be(line, entry)]
        if same := _nearest(line, [entry for entry in there if _apart(line, entry) <= WINDOW]):
            yield table.match([line], [same], "amount")


_CERTAIN: tuple[_Rule, ...] = (_by_reference, _by_papers, _by_room, _in_parts_by_room, _by_party)
_SUGGESTED: tuple[_Rule, ...] = (_late_by_room, _batches, _in_parts, _by_amount)


def _strange_rooms(table: _Table, units: Container[str]) -> Iterator[Doubt]:
    """The memo names rooms, and there is no such unit; with the receipt that may be meant, where there is one."""
    by_amount = _grouped(table.open_entries, lambda entry: [entry.left_fen])
    for line in table.open_lines:
        if line.rooms and not any(room in units for room in line.rooms):
            near = [entry for entry in table.still(by_amount[line.left_fen]) if _apart(line, entry) <= WINDOW]
            meant = _nearest(line, near)
            table.take(line, *([meant] if meant else []))
            yield Doubt("room_unknown", line, meant)


def _other_amounts(table: _Table) -> Iterator[Doubt]:
    """A receipt of that unit waits within the window, over another amount."""
    by_unit = _grouped(table.open_entries, _unit_of)
    for line in table.open_lines:
        of_rooms = [entry for room in line.rooms for entry in table.still(by_unit.get(room, ()))]
        near = [e for e in of_rooms if _apart(line, e) <= WINDOW and (e.left_fen > 0) == (line.left_fen > 0)]
        if near:
            nearest = min(near, key=lambda entry: _apart(line, entry))
            table.take(line, nearest)
            yield Doubt("amount_differs", line, nearest)


def _second_payments(table: _Table, known: Sequence[BookEntry]) -> Iterator[Doubt]:
    """The unit's receipt over this amount has found its line already, and no other waits."""
    by_unit = _grouped(known, _unit_of)
    waiting = _grouped(table.open_entries, _unit_of)
    for line in table.open_lines:
        of_rooms = [entry for room in line.rooms for entry in by_unit.get(room, ())]
        twin = next((entry for entry in of_rooms if entry.amount_fen == line.amount_fen), None)
        if twin and not any(room in waiting for room in line.rooms):
            table.take(line)
            yield Doubt("paid_twice", line, twin)


def _without_lines(table: _Table, covered: tuple[date, date] | None) -> tuple[list[Doubt], list[BookEntry]]:
    """Entries that the bank should have brought by now, and those that it may still bring."""
    missing, waiting = [], []
    for entry in table.open_entries:
        if covered and covered[0] <= entry.day <= covered[1]:
            missing.append(Doubt("rest" if entry.left_fen != entry.amount_fen else "not_in_bank", entry=entry))
        else:
            waiting.append(entry)
    return missing, waiting


def _days_of(lines: Sequence[BankLine]) -> tuple[date, date] | None:
    days = [line.day for line in lines]
    return (min(days), max(days)) if days else None


def _grouped(things: Iterable[T], keys: Callable[[T], Iterable[K]]) -> dict[K, list[T]]:
    """Things under each of their keys, in their order."""
    groups: dict[K, list[T]] = defaultdict(list)
    for thing in things:
        for key in keys(thing):
            groups[key].append(thing)
    return groups


def _unit_of(entry: BookEntry) -> Sequence[str]:
    return [entry.unit] if entry.unit else ()


def _papers_of(entry: BookEntry) -> set[str]:
    return {_key(paper) for paper in (entry.ref, *entry.papers) if paper}


def _key(text: str) -> str:
    """A number or a name as it is compared: half-width, in small letters."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _sum(things: Iterable[BankLine] | Iterable[BookEntry]) -> int:
    return sum(thing.left_fen for thing in things)


def _apart(line: BankLine, entry: BookEntry) -> timedelta:
    return abs(line.day - entry.day)


def _nearest(line: BankLine, entries: Iterable[BookEntry]) -> BookEntry | None:
    """The entry over the same amount that is nearest in time."""
    same = [entry for entry in entries if entry.left_fen == line.left_fen]
    return min(same, key=lambda entry: _apart(line, entry), default=None)


def _may_be(line: BankLine, entry: BookEntry) -> bool:
    """Whether nothing speaks against it: the memo names no other room."""
    return not (line.rooms and entry.unit and entry.unit not in line.rooms)
