"""What a statement does: claim, denial, accusation, commitment, demand ... by its saying word and its content.

Rules follow the project's annotation guide (docs/explanation/statements.md). A saying word with an act of its own
(deny, accuse, urge) decides; neutral ones (say, tell) leave it to the head of the content.
"""

from functools import cache
from typing import Any

from communique.findings.trees import children
from communique.lexicons import words
from communique.shapes import Act, ActorRef, Polarity

_OBLIGED = {"must", "should", "ought", "need", "shall"}
_FUTURE = {"will", "'ll", "shall", "wo"}
_GOING = {"plan", "intend", "prepare", "go"}
_FACTS = {
    "aware", "able", "dead", "alive", "present", "available", "responsible", "ready", "missing", "safe", "due", "part",
    "possible", "willing", "open", "sure", "true", "false", "unaware", "unable", "likely", "unlikely", "new", "armed",
    "such", "same", "more", "less", "many", "first", "last", "involved", "unknown", "clear", "free", "under",
}  # fmt: skip
"""Predicates that state a fact; other adjectives after "be" weigh and judge."""
_SELF = {"i", "we", "it", "he", "she", "they"}


@cache
def _wrongs() -> frozenset[str]:
    return words("en/wrongs", "lemma")


def act_of(base: Act, root: Any | None, speaker: tuple[ActorRef, ...], party: tuple[ActorRef, ...]) -> Act:
    """The act, given the saying word's own act, the content's head word, and who the content's subject is."""
    if base != "claim" or root is None:
        return base
    if is_denied(root):
        return "denial"
    if _is_obliged(root):
        return "demand"
    if _is_plan(root, speaker, party):
        return "announcement"
    if _blames(root, speaker, party):
        return "accusation"
    return "assessment" if _judges(root) else "claim"


def polarity_of(root: Any | None) -> Polarity:
    return "negated" if root is not None and is_denied(root) else "affirmed"


def is_denied(root: Any) -> bool:
    """ "was not a hub", "is not considering", "had no record", "there is no evidence"; not "will not", "cannot"."""
    modal = any(child.tag_ == "MD" for child in children(root, "aux"))
    if modal:
        return False
    if any(child.dep_ == "neg" for child in root.children):
        return True
    objects = children(root, "dobj", "attr", "nsubj")
    return any(child.dep_ == "det" and child.lower_ == "no" for noun in objects for child in noun.children)


def _is_obliged(root: Any) -> bool:
    return any(child.lower_ in _OBLIGED for child in children(root, "aux")) or (
        root.lemma_ in {"need", "have"} and any(c.dep_ == "xcomp" for c in root.children) and root.lemma_ == "need"
    )


def _is_plan(root: Any, speaker: tuple[ActorRef, ...], party: tuple[ActorRef, ...]) -> bool:
    """A plan of the speaker's own side: "we will ...", "it plans to ..."."""
    future = any(child.lower_ in _FUTURE for child in children(root, "aux"))
    planned = root.lemma_ in _GOING and bool(children(root, "xcomp"))
    return (future or planned) and _own_side(root, speaker, party)


def _own_side(root: Any, speaker: tuple[ActorRef, ...], party: tuple[ActorRef, ...]) -> bool:
    subject = next(iter(children(root, "nsubj", "nsubjpass")), None)
    if subject is None:
        return False
    if subject.lower_ in {"i", "we"}:
        return True
    theirs = {ref.actor_id for ref in party if ref.actor_id}
    ours = {ref.actor_id for ref in speaker if ref.actor_id}
    same_country = {ref.country for ref in party if ref.country} & {ref.country for ref in speaker if ref.country}
    return bool(theirs & ours) or (bool(same_country) and any(ref.sector == "GOV" for ref in party))


def _blames(root: Any, speaker: tuple[ActorRef, ...], party: tuple[ActorRef, ...]) -> bool:
    """A wrong told of a named party other than the speaker's own side."""
    if not party or not _wrongs() & {token.lemma_.lower() for token in (root, *children(root, "xcomp", "advcl", "conj", "ccomp"))}:
        return False
    if any(child.dep_ == "nsubjpass" for child in root.children):
        return False
    ours = {ref.country for ref in speaker if ref.country}
    blamed = [ref for ref in party if ref.actor_id is not None or ref.sector in {"CRM", "REB", "UAF"}]
    return any(ref.sector in {"CRM", "REB", "UAF"} or ref.country not in ours for ref in blamed)


def _judges(root: Any) -> bool:
    """ "be" with an adjective, or with a noun that carries one of praise or blame in front."""
    if root.lemma_ != "be":
        return False
    return any(
        child.pos_ == "ADJ" and child.lemma_.lower() not in _FACTS for child in children(root, "acomp", "oprd")
    )
