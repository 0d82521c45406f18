"""Meetings: the calendar side of calls, talks, meetings and visits."""

from typing import Any

from communique.findings.references import phrase_tokens
from communique.findings.trees import bounds, children
from communique.identity import content_id
from communique.lexicons import word_class
from communique.shapes import Event, Meeting, MeetingStatus, Reading, Span

_KINDS = {"call", "talks", "meeting", "visit"}
_MOVED = word_class("moved")
_CANCELLED = word_class("cancelled")
_TOPICS = word_class("topic-prepositions")
_DISCUSS = word_class("discusses")


def find_meetings(reading: Reading, events: tuple[Event, ...]) -> tuple[Meeting, ...]:
    """One meeting for every event of those kinds that happened, is planned, moved or off; not the called-for ones."""
    return tuple(
        _meeting(reading, event)
        for event in events
        if event.kind in _KINDS and event.code == "CONSULT" and event.modality in {"happened", "planned", "denied"}
    )


def _meeting(reading: Reading, event: Event) -> Meeting:
    trigger = reading.doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand").root
    agenda = tuple(sorted(_agenda(trigger)))
    end = max([event.span.end, *(span.end for span in agenda if span.start <= event.span.end + 80)])
    return Meeting(
        id=content_id("meeting", reading.article.id, event.span.start, event.span.end),
        span=event.span,
        event_id=event.id,
        what=" ".join(reading.article.text[event.span.start : end].split()),
        when=event.date,
        place=event.place,
        parties=event.actor + event.recipient,
        agenda=agenda,
        status=_status(trigger, event),
    )


def _status(trigger: Any, event: Event) -> MeetingStatus:
    lemmas = {up.lemma_.lower() for up in [trigger, *list(trigger.ancestors)[:2]]}
    if lemmas & _CANCELLED or event.modality == "denied":
        return "cancelled"
    if lemmas & _MOVED:
        return "moved"
    return "planned" if event.modality == "planned" else "held"


def _agenda(trigger: Any) -> set[Span]:
    """ "to discuss X", "on X", "about X" behind the meeting word."""
    found = set()
    for word in [trigger, *children(trigger, "advcl", "xcomp", "acl")]:
        nouns = [n for p in children(word, "prep") if p.lower_ in _TOPICS for n in children(p, "pobj", "pcomp")]
        if word.lemma_.lower() in _DISCUSS:
            nouns += children(word, "dobj")
        for noun in nouns:
            start, end = bounds(phrase_tokens(noun))
            if noun.ent_type_ not in {"DATE", "TIME"} and end > start:
                found.add(Span(start=start, end=end))
    return found
