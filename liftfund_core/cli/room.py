"""What every command needs: which file, which language, and how to open, print and end."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import duckdb

from liftfund_core.commands.checks import clean
from liftfund_core.commands.roles import Actor
from liftfund_core.settings import settings
from liftfund_core.store.journal import Journal
from liftfund_core.store.whynot import is_damage, why_not
from liftfund_core.words import N_, Language, Words, language


@dataclass(frozen=True)
class Room:
    """The estate file and the language of one call."""

    db: Path
    lang: Language

    @classmethod
    def of(cls, db: str | None, lang: str | None) -> "Room":
        """From the options, or from the environment where they are left out."""
        try:
            known = settings()
        except ValueError as error:
            _ = Words(language(lang))
            raise click.UsageError(_("LIFTFUND_PORT 必须是端口号，如 8501；请改正这个环境变量。")) from error
        return cls(Path(db) if db else known.db, language(lang) if lang else known.lang)

    @property
    def words(self) -> Words:
        """A speaker of this call's language."""
        return Words(self.lang)

    @contextmanager
    def journal(self) -> Iterator[Journal]:
        """The estate file, open for the length of a command."""
        journal = Journal.open(self.db)
        try:
            yield journal
        except duckdb.Error as error:
            if is_damage(error):
                raise why_not(self.db, error) from error
            raise
        finally:
            journal.close()


def at_the_keyboard(name: str) -> Actor:
    """Whoever can start commands on the machine holds the file itself: an administrator, by the name given."""
    return Actor(clean(name, N_("经办人"), longest=40), "admin")


def print_json(document: Any) -> None:
    """One JSON document on stdout and nothing else."""
    click.echo(json.dumps(document, ensure_ascii=False))


actor_option = click.option("--actor", default="cli", show_default=True, help="Who does it, for the journal.")
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
as_of_option = click.option("--as-of", type=click.IntRange(min=1), default=None, help="As it stood at this entry.")
