"""Statements and reports that cannot both stand as worded: two kinds only, precision before recall.

(a) A claim template of the dossier: a denial by a named speaker beside a report of the thing denied, by another
    body, within the days of the template, about the template's country. Neither side may be planned, called for or
    conditional. What a report shows of a denied claim (a raided laboratory, of production) is a judgement: it
    stands in the dossier, never here.
(b) One occurrence told with figures of one measure and unit that exclude each other, by pages that are no copies. Two
    pages of the same days that open with a great count of one thing in one place are taken to tell one occurrence.

A dispute is no verdict: it holds both wordings and the reason why they were put side by side. A general test for
contradiction was tried on public inference data and was right too seldom to be printed (docs/explanation/brief.md).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product

from communique import phrases
from communique.identity import content_id
from communique.reconcile.evidence import relation
from communique.shapes import (
    ActorRef,
    ClaimSide,
    ClaimTemplate,
    Dispute,
    DisputeSide,
    Event,
    Figure,
    Findings,
    Place,
    Selection,
    Span,
    Statement,
    When,
)

NEAR = 15
"""Words within which all groups of a template must stand: about one clause. Farther apart they seldom belong
together ("denied ... ; later police found a laboratory")."""
APART = 0.10
"""Figures of one event differ when they are more than this share of the larger one apart; less is rounding."""
SPREAD = 3
"""Days between two reports of one event's figures; a toll that rises from week to week is no dispute."""

VAGUE = 45
"""Days: a year or season told for a deed does not date it; the page's day then does."""

GREAT = 1000
"""From here on a count in the first sentence is what its page is about; smaller ones are shared by many events."""

_HEDGES = ("would", "could", "might", "may", "if", "unless", "whether", "will", "shall", "should", "must")
_NEGATIONS = ("no", "not", "never", "neither", "nor", "without", "deny")
_ASIDE = frozenset({"denial", "refusal", "demand"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A side before it is paired: the words, who stands behind them, and when."""

    side: DisputeSide
    key: str
    days: tuple[date, date] | None
    actors: frozenset[str]
    """Who acts in a reported event: nobody disputes his own deed."""


def disputes(templates: Sequence[ClaimTemplate], selection: Selection) -> tuple[Dispute, ...]:
    """All disputes of a selection, sorted; one for each template (or occurrence) and pair of speakers."""
    family_of = {copy.article_id: family.id for family in selection.families for copy in family.copies}
    found = [dispute for template in templates for dispute in _by_template(template, selection, family_of)]
    return (*found, *_by_figures(selection, family_of), *_by_leads(selection, family_of))


# ---- (a) claim templates ---------------------------------------------------------------------------------------


def _by_template(template: ClaimTemplate, selection: Selection, family_of: dict[str, str]) -> Iterator[Dispute]:
    denials: dict[str, list[_Told]] = defaultdict(list)
    reports: dict[str, list[_Told]] = defaultdict(list)
    for found in selection.findings:
        family = family_of.get(found.article.id, found.article.id)
        for told in _denials(template, found, family):
            denials[told.key].append(told)
        for told in _reports(template, found, family):
            reports[told.key].append(told)
    for left, right in product(sorted(denials), sorted(reports)):
        pairs = [(a, b) for a in denials[left] for b in reports[right] if _opposed(a, b, template.days)]
        if pairs:
            yield _dispute(template, pairs)


def _denials(template: ClaimTemplate, found: Findings, family: str) -> Iterator[_Told]:
    """Statements that deny the claim, by a speaker who is known."""
    for statement in found.statements:
        speaker = tuple(ref for ref in statement.speaker if ref.actor_id)
        if speaker and _states(template.denies, statement, found) and _about(template, found, statement.span, speaker):
            yield _told(found, family, statement.id, statement.content, statement.speaker, statement.date)


def _reports(template: ClaimTemplate, found: Findings, family: str) -> Iterator[_Told]:
    """Statements and events that tell what the claim denies. An event inside a statement is told by its speaker."""
    side, holders = template.reports, _holders(template.reports, found)
    for event in found.events:
        holder = holders.get(event.id)
        if event.kind not in side.kinds or event.modality != "happened" or not _event_fits(side, event, found):
            continue
        if holder and (holder.act in _ASIDE or holder.polarity == "negated" or _unsure(_words(found, holder.content))):
            continue
        speaker = holder.speaker if holder and holder.speaker else event.reported_by
        if _about(template, found, event.span, (*event.actor, *event.recipient, *speaker), event):
            span = holder.content if holder else event.span
            said = holder.date if holder else None
            moment = said if said and said.iso else event.date or said
            yield _told(found, family, event.id, span, speaker, moment, event)
    # A statement that tells such an event is judged by the event: what is planned or elsewhere is not reported here.
    covered = {holder.id for holder in holders.values()}
    for statement in found.statements:
        if statement.id in covered or statement.act in _ASIDE or statement.polarity == "negated":
            continue
        if _states(side, statement, found) and not _unsure(_words(found, statement.content)):
            speaker = tuple(ref for ref in statement.speaker if ref.actor_id)
            if speaker and _about(template, found, statement.span, speaker):
                yield _told(found, family, statement.id, statement.content, statement.speaker, statement.date)


def _states(side: ClaimSide, statement: Statement, found: Findings) -> bool:
    """Whether a statement's act or polarity is one of the side's, its words are there, and nothing is conditional."""
    listed = statement.act in side.acts or (side.polarity is not None and statement.polarity == side.polarity)
    words = _words(found, statement.content)
    return listed and _fits(side, words) and not _hedged(words)


def _event_fits(side: ClaimSide, event: Event, found: Findings) -> bool:
    """The words of an event are its sentence and its kind (`lab raid`); how far apart they stand says nothing."""
    start, end = phrases.sentence(found.article.text, event.span.start, event.span.end)
    words = f"{event.kind.replace('-', ' ')} {found.article.text[start:end]}"
    return _fits(side, words, near=len(words))


def _fits(side: ClaimSide, words: str, *, near: int = NEAR) -> bool:
    """Any of `words`, and one of each group of `all_words`, with the groups within `near` words of each other."""
    if side.words and not phrases.pattern(side.words).search(words):
        return False
    groups = [phrases.pattern(group.split("|")) for group in side.all_words]
    hits = [[_index(words, match.start()) for match in group.finditer(words)] for group in groups]
    return not hits or any(max(places) - min(places) <= near for places in product(*(hit[:20] for hit in hits)))


def _index(text: str, position: int) -> int:
    """How many words stand before a position."""
    return len(text[:position].split())


def _hedged(words: str) -> bool:
    return phrases.pattern(tuple(f"={hedge}" for hedge in _HEDGES)).search(words) is not None


def _unsure(words: str) -> bool:
    """Conditional or negated: no report of a thing done. A negation elsewhere in the words costs a true report."""
    return _hedged(words) or phrases.pattern(_NEGATIONS).search(words) is not None or "n't" in words.replace("’", "'")


def _holders(side: ClaimSide, found: Findings) -> dict[str, Statement]:
    """Each event of the side's kinds to the statement that tells it."""
    statements = {statement.id: statement for statement in found.statements}
    pairs = (
        (event.id, statements.get(event.statement_id or "") or _holder(found, event))
        for event in found.events
        if event.kind in side.kinds
    )
    return {name: holder for name, holder in pairs if holder}


def _holder(found: Findings, event: Event) -> Statement | None:
    """The statement inside whose content the event is told; the innermost when several."""
    around = [
        s for s in found.statements if s.content.start <= event.trigger.start and event.trigger.end <= s.content.end
    ]
    return min(around, key=lambda s: (s.content.end - s.content.start, s.id), default=None)


def _about(
    template: ClaimTemplate, found: Findings, span: Span, refs: Sequence[ActorRef], event: Event | None = None
) -> bool:
    """Whether the words are about the template's country: their places say so, else those who act and speak."""
    if template.country is None:
        return True
    if event and event.place and event.place.country:
        return event.place.country == template.country
    start, end = phrases.sentence(found.article.text, span.start, span.end)
    named = {place.country for place in found.places if start <= place.span.start < end} - {None}
    named = named or {ref.country for ref in refs} - {None}
    return template.country in named


def _told(
    found: Findings,
    family: str,
    finding: str,
    span: Span,
    speaker: tuple[ActorRef, ...],
    when: When | None,
    event: Event | None = None,
) -> _Told:
    article = found.article
    side = DisputeSide(
        finding_id=finding, article_id=article.id, family_id=family, span=span, speaker=speaker, date=when
    )
    published = article.published.value if article.published else None
    acting = event.actor if event else ()
    return _Told(
        side=side,
        # A report that nobody is named for is the outlet's own.
        key=_key(speaker) or f"outlet/{article.outlet or article.id}",
        days=_days(when) or _day(published),
        actors=frozenset(ref.actor_id for ref in acting if ref.actor_id),
    )


def _key(speaker: Sequence[ActorRef]) -> str:
    return "+".join(sorted(ref.actor_id or ref.label.casefold() for ref in speaker))


def _days(when: When | None) -> tuple[date, date] | None:
    """The stretch of days told; None when it is unknown, or so long that it is near to everything."""
    first, last = _day(when.start if when else None), _day(when.end if when else None)
    if first is None or (last and (last[0] - first[0]).days > VAGUE):
        return None
    return (first[0], (last or first)[0])


def _day(value: str | None) -> tuple[date, date] | None:
    if value is None or not re.match(r"\d{4}-\d{2}-\d{2}", value):
        return None
    day = date.fromisoformat(value[:10])
    return day, day


def _opposed(a: _Told, b: _Told, days: int) -> bool:
    """Different speakers, not the denier's own deed, and near enough in time; unknown times only on one page."""
    speakers = {ref.actor_id for ref in a.side.speaker} & {ref.actor_id for ref in b.side.speaker}
    own = {ref.actor_id for ref in a.side.speaker} & b.actors
    if a.key == b.key or speakers - {None} or own:
        return False
    distance = _distance(a.days, b.days)
    return a.side.article_id == b.side.article_id if distance is None else distance <= days


def _distance(a: tuple[date, date] | None, b: tuple[date, date] | None) -> int | None:
    """Days between two stretches of time; 0 when they overlap, None when one is unknown."""
    if a is None or b is None:
        return None
    return max(0, (b[0] - a[1]).days, (a[0] - b[1]).days)


def _dispute(template: ClaimTemplate, pairs: Sequence[tuple[_Told, _Told]]) -> Dispute:
    """The nearest pair in front, the other tellings of both sides behind it, one for each family."""
    near = min(pairs, key=lambda pair: (_distance(pair[0].days, pair[1].days) or 0, _order(pair[0]), _order(pair[1])))
    a, b = near
    reason = f"template {template.id}: {a.key} denies, {b.key} reports, within {template.days} days"
    return Dispute(
        id=content_id("dispute", template.id, a.key, b.key),
        about=template.about,
        template=template.id,
        a=a.side,
        b=b.side,
        reason=reason,
        more_a=_more(a, [pair[0] for pair in pairs]),
        more_b=_more(b, [pair[1] for pair in pairs]),
    )


def _more(front: _Told, tellings: Sequence[_Told]) -> tuple[DisputeSide, ...]:
    rest: dict[str, DisputeSide] = {}
    for told in sorted(tellings, key=_order):
        if told.side.family_id != front.side.family_id:
            rest.setdefault(told.side.family_id, told.side)
    return tuple(rest.values())


def _order(told: _Told) -> tuple[date, str, Span, str]:
    return (told.days[0] if told.days else date.max, told.side.article_id, told.side.span, told.side.finding_id)


def _words(found: Findings, span: Span) -> str:
    return found.article.text[span.start : span.end]


# ---- (b) figures of one occurrence -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """A figure of an event with what is needed to compare it."""

    figure: Figure
    event: Event | None
    found: Findings
    family: str


def _by_figures(selection: Selection, family_of: dict[str, str]) -> Iterator[Dispute]:
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
    if a.family == b.family or len(measures) != 1 or None in measures:
        return False
    if a.figure.unit != b.figure.unit or not _same_item(a.figure, b.figure):
        return False
    days = [count.found.article.published.value if count.found.article.published else None for count in (a, b)]
    distance = _distance(_day(days[0]), _day(days[1]))
    if distance is None or distance > SPREAD:
        return False
    (low_a, high_a), (low_b, high_b) = _range(a.figure), _range(b.figure)
    gap = max(low_b - high_a, low_a - high_b)
    return gap > APART * max(abs(a.figure.value), abs(b.figure.value))


def _by_leads(selection: Selection, family_of: dict[str, str]) -> Iterator[Dispute]:
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
