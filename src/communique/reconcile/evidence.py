"""What speaks for two tellings being one event, and what says that they are two.

Two can be one only when kind and modality are the same and nothing known speaks against it: places that exclude
each other, days that do not meet, other people, actors of other countries. Then evidence is counted (`_EVIDENCE`: a
table of functions, each with its points and the words that explain it); NEEDED points join. Wrong joins hide events
and are as bad as double counting, so what is unknown counts for nothing.

Two events of one article are never one: the finder of events has already put together what an article tells twice.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache

from communique.reconcile.tellings import Days, called, days_of, meet
from communique.shapes import Link, Place, Side, Telling

NEEDED = 4
"""Points that join: one city and one day; one day, one country and one figure; two people and one day. One city and
pages of the same days make 3: a city has more than one arrest a week. Own judgement on the cases of
tests/reconcile/test_occurrences.py; there is no labelled set of dated events told by several outlets to choose by."""
FRESH = timedelta(days=3)
"""An event without a day of its own mostly lies within so many days before its page: that counts as evidence."""
COINCIDENCE = 10
"""Figures below it ("two people") are shared by many events: one point instead of two."""
SAME_WORDS = 0.5
"""Share of common words of two tellings (longer than three letters) above which they count as worded alike."""
FEWEST_WORDS = 4
"""Common words below which tellings are alike by chance ("two men were arrested")."""

Points = tuple[int, str]
"""Evidence and the words that explain it; 0 points have no words."""
_NONE: Points = (0, "")


def one_event(a: Telling, b: Telling) -> Link | None:
    """The evidence that two tellings are one event, or None when it is too little or something speaks against it."""
    if (a.event.kind, a.event.modality) != (b.event.kind, b.event.modality) or excluded(a, b):
        return None
    if a.family != b.family and None in (a.days, b.days):
        return None
    found = [test(a, b) for test in _EVIDENCE]
    points = sum(number for number, _ in found)
    reason = ", ".join(words for number, words in found if number)
    return Link(one=a.event.id, other=b.event.id, score=points, reason=reason) if points >= NEEDED else None


def excluded(a: Telling, b: Telling) -> bool:
    """Whether something known says that these are two events."""
    if a.article_id == b.article_id:
        return True
    x, y = days_of(a), days_of(b)
    if x and y and not meet(x, y):
        return True
    if relation(a.event.place, b.event.place) == "apart":
        return True
    return any(_others(x, y) for x, y in _sides(a, b))


def _sides(a: Telling, b: Telling) -> tuple[tuple[Side, Side], ...]:
    """What to compare with what: actors and recipients apart, or all of them when one event is reciprocal."""
    if a.event.reciprocal or b.event.reciprocal:
        return ((_both(a), _both(b)),)
    return (a.actor, b.actor), (a.recipient, b.recipient)


def _both(told: Telling) -> Side:
    sides = told.actor, told.recipient
    return Side(
        actors=tuple(sorted({name for side in sides for name in side.actors})),
        people=tuple(sorted({name for side in sides for name in side.people})),
        countries=tuple(sorted({code for side in sides for code in side.countries})),
    )


def _others(a: Side, b: Side) -> bool:
    """Whether two sides are other people, or of other countries, as far as both are known."""
    if a.countries and b.countries and not {*a.countries} & {*b.countries}:
        return True
    return bool(a.people and b.people) and not any({*x} & {*y} for x in a.people for y in b.people)


def _shared(a: Side, b: Side) -> list[str]:
    """Actors of both sides: the same id, or people of whom one is named with some of the other's words."""
    pairs = [({*x}, {*y}) for x in a.people for y in b.people]
    people = {" ".join(sorted(x & y)) for x, y in pairs if x <= y or y <= x}
    return sorted(people) + sorted(name for name in {*a.actors} & {*b.actors} if not name.startswith("person/"))


def relation(a: Place | None, b: Place | None) -> str:
    """`same`, `within`, `country` (no more than the country is known to be shared), `apart` or `unknown`."""
    if a is None or b is None:
        return "unknown"
    if a.country is None or b.country is None:
        return "same" if _called_alike(a, b) else "unknown"
    if a.country != b.country:
        return "apart"
    if "country" in (a.level, b.level):
        return "country"
    if a.geonames_id is not None and a.geonames_id == b.geonames_id:
        return "same"
    if a.admin1 and b.admin1 and a.admin1 != b.admin1:
        return "apart"
    if a.level == b.level and a.geonames_id is not None and b.geonames_id is not None:
        return "apart"
    if _called_alike(a, b):
        return "same"
    return "within" if a.admin1 and a.admin1 == b.admin1 else "country"


def _called_alike(a: Place, b: Place) -> bool:
    return a.level == b.level and _name(a.name) == _name(b.name) != frozenset()


@lru_cache(maxsize=4096)
def _name(name: str) -> frozenset[str]:
    """Words of a place name; the same few names are compared with each other again and again."""
    return called(name)


# ---- evidence --------------------------------------------------------------------------------------------------


def _of_family(a: Telling, b: Telling) -> Points:
    return (2, "told by copies of one story") if a.family == b.family else _NONE


def _of_day(a: Telling, b: Telling) -> Points:
    x, y = days_of(a), days_of(b)
    if x is None or y is None:
        return _NONE
    if a.dated and b.dated:
        single = x == y and x[1] - x[0] == timedelta(days=1)
        return (2, f"same day {x[0].isoformat()}") if single else (1, "days that meet")
    return (1, "days of publication that fit") if meet(_fresh(x, a.dated), _fresh(y, b.dated)) else _NONE


def _fresh(days: Days, dated: bool) -> Days:
    """The last days before a page, when only its publication is known."""
    return days if dated else (days[1] - timedelta(days=1) - FRESH, days[1])


def _of_place(a: Telling, b: Telling) -> Points:
    name = a.event.place.canonical or a.event.place.name if a.event.place else ""
    match relation(a.event.place, b.event.place):
        case "same":
            return 2, f"same place {name}"
        case "within":
            return 1, f"one place within the other ({name})"
        case _:
            return _NONE


def _of_actors(a: Telling, b: Telling) -> Points:
    """Two points for two actors; one for one actor, or for two countries."""
    sides = _sides(a, b)
    names = [name for x, y in sides for name in _shared(x, y)]
    if names:
        return min(len(names), 2), f"same actors {' '.join(names)}"
    both = sum(len({*x.countries} & {*y.countries}) for x, y in sides) >= 2
    return (1, "same countries") if both else _NONE


def _of_figures(a: Telling, b: Telling) -> Points:
    same = {
        (x.value, x.unit)
        for x in a.figures
        for y in b.figures
        if (x.value, x.value_max, x.unit) == (y.value, y.value_max, y.unit)
        and (x.measure == y.measure or None in (x.measure, y.measure))
    }
    if not same:
        return _NONE
    points = sum(2 if value >= COINCIDENCE else 1 for value, _ in same)
    return min(points, 2), "same figures " + " and ".join(f"{value:g} {unit}" for value, unit in sorted(same))


def _of_words(a: Telling, b: Telling) -> Points:
    common, every = {*a.words} & {*b.words}, {*a.words} | {*b.words}
    share = len(common) / len(every) if common else 0.0
    chance = len(common) < FEWEST_WORDS and a.family != b.family
    if chance or share < SAME_WORDS:
        return _NONE
    return (2, "same words") if share == 1.0 else (1, "worded alike")


_EVIDENCE: tuple[Callable[[Telling, Telling], Points], ...] = (
    _of_family,
    _of_day,
    _of_place,
    _of_actors,
    _of_figures,
    _of_words,
)
