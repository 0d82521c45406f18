"""Events as they are told: what decides whether two tellings are one event, and the keys by which they are found."""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from communique.reconcile.copies import published_key, words
from communique.shapes import ActorRef, Article, Event, Figure, Findings, Keys, Place, Side, Telling

RETOLD = timedelta(days=14)
"""An event without a day of its own is compared with events up to so many days before its page, for news is told
again as background for about two weeks; then place, people and figures alone must show that it is the same."""

Days = tuple[date, date]
"""`[first, last)`."""


def tellings(findings: Sequence[Findings], family_of: Mapping[str, str]) -> tuple[Telling, ...]:
    """All events with what the comparison needs, by publication and place in the text; an article that stands in no
    family is one of its own."""
    told = (
        _tell(event, found.article, family_of.get(found.article.id, found.article.id), figures)
        for found in findings
        for figures in ({figure.id: figure for figure in found.figures},)
        for event in found.events
    )
    return tuple(sorted(told, key=order))


def order(told: Telling) -> tuple[tuple[str, str], int, str]:
    """Sorts by publication and place in the text."""
    return told.published, told.event.span.start, told.event.id


def days_of(told: Telling) -> Days | None:
    return (date.fromisoformat(told.days[0]), date.fromisoformat(told.days[1])) if told.days else None


def event_keys(told: Telling) -> tuple[Keys, ...]:
    """What other tellings of the event are looked up by. Any pair with enough evidence shares one key.

    For without one, no more can be said for it than days that meet, the same countries and some common words, and
    that is too little. Copies of one story are looked up whatever their days.
    """
    days = days_of(told)
    about = [_key(told, name) for name in sorted({*_day_names(told), *_place_names(told.event.place), *_names(told)})]
    found = [Keys(id=told.event.id, keys=(_key(told, f"family/{told.family}"),))]
    if days:
        found.append(Keys(id=told.event.id, keys=tuple(about), first=days[0].toordinal(), last=days[1].toordinal()))
    return tuple(found)


def called(name: str) -> frozenset[str]:
    """The words of a text that tell something: long ones and numbers."""
    return frozenset(word for word in words(name) if len(word) > 3 or word.isdigit())


def side_of(refs: Sequence[ActorRef]) -> Side:
    ids = {ref.actor_id for ref in refs if ref.actor_id}
    people = sorted(name for name in ids if name.startswith("person/"))
    return Side(
        actors=tuple(sorted(name for name in ids if not name.startswith("country/"))),
        people=tuple(tuple(sorted(_name_words(name))) for name in people),
        countries=tuple(sorted({ref.country for ref in refs if ref.country})),
    )


# ---- telling ---------------------------------------------------------------------------------------------------


def _tell(event: Event, article: Article, family: str, figures: dict[str, Figure]) -> Telling:
    days, dated = _days(event, article)
    return Telling(
        event=event,
        article_id=article.id,
        family=family,
        published=published_key(article),
        figures=tuple(figures[name] for name in event.figures if name in figures),
        days=(days[0].isoformat(), days[1].isoformat()) if days else None,
        dated=dated,
        words=tuple(sorted(called(article.text[event.span.start : event.span.end]))),
        actor=side_of(event.actor),
        recipient=side_of(event.recipient),
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
    return (page if page and meet(own, page) else None), False


def _page_days(article: Article) -> Days | None:
    day = _day(article.published.value) if article.published else None
    return (day - RETOLD, day + timedelta(days=1)) if day else None


def meet(a: Days, b: Days) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def _name_words(name: str) -> frozenset[str]:
    """`person/antony-j-blinken` -> antony, blinken: initials tell nobody apart."""
    return frozenset(word for word in name.removeprefix("person/").split("-") if len(word) > 1)


# ---- keys ------------------------------------------------------------------------------------------------------


def _key(told: Telling, name: str) -> int:
    return zlib.crc32(f"{told.event.kind} {told.event.modality} {name}".encode())


def _day_names(told: Telling) -> Iterator[str]:
    days = days_of(told)
    if days and told.dated and days[1] - days[0] == timedelta(days=1):
        yield f"day/{days[0].isoformat()}"


def _place_names(place: Place | None) -> Iterator[str]:
    if place is None or place.level == "country":
        return
    if place.geonames_id is not None:
        yield f"place/{place.geonames_id}"
    yield f"named/{place.level}/{' '.join(sorted(called(place.name)))}"
    if place.country and place.admin1:
        yield f"admin1/{place.country}/{place.admin1}"


def _names(told: Telling) -> Iterator[str]:
    for side in (told.actor, told.recipient):
        yield from (f"actor/{name}" for name in side.actors if not name.startswith("person/"))
        yield from (f"person/{word}" for name in side.people for word in name)
    yield from (f"figure/{figure.value:g} {figure.unit}" for figure in told.figures)
    yield f"words/{' '.join(told.words)}"
