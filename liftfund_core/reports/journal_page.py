"""The open book: entries newest first, with who, when and why; a correction beside what it corrected."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from liftfund_core.domain.journal import canonical_json
from liftfund_core.errors import NotFound
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row, read_entry
from liftfund_core.words import N_

KIND_WORDS: dict[str, str] = {
    "void": N_("撤销"),
    "estate_created": N_("建立小区"),
    "building_added": N_("登记楼栋"),
    "staff_added": N_("登记工作人员"),
    "levy_assessed": N_("核定应缴"),
    "payment": N_("缴费"),
    "refund": N_("退款"),
    "waiver": N_("减免"),
    "transfer_out": N_("转出"),
    "transfer_in": N_("转入"),
    "trigger": N_("达到启动线"),
    "advance": N_("垫资"),
    "advance_repayment": N_("归还垫资"),
    "contractor_payment": N_("付施工款"),
    "lift_step": N_("电梯进度"),
    "poll_opened": N_("开始征询"),
    "placard_count": N_("举牌计数"),
    "poll_closed": N_("结束征询"),
    "code_reissued": N_("换发住户码"),
    "poll_rules": N_("征询方式"),
    "poll_answer": N_("手机答复"),
    "message_received": N_("收到留言"),
    "message_reviewed": N_("留言审核"),
    "opening_balance": N_("期初余额"),
    "bank_interest": N_("银行利息"),
    "bank_fee": N_("银行手续费"),
    "donation": N_("捐赠"),
    "contract": N_("登记合同"),
    "contract_stage": N_("合同付款期次"),
    "payment_request": N_("付款申请"),
    "request_confirmed": N_("技术确认"),
    "request_resolved": N_("物管会决议"),
    "release_signed": N_("放款签字"),
    "expenditure": N_("按批准链付款"),
    "supervision_note": N_("监督意见"),
    "payer_named": N_("登记缴款人"),
    "money_checked": N_("第二人复核"),
    "waiver_cover": N_("减免由谁承担"),
    "transfer_consent": N_("转移双方同意"),
    "instalment_plan": N_("分期计划"),
    "dispute": N_("异议"),
    "bank_line": N_("银行流水"),
    "bank_match": N_("对账"),
    "bank_check": N_("余额核对"),
    "statement_prepared": N_("编制收支表"),
    "statement_published": N_("公示收支表"),
    "notice_posted": N_("发布公示"),
}


@dataclass(frozen=True)
class EntryLine:
    """An entry as the journal page shows it; `recorded_at` is aware UTC, `corrected_by` is a later entry."""

    id: int
    kind: str
    recorded_at: datetime
    actor: str
    reason: str | None
    corrects: int | None
    corrected_by: int | None
    detail: dict[str, Any]


@dataclass(frozen=True)
class JournalFilter:
    """What to look for; everything that is left out does not narrow. Days are local to the estate."""

    kind: str | None = None
    actor: str | None = None
    text: str | None = None
    since: date | None = None
    until: date | None = None
    corrections_only: bool = False
    timezone: str = "Asia/Shanghai"


# What a household chose is nobody's to read or to search for, and neither is which household it was (rules.md 2.5).
_LINES = """
    select e.id, e.kind, e.recorded_at, e.actor, e.reason, e.corrects, c.id as corrected_by, t.text
    from entry e
    join (select entry_id, case when kind = 'poll_answer' then json_object('poll', text->>'poll')::varchar else text end
          from detail_text) t(entry_id, text) on t.entry_id = e.id
    left join entry c on c.corrects = e.id
    where ($kind is null or e.kind = $kind) and ($actor is null or e.actor = $actor)
      and ($since is null or e.recorded_at >= $since) and ($until is null or e.recorded_at < $until)
      and ($text is null or contains(lower(t.text), lower($text)) or e.id::varchar = $text
           or contains(lower(coalesce(e.reason, '')), lower($text)))
      and (not $corrections_only or e.corrects is not null or c.id is not null)"""


def entries(
    journal: Journal, wanted: JournalFilter | None = None, *, page: int = 0, per_page: int = 50
) -> tuple[tuple[EntryLine, ...], int]:
    """A page of entries, newest first, and how many there are in all."""
    values = _values(wanted or JournalFilter())
    with journal.reading() as file:
        count = first_row(file, f"select count(*) from ({_LINES})", values)
        rows = file.execute(
            f"{_LINES} order by e.id desc limit {int(per_page)} offset {int(page) * int(per_page)}", values
        ).fetchall()
    return tuple(_line(*row) for row in rows), count[0] if count else 0


def entry(journal: Journal, number: int) -> EntryLine:
    """One entry by its number.

    Raises:
        NotFound: there is none.
    """
    with journal.reading() as file:
        row = read_entry(file, number)
        if row is None:
            raise NotFound(N_("没有第 {entry} 条记录；请核对编号。"), entry=number)
        by = first_row(file, "select id from entry where corrects = ?", [number])
    recorded, told = row.recorded_at.replace(tzinfo=UTC), row.detail
    if row.kind == "poll_answer":
        told = {"poll": told["poll"]}
    detail = json.loads(canonical_json(told))
    return EntryLine(row.id, row.kind, recorded, row.actor, row.reason, row.corrects, by[0] if by else None, detail)


def history(journal: Journal, number: int) -> tuple[EntryLine, ...]:
    """The whole line of an entry: what it replaced, itself, what replaced or withdrew it; oldest first."""
    first = entry(journal, number)
    while first.corrects is not None:
        first = entry(journal, first.corrects)
    line = [first]
    while line[-1].corrected_by is not None:
        line.append(entry(journal, line[-1].corrected_by))
    return tuple(line)


def actors(journal: Journal) -> tuple[str, ...]:
    """Everyone who has ever entered something."""
    with journal.reading() as file:
        return tuple(name for (name,) in file.execute("select distinct actor from entry order by 1").fetchall())


def _values(wanted: JournalFilter) -> dict[str, Any]:
    zone = ZoneInfo(wanted.timezone)

    def utc(day: date | None, more_days: int) -> datetime | None:
        if day is None:
            return None
        midnight = datetime.combine(day + timedelta(days=more_days), datetime.min.time(), zone)
        return midnight.astimezone(UTC).replace(tzinfo=None)

    return {
        "kind": wanted.kind,
        "actor": wanted.actor,
        "text": (wanted.text or "").strip() or None,
        "since": utc(wanted.since, 0),
        "until": utc(wanted.until, 1),
        "corrections_only": wanted.corrections_only,
    }


def _line(
    id: int,
    kind: str,
    recorded_at: datetime,
    actor: str,
    reason: str | None,
    corrects: int | None,
    corrected_by: int | None,
    text: str,
) -> EntryLine:
    recorded = recorded_at.replace(tzinfo=UTC)
    return EntryLine(id, kind, recorded, actor, reason, corrects, corrected_by, json.loads(text))
