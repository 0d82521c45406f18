"""Which lines of a plain-text dump of a page are its article.

The mark-up is gone, so only the words and the shape of the lines are left: long lines that end as sentences do, what
stands around them, headings that open the other parts of a page, and the phrases of its notices.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from communique.articles import rules
from communique.articles.furniture import heading_of, notice_of
from communique.articles.lines import ENDS, Line, probabilities
from communique.articles.metadata import Facts
from communique.articles.pieces import Piece, fold
from communique.articles.titles import agreement, tokens, without_site

LINE = re.compile(r"[^\r\n\x0b\x0c\u2028\u2029]+")
OPEN_END = re.compile(r"[\w,;’'\"”)–—-]$")
MARK = re.compile(r"^(?:[*+•●▪◦·–—-]+|#{1,6}|>+|\|)\s+")
DANGLING = frozenset(
    {"the", "a", "an", "of", "to", "in", "on", "at", "by", "for", "with", "from", "and", "or", "as", "that"}
)
"""Words that no line of its own ends with."""
LONG = 80
AFTER_STORY = 0.3
"""Chance that is enough for a whole sentence right after the story; .001 F1 on the development dumps, by site."""
FAR, ISLAND = 30, 0.1
"""Lines between patches of prose, and the share of all prose below which one is dropped; .0002 F1 on the same dumps."""
LONGEST_HEADLINE = 220
TITLE_LINES = 40
TITLE_SCORE = 2.5


def lines(raw: str) -> list[Piece]:
    """Blocks of a dump: its lines, folded; a line that was broken within its sentence is joined to the one before."""
    found = [match.span() for match in LINE.finditer(raw) if match.group().strip()]
    joined: list[tuple[int, int]] = []
    for number, (start, end) in enumerate(found):
        after = found[number + 1] if number + 1 < len(found) else None
        if joined and _continues(raw, joined[-1], (start, end), after):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    pieces = [unmarked(fold(raw, start, end)) for start, end in joined]
    return [piece for piece in pieces if piece.text]


def _continues(raw: str, block: tuple[int, int], line: tuple[int, int], after: tuple[int, int] | None) -> bool:
    """Whether a line goes on with the sentence of the block before it: some renderers break at links and italics."""
    gap = raw[block[1] : line[0]]
    if gap.count("\n") > 2:
        return False
    before, words = raw[max(block[0], block[1] - 200) : block[1]].rstrip(), raw[line[0] : line[1]].strip()
    if ENDS.search(before) or not OPEN_END.search(before):
        return words[0] in ",.;:!?)]”’" and len(words) < 3 and gap.count("\n") == 1
    if words[0] in ",.;:!?)]”’…" and not words.startswith("..."):
        return len(before) > 2
    if block[1] - block[0] >= 25 and words[0].islower():
        return True
    if gap.count("\n") > 1:
        return False
    last = before.rsplit(None, 1)[-1].lower()
    if last in DANGLING and len(before) > 25:
        return True
    follows = raw[after[0] : after[1]].lstrip()[:1] if after and raw[line[1] : after[0]].count("\n") == 1 else ""
    return len(before) > 25 and len(words) < 80 and (follows.islower() or follows in {",", "."}) and follows != ""


def unmarked(piece: Piece) -> Piece:
    """Without the bullet or heading mark that a renderer put before it; the tag keeps what it was."""
    mark = MARK.match(piece.text)
    if not mark:
        return piece
    tag = "h2" if mark.group()[0] == "#" else "quote" if mark.group()[0] == ">" else "li"
    bare = piece.cut(mark.end())
    return Piece(bare.text, bare.starts, bare.ends, tag, marked=True)


def labels(pieces: Sequence[Piece]) -> list[str]:
    """For each line `body`, or the reason to drop it: as the model of `articles/lines` judges, and the rules above
    it."""
    read = [Line(piece) for piece in pieces]
    likely = _likely(read)
    found = [_label(line, good=good) for line, good in zip(read, likely, strict=True)]
    story = _from_lead(read, _without_islands(read, rules.without_notices(read, found)))
    return rules.cut(read, story, rules.LATE)


def _likely(read: Sequence[Line]) -> list[bool]:
    """What the model takes for the story; a whole sentence right after it needs less, as a story's last ones do."""
    chances = probabilities(read)
    likely = [chance > 0.5 for chance in chances]
    if not any(likely):  # a very short story: its best lines are better than none
        return [chance > 0.2 and line.size >= LONG for chance, line in zip(chances, read, strict=True)]
    after = False
    for number, line in enumerate(read):
        if line.notice[1] >= 2:
            continue
        whole = line.good and not line.notice[1]
        after = likely[number] = likely[number] or (after and whole and chances[number] > AFTER_STORY)
    return likely


def _from_lead(read: Sequence[Line], found: list[str]) -> list[str]:
    """Labels that begin the story with its first whole sentence: what comes before it is headline and standfirst."""
    for number, line in enumerate(read):
        if found[number] == "body":
            if line.size > LONGEST_HEADLINE or ENDS.search(line.text):
                break
            found[number] = "short"
    return found


def _without_islands(read: Sequence[Line], found: list[str]) -> list[str]:
    """Labels without small patches of prose far from the rest: teasers, a word about the outlet."""
    runs: list[list[int]] = []
    for number in (number for number, label in enumerate(found) if label == "body"):
        if runs and number - runs[-1][-1] <= FAR:
            runs[-1].append(number)
        else:
            runs.append([number])
    total = sum(read[number].size for run in runs for number in run)
    small = {number for run in runs if sum(read[at].size for at in run) < ISLAND * total for number in run}
    return ["outside-article" if number in small else label for number, label in enumerate(found)]


def _label(line: Line, *, good: bool) -> str:
    reason, weight = line.notice
    if good:
        return "body"
    if line.heading:
        return line.heading.reason
    if weight:
        return reason
    if line.moments:
        return "metadata"
    return "short" if line.size < LONG else "outside-article"


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
    if not 12 <= len(text) <= LONGEST_HEADLINE or number in facts.header or heading_of(text) or notice_of(text)[1] >= 2:
        return 0.0
    content = [word for word in words if len(word) > 3]
    score = 2.0 * (4 <= len(words) <= 25) + 3.0 * sum(word in body for word in content) / max(3, len(content))
    score -= 2.0 * any(unicodedata.category(sign) == "So" for sign in text) + 1.0 * bool(notice_of(text)[1])
    score += 1.0 * (not text.endswith((".", ":", ","))) + 1.0 * (pieces[number].tag == "h2")
    score += 1.0 * bool(facts.header & set(range(number + 1, number + 6)))
    bag = tokens(text)
    others = [other for at, other in enumerate(pieces[:lead]) if at != number and len(other.text) < 260]
    score += 1.5 * any(
        agreement(bag, tokens(without_site(other.text, None))) > 0.85 for other in others[:8] + others[-8:]
    )
    return score - 0.04 * (lead - number)
