"""Made-up boards for looking at the wall: any number of buildings and lifts, any state of the campaign."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from liftfund_core.domain.poll import PlacardCount, tally
from liftfund_core.domain.privacy import BoundedRate
from liftfund_core.domain.rate import Rate
from liftfund_core.domain.stage import Segment
from liftfund_core.reports.board import EstateLine, LiftLine, count_lifts
from liftfund_core.reports.messages import PublicMessage, PublicMessages
from liftfund_core.reports.news import News
from liftfund_core.reports.public import PollBoard, PublicBoard, PublicBuilding
from liftfund_core.reports.public_fund import PublicFund, Use
from liftfund_core.reports.timeline import Day, Timeline
from liftfund_core.ui.wall.data import Stage, Venue, WallData

NOW = datetime(2023, 7, 17, 14, 5, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
MIDWAY_PAID = (131, 118, 104, 92, 97, 58)
FINAL_PAID = (168, 162, 155, 159, 152, 158)
MIDWAY_STATES = (
    ("in_service", "in_service", "warranty"),
    ("in_service", "in_service", "inspecting"),
    ("in_service", "out_of_service", "self_inspected"),
    ("in_service", "handed_over", "contracted"),
    ("in_service", "rectifying!", "funded"),
    ("in_service", "planned", "inspection_applied"),
)
TITLES = ("电梯大修阶段性成果", "后续管理", "问题持续解决办法")


def estate(name: str = "示例小区（参数取自公开报道）", basis: str = "amount", bp: int = 5000) -> EstateLine:
    return EstateLine(
        code="demo",
        name=name,
        timezone="Asia/Shanghai",
        simulated=True,
        rate_fen_per_m2=1793,
        trigger_basis=basis,
        trigger_bp=bp,
        work_class="major_repair",
    )


def lift(building: str, number: int, state: str = "in_service") -> LiftLine:
    return LiftLine(
        code=f"{building}-{number}",
        building=building,
        number=number,
        state=state.rstrip("!"),
        suspended=state.endswith("!"),
        funding="advance" if number == 1 else "trigger",
        since=date(2023, 4 + min(number, 3), 12),
    )


def building(code: str, paid: int, states: Sequence[str], units: int = 180, weeks: int = 18) -> PublicBuilding:
    rate = BoundedRate(Rate(paid, units).bp)
    amount = BoundedRate(min(rate.bp + 37, 10_000))
    start = date(2023, 3, 13)
    rise = [min(1.0, 1.06 * (1 - (1 - (n + 1) / weeks) ** 1.6)) for n in range(weeks)]
    weekly = tuple((start + timedelta(weeks=n), int(amount.bp * part)) for n, part in enumerate(rise))
    weekly = (*weekly[:-1], (weekly[-1][0], amount.bp))
    crossed = next((day for day, bp in weekly if bp >= 5000), None)
    return PublicBuilding(
        code=code,
        units=units,
        paid_text=str(paid),
        household=rate,
        amount=amount,
        on_basis=amount,
        triggered=crossed is not None,
        triggered_on=crossed,
        triggered_at=datetime(2023, 5, 8, 9, 0, tzinfo=NOW.tzinfo) if crossed else None,
        lifts=tuple(lift(code, n + 1, state) for n, state in enumerate(states)),
        weekly=weekly,
    )


def board(buildings: Sequence[PublicBuilding], **changes: object) -> PublicBoard:
    paid, units = sum(int(b.paid_text) for b in buildings), sum(b.units for b in buildings)
    made = PublicBoard(
        head=1213,
        as_of=NOW,
        estate=estate(),
        units=units,
        paid_text=str(paid),
        household=BoundedRate(Rate(paid, units).bp),
        amount=BoundedRate(Rate(paid, units).bp),
        collected_wan=f"{paid * 0.1167:.1f}",
        due_wan=f"{units * 0.1167:.1f}",
        collected_million=f"{paid * 0.001167:.2f}",
        due_million=f"{units * 0.001167:.2f}",
        buildings=tuple(buildings),
        lift_counts=count_lifts(tuple(x for b in buildings for x in b.lifts)),
        empty=False,
    )
    return replace(made, **changes)


def midway(**changes: object) -> PublicBoard:
    pairs = zip(MIDWAY_PAID, MIDWAY_STATES, strict=True)
    return board([building(str(n + 1), paid, states) for n, (paid, states) in enumerate(pairs)], **changes)


def final(**changes: object) -> PublicBoard:
    return board([building(str(n + 1), p, ["in_service"] * 3) for n, p in enumerate(FINAL_PAID)], **changes)


def estate_of(buildings: int, lifts: int) -> PublicBoard:
    """An estate of any size; states and rates differ from building to building."""
    order = ("in_service", "inspecting", "planned", "in_service", "suspended", "out_of_service")
    order = tuple("out_of_service!" if state == "suspended" else state for state in order)
    return board(
        [
            building(str(n + 1), 30 + (n * 37) % 150, [order[(n + m) % 6] for m in range(lifts)])
            for n in range(buildings)
        ]
    )


def masked() -> PublicBoard:
    """Small cells: few unpaid in one building, few paid in another, nothing provable in a third."""
    rates = (BoundedRate(9770, ">="), BoundedRate(230, "<="), BoundedRate(10_000, "<="), BoundedRate(10_000))
    texts = ("≥176", "<5", "<5", "180")
    base = final()
    changed = [
        replace(b, on_basis=rate, household=rate, paid_text=text)
        for b, rate, text in zip(base.buildings, rates, texts, strict=False)
    ]
    return replace(
        base,
        buildings=(*changed, *base.buildings[4:]),
        household=BoundedRate(9770, ">="),
        paid_text="≥1076",
        collected_wan=None,
        collected_million=None,
    )


def poll(
    number: int = 1,
    counts: tuple[int, int, int] = (71, 2, 1),
    state: str = "open",
    present: int | None = 186,
    phones: bool = False,
    second: tuple[int, int, int] | None = None,
    title: str | None = None,
) -> PollBoard:
    made = [PlacardCount(1, "1", *counts, actor="a")]
    if second:
        made.append(PlacardCount(2, "1", *second, actor="b", second=True))
    return PollBoard(
        code=f"m{number}",
        title=title or TITLES[number - 1],
        state=state,
        number=number,
        of=3,
        present=present,
        phones=phones,
        tally=tally(made, present),
        phone_for=40 * phones,
        phone_against=3 * phones,
        phone_abstain=2 * phones,
    )


def wall(of: PublicBoard, polls: Sequence[PollBoard] = (), **stage: object) -> WallData:
    return WallData(board=of, polls=tuple(polls), stage=Stage(**stage), now=NOW)


VENUE = Venue("http://192.168.100.120:8501", "Meeting-5G")


def joining(polls: Sequence[PollBoard] = (), venue: Venue = VENUE) -> WallData:
    """The wall of a venue that phones can reach."""
    return replace(wall(final(), polls), venue=venue)


def just_fired(of: PublicBoard, *codes: str) -> PublicBoard:
    """The same board at the moment that these buildings reach the line."""
    fired = NOW - timedelta(seconds=4)
    changed = [replace(b, triggered_at=fired) if b.code in codes else b for b in of.buildings]
    return replace(of, buildings=tuple(changed))


def counting_down(poll: str, seconds: int) -> dict[str, object]:
    """The stage of a countdown that has so many seconds left."""
    return {"countdown_poll": poll, "countdown_ends_at": NOW + timedelta(seconds=seconds)}


def just_back(*lifts: str) -> tuple[News, ...]:
    """These lifts came back into service a moment ago."""
    return tuple(News("lift", NOW - timedelta(seconds=4), lift=code) for code in lifts)


def just_paid(households: int) -> tuple[News, ...]:
    """So many households had paid in full, a moment ago."""
    return (News("households", NOW - timedelta(seconds=4), households=households),)


WRITTEN = (
    PublicMessage("blessing", "2", "resident", "电梯又快又稳，老人下楼不用发愁了。"),
    PublicMessage("suggestion", "5", "owner", "希望每月公示一次维保记录。"),
    PublicMessage("blessing", "1", "resident", "感谢各位楼门长挨家挨户跑腿！"),
    PublicMessage("suggestion", "6", "resident", "顶层漏雨的事，也按这个办法商量着办。"),
    PublicMessage("suggestion", "3", "owner", "地下车库入口请加一盏灯。"),
    PublicMessage("blessing", "4", "merchant", "愿咱们小区越来越好。"),
    PublicMessage("blessing", None, "merchant", "祝大家生意兴隆，平安喜乐❤️"),
)
LONG_WORDS = (
    PublicMessage(
        "suggestion",
        "12",
        "resident",
        "建议在每个单元门口都贴上维保单位的联系电话和人员照片，方便遇到困人时第一时间找到人，也方便大家监督。",
    ),
    PublicMessage("suggestion", "1", "owner", "没有标点的一句非常非常长的话一直往下写写到卡片装不下为止看看会怎么样"),
    PublicMessage("blessing", "2", "owner", "Thank you all, the lifts are quick and quiet again. WWWW MMMM WWWW"),
    PublicMessage("blessing", "3", "resident", "شكرا جزيلا لكل من ساعد في إصلاح المصاعد"),
    PublicMessage("blessing", "4", "resident", "👨\u200d👩\u200d👧👏👏🎉🎉🎉新电梯真好👍👍👍👍"),
    PublicMessage("suggestion", "A", "merchant", "Supercalifragilisticexpialidociousandmuchmore"),
)


def with_messages(messages: Sequence[PublicMessage], received: int | None = None) -> WallData:
    """A wall whose board bears these messages."""
    shown = PublicMessages(tuple(messages), len(messages) if received is None else received)
    return replace(wall(final()), messages=shown)


def of_a_day(today: PublicBoard, day: date, share: float) -> PublicBoard:
    """A board as it may have stood on an earlier day, when that share of today's had come in."""
    at = datetime(day.year, day.month, day.day, 18, tzinfo=NOW.tzinfo)
    lines = []
    for line in today.buildings:
        paid = int(int(line.paid_text) * share)
        rate = BoundedRate(min(Rate(paid, line.units).bp, 10_000))
        began = line.triggered_on is not None and line.triggered_on <= day
        states = [x.state if began and share > 0.8 else "out_of_service" if began else "planned" for x in line.lifts]
        lines.append(
            replace(
                building(line.code, paid, states, line.units),
                on_basis=rate,
                triggered=began,
                triggered_on=line.triggered_on if began else None,
            )
        )
    return board(lines, head=int(1213 * share) + 1, as_of=at, estate=today.estate, empty=share == 0)


def replayed(today: PublicBoard, days: int = 126) -> WallData:
    """A wall that knows how it came to this board."""
    first = NOW.date() - timedelta(days=days)
    told = [Day(first + timedelta(days=n), of_a_day(today, first + timedelta(days=n), n / days)) for n in range(days)]
    history = Timeline(tuple(told))
    return replace(wall(today), history=lambda: history)


USES = (Use("大修工程款", 84_000_000),)
FINE_USES = (
    Use("曳引主机", 45_600_000), Use("控制系统", 25_400_000), Use("门机钢索", 12_900_000),
    Use("人工检测", 8_100_000), Use("公告印刷", 1_200_000), Use("银行手续费", 300_000),
)  # fmt: skip  # one line a price class


def funded(
    uses: Sequence[Use] = USES, collected_fen: int | None = 112_000_000, advance_fen: int = 42_000_000
) -> WallData:
    """A wall that knows the separate account."""
    spent = sum(use.fen for use in uses)
    balance = None if collected_fen is None else collected_fen - spent
    gap = None if collected_fen is None else 14_700_000
    fund = PublicFund(1213, collected_fen, advance_fen, spent, balance, gap, tuple(uses))
    return replace(wall(final()), fund=lambda: fund)


_RUN = (
    ("聚集、欢迎", "主持人", "overview"), ("发放电梯卡", "街道、社区", "cards"),
    ("党建引领协商的经过", "社区党支部书记", "timeline"), ("资金安全与监管", "街道物业管理中心负责人", "money"),
    ("为什么先垫资", "物业企业负责人", "money"), ("信任从哪里来，还有哪些公共问题", "物管会副主任", "building"),
    ("居民怎样参与", "业主代表", "lifts"), ("现场意向征询（举牌）", "居民", "vote"),
    ("写建议、送祝福", "居民、商户", "messages"), ("总结与召集令", "街道党工委副书记", "finale"),
)  # fmt: skip  # one segment a place
RUN = tuple(Segment(n, title, speaker, scene) for n, (title, speaker, scene) in enumerate(_RUN, 1))


def on_stage(segment: int | None, run: Sequence[Segment] = RUN, began: bool = True, **more: object) -> WallData:
    """A wall in the middle of a meeting."""
    stage = Stage(run=tuple(run), segment=segment, meeting_started_at=NOW if began else None)
    return replace(wall(final(), ending()), stage=stage, **more)


def ending() -> list[PollBoard]:
    """The three matters when they have been counted."""
    counts = ((163, 4, 3), (158, 7, 5), (149, 12, 9))
    return [poll(n, of, "closed", second=of) for n, of in enumerate(counts, 1)]
