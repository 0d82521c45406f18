"""Small questions to a dependency tree. Tokens are spaCy tokens; labels are those of ClearNLP (spaCy's English)."""

from collections.abc import Iterator
from typing import Any


def children(token: Any, *labels: str) -> list[Any]:
    return [child for child in token.children if child.dep_ in labels]


def subject(verb: Any) -> Any | None:
    """The grammatical subject of the verb itself."""
    return next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)


def governing_subject(verb: Any) -> Any | None:
    """The subject, or that of the clause the verb hangs on ("Trump left, adding ..."; conjoined verbs)."""
    seen = 0
    while verb is not None and seen < 6:
        found = subject(verb)
        if found is not None:
            return found
        if verb.dep_ not in {"advcl", "conj", "xcomp", "acl", "pcomp", "prep", "ccomp", "dep"} or verb.head.i == verb.i:
            return None
        if verb.dep_ == "acl":
            return verb.head
        verb, seen = verb.head, seen + 1
    return None


def conjuncts(token: Any) -> list[Any]:
    """The token and everything joined to it by "and"."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found += conjuncts(child)
    return found


def ancestors(token: Any) -> Iterator[Any]:
    while token.head.i != token.i:
        token = token.head
        yield token


def negated(verb: Any) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


def bounds(tokens: list[Any]) -> tuple[int, int]:
    """`[start, end)` in characters of tokens in text order, without punctuation and space at both ends."""
    first, last = 0, len(tokens)
    while first < last and _is_trim(tokens[first]):
        first += 1
    while last > first and _is_trim(tokens[last - 1]):
        last -= 1
    if first == last:
        return tokens[0].idx, tokens[0].idx
    return tokens[first].idx, tokens[last - 1].idx + len(tokens[last - 1].text)


def _is_trim(token: Any) -> bool:
    return bool(token.is_space or token.is_punct)
