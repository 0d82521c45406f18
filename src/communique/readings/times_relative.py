"""Rules for what is counted from another date, for times of day, and for lengths and repetitions."""

import re
from datetime import date, timedelta

from communique import numbers
from communique.readings.times_intervals import shift
from communique.readings.times_values import (
    NOTHING,
    VAGUE,
    Around,
    Match,
    Rule,
    Value,
    day_of,
    month_number,
    part_code,
    relative,
    toward,
    valid_day,
    weekday_number,
    weekday_value,
    words,
)


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
    step = toward(rel)
    if unit == "WE" and rel == "the" and around.tense <= 0 and day.weekday() < 5:
        step = -1
    timex = shift(day, unit, step)
    return Value(timex or None, "previous" if anchored and around.previous else "published")


def _definite(m: Match, around: Around, unit: str) -> bool:
    """Which "the week" is a date: with a part of it named, the weekend, or a year in a frame."""
    if m["mod"]:
        return unit not in {"D"}
    return unit in {"WE", "Y"}


_EVENT = re.compile(r"\s+[^\W\d]")
""" "Three days after Mexico extradited him": counted from what the words behind tell, which is no date."""


def ago(m: Match, around: Around) -> Value | None:
    """`two weeks ago` from the publication; `three days later` from the date named before."""
    unit, direction = _unit(m["u"]), m["dir"].lower()
    count = _number(m["n"]) if m["n"] else (1.0 if m["one"] else None)
    if direction in {"after", "before"} and _EVENT.match(around.after):
        return Value(None, "an event")
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
        return relative(shift(day, "D", -7))
    month = day.year * 12 + day.month - 1 - (1 if unit == "M" else 12)
    return relative(valid_day(month // 12, month % 12 + 1, day.day) or "")


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


def weekday(m: Match, around: Around) -> Value | None:
    groups = m.groupdict()
    if not m["wd"][0].isupper():
        return None
    rel, week = (groups.get("rel") or "").lower(), (groups.get("rel2") or "").lower()
    if week and around.published:
        monday = around.published - timedelta(around.published.weekday()) + timedelta(7 * toward(week))
        return relative(shift(monday, "D", weekday_number(m["wd"]) - 1))
    return weekday_value(weekday_number(m["wd"]), rel, around)


_DEICTIC = {"today": 0, "tonight": 0, "overnight": 0, "tomorrow": 1, "tomorrow night": 1, "yesterday": -1}


def deictic(m: Match, around: Around) -> Value | None:
    word = m["w"].lower()
    if around.published is None:
        return NOTHING
    offset = _DEICTIC.get(word, -2 if "before" in word else 2)
    timex = shift(around.published, "D", offset)
    if "night" in word:
        return Value(f"{timex}TNI", "published", "TIME")
    return relative(timex)


def this_part(m: Match, around: Around) -> Value | None:
    """`this morning`, `last night`; `that evening` belongs to the date named before."""
    rel, part = m["rel"].lower(), part_code(m["part"])
    day = around.previous_day if rel in {"that", "the same"} else around.published
    if day is None:
        return NOTHING
    anchor = "previous" if rel in {"that", "the same"} and around.previous else "published"
    return Value(f"{shift(day, 'D', -1 if rel == 'last' else 0)}T{part}", anchor)


def the_part(m: Match, around: Around) -> Value | None:
    day = around.previous_day
    return (
        Value(f"{day.isoformat()}T{part_code(m['part'])}", "previous" if around.previous else "published")
        if day
        else NOTHING
    )


def day_part(m: Match, around: Around) -> Value | None:
    """`Monday evening`, `the morning of March 3`."""
    day = day_of(m["day"], around)
    if day is None or (m["day"].lower().split()[-1] in words("weekday") and not m["day"].split()[-1][0].isupper()):
        return None
    return Value(f"{day.timex}T{part_code(m['part'])}" if day.timex else None, day.anchor)


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


def duration(m: Match, around: Around) -> Value | None:
    """`two weeks`, `a 10-year`, `several days`: a length; vague ones count X."""
    groups = m.groupdict()
    unit = _unit(m["u"])
    if unit == "WE" or (unit == "TS" and groups.get("one")) or (unit == "Q" and "-" in m.group()):
        return None  # "three-quarters" is a share
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
        return Value(f"XXXX-WXX-{weekday_number(m['wd'])}" + (f"T{part_code(m['part'])}" if m["part"] else ""))
    if m["mon"]:
        return Value(f"XXXX-{month_number(m['mon']):02}") if m["mon"][0].isupper() else None
    count = _number(m["n"]) if m["n"] else 1.0
    return Value(_amount(_unit(m["unit"]), _plain(count or 1.0)))


def set_weekday(m: Match, around: Around) -> Value | None:
    return Value(f"XXXX-WXX-{weekday_number(m['wd'])}") if m["wd"][0].isupper() else None


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


RULES: dict[str, Rule] = {
    "clock_day": clock_day,
    "clock": clock,
    "part_day": day_part,
    "day_part": day_part,
    "ago_day": ago_day,
    "ago": ago,
    "bare_ago": vague_past,
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
    "duration": duration,
    "a_unit": duration,
    "bare_units": bare_units,
    "time_name": clock,
    "ref": reference,
}
