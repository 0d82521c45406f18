"""Which mentions of deeds, across articles, are one deed: given the mentions, their stories and their sentences.

Within one story two mentions are one deed when they tell it with one word or one family of words (`kill`, `murder`,
`death`: `data/en/same_deeds.tsv`). Words that say little alone (`say`, `take`) must also stand in sentences that
share enough, and a sentence names a deed once.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

from communique.reconcile.stems import deed

SHARED = 0.1
"""Weighted share of the words of both sentences that mentions with a light word must have in common. Chosen on
development topics of ECB+, by the mean of both scores: .2 gains .2 with singletons and loses 1.4 without."""
_LIGHT = "deed/light"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One naming of a deed: its head's lemma, and the words that carry meaning around it."""

    id: str
    lemma: str
    story: str
    sentence: str
    """Names the sentence, across articles."""
    words: frozenset[str]


def same_deeds(mentions: Sequence[Mention]) -> tuple[tuple[str, ...], ...]:
    """Ids of mentions by deed, every one in exactly one group; groups and members in the order given."""
    stories: dict[str, list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        stories[mention.story].append(number)
    group_of = list(range(len(mentions)))
    for numbers in stories.values():
        _join(mentions, numbers, group_of)
    groups: dict[int, list[str]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        groups[group_of[number]].append(mention.id)
    return tuple(tuple(group) for group in groups.values())


def _join(mentions: Sequence[Mention], numbers: Sequence[int], group_of: list[int]) -> None:
    """Joins the mentions of one story, writing the first member of each group into `group_of`."""
    rarity = _rarity([mentions[number].words for number in numbers])
    families: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        families[_family(mentions[number].lemma)].append(number)
    for members in families.values():
        for one, other in combinations(members, 2):
            if group_of[one] != group_of[other] and _one_deed(mentions[one], mentions[other], rarity):
                first, last = sorted((group_of[one], group_of[other]))
                for number in members:
                    if group_of[number] == last:
                        group_of[number] = first


def _family(lemma: str) -> str:
    """Light words are only ever one deed with themselves."""
    found = deed(lemma)
    return f"{found} {lemma}" if found == _LIGHT else found


def _rarity(sentences: Sequence[frozenset[str]]) -> dict[str, float]:
    held = Counter(word for words in sentences for word in words)
    return {word: log((1 + len(sentences)) / (1 + count)) + 0.3 for word, count in held.items()}


def _one_deed(a: Mention, b: Mention, rarity: dict[str, float]) -> bool:
    if a.sentence == b.sentence:
        return False
    if deed(a.lemma) != _LIGHT:
        return True
    common = sum(rarity[word] for word in a.words & b.words)
    return common >= SHARED * (sum(rarity[word] for word in a.words | b.words) or 1)
