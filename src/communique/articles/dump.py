"""Which lines of a plain-text dump of a page are its article.

The mark-up is gone, so only the words and the shape of the lines are left: long lines that end as sentences do, what
stands around them, headings that open the other parts of a page, and the phrases of its notices.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from communique.articles.furniture import heading_of, notice_of
from communique.articles.metadata import Facts
from communique.articles.pieces import Piece, fold
from communique.articles.stamps import find_moments, kind_alone
from communique.articles.titles import agreement, tokens, without_site

LINE = re.compile(r"[^\r\n\x0b\x0c\u2028\u2029]+")
ENDS = re.compile(r"""[.!?…。！？।][\s"'”’»)\]*]*$""")
OPEN_END = re.compile(r"[\w,;’'\"”)–—-]$")
MARK = re.compile(r"^(?:[*+•●▪◦·–—-]+|#{1,6}|>+|\|)\s+")
LONG = 80
TITLE_LINES = 40
TITLE_SCORE = 2.5


def lines(raw: str) -> list[Piece]:
    """Blocks of a dump: its lines, folded; a line that was broken within its sentence is joined to the one before."""
    pieces: list[Piece] = []
    start, end = -1, -1
    for match in LINE.finditer(raw):
        if not match.group().strip():
            continue
        if start >= 0 and _continues(raw, start, end, match):
            end = match.end()
            continue
        if start >= 0:
            pieces.append(_unmarked(fold(raw, start, end)))
        start, end = match.span()
    if start >= 0:
        pieces.append(_unmarked(fold(raw, start, end)))
    return [piece for piece in pieces if piece.text]


def _continues(raw: str, start: int, end: int, line: re.Match[str]) -> bool:
    """Whether a line goes on with the sentence of the block `raw[start:end]`: renderers break at links and italics."""
    gap = raw[end : line.start()]
    if gap.count("\n") > 2:
        return False
    words, before = line.group().lstrip(), raw[max(start, end - 200) : end].rstrip()
    if words[0] in ",.;:!?)]”’…" and not words.startswith(("...", "…")):
        return len(before) > 2
    return words[0].islower() and end - start >= 25 and not ENDS.search(before) and bool(OPEN_END.search(before))


def _unmarked(piece: Piece) -> Piece:
    """Without the bullet or heading mark that a renderer put before it; the tag keeps what it was."""
    mark = MARK.match(piece.text)
    if not mark:
        return piece
    tag = "h2" if mark.group()[0] == "#" else "quote" if mark.group()[0] == ">" else "li"
    bare = piece.cut(mark.end())
    return Piece(bare.text, bare.starts, bare.ends, tag)


def labels(pieces: Sequence[Piece]) -> list[str]:
    """For each line `body`, or the reason to drop it."""
    return Labels(pieces).run()


class Labels:
    """The decision over one page; keeps the answers of the word tables, which several steps ask for."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.headings = [heading_of(piece.text) for piece in pieces]
        self.notices = [notice_of(piece.text) if len(piece.text) > 8 else ("", 0) for piece in pieces]

    def run(self) -> list[str]:
        found = [self._alone(number) for number in range(len(self.pieces))]
        lead = next((number for number, label in enumerate(found) if label == "body"), len(found))
        for number in range(lead + 1, len(found)):
            heading = self.headings[number]
            if heading and heading.ends:
                return found[:number] + [self._after(found[at], heading.reason) for at in range(number, len(found))]
        return found

    def _after(self, label: str, reason: str) -> str:
        return reason if label in {"body", "short"} else label

    def _alone(self, number: int) -> str:
        text = self.pieces[number].text
        if heading := self.headings[number]:
            return heading.reason
        reason, weight = self.notices[number]
        if weight >= 2:
            return reason
        if len(text) < LONG and (kind_alone(text) or find_moments(text)):
            return "metadata"
        if len(text) >= LONG and ENDS.search(text):
            return "body"
        return "short"


def with_title(facts: Facts, pieces: Sequence[Piece], lead: int) -> Facts:
    """`facts` with the headline, picked among the lines before the lead."""
    low = max(0, lead - TITLE_LINES)
    body = set(tokens(" ".join(piece.text for piece in pieces[lead : lead + 8])))
    scored = [(_title_score(pieces, number, lead, body, facts), -number) for number in range(low, lead)]
    scored += [(_title_score(pieces, number, lead, body, facts) - 1, -number) for number in range(min(low, 3))]
    score, number = max(scored, default=(0.0, 0))
    if score < TITLE_SCORE:
        return facts
    return replace(facts, title=without_site(pieces[-number].text, facts.outlet))


def _title_score(pieces: Sequence[Piece], number: int, lead: int, body: set[str], facts: Facts) -> float:
    """How much a line is like a headline: its size, words of the story in it, a copy elsewhere, stamps after it."""
    text = pieces[number].text
    words = list(tokens(text))
    if not 12 <= len(text) <= 220 or number in facts.header or heading_of(text) or notice_of(text)[1] >= 2:
        return 0.0
    content = [word for word in words if len(word) > 3]
    score = 2.0 * (4 <= len(words) <= 25) + 3.0 * sum(word in body for word in content) / max(3, len(content))
    score += 1.0 * (not text.endswith((".", ":", ","))) + 1.0 * (pieces[number].tag == "h2")
    score += 1.0 * bool(facts.header & set(range(number + 1, number + 6)))
    bag = tokens(text)
    others = [other for at, other in enumerate(pieces[:lead]) if at != number and len(other.text) < 260]
    score += 1.5 * any(
        agreement(bag, tokens(without_site(other.text, None))) > 0.85 for other in others[:8] + others[-8:]
    )
    return score - 0.04 * (lead - number)
