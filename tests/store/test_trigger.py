"""The start trigger: fires once, right behind the payment that crosses the line, however that payment came in."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liftfund_core.commands.advance import book_advance
from liftfund_core.commands.collection import grant_waiver, record_refund, transfer
from liftfund_core.commands.corrections import replace, void
from liftfund_core.domain.trigger import BASES
from liftfund_core.store.journal import Journal
from liftfund_core.store.verify import verify
from tests.store.hands import paying, together
from tests.worlds import (
    ADMIN,
    CONSENT,
    COVERED,
    DAY,
    DUE_OF_65,
    ENTRY,
    FINANCE,
    Templates,
    entry_kinds,
    pay,
    pay_by_file,
    rows,
)

# Building 2 of the small estate: 120, 120, 45 and 45 m2, due 5,916.90 yuan (rules.md 5 has the like).
LARGE, SMALL = 215_160, 80_685

# What crosses the line of building 2 on each basis: payments that do not reach it, and the one that does.
CROSSINGS: dict[str, tuple[list[tuple[str, int]], tuple[str, int]]] = {
    "amount": ([("2-1-101", LARGE + 50_000), ("2-1-103", SMALL - 1)], ("2-1-103", 1)),
    "household": ([("2-1-101", LARGE), ("2-1-103", SMALL - 1)], ("2-1-103", 1)),
    "area": ([("2-1-101", LARGE), ("2-1-103", SMALL - 1)], ("2-1-103", 1)),
    "both": ([("2-1-101", LARGE), ("2-1-102", LARGE - 1)], ("2-1-103", SMALL)),
    "budget": ([("2-1-101", LARGE), ("2-1-102", 84_839)], ("2-1-102", 1)),
}
BUDGET = 600_000


def of_basis(estates: Templates, path: Path, basis: str, **more: Any) -> Journal:
    budget = BUDGET if basis == "budget" else None
    return estates.copy(path, trigger_basis=basis, budget_fen=budget, **more)


def fired(journal: Journal) -> list[tuple[Any, ...]]:
    return rows(journal, "select entry_id, building, basis, threshold_bp, part, whole from trigger order by 1")


def sealed(journal: Journal, since: int) -> list[int]:
    return [id for (id,) in rows(journal, "select id from entry where seal is not null and id > ? order by 1", [since])]


@pytest.mark.parametrize("basis", BASES)
def test_the_line_is_crossed_by_the_payment_that_reaches_it(estates: Templates, tmp_path: Path, basis: str) -> None:
    journal, (before, crossing) = of_basis(estates, tmp_path / "e.duckdb", basis), CROSSINGS[basis]
    for unit, fen in before:
        assert len(pay(journal, unit, fen).entries) == 1
    assert fired(journal) == []
    start = journal.head
    receipt = pay(journal, *crossing)
    assert list(receipt.entries) == [start + 1, start + 2] and receipt.entry == start + 1
    assert [row[:3] for row in fired(journal)] == [(start + 2, "2", basis)]
    assert sealed(journal, start) == [start + 2], "one transaction, one seal"
    pay(journal, "2-1-102", LARGE)
    assert len(fired(journal)) == 1, "it fires once"
    journal.close()


@pytest.mark.parametrize("basis", BASES)
def test_a_batch_fires_behind_the_payment_that_crosses_not_at_its_end(
    estates: Templates, tmp_path: Path, basis: str
) -> None:
    journal, (before, crossing) = of_basis(estates, tmp_path / "e.duckdb", basis), CROSSINGS[basis]
    start, paid = journal.head, [*before, crossing, ("2-1-102", LARGE)]
    promises = together(journal, *[lambda _, u=u, f=f, n=n: paying(u, f, f"B{n}") for n, (u, f) in enumerate(paid)])
    entries = [promise.result(10).entry for promise in promises]
    place = start + len(before) + 2
    assert entry_kinds(journal)[place - 2 : place] == [(place - 1, "payment"), (place, "trigger")]
    assert entries == [n for n in range(start + 1, start + len(paid) + 2) if n != place]
    assert sealed(journal, start) == [journal.head]
    assert verify(journal.database).ok
    journal.close()


@pytest.mark.parametrize("basis", BASES)
def test_a_file_fires_behind_the_row_that_crosses(estates: Templates, tmp_path: Path, basis: str) -> None:
    journal, (before, crossing) = of_basis(estates, tmp_path / "e.duckdb", basis), CROSSINGS[basis]
    start, paid = journal.head, [("1-1-101", 1), *before, crossing, ("2-1-102", LARGE)]
    assert pay_by_file(journal, paid) == len(paid), "triggers are not counted as rows of the file"
    place = start + len(before) + 3
    kinds = [kind for _, kind in entry_kinds(journal)[start:]]
    assert [start + 1 + n for n, kind in enumerate(kinds) if kind == "trigger"] == [place]
    assert sealed(journal, start) == [journal.head]
    assert verify(journal.database).ok
    journal.close()


units = st.sampled_from([f"{building}-1-10{n}" for building in "12" for n in range(1, 5)])
amounts = st.sampled_from([1, 20_000, SMALL - 1, SMALL, DUE_OF_65, DUE_OF_65 + 5_000, LARGE - 1, LARGE, 300_000])
payments = st.lists(st.tuples(units, amounts), min_size=1, max_size=12)
in_folders = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def written(journal: Journal, since: int) -> list[tuple[Any, ...]]:
    """Kind and detail of entries in order, without paper numbers."""
    return rows(
        journal,
        """select e.kind, e.corrects, p.unit, p.amount_fen, p.paid_on, p.channel, p.bank_ref, t.* exclude (entry_id)
           from entry e left join payment p on p.entry_id = e.id left join trigger t on t.entry_id = e.id
           where e.id > ? order by e.id""",
        [since],
    )


@in_folders
@given(
    before=st.lists(st.tuples(units, amounts), max_size=6),
    waived=st.sampled_from([None, "1-1-101", "2-1-101"]),
    paid=payments,
    basis=st.sampled_from(BASES),
    bp=st.sampled_from([1, 3333, 5000, 10_000]),
)
def test_a_file_gives_the_same_entries_as_the_payments_typed_one_by_one(
    estates: Templates,
    before: Sequence[tuple[str, int]],
    waived: str | None,
    paid: Sequence[tuple[str, int]],
    basis: str,
    bp: int,
) -> None:
    with TemporaryDirectory() as folder:
        books = [of_basis(estates, Path(folder) / f"{way}.duckdb", basis, trigger_bp=bp) for way in ("file", "typed")]
        for journal in books:
            if waived:
                due = DUE_OF_65 if waived.startswith("1") else LARGE
                grant_waiver(
                    journal, FINANCE, **COVERED, unit=waived, amount_fen=due, reason_code="low_income", document_no="P1"
                )
            for number, (unit, fen) in enumerate(before):
                pay(journal, unit, fen, receipt_no=f"V{number}")
        by_file, typed = books
        start = typed.head
        assert by_file.head == start
        pay_by_file(by_file, paid)
        for number, (unit, fen) in enumerate(paid):
            pay(typed, unit, fen, receipt_no=f"W{number}", channel="transfer")
        assert written(by_file, start) == written(typed, start)
        assert fired(by_file) == fired(typed)
        assert verify(by_file.database).ok
        for journal in books:
            journal.close()


def test_two_buildings_in_one_file_fire_each_behind_its_own_row(estates: Templates, tmp_path: Path) -> None:
    journal = of_basis(estates, tmp_path / "e.duckdb", "household")
    start = journal.head
    pay_by_file(
        journal,
        [("1-1-101", DUE_OF_65), ("2-1-101", LARGE), ("2-1-103", SMALL), ("1-1-102", DUE_OF_65), ("1-1-103", 1)],
    )
    assert [kind for _, kind in entry_kinds(journal)[start:]] == [
        *("payment", "payment", "payment", "trigger", "payment", "trigger", "payment")
    ]
    assert [row[:2] for row in fired(journal)] == [(start + 4, "2"), (start + 6, "1")]
    journal.close()


def test_an_overpayer_never_carries_a_neighbour_over_the_line(journal: Journal) -> None:
    pay(journal, "1-1-101", 10 * DUE_OF_65)
    assert fired(journal) == []


def test_an_advance_and_money_of_another_building_do_not_count(journal: Journal) -> None:
    told = {"lender": "物业", "document_no": "D", "received_on": DAY}
    book_advance(journal, FINANCE, amount_fen=42_000_000, route="deposited", **told)
    for n in range(1, 5):
        pay(journal, f"2-1-10{n}", LARGE)
    assert [row[1] for row in fired(journal)] == ["2"]


def test_a_waiver_that_lowers_the_due_below_what_came_in_fires(journal: Journal) -> None:
    pay(journal, "1-1-101", DUE_OF_65)
    pay(journal, "1-1-102", DUE_OF_65 - 100)
    start = journal.head
    receipt = grant_waiver(
        journal, FINANCE, **COVERED, unit="1-1-103", amount_fen=DUE_OF_65, reason_code="other", document_no="P"
    )
    assert list(receipt.entries) == [start + 1, start + 2, start + 3]
    assert [row[:2] for row in fired(journal)] == [(start + 2, "1")]
    assert sealed(journal, start) == [start + 3]


def test_a_replacement_that_carries_a_building_over_the_line_fires_under_the_same_seal(journal: Journal) -> None:
    wrong = pay(journal, "1-1-101", 100).entry
    pay(journal, "1-1-102", DUE_OF_65)
    start = journal.head
    receipt = replace(journal, FINANCE, entry=wrong, changes={"amount_fen": DUE_OF_65}, reason="少写了位数")
    assert list(receipt.entries) == [start + 1, start + 2]
    assert entry_kinds(journal)[start:] == [(start + 1, "payment"), (start + 2, "trigger")]
    assert sealed(journal, start) == [start + 2]
    assert verify(journal.database).ok


def test_moving_a_payment_to_its_right_building_fires_there(journal: Journal) -> None:
    pay(journal, "1-1-101", DUE_OF_65)
    wrong = pay(journal, "2-1-103", DUE_OF_65).entry
    replace(journal, FINANCE, entry=wrong, changes={"unit": "1-1-102"}, reason="写错楼号")
    assert [row[1] for row in fired(journal)] == ["1"]


def test_a_transfer_into_a_building_fires_between_its_legs_or_behind_them(journal: Journal) -> None:
    pay(journal, "2-1-101", LARGE)
    pay(journal, "1-1-101", DUE_OF_65)
    transfer(
        journal, FINANCE, **CONSENT, from_unit="2-1-101", to_unit="1-1-102", amount_fen=DUE_OF_65, transfer_id="Z1"
    )
    assert [kind for _, kind in entry_kinds(journal)[-4:]] == [
        "transfer_out",
        "transfer_in",
        "trigger",
        "transfer_consent",
    ]


def test_withdrawing_a_wrong_waiver_or_levy_fires_where_the_line_is_then_reached(journal: Journal) -> None:
    pay(journal, "1-1-101", DUE_OF_65)
    start = journal.head
    levies = dict(rows(journal, "select unit, entry_id from levy_assessed"))
    void(journal, ADMIN, entry=levies["1-1-104"], reason="不是本楼的户")
    assert fired(journal) == []
    void(journal, ADMIN, entry=levies["1-1-103"], reason="不是本楼的户")
    assert entry_kinds(journal)[start:] == [(start + 1, "void"), (start + 2, "void"), (start + 3, "trigger")]


def test_the_trigger_stays_fired_when_money_goes_back(journal: Journal) -> None:
    for n in (1, 2):
        pay(journal, f"1-1-10{n}", DUE_OF_65)
    record_refund(journal, FINANCE, unit="1-1-101", amount_fen=DUE_OF_65, paid_on=DAY, document_no="T1")
    pay(journal, "1-1-103", DUE_OF_65)
    assert len(fired(journal)) == 1
    assert rows(journal, "select count(*) from live_trigger(?)", [journal.head]) == [(1,)]


def test_the_trigger_says_the_figures_and_the_rule_of_its_moment(journal: Journal) -> None:
    pay(journal, "1-1-101", DUE_OF_65)
    pay(journal, "1-1-102", DUE_OF_65 + 900, paid_on=DAY - timedelta(days=1), actor=ENTRY)
    assert [row[1:] for row in fired(journal)] == [("1", "amount", 5000, 2 * DUE_OF_65, 4 * DUE_OF_65)]


def test_nothing_due_never_fires(estates: Templates, tmp_path: Path) -> None:
    journal = estates.copy(tmp_path / "e.duckdb", {"1": [6500], "2": []})
    grant_waiver(
        journal,
        FINANCE,
        **COVERED,
        unit="1-1-101",
        amount_fen=DUE_OF_65,
        reason_code="developer_share",
        document_no="P",
    )
    pay(journal, "1-1-101", 5_000)
    assert fired(journal) == []
    journal.close()
