"""Numbers of a text with their limits, ranges, currencies and units: the words around a number, without any parse."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from communique import lexicons, numbers
from communique.shapes import Bound, Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with all that stands directly at it. `[start, end)` holds number, multiplier and unit."""

    start: int
    end: int
    value: float
    value_max: float | None
    unit: str | None
    """None = a count."""
    dimension: str | None
    bound: Bound | None
    first: int
    """Where the words of the bound begin; `start` when there are none."""
    last: int
    """Where the words that belong to it end, its rate included: `for every 100,000`."""


_SIGN = r"(?:US ?\$|Mex\$|HK\$|CA?\$|A\$|R\$|\$|€|£|¥)"
_BEFORE_SIGN = re.compile(rf"({_SIGN}) ?$", re.IGNORECASE)
_RANGE = re.compile(rf"(?: ?[\-–—] ?| to | or | and )(?:({_SIGN}) ?)?(?=[\da-z])", re.IGNORECASE)
_SHORT_SCALE = re.compile(r" ?(m|mn|mln|k|b|bn|tn)\b", re.IGNORECASE)
_SCALES = {"m": 1e6, "mn": 1e6, "mln": 1e6, "k": 1e3, "b": 1e9, "bn": 1e9, "tn": 1e12}
_SCALE_WORD = re.compile(r"[\s\-]?(hundred|thousand|million|billion|trillion|dozen)\b", re.IGNORECASE)
_NAMED_BEFORE = re.compile(
    r"\b(?:No|Nos|number|chapter|article|section|page|route|highway|interstate|flight|room|phase|apartment|unit|"
    r"resolution|title|district|zone|level|grade|category|amendment|proposition|verse|version|table|appendix|ages?|aged|"
    r"channel|episode|brigade|avenue|calle|G|UTC|GMT)s?\.? ?#?$",
    re.IGNORECASE,
)
_ORDINAL_AFTER = re.compile(r"(?:st|nd|rd|th)\b|['’]s\b|s\b", re.IGNORECASE)
_AGE_AFTER = re.compile(
    r"[\s\-]*(?:years?|months?|weeks?|days?)?[\s\-]*(?:old|olds|of age)\b|[\s\-]years?[\s\-]old", re.IGNORECASE
)
_NOT_AFTER = re.compile(
    r" ?(?:a\.m|p\.m|am|pm|o'clock)\b|[:/]\d|\.\d|-(?:(?-i:[A-Z])|\d{2,}\b(?! ))| ?times\b|"
    r"(?:\.\d+)?[- ](?:mm|caliber|calibre)\b|[- ]fold\b|-time\b",
    re.IGNORECASE,
)
_STREET = re.compile(r" (?:[A-Z]\w+ ){1,2}(?:Street|St\.|Avenue|Ave\.|Road|Rd\.|Boulevard|Blvd|Drive)\b")
_SCORE = re.compile(r"\d+-$")
_RATE = re.compile(
    r"[\w\- ]{0,30}?\b(?:per|for every|out of every|for each) ((?:100,000|1,000|10,000|million)\b)", re.IGNORECASE
)
_PER = re.compile(r" [\w\- ]{0,30}?\b(?:per) (day|hour|week|month|year)\b", re.IGNORECASE)


@cache
def _units() -> dict[str, tuple[str, str]]:
    return {r["word"]: (r["unit"], r["dimension"]) for r in lexicons.table("unit_words", "word", "unit", "dimension")}


@cache
def _currencies() -> dict[tuple[str, str], str]:
    return {(r["word"], r["before"]): r["code"] for r in lexicons.table("unit_currencies", "word", "before", "code")}


def _either(options: Sequence[str]) -> str:
    return "|".join(re.escape(o) for o in sorted(set(options), key=len, reverse=True))


@cache
def _unit_pattern() -> re.Pattern[str]:
    before = _either([b for _, b in _currencies() if b])
    money = _either([w for w, _ in _currencies() if w[0].isalpha() and "$" not in w])
    measures = _either([u for u, (_, d) in _units().items() if u != "%"])
    return re.compile(
        rf"(?P<share> ?%)|[\s\-]?(?P<scale>(?:hundred|thousand|million|billion|trillion) )?"
        rf"(?:(?:U\.S\. |US |American )?(?:(?P<before>{before}) )?(?P<money>{money})|(?P<measure>{measures}))(?![\w%])",
        re.IGNORECASE,
    )


@cache
def _bounds(side: str) -> re.Pattern[str]:
    rows = lexicons.table("number_bounds", "words", "side", "bound")
    source = _either([r["words"] for r in rows if r["side"] == side])
    return re.compile(rf"\b({source}) $" if side == "before" else rf"^ ({source})\b", re.IGNORECASE)


@cache
def _bound_of() -> dict[str, Bound]:
    return {r["words"]: r["bound"] for r in lexicons.table("number_bounds", "words", "side", "bound")}  # type: ignore[misc]


def _bound(text: str, start: int, end: int) -> tuple[Bound | None, int]:
    """The limit that the words before (`more than`) or after (`or more`) the number set, and where they begin."""
    before = text[max(0, start - 24) : start]
    found = _bounds("before").search(before)
    if found:
        first = start - len(before) + found.start(1)
        outer = _bounds("before").search(text[max(0, first - 24) : first])
        return _bound_of()[(outer or found)[1].lower()], first - len(outer[1]) - 1 if outer else first
    after = _bounds("after").match(text[end : end + 12])
    return (_bound_of()[after[1].lower()] if after else None), start


def quantities(text: str, taken: Sequence[Span]) -> list[Quantity]:
    """Quantities of a text, left to right. `taken` are the spans of time expressions: no number in them counts."""
    found: list[Quantity] = []
    at = 0
    for number in numbers.find(text):
        if number.start < at or _overlaps(number, taken) or _is_name(text, number):
            continue
        quantity = _quantity(text, number, taken)
        if quantity is not None:
            found.append(quantity)
            at = quantity.last
    return _share_units(text, found)


def _share_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """`15, 33 and 35 percent`: a unit behind the last of a list holds for all of it."""
    for i in range(len(found) - 2, -1, -1):
        here, after = found[i], found[i + 1]
        joined = re.fullmatch(r",(?: and)? | and | or ", text[here.end : after.start])
        if joined and here.unit is None and after.unit and after.dimension != "money":
            found[i] = replace(here, unit=after.unit, dimension=after.dimension, bound=here.bound or after.bound)
    return found


def _overlaps(number: numbers.Number, taken: Sequence[Span]) -> bool:
    return any(number.start < t.end and t.start < number.end for t in taken)


def _is_name(text: str, number: numbers.Number) -> bool:
    """Ordinals, ages, clock times, calibres, scores, house numbers, `No. 5`."""
    before, after = text[max(0, number.start - 16) : number.start], text[number.end : number.end + 24]
    digits = text[number.end - 1].isdigit()
    if digits and (_ORDINAL_AFTER.match(after) or _STREET.match(after)):
        return True
    if _NAMED_BEFORE.search(before) or _SCORE.search(before) or _AGE_AFTER.match(after) or _NOT_AFTER.match(after):
        return True
    if (score := re.match(r"[\-–](\d+)\b", after)) and float(score[1]) <= number.value:
        return True
    # "John Smith, 45, of ..." and "Phase 2", "Pemex 3": a bare number right after a name is part of it or an age
    if re.search(r"[a-z]\w*, $", before) and re.match(r",(?! \d)", after) and number.value < 110:
        return True
    lead = re.search(r"\b[A-Z][A-Za-z]+ $", before)
    if not digits or lead is None or re.match(r" ?[a-z%]", after):
        return False
    first = number.start - len(lead.group())
    ahead = text[max(0, first - 8) : first].rstrip(" \"“'")
    return bool(ahead) and ahead[-1] not in ".!?\n:"


def _quantity(text: str, number: numbers.Number, taken: Sequence[Span]) -> Quantity | None:
    start, end, value, top = number.start, number.end, number.value, None
    sign = _BEFORE_SIGN.search(text[max(0, start - 5) : start])
    if sign:
        start -= len(sign.group())
        end, value = _short_scale(text, end, value)
    second = _second(text, number, end, taken)
    if second is not None:
        end, top = second.end, second.value
        if sign:
            end, top = _short_scale(text, end, top)
        value = _shared(text[number.start : number.end], value, text[second.start : end], top)
    unit = dimension = None
    if sign:
        unit, dimension = _currencies()[sign[1].lower().replace("us $", "us$"), ""], "money"
        if word := re.match(r"[ -]dollars?\b", text[end : end + 9]):
            end += len(word.group())
    elif written := _unit_pattern().match(text, end):
        unit, dimension, factor = _unit_of(written)
        value, top = value * factor, top * factor if top is not None else None
        end = written.end()
    elif re.match(r"[A-Za-z]|-(?!strong\b)[a-z]", text[end : end + 8]):
        return None  # glued to a word: a name, or an adjective such as "two-state"
    bound, first = _bound(text, start, end)
    last = end
    if rate := _RATE.match(text, end):
        unit, dimension, last = f"per_{numbers.value(rate[1]) or 1e6:.0f}", "rate", rate.end()
    elif unit is None and (strong := re.match(r"-strong\b", text[end : end + 8])):
        unit, dimension, last = "people", "strength", end + len(strong.group())
    elif unit is None and (per := _PER.match(text[end : end + 50])):
        unit, dimension = f"per_{per[1]}", "rate"
    return Quantity(start, end, value, top, unit, dimension, bound, first, last)


def _short_scale(text: str, end: int, value: float) -> tuple[int, float]:
    """`$3m`, `$4.5bn`: short multipliers count only behind a currency sign."""
    found = _SHORT_SCALE.match(text, end)
    return (found.end(), value * _SCALES[found[1].lower()]) if found else (end, value)


def _second(text: str, number: numbers.Number, end: int, taken: Sequence[Span]) -> numbers.Number | None:
    """The upper end of `200 to 300`, `10-15`, `between 4 and 6`; not of `from 4 to 6` (a change) or a list."""
    found = _RANGE.match(text, end)
    if not found:
        return None
    link = found.group().strip().lower().split()[0] if found.group().strip() else "-"
    lead = text[max(0, number.start - 14) : number.start].lower()
    if link == "and" and "between " not in lead:
        return None
    if link == "to" and re.search(r"\bfrom (?:\w+ )?$", lead):
        return None
    second = numbers.match(text, found.end())
    if second is None or second.value <= number.value or _overlaps(second, taken):
        low = second is not None and re.search(r"million|billion|thousand", text[second.start : second.end], re.I)
        return second if low and not _overlaps(second, taken) else None  # type: ignore[arg-type]
    return second


def _shared(low_text: str, low: float, high_text: str, high: float) -> float:
    """`4.7 to 8.1 billion`: the multiplier of the upper end holds for the lower one when that has none."""
    scale = _SCALE_WORD.search(high_text)
    if scale and not _SCALE_WORD.search(low_text) and low < high:
        factor = numbers.value("one " + scale[1]) or 1.0
        return low * factor if low * factor <= high else low
    return low


def _unit_of(written: re.Match[str]) -> tuple[str, str, float]:
    factor = (numbers.value("one " + written["scale"].strip()) or 1.0) if written["scale"] else 1.0
    if written["share"]:
        return "percent", "share", factor
    if written["money"]:
        word, before = written["money"].lower(), (written["before"] or "").lower()
        code = _currencies().get((word, before)) or _currencies().get((word, ""))
        if code == "USDcent":
            return "USD", "money", factor / 100
        if code:
            return code, "money", factor
    unit, dimension = _units()[(written["measure"] or written["money"]).lower()]
    return unit, dimension, factor
