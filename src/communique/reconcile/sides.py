"""Sides of a dispute before they are paired: the words, who stands behind them, when, and how sure they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from communique import phrases
from communique.shapes import ActorRef, DisputeSide, Event, Findings, Span, When

VAGUE = 45
"""Days: a year or season told for a deed does not date it; the page's day then does."""

_HEDGES = ("would", "could", "might", "may", "if", "unless", "whether", "will", "shall", "should", "must")
_NEGATIONS = ("no", "not", "never", "neither", "nor", "without", "deny")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A side before it is paired: the words, who stands behind them, and when."""

    side: DisputeSide
    key: str
    days: tuple[date, date] | None
    actors: frozenset[str]
    """Who acts in a reported event: nobody disputes his own deed."""


def tell(
    found: Findings,
    family: str,
    finding: str,
    span: Span,
    speaker: tuple[ActorRef, ...],
    when: When | None,
    event: Event | None = None,
) -> Told:
    article = found.article
    side = DisputeSide(
        finding_id=finding, article_id=article.id, family_id=family, span=span, speaker=speaker, date=when
    )
    published = article.published.value if article.published else None
    acting = event.actor if event else ()
    return Told(
        side=side,
        # A report that nobody is named for is the outlet's own.
        key=key_of(speaker) or f"outlet/{article.outlet or article.id}",
        days=days_told(when) or day(published),
        actors=frozenset(ref.actor_id for ref in acting if ref.actor_id),
    )


def key_of(speaker: Sequence[ActorRef]) -> str:
    return "+".join(sorted(ref.actor_id or ref.label.casefold() for ref in speaker))


def days_told(when: When | None) -> tuple[date, date] | None:
    """The stretch of days told; None when it is unknown, or so long that it is near to everything."""
    first, last = day(when.start if when else None), day(when.end if when else None)
    if first is None or (last and (last[0] - first[0]).days > VAGUE):
        return None
    return (first[0], (last or first)[0])


def day(value: str | None) -> tuple[date, date] | None:
    if value is None or not re.match(r"\d{4}-\d{2}-\d{2}", value):
        return None
    first = date.fromisoformat(value[:10])
    return first, first


def distance(a: tuple[date, date] | None, b: tuple[date, date] | None) -> int | None:
    """Days between two stretches of time; 0 when they overlap, None when one is unknown."""
    if a is None or b is None:
        return None
    return max(0, (b[0] - a[1]).days, (a[0] - b[1]).days)


def more_of(front: Told, tellings: Sequence[Told]) -> tuple[DisputeSide, ...]:
    rest: dict[str, DisputeSide] = {}
    for one in sorted(tellings, key=order):
        if one.side.family_id != front.side.family_id:
            rest.setdefault(one.side.family_id, one.side)
    return tuple(rest.values())


def order(one: Told) -> tuple[date, str, Span, str]:
    return (one.days[0] if one.days else date.max, one.side.article_id, one.side.span, one.side.finding_id)


def words_of(found: Findings, span: Span) -> str:
    return found.article.text[span.start : span.end]


def hedged(words: str) -> bool:
    """Planned, possible or conditional."""
    return phrases.pattern(tuple(f"={hedge}" for hedge in _HEDGES)).search(words) is not None


def unsure(words: str) -> bool:
    """Conditional or negated: no report of a thing done. A negation elsewhere in the words costs a true report."""
    return hedged(words) or phrases.pattern(_NEGATIONS).search(words) is not None or "n't" in words.replace("’", "'")


def one_party(a: Told, b: Told) -> bool:
    """Whether both sides are told by one and the same: then nobody disputes, somebody changed position."""
    shared = {ref.actor_id for ref in a.side.speaker} & {ref.actor_id for ref in b.side.speaker}
    return a.key == b.key or bool(shared - {None})
