"""The dateline at the head of a story, and the wire service it names.

Forms: `MEXICO CITY (Reuters) -Text`, `TOKYO, July 21 (Reuters) - `, `LA CROSSE, Wis. (AP) — `, `(Reuters) — `,
`BEIRUT/THE HAGUE, March 7 (Reuters) - `, `Washington, 4 ene (EFE).- `, `VIENNA — `, `NEW DELHI: `. With an agency in
brackets any place is taken; without one the place must be known, since `CLAIM:` and `DEAR ABBY:` look the same.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from communique.lexicons import table

NAME = r"(?:[^\W\d_][\w.'’]*(?:-[^\W\d_][\w.'’]*)*)"
PLACE = rf"(?P<place>{NAME}(?:[ /]{NAME}){{0,5}}(?:,\s?{NAME}(?: {NAME}){{0,2}}){{0,2}}?)"
DAY = r"(?P<day>(?:[^\W\d_]{3,10}\.?\s\d{1,2}|\d{1,2}(?:\sde)?\s[^\W\d_]{3,10}\.?)(?:,?\s(?:de\s)?(?:19|20)\d\d)?)"
AGENCY = r"\(\s*(?P<agency>[^\W\d_][^()\d]{1,38})\s*\)"
DASH = r"(?P<dash>\.?\s*(?:[-–—_]+|:)|\.)"
WITH_AGENCY = re.compile(rf"(?:{PLACE})?(?:(?:^|[,.]?\s){DAY})?[,.]?\s*{AGENCY}\s*{DASH}?\s*")
WITHOUT = re.compile(rf"{PLACE}(?:,\s?{DAY})?\s*(?P<dash>\s?[–—]+\s?|\s-{{1,2}}\s|--|:\s|\.\s?[-–—]+)\s*")
SMALL = frozenset(
    {"de", "del", "la", "las", "los", "el", "of", "the", "and", "al", "on", "upon", "do", "da", "y", "du"}
)
LONGEST = 90
"""Characters within which a dateline ends; the longest in public files (two cities, state, day, agency) has 70."""


@dataclass(frozen=True, slots=True)
class Head:
    """A dateline as found at the start of a paragraph; `end` is where the story begins."""

    end: int
    place: str | None
    day: str | None
    agency: str | None


@cache
def _agencies() -> dict[str, str]:
    rows = table("en/dateline_agencies", "alias", "name")
    exact = {row["alias"]: row["name"] for row in rows}
    return exact | {row["alias"].lower(): row["name"] for row in rows if len(row["alias"]) > 4}


def agency_name(words: str) -> str | None:
    """The one name of the agency that `words` are (`The Associated Press` -> `AP`); None when it is no known agency."""
    whole = " ".join(words.split())
    bare = whole.strip(" .,")
    return _agencies().get(whole) or _agencies().get(bare) or _agencies().get(bare.lower())


def find_dateline(paragraph: str, known_place: Callable[[str], bool]) -> Head | None:
    """The dateline that opens `paragraph`, or None."""
    head = paragraph[:LONGEST]
    return _with_agency(head) or _without_agency(head, known_place)


def _with_agency(head: str) -> Head | None:
    match = WITH_AGENCY.match(head)
    if not match:
        return None
    place, day, agency, known = match["place"], match["day"], match["agency"], agency_name(match["agency"])
    if place and not _is_name(place):
        return None
    if not match["dash"] and not known:
        return None
    if not place and not known:
        return None
    if not known and not (place and _is_outlet_like(agency) and _begins_story(head[match.end() :])):
        return None
    return Head(match.end(), place, day, known or agency.strip())


def _without_agency(head: str, known_place: Callable[[str], bool]) -> Head | None:
    match = WITHOUT.match(head)
    if not match or not _is_name(match["place"]) or match.end() >= len(head):
        return None
    place = match["place"]
    if not place.isupper() and (":" in match["dash"] or match["dash"].strip() == "-") and not match["day"]:
        return None
    if not _begins_story(head[match.end() :]):
        return None
    return Head(match.end(), place, match["day"], None) if _known(place, known_place) else None


def _known(place: str, known_place: Callable[[str], bool]) -> bool:
    """Whether the first city of `place` is known, as printed or in title case."""
    city = re.split(r"[,/]", place)[0].strip()
    return known_place(city) or known_place(city.title())


def _is_name(place: str) -> bool:
    """Whether every word but the small ones begins with a capital, as in the name of a place."""
    words = re.split(r"[\s/,]+", place)
    return words[0][0].isupper() and all(word[0].isupper() or word.lower() in SMALL for word in words if word)


def _begins_story(rest: str) -> bool:
    """Whether a sentence begins: a capital, a digit or an opening quotation mark."""
    return bool(rest) and (rest[0].isupper() or rest[0].isdigit() or rest[0] in "\"'“‘«¿¡")


def _is_outlet_like(agency: str) -> bool:
    """`WABC`, `HawaiiNewsNow`, `La Jornada`: capitals throughout, no initials, at most four words."""
    words = agency.split()
    return len(words) <= 4 and "." not in agency and all(word[0].isupper() or word in SMALL for word in words)
