"""Who works here: the staff with their roles; an administrator adds one, or gives one a new PIN or role."""

from html import escape

import streamlit as st

from liftfund_core.commands.roles import ROLE_WORDS, Actor, role_named
from liftfund_core.commands.staff import add_staff
from liftfund_core.ui import live, session
from liftfund_core.ui.attempt import attempt
from liftfund_core.ui.drafts import draft, finish
from liftfund_core.ui.guard import allowed
from liftfund_core.words import Words

_FORM, _PIN = "staff", "staff_pin"
_NEW = ""


@st.fragment
def show() -> None:
    """The list and the form, for administrators; nothing for everyone else."""
    actor = allowed("estate", "staff", silent=True)
    if actor is None:
        return
    _ = session.words()
    with st.container(key="form_staff"):
        st.html(f"<h2>{_('工作人员')}</h2>{_list(_)}")
        _show_pin(_)
        _ask(_, actor)


def _list(_: Words) -> str:
    rows = "".join(
        f"<tr><th>{escape(member.name)}</th><td>{escape(_(ROLE_WORDS[role_named(member.role)]))}</td></tr>"
        for member in live.staff()
    )
    return f'<table class="list"><tbody>{rows}</tbody></table>'


def _ask(_: Words, actor: Actor) -> None:
    """A new member, or an earlier one whose PIN or role changes."""
    key = draft(_FORM)
    roles = {member.name: member.role for member in live.staff()}
    known = st.selectbox(
        _("添加或换发"), [_NEW, *roles], format_func=lambda name: name or _("添加新的工作人员"), key=f"staff_who_{key}"
    )
    name = known or st.text_input(_("姓名"), key=f"staff_name_{key}", max_chars=20)
    listed = list(ROLE_WORDS)
    role = st.selectbox(
        _("角色"),
        listed,
        index=listed.index(role_named(roles[known])) if known else listed.index("entry"),
        format_func=lambda code: _(ROLE_WORDS[code]),
        key=f"staff_role_{key}_{known}",
    )
    label = _("换发 PIN") if known else _("添加并给出 PIN")
    if st.button(label, type="primary", key=f"staff_save_{key}", width="stretch"):
        pin = attempt(lambda: add_staff(live.journal(), actor, name=name, role=role, renew=bool(known)))
        if pin is not None:
            st.session_state[_PIN] = (name.strip(), pin)
            finish(_FORM)
            st.rerun()


def _show_pin(_: Words) -> None:
    """The PIN that was just given; it cannot be read again."""
    given = st.session_state.get(_PIN)
    if given is None:
        return
    name, pin = given
    told = _("{name} 的 PIN，只显示这一次", name=name)
    st.html(f'<div class="pin" role="status"><span>{escape(told)}</span><b>{escape(pin)}</b></div>')
    st.button(_("记好了"), key="staff_pin_noted", width="stretch", on_click=_forget)


def _forget() -> None:
    st.session_state.pop(_PIN, None)
