"""A desk with more forms than a phone shows at once: the reader taps the one they want, and sees only their own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from liftfund_core.commands.roles import Actor, DeedName
from liftfund_core.ui import session
from liftfund_core.ui.taps import tap


@dataclass(frozen=True)
class Room:
    """A form or a list: what the tap says, what is shown, and whose roles find it (None: everyone)."""

    label: str
    show: Callable[[], None]
    deeds: tuple[DeedName, ...] | None = None

    def is_open_to(self, actor: Actor | None) -> bool:
        """Whether this reader finds the room."""
        return self.deeds is None or (actor is not None and any(actor.may(deed) for deed in self.deeds))


def show(key: str, title: str, rooms: Mapping[str, Room]) -> bool:
    """The rooms that the reader may enter, the first of them open; False where there is none for them.

    Args:
        key: of the choice. title: what the rooms are, for a screen reader.
    """
    _, actor = session.words(), session.actor()
    open_ = {name: room for name, room in rooms.items() if room.is_open_to(actor)}
    if not open_:
        return False
    with st.container(key=f"rooms_{key}"):
        name = next(iter(open_))
        if len(open_) > 1:
            name = tap(key, _(title), {code: room.label for code, room in open_.items()})
    open_[name].show()
    return True
