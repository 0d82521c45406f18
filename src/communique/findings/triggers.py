"""Words that tell of an event: from a token to the kind it names, tested against what stands around it."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.findings.references import References
from communique.findings.trees import children
from communique.lexicons import table

_ARGUMENTS = {"dobj", "nsubjpass", "attr", "oprd"}
_INSIDE = {"compound", "amod", "nmod", "poss"}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event of the table, with its PLOVER root and mode."""

    kind: str
    parent: str
    code: str
    mode: str | None
    reciprocal: bool


@cache
def kinds() -> dict[str, Kind]:
    return {
        row["kind"]: Kind(row["kind"], row["parent"], row["code"], row["mode"] or None, row["reciprocal"] == "yes")
        for row in table("event_kinds", "kind", "parent", "code", "mode", "reciprocal")
    }


@cache
def _triggers() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """(lemma, V or N) -> (needed class, kind): rows that need a class first, in the order of the table."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in table("en/event_triggers", "lemma", "pos", "kind", "needs"):
        found.setdefault((row["lemma"], row["pos"]), []).append((row["needs"], row["kind"]))
    return {key: tuple(sorted(rows, key=lambda r: not r[0])) for key, rows in found.items()}


@cache
def argument_classes() -> dict[str, frozenset[str]]:
    return {
        row["class"]: frozenset(row["lemmas"].split("|")) for row in table("en/argument_classes", "class", "lemmas")
    }


def kind_at(token: Any, references: References) -> Kind | None:
    """The kind of event this token tells of, or None."""
    if token.pos_ == "VERB":
        rows, near = _triggers().get((token.lemma_.lower(), "V"), ()), _arguments(token)
    elif token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"compound", "nmod"}:
        rows, near = _triggers().get((token.lemma_.lower(), "N"), ()), _beside(token)
    else:
        return None
    for needed, kind in rows:
        if not needed or _answers(needed, near, references):
            return kinds()[kind]
    return None


def _answers(needed: str, near: list[Any], references: References) -> bool:
    if needed == "people":
        return any(references.at(token) or token.ent_type_ == "PERSON" for token in near)
    return bool(argument_classes()[needed] & {token.lemma_.lower() for token in near})


def _arguments(verb: Any) -> list[Any]:
    """Objects of a verb (its subject in the passive), what is joined to them and what they are made of."""
    found: list[Any] = []
    heads = [child for child in verb.children if child.dep_ in _ARGUMENTS]
    if verb.dep_ in {"acl", "relcl"} and not heads:
        heads = [verb.head]
    for prep in children(verb, "prep"):
        heads += [noun for noun in children(prep, "pobj") if prep.lower_ in {"of", "down"}]
    for head in heads:
        found += [head, *_beside(head)]
    return found


def _beside(noun: Any) -> list[Any]:
    """Words of the noun phrase that tell what it is made of: modifiers, "of X", "and X"."""
    found: list[Any] = []
    for child in noun.children:
        if child.dep_ in _INSIDE:
            found += [child, *(grand for grand in child.children if grand.dep_ in _INSIDE)]
        elif child.dep_ == "prep" and child.lower_ in {"of", "on", "for", "at"}:
            found += [grand for grand in child.children if grand.dep_ == "pobj"]
        elif child.dep_ in {"conj", "appos"}:
            found += [child, *_beside(child)]
    return found
