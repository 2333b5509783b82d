"""Words in the reader's language: Chinese is the source text, English comes from the gettext catalogue.

A sentence is written in Chinese where it is used, inside `_( )` when it is shown at once or `N_( )` when it is kept
and shown later (refusals, findings, labels in tables). Placeholders are `str.format` names and are filled after
translation.
"""

import gettext
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

_LOCALE = Path(__file__).parent / "locale"


def N_(sentence: str) -> str:
    """Mark a Chinese sentence for the catalogue and return it unchanged; translate it when it is shown."""
    return sentence


@cache
def _catalogue(lang: Language) -> gettext.NullTranslations:
    """The catalogue of a language, compiled from its .po file, so that no binary has to be kept in step."""
    if lang == "zh":
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with (_LOCALE / lang / "LC_MESSAGES" / "liftfund.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=lang))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@dataclass(frozen=True)
class Words:
    """A speaker of one language: `_ = Words("en"); _("已缴 {n} 户", n=954)`."""

    lang: Language = "zh"

    def __call__(self, sentence: str, /, **values: object) -> str:
        """The sentence in this language, with its placeholders filled."""
        text = _catalogue(self.lang).gettext(sentence) if sentence else sentence
        return text.format(**values) if values else text


def language(asked: str | None) -> Language:
    """The language asked for, or Chinese where the question makes no sense."""
    return "en" if asked == "en" else "zh"
