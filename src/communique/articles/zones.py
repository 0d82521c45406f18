"""What the parts of a page are called: by element names and classes, and by the words that stand in them."""

import re
from functools import cache, lru_cache

from communique.lexicons import table

WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
HOLDERS = frozenset({"html", "body", "main", "article"})
"""Elements whose classes speak of the whole page (`has-sidebar`, `with-comments`), not of a part of it."""


@cache
def _reasons(where: str) -> dict[str, str]:
    rows = table("en/page_zones", "where", "word", "reason")
    return {row["word"]: row["reason"] for row in rows if row["where"] == where}


def zone_of_element(name: str, attributes: list[tuple[str, str]]) -> str:
    """Reason to drop what stands in an element, from its name, role, class and id; empty when they give none.

    `attributes` are (name, value) pairs as they stand in the mark-up, quotes included.
    """
    if reason := _reasons("tag").get(name):
        return reason
    if name in HOLDERS:
        return ""
    for attribute, value in attributes:
        bare = value.strip("\"'")
        if attribute.lower() == "role":
            if reason := _reasons("tag").get(bare.lower()):
                return reason
        elif reason := _zone_of_names(bare):
            return reason
    return ""


@lru_cache(maxsize=20_000)
def _zone_of_names(value: str) -> str:
    known = _reasons("name")
    return next((known[word.lower()] for word in WORD.findall(value) if word.lower() in known), "")
