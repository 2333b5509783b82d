"""Commands of the bank: its statement held against the book."""

from typing import Any

import click

from liftfund_core.cli.room import Room, actor_option, at_the_keyboard, json_option, print_json
from liftfund_core.commands.bank import confirm_certain
from liftfund_core.domain.bank import REASON_WORDS, BankLine, BookEntry, Doubt, Match
from liftfund_core.domain.money import format_yuan
from liftfund_core.reports.reconciliation import BankBook, bank_book
from liftfund_core.words import Words


@click.command()
@click.option("--confirm", is_flag=True, help="Confirm what is certainly the same money.")
@actor_option
@json_option
@click.pass_obj
def reconcile(room: Room, confirm: bool, actor: str, as_json: bool) -> None:
    """What bank and book agree on, what may be the same money, and everything that does not agree."""
    with room.journal() as journal:
        confirmed = confirm_certain(journal, at_the_keyboard(actor)).written if confirm else 0
        book = bank_book(journal)
    if as_json:
        print_json(_document(book, confirmed, room.words))
        return
    _, found = room.words, book.found
    for doubt in found.doubts:
        click.echo(_said(doubt, _))
    click.echo(
        _(
            "确定 {certain} 组，建议 {suggested} 组，不一致 {doubts} 处，本次确认 {confirmed} 笔。",
            certain=len(found.certain),
            suggested=len(found.suggested),
            doubts=len(found.doubts),
            confirmed=confirmed,
        )
    )


def _document(book: BankBook, confirmed: int, _: Words) -> dict[str, Any]:
    found = book.found
    return {
        "head": book.head,
        "bank_balance_fen": book.bank_fen,
        "book_balance_fen": book.book_fen,
        "difference_fen": book.difference_fen,
        "confirmed": confirmed,
        "certain": [_match(match) for match in found.certain],
        "suggested": [_match(match) for match in found.suggested],
        "doubts": [_doubt(doubt, _) for doubt in found.doubts],
        "waiting": [entry.id for entry in found.waiting],
    }


def _match(match: Match) -> dict[str, Any]:
    return {
        "basis": match.basis,
        "lines": [line.id for line in match.lines],
        "entries": [entry.id for entry in match.entries],
    }


def _doubt(doubt: Doubt, _: Words) -> dict[str, Any]:
    return {
        "reason": doubt.reason,
        "line": doubt.line.id if doubt.line else None,
        "entry": doubt.entry.id if doubt.entry else None,
        "sentence": _said(doubt, _),
    }


def _said(doubt: Doubt, _: Words) -> str:
    sides = [_line_said(doubt.line, _)] if doubt.line else []
    sides += [_entry_said(doubt.entry, _)] if doubt.entry else []
    return _("{reason}：{what}", reason=_(REASON_WORDS[doubt.reason]), what=_("；").join(sides))


def _line_said(line: BankLine, _: Words) -> str:
    return _(
        "银行 {day} {amount} 元 {ref} {memo}",
        day=line.day,
        amount=format_yuan(line.amount_fen),
        ref=line.ref,
        memo=line.said,
    ).strip()


def _entry_said(entry: BookEntry, _: Words) -> str:
    return _(
        "账上第 {entry} 条 {day} {amount} 元 {what}",
        entry=entry.id,
        day=entry.day,
        amount=format_yuan(entry.amount_fen),
        what=" ".join(filter(None, (entry.unit, entry.party, *entry.papers))),
    ).strip()


COMMANDS = (reconcile,)
