"""Which blocks of an HTML page are its article: trafilatura proposes, the block model decides, the scanner says where.

trafilatura (Apache-2.0, https://github.com/adbar/trafilatura) rebuilds the page and forgets its offsets. So its
paragraphs are only looked up in the scanner's stream of characters; a block of the page that they cover is kept, as it
stands in the page. Every kept character is thus a character of the page.
"""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.articles import blocks, dump, rules
from communique.articles.lines import Line
from communique.articles.pieces import Piece
from communique.shapes import Mark

SQUEEZE = re.compile(r"[\s\x00\u00ad\u200b-\u200f\u2060\ufeff]+")
NESTING = re.compile(
    r"<(/?)(?:div|span|section|table|tr|td|ul|ol|blockquote|font|b|i|em|strong|center|article)\b", re.I
)
LONG_ENOUGH = 40
"""Squeezed characters from which a paragraph is looked up anywhere; a shorter one (a subhead, `Advertisement`)
stands in many places and counts only between its neighbours."""
COVERED = 0.6
"""Share of a block that must be covered for the whole of it to be kept; chosen on the development pages."""
HIDDEN = 0.5
"""Share of trafilatura's words that the page does not show from which they are all taken as unmapped."""
AGREED = 0.5
"""Share of the blocks that trafilatura or the model took, by size, that both took; below it the article is marked."""
NEVER = frozenset({"comments", "consent", "newsletter", "share"})
"""Zones whose blocks are of no story unless trafilatura took them: readers write good prose too."""
CELLS, CELL = frozenset({"td", "th"}), 80
"""Elements whose blocks of fewer characters are cells of a table, which is taken whole or not at all: by
trafilatura."""
TRUSTED, APART = 500, 0.65
"""Characters of trafilatura's choice from which it is a story, and the chance that a block must have which stands in no
element with a part of it. On the development pages (five folds by site) both rules together halve the pages under .5 F1
and leave F1 as it is."""
LARGEST_PARSED = 8_000_000
"""Characters. trafilatura needs about a second a megabyte; larger pages are inlined data, and their article, if any,
is read from the scanner's blocks alone."""
DEEPEST_PARSED = 240
"""Levels of nesting; libxml2 drops what lies deeper than 255, and no sound page goes there (163 at most of 368)."""


def chosen_paragraphs(raw: str) -> list[str]:
    """Paragraphs that trafilatura takes for the article, in order; none for a page it cannot read."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    document = bare_extraction(raw, include_comments=False, with_metadata=False, deduplicate=False)
    text = getattr(document, "text", None) or ""
    return [part.strip() for line in text.splitlines() for part in line.removeprefix("- ").split(" | ") if part.strip()]


def guessed(raw: str, url: str | None) -> tuple[str | None, str | None]:
    """(day, authors) by trafilatura and htmldate, which search the whole page; the weakest witness."""
    from trafilatura import extract_metadata

    if not parsable(raw):
        return None, None
    try:
        found = extract_metadata(raw, default_url=url)
    except (ValueError, RecursionError, AttributeError, TypeError):
        return None, None
    return (found.date, found.author) if found else (None, None)


@dataclass(frozen=True, slots=True)
class Choice:
    """The blocks of a page, each with `body` or the reason to drop it, and what must be known of how they were
    chosen."""

    pieces: list[Piece]
    labels: list[str]
    marks: tuple[Mark, ...] = ()


def choose(raw: str, pieces: list[Piece]) -> Choice:
    """Which blocks are the story: those that the block model takes, which knows what trafilatura chose.

    Words that trafilatura took from data of the page and not from what it shows (JSON-LD) follow as unmapped blocks
    when
    the page shows little of them. A page that trafilatura cannot read is judged block by block as a plain text is.
    """
    paragraphs = chosen_paragraphs(raw) if parsable(raw) else []
    spans, hidden = _looked_up(pieces, paragraphs)
    chosen = _covered(pieces, spans)
    if sum(map(len, hidden)) > HIDDEN * sum(map(len, paragraphs)):
        unseen = [Piece(" ".join(words.split()), (), ()) for words in paragraphs]
        return Choice([*pieces, *unseen], [*map(dropped_reason, pieces), *("body" for _ in unseen)])
    read = [Line(piece) for piece in pieces]
    kept = _modelled(pieces, read, chosen)
    if not kept:
        return Choice(pieces, dump.labels(pieces))
    labels = ["body" if number in kept else dropped_reason(piece) for number, piece in enumerate(pieces)]
    return Choice(
        pieces, rules.cut(read, rules.without_notices(read, labels), rules.EARLY), _marks(pieces, chosen, kept)
    )


def _modelled(pieces: Sequence[Piece], read: Sequence[Line], chosen: set[int]) -> set[int]:
    """The blocks that the model takes; trafilatura's choice where there is no model."""
    chances = blocks.probabilities(pieces, read, chosen)
    if chances is None:
        return chosen
    trusted = sum(len(pieces[number].text) for number in chosen) >= TRUSTED
    elements = {place for number in chosen for place in (pieces[number].holder, pieces[number].outer)}
    kept = set()
    for number, (piece, chance) in enumerate(zip(pieces, chances, strict=True)):
        if number not in chosen and piece.zone in NEVER:
            continue
        if chosen and piece.tag in CELLS and len(piece.text) < CELL:
            taken = number in chosen
        else:
            apart = trusted and number not in chosen and not {piece.holder, piece.outer} & elements
            taken = chance > (APART if apart else 0.5)
        if taken:
            kept.add(number)
    return kept


def _marks(pieces: Sequence[Piece], chosen: set[int], kept: set[int]) -> tuple[Mark, ...]:
    """`recovered` where trafilatura found next to nothing of what is kept, `disputed-extraction` where they
    disagree."""
    size = {number: len(pieces[number].text) for number in chosen | kept}
    both = sum(size[number] for number in chosen & kept)
    either = sum(size.values())
    if both >= AGREED * either:
        return ()
    return ("recovered",) if both >= AGREED * sum(size[number] for number in chosen) else ("disputed-extraction",)


def parsable(raw: str) -> bool:
    """Whether the page is small and flat enough to be handed to a tree builder."""
    return len(raw) <= LARGEST_PARSED and _depth(raw) <= DEEPEST_PARSED


def _depth(raw: str) -> int:
    """Greatest surplus of opened over closed block elements: an upper bound of the nesting, cheap to have."""
    depth = deepest = 0
    for match in NESTING.finditer(raw):
        depth = max(0, depth - 1) if match.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest


def dropped_reason(piece: Piece) -> str:
    """Why a block that is no part of the article stands on the page."""
    if piece.zone:
        return piece.zone
    if piece.linked > 0.5:
        return "related-links" if len(piece.text) > 30 else "navigation"
    return "short" if len(piece.text) < 60 else "outside-article"


def covered_blocks(pieces: Sequence[Piece], paragraphs: Sequence[str]) -> set[int]:
    """Numbers of the pieces of which the paragraphs cover at least COVERED."""
    return _covered(pieces, _looked_up(pieces, paragraphs)[0])


def _looked_up(pieces: Sequence[Piece], paragraphs: Sequence[str]) -> tuple[list[tuple[int, int]], list[str]]:
    """Where the paragraphs stand in the page without its white space, and the long ones of which nothing stands
    there."""
    stream = "".join(SQUEEZE.sub("", piece.text) for piece in pieces)
    places = _found(stream, [SQUEEZE.sub("", paragraph) for paragraph in paragraphs])
    missing = [words for words, found in zip(paragraphs, places, strict=True) if not found and len(words) > LONG_ENOUGH]
    return [span for found in places for span in found], missing


def _covered(pieces: Sequence[Piece], spans: Sequence[tuple[int, int]]) -> set[int]:
    sizes = [len(SQUEEZE.sub("", piece.text)) for piece in pieces]
    covered = bytearray(sum(sizes))
    for start, end in spans:
        covered[start:end] = b"\x01" * (end - start)
    found, at = set(), 0
    for number, size in enumerate(sizes):
        if size and sum(covered[at : at + size]) >= COVERED * size:
            found.add(number)
        at += size
    return found


def _found(stream: str, paragraphs: list[str]) -> list[list[tuple[int, int]]]:
    """Where each paragraph stands in the stream: the long ones first, then the short ones between their neighbours."""
    places: list[tuple[int, int] | None] = [None] * len(paragraphs)
    at = 0
    for number, words in enumerate(paragraphs):
        if len(words) < LONG_ENOUGH:
            continue
        start = stream.find(words, at)
        start = stream.find(words) if start < 0 else start
        if start >= 0:
            places[number] = (start, start + len(words))
            at = max(at, start + len(words))
    nexts = [len(stream)] * (len(paragraphs) + 1)
    for number in range(len(paragraphs) - 1, -1, -1):
        place = places[number]
        nexts[number] = place[0] if place else nexts[number + 1]
    spans, low = [], 0
    for words, place, high in zip(paragraphs, places, nexts, strict=False):
        found = [place] if place else _between(stream, words, low, high) if words else []
        spans.append(found)
        low = found[-1][1] if found else low
    return spans


def _between(stream: str, words: str, low: int, high: int) -> list[tuple[int, int]]:
    """Where `words`, or failing that its parts, stand in `stream[low:high]`."""
    if (start := stream.find(words, low, high)) >= 0:
        return [(start, start + len(words))]
    if len(words) < LONG_ENOUGH:
        return []
    spans = []
    for part in (words[at : at + LONG_ENOUGH] for at in range(0, len(words), LONG_ENOUGH)):
        start = stream.find(part)
        if start >= 0:
            spans.append((start, start + len(part)))
    return spans
