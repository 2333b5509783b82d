"""The days of a statement, and which of them may be published beside those that were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from liftfund_core.errors import Conflict, Refusal
from liftfund_core.words import N_


@dataclass(frozen=True)
class Period:
    """Days of a statement, first and last included; `entry` is where it was published."""

    first: date
    last: date
    entry: int = 0


def check_period(wanted: Period, published: Sequence[Period]) -> None:
    """Whether a period can be published beside those that are.

    Two statements that share some days and not others would tell by subtraction what happened in a few days, and so
    of few households: periods stand apart, or a settlement is made up of whole published ones.

    Raises:
        Refusal: it ends before it begins, was published already, or cuts a published one.
    """
    if wanted.first > wanted.last:
        raise Refusal(N_("期间的开始 {first} 在结束 {last} 之后；请改正。"), first=wanted.first, last=wanted.last)
    touched = sorted((p for p in published if p.first <= wanted.last and p.last >= wanted.first), key=lambda p: p.first)
    for period in touched:
        if (period.first, period.last) == (wanted.first, wanted.last):
            raise Conflict(
                N_("这一期已在第 {entry} 条公示；如需改正，请先撤回那一条，再重新公示。"), entry=period.entry
            )
    if touched and not _made_up_of(wanted, touched):
        raise Refusal(
            N_("{first} 至 {last} 已经公示（第 {entry} 条）；期间不能部分重叠，请改日期，或正好合并已公示的几期。"),
            first=touched[0].first,
            last=touched[0].last,
            entry=touched[0].entry,
        )


def _made_up_of(wanted: Period, parts: Sequence[Period]) -> bool:
    """Whether the parts, one behind the other, are the whole and nothing more."""
    next_day = wanted.first
    for part in parts:
        if part.first != next_day:
            return False
        next_day = part.last + timedelta(days=1)
    return next_day == wanted.last + timedelta(days=1)
