"""Words brought to a common form without a model: inflection for comparing texts, derivation for comparing deeds."""

from functools import cache

from communique.lexicons import table, word_class

_INFLECTIONS = ("ing", "ed", "es", "s")
_DERIVATIONS = tuple("ation ition tion sion ment ing ion ate er or al ance ence ure ed e y".split())
_SHORTEST = 4
"""Letters that must stay: what is cut down further is another word as often as not."""
_ROOT = 6
"""First letters by which two derived words count as one family."""


@cache
def stem(word: str) -> str:
    """`seized` -> `seiz`, `pills` -> `pill`."""
    return _cut(word, _INFLECTIONS)


@cache
def deed(lemma: str) -> str:
    """The deed that a lemma tells: a row of `data/en/same_deeds.tsv`, else its root (`acquisition` -> `acquis`)."""
    root = _cut(lemma, _DERIVATIONS)
    return _deeds().get(lemma) or _deeds().get(root) or (root[:_ROOT] if len(root) >= _SHORTEST else lemma)


def content(words: tuple[str, ...]) -> frozenset[str]:
    """The stems of the words that carry meaning; single letters are ends of words (`Hunter's`), digits are not."""
    kept = (word for word in words if len(word) > 1 or word.isdigit())
    return frozenset(stem(word) for word in kept if word not in word_class("function-words"))


def _cut(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


@cache
def _deeds() -> dict[str, str]:
    rows = table("en/same_deeds", "deed", "words")
    return {word: f"deed/{row['deed']}" for row in reversed(rows) for word in row["words"].split()}
