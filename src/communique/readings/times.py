"""Time expressions of a text and what they are worth, counted from the day of publication.

One ordered table of patterns (`data/time_patterns.tsv`) finds them, one function a rule gives the TIMEX3 value
(`times_values.py`), plain arithmetic the days (`times_intervals.py`). Whether "Wednesday" is behind or ahead is told
by the nearest tense cue left of it, which does better on TimeBank than any cue within a window.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from communique import lexicons, numbers
from communique.readings import times_calendar, times_relative
from communique.readings.times_intervals import interval
from communique.readings.times_values import Around, Value, words
from communique.shapes import Span, When

RULES = times_calendar.RULES | times_relative.RULES
_WINDOW = 90
"""Characters left of a time in which a tense cue is looked for; never past the start of the sentence."""
_SENTENCE = re.compile(r"(?<![A-Z])(?<!\bMr)(?<!\bDr)(?<!Gen)(?<!Sen)(?<!Rep)(?<!Gov)[.!?][\"”’)]*\s+(?=[A-Z\"“])|\n\n")
"""A full stop behind one capital ("U.S.") or a title ends no sentence."""
_AHEAD = re.compile(r"\b(?:until|till|through|extended to|moved to|postponed to|due|by) $")
_LAST_DAY = re.compile(r" ?[-–] ?([1-9]|[12]\d|3[01])(?![\d/-])")
_PART = re.compile(r"(?:dawn|noon|midnight|sunrise|sunset|dusk|daybreak)\b", re.IGNORECASE)
""" "Captured before dawn on Thursday": "before" tells the hour, not that it lies ahead."""
_BEHIND = re.compile(r"\b(?:since|ended|dated) $")
_BACK = re.compile(r"year-(?:ago|earlier)|corresponding|last year|next year", re.IGNORECASE)
_NEAR = 36
"""Characters on both sides of a core word: longer than any expression's lead ("the first three quarters of")."""
_OTHER_CORES = (
    "fiscal|latest|noon|midnight|year-earlier|year earlier|hourly|nightly|daily|weekly|biweekly|monthly|yearly|"
    "annually|today|tonight|tomorrow|yesterday|overnight|twenties|thirties|forties|fifties|sixties|seventies|eighties|"
    "nineties|nineteen|twenty|year-ago"
)
_CUE_GROUPS = {"-1": "p", "1": "i", "2": "f"}
_ZONES = (
    r"GMT|UTC|EST|EDT|CST|CDT|MST|MDT|PST|PDT|BST|CET|ET|PT|local time|Eastern(?: Standard| Daylight)? [Tt]ime|Eastern"
)


@cache
def _slots() -> dict[str, str]:
    def either(*kinds: str) -> str:
        return "|".join(sorted((re.escape(w) for k in kinds for w in words(k)), key=len, reverse=True))

    year = r"(?:1[5-9]|20)\d\d(?!\d)"
    day = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|,\d{3}|[:.]\d|%)"
    month_any = rf"(?:(?:{either('month')})|(?:{either('month_short')})\b\.?)"
    weekday = rf"(?:{either('weekday')})"
    lead = rf"(?:(?:{either('weekday', 'weekday_short')})\b\.?,? )?"
    return {
        "year": year,
        "day": day,
        "month": rf"(?:{either('month')})",
        "month_any": month_any,
        "weekday": weekday,
        "part": rf"(?:{either('part')})",
        "season": rf"(?:{either('season')})",
        "unit": rf"(?:{either('unit')})",
        "ordinal4": r"(?:first|second|third|fourth|final)",
        "holiday": rf"(?:{either('holiday')})",
        "ref": rf"(?:{either('ref')})",
        "number": rf"(?:{numbers.pattern()})",
        "few": r"(?:a few|few|several|a couple of|a couple|couple of|many|a number of|recent|some)",
        "clock": r"(?:\d{1,2}(?::\d\d){0,2} ?[ap]\.?m\b\.?|[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?: hours)?(?!\.?\d)"
        r"|[0-2]\d[0-5]\d (?:GMT|hours|UTC)|noon|midnight)",
        "zone": rf"(?:{_ZONES})",
        "mdy": rf"(?:{lead}{month_any} {day},? {year})",
        "md": rf"(?:{lead}{month_any} {day})",
        "dmy": rf"(?:{lead}(?:the )?{day}(?: of)? {month_any},? {year})",
        "dm": rf"(?:{lead}(?:the )?{day}(?: of)? {month_any})",
    }


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    rows = lexicons.table("time_patterns", "rule", "type", "pattern")
    found = []
    for row in rows:
        source = re.sub(r"\{([a-z]\w*)\}", lambda m: _slots().get(m[1], m[0]), row["pattern"])
        found.append((row["rule"], row["type"], re.compile(rf"(?:{source})(?!\w)", re.IGNORECASE)))
    return tuple(found)


@cache
def _finder() -> re.Pattern[str]:
    """All patterns as one alternation; their own groups are unnamed here and found again by the single pattern."""
    parts = (f"(?P<r{i}>{re.sub(r'[(][?]P<[^>]+>', '(?:', p.pattern)})" for i, (_, _, p) in enumerate(_patterns()))
    return re.compile(rf"(?<![\w$€£@/])(?<!\d[.,:\-])(?:{'|'.join(parts)})", re.IGNORECASE)


@cache
def _core() -> re.Pattern[str]:
    """A word or digit without which there is no time expression; cheap to look for."""
    parts = sorted({re.escape(row["word"].lower()) for row in lexicons.table("time_words", "word", "kind", "value")})
    return re.compile(rf"\d[\d,.:/-]*|\b(?:{'|'.join(parts)}|{_OTHER_CORES})(?:s|'s)?\b", re.IGNORECASE)


def _next(text: str, at: int) -> re.Match[str] | None:
    """The first time expression from `at` on. Only the neighbourhood of core words is searched: the alternation of all
    patterns costs six times as much a character as looking for the cores."""
    scan = at
    while core := _core().search(text, scan):
        low, high = max(at, core.start() - _NEAR), core.end() + _NEAR
        match = _finder().search(text, low, high)
        if match is not None:
            return _finder().search(text, match.start())
        scan = core.end()
    return None


@cache
def _cues() -> re.Pattern[str]:
    rows = lexicons.table("time_cues", "cue", "direction")
    parts = (f"(?P<{_CUE_GROUPS[r['direction']]}{i}>{r['cue']})" for i, r in enumerate(rows))
    return re.compile(rf"(?<![\w])(?:{'|'.join(parts)})(?!\w)")


def _tense(text: str, start: int, end: int) -> int:
    """-1 past, 2 future, 1 an infinitive, 0 unknown.

    By the nearest cue left of `[start, end)` in its sentence, else the first right of it.
    """
    left = text[max(0, start - _WINDOW) : start]
    if _PART.match(text, start):
        left = left.removesuffix("before ")
    if _AHEAD.search(left) or _BEHIND.search(left):
        return 2 if _AHEAD.search(left) else -1
    stops = [*_SENTENCE.finditer(left)]
    left = left[stops[-1].end() :] if stops else left
    cues = [*_cues().finditer(left)]
    cue = cues[-1] if cues else None
    if cue is None:
        right = _SENTENCE.split(text[end : end + _WINDOW], maxsplit=1)[0]
        cue = _cues().search(right)
    if cue is None or cue.lastgroup is None:
        return 0
    return {"p": -1, "i": 1, "f": 2}[cue.lastgroup[0]]


def _day(published: str | None) -> date | None:
    """The day of an ISO string of any length that names one; None otherwise."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _when(value: Value, kind: str, start: int, text: str, today: date | None) -> When:
    type_ = value.type or kind
    first, last, precision = interval(value.timex) if value.timex and type_ in {"DATE", "TIME"} else (None, None, None)
    direction = None
    if first and last and today:
        now = today.isoformat()
        direction = "past" if last[:10] <= now else "future" if first[:10] > now else "same"
    return When(
        span=Span(start=start, end=start + len(text)),
        text=text,
        type=type_,  # type: ignore[arg-type]
        value=value.timex,
        start=first,
        end=last,
        precision=precision or ("imprecise" if type_ in {"DURATION", "SET"} else "none"),
        anchor=value.anchor,
        direction=direction,  # type: ignore[arg-type]
    )


def _with_last_day(when: When, text: str) -> When:
    """ "Nov. 14-15": the days from the first to the last; the TIMEX3 value stays the first."""
    more = _LAST_DAY.match(text, when.span.end)
    if more is None or when.precision != "day" or when.start is None or not when.text[-1].isdigit():
        return when
    first = date.fromisoformat(when.start)
    days = int(more[1]) - first.day
    if not 0 < days < 28 or (first + timedelta(days)).month != first.month:
        return when
    last = (first + timedelta(days + 1)).isoformat()
    span = Span(start=when.span.start, end=more.end())
    return replace(when, span=span, text=text[span.start : span.end], end=last)


def times_in(text: str, published: str | None) -> tuple[When, ...]:
    """Time expressions of `text`, left to right, without overlap.

    `published` is an ISO date or date and time; without it relative expressions get no value and `anchor` says why.
    """
    today = _day(published)
    found: list[When] = []
    previous = quarter = None
    patterns = _patterns()
    at = 0
    while match := _next(text, at):
        name, kind, own = patterns[int((match.lastgroup or "r0")[1:])]
        single = own.match(text, match.start())
        assert single is not None
        start, end = match.span()
        tense = _tense(text, start, end)
        around = Around(today, tense, text[max(0, start - 40) : start], text[end : end + 40], previous, quarter)
        value = RULES[name](single, around)
        at = end if value else match.start() + max(1, len(text[start:end].split(" ", maxsplit=1)[0]))
        if value is None:
            continue
        when = _with_last_day(_when(value, kind, start, text[start:end], today), text)
        found.append(when)
        if when.type in {"DATE", "TIME"} and when.start and value.timex:
            previous = value.timex
            if name in {"quarter", "latest_quarter"} and not _BACK.search(when.text):
                quarter = value.timex if "-Q" in value.timex else quarter
    return tuple(found)


def find_times(doc: Any, published: str | None) -> tuple[When, ...]:
    """Time expressions of an annotated text (a spaCy Doc; only its characters are read)."""
    return times_in(doc.text, published)
