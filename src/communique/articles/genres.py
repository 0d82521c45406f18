"""What kind of page a page is, beyond an article: a live blog, a round-up, a readout."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

from communique.articles import liveblog
from communique.articles.genre_words import is_all, says, words_of_address
from communique.articles.liveblog import Draft
from communique.articles.metadata import HEADER_LINES, Facts
from communique.articles.pieces import Piece
from communique.articles.recovery import HEADINGS, recovered
from communique.shapes import Mark, Page

FEWEST_SECTIONS = 5
SHARED = 0.5
"""Share of the sections in which a round-up's commonest name or long word may stand; a story on one subject has one in
nearly all."""
LONG_WORD = re.compile(r"\b(?:[A-Z][\w’'-]{3,}|\w{7,})\b")
OPENING = 2
"""Paragraphs in which a page says what it tells."""
LONGEST_LINE = 120
OFFICIAL = re.compile(r"(?:^|\.)(?:gov|mil|gob|gouv|gc|govt|europa|int)(?:\.[a-z]{2,3})?$")
"""Ends of the hosts of governments and their unions."""


@dataclass(frozen=True, slots=True)
class Genre:
    """Marks, entries, and the labels of all blocks once the plan of the page is known."""

    labels: list[str]
    marks: tuple[Mark, ...] = ()
    entries: tuple[Draft, ...] = ()


def genre_of(page: Page, pieces: Sequence[Piece], labels: Sequence[str], facts: Facts) -> Genre:
    """The genre of a page whose blocks have their labels; most pages have none and keep them."""
    found, entries = liveblog.drafts(page, pieces, labels, facts)
    if entries:
        return Genre(found, ("live-blog",), entries)
    if is_readout(pieces, labels, facts):
        return Genre(found, ("readout",))
    if sections := round_up(pieces, labels, facts):
        held = pieces[sections[-1]].holder
        column = [n for n, label in enumerate(labels) if label == "body" and pieces[n].holder == held]
        return Genre(recovered(pieces, labels, range(sections[0], column[-1])), ("round-up",))
    return Genre(found)


def round_up(pieces: Sequence[Piece], labels: Sequence[str], facts: Facts) -> list[int]:
    """The numbers of the headings of a briefing of many sections on different subjects; none for other pages.

    The page calls itself one (title, address, first paragraphs), and no name or long word runs through its sections.
    """
    body = [number for number, label in enumerate(labels) if label == "body"]
    lead = " ".join(pieces[number].text for number in body[:OPENING])
    called = says("round-up", "title", facts.title or "") or says("round-up", "address", words_of_address(facts.url))
    if not called and not says("round-up", "lead", lead):
        return []
    headings = [number for number in body if pieces[number].tag in HEADINGS]
    sections: list[int] = []
    bags: list[set[str]] = []
    for number, after in pairwise([*headings, len(pieces)]):
        text = " ".join(pieces[inside].text for inside in body if number < inside < after)
        if text:
            sections.append(number)
            bags.append(set(LONG_WORD.findall(f"{pieces[number].text} {text}")))
    if len(sections) < FEWEST_SECTIONS:
        return []
    commonest = Counter(word for bag in bags for word in bag).most_common(1)
    return sections if not commonest or commonest[0][1] <= SHARED * len(sections) else []


def is_readout(pieces: Sequence[Piece], labels: Sequence[str], facts: Facts) -> bool:
    """Whether a page is an authority's own account of a call, a meeting or talks, or a numbered communique of a foreign
    ministry. Both who issued it and what it is must stand on the page; other press releases are none."""
    title = facts.title or ""
    body = [number for number, label in enumerate(labels) if label == "body"]
    if not title or not body or facts.wire:
        return False
    lines = [piece.text for piece in pieces[max(0, body[0] - HEADER_LINES) : body[0]] if piece.linked <= 0.5]
    lead = [pieces[number].text for number in body[:OPENING]]
    above = [line for line in (*lines, *lead) if len(line) <= LONGEST_LINE and line != title]
    issuer = [facts.outlet or "", *above]
    if any(is_all("readout", "number", line) for line in above) and any(says("readout", "ministry", i) for i in issuer):
        return True
    if not _is_official(facts.url) and not any(says("readout", "issuer", words) for words in issuer):
        return False
    kind = any(is_all("readout", "title", line) for line in above)
    if kind or says("readout", "title", title) or says("readout", "joint", title):
        return True
    told = " ".join(lead)
    return says("readout", "meeting", title) and says("readout", "deed", told) and not says("readout", "ahead", told)


def _is_official(url: str | None) -> bool:
    try:
        return bool(OFFICIAL.search(urlsplit(url or "").hostname or ""))
    except ValueError:
        return False
