"""What a statement does: claim, denial, accusation, commitment, demand ... by its saying word and its content.

Rules follow the project's annotation guide (docs/explanation/statements.md). A saying word with an act of its own
(deny, accuse, urge) decides; neutral ones (say, tell) leave it to the head of the content.
"""

from functools import cache
from typing import Any

from communique.findings.trees import children
from communique.lexicons import word_class, words
from communique.shapes import Act, ActorRef, Polarity

_OBLIGED = word_class("obliges")
_FUTURE = word_class("future")
_GOING = word_class("intends")
_FACTS = word_class("factual-predicates")
"""Predicates that state a fact; other adjectives after "be" weigh and judge."""
_THANKS = word_class("thanks")
_HOPES = word_class("hopes")
_DUTIES = word_class("duties")
_TOLD = word_class("told")
_DEMANDS = word_class("demands")
_FAVOUR = {"favor", "favour", "support"}
_PROMISED = word_class("promised")
"""What "would" promises of one's own side ("it would work with Mexico"); of others it forecasts."""


@cache
def _valuations() -> frozenset[str]:
    return words("en/valuations", "lemma")


@cache
def _wrongs() -> frozenset[str]:
    return words("en/wrongs", "lemma")


def act_of(base: Act, root: Any | None, speaker: tuple[ActorRef, ...], party: tuple[ActorRef, ...]) -> Act:
    """The act, given the saying word's own act, the content's head word, and who the content's subject is."""
    if root is None:
        return base
    if base in {"demand", "claim"} and root.sent.text.rstrip('"”’ ').endswith("?"):
        return "assessment"
    if base == "assessment" and root.lemma_ in _wrongs() and _blames(root, speaker, party):
        return "accusation"
    if base != "claim":
        return base
    if _supports(root):
        return "support"
    if _is_refusal(root, speaker, party):
        return "refusal"
    if _is_breach(root, speaker, party):
        return "accusation"
    if is_denied(root):
        return "assessment" if _judges(root) else "claim" if _is_unproven(root) else "denial"
    if _is_obliged(root) or _asks(root):
        return "demand"
    if root.tag_ == "VB" and any(child.lower_ == "to" for child in children(root, "aux")):
        return "commitment"
    if _is_promise(root, speaker, party):
        return "commitment"
    if _is_plan(root, speaker, party):
        return "announcement"
    if _blames(root, speaker, party):
        return "accusation"
    return "assessment" if _judges(root) or _forecasts(root) else "claim"


def _supports(root: Any) -> bool:
    """ "welcomed", "were in favor of"."""
    words = [root, *children(root, "xcomp")]
    inner = [noun for prep in children(root, "prep") if prep.lower_ == "in" for noun in children(prep, "pobj")]
    return any(word.lemma_ in _THANKS for word in words) or any(noun.lower_ in _FAVOUR for noun in inner)


def _is_breach(root: Any, speaker: tuple[ActorRef, ...], party: tuple[ActorRef, ...]) -> bool:
    """ "the rebels have not complied with their obligations": a duty that another party did not keep."""
    return root.lemma_ in _DUTIES and any(child.dep_ == "neg" for child in root.children) and _of_others(speaker, party)


def _is_unproven(root: Any) -> bool:
    """ "this has not been confirmed", "he could not say": nothing is denied."""
    return root.lemma_ in _TOLD


def _asks(root: Any) -> bool:
    """ "we seek more information", and "(insisted) the country do more"."""
    subject = next(iter(children(root, "nsubj")), None)
    if subject is None:
        return False
    plain = root.tag_ == "VB" and not children(root, "aux") and subject.tag_ not in {"PRP", "NNS", "NNPS"}
    return plain or (subject.lower_ in {"i", "we"} and root.lemma_ in _DEMANDS)


def _is_refusal(root: Any, speaker: tuple[ActorRef, ...], party: tuple[ActorRef, ...]) -> bool:
    """ "Mexico will not accept ...", "we are not going to permit ..."."""
    future = any(child.lower_ in _FUTURE | {"would"} for child in children(root, "aux"))
    if future and children(root, "expl") and _has_no(root):
        return True
    if not any(child.dep_ == "neg" for child in root.children):
        return False
    going = root.lemma_ == "go" and bool(children(root, "xcomp"))
    return (future or going) and _own_side(root, speaker, party)


def _is_promise(root: Any, speaker: tuple[ActorRef, ...], party: tuple[ActorRef, ...]) -> bool:
    would = any(child.lower_ == "would" for child in children(root, "aux"))
    return (would and root.lemma_ in _PROMISED and _own_side(root, speaker, party)) or root.lemma_ in {
        "promise",
        "pledge",
        "vow",
    }


def _forecasts(root: Any) -> bool:
    """ "it would create a strong foundation", "the deal could help"."""
    negated = any(child.dep_ == "neg" for child in root.children)
    modals = {child.lower_ for child in children(root, "aux")}
    return "would" in modals or ("could" in modals and not negated) or (bool(modals & _FUTURE) and not negated)


def polarity_of(root: Any | None) -> Polarity:
    return "negated" if root is not None and is_denied(root) else "affirmed"


def is_denied(root: Any) -> bool:
    """ "was not a hub", "is not considering", "had no record", "there is no evidence"; not "will not", "cannot"."""
    modal = any(child.tag_ == "MD" for child in children(root, "aux"))
    if modal:
        return False
    if any(child.dep_ == "neg" for child in root.children):
        return True
    return _has_no(root)


def _has_no(root: Any) -> bool:
    """ "had no record", "no step was planned", "none of the officers spoke"."""
    nouns = children(root, "dobj", "attr", "nsubj", "nsubjpass")
    return any(
        noun.lower_ in {"none", "nobody"} or any(c.dep_ == "det" and c.lower_ == "no" for c in noun.children)
        for noun in nouns
    )


def _is_obliged(root: Any) -> bool:
    needs = root.lemma_ == "need" and bool(children(root, "xcomp"))
    return needs or any(child.lower_ in _OBLIGED for child in children(root, "aux"))


def _is_plan(root: Any, speaker: tuple[ActorRef, ...], party: tuple[ActorRef, ...]) -> bool:
    """A plan of the speaker's own side: "we will ...", "it plans to ..."."""
    future = any(child.lower_ in _FUTURE | {"would"} for child in children(root, "aux"))
    planned = root.lemma_ in _GOING and bool(children(root, "xcomp"))
    arranged = any(child.lower_ in _FUTURE for child in children(root, "aux")) and _in_office(speaker)
    arranged = arranged and not _elsewhere(speaker, party)
    return arranged or ((future or planned) and _own_side(root, speaker, party))


def _elsewhere(speaker: tuple[ActorRef, ...], party: tuple[ActorRef, ...]) -> bool:
    own = {ref.country for ref in speaker}
    return any(ref.country is not None and ref.country not in own for ref in party)


def _in_office(speaker: tuple[ActorRef, ...]) -> bool:
    """Of whom "the talks will cover trade" is a plan, where others only forecast."""
    return any(ref.sector in {"GOV", "MIL", "COP", "JUD", "LEG"} for ref in speaker)


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
    if any(child.dep_ == "nsubjpass" for child in root.children) and root.lemma_ != "involve":
        return False
    near = [root, *(word for child in root.children for word in (child, *child.children))]
    if party:
        return bool(_wrongs() & {token.lemma_.lower() for token in near}) and _of_others(speaker, party)
    named = [subject for subject in children(root, "nsubj") if subject.pos_ in {"NOUN", "PROPN"}]
    return bool(named) and root.lemma_ in _wrongs() and root.pos_ == "VERB"


def _of_others(speaker: tuple[ActorRef, ...], party: tuple[ActorRef, ...]) -> bool:
    """Whether some party is not of the speaker's own side."""
    ours = {ref.actor_id for ref in speaker}
    own = {ref.country for ref in speaker if ref.country}
    outlaws = {"CRM", "REB", "UAF"}
    return any(
        ref.sector in outlaws or (ref.actor_id not in ours and (ref.sector != "GOV" or ref.country not in own))
        for ref in party
        if ref.actor_id is not None or ref.sector in outlaws | {"COP", "MIL"}
    )


def _judges(root: Any) -> bool:
    """ "be" with an adjective, or with a noun that carries one of praise or blame in front; hopes, feelings."""
    if {root.lemma_, root.lower_} & _HOPES or (root.tag_ in {"VBN", "JJ"} and _weighs(root)):
        return True
    if any(child.lemma_ == "enough" for child in root.children):
        return True
    near = [word for noun in children(root, "attr") for word in (noun, *noun.children)]
    if root.lemma_ in {"be", "’"} and any(_weighs(word) or word.tag_ in {"JJS", "RBS"} for word in near):
        return True
    if root.lemma_ == "have" and any(_weighs(noun) for noun in children(root, "dobj")):
        return True
    told = children(root, "acomp", "oprd") if root.lemma_ in {"be", "’"} else []
    return any(_weighs(child) or (child.pos_ == "ADJ" and child.lemma_.lower() not in _FACTS) for child in told)


def _weighs(word: Any) -> bool:
    return bool({word.lemma_.lower(), word.lower_} & _valuations())
