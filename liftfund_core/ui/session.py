"""Who sits before this screen, and which language they read."""

import streamlit as st

from liftfund_core.commands.badges import COOKIE
from liftfund_core.commands.roles import Actor
from liftfund_core.settings import settings
from liftfund_core.ui import live
from liftfund_core.words import LANGUAGES, Language, Words, language

_LANG = "reader_lang"


def words() -> Words:
    """The reader's language: what the address asks for, else what was chosen before, else the house's."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        st.session_state[_LANG] = asked
    return Words(language(st.session_state.get(_LANG) or settings().lang))


def other_language() -> Language:
    """The language that the switch leads to."""
    return "en" if words().lang == "zh" else "zh"


def badge() -> str | None:
    """The signed badge that the browser brought when this session began."""
    return st.context.cookies.get(COOKIE)


def actor() -> Actor | None:
    """The member of staff who is signed in here, with the role of the moment; None for everyone else."""
    return live.holder(badge())
