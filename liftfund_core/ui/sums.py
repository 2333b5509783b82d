"""Figures as people read them: a sum with its label, its basis and what it is a part of."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from liftfund_core.domain.money import format_area, format_yuan
from liftfund_core.reports.accounts import UnitLine
from liftfund_core.words import Words


@dataclass(frozen=True)
class Figure:
    """A figure: what it is, how much, of what."""

    label: str
    value: str
    beside: str = ""


def figures(items: Sequence[Figure], kind: str = "") -> str:
    """Figures side by side, as markup; `money` gives exact sums the room they need."""
    cells = "".join(
        f'<div class="figure"><span class="label">{escape(item.label)}</span>'
        f"<b>{escape(item.value)}</b>{_beside(item.beside)}</div>"
        for item in items
    )
    return f'<div class="figures {kind}">{cells}</div>'


def _beside(text: str) -> str:
    return f"<span>{escape(text)}</span>" if text else ""


def short_code(unit: str) -> str:
    """A unit within its building: 1-2-1203 is 2-1203."""
    return unit.partition("-")[2]


def due_card(_: Words, unit: UnitLine) -> str:
    """What a unit owes, with the formula it was assessed by, and what has come in."""
    account = unit.account
    formula = f"{format_area(unit.area_dm2)} m² × {format_yuan(unit.rate_fen_per_m2)}"
    waived = [(_("减免"), account.waived_fen)] if account.waived_fen else []
    rows = [*waived, (_("已缴"), account.paid_net), _left(_, account.balance)]
    below = "".join(f"<span>{escape(label)} <b>{format_yuan(fen)}</b></span>" for label, fen in rows)
    return (
        f'<div class="due" data-status="{account.status}"><div><span class="label">{escape(_("应缴金额"))}</span>'
        f'<span class="formula">{formula}</span></div><b class="sum">¥{format_yuan(account.assessed_fen)}</b>'
        f'<div class="below">{below}</div></div>'
    )


def _left(_: Words, balance_fen: int) -> tuple[str, int]:
    return (_("多缴"), -balance_fen) if balance_fen < 0 else (_("尚欠"), balance_fen)
