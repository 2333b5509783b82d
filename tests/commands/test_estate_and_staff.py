"""At the beginning and at the door: the plan of an estate, the staff, the files."""

from pathlib import Path
from threading import Event, Thread

import pytest

from liftfund_core.commands.corrections import void
from liftfund_core.commands.estate import BuildingPlan, EstatePlan, create_estate, read_plan
from liftfund_core.commands.files import import_payments, import_units
from liftfund_core.commands.staff import add_staff, check_pin, staff_actor
from liftfund_core.domain.trigger import BASES
from liftfund_core.errors import Conflict, NotAllowed, Refusal
from liftfund_core.reports.read_board import board
from liftfund_core.store.journal import Journal
from liftfund_core.store.verify import verify
from tests.worlds import (
    ADMIN,
    ENTRY,
    FINANCE,
    Clock,
    Templates,
    estate,
    pay,
    payments_csv,
    rows,
    units_csv,
)  # fmt: skip  # one list of names

PLAN = """
[estate]
code = "yf"
name = "测试 小区"
timezone = "Asia/Urumqi"
[levy]
rate_fen_per_m2 = 2000
trigger_basis = "budget"
trigger_bp = 6000
[overhaul]
work_class = "alteration"
[[building]]
code = "1"
lifts = 3
budget_fen = 14000000
[[building]]
code = "A座"
lifts = 0
budget_fen = 1
"""


def planned(tmp_path: Path, text: str) -> EstatePlan:
    path = tmp_path / "plan.toml"
    path.write_text(text, "utf-8")
    return read_plan(path)


def test_a_plan_says_everything_that_an_estate_decides_once(tmp_path: Path) -> None:
    journal = create_estate(tmp_path / "e.duckdb", planned(tmp_path, PLAN), Clock())
    now = board(journal)
    assert (now.estate.code, now.estate.name, now.estate.timezone) == ("yf", "测试 小区", "Asia/Urumqi")
    assert (now.estate.rate_fen_per_m2, now.estate.trigger_basis, now.estate.trigger_bp) == (2000, "budget", 6000)
    assert now.estate.work_class == "alteration" and not now.estate.simulated
    assert [(b.code, len(b.lifts), b.budget_fen) for b in now.buildings] == [("1", 3, 14_000_000), ("A座", 0, 1)]
    assert verify(journal.database).ok
    journal.close()


def test_what_a_plan_leaves_out_is_as_in_the_case(tmp_path: Path) -> None:
    plan = planned(tmp_path, "[estate]\nname = ' 小区 '\ncode = 7\n[[building]]\ncode = 1\nlifts = 2\n")
    assert plan == EstatePlan(code="7", name="小区", buildings=(BuildingPlan("1", 2),))
    assert (plan.rate_fen_per_m2, plan.trigger_basis, plan.trigger_bp) == (1793, "amount", 5000)


def test_a_mark_in_front_of_the_file_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(PLAN, "utf-8-sig")
    assert read_plan(tmp_path / "plan.toml").code == "yf"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("[levy", "TOML"),
        ("[estate]\nname = 小区", "TOML"),
        ("[levy]\nrate_fen_per_m2 = 0", "rate_fen_per_m2"),
        ("[levy]\nrate_fen_per_m2 = -1793", "rate_fen_per_m2"),
        ("[levy]\nrate_fen_per_m2 = 17.93", "rate_fen_per_m2"),
        ("[levy]\nrate_fen_per_m2 = '1793'", "rate_fen_per_m2"),
        ("[levy]\nrate_fen_per_m2 = true", "rate_fen_per_m2"),
        ("[levy]\ntrigger_basis = 'hope'", "amount household area both budget"),
        ("[levy]\ntrigger_basis = ['amount']", "trigger_basis"),
        ("[levy]\ntrigger_bp = 0", "trigger_bp"),
        ("[levy]\ntrigger_bp = 10001", "trigger_bp"),
        ("[overhaul]\nwork_class = 'painting'", "major_repair"),
        ("[estate]\ntimezone = 'Moon/Base'", "时区"),
        ("[estate]\ntimezone = 8", "时区"),
        ("[estate]\ntimezone = '../../etc/passwd'", "时区"),
        ("[estate]\nname = ''", "小区名称"),
        ("[estate]\ncode = '  '", "小区编号"),
        (f"[estate]\nname = '{'长' * 41}'", "小区名称"),
        ("[estate]\nsimulated = 'yes'", "simulated"),
        ("[estate]\nsimulated = 1", "simulated"),
        ("[[building]]\ncode = '1'", "lifts"),
        ("[[building]]\nlifts = 3", "code"),
        ("[building]\ncode = '1'\nlifts = 3", "building"),
        ("building = 3", "building"),
        ("[[building]]\ncode = ''\nlifts = 3", "楼号"),
        ("[[building]]\ncode = '1-2'\nlifts = 3", "1-2"),
        ("[[building]]\ncode = '1'\nlifts = -1", "lifts"),
        ("[[building]]\ncode = '1'\nlifts = 100", "lifts"),
        ("[[building]]\ncode = '1'\nlifts = 3.5", "lifts"),
        ("[[building]]\ncode = '1'\nlifts = 3\n[[building]]\ncode = ' 1 '\nlifts = 3", "重复"),
        ("[levy]\ntrigger_basis = 'budget'\n[[building]]\ncode = '1'\nlifts = 3", "budget_fen"),
        ("[[building]]\ncode = '1'\nlifts = 3\nbudget_fen = 0", "budget_fen"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_and_names_the_value(tmp_path: Path, wrong: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        planned(tmp_path, wrong)
    assert not list(tmp_path.glob("*.duckdb*"))


def test_a_plan_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00[")
    for path in (tmp_path / "none.toml", tmp_path / "binary.toml", tmp_path):
        with pytest.raises(Refusal):
            read_plan(path)


@pytest.mark.parametrize("basis", BASES)
def test_an_estate_runs_on_each_basis(estates: Templates, tmp_path: Path, basis: str) -> None:
    budget = 100_000 if basis == "budget" else None
    journal = estates.copy(tmp_path / "e.duckdb", trigger_basis=basis, budget_fen=budget)
    for unit in ("1-1-101", "1-1-102", "1-1-103"):
        pay(journal, unit, 116_545)
    assert board(journal).buildings[0].triggered_at_entry is not None
    journal.close()


# Staff ------------------------------------------------------------------------------------------------------------


def test_a_pin_is_random_shown_once_and_kept_only_as_a_digest(journal: Journal) -> None:
    pins = {add_staff(journal, ADMIN, name=f"员工{n}", role="entry") for n in range(5)}
    assert all(len(pin) == 6 and pin.isdigit() for pin in pins) and len(pins) > 1
    kept = str(rows(journal, "from staff_pin")) + str(rows(journal, "from staff_added"))
    assert not [pin for pin in pins if pin in kept.replace("$", " ").split("'")]


def test_a_pin_opens_the_door_to_its_own_role_and_only_with_the_right_name(journal: Journal) -> None:
    pin = add_staff(journal, ADMIN, name="小王", role="teller")
    assert check_pin(journal, " 小王 ", f" {pin} ").role == "teller"
    for name, wrong in (("小王", "000000x"), ("小李", pin), ("", ""), ("小王", "")):
        with pytest.raises(NotAllowed) as told:
            check_pin(journal, name, wrong)
        assert told.value.sentence().startswith("姓名或 PIN 不对")


def test_a_name_is_given_once_and_renewed_with_a_new_pin_and_role(journal: Journal) -> None:
    old = add_staff(journal, ADMIN, name="小王", role="teller", pin="111111")
    with pytest.raises(Conflict, match="--renew"):
        add_staff(journal, ADMIN, name=" 小王 ", role="teller")
    new = add_staff(journal, ADMIN, name="小王", role="finance", pin="222222", renew=True)
    assert check_pin(journal, "小王", new).role == "finance"
    with pytest.raises(NotAllowed):
        check_pin(journal, "小王", old)
    assert staff_actor(journal, "小王") is not None and staff_actor(journal, "小李") is None


@pytest.mark.parametrize(("name", "role"), [("", "entry"), ("a\x00b", "entry"), ("长" * 21, "entry"), ("小王", "boss")])
def test_an_impossible_member_of_staff_is_refused(journal: Journal, name: str, role: str) -> None:
    with pytest.raises(Refusal):
        add_staff(journal, ADMIN, name=name, role=role)
    assert rows(journal, "select count(*) from staff_pin") == [(0,)]


# Files ------------------------------------------------------------------------------------------------------------


def test_a_file_with_a_finding_writes_nothing(journal: Journal) -> None:
    before = journal.head
    report = import_payments(journal, FINANCE, payments_csv([("1-1-101", 5), ("9-9-9", 5)]), "p.csv")
    assert report.written == 0 and len(report.findings) == 1 and report.findings[0].row == 3
    assert journal.head == before == report.head


def test_a_dry_run_checks_and_writes_nothing(journal: Journal) -> None:
    before = journal.head
    report = import_payments(journal, FINANCE, payments_csv([("1-1-101", 5)]), "p.csv", dry_run=True)
    assert (report.written, report.findings, journal.head) == (0, (), before)


def test_importing_a_file_again_writes_nothing_and_a_grown_file_only_what_is_new(journal: Journal) -> None:
    paid = [("1-1-101", 5), ("1-1-102", 6)]
    assert import_payments(journal, FINANCE, payments_csv(paid), "p.csv").written == 2
    again = import_payments(journal, FINANCE, payments_csv(paid), "p.csv")
    assert (again.written, again.skipped, again.findings) == (0, 2, ())
    grown = import_payments(journal, FINANCE, payments_csv([*paid, ("1-1-103", 7)]), "p.csv")
    assert (grown.written, grown.skipped) == (1, 2)
    changed = import_payments(journal, FINANCE, payments_csv([("1-1-101", 50)]), "p.csv")
    assert changed.written == 0 and len(changed.findings) == 1
    units = import_units(journal, FINANCE, units_csv({"1": [6500] * 5}), "u.csv")
    assert (units.written, units.skipped) == (1, 4)


def test_a_payment_that_was_withdrawn_may_come_in_again(journal: Journal) -> None:
    import_payments(journal, FINANCE, payments_csv([("1-1-101", 5)]), "p.csv")
    void(journal, ADMIN, entry=journal.head, reason="测试撤销")
    assert import_payments(journal, FINANCE, payments_csv([("1-1-101", 5)]), "p.csv").written == 1


def test_an_import_goes_through_while_people_keep_typing(journal: Journal) -> None:
    enough = Event()

    def type_on() -> None:
        while not enough.is_set():
            pay(journal, "2-1-101", 1, ENTRY)

    desk = Thread(target=type_on)
    desk.start()
    report = import_payments(journal, FINANCE, payments_csv([("1-1-101", n) for n in range(1, 50)]), "p.csv")
    enough.set()
    desk.join()
    assert report.written == 49
    assert rows(journal, "select count(*) from payment where unit = '1-1-101'") == [(49,)]
    assert verify(journal.database).ok


@pytest.mark.parametrize("typed", ["receipt", "levy", "withdrawn"])
def test_an_import_is_checked_again_when_somebody_was_faster(journal: Journal, typed: str) -> None:
    """The clerk types the same receipt, or withdraws a unit, after the file was checked and before it is written."""
    first = pay(journal, "1-1-102", 9, receipt_no="F000002").entry

    def meanwhile(done: float) -> None:
        if done < 1.0 or rows(journal, "select count(*) from entry where request_id = 'faster'") != [(0,)]:
            return
        if typed == "receipt":
            pay(journal, "1-1-101", 700, receipt_no="F000001", request_id="faster")
        elif typed == "withdrawn":
            void(journal, ADMIN, entry=first, reason="登记错了", request_id="faster")
        else:
            levies = dict(rows(journal, "select unit, entry_id from levy_assessed"))
            void(journal, ADMIN, entry=levies["1-1-103"], reason="不是本小区", request_id="faster")

    source = payments_csv([("1-1-101", 5), ("1-1-102", 9), ("1-1-103", 7)])
    report = import_payments(journal, FINANCE, source, "p.csv", progress=meanwhile)
    if typed == "withdrawn":
        assert (report.written, report.skipped) == (3, 0)
    else:
        assert report.written == 0 and len(report.findings) == 1
    assert verify(journal.database).ok


def test_twenty_thousand_units_and_a_hundred_thousand_payments_come_in(tmp_path: Path) -> None:
    areas = {str(n): [6500] * 200 for n in range(1, 101)}
    journal = estate(tmp_path / "e.duckdb", areas)
    units = [f"{building}-1-{101 + n}" for building in areas for n in range(200)]
    paid = [(units[n % 20_000], 23_309) for n in range(100_000)]
    assert import_payments(journal, FINANCE, payments_csv(paid), "p.csv").written == 100_000
    now = board(journal)
    assert now.household.part == 20_000 and now.fund.collected_fen == 100_000 * 23_309
    assert all(b.triggered_at_entry for b in now.buildings)
    assert journal.head == 1 + 100 + 20_000 + 100_000 + 100
    found = verify(journal.database)
    assert found.ok and found.entries == journal.head
    journal.close()
