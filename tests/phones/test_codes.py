"""Codes: one for every household from its import on, hard to guess, easy to type, in no log and no line."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.cli import commands
from liftfund_core.commands.phones import reissue_code
from liftfund_core.domain.codes import ALPHABET, BITS, LENGTH, new_codes, normalise, spelled
from liftfund_core.errors import NotAllowed
from liftfund_core.reports.journal_page import JournalFilter, entries
from liftfund_core.store.journal import Journal
from tests.phones.conftest import Venue
from tests.store.hands import tamper
from tests.worlds import ADMIN, TELLER, Templates, rows

CODES = ("household_code", "account_code")


def test_a_code_has_forty_bits_and_no_signs_that_look_alike() -> None:
    assert BITS >= 40 and LENGTH == 8 and not set("01IO") & set(ALPHABET) and len(set(ALPHABET)) == 32


@given(st.binary(min_size=5, max_size=5))
def test_a_code_is_read_back_however_it_is_written(random: bytes) -> None:
    (code,) = new_codes(1, lambda _count: random)
    for written in (code, code.lower(), spelled(code), f" {spelled(code).lower()} ", code.replace("L", "1")):
        assert normalise(written) == code


@given(st.text())
def test_any_text_is_a_code_or_none(text: str) -> None:
    code = normalise(text)
    assert code is None or (len(code) == LENGTH and set(code) <= set(ALPHABET))


def test_a_taken_code_does_not_come_again() -> None:
    given = iter([b"\0" * 5, b"\1" * 5])
    assert new_codes(1, lambda _count: next(given), taken={"AAAAAAAA"}) != ["AAAAAAAA"]


def test_every_unit_of_an_older_file_gets_its_code_at_opening(estates: Templates, tmp_path: Path) -> None:
    estates.copy(tmp_path / "e.duckdb").close()
    kept = "unit = '1-1-101'"
    tamper(tmp_path / "e.duckdb", *(f"delete from {table} where not {kept}" for table in CODES))
    journal = Journal.open(tmp_path / "e.duckdb")
    for table in CODES:
        assert rows(journal, f"select count(*), count(distinct code) from {table}") == [(8, 8)]
    both = "select code from household_code union select code from account_code"
    assert len(rows(journal, both)) == 16, "no code answers for one household and reads another's account"
    journal.close()


def test_exchanging_a_code_is_an_entry_without_the_code(journal: Journal) -> None:
    with pytest.raises(NotAllowed):
        reissue_code(journal, TELLER, unit="1-1-101")
    before = [rows(journal, f"select code from {table} order by unit") for table in CODES]
    reissue_code(journal, ADMIN, unit="1-1-101")
    after = [rows(journal, f"select code from {table} order by unit") for table in CODES]
    assert all(old[0] != new[0] and old[1:] == new[1:] for old, new in zip(before, after, strict=True))
    assert rows(journal, "select unit from code_reissued") == [("1-1-101",)]
    told = str(rows(journal, "select * from entry join detail_text on entry_id = id"))
    assert not [code for codes in before + after for (code,) in codes if code in told]


def test_the_journal_page_tells_nobody_who_chose_what(venue: Venue) -> None:
    venue.answer(venue.codes["1-1-101"], "against", "a")
    (line, *_), _count = entries(venue.journal, JournalFilter(kind="poll_answer"))
    assert line.detail == {"poll": "V1"}
    for text in ("against", "1-1-101"):
        assert entries(venue.journal, JournalFilter(kind="poll_answer", text=text))[1] == 0


def test_codes_are_exported_for_the_slips(estates: Templates, tmp_path: Path) -> None:
    estates.copy(tmp_path / "e.duckdb").close()
    done = CliRunner().invoke(
        commands, ["--db", str(tmp_path / "e.duckdb"), "export", "codes", str(tmp_path / "c.csv")]
    )
    assert done.exit_code == 0, done.output
    with (tmp_path / "c.csv").open(encoding="utf-8") as file:
        told = list(csv.DictReader(file))
    assert [row["unit"] for row in told][:2] == ["1-1-101", "1-1-102"] and len(told) == 8
    assert all(row["url"].endswith(f"/h/{row['code']}") and normalise(row["code"]) for row in told)
    assert all(row["account_url"].endswith(f"/r/{row['account_code']}") for row in told)
    assert not {row["code"] for row in told} & {row["account_code"] for row in told}
    assert (tmp_path / "c.csv").stat().st_mode & 0o077 == 0
