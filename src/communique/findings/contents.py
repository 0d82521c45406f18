"""What was said: from a saying word to the stretch of text it stands over.

Each frame is one way a verb takes its content (that-clause or quotation, object, infinitive, preposition); a frame
returns `[start, end)` in characters, or None. Rules after Pareti (2015, PARC) and the project's annotation rules.
"""

from collections.abc import Callable
from typing import Any

from communique.findings.cues import verbs
from communique.findings.trees import bounds, children

Stretch = tuple[int, int] | None
_PREPOSITIONS = {"for", "of", "to", "on", "against", "with", "about"}
_INVERTED = {"ccomp", "parataxis"}


def content_of(
    cue: Any, frames: tuple[str, ...], quoted: Callable[[Any], Stretch], whole: Callable[[Any], bool]
) -> Stretch:
    """The content of a verb of saying; `quoted(cue)` finds a quotation beside it, `whole(cue)` says that it is a
    sentence of its own, so that nothing outside its marks belongs to the content."""
    if "clause" in frames or "quote" in frames:
        found = quoted(cue) if whole(cue) else None
        found = found or _clause(cue) or quoted(cue) or _as_clause(cue)
        if found:
            return found
    for frame in frames:
        found = _FRAMES[frame](cue) if frame in _FRAMES else _preposition(cue, frame)
        if found:
            return found
    return None


def _clause(cue: Any) -> Stretch:
    """ "said (that) ...", "..., he said", and "..., the department said, ..." (cue in a parenthesis)."""
    for child in cue.children:
        if child.dep_ == "ccomp" and child.i > cue.i:
            return _clean(_without_day(cue, _right(child)))
        if child.dep_ in _INVERTED and child.i < cue.i and child.pos_ in {"VERB", "AUX"}:
            return _before(cue)
    if cue.dep_ in _INVERTED and _is_parenthesis(cue):
        return _before(cue) if cue.head.i < cue.i else _clean([t for t in cue.sent if t.i > cue.right_edge.i])
    for child in children(cue, "pcomp", "xcomp", "acl"):
        if child.i > cue.i and any(mark.lower_ == "that" for mark in children(child, "mark")):
            return _clean(_right(child))
    return None


def _right(child: Any) -> list[Any]:
    """The subtree from the clause's left edge on, without what stands before the saying word."""
    return _own_words([token for token in child.subtree if token.i > child.head.i])


def _without_day(cue: Any, tokens: list[Any]) -> list[Any]:
    """ "said on Monday evening officials had ...": the parser gives the day to the officials."""
    before = cue.doc[tokens[0].i - 1]
    outside = before.dep_ == "prep" and before.head.i == cue.i
    inside = tokens[0].pos_ == "ADP" and tokens[0].i == cue.i + 1 and [t.ent_type_ for t in tokens[1:2]] == ["DATE"]
    if not outside and not inside:
        return tokens
    rest = tokens if outside else tokens[1:]
    while rest and rest[0].ent_type_ in {"DATE", "TIME"}:
        rest = rest[1:]
    return rest or tokens


def _is_parenthesis(cue: Any) -> bool:
    """Set off by commas: a saying word that hangs on the clause it reports."""
    left = cue.left_edge.i
    return left > cue.sent.start and bool({cue.doc[left].text, cue.doc[left - 1].text} & {",", "”", '"', "—", "-"})


def _before(cue: Any) -> Stretch:
    """Everything in the sentence before the saying clause."""
    subject = [child for child in cue.children if child.dep_ in {"nsubj", "nsubjpass"}]
    stop = min([cue.i, *(child.left_edge.i for child in subject if child.left_edge.i > cue.sent.start)])
    while stop > cue.sent.start and cue.doc[stop - 1].dep_ in {"aux", "neg"} and cue.doc[stop - 1].head.i == cue.i:
        stop -= 1
    return _clean([token for token in cue.sent if token.i < stop])


def _as_clause(cue: Any) -> Stretch:
    """ "..., as the agency has noted": the clause that "as" hangs on."""
    if cue.dep_ != "advcl" or not any(mark.lower_ == "as" for mark in children(cue, "mark", "advmod")):
        return None
    inside = {token.i for token in cue.subtree}
    rest = [token for token in cue.sent if token.i not in inside]
    run = (
        [token for token in rest if token.i > cue.right_edge.i]
        if cue.i < cue.head.i
        else [t for t in rest if t.i < cue.left_edge.i]
    )
    return _clean(run)


def _object(cue: Any) -> Stretch:
    """ "rejected the claim", "announced tariffs", "a step Mexico has rejected", "tariffs announced by ..."."""
    for child in cue.children:
        if child.dep_ == "dobj" and child.i > cue.i:
            return _clean(_grow(cue, list(child.subtree)))
    if cue.dep_ == "relcl" and not children(cue, "dobj", "ccomp"):
        return _antecedent(cue)
    if cue.dep_ == "acl" and children(cue, "agent"):
        return _antecedent(cue)
    passive = children(cue, "nsubjpass")
    if passive and children(cue, "agent"):
        return _clean(list(passive[0].subtree))
    return None


def _antecedent(cue: Any) -> Stretch:
    return _clean([token for token in cue.head.subtree if token.i < cue.left_edge.i])


def _object_as(cue: Any) -> Stretch:
    """ "described the stations as part of ...": object and predicate together."""
    parts = [child for child in cue.children if child.i > cue.i and child.dep_ in {"dobj", "oprd", "xcomp", "ccomp"}]
    parts += [child for child in children(cue, "prep") if child.lower_ == "as"]
    return _clean([token for part in parts for token in part.subtree]) if parts else None


def _call(cue: Any) -> Stretch:
    """ "called for X" (content: X) and "called X a mistake" (content: both)."""
    prep = [child for child in children(cue, "prep") if child.lower_ == "for"]
    if prep:
        return _preposition(cue, "for")
    parts = [child for child in cue.children if child.i > cue.i and child.dep_ in {"oprd", "dobj", "ccomp", "xcomp"}]
    if not parts or [part.dep_ for part in parts] == ["dobj"]:
        return None
    return _clean([token for part in parts for token in part.subtree if token.i > cue.i])


def _infinitive(cue: Any) -> Stretch:
    for child in children(cue, "xcomp"):
        if child.i > cue.i and any(aux.lower_ == "to" for aux in children(child, "aux")):
            return _clean(list(child.subtree))
    return None


def _gerund(cue: Any) -> Stretch:
    for child in children(cue, "xcomp", "pcomp", "dobj"):
        if child.i > cue.i and child.tag_ == "VBG":
            return _clean(list(child.subtree))
    return None


def _person_infinitive(cue: Any) -> Stretch:
    """ "urged Mexico to do more": who is asked and what for."""
    parts = [child for child in cue.children if child.i > cue.i and child.dep_ in {"dobj", "xcomp", "ccomp"}]
    if not any(child.dep_ in {"xcomp", "ccomp"} for child in parts):
        return None
    return _clean([token for part in parts for token in part.subtree if token.i > cue.i])


def _preposition(cue: Any, word: str) -> Stretch:
    """ "call for X", "link X to Y", "accuse X of Y": the object, if any, and the prepositional phrase."""
    if word not in _PREPOSITIONS:
        return None
    preps = [
        child for child in cue.children if child.dep_ in {"prep", "dative"} and child.lower_ == word and child.i > cue.i
    ]
    if not preps:
        return None
    objects = [child for child in children(cue, "dobj") if child.i > cue.i]
    inner = [token for token in preps[0].subtree if token.i > preps[0].i or objects or word == "to"]
    tokens = [token for child in objects for token in child.subtree] + inner
    return _clean(_grow(cue, sorted(tokens, key=lambda t: t.i)))


def _grow(cue: Any, tokens: list[Any]) -> list[Any]:
    """Add participles and purposes that follow right away ("..., nabbing pills", "... to fight cartels"),
    and what a judgement is for ("criticized Ukraine for holding exercises")."""
    tokens = _own_words(tokens)
    if not tokens:
        return tokens
    end = tokens[-1].i
    for child in sorted(cue.rights, key=lambda c: c.left_edge.i):
        gap = [token for token in cue.doc[end + 1 : child.left_edge.i] if not token.is_punct]
        if child.left_edge.i <= end or gap or child.lemma_.lower() in verbs():
            continue
        if (child.dep_ == "advcl" and _is_bare(child)) or (child.dep_ == "prep" and child.lower_ in {"for", "over"}):
            tokens = tokens + list(cue.doc[end + 1 : child.right_edge.i + 1])
            end = child.right_edge.i
    return tokens


def _own_words(tokens: list[Any]) -> list[Any]:
    """Without a participle of saying set off by a comma ("..., saying it would ..."): a statement of its own."""
    out: set[int] = set()
    for token in tokens:
        if token.tag_ == "VBG" and token.lemma_.lower() in verbs() and token.dep_ in {"advcl", "acl", "conj", "ccomp"}:
            before = token.left_edge.i - 1
            if token.left_edge.i > tokens[0].i and (token.doc[before].text == "," or token.left_edge.text == ","):
                out |= {inner.i for inner in token.subtree}
    return [token for token in tokens if token.i not in out]


def _is_bare(clause: Any) -> bool:
    """A participle or a to-infinitive without subject and conjunction."""
    marked = children(clause, "mark", "nsubj", "nsubjpass", "advmod")
    infinitive = any(aux.lower_ == "to" for aux in children(clause, "aux"))
    return not marked and (clause.tag_ == "VBG" or infinitive)


def _clean(tokens: list[Any]) -> Stretch:
    """Characters of the tokens, without "that" at the front and punctuation at both ends."""
    rest = [token for token in tokens if not token.is_space]
    while rest and (
        rest[0].is_punct or (rest[0].dep_ in {"mark", "cc"} and rest[0].lower_ in {"that", "as", "and", "but"})
    ):
        rest = rest[1:]
    return bounds(rest) if rest else None


_FRAMES: dict[str, Callable[[Any], Stretch]] = {
    "object": _object,
    "object-as": _object_as,
    "call": _call,
    "inf": _infinitive,
    "gerund": _gerund,
    "person-inf": _person_infinitive,
}
