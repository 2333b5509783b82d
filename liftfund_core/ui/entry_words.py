"""An entry of the journal in words: what each column of its kind is called, and its value as people read it."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from liftfund_core.commands.advance import ROUTE_WORDS
from liftfund_core.commands.collection import CHANNEL_WORDS, COVER_WORDS, WAIVER_REASONS
from liftfund_core.commands.contracts import PAID_FROM_WORDS
from liftfund_core.commands.roles import ROLE_WORDS
from liftfund_core.commands.settlement import DISPUTE_WORDS
from liftfund_core.domain.approval import APPLICANT_WORDS, CONFIRMER_WORDS, NOTE_WORDS
from liftfund_core.domain.bank import BASIS_WORDS as KNOWN_BY_WORDS
from liftfund_core.domain.message import AUTHOR_WORDS, MESSAGE_WORDS, SOURCE_WORDS, VERDICT_WORDS
from liftfund_core.domain.money import format_area, format_yuan
from liftfund_core.domain.overhaul import EVIDENCE_WORDS, STATE_WORDS, STEP_WORDS, WORK_CLASS_WORDS
from liftfund_core.domain.privacy import mask_free_text, mask_name, mask_room
from liftfund_core.domain.trigger import BASIS_WORDS
from liftfund_core.reports.journal_page import KIND_WORDS
from liftfund_core.ui.evidence import FUNDING_WORDS
from liftfund_core.ui.wall.spoken import line_percent
from liftfund_core.words import N_, Words

COLUMN_WORDS: dict[str, str] = {
    **EVIDENCE_WORDS,
    "unit": N_("房号"),
    "amount_fen": N_("金额"),
    "paid_on": N_("付款日期"),
    "received_on": N_("到账日期"),
    "done_on": N_("完成日期"),
    "receipt_no": N_("收据号"),
    "channel": N_("缴费方式"),
    "bank_ref": N_("流水号"),
    "building": N_("楼号"),
    "area_dm2": N_("面积"),
    "rate_fen_per_m2": N_("标准"),
    "document_no": N_("凭证号"),
    "reason_code": N_("减免事由"),
    "transfer_id": N_("转移单号"),
    "basis": N_("口径"),
    "threshold_bp": N_("启动线"),
    "route": N_("垫资方式"),
    "lender": N_("垫资方"),
    "decision_no": N_("决议编号"),
    "payee": N_("收款方"),
    "lift": N_("电梯"),
    "contract_no": N_("合同号"),
    "invoice_no": N_("发票号"),
    "purpose": N_("事由"),
    "step": N_("步骤"),
    "poll": N_("征询编号"),
    "title": N_("议题"),
    "phones": N_("手机可答"),
    "present": N_("到场户数"),
    "team": N_("组"),
    "for_count": N_("赞成"),
    "against_count": N_("反对"),
    "abstain_count": N_("弃权"),
    "second": N_("复核计数"),
    "placards": N_("举牌计数"),
    "hide_results": N_("结束前不显示结果"),
    "message_id": N_("留言编号"),
    "kind_of": N_("留言类型"),
    "from_who": N_("身份"),
    "text": N_("内容"),
    "source": N_("来自"),
    "verdict": N_("处理"),
    "pinned": N_("已置顶"),
    "as_of": N_("截至日期"),
    "donor": N_("捐赠方"),
    "contractor": N_("施工单位"),
    "signed_on": N_("签订日期"),
    "paid_from": N_("付款来源"),
    "stage": N_("期次"),
    "after_step": N_("付款条件"),
    "request_no": N_("申请单号"),
    "applicant": N_("申请方"),
    "confirmed_by": N_("确认方"),
    "approved_fen": N_("批准金额"),
    "held_on": N_("会议日期"),
    "members": N_("委员人数"),
    "owner_reps": N_("业主代表人数"),
    "owner_reps_present": N_("到会业主代表"),
    "signatures": N_("签字人数"),
    "payment": N_("对应付款"),
    "note": N_("意见内容"),
    "payer": N_("缴款人"),
    "checked": N_("复核的记录"),
    "checked_kind": N_("复核的类别"),
    "deposit_slip_no": N_("存款单号"),
    "waiver": N_("对应减免"),
    "covered_by": N_("由谁承担"),
    "from_document_no": N_("转出户同意书"),
    "to_document_no": N_("转入户同意书"),
    "instalments": N_("分期"),
    "state": N_("异议状态"),
    "value_date": N_("银行日期"),
    "balance_fen": N_("余额"),
    "memo": N_("摘要"),
    "counterparty": N_("对方户名"),
    "rooms": N_("附言房号"),
    "line_id": N_("银行流水"),
    "matched_id": N_("账上记录"),
    "known_by": N_("依据"),
    "checked_on": N_("核对日"),
    "bank_fen": N_("银行余额"),
    "book_fen": N_("账面余额"),
    "unexplained_fen": N_("未说明差额"),
    "explanation": N_("差额说明"),
    "period_from": N_("期间从"),
    "period_to": N_("期间到"),
    "closing_fen": N_("期末余额"),
    "check_id": N_("余额核对"),
    "prepared_id": N_("编制的收支表"),
    "day": N_("公示日"),
    "head": N_("截至记录"),
    "voided": N_("撤销的记录"),
    "voided_kind": N_("类别"),
    "name": N_("名称"),
    "role": N_("角色"),
    "code": N_("编号"),
    "lifts": N_("电梯数"),
    "budget_fen": N_("剩余预算"),
    "timezone": N_("时区"),
    "simulated": N_("演示数据"),
    "trigger_basis": N_("启动口径"),
    "trigger_bp": N_("启动线"),
    "work_class": N_("施工类别"),
}

# Left out of the line: figures that say the same again, or nothing to a reader.
_QUIET = ("rate_version", "rule_version", "part", "whole", "figures", "digest")

_FIRST = ("unit", "building", "lift", "step", "poll", "title", "team", "for_count", "against_count", "abstain_count")

_CODES: dict[str, Mapping[Any, str]] = {
    "channel": CHANNEL_WORDS,
    "route": ROUTE_WORDS,
    "reason_code": WAIVER_REASONS,
    "role": ROLE_WORDS,
    "step": STEP_WORDS,
    "to": STATE_WORDS,
    "funding": FUNDING_WORDS,
    "basis": BASIS_WORDS,
    "trigger_basis": BASIS_WORDS,
    "work_class": WORK_CLASS_WORDS,
    "voided_kind": KIND_WORDS,
    "checked_kind": KIND_WORDS,
    "paid_from": PAID_FROM_WORDS,
    "after_step": STEP_WORDS,
    "applicant": APPLICANT_WORDS,
    "confirmed_by": CONFIRMER_WORDS,
    "verdict": {**VERDICT_WORDS, **NOTE_WORDS},
    "covered_by": COVER_WORDS,
    "state": DISPUTE_WORDS,
    "known_by": KNOWN_BY_WORDS,
    "kind_of": MESSAGE_WORDS,
    "from_who": AUTHOR_WORDS,
    "source": SOURCE_WORDS,
}


# What roles that do not read households see of a room, a name, or what somebody wrote to the bank.
_MASKS: dict[str, Callable[[str], str]] = {
    "unit": mask_room,
    "rooms": lambda rooms: " ".join(map(mask_room, rooms.split())),
    "payer": mask_name,
    "counterparty": mask_name,
    "memo": mask_free_text,
}


def said(_: Words, detail: Mapping[str, Any], full_rooms: bool) -> list[tuple[str, str]]:
    """Label and value of each column that says something; rooms are masked for roles that do not read households."""
    columns = flat(detail)
    told = [name for name in in_reading_order(columns) if name not in _QUIET and columns[name] not in (None, "", False)]
    return [(_(COLUMN_WORDS.get(name, name)), value_said(_, name, columns[name], full_rooms)) for name in told]


def in_reading_order(columns: Iterable[str]) -> list[str]:
    """Columns as people ask for them: which household or lift, how much, when, by which paper."""
    order = {name: place for place, name in enumerate(dict.fromkeys((*_FIRST, *COLUMN_WORDS)))}
    return sorted(columns, key=lambda name: order.get(name, len(order)))


def flat(detail: Mapping[str, Any]) -> dict[str, Any]:
    """The detail with a step's evidence laid open."""
    evidence = json.loads(detail["evidence"]) if "evidence" in detail else {}
    return {**{name: value for name, value in detail.items() if name != "evidence"}, **evidence}


def value_said(_: Words, name: str, value: Any, full_rooms: bool) -> str:
    """One value as people read it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if name in _MASKS and not full_rooms:
        return _MASKS[name](value)
    if name in _CODES:
        return _(_CODES[name].get(value, value))
    if name == "instalments":
        rows = [f"{day} {format_yuan(fen)}" for day, fen in json.loads(value).items()]
        return _("、").join(rows)
    return _measure_said(_, name, value)


def _measure_said(_: Words, name: str, value: Any) -> str:
    """A sum, an area, a line, with its unit; anything else as it stands."""
    if name == "rate_fen_per_m2":
        return _("{amount} 元/平方米", amount=format_yuan(value))
    if name.endswith("_fen"):
        return _("{amount} 元", amount=format_yuan(value))
    if name == "area_dm2":
        return _("{area} 平方米", area=format_area(value))
    if name in ("threshold_bp", "trigger_bp"):
        return line_percent(value)
    return str(value)


def reason_said(reason: str | None, full_rooms: bool) -> str:
    """Why, in the actor's words; without rooms and numbers for roles that do not read households."""
    if not reason:
        return ""
    return reason if full_rooms else mask_free_text(reason)
