"""Rules for dates of the calendar: days, months, seasons, quarters, years, decades, holidays."""

import re
from datetime import date

from communique import lexicons, numbers
from communique.readings.times_intervals import nth_weekday, shift
from communique.readings.times_values import (
    NOTHING,
    Around,
    Match,
    Rule,
    Value,
    day_of,
    full_year,
    month_number,
    relative,
    toward,
    valid_day,
    words,
)


def iso(m: Match, around: Around) -> Value | None:
    day = valid_day(int(m["y"]), int(m["m"]), int(m["d"]))
    if day and m["hh"]:
        return Value(f"{day}T{m['hh']}:{m['mm']}", type="TIME")
    return Value(day) if day else None


def slashed(m: Match, around: Around) -> Value | None:
    a, b, year = int(m["m"]), int(m["d"]), full_year(m["y"])
    day = valid_day(year, a, b) or valid_day(year, b, a)
    return Value(day) if day else None


def calendar_day(m: Match, around: Around) -> Value | None:
    """`Monday, March 13, 2023`, `13 March`, `Jan. 5`: the nearest such day in the direction of the tense."""
    return day_of(m.group(), around)


def month_year(m: Match, around: Around) -> Value | None:
    month, written = month_number(m["mon"]), m["y"]
    if not m["mon"][0].isupper():
        return None
    if written[0] in "'12":
        return Value(f"{full_year(written):04}-{month:02}")
    if around.published is None:
        return NOTHING
    return relative(f"{around.published.year + toward(written.split()[0]):04}-{month:02}")


_NUMBERED = re.compile(
    r"(?:[$€£#]|\bNo\.|\b(?:flight|route|highway|page|section|article|code|about|than|nearly|some)) ?$", re.IGNORECASE
)


def year(m: Match, around: Around) -> Value | None:
    """Four digits are a year where nothing is counted, numbered or measured by them."""
    if _NUMBERED.search(around.before):
        return None
    if re.match(r",\d|\.\d|%|-(?:mile|foot|meter|pound|member|seat|acre)", around.after):
        return None
    noun = re.match(r" ([a-z]+)", around.after)
    return None if noun and noun[1] in lexicons.words("time_counted") else Value(m["y"])


def fiscal(m: Match, around: Around) -> Value | None:
    return Value(f"{full_year(m['y'] or m['y2']):04}")


def short_year(m: Match, around: Around) -> Value | None:
    return (
        Value(f"{full_year(m['yy']):04}")
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


_MONTH_BEFORE = re.compile(
    r"\b(?:in|since|until|till|by|from|of|last|next|this|through|to|before|after|during|and|or|for|mid|late|early|"
    r"between) $",
    re.IGNORECASE,
)


def month(m: Match, around: Around) -> Value | None:
    """A bare month; the short forms and "May" only after a word that leads a date."""
    name = m["mon"]
    risky = name.lower() in {"may", "march"} or name.lower().rstrip(".") in words("month_short")
    if not name[0].isupper() or (risky and not _MONTH_BEFORE.search(around.before)):
        return None
    if m.re.groupindex.get("rel") is not None:
        return _month_rel(month_number(name), m["rel"].lower(), around)
    return _month_near(month_number(name), around)


def _month_near(number: int, around: Around) -> Value:
    """The latest such month when the tense is past, the next when it is future, else the nearer, the past one first."""
    if around.published is None:
        return NOTHING
    now = around.published.year * 12 + around.published.month - 1
    there = around.published.year * 12 + number - 1
    past = there if there <= now else there - 12
    future = there if there >= now else there + 12
    behind = {-1: 12, 0: 9, 1: 2}.get(around.tense, -1)
    pick = past if now - past <= behind else future
    return relative(f"{pick // 12:04}-{pick % 12 + 1:02}")


def _month_rel(number: int, rel: str, around: Around) -> Value:
    if around.published is None:
        return NOTHING
    year, current = around.published.year, around.published.month
    if rel == "last" or "past" in rel:
        year -= 0 if number < current else 1
    elif rel == "next" or "coming" in rel:
        year += 1 if number <= current else 0
    return relative(f"{year:04}-{number:02}")


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
    return relative(f"{year:04}-{code}")


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
        there += toward(said[1]) * per_year
    else:
        # News tells of the quarter that has ended; "will report third-quarter ..." is still about the same one.
        there -= per_year if there > now and around.tense <= 0 else 0
        there -= per_year if "year" in lead.lower() and not around.quarter else 0
        if around.quarter and "year" in lead.lower():
            return Value(f"{int(around.quarter[:4]) - 1:04}-{letter}{number}", "previous")
    return relative(f"{there // per_year:04}-{letter}{there % per_year + 1}")


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
    return relative(shift(around.published, "Q", 0 if re.search("current|this", text) else -1))


def year_ago(m: Match, around: Around) -> Value | None:
    if around.quarter:
        return Value(f"{int(around.quarter[:4]) - 1:04}{around.quarter[4:]}", "previous")
    return relative(shift(around.published, "Y", -1)) if around.published else NOTHING


def holiday(m: Match, around: Around) -> Value | None:
    """The holiday nearest to the publication in the direction of the tense."""
    if not m["w"][0].isupper():
        return None
    parts = [int(p) for p in re.findall(r"(?<=-)-?\d+|^\d+", words("holiday")[m["w"].lower()])]
    if m["y"]:
        return Value(_holiday(int(m["y"]), parts))
    if around.published is None:
        return NOTHING
    published, today = around.published, around.published.isoformat()
    days = [_holiday(published.year + y, parts) for y in (-1, 0, 1)]
    fit = [d for d in days if (d <= today if around.tense < 0 else d >= today if around.tense > 0 else True)]
    return relative(min(fit, key=lambda d: abs((date.fromisoformat(d) - published).days)))


def _holiday(year: int, parts: list[int]) -> str:
    return nth_weekday(year, *parts) if len(parts) == 3 else f"{year:04}-{parts[0]:02}-{parts[1]:02}"


def year_end(m: Match, around: Around) -> Value | None:
    if around.published is None:
        return NOTHING
    word = m["w"].lower()
    if "month" in word:
        return relative(shift(around.published, "M", 0))
    if "mid" in word:
        return relative(f"{around.published.year:04}-06")
    return relative(f"{around.published.year - (1 if around.tense < 0 and around.published.month < 7 else 0):04}-12-31")


RULES: dict[str, Rule] = {
    "iso": iso,
    "slashed": slashed,
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
    "year_ago": year_ago,
    "latest_quarter": latest_quarter,
    "year_end": year_end,
    "mod_month": month,
    "rel_month": month,
    "holiday": holiday,
    "month": month,
    "year": year,
    "short_year": short_year,
    "spoken_year": spoken_year,
}
