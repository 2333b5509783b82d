"""The separate account: what came in, what left it, and the property company's advance that is still owed."""

from dataclasses import dataclass, replace

from liftfund_core.domain.money import format_yuan
from liftfund_core.errors import Refusal
from liftfund_core.words import N_


@dataclass(frozen=True)
class Fund:
    """Sums of the live entries in fen, none negative (rules.md 2.2 and 2.3).

    Args:
        collected_fen: receipts from owners net of refunds, uncapped.
        advance_direct_fen: advance that the lender paid straight to the contractor; never passes the account.
        advance_deposited_fen: advance that was paid into the account.
        advance_repaid_fen: repaid to the lender out of the account.
        spent_fen: paid to contractors out of the account; a directly paid advance is not in it.
        opening_fen: what lay in the account before its first entry.
        other_in_fen: bank interest and donations.
        other_out_fen: bank fees.
    """

    collected_fen: int = 0
    advance_direct_fen: int = 0
    advance_deposited_fen: int = 0
    advance_repaid_fen: int = 0
    spent_fen: int = 0
    opening_fen: int = 0
    other_in_fen: int = 0
    other_out_fen: int = 0

    @property
    def balance_fen(self) -> int:
        """What should lie in the account."""
        money_in = self.opening_fen + self.collected_fen + self.advance_deposited_fen + self.other_in_fen
        return money_in - self.spent_fen - self.advance_repaid_fen - self.other_out_fen

    @property
    def advance_outstanding_fen(self) -> int:
        """The advance, by either route, that has not been repaid."""
        return self.advance_direct_fen + self.advance_deposited_fen - self.advance_repaid_fen

    def plus(self, **more_fen: int) -> "Fund":
        """The fund after more fen on the named sums; a refund is negative `collected_fen`."""
        return replace(self, **{name: getattr(self, name) + fen for name, fen in more_fen.items()})


def check_repayment(fund: Fund, amount_fen: int) -> None:
    """A repayment never exceeds what is owed and never makes the account negative (rules.md 2.3 b, c).

    Raises:
        Refusal: not above zero, above the outstanding advance, or above the balance.
    """
    _check_above_zero(amount_fen)
    if amount_fen > fund.advance_outstanding_fen:
        raise Refusal(
            N_("垫资尚欠 {outstanding} 元，不能归还 {amount} 元；请改为不超过尚欠的金额。"),
            outstanding=format_yuan(fund.advance_outstanding_fen),
            amount=format_yuan(amount_fen),
        )
    _check_balance(fund, amount_fen)


def check_spending(fund: Fund, amount_fen: int) -> None:
    """A payment out of the account never makes it negative.

    Raises:
        Refusal: not above zero, or above the balance.
    """
    _check_above_zero(amount_fen)
    _check_balance(fund, amount_fen)


def _check_above_zero(amount_fen: int) -> None:
    if amount_fen <= 0:
        raise Refusal(N_("金额必须大于 0，现在是 {amount} 元；请填写正数。"), amount=format_yuan(amount_fen))


def _check_balance(fund: Fund, amount_fen: int) -> None:
    if amount_fen > fund.balance_fen:
        raise Refusal(
            N_("账户结余 {balance} 元，不够支付 {amount} 元；请减少金额，或待收缴到账后再付。"),
            balance=format_yuan(fund.balance_fen),
            amount=format_yuan(amount_fen),
        )
