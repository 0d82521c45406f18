"""Which place a name means: containers ("Laredo, Texas"), what the document names elsewhere, capitals, population.

Each candidate of a name gets points, and the words that explain them; the best one wins. The points were set by hand
on the development sets (Local-Global Lexicon, GeoVirus) and are the same for all names.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from communique import lexicons
from communique.readings.gazetteer import Entry, Gazetteer, fold

LEVEL_POINTS = {"country": 3.0, "admin1": 1.0, "admin2": -0.5, "city": 0.0, "region": 0.5}
CONTAINER, KIND_WORD, CAPITAL, ALIAS = 6.0, 5.0, 2.5, -1.0
COUNTRY_VOTE, STATE_VOTE, NEIGHBOUR, DATELINE = 1.5, 2.5, 1.5, 1.5
DOMINANT_MIN, DOMINANT_TIMES = 500_000, 10
"""A town of that size, so many times larger than its namesakes, is sure by itself and draws its neighbours. Local
news (LGL) would like 30 better by .6 points of acc@161, world news (GeoWebNews, GeoVirus) likes 10 by .2."""
NEAR_KM = 200.0
"""Two towns of one story lie within this distance more often than not (Local-Global Lexicon)."""

_STATE_BEFORE = re.compile(r"\b(?:state|province|department|region|oblast|states) of (?:the )?$", re.I)
_STATE_AFTER = re.compile(r"^(?:'s)? (?:state|province|prefecture|oblast|region)\b", re.I)
_STATE_WITHIN = re.compile(r" (?:region|province|oblast)$")
_CITY_BEFORE = re.compile(
    r"\b(?:city|town|port|capital|village|suburb|municipality|downtown)(?: city)?(?: of)? $", re.I
)
_BETWEEN = re.compile(r"^(?:,| \(|, in| in)? ?(?:the )?(?:\w+ )?(?:state of |province of )?$")


@dataclass(slots=True)
class Name:
    """A place name in the text with what it could mean; `chosen` and `points` are filled by `resolve`."""

    start: int
    end: int
    text: str
    entries: tuple[Entry, ...]
    chosen: Entry | None = None
    points: float = 0.0
    rules: list[str] = field(default_factory=list)
    fixed: bool = False
    """Sure without a vote: one meaning, or a container named beside it."""


@cache
def countries() -> dict[str, tuple[str, str]]:
    """Folded demonym -> (ISO alpha-3, country name)."""
    rows = lexicons.table("countries", "iso2", "iso3", "name", "demonyms", "capital", "aliases")
    return {fold(d): (r["iso3"], r["name"]) for r in reversed(rows) for d in r["demonyms"].split("|") if d}


@cache
def capitals() -> frozenset[tuple[str, str]]:
    """`(folded name, ISO alpha-3)` of the capitals."""
    rows = lexicons.table("countries", "iso2", "iso3", "name", "demonyms", "capital", "aliases")
    return frozenset((fold(r["capital"]), r["iso3"]) for r in rows if r["capital"])


@cache
def states() -> dict[str, tuple[str, str]]:
    """State names and press abbreviations, as written -> (ISO alpha-3, name): `Calif.` -> California."""
    rows = lexicons.table("place_states", "iso3", "admin1", "name", "abbreviations")
    return {a: (r["iso3"], r["name"]) for r in reversed(rows) for a in r["abbreviations"].split("|") if a}


def demonym(text: str) -> str | None:
    """ISO alpha-3 of the country whose people or adjective `text` is (`Mexicans`, `U.S.` is none)."""
    found = countries().get(fold(text)) if text[:1].isupper() else None
    return found[0] if found else None


_AFFIX = re.compile(
    r"^(?:the|greater|downtown|northern|southern|eastern|western|central|north|south|east|west|upper|lower) ", re.I
)
_SUFFIX = re.compile(
    r"(?:'s|’s| city| province| state| district| region| municipality| area| valley| metropolitan area| governorate)$",
    re.I,
)


def entries_of(text: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """What a name could mean: as written, as a state's abbreviation, as a demonym, or without its generic words."""
    short = states().get(text.strip())
    if short:
        return tuple(e for e in gazetteer.lookup(short[1]) if e.country == short[0] and e.level == "admin1")
    found = gazetteer.lookup(text)
    if found:
        return found
    people = countries().get(fold(text))
    if people:
        return tuple(e for e in gazetteer.lookup(people[1]) if e.level == "country")
    for pattern in (_SUFFIX, _AFFIX):
        stripped = pattern.sub("", text)
        if stripped != text and (found := entries_of(stripped, gazetteer)):
            return found
    return ()


def _prior(entry: Entry, name: Name) -> float:
    points = math.log10(max(entry.population, 100)) + LEVEL_POINTS[entry.level]
    if entry.alias and entry.level != "country":
        points += ALIAS
    if entry.level in {"city", "admin1"} and (fold(name.text), entry.country) in capitals():
        points += CAPITAL if entry.level == "city" else 0.0
    return points


def _named_kind(entry: Entry, name: Name, before: str, after: str) -> float:
    if _STATE_BEFORE.search(before) or _STATE_AFTER.match(after) or _STATE_WITHIN.search(name.text):
        return KIND_WORD if entry.level == "admin1" else 0.0
    if _CITY_BEFORE.search(before):
        return KIND_WORD if entry.level == "city" else 0.0
    return 0.0


def _container(names: Sequence[Name], i: int, text: str) -> Name | None:
    """The name right after this one that could hold it: `Laredo, Texas`, `Culiacan, in the state of Sinaloa`."""
    if i + 1 >= len(names) or names[i + 1].start - names[i].end > 24:
        return None
    between = text[names[i].end : names[i + 1].start]
    return names[i + 1] if between and between != " " and _BETWEEN.match(between) else None


def _inside(entry: Entry, holder: Name) -> bool:
    if entry.level == "country":
        return False
    for other in holder.entries:
        same_land = other.country == entry.country
        if other.level == "country" and same_land:
            return True
        if other.level == "admin1" and same_land and other.admin1 == entry.admin1 and entry.level != "admin1":
            return True
    return False


def kilometres(a: Entry, b: Entry) -> float:
    """Great-circle distance of two places in km."""
    p = math.pi / 180
    h = (
        0.5
        - math.cos((b.latitude - a.latitude) * p) / 2
        + math.cos(a.latitude * p) * math.cos(b.latitude * p) * (1 - math.cos((b.longitude - a.longitude) * p)) / 2
    )
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def resolve(names: Sequence[Name], text: str, dateline: Entry | None = None) -> None:
    """Chooses for each name, in two rounds: by itself, then by what the sure ones of the first round say."""
    for i, name in enumerate(names):
        _first_round(names, i, text)
        name.fixed = name.fixed or len(name.entries) == 1 or _dominant(name)
    votes = _votes(names)
    anchors = _anchors(names)
    senses = {fold(n.text): n.chosen for n in names if "container" in n.rules and n.chosen}
    for name in names:
        _second_round(name, votes, anchors, senses.get(fold(name.text)), dateline)


def _first_round(names: Sequence[Name], i: int, text: str) -> None:
    name = names[i]
    before, after = text[max(0, name.start - 30) : name.start], text[name.end : name.end + 30]
    holder = _container(names, i, text)
    scored = []
    for entry in name.entries:
        points, rules = _prior(entry, name), ["population"]
        if (kind := _named_kind(entry, name, before, after)) > 0:
            points += kind
            rules.append("kind word")
        if holder and _inside(entry, holder):
            points += CONTAINER
            rules.append("container")
        scored.append((points, -entry.id, entry, rules))
    if scored:
        name.points, _, name.chosen, name.rules = max(scored, key=lambda s: s[:2])
        name.fixed = "container" in name.rules


def _dominant(name: Name) -> bool:
    """True for a town so much larger than its namesakes that nobody would think of them: `Atlanta`, `Monterrey`."""
    best = name.chosen
    if best is None or best.level != "city" or best.population < DOMINANT_MIN:
        return False
    rest = (e for e in name.entries if kilometres(e, best) > NEAR_KM)
    return all(best.population > DOMINANT_TIMES * e.population for e in rest)


def _votes(names: Sequence[Name]) -> Counter[tuple[str, str | None]]:
    """How often the document names each country, and each state, without doubt."""
    votes: Counter[tuple[str, str | None]] = Counter()
    for name in names:
        entry = name.chosen
        if entry is None:
            continue
        if entry.level in {"country", "admin1"} or name.fixed:
            votes[entry.country, None] += 1
            if entry.level != "country" and entry.admin1:
                votes[entry.country, entry.admin1] += 1
    return votes


def _anchors(names: Sequence[Name]) -> list[Entry]:
    """Towns that the document places without doubt."""
    sure = {n.chosen.id: n.chosen for n in names if n.chosen and n.fixed and n.chosen.level in {"city", "admin2"}}
    return list(sure.values())[:40]


def _vote(votes: Counter[tuple[str, str | None]], entry: Entry) -> float:
    points = COUNTRY_VOTE * min(2.0, math.log2(1 + votes[entry.country, None])) / 2
    if entry.admin1 and entry.level != "country":
        points += STATE_VOTE * min(2.0, math.log2(1 + votes[entry.country, entry.admin1])) / 2
    return points


def _second_round(
    name: Name,
    votes: Counter[tuple[str, str | None]],
    anchors: list[Entry],
    sense: Entry | None,
    dateline: Entry | None,
) -> None:
    if name.chosen is None or {"container", "kind word"} & set(name.rules):
        return
    if sense is not None and sense in name.entries:
        name.chosen, name.rules = sense, ["said before"]
        return
    if _dominant(name):
        return
    scored = []
    for entry in name.entries:
        points = _prior(entry, name)
        rules = ["population"]
        if (vote := _vote(votes, entry)) > 0 and len(name.entries) > 1:
            points += vote
            rules.append("document")
        if entry.level != "country" and any(a.id != entry.id and kilometres(a, entry) < NEAR_KM for a in anchors):
            points += NEIGHBOUR
            rules.append("neighbour")
        if dateline and dateline.country == entry.country and entry.level != "country":
            points += DATELINE
            rules.append("dateline")
        scored.append((points, -entry.id, entry, rules))
    name.points, _, name.chosen, name.rules = max(scored, key=lambda s: s[:2])


def confidence(name: Name) -> float:
    """0 to 1: how far the chosen meaning stands above what the name could mean otherwise."""
    if name.chosen is None:
        return 0.0
    if len(name.entries) == 1 or name.fixed:
        return 0.95
    rest = [_prior(e, name) for e in name.entries if kilometres(e, name.chosen) > NEAR_KM]
    return round(1 / (1 + math.exp(max(rest) - name.points)), 2) if rest else 0.9
