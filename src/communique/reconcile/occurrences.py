"""Occurrences: events of different pages that are one thing in the world.

Two events can be one only when kind and modality are the same and nothing known speaks against it: places that
exclude each other, days that do not meet, other people, actors of other countries. Then evidence is counted
(`_EVIDENCE`: a table of functions, each with its points and the words that explain it); NEEDED points join.
Wrong joins hide events and are as bad as double counting, so what is unknown counts for nothing.

Two events of one article are never one: the finder of events has already put together what an article tells twice.
Groups grow from the best pair down, and two groups join only when no pair across them excludes the other; so the
result depends on the events alone, not on their order.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations

from communique.identity import content_id
from communique.reconcile.copies import published_key, words
from communique.shapes import ActorRef, Article, Event, Family, Figure, Findings, Occurrence, Place

NEEDED = 4
"""Points that join: one city and one day; one day, one country and one figure; two people and one day. One city and
pages of the same days make 3: a city has more than one arrest a week. Own judgement on the cases of
tests/reconcile/test_occurrences.py; there is no labelled set of dated events told by several outlets to choose by."""
FRESH = timedelta(days=3)
"""An event without a day of its own mostly lies within so many days before its page: that counts as evidence."""
RETOLD = timedelta(days=14)
"""It is compared with events up to so many days before its page, for news is told again as background for about
two weeks; then place, people and figures alone must show that it is the same."""
COINCIDENCE = 10
"""Figures below it ("two people") are shared by many events: one point instead of two."""
SAME_WORDS = 0.5
"""Share of common words of two tellings (longer than three letters) above which they count as worded alike."""
FEWEST_WORDS = 4
"""Common words below which tellings are alike by chance ("two men were arrested")."""

Days = tuple[date, date]
"""`[first, last)`."""
Points = tuple[int, str]
"""Evidence and the words that explain it; 0 points have no words."""
_NONE: Points = (0, "")


@dataclass(frozen=True, slots=True)
class _Side:
    """Who acts, or who is acted upon, as far as resolved."""

    actors: frozenset[str]
    """Ids, without whole countries."""
    people: tuple[frozenset[str], ...]
    """Words of each name: `Blinken` and `Antony J. Blinken` may be one."""
    countries: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Told:
    """An event where it is told, with what the comparison needs looked up once."""

    event: Event
    article: Article
    family: str
    figures: tuple[Figure, ...]
    days: Days | None
    """From the event's own date or else from the publication of its page."""
    dated: bool
    words: frozenset[str]
    actor: _Side
    recipient: _Side
    both: _Side
    order: tuple[tuple[str, str], int, str]


def occurrences(findings: Sequence[Findings], families: Sequence[Family]) -> tuple[Occurrence, ...]:
    """Every event in exactly one occurrence, most in one of their own; by first publication, then place in the text.

    `reasons` has one entry for each join, so one fewer than events: which event, with which, and why. `families` are
    those that tell it: their number, not that of articles, says how many reported it.
    """
    told = _told(findings, families)
    groups = {number: [number] for number in range(len(told))}
    group_of = list(range(len(told)))
    why: dict[int, list[str]] = defaultdict(list)
    for _, one, other, reason in sorted(_pairs(told)):
        a, b = sorted((group_of[one], group_of[other]))
        if a == b or any(_excluded(told[x], told[y]) for x in groups[a] for y in groups[b]):
            continue
        why[a] += [*why.pop(b, []), f"{told[other].event.id} with {told[one].event.id}: {reason}"]
        for number in groups.pop(b):
            group_of[number] = a
            groups[a].append(number)
    return tuple(_occurrence([told[n] for n in sorted(group)], why[head]) for head, group in sorted(groups.items()))


# ---- looking up ------------------------------------------------------------------------------------------------


def _told(findings: Sequence[Findings], families: Sequence[Family]) -> list[_Told]:
    """All events, by publication and place in the text."""
    family_of = {copy.article_id: family.id for family in families for copy in family.copies}
    return sorted(
        (
            _tell(event, found.article, family_of.get(found.article.id, found.article.id), figures)
            for found in findings
            for figures in ({figure.id: figure for figure in found.figures},)
            for event in found.events
        ),
        key=lambda one: one.order,
    )


def _tell(event: Event, article: Article, family: str, figures: dict[str, Figure]) -> _Told:
    days, dated = _days(event, article)
    return _Told(
        event=event,
        article=article,
        family=family,
        figures=tuple(figures[name] for name in event.figures if name in figures),
        days=days,
        dated=dated,
        words=_words(article.text[event.span.start : event.span.end]),
        actor=_side(event.actor),
        recipient=_side(event.recipient),
        both=_side(event.actor + event.recipient),
        order=(published_key(article), event.span.start, event.id),
    )


def _side(refs: Sequence[ActorRef]) -> _Side:
    ids = {ref.actor_id for ref in refs if ref.actor_id}
    return _Side(
        actors=frozenset(name for name in ids if not name.startswith("country/")),
        people=tuple(_name_words(name) for name in sorted(ids) if name.startswith("person/")),
        countries=frozenset(ref.country for ref in refs if ref.country),
    )


def _days(event: Event, article: Article) -> tuple[Days | None, bool]:
    """When it was, and whether its own date says so. A month places an event; a year only tells whether it can be
    news of its page, and `years ago` that it cannot."""
    when, page = event.date, _page_days(article)
    if when is None or when.value == "PRESENT_REF":
        return page, False
    first, last = _day(when.start), _day(when.end)
    if first is None:
        return None, False
    own = first, max(last or first, first + timedelta(days=1))
    if when.precision in ("minute", "day", "week", "month"):
        return own, True
    return (page if page and _meet(own, page) else None), False


def _page_days(article: Article) -> Days | None:
    day = _day(article.published.value) if article.published else None
    return (day - RETOLD, day + timedelta(days=1)) if day else None


def _meet(a: Days, b: Days) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def _words(text: str) -> frozenset[str]:
    """The words that tell something: long ones and numbers."""
    return frozenset(word for word in words(text) if len(word) > 3 or word.isdigit())


# ---- comparing -------------------------------------------------------------------------------------------------


def _pairs(told: Sequence[_Told]) -> Iterator[tuple[int, int, int, str]]:
    """(points below zero, two numbers, reason) for each pair with enough evidence: sorted, the best come first."""
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, item in enumerate(told):
        alike[item.event.kind, item.event.modality].append(number)
    for numbers in alike.values():
        for one, other in sorted({*_meeting_days(told, numbers), *_of_one_family(told, numbers)}):
            points, reason = _evidence(told[one], told[other])
            if points >= NEEDED and not _excluded(told[one], told[other]):
                yield -points, one, other, reason


def _of_one_family(told: Sequence[_Told], numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs told by copies of one story, also when their days are not known."""
    families: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        families[told[number].family].append(number)
    for members in families.values():
        yield from combinations(members, 2)


def _meeting_days(told: Sequence[_Told], numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs whose days meet: a sweep over their first days, so that years of news are not compared with each other."""
    days = {number: told[number].days for number in numbers}
    spans = sorted((span[0], number, span[1]) for number, span in days.items() if span)
    open_: list[tuple[date, int]] = []
    for first, number, last in spans:
        open_ = [(end, other) for end, other in open_ if end > first]
        yield from ((min(other, number), max(other, number)) for _, other in open_)
        open_.append((last, number))


def _evidence(a: _Told, b: _Told) -> Points:
    found = [test(a, b) for test in _EVIDENCE]
    return sum(points for points, _ in found), ", ".join(words for points, words in found if points)


def _excluded(a: _Told, b: _Told) -> bool:
    """Whether something known says that these are two events."""
    if a.article.id == b.article.id:
        return True
    if a.days and b.days and not _meet(a.days, b.days):
        return True
    if relation(a.event.place, b.event.place) == "apart":
        return True
    return any(_others(x, y) for x, y in _sides(a, b))


def _sides(a: _Told, b: _Told) -> tuple[tuple[_Side, _Side], ...]:
    """What to compare with what: actors and recipients apart, or all of them when one event is reciprocal."""
    if a.event.reciprocal or b.event.reciprocal:
        return ((a.both, b.both),)
    return (a.actor, b.actor), (a.recipient, b.recipient)


def _others(a: _Side, b: _Side) -> bool:
    """Whether two sides are other people, or of other countries, as far as both are known."""
    if a.countries and b.countries and a.countries.isdisjoint(b.countries):
        return True
    return bool(a.people and b.people) and not any(x & y for x in a.people for y in b.people)


def _shared(a: _Side, b: _Side) -> list[str]:
    """Actors of both sides: the same id, or people of whom one is named with some of the other's words."""
    people = {" ".join(sorted(x & y)) for x in a.people for y in b.people if x <= y or y <= x}
    return sorted(people) + sorted(name for name in a.actors & b.actors if not name.startswith("person/"))


def _name_words(name: str) -> frozenset[str]:
    """`person/antony-j-blinken` -> antony, blinken: initials tell nobody apart."""
    return frozenset(word for word in name.removeprefix("person/").split("-") if len(word) > 1)


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
    return _words(name)


# ---- evidence --------------------------------------------------------------------------------------------------


def _of_family(a: _Told, b: _Told) -> Points:
    return (2, "told by copies of one story") if a.family == b.family else _NONE


def _of_day(a: _Told, b: _Told) -> Points:
    if a.days is None or b.days is None:
        return _NONE
    if a.dated and b.dated:
        single = a.days == b.days and a.days[1] - a.days[0] == timedelta(days=1)
        return (2, f"same day {a.days[0].isoformat()}") if single else (1, "days that meet")
    return (1, "days of publication that fit") if _meet(_fresh(a.days, a.dated), _fresh(b.days, b.dated)) else _NONE


def _fresh(days: Days, dated: bool) -> Days:
    """The last days before a page, when only its publication is known."""
    return days if dated else (days[1] - timedelta(days=1) - FRESH, days[1])


def _of_place(a: _Told, b: _Told) -> Points:
    name = a.event.place.canonical or a.event.place.name if a.event.place else ""
    match relation(a.event.place, b.event.place):
        case "same":
            return 2, f"same place {name}"
        case "within":
            return 1, f"one place within the other ({name})"
        case _:
            return _NONE


def _of_actors(a: _Told, b: _Told) -> Points:
    """Two points for two actors; one for one actor, or for two countries."""
    sides = _sides(a, b)
    names = [name for x, y in sides for name in _shared(x, y)]
    if names:
        return min(len(names), 2), f"same actors {' '.join(names)}"
    both = sum(len(x.countries & y.countries) for x, y in sides) >= 2
    return (1, "same countries") if both else _NONE


def _of_figures(a: _Told, b: _Told) -> Points:
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


def _of_words(a: _Told, b: _Told) -> Points:
    common = a.words & b.words
    share = len(common) / len(a.words | b.words) if common else 0.0
    chance = len(common) < FEWEST_WORDS and a.family != b.family
    if chance or share < SAME_WORDS:
        return _NONE
    return (2, "same words") if share == 1.0 else (1, "worded alike")


_EVIDENCE: tuple[Callable[[_Told, _Told], Points], ...] = (
    _of_family,
    _of_day,
    _of_place,
    _of_actors,
    _of_figures,
    _of_words,
)


# ---- result ----------------------------------------------------------------------------------------------------


def _occurrence(group: Sequence[_Told], reasons: Sequence[str]) -> Occurrence:
    first = group[0].event
    return Occurrence(
        id=content_id("occurrence", first.id),
        kind=first.kind,
        code=first.code,
        modality=first.modality,
        events=tuple(one.event.id for one in group),
        families=tuple(dict.fromkeys(one.family for one in group)),
        reasons=tuple(reasons),
    )
