"""How a payment to a contractor is approved: five steps in order, and never two of them by one hand (rules.md 2.4)."""

from dataclasses import dataclass
from typing import Literal

from liftfund_core.domain.money import format_yuan
from liftfund_core.errors import Conflict, NotAllowed, Refusal
from liftfund_core.words import N_

ApprovalState = Literal["requested", "confirmed", "resolved", "half_released", "paid", "noted"]

STATE_WORDS: dict[ApprovalState, str] = {
    "requested": N_("待技术确认"),
    "confirmed": N_("待物管会决议"),
    "resolved": N_("待两人放款"),
    "half_released": N_("待第二人放款"),
    "paid": N_("已付款，待监督意见"),
    "noted": N_("已付款，监督意见已登记"),
}
APPLICANT_WORDS: dict[str, str] = {"property_company": N_("物业服务企业"), "contractor": N_("施工单位")}
CONFIRMER_WORDS: dict[str, str] = {"maintenance_company": N_("维保单位"), "inspection_body": N_("检验检测机构")}
NOTE_WORDS: dict[str, str] = {"no_objection": N_("无异议"), "objection": N_("有异议")}


@dataclass(frozen=True)
class Release:
    """One of the two signatures that release a payment: who, and how much they released."""

    actor: str
    amount_fen: int


@dataclass(frozen=True)
class Approval:
    """Where a payment request stands; people by the name they sign in with, money in fen, None for steps to come."""

    requested_fen: int
    requested_by: str
    confirmed_by: str | None = None
    approved_fen: int | None = None
    releases: tuple[Release, ...] = ()
    noted: bool = False

    @property
    def state(self) -> ApprovalState:
        """The last step that was taken."""
        if self.noted:
            return "noted"
        if len(self.releases) > 1:
            return "paid"
        if self.releases:
            return "half_released"
        if self.approved_fen is not None:
            return "resolved"
        return "requested" if self.confirmed_by is None else "confirmed"


def check_confirmation(approval: Approval, actor: str) -> None:
    """The technical confirmation comes first, by somebody else than who entered the request.

    Raises:
        Conflict: the request is beyond this step. NotAllowed: the same person.
    """
    _check_state(approval, "requested")
    if actor == approval.requested_by:
        raise NotAllowed(N_("申请是您登记的，技术确认须由另一人登记；请换人登录后办理。"))


def check_approved(approval: Approval, approved_fen: int) -> None:
    """The committee approves the whole of a request or less, after the technical confirmation.

    Raises:
        Conflict: out of order. Refusal: not above zero, or more than was asked for.
    """
    _check_state(approval, "confirmed")
    if not 0 < approved_fen <= approval.requested_fen:
        raise Refusal(
            N_("申请付款 {requested} 元，不能批准 {approved} 元；请填写大于 0、不超过申请的金额。"),
            requested=format_yuan(approval.requested_fen),
            approved=format_yuan(approved_fen),
        )


def check_release(approval: Approval, release: Release) -> None:
    """Two different people release the payment, neither of them who entered the request, both the same amount.

    Raises:
        Conflict: out of order, or the second amount is another. NotAllowed: the same person twice, or the requester.
        Refusal: not above zero, or more than the committee approved.
    """
    _check_state(approval, "half_released" if approval.releases else "resolved")
    if release.actor == approval.requested_by:
        raise NotAllowed(N_("申请是您登记的，不能由您放款；请由另外两人放款。"))
    if any(release.actor == first.actor for first in approval.releases):
        raise NotAllowed(N_("第一次放款是您签的，第二次须由另一人签；请换人登录后办理。"))
    if not 0 < release.amount_fen <= (approval.approved_fen or 0):
        raise Refusal(
            N_("物管会批准 {approved} 元，不能放款 {amount} 元；请改为大于 0、不超过批准的金额。"),
            approved=format_yuan(approval.approved_fen or 0),
            amount=format_yuan(release.amount_fen),
        )
    for first in approval.releases:
        if first.amount_fen != release.amount_fen:
            raise Conflict(
                N_("第一人放款 {first} 元，您填的是 {second} 元；两人金额必须一致，请核对，或先撤销第一人的放款。"),
                first=format_yuan(first.amount_fen),
                second=format_yuan(release.amount_fen),
            )


def check_note(approval: Approval) -> None:
    """The supervision note comes after the payment; there may be several.

    Raises:
        Conflict: nothing has been paid yet.
    """
    if approval.state != "noted":
        _check_state(approval, "paid")


def _check_state(approval: Approval, wanted: ApprovalState) -> None:
    if approval.state != wanted:
        raise Conflict(
            N_("这笔付款申请现在是“{state}”，不能办理这一步；请按申请、技术确认、决议、两人放款、监督的顺序办理。"),
            state=Refusal(STATE_WORDS[approval.state]),
        )
