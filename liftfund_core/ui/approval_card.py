"""A payment request as a card: how much for what, and its five steps with who has taken each and when."""

from html import escape
from zoneinfo import ZoneInfo

from liftfund_core.domain.approval import APPLICANT_WORDS, STATE_WORDS
from liftfund_core.domain.money import format_yuan
from liftfund_core.domain.privacy import mask_free_text
from liftfund_core.reports.approvals import RequestLine, StepLine
from liftfund_core.ui import live
from liftfund_core.words import N_, Words

STEP_NAMES: dict[str, str] = {
    "requested": N_("申请"),
    "confirmed": N_("技术确认"),
    "resolved": N_("决议"),
    "released": N_("两人放款"),
    "noted": N_("监督"),
}


def card(_: Words, line: RequestLine) -> str:
    """The card, as markup; names are for the staff, who read it here."""
    place = _("电梯 {lift}", lift=line.lift) if line.lift else ""
    where = [part for part in dict.fromkeys((place, line.stage, mask_free_text(line.purpose))) if part]
    papers = [_("合同 {no}", no=line.contract_no)] if line.contract_no else []
    papers += [_("发票 {no}", no=line.invoice_no)] if line.invoice_no else []
    steps = "".join(_step(_, line, name) for name in STEP_NAMES)
    return (
        f'<article class="request"><header><b>{format_yuan(line.stands.requested_fen)}</b>'
        f'<span class="state">{escape(_(STATE_WORDS[line.state]))}</span></header>'
        f"<p><b>{escape(line.payee)}</b> · {escape(' · '.join(where))}</p>"
        f'<p class="papers">{escape(" · ".join((line.request_no, *papers)))}</p>'
        f'<ol class="steps">{steps}</ol></article>'
    )


def _step(_: Words, line: RequestLine, name: str) -> str:
    """One step of five: done, half done, next or still to come."""
    taken = [step for step in line.steps if step.step == name]
    needed = 2 if name == "released" else 1
    done = len(taken) >= needed
    state = "done" if done else "half" if taken else "open"
    said = "<br>".join(_said(_, line, step) for step in taken)
    return f'<li class="{state}"><b>{escape(_(STEP_NAMES[name]))}</b><span>{said or escape(_("未办理"))}</span></li>'


def _said(_: Words, line: RequestLine, step: StepLine) -> str:
    """Who took a step, when, and on which paper."""
    when = step.at.astimezone(ZoneInfo(live.public().estate.timezone))
    paper = _(APPLICANT_WORDS.get(step.said, "")) if step.step == "requested" else mask_free_text(step.said)
    more = _approved(_, line) if step.step == "resolved" else ""
    parts = [f"{when:%m-%d %H:%M}", step.actor, paper, more]
    return escape(" · ".join(part for part in parts if part))


def _approved(_: Words, line: RequestLine) -> str:
    fen = line.stands.approved_fen
    return _("批准 {fen} 元", fen=format_yuan(fen)) if fen is not None else ""
