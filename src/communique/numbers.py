"""Numbers in words and digits, and what they are worth: `half-a-million`, `2,300`, `1.2 billion`, `twenty-five`.

One pattern built from `data/number_words.tsv` finds them, one pass over the words adds them up. Vague ones
("hundreds", "several thousand") are no numbers here; ordinals, dates and names with digits are the callers' business.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique import lexicons

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_PART = re.compile(rf"{DIGITS}|[a-z]+")
_FRACTIONS = (("three quarters of a", 0.75), ("a quarter of a", 0.25), ("quarter of a", 0.25), ("half a", 0.5))


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `[start, end)` of the text it was found in."""

    start: int
    end: int
    value: float


@cache
def _vocabulary() -> dict[str, tuple[float, str]]:
    return {r["word"]: (float(r["value"]), r["kind"]) for r in lexicons.table("number_words", "word", "value", "kind")}


def _one_of(*kinds: str) -> str:
    return "|".join(sorted((w for w, (_, kind) in _vocabulary().items() if kind in kinds), key=len, reverse=True))


@cache
def pattern() -> str:
    """Source of a pattern for one number (case to be ignored), with no groups of its own and no word boundaries."""
    unit, teen, ten, scale = (_one_of(kind) for kind in ("unit", "teen", "ten", "scale"))
    join = r"[ \-‐‑]"
    low = rf"(?:(?:{ten})(?:{join}(?:{unit}))?|{teen}|{unit})\b"
    hundred = rf"(?:(?:an?|{DIGITS}|{low}){join}hundred\b(?:{join}(?:and{join})?{low})?|{low})"
    half = rf"(?:(?:three{join}quarters|(?:a{join})?quarter){join}of|half){join}an?"
    head = rf"(?:{half}|(?:{hundred}|{DIGITS})(?:{join}and{join}a{join}half)?|an?)"
    group = rf"(?:{head})(?:(?:{join}|(?<=\d))(?:{scale})\b)+"
    return rf"(?:{group}(?:,?{join}(?:and{join})?(?:{group}|{hundred}))*|{hundred}|{DIGITS})"


@cache
def _finder() -> re.Pattern[str]:
    # A digit may touch a unit (`5kg`), so only words need a right boundary; `AK-47` and `1/2` are no numbers.
    return re.compile(rf"(?<![\w.,])(?<!\w[\-‐‑/:]){pattern()}", re.IGNORECASE)


def value(words: str) -> float | None:
    """What `words` are worth; None when they are no number.

    >>> value("half-a-million")
    500000.0
    """
    text = " ".join(re.split(r"[\s\-‐‑]+", words.strip().lower()))
    lead = next(((name, worth) for name, worth in _FRACTIONS if text.startswith(name)), None)
    if lead:
        rest = text[len(lead[0]) :].removeprefix("n").strip()
        whole = _sum(rest, 1.0) if rest in _vocabulary() else None
        return None if whole is None else lead[1] * whole
    return _sum(text, 0.0) if text else None


def _sum(text: str, open_group: float) -> float | None:
    """Adds groups up: `two hundred and five thousand, ten` = (2 x 100 + 5) x 1000 + 10."""
    total, group = 0.0, open_group
    parts = _PART.findall(text.replace("and a half", "half"))
    for part in parts:
        if part[0].isdigit():
            group += float(part.replace(",", ""))
        elif part == "half":
            group += 0.5
        elif part in {"a", "an"}:
            group += 1.0
        elif part in _vocabulary():
            worth, kind = _vocabulary()[part]
            if kind == "hundred":
                group = (group or 1.0) * worth
            elif kind == "scale":
                total, group = (total + group) * worth if _smaller(total, worth) else total + group * worth, 0.0
            else:
                group += worth
        elif part != "and":
            return None
    return total + group if parts else None


def _smaller(total: float, worth: float) -> bool:
    """`two dozen thousand`: what stands before a scale word belongs to it when it is smaller."""
    return 0 < total < worth


def find(text: str) -> Iterator[Number]:
    """Numbers of a text, left to right, without overlap."""
    for match in _finder().finditer(text):
        worth = value(match.group())
        if worth is not None:
            yield Number(match.start(), match.end(), worth)


def match(text: str, start: int) -> Number | None:
    """The number that begins exactly at `start`, whatever stands before it."""
    found = re.compile(pattern(), re.IGNORECASE).match(text, start)
    worth = value(found.group()) if found else None
    return Number(start, found.end(), worth) if found and worth is not None else None
