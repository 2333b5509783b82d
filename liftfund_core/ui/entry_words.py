"""An entry of the journal in words: what each column of its kind is called, and its value as people read it."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from liftfund_core.commands.advance import ROUTE_WORDS
from liftfund_core.commands.cards import CARD_REASONS
from liftfund_core.commands.collection import CHANNEL_WORDS, WAIVER_REASONS
from liftfund_core.commands.roles import ROLE_WORDS
from liftfund_core.domain.message import AUTHOR_WORDS, MESSAGE_WORDS, SOURCE_WORDS, VERDICT_WORDS
from liftfund_core.domain.money import format_area, format_yuan
from liftfund_core.domain.overhaul import EVIDENCE_WORDS, STATE_WORDS, STEP_WORDS, WORK_CLASS_WORDS
from liftfund_core.domain.privacy import mask_free_text, mask_room
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
    "card_last4": N_("卡号后四位"),
    "issued_reason": N_("发卡事由"),
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
_QUIET = ("rate_version", "rule_version", "part", "whole")

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
    "kind_of": MESSAGE_WORDS,
    "from_who": AUTHOR_WORDS,
    "source": SOURCE_WORDS,
    "verdict": VERDICT_WORDS,
    "issued_reason": CARD_REASONS,
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
    if name == "unit" and not full_rooms:
        return mask_room(value)
    if name in _CODES:
        return _(_CODES[name].get(value, value))
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
