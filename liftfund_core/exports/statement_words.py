"""How a statement says its days, buildings, papers and people, on paper and in a workbook alike."""

from collections.abc import Sequence
from datetime import date

from liftfund_core.domain.privacy import SMALL
from liftfund_core.domain.staff import ROLE_WORDS
from liftfund_core.domain.statement import IN_WORDS, OUT_WORDS, Expense
from liftfund_core.reports.statements import Publication
from liftfund_core.words import N_, Words

TITLE = N_("电梯大修自筹资金收支公示")
_SUM_WORDS = {**IN_WORDS, **OUT_WORDS}


def day_said(_: Words, day: date) -> str:
    """A day as a heading says it."""
    return _("{y}年{m}月{d}日", y=day.year, m=day.month, d=day.day)


def period_said(_: Words, publication: Publication) -> str:
    """First and last day."""
    told = publication.statement
    return _("{first} 至 {last}", first=day_said(_, told.period_from), last=day_said(_, told.period_to))


def standing_said(_: Words, publication: Publication) -> str:
    """Whether it is published, and where; a draft and what was withdrawn say so."""
    if publication.published_on is None:
        return _("草稿，尚未公示")
    if publication.withdrawn_on is not None:
        return _("已于 {day} 撤回", day=day_said(_, publication.withdrawn_on))
    return _("{day} 公示 · 账本第 {entry} 条", day=day_said(_, publication.published_on), entry=publication.entry)


def buildings_said(_: Words, buildings: Sequence[str]) -> str:
    """One building, or several that are told together."""
    names = _("、").join(buildings)
    return _("{names}号楼", names=names) if len(buildings) == 1 else _("{names}号楼（合并）", names=names)


def count_said(count: int | None) -> str:
    """How many; where they are few, only that (rules.md 2.5)."""
    return f"<{SMALL + 1}" if count is None else f"{count:,}"


def sum_said(_: Words, kind: str) -> str:
    """What another kind of money is called."""
    return _(_SUM_WORDS[kind])


def role_said(_: Words, role: str | None) -> str:
    """Who did it, by role; names are for the staff."""
    return next((_(words) for code, words in ROLE_WORDS.items() if code == role), _("工作人员"))


def purpose_said(expense: Expense) -> str:
    """What a payment was for."""
    said = dict.fromkeys(text for text in (expense.stage, expense.purpose) if text)
    return " · ".join(said) or "–"


def approval_said(_: Words, expense: Expense) -> str:
    """By what it was approved."""
    if expense.request_no is None:
        return _("未走审批单")
    noted = _("监督已登记") if expense.approval == "noted" else _("待监督意见")
    return f"{expense.decision_no or expense.request_no} · {noted}"
