"""People by name: full names first, then every later use of a last name."""

import re
from dataclasses import replace
from functools import cache
from typing import Any

from communique.identity import slug
from communique.lexicons import Row, table
from communique.readings.cast import Cast, new_actor
from communique.readings.modifiers import country_behind, country_of_phrase
from communique.readings.roles import Role, role_before, role_ending_at

_INITIAL = re.compile(r"[A-Z]\.")
_FAR = 9
"""Tokens between an office and its holder's name; more is another noun phrase."""
_OFFICEHOLDER = ("id", "name", "country", "sector", "role", "from", "until")
_NOUNS = {"NOUN", "PROPN"}
PUBLIC_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
"""Public bodies and offices belong to some state; where none is named they take the article's home country."""


def find_people(cast: Cast, knows_place: Any, published: str | None) -> None:
    """Add named people to the cast. Names of two words and more are settled before single last names."""
    found = (*_labelled(cast.doc), *_after_roles(cast), *_before_offices(cast))
    spans = [span for span in map(_trim, found) if span is not None]
    for tokens in sorted(spans, key=lambda s: (-len(s), s.start)):
        if any(token.i in cast.taken for token in tokens):
            continue
        if len(tokens) == 1 and (knows_place(tokens.text) and role_before(tokens[0]) is None):
            continue
        _meet_person(cast, tokens, published)
    _later_uses(cast)


def _labelled(doc: Any) -> list[Any]:
    return [ent for ent in doc.ents if ent.label_ == "PERSON"]


def _after_roles(cast: Cast) -> list[Any]:
    """Capitalised words right after an office: names the neural labels missed."""
    doc, spans = cast.doc, []
    named = [_is_name(token) for token in doc] + [False]
    for token in doc:
        start = token.i + 1
        if not named[start] or token.pos_ not in _NOUNS or token.i in cast.taken:
            continue
        found = role_ending_at(token)
        if found is None or not found[0].is_person or _is_role(doc[start]):
            continue
        end = start
        while named[end] and end not in cast.taken:
            end += 1
        if end > start:
            spans.append(doc[start:end])
    return spans


def _before_offices(cast: Cast) -> list[Any]:
    """ "Ana Quiroga, Peru's foreign minister,": a name the labels missed, told by the office behind its comma."""
    spans = []
    for token in cast.doc:
        if (
            token.dep_ != "appos"
            or token.pos_ not in _NOUNS
            or not _is_role(token)
            or not _is_name(token.head, inside=False)
        ):
            continue
        start = token.head.i
        while start > 0 and not cast.doc[start].is_sent_start and _is_name(cast.doc[start - 1], inside=False):
            start -= 1
        if start < token.head.i:
            spans.append(cast.doc[start : token.head.i + 1])
    return spans


def _is_name(token: Any, *, inside: bool = True) -> bool:
    """A capitalised proper noun; `inside` a sentence, where a capital means more."""
    name = token.pos_ == "PROPN" and token.text[:1].isupper() and (token.is_alpha or "-" in token.text)
    return name and not (inside and token.is_sent_start)


def _is_role(token: Any) -> bool:
    return role_ending_at(token) is not None


def _trim(tokens: Any) -> Any:
    """Without titles before the name and possessive marks behind it; None when nothing like a name is left."""
    doc, start, end = tokens.doc, tokens.start, tokens.end
    while start < end and (_is_role(doc[start]) or not doc[start].text[:1].isupper()):
        start += 1
    while end > start and (doc[end - 1].tag_ == "POS" or not doc[end - 1].text[:1].isalpha()):
        end -= 1
    if start < end and _INITIAL.fullmatch(doc[start].text) and start > 0 and _is_name(doc[start - 1], inside=False):
        start -= 1  # the label begins at the initial: "Antony | J. Blinken"
    name = doc[start:end]
    if start == end or any(token.is_space or token.like_num for token in name):
        return None
    return name


def _meet_person(cast: Cast, tokens: Any, published: str | None) -> None:
    role, country, beside = _office(cast, tokens)
    holder = _holder(tokens.text, country, role, published)
    known = _same_person(cast, tokens.text)
    if known is None and holder is not None:
        known = holder["id"]
    person_id = known or f"person/{slug(tokens.text)}"
    if person_id == "person/":
        return
    name = holder["name"] if holder is not None else tokens.text
    country = country or (role.country if role else None) or (holder["country"] if holder else None)
    if country is None and role is not None and role.sector in PUBLIC_SECTORS:
        country = cast.home
    sector = (role.sector if role else None) or (holder["sector"] if holder else None)
    title = role.phrase if role else (holder["role"] if holder else None)
    actor = new_actor(person_id, name, "person", country, sector, title)
    cast.meet(actor)
    cast.cover(tokens if beside is None else [*tokens, tokens.doc[beside]], person_id)
    cast.name(person_id, tokens, tokens.root.i, "name", noun=role.phrase if role else "")


def _office(cast: Cast, tokens: Any) -> tuple[Role | None, str | None, int | None]:
    """Role and country told beside the name, and the head token of an office that stands apart from it."""
    beside = None
    before = role_before(tokens[0])
    role, country = None, None
    if before is not None and before[0].is_person:
        role, first = before[0], tokens.start - before[1]
        country = country_of_phrase(cast, tokens.doc[first], tokens.root)
        if role.speaks_for:
            role = replace(role, sector=_sector_before(cast, tokens.doc, first) or role.sector)
    else:
        role, country = _apposition(cast, tokens)
        if role is None:
            role, country, beside = _role_at_distance(cast, tokens)
    return role, country or country_behind(cast, tokens.root), beside


def _sector_before(cast: Cast, doc: Any, first: int) -> str | None:
    """COP of "Police spokesperson", of "FBI director": the body named before the office."""
    if first == 0:
        return None
    owner = cast.actors.get(cast.taken.get(first - 1, ""))
    if owner is not None and owner.kind in {"government", "organization", "body"}:
        return owner.sector
    body = role_ending_at(doc[first - 1])
    return body[0].sector if body is not None and not body[0].is_person else None


def _apposition(cast: Cast, tokens: Any) -> tuple[Role | None, str | None]:
    """ "Marcelo Ebrard, Mexico's foreign minister," and "the minister, Marcelo Ebrard"."""
    beside = [child for child in tokens.root.children if child.dep_ == "appos"]
    if tokens.root.dep_ == "appos":
        beside.append(tokens.root.head)
    for noun in beside:
        found = role_ending_at(noun)
        if found is not None and found[0].is_person:
            first = noun.i - found[1] + 1
            sector = _sector_before(cast, noun.doc, first) if found[0].speaks_for else None
            role = replace(found[0], sector=sector) if sector else found[0]
            return role, country_of_phrase(cast, noun.doc[first], noun)
    return None, None


def _role_at_distance(cast: Cast, tokens: Any) -> tuple[Role | None, str | None, int | None]:
    """ "US Ambassador to Colombia, Kevin Whitaker": an office, whose it is, then the name."""
    doc = tokens.doc
    for index in range(tokens.start - 1, max(tokens.start - _FAR, 0), -1):
        token = doc[index]
        if (
            token.is_sent_start
            or token.pos_ not in {"PROPN", "NOUN", "ADJ", "ADP", "DET", "PUNCT", "PART"}
            or (token.i in cast.taken and _is_person(cast, token.i))
        ):
            break
        found = role_ending_at(token)
        if found is not None and found[0].is_person and doc[index + 1].pos_ == "ADP":
            first = index - found[1] + 1
            return found[0], country_of_phrase(cast, doc[first], token), index
    return None, None, None


def _is_person(cast: Cast, index: int) -> bool:
    actor = cast.actors.get(cast.taken[index])
    return actor is not None and actor.kind == "person"


def _holder(name: str, country: str | None, role: Role | None, published: str | None) -> Row | None:
    """An office-holder of that full name; or of that last name when office or country agree and the date fits."""
    rows = [row for row in _holders() if slug(row["name"]) == slug(name)]
    if not rows and " " not in name.strip() and (role is not None or country is not None):
        rows = [
            row
            for row in _holders()
            if slug(row["name"]).endswith("-" + slug(name))
            and country in {None, row["country"]}
            and role is not None
            and role.phrase in row["role"]
        ]
    if len({row["id"] for row in rows}) != 1:
        return None
    return next((row for row in rows if in_office(row, published)), rows[0])


@cache
def _holders() -> tuple[Row, ...]:
    return table("officeholders", *_OFFICEHOLDER)


def in_office(row: Row, day: str | None) -> bool:
    """Whether the office was held on an ISO day; unknown days never fit."""
    if day is None:
        return False
    return row["from"] <= day[:10] and (not row["until"] or day[:10] < row["until"])


def holder_of(role: str, country: str, published: str | None) -> Row | None:
    """Who held `role` for `country` on the day of publication, when exactly one row says so."""
    rows = [
        row for row in _holders() if row["role"] == role and row["country"] == country and in_office(row, published)
    ]
    return rows[0] if len(rows) == 1 else None


def _same_person(cast: Cast, name: str) -> str | None:
    """A known person whose name shares the last word and contains all others, in either direction."""
    words = slug(name).split("-")
    for actor in cast.actors.values():
        if actor.kind != "person":
            continue
        for other in actor.names:
            theirs = slug(other).split("-")
            if (
                words
                and theirs
                and words[-1] == theirs[-1]
                and (set(words) <= set(theirs) or set(theirs) <= set(words))
            ):
                return actor.id
    return None


def last_names(name: str) -> tuple[str, ...]:
    """Names by which a person is called later: the last word, and of three and more also the one before (Spanish
    surnames: "Guzmán" of "Ovidio Guzmán López")."""
    words = name.split()
    return tuple(words[-2:]) if len(words) >= 3 else (words[-1],)


def known_person(cast: Cast, name: str) -> str | None:
    """The person whose names hold all words of this one, when there is just one."""
    words = set(slug(name).split("-"))
    found = {
        actor.id
        for actor in cast.actors.values()
        if actor.kind == "person"
        and any(words <= set(slug(other).split("-")) or set(slug(other).split("-")) <= words for other in actor.names)
    }
    return next(iter(found)) if len(found) == 1 else None


def _in_longer_name(cast: Cast, token: Any, owner: str) -> bool:
    """ "López" of "Ovidio Guzmán López" is not López Obrador: a name beside it is no name of the owner's."""
    theirs = {word for name in cast.actors[owner].names for word in slug(name).split("-")}
    beside = [cast.doc[index] for index in (token.i - 1, token.i + 1) if 0 <= index < len(cast.doc)]
    return any(
        _is_name(other, inside=False)
        and slug(other.text) not in theirs
        and role_ending_at(other) is None
        and other.i not in cast.countries
        for other in beside
        if cast.taken.get(other.i) in {None, owner}
    )


def _later_uses(cast: Cast) -> None:
    """A capitalised word equal to a known last name is that person, whatever the neural label says."""
    last: dict[str, set[str]] = {}
    for actor in cast.actors.values():
        if actor.kind == "person":
            for word in (word for name in actor.names for word in last_names(name)):
                last.setdefault(word, set()).add(actor.id)
    for token in cast.doc:
        owners = last.get(token.text)
        if owners is None or len(owners) > 1 or token.i in cast.taken:
            continue
        if token.pos_ in {"PROPN", "NOUN", "ADJ", "VERB"} and not _in_longer_name(cast, token, next(iter(owners))):
            owner = next(iter(owners))
            cast.cover([token], owner)
            cast.name(owner, cast.doc[token.i : token.i + 1], token.i, "last-name")
