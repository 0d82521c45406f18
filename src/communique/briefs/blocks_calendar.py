"""Coming up: what is announced for a day after the brief's, or announced lately without a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from communique import phrases
from communique.briefs import wording, words
from communique.briefs.citations import Ledger
from communique.briefs.index import Index, families, sourcing
from communique.shapes import Article, Event, Findings, Line, Meeting, Section, Span, When

ROWS = 6
TELLING = 6
"""Fewer words of a page than this are shown in their sentence."""
FRESH = 90
"""Days for which an announcement without a date still counts as coming."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """One thing ahead: its words, when, where, who, status; the pages that tell it, the latest first."""

    words: str
    span: Span
    finding_id: str
    when: When | None
    where: str
    who: str
    status: str
    tellings: tuple[tuple[Article, Span, str], ...]
    event_ids: frozenset[str]


def coming_up(idx: Index, ledger: Ledger) -> Section:
    """A table of what lies ahead, the nearest first; unknown dates last."""
    ahead = coming(idx)
    lines = [_row(idx, ledger, item) for item in ahead[:ROWS]]
    if len(ahead) > ROWS:
        lines.append(Line(cells=(words.count("more", len(ahead) - ROWS),), tags=("count",)))
    note = None if ahead else words.say("note.coming_none", day=words.day(idx.view.as_of))
    columns = tuple(words.lookup("columns.coming"))
    return Section(id="coming-up", title=words.lookup("section.coming"), columns=columns, lines=tuple(lines), note=note)


def next_date(idx: Index, ledger: Ledger) -> Iterator[Line]:
    """The nearest thing ahead, as a sentence."""
    for item in coming(idx)[:1]:
        place = f", {item.where}" if item.where else ""
        text = words.say("line.coming", words=item.words, when=_when(item.when), place=place)
        yield Line(cells=(text,), citations=_cite(ledger, item), tags=("planned",))


def coming(idx: Index) -> list[Coming]:
    """All that lies ahead of `as_of`, one for each thing however often it was announced."""
    groups: dict[object, list[tuple[Findings, Meeting | Event]]] = {}
    for found in idx.shown:
        for item in _ahead(idx, found):
            groups.setdefault(_same(idx, item, found), []).append((found, item))
    return sorted((_merged(group) for group in groups.values()), key=_order)


def _ahead(idx: Index, found: Findings) -> Iterator[Meeting | Event]:
    known = {meeting.event_id for meeting in found.meetings}
    for meeting in found.meetings:
        if meeting.status in ("planned", "moved", "cancelled") and _is_ahead(idx, meeting.when, found.article):
            yield meeting
    for event in found.events:
        planned = event.modality == "planned" and event.id not in known
        if planned and event.date and event.date.iso and _is_ahead(idx, event.date, found.article):
            yield event


def _is_ahead(idx: Index, when: When | None, article: Article) -> bool:
    """Ends after `as_of`, or has no date and was announced in the last 90 days."""
    as_of = idx.view.as_of
    if when and (when.end or when.iso):
        return (when.end or "")[:10] > as_of or (when.start or "")[:10] > as_of
    published = article.published.value[:10] if article.published else None
    if published is None or len(published) < 10:
        return True
    return (date.fromisoformat(as_of) - date.fromisoformat(published)).days <= FRESH


def _same(idx: Index, item: Meeting | Event, found: Findings) -> object:
    """One meeting: same occurrence, or same month and place."""
    event = item.event_id if isinstance(item, Meeting) else item.id
    when = item.when if isinstance(item, Meeting) else item.date
    if when and when.iso and item.place:
        return (when.iso[:7], item.place.geonames_id or item.place.name.casefold())
    return idx.occurrence_of.get(event, item.id)


def _merged(group: list[tuple[Findings, Meeting | Event]]) -> Coming:
    """The latest announcement speaks; the finest date among the latest status holds."""
    ordered = sorted(group, key=lambda pair: (_published(pair[0].article), pair[0].article.id), reverse=True)
    found, item = ordered[0]
    when = item.when if isinstance(item, Meeting) else item.date
    status = item.status if isinstance(item, Meeting) else "planned"
    parties = item.parties if isinstance(item, Meeting) else (*item.actor, *item.recipient)
    what = words.fold(item.what) if isinstance(item, Meeting) and item.what else ""
    if len(what.split()) < TELLING:
        start, end = phrases.sentence(found.article.text, item.span.start, item.span.end)
        what = wording.cut(found.article, Span(start=start, end=end))
    return Coming(
        words=words.clip(what, 30),
        span=item.span,
        finding_id=item.id,
        when=when,
        where=wording.place(item),
        who=wording.who(parties, found),
        status=str(words.lookup(f"status.{status}")),
        tellings=tuple((one.article, thing.span, thing.id) for one, thing in ordered),
        event_ids=frozenset(thing.event_id if isinstance(thing, Meeting) else thing.id for _, thing in ordered),
    )


def _published(article: Article) -> str:
    return article.published.value if article.published else ""


def _order(item: Coming) -> tuple[str, str, str]:
    start = (item.when.start or item.when.iso or "9999") if item.when else "9999"
    return (start[:10], item.tellings[0][0].id, item.finding_id)


def _when(when: When | None) -> str:
    if when and when.iso:
        return words.day(when.iso)
    return words.fold(when.text) if when and when.text else str(words.lookup("line.when_unknown"))


def _row(idx: Index, ledger: Ledger, item: Coming) -> Line:
    articles = [article for article, _, _ in item.tellings]
    cells = (_when(item.when), item.words, item.where, item.who, item.status, sourcing(idx, articles))
    return Line(cells=cells, citations=_cite(ledger, item, idx), tags=("planned",))


def _cite(ledger: Ledger, item: Coming, idx: Index | None = None) -> tuple[int, ...]:
    """The latest announcement, and in the table one more for each further story."""
    kept = item.tellings[:1]
    if idx is not None:
        stories = {
            families(idx, [article])[0].id: (article, span, name) for article, span, name in reversed(item.tellings)
        }
        kept = tuple(one for one in item.tellings if one in stories.values())[:3]
    return tuple(ledger.cite(article, span, name) for article, span, name in kept)
