"""Daily notices: for how many days on end residents have found one."""

from collections.abc import Container
from datetime import date, timedelta


def days_on_end(posted: Container[date], last: date) -> int:
    """How many days without a gap have had a notice, up to `last`; 0 when `last` itself had none."""
    days = 0
    while last - timedelta(days=days) in posted:
        days += 1
    return days
