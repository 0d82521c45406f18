"""Who acts and speaks: names by table and grammar first, the neural labels only for what they leave open.

Order: names of bodies, groups and countries; people by name; capitals that stand for a government; organizations the
neural labels add; common nouns; "the two governments"; pronouns. Each mention keeps the rule that made it.
"""

from collections import Counter
from typing import Any

from communique.identity import slug
from communique.languages import Language
from communique.lexicons import table, words
from communique.readings.cast import Cast, new_actor
from communique.readings.coreference import find_both, find_pronouns, find_two
from communique.readings.modifiers import country_of_phrase, phrase_start
from communique.readings.names import Found, Name, find_names
from communique.readings.nominals import find_nominals
from communique.readings.people import find_people, known_person
from communique.readings.roles import role_ending_at
from communique.shapes import Actor, Place

_HOME_SHARE = 0.5
"""A country is the article's own when at least this share of its country names are it."""
_LEAD = 60
"""Tokens of the lead: about the first two sentences."""


def find_actors(
    doc: Any,
    language: Language,
    knows_place: Any,
    *,
    published: str | None = None,
    dateline_country: str | None = None,
    title: str | None = None,
    places: tuple[Place, ...] = (),
) -> tuple[tuple[Actor, ...], str | None]:
    """Actors of a parsed text with their mentions, and the article's home country (ISO alpha-3) or None."""
    cast = Cast(doc=doc)
    names = find_names(doc.text)
    _note_countries(cast, names)
    _note_places(cast, places)
    cast.home = dateline_country or _home(cast, title)
    _meet_names(cast, names)
    find_people(cast, knows_place, published)
    _meet_capitals(cast)
    _meet_organizations(cast, knows_place)
    find_nominals(cast, published)
    find_both(cast, language)
    find_two(cast, language)
    find_pronouns(cast, language)
    return cast.finish(), cast.home


def _tokens(doc: Any, found: Found) -> Any:
    return doc.char_span(found.start, found.end, alignment_mode="expand")


def _note_countries(cast: Cast, names: tuple[Found, ...]) -> None:
    """Every country name and demonym, also inside longer names, by token."""
    for found in names:
        if found.name.kind == "country" and found.name.country:
            for token in _tokens(cast.doc, found):
                cast.countries[token.i] = found.name.country


def _note_places(cast: Cast, places: tuple[Place, ...]) -> None:
    for place in places:
        tokens = cast.doc.char_span(place.span.start, place.span.end, alignment_mode="expand")
        if place.country is not None and place.level != "country" and tokens is not None:
            cast.places[tokens.root.i] = place.country


def _home(cast: Cast, title: str | None) -> str | None:
    """The country named most, where headline and lead count double."""
    told = [*cast.countries.items(), *cast.places.items()]
    named = [code for index, code in told for _ in range(2 if index < _LEAD else 1)]
    named += [
        f.name.country for f in find_names(title or "") if f.name.kind == "country" and f.name.country for _ in "ab"
    ]
    counts = Counter(named).most_common(1)
    return counts[0][0] if counts and counts[0][1] >= _HOME_SHARE * len(named) else None


def _meet_names(cast: Cast, names: tuple[Found, ...]) -> None:
    people = [ent for ent in cast.doc.ents if ent.label_ == "PERSON"]
    for found in names:
        tokens, name = _tokens(cast.doc, found), found.name
        if _inside_person(people, tokens):
            continue
        head = tokens.root.i
        if name.kind != "country":
            cast.meet(new_actor(name.id, name.name, name.kind, name.country, name.sector))
            cast.cover(tokens, name.id)
            cast.name(name.id, tokens, head, "table", noun=tokens[-1].lower_)
        elif name.demonym:
            _meet_people_of(cast, tokens, name)
        else:
            cast.meet(new_actor(name.id, name.name, "country", name.country, None))
            if not _only_modifies(tokens.root):
                cast.cover(tokens, name.id)
                cast.name(name.id, tokens, head, "country")


def _inside_person(people: list[Any], tokens: Any) -> bool:
    """ "Jordan" in "Jordan Smith": part of a longer name that the labels call a person."""
    return any(len(ent) > len(tokens) and ent.start <= tokens.start and tokens.end <= ent.end for ent in people)


def _only_modifies(token: Any) -> bool:
    return token.dep_ in {"compound", "amod", "nmod"} and token.head.i > token.i


def _meet_people_of(cast: Cast, tokens: Any, name: Name) -> None:
    """ "Americans", "two Mexicans": people, when the word is a noun of its own."""
    head = tokens.root
    cast.meet(new_actor(name.id, name.name, "country", name.country, None))
    if head.tag_ not in {"NNPS", "NNS"} or _only_modifies(head):
        return
    group = new_actor(f"unnamed/{slug(tokens.text)}", tokens.text, "unnamed", name.country, "CVL")
    cast.meet(group)
    cast.cover(tokens, group.id)
    cast.name(group.id, head.doc[phrase_start(head) : head.i + 1], head.i, "people-of", plural=True)


def _meet_capitals(cast: Cast) -> None:
    """A capital that does something is its government ("Washington said")."""
    rows = table("countries", "iso2", "iso3", "name", "demonyms", "capital", "aliases")
    names = {row["iso3"]: row["name"] for row in rows}
    capitals = {row["capital"]: row["iso3"] for row in rows if row["capital"] and row["capital"] != row["name"]}
    for token in cast.doc:
        country = capitals.get(token.text)
        if country is None or token.i in cast.taken or token.dep_ != "nsubj" or token.head.pos_ not in {"VERB", "AUX"}:
            continue
        actor = cast.meet(new_actor(f"country/{country.lower()}", names[country], "country", country, None))
        cast.name(actor.id, token.doc[token.i : token.i + 1], token.i, "capital")


def _meet_organizations(cast: Cast, knows_place: Any) -> None:
    """Organizations only the neural labels find; sector by head noun where the table has it."""
    for ent in cast.doc.ents:
        tokens = ent[1:] if ent[0].lower_ in {"the", "a"} else ent
        if ent.label_ != "ORG" or not len(tokens) or any(t.i in cast.taken for t in tokens):
            continue
        if knows_place(tokens.text) or not tokens.text[:1].isupper():
            continue
        role = role_ending_at(tokens.root)
        if role is not None and (role[0].is_person or role[1] >= len(tokens)):
            continue
        person = known_person(cast, tokens.text)
        if person is not None:
            cast.cover(tokens, person)
            cast.name(person, tokens, tokens.root.i, "name")
            continue
        country = country_of_phrase(cast, tokens[0], tokens.root)
        sector = role[0].sector if role else _sector_by_name(tokens)
        actor = new_actor(f"org/{slug(tokens.text)}", tokens.text, "organization", country, sector)
        if actor.id == "org/":
            continue
        cast.meet(actor)
        cast.cover(tokens, actor.id)
        cast.name(actor.id, tokens, tokens.root.i, "label", noun=role[0].phrase if role else tokens[-1].lower_)


def _sector_by_name(tokens: Any) -> str | None:
    """MED for a name with a word that outlets bear ("Dagens Nyheter", "Border Times")."""
    return "MED" if words("en/media_words") & {token.lower_ for token in tokens} else None
