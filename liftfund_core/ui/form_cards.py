"""At the ceremony's table: lift cards that are handed out, with the warning that none depends on a payment."""

from functools import partial
from html import escape

import streamlit as st

from liftfund_core.commands.cards import CARD_REASONS, CARD_WARNING, issue_card
from liftfund_core.commands.roles import Actor
from liftfund_core.ui import live, notice, session
from liftfund_core.ui.attempt import attempt
from liftfund_core.ui.drafts import draft, finish
from liftfund_core.ui.taps import tap
from liftfund_core.words import Words

_FORM = "cards"


@st.fragment
def show() -> None:
    """The form, for roles that hand out cards; nothing for everyone else."""
    actor = session.actor()
    if actor is None or not actor.may("lift_card"):
        return
    _ = session.words()
    with st.container(key="form_cards"):
        st.html(f"<h2>{_('发放电梯卡')}</h2>")
        st.html(
            f'<p class="counted"><b>{live.cards()}</b> {escape(_("张已发放"))}</p>'
            f'<p class="disclaimer">{escape(_(CARD_WARNING))}</p>'
        )
        _hand_out(_, actor)


def _hand_out(_: Words, actor: Actor) -> None:
    key = draft(_FORM)
    buildings = [b.code for b in live.public().buildings]
    if not buildings:
        return
    building, digits, reason = _fields(_, buildings, key)
    if st.button(_("登记一张"), type="primary", key=f"cards_save_{key}", width="stretch"):
        enter = partial(issue_card, live.journal(), actor, card_last4=digits, building=building, reason=reason)
        done = attempt(partial(enter, request_id=key))
        if done is not None:
            notice.leave(_("已登记一张电梯卡 · 第 {entry} 条", entry=done.entry), done.entry)
            finish(_FORM)
            st.rerun()


def _fields(_: Words, buildings: list[str], key: str) -> tuple[str, str, str]:
    """Building, last four digits, reason."""
    words = {code: code for code in buildings}
    building = tap(f"cards_building_{key}", _("领卡人所在楼"), words, named=True)
    digits = st.text_input(_("卡号后四位"), key=f"cards_last4_{key}", max_chars=4, placeholder="0427")
    reason = st.selectbox(
        _("发卡事由"), list(CARD_REASONS), format_func=lambda code: _(CARD_REASONS[code]), key="cards_reason"
    )
    return building, digits, reason
