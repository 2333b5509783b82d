"""How a building came to where it stands: its rate at the end of each week, masked like the rate of today."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row

Weekly = Mapping[str, tuple[tuple[date, int], ...]]

Heads = list[tuple[date, int]]  # a local day and the newest entry at its end

_MOST_WEEKS = 40
_QUIET_WEEKS, _QUIET_DAYS = 2, 7
"""Of a pause without any entry so much is told; then the next one follows, or months of nothing would fill it all."""


def week_ends(first: date, last: date) -> list[date]:
    """Sundays from the first day on, then the last day."""
    sunday = first + timedelta(days=6 - first.weekday())
    days = []
    while sunday < last:
        days.append(sunday)
        sunday += timedelta(weeks=1)
    return [*days, last]


def heads_of_weeks(journal: Journal, head: int, zone: ZoneInfo) -> Heads:
    """The weeks of the campaign, at most forty and the last; empty before the first payment."""
    span = _campaign(journal, head, zone)
    return _thinned(_told(_heads_at(journal, head, week_ends(*span), zone), _QUIET_WEEKS)) if span else []


def heads_of_days(journal: Journal, head: int, zone: ZoneInfo) -> Heads:
    """The days of the campaign, the last of them the head's own; empty before the first payment."""
    span = _campaign(journal, head, zone)
    if span is None:
        return []
    first, last = span
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return _told(_heads_at(journal, head, days, zone), _QUIET_DAYS)


def _told(heads: Heads, quiet: int) -> Heads:
    """All but what lies further than `quiet` places within a pause; the last one is always told."""
    return [
        (day, head)
        for place, (day, head) in enumerate(heads)
        if place < quiet or head != heads[place - quiet][1] or place == len(heads) - 1
    ]


def _thinned(heads: Heads) -> Heads:
    """Every second, third ... where there are too many for one drawing, and the last."""
    return [*heads[: -1 : -(-len(heads) // _MOST_WEEKS)], *heads[-1:]]


def _campaign(journal: Journal, head: int, zone: ZoneInfo) -> tuple[date, date] | None:
    """The local days of the first levy or payment and of the head."""
    with journal.reading() as file:
        span = first_row(
            file,
            """select min(recorded_at), (select recorded_at from entry where id = $head)
               from entry where kind in ('payment', 'levy_assessed') and id <= $head""",
            {"head": head},
        )
    if span is None or span[0] is None:
        return None
    first, last = (moment.replace(tzinfo=UTC).astimezone(zone).date() for moment in span)
    return first, last


def _heads_at(journal: Journal, head: int, days: list[date], zone: ZoneInfo) -> Heads:
    """The days, each with the newest entry at its end."""
    ends = [utc_midnight(day + timedelta(days=1), zone) for day in days]
    with journal.reading() as file:
        rows = file.execute(
            """select w.place, max(e.id) from (select unnest($ends) as ends_at, unnest(range(len($ends))) as place) w
               join entry e on e.recorded_at < w.ends_at and e.id <= $head group by w.place order by w.place""",
            {"ends": ends, "head": head},
        ).fetchall()
    return [(days[place], newest) for place, newest in rows]


def utc_midnight(day: date, zone: ZoneInfo) -> datetime:
    """The moment at which a local day begins, as naive UTC."""
    midnight = datetime.combine(day, datetime.min.time(), zone)
    return midnight.astimezone(UTC).replace(tzinfo=None)
