"""A unit's account: what it owes after waivers, what counts as paid, and what may be given back."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.domain.levy import (
    STATUS_WORDS,
    UnitAccount,
    UnitStatus,
    check_refund,
    check_transfer,
    check_waiver,
    rounding_diff_fen,
)
from liftfund_core.domain.money import levy_fen, parse_yuan
from liftfund_core.errors import Refusal

DUE = 116_545  # 65.00 m2
FEN = st.integers(0, 10**9)


@pytest.mark.parametrize(
    ("account", "status"),
    [
        (UnitAccount(DUE), "unpaid"),
        (UnitAccount(DUE, paid_fen=1), "partial"),
        (UnitAccount(DUE, paid_fen=DUE - 1), "partial"),
        (UnitAccount(DUE, paid_fen=DUE), "paid"),
        (UnitAccount(DUE, paid_fen=DUE + 1), "overpaid"),
        (UnitAccount(DUE, waived_fen=DUE), "waived"),
        (UnitAccount(DUE, waived_fen=DUE, paid_fen=100), "waived"),
        (UnitAccount(DUE, waived_fen=545, paid_fen=116_000), "paid"),
        (UnitAccount(DUE, paid_fen=DUE, refunded_fen=DUE), "unpaid"),
        (UnitAccount(DUE, paid_fen=DUE, refunded_fen=1), "partial"),
        (UnitAccount(DUE, transferred_in_fen=DUE), "paid"),
        (UnitAccount(DUE, paid_fen=DUE, transferred_out_fen=DUE), "unpaid"),
    ],
)
def test_the_status_of_a_unit_follows_from_its_sums(account: UnitAccount, status: UnitStatus) -> None:
    assert account.status == status
    assert STATUS_WORDS[account.status]


def test_an_overpayment_is_credit_and_counts_only_up_to_the_due() -> None:
    account = UnitAccount(DUE, paid_fen=DUE + 5_000)
    assert (account.counted, account.credit, account.balance) == (DUE, 5_000, -5_000)


def test_a_payment_on_a_waived_unit_counts_for_nothing_and_is_credit() -> None:
    account = UnitAccount(DUE, waived_fen=DUE, paid_fen=700)
    assert (account.due_net, account.counted, account.credit) == (0, 0, 700)


@given(FEN, FEN, FEN, FEN, FEN, FEN)
def test_what_counts_lies_between_nothing_and_the_due(
    assessed: int, waived: int, paid: int, refunded: int, received: int, given_away: int
) -> None:
    account = UnitAccount(assessed, waived, paid, refunded, received, given_away)
    assert 0 <= account.counted <= max(account.due_net, 0)
    assert account.paid_net == account.due_net - account.balance
    assert (account.status in {"paid", "overpaid"}) == (account.paid_net >= account.due_net > 0)


@pytest.mark.parametrize("check", [check_refund, check_transfer])
def test_no_more_leaves_a_unit_than_it_has_paid(check: Callable[[UnitAccount, int], None]) -> None:
    account = UnitAccount(DUE, paid_fen=10_000, refunded_fen=4_000)
    check(account, 6_000)
    with pytest.raises(Refusal, match=r"60.00 元.*60.01 元；请"):
        check(account, 6_001)


def test_no_more_is_waived_than_is_due() -> None:
    account = UnitAccount(DUE, waived_fen=100_000)
    check_waiver(account, 16_545)
    with pytest.raises(Refusal, match=r"165.45 元.*165.46 元；请"):
        check_waiver(account, 16_546)


@pytest.mark.parametrize("check", [check_refund, check_transfer, check_waiver])
@pytest.mark.parametrize("amount", [0, -1])
def test_an_amount_of_zero_or_less_is_refused(check: Callable[[UnitAccount, int], None], amount: int) -> None:
    with pytest.raises(Refusal, match="金额必须大于 0"):
        check(UnitAccount(DUE, paid_fen=DUE), amount)


def test_the_sum_of_rounded_units_differs_from_the_rounded_sum_and_the_difference_is_known() -> None:
    areas = [6507] * 1080
    assert sum(levy_fen(area, 1793) for area in areas) == parse_yuan("1,260,046.80")
    assert levy_fen(sum(areas), 1793) == parse_yuan("1,260,041.51")
    assert rounding_diff_fen(areas, 1793) == parse_yuan("5.29")


def test_no_unit_no_rounding_difference() -> None:
    assert rounding_diff_fen([], 1793) == 0


def test_the_round_demo_estate_falls_short_of_the_cost_of_its_lifts() -> None:
    due = sum(levy_fen(area, 1793) for area in [6500] * 1080)
    assert due == parse_yuan("1,258,686.00")
    assert parse_yuan("1,260,000.00") - due == parse_yuan("1,314.00")
