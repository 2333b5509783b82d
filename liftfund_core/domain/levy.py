"""The account of one unit: what it was assessed, what was waived, what came in, and if it counts as paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from liftfund_core.domain.money import format_yuan, levy_fen
from liftfund_core.errors import Refusal
from liftfund_core.words import N_

UnitStatus = Literal["waived", "unpaid", "partial", "paid", "overpaid"]

STATUS_WORDS: dict[UnitStatus, str] = {
    "waived": N_("减免"),
    "unpaid": N_("未缴"),
    "partial": N_("部分缴费"),
    "paid": N_("已缴清"),
    "overpaid": N_("多缴"),
}


@dataclass(frozen=True)
class UnitAccount:
    """Sums of one unit's live entries, all in fen and none negative (rules.md 2.2)."""

    assessed_fen: int
    waived_fen: int = 0
    paid_fen: int = 0
    refunded_fen: int = 0
    transferred_in_fen: int = 0
    transferred_out_fen: int = 0

    @property
    def due_net(self) -> int:
        """Fen owed after waivers."""
        return self.assessed_fen - self.waived_fen

    @property
    def paid_net(self) -> int:
        """Fen paid after refunds and transfers."""
        return self.paid_fen + self.transferred_in_fen - self.transferred_out_fen - self.refunded_fen

    @property
    def balance(self) -> int:
        """Fen still owed; negative where the unit has credit."""
        return self.due_net - self.paid_net

    @property
    def credit(self) -> int:
        """Fen paid above the due: a liability to this unit, never money for a neighbour."""
        return max(-self.balance, 0)

    @property
    def counted(self) -> int:
        """Fen that the amount rate counts: capped at the due, so an overpayer never covers a neighbour."""
        return max(min(self.paid_net, self.due_net), 0)

    @property
    def status(self) -> UnitStatus:
        """Where the unit stands; only `paid` and `overpaid` count as a paid household."""
        if self.due_net <= 0:
            return "waived"
        if self.paid_net <= 0:
            return "unpaid"
        if self.balance > 0:
            return "partial"
        return "overpaid" if self.balance < 0 else "paid"


def check_refund(account: UnitAccount, amount_fen: int) -> None:
    """A refund gives back at most what the unit has paid.

    Raises:
        Refusal: not above zero, or more than `paid_net`.
    """
    _check_above_zero(amount_fen)
    if amount_fen > account.paid_net:
        raise Refusal(
            N_("该户实缴 {paid} 元，不能退 {amount} 元；请改为不超过实缴的金额。"),
            paid=format_yuan(account.paid_net),
            amount=format_yuan(amount_fen),
        )


def check_transfer(account: UnitAccount, amount_fen: int) -> None:
    """A transfer to another unit moves at most what this unit has paid.

    Raises:
        Refusal: not above zero, or more than `paid_net`.
    """
    _check_above_zero(amount_fen)
    if amount_fen > account.paid_net:
        raise Refusal(
            N_("转出户实缴 {paid} 元，不能转出 {amount} 元；请改为不超过实缴的金额。"),
            paid=format_yuan(account.paid_net),
            amount=format_yuan(amount_fen),
        )


def check_waiver(account: UnitAccount, amount_fen: int) -> None:
    """A waiver forgives at most what the unit was assessed.

    Raises:
        Refusal: not above zero, or more than `due_net`.
    """
    _check_above_zero(amount_fen)
    if amount_fen > account.due_net:
        raise Refusal(
            N_("该户应缴 {due} 元，不能减免 {amount} 元；请改为不超过应缴的金额。"),
            due=format_yuan(account.due_net),
            amount=format_yuan(amount_fen),
        )


def _check_above_zero(amount_fen: int) -> None:
    if amount_fen <= 0:
        raise Refusal(N_("金额必须大于 0，现在是 {amount} 元；请填写正数。"), amount=format_yuan(amount_fen))


def rounding_diff_fen(areas_dm2: Sequence[int], rate_fen_per_m2: int) -> int:
    """Fen by which the sum of rounded units differs from the rounded sum; shown apart (rules.md 2.1).

    Raises:
        Refusal: an area or the rate is not above zero.
    """
    units = sum(levy_fen(area, rate_fen_per_m2) for area in areas_dm2)
    return units - levy_fen(sum(areas_dm2), rate_fen_per_m2) if areas_dm2 else 0
