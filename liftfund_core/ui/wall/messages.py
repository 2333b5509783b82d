"""Scene messages: suggestions and blessings that the staff have approved, six at a time, author by building only."""

from liftfund_core.domain.message import AUTHOR_WORDS, MESSAGE_WORDS
from liftfund_core.reports.messages import PublicMessage
from liftfund_core.ui.wall import marks
from liftfund_core.ui.wall.clauses import LINES, set_lines
from liftfund_core.ui.wall.data import Look, WallData
from liftfund_core.ui.wall.page import page
from liftfund_core.ui.wall.sheet import Frame, Sheet, key
from liftfund_core.words import N_, Words

CARDS = 6
TURNS_EVERY_S = 20
_OF_BUILDING = {
    "owner": N_("{n}号楼 业主"),
    "resident": N_("{n}号楼 居民"),
    "merchant": N_("{n}号楼 商户"),
}


def scene(data: WallData, look: Look) -> Frame:
    """Pages of six cards, turned by the clock so that all walls show the same page at once."""
    sheet, _ = Sheet(), Words(look.lang)
    seen = page_of(data)
    count = sheet.text("received", _("已收到 {n} 条", n=data.messages.received))
    chip = f'<span class="chip" {sheet.shown_if("any_received", data.messages.received > 0)}>{count}</span>'
    note = f'<p class="note">{_("留言经审核后展示 · 不显示姓名")}</p>'
    main = f'<div class="board {key("wall_messages")}">{_cards(sheet, seen, _)}{_empty(sheet, not seen, _)}</div>'
    return page(sheet, data, look, title=_("居民留言板"), main=main, note=note, chip=chip)


def page_of(data: WallData) -> tuple[PublicMessage, ...]:
    """The messages of this moment; the last page is filled up from the one before."""
    shown = data.messages.shown
    pages = max(-(-len(shown) // CARDS), 1)
    first = CARDS * (int(data.now.timestamp()) // TURNS_EVERY_S % pages)
    first = max(min(first, len(shown) - CARDS), 0)
    return shown[first : first + CARDS]


def author(building: str | None, from_who: str, _: Words) -> str:
    """3号楼 居民: as much as is told of who wrote it."""
    return _(AUTHOR_WORDS[from_who]) if building is None else _(_OF_BUILDING[from_who], n=building)


def _cards(sheet: Sheet, seen: tuple[PublicMessage, ...], _: Words) -> str:
    cards = "".join(_card(sheet, f"m{place}", seen[place] if place < len(seen) else None, _) for place in range(CARDS))
    return f'<div class="notes" {sheet.bind("c", "cards", len(seen))} data-cut>{cards}</div>'


def _card(sheet: Sheet, at: str, message: PublicMessage | None, _: Words) -> str:
    kind = message.kind if message else "suggestion"
    lines = set_lines(message.text) if message else ()
    words = "".join(sheet.text(f"{at}_{n}", lines[n] if n < len(lines) else "", tag="span") for n in range(LINES))
    mark = marks.live_mark(sheet.bind("u", f"{at}_mark", f"lf-{kind}"))
    who = author(message.building, message.from_who, _) if message else ""
    return (
        f'<article class="message" {sheet.bind("c", at + "_kind", kind)} {sheet.shown_if(at, message is not None)}>'
        f"<h3>{mark}{sheet.text(at + '_word', _(MESSAGE_WORDS[kind]))}</h3>"
        f'<p class="words" dir="auto" data-fit="0.8">{words}</p>'
        f"{sheet.text(at + '_who', who, 'who', 'p')}</article>"
    )


def _empty(sheet: Sheet, empty: bool, _: Words) -> str:
    return (
        f'<section class="notice" {sheet.shown_if("no_message", empty)}><b>{_("第一条留言，等您来写")}</b>'
        f"<p>{_('扫码或到签到台填写')}</p></section>"
    )
