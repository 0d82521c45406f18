"""Saying words: which tokens may carry a statement, in which frames, and which words belong to the cue."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.findings.trees import bounds, children
from communique.lexicons import table, word_class
from communique.shapes import Act, Expression

_SKIPPED = {"intention", "perception", "topic"}
"""What such verbs express is no statement in the sense of the annotation rules (plans, topics, lists)."""
_UNREAL = word_class("unreal")
_EVIDENCE = word_class("evidence")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying: its frames in the order they are tried, and the act it performs by itself."""

    lemma: str
    frames: tuple[str, ...]
    act: Act
    expresses: Expression


@cache
def verbs() -> dict[str, Verb]:
    return {
        row["lemma"]: Verb(row["lemma"], _ordered(row["frames"]), row["act"], row["expresses"])  # type: ignore[arg-type]
        for row in table("en/cues", "lemma", "frames", "act", "expresses")
    }


def _ordered(frames: str) -> tuple[str, ...]:
    """Frames with a verb inside first: of "urged Mexico to stop" the object alone would say nothing."""
    first = ("clause", "quote", "person-inf", "inf", "gerund")
    return tuple(sorted(frames.split(","), key=lambda frame: first.index(frame) if frame in first else len(first)))


@cache
def nouns() -> dict[str, Act]:
    return {row["lemma"]: row["act"] for row in table("en/cue_nouns", "lemma", "act")}  # type: ignore[misc]


def cue_verb(token: Any) -> Verb | None:
    """The verb of saying at this token, when it was really said: not denied, not planned, not hypothetical."""
    if token.pos_ not in {"VERB", "AUX"}:
        return None
    verb = verbs().get(token.lemma_.lower())
    if verb is None or verb.expresses in _SKIPPED or token.dep_ in {"amod", "compound"}:
        return None
    return verb if _is_real(token) else None


def is_unsaid(token: Any) -> bool:
    """ "did not say", "will say", "may announce": nobody has said it."""
    return any(child.dep_ == "neg" or (child.dep_ == "aux" and child.lower_ in _UNREAL) for child in token.children)


def _is_real(token: Any) -> bool:
    if is_unsaid(token):
        return False
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in token.children)
    return not (infinitive and token.dep_ in {"xcomp", "ccomp", "advcl", "acl", "relcl"})


def is_evidence(noun: Any) -> bool:
    """Reports, data, polls: what can "show" something."""
    return noun.lemma_.lower() in _EVIDENCE


def cue_tokens(token: Any) -> list[Any]:
    """The verb with the auxiliaries right before it and the particle right behind it."""
    tokens, doc = [token], token.doc
    while (
        tokens[0].i > 0
        and doc[tokens[0].i - 1].dep_ in {"aux", "auxpass", "neg"}
        and _belongs(doc, tokens[0].i - 1, token)
    ):
        tokens.insert(0, doc[tokens[0].i - 1])
    after = token.i + 1
    if after < len(doc) and doc[after].head.i == token.i and (doc[after].dep_ == "prt" or doc[after].lower_ == "for"):
        tokens.append(doc[after])
    return tokens


def _belongs(doc: Any, index: int, token: Any) -> bool:
    return bool(doc[index].head.i == token.i)


def cue_words(token: Any) -> tuple[int, int]:
    """Where the words of a cue stand, in characters; "according to" is one cue."""
    if token.lower_ == "according":
        after = token.doc[token.i + 1]
        return token.idx, after.idx + len(after.text)
    return bounds(cue_tokens(token))


def noun_act(cue: Any) -> Act | None:
    """ "expressed concern", "voiced support": the object tells the act; "called for" demands."""
    if cue.lemma_ == "call" and any(prep.lower_ == "for" for prep in children(cue, "prep")):
        return "demand"
    for child in children(cue, "dobj"):
        act = nouns().get(child.lemma_.lower())
        if act is not None and cue.lemma_ in {"express", "voice", "convey", "reiterate", "repeat"}:
            return act
    return None


def expression_of(cue: Any, *, quoted: bool) -> Expression:
    """Whether a cue tells of words, or of what somebody thinks, wants or sees; `unclear` when no table has it."""
    lemma = cue.lemma_.lower()
    verb = verbs().get(lemma)
    if cue.lower_ == "according" or (cue.pos_ not in {"VERB", "AUX"} and (lemma in nouns() or cue.text == ":")):
        return "speech"
    if verb is not None and not (quoted and verb.expresses in _SKIPPED):
        return verb.expresses
    return "speech" if quoted else "unclear"
