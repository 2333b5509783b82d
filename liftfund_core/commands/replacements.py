"""What a corrected entry must still hold to, kind by kind."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from liftfund_core.commands.advance import check_route
from liftfund_core.commands.checks import check_above_zero, check_lift, check_papers, clean, clean_or_none
from liftfund_core.commands.collection import payment_detail
from liftfund_core.commands.legs import legs_of
from liftfund_core.commands.lifts import clean_evidence
from liftfund_core.commands.polls import check_present
from liftfund_core.commands.request_checks import check_invoice, check_within
from liftfund_core.domain.journal import canonical_json
from liftfund_core.domain.overhaul import check_evidence
from liftfund_core.errors import Conflict, Refusal
from liftfund_core.store.rows import EntryRow
from liftfund_core.store.standing import Standing, fund_change
from liftfund_core.words import N_

REPLACEABLE = (
    *("payment", "advance", "advance_repayment", "contractor_payment", "lift_step", "poll_opened"),
    *("opening_balance", "bank_interest", "bank_fee", "donation", "payer_named"),
)


def replaced_detail(standing: Standing, row: EntryRow, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The corrected detail of an entry, as clean as if it had been entered so at first.

    Args:
        changes: columns of the entry's table and their right values; what is left out stays.

    Raises:
        Refusal, Conflict, NotFound: the sentence says what does not fit; nothing is written.
    """
    detail = {**row.detail, **changes}
    if unknown := set(detail) - set(row.detail):
        raise Refusal(N_("这一类记录没有“{names}”这一项；请核对。"), names=" ".join(sorted(unknown)))
    for name, label in _TEXTS.get(row.kind, {}).items():
        detail[name] = clean(detail[name], label)
    for name, label in _LEFT_EMPTY.get(row.kind, {}).items():
        detail[name] = clean_or_none(detail[name], label)
    check = _CHECKS.get(row.kind)
    if check is not None:
        detail = check(standing, row, detail)
    if "amount_fen" in detail:
        check_above_zero(detail["amount_fen"])
        _check_account(standing, row, detail)
    return detail


def _payment(standing: Standing, row: EntryRow, told: dict[str, Any]) -> dict[str, Any]:
    detail = payment_detail(**told)
    standing.account(detail["unit"])
    check_papers(standing, detail["receipt_no"], detail["bank_ref"], but=row.id)
    left = standing.account(row.detail["unit"]).paid_fen - row.detail["amount_fen"]
    if detail["unit"] == row.detail["unit"]:
        left += detail["amount_fen"]
    if left < 0:
        raise Conflict(N_("更正后 {unit} 的实缴会少于已退款或转出的金额；请先更正那些记录。"), unit=row.detail["unit"])
    return detail


def _advance(_standing: Standing, _row: EntryRow, detail: dict[str, Any]) -> dict[str, Any]:
    check_route(detail["route"])
    return detail


def _contractor_payment(standing: Standing, row: EntryRow, detail: dict[str, Any]) -> dict[str, Any]:
    """A payment that was approved step by step is what was approved; only one without its approval is put right."""
    if legs_of(standing, row):
        raise Refusal(N_("第 {entry} 条是按批准链付的款，不能直接改；请先撤销，再由两人重新放款。"), entry=row.id)
    check_lift(standing, detail["lift"])
    check_invoice(standing, detail, but=row.id)
    same = detail["contract_no"] == row.detail["contract_no"]
    check_within(standing, detail["contract_no"], detail["amount_fen"] - (row.detail["amount_fen"] if same else 0))
    return detail


def _payer(_standing: Standing, row: EntryRow, detail: dict[str, Any]) -> dict[str, Any]:
    if detail["payment"] != row.detail["payment"]:
        raise Refusal(N_("缴款人不能改到另一笔缴费上；请先撤销，再登记到正确的那一笔。"))
    return detail


def _step(standing: Standing, row: EntryRow, detail: dict[str, Any]) -> dict[str, Any]:
    """Papers and days of a step may be corrected; another step or lift is another entry."""
    if (detail["lift"], detail["step"]) != (row.detail["lift"], row.detail["step"]):
        raise Refusal(N_("电梯和步骤不能改；请先撤销这一条，再登记正确的步骤。"))
    old, evidence = json.loads(row.detail["evidence"]), clean_evidence(json.loads(detail["evidence"]))
    if any(old.get(key) != evidence.get(key) for key in ("funding", "to")):
        raise Refusal(N_("资金来源和退回步骤不能改；请先撤销这一条，再重新登记。"))
    check_evidence(detail["step"], standing.rules().work_class, evidence)
    return {**detail, "evidence": canonical_json(evidence)}


def _poll(_standing: Standing, row: EntryRow, detail: dict[str, Any]) -> dict[str, Any]:
    """Title and number present may be corrected while a poll runs; its code names it."""
    if detail["poll"] != row.detail["poll"]:
        raise Refusal(N_("征询的编号不能改；请先撤销，再用正确的编号开始。"))
    check_present(detail["present"])
    return {**detail, "title": clean(detail["title"], N_("议题"), longest=60)}


def _check_account(standing: Standing, row: EntryRow, detail: dict[str, Any]) -> None:
    """The correction leaves the account and what is owed to the lender at zero or above (rules.md 2.3)."""
    after = standing.fund.plus(**{name: -fen for name, fen in fund_change(row.kind, row.detail).items()})
    after = after.plus(**fund_change(row.kind, detail))
    if after.balance_fen < min(standing.fund.balance_fen, 0) or after.advance_outstanding_fen < 0:
        raise Conflict(N_("更正后账户结余或垫资余额会变成负数；请先更正相关的支出或归还。"))


_Check = Callable[[Standing, EntryRow, dict[str, Any]], dict[str, Any]]
_CHECKS: dict[str, _Check] = {
    "payment": _payment,
    "advance": _advance,
    "contractor_payment": _contractor_payment,
    "payer_named": _payer,
    "lift_step": _step,
    "poll_opened": _poll,
}
_TEXTS: dict[str, dict[str, str]] = {
    "advance": {"lender": N_("垫资方"), "document_no": N_("垫资协议号")},
    "advance_repayment": {"decision_no": N_("决议编号")},
    "contractor_payment": {"payee": N_("收款方")},
    "opening_balance": {"document_no": N_("凭证号")},
    "bank_fee": {"purpose": N_("事由")},
    "donation": {"donor": N_("捐赠方"), "document_no": N_("凭证号")},
    "payer_named": {"payer": N_("缴款人")},
}
_LEFT_EMPTY: dict[str, dict[str, str]] = {
    "contractor_payment": {
        "lift": N_("电梯"),
        "contract_no": N_("合同号"),
        "invoice_no": N_("发票号"),
        "purpose": N_("事由"),
    },
    "bank_interest": {"bank_ref": N_("流水号")},
    "bank_fee": {"bank_ref": N_("流水号")},
}
