"""Scene finale: what has been reached, what those present said of the three matters, and the call to others.

A placard poll is shown as what it is, with its counts and its rate of the raised, and never with a verdict.
"""

from liftfund_core.domain.rate import Rate
from liftfund_core.reports.public import PollBoard
from liftfund_core.ui.wall import vote
from liftfund_core.ui.wall.data import Look, WallData
from liftfund_core.ui.wall.overview import fact, rows
from liftfund_core.ui.wall.page import page
from liftfund_core.ui.wall.sheet import Frame, Sheet, key, plain
from liftfund_core.words import Words

MATTERS = 3


def scene(data: WallData, look: Look) -> Frame:
    """Hero: lifts whose overhaul is done, of all; beside it the matters, below the call to action."""
    sheet, _ = Sheet(), Words(look.lang)
    main = (
        f'<div class="finale {key("wall_finale")}"><div class="overview">{_reached(sheet, data, _)}'
        f"{_matters(sheet, data, _)}</div>{_call(_)}</div>"
    )
    note = f'<p class="note poll-note"><b>{_("仅反映在场意向，非业主大会表决")}</b></p>'
    return page(sheet, data, look, title=_("阶段性成果"), main=main, note=note if _asked(data) else "")


def _asked(data: WallData) -> bool:
    """Whether anything has been put to those present."""
    return any(poll.state != "waiting" for poll in data.polls)


def _reached(sheet: Sheet, data: WallData, _: Words) -> str:
    board, lifts = data.board, data.board.lift_counts
    return (
        f'<section class="hero"><h2>{_("完成大修")}</h2><div class="{key("wall_lifts")} done">'
        f"{sheet.text('lifts', lifts.in_service, 'xl maple')} "
        f'{sheet.text("lifts_of", _("/ {n} 部电梯", n=lifts.total), "of")}</div><div class="facts">'
        + fact(sheet, "households", _("已缴户数"), board.paid_text, _("/ {n} 户", n=board.units), "wall_households")
        + fact(sheet, "rate", _("户数占比"), board.household.percent, "", "wall_rate")
        + "</div></section>"
    )


def _matters(sheet: Sheet, data: WallData, _: Words) -> str:
    """The matters; where nothing was asked, how far each building has come."""
    if not _asked(data):
        return rows(sheet, data, _)
    matters = "".join(_matter(sheet, poll, _) for poll in data.polls[:MATTERS])
    head = f"<h2>{_('现场意向征询（举牌）')} <span>{_('现场赞成率')}</span></h2>"
    return f'<section class="matters">{head}{matters}</section>'


def _matter(sheet: Sheet, poll: PollBoard, _: Words) -> str:
    """A matter with its count; placards where any are raised, else the phones, and never the two in one sum."""
    at, tally = f"q{poll.number}", poll.tally
    phones = (poll.phone_for, poll.phone_against, poll.phone_abstain)
    counts = (tally.for_, tally.against, tally.abstain) if poll.placards else phones
    told = sum(counts) > 0 and not poll.hidden
    rate = Rate(counts[0], sum(counts)).percent if told else ""
    bar = vote.stack(sheet, at, counts if told else (0, 0, 0), sum(counts))
    return (
        f'<article class="{key(f"wall_matter_{poll.code}")}"><h3 data-fit="0.6">{plain(poll.title)}</h3>{bar}'
        f'{sheet.figure(f"{at}_rate", rate)}<p data-fit="0.83">{sheet.text(f"{at}_said", _said(poll, counts, told, _))}'
        f"</p></article>"
    )


def _said(poll: PollBoard, counts: tuple[int, int, int], told: bool, _: Words) -> str:
    """The count in words, with the state while it has not ended."""
    parts = [] if poll.state == "closed" and told else [_(vote.STATE_WORDS[poll.state])]
    if not poll.placards:
        parts.append(_("手机 {n} 份", n=sum(counts)))
    elif told:
        parts.append(_("已举牌 {m}", m=sum(counts)))
    if poll.hidden:
        parts.append(_("结果在结束后显示"))
    elif told:
        parts.append(_("赞成 {a} · 反对 {b} · 弃权 {c}", a=counts[0], b=counts[1], c=counts[2]))
    return " · ".join(parts)


def _call(_: Words) -> str:
    return (
        f'<aside class="call"><b>{_("召集令")}</b><p data-fit="0.6">{_("没有维修资金的小区，也能把电梯修好")}</p>'
        f"<span>{_('一键同款')}</span></aside>"
    )
