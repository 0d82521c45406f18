"""Who did it, to whom, where and when: the arguments of an event word."""

from typing import Any

from communique.findings.references import References, phrase_tokens
from communique.findings.trees import bounds, children, conjuncts, governing_subject, subject
from communique.findings.triggers import kind_at
from communique.lexicons import word_class
from communique.shapes import ActorRef, Place, Reading, Span, When

_LIGHT = word_class("carries")
_OWNERS = _LIGHT | {"report", "announce", "consider", "plan", "propose", "order", "rule"}
"""Verbs whose subject is the doer of the event noun that is their object."""
_TIMED = word_class("times")
"""Verbs whose subject is an event ("the next hearing is set for Monday")."""
_BY = {"by"}
_TO = {"of", "against", "on"}
_WITH = {"with", "between", "among"}
_ASIDES = {"punct", "cc", "conj", "advcl", "relcl", "appos", "parataxis"}
_LONGEST_EVIDENCE = 14
"""Words; a longer quote is cut after its object, since what follows is another matter."""
_LONGEST_SUBJECT = {"suffers": 8, "plans": 6, "acts": 3}
"""Words of a subject quoted with its verb: who suffers, or means to act, belongs to the deed more than who acted."""

Refs = tuple[ActorRef, ...]


def light_verb(noun: Any) -> Any | None:
    """ "had" of "had a phone conversation", "scheduled" of "the hearing is scheduled": what carries an event noun."""
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in _LIGHT:
        return verb
    return verb if noun.dep_ in {"nsubj", "nsubjpass"} and verb.lemma_.lower() in _TIMED else None


def sides(trigger: Any, references: References, reciprocal: bool) -> tuple[Refs, Refs]:
    """(actor, recipient) of an event word; of a reciprocal kind everybody is an actor."""
    actor, recipient = _verb_sides(trigger, references) if trigger.pos_ == "VERB" else _noun_sides(trigger, references)
    if not reciprocal:
        return actor, recipient
    together = actor + recipient + _partners(trigger, references)
    return _distinct(together), ()


def _verb_sides(verb: Any, references: References) -> tuple[Refs, Refs]:
    passive = bool(children(verb, "auxpass")) or (verb.dep_ in {"acl", "amod"} and verb.tag_ == "VBN")
    agents = _refs([n for prep in children(verb, "agent") for n in children(prep, "pobj")], references)
    if passive:
        patients = children(verb, "nsubjpass") or ([verb.head] if verb.dep_ in {"acl", "amod"} else [])
        return agents, _refs(patients, references)
    doer = subject(verb) or governing_subject(verb)
    if verb.dep_ == "relcl" and subject(verb) is None:
        doer = verb.head
    objects = children(verb, "dobj", "dative")
    objects += [
        n
        for prep in children(verb, "prep", "dative")
        if prep.lower_ in {"to", "on", "against"}
        for n in children(prep, "pobj")
    ]
    return _refs([doer] if doer is not None else [], references), _refs(objects, references)


def _noun_sides(noun: Any, references: References) -> tuple[Refs, Refs]:
    by, to = _behind(noun, _BY), _behind(noun, _TO)
    owners = children(noun, "poss") + [
        child for child in children(noun, "amod", "compound", "nmod") if references.at(child)
    ]
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in _OWNERS and not by and not owners:
        doer = governing_subject(verb)
        owners = [doer] if doer is not None else []
    if not to and noun.lemma_.lower() in {"action", "intervention", "strike", "operation"}:
        to = _behind(noun, {"in"})
    return _refs(by or owners, references), _refs(to, references)


def _partners(trigger: Any, references: References) -> Refs:
    verb = light_verb(trigger) if trigger.pos_ != "VERB" else trigger
    inner = children(trigger, "dobj") if trigger.pos_ == "VERB" else []
    words = [trigger, *inner, *([verb] if verb is not None and verb.i != trigger.i else [])]
    nouns = [noun for word in words for noun in _behind(word, _WITH)]
    return _refs([noun for noun in nouns if noun.lower_ != "other"], references)


def _behind(token: Any, prepositions: set[str]) -> list[Any]:
    preps = [child for child in children(token, "prep", "agent") if child.lower_ in prepositions]
    return [noun for prep in preps for noun in children(prep, "pobj")]


def _refs(nouns: list[Any], references: References) -> Refs:
    """Known actors only: a pill that is seized is no recipient."""
    found = [ref for noun in nouns for each in conjuncts(noun) for ref in _known(each, references)]
    return _distinct(tuple(found))


def _known(noun: Any, references: References) -> Refs:
    if noun.ent_type_ == "PERSON" or references.at(noun):
        return references.of(noun)[:2]
    if noun.lower_ in {"who", "that", "which", "whom"} and noun.head.dep_ == "relcl":
        return references.of(noun)[:2] if references.at(noun.head.head) else ()
    return ()


def _distinct(refs: Refs) -> Refs:
    seen: dict[tuple[str | None, str, str | None], ActorRef] = {}
    for ref in refs:
        seen.setdefault((ref.actor_id, ref.label, ref.country), ref)
    return tuple(seen.values())


# ---- evidence, place, date -------------------------------------------------------------------------------------


def evidence(trigger: Any) -> Span:
    """The quoted words: the deed with its sides, place and date as far as they stand right beside it."""
    verb = trigger if trigger.pos_ == "VERB" else _carrier(trigger)
    tokens = _noun_evidence(trigger) if verb is None else _verb_evidence(_top(verb))
    if trigger.i not in {token.i for token in tokens}:
        tokens = _noun_evidence(trigger)
    start, end = bounds(tokens)
    return Span(start=start, end=end)


def _carrier(noun: Any) -> Any | None:
    """The verb that belongs to the quoted deed of an event noun; one that only tells of it ("reported") does not."""
    verb = noun.head
    owned = noun.dep_ == "dobj" and verb.lemma_.lower() in _OWNERS - {"report", "announce"}
    return verb if owned or light_verb(noun) is not None else None


def _top(verb: Any) -> Any:
    """ "are set to meet": the finite verb above an infinitive."""
    while verb.dep_ == "xcomp" and verb.head.i < verb.i and verb.i - verb.head.i <= 3:
        verb = verb.head
    return verb


def _verb_evidence(verb: Any) -> list[Any]:
    doc, start = verb.doc, verb.i
    for child in children(verb, "aux", "auxpass", "neg"):
        start = min(start, child.i)
    owner = next(iter(children(verb, "nsubj", "nsubjpass")), None)
    if owner is not None and owner.i < start:
        phrase = list(verb.doc[owner.left_edge.i : owner.right_edge.i + 1])
        ahead = any(child.tag_ in {"MD", "TO"} for child in children(verb, "aux")) or bool(children(verb, "xcomp"))
        part = "suffers" if owner.dep_ == "nsubjpass" else "plans" if ahead else "acts"
        if len(phrase) <= _LONGEST_SUBJECT[part] and start - phrase[-1].i <= 3:
            start = phrase[0].i
    return _until(doc, start, verb)


def _noun_evidence(noun: Any) -> list[Any]:
    phrase = phrase_tokens(noun)
    first = phrase[0]
    if first.pos_ == "DET" or first.tag_ == "PRP$":
        first = phrase[min(1, len(phrase) - 1)]
    tokens = _until(noun.doc, first.i, noun)
    after = tokens[-1].i + 1
    participle = next(
        (c for c in noun.head.rights if c.dep_ == "advcl" and c.tag_ == "VBG" and c.left_edge.i <= after + 1), None
    )
    if participle is not None and noun.dep_ == "dobj" and participle.i > noun.i:
        end = max([participle.i, *(c.i for c in children(participle, "dobj"))])
        tokens = list(noun.doc[first.i : end + 1])
    return tokens


def _until(doc: Any, start: int, head: Any) -> list[Any]:
    """From `start` to the last dependent that belongs to the deed, at most so many words."""
    end = head.i
    limit = max(start + _LONGEST_EVIDENCE, head.i + 1)
    for child in sorted(head.rights, key=lambda c: c.i):
        if child.dep_ in _ASIDES or child.left_edge.i > end + 2 or (child.dep_ == "advmod" and child.n_rights):
            break
        if child.right_edge.i < limit:
            end = child.right_edge.i
        elif child.dep_ == "xcomp":
            return _until(doc, start, child)
        else:
            end = _cut(child, limit)
            break
    return list(doc[start : end + 1])


def _cut(child: Any, limit: int) -> int:
    """Where a dependent that is too long to quote whole is cut: before its first relative clause or aside, and at a
    noun inside the limit."""
    asides = [t.left_edge.i for t in child.subtree if t.dep_ in _ASIDES - {"punct", "cc", "conj"} and t.i > child.i]
    stop = min([limit, *asides])
    nouns = [t.i for t in child.subtree if t.i < stop and t.pos_ in {"NOUN", "PROPN", "NUM"} and t.dep_ != "compound"]
    return int(max([child.i, *nouns]))


def place_of(trigger: Any, reading: Reading, references: References) -> Place | None:
    """The place told with the deed: in its own phrase, else the only one of its sentence."""
    sentence = trigger.sent
    near = [
        place
        for place in reading.places
        if sentence.start_char <= place.span.start < sentence.end_char
        and place.role in {"venue", "scene"}
        and (place.level != "country" or _is_inside(place.span, reading))
        and not _told_of_another(trigger, place.span, reading, references)
    ]
    inside = [p for p in near if _under(trigger, p.span, reading)]
    behind = [p for p in inside or near if p.span.start >= trigger.idx]
    local = [p for p in near if p.level != "country"]
    alone = len({p.name for p in local}) == 1 and not _is_before_or_after(trigger)
    chosen = behind or inside or (local if alone else [])
    chosen = [p for p in chosen if p in inside or p.level != "country"]
    return min(chosen, key=lambda p: (p.level == "country", p.span.start)) if chosen else None


def date_of(trigger: Any, reading: Reading, references: References, said: set[Span]) -> When | None:
    """The time told with the deed; a time of saying only when the sentence has no other."""
    sentence = trigger.sent
    near = [
        when
        for when in reading.times
        if sentence.start_char <= when.span.start < sentence.end_char
        and when.type in {"DATE", "TIME"}
        and when.anchor != "an event"
    ]
    own = [when for when in near if not _told_of_another(trigger, when.span, reading, references)]
    inside = [when for when in own if _under(trigger, when.span, reading)]
    apart = _is_before_or_after(trigger)
    free = [when for when in own if when.span not in said and not (apart and when.precision in {"day", "minute"})]
    chosen = inside or free
    return min(chosen, key=lambda w: (abs(w.span.start - trigger.idx), w.span.start)) if chosen else None


def _is_inside(span: Span, reading: Reading) -> bool:
    """A whole country is where something happened only behind "in"; else it is somebody who acts."""
    tokens = reading.doc.char_span(span.start, span.end, alignment_mode="expand")
    return tokens is not None and tokens.root.dep_ == "pobj" and tokens.root.head.lower_ in {"in", "inside", "across"}


def _is_before_or_after(trigger: Any) -> bool:
    """ "Pleaded not guilty on Monday, three days after Mexico extradited him": Monday is not the extradition's day. A
    month or a year is wide enough to hold both."""
    chain = [trigger, *trigger.ancestors]
    clause = next((token for token in chain if token.dep_ in {"advcl", "pcomp", "relcl", "ccomp"}), None)
    if clause is None or clause.dep_ not in {"advcl", "pcomp"}:
        return False
    marks = {mark.lower_ for mark in children(clause, "mark", "advmod")} | {clause.head.lower_}
    return bool(marks & {"after", "before", "since", "until"})


def _told_of_another(trigger: Any, span: Span, reading: Reading, references: References) -> bool:
    """ "spoke ahead of a meeting in April": April is the meeting's."""
    tokens = reading.doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return False
    own = kind_at(trigger, references)
    for up in tokens.root.ancestors:
        if up.i == trigger.i:
            return False
        if up.dep_ in {"relcl", "acl"} and up.head.i != trigger.i and trigger.i not in {t.i for t in up.subtree}:
            return True
        kind = kind_at(up, references) if up.pos_ in {"NOUN", "VERB"} else None
        if kind is not None and own is not None and not (kind.code == own.code and trigger.is_ancestor(up)):
            return light_verb(up) is None and up.i != trigger.head.i
    return False


def _under(trigger: Any, span: Span, reading: Reading) -> bool:
    """Whether the span stands in the trigger's own subtree (or in that of its light verb)."""
    verb = light_verb(trigger) if trigger.pos_ != "VERB" else None
    top = _top(verb if verb is not None else trigger)
    tokens = reading.doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return False
    return bool(tokens.root.i == top.i or any(up.i == top.i for up in tokens.root.ancestors))
