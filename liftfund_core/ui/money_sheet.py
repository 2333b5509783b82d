"""What the forms of the account have in common: an amount, a day, some papers, and one button that writes it once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st

from liftfund_core.domain.money import format_yuan, parse_yuan
from liftfund_core.store.deeds import Receipt
from liftfund_core.ui import notice
from liftfund_core.ui.attempt import attempt
from liftfund_core.ui.drafts import draft, finish
from liftfund_core.ui.evidence import today
from liftfund_core.ui.taps import tap
from liftfund_core.words import Words


@dataclass(frozen=True)
class Sheet:
    """A form being filled: the reader's words, what it is called, and the key of its fields."""

    words: Words
    form: str
    kind: str = ""

    @property
    def request_id(self) -> str:
        """The form as it stands is written once."""
        return draft(self.form)

    def key(self, name: str) -> str:
        """The key of a field: the form, the field, this very sheet."""
        return f"{self.form}_{name}_{self.request_id}_{self.kind}"

    def text(self, name: str, label: str, value: str = "", *, placeholder: str | None = None) -> str:
        """A line of text."""
        return st.text_input(label, value, key=self.key(name), placeholder=placeholder) or ""

    def amount(self, label: str | None = None, value_fen: int = 0, name: str = "amount") -> str:
        """An amount in yuan as it is typed, with what is usual filled in."""
        _, usual = self.words, format_yuan(value_fen) if value_fen > 0 else ""
        return self.text(name, label or _("金额（元）"), usual)

    def day(self, label: str, value: date | None = None, name: str = "day") -> date:
        """A day that has come; today where nothing else is said."""
        return st.date_input(label, value or today(), max_value=today(), key=self.key(name), format="YYYY-MM-DD")

    def choice(self, name: str, label: str, words: Mapping[str, str], default: str | None = None) -> str:
        """One of a few codes, as people read them."""
        return tap(self.key(name), label, words, default, named=True)

    def number(self, name: str, label: str, value: int | None = None) -> int:
        """A number of people or parts; an empty field is none."""
        return int(st.number_input(label, min_value=0, value=value, step=1, key=self.key(name)) or 0)

    def save(
        self,
        record: Callable[..., Receipt],
        said: Callable[[Receipt], str],
        label: str | None = None,
        undo: Callable[[Receipt], int] = lambda done: done.entry,
    ) -> None:
        """The button: write it once, say what was written, and begin an empty sheet.

        Args:
            record: takes the `request_id`. undo: which entry a tap takes back at once.
        """
        _ = self.words
        if st.button(label or _("确认登记"), type="primary", key=self.key("save"), width="stretch"):
            done = attempt(lambda: record(request_id=self.request_id))
            if done is not None:
                notice.leave(said(done), undo=undo(done))
                finish(self.form)
                st.rerun()

    def save_amount(self, amount: str, record: Callable[..., Receipt]) -> None:
        """The button of a sheet that is about one amount, which `record` takes as `amount_fen`."""
        _ = self.words
        self.save(
            lambda **request: record(amount_fen=parse_yuan(amount), **request),
            lambda done: _(
                "已登记 **{amount} 元** · 第 {entry} 条", amount=format_yuan(parse_yuan(amount)), entry=done.entry
            ),
        )


def quiet(sentence: str) -> None:
    """A line beside a form that says how things stand."""
    st.html(f'<p class="quiet">{escape(sentence)}</p>')
