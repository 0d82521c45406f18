"""Disputes about figures: one occurrence told with figures of one measure and unit that exclude each other.

The pages are no copies, and the speakers not the same. Two pages of the same days that open with a great count of one
thing in one place, and two that tell how many people one place lost or hurt in one story, are taken to tell one
occurrence. A count of people that is higher in the later page is no dispute: tolls rise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from communique import phrases
from communique.identity import content_id
from communique.lexicons import word_class
from communique.reconcile.evidence import relation
from communique.reconcile.sides import day, days_told, distance
from communique.reconcile.stories import stories
from communique.shapes import ActorRef, Dispute, DisputeSide, Event, Figure, Findings, Place, Selection, Span

APART = 0.10
"""Figures of one event differ when they are more than this share of the larger one apart; less is rounding."""
SPREAD = 3
"""Days between two reports of one event's figures; a toll that rises from week to week is no dispute."""
GREAT = 1000
"""From here on a count in the first sentence is what its page is about; smaller ones are shared by many events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """A figure of an event with what is needed to compare it."""

    figure: Figure
    event: Event | None
    found: Findings
    family: str


def by_figures(selection: Selection, family_of: dict[str, str]) -> Iterator[Dispute]:
    """Figures of one occurrence."""
    holders = {event.id: (event, found) for found in selection.findings for event in found.events}
    figures = {figure.id: figure for found in selection.findings for figure in found.figures}
    for occurrence in selection.occurrences:
        counts = [
            _Count(
                figure=figures[name], event=event, found=found, family=family_of.get(found.article.id, found.article.id)
            )
            for event, found in (holders[name] for name in occurrence.events if name in holders)
            for name in event.figures
            if name in figures
        ]
        seen: set[tuple[str, str | None]] = set()
        for a, b in combinations(sorted(counts, key=_first), 2):
            measured = (a.figure.unit, a.figure.measure)
            if measured not in seen and _happened(a) and _happened(b) and _exclude(a, b):
                seen.add(measured)
                yield _figure_dispute(occurrence.id, a, b)


def _happened(count: _Count) -> bool:
    return count.event is not None and count.event.modality == "happened"


def _first(count: _Count) -> tuple[str, str, Span]:
    published = count.found.article.published
    return (published.value if published else "9999", count.found.article.id, count.figure.span)


def _exclude(a: _Count, b: _Count, *, about: bool = False) -> bool:
    """Same measure, unit and thing, from pages that are no copies and near in time; bounds leave no common value.

    `about`: what else the pages share says that they tell one thing, so one of the measures may be unknown.
    """
    measures = {a.figure.measure, b.figure.measure} - ({None} if about else set())
    if a.family == b.family or len(measures) != 1 or None in measures or _one_reporter(a, b):
        return False
    if a.figure.unit != b.figure.unit or not _same_item(a.figure, b.figure) or _also_tells(a, b) or _also_tells(b, a):
        return False
    if _part(a) or _part(b):
        return False
    days = [count.found.article.published.value if count.found.article.published else None for count in (a, b)]
    apart = distance(day(days[0]), day(days[1]))
    if apart is None or apart > SPREAD or _total(a) or _total(b) or (a.figure.unit == "people" and _risen(a, b)):
        return False
    return _apart(a.figure, b.figure)


def _also_tells(a: _Count, b: _Count) -> bool:
    """Whether the page of one gives the other's value too, or one near it: then it knows of both."""
    others = (one for one in a.found.figures if one.unit == b.figure.unit)
    return any(not _apart(one, b.figure) for one in others)


def _apart(a: Figure, b: Figure) -> bool:
    """Whether the bounds of two figures leave no common value, and not for rounding only."""
    (low_a, high_a), (low_b, high_b) = _range(a), _range(b)
    return max(low_b - high_a, low_a - high_b) > APART * max(abs(a.value), abs(b.value))


def _one_reporter(a: _Count, b: _Count) -> bool:
    """Whether both figures are those of one speaker: then a later one corrects an earlier one."""
    known = [{ref.actor_id for ref in count.figure.reporter or _reporters(count)} - {None} for count in (a, b)]
    return bool(known[0] & known[1])


def _total(count: _Count) -> bool:
    """Whether it counts a long stretch of time (`this year`), and so no single event."""
    when = count.event.date if count.event else None
    return bool(when and when.start and when.end and days_told(when) is None)


def _part(count: _Count) -> bool:
    """Whether it counts others besides somebody who is named (`and three other passengers`)."""
    told = count.found.article.text[count.figure.span.start : count.figure.span.end].casefold().split()
    return not word_class("besides").isdisjoint(told)


def _risen(a: _Count, b: _Count) -> bool:
    """Whether the page of a later day has the higher count."""
    first, last = sorted((a, b), key=_first)
    return _first(first)[0][:10] < _first(last)[0][:10] and first.figure.value < last.figure.value


def by_leads(selection: Selection, family_of: dict[str, str]) -> Iterator[Dispute]:
    """Great counts of one thing and place with which independent pages of the same days open, and which differ."""
    told = {name for one in selection.occurrences if len(one.events) > 1 for name in one.events}
    counts = [
        lead
        for found in selection.findings
        for lead in _leads(found, family_of.get(found.article.id, found.article.id))
        if not (lead.event and lead.event.id in told)
    ]
    for a, b in combinations(sorted(counts, key=_first), 2):
        places = [(x, y) for x in _placed(a) for y in _placed(b)]
        if any(relation(x, y) in ("same", "within") for x, y in places) and _exclude(a, b, about=True):
            yield _figure_dispute(f"leads {a.found.article.id} {b.found.article.id}", a, b)


def _leads(found: Findings, family: str) -> Iterator[_Count]:
    """Great counts in an article's first sentence that are told as done."""
    _, end = phrases.sentence(found.article.text, 0, 1)
    for figure in found.figures:
        event = next((one for one in found.events if figure.id in one.figures), None)
        done = event is None or event.modality == "happened"
        if figure.span.end <= end and figure.value >= GREAT and figure.item and done:
            yield _Count(figure=figure, event=event, found=found, family=family)


def _placed(count: _Count) -> list[Place]:
    """The places of the deed: of its event, else those of the first sentence that are smaller than a country."""
    if count.event and count.event.place:
        return [count.event.place]
    _, end = phrases.sentence(count.found.article.text, 0, 1)
    return [
        place for place in count.found.places if place.span.end <= end and place.level not in ("country", "unknown")
    ]


def by_tolls(selection: Selection, family_of: dict[str, str]) -> Iterator[Dispute]:
    """How many people one place lost or hurt, in one story, as pages tell it that name no event of it."""
    told = {name for one in selection.occurrences if len(one.events) > 1 for name in one.events}
    counts = [
        toll
        for found in selection.findings
        for toll in _tolls(found, family_of.get(found.article.id, found.article.id))
        if not (toll[0].event and toll[0].event.id in told)
    ]
    pairs = [
        (a, b)
        for (a, here), (b, there) in combinations(sorted(counts, key=lambda toll: _first(toll[0])), 2)
        if _exclude(a, b) and any(relation(x, y) == "same" for x in here for y in there)
    ]
    articles = {count.found.article.id: count.found.article for pair in pairs for count in pair}
    story_of = {name: story.id for story in stories(tuple(articles.values())) for name in story.articles}
    for a, b in pairs:
        if story_of[a.found.article.id] == story_of[b.found.article.id]:
            yield _figure_dispute(f"toll {a.found.article.id} {b.found.article.id}", a, b)


def _tolls(found: Findings, family: str) -> Iterator[tuple[_Count, list[Place]]]:
    """The first count of each measure of harm, with the places of its sentence that are smaller than a country."""
    seen: set[str] = set()
    for figure in found.figures:
        counted = figure.unit == "people" and figure.span != figure.number  # a number alone may be somebody's age
        if not counted or figure.measure not in word_class("tolls") or figure.measure in seen:
            continue
        event = next((one for one in found.events if figure.id in one.figures), None)
        start, end = phrases.sentence(found.article.text, figure.span.start, figure.span.end)
        inside = [place for place in found.places if start <= place.span.start < end]
        if event is None or event.modality == "happened":
            seen.add(figure.measure)
            places = [place for place in inside if place.level not in ("country", "unknown")]
            yield _Count(figure=figure, event=event, found=found, family=family), places


def _same_item(a: Figure, b: Figure) -> bool:
    """Things agree when one's words are among the other's (`pills`, `fentanyl pills`); unknown things never do."""
    words = [set((figure.item or "").casefold().split()) for figure in (a, b)]
    return bool(words[0] and words[1]) and (words[0] <= words[1] or words[1] <= words[0])


def _range(figure: Figure) -> tuple[float, float]:
    low, high = figure.value, figure.value_max if figure.value_max is not None else figure.value
    match figure.bound:
        case "min":
            return low, float("inf")
        case "max":
            return 0.0, high
        case "approx":
            return low * 0.8, high * 1.2
        case _:
            return low, high


def _reporters(count: _Count) -> tuple[ActorRef, ...]:
    """Who is named for a figure: behind its event, or the speaker of the statement around it."""
    if count.event and count.event.reported_by:
        return count.event.reported_by
    span = count.figure.span
    around = [s for s in count.found.statements if s.content.start <= span.start and span.end <= s.content.end]
    return around[0].speaker if around else ()


def _figure_dispute(occurrence: str, a: _Count, b: _Count) -> Dispute:
    item, unit, measure = a.figure.item or "", a.figure.unit, a.figure.measure or b.figure.measure
    named = unit in ("count", "people") or unit in item.split()
    what = f"{item or unit} {measure}" if named or not item else f"{item} {unit} {measure}"
    sides = [
        DisputeSide(
            finding_id=count.figure.id,
            article_id=count.found.article.id,
            family_id=count.family,
            span=count.figure.span,
            speaker=count.figure.reporter or _reporters(count),
            date=count.event.date if count.event else None,
        )
        for count in (a, b)
    ]
    return Dispute(
        id=content_id("dispute", "figures", occurrence, unit, measure),
        about=what,
        template="figures",
        a=sides[0],
        b=sides[1],
        reason=f"occurrence {occurrence}: {a.figure.value:g} and {b.figure.value:g} {unit} {measure}",
    )
