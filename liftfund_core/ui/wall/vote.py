"""Scene vote: a placard poll while it is counted. It shows the wish of those present and never a verdict.

No threshold, no seal, no word of a decision; placards and phones are two bars and never one sum (rules.md 1.7).
"""

from liftfund_core.reports.public import PollBoard
from liftfund_core.ui.wall import marks, notice
from liftfund_core.ui.wall.data import Look, WallData
from liftfund_core.ui.wall.page import page
from liftfund_core.ui.wall.sheet import Frame, Sheet, key, plain
from liftfund_core.words import N_, Words

_OPTION_WORDS = {"for": N_("赞成"), "against": N_("反对"), "abstain": N_("弃权")}
_HIDDEN = "–"
STATE_WORDS = {"waiting": N_("等待开始"), "open": N_("正在计票"), "closed": N_("计票结束")}


def scene(data: WallData, look: Look) -> Frame:
    """Hero: placards raised in favour; beside it against and abstain, below the bar of all who are present."""
    poll = data.poll(look.poll)
    if poll is None:
        return notice.no_poll(data, look)
    sheet, _ = Sheet(), Words(look.lang)
    main = (
        f'<div class="vote {key("wall_vote")}">{_matter(sheet, data, poll, _)}{_cards(sheet, poll, _)}'
        f'<div class="tallies">{_placards(sheet, poll, _)}{_phones(sheet, poll, _)}</div></div>'
    )
    title = _("现场意向征询（举牌）")
    return page(sheet, data, look, title=title, main=main, note=_note(sheet, poll, _), chip=_chip(sheet, poll, _))


def _matter(sheet: Sheet, data: WallData, poll: PollBoard, _: Words) -> str:
    """What is asked, how long hands may still go up, and the warning that the count does not add up."""
    tally = poll.tally
    doubtful = not poll.hidden and (tally.over_count or any(team.differs for team in tally.teams))
    place = _("第 {i} 项 / 共 {n} 项", i=poll.number, n=poll.of)
    return (
        f'<div class="matter"><span class="tag">{place}</span><h1 data-fit="0.5">{plain(poll.title)}</h1>'
        f"{_clock(sheet, data, poll, _)}"
        f'<span class="chip warn" {sheet.shown_if("doubtful", doubtful)}>{_("▲ 票数待核对")}</span></div>'
    )


def _clock(sheet: Sheet, data: WallData, poll: PollBoard, _: Words) -> str:
    """The host's countdown while the poll runs; at zero it says so, and the host ends the count."""
    ends = data.stage.countdown_ends_at
    runs = ends is not None and data.stage.countdown_poll == poll.code and poll.state == "open"
    left = int((ends - data.now).total_seconds()) if ends is not None else 0
    return (
        f'<span class="clock" {sheet.shown_if("clock", runs)}>'
        f'<b {sheet.bind("k", "clock_left", left if runs else 0)} data-over="{_("时间到")}"></b></span>'
    )


def _chip(sheet: Sheet, poll: PollBoard, _: Words) -> str:
    """正在计票, or before and after that."""
    words = sheet.text("poll_state", _(STATE_WORDS.get(poll.state, STATE_WORDS["waiting"])))
    return f'<span class="chip poll" {sheet.bind("c", "poll_is", poll.state)}>{words}</span>'


def _cards(sheet: Sheet, poll: PollBoard, _: Words) -> str:
    """The three counts: of the placards, or of the phones where no placards are raised."""
    tally, phones = poll.tally, (poll.phone_for, poll.phone_against, poll.phone_abstain)
    figures = (tally.for_, tally.against, tally.abstain) if poll.placards else phones
    counts = dict(zip(_OPTION_WORDS, figures, strict=True))
    cards = "".join(
        _card(sheet, name, _shown(poll, count), _rate(sheet, poll, _) if name == "for" else "", _)
        for name, count in counts.items()
    )
    return f'<div class="cards">{cards}</div>'


def _shown(poll: PollBoard, count: int) -> int | str:
    """The count, or a dash while the results wait for the closing."""
    return _HIDDEN if poll.hidden else count


def _card(sheet: Sheet, name: str, count: int | str, beside: str, _: Words) -> str:
    figure = sheet.text(name, count, "count")
    return (
        f'<div class="card {name} {key(f"wall_vote_{name}")}" {sheet.bind("c", name + "_digits", len(str(count)))}>'
        f"<h3>{marks.option(name)}{_(_OPTION_WORDS[name])}</h3>{figure}{beside}</div>"
    )


def _rate(sheet: Sheet, poll: PollBoard, _: Words) -> str:
    """赞成率 of the placards raised, with its denominator; not even in the markup while it is hidden."""
    if poll.hidden or not poll.placards:
        return ""
    rate = poll.tally.for_rate
    of = sheet.text("for_of", _("占已举牌 {n}", n=rate.whole))
    return (
        f'<div class="for-rate" {sheet.shown_if("any_raised", rate.whole > 0)}>'
        f"{sheet.figure('for_rate', rate.percent)}<p>{_('现场赞成率')} · {of}</p></div>"
    )


def _placards(sheet: Sheet, poll: PollBoard, _: Words) -> str:
    if not poll.placards:
        return ""
    tally = poll.tally
    if poll.hidden:
        return f'<div class="tally"><p data-fit="0.83">{sheet.text("raised", _("结果在结束后显示"))}</p></div>'
    present = _("到场 {n} 人", n=tally.present) if tally.present is not None else ""
    raised = _("已举牌 {m}", m=tally.raised)
    words = " · ".join(part for part in (present, raised) if part)
    left = max(tally.present - tally.raised, 0) if tally.present is not None else 0
    rest = _("未举牌 {k}", k=left) if left else ""
    whole = max(tally.present or 0, tally.raised)
    bar = stack(sheet, "p", (tally.for_, tally.against, tally.abstain), whole)
    legend = sheet.text("raised", words) + sheet.text("not_raised", rest)
    return f'<div class="tally">{bar}<p data-fit="0.83">{legend}</p></div>'


def _phones(sheet: Sheet, poll: PollBoard, _: Words) -> str:
    """The phones' own bar, beside the placards and never added to them."""
    if not poll.phones:
        return ""
    counts = (poll.phone_for, poll.phone_against, poll.phone_abstain)
    total = poll.phone_total
    words = _("手机 {n} 份", n=total)
    if poll.hidden:
        note = _("结果在结束后显示") if not poll.placards else ""
        said = sheet.text("phones", words) + sheet.text("phone_parts", note)
        return f'<div class="tally phones"><p data-fit="0.83">{said}</p></div>'
    parts = _("赞成 {a} · 反对 {b} · 弃权 {c}", a=counts[0], b=counts[1], c=counts[2]) if total else ""
    return (
        f'<div class="tally phones">{stack(sheet, "h", counts, total)}'
        f'<p data-fit="0.83">'
        f"{sheet.text('phones', words)}{sheet.text('phone_parts', parts)}</p></div>"
    )


def stack(sheet: Sheet, at: str, counts: tuple[int, int, int], whole: int) -> str:
    """Three lengths of one bar, its slots named after `at`; what is left of it has not been raised."""
    segments = "".join(
        f'<i class="{name}" {sheet.bind("w", f"{at}_{name}", f"{100 * count / max(whole, 1):.3f}%")}></i>'
        for name, count in zip(_OPTION_WORDS, counts, strict=True)
    )
    return f'<div class="stack" aria-hidden="true">{segments}</div>'


def _note(sheet: Sheet, poll: PollBoard, _: Words) -> str:
    """The sentence that cannot be switched off, and whether two people counted the same."""
    teams = len(poll.tally.teams)
    counted = _("{n} 组计数，已复核", n=teams) if poll.tally.checked else _("{n} 组计数", n=teams)
    return (
        f'<p class="note poll-note"><b>{_("仅反映在场意向，非业主大会表决")}</b> '
        f"{sheet.text('counted', counted if teams else '')}</p>"
    )
