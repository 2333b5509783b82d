"""Pieces of markup that papers are made of: rows, tables, and everything that a person typed escaped."""

from collections.abc import Iterable, Sequence
from html import escape

from liftfund_core.domain.money import format_yuan


def text(said: str) -> str:
    """Words as markup."""
    return escape(said)


def money(fen: int | None) -> str:
    """A sum in yuan; a dash where it is not told."""
    return "—" if fen is None else format_yuan(fen)


def row(cells: Sequence[str], kind: str = "", anchor: str = "") -> str:
    """A row of a table from finished markup; its first cell names it."""
    first, *rest = cells
    named = f' id="{escape(anchor)}"' if anchor else ""
    of_kind = f' class="{kind}"' if kind else ""
    return f'<tr{of_kind}{named}><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'


def table(heads: Sequence[str], rows: Iterable[str], kind: str = "") -> str:
    """A table with its heads; rows are finished markup."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    return f'<table class="{kind}"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def section(title: str, *parts: str) -> str:
    """A part of the paper under its heading."""
    return f"<section><h2>{escape(title)}</h2>{''.join(parts)}</section>"


def note(said: str, kind: str = "note") -> str:
    """A line of explanation; nothing where there is nothing to say."""
    return f'<p class="{kind}">{escape(said)}</p>' if said else ""
