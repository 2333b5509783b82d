"""How people write a day: 2023-07-17, 2023.7.17, 2023年7月17日, 20230717, or the number that Excel keeps."""

import re
import unicodedata
from datetime import date, timedelta

from liftfund_core.errors import Refusal
from liftfund_core.imports.headers import DAY_MARKS, MONTH_MARKS, YEAR_MARKS
from liftfund_core.words import N_

_TIME = r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_SPELT = re.compile(
    rf"(\d{{4}})\s*[{re.escape(YEAR_MARKS)}]\s*(\d{{1,2}})\s*[{re.escape(MONTH_MARKS)}]\s*(\d{{1,2}})"
    rf"\s*[{DAY_MARKS}]?\s*{_TIME}"
)
_RUN_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\.0)?")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_SERIAL_ZERO = date(1899, 12, 30)  # Excel's day 0, after its leap day of 1900 that never was
EARLIEST = date(2000, 1, 1)


def parse_day(text: str) -> date:
    """The day that a cell means; a time of day is dropped.

    Raises:
        Refusal: unreadable, ambiguous (3/4/2023), no such day, or before 2000.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        day = _read(plain)
    except (ValueError, OverflowError):
        raise Refusal(N_("没有“{value}”这一天；请核对年月日。"), value=text) from None
    if day is None:
        raise Refusal(N_("看不懂日期“{value}”；请写成 2023-07-17 的样子，年份写四位。"), value=text)
    if day < EARLIEST:
        raise Refusal(N_("日期“{value}”早于 2000 年；请核对年份。"), value=text)
    return day


def past_day(text: str, today: date) -> date:
    """The day that a cell means, which has come.

    Raises:
        Refusal: as for `parse_day`, or in the future.
    """
    day = parse_day(text)
    if day > today:
        raise Refusal(
            N_("日期 {day} 还没有到，今天是 {today}；请核对年月日。"),
            day=day.isoformat(),
            today=today.isoformat(),
        )
    return day


def _read(plain: str) -> date | None:
    if spelt := _SPELT.fullmatch(plain) or _RUN_TOGETHER.fullmatch(plain):
        return date(*map(int, spelt.groups()))
    if serial := _SERIAL.fullmatch(plain):
        return _SERIAL_ZERO + timedelta(days=int(serial[1]))
    return None
