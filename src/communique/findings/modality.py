"""Did it happen? The auxiliaries, negations and governing words above an event word decide.

`happened`, `planned`, `called-for` and `denied` as in the annotation guide; `None` for the hypothetical and the
generic, which are no events.
"""

from typing import Any

from communique.findings.trees import children, negated
from communique.lexicons import word_class
from communique.shapes import Modality

_FUTURE = word_class("future")
_MAYBE = word_class("maybe")
_PLANS = word_class("plans")
_DEMANDS = word_class("demands")
_WEIGHS = word_class("weighs")
_DENIES = word_class("denies")
_REFUSES = word_class("refuses")
_CONDITIONS = word_class("conditions")
_CANCELLED = word_class("cancelled")
_MOVED = word_class("moved")
_SAYS = word_class("says")
_STEPS = {
    "xcomp",
    "conj",
    "pobj",
    "dobj",
    "pcomp",
    "prep",
    "attr",
    "nsubj",
    "nsubjpass",
    "advcl",
    "ccomp",
    "acl",
    "oprd",
    "appos",
    "compound",
}


def modality_of(trigger: Any, later: bool) -> Modality | None:
    """Modality of an event word; `later` = its date lies after the day of publication, which plans it unless it is
    told in the past tense.

    Climbs from the word to the verbs that govern it inside the same clause chain.
    """
    verdict: Modality | None = "planned" if later and trigger.tag_ not in {"VBD", "VBN"} else "happened"
    token, steps = trigger, 0
    while steps < 6:
        found = _here(token)
        if found != "happened":
            return found
        if token.head.i == token.i or token.dep_ not in _STEPS:
            break
        if _leaves_clause(token):
            return "denied" if _is_denied_above(token) else verdict
        above = _above(token, token.head)
        if above != "happened":
            return above
        token, steps = token.head, steps + 1
    return verdict


def _is_denied_above(token: Any) -> bool:
    """ "Kenya denied that its police had arrested him"."""
    return token.dep_ == "ccomp" and token.head.lemma_.lower() in _DENIES and not negated(token.head)


def _here(token: Any) -> Modality | None:
    """What the word's own auxiliaries and marks say."""
    if token.pos_ not in {"VERB", "AUX"}:
        no = any(child.dep_ == "det" and child.lower_ == "no" for child in token.children)
        return "denied" if no else "happened"
    words = {child.lower_ for child in children(token, "aux", "auxpass")}
    if _is_conditional(token):
        return None
    if negated(token):
        return None if words & _MAYBE else "denied"
    if words & _FUTURE or "going" in words or (words & {"would"} and _is_reported(token)):
        return "planned"
    return None if words & _MAYBE else "happened"


def _is_conditional(token: Any) -> bool:
    """In an if-clause, or hanging on one."""
    marks = [*children(token, "mark", "advmod")]
    marks += [mark for clause in children(token, "advcl") for mark in children(clause, "mark")]
    return any(mark.lower_ in _CONDITIONS for mark in marks if mark.dep_ == "mark" or mark.head.i == token.i)


def _is_reported(token: Any) -> bool:
    """ "said it would release them": the future of what was said in the past."""
    return token.dep_ == "ccomp" and token.head.tag_ in {"VBD", "VBN"} and token.head.lemma_.lower() in _SAYS


def _above(token: Any, head: Any) -> Modality | None:
    """What the governing word makes of it."""
    lemma = head.lemma_.lower()
    infinitive = any(aux.lower_ == "to" for aux in children(token, "aux"))
    if lemma in {"schedule", "set", "plan", "slate"} and token.dep_ == "nsubjpass":
        return "planned"
    if infinitive and lemma == "be" and token.dep_ in {"xcomp", "acl"}:
        return "planned"
    if head.pos_ not in {"VERB", "AUX", "ADJ"}:
        return _noun_above(token, head, infinitive)
    if token.dep_ in {"nsubj", "nsubjpass", "dobj"} and lemma in _CANCELLED | _MOVED:
        return "denied" if lemma in _CANCELLED else "planned"
    governed = token.dep_ in {"xcomp", "ccomp", "dobj", "pobj", "prep", "pcomp"}
    if lemma in _DENIES and governed:
        return "denied"
    if lemma in _REFUSES and infinitive:
        return "denied"
    if lemma in _DEMANDS and governed and (token.dep_ != "ccomp" or infinitive):
        return "called-for"
    if lemma in _WEIGHS and token.dep_ in {"dobj", "xcomp", "prep", "pcomp"}:
        return "denied" if negated(head) else None
    if lemma in _PLANS and (
        infinitive or (token.dep_ in {"dobj"} and lemma in {"plan", "schedule", "propose", "expect"})
    ):
        return "planned"
    if infinitive and token.dep_ == "advcl":
        return None
    return "happened"


def _noun_above(token: Any, head: Any, infinitive: bool) -> Modality | None:
    """ "a plan to extradite", "calls for talks", "ahead of a meeting"."""
    lemma = head.lemma_.lower()
    if infinitive or token.dep_ in {"prep", "pcomp"}:
        if lemma in {"call", "demand", "request", "appeal"}:
            return "called-for"
        if lemma in {"plan", "agreement", "decision", "order", "intention", "promise"} and infinitive:
            return "planned"
        if lemma in {"effort", "attempt", "bid", "threat", "possibility", "risk", "fear", "right", "fight", "war"}:
            return None
    if infinitive:
        return None
    return "happened"


def _leaves_clause(token: Any) -> bool:
    """A relative or adverbial clause with its own subject stands by itself; so does a reported clause."""
    if token.dep_ in {"advcl", "relcl", "ccomp", "acl"} and token.pos_ in {"VERB", "AUX"}:
        infinitive = any(aux.lower_ == "to" for aux in children(token, "aux"))
        return not infinitive
    return token.dep_ == "conj" and bool(children(token, "nsubj", "nsubjpass"))
