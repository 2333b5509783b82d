"""The desk that takes counts: each one once, answered with its entry or with the sentence that says why not."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from liftfund_core.commands.polls import count_placards
from liftfund_core.commands.roles import Actor
from liftfund_core.errors import LiftFundError, Refusal
from liftfund_core.ui import live
from liftfund_core.ui.attempt import outcome
from liftfund_core.words import N_, Language

_ANSWERS = "placard_answers"
_MOST_ANSWERS = 20


def answers() -> dict[str, dict[str, Any]]:
    """Request id -> the entry it became, or the sentence that refused it; of this sitting."""
    kept: dict[str, dict[str, Any]] = st.session_state.setdefault(_ANSWERS, {})
    return kept


def take(actor: Actor, sent: Mapping[str, Any], lang: Language) -> None:
    """Record a team's count as the phone sent it; sent again, it is written once and answered again."""
    kept = answers()
    request_id = str(sent.get("request_id", ""))
    done = outcome(lambda: _record(actor, sent, request_id))
    kept[request_id] = {"sentence": done.sentence(lang)} if isinstance(done, LiftFundError) else {"entry": done}
    while len(kept) > _MOST_ANSWERS:
        del kept[next(iter(kept))]


def _record(actor: Actor, sent: Mapping[str, Any], request_id: str) -> int:
    counts = [sent.get(option) for option in ("for", "against", "abstain")]
    if not request_id or not all(isinstance(count, int) for count in counts):
        raise Refusal(N_("计数没有完整收到；请重新提交。"))
    for_, against, abstain = (int(count or 0) for count in counts)
    receipt = count_placards(
        live.journal(),
        actor,
        code=str(sent.get("poll", "")),
        team=str(sent.get("team", "")),
        for_=for_,
        against=against,
        abstain=abstain,
        second=bool(sent.get("second")),
        reason=str(sent.get("reason") or "") or None,
        request_id=request_id,
    )
    return receipt.entry
