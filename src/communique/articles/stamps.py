"""Dates and times as pages print them, made ISO 8601: to the minute, with a zone only when the page names one."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Literal

from communique.lexicons import page_table

Kind = Literal["published", "updated", ""]
CLOCK = (
    r"(?<![\d/.-])(?P<hour>\d{{1,2}})(?:[:.h](?P<minute>\d\d)(?::\d\d)?)?\s*(?P<half>[ap]\.?\s?m\b\.?)?"
    r"(?:\s*(?:h|hrs?|horas)\b\.?)?(?:\s*,?\s*\(?(?P<zone>{zones}|[A-Z]{{2,4}}|[+-]\d\d:?\d\d)\b\)?)?"
)
BESIDE = 24
"""Characters from a date within which its clock time stands; a zone may take as many again."""
DIGIT = re.compile(r"\d")
TO_CLOCK = re.compile(r"[\s,|•·–—-]*(?:at\b|@|a\s+las?\b)?\s*", re.I)
TO_DATE = re.compile(r"[\s,|•·–—-]*(?:(?:on|del?)\b|,)?\s*(?:[A-Z][a-z]+day,?\s*)?")
ISO = re.compile(
    r"\b(?P<day>(?:19|20)\d\d-\d\d-\d\d)(?:[T ](?P<time>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)
NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)(?![\d/])")
COMPACT = re.compile(
    r"(?P<day>(?:19|20)\d\d)(?P<month>[01]\d)(?P<date>[0-3]\d)"
    r"(?:T(?P<hour>\d\d)(?P<minute>\d\d)(?:\d\d)?(?P<zone>Z?))?$"
)
IN_ADDRESS = re.compile(r"[/_-]((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a line: where it stands, its ISO value, whether its line calls it published or updated."""

    start: int
    end: int
    value: str
    kind: Kind


@cache
def _months() -> dict[str, int]:
    return {row["word"]: int(row["number"]) for row in page_table("page_months", "word", "number")}


@cache
def _zones() -> dict[str, tuple[str, str]]:
    """(offset of standard time, whose summer time moves it) of each zone."""
    rows = page_table("page_time_zones", "word", "offset", "summer")
    return {row["word"]: (row["offset"], row["summer"]) for row in rows}


@cache
def clocks() -> re.Pattern[str]:
    """`6:05 p.m. ET`, `18:05 h (hora del centro)`."""
    named = sorted((word for word in _zones() if " " in word), key=len, reverse=True)
    zones = "|".join(word.replace(" ", r"\s+") for word in named)
    return re.compile(CLOCK.format(zones=zones), re.I)


@cache
def _worded() -> re.Pattern[str]:
    """`March 14, 2023`, `14 March 2023`, `14th of March, 2023`, `14 de marzo de 2023`, `14/mar/2023`."""
    months = "|".join(sorted(_months(), key=len, reverse=True))
    day = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th|º|°)?"
    year = r"(?P<{}>(?:19|20)\d\d)\b"
    return re.compile(
        rf"\b(?:(?P<m1>{months})\b\.?\s+{day.format('d1')},?\s+(?:(?:at|del?)\s+)?{year.format('y1')}"
        rf"|{day.format('d2')}(?:[\s-]+(?:(?:of|de)\s+)?(?P<m2>{months})\b\.?,?[\s-]+(?:del?\s+)?"
        rf"|/(?P<m3>{months})/){year.format('y2')})",
        re.I,
    )


@cache
def _kinds() -> re.Pattern[str]:
    rows = page_table("page_stamp_words", "word", "kind")
    longest = sorted((row["word"] for row in rows), key=len, reverse=True)
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest)
    return re.compile(rf"\b(?:{words})\b\s*[:|-]?\s*", re.I)


@cache
def _kind_of(word: str) -> Kind:
    rows = {row["word"]: row["kind"] for row in page_table("page_stamp_words", "word", "kind")}
    return "updated" if rows[word] == "updated" else "published"


def iso_moment(value: str, *, day_first: bool = False) -> str | None:
    """The first date of `value`, as machines or people write it; None when there is none."""
    compact = COMPACT.match(value.strip())
    if compact:
        clock = f"T{compact['hour']}:{compact['minute']}" if compact["hour"] else ""
        day = f"{compact['day']}-{compact['month']}-{compact['date']}"
        return _checked(day + clock + ("+00:00" if compact["zone"] else ""))
    found = find_moments(value, day_first=day_first)
    return found[0].value if found else None


def find_moments(line: str, *, day_first: bool = False) -> list[Found]:
    """Dates of a line in order, each with the clock time beside it and the word before it (`Updated ...`)."""
    days = _days(line, day_first) if DIGIT.search(line) else []
    found = []
    for number, (start, end, value) in enumerate(days):
        low = days[number - 1][1] if number else 0
        high = days[number + 1][0] if number + 1 < len(days) else len(line)
        if "T" not in value:
            value, end = _with_clock(line, value, start, end, low, high)  # noqa: PLW2901
        words = list(_kinds().finditer(line, low, start))
        kind: Kind = _kind_of(" ".join(words[-1].group().lower().rstrip(" :|-").split())) if words else ""
        found.append(Found(start, end, value, kind))
    return found


def kind_alone(line: str) -> Kind:
    """`published` or `updated` when the line holds such a word and nothing else."""
    match = _kinds().fullmatch(line.strip())
    return _kind_of(" ".join(match.group().lower().rstrip(" :|-").split())) if match else ""


def date_in_address(url: str) -> str | None:
    """The day in an address such as `/2023/03/14/`."""
    match = IN_ADDRESS.search(url)
    return _checked("-".join(match.groups())) if match else None


def numeric_order(text: str) -> bool | None:
    """Whether numeric dates of `text` put the day first; None when none of them tells."""
    for match in NUMERIC.finditer(text):
        first, second = int(match.group(1)), int(match.group(3))
        if first > 12 >= second:
            return True
        if second > 12 >= first:
            return False
    return None


def _days(line: str, day_first: bool) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for match in ISO.finditer(line):
        zone = (match["zone"] or "").replace("Z", "+00:00")
        if value := _checked(match["day"] + (f"T{match['time']}{zone}" if match["time"] else "")):
            found.append((*match.span(), value))
    for match in _worded().finditer(line):
        month = _months()[(match["m1"] or match["m2"] or match["m3"]).lower()]
        if value := _day(int(match["y1"] or match["y2"]), month, int(match["d1"] or match["d2"])):
            found.append((*match.span(), value))
    for match in NUMERIC.finditer(line):
        first, second, year = int(match.group(1)), int(match.group(3)), int(match.group(4))
        if first > 12 or (second <= 12 and (day_first or match.group(2) == ".")):
            first, second = second, first
        if value := _day(year, first, second):
            found.append((*match.span(), value))
    return sorted(found)


def _with_clock(line: str, day: str, start: int, end: int, low: int, high: int) -> tuple[str, int]:
    """`day` with the clock time after it, or else before it, when only a few signs stand between."""
    after = clocks().search(line, end, min(high, end + 2 * BESIDE))
    if after and TO_CLOCK.fullmatch(line, end, after.start()) and (clock := _clock(after, day)):
        return day + clock, after.end()
    for before in reversed(list(clocks().finditer(line, max(low, start - 2 * BESIDE), start))):
        if TO_DATE.fullmatch(line, before.end(), start) and (clock := _clock(before, day)):
            return day + clock, end
    return day, end


def _clock(match: re.Match[str], day: str) -> str | None:
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if not half and not match["minute"]:
        return None
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    minute = int(match["minute"] or 0)
    if hour > 23 or minute > 59:
        return None
    return f"T{hour:02}:{minute:02}{_zone(match['zone'] or '', day)}"


def _zone(word: str, day: str) -> str:
    if word[:1] in {"+", "-"}:
        return f"{word[:3]}:{word[-2:]}"
    offset, summer = _zones().get(" ".join(word.lower().split()), ("", ""))
    if offset and _is_summer(date.fromisoformat(day), summer):
        return f"{offset[0]}{int(offset[1:3]) + (1 if offset[0] == '+' else -1):02}:00"
    return offset


def _is_summer(day: date, whose: str) -> bool:
    """Daylight saving time: `us` since 2007, `eu` since 1996, `mx` from 1996 to 2022; never for another."""
    match whose:
        case "us":
            return _sunday(day.year, 3, 8) <= day < _sunday(day.year, 11, 1)
        case "eu":
            return _sunday(day.year, 3, 25) <= day < _sunday(day.year, 10, 25)
        case "mx":
            return day.year < 2023 and _sunday(day.year, 4, 1) <= day < _sunday(day.year, 10, 25)
        case _:
            return False


def _sunday(year: int, month: int, day: int) -> date:
    """The first Sunday from a day on."""
    first = date(year, month, day)
    return first + timedelta(days=(6 - first.weekday()) % 7)


def _day(year: int, month: int, day: int) -> str | None:
    return _checked(f"{year:04}-{month:02}-{day:02}")


def _checked(value: str) -> str | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return value if "T" not in value else moment.isoformat(timespec="minutes")
