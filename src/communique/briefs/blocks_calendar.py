"""Coming up: what is announced for a day after the brief's, or announced lately without a day, and not yet held.

A plan is done when a page that is not older tells of a like event at a time and place that fit: "the delegations met"
ends "officials are to meet".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from communique import phrases
from communique.briefs import rank, wording, words
from communique.briefs.citations import Ledger
from communique.briefs.index import Index, families, published_of, sourcing
from communique.shapes import ActorRef, Article, Event, Findings, Line, Meeting, Section, Span, When

ROWS = 5
TELLING, LONG = 6, 36
"""Fewer words of a page than this are shown in their sentence; of a longer one so many."""
FRESH = 90
"""Days for which an announcement without a date still counts as coming."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """One thing ahead: its words, when, where, who, status; the pages that tell it, the latest first."""

    words: str
    span: Span
    finding_id: str
    when: When | None
    day: str
    """When, in words; a time without a calendar day is followed by the page's date."""
    where: str
    who: str
    status: str
    tellings: tuple[tuple[Article, Span, str], ...]
    event_ids: frozenset[str]
    weight: float


Plan = tuple[Findings, Meeting | Event]


def coming_up(idx: Index, ledger: Ledger) -> Section:
    """A table of what lies ahead, the nearest first; unknown dates last."""
    ahead = coming(idx)
    lines = [_row(idx, ledger, item) for item in ahead[:ROWS]]
    if len(ahead) > ROWS:
        lines.append(Line(cells=(words.count("more", len(ahead) - ROWS),), tags=("count",)))
    note = None if ahead else words.say("note.coming_none", day=words.day(idx.view.as_of))
    columns = tuple(words.lookup("columns.coming"))
    return Section(id="coming-up", title=words.lookup("section.coming"), columns=columns, lines=tuple(lines), note=note)


def main_date(idx: Index, ledger: Ledger) -> Iterator[Line]:
    """The weightiest thing ahead that has a date, the nearest among equals, as a sentence; else the first without."""
    ahead = coming(idx)
    dated = [item for item in ahead if item.when and item.when.iso] or ahead
    item = max(dated, key=lambda one: one.weight, default=None)
    if item is not None:
        place = f", {item.where}" if item.where and item.where not in item.words else ""
        text = words.say("line.coming", words=item.words.rstrip("."), when=item.day, place=place, stop=".")
        yield Line(cells=(text,), citations=_cite(ledger, item), tags=("planned",))


def coming(idx: Index) -> list[Coming]:
    """All that lies ahead of `as_of`, one for each thing however often it was announced."""
    plans = [(found, item) for found in idx.shown for item in _plans(found)]
    ahead = [plan for plan in plans if _is_ahead(idx, _when_of(plan[1]), plan[0].article) and not _is_done(idx, plan)]
    return sorted((_merged(idx, group) for group in _groups(ahead)), key=_order)


def gone_by(idx: Index) -> list[Coming]:
    """Plans whose time is over and of which no page tells that they were carried out, the latest first."""
    plans = [(found, item) for found in idx.shown for item in _plans(found)]
    over = [
        (found, item)
        for found, item in plans
        if not _is_cancelled(item) and _is_over(idx, _when_of(item)) and not _is_done(idx, (found, item), anywhere=True)
    ]
    return sorted((_merged(idx, group) for group in _groups(over)), key=_order, reverse=True)


def settled(idx: Index) -> frozenset[str]:
    """Ids of the plans that were carried out: the deed itself is on record."""
    done = [item for found in idx.shown for item in _plans(found) if _is_done(idx, (found, item))]
    return frozenset(item.event_id if isinstance(item, Meeting) else item.id for item in done)


def _plans(found: Findings) -> Iterator[Meeting | Event]:
    known = {meeting.event_id for meeting in found.meetings}
    yield from (meeting for meeting in found.meetings if meeting.status in ("planned", "moved", "cancelled"))
    for event in found.events:
        if event.modality == "planned" and event.id not in known and event.date and event.date.iso:
            yield event


def _when_of(item: Meeting | Event) -> When | None:
    return item.when if isinstance(item, Meeting) else item.date


def _is_cancelled(item: Meeting | Event) -> bool:
    return isinstance(item, Meeting) and item.status == "cancelled"


def _is_over(idx: Index, when: When | None) -> bool:
    end = when.end or when.start if when and when.iso else None
    return end is not None and end[:10] <= idx.view.as_of


def _is_done(idx: Index, plan: Plan, *, anywhere: bool = False) -> bool:
    """Whether a page that is not older tells an event of the plan's kind that fits its time and place.

    `anywhere`: the time alone is enough, for what may have been done must not be called unreported.
    """
    found, item = plan
    if _is_cancelled(item):
        return False
    known, first = _kind(found, item), published_of(found.article)[:10]
    return any(
        event.modality == "happened"
        and event.kind in (rank.MEETINGS if known in rank.MEETINGS else {known})
        and published_of(other.article)[:10] >= first
        and _fits(item, event, other.article, first, anywhere=anywhere)
        for other in idx.by_article.values()
        for event in other.events
    )


def _fits(item: Meeting | Event, event: Event, article: Article, first: str, *, anywhere: bool) -> bool:
    """Times that meet and places that can be one. Without a time of its own an event lies shortly before its page."""
    when, told = _when_of(item), event.date
    start = (told.start if told and told.start else published_of(article))[:10]
    end = (told.end if told and told.end else None) or start
    dated = when is not None and bool(when.start)
    after = (when.start or "")[:10] if when and dated else first
    until = ((when.end or when.start) if when else None) or "9999"
    meets = start >= after and start < until[:10] if dated else end[:10] >= after and start >= after
    mine, other = item.place, event.place
    if anywhere or mine is None or other is None:
        # Without a place on both sides only a plan with a date can be told apart from others of its kind.
        return meets and dated
    alike = mine.geonames_id == other.geonames_id if mine.geonames_id and other.geonames_id else mine.name == other.name
    # A building or town is named more or less finely: with a date the country is enough.
    return meets and (alike or (dated and (None in (mine.country, other.country) or mine.country == other.country)))


def _is_ahead(idx: Index, when: When | None, article: Article) -> bool:
    """Ends after `as_of`, or has no date and was announced in the last 90 days."""
    as_of = idx.view.as_of
    if when and (when.end or when.iso):
        return (when.end or "")[:10] > as_of or (when.start or "")[:10] > as_of
    published = article.published.value[:10] if article.published else None
    if published is None or len(published) < 10:
        return True
    return (date.fromisoformat(as_of) - date.fromisoformat(published)).days <= FRESH


def _groups(plans: list[Plan]) -> list[list[Plan]]:
    """Plans that are one thing together, each compared with the first of a group."""
    groups: list[list[Plan]] = []
    for plan in plans:
        home = next((group for group in groups if any(_is_same(plan, other) for other in group)), None)
        if home is None:
            groups.append([plan])
        else:
            home.append(plan)
    return groups


def _is_same(a: Plan, b: Plan) -> bool:
    """One thing: the same day and kind, or month, kind and place; never two places, nor other people."""
    if a[0].article.id == b[0].article.id or _apart(a[1], b[1]):
        return False
    kinds = {_kind(*a), _kind(*b)}
    if len(kinds) > 1 and not kinds <= rank.MEETINGS:
        return False
    one, other = (when.iso if when else None for when in (_when_of(a[1]), _when_of(b[1])))
    if not one or not other:
        return one == other and a[1].place is not None and b[1].place is not None
    placed = a[1].place is not None and b[1].place is not None
    return one == other if len(one) == len(other) == len("2023-03-14") else one[:7] == other[:7] and placed


def _apart(a: Meeting | Event, b: Meeting | Event) -> bool:
    """Whether places, or people with a name, exclude that two plans are one."""
    if a.place and b.place and (a.place.geonames_id or a.place.name) != (b.place.geonames_id or b.place.name):
        return True
    people = [{ref.actor_id for ref in _parties(item)} - {None} for item in (a, b)]
    return bool(people[0] and people[1]) and people[0].isdisjoint(people[1])


def _kind(found: Findings, item: Meeting | Event) -> str:
    if isinstance(item, Event):
        return item.kind
    return next((event.kind for event in found.events if event.id == item.event_id), "meeting")


def _parties(item: Meeting | Event) -> tuple[ActorRef, ...]:
    return item.parties if isinstance(item, Meeting) else (*item.actor, *item.recipient)


def _merged(idx: Index, group: list[Plan]) -> Coming:
    """The latest announcement speaks; what it leaves out, such as the place, is taken from the others."""
    ordered = sorted(group, key=lambda pair: (published_of(pair[0].article), pair[0].article.id), reverse=True)
    found, item = ordered[0]
    when, status = _when_of(item), item.status if isinstance(item, Meeting) else "planned"
    ids = frozenset(thing.event_id if isinstance(thing, Meeting) else thing.id for _, thing in ordered)
    return Coming(
        words=words.clip(_telling(found, item), LONG),
        span=item.span,
        finding_id=item.id,
        when=when,
        day=_day(when, found.article),
        where=next((where for _, thing in ordered if (where := wording.place(thing))), ""),
        who=next((names for one, thing in ordered if (names := wording.who(_parties(thing), one))), ""),
        status=str(words.lookup(f"status.{status}")),
        tellings=tuple((one.article, _cited(one, thing), thing.id) for one, thing in ordered),
        event_ids=ids,
        weight=max((rank.weight(idx, one) for one in idx.events if one.finding_ids & ids), default=0.0),
    )


def _telling(found: Findings, item: Meeting | Event) -> str:
    """The page's own words of a plan, in their sentence when they are few or name nobody who acts."""
    return (
        words.fold(item.what)
        if isinstance(item, Meeting) and _is_whole(item)
        else wording.cut(found.article, _cited(found, item))
    )


def _cited(found: Findings, item: Meeting | Event) -> Span:
    if isinstance(item, Meeting) and _is_whole(item):
        return item.span
    start, end = phrases.sentence(found.article.text, item.span.start, item.span.end)
    return Span(start=start, end=end)


def _is_whole(meeting: Meeting) -> bool:
    """Whether the words of a meeting can stand alone: enough of them, from the beginning, with somebody who meets."""
    return len(meeting.what.split()) >= TELLING and not meeting.what[:1].islower() and bool(meeting.parties)


def _order(item: Coming) -> tuple[str, str, str]:
    start = (item.when.start or item.when.iso or "9999") if item.when else "9999"
    return (start[:10], item.tellings[0][0].id, item.finding_id)


def _day(when: When | None, article: Article) -> str:
    if told := wording.day_told(when):
        return told
    if when and when.text:
        return words.say("line.soon", when=words.fold(when.text), page=wording.page_of(article))
    return str(words.lookup("line.when_unknown"))


def _row(idx: Index, ledger: Ledger, item: Coming) -> Line:
    articles = [article for article, _, _ in item.tellings]
    cells = (item.day, item.words, item.where, item.who, item.status, sourcing(idx, articles))
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
