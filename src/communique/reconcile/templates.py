"""Disputes about a claim that the dossier words: a denial by a named speaker beside a report of the thing denied.

The report is by another body, within the days of the template, about the template's country. Neither side may be
planned, called for or conditional. What a report shows of a denied claim (a raided laboratory, of production) is a
judgement: it stands in the dossier, never here.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from communique import phrases
from communique.identity import content_id
from communique.reconcile.sides import Told, distance, hedged, more_of, one_party, order, tell, unsure, words_of
from communique.shapes import ActorRef, ClaimSide, ClaimTemplate, Dispute, Event, Findings, Selection, Span, Statement

NEAR = 15
"""Words within which all groups of a template must stand: about one clause. Farther apart they seldom belong
together ("denied ... ; later police found a laboratory")."""

_ASIDE = frozenset({"denial", "refusal", "demand"})


def by_template(template: ClaimTemplate, selection: Selection, family_of: dict[str, str]) -> Iterator[Dispute]:
    """Denials of the claim beside reports of what it denies, one dispute for each pair of speakers."""
    denials: dict[str, list[Told]] = defaultdict(list)
    reports: dict[str, list[Told]] = defaultdict(list)
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


def _denials(template: ClaimTemplate, found: Findings, family: str) -> Iterator[Told]:
    """Statements that deny the claim, by a speaker who is known."""
    for statement in found.statements:
        speaker = tuple(ref for ref in statement.speaker if ref.actor_id)
        if speaker and _states(template.denies, statement, found) and _about(template, found, statement.span, speaker):
            yield tell(found, family, statement.id, statement.content, statement.speaker, statement.date)


def _reports(template: ClaimTemplate, found: Findings, family: str) -> Iterator[Told]:
    """Statements and events that tell what the claim denies. An event inside a statement is told by its speaker."""
    side, holders = template.reports, _holders(template.reports, found)
    for event in found.events:
        holder = holders.get(event.id)
        if event.kind not in side.kinds or event.modality != "happened" or not _event_fits(side, event, found):
            continue
        if holder and (holder.act in _ASIDE or holder.polarity == "negated" or unsure(words_of(found, holder.content))):
            continue
        speaker = holder.speaker if holder and holder.speaker else event.reported_by
        if _about(template, found, event.span, (*event.actor, *event.recipient, *speaker), event):
            span = holder.content if holder else event.span
            said = holder.date if holder else None
            moment = said if said and said.iso else event.date or said
            yield tell(found, family, event.id, span, speaker, moment, event)
    # A statement that tells such an event is judged by the event: what is planned or elsewhere is not reported here.
    covered = {holder.id for holder in holders.values()}
    for statement in found.statements:
        if statement.id in covered or statement.act in _ASIDE or statement.polarity == "negated":
            continue
        if _states(side, statement, found) and not unsure(words_of(found, statement.content)):
            speaker = tuple(ref for ref in statement.speaker if ref.actor_id)
            if speaker and _about(template, found, statement.span, speaker):
                yield tell(found, family, statement.id, statement.content, statement.speaker, statement.date)


def _states(side: ClaimSide, statement: Statement, found: Findings) -> bool:
    """Whether a statement's act or polarity is one of the side's, its words are there, and nothing is conditional."""
    listed = statement.act in side.acts or (side.polarity is not None and statement.polarity == side.polarity)
    words = words_of(found, statement.content)
    return listed and _fits(side, words) and not hedged(words)


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


def _opposed(a: Told, b: Told, days: int) -> bool:
    """Different speakers, not the denier's own deed, and near enough in time; unknown times only on one page."""
    if one_party(a, b) or {ref.actor_id for ref in a.side.speaker} & b.actors:
        return False
    apart = distance(a.days, b.days)
    return a.side.article_id == b.side.article_id if apart is None else apart <= days


def _dispute(template: ClaimTemplate, pairs: Sequence[tuple[Told, Told]]) -> Dispute:
    """The nearest pair in front, the other tellings of both sides behind it, one for each family."""
    near = min(pairs, key=lambda pair: (distance(pair[0].days, pair[1].days) or 0, order(pair[0]), order(pair[1])))
    a, b = near
    reason = f"template {template.id}: {a.key} denies, {b.key} reports, within {template.days} days"
    return Dispute(
        id=content_id("dispute", template.id, a.key, b.key),
        about=template.about,
        template=template.id,
        a=a.side,
        b=b.side,
        reason=reason,
        more_a=more_of(a, [pair[0] for pair in pairs]),
        more_b=more_of(b, [pair[1] for pair in pairs]),
    )
