"""From a TIMEX3 value to the days it covers: `2023-W11` -> 2023-03-13 up to 2023-03-20. Pure arithmetic."""

import re
from calendar import monthrange
from datetime import date, timedelta

from communique.shapes import Precision

Interval = tuple[str | None, str | None, Precision]
UNKNOWN: Interval = (None, None, "imprecise")

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d)(?::?(\d\d))?|T([A-Z]{2}))?$")
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""Meteorological seasons of the northern half; winter begins in December of its year, as TIMEX3 counts it."""


def interval(value: str) -> Interval:
    """`(start, end, precision)`; end is exclusive. Unknown or vague values give no days."""
    if found := _DAY.match(value):
        return _day(found)
    if found := re.match(r"(\d{4})-W(\d\d)(-WE)?$", value):
        return _week(int(found[1]), int(found[2]), bool(found[3]))
    if found := re.match(r"(\d{4})-(\d\d)$", value):
        return _months(int(found[1]), int(found[2]), 1, "month")
    if found := re.match(r"(\d{4})-([QH])(\d)$", value):
        length = 3 if found[2] == "Q" else 6
        return _months(int(found[1]), (int(found[3]) - 1) * length + 1, length, "season")
    if found := re.match(r"(\d{4})-(SP|SU|FA|WI)$", value):
        return _months(int(found[1]), _SEASON_MONTH[found[2]], 3, "season")
    if re.match(r"\d{4}$", value):
        return _years(int(value), 1, "year")
    if re.match(r"\d{3}$", value):
        return _years(int(value) * 10, 10, "decade")
    if re.match(r"\d{2}$", value):
        return _years(int(value) * 100, 100, "imprecise")
    return UNKNOWN


def _day(found: re.Match[str]) -> Interval:
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        after = (day + timedelta(1)).isoformat()
    except (ValueError, OverflowError):
        return UNKNOWN
    if found[4] is None:
        return day.isoformat(), after, "day"
    hour, minute = int(found[4]), int(found[5] or 0)
    if hour > 24 or minute > 59:
        return day.isoformat(), after, "day"
    end = hour * 60 + minute + (1 if found[5] else 60)
    until = f"{day.isoformat()}T{end // 60:02}:{end % 60:02}" if end < 1440 else after
    start = f"{day.isoformat()}T{hour:02}:{minute:02}" if hour < 24 else after
    return start, until, "minute"


def _week(year: int, week: int, weekend: bool) -> Interval:
    try:
        monday = date.fromisocalendar(year, week, 1)
        start = monday + timedelta(5) if weekend else monday
        return start.isoformat(), (monday + timedelta(7)).isoformat(), "week"
    except (ValueError, OverflowError):
        return UNKNOWN


def _months(year: int, month: int, length: int, precision: Precision) -> Interval:
    if not (1 <= month <= 12 and 1 <= year <= 9998):
        return UNKNOWN
    return f"{year:04}-{month:02}-01", _first(year, month + length), precision


def _years(year: int, length: int, precision: Precision) -> Interval:
    return (f"{year:04}-01-01", f"{year + length:04}-01-01", precision) if 1 <= year <= 9000 else UNKNOWN


def _first(year: int, month: int) -> str:
    """First day of the month counted from January of `year`; 13 is January of the next one."""
    return f"{year + (month - 1) // 12:04}-{(month - 1) % 12 + 1:02}-01"


def shift(day: date, unit: str, count: int) -> str:
    """TIMEX3 value of the `unit` (D W WE M Q Y DE CE) that lies `count` of them from the one holding `day`.

    Empty when it lies outside the years 1 to 9998.
    """
    try:
        match unit:
            case "D":
                return (day + timedelta(count)).isoformat()
            case "W" | "WE":
                year, week, _ = (day + timedelta(7 * count)).isocalendar()
                return f"{year:04}-W{week:02}" + ("-WE" if unit == "WE" else "")
            case "M":
                return _first(day.year, day.month + count)[:7] if day.year + (day.month + count) // 12 > 0 else ""
            case "Q":
                quarter = day.year * 4 + (day.month - 1) // 3 + count
                return f"{quarter // 4:04}-Q{quarter % 4 + 1}"
            case "Y":
                return f"{day.year + count:04}" if 0 < day.year + count < 9999 else ""
            case "DE":
                return f"{day.year // 10 + count:03}" if day.year // 10 + count > 0 else ""
            case "CE":
                return f"{day.year // 100 + count:02}" if day.year // 100 + count > 0 else ""
    except OverflowError:
        pass
    return ""


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> str:
    """The nth (from 1; -1 = last) weekday (1 = Monday) of a month: Thanksgiving is `(year, 11, 4, 4)`."""
    last = monthrange(year, month)[1]
    days = [d for d in range(1, last + 1) if date(year, month, d).isoweekday() == weekday]
    return date(year, month, days[nth - 1 if nth > 0 else nth]).isoformat()
