"""The separate account and the advance: both routes end alike, and nothing goes below zero (rules.md 2.3)."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.domain.fund import Fund, check_repayment, check_spending
from liftfund_core.domain.money import parse_yuan
from liftfund_core.errors import Refusal

COLLECTED, ADVANCE = parse_yuan("1,113,000.00"), parse_yuan("420,000.00")
LEFT = parse_yuan("273,000.00")
PAID_DIRECT = Fund(COLLECTED, advance_direct_fen=ADVANCE, spent_fen=parse_yuan("840,000.00"))
DEPOSITED = Fund(COLLECTED, advance_deposited_fen=ADVANCE, spent_fen=parse_yuan("1,260,000.00"))
ROUTES = pytest.mark.parametrize("fund", [PAID_DIRECT, DEPOSITED], ids=["paid_direct", "deposited"])


@ROUTES
def test_eighteen_lifts_paid_for_leave_the_same_balance_by_either_route(fund: Fund) -> None:
    assert fund.balance_fen == LEFT
    assert fund.advance_outstanding_fen == ADVANCE


@ROUTES
def test_repaying_all_that_is_left_leaves_the_share_of_those_who_have_not_paid(fund: Fund) -> None:
    check_repayment(fund, LEFT)
    repaid = fund.plus(advance_repaid_fen=LEFT)
    assert repaid.balance_fen == 0
    assert repaid.advance_outstanding_fen == parse_yuan("147,000.00")


@ROUTES
def test_one_fen_more_than_the_account_holds_is_refused(fund: Fund) -> None:
    with pytest.raises(Refusal, match=r"账户结余 273,000.00 元，不够支付 273,000.01 元；请"):
        check_repayment(fund, parse_yuan("273,000.01"))
    with pytest.raises(Refusal, match=r"账户结余 273,000.00 元，不够支付 273,000.01 元；请"):
        check_spending(fund, parse_yuan("273,000.01"))
    check_spending(fund, LEFT)


def test_no_more_is_repaid_than_was_advanced() -> None:
    fund = Fund(COLLECTED, advance_direct_fen=ADVANCE, advance_repaid_fen=parse_yuan("400,000.00"))
    check_repayment(fund, parse_yuan("20,000.00"))
    with pytest.raises(Refusal, match=r"垫资尚欠 20,000.00 元，不能归还 20,000.01 元；请"):
        check_repayment(fund, parse_yuan("20,000.01"))


@pytest.mark.parametrize("check", [check_repayment, check_spending])
@pytest.mark.parametrize("amount", [0, -1])
def test_a_payment_of_zero_or_less_is_refused(check: Callable[[Fund, int], None], amount: int) -> None:
    with pytest.raises(Refusal, match="金额必须大于 0"):
        check(PAID_DIRECT, amount)


def test_interest_and_fees_move_the_balance_and_not_the_advance() -> None:
    fund = PAID_DIRECT.plus(other_in_fen=1_234, other_out_fen=234)
    assert fund.balance_fen == LEFT + 1_000
    assert fund.advance_outstanding_fen == ADVANCE


def test_a_directly_paid_advance_never_passes_the_account() -> None:
    assert Fund(advance_direct_fen=ADVANCE).balance_fen == 0
    assert Fund(advance_deposited_fen=ADVANCE).balance_fen == ADVANCE


FEN = st.integers(0, 10**10)


@given(st.builds(Fund, FEN, FEN, FEN), st.lists(st.tuples(st.sampled_from(["repay", "spend"]), FEN), max_size=20))
def test_no_row_of_allowed_payments_makes_the_account_or_the_advance_negative(
    fund: Fund, wishes: list[tuple[str, int]]
) -> None:
    for wish, amount in wishes:
        check, name = (check_repayment, "advance_repaid_fen") if wish == "repay" else (check_spending, "spent_fen")
        try:
            check(fund, amount)
        except Refusal:
            continue
        fund = fund.plus(**{name: amount})
        assert fund.balance_fen >= 0
        assert fund.advance_outstanding_fen >= 0
