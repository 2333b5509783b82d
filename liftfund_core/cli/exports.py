"""Commands for files out: the codes on the slips, the day's notices, the statement of income and expenditure."""

import csv
import os
import sys
from datetime import datetime
from pathlib import Path

import click

from liftfund_core.cli.room import Room
from liftfund_core.domain.period import Period
from liftfund_core.errors import StoreError
from liftfund_core.reports.notice import day_by_default
from liftfund_core.reports.notice import notices as daily
from liftfund_core.reports.slips import Slip, every_slip
from liftfund_core.reports.statements import Publication, draft, publication, publications, whole_time
from liftfund_core.settings import lan_address, settings
from liftfund_core.store.journal import Journal
from liftfund_core.words import LANGUAGES, N_, Language, Words

_DAY = click.DateTime(("%Y-%m-%d",))


@click.group()
def export() -> None:
    """Write files for people and other programs."""


@export.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def codes(room: Room, file: Path) -> None:
    """Every household's codes as CSV: one to answer, one to read its account. Whoever has them may: keep them safe."""
    with room.journal() as journal:
        slips = every_slip(journal)
    try:
        _write(file, slips, _base())
    except OSError as error:
        raise StoreError(
            N_("没有写入 {path} 的权限；请检查该文件夹的权限，或把文件移到可写的位置。"), path=file
        ) from error
    _ = room.words
    click.echo(_("已写出 {n} 户的住户码到 {path}；请妥善保管，分发后删除。", n=len(slips), path=file))


@export.command()
@click.argument("folder", metavar="DEST", type=click.Path(path_type=Path, file_okay=False))
@click.option("--entry", type=click.IntRange(min=1), default=None, help="Which publication; else the latest.")
@click.option("--from", "first", type=_DAY, default=None, help="A draft from this local day ...")
@click.option("--to", "last", type=_DAY, default=None, help="... to this one.")
@click.pass_obj
def statement(room: Room, folder: Path, entry: int | None, first: datetime | None, last: datetime | None) -> None:
    """The statement of income and expenditure into the folder DEST, in Chinese and English: a page and a workbook each.

    The latest published one; a draft of the whole time, which says so, while none is.
    """
    from liftfund_core.exports.statement_files import write_statement  # it takes half a second to load

    with room.journal() as journal:
        told = _statement(journal, entry, first, last)
    try:
        written = write_statement(folder, told, _base())
    except OSError as error:
        raise StoreError(
            N_("没有写入 {path} 的权限；请检查该文件夹的权限，或把文件移到可写的位置。"), path=folder
        ) from error
    _ = room.words
    click.echo(_("已写出：{files}", files=_("、").join(str(path) for path in written)))


def _statement(journal: Journal, entry: int | None, first: datetime | None, last: datetime | None) -> Publication:
    """The publication that is asked for, or a draft."""
    if entry is not None:
        return publication(journal, entry)
    published = publications(journal)
    if published and first is None and last is None:
        return published[0]
    whole = whole_time(journal)
    return draft(journal, Period(first.date() if first else whole.first, last.date() if last else whole.last))


@click.option("--day", type=click.DateTime(("%Y-%m-%d",)), default=None, help="Local day, as 2023-07-14; else today.")
@click.option("--lang", type=click.Choice(LANGUAGES), default=None, help="Language of the notices.")
@click.pass_obj
def notices(room: Room, folder: Path, day: datetime | None, lang: Language | None) -> None:
    """The day's notice of every building, a text and a poster each, into the folder DEST."""
    from liftfund_core.exports.notice_files import sheets, write  # it takes half a second to load, for this one command

    with room.journal() as journal:
        told = daily(journal, day.date() if day else day_by_default(journal))
    done = sheets(told, Words(lang or room.lang), _lan_base())
    with click.progressbar(done, length=len(told), file=sys.stderr) as written:
        for sheet in written:
            write(folder, sheet)
    _ = room.words
    click.echo(_("已写出 {n} 栋楼的公示到 {path}：每栋一份文字、一张海报。", n=len(told), path=folder))


def _base() -> str:
    """Where the phones find this machine: as set, or as the venue's Wi-Fi knows it."""
    return _lan_base() or f"http://localhost:{settings().port}"


def _lan_base() -> str | None:
    """The same; None where no phone finds it."""
    known, own = settings(), lan_address()
    found = known.base_url or (f"http://{own}:{known.port}" if own else None)
    return found.rstrip("/") if found else None


def _write(file: Path, slips: tuple[Slip, ...], base: str) -> None:
    """A file that only its owner reads."""
    opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(opened, "w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(("unit", "code", "url", "account_code", "account_url"))
        for slip in slips:
            answers, reads = (
                (slip.spelled, f"{base}/h/{slip.spelled}"),
                (slip.account_spelled, f"{base}/r/{slip.account_spelled}"),
            )
            rows.writerow((slip.unit, *answers, *reads))


COMMANDS = (export,)
