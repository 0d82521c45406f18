"""Pronouns and "the two governments": who they stand for, as far as the text says.

Rules, not a model: a subject of the sentence or of the one before is preferred to other mentions (centering,
Grosz, Joshi & Weinstein 1995), the latest first, and kinds must agree (he/she: people; it: bodies, countries).
"""

from collections import Counter
from typing import Any

from communique.languages import Language
from communique.lexicons import word_class
from communique.readings.cast import Cast, Entry
from communique.readings.modifiers import is_subject, phrase_start

_STATES = word_class("states")
_OFFICIALS = word_class("two-officials")
_WINDOW = 3
"""Sentences a pronoun looks back; further is a guess."""


def find_pronouns(cast: Cast, language: Language) -> None:
    """Add a mention for every third-person pronoun that has one best candidate."""
    for token in cast.doc:
        kinds = _wanted(token, language)
        if kinds is None:
            continue
        found = _antecedent(cast, token, kinds)
        if found is not None:
            cast.name(found.actor_id, token.doc[token.i : token.i + 1], token.i, "pronoun", plural=found.plural)


def _wanted(token: Any, language: Language) -> frozenset[str] | None:
    if token.pos_ not in {"PRON", "DET"} or token.dep_ == "expl":
        return None
    word = token.lower_
    if word in language.male | language.female:
        return frozenset({"person", "unnamed"})
    if word in language.neuter:
        return frozenset({"organization", "government", "body", "country", "armed-group"})
    if word in language.plural:
        return frozenset({"plural"})
    return None


def _antecedent(cast: Cast, token: Any, kinds: frozenset[str]) -> Entry | None:
    sentences = _sentences_back(cast, token.i)
    use = "subject" if is_subject(token) else "owner" if token.dep_ == "poss" else "object"
    candidates = [
        (_rank(cast, entry.head, sentences, use), entry.head, entry)
        for entry in cast.entries
        if sentences[-1] <= entry.head < token.i and _fits(cast, entry, kinds)
    ]
    return max(candidates, key=lambda c: c[:2])[2] if candidates else None


def _sentences_back(cast: Cast, index: int) -> list[int]:
    """Starts of the token's sentence and of the ones before it, nearest first."""
    found = [cast.starts[index]]
    while len(found) <= _WINDOW and found[-1] > 0:
        found.append(cast.starts[found[-1] - 1])
    return found


def _rank(cast: Cast, head: int, sentences: list[int], use: str) -> tuple[int, int]:
    """(nearness, is a subject). "He said" rather takes up the subject of the sentence before than an object of its
    own; "captured him" what was spoken of, not who spoke; "his" whatever stands nearest."""
    subject, back = int(is_subject(cast.doc[head])), sentences.index(cast.starts[head])
    if use == "subject":
        return -max(back, 0 if subject else 1), subject
    if use == "object":
        return -back, -subject
    return subject - 2 * back, subject


def _fits(cast: Cast, entry: Entry, kinds: frozenset[str]) -> bool:
    actor = cast.actors[entry.actor_id]
    if "plural" in kinds:
        collective = actor.kind in {"organization", "government", "armed-group"}
        return entry.plural or (collective and is_subject(cast.doc[entry.head]))
    return actor.kind in kinds and not (entry.plural and actor.kind == "unnamed")


def find_both(cast: Cast, language: Language) -> None:
    """ "The two governments", "both countries", "the three sides": the countries the article names most, when it
    names as many."""
    for token in cast.doc:
        if token.tag_ != "NNS" or token.lemma_.lower() not in _STATES:
            continue
        states = _most_named(cast, _how_many(token, language))
        if states:
            tokens = token.doc[phrase_start(token) : token.i + 1]
            cast.forget(token.i)
            for country in states:
                cast.name(f"country/{country.lower()}", tokens, token.i, "both-countries", plural=True)


def find_two(cast: Cast, language: Language) -> None:
    """ "Both", "the two ministers": the two people named last, when nothing else says who they are."""
    for token in cast.doc:
        pronoun = token.lower_ == "both" and token.dep_ in {"nsubj", "nsubjpass"}
        noun = token.tag_ == "NNS" and token.lemma_.lower() in _OFFICIALS and _how_many(token, language) == 2
        if not (pronoun or noun):
            continue
        start = token.i if pronoun else phrase_start(token)
        people = _last_two(cast, start)
        if len(people) == 2:
            cast.forget(token.i)
            for actor_id in people:
                cast.name(actor_id, token.doc[start : token.i + 1], token.i, "both-people", plural=True)


def _last_two(cast: Cast, before: int) -> list[str]:
    named = [
        entry.actor_id
        for entry in sorted(cast.entries, key=lambda entry: -entry.head)
        if entry.head < before and cast.actors[entry.actor_id].kind == "person"
    ]
    return sorted(list(dict.fromkeys(named))[:2])


def _how_many(token: Any, language: Language) -> int:
    return max((language.both.get(child.lower_, 0) for child in token.children), default=0)


def _most_named(cast: Cast, count: int) -> list[str]:
    """The `count` countries named most, when there are so many;"""
    counts = Counter(cast.countries[index] for index in sorted(cast.countries))
    named = [code for code, _ in counts.most_common() if f"country/{code.lower()}" in cast.actors]
    return sorted(named[:count]) if count and len(named) >= count else []
