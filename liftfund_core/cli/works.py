"""Commands of the works and the square: lift steps, placard polls, and taking an entry back."""

import json

import click

from liftfund_core.cli.room import Room, actor_option, at_the_keyboard
from liftfund_core.commands import corrections
from liftfund_core.commands.lifts import record_step
from liftfund_core.commands.polls import close_poll, count_placards, open_poll
from liftfund_core.store.deeds import Receipt
from liftfund_core.words import Words


@click.command()
@click.argument("step")
@click.argument("lift_code", metavar="LIFT")
@click.option("--data", default="{}", help='Evidence as JSON, such as {"contract_no":"HT-1"}.')
@actor_option
@click.pass_obj
def lift(room: Room, step: str, lift_code: str, data: str, actor: str) -> None:
    """Record one overhaul STEP of LIFT (building-number, such as 3-2)."""
    evidence = _evidence(data, room.words)
    with room.journal() as journal:
        done = record_step(journal, at_the_keyboard(actor), lift=lift_code, step=step, data=evidence)
    for warning in done.warnings:
        click.echo(warning.sentence(room.lang), err=True)
    _say_written(room, done.receipt)


@click.group()
def poll() -> None:
    """Placard polls: a consultation, never an owners' decision."""


@poll.command("open")
@click.argument("code")
@click.option("--title", default=None, help="Else the title on the agenda.")
@click.option("--phones", is_flag=True, help="Residents may answer on their phones too.")
@click.option("--placards/--no-placards", default=True, help="Placards are counted (else phones only).")
@click.option("--hide-results", is_flag=True, help="Nothing of the count is shown before the closing.")
@click.option("--present", type=int, default=None, help="Households present, counted by hand.")
@actor_option
@click.pass_obj
def poll_open(
    room: Room,
    code: str,
    title: str | None,
    phones: bool,
    placards: bool,
    hide_results: bool,
    present: int | None,
    actor: str,
) -> None:
    """Open a poll."""
    with room.journal() as journal:
        receipt = open_poll(
            journal,
            at_the_keyboard(actor),
            code=code,
            title=title,
            phones=phones,
            placards=placards,
            hide_results=hide_results,
            present=present,
        )
    _say_written(room, receipt)


@poll.command("count")
@click.argument("code")
@click.option("--team", required=True)
@click.option("--for", "for_", type=int, required=True)
@click.option("--against", type=int, required=True)
@click.option("--abstain", type=int, required=True)
@click.option("--second", is_flag=True, help="A second counter checks the team's count.")
@click.option("--reason", default=None, help="Why the team counts again.")
@actor_option
@click.pass_obj
def poll_count(
    room: Room,
    code: str,
    team: str,
    for_: int,
    against: int,
    abstain: int,
    second: bool,
    reason: str | None,
    actor: str,
) -> None:
    """Enter a team's count; a second one by the same team replaces it and needs a reason."""
    with room.journal() as journal:
        receipt = count_placards(
            journal,
            at_the_keyboard(actor),
            code=code,
            team=team,
            for_=for_,
            against=against,
            abstain=abstain,
            second=second,
            reason=reason,
        )
    _say_written(room, receipt)


@poll.command("close")
@click.argument("code")
@actor_option
@click.pass_obj
def poll_close(room: Room, code: str, actor: str) -> None:
    """Close a poll; it takes nothing more."""
    with room.journal() as journal:
        receipt = close_poll(journal, at_the_keyboard(actor), code=code)
    _say_written(room, receipt)


@click.command()
@click.argument("entry", type=click.IntRange(min=1))
@click.option("--reason", required=True)
@actor_option
@click.pass_obj
def void(room: Room, entry: int, reason: str, actor: str) -> None:
    """Withdraw ENTRY; refused while later live entries depend on it."""
    with room.journal() as journal:
        receipt = corrections.void(journal, at_the_keyboard(actor), entry=entry, reason=reason)
    _say_written(room, receipt)


def _evidence(data: str, _: Words) -> dict[str, str]:
    """The evidence as text by key; anything but a flat JSON object is wrong usage."""
    try:
        told = json.loads(data)
    except json.JSONDecodeError as error:
        raise click.BadParameter(
            _("--data 不是有效的 JSON；请写成 {example}。", example='{"contract_no":"HT-1"}')
        ) from error
    if not isinstance(told, dict) or any(isinstance(value, dict | list) for value in told.values()):
        raise click.BadParameter(
            _("--data 必须是一层的 JSON 对象；请写成 {example}。", example='{"contract_no":"HT-1"}')
        )
    return {key: "" if value is None else str(value) for key, value in told.items()}


def _say_written(room: Room, receipt: Receipt) -> None:
    _ = room.words
    click.echo(_("已登记，第 {entries} 条。", entries=_("、").join(map(str, receipt.entries))))


COMMANDS = (lift, poll, void)
