"""At the beginning: a new estate file with its rules, its buildings and their lifts."""

import secrets
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from liftfund_core.commands.checks import clean
from liftfund_core.domain.overhaul import WORK_CLASSES
from liftfund_core.domain.trigger import BASES
from liftfund_core.errors import Refusal
from liftfund_core.store import plain
from liftfund_core.store.database import create_database
from liftfund_core.store.deeds import Deed, Fact, Outcome
from liftfund_core.store.journal import Journal, utc_now
from liftfund_core.store.standing import Standing
from liftfund_core.words import N_

MOST_LIFTS = 99


@dataclass(frozen=True)
class BuildingPlan:
    """A building of a new estate: how many lifts, and its remaining repair budget where the trigger uses it."""

    code: str
    lifts: int
    budget_fen: int | None = None


@dataclass(frozen=True)
class EstatePlan:
    """The rules of a new estate; the defaults are those of the case (rules.md 5)."""

    code: str = "estate"
    name: str = N_("新小区")
    timezone: str = "Asia/Shanghai"
    simulated: bool = False
    rate_fen_per_m2: int = 1793
    trigger_basis: str = "amount"
    trigger_bp: int = 5000
    work_class: str = "major_repair"
    buildings: tuple[BuildingPlan, ...] = ()


def read_plan(path: Path) -> EstatePlan:
    """The plan in a TOML file (contracts.md).

    Raises:
        Refusal: the file is missing or not TOML, or a value is not possible; the sentence names it.
    """
    try:
        told = tomllib.loads(path.read_text("utf-8-sig"))  # a Windows editor may have put a mark in front
    except FileNotFoundError as error:
        raise Refusal(N_("没有找到配置文件 {path}；请核对路径。"), path=path) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise Refusal(N_("配置文件 {path} 不是有效的 TOML（{why}）；请改正。"), path=path, why=error) from error
    known = {
        **_taken(told.get("estate"), ("code", "name", "timezone", "simulated")),
        **_taken(told.get("levy"), ("rate_fen_per_m2", "trigger_basis", "trigger_bp")),
        **_taken(told.get("overhaul"), ("work_class",)),
    }
    try:
        buildings = tuple(
            BuildingPlan(str(row["code"]), row["lifts"], row.get("budget_fen")) for row in told.get("building", ())
        )
    except (KeyError, TypeError) as error:
        raise Refusal(N_("每个 [[building]] 都要有 code 和 lifts；请补上。")) from error
    return checked_plan(EstatePlan(**known, buildings=buildings))


def checked_plan(plan: EstatePlan) -> EstatePlan:
    """The plan without stray blanks, if an estate can be made of it.

    Raises:
        Refusal: names the first value that cannot be, and what it may be.
    """
    _check_whole(plan.rate_fen_per_m2, "rate_fen_per_m2", 1, 10_000_000)
    _check_whole(plan.trigger_bp, "trigger_bp", 1, 10_000)
    _check_one_of(plan.trigger_basis, "trigger_basis", BASES)
    _check_one_of(plan.work_class, "work_class", WORK_CLASSES)
    _check_one_of(plan.simulated, "simulated", (True, False))
    try:
        ZoneInfo(plan.timezone)
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError) as error:
        raise Refusal(N_("没有“{zone}”这个时区；请写成 Asia/Shanghai 这样。"), zone=plan.timezone) from error
    return replace(
        plan,
        code=_text(plan.code, N_("小区编号")),
        name=_text(plan.name, N_("小区名称")),
        buildings=_checked_buildings(plan),
    )


def _checked_buildings(plan: EstatePlan) -> tuple[BuildingPlan, ...]:
    buildings = tuple(replace(building, code=_text(building.code, N_("楼号"))) for building in plan.buildings)
    codes = [building.code for building in buildings]
    for building in buildings:
        if "-" in building.code or codes.count(building.code) > 1:
            raise Refusal(N_("楼号“{code}”重复或含有“-”；请改正。"), code=building.code)
        _check_whole(building.lifts, "lifts", 0, MOST_LIFTS)
        if plan.trigger_basis == "budget" or building.budget_fen is not None:
            _check_whole(building.budget_fen, "budget_fen", 1, 10**14)
    return buildings


def create_estate(path: Path, plan: EstatePlan, clock: Callable[[], datetime] = utc_now) -> Journal:
    """A new estate file with its first entries; the caller closes the journal.

    Raises:
        Refusal: the plan cannot be. StoreError: there is a file already, or the folder cannot be written.
    """
    plan = checked_plan(plan)
    journal = Journal(create_database(path), clock)

    def decide(_standing: Standing) -> Outcome:
        rules = {name: getattr(plan, name) for name in plan.__dataclass_fields__ if name != "buildings"}
        facts = [Fact("estate_created", rules)]
        facts += [
            Fact("building_added", {"building": b.code, "lifts": b.lifts, "budget_fen": b.budget_fen})
            for b in plan.buildings
        ]
        return Outcome(facts, plain=[plain.save_meta("session_key", secrets.token_hex(32))])

    journal.record(Deed("init", decide))
    return journal


def _taken(section: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """The values of a TOML section that were given."""
    return {name: section[name] for name in names if isinstance(section, dict) and name in section}


def _text(value: Any, label: str) -> str:
    """A short name, clean; 1 is as good as "1"."""
    return clean(str(value), label, longest=40)


def _check_whole(value: Any, name: str, least: int, most: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Refusal(
            N_("{name} 必须是 {least} 到 {most} 的整数，现在是“{value}”；请改正。"),
            name=name,
            least=least,
            most=most,
            value=value,
        )


def _check_one_of(value: Any, name: str, known: tuple[object, ...]) -> None:
    if value not in known or type(value) is not type(known[0]):
        raise Refusal(
            N_("{name} 不能是“{value}”；可用的是 {known}。"), name=name, value=value, known=" ".join(map(str, known))
        )
