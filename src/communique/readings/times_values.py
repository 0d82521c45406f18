"""What each pattern of `data/time_patterns.tsv` is worth: one function a rule, from a match to a TIMEX3 value.

A function gets the match and what is known around it and returns a `Value`, or None when the words are no time
after all ("the march on the capital"). Relative ones are counted from the day of publication, some from the date
named before; without either there is no value, and the reason is kept.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from communique import lexicons, numbers
from communique.readings.times_intervals import interval, nth_weekday, shift

Match = re.Match[str]

NO_PUBLISHED = "no publication date"
VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Value:
    """A TIMEX3 value (None = not known), what it was counted from, and its type when the rule's own is not right."""

    timex: str | None
    anchor: str | None = None
    type: str | None = None


@dataclass(slots=True)
class Around:
    """What is known at one place of the text. `tense` is -1 past, 1 future, 0 unknown."""

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


def _relative(timex: str) -> Value:
    return Value(timex or None, "published")


NOTHING = Value(None, NO_PUBLISHED)


def _month(name: str) -> int:
    key = name.lower().rstrip(".")
    return int(words("month").get(key) or words("month_short")[key])


def _weekday(name: str) -> int:
    key = name.lower().rstrip(".")
    return int(words("weekday").get(key) or words("weekday_short")[key])


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _year(written: str) -> int:
    """Two digits are the century next to now: up to 50 is 20xx."""
    digits = int(written.lstrip("'"))
    return digits if digits > 99 else digits + (1900 if digits > 50 else 2000)


# ---- absolute dates ----------------------------------------------------------------------------------------------


def iso(m: Match, around: Around) -> Value | None:
    day = _valid(int(m["y"]), int(m["m"]), int(m["d"]))
    if day and m["hh"]:
        return Value(f"{day}T{m['hh']}:{m['mm']}", type="TIME")
    return Value(day) if day else None


def slashed(m: Match, around: Around) -> Value | None:
    a, b, year = int(m["m"]), int(m["d"]), _year(m["y"])
    day = _valid(year, a, b) or _valid(year, b, a)
    return Value(day) if day else None


_PARTS = re.compile(
    r"(?P<mon>[A-Za-z]{3,9})\.? ?(?:of )?(?P<d>\d{1,2})|(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<mon2>[A-Za-z]{3,9})"
)


def calendar_day(m: Match, around: Around) -> Value | None:
    """`Monday, March 13, 2023`, `13 March`, `Jan. 5`: the nearest such day in the direction of the tense."""
    return day_of(m.group(), around)


def day_of(text: str, around: Around) -> Value | None:
    """The day that a string names: a calendar day, a weekday, today, yesterday, tomorrow."""
    found = next((p for p in _PARTS.finditer(text) if (p["mon"] or p["mon2"]).lower() in _month_names()), None)
    if found is None:
        return _loose_day(text, around)
    month, day = _month(found["mon"] or found["mon2"]), int(found["d"] or found["d2"])
    year = re.search(r"\b(?:1[5-9]|20)\d\d\b", text)
    if year:
        exact = _valid(int(year.group()), month, day)
        return Value(exact) if exact else None
    if around.published is None:
        return NOTHING if _valid(2000, month, day) else None
    return _nearest_year(month, day, around.published, around.tense)


@cache
def _month_names() -> frozenset[str]:
    return frozenset(words("month")) | frozenset(words("month_short"))


def _nearest_year(month: int, day: int, published: date, tense: int) -> Value | None:
    days = [d for y in (-1, 0, 1) if (d := _valid(published.year + y, month, day))]
    today = published.isoformat()
    if tense < 0:
        days = [d for d in days if d <= today] or days
    elif tense > 0:
        days = [d for d in days if d >= today] or days
    if not days:
        return None
    return _relative(min(days, key=lambda d: (abs((date.fromisoformat(d) - published).days), d)))


def _loose_day(text: str, around: Around) -> Value | None:
    lower = text.lower()
    name = next((w for w in re.findall(r"[a-z]+", lower) if w in words("weekday")), None)
    if name:
        rel = next((w for w in ("last", "next") if re.search(rf"\b{w}\b", lower)), "")
        return weekday_value(_weekday(name), rel, around)
    offset = next((n for w, n in (("yesterday", -1), ("tomorrow", 1), ("today", 0)) if w in lower), None)
    if offset is None:
        return None
    return _relative(shift(around.published, "D", offset)) if around.published else NOTHING


def month_year(m: Match, around: Around) -> Value | None:
    month, written = _month(m["mon"]), m["y"]
    if not m["mon"][0].isupper():
        return None
    if written[0] in "'12":
        return Value(f"{_year(written):04}-{month:02}")
    if around.published is None:
        return NOTHING
    return _relative(f"{around.published.year + _step(written.split()[0]):04}-{month:02}")


def _step(rel: str | None) -> int:
    """-1, 0 or 1 for the words before a unit."""
    word = (rel or "").lower()
    if re.search(r"\b(?:last|past|previous)\b", word):
        return -1
    return 1 if re.search(r"\b(?:next|coming|following|upcoming)\b", word) else 0


def year(m: Match, around: Around) -> Value | None:
    """Four digits are a year after a word of time or where nothing is counted by them."""
    if re.search(
        r"(?:[$€£#]|\bNo\.|\bFlight|\broute|\bhighway|\bpage|\bsection|\barticle|\bcode|\babout|\bthan|\bnearly|\bsome) ?$",
        around.before,
        re.I,
    ):
        return None
    if re.match(
        r"(?:,\d|\.\d|%| percent| (?:people|persons|men|women|children|troops|soldiers|tons|meters|feet|miles|km|kg|pounds|dollars|jobs|points|shares|hours|votes|homes|houses|cases|deaths|members|workers|employees|migrants|pills|rounds|block)\b|-(?:mile|foot|meter|pound|member|seat|acre))",
        around.after,
    ):
        return None
    return Value(m["y"])


def fiscal(m: Match, around: Around) -> Value | None:
    return Value(f"{_year(m['y'] or m['y2']):04}")


def short_year(m: Match, around: Around) -> Value | None:
    return (
        Value(f"{_year(m['yy']):04}")
        if re.search(r"(?:\b(?:in|of|since|by|from|until|summer|fall|spring|winter|class) |[-(])$", around.before, re.I)
        else None
    )


_TENS = {
    w: n
    for n, w in enumerate(
        ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"], 2
    )
}


def spoken_year(m: Match, around: Around) -> Value | None:
    if not m["ten"]:
        return Value("2000") if "year" in m.group().lower() else None
    return Value(f"{1900 + int(numbers.value(m['ten'] + ' ' + (m['one'] or '')) or 0):04}")


def decade(m: Match, around: Around) -> Value | None:
    if m["y"]:
        return Value(m["y"])
    digit = int(m["yy"]) if m["yy"] else _TENS[m["word"].lower()]
    if m["word"] and not re.match(r"the\b", m.group(), re.I):
        return None
    return Value(f"19{digit}")


def century(m: Match, around: Around) -> Value | None:
    return Value(f"{int(m['n']) - 1:02}")


# ---- months, seasons, quarters ------------------------------------------------------------------------------------

_MONTH_BEFORE = re.compile(
    r"\b(?:in|since|until|till|by|from|of|last|next|this|through|to|before|after|during|and|or|for|mid|late|early|between|again in) $",
    re.I,
)


def month(m: Match, around: Around) -> Value | None:
    """A bare month; the short forms and "May" only after a word that leads a date."""
    name = m["mon"]
    risky = name.lower() in {"may", "march"} or name.lower().rstrip(".") in words("month_short")
    if not name[0].isupper() or (risky and not _MONTH_BEFORE.search(around.before)):
        return None
    if m.re.groupindex.get("rel") is not None:
        return _month_rel(_month(name), m["rel"].lower(), around)
    return _month_near(_month(name), around)


def _month_near(number: int, around: Around) -> Value:
    """The latest such month when the tense is past, the next when it is future, else the nearer, the past one first."""
    if around.published is None:
        return NOTHING
    now = around.published.year * 12 + around.published.month - 1
    there = around.published.year * 12 + number - 1
    past = there if there <= now else there - 12
    future = there if there >= now else there + 12
    pick = past if around.tense < 0 or (around.tense == 0 and now - past <= 9) else future
    return _relative(f"{pick // 12:04}-{pick % 12 + 1:02}")


def _month_rel(number: int, rel: str, around: Around) -> Value:
    if around.published is None:
        return NOTHING
    year, current = around.published.year, around.published.month
    if rel == "last" or "past" in rel:
        year -= 0 if number < current else 1
    elif rel == "next" or "coming" in rel:
        year += 1 if number <= current else 0
    return _relative(f"{year:04}-{number:02}")


def season(m: Match, around: Around) -> Value | None:
    return Value(f"{m['y']}-{words('season')[m['season'].lower()]}")


_SEASON_FIRST = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def rel_season(m: Match, around: Around) -> Value | None:
    rel, code = m["rel"].lower(), words("season")[m["season"].lower()]
    if rel in {"each", "every"}:
        return Value(f"XXXX-{code}", type="SET")
    if rel == "the" and (
        code in {"FA", "SP"}
        or not re.search(r"\b(?:in|during|of|through|over|by|for|until|since) $", around.before, re.I)
    ):
        return None
    if around.published is None:
        return NOTHING
    day, first = around.published, _SEASON_FIRST[code]
    year = day.year - (1 if code == "WI" and day.month < 3 else 0)
    if rel == "last" or "past" in rel:
        year -= 0 if (year, first + 2) < (day.year, day.month) else 1
    elif rel == "next":
        year += 1 if day.month >= first else 0
    elif rel == "the" and around.tense < 0 and first > day.month:
        year -= 1
    return _relative(f"{year:04}-{code}")


def quarter(m: Match, around: Around) -> Value | None:
    letter, number = ("Q" if m["kind"].lower() == "quarter" else "H"), int(words("ordinal")[m["ord"].lower()])
    per_year = 4 if letter == "Q" else 2
    if number > per_year:
        return None
    lead, tail = m["past"] or "", m["y"] or m["y1"] or ""
    if re.fullmatch(r"\d{4}", tail):
        return Value(f"{tail}-{letter}{number}")
    if around.published is None:
        return NOTHING
    now = around.published.year * per_year + (around.published.month - 1) * per_year // 12
    there = around.published.year * per_year + number - 1
    if said := re.match(r"(last|next|this) year", lead or tail, re.I):
        there += _step(said[1]) * per_year
    else:
        # News tells of the quarter that has ended; "will report third-quarter ..." is still about the same one.
        there -= per_year if there > now and around.tense <= 0 else 0
        there -= per_year if "year" in lead.lower() and not around.quarter else 0
        if around.quarter and "year" in lead.lower():
            return Value(f"{int(around.quarter[:4]) - 1:04}-{letter}{number}", "previous")
    return _relative(f"{there // per_year:04}-{letter}{there % per_year + 1}")


def latest_quarter(m: Match, around: Around) -> Value | None:
    """`the quarter`, `the latest period`: the quarter named before, else the last one that has ended."""
    text = m.group().lower()
    if (m["kind"] or "").lower() == "period" and not around.quarter:
        return None
    if around.quarter:
        back = 1 if "year-ago" in text or "corresponding" in text else 0
        return Value(f"{int(around.quarter[:4]) - back:04}{around.quarter[4:]}", "previous")
    if around.published is None:
        return NOTHING
    return _relative(shift(around.published, "Q", 0 if re.search("current|this", text) else -1))


def year_ago(m: Match, around: Around) -> Value | None:
    if around.quarter:
        return Value(f"{int(around.quarter[:4]) - 1:04}{around.quarter[4:]}", "previous")
    return _relative(shift(around.published, "Y", -1)) if around.published else NOTHING


# ---- relative units -----------------------------------------------------------------------------------------------


def _unit(word: str) -> str:
    return words("unit")[word.lower()]


def _amount(unit: str, count: str) -> str:
    """`P2W`, `PT3H`: a length in TIMEX3; fortnights and semesters become weeks and months."""
    if found := re.fullmatch(r"(\d)([WM])", unit):
        return f"P{int(found[1]) * int(count) if count.isdigit() else 'X'}{found[2]}"
    return f"PT{count}{unit[1]}" if unit[0] == "T" else f"P{count}{unit}"


def _number(text: str | None) -> float | None:
    return numbers.value(text) if text else None


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def mod_rel_unit(m: Match, around: Around) -> Value | None:
    """`last week`, `early next year`, `the end of this month`, `that day`, `the previous month`."""
    rel, unit = m["rel"].lower(), _unit(m["u"])
    anchored = rel in {"the previous", "the following", "that", "the same", "the next"}
    if rel == "the" and not _definite(m, around, unit):
        return None
    if rel == "the" and unit == "Y" and not m["mod"]:
        return (
            Value("P1Y", type="DURATION")
            if re.search(r"\b(?:of|for|during|in|over|throughout) $", around.before, re.I)
            else None
        )
    day = around.previous_day if anchored else around.published
    if day is None:
        return NOTHING
    step = _step(rel)
    if unit == "WE" and rel == "the" and around.tense <= 0 and day.weekday() < 5:
        step = -1
    timex = shift(day, unit, step)
    return Value(timex or None, "previous" if anchored and around.previous else "published")


def _definite(m: Match, around: Around, unit: str) -> bool:
    """Which "the week" is a date: with a part of it named, the weekend, or a year in a frame."""
    if m["mod"]:
        return unit not in {"D"}
    return unit in {"WE", "Y"}


def ago(m: Match, around: Around) -> Value | None:
    """`two weeks ago` from the publication; `three days later` from the date named before."""
    unit, direction = _unit(m["u"]), m["dir"].lower()
    count = _number(m["n"]) if m["n"] else (1.0 if m["one"] else None)
    back = direction in {"ago", "earlier", "before", "prior", "previously"}
    published = direction in {"ago", "from now", "hence", "from today"}
    if unit == "Y" and m["one"] and back and around.quarter and direction in {"ago", "earlier"}:
        return Value(f"{int(around.quarter[:4]) - 1:04}{around.quarter[4:]}", "previous")
    if count is None:
        if (m["few"] or "").lower().startswith(("a couple", "couple")):
            count = 2.0
        else:
            return Value("PAST_REF" if back else "FUTURE_REF", VAGUE)
    day = around.published if published or not around.previous else around.previous_day
    if (direction in {"earlier", "before"} and unit in {"Y", "M", "W"}) or (unit == "D" and not around.to_the_day):
        day = around.published
    if day is None:
        return NOTHING
    return _counted(day, unit, -count if back else count, "published" if day == around.published else "previous")


def _counted(day: date, unit: str, count: float, anchor: str) -> Value:
    if unit[0] == "T":
        return Value(None, "time of day not known", "TIME")
    unit, count = {"2W": ("W", count * 2), "6M": ("M", count * 6)}.get(unit, (unit, count))
    if unit == "Y" and count != int(count):
        unit, count = "M", count * 12
    if unit == "DE":
        unit, count = "Y", count * 10
    if unit in {"CE", "ME", "WE"}:
        return Value(None, VAGUE)
    return Value(shift(day, unit, int(count)) or None, anchor)


def ago_day(m: Match, around: Around) -> Value | None:
    if around.published is None:
        return NOTHING
    base = day_of(m["day"], around)
    if base is None or base.timex is None:
        return None
    day, unit = date.fromisoformat(base.timex[:10]), _unit(m["unit"])
    if unit == "W":
        return _relative(shift(day, "D", -7))
    month = day.year * 12 + day.month - 1 - (1 if unit == "M" else 12)
    return _relative(_valid(month // 12, month % 12 + 1, day.day) or "")


def vague_past(m: Match, around: Around) -> Value | None:
    return Value("PAST_REF", VAGUE)


def reference(m: Match, around: Around) -> Value | None:
    """`now`, `recently`, `soon`: a direction, no date."""
    word = m["w"].lower()
    if word == "current" and not re.match(r" \w", around.after):
        return None
    if word == "now" and re.match(r" that\b", around.after):
        return None
    return Value(words("ref")[word], VAGUE)


# ---- days ---------------------------------------------------------------------------------------------------------


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
    return _relative(shift(around.published, "D", -back))


def weekday(m: Match, around: Around) -> Value | None:
    groups = m.groupdict()
    if not m["wd"][0].isupper():
        return None
    rel, week = (groups.get("rel") or "").lower(), (groups.get("rel2") or "").lower()
    if week and around.published:
        monday = around.published - timedelta(around.published.weekday()) + timedelta(7 * _step(week))
        return _relative(shift(monday, "D", _weekday(m["wd"]) - 1))
    return weekday_value(_weekday(m["wd"]), rel, around)


_DEICTIC = {"today": 0, "tonight": 0, "overnight": 0, "tomorrow": 1, "tomorrow night": 1, "yesterday": -1}


def deictic(m: Match, around: Around) -> Value | None:
    word = m["w"].lower()
    if around.published is None:
        return NOTHING
    offset = _DEICTIC.get(word, -2 if "before" in word else 2)
    timex = shift(around.published, "D", offset)
    if "night" in word:
        return Value(f"{timex}TNI", "published", "TIME")
    return _relative(timex)


def _part(word: str) -> str:
    return words("part")[word.lower()]


def this_part(m: Match, around: Around) -> Value | None:
    """`this morning`, `last night`; `that evening` belongs to the date named before."""
    rel, part = m["rel"].lower(), _part(m["part"])
    day = around.previous_day if rel in {"that", "the same"} else around.published
    if day is None:
        return NOTHING
    anchor = "previous" if rel in {"that", "the same"} and around.previous else "published"
    return Value(f"{shift(day, 'D', -1 if rel == 'last' else 0)}T{part}", anchor)


def the_part(m: Match, around: Around) -> Value | None:
    day = around.previous_day
    return (
        Value(f"{day.isoformat()}T{_part(m['part'])}", "previous" if around.previous else "published")
        if day
        else NOTHING
    )


def day_part(m: Match, around: Around) -> Value | None:
    """`Monday evening`, `the morning of March 3`."""
    day = day_of(m["day"], around)
    if day is None or (m["day"].lower().split()[-1] in words("weekday") and not m["day"].split()[-1][0].isupper()):
        return None
    return Value(f"{day.timex}T{_part(m['part'])}" if day.timex else None, day.anchor)


_CLOCK = re.compile(
    r"(?P<h>\d{1,2})(?::?(?P<m>\d\d))?(?::\d\d)? ?(?P<half>[ap])?\.?(?:m\b)?|(?P<w>noon|midnight)", re.I
)


def _clock(text: str) -> str | None:
    found = _CLOCK.search(text)
    if found is None:
        return None
    if found["w"]:
        return "12:00" if found["w"].lower() == "noon" else "00:00"
    hour, minute = int(found["h"]), int(found["m"] or 0)
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def clock_day(m: Match, around: Around) -> Value | None:
    day, time = day_of(m["day"], around), _clock(m.group())
    if day is None or time is None:
        return None
    return Value(f"{day.timex}T{time}" if day.timex else None, day.anchor)


def clock(m: Match, around: Around) -> Value | None:
    """A time of day belongs to the date named before, else to the day of publication."""
    time = _clock(m.group())
    day = around.previous_day
    if time is None:
        return None
    return Value(f"{day.isoformat()}T{time}", "previous" if around.previous else "published") if day else NOTHING


def holiday(m: Match, around: Around) -> Value | None:
    if not m["w"][0].isupper():
        return None
    parts = [int(p) for p in re.findall(r"(?<=-)-?\d+|^\d+", words("holiday")[m["w"].lower()])]
    if m["y"]:
        years, anchor = (int(m["y"]),), None
    elif around.published:
        years, anchor = tuple(around.published.year + y for y in (-1, 0, 1)), "published"
    else:
        return NOTHING
    days = [nth_weekday(y, *parts) if len(parts) == 3 else f"{y:04}-{parts[0]:02}-{parts[1]:02}" for y in years]
    if around.published is None or m["y"]:
        return Value(days[0], anchor)
    today = around.published.isoformat()
    fit = [d for d in days if (d <= today if around.tense < 0 else d >= today if around.tense > 0 else True)]
    return Value(min(fit, key=lambda d: abs((date.fromisoformat(d) - around.published).days)), anchor)  # type: ignore[operator]


def year_end(m: Match, around: Around) -> Value | None:
    if around.published is None:
        return NOTHING
    word = m["w"].lower()
    if "month" in word:
        return _relative(shift(around.published, "M", 0))
    if "mid" in word:
        return _relative(f"{around.published.year:04}-06")
    return _relative(
        f"{around.published.year - (1 if around.tense < 0 and around.published.month < 7 else 0):04}-12-31"
    )


# ---- lengths and repetitions --------------------------------------------------------------------------------------


def duration(m: Match, around: Around) -> Value | None:
    """`two weeks`, `a 10-year`, `several days`: a length; vague ones count X."""
    groups = m.groupdict()
    unit = _unit(m["u"])
    if unit == "WE" or (unit == "TS" and groups.get("one")):
        return None
    if groups.get("one"):
        return None if _rate(around) else Value(_amount(unit, "1"))
    count = _number(groups.get("n"))
    if count is None and groups.get("few"):
        return Value(_amount(unit, "2" if "couple" in groups["few"].lower() else "X"))
    if count is None:
        return None
    extra = 0.5 if "and a half" in m.group().lower() and count == int(count) else 0.0
    return Value(_amount(unit, _plain(count + extra)))


def _rate(around: Around) -> bool:
    """`$5 million a year`, `three times a week` are rates, not lengths."""
    return (
        re.search(
            r"(?:\d|\b(?:million|billion|thousand|times|percent|once|twice|dollars|tons|people)) $", around.before, re.I
        )
        is not None
    )


def past_unit(m: Match, around: Around) -> Value | None:
    return Value(_amount(_unit(m["u"]), "1"))


def bare_units(m: Match, around: Around) -> Value | None:
    word = next(g for g in m.groups() if g).removesuffix("s")
    return Value(_amount(_unit(word), "X"))


def set_every(m: Match, around: Around) -> Value | None:
    if m["wd"]:
        return Value(f"XXXX-WXX-{_weekday(m['wd'])}" + (f"T{_part(m['part'])}" if m["part"] else ""))
    if m["mon"]:
        return Value(f"XXXX-{_month(m['mon']):02}") if m["mon"][0].isupper() else None
    count = _number(m["n"]) if m["n"] else 1.0
    return Value(_amount(_unit(m["unit"]), _plain(count or 1.0)))


def set_weekday(m: Match, around: Around) -> Value | None:
    return Value(f"XXXX-WXX-{_weekday(m['wd'])}") if m["wd"][0].isupper() else None


_ADVERBS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "XXXX-XX-XXTNI",
    "weekly": "P1W",
    "biweekly": "P2W",
    "monthly": "P1M",
}


def set_adverb(m: Match, around: Around) -> Value | None:
    word = m["w"]
    if word[0].isupper() and around.before and not around.before.endswith((". ", "\n")):
        return None
    return Value(_ADVERBS.get(word.lower(), "P1Y"))


RULES: dict[str, Callable[[Match, Around], Value | None]] = {
    "iso": iso,
    "slashed": slashed,
    "clock_day": clock_day,
    "clock": clock,
    "part_day": day_part,
    "day_part": day_part,
    "mdy": calendar_day,
    "dmy": calendar_day,
    "md": calendar_day,
    "dm": calendar_day,
    "quarter": quarter,
    "my": month_year,
    "season": season,
    "rel_season": rel_season,
    "fiscal": fiscal,
    "decade": decade,
    "century": century,
    "ago_day": ago_day,
    "ago": ago,
    "bare_ago": vague_past,
    "year_ago": year_ago,
    "latest_quarter": latest_quarter,
    "set_every": set_every,
    "set_wd": set_weekday,
    "set_adverb": set_adverb,
    "rel_n": duration,
    "rel_past": past_unit,
    "rel_weekday": weekday,
    "mod_weekday": weekday,
    "deictic": deictic,
    "this_part": this_part,
    "the_part": the_part,
    "mod_rel_unit": mod_rel_unit,
    "year_end": year_end,
    "mod_month": month,
    "rel_month": month,
    "holiday": holiday,
    "duration": duration,
    "a_unit": duration,
    "bare_units": bare_units,
    "month": month,
    "year": year,
    "short_year": short_year,
    "spoken_year": spoken_year,
    "time_name": clock,
    "ref": reference,
}
