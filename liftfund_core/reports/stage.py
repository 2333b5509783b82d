"""What the host has put on the wall."""

from dataclasses import dataclass

from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row
from liftfund_core.words import Language, language


@dataclass(frozen=True)
class StageLine:
    """The scene that every following screen shows; the overview until the host has chosen."""

    scene: str = "overview"
    building: str | None = None
    poll: str | None = None
    theme: str = "day"
    lang: Language = "zh"
    message: str | None = None


def stage(journal: Journal) -> StageLine:
    """The host's choice, kept over restarts."""
    with journal.reading() as file:
        row = first_row(file, "select scene, building, poll, theme, lang, message from stage")
    if row is None:
        return StageLine()
    scene, building, poll, theme, lang, message = row
    return StageLine(scene, building, poll, theme, language(lang), message)
