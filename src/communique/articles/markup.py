"""Which blocks of an HTML page are its article: trafilatura chooses, the scanner says where the words stand.

trafilatura (Apache-2.0, https://github.com/adbar/trafilatura) rebuilds the page and forgets its offsets. So its
paragraphs are only looked up in the scanner's stream of characters; a block of the page that they cover is kept, as it
stands in the page. Every kept character is thus a character of the page.
"""

import logging
import re
from collections.abc import Sequence

from communique.articles import dump
from communique.articles.pieces import Piece

SQUEEZE = re.compile(r"[\s\x00\u00ad\u200b-\u200f\u2060\ufeff]+")
NESTING = re.compile(
    r"<(/?)(?:div|span|section|table|tr|td|ul|ol|blockquote|font|b|i|em|strong|center|article)\b", re.I
)
LONG_ENOUGH = 40
"""Squeezed characters from which a paragraph is looked up anywhere; a shorter one (a subhead, `Advertisement`)
stands in many places and counts only between its neighbours."""
COVERED = 0.6
"""Share of a block that must be covered for the whole of it to be kept; chosen on the development pages."""
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


def labelled(raw: str, pieces: list[Piece]) -> tuple[list[Piece], list[str]]:
    """The blocks, each with `body` or the reason to drop it.

    Words that trafilatura took from data of the page and not from what it shows (JSON-LD) follow as unmapped blocks.
    A page it cannot read is judged block by block as a plain text is.
    """
    paragraphs = chosen_paragraphs(raw) if parsable(raw) else []
    kept = covered_blocks(pieces, paragraphs)
    labels = ["body" if number in kept else dropped_reason(piece) for number, piece in enumerate(pieces)]
    if not kept and paragraphs:
        hidden = [Piece(" ".join(paragraph.split()), (), ()) for paragraph in paragraphs]
        return [*pieces, *hidden], [*labels, *("body" for _ in hidden)]
    if not kept:
        return pieces, dump.labels(pieces)
    return pieces, labels


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
    stream, begins = _squeezed(pieces)
    covered = bytearray(len(stream))
    for start, end in _found(stream, [SQUEEZE.sub("", paragraph) for paragraph in paragraphs]):
        covered[start:end] = b"\x01" * (end - start)
    ends = [*begins[1:], len(stream)][: len(begins)]
    return {
        number
        for number, (start, end) in enumerate(zip(begins, ends, strict=True))
        if end > start and sum(covered[start:end]) >= COVERED * (end - start)
    }


def _squeezed(pieces: Sequence[Piece]) -> tuple[str, list[int]]:
    """All text without white space, and where each piece begins in it."""
    texts = [SQUEEZE.sub("", piece.text) for piece in pieces]
    begins, at = [], 0
    for text in texts:
        begins.append(at)
        at += len(text)
    return "".join(texts), begins


def _found(stream: str, paragraphs: list[str]) -> list[tuple[int, int]]:
    """Where the paragraphs stand in the stream: the long ones first, then the short ones between their neighbours."""
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
        spans += found
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
