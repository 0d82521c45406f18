"""Live blogs: one page, many entries, each with a time, often a headline, and its text.

A page is looked at only when its title, its address, its data or a line of its own calls it one; all others leave here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from communique.articles.bylines import byline_of_line
from communique.articles.entry_openings import (
    OUTSIDE,
    Opening,
    is_time_line,
    moments_of_data,
    opened_by_data,
    opened_by_lines,
)
from communique.articles.entry_times import Printed, has_zone, times_of
from communique.articles.furniture import heading_of
from communique.articles.genre_words import says, words_of_address
from communique.articles.lines import ENDS
from communique.articles.metadata import NAME_LINE, Facts
from communique.articles.pieces import Piece
from communique.articles.recovery import HEADINGS, is_text, recovered
from communique.shapes import Entry, Page, Span

DECLARED = "LiveBlogPosting"
FEWEST, FEWEST_DECLARED = 3, 2
"""Entries with a text that make a live blog: when only words call it one, and when its data do."""
LONGEST_LINE, LONGEST_HEADLINE = 100, 200
MOST_MISSES = 3
"""Blocks in a row, after the text of the last entry, that are neither text nor heading: there it ends."""
HELD = frozenset({"p", "li", "blockquote", "td"})
"""Elements that hold text; words in them that end as no sentence does are no headline."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before its text has a place: the numbers of its blocks, in order."""

    body: tuple[int, ...]
    time: str | None
    title: str | None


def drafts(
    page: Page, pieces: Sequence[Piece], labels: Sequence[str], facts: Facts
) -> tuple[list[str], tuple[Draft, ...]]:
    """The entries of a live blog in the order of the page, none for any other page; and the labels of all blocks.

    In these the text that the choice lost is body, and the time lines are `header`.
    """
    html = page.media_type == "text/html"
    declared = html and DECLARED in page.text
    if not declared and not _called(pieces, facts):
        return list(labels), ()
    moments = moments_of_data(page.text, pieces) if declared else {}
    by_lines = opened_by_lines(page.text, pieces, labels, html=html)
    by_data = opened_by_data(moments, pieces)
    openings = by_data if len(by_data) > len(by_lines) else by_lines
    if len(openings) < (FEWEST_DECLARED if declared else FEWEST):
        return list(labels), ()
    labels, found = _split(pieces, labels, openings)
    printed = [_timed(opening, body, title, moments) for opening, (body, title) in zip(openings, found, strict=True)]
    published, updated = facts.published or facts.filled, facts.updated
    times = times_of(printed, published.value if published else None, updated.value if updated else None)
    told = (Draft(body, time, _words(pieces, title)) for time, (body, title) in zip(times, found, strict=True))
    return labels, tuple(draft for draft in told if draft.body)


def placed(found: Sequence[Draft], spans: Mapping[int, Span]) -> tuple[Entry, ...]:
    """The entries whose text stands in the article; `spans` says where each block does."""
    entries = []
    for draft in found:
        body = [spans[number] for number in draft.body if number in spans]
        if body:
            entries.append(Entry(span=Span(start=body[0].start, end=body[-1].end), time=draft.time, title=draft.title))
    return tuple(entries)


def _called(pieces: Sequence[Piece], facts: Facts) -> bool:
    if says("live-blog", "title", facts.title or "") or says("live-blog", "address", words_of_address(facts.url)):
        return True
    return any(says("live-blog", "line", piece.text) for piece in pieces if len(piece.text) <= LONGEST_LINE)


Title = tuple[int, int] | None
"""The number of the block in which a headline stands, and where it begins there."""


def _split(
    pieces: Sequence[Piece], labels: Sequence[str], openings: Sequence[Opening]
) -> tuple[list[str], list[tuple[tuple[int, ...], Title]]]:
    """The blocks and the headline of each entry, and the labels of all blocks."""
    starts = [opening.number for opening in openings]
    end = _end(pieces, labels, openings[-1].first)
    title = next((number for number, label in enumerate(labels) if label == "title"), starts[0])
    labels = recovered(pieces, labels, [*range(title + 1, starts[0]), *range(starts[0], end)])
    found: list[tuple[tuple[int, ...], Title]] = []
    for opening, after in zip(openings, [*starts[1:], end], strict=True):
        inside = range(opening.first, after)
        for number in range(opening.number, after):
            if labels[number] != "title" and is_time_line(pieces[number].text):
                labels[number] = "header"
        headline = _led_headline(pieces, labels, opening, inside) if opening.led else _headline(pieces, labels, inside)
        if headline:
            labels[headline[0]] = "body"
        body = [number for number in inside if labels[number] == "body" and not (headline and number == headline[0])]
        found.append((tuple(body), headline))
    return labels, found


def _end(pieces: Sequence[Piece], labels: Sequence[str], first: int) -> int:
    """The number of the block after the last entry, whose blocks begin at `first`."""
    end, misses = first, 0
    for number in range(first, len(pieces)):
        piece, heading = pieces[number], heading_of(pieces[number].text)
        if piece.zone in OUTSIDE or (heading and heading.ends) or misses == MOST_MISSES:
            break
        if is_text(pieces, labels, number):
            end, misses = number + 1, 0
        elif end > first and piece.tag not in HEADINGS and not piece.zone:
            misses += 1
    return end


def _headline(pieces: Sequence[Piece], labels: Sequence[str], inside: range) -> Title:
    """The headline of an entry: the first block that is like one, when nothing but names and signs comes before it."""
    for number in inside:
        text = pieces[number].text
        if _like_headline(pieces[number]):
            name = NAME_LINE.fullmatch(text) or byline_of_line(text)
            if name and number + 1 in inside and _like_headline(pieces[number + 1]):
                continue
            told = any(is_text(pieces, labels, after) for after in range(number + 1, inside.stop))
            return (number, 0) if told else None
        if is_text(pieces, labels, number):
            return None
    return None


def _like_headline(piece: Piece) -> bool:
    text = piece.text
    if piece.zone or len(text) > LONGEST_HEADLINE or is_time_line(text):
        return False
    if piece.tag in HEADINGS:
        return True
    return piece.tag not in HELD and not text.isupper() and not ENDS.search(text) and text[-1] not in ":;,"


def _led_headline(pieces: Sequence[Piece], labels: Sequence[str], opening: Opening, inside: range) -> Title:
    """The words after the time, when they are a headline and a text follows."""
    told = any(is_text(pieces, labels, number) for number in inside[1:])
    return (opening.number, opening.led) if told and _like_headline(pieces[opening.number]) else None


def _words(pieces: Sequence[Piece], title: Title) -> str | None:
    return pieces[title[0]].text[title[1] :] if title else None


def _timed(opening: Opening, body: Sequence[int], title: Title, moments: Mapping[int, str]) -> Printed:
    """The time of an entry: the whole moment with a zone that its line gives, else that of the page's data."""
    if has_zone(opening.printed.moment or ""):
        return opening.printed
    numbers = [title[0], *body] if title else body
    moment = next((moments[number] for number in numbers if number in moments), None)
    return replace(opening.printed, moment=moment) if moment else opening.printed
