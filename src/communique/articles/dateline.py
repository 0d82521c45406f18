"""The dateline at the head of a story, and the wire service it names.

Forms: `MEXICO CITY (Reuters) -Text`, `TOKYO, July 21 (Reuters) - `, `LA CROSSE, Wis. (AP) — `, `(Reuters) — `,
`BEIRUT/THE HAGUE, March 7 (Reuters) - `, `Tijuana (México), 4 ene (EFE).- `, `VIENNA — `, `NOGALES, Sonora - `,
`Ciudad de México, a 14 de marzo de 2024.- `. With an agency in brackets any place is taken. Without one the place must
be known, since `CLAIM:` and `DEAR ABBY:` look the same, and its city be in capitals unless something else tells a
dateline (a day, initials as in `D.C.`, the sign `.-`): `Honduras – The ...` opens an item of a list as well.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from communique.lexicons import page_table, words

NAME = r"(?:[^\W\d_][\w.'’]*(?:-[^\W\d_][\w.'’]*)*)"
WITHIN = rf"(?:,\s?{NAME}(?: {NAME}){{0,2}}){{0,2}}?(?:\s\({NAME}(?: {NAME}){{0,3}}\))?"
PLACE = rf"(?P<place>{NAME}(?:[ /]{NAME}){{0,5}}{WITHIN})"
DAY = r"(?P<day>(?:[^\W\d_]{3,10}\.?\s\d{1,2}|\d{1,2}(?:\sde)?\s[^\W\d_]{3,10}\.?)(?:,?\s(?:de\s)?(?:19|20)\d\d)?)"
AGENCY = r"\(\s*(?P<agency>[^\W\d_][^()\d]{1,38})\s*\)"
DASH = r"(?P<dash>\.?\s*(?:[-–—_]+|:)|\.)"
WITH_AGENCY = re.compile(rf"(?:{PLACE})?(?:(?:^|[,.]?\s){DAY})?[,.]?\s*{AGENCY}\s*{DASH}?\s*")
WITHOUT = re.compile(
    rf"{PLACE}(?:,\s?(?:a\s)?{DAY})?\s*(?P<dash>\s?[–—]+\s?|\s-{{1,2}}\s|--|:\s|\.\s?[-–—]+|(?<=\d{{4}})\.\s)\s*"
)
INITIALS = re.compile(r",\s?(?:[A-Z]\.){2,}")
"""`D.C.`, `N.Y.`, `B.C.`: the dotted initials of a state after its city."""
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
    rows = page_table("dateline_agencies", "alias", "name")
    exact = {row["alias"]: row["name"] for row in rows}
    return exact | {row["alias"].lower(): row["name"] for row in rows if len(row["alias"]) > 4}


def agency_name(name: str) -> str | None:
    """The one name of an agency by any of its names (`The Associated Press` -> `AP`); None for any other."""
    whole = " ".join(name.split())
    bare = whole.strip(" .,")
    return _agencies().get(whole) or _agencies().get(bare) or _agencies().get(bare.lower())


def find_dateline(paragraph: str, known_place: Callable[[str], bool]) -> Head | None:
    """The dateline that opens `paragraph`, or None."""
    signed = _signature().match(paragraph)
    start = signed.end() if signed else 0
    opening = paragraph[start : start + LONGEST]
    head = _with_agency(opening, known_place) or _without_agency(opening, known_place)
    return replace(head, end=head.end + start) if head else None


@cache
def _signature() -> re.Pattern[str]:
    signatures = sorted(words("dateline_signatures", "words"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, signatures))})\b[\s,:.–—-]*", re.I)


def _with_agency(head: str, known_place: Callable[[str], bool]) -> Head | None:
    match = WITH_AGENCY.match(head)
    if not match:
        return None
    place, day, agency, known = match["place"], match["day"], match["agency"], agency_name(match["agency"])
    if place and not is_name(place):
        return None
    if not match["dash"] and not known:
        return None
    if not place and not known:
        return None
    if not known and not (place and _is_outlet_like(agency) and _begins_story(head[match.end() :])):
        return None
    if not known and known_place(agency):  # `Tijuana (México).-`
        return None
    return Head(match.end(), place, day, known or agency.strip())


def _without_agency(head: str, known_place: Callable[[str], bool]) -> Head | None:
    match = WITHOUT.match(head)
    if not match or not is_name(match["place"]) or match.end() >= len(head):
        return None
    place, day, dash = match["place"], match["day"], match["dash"].strip()
    if not day and not (_in_capitals(place) or INITIALS.search(place) or dash[:1] == "."):
        return None
    if not day and dash in {":", "-"} and not _in_capitals(place):
        return None
    if not _begins_story(head[match.end() :]):
        return None
    return Head(match.end(), place, day, None) if is_known(place, known_place) else None


def _city(place: str) -> str:
    return re.split(r"[,/(]", place)[0].strip()


def _in_capitals(place: str) -> bool:
    """Whether the city of `place` is printed in capitals; `McALLEN` is, `Ciudad de MÉXICO` is not."""
    letters = [sign for word in _city(place).split() if word.lower() not in SMALL for sign in word if sign.isalpha()]
    return sum(sign.isupper() for sign in letters) > 0.75 * len(letters)


def is_known(place: str, known_place: Callable[[str], bool]) -> bool:
    """Whether the first city of `place` is known, as printed or in title case."""
    city = _city(place)
    return known_place(city) or known_place(city.title())


def is_name(place: str) -> bool:
    """Whether every word but the small ones begins with a capital, as in the name of a place."""
    parts = re.split(r"[\s/,()]+", place)
    return parts[0][:1].isupper() and all(part[0].isupper() or part.lower() in SMALL for part in parts if part)


def _begins_story(rest: str) -> bool:
    """Whether a sentence begins: a capital, a digit or an opening quotation mark."""
    return bool(rest) and (rest[0].isupper() or rest[0].isdigit() or rest[0] in "\"'“‘«¿¡")


def _is_outlet_like(agency: str) -> bool:
    """`WABC`, `HawaiiNewsNow`, `La Jornada`: capitals throughout, no initials, at most four words."""
    parts = agency.split()
    return len(parts) <= 4 and "." not in agency and all(part[0].isupper() or part in SMALL for part in parts)
