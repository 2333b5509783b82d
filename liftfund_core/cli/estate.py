"""Commands of the estate: make a file, read its figures, name its staff, serve it."""

import os
import subprocess
import sys
from pathlib import Path

import click

from liftfund_core.cli.room import Room, actor_option, as_of_option, at_the_keyboard, json_option, print_json
from liftfund_core.commands.estate import EstatePlan, create_estate, read_plan
from liftfund_core.commands.staff import add_staff
from liftfund_core.domain.money import format_yuan
from liftfund_core.reports.board import Board
from liftfund_core.reports.polls import poll
from liftfund_core.reports.read_board import board
from liftfund_core.reports.status import status as status_document
from liftfund_core.reports.status import tally as tally_document
from liftfund_core.settings import PROJECT, settings
from liftfund_core.store.backup import settle
from liftfund_core.words import Words


@click.command()
@click.option("--demo", is_flag=True, help="The made-up demo estate with its whole campaign.")
@click.option("--config", type=click.Path(path_type=Path), help="A TOML file with estate, levy and buildings.")
@click.pass_obj
def init(room: Room, demo: bool, config: Path | None) -> None:
    """Make a new estate file; an existing one is never touched."""
    _ = room.words
    if demo and config:
        raise click.UsageError(_("--demo 和 --config 只能选一个。"))
    if demo:
        _write_demo(room)
    else:
        journal = create_estate(room.db, read_plan(config) if config else EstatePlan())
        try:
            settle(journal.database)
        finally:
            journal.close()
    click.echo(_("已新建 {path}。", path=room.db))


@click.command()
@as_of_option
@json_option
@click.pass_obj
def status(room: Room, as_of: int | None, as_json: bool) -> None:
    """Figures of the estate and of each building, exact and unmasked, for staff."""
    with room.journal() as journal:
        standing = board(journal, as_of)
    if as_json:
        print_json(status_document(standing))
    else:
        _print_board(standing, room.words)


@click.command()
@click.argument("motion")
@as_of_option
@json_option
@click.pass_obj
def tally(room: Room, motion: str, as_of: int | None, as_json: bool) -> None:
    """The count of a placard poll."""
    with room.journal() as journal:
        found = poll(journal, motion, as_of)
    if as_json:
        print_json(tally_document(found))
        return
    _, counted = room.words, found.tally
    click.echo(
        _(
            "{title}：赞成 {for_}，反对 {against}，弃权 {abstain}（举牌 {raised}）。仅反映在场意向，非业主大会表决。",
            title=found.title,
            for_=counted.for_,
            against=counted.against,
            abstain=counted.abstain,
            raised=counted.raised,
        )
    )


@click.group()
def staff() -> None:
    """Members of staff and their PINs."""


@staff.command("add")
@click.argument("name")
@click.option("--role", required=True, help="admin, finance, entry, teller, host, secretary, reviewer or supervisor.")
@click.option("--renew", is_flag=True, help="The name exists: give a new PIN and role.")
@actor_option
@click.pass_obj
def staff_add(room: Room, name: str, role: str, renew: bool, actor: str) -> None:
    """Add NAME and print the PIN, once."""
    with room.journal() as journal:
        pin = add_staff(journal, at_the_keyboard(actor), name=name, role=role, renew=renew)
    click.echo(pin)


@click.command()
@click.option("--port", type=int, default=None, help="Else LIFTFUND_PORT, else 8501.")
@click.option("--address", default="0.0.0.0", show_default=True, help="Address to listen on.")
@click.pass_obj
def serve(room: Room, port: int | None, address: str) -> None:
    """Serve the wall and the pages; without a file the demo estate is made first."""
    if not room.db.exists():
        _ = room.words
        click.echo(_("还没有数据文件，正在建立演示小区……"))
        _write_demo(room)
    port = port or settings().port
    environment = {**os.environ, "LIFTFUND_DB": str(room.db.absolute()), "LIFTFUND_PORT": str(port)}
    command = [sys.executable, "-m", "streamlit", "run", str(PROJECT / "dashboard.py")]
    command += ["--server.port", str(port), "--server.address", address]
    os.chdir(PROJECT)
    if os.name == "posix":
        os.execve(sys.executable, command, environment)  # one process: signals reach the server itself
    raise SystemExit(subprocess.call(command, env=environment))


def _write_demo(room: Room) -> None:
    """The demo with what takes half a second to load; no other command needs it."""
    from liftfund_core.demo import write_demo

    write_demo(room.db)


def _print_board(standing: Board, _: Words) -> None:
    """The figures in a few lines for a person."""
    click.echo(
        _(
            "{name}：{paid} / {units} 户已缴清（{rate}），{done} / {lifts} 部电梯完成大修，截至第 {head} 条。",
            name=standing.estate.name,
            paid=standing.household.part,
            units=standing.household.whole,
            rate=standing.household.percent,
            done=standing.lift_counts.in_service,
            lifts=standing.lift_counts.total,
            head=standing.head,
        )
    )
    for b in standing.buildings:
        click.echo(
            _(
                "  {code}号楼：{paid} / {units} 户，{collected} / {due} 元（金额 {rate}）",
                code=b.code,
                paid=b.paid_units,
                units=b.charged_units,
                collected=format_yuan(b.collected_fen),
                due=format_yuan(b.due_fen),
                rate=b.amount.percent,
            )
        )


COMMANDS = (init, status, tally, staff, serve)
