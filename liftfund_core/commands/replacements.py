"""What a corrected entry must still hold to, kind by kind."""

import json
from typing import Any

from liftfund_core.commands.checks import check_above_zero, check_papers, clean
from liftfund_core.commands.collection import payment_detail
from liftfund_core.domain.fund import Fund
from liftfund_core.domain.overhaul import required_data
from liftfund_core.errors import Conflict, NotFound, Refusal
from liftfund_core.store.rows import EntryRow
from liftfund_core.store.standing import Standing, fund_change
from liftfund_core.words import N_

REPLACEABLE = ("payment", "advance", "advance_repayment", "contractor_payment", "lift_step", "poll_opened")


def check_replacement(standing: Standing, row: EntryRow, detail: dict[str, Any]) -> None:
    """Whether a corrected detail may stand in the place of an entry.

    Raises:
        Refusal, Conflict, NotFound: the sentence says what does not fit; nothing is written.
    """
    if unknown := set(detail) - set(row.detail):
        raise Refusal(N_("这一类记录没有“{names}”这一项；请核对。"), names=" ".join(sorted(unknown)))
    checks = {
        "payment": _check_payment,
        "lift_step": _check_step,
        "poll_opened": _check_poll,
        "contractor_payment": _check_contractor_payment,
    }
    check = checks.get(row.kind)
    if check is not None:
        check(standing, row, detail)
    if "amount_fen" in detail:
        check_above_zero(detail["amount_fen"])
        _check_account(standing, row, detail)


def _check_payment(standing: Standing, row: EntryRow, detail: dict[str, Any]) -> None:
    payment_detail(**detail)
    standing.account(detail["unit"])
    check_papers(standing, detail["receipt_no"], detail["bank_ref"], but=row.id)
    left = standing.account(row.detail["unit"]).paid_fen - row.detail["amount_fen"]
    if detail["unit"] == row.detail["unit"]:
        left += detail["amount_fen"]
    if left < 0:
        raise Conflict(N_("更正后 {unit} 的实缴会少于已退款或转出的金额；请先更正那些记录。"), unit=row.detail["unit"])


def _check_step(standing: Standing, row: EntryRow, detail: dict[str, Any]) -> None:
    """Papers and days of a step may be corrected; another step or lift is another entry."""
    if (detail["lift"], detail["step"]) != (row.detail["lift"], row.detail["step"]):
        raise Refusal(N_("电梯和步骤不能改；请先撤销这一条，再登记正确的步骤。"))
    old, new = json.loads(row.detail["evidence"]), json.loads(detail["evidence"])
    if any(old.get(key) != new.get(key) for key in ("funding", "to")):
        raise Refusal(N_("资金来源和退回步骤不能改；请先撤销这一条，再重新登记。"))
    for key in required_data(detail["step"], standing.rules().work_class):
        clean(new.get(key), key)


def _check_poll(_standing: Standing, row: EntryRow, detail: dict[str, Any]) -> None:
    """Title and number present may be corrected while a poll runs; its code names it."""
    if detail["poll"] != row.detail["poll"]:
        raise Refusal(N_("征询的编号不能改；请先撤销，再用正确的编号开始。"))
    clean(detail["title"], N_("议题"), longest=60)
    if detail["present"] is not None and detail["present"] < 0:
        raise Refusal(N_("到场人数不能是负数；请填写点到的户数，没有点数就留空。"))


def _check_contractor_payment(standing: Standing, _row: EntryRow, detail: dict[str, Any]) -> None:
    clean(detail["payee"], N_("收款方"))
    if detail["lift"] and detail["lift"] not in standing.lifts:
        raise NotFound(N_("没有 {lift} 这部电梯；电梯写作“楼-号”，如 3-2。"), lift=detail["lift"])


def _check_account(standing: Standing, row: EntryRow, detail: dict[str, Any]) -> None:
    """The correction leaves the account and what is owed to the lender at zero or above (rules.md 2.3)."""
    sums = {name: getattr(standing.fund, name) for name in Fund.__dataclass_fields__}
    for name, fen in fund_change(row.kind, row.detail).items():
        sums[name] -= fen
    for name, fen in fund_change(row.kind, detail).items():
        sums[name] += fen
    after = Fund(**sums)
    if after.balance_fen < min(standing.fund.balance_fen, 0) or after.advance_outstanding_fen < 0:
        raise Conflict(N_("更正后账户结余或垫资余额会变成负数；请先更正相关的支出或归还。"))
