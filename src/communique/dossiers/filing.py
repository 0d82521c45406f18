"""Findings under objectives, by words, event kinds and actors; each filing keeps its reason.

Words are looked for in the finding's own words, for events also in the sentence around them. A page, or a finding, that
is known to be about other countries than the dossier's parties is not filed: "murder" is a word of every country.
"""

import re
from collections.abc import Iterator, Sequence

from communique import phrases
from communique.dossiers.progress import progress
from communique.shapes import (
    ActorRef,
    Dispute,
    Dossier,
    DossierView,
    Event,
    Figure,
    Filing,
    Finding,
    Findings,
    Meeting,
    Objective,
    Selection,
    Span,
    Statement,
)

_FURTHER = r"(?:,?\s+(?:(?:for|of|the|and)\s+)*[A-Z][\w'’-]*)*"
"""Further words in capitals, with the small words that join them."""


def file(
    dossier: Dossier,
    selection: Selection,
    *,
    as_of: str,
    since: str | None = None,
    disputes: Sequence[Dispute] = (),
) -> DossierView:
    """The selection as the dossier sees it on the day `as_of` (`YYYY-MM-DD`): filings, and progress by objective."""
    filings = tuple(filing for found in selection.findings for filing in file_one(dossier, found))
    return DossierView(
        dossier=dossier,
        selection=selection,
        as_of=as_of,
        since=since,
        filings=filings,
        progress=progress(dossier, selection, filings, as_of),
        disputes=tuple(disputes),
    )


def objectives(dossier: Dossier) -> tuple[Objective, ...]:
    """All objectives in the order of the file, then the topics that cut across the goals."""
    return (*(objective for goal in dossier.goals for objective in goal.objectives), *dossier.cross)


def file_one(dossier: Dossier, found: Findings) -> Iterator[Filing]:
    """Filings of one article, in the order of its findings and of the dossier."""
    if not concerns(dossier, found):
        return
    own = _own_names(dossier)
    for finding in _filed(found):
        text = own.sub(r"\1 ", words_of(found, finding))
        if not _involves(dossier, found, finding, text):
            continue
        for objective in objectives(dossier):
            reason = _reason(objective, finding, text)
            if reason:
                yield Filing(finding_id=finding.id, article_id=found.article.id, objective=objective.id, reason=reason)


def _own_names(dossier: Dossier) -> re.Pattern[str]:
    """What a full name of the dossier's subject adds to the short one: `Water Accord` + ` for Clean Soil and Air`.

    Words of its goals stand there, but whoever names the accord has not spoken about each of them.
    """
    names = sorted((name for name in (dossier.title, *dossier.aliases) if " " in name), key=len, reverse=True)
    any_name = "|".join(re.escape(name) for name in names) or "(?!)"
    return re.compile(rf"\b({any_name})\s+(?:for|of|on|against)\s+(?:the\s+)?[A-Z][\w'’-]*{_FURTHER}")


def concerns(dossier: Dossier, found: Findings) -> bool:
    """Whether an article names a party's country, or no country at all."""
    countries = {actor.country for actor in found.actors} | {place.country for place in found.places}
    countries |= {ref.country for event in found.events for ref in (*event.actor, *event.recipient)}
    countries |= {ref.country for statement in found.statements for ref in statement.speaker}
    known = countries - {None}
    return not known or not dossier.parties or any(party.country in known for party in dossier.parties)


def words_of(found: Findings, finding: Finding) -> str:
    """The words a finding is filed by: its own; for events and figures the sentence around, for meetings the agenda."""
    text = found.article.text
    if isinstance(finding, Statement):
        return _cut(text, finding.span)
    if isinstance(finding, Meeting):
        return " ".join([finding.what, *(_cut(text, span) for span in (finding.span, *finding.agenda))])
    start, end = phrases.sentence(text, finding.span.start, finding.span.end)
    agenda = [words_of(found, m) for m in found.meetings if m.event_id == finding.id]
    return " ".join([text[start:end], *agenda])


def _filed(found: Findings) -> Iterator[Finding]:
    """Every finding once: a meeting is the calendar side of an event and stands alone only without it."""
    yield from found.statements
    yield from found.events
    yield from found.figures
    events = {event.id for event in found.events}
    yield from (meeting for meeting in found.meetings if meeting.event_id not in events)


def _reason(objective: Objective, finding: Finding, text: str) -> str | None:
    word = phrases.found(objective.words, text)
    if word:
        return f"word: {word}"
    if isinstance(finding, Event) and finding.kind in objective.kinds:
        return f"kind: {finding.kind}"
    return None


def _involves(dossier: Dossier, found: Findings, finding: Finding, text: str) -> bool:
    """Whether a party's country, or one of the dossier's other actors, stands in the finding; or no country at all."""
    start, end = phrases.sentence(found.article.text, finding.span.start, finding.span.end)
    known = {place.country for place in found.places if start <= place.span.start < end}
    known |= {ref.country for ref in _refs(finding)}
    if isinstance(finding, Event | Meeting) and finding.place:
        known.add(finding.place.country)
    known.discard(None)
    parties = {party.country for party in dossier.parties}
    return not known or not parties or bool(known & parties) or phrases.found(dossier.others, text) is not None


def _refs(finding: Finding) -> tuple[ActorRef, ...]:
    match finding:
        case Statement():
            return finding.speaker
        case Event():
            return (*finding.actor, *finding.recipient)
        case Meeting():
            return finding.parties
        case Figure():
            return finding.reporter


def _cut(text: str, span: Span) -> str:
    return text[span.start : span.end]
