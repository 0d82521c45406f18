"""What a brief shows first: weights that add up, by rules a reader can check, and ties broken the same way always.

The weights were chosen by reading briefs of sample pages, not learned; the order they stand for is printed in every
brief (Method). Change one and the expected briefs of the tests change with it.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cache

from communique import lexicons, phrases
from communique.briefs import wording
from communique.briefs.index import LARGE, Index, Item, T, official, published_of
from communique.shapes import ActorRef, Article, Event, Figure, Findings, Statement

DISPUTED, FILED, PARTY, SOURCE, QUOTED, EARLY, DATED, PLACED = 4.0, 3.0, 2.0, 1.5, 1.0, 2.0, 0.5, 0.5
NAMED, BACKGROUND = 2.0, 4.0
RECENT = ((7, 5.0), (31, 3.5), (92, 2.0), (183, 1.0))
"""Days between the page and the brief, and what they count: news outweighs one kind of act or deed by another."""
MOST_SOURCES = 3
"""Further sources add nothing: a story told everywhere must not push out all others."""
SPEECH = frozenset({"REQUEST", "REJECT", "THREATEN"})
SPOKEN = frozenset({"accusation", "condemnation"})
OFFICES = frozenset({"GOV", "MIL", "LEG", "JUD", "COP"})
AMOUNTS = frozenset({"kg", "g", "lb", "tons", "ha", "USD", "MXN"})
MEETINGS = frozenset({"call", "talks", "meeting", "visit"})


def ordered(idx: Index) -> Index:
    """The index with its statements, events and figures in order of weight."""
    return replace(
        idx,
        statements=_ranked(idx.statements, lambda item: _statement(idx, item)),
        events=_ranked(idx.events, lambda item: _event(idx, item)),
        figures=_ranked(idx.figures, lambda item: _figure(idx, item)),
    )


def weight(idx: Index, item: Item[Statement] | Item[Event]) -> float:
    """The weight by which statements and events are compared with each other."""
    if isinstance(item.lead.finding, Statement):
        return _statement(idx, item)
    return _event(idx, item)


def is_deed(item: Item[Event]) -> bool:
    """Whether an event was done: not an act of speech, which stands among the statements, nor a plan or demand."""
    event = item.lead.finding
    return event.modality == "happened" and event.code not in SPEECH and event.kind not in SPOKEN


def _statement(idx: Index, item: Item[Statement]) -> float:
    statement = item.lead.finding
    weights = {row["act"]: float(row["weight"]) for row in lexicons.table("en/brief_acts", "act", "weight")}
    named = any(ref.actor_id for ref in statement.speaker)
    return (
        _common(idx, item)
        + weights.get(statement.act, 0.0)
        + PARTY * _of_a_party(idx, statement.speaker)
        + NAMED * named
        + QUOTED * (statement.kind != "indirect")
    )


def _event(idx: Index, item: Item[Event]) -> float:
    event = item.lead.finding
    return (
        _common(idx, item)
        + PARTY * _of_a_party(idx, (*event.actor, *event.recipient))
        + NAMED * any(ref.actor_id for ref in (*event.actor, *event.recipient))
        + _kinds().get(event.kind, 1.0)
        + DATED * (event.date is not None)
        + PLACED * (event.place is not None)
        + QUOTED * bool(event.figures)
        - BACKGROUND * (_is_background(event, idx.view.as_of) or _is_aside(event, item.lead.found))
    )


@cache
def _kinds() -> dict[str, float]:
    return {row["kind"]: float(row["weight"]) for row in lexicons.table("en/brief_kinds", "kind", "weight")}


def _is_background(event: Event, as_of: str) -> bool:
    """Dated more than a year before the brief: what a page recalls, not what it reports."""
    end = (event.date.end or event.date.start) if event.date else None
    return end is not None and end[:10] < f"{int(as_of[:4]) - 1:04d}{as_of[4:10]}"


def _is_aside(event: Event, found: Findings) -> bool:
    """Shown by words that also tell something planned or denied: they would read as if that had happened."""
    words = wording.shown(event, found.article)
    return any(
        other.modality in ("planned", "denied") and words.start <= other.trigger.start < words.end
        for other in found.events
        if other.id != event.id
    )


def _figure(idx: Index, item: Item[Figure]) -> float:
    figure = item.lead.finding
    known = NAMED * (figure.measure is not None) + QUOTED * (figure.item is not None)
    # Amounts ("7.6 tons") and great counts are news of their own; "two people" mostly belongs to a sentence.
    return _common(idx, item) + known + QUOTED * (figure.unit in AMOUNTS or figure.value >= LARGE)


def _common(idx: Index, item: Item[Statement] | Item[Event] | Item[Figure]) -> float:
    """What counts alike for all: dispute, goals, sources, an early place in the page, recency."""
    article = item.lead.found.article
    sources = min(len(item.tellings), MOST_SOURCES)
    early = 1 - item.lead.finding.span.start / max(1, len(article.text))
    return (
        DISPUTED * item.disputed
        + FILED * concerns_dossier(idx, item)
        + SOURCE * (sources - 1 + any(official(one) for one in item.articles))
        + EARLY * early
        + _recency(article, idx.view.as_of)
    )


def concerns_dossier(idx: Index, item: Item[Statement] | Item[Event] | Item[Figure]) -> bool:
    """Filed under an objective, or told in a sentence that names what the dossier is about."""
    if item.objectives:
        return True
    text, span = item.lead.found.article.text, item.lead.finding.span
    start, end = phrases.sentence(text, span.start, span.end)
    return phrases.found((idx.view.dossier.title, *idx.view.dossier.aliases), text[start:end]) is not None


def _recency(article: Article, as_of: str) -> float:
    """5 for a page of the last week, 3.5 of the last month, 2 of three months, 1 of six, else 0; see `RECENT`."""
    if article.published is None or len(article.published.value) < len("2023-03-14"):
        return 0.0
    age = (date.fromisoformat(as_of) - date.fromisoformat(article.published.value[:10])).days
    return next((weight for days, weight in RECENT if age <= days), 0.0)


def _of_a_party(idx: Index, refs: tuple[ActorRef, ...]) -> bool:
    countries = {party.country for party in idx.view.dossier.parties}
    return any(
        ref.country in countries and (ref.sector in OFFICES or (ref.actor_id or "").startswith("country/"))
        for ref in refs
    )


def _ranked(items: Iterable[Item[T]], weigh: Callable[[Item[T]], float]) -> tuple[Item[T], ...]:
    """By weight, then the newest page, then page and place in it."""
    found = sorted(items, key=lambda item: (item.lead.found.article.id, item.lead.finding.span, item.lead.finding.id))
    found.sort(key=lambda item: published_of(item.lead.found.article), reverse=True)
    return tuple(sorted(found, key=weigh, reverse=True))
