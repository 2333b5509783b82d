"""How the standing is read from the file, and the small records it is made of."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

import duckdb

from liftfund_core.domain.fund import Fund
from liftfund_core.domain.overhaul import LiftStanding, apply_step
from liftfund_core.domain.poll import PlacardCount
from liftfund_core.domain.trigger import Basis, Progress
from liftfund_core.store.rows import first_row


@dataclass(frozen=True)
class EstateRules:
    """What the estate decided once: the levy rate, the start trigger, the class of the works."""

    code: str
    name: str
    timezone: str
    simulated: bool
    rate_fen_per_m2: int
    trigger_basis: Basis
    trigger_bp: int
    work_class: str

    @classmethod
    def of(cls, detail: Mapping[str, Any]) -> "EstateRules":
        """From the detail of an `estate_created` entry."""
        return cls(**{name: detail[name] for name in cls.__dataclass_fields__})

    @property
    def zone(self) -> ZoneInfo:
        """The estate's own time zone; days and "future" are local."""
        return ZoneInfo(self.timezone)

    def day_of(self, moment: datetime) -> date:
        """The estate's local day at a moment given as naive UTC."""
        return moment.replace(tzinfo=UTC).astimezone(self.zone).date()


@dataclass(slots=True)
class Account:
    """A unit's account in fen: due net of waivers, paid net of refunds and transfers."""

    building: str
    area_dm2: int
    due_fen: int
    paid_fen: int

    @property
    def paid_up(self) -> bool:
        """Owes something and has paid all of it."""
        return self.paid_fen >= self.due_fen > 0


@dataclass(slots=True)
class BuildingSums:
    """The running sums of a building, over units that are not waived; `all_units` counts the waived ones too."""

    lifts: int
    budget_fen: int | None
    triggered: bool = False
    all_units: int = 0
    units: int = 0
    part_paid_units: int = 0
    paid_units: int = 0
    due_fen: int = 0
    collected_fen: int = 0
    area_dm2: int = 0
    paid_area_dm2: int = 0

    def add(self, account: Account, sign: int) -> None:
        """Put an account into the sums (+1) or take it out (-1)."""
        self.all_units += sign
        if account.due_fen <= 0:
            return
        self.units += sign
        self.part_paid_units += sign * (0 < account.paid_fen < account.due_fen)
        self.due_fen += sign * account.due_fen
        self.collected_fen += sign * max(min(account.paid_fen, account.due_fen), 0)
        self.area_dm2 += sign * account.area_dm2
        if account.paid_up:
            self.paid_units += sign
            self.paid_area_dm2 += sign * account.area_dm2

    def empty(self) -> None:
        """Begin to sum up anew; what is no sum stays."""
        self.all_units = self.units = self.part_paid_units = self.paid_units = 0
        self.due_fen = self.collected_fen = self.area_dm2 = self.paid_area_dm2 = 0

    @property
    def progress(self) -> Progress:
        """The same figures as the rules want them."""
        return Progress(
            due_fen=self.due_fen,
            collected_fen=self.collected_fen,
            units=self.units,
            paid_units=self.paid_units,
            area_dm2=self.area_dm2,
            paid_area_dm2=self.paid_area_dm2,
            budget_fen=self.budget_fen,
        )


@dataclass
class PollStanding:
    """Whether a poll is open, what it takes, the counts in entry order, and each unit's newest answer (its entry)."""

    open: bool
    counts: list[PlacardCount]
    placards: bool = True
    phones: bool = False
    answers: dict[str, int] = field(default_factory=dict)


def load_estate(file: duckdb.DuckDBPyConnection, head: int) -> EstateRules | None:
    """The estate's rules at a head; None in a file that has no estate yet."""
    row = first_row(
        file,
        """select code, name, timezone, simulated, rate_fen_per_m2, trigger_basis, trigger_bp, work_class
           from live_estate_created(?) order by entry_id desc limit 1""",
        [head],
    )
    return EstateRules(*row) if row else None


def load_accounts(file: duckdb.DuckDBPyConnection, head: int) -> dict[str, Account]:
    """Unit code -> account."""
    rows = file.execute("select unit, building, area_dm2, due_fen, paid_fen from unit_account(?)", [head]).fetchall()
    return {unit: Account(*rest) for unit, *rest in rows}


def load_buildings(file: duckdb.DuckDBPyConnection, head: int) -> dict[str, BuildingSums]:
    """Building code -> empty sums, in the order in which the buildings were named."""
    rows = file.execute(
        """select building, lifts, budget_fen, building in (select building from live_trigger($1))
           from live_building_added($1) order by entry_id""",
        [head],
    ).fetchall()
    return {code: BuildingSums(lifts, budget, fired) for code, lifts, budget, fired in rows}


def sum_up(accounts: Mapping[str, Account], buildings: Mapping[str, BuildingSums]) -> None:
    """Give every building the sums of its accounts."""
    for sums in buildings.values():
        sums.empty()
    for account in accounts.values():
        buildings[account.building].add(account, +1)


def load_fund(file: duckdb.DuckDBPyConnection, head: int) -> Fund:
    """The sums of the separate account in fen."""
    row = first_row(
        file,
        """select (select coalesce(sum(amount_fen), 0) from unit_money($1))::bigint,
                  (select coalesce(sum(amount_fen), 0) from live_advance($1) where route = 'paid_direct')::bigint,
                  (select coalesce(sum(amount_fen), 0) from live_advance($1) where route = 'deposited')::bigint,
                  (select coalesce(sum(amount_fen), 0) from live_advance_repayment($1))::bigint,
                  (select coalesce(sum(amount_fen), 0) from live_contractor_payment($1))::bigint,
                  (select coalesce(sum(amount_fen), 0) from live_opening_balance($1))::bigint,
                  (select coalesce(sum(amount_fen), 0)
                   from (select amount_fen from live_bank_interest($1)
                         union all select amount_fen from live_donation($1)))::bigint,
                  (select coalesce(sum(amount_fen), 0) from live_bank_fee($1))::bigint""",
        [head],
    )
    return Fund(*cast(tuple[int, ...], row))


def lifts_of(buildings: Mapping[str, BuildingSums]) -> tuple[str, ...]:
    """Codes of all lifts, building by building: 3-2 is the second lift of building 3."""
    return tuple(f"{code}-{number}" for code, sums in buildings.items() for number in range(1, sums.lifts + 1))


def load_lifts(
    file: duckdb.DuckDBPyConnection, head: int, buildings: Mapping[str, BuildingSums]
) -> dict[str, LiftStanding]:
    """Lift code -> where it stands: every lift begins as planned and has taken its live steps since."""
    lifts = dict.fromkeys(lifts_of(buildings), LiftStanding("planned", False))
    steps = file.execute("select lift, step, evidence from live_lift_step(?) order by entry_id", [head])
    for lift, step, evidence in steps.fetchall():
        lifts[lift] = apply_step(lifts[lift], step, json.loads(evidence))
    return lifts


def load_polls(file: duckdb.DuckDBPyConnection, head: int) -> dict[str, PollStanding]:
    """Poll code -> whether it is open, its live counts and answers."""
    rows = file.execute(
        """select o.poll, o.poll not in (select poll from live_poll_closed($1)), coalesce(r.placards, true), o.phones
           from live_poll_opened($1) o left join live_poll_rules($1) r using (poll) order by o.entry_id""",
        [head],
    ).fetchall()
    counts, answers = load_counts(file, head), load_answers(file, head)
    return {
        code: PollStanding(is_open, counts.get(code, []), placards, phones, answers.get(code, {}))
        for code, is_open, placards, phones in rows
    }


def load_answers(file: duckdb.DuckDBPyConnection, head: int) -> dict[str, dict[str, int]]:
    """Poll code -> unit -> the entry of its live answer."""
    answers: dict[str, dict[str, int]] = {}
    for poll, unit, entry in file.execute("select poll, unit, entry_id from live_poll_answer(?)", [head]).fetchall():
        answers.setdefault(poll, {})[unit] = entry
    return answers


def load_counts(file: duckdb.DuckDBPyConnection, head: int) -> dict[str, list[PlacardCount]]:
    """Poll code -> its live placard counts in entry order."""
    rows = file.execute(
        """select poll, entry_id, team, for_count, against_count, abstain_count, actor, second
           from live_placard_count($1) join entry on entry.id = entry_id order by entry_id""",
        [head],
    ).fetchall()
    counts: dict[str, list[PlacardCount]] = {}
    for poll, *count in rows:
        counts.setdefault(poll, []).append(PlacardCount(*count))
    return counts
