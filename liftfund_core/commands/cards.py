"""At the ceremony's table: a lift card is handed out, for a reason that never is a payment (rules.md 2.5)."""

import re

from liftfund_core.commands.roles import Actor, check_may
from liftfund_core.errors import NotFound, Refusal
from liftfund_core.store.deeds import Deed, Fact, Outcome, Receipt
from liftfund_core.store.journal import Journal
from liftfund_core.store.standing import Standing
from liftfund_core.words import N_

CARD_REASONS: dict[str, str] = {
    "ceremony": N_("路演现场发放"),
    "household": N_("住户领取"),
    "replacement": N_("丢失或损坏补办"),
    "duty": N_("物业、维保值勤"),
}
CARD_WARNING = N_(
    "乘电梯不得与缴费挂钩：发卡、补卡、停卡都不看是否缴费（参见《民法典》第273、944条）。这里只登记卡号后四位，不登记姓名和房号。"
)
_LAST_FOUR = re.compile(r"[0-9A-Z]{4}")


def issue_card(
    journal: Journal, actor: Actor, *, card_last4: str, building: str, reason: str, request_id: str | None = None
) -> Receipt:
    """Enter a lift card that was handed out.

    Args:
        card_last4: the last four digits of its number; more of it is never kept.
        building: where the person who took it lives. reason: a code of `CARD_REASONS`.

    Raises:
        NotAllowed, NotFound, Refusal: nothing is written.
    """
    check_may(actor, "lift_card")
    digits = card_last4.strip().upper()
    if not _LAST_FOUR.fullmatch(digits):
        raise Refusal(N_("请填写卡号的后四位，例如 0427；前面的数字不登记。"))
    if reason not in CARD_REASONS:
        raise Refusal(N_("没有“{reason}”这个发卡事由；请从列出的里面选。"), reason=reason[:20])

    def decide(standing: Standing) -> Outcome:
        if building not in standing.buildings:
            raise NotFound(N_("没有 {building} 号楼；请核对楼号。"), building=building[:20])
        detail = {"card_last4": digits, "building": building, "issued_reason": reason}
        return Outcome([Fact("lift_card_issued", detail)])

    return journal.record(Deed(actor.name, decide, request_id=request_id))
