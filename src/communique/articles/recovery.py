"""Blocks that the choice of the story lost, on pages of which the plan is known: entries of live blogs, sections of
round-ups. There a whole sentence in the stream is of the story unless something says otherwise."""

from collections.abc import Iterable, Sequence

from communique.articles.edges import is_credit
from communique.articles.furniture import heading_of, notice_of
from communique.articles.genre_words import says
from communique.articles.lines import ENDS
from communique.articles.pieces import Piece

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LOST = frozenset({"short", "outside-article"})
"""Reasons that say nothing but that the choice passed a block over."""
FEWEST_WORDS = 4


def is_prose(pieces: Sequence[Piece], number: int) -> bool:
    """Whether a block is one or more sentences and nothing that pages put beside a story."""
    piece = pieces[number]
    text = piece.text
    if piece.zone or piece.linked > 0.5 or len(text.split()) < FEWEST_WORDS:
        return False
    if not ENDS.search(text) and not text.endswith(":"):
        return False
    before = pieces[number - 1] if number else None
    teased = before and before.tag in HEADINGS and before.linked > 0.5 and before.holder == piece.holder
    return not (teased or heading_of(text) or notice_of(text)[1] or is_credit(text) or says("live-blog", "line", text))


def recovered(pieces: Sequence[Piece], labels: Sequence[str], numbers: Iterable[int]) -> list[str]:
    """Labels in which the lost prose among the blocks `numbers` is body."""
    found = list(labels)
    for number in numbers:
        if found[number] in LOST and is_prose(pieces, number):
            found[number] = "body"
    return found


def is_text(pieces: Sequence[Piece], labels: Sequence[str], number: int) -> bool:
    """Whether a block is body, or prose that only was lost."""
    return labels[number] == "body" or (labels[number] in LOST and is_prose(pieces, number))
