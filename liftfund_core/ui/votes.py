"""Placard polls as people read them: placards raised, of how many present, counted twice or not; never a verdict."""

from html import escape

from liftfund_core.commands.roles import Actor
from liftfund_core.domain.poll import DISCLAIMER, PlacardTally, TeamCount
from liftfund_core.reports.public import PollBoard
from liftfund_core.words import N_, Words

STATE_WORDS = {"waiting": N_("等待开始"), "open": N_("正在计票"), "closed": N_("计票结束")}


def disclaimer(_: Words) -> str:
    """What a placard poll is not; always on the page, cannot be switched off (rules.md 1.7)."""
    return f'<p class="disclaimer">{escape(_(DISCLAIMER))}</p>'


def heading(_: Words, poll: PollBoard) -> str:
    """第 1 项：电梯大修阶段性成果."""
    return escape(_("第 {i} 项：{title}", i=poll.number, title=poll.title))


def card(_: Words, poll: PollBoard, actor: Actor | None) -> str:
    """A poll with its count; the teams' counts for those who count or watch over it."""
    counted = _figures(_, poll) if poll.state != "waiting" else ""
    seen = actor is not None and (actor.may("placards") or not poll.hidden)
    teams = _teams(_, poll.tally) if seen and poll.tally.teams else ""
    return (
        f'<article class="poll {poll.state}"><header><h3>{heading(_, poll)}</h3>'
        f'<span class="chip">{escape(_(STATE_WORDS[poll.state]))}</span></header>{counted}{teams}</article>'
    )


def _figures(_: Words, poll: PollBoard) -> str:
    """Placards and phones, each by itself and never one sum; neither before the closing where they are hidden."""
    if poll.hidden:
        answered = _("手机 {n} 份", n=poll.phone_total) if poll.phones else ""
        said = " · ".join(part for part in (_("结果在结束后显示"), answered) if part)
        return f'<p class="quiet">{escape(said)}</p>'
    counted = _counted(_, poll.tally) if poll.placards else ""
    return counted + (_by_phone(_, poll) if poll.phones else "")


def _by_phone(_: Words, poll: PollBoard) -> str:
    head = f'<p class="quiet">{escape(_("手机 {n} 份", n=poll.phone_total))}</p>'
    return head + _shares(_, poll.phone_for, poll.phone_against, poll.phone_abstain)


def _shares(_: Words, for_: int, against: int, abstain: int) -> str:
    shares = ((N_("赞成"), "for", for_), (N_("反对"), "against", against), (N_("弃权"), "abstain", abstain))
    cells = "".join(
        f'<div class="{name}"><span>{escape(_(word))}</span><b>{count}</b></div>' for word, name, count in shares
    )
    return f'<div class="raised">{cells}</div>'


def _counted(_: Words, tally: PlacardTally) -> str:
    lines = (
        [_("现场赞成率 {rate}（占已举牌 {n}）", rate=tally.for_rate.percent, n=tally.raised)] if tally.raised else []
    )
    if tally.present is not None:
        lines.append(_("到场 {n} 户 · 已举牌 {m}", n=tally.present, m=tally.raised))
    warn = f'<p class="warn">{escape(_("票数待核对"))}</p>' if _doubtful(tally) else ""
    checked = _("每组已由两人计数一致") if tally.checked else _("尚未全部复核")
    return (
        f'{_shares(_, tally.for_, tally.against, tally.abstain)}{warn}<p class="quiet">{escape(" · ".join(lines))}</p>'
        f'<p class="quiet">{escape(checked)}</p>'
    )


def _doubtful(tally: PlacardTally) -> bool:
    return tally.over_count or any(team.differs for team in tally.teams)


def _teams(_: Words, tally: PlacardTally) -> str:
    head = "".join(
        f"<th>{escape(word)}</th>" for word in (_("组"), _("赞成"), _("反对"), _("弃权"), _("计票"), _("复核"))
    )
    rows = "".join(
        f"<tr><th>{escape(team.team)}</th>"
        + "".join(f"<td><b>{figure}</b></td>" for figure in team.figure.figures)
        + f"<td>{escape(team.figure.actor)}</td><td>{escape(_second(_, team))}</td></tr>"
        for team in tally.teams
    )
    return f'<table class="list"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _second(_: Words, team: TeamCount) -> str:
    """Who counted again, and whether it agrees."""
    if team.beside is None:
        return "–"
    if team.differs:
        figures = " / ".join(str(figure) for figure in team.beside.figures)
        return _("▲ {who}：{figures}", who=team.beside.actor, figures=figures)
    return f"✓ {team.beside.actor}"
