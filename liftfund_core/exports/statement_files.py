"""The statement as files for the notice board, the chat group and the accountant."""

from pathlib import Path

from liftfund_core.exports.statement_book import statement_book
from liftfund_core.exports.statement_page import statement_page
from liftfund_core.reports.statements import Publication
from liftfund_core.words import LANGUAGES, Words


def write_statement(folder: Path, told: Publication, base: str) -> list[Path]:
    """A page to print and a workbook in each language.

    Args:
        base: where residents reach this machine: links and the code on the page lead there.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = f"statement-{told.statement.period_from}-{told.statement.period_to}"
    found_at = f"{base}/statement/{told.entry}" if told.entry else ""
    written = []
    for lang in LANGUAGES:
        _ = Words(lang)
        page, book = folder / f"{name}.{lang}.html", folder / f"{name}.{lang}.xlsx"
        page.write_text(statement_page(_, told, base=base, found_at=found_at), "utf-8")
        book.write_bytes(statement_book(_, told))
        written += [page, book]
    return written
