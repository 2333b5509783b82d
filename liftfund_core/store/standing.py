"""The standing: what the writer keeps in memory so that a rule can be asked without reading a million rows."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import duckdb

from liftfund_core.domain.fund import Fund
from liftfund_core.domain.overhaul import LiftStanding, apply_step
from liftfund_core.domain.poll import PlacardCount
from liftfund_core.domain.trigger import Progress, has_reached, trigger_rate
from liftfund_core.errors import NotFound
from liftfund_core.store.codes import load_codes
from liftfund_core.store.deeds import Fact, Sheetful
from liftfund_core.store.rows import first_row
from liftfund_core.store.standing_load import (
    Account,
    BuildingSums,
    EstateRules,
    PollStanding,
    load_accounts,
    load_buildings,
    load_estate,
    load_fund,
    load_lifts,
    load_polls,
    sum_up,
)
from liftfund_core.words import N_

RULE_VERSION = 1
# Kinds whose newer entry stands where an older one stood, and changes nothing else that is remembered.
TAKES_THE_PLACE = frozenset(("poll_answer",))
# Kinds whose sheetfuls need no look at the file to be taken into account.
TAKEN_IN_WHOLE = frozenset(("levy_assessed", "payment"))
MOVE_MONEY = frozenset(("levy_assessed", "payment", "refund", "waiver", "transfer_out", "transfer_in"))

# The sum of the separate account that an entry's amount goes into.
_FUND_SUMS = {
    "payment": "collected_fen",
    "advance_repayment": "advance_repaid_fen",
    "contractor_payment": "spent_fen",
    "opening_balance": "opening_fen",
    "bank_interest": "other_in_fen",
    "donation": "other_in_fen",
    "bank_fee": "other_out_fen",
}


@dataclass
class Standing:
    """The estate at the newest entry, in the writer's memory; `file` is the writer's own connection."""

    file: duckdb.DuckDBPyConnection
    head: int = 0
    estate: EstateRules | None = None
    accounts: dict[str, Account] = field(default_factory=dict)
    buildings: dict[str, BuildingSums] = field(default_factory=dict)
    fund: Fund = field(default_factory=Fund)
    lifts: dict[str, LiftStanding] = field(default_factory=dict)
    polls: dict[str, PollStanding] = field(default_factory=dict)
    staff: dict[str, str] = field(default_factory=dict)
    requests: dict[str, int] = field(default_factory=dict)
    corrected: set[int] = field(default_factory=set)
    codes: dict[str, str] = field(default_factory=dict)
    # Receipt numbers, bank references and transfer numbers of this transaction: not in the file yet.
    unwritten_papers: dict[tuple[str, str], int] = field(default_factory=dict)

    @classmethod
    def of(cls, file: duckdb.DuckDBPyConnection) -> "Standing":
        """Read the standing of the file at its newest entry, uncommitted rows of `file` included."""
        row = first_row(file, "select max(id) from entry")
        head = (row[0] if row else None) or 0
        accounts, buildings = load_accounts(file, head), load_buildings(file, head)
        lifts = load_lifts(file, head, buildings)
        sum_up(accounts, buildings)
        return cls(
            file=file,
            head=head,
            estate=load_estate(file, head),
            accounts=accounts,
            buildings=buildings,
            fund=load_fund(file, head),
            lifts=lifts,
            polls=load_polls(file, head),
            staff=dict(file.execute("select name, role from live_staff_added(?)", [head]).fetchall()),
            requests=dict(file.execute("select request_id, id from entry where request_id is not null").fetchall()),
            corrected={id for (id,) in file.execute("from corrected(?)", [head]).fetchall()},
            codes=load_codes(file),
        )

    def account(self, unit: str) -> Account:
        """The account of a unit, or a refusal that says what a unit code looks like."""
        if unit not in self.accounts:
            raise NotFound(N_("没有 {unit} 这一户；房号写作“楼-单元-室”，如 1-2-1203，请核对。"), unit=unit)
        return self.accounts[unit]

    def rules(self) -> EstateRules:
        """The estate's rules; every deed but the first needs them."""
        if self.estate is None:
            raise NotFound(N_("这个数据文件里还没有小区；请先运行 init 新建。"))
        return self.estate

    def apply(self, entry_id: int, fact: Fact, actor: str) -> None:
        """Take a new fact into account; `Standing.of` after it would give the same.

        A correction is for `Standing.of`, which reads the past again; only an answer may take the place of another.
        """
        self.head = entry_id
        if fact.corrects is not None:
            assert fact.kind in TAKES_THE_PLACE, fact.kind
            self.corrected.add(fact.corrects)
        for name, fen in fund_change(fact.kind, fact.detail).items():
            self.fund = replace(self.fund, **{name: getattr(self.fund, name) + fen})
        change = getattr(self, f"_apply_{fact.kind}", None)
        if change is not None:
            change(entry_id, fact.detail, actor)

    def take_in(self, sheetful: Sheetful, fired: Iterable[str], head: int) -> None:
        """Take a sheetful of a kind in `TAKEN_IN_WHOLE` into account, and the buildings whose triggers it fired."""
        rows = sheetful.rows
        if sheetful.kind == "payment":
            paid = rows.group_by("unit").aggregate([("amount_fen", "sum")])
            fens = paid["amount_fen_sum"].to_pylist()
            for unit, fen in zip(paid["unit"].to_pylist(), fens, strict=True):
                self.accounts[unit].paid_fen += fen
            self.fund = replace(self.fund, collected_fen=self.fund.collected_fen + sum(fens))
        else:
            levies = (rows[name].to_pylist() for name in ("unit", "building", "area_dm2", "amount_fen"))
            for unit, building, area_dm2, due_fen in zip(*levies, strict=True):
                self.accounts[unit] = Account(building, area_dm2, due_fen, 0)
        for building in fired:
            self.buildings[building].triggered = True
        sum_up(self.accounts, self.buildings)
        self.head = head

    def trigger_due(self, building: str) -> Fact | None:
        """The trigger entry of a building that has just reached its line, once (rules.md 5)."""
        sums, rules = self.buildings[building], self.rules()
        if sums.triggered or not has_reached(sums.progress, rules.trigger_basis, rules.trigger_bp):
            return None
        return self.trigger(building, sums.progress)

    def trigger(self, building: str, progress: Progress) -> Fact:
        """The trigger entry of a building with the figures of its moment."""
        rules = self.rules()
        rate = trigger_rate(progress, rules.trigger_basis)
        return Fact(
            "trigger",
            {
                "building": building,
                "basis": rules.trigger_basis,
                "threshold_bp": rules.trigger_bp,
                "part": rate.part,
                "whole": rate.whole,
                "rule_version": RULE_VERSION,
            },
        )

    def _move(self, unit: str, *, due_fen: int = 0, paid_fen: int = 0) -> None:
        """Change a unit's account and carry the difference into its building's sums."""
        account = self.accounts[unit]
        sums = self.buildings[account.building]
        sums.add(account, -1)
        account.due_fen += due_fen
        account.paid_fen += paid_fen
        sums.add(account, +1)

    def _apply_estate_created(self, _id: int, detail: Mapping[str, Any], _actor: str) -> None:
        self.estate = EstateRules.of(detail)

    def _apply_building_added(self, _id: int, detail: Mapping[str, Any], _actor: str) -> None:
        code = detail["building"]
        self.buildings[code] = BuildingSums(lifts=detail["lifts"], budget_fen=detail["budget_fen"])
        for number in range(1, detail["lifts"] + 1):
            self.lifts[f"{code}-{number}"] = LiftStanding("planned", False)

    def _apply_staff_added(self, _id: int, detail: Mapping[str, Any], _actor: str) -> None:
        self.staff[detail["name"]] = detail["role"]

    def _apply_levy_assessed(self, _id: int, detail: Mapping[str, Any], _actor: str) -> None:
        account = Account(detail["building"], detail["area_dm2"], detail["amount_fen"], 0)
        self.accounts[detail["unit"]] = account
        self.buildings[account.building].add(account, +1)

    def _apply_payment(self, id: int, detail: Mapping[str, Any], _actor: str) -> None:
        self._move(detail["unit"], paid_fen=detail["amount_fen"])
        self.unwritten_papers["receipt", detail["receipt_no"]] = id
        if detail["bank_ref"]:
            self.unwritten_papers["bank", detail["bank_ref"]] = id

    def _apply_refund(self, _id: int, detail: Mapping[str, Any], _actor: str) -> None:
        self._move(detail["unit"], paid_fen=-detail["amount_fen"])

    def _apply_waiver(self, _id: int, detail: Mapping[str, Any], _actor: str) -> None:
        self._move(detail["unit"], due_fen=-detail["amount_fen"])

    def _apply_transfer_out(self, id: int, detail: Mapping[str, Any], _actor: str) -> None:
        self._move(detail["unit"], paid_fen=-detail["amount_fen"])
        self.unwritten_papers["transfer", detail["transfer_id"]] = id

    def _apply_transfer_in(self, _id: int, detail: Mapping[str, Any], _actor: str) -> None:
        self._move(detail["unit"], paid_fen=detail["amount_fen"])

    def _apply_trigger(self, _id: int, detail: Mapping[str, Any], _actor: str) -> None:
        self.buildings[detail["building"]].triggered = True

    def _apply_lift_step(self, _id: int, detail: Mapping[str, Any], _actor: str) -> None:
        lift = detail["lift"]
        self.lifts[lift] = apply_step(self.lifts[lift], detail["step"], json.loads(detail["evidence"]))

    def _apply_poll_opened(self, _id: int, detail: Mapping[str, Any], _actor: str) -> None:
        self.polls[detail["poll"]] = PollStanding(open=True, counts=[], phones=detail["phones"])

    def _apply_poll_rules(self, _id: int, detail: Mapping[str, Any], _actor: str) -> None:
        self.polls[detail["poll"]].placards = detail["placards"]

    def _apply_poll_answer(self, id: int, detail: Mapping[str, Any], _actor: str) -> None:
        self.polls[detail["poll"]].answers[detail["unit"]] = id

    def _apply_placard_count(self, id: int, detail: Mapping[str, Any], actor: str) -> None:
        self.polls[detail["poll"]].counts.append(placard_count(id, detail, actor))

    def _apply_poll_closed(self, _id: int, detail: Mapping[str, Any], _actor: str) -> None:
        self.polls[detail["poll"]].open = False


def fund_change(kind: str, detail: Mapping[str, Any]) -> dict[str, int]:
    """What an entry of this kind adds to the sums of the separate account, in fen (rules.md 2.2 and 2.3)."""
    if kind == "refund":
        return {"collected_fen": -detail["amount_fen"]}
    if kind == "advance":
        way = "direct" if detail["route"] == "paid_direct" else "deposited"
        return {f"advance_{way}_fen": detail["amount_fen"]}
    return {_FUND_SUMS[kind]: detail["amount_fen"]} if kind in _FUND_SUMS else {}


def placard_count(entry_id: int, detail: Mapping[str, Any], actor: str) -> PlacardCount:
    """The domain's view of a placard count entry."""
    return PlacardCount(
        entry_id=entry_id,
        team=detail["team"],
        for_=detail["for_count"],
        against=detail["against_count"],
        abstain=detail["abstain_count"],
        actor=actor,
        second=detail["second"],
    )
