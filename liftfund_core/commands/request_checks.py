"""What a request for a payment is held against: its invoice, its contract, the stage it is for (rules.md 2.4)."""

from collections.abc import Mapping
from typing import Any

from liftfund_core.commands.checks import check_lift
from liftfund_core.commands.contracts import ContractLine, contract
from liftfund_core.domain.money import format_yuan
from liftfund_core.errors import Conflict, NotFound, Refusal
from liftfund_core.store.rows import first_row
from liftfund_core.store.standing import Standing
from liftfund_core.words import N_


def check_new(standing: Standing, request_no: str) -> None:
    """Each request has a number of its own.

    Raises:
        Conflict: names the entry that has it.
    """
    held = first_row(
        standing.file, "select entry_id from live_payment_request(?) where request_no = ?", [standing.head, request_no]
    )
    if held is not None:
        raise Conflict(N_("申请单号 {no} 已用于第 {entry} 条；请换一个单号。"), no=request_no, entry=held[0])


def check_invoice(standing: Standing, detail: Mapping[str, Any], but: int | None = None) -> None:
    """An invoice is paid once for a lift; it may cover several.

    Args:
        detail: `payee`, `invoice_no` and `lift` of a payment or a request. but: the entry that is being corrected.

    Raises:
        Conflict: names the entry that has it.
    """
    held = standing.file.execute(
        """select entry_id from (
               select entry_id, payee, invoice_no, lift from live_payment_request($head)
               union all select entry_id, payee, invoice_no, lift from live_contractor_payment($head))
           where payee = $payee and invoice_no = $invoice and lift is not distinct from $lift order by 1""",
        {"head": standing.head, "payee": detail["payee"], "invoice": detail["invoice_no"], "lift": detail["lift"]},
    ).fetchall()
    for (entry,) in held:
        if entry != but:
            raise Conflict(
                N_("发票 {no} 已用于第 {entry} 条；一张发票只付一次，请核对。"), no=detail["invoice_no"], entry=entry
            )


def check_within(standing: Standing, contract_no: str | None, amount_fen: int) -> None:
    """Nothing is paid beyond the price of a registered contract, nor on one that the lender pays.

    Raises:
        Refusal: what can still be paid on it.
    """
    row = first_row(
        standing.file,
        """select case when paid_from = 'account' then amount_fen - paid_fen else 0 end
           from contract_account(?) where contract_no = ?""",
        [standing.head, contract_no],
    )
    if row is not None and amount_fen > row[0]:
        raise Refusal(
            N_("合同 {no} 还可从独立账户支付 {left} 元，不能支付 {amount} 元；请核对合同号和金额。"),
            no=contract_no,
            left=format_yuan(row[0]),
            amount=format_yuan(amount_fen),
        )


def check_expense(standing: Standing, detail: Mapping[str, Any]) -> None:
    """What a payment to a contractor is held against, however it comes: its lift, its invoice, its contract.

    Raises:
        NotFound, Conflict, Refusal: the sentence says what does not fit.
    """
    check_lift(standing, detail["lift"])
    check_invoice(standing, detail)
    check_within(standing, detail["contract_no"], detail["amount_fen"])


def check_contract(standing: Standing, detail: Mapping[str, Any]) -> None:
    """A request on a contract is for its contractor, one of its lifts, and no more than is left of it.

    Raises:
        NotFound, Refusal: the sentence says what does not fit.
    """
    known = contract(standing.file, standing.head, detail["contract_no"])
    _check_party(known, detail)
    asked = _still_asked(standing, detail["contract_no"])
    left = known.amount_fen - known.paid_fen - asked
    if detail["amount_fen"] > left:
        raise Refusal(
            N_("合同 {no} 还可申请 {left} 元，不能申请 {amount} 元；请核对合同价和已付、已申请的金额。"),
            no=known.contract_no,
            left=format_yuan(left),
            amount=format_yuan(detail["amount_fen"]),
        )
    _check_stage(standing, detail)


def _check_party(known: ContractLine, detail: Mapping[str, Any]) -> None:
    """The account pays on this contract, its own contractor, for a lift that it covers."""
    if known.paid_from != "account":
        raise Refusal(N_("合同 {no} 由垫资方直接支付，不从独立账户付款；请核对合同号。"), no=known.contract_no)
    if detail["payee"] != known.contractor:
        raise Refusal(
            N_("合同 {no} 的施工单位是 {contractor}；收款方请与合同一致。"),
            no=known.contract_no,
            contractor=known.contractor,
        )
    if detail["lift"] is not None and known.lifts and detail["lift"] not in known.lifts:
        raise Refusal(
            N_("合同 {no} 不含 {lift}；它的电梯是 {lifts}。"),
            no=known.contract_no,
            lift=detail["lift"],
            lifts=" ".join(known.lifts),
        )


def _still_asked(standing: Standing, contract_no: str) -> int:
    """Fen asked for on a contract and not paid yet."""
    row = first_row(
        standing.file,
        """select coalesce(sum(coalesce(a.approved_fen, a.requested_fen)), 0)::bigint
           from approval($head) a join live_payment_request($head) q using (request_no)
           where q.contract_no = $contract and a.payment is null""",
        {"head": standing.head, "contract": contract_no},
    )
    return int(row[0]) if row else 0


def _check_stage(standing: Standing, detail: Mapping[str, Any]) -> None:
    """A stage exists, and is not asked for beyond its amount."""
    if detail["stage"] is None:
        return
    row = first_row(
        standing.file,
        """select s.amount_fen, coalesce((select sum(coalesce(a.approved_fen, a.requested_fen))
               from approval($head) a join live_payment_request($head) q using (request_no)
               where q.contract_no = s.contract_no and q.stage = s.stage), 0)::bigint
           from live_contract_stage($head) s where s.contract_no = $contract and s.stage = $stage""",
        {"head": standing.head, "contract": detail["contract_no"], "stage": detail["stage"]},
    )
    if row is None:
        raise NotFound(N_("合同 {no} 没有第 {stage} 期；请核对期次。"), no=detail["contract_no"], stage=detail["stage"])
    amount, asked = row
    if asked + detail["amount_fen"] > amount:
        raise Refusal(
            N_("合同 {no} 第 {stage} 期共 {amount} 元，已申请 {asked} 元；这次的申请超出了，请核对。"),
            no=detail["contract_no"],
            stage=detail["stage"],
            amount=format_yuan(amount),
            asked=format_yuan(asked),
        )
