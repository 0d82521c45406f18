"""Blocks of the text layer of a PDF: paragraphs put together again, and what is printed on every page taken out.

A layer has the lines of the printed page, an empty line where the page shows the end of a paragraph, and a form feed
between pages. A word that a line broke is put together; its hyphen stays in the layer only, unless it belongs to the
word. So the layer of a span over such a place is the quoted text once hyphens before a line break are dropped too.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from communique import lexicons
from communique.articles import dump
from communique.articles.bylines import byline_of_line
from communique.articles.metadata import Facts, facts_of_lines
from communique.articles.pieces import Piece, fold
from communique.articles.titles import agreement, tokens
from communique.shapes import Layer, Page, Stamp

EDGE_LINES = 3
"""Lines at the head and at the foot of a page among which running heads, feet and numbers are looked for."""
REPEATED = 0.5
"""Share of the pages, at least two, whose edges must show a line for it to be a running one; its numbers may change."""
LONGEST_LETTERHEAD = 160
LONGEST_NUMBER = 30
SHORTEST_TITLE = 12
FEWEST_WORDS = 4
"""Of a headline; `THE WHITE HOUSE` in large letters is none."""
SAME = 0.85
LONG = 80
"""Characters of the last lines of a page from which they are prose that may go on, not a heading."""
TAIL = 80
"""Characters at the end of a line that are looked at."""
NUMBER = re.compile(r"\d+")
PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|p[áa]gina|p[áa]g\.?|p\.)\s*)?\d{1,3}(?:\s*(?:of|de|/)\s*\d{1,3})?\W*|[ivxl]{1,6}", re.I
)
BULLET = re.compile(r"[•●▪◦·*]\s")
LIST_MARK = re.compile(r"(?:[–—-]|\(?(?:\d{1,2}|[a-z])[.)])\s", re.I)
ENDS = re.compile(r"""[.!?:;…]["'”’»)\]]*$""")
BROKEN_WORD = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
OFFICE_TITLE = re.compile(r"^(?:microsoft \w+ - |untitled|document\d*$)|\.(?:docx?|pdf|indd|rtf|odt|pptx?|qxd)$", re.I)
CREATED = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(?:\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?)?)?")


@dataclass(frozen=True, slots=True)
class _Line:
    piece: Piece
    page: int
    first: bool
    """Whether a paragraph may begin here: after an empty line, or at the top of a page."""
    cells: bool
    edge: int
    """Which line of its page: 0, 1, ... from the head, -1, -2, ... from the foot; EDGE_LINES in the middle."""


def paragraphs(layer: str) -> list[Piece]:
    """Blocks in reading order; running lines and page numbers have their reason as `zone`."""
    lines = list(_lines(layer))
    words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", layer.lower()))
    aside: list[Piece] = []
    blocks: list[list[_Line]] = []
    for line, zone in zip(lines, _running(lines), strict=True):
        if zone:
            aside.append(replace(line.piece, zone=zone))
        elif blocks and not _begins(blocks[-1], line, layer):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return sorted([*aside, *(_together(block, layer, words) for block in blocks)], key=lambda piece: piece.starts[0])


def labels(pieces: Sequence[Piece]) -> list[str]:
    """`body`, or the reason to drop a block; what stands before the story is its letterhead, rows of cells a table."""
    plain = [number for number, piece in enumerate(pieces) if not piece.zone]
    judged = dump.labels([pieces[number] for number in plain])
    found = [piece.zone for piece in pieces]
    for number, label in zip(plain, judged, strict=True):
        found[number] = label
    lead = next((number for number, label in enumerate(found) if label == "body"), 0)
    for number in range(lead):
        if found[number] in {"short", "metadata", "outside-article"} and len(pieces[number].text) < LONGEST_LETTERHEAD:
            found[number] = "header"
    for number in range(lead, len(found)):
        if pieces[number].tag == "cells" and not pieces[number].zone:
            found[number] = "table"
    return found


def facts(page: Page, pieces: Sequence[Piece], labels: Sequence[str]) -> Facts:
    """What the lines say, and what the file says of itself where lines, dateline and user say nothing.

    The file's author is left out: office programs write there whose computer it was. A line before the date is no
    byline unless it begins as one: in a letterhead it says `For Immediate Release`.
    """
    lead = next((number for number, label in enumerate(labels) if label == "body"), len(pieces))
    read = facts_of_lines(page, pieces, lead)
    if not any(byline_of_line(pieces[number].text) for number in read.header):
        read = replace(read, byline=())
    layer = page.layer or Layer(text="")
    read = _titled(read, pieces, labels, lead, layer.headline or "")
    title = " ".join((layer.title or "").split())
    if not read.title and len(title) > SHORTEST_TITLE and not OFFICE_TITLE.search(title):
        read = replace(read, title=title)
    moment = _created(layer.created or "")
    return replace(read, filled=Stamp(value=moment, method="pdf")) if moment and not read.filled else read


def _titled(read: Facts, pieces: Sequence[Piece], labels: Sequence[str], lead: int, headline: str) -> Facts:
    """`read` with the headline: the largest letters when they say enough, else the likeliest line before the story."""
    words = tokens(headline)
    for number in range(lead) if words.total() >= FEWEST_WORDS else ():
        if number not in read.header and agreement(words, tokens(pieces[number].text)) > SAME:
            return replace(read, title=pieces[number].text)
    story = (piece for piece, label in zip(pieces[lead:], labels[lead:], strict=True) if label == "body")
    return dump.with_title(read, [*pieces[:lead], *story], lead)


# ---- lines -----------------------------------------------------------------------------------------------------


def _lines(layer: str) -> Iterator[_Line]:
    at = 0
    for number, text in enumerate(layer.split("\f")):
        rows = [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
        before = 0
        for place, (start, end) in enumerate(rows):
            left = len(rows) - place
            edge = place if place < EDGE_LINES else -left if left <= EDGE_LINES else EDGE_LINES
            first = place == 0 or text.count("\n", before, start) > 1
            yield _Line(fold(layer, at + start, at + end), number, first, "\t" in text[start:end], edge)
            before = end
        at += len(text) + 1


def _running(lines: Sequence[_Line]) -> list[str]:
    """For each line the reason to drop it as printed on every page, or nothing."""
    pages = len({line.page for line in lines})
    shown: dict[tuple[str, bool], set[int]] = {}
    for line in lines:
        if line.edge < EDGE_LINES:
            shown.setdefault(_shape(line), set()).add(line.page)
    return [_reason(line, len(shown.get(_shape(line), ())), pages) for line in lines]


def _shape(line: _Line) -> tuple[str, bool]:
    """A line of an edge without its numbers, and whether the edge is the foot."""
    return NUMBER.sub("#", line.piece.text.lower()), line.edge < 0


def _reason(line: _Line, on_pages: int, pages: int) -> str:
    """Empty for the head of the first page, too: what runs from there on is its letterhead or its title."""
    if line.edge >= EDGE_LINES:
        return ""
    if len(line.piece.text) <= LONGEST_NUMBER and PAGE_NUMBER.fullmatch(line.piece.text):
        return "page-number"
    if on_pages < 2 or on_pages < REPEATED * pages or (line.page == 0 and line.edge >= 0):
        return ""
    return "running-foot" if line.edge < 0 else "running-head"


# ---- paragraphs ------------------------------------------------------------------------------------------------


def _begins(block: Sequence[_Line], line: _Line, layer: str) -> bool:
    """Whether a line begins a paragraph; over the turn of a page a sentence that did not end goes on."""
    above, text = block[-1], line.piece.text
    ended = bool(ENDS.search(above.piece.text[-TAIL:]))
    if BULLET.match(text) or (ended and LIST_MARK.match(text)):
        return True
    if above.page == line.page:
        return line.first
    if BROKEN_WORD.search(above.piece.text[-TAIL:]) and not _white(layer, above, line):
        return True
    return ended or not (text[0].islower() or sum(len(one.piece.text) for one in block[-2:]) > LONG)


def _white(layer: str, above: _Line, below: _Line) -> bool:
    """Whether nothing is printed between two lines."""
    return layer[above.piece.ends[-1] : below.piece.starts[0]].isspace()


def _together(block: Sequence[_Line], layer: str, words: Counter[str]) -> Piece:
    """One piece for the lines of a paragraph. A space over a running foot and head has no place in the page."""
    text = [block[0].piece.text]
    starts, ends = list(block[0].piece.starts), list(block[0].piece.ends)
    for above, line in pairwise(block):
        broken = BROKEN_WORD.search(text[-1][-TAIL:])
        after = re.match(r"[^\W\d_]+", line.piece.text)
        if not broken or not after:
            text.append(" ")
            starts.append(ends[-1])
            ends.append(line.piece.starts[0] if _white(layer, above, line) else starts[-1])
        elif not _hyphen_belongs(broken.group(1), after.group(), words):
            text[-1] = text[-1][:-1]
            del starts[-1], ends[-1]
        text.append(line.piece.text)
        starts += line.piece.starts
        ends += line.piece.ends
    piece = dump.unmarked(Piece("".join(text), starts, ends))
    return replace(piece, tag="cells") if all(line.cells for line in block) else piece


def _hyphen_belongs(before: str, after: str, words: Counter[str]) -> bool:
    """Whether a hyphen at the end of a line is one of the word: as elsewhere in the page, else by its first part."""
    first, last = before.lower(), after.lower()
    with_it, without = words[f"{first}-{last}"], words[first + last]
    if with_it != without:
        return with_it > without
    return not (before[-1].islower() and after.islower()) or first in lexicons.words("en/hyphened", "part")


def _created(value: str) -> str | None:
    """`2024-03-14T12:00-06:00` for `D:20240314120000-06'00'`; None for what is no moment."""
    found = CREATED.match(value)
    if not found:
        return None
    year, month, day, hour, minute, utc, sign, hours, minutes = found.groups()
    zone = "+00:00" if utc else f"{sign}{hours}:{minutes or '00'}" if sign else ""
    moment = f"{year}-{month}-{day}" + (f"T{hour}:{minute}{zone}" if hour else "")
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        return None
    return moment
