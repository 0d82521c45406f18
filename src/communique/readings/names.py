"""Names of bodies, armed groups and countries found by table: longest match over the words of the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.lexicons import table
from communique.shapes import ActorKind

_WORD = re.compile(r"(?:[A-Z]\.){2,}|\w+|[^\w\s]")
_SHORT = 4
"""Aliases up to this length that are all capitals (ICE, WHO) must match in case."""


@dataclass(frozen=True, slots=True)
class Name:
    """An entry of a table of names."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    demonym: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A name in the text, in code points."""

    start: int
    end: int
    name: Name


Tree = dict[str, list[tuple[tuple[str, ...], str, Name]]]


def find_names(text: str) -> tuple[Found, ...]:
    """All names of the tables in text order, the longest at each place; they do not overlap."""
    found = list(_WORD.finditer(text.replace("’", "'")))
    words = [match.group() for match in found]
    return tuple(
        Found(found[place].start(), found[place + length - 1].end(), name)
        for place, length, name in _scan(words, tuple(word.lower() for word in words), _tree())
    )


def _scan(words: list[str], lower: tuple[str, ...], tree: Tree) -> Iterator[tuple[int, int, Name]]:
    """(index of the first word, number of words, name)."""
    after = 0
    for place, word in enumerate(lower):
        if place < after or word not in tree:
            continue
        for parts, written, name in tree[word]:
            end = place + len(parts)
            if lower[place:end] == parts and _cased(words[place:end], written):
                yield place, len(parts), name
                after = end
                break


def _cased(here: list[str], written: str) -> bool:
    """Names start with a capital in the text; short abbreviations match to the letter."""
    if len(written) <= _SHORT or written.isupper():
        return "".join(here) == written.replace(" ", "")
    return any(word[0].isupper() for word in here)


@cache
def _tree() -> Tree:
    tree: Tree = {}
    for name, aliases in _entries():
        for alias in aliases:
            parts = tuple(word.lower() for word in _WORD.findall(alias.replace("’", "'")))
            if parts:
                tree.setdefault(parts[0], []).append((parts, alias, name))
    for rows in tree.values():
        rows.sort(key=lambda row: (-len(row[0]), row[1], row[2].id))
    return tree


def _entries() -> Iterator[tuple[Name, list[str]]]:
    for row in table("agencies", "id", "country", "sector", "name", "aliases"):
        kind: ActorKind = (
            "government" if row["sector"] in {"GOV", "MIL", "COP", "LEG", "JUD", "SPY"} else "organization"
        )
        yield Name(row["id"], row["name"], kind, row["country"], row["sector"]), _aliases(row)
    for row in table("armed_groups", "id", "country", "sector", "name", "aliases"):
        yield Name(row["id"], row["name"], "armed-group", row["country"], row["sector"]), _aliases(row)
    for row in table("countries", "iso2", "iso3", "name", "demonyms", "capital", "aliases"):
        code = row["iso3"]
        country = Name(f"country/{code.lower()}", row["name"], "country", code, None)
        yield country, _aliases(row)
        people = Name(f"country/{code.lower()}", row["name"], "country", code, None, demonym=True)
        yield people, [word for word in row["demonyms"].split("|") if word]


def _aliases(row: dict[str, str]) -> list[str]:
    return [row["name"], *(alias for alias in row["aliases"].split("|") if alias)]
