"""A sheetful stands in the book as if its rows had been written one by one."""

from datetime import date

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.commands.files import import_units
from liftfund_core.store.deeds import Deed, Outcome, Sheetful
from liftfund_core.store.journal import Journal
from liftfund_core.store.lines import Lines
from liftfund_core.store.verify import verify
from tests.store.hands import memory_is_the_file
from tests.worlds import ADMIN, DAY, entry_kinds, pay, rows, units_csv


def payments(count: int) -> Sheetful:
    return Sheetful(
        "payment",
        pa.table(
            {
                "unit": [f"1-1-10{1 + n % 4}" for n in range(count)],
                "amount_fen": pa.array([20_000 + n for n in range(count)], pa.int64()),
                "paid_on": pa.array([DAY] * count, pa.date32()),
                "receipt_no": [f"S{n}" for n in range(count)],
                "channel": ["cash"] * count,
                "bank_ref": pa.nulls(count, pa.string()),
            }
        ),
    )


@pytest.mark.parametrize("count", [1, 2, 3, 4, 40])
def test_a_sheet_of_any_length_is_numbered_sealed_and_remembered(journal: Journal, count: int) -> None:
    start = journal.head
    sheet = payments(count)
    receipt = journal.record(Deed("甲", lambda _: Outcome(sheetful=sheet), reason="补录", request_id="r", alone=True))
    fired = [id for id, kind in entry_kinds(journal) if kind == "trigger"]
    assert receipt.written == count and list(receipt.entries) == list(range(start + 1, journal.head + 1))
    assert journal.head - start == count + len(fired)
    said = rows(journal, "select id, request_id from entry where actor = '甲' and reason = '补录' order by id")
    assert said == [(start + 1, "r"), *((n, None) for n in range(start + 2, journal.head + 1))]
    assert rows(journal, "select receipt_no from payment order by entry_id") == [(f"S{n}",) for n in range(count)]
    memory_is_the_file(journal)
    assert verify(journal.database).ok


def test_a_sheet_is_written_once_under_its_request(journal: Journal) -> None:
    def deed() -> Deed:
        return Deed("甲", lambda _: Outcome(sheetful=payments(3)), request_id="once", alone=True)

    first, again = journal.record(deed()), journal.record(deed())
    assert again.repeated and again.entry == first.entry
    assert rows(journal, "select count(*) from payment") == [(3,)]


def test_new_units_are_remembered_with_their_codes(journal: Journal) -> None:
    pay(journal, "1-1-101", 500)
    more = b"building,room,area_m2\n1,9901,65.5\n2,9902,120\n2,9903,0.5"
    assert import_units(journal, ADMIN, more, "more.csv").written == 3
    memory_is_the_file(journal)
    assert import_units(journal, ADMIN, units_csv({"1": [6500] * 4}), "units.csv").skipped == 4


def test_a_sheet_of_another_kind_is_remembered_too(journal: Journal) -> None:
    pay(journal, "1-1-101", 90_000)
    spent = pa.table(
        {
            "amount_fen": [10_000, 20_000, 30_000],
            "paid_on": pa.array([date(2023, 6, 1)] * 3),
            "payee": ["施工队"] * 3,
            "lift": pa.nulls(3, pa.string()),
            "contract_no": pa.nulls(3, pa.string()),
            "invoice_no": ["F1", "F2", "F3"],
            "purpose": pa.nulls(3, pa.string()),
        }
    )
    journal.record(Deed("甲", lambda _: Outcome(sheetful=Sheetful("contractor_payment", spent)), alone=True))
    assert journal.figures.fund.spent_fen == 60_000
    memory_is_the_file(journal)
    assert verify(journal.database).ok


def test_a_sheet_that_fails_at_the_last_leaves_nothing_behind(journal: Journal) -> None:
    def refuse(file: duckdb.DuckDBPyConnection) -> None:
        file.execute("insert into matter values (null, null, null)")

    start = journal.head
    with pytest.raises(duckdb.ConstraintException):
        journal.record(Deed("甲", lambda _: Outcome(sheetful=payments(30), plain=[refuse]), alone=True))
    assert journal.head == start and journal.figures.fund.collected_fen == 0
    memory_is_the_file(journal)
    assert pay(journal, "1-1-101", 500).entry == start + 1


@given(
    pieces=st.lists(st.lists(st.text(max_size=5), max_size=5), max_size=5),
    cut=st.tuples(st.integers(0, 25), st.integers(0, 25)),
)
def test_lines_are_read_across_the_pieces_that_they_come_in(pieces: list[list[str]], cut: tuple[int, int]) -> None:
    column = pa.chunked_array([pa.array(piece, pa.string()) for piece in pieces], pa.string())
    whole = [line for piece in pieces for line in piece]
    start, stop = sorted(min(place, len(whole)) for place in cut)
    assert b"".join(Lines(column).between(start, stop)) == "".join(whole[start:stop]).encode()


def test_a_slice_of_lines_is_read_where_it_begins() -> None:
    column = pa.chunked_array([pa.array(["a", "b", "c"]).slice(1), pa.array(["d"])])
    assert b"".join(Lines(column).between(0, 3)) == b"bcd"
