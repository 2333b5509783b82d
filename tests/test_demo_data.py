"""The demo register and payments by themselves: sums, counts, small cells, and the same bytes every time."""

import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from tests.demo_files import (
    BUILDINGS,
    CORRECTIONS,
    DEMO,
    DUE,
    FACTS,
    MONEY,
    PAYMENTS,
    UNITS,
    codes_of,
    crossing_days,
    hundredths,
    net_paid,
    rows,
)


def test_the_generator_writes_the_same_bytes_again(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", DEMO / "make.py", "--into", tmp_path], check=True)
    made = {path.name: path.read_bytes() for path in tmp_path.glob("*.csv")}
    assert made == {path.name: path.read_bytes() for path in DEMO.glob("*.csv")}


def test_the_register_has_1080_units_in_six_buildings_and_the_area_of_the_assumption() -> None:
    assert len(UNITS) == FACTS["facts"]["units"]["value"] == 1080
    assert Counter(row["楼栋"] for row in UNITS.values()) == dict.fromkeys(BUILDINGS, 180)
    areas = [hundredths(row["面积"]) for row in UNITS.values()]
    assert sum(areas) == FACTS["assumptions"]["area_dm2"]["value"] == 7_027_328
    assert min(areas) >= 4_000
    assert max(areas) <= 12_500
    assert len(set(areas)) > 100
    assert {row["类型"] for row in UNITS.values()} == {"residence", "shop"}


def test_some_owners_hold_two_units_and_nobody_has_a_name_or_a_phone() -> None:
    held = Counter(row["业主编号"] for row in UNITS.values())
    assert set(held.values()) == {1, 2}
    assert all(owner[0] == "D" and owner[1:].isdigit() for owner in held)
    assert set(next(iter(UNITS.values()))) == {"楼栋", "单元", "房号", "面积", "业主编号", "类型"}


def test_the_levies_rounded_unit_by_unit_come_to_the_cost_of_eighteen_lifts_but_for_three_fen() -> None:
    assert sum(DUE.values()) == 126_000_003
    assert sum(DUE.values()) - 18 * FACTS["assumptions"]["cost_per_lift_fen"]["value"] == 3


def test_each_receipt_and_bank_reference_is_used_once_in_order_of_day() -> None:
    receipts = [row["收据号"] for row in PAYMENTS]
    assert receipts == [f"SJ-{number:06d}" for number in range(1, len(PAYMENTS) + 1)]
    days = [row["日期"] for row in PAYMENTS]
    assert days == sorted(days)
    assert (days[0], days[-1]) == ("2023-03-06", "2023-07-14")
    references = [row["流水号"] for row in PAYMENTS if row["渠道"] != "现金"]
    assert all(references)
    assert len(set(references)) == len(references)
    assert not any(row["流水号"] for row in PAYMENTS if row["渠道"] == "现金")


def test_954_households_have_paid_in_the_end_and_no_small_count_points_at_one() -> None:
    paid = net_paid()
    full = {b: sum(paid[c] >= DUE[c] for c in codes_of(b)) for b in BUILDINGS}
    part = {b: sum(0 < paid[c] < DUE[c] for c in codes_of(b)) for b in BUILDINGS}
    assert full == {"1": 167, "2": 162, "3": 155, "4": 159, "5": 152, "6": 159}
    assert sum(full.values()) == FACTS["facts"]["paid_units"]["value"] == 954
    assert part == {"1": 0, "2": 0, "3": 6, "4": 0, "5": 7, "6": 0}
    assert all(180 - full[b] - part[b] >= 5 for b in BUILDINGS)


def test_an_overpayment_is_a_few_yuan_and_one_of_them_went_back() -> None:
    paid = net_paid()
    over = {code: paid[code] - DUE[code] for code in paid if paid[code] > DUE[code]}
    assert 1 <= len(over) <= 20
    assert max(over.values()) <= 500
    (refund,) = (row for row in MONEY if row["类别"] == "refund")
    assert paid[refund["房号"]] == DUE[refund["房号"]]


def test_a_plain_import_of_the_payments_without_the_corrections_counts_the_same_households() -> None:
    written: Counter[str] = Counter()
    for payment in PAYMENTS:
        written[payment["房号"]] += hundredths(payment["金额"])
    assert sum(written[code] >= due for code, due in DUE.items()) == 954


def test_each_building_reaches_half_of_its_due_on_its_own_day_in_spring() -> None:
    crossed = crossing_days()
    assert sorted(crossed) == BUILDINGS
    assert len(set(crossed.values())) == 6
    assert all("2023-04-01" <= day <= "2023-06-15" for day in crossed.values())


def test_corrections_name_a_receipt_written_before_and_give_a_reason() -> None:
    written_on = {row["收据号"]: row["日期"] for row in PAYMENTS}
    assert sorted(row["类型"] for row in CORRECTIONS.values()) == ["replace", "replace", "void"]
    assert all(written_on[receipt] < row["日期"] and row["原因"] for receipt, row in CORRECTIONS.items())


def test_three_polls_wait_with_the_matters_of_the_report() -> None:
    polls = [(row["code"], row["title"]) for row in rows("polls.csv")]
    assert [code for code, _ in polls] == ["M1", "M2", "M3"]
    assert [title for _, title in polls] == FACTS["facts"]["placard_matters"]["value"]


def test_every_role_has_a_made_up_member_of_staff_with_a_pin_of_six_digits() -> None:
    staff = rows("staff.csv")
    roles = {"admin", "finance", "entry", "teller", "host", "secretary", "reviewer", "supervisor"}
    assert {row["role"] for row in staff} == roles
    assert all(len(row["pin"]) == 6 and row["pin"].isdigit() for row in staff)
    assert len({row["pin"] for row in staff}) == len({row["name"] for row in staff}) == len(staff)


def test_the_facts_name_their_source_and_agree_with_each_other() -> None:
    facts = {key: fact["value"] for key, fact in FACTS["facts"].items()}
    assert facts["buildings"] * facts["lifts_per_building"] == facts["lifts"]
    assert facts["units"] - facts["paid_units"] == FACTS["derived"]["unpaid_units"]["value"]
    assert 10_000 * facts["paid_units"] // facts["units"] == 8833
    assert facts["household_rate"] == "88.3%"
    assert facts["advance_fen"] // facts["buildings"] == FACTS["derived"]["advance_per_lift_fen"]["value"]
    assert FACTS["source"]["newspaper"]
    assert FACTS["source"]["published"].date() == date(2023, 7, 21)
    sections = ("facts", "derived", "assumptions", "not_given")
    assert all(entry["zh"] and entry["en"] for name in sections for entry in FACTS[name].values())


def test_collection_grows_in_an_s_not_in_a_leap() -> None:
    by_month = Counter(row["日期"][:7] for row in PAYMENTS)
    assert by_month["2023-04"] > by_month["2023-03"] > by_month["2023-07"]
    assert by_month["2023-05"] > by_month["2023-06"]
    assert max(Counter(row["日期"] for row in PAYMENTS).values()) < 40
    assert set(by_month) == {"2023-03", "2023-04", "2023-05", "2023-06", "2023-07"}
