"""The campaign day by day: what it tells of a day is what `status --as-of` told of that day's last entry, masked."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from liftfund_core.commands.corrections import void
from liftfund_core.demo import write_demo
from liftfund_core.domain.money import million, wan
from liftfund_core.domain.rate import percent_cut
from liftfund_core.reports.public_status import public_status
from liftfund_core.reports.read_board import board
from liftfund_core.reports.read_public import read_public
from liftfund_core.reports.timeline import timeline
from liftfund_core.store.journal import Journal
from liftfund_core.ui.wall.data import Look, Stage, WallData
from liftfund_core.ui.wall.timeline import scene
from liftfund_core.words import LANGUAGES
from tests.worlds import DAY, DUE_OF_65, FINANCE, Clock, Templates, pay, rows

HERE = ZoneInfo("Asia/Shanghai")


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    path = tmp_path_factory.mktemp("campaign") / "demo.duckdb"
    write_demo(path)
    opened = Journal.open(path)
    yield opened
    opened.close()


def last_entries(journal: Journal) -> dict[date, int]:
    """Local day -> its last entry, counted the plain way; a day without entries is not there."""
    days: dict[date, int] = {}
    for entry, at in rows(journal, "select id, recorded_at from entry order by id"):
        days[at.replace(tzinfo=UTC).astimezone(HERE).date()] = entry
    return days


def as_of(journal: Journal, day: date) -> dict[str, Any]:
    """The public form of `status --as-of` the last entry of a day, or of the last day before it that had one."""
    entry = max(entry for ended, entry in last_entries(journal).items() if ended <= day)
    return public_status(board(journal, entry), ())


def percent(told: int | str) -> str:
    """Basis points of the document, a bound perhaps, as the wall writes them."""
    bound, bp = re.match(r"\D*", str(told))[0], int(re.sub(r"\D", "", str(told)))
    return count(bound) + percent_cut(bp if bound != "<=" else -(-bp // 10) * 10)


def count(told: int | str) -> str:
    return str(told).replace(">=", "≥").replace("<=", "≤")


def test_every_day_of_the_demo_is_what_was_public_at_its_last_entry(campaign: Journal) -> None:
    days = timeline(campaign, campaign.head).days
    assert [one.day for one in days] == [days[0].day + timedelta(days=n) for n in range(len(days))]
    assert (days[0].day, days[-1].day) == (date(2023, 3, 1), date(2023, 7, 13))
    for one in days:
        told = as_of(campaign, one.day)
        assert one.board.head == told["head"]
        assert one.board.paid_text == count(told["totals"]["paid_units"])
        assert one.board.household.percent == percent(told["totals"]["rate_bp_household"])
        assert one.board.collected_wan == (wan(fen) if (fen := told["totals"]["collected_fen"]) is not None else None)
        assert [b.on_basis.percent for b in one.board.buildings] == [
            percent(b["rate_bp_amount"]) for b in told["buildings"]
        ]
        assert [b.triggered for b in one.board.buildings] == [
            b["triggered_at_entry"] is not None for b in told["buildings"]
        ]


def test_every_figure_that_the_replay_puts_on_the_wall_is_one_of_that_days_public_figures(campaign: Journal) -> None:
    history = timeline(campaign, campaign.head)
    now = read_public(campaign)
    assert now.as_of is not None
    data = WallData(now, (), Stage(), now.as_of, history=lambda: history)
    for lang in LANGUAGES:
        shown = replayed(scene(data, Look("timeline", lang, "day")).html)
        assert len(shown) == len(history.days)
        for one, slots in zip(history.days, shown, strict=True):
            told = as_of(campaign, one.day)
            check_slots(slots, told, empty=one.board.empty, chinese=lang == "zh")


def replayed(html: str) -> list[dict[str, str]]:
    """The slots of every day, as the browser puts them together."""
    found = re.search(r"data-days='([^']*)'", html)
    assert found
    days, slots = [], dict[str, str]()
    for change in json.loads(unescape(found[1])):
        slots = slots | change
        days.append(slots)
    return days


def figure(slots: dict[str, str], slot: str) -> str:
    return slots[f"{slot}_sign"] + slots[slot] + slots[f"{slot}_unit"]


def shown_percent(told: int | str) -> str:
    """A bound that bounds nothing is a dash."""
    return "—" if (said := percent(told)) == "≤100%" else said


def check_slots(slots: dict[str, str], told: dict[str, Any], *, empty: bool, chinese: bool) -> None:
    totals, lifts = told["totals"], told["totals"]["lifts"]
    assert figure(slots, "rate") == ("—" if empty else shown_percent(totals["rate_bp_household"]))
    assert figure(slots, "households") == count(totals["paid_units"])
    fen = totals["collected_fen"]
    amount = "—" if fen is None else wan(fen) if chinese else f"¥{million(fen)}"
    assert figure(slots, "collected") == amount
    assert figure(slots, "lifts") == str(lifts["in_service"])
    assert str(told["head"]) in slots["entry"]
    for place, building in enumerate(told["buildings"]):
        shown = shown_percent(building["rate_bp_amount"])
        assert figure(slots, f"b{place}") == shown
        bp = 0 if shown == "—" else int(re.sub(r"\D", "", str(building["rate_bp_amount"])))
        assert slots[f"b{place}_bar"] == f"{bp / 100:g}%", "a length tells no more than the figure beside it"
        tiles = [slots[f"b{place}_{n}"] for n in range(building["lifts"]["total"])]
        assert tiles.count("lf-in_service") == building["lifts"]["in_service"]
        assert tiles.count("lf-waiting") == building["lifts"]["waiting"]
        assert (slots[f"dot{place}"] == "1") == (building["triggered_at_entry"] is not None)


def test_a_quiet_day_repeats_the_day_before_and_a_correction_changes_no_day_that_is_over(
    estates: Templates, tmp_path: Path
) -> None:
    clock = Clock()
    with closing(estates.copy(tmp_path / "estate.duckdb", clock=clock)) as journal:
        entry = pay(journal, "1-1-101", DUE_OF_65).entries[0]
        clock.now += timedelta(days=3)
        void(journal, FINANCE, entry=entry, reason="录错了")
        days = timeline(journal, journal.head).days
        assert [one.day for one in days] == [DAY + timedelta(days=n) for n in range(3)]
        assert [one.board.head for one in days] == [entry] * 3
        assert not days[-1].board.empty
        assert read_public(journal).empty
        assert timeline(journal, journal.head) is timeline(journal, journal.head), "the same for everybody"


def test_a_campaign_of_one_day_has_no_days_that_are_over(journal: Journal) -> None:
    assert timeline(journal, journal.head).days == ()
