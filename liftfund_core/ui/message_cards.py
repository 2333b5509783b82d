"""The message board on a page: a card a message, its author by building, nothing that points to a person."""

from datetime import tzinfo
from html import escape
from zoneinfo import ZoneInfo

from liftfund_core.domain.message import MESSAGE_WORDS, SOURCE_WORDS
from liftfund_core.reports.messages import MessageBook, MessageLine
from liftfund_core.ui import live
from liftfund_core.ui.sums import Figure
from liftfund_core.ui.wall.messages import author
from liftfund_core.words import Words

_SHOWN = 30


def headline(_: Words, book: MessageBook, staff: bool) -> list[Figure]:
    """How many came in, how many are shown; how many wait, for those who decide."""
    figures = [Figure(_("已收到"), str(book.received)), Figure(_("已展示"), str(len(book.approved)))]
    return [*figures, Figure(_("待审"), str(len(book.waiting)))] if staff else figures


def board(_: Words, book: MessageBook) -> str:
    """What everyone may see."""
    shown = book.approved[:_SHOWN]
    if not shown:
        return f'<p class="quiet">{escape(_("还没有展示的留言；审核后会出现在这里和大屏上。"))}</p>'
    older = len(book.approved) - len(shown)
    more = f'<p class="quiet">{escape(_("更早的还有 {n} 条。", n=older))}</p>' if older else ""
    return "".join(card(_, line) for line in shown) + more


def card(_: Words, line: MessageLine, *, staff: bool = False) -> str:
    """One message; its number, its time and where it came from for the staff."""
    marks = [_("已置顶")] if line.pinned else []
    marks += [_("已修改")] if staff and line.edited else []
    about = [author(line.building, line.from_who, _)]
    if staff:
        about += [_(SOURCE_WORDS[line.source]), f"{line.received_at.astimezone(_zone()):%m-%d %H:%M}", f"#{line.id}"]
    chips = "".join(f'<span class="chip">{escape(mark)}</span>' for mark in marks)
    return (
        f'<article class="message {line.kind}"><header><b>{escape(_(MESSAGE_WORDS[line.kind]))}</b>{chips}</header>'
        f'<p class="words" dir="auto">{escape(line.text)}</p>'
        f'<p class="quiet">{escape(" · ".join(about))}</p></article>'
    )


def _zone() -> tzinfo:
    return ZoneInfo(live.public().estate.timezone)


def way_in(_: Words) -> str:
    """Where a phone leaves its own message."""
    return f'<p class="way-on"><a href="/join?lang={_.lang}" target="_self">{escape(_("用手机写留言"))}</a></p>'
