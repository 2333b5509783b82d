"""Who may use a form: everyone else finds one line in its place."""

from html import escape

import streamlit as st

from liftfund_core.commands.roles import ROLE_WORDS, Actor, DeedName
from liftfund_core.ui import session
from liftfund_core.ui.frame import sign_in_address
from liftfund_core.words import Words


def allowed(page: str, deed: DeedName, *, silent: bool = False) -> Actor | None:
    """The signed-in member of staff, if the deed is theirs to do.

    Args:
        page: where the door leads back to. silent: say nothing to somebody of another role.
    """
    _, actor = session.words(), session.actor()
    if actor is None:
        if not silent:
            _line(f'<a href="{escape(sign_in_address(page))}">{escape(_("登录后可登记"))}</a>')
        return None
    if not actor.may(deed):
        if not silent:
            _line(escape(_not_yours(_, actor)))
        return None
    return actor


def _not_yours(_: Words, actor: Actor) -> str:
    return _("“{role}”不办理这一项；需要时请换有权限的人登录。", role=_(ROLE_WORDS[actor.role]))


def _line(markup: str) -> None:
    st.html(f'<p class="guard">{markup}</p>')
