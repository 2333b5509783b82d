"""The separate account as everyone may see it: cut to 1,000 yuan, hidden where it would give a household away."""

from dataclasses import dataclass

from liftfund_core.domain.money import cut_to_thousand_yuan
from liftfund_core.reports.board import Board, FundLine
from liftfund_core.reports.mask import cell
from liftfund_core.words import N_


@dataclass(frozen=True)
class Use:
    """What money of the account went to: a purpose by its words (`N_`), and how much of it, cut like every sum here."""

    purpose: str
    fen: int


@dataclass(frozen=True)
class PublicFund:
    """Sums in fen, cut to whole thousands of yuan; None where a small cell hides them (rules.md 2.5).

    `uses` are what left the account, by purpose.
    """

    head: int
    collected_fen: int | None
    advance_outstanding_fen: int
    spent_fen: int
    balance_fen: int | None
    gap_fen: int | None
    uses: tuple[Use, ...] = ()


def public_fund(board: Board) -> PublicFund:
    """Mask the account of a board; what the owners paid hides with the building that hides it."""
    fund = board.fund
    hidden = any(cell(building).amount_hidden for building in board.buildings)
    return PublicFund(
        head=board.head,
        collected_fen=None if hidden else cut_to_thousand_yuan(fund.collected_fen),
        advance_outstanding_fen=cut_to_thousand_yuan(fund.advance_outstanding_fen),
        spent_fen=cut_to_thousand_yuan(fund.spent_fen),
        balance_fen=None if hidden else cut_to_thousand_yuan(fund.balance_fen),
        gap_fen=None if hidden else cut_to_thousand_yuan(board.gap_fen),
        uses=_uses(fund),
    )


def _uses(fund: FundLine) -> tuple[Use, ...]:
    """The purposes that money has gone to so far."""
    repaid = fund.advance_fen - fund.advance_outstanding_fen
    sums = {N_("大修工程款"): fund.spent_fen, N_("归还垫资"): repaid}
    return tuple(Use(purpose, cut_to_thousand_yuan(fen)) for purpose, fen in sums.items() if fen > 0)
