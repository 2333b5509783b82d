"""At the desk of single households: instalments, disputes, and the second person who checks an entry (rules.md 2.2)."""

from collections.abc import Mapping, Sequence
from datetime import date

from liftfund_core.commands.checks import check_above_zero, clean, clean_or_none
from liftfund_core.commands.roles import Actor, check_may
from liftfund_core.domain.journal import canonical_json
from liftfund_core.domain.money import format_yuan
from liftfund_core.errors import Conflict, NotAllowed, NotFound, Refusal
from liftfund_core.store.deeds import Deed, Fact, Outcome, Receipt
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row, read_entry
from liftfund_core.store.standing import Standing
from liftfund_core.words import N_

_CHECKED_KINDS = ("payment", "refund")
MOST_INSTALMENTS = 36
DISPUTE_WORDS: dict[str, str] = {"raised": N_("有异议，处理中"), "settled": N_("异议已解决")}


def plan_instalments(
    journal: Journal, actor: Actor, *, unit: str, instalments: Mapping[date, int], request_id: str | None = None
) -> Receipt:
    """Agree with a household on due days for what it still owes; a new plan takes the place of the one before.

    Args:
        instalments: due day -> fen; together exactly what the unit still owes.

    Raises:
        NotAllowed, NotFound, Refusal: nothing is written.
    """
    check_may(actor, "settlement")

    def decide(standing: Standing) -> Outcome:
        account = standing.account(unit)
        owed = account.due_fen - account.paid_fen
        for fen in instalments.values():
            check_above_zero(fen)
        if not 2 <= len(instalments) <= MOST_INSTALMENTS:
            raise Refusal(N_("分期要有 2 到 {most} 期，每期一个日期；请补齐或减少期数。"), most=MOST_INSTALMENTS)
        if sum(instalments.values()) != owed:
            raise Refusal(
                N_("各期合计 {added} 元，该户尚欠 {owed} 元；两者必须相等，请核对每一期。"),
                added=format_yuan(sum(instalments.values())),
                owed=format_yuan(max(owed, 0)),
            )
        spelt = canonical_json({day.isoformat(): fen for day, fen in instalments.items()})
        before = first_row(
            standing.file, "select entry_id from live_instalment_plan(?) where unit = ?", [standing.head, unit]
        )
        return Outcome(
            [Fact("instalment_plan", {"unit": unit, "instalments": spelt}, corrects=before[0] if before else None)]
        )

    return journal.record(Deed(actor.name, decide, request_id=request_id, alone=True))


def flag_dispute(
    journal: Journal,
    actor: Actor,
    *,
    unit: str,
    document_no: str,
    settled: bool = False,
    request_id: str | None = None,
) -> Receipt:
    """A household disputes its levy, or the dispute is settled; the paper says why, the journal only that it is so.

    Raises:
        NotAllowed, NotFound, Conflict, Refusal: nothing is written.
    """
    check_may(actor, "settlement")

    def decide(standing: Standing) -> Outcome:
        standing.account(unit)
        row = first_row(
            standing.file,
            "select arg_max(state, entry_id) from live_dispute(?) where unit = ?",
            [standing.head, unit],
        )
        open_now = row is not None and row[0] == "raised"
        if settled and not open_now:
            raise Conflict(N_("{unit} 没有登记中的异议，无需销号；请核对房号。"), unit=unit)
        if not settled and open_now:
            raise Conflict(N_("{unit} 的异议已在登记中；处理完后请登记“异议已解决”。"), unit=unit)
        state = "settled" if settled else "raised"
        detail = {"unit": unit, "state": state, "document_no": clean(document_no, N_("凭证号"))}
        return Outcome([Fact("dispute", detail)])

    return journal.record(Deed(actor.name, decide, request_id=request_id, alone=True))


def check_money(
    journal: Journal,
    actor: Actor,
    *,
    entries: Sequence[int],
    deposit_slip_no: str | None = None,
    request_id: str | None = None,
) -> Receipt:
    """A second person has held payments or refunds against their papers; cash also against its deposit slip.

    Args:
        entries: checked together, all of them or none. deposit_slip_no: the slip on which their cash went to the bank.

    Raises:
        NotFound, NotAllowed: no such entry, or the person who entered it.
        Conflict, Refusal: checked already, corrected, no money of a household, or cash without a slip.
    """
    check_may(actor, "check_money")

    def decide(standing: Standing) -> Outcome:
        if not entries:
            raise Refusal(N_("还没有选中要复核的记录；请先选中。"))
        slip = clean_or_none(deposit_slip_no, N_("存款单号"))
        return Outcome([_checked(standing, actor, entry, slip) for entry in dict.fromkeys(entries)])

    return journal.record(Deed(actor.name, decide, request_id=request_id, alone=True))


def _checked(standing: Standing, actor: Actor, entry: int, slip: str | None) -> Fact:
    """An entry is checked once, while it stands, by somebody else than who entered it; only cash has a slip."""
    row = read_entry(standing.file, entry)
    if row is None or row.kind not in _CHECKED_KINDS:
        raise NotFound(N_("第 {entry} 条不是缴费或退款；请核对编号。"), entry=entry)
    if row.id in standing.corrected:
        raise Conflict(N_("第 {entry} 条已被更正或撤销；请复核更正后的那一条。"), entry=row.id)
    if row.actor == actor.name:
        raise NotAllowed(N_("第 {entry} 条是您登记的，须由另一人复核；请换人登录后办理。"), entry=row.id)
    held = first_row(
        standing.file, "select entry_id from live_money_checked(?) where checked = ?", [standing.head, row.id]
    )
    if held is not None:
        raise Conflict(N_("第 {entry} 条已复核过（第 {by} 条）。"), entry=row.id, by=held[0])
    in_cash = row.detail.get("channel") == "cash"
    if in_cash and slip is None:
        raise Refusal(N_("第 {entry} 条是现金；请填写银行存款单号。"), entry=entry)
    detail = {"checked": row.id, "checked_kind": row.kind, "deposit_slip_no": slip if in_cash else None}
    return Fact("money_checked", detail)
