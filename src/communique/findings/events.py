"""Events: who did what to whom, where, when, and whether it happened.

Two sources, in this order: words that tell of a deed (verbs and event nouns of a table, PLOVER roots), and statements
whose act is a deed of its own (a demand is REQUEST, a refusal REJECT, blame ACCUSE; PLOVER manual, draft 0.8, 2021).
One thing told twice is one event: later tellings stand in `also`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from communique.findings.modality import modality_of
from communique.findings.participants import date_of, evidence, light_verb, place_of, sides
from communique.findings.references import References
from communique.findings.triggers import Kind, kind_at, kinds
from communique.identity import content_id
from communique.lexicons import word_class
from communique.shapes import ActorRef, Event, Figure, Modality, Place, Reading, Span, Statement, When

_ACTS = {"demand": "demand", "refusal": "refusal"}
_THREAT_CUES = word_class("threatens")
_REFUSAL_CUES = word_class("refusal-cues")
_BLAME_CUES = word_class("blames")
_EVIDENCE_WORDS = 10
"""Words of a demand's or refusal's content that are quoted with its cue."""
_COUNTED = {"seizure", "lab-raid", "killing", "attack", "arrest", "kidnapping"}
_FEWEST_WORDS = 2
"""A bare "meeting" or "killed" is no telling of an event that could be quoted."""
_FOLLOWED_BY = {"killing": {"attack", "kidnapping", "clash", "bombing"}}
"""A killing told with an attack in the same sentence is the same thing, told by its outcome."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An event before its id is made."""

    trigger: Any
    kind: Kind
    modality: Modality
    span: Span
    actor: tuple[ActorRef, ...]
    recipient: tuple[ActorRef, ...]
    place: Place | None
    date: When | None
    statement: Statement | None = None
    code: str = ""


def find_events(reading: Reading, statements: tuple[Statement, ...], figures: tuple[Figure, ...]) -> tuple[Event, ...]:
    """All events of an article in text order, each thing once."""
    references = References(reading)
    said = {s.date.span for s in statements if s.date is not None}
    deeds = [draft for token in reading.doc for draft in _deed(token, reading, references, said, statements)]
    spoken = [draft for s in statements for draft in _spoken(s, reading, references, deeds)]
    covered = {draft.trigger.i for draft in spoken}
    drafts = [d for d in deeds if d.modality != "called-for" and d.trigger.i not in covered] + spoken
    drafts.sort(key=lambda d: (d.span.start, d.span.end, d.kind.kind))
    return tuple(_event(group, reading, statements, figures) for group in _same_things(drafts))


def _deed(
    token: Any, reading: Reading, references: References, said: set[Span], statements: tuple[Statement, ...]
) -> Iterator[Draft]:
    kind = kind_at(token, references)
    if kind is None:
        return
    actor, recipient = sides(token, references, kind.reciprocal)
    place = place_of(token, reading, references)
    date = date_of(token, reading, references, _foreign(said, token, statements))
    modality = modality_of(token, _is_later(date, reading))
    if modality is None or _is_habit(token, reading):
        return
    if modality != "called-for" and not _is_told(token, kind, actor, recipient, place, date):
        return
    span = evidence(token)
    if len(reading.article.text[span.start : span.end].split()) >= _FEWEST_WORDS:
        yield Draft(token, kind, modality, span, actor, recipient, place, date)


def _is_habit(token: Any, reading: Reading) -> bool:
    """ "The dialogue is held every year": told of all times, not of one."""
    sentence = token.sent
    present = (
        token.tag_ in {"VBZ", "VBP"}
        or token.head.tag_ in {"VBZ", "VBP"}
        or any(child.tag_ in {"VBZ", "VBP"} for child in token.head.children if child.dep_ in {"auxpass", "aux"})
    )
    return present and any(
        when.type == "SET" and sentence.start_char <= when.span.start < sentence.end_char for when in reading.times
    )


def _foreign(said: set[Span], token: Any, statements: tuple[Statement, ...]) -> set[Span]:
    """Times of saying that are not the deed's: those of a clause quoted, not of an object ("reported its bust")."""
    inside = [s for s in statements if s.content.start <= token.idx < s.content.end and s.date is not None]
    shared = {s.date.span for s in inside if s.date is not None and s.act == "claim" and token.pos_ != "VERB"}
    return said - shared


def _is_later(date: When | None, reading: Reading) -> bool:
    published = reading.article.published
    return bool(date and date.start and published and date.start > published.value[:10])


def _is_told(
    token: Any,
    kind: Kind,
    actor: tuple[ActorRef, ...],
    recipient: tuple[ActorRef, ...],
    place: Place | None,
    date: When | None,
) -> bool:
    """A deed with sides, a place, a date or a number; a bare noun ("violence, arrests and raids") is a topic."""
    if token.pos_ == "VERB":
        counted = any(child.dep_ in {"nsubjpass", "dobj"} and child.tag_ == "CD" for child in token.children)
        subjectless = not actor and not recipient and place is None and date is None and not counted
        if kind.code in {"ASSAULT", "COERCE"} and not actor and _has_other_doer(token):
            return False
        if token.dep_ == "acl" and not actor and (date is None or date.start is None):
            return False
        return not subjectless and not (kind.reciprocal and not actor)
    counted = any(
        word.dep_ == "nummod" for child in token.children for word in (child, *child.children, *_grand(child))
    )
    told = [bool(actor), bool(recipient), date is not None, counted]
    if recipient and kind.code in {"COERCE", "ASSAULT", "COOPERATE", "CONCEDE"} and (counted or recipient[0].actor_id):
        return True
    carried = light_verb(token) is not None or (kind.reciprocal and date is not None)
    return (carried and (bool(actor) or sum(told) >= 1)) or sum(told) >= 2


def _has_other_doer(verb: Any) -> bool:
    """ "Opioids kill 70,000 people a year": what does it is no actor, so it is no deed."""
    return any(child.dep_ == "nsubj" and child.ent_type_ != "PERSON" for child in verb.children)


def _grand(child: Any) -> Iterator[Any]:
    for inner in child.children:
        yield from inner.children


def _spoken(statement: Statement, reading: Reading, references: References, deeds: list[Draft]) -> Iterator[Draft]:
    """The event that a demand, a refusal, a threat or blame is."""
    cue = _cue_token(statement, reading)
    if cue is None or not statement.speaker:
        return
    lemma = cue.lemma_.lower()
    name = _ACTS.get(statement.act)
    if lemma in _THREAT_CUES:
        name = "warning"
    elif lemma in _BLAME_CUES:
        name = "accusation"
    own_act = {"demand": _is_asked(cue), "refusal": lemma in _REFUSAL_CUES}
    if name is None or statement.continues or not own_act.get(name, True):
        return
    base = kinds()[name]
    inner = next((d for d in deeds if statement.content.start <= d.trigger.idx < statement.content.end), None)
    modality: Modality = "called-for" if name == "demand" else "happened"
    kind = (
        replace(base, kind=inner.kind.kind, parent=inner.kind.parent)
        if inner and name in {"demand", "refusal"}
        else base
    )
    yield Draft(
        inner.trigger if inner is not None and name in {"demand", "refusal"} else cue,
        kind,
        modality,
        _spoken_span(statement, reading),
        statement.speaker,
        _addressed(statement, inner, cue, reading, references),
        inner.place if inner is not None else None,
        statement.date,
        statement,
        base.code,
    )


def _is_asked(cue: Any) -> bool:
    """A demand by its own word (call for, urge), not by a "must" inside what was said."""
    return cue.lemma_.lower() not in {"say", "tell", "add", "state", "note", "write", "according", "argue", "insist"}


def _cue_token(statement: Statement, reading: Reading) -> Any | None:
    if statement.cue is None:
        return None
    tokens = reading.doc.char_span(statement.cue.start, statement.cue.end, alignment_mode="expand")
    if tokens is None:
        return None
    return next((t for t in reversed(list(tokens)) if t.pos_ in {"VERB", "NOUN", "AUX"}), tokens.root)


def _spoken_span(statement: Statement, reading: Reading) -> Span:
    """Cue and the beginning of its content, or the content and what stands up to its cue."""
    text = reading.article.text
    assert statement.cue is not None
    if statement.content.start < statement.cue.start:
        return Span(start=statement.content.start, end=statement.cue.end)
    end = statement.content.end
    words, place = 0, statement.content.start
    while place < end and words < _EVIDENCE_WORDS:
        step = text.find(" ", place + 1, end)
        place, words = (step if step >= 0 else end), words + 1
    return Span(start=statement.cue.start, end=place if words >= _EVIDENCE_WORDS else end)


def _addressed(
    statement: Statement, inner: Draft | None, cue: Any, reading: Reading, references: References
) -> tuple[ActorRef, ...]:
    """To whom: the one accused or asked; else those of the deed, else another actor named in the content."""
    asked = [ref for child in cue.children if child.dep_ in {"dobj", "nsubjpass"} for ref in references.at(child)]
    if asked and _is_another(asked, statement):
        return tuple(asked)
    if inner is not None and inner.recipient:
        return inner.recipient
    tokens = reading.doc.char_span(statement.content.start, statement.content.end, alignment_mode="contract")
    speakers = {(ref.actor_id, ref.country) for ref in statement.speaker}
    found = [ref for token in (tokens if tokens is not None else []) for ref in references.at(token)]
    return tuple(ref for ref in found if (ref.actor_id, ref.country) not in speakers)[:1]


def _is_another(asked: list[ActorRef], statement: Statement) -> bool:
    """Whether those addressed are not the speakers themselves."""
    speakers = {(ref.actor_id, ref.label) for ref in statement.speaker}
    return not any((ref.actor_id, ref.label) in speakers for ref in asked)


# ---- one thing, one event --------------------------------------------------------------------------------------


def _same_things(drafts: list[Draft]) -> list[list[Draft]]:
    """Only drafts of one code, or of one trigger, can be the same: others are not compared."""
    groups: list[list[Draft]] = []
    near: dict[str | int, list[list[Draft]]] = {}
    for draft in drafts:
        keys: tuple[str | int, str | int] = (_code(draft), draft.trigger.i)
        candidates = [group for key in keys for group in near.get(key, [])]
        home = next((group for group in candidates if any(_same(draft, other) for other in group)), None)
        if home is None:
            home = []
            groups.append(home)
        home.append(draft)
        for key in keys:
            if not any(group is home for group in near.setdefault(key, [])[-1:]):
                near[key].append(home)
    return groups


def _same(draft: Draft, other: Draft) -> bool:
    """The same kind, modality, and nothing that differs; a bare definite noun points back by itself."""
    if _overlap(draft.span, other.span):
        return _code(draft) == _code(other) or draft.trigger.i == other.trigger.i
    if _code(draft) != _code(other):
        return False
    if draft.modality != other.modality:
        return False
    if _outcome(draft, other) and draft.trigger.sent.start == other.trigger.sent.start:
        return True
    if draft.kind.parent != other.kind.parent:
        return False
    if draft.statement is not None or other.statement is not None:
        return False
    if not _agree(draft, other):
        return False
    bare = draft.kind.reciprocal and draft.modality == "planned" and not (draft.actor and other.actor)
    return bare or _points_back(draft.trigger) or _points_back(other.trigger) or _shares(draft, other)


def _code(draft: Draft) -> str:
    return draft.code or draft.kind.code


def _outcome(a: Draft, b: Draft) -> bool:
    return b.kind.kind in _FOLLOWED_BY.get(a.kind.kind, set()) or a.kind.kind in _FOLLOWED_BY.get(b.kind.kind, set())


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _points_back(trigger: Any) -> bool:
    """ "the kidnapping", "this meeting": told before."""
    return trigger.pos_ != "VERB" and any(
        child.dep_ == "det" and child.lower_ in {"the", "this", "that", "these"} for child in trigger.children
    )


def _agree(a: Draft, b: Draft) -> bool:
    """No two different days, places or patients."""
    if a.date and b.date and a.date.start and b.date.start and not _days_meet(a.date, b.date):
        return False
    if a.place and b.place and a.place.name != b.place.name:
        return False
    return not (a.recipient and b.recipient) or bool(_keys(a.recipient) & _keys(b.recipient))


def _days_meet(a: When, b: When) -> bool:
    return bool(a.start and b.start and a.start < (b.end or "9999") and b.start < (a.end or "9999"))


def _keys(refs: tuple[ActorRef, ...]) -> set[str | None]:
    return {ref.actor_id or ref.label for ref in refs}


def _shares(a: Draft, b: Draft) -> bool:
    """Actors in common, and a day or place in common."""
    actors = bool(_keys(a.actor) & _keys(b.actor)) or bool(_keys(a.recipient) & _keys(b.recipient))
    day = bool(a.date and b.date and a.date.start and b.date.start)
    return actors and (day or bool(a.place and b.place))


def _event(
    group: list[Draft], reading: Reading, statements: tuple[Statement, ...], figures: tuple[Figure, ...]
) -> Event:
    """The group as one event: the fullest telling leads, the others fill its gaps."""
    best = max(group, key=lambda d: (_fullness(d), -d.span.start))
    rest = [draft for draft in group if draft is not best]
    trigger = Span(start=best.trigger.idx, end=best.trigger.idx + len(best.trigger.text))
    holder = best.statement or _holder(best, statements)
    return Event(
        id=content_id(
            "event", reading.article.id, best.span.start, best.span.end, _code(best), best.kind.kind, best.modality
        ),
        span=best.span,
        trigger=trigger,
        code=_code(best),
        mode=best.kind.mode if _code(best) == best.kind.code else None,
        kind=best.kind.kind,
        modality=best.modality,
        actor=best.actor or next((d.actor for d in rest if d.actor), ()),
        recipient=best.recipient or next((d.recipient for d in rest if d.recipient), ()),
        reciprocal=best.kind.reciprocal and best.statement is None,
        place=best.place or next((d.place for d in rest if d.place), None),
        date=best.date or next((d.date for d in rest if d.date), None),
        figures=_told_figures(best, figures),
        reported_by=holder.speaker if holder is not None and best.statement is None else (),
        statement_id=holder.id if holder is not None else None,
        also=tuple(sorted({draft.span for draft in rest if not _overlap(draft.span, best.span)})),
    )


def _fullness(draft: Draft) -> int:
    aside = draft.trigger.dep_ in {"advcl", "acl"}
    verb = 2 * (not aside and (draft.trigger.pos_ == "VERB" or light_verb(draft.trigger) is not None))
    return verb + sum(map(bool, (draft.actor, draft.recipient, draft.place, draft.date)))


def _holder(draft: Draft, statements: tuple[Statement, ...]) -> Statement | None:
    """The innermost statement whose content tells the event."""
    inside = [s for s in statements if s.content.start <= draft.trigger.idx < s.content.end]
    return min(inside, key=lambda s: s.content.end - s.content.start, default=None)


def _told_figures(draft: Draft, figures: tuple[Figure, ...]) -> tuple[str, ...]:
    """Ids of the figures in the event's own words, and of the measured ones of its sentence when it counts things."""
    sentence = Span(start=draft.trigger.sent.start_char, end=draft.trigger.sent.end_char)
    counts = draft.kind.parent in _COUNTED
    return tuple(
        figure.id
        for figure in figures
        if _overlap(draft.span, figure.span)
        or (counts and figure.measure is not None and sentence.start <= figure.span.start < sentence.end)
    )
