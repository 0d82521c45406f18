"""Who published a page, and whose story it is: by address, by the page's own data, by its notices."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from communique.articles.dateline import agency_name
from communique.errors import DataError
from communique.identity import slug
from communique.lexicons import table

YEARS = r"(?:(?:19|20)\d\d(?:\s*[-–—,]\s*(?:(?:19|20)\d\d|present))?\s*[-–—|,.]*\s*)"
SIGNED = re.compile(
    rf"(?:©|\(c\)|\bcopyright\b)\s*(?:©|\(c\)|copyright)?\s*{YEARS}?(?:by\s+)?(?P<name>[^\W_][^|©\n]{{1,60}}?)"
    rf"\s*(?:{YEARS})?(?:$|\.(?=\s|$)|,?\s*(?:all rights|inc\b|llc|ltd|limited|\|))",
    re.I,
)
WORD = r"[^\W_][\w&'’-]*(?:\.\w+)*"
NAME = rf"(?P<name>{WORD}(?:\s{WORD}){{0,5}}?)"
SITE = re.compile(r"^[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|news|tv|co|io|mx|uk|ca|au|in|eu|[a-z]{2})$", re.I)
CREDITS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:(?:19|20)\d\d)?"
    r"\s*(?P<signed>(?:the\s+)?[A-Z][\w.& -]{1,30}?)\s*(?:\.|,|$|all rights)"
    r"|^\s*(?:source|via|courtesy of)\s*:\s*(?P<source>[A-Z][\w.& /-]{1,30})\s*\.?$",
    re.I,
)


ALNUM = re.compile(r"[^a-z0-9]+")
NAME_SPLIT = re.compile(r"\s+[|•·–—-]+\s+")
SHORTEST_HOST, LONGEST_NAME = 6, 50
"""Characters of a host that can be told from common words, and of the name of an outlet."""


@cache
def _by_domain() -> dict[str, str]:
    rows = tomllib.loads((files("communique") / "data" / "outlets.toml").read_text(encoding="utf-8"))
    if not all(isinstance(name, str) for name in rows.values()):
        raise DataError('data/outlets.toml: every line is "domain" = "name"')
    return rows


@cache
def _by_name() -> dict[str, str]:
    return {key.lower(): name for domain, name in _by_domain().items() for key in (domain, name)}


def outlet_of_address(url: str | None) -> str | None:
    """Outlet of an address by the table of domains, else its host without `www.`; None without an address."""
    try:
        host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return None
    parts = host.split(".")
    for number in range(len(parts)):
        if name := _by_domain().get(".".join(parts[number:])):
            return name
    return host or None


def printed_name(url: str | None, lines: Iterable[str]) -> str | None:
    """The outlet's name as the page prints it: the shortest line, or part of one, that its host is written from.

    `capitol-plainsman.example` prints CAPITOL PLAINSMAN; a last word may be added (`krvx-valley`: KRVX Valley News).
    """
    try:
        host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return None
    own = ALNUM.sub("", host.split(".")[0])
    if len(own) < SHORTEST_HOST:
        return None
    parts = (part.strip() for line in lines if len(line) <= LONGEST_NAME * 3 for part in NAME_SPLIT.split(line))
    found = {part for part in parts if len(part) <= LONGEST_NAME and _written_from(own, part)}
    return min(found, key=lambda name: (len(name), name), default=None)


def _written_from(host: str, name: str) -> bool:
    words = [ALNUM.sub("", slug(word)) for word in name.split()]
    plain = "".join(words)
    bare = plain.removeprefix("the").removeprefix("la").removeprefix("el") if plain != host else plain
    return " " in name and name[0].isupper() and host in {plain, bare, "".join(words[:-1])}


def outlet_of_notices(lines: Iterable[str]) -> str | None:
    """The outlet that the page's own notices name: a site (`Example.com`) before an owner; agencies never."""
    named: Counter[str] = Counter()
    ranks: dict[str, int] = {}
    for line in lines:
        for name, rank in _names_in(line):
            named[name] += 1
            ranks[name] = min(rank, ranks.get(name, 9))
    if not named:
        return None

    def order(name: str) -> tuple[bool, bool, int, int, str]:
        return (not SITE.match(name), name.lower() not in _by_name(), ranks[name], -named[name], name)

    best = min(named, key=order)
    return _by_name().get(best.lower(), best)


def _names_in(line: str) -> list[tuple[str, int]]:
    found = [(match["name"], 3) for match in SIGNED.finditer(line)]
    for pattern, rank in _notices():
        found += [(match["name"], rank) for match in pattern.finditer(line)]
    names = [(name.strip(" .,-–—|"), rank) for name, rank in found]
    return [(name, rank) for name, rank in names if SITE.match(name) or _is_name(name)]


def _is_name(name: str) -> bool:
    return 2 < len(name) <= 50 and name[0].isupper() and not agency_name(name)


@cache
def _notices() -> tuple[tuple[re.Pattern[str], int], ...]:
    found = []
    for row in table("en/boilerplate_owners", "before", "after", "rank"):
        if row["before"]:
            pattern = rf"\b(?i:{re.escape(row['before'])})\s+{NAME}(?=$|[.,;:!](?:\s|$)|\s[a-z(])"
        else:
            pattern = rf"(?:^|[.!?]\s|\band\s){NAME}\s(?i:{re.escape(row['after'])})\b"
        found.append((re.compile(pattern), int(row["rank"])))
    return tuple(found)


def wire_of_credits(lines: Iterable[str]) -> str | None:
    """The agency that a credit line signs for: `© 2023 AFP`, `Copyright 2023 The Associated Press.`."""
    for line in lines:
        if len(line) > 300:
            continue
        for match in CREDITS.finditer(line):
            if name := agency_name((match["signed"] or match["source"]).strip()):
                return name
    return None
