"""What a time expression is worth: the shapes shared by its rules, and the day that a name of a day means.

The rules themselves, one function for each pattern of `data/time_patterns.tsv`, stand in `times_calendar.py` (dates,
months, quarters, years) and `times_relative.py` (counted from another date, times of day, lengths). A rule returns
None when the words are no time after all ("the march on the capital"). What is relative is counted from the day of
publication, some of it from the date named before; without either there is no value, and the reason is kept.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from communique import lexicons
from communique.readings.times_intervals import interval, shift

Match = re.Match[str]
AIM_DAYS = 100
"""A day so near behind is rather meant than one next year when only an infinitive points ahead."""
NO_PUBLISHED = "no publication date"
VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Value:
    """A TIMEX3 value (None = not known), what it was counted from, and its type when the rule's own is not right."""

    timex: str | None
    anchor: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What is known at one place of the text. `tense` is -1 past, 2 future, 1 after an infinitive, 0 unknown."""

    published: date | None
    tense: int
    before: str
    after: str
    previous: str | None
    """Last DATE value named before in the text."""
    quarter: str | None
    """Last quarter named before: earnings reports count "a year earlier" from it."""

    @property
    def to_the_day(self) -> bool:
        """True when the date named before is a day."""
        return self.previous is not None and len(self.previous) >= 10

    @property
    def previous_day(self) -> date | None:
        """First day of the date named before; the publication when there is none."""
        start = interval(self.previous)[0] if self.previous else None
        return date.fromisoformat(start[:10]) if start else self.published


@cache
def words(kind: str) -> dict[str, str]:
    """Words of one kind of `data/time_words.tsv` with their values."""
    return {r["word"]: r["value"] for r in lexicons.table("time_words", "word", "kind", "value") if r["kind"] == kind}


def relative(timex: str) -> Value:
    return Value(timex or None, "published")


NOTHING = Value(None, NO_PUBLISHED)


def month_number(name: str) -> int:
    key = name.lower().rstrip(".")
    return int(words("month").get(key) or words("month_short")[key])


def weekday_number(name: str) -> int:
    key = name.lower().rstrip(".")
    return int(words("weekday").get(key) or words("weekday_short")[key])


def valid_day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def full_year(written: str) -> int:
    """Two digits are the century next to now: up to 50 is 20xx."""
    digits = int(written.lstrip("'"))
    return digits if digits > 99 else digits + (1900 if digits > 50 else 2000)


def toward(rel: str | None) -> int:
    """-1, 0 or 1 for the words before a unit."""
    word = (rel or "").lower()
    if re.search(r"\b(?:last|past|previous)\b", word):
        return -1
    return 1 if re.search(r"\b(?:next|coming|following|upcoming)\b", word) else 0


def part_code(word: str) -> str:
    return words("part")[word.lower()]


_PARTS = re.compile(
    r"(?P<mon>[A-Za-z]{3,9})\.? ?(?:of )?(?P<d>\d{1,2})|(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<mon2>[A-Za-z]{3,9})"
)


def day_of(text: str, around: Around) -> Value | None:
    """The day that a string names: a calendar day, a weekday, today, yesterday, tomorrow."""
    found = next((p for p in _PARTS.finditer(text) if (p["mon"] or p["mon2"]).lower() in _month_names()), None)
    if found is None:
        return _loose_day(text, around)
    month, day = month_number(found["mon"] or found["mon2"]), int(found["d"] or found["d2"])
    year = re.search(r"\b(?:1[5-9]|20)\d\d\b", text)
    if year:
        exact = valid_day(int(year.group()), month, day)
        return Value(exact) if exact else None
    if around.published is None:
        return NOTHING if valid_day(2000, month, day) else None
    return _nearest_year(month, day, around.published, around.tense)


@cache
def _month_names() -> frozenset[str]:
    return frozenset(words("month")) | frozenset(words("month_short"))


def _nearest_year(month: int, day: int, published: date, tense: int) -> Value | None:
    days = [d for y in (-1, 0, 1) if (d := valid_day(published.year + y, month, day))]
    today = published.isoformat()
    past, future = [d for d in days if d <= today], [d for d in days if d >= today]
    if tense == 1 and past and (published - date.fromisoformat(past[-1])).days < AIM_DAYS:
        future = []  # "the operation to capture him on Jan. 5": the aim of something past
    days = (past if tense < 0 else future if tense > 0 else days) or days
    if not days:
        return None
    return relative(min(days, key=lambda d: (abs((date.fromisoformat(d) - published).days), d)))


def _loose_day(text: str, around: Around) -> Value | None:
    lower = text.lower()
    name = next((w for w in re.findall(r"[a-z]+", lower) if w in words("weekday")), None)
    if name:
        rel = next((w for w in ("last", "next") if re.search(rf"\b{w}\b", lower)), "")
        return weekday_value(weekday_number(name), rel, around)
    offset = next((n for w, n in (("yesterday", -1), ("tomorrow", 1), ("today", 0)) if w in lower), None)
    if offset is None:
        return None
    return relative(shift(around.published, "D", offset)) if around.published else NOTHING


def weekday_value(weekday: int, rel: str, around: Around) -> Value:
    """The weekday nearest to the publication in the direction of the tense; the day itself counts as past."""
    if around.published is None:
        return NOTHING
    gap = (around.published.isoweekday() - weekday) % 7
    if rel in {"last", "past", "this past", "the previous"}:
        back = gap or 7
    elif rel in {"next", "this coming", "coming", "the following"} or (around.tense > 0 and gap):
        back = gap - 7
    else:
        back = gap
    return relative(shift(around.published, "D", -back))


Rule = Callable[[Match, Around], Value | None]
