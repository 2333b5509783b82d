"""One payment as a page: from the yuan to the lift, and through the hands that approved it."""

from liftfund_core.domain.approval import APPLICANT_WORDS, CONFIRMER_WORDS, NOTE_WORDS
from liftfund_core.domain.money import format_yuan
from liftfund_core.domain.overhaul_words import STEP_WORDS
from liftfund_core.exports.markup import money, note, section, text
from liftfund_core.exports.statement_page import Link, paper
from liftfund_core.exports.statement_words import day_said, role_said
from liftfund_core.reports.board import EstateLine
from liftfund_core.reports.expenditure import ApprovalStep, Expenditure
from liftfund_core.words import Words

_PARTIES = {**APPLICANT_WORDS, **CONFIRMER_WORDS, **NOTE_WORDS}


def expense_page(_: Words, spent: Expenditure, estate: EstateLine, bar: tuple[Link, ...] = ()) -> str:
    """The way of one payment, as anyone may follow it."""
    title = _("这一笔钱的去向")
    demo = f'<span class="chip">{text(_("演示数据"))}</span>' if estate.simulated else ""
    amount = f'<p class="amount">{format_yuan(spent.amount_fen)} <small>{text(_("元"))}</small></p>'
    body = "".join(
        (
            f"<h1>{text(title)}</h1>{amount}",
            note(
                _(
                    "{day} 付给 {payee} · 账本第 {n} 条",
                    day=day_said(_, spent.paid_on),
                    payee=spent.payee,
                    n=spent.entry,
                )
            ),
            _corrected(_, spent),
            _facts(_, spent),
            _lift(_, spent),
            _approval(_, spent),
        )
    )
    return paper(_, title=title, estate=estate.name, chips=demo, bar=bar, body=body)


def _corrected(_: Words, spent: Expenditure) -> str:
    if spent.withdrawn:
        return note(_("这一笔已经撤销，不再计入账户；记录和撤销都留在账本里。"), "note loud")
    if spent.asked != spent.entry:
        return note(_("第 {old} 条登记后经过更正，下面是更正后的内容。", old=spent.asked), "note loud")
    return ""


def _facts(_: Words, spent: Expenditure) -> str:
    """What it was for and on which papers."""
    facts = [(_("事由"), " · ".join(dict.fromkeys(t for t in (spent.stage, spent.purpose) if t)))]
    if spent.contract is not None:
        contract = spent.contract
        told = _(
            "{no}，{contractor}，合同价 {amount} 元，累计已付 {paid} 元",
            no=contract.contract_no,
            contractor=contract.contractor,
            amount=money(contract.amount_fen),
            paid=money(contract.paid_fen),
        )
        facts.append((_("合同"), told))
    facts += [(_("发票号"), spent.invoice_no or ""), (_("申请单号"), spent.request_no or "")]
    lines = "".join(f"<dt>{text(label)}</dt><dd>{text(said)}</dd>" for label, said in facts if said)
    return f'<div class="end"><dl>{lines}</dl></div>' if lines else ""


def _lift(_: Words, spent: Expenditure) -> str:
    """Where the lift stands that it was spent on."""
    if spent.lift is None:
        return ""
    steps = "".join(
        f"<li><b>{text(_(STEP_WORDS[step]))}</b><span>{text(day_said(_, day))}</span></li>"
        for step, day in reversed(spent.lift_steps)
    )
    title = _("{lift} 号电梯的大修", lift=spent.lift)
    way = f'<p class="way"><a href="/Lifts?lang={_.lang}">{text(_("看全部电梯"))}</a></p>'
    listed = f'<ul class="steps lift">{steps}</ul>' if steps else note(_("这部电梯还没有登记大修步骤。"))
    return section(title, listed, way)


def _approval(_: Words, spent: Expenditure) -> str:
    """Through whose hands it went, by role."""
    if not spent.steps:
        return section(_("审批"), note(_("这一笔登记时没有走付款审批单；经手、时间和凭证号在账本里。"), "note loud"))
    steps = "".join(
        f"<li><b>{text(_step(_, step))}</b><span>{text(_beside(_, step))}</span></li>" for step in spent.steps
    )
    return section(_("审批"), f'<ol class="steps">{steps}</ol>')


def _step(_: Words, step: ApprovalStep) -> str:
    party = _(_PARTIES[step.party]) if step.party else ""
    match step.step:
        case "requested":
            return _("{who}申请付款", who=party)
        case "confirmed":
            return _("{who}技术确认", who=party)
        case "resolved":
            return _("物管会决议：{members} 名委员中 {n} 人签字", members=step.members, n=step.signatures)
        case "released":
            return _("{who}放款签字", who=role_said(_, step.role))
        case _:
            return _("街道物业管理中心监督：{verdict}", verdict=party)


def _beside(_: Words, step: ApprovalStep) -> str:
    """When, on which paper, where in the book."""
    said = [day_said(_, step.day), step.paper or "", step.note or "", _("账本第 {n} 条", n=step.entry)]
    return " · ".join(part for part in said if part)
