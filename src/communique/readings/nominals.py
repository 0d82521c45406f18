"""Actors named by common nouns: bodies, office-holders without a name, unnamed people and groups."""

from dataclasses import replace
from typing import Any

from communique.identity import slug
from communique.lexicons import table, word_class
from communique.readings.cast import Cast, new_actor
from communique.readings.modifiers import country_of_phrase, is_subject, joined, nouns_behind, phrase_start
from communique.readings.people import PUBLIC_SECTORS, holder_of
from communique.readings.roles import Role, head_noun, role_ending_at
from communique.shapes import Actor

Country = str | None
_NOUN = {"NOUN", "PROPN"}
_DEFINITE = {"the", "this", "that", "these", "those"}
_SAME_TRADE = {"MED", "BUS", "NGO"}
""" "The paper" is the outlet named last, whatever it was called there."""
_CONTAINERS = word_class("containers")
_NOT_SITTING = word_class("not-sitting")
_OPEN = {"a", "an", "some", "many", "several", "two", "three", "four", "five", "other", "few", "no"}


def find_nominals(cast: Cast, published: str | None) -> None:
    """Add a mention for every noun phrase whose head is a role or a body of the tables; bodies first, since people
    speak for them ("a spokesperson for the army")."""
    nouns = [token for token in cast.doc if token.pos_ in _NOUN and token.i not in cast.taken]
    named = [(token, role_ending_at(token)) for token in nouns if not _inside_phrase(token)]
    heads = [(token, *found) for token, found in named if found is not None]
    for people in (False, True):
        for token, role, length in heads:
            if role.is_person == people and not _before_name(cast, token):
                _meet(cast, token, role, length, published)


def _inside_phrase(token: Any) -> bool:
    """True when a longer noun follows that it only modifies ("drug gang members": "gang" is no head)."""
    return token.dep_ in {"compound", "nmod"} and token.head.i > token.i


def _before_name(cast: Cast, token: Any) -> bool:
    """True when the noun is the office before a person's name."""
    after = token.i + 1
    actor = cast.actors.get(cast.taken.get(after, ""))
    return actor is not None and actor.kind == "person"


def _meet(cast: Cast, head: Any, role: Role, length: int, published: str | None) -> None:
    first = head.doc[head.i - length + 1]
    start = phrase_start(first)
    plural = head.tag_ in {"NNS", "NNPS"}
    if _explained(cast, head, first, role):
        return
    trade = _trade(head.doc, first) if role.speaks_for else None
    role = replace(role, sector=trade) if trade else role
    if plural and head.doc[start].lower_ in {"a", "an"}:
        start = first.i  # the parser glued two noun phrases: "an attack | officials have linked"
    tokens = head.doc[start : head.i + 1]
    country = role.country or country_of_phrase(cast, first, head)
    body = _inner_people(cast, head) or _body_around(cast, head, tokens, role)
    earlier = _earlier(cast, head, role, plural) if country is None and _points_back(tokens, length, head) else []
    if body is not None:
        found = [(body, "speaks-for")]
    elif earlier:
        found = [(actor_id, "definite-description") for actor_id in earlier]
    else:
        sides = _several(cast, head, start, country) if plural else [country]
        if len(sides) > 1 and start >= 2 and start - 2 in cast.countries:
            tokens = head.doc[start - 2 : head.i + 1]
        found = [_who(cast, role, side, plural, tokens, published) for side in sides]
    for actor_id, rule in found:
        cast.name(actor_id, tokens, head.i, rule, noun=role.phrase, plural=plural)


def _explained(cast: Cast, head: Any, first: Any, role: Role) -> bool:
    """ "Its president, Paola Riquelme," and "the company, Rio Alto,": what stands behind the comma is who it is."""
    for child in head.children:
        known = cast.actors.get(cast.taken.get(child.i, "")) if child.dep_ == "appos" else None
        if known is None or (known.kind == "person") != role.is_person:
            continue
        country = role.country or country_of_phrase(cast, first, head)
        cast.meet(new_actor(known.id, known.name, known.kind, country, role.sector, role.phrase))
        tokens = head.doc[phrase_start(first) : head.i + 1]
        cast.name(known.id, tokens, head.i, "apposition", noun=role.phrase)
        return True
    return False


def _trade(doc: Any, first: Any) -> str | None:
    """COP of "a police source", REB of "rebel officials": the sector of the noun before one that speaks for it."""
    before = role_ending_at(doc[first.i - 1]) if first.i > 0 and doc[first.i - 1].dep_ in {"compound", "amod"} else None
    return before[0].sector if before is not None else None


def _points_back(tokens: Any, length: int, head: Any) -> bool:
    """ "The spokesperson", "Officials": nothing but the noun and a definite article, so it was told before."""
    bare = len(tokens) == length and head.tag_ in {"NNS", "NNPS"}
    definite = tokens[0].lower_ in _DEFINITE and len(tokens) == length + 1
    return (bare or definite) and not nouns_behind(head)


def _several(cast: Cast, head: Any, start: int, country: Country) -> list[Country]:
    """All countries of "Mexican and U.S. officials" and of "officials from Mexico, the United States and Canada"."""
    sides = [country]
    if start >= 2 and cast.doc[start - 1].lower_ in {"and", "or"} and start - 2 in cast.countries:
        sides.insert(0, cast.countries[start - 2])
    for noun in nouns_behind(head):
        sides += [cast.countries[other.i] for other in joined(noun) if other.i in cast.countries]
    return list(dict.fromkeys(sides))


def _inner_people(cast: Cast, head: Any) -> str | None:
    """Americans of "a group of Americans"."""
    if head.lemma_.lower() not in _CONTAINERS:
        return None
    inner = [entry for noun in nouns_behind(head) for entry in cast.by_head.get(noun.i, [])]
    return inner[0].actor_id if inner else None


def _who(cast: Cast, role: Role, country: Country, plural: bool, tokens: Any, published: str | None) -> tuple[str, str]:
    """The actor that the phrase stands for, and the rule that says so."""
    rule = "table"
    if country is None and role.sector in PUBLIC_SECTORS:
        country, rule = cast.home, "table+home-country"
    sitting = not {token.lower_ for token in tokens} & _NOT_SITTING
    if role.is_person and not plural and country is not None and sitting and tokens[0].lower_ not in _OPEN:
        holder = holder_of(role.phrase, country, published)
        if holder is not None:
            cast.meet(new_actor(holder["id"], holder["name"], "person", country, holder["sector"], role.phrase))
            return holder["id"], "office-holder"
    return cast.meet(_actor(role, country, tokens, plural)).id, rule


def _body_around(cast: Cast, head: Any, tokens: Any, role: Role) -> str | None:
    """A body named behind ("a spokesperson from the council") or before the noun ("a Pentagon source")."""
    if role.is_person and not role.speaks_for:
        return None
    for noun in nouns_behind(head):
        owners = [cast.taken.get(noun.i), *(entry.actor_id for entry in cast.by_head.get(noun.i, []))]
        owner = next((one for one in owners if one is not None and _is_body(cast.actors.get(one))), None)
        if owner is not None:
            return owner
    for token in reversed(list(tokens)[:-1]):
        owner = cast.taken.get(token.i)
        if owner is not None and _is_body(cast.actors.get(owner)):
            return owner
    return None


def _is_body(actor: Actor | None) -> bool:
    return actor is not None and actor.kind in {"government", "organization", "body", "armed-group"}


def _earlier(cast: Cast, head: Any, role: Role, plural: bool) -> list[str]:
    """The last actors called by the same noun, or a person whose office ends in it."""
    heads = [
        entry.head
        for entry in cast.entries
        if entry.head < head.i and entry.plural == plural and _same_noun(entry.noun, role, plural=plural)
    ]
    if not plural and role.is_person:
        heads = _office_named(cast, head, role) or heads
    if not heads and role.sector in _SAME_TRADE and not plural:
        heads = [e.head for e in cast.entries if e.head < head.i and cast.actors[e.actor_id].sector == role.sector]
    return [entry.actor_id for entry in cast.by_head[max(heads)]] if heads else []


def _same_noun(noun: str, role: Role, *, plural: bool) -> bool:
    """ "The ministry" takes up any ministry, "the foreign ministry" only one of that name."""
    if plural or (not role.is_person and " " in role.phrase):
        return noun == role.phrase
    return head_noun(noun) == role.noun


def _office_named(cast: Cast, head: Any, role: Role) -> list[int]:
    """ "The president" after "President López Obrador": of several holders the one who was a subject last."""
    found = [
        entry.head
        for entry in cast.entries
        if entry.head < head.i
        and head_noun(cast.actors[entry.actor_id].role or "") == role.noun
        and cast.actors[entry.actor_id].kind == "person"
    ]
    subjects = [index for index in found if is_subject(cast.doc[index])]
    first = [index for index in subjects if cast.doc[index].dep_ != "conj"]
    return first[-1:] or subjects[-1:] or found[-1:]


def _actor(role: Role, country: str | None, tokens: Any, plural: bool) -> Actor:
    """A body with its country is one actor wherever it is named; people without a name are `unnamed`."""
    if role.is_person:
        words = slug(tokens.text)
        where = "" if country is None else f"-{country.lower()}"
        return new_actor(f"unnamed/{words}{where}", tokens.text, "unnamed", country, role.sector, role.phrase)
    where = _country_slug(country)
    name = f"{role.phrase}" if country is None else tokens.text
    if role.kind == "armed-group":
        return new_actor(f"group/{slug(tokens.text)}", tokens.text, "armed-group", country, role.sector)
    return new_actor(f"org/{where}{slug(role.phrase)}", name, role.kind, country, role.sector)


def _country_slug(country: str | None) -> str:
    if country is None:
        return ""
    return {"USA": "us-"}.get(country) or f"{_NAMES.get(country, country.lower())}-"


_NAMES = {
    row["iso3"]: slug(row["name"])
    for row in table("countries", "iso2", "iso3", "name", "demonyms", "capital", "aliases")
}
