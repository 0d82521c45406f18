"""The headline of a page: the candidate that agrees most with the others."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from communique.articles.pieces import Piece

PARTS = re.compile(r"\s+(?:[|•·»–—-]+|::)\s+")
TOKEN = re.compile(r"\w+")
SHORTEST, LONGEST = 8, 300
LEADS = {"heading": 0.3, "json-ld": 0.4}
"""What is printed, and what is given as the headline, goes before what is made for sharing and for tabs. On the 210
titled
development pages .890 are exact with it and .857 without; leads between .2 and .6 differ by one page in a hundred."""


def best_title(candidates: Sequence[tuple[str, str]]) -> str | None:
    """Of (kind, words) the words that agree most with all others, by token F1, with the lead of their kind added.

    The earlier one when two are equal. Kinds: `heading` (printed on the page), `json-ld`, and any other.
    """
    usable = [(kind, words) for kind, words in candidates if words]
    if not usable:
        return None
    bags = [tokens(words) for _, words in usable]
    worth = [
        sum(agreement(bag, other) for other in bags) + LEADS.get(kind, 0.0)
        for (kind, _), bag in zip(usable, bags, strict=True)
    ]
    return usable[worth.index(max(worth))][1]


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
    low, high = len(title) / 2, len(title) * 2  # texts of other lengths cannot agree so well
    alike = (n for n, piece in enumerate(pieces) if low <= len(piece.text) <= high)
    same = [n for n in alike if len(pieces[n].text) < 400 and agreement(tokens(pieces[n].text), wanted) > 0.9]
    return next((n for n in reversed(same) if n < before), same[0] if same else None)
