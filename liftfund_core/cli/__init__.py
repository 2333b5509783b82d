"""The command line, one module a room: the estate, its files, its works and polls, its keeping, files out."""

import sys

import click

from liftfund_core.cli import bank, estate, exports, files, keeping, works
from liftfund_core.cli.room import Room
from liftfund_core.errors import LiftFundError
from liftfund_core.settings import settings
from liftfund_core.words import LANGUAGES, Language, language


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--db", type=click.Path(), default=None, help="The estate file (else LIFTFUND_DB).")
@click.option("--lang", type=click.Choice(LANGUAGES), default=None, help="Language of sentences (else LIFTFUND_LANG).")
@click.pass_context
def commands(context: click.Context, db: str | None, lang: str | None) -> None:
    """LiftFund: the open book of a lift-overhaul campaign."""
    context.obj = Room.of(db, lang)


for group in (estate, files, bank, works, keeping, exports):
    for command in group.COMMANDS:
        commands.add_command(command)


def main() -> None:
    """Run a command; a refusal is one sentence on stderr and exit code 1, never a traceback."""
    try:
        commands(standalone_mode=False)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.Abort:
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except LiftFundError as refusal:
        click.echo(refusal.sentence(_language()), err=True)
        sys.exit(1)


def _language() -> Language:
    """The language asked for, also where the options could not be read to their end."""
    asked = [arg for before, arg in zip(sys.argv, sys.argv[1:], strict=False) if before == "--lang"]
    return language(asked[0]) if asked else settings().lang
