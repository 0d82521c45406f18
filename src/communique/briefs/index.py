"""A view arranged for writing: which articles are shown, and findings with all their tellings as one item each.

What several pages tell is one item. Tellings by copies of one story count once; tellings by independent stories
are sources of the same item.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import Generic, TypeVar

from communique import lexicons, phrases
from communique.briefs import words
from communique.languages import LANGUAGES
from communique.shapes import Article, DisputeSide, DossierView, Event, Family, Figure, Findings, Statement, When

T = TypeVar("T", Statement, Event, Figure)
Key = tuple[str, str, int, int, str]

ALIKE = 0.8
"""Share of words two wordings of one speaker have in common to be one statement in independent stories; copies of
one story, which editors touch up, need `ALIKE_COPY`."""
ALIKE_COPY = 0.5
LARGE = 100
"""From here on two stories that give the same value, measure and thing are taken to give the same figure."""
COMPARED = 400
"""Items compared with each other; beyond that many, the last by rank cannot reach a printed page."""

_PUBLIC_SUFFIX = frozenset({"gov", "mil", "gob", "gouv", "gub", "int"})


def published_of(article: Article) -> str:
    """The moment of publication as printed, `""` when the page names none; sorts before all others."""
    return article.published.value if article.published else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling(Generic[T]):
    """A finding in its article."""

    finding: T
    found: Findings
    family: Family

    @property
    def key(self) -> Key:
        """Sorts tellings: first page of its story first, then by publication, page and place in the page."""
        article, span = self.found.article, self.finding.span
        published = article.published.value if article.published else "9999"
        return ("0" if self.family.first == article.id else "1", published, span.start, span.end, self.finding.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Generic[T]):
    """One statement, event or figure with its tellings, one a family, the fullest first."""

    lead: Telling[T]
    tellings: tuple[Telling[T], ...]
    finding_ids: frozenset[str]
    objectives: tuple[str, ...]
    disputed: bool

    @property
    def articles(self) -> tuple[Article, ...]:
        """The article of each telling."""
        return tuple(telling.found.article for telling in self.tellings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The view with its look-ups; `shown` are the articles of the window that were read for findings, `unread` those
    that were kept only, for their language."""

    view: DossierView
    by_article: dict[str, Findings]
    family_of: dict[str, Family]
    shown: tuple[Findings, ...]
    unread: tuple[Article, ...]
    filed: dict[str, tuple[str, ...]]
    disputed: frozenset[str]
    occurrence_of: dict[str, str]
    statements: tuple[Item[Statement], ...] = field(default=())
    events: tuple[Item[Event], ...] = field(default=())
    figures: tuple[Item[Figure], ...] = field(default=())


def index(view: DossierView) -> Index:
    """Arranges a view. Articles published before `view.since` stay out of `shown`; undated ones stay in."""
    view = replace(view, selection=replace(view.selection, findings=tuple(map(_possible, view.selection.findings))))
    selection = view.selection
    by_article = {found.article.id: found for found in selection.findings}
    family_of = {copy.article_id: family for family in selection.families for copy in family.copies}
    for name in by_article:
        family_of.setdefault(name, Family(id=name, first=name, copies=()))
    filed: dict[str, list[str]] = defaultdict(list)
    for filing in view.filings:
        if filing.objective not in filed[filing.finding_id]:
            filed[filing.finding_id].append(filing.objective)
    window = tuple(found for found in selection.findings if _in_window(found.article, view.since))
    arranged = Index(
        view=view,
        by_article=by_article,
        family_of=family_of,
        shown=tuple(found for found in window if found.article.language in LANGUAGES),
        unread=tuple(found.article for found in window if found.article.language not in LANGUAGES),
        filed={name: tuple(objectives) for name, objectives in filed.items()},
        disputed=frozenset(_disputed(view)),
        occurrence_of={event: group.id for group in selection.occurrences for event in group.events},
    )
    return replace(
        arranged,
        statements=tuple(_statements(arranged)),
        events=tuple(_events(arranged)),
        figures=tuple(_figures(arranged)),
    )


def families(idx: Index, articles: Iterable[Article]) -> tuple[Family, ...]:
    """The families of some articles, each once, in the order given."""
    return tuple({idx.family_of[article.id].id: idx.family_of[article.id] for article in articles}.values())


def official(article: Article) -> bool:
    """Whether a government or international body published a page: by address (`.gov`, `.gob.mx`, `.int`) or name."""
    if _offices().match(article.outlet or ""):
        return True
    host = (article.url or "").partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0]
    labels = host.casefold().split(".")
    return len(labels) > 1 and (labels[-1] in _PUBLIC_SUFFIX or (len(labels) > 2 and labels[-2] in _PUBLIC_SUFFIX))


@cache
def _offices() -> re.Pattern[str]:
    return phrases.pattern(sorted(lexicons.words("en/brief_official")))


def sourcing(idx: Index, articles: Sequence[Article]) -> str:
    """`1 source, official`, `2 sources, carried by 5 outlets`: stories counted once, copies said beside them."""
    groups = families(idx, articles)
    outlets = sum(max(1, len(family.copies)) for family in groups)
    return words.joined(
        (
            words.count("source", len(groups)),
            words.say("sourcing.official") if articles and all(official(article) for article in articles) else "",
            words.count("carried", outlets) if outlets > len(groups) else "",
        ),
        ", ",
    )


def _possible(found: Findings) -> Findings:
    """Findings without dates that are none: what a page tells as said or done does not lie after the page, the time
    since which deeds are counted is not their day, and the year of the page says nothing that the page's day does not.

    One day is left for pages whose stamp and text stand in different time zones.
    """
    found = replace(found, events=tuple(_dated_event(event, found.article) for event in found.events))
    published = found.article.published.value[:10] if found.article.published else ""
    if len(published) < len("2023-03-14"):
        return found
    last = (date.fromisoformat(published) + timedelta(days=1)).isoformat()

    def is_past(when: When | None) -> bool:
        return when is None or when.start is None or when.start[:10] <= last

    return replace(
        found,
        statements=tuple(one if is_past(one.date) else replace(one, date=None) for one in found.statements),
        events=tuple(
            one if one.modality != "happened" or is_past(one.date) else replace(one, date=None) for one in found.events
        ),
    )


def _dated_event(event: Event, article: Article) -> Event:
    if event.date is None:
        return event
    before = article.text[: event.date.span.start].split()[-1:]
    counted = bool(before) and before[0].casefold() in lexicons.words("en/brief_since")
    year = article.published.value[:4] if article.published else ""
    return replace(event, date=None) if counted or event.date.iso == year != "" else event


def _in_window(article: Article, since: str | None) -> bool:
    return since is None or article.published is None or article.published.value[:10] >= since


def _disputed(view: DossierView) -> Iterator[str]:
    """Statements and events that share words with a side of a dispute."""
    sides: dict[str, list[DisputeSide]] = defaultdict(list)
    for dispute in view.disputes:
        for side in (dispute.a, dispute.b, *dispute.more_a, *dispute.more_b):
            sides[side.article_id].append(side)
    for found in view.selection.findings:
        told: tuple[Statement | Event, ...] = (*found.statements, *found.events)
        for finding in told:
            inner = finding.content if isinstance(finding, Statement) else finding.span
            if any(inner.start < s.span.end and s.span.start < inner.end for s in sides[found.article.id]):
                yield finding.id


def _item(idx: Index, tellings: Sequence[Telling[T]]) -> Item[T]:
    """Tellings of one thing as one item: the first by `key` leads, one telling stays for each family."""
    ordered = sorted(tellings, key=lambda telling: telling.key)
    one_each = {telling.family.id: telling for telling in reversed(ordered)}
    kept = sorted(one_each.values(), key=lambda telling: telling.key)
    ids = frozenset(telling.finding.id for telling in ordered)
    filed = dict.fromkeys(name for telling in ordered for name in idx.filed.get(telling.finding.id, ()))
    return Item(
        lead=kept[0],
        tellings=tuple(kept),
        finding_ids=ids,
        objectives=tuple(sorted(filed)),
        disputed=bool(ids & idx.disputed),
    )


def _telling(idx: Index, finding: T, found: Findings) -> Telling[T]:
    return Telling(finding=finding, found=found, family=idx.family_of[found.article.id])


def _statements(idx: Index) -> Iterator[Item[Statement]]:
    """Statements grouped by speaker and wording."""
    by_speaker: dict[str, list[Telling[Statement]]] = defaultdict(list)
    for found in idx.shown:
        for statement in found.statements:
            by_speaker[speaker_key(statement, idx.family_of[found.article.id])].append(_telling(idx, statement, found))
    for tellings in by_speaker.values():
        yield from (_item(idx, group) for group in _alike(sorted(tellings, key=lambda telling: telling.key)))


def speaker_key(statement: Statement, family: Family) -> str:
    """One text for the same speakers in all pages; unnamed ones are the same only inside a story."""
    names = [ref.actor_id or f"{family.id}:{ref.label}" for ref in statement.speaker]
    return "+".join(sorted(names)) or family.id


def _alike(tellings: Sequence[Telling[Statement]]) -> list[list[Telling[Statement]]]:
    """Groups with like words. Statements of one page stay apart; copies of one story need less likeness."""
    groups: list[tuple[frozenset[str], list[Telling[Statement]]]] = []
    for number, telling in enumerate(tellings):
        text = telling.found.article.text[telling.finding.content.start : telling.finding.content.end]
        own = frozenset(words.fold(text).casefold().split())
        home = next((g for g in groups if number < COMPARED and _joins(own, telling, *g)), None)
        if home:
            home[1].append(telling)
        else:
            groups.append((own, [telling]))
    return [group for _, group in groups]


def _joins(
    own: frozenset[str], telling: Telling[Statement], other: frozenset[str], group: list[Telling[Statement]]
) -> bool:
    if any(telling.found.article.id == member.found.article.id for member in group):
        return False
    limit = ALIKE_COPY if any(telling.family.id == member.family.id for member in group) else ALIKE
    return len(own & other) >= limit * max(1, len(own | other))


def _events(idx: Index) -> Iterator[Item[Event]]:
    """Events grouped by occurrence; one that belongs to none only with copies that tell it in the same words."""
    groups: dict[str, list[Telling[Event]]] = defaultdict(list)
    for found in idx.shown:
        for event in found.events:
            text = words.fold(found.article.text[event.span.start : event.span.end])
            alone = f"{idx.family_of[found.article.id].id} {event.kind} {event.modality} {text}"
            groups[idx.occurrence_of.get(event.id, alone)].append(_telling(idx, event, found))
    yield from (_item(idx, group) for group in groups.values())


def _figures(idx: Index) -> Iterator[Item[Figure]]:
    """Figures that say something measured, grouped where the same value is told of the same occurrence or story."""
    groups: dict[tuple[object, ...], list[Telling[Figure]]] = defaultdict(list)
    for found in idx.shown:
        holder = {name: event for event in found.events for name in event.figures}
        for figure in found.figures:
            event = holder.get(figure.id)
            occurrence = idx.occurrence_of.get(event.id) if event else None
            # A large number told alike by two stories is one number; a small one may be chance.
            large = figure.value >= LARGE and figure.measure and figure.item
            about = figure.item if large else occurrence or idx.family_of[found.article.id].id
            groups[(about, figure.value, figure.value_max, figure.unit, figure.measure)].append(
                _telling(idx, figure, found)
            )
    yield from (_item(idx, group) for group in groups.values())
