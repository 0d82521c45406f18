"""The headline of a page: the candidate that agrees most with the others."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from communique.articles.pieces import Piece

PARTS = re.compile(r"\s+(?:[|•·»–—-]+|::)\s+")
TOKEN = re.compile(r"\w+")
SHORTEST, LONGEST = 8, 300


def best_title(candidates: Sequence[str]) -> str | None:
    """The candidate with the greatest sum of token F1 to all others; the earlier one when two are equal."""
    usable = [candidate for candidate in candidates if candidate]
    if not usable:
        return None
    bags = [tokens(candidate) for candidate in usable]
    return max(zip(usable, bags, strict=True), key=lambda pair: sum(agreement(pair[1], bag) for bag in bags))[0]


def without_site(title: str, outlet: str | None, *, sure: bool = False) -> str:
    """`Headline - Site` -> `Headline`, when the last part names the outlet or has at most four words.

    With `sure` only a part that names the outlet is cut: in a heading or headline field a dash belongs to the words.
    """
    parts = PARTS.split(title)
    if len(parts) < 2:
        return title
    last = parts[-1]
    named = bool(outlet) and agreement(tokens(last), tokens(outlet or "")) > 0.5
    if named or (not sure and len(TOKEN.findall(last)) <= 4):
        return without_site(title[: title.rindex(last)].rstrip(" |•·»–—-:"), outlet, sure=sure)
    return title


def tokens(text: str) -> Counter[str]:
    """Words of a title, case and accents aside."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return Counter(TOKEN.findall("".join(sign for sign in plain if not unicodedata.combining(sign))))


def agreement(one: Counter[str], other: Counter[str]) -> float:
    """F1 of two bags of words."""
    shared = sum((one & other).values())
    return 2 * shared / (sum(one.values()) + sum(other.values())) if shared else 0.0


def headings(pieces: Sequence[Piece]) -> list[str]:
    """First-level headings of the page that can be a headline."""
    return [piece.text for piece in pieces if piece.tag == "h1" and SHORTEST <= len(piece.text) <= LONGEST]


def title_piece(pieces: Sequence[Piece], title: str, before: int) -> int | None:
    """Number of the block that shows `title`: the last one before the block `before`, else the first after."""
    wanted = tokens(title)
    same = [
        n for n, piece in enumerate(pieces) if len(piece.text) < 400 and agreement(tokens(piece.text), wanted) > 0.9
    ]
    return next((n for n in reversed(same) if n < before), same[0] if same else None)
