"""Bank and book side by side for finance: what is the same money is confirmed, what does not agree is listed."""

from html import escape

import streamlit as st

from liftfund_core.commands.bank import confirm_certain, confirm_match
from liftfund_core.commands.roles import Actor
from liftfund_core.domain.bank import BASIS_WORDS, REASON_WORDS, BankLine, BookEntry, Doubt, Match
from liftfund_core.domain.money import format_yuan
from liftfund_core.domain.privacy import mask_free_text, mask_room
from liftfund_core.reports.reconciliation import BankBook
from liftfund_core.ui import form_import, live, notice, session
from liftfund_core.ui.attempt import attempt
from liftfund_core.ui.drafts import draft, finish
from liftfund_core.ui.guard import allowed
from liftfund_core.ui.sums import Figure, figures
from liftfund_core.words import Words

_FORM = "bank"
_MOST_SHOWN = 50


@st.fragment
def show() -> None:
    """Where the two stand, for roles that look after the account; nothing for everyone else."""
    reader = allowed("ledger", "read_bank", silent=True)
    if reader is None:
        return
    _, book = session.words(), live.bank_book()
    with st.container(key="part_bank"):
        st.html(f"<h2>{escape(_('银行对账'))}</h2>{figures(_sums(_, book), 'money')}")
        st.html(f'<p class="quiet">{escape(_state(_, book))}</p>')
        if reader.may("bank"):
            _certain(_, book, reader)
        _suggested(_, book, reader)
        _doubts(_, book, reader)
        if reader.may("bank"):
            _by_hand(_, reader)


def bring_in() -> None:
    """The bank's file comes in on this page, where it is needed."""
    form_import.show("ledger", ("bank",))


def _sums(_: Words, book: BankBook) -> list[Figure]:
    day = _("截至 {day}", day=book.last_day) if book.last_day else ""
    sums = (
        (_("银行余额（元）"), book.bank_fen, day),
        (_("账面余额（元）"), book.book_fen, ""),
        (_("差额（元）"), book.difference_fen, ""),
    )
    return [Figure(label, "–" if fen is None else format_yuan(fen), beside) for label, fen, beside in sums]


def _state(_: Words, book: BankBook) -> str:
    if not book.lines:
        return _("还没有银行流水；请先导入银行导出的明细。")
    return _(
        "银行流水 {lines} 行，已对上 {done} 行；不一致 {doubts} 处，等银行到账 {waiting} 笔。",
        lines=book.lines,
        done=book.lines - book.open_lines,
        doubts=len(book.found.doubts),
        waiting=len(book.found.waiting),
    )


def _certain(_: Words, book: BankBook, actor: Actor) -> None:
    """Everything that needs no second look, in one tap."""
    if not book.found.certain:
        return
    label = _("确认 {n} 组确定相符的", n=len(book.found.certain))
    if st.button(label, type="primary", key=f"bank_certain_{draft(_FORM)}", width="stretch"):
        done = attempt(lambda: confirm_certain(live.journal(), actor, request_id=draft(_FORM)))
        if done is not None:
            _done(_("已确认 **{n}** 笔", n=done.written))


def _suggested(_: Words, book: BankBook, actor: Actor) -> None:
    """What is probably the same money: one look, one tap each."""
    for match in book.found.suggested[:_MOST_SHOWN]:
        sides = [_line(_, line, actor) for line in match.lines] + [_entry(_, entry, actor) for entry in match.entries]
        st.html(_card(_("建议：{basis}", basis=_(BASIS_WORDS[match.basis])), sides))
        if actor.may("bank"):
            _offer(_, match, actor)


def _offer(_: Words, match: Match, actor: Actor) -> None:
    lines, entries = [line.id for line in match.lines], [entry.id for entry in match.entries]
    key = f"bank_confirm_{lines[0]}_{entries[0]}_{draft(_FORM)}"
    if st.button(_("是同一笔，确认"), key=key, width="stretch"):
        done = attempt(
            lambda: confirm_match(
                live.journal(), actor, lines=lines, entries=entries, basis=match.basis, request_id=key
            )
        )
        if done is not None:
            _done(_("已确认，第 **{n}** 条", n=done.entry))


def _doubts(_: Words, book: BankBook, actor: Actor) -> None:
    """Everything that does not agree, once each."""
    for doubt in book.found.doubts[:_MOST_SHOWN]:
        sides = [_line(_, doubt.line, actor)] if doubt.line else []
        sides += [_entry(_, doubt.entry, actor)] if doubt.entry else []
        st.html(_card(_(REASON_WORDS[doubt.reason]), sides, "doubt"))
        if actor.may("bank") and (match := _after_all(doubt)):
            _offer(_, match, actor)
    if len(book.found.doubts) > _MOST_SHOWN:
        st.html(f'<p class="quiet">{escape(_("只列出前 {n} 处。", n=_MOST_SHOWN))}</p>')


def _after_all(doubt: Doubt) -> Match | None:
    """What a person may see at a glance to be the same money after all."""
    line, entry = doubt.line, doubt.entry
    if line is None or entry is None or line.left_fen != entry.left_fen:
        return None
    return Match((line,), (entry,), "by_hand")


def _by_hand(_: Words, actor: Actor) -> None:
    """Any lines and entries that a person has found to be the same money."""
    with st.expander(_("手工对上")):
        key = draft(_FORM)
        lines = st.text_input(_("银行流水的编号（# 后的数字，可多个）"), key=f"bank_lines_{key}")
        entries = st.text_input(_("账上记录的编号（可多个）"), key=f"bank_entries_{key}")
        why = st.text_input(_("说明（选填）"), key=f"bank_why_{key}")
        if st.button(_("确认是同一笔钱"), key=f"bank_by_hand_{key}", width="stretch"):
            done = attempt(
                lambda: confirm_match(
                    live.journal(),
                    actor,
                    lines=_numbers(lines),
                    entries=_numbers(entries),
                    reason=why or None,
                    request_id=key,
                )
            )
            if done is not None:
                _done(_("已确认，第 **{n}** 条", n=done.entry))


def _numbers(text: str) -> list[int]:
    return [int(part) for part in "".join(sign if sign.isdecimal() else " " for sign in text).split()]


def _done(said: str) -> None:
    notice.leave(said)
    finish(_FORM)
    st.rerun()


def _card(title: str, sides: list[str], kind: str = "") -> str:
    cells = "".join(f'<p class="cells">{side}</p>' for side in sides)
    return f'<article class="entry {kind}"><header><b>{escape(title)}</b></header>{cells}</article>'


def _line(_: Words, line: BankLine, reader: Actor) -> str:
    """A line of the bank as this reader may see it."""
    said = line.said if reader.may("read_households") else mask_free_text(line.said)
    what = " ".join(part for part in (line.ref, said) if part)
    return _side(_("银行"), line.id, f"{line.day}", line.left_fen, what)


def _entry(_: Words, entry: BookEntry, reader: Actor) -> str:
    unit = entry.unit if reader.may("read_households") else mask_room(entry.unit) if entry.unit else ""
    what = " ".join(part for part in (unit, entry.party, *entry.papers) if part)
    return _side(_("账上"), entry.id, f"{entry.day}", entry.left_fen, what)


def _side(where: str, number: int, day: str, fen: int, what: str) -> str:
    return (
        f"<span>{escape(where)} #{number}</span><span>{escape(day)}</span><b>{format_yuan(fen)}</b>"
        f"<span>{escape(what)}</span>"
    )
