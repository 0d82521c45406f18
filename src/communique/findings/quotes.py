"""Quotation marks: one pass over the text, before any cue is looked for.

Multi-paragraph quotations follow the printers' rule: each paragraph opens with a mark, only the last one closes.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from communique.languages import Language

_CLOSES = {'"': ("”",), "”": ('"',)}
"""Straight and curly marks are mixed on real pages; each may close the other."""
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*")
_SHORT_WORDS = 3
"""A quoted stretch of at most this many words may be a scare quote or a title."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch, `[start, end)` without its marks; `closed` is False for an open end of paragraph."""

    start: int
    end: int
    closed: bool


def find_quotes(text: str, language: Language) -> tuple[Quote, ...]:
    """Quoted stretches in text order; they do not overlap. Marks never pair across paragraphs."""
    quotes: list[Quote] = []
    for paragraph in _PARAGRAPH.finditer(text):
        quotes += _in_paragraph(text, paragraph.start(), paragraph.end(), language)
    return tuple(quotes)


def _in_paragraph(text: str, start: int, end: int, language: Language) -> list[Quote]:
    opens = {pair[0]: pair[1] for pair in language.quote_pairs if len(pair[0]) == 1}
    quotes, place = [], start
    while place < end:
        closing = opens.get(text[place])
        if closing is None:
            place += 1
            continue
        marks = [text.find(mark, place + 1, end) for mark in {closing, *_CLOSES.get(closing, ())}]
        close = min((mark for mark in marks if mark >= 0), default=-1)
        stop = close if close >= 0 else end
        if stop > place + 1:
            quotes.append(Quote(place + 1, stop, close >= 0))
        place = stop + 1
    return quotes


class QuoteMap:
    """Answers which quoted stretch a character stands in; keeps the sorted starts between questions."""

    def __init__(self, quotes: tuple[Quote, ...]) -> None:
        self.quotes = quotes
        self._starts = [quote.start for quote in quotes]

    def at(self, place: int) -> Quote | None:
        index = bisect_right(self._starts, place) - 1
        if index >= 0 and place < self.quotes[index].end:
            return self.quotes[index]
        return None

    def overlapping(self, start: int, end: int) -> list[Quote]:
        first = max(bisect_right(self._starts, start) - 1, 0)
        return [q for q in self.quotes[first : bisect_right(self._starts, end)] if q.start < end and start < q.end]

    def share(self, start: int, end: int) -> float:
        """How much of `[start, end)` stands in quotation marks, 0 to 1."""
        covered = sum(min(end, q.end) - max(start, q.start) for q in self.overlapping(start, end))
        return covered / (end - start) if end > start else 0.0


def is_long(text: str, quote: Quote) -> bool:
    """More than a scare quote or a title: such a stretch must end in a statement or be listed as unattributed."""
    return len(text[quote.start : quote.end].split()) > _SHORT_WORDS
