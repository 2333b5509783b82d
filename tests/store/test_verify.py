"""Whoever changes the file behind the program's back is found out, and the entry is named."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from liftfund_core.errors import StoreError
from liftfund_core.store.backup import settle
from liftfund_core.store.database import open_database
from liftfund_core.store.deeds import KINDS, Deed
from liftfund_core.store.head_record import HeadRecord, read_head
from liftfund_core.store.journal import Journal
from liftfund_core.store.verify import Verification, verify
from tests.store.hands import paying, tamper


def verified(path: Path) -> Verification:
    database = open_database(path, trusting=True)
    try:
        return verify(database)
    finally:
        database.close()


def number_of(path: Path, query: str) -> int:
    with duckdb.connect(str(path)) as file:
        return int(file.execute(query).fetchall()[0][0])


def test_an_untouched_file_verifies_and_says_how_many_entries_and_which_seal(book: Path) -> None:
    found = verified(book)
    head = read_head(book)
    assert head is not None
    assert (found.ok, found.entries, found.head_hash) == (True, head.number, head.seal)
    assert found.first_bad_entry is None and not found.findings


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("payment", "amount_fen = amount_fen + 1"),
        ("payment", "unit = '2-1-104'"),
        ("payment", "paid_on = paid_on - 1"),
        ("payment", "bank_ref = 'B9'"),
        ("payment", "bank_ref = ''"),
        ("levy_assessed", "area_dm2 = area_dm2 - 1"),
        ("refund", "amount_fen = 499"),
        ("waiver", "amount_fen = 6"),
        ("waiver", "reason_code = 'low_income'"),
        ("transfer_in", "unit = '1-1-101'"),
        ("advance", "route = 'paid_direct'"),
        ("contractor_payment", "payee = '别人'"),
        ("trigger", "part = part + 1"),
        ("lift_step", "evidence = '{}'"),
        ("placard_count", "for_count = 4"),
        ("placard_count", "second = true"),
        ("poll_opened", "present = 4"),
        ("staff_added", "role = 'admin'"),
        ("void", "voided = 1"),
        ("estate_created", "trigger_bp = 100"),
        ("building_added", "lifts = 9"),
        ("estate_created", "simulated = true"),
    ],
)
def test_a_changed_detail_names_its_entry(book: Path, table: str, change: str) -> None:
    entry = number_of(book, f"select max(entry_id) from {table}")
    tamper(book, f"update {table} set {change} where entry_id = {entry}")
    found = verified(book)
    assert not found.ok and found.first_bad_entry == entry
    assert any(f"第 {entry} 条" in finding.sentence() for finding in found.findings)


@pytest.mark.parametrize("change", ["actor = '别人'", "reason = '别的原因'", "reason = null", "request_id = 'r'"])
def test_a_changed_header_that_the_actor_digest_covers_names_its_entry(book: Path, change: str) -> None:
    entry = number_of(book, "select max(entry_id) from refund")
    tamper(book, f"update entry set {change} where id = {entry}")
    assert verified(book).first_bad_entry == entry


@pytest.mark.parametrize(
    "change",
    [
        "recorded_at = recorded_at - interval 1 microsecond",
        "corrects = 3",
        "detail_digest = repeat('0', 64)",
        "actor_digest = repeat('0', 64)",
        "salt = '\\x00'::blob || salt[2:32]",
        "seal = repeat('0', 64)",
        "seal = null",
    ],
)
def test_a_changed_header_names_its_transaction(book: Path, change: str) -> None:
    entry = number_of(book, "select max(entry_id) from refund")
    tamper(book, f"update entry set {change} where id = {entry}")
    found = verified(book)
    assert not found.ok and found.first_bad_entry == entry


def test_a_kind_that_was_exchanged_is_found(book: Path) -> None:
    """The two legs of a transfer read alike: only the table says which way the money went."""
    tamper(
        book,
        "create temp table leg as from transfer_out",
        "delete from transfer_out where entry_id in (select entry_id from leg)",
        "insert into transfer_in from leg",
    )
    found = verified(book)
    assert not found.ok and found.first_bad_entry == number_of(book, "select min(entry_id) from transfer_in")


@pytest.mark.parametrize("kind", ["waiver", "gift"])
def test_a_kind_that_was_rewritten_names_its_entry(book: Path, kind: str) -> None:
    entry = number_of(book, "select max(entry_id) from refund")
    tamper(book, f"update entry set kind = '{kind}' where id = {entry}")
    assert verified(book).first_bad_entry == entry


def test_details_that_changed_places_are_found(book: Path) -> None:
    first, second = sorted(number_of(book, f"select {which}(entry_id) from payment") for which in ("min", "max"))
    tamper(
        book,
        "create temp table two as select * replace (case entry_id when "
        f"{first} then {second} else {first} end as entry_id) from payment where entry_id in ({first}, {second})",
        f"delete from payment where entry_id in ({first}, {second})",
        "insert into payment from two",
    )
    assert verified(book).first_bad_entry == first


def test_a_detail_that_stands_there_twice_is_found(book: Path) -> None:
    """Without its key a table takes the same row again, and every digest of it holds."""
    first = number_of(book, "select min(entry_id) from payment")
    tamper(
        book,
        "create temp table kept as from payment",
        "drop table payment",
        "create table payment as from kept",
        f"insert into payment from kept where entry_id = {first}",
    )
    assert verified(book).first_bad_entry == first


def test_an_entry_that_took_the_number_of_another_is_found(book: Path) -> None:
    """As many entries as the newest number says, one of them twice and one not at all."""
    gone = number_of(book, "select entry_id from refund")
    tamper(
        book,
        "create temp table kept as from entry",
        "drop table entry",
        f"create table entry as select * replace (case id when {gone} then id - 1 else id end as id) from kept",
    )
    found = verified(book)
    assert not found.ok and found.first_bad_entry is not None and found.first_bad_entry <= gone


@pytest.mark.parametrize(
    ("name", "laid"),
    [
        ("payment_text", "create or replace view payment_text as select entry_id, '{}' as text from payment"),
        ("live_payment", "create or replace macro live_payment(head) as table select * from payment limit 1"),
        ("sha256", "create macro sha256(x) as 'f'"),
    ],
)
def test_a_query_that_tells_another_story_is_found_and_named(book: Path, name: str, laid: str) -> None:
    tamper(book, laid)
    found = verified(book)
    assert not found.ok and name in found.findings[-1].sentence()


def test_a_book_verifies_while_somebody_writes(book: Path) -> None:
    journal = Journal.open(book)
    writing = [journal.submit(Deed("甲", lambda _, n=n: paying(receipt=f"W{n}"), alone=True)) for n in range(60)]
    while not writing[-1].done():
        found = verify(journal.database)
        assert found.ok, [finding.sentence() for finding in found.findings]
    journal.close()


def test_a_deleted_last_entry_is_found(book: Path) -> None:
    last = number_of(book, "select max(id) from entry")
    tamper(book, f"delete from entry where id = {last}", f"delete from payment where entry_id = {last}")
    found = verified(book)
    assert not found.ok and found.first_bad_entry == last


@pytest.mark.parametrize("with_detail", [True, False])
def test_a_deleted_entry_in_the_middle_is_found(book: Path, with_detail: bool) -> None:
    gone = number_of(book, "select entry_id from refund")
    also = [f"delete from refund where entry_id = {gone}"] if with_detail else []
    tamper(book, f"delete from entry where id = {gone}", *also)
    found = verified(book)
    assert not found.ok and found.first_bad_entry == gone


def test_a_detail_that_was_taken_away_or_slipped_in_is_found(book: Path) -> None:
    gone = number_of(book, "select entry_id from refund")
    tamper(
        book,
        "delete from refund",
        "insert into payment values (9999, '1-1-101', 1, '2023-06-01', 'R', 'cash', null)",
    )
    found = verified(book)
    assert found.first_bad_entry == gone and len(found.findings) == 2


def test_a_second_detail_for_an_entry_is_found(book: Path) -> None:
    entry = number_of(book, "select max(entry_id) from staff_added")
    tamper(book, f"insert into payment values ({entry}, '1-1-101', 1, '2023-06-01', 'R', 'cash', null)")
    assert verified(book).first_bad_entry == entry


def test_exchanged_seals_are_found(book: Path) -> None:
    tamper(
        book,
        """update entry set seal = (select other.seal from entry other where other.seal is not null
           and other.id <> entry.id order by abs(other.id - entry.id) limit 1)
           where id in (select id from entry where seal is not null order by id desc limit 2)""",
    )
    assert not verified(book).ok


def test_a_history_rewritten_from_the_middle_disagrees_with_the_head_record(book: Path) -> None:
    """Somebody who recomputes every digest and seal still cannot give the seal that was recorded outside."""
    head = read_head(book)
    assert head is not None
    record = HeadRecord(book)
    record.write(replace(head, seal="f" * 64))
    record.close()
    found = verified(book)
    assert not found.ok and f"第 {head.number} 条" in found.findings[0].sentence()


def test_a_head_record_ahead_of_the_file_names_the_first_lost_entry(book: Path) -> None:
    head = read_head(book)
    assert head is not None
    record = HeadRecord(book)
    record.write(replace(head, number=head.number + 2))
    record.close()
    assert verified(book).first_bad_entry == head.number + 1


def test_removed_guards_are_found_and_named(book: Path) -> None:
    tamper(book, "select 1", guards_back=False)
    found = verified(book)
    assert not found.ok and str(2 * (len(KINDS) + 1)) in found.findings[0].sentence()


def test_a_guard_that_lets_everything_through_is_no_guard(book: Path) -> None:
    with duckdb.connect(str(book)) as file:
        file.execute("drop trigger payment_no_update on payment")
        file.execute(
            "create trigger payment_no_update before update on payment for each statement"
            " insert into refusal select 'fine'"
        )
    found = verified(book)
    assert not found.ok and "payment_no_update" in found.findings[0].sentence()


def test_every_fact_table_refuses_update_and_delete(book: Path) -> None:
    with duckdb.connect(str(book)) as file:
        tables = {table for (table,) in file.execute("select table_name from duckdb_tables()").fetchall()}
        assert set(KINDS) <= tables
        for table in ("entry", *KINDS):
            key = "id" if table == "entry" else "entry_id"
            for deed in (
                f"update {table} set {key} = {key}",
                f"delete from {table}",
                f"delete from {table} where false",
            ):
                with pytest.raises(duckdb.Error, match="append-only"):
                    file.execute(deed)
    assert verified(book).ok


def test_a_torn_log_is_found_or_refused_and_never_passes(book: Path) -> None:
    """Whatever the cut leaves, a file that comes up short says so: it is refused, or names what is lost."""
    log = book.with_name(book.name + ".wal")
    whole = log.read_bytes()
    for kept in (len(whole) - 1, len(whole) - 300, len(whole) // 2, 100):
        log.write_bytes(whole[:kept])
        told = told_of(book)
        assert told is None or not told.ok, kept
        log.write_bytes(whole)
    assert verified(book).ok


def test_a_flipped_byte_in_the_log_never_passes(book: Path) -> None:
    log = book.with_name(book.name + ".wal")
    whole = log.read_bytes()
    for at in range(200, len(whole), len(whole) // 12):
        changed = bytearray(whole)
        changed[at] ^= 0x10
        log.write_bytes(changed)
        told = told_of(book)
        assert told is None or not told.ok, at


def test_a_flipped_byte_in_the_file_never_passes(book: Path) -> None:
    database = open_database(book)
    settle(database)
    database.close()
    whole, good = book.read_bytes(), verified(book)
    assert good.ok
    for at in range(0, len(whole), len(whole) // 24):
        changed = bytearray(whole)
        changed[at] ^= 0x10
        book.write_bytes(changed)
        told = told_of(book)
        assert told is None or not told.ok or told == good, f"byte {at} of {len(whole)}"


def told_of(path: Path) -> Verification | None:
    """What verify says of a damaged file; None when opening refused it in a sentence."""
    try:
        return verified(path)
    except StoreError as refusal:
        told = refusal.sentence()
    assert told.endswith("。")
    return None
