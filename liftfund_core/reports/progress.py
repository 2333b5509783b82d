"""How a building came to where it stands: its rate at the end of each week, masked like the rate of today."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row

Weekly = Mapping[str, tuple[tuple[date, int], ...]]

_MOST_POINTS = 40


def week_ends(first: date, last: date) -> list[date]:
    """Sundays from the first day on, then the last day; further apart when the campaign is longer than 40 weeks."""
    weeks = max((last - first).days // 7, 0) + 1
    step = timedelta(weeks=-(-weeks // _MOST_POINTS))
    sunday = first + timedelta(days=6 - first.weekday())
    days = []
    while sunday < last:
        days.append(sunday)
        sunday += step
    return [*days, last]


def heads_of_weeks(journal: Journal, head: int, zone: ZoneInfo) -> list[tuple[date, int]]:
    """(local day, newest entry at its end) for each week of the campaign; empty before the first payment."""
    with journal.reading() as file:
        span = first_row(
            file,
            """select min(recorded_at), (select recorded_at from entry where id = $head)
               from entry where kind in ('payment', 'levy_assessed') and id <= $head""",
            {"head": head},
        )
        if span is None or span[0] is None:
            return []
        first, last = (moment.replace(tzinfo=UTC).astimezone(zone).date() for moment in span)
        days = week_ends(first, last)
        ends = [utc_midnight(day + timedelta(days=1), zone) for day in days]
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
