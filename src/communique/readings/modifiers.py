"""What stands around a noun: whose minister, which country's army, officials of what."""

from typing import Any

from communique.readings.cast import Cast

_OF = {"of", "from", "in", "for", "at", "with", "to", "on"}


def phrase_start(first: Any) -> int:
    """Index of the first token of the noun phrase to the left of `first`: back over modifiers, not over commas."""
    index, doc = first.i, first.doc
    while index > 0 and not doc[index].is_sent_start and _modifies(doc[index - 1]):
        index -= 1
    return int(index)


def _modifies(token: Any) -> bool:
    if token.ent_type_ in {"DATE", "TIME"}:
        return False
    return token.tag_ in {"POS", "HYPH"} or token.pos_ in {"ADJ", "PROPN", "NOUN", "DET", "NUM"}


def country_of_phrase(cast: Cast, first: Any, head: Any) -> str | None:
    """Country named left of the phrase that begins at `first`, or behind its head by "of / from / in"."""
    for index in range(first.i - 1, phrase_start(first) - 1, -1):
        if index in cast.countries or index in cast.places:
            return cast.countries.get(index) or cast.places[index]
        owner = cast.actors.get(cast.taken.get(index, ""))
        if owner is not None and owner.country is not None:
            return owner.country
    return _country_inside(cast, first, head) or country_behind(cast, head)


def _country_inside(cast: Cast, first: Any, head: Any) -> str | None:
    return next((cast.countries[i] for i in range(first.i, head.i + 1) if i in cast.countries), None)


def country_behind(cast: Cast, head: Any) -> str | None:
    for noun in nouns_behind(head):
        for index in (noun.i, *(word.i for word in noun.lefts)):
            if index in cast.countries or index in cast.places:
                return cast.countries.get(index) or cast.places[index]
    return None


_SUBJECTS = {"nsubj", "nsubjpass", "agent"}


def is_subject(head: Any) -> bool:
    """Whether the head word, or what it is joined to, is the subject of a clause."""
    while head.dep_ in {"conj", "compound", "nmod"} and head.head.i != head.i:
        head = head.head
    return head.dep_ in _SUBJECTS


def joined(noun: Any) -> list[Any]:
    """The noun and everything joined to it by commas and "and"."""
    found = [noun]
    for child in noun.children:
        if child.dep_ in {"conj", "appos"}:
            found += joined(child)
    return found


def nouns_behind(head: Any) -> list[Any]:
    """Nouns in prepositional phrases right behind the head ("a spokesperson from the council")."""
    return [
        noun
        for prep in head.rights
        if prep.dep_ == "prep" and prep.lower_ in _OF
        for noun in prep.children
        if noun.dep_ == "pobj"
    ]
