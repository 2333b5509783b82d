"""Refusals: what the program says when it does not do as asked. The message is the sentence that staff read."""

from liftfund_core.words import Language, Words


class LiftFundError(Exception):
    """Base of all errors meant for people: one clear sentence that names the cure.

    Args:
        sentence: the Chinese sentence, marked with `N_`, with `str.format` placeholders.
        values: what the placeholders stand for.
    """

    def __init__(self, sentence: str, /, **values: object) -> None:
        super().__init__(sentence)
        self.template = sentence
        self.values = values

    def sentence(self, lang: Language = "zh") -> str:
        """The sentence in the reader's language; a value that is itself an error is translated too."""
        spoken = {
            key: value.sentence(lang) if isinstance(value, LiftFundError) else value
            for key, value in self.values.items()
        }
        return Words(lang)(self.template, **spoken)

    def __str__(self) -> str:
        return self.sentence()


class Refusal(LiftFundError):
    """A rule says no: the deed is illegal, impossible or not this person's to do. Nothing was written."""


class NotAllowed(Refusal):
    """The actor's role does not cover the deed."""


class NotFound(Refusal):
    """The unit, lift, poll or entry that was named does not exist."""


class Conflict(Refusal):
    """The thing is not in a state that allows this (closed poll, entry corrected already)."""


class StoreError(LiftFundError):
    """The estate file cannot be opened, read or written: held by another process, newer, damaged, disk full."""
