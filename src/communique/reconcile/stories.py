"""Stories: articles about one happening, grouped by their words.

Term weights (logarithm of the count times the inverse document frequency), cosine, and average-link clustering; the
rarest words say most, so names and numbers count double and two words in a row count as a term. Embeddings were
measured before and did worse on the harder of two public sets. The settings were chosen on samples of 5 to 33 of the
33 development topics of ECB+, never on its test topics (docs/explanation/reconciling.md).
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from communique.identity import content_id
from communique.lexicons import word_class
from communique.reconcile.copies import published_key
from communique.reconcile.stems import stem
from communique.shapes import Article, Story

NEAR = 0.185
"""Mean cosine above which two groups of articles are one story. B3 F1 on samples of the topics is .92 to .96 here,
and within .02 of that from .175 to .2."""
NAMED = 2
"""Weight of a word with a capital letter or of a number."""
FEWEST = 2
"""Articles that must hold a term: what stands in one only relates it to none."""

_TOKEN = re.compile(r"\w+")


def stories(articles: Sequence[Article]) -> tuple[Story, ...]:
    """Every article in exactly one story; sorted by first publication. Takes the square of their number in memory."""
    ordered = sorted(articles, key=published_key)
    if not ordered:
        return ()
    groups = _clusters(likeness([f"{article.title or ''}\n{article.text}" for article in ordered]))
    return tuple(_story([ordered[number] for number in group]) for group in groups)


def likeness(texts: Sequence[str]) -> Any:
    """Cosines of all pairs of texts, as an array of (texts, texts) in 0..1, with 0 between a text and itself."""
    import numpy as np

    terms = [_terms(text) for text in texts]
    held = Counter(term for one in terms for term in one)
    column = {term: number for number, term in enumerate(sorted(t for t, n in held.items() if n >= FEWEST))}
    weights = np.zeros((len(texts), max(len(column), 1)), dtype=np.float32)
    for row, counted in enumerate(terms):
        for term, count in counted.items():
            if term in column:
                rarity = math.log((1 + len(texts)) / (1 + held[term])) + 1
                weights[row, column[term]] = (1 + math.log(count)) * rarity
    lengths = np.linalg.norm(weights, axis=1, keepdims=True)
    weights /= np.where(lengths == 0, 1, lengths)
    found = weights @ weights.T
    np.fill_diagonal(found, 0)
    return found


def _terms(text: str) -> Counter[str]:
    counted: Counter[str] = Counter()
    before = None
    for token in _TOKEN.findall(text):
        word = token.casefold()
        if word in word_class("function-words"):
            continue
        term = stem(word)
        counted[term] += NAMED if token[0].isupper() or token[0].isdigit() else 1
        if before is not None:
            counted[f"{before} {term}"] += 1
        before = term
    return counted


def _clusters(near: Any) -> list[list[int]]:
    """Average-link groups: the two nearest join until none are nearer than NEAR. Rows are updated as means."""
    import numpy as np

    near = near.astype(np.float64)
    groups = {number: [number] for number in range(len(near))}
    best = near.argmax(axis=1)
    while len(groups) > 1:
        heads = np.fromiter(groups, dtype=int)
        one = int(heads[near[heads, best[heads]].argmax()])
        other = int(best[one])
        if near[one, other] < NEAR:
            break
        one, other = sorted((one, other))
        sizes = len(groups[one]), len(groups[other])
        mean = (near[one] * sizes[0] + near[other] * sizes[1]) / sum(sizes)
        near[one], near[:, one] = mean, mean
        near[other], near[:, other], near[one, one] = -1, -1, -1
        groups[one] += groups.pop(other)
        stale = [head for head in groups if best[head] in (one, other) or head == one]
        best[stale] = near[stale].argmax(axis=1)
        nearer = near[:, one] > near[np.arange(len(near)), best]
        best[nearer] = one
    return [sorted(group) for _, group in sorted(groups.items())]


def _story(articles: Sequence[Article]) -> Story:
    return Story(id=content_id("story", articles[0].id), articles=tuple(article.id for article in articles))
