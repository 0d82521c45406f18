"""Who passed a statement on: "X told Reuters", "the paper reported that X said"."""

from dataclasses import replace
from typing import Any

from communique.findings.references import References
from communique.findings.trees import children
from communique.lexicons import word_class
from communique.shapes import ActorRef, Statement

_TALKS = word_class("talks-with-press")
_MOST = 0.6
"""A paper whose words are for so much another's statement only passes it on."""


def relaying(cue: Any, references: References) -> ActorRef | None:
    """The outlet that somebody told something ("told Reuters", "said in an interview with the newspaper")."""
    nouns = children(cue, "dobj", "dative")
    preps = children(cue, "prep", "dative")
    talks = [noun for prep in preps for noun in children(prep, "pobj")]
    inner = [prep for talk in talks if talk.lemma_.lower() in _TALKS for prep in children(talk, "prep")]
    nouns += [noun for prep in preps if prep.lower_ == "to" for noun in children(prep, "pobj")]
    nouns += [noun for prep in inner if prep.lower_ in {"with", "to"} for noun in children(prep, "pobj")]
    return next((ref for noun in nouns for ref in references.at(noun) if ref.sector == "MED" and ref.actor_id), None)


def relayed(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Statements told by an outlet get it as `via`; the outlet's own goes when it is hardly more than that."""
    outlets = [s for s in statements if s.speaker and all(ref.sector == "MED" for ref in s.speaker)]
    if not outlets:
        return statements
    found: list[Statement] = []
    gone: set[str] = set()
    for statement in statements:
        outer = next((o for o in outlets if o is not statement and _holds(o, statement)), None)
        if outer is None or not any(ref.actor_id for ref in statement.speaker):
            found.append(statement)
            continue
        found.append(replace(statement, via=statement.via or outer.speaker[0]))
        if _shared(outer, statement) >= _MOST:
            gone.add(outer.id)
    return tuple(statement for statement in found if statement.id not in gone)


def _holds(outer: Statement, inner: Statement) -> bool:
    cue = inner.cue or inner.content
    return outer.content.start <= cue.start < outer.content.end


def _shared(outer: Statement, inner: Statement) -> float:
    """How much of the outer content the inner statement is."""
    low, high = max(outer.content.start, inner.span.start), min(outer.content.end, inner.span.end)
    return max(0, high - low) / (outer.content.end - outer.content.start)
