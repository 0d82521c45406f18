"""What pages put right before or right after a story, in the same column: names, credits, widgets, end marks.

The words of such a line may stand in any story, so only the edges are looked at: from the first block of the story
inward and from the last, as far as lines do not end as sentences do.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from communique.articles.bylines import people
from communique.articles.furniture import heading_of, plain
from communique.articles.lines import ENDS
from communique.articles.pieces import Piece
from communique.articles.titles import tokens
from communique.lexicons import page_table

CREDIT = re.compile(
    r"^\W{0,3}(?:additional\s)?(?:reporting|writing|editing|compiled|edited|written|reported|produced|translated)\b"
    r"(?:\s(?:and|&)\s\w+)?(?:\s(?:in|from)\s[^;.]{2,40}?)?\sby\s",
    re.I,
)
CREDIT_WORD = re.compile(
    r"\W*(?:and|by|in|with|from|for|of|the|at|de|la|del|additional|reporting|writing|editing|edited|compiled|written|"
    r"reported|produced|translated)\W*",
    re.I,
)
LONGEST_CREDIT = 300
END_MARK = re.compile(r"^\W*(?:[o0]{2,}|30|x{2,}|ends?|fin)?\W*$", re.I)
"""`---ooo---`, `--o0o--`, `--000--`, `###`, `-30-`, `ENDS`, `* * *`."""
INITIALS = re.compile(r"[a-z]{2,4}(?:[/-][a-z]{2,4}){1,4}")
"""`nlc/fp/aam`: who wrote, edited and sent the story of an agency."""
LONG = 200
"""Characters of a line that is a paragraph, whatever it ends with."""


def edge_reasons(pieces: Sequence[Piece], labels: Sequence[str], byline: Sequence[str]) -> dict[int, str]:
    """Number of a block at the edges of the body -> why it is none: `header` (the byline), `credits`, `end-mark`, or a
    reason of `data/en/page_edges.tsv` or of a section heading. Empty rather than all of the body."""
    body = [number for number, label in enumerate(labels) if label == "body"]
    found = {**_from(body, pieces, byline), **_from(reversed(body), pieces, byline)}
    return found if len(found) < len(body) else {}


def _from(order: Iterable[int], pieces: Sequence[Piece], byline: Sequence[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for number in order:
        text = pieces[number].text
        reason = _reason(text, byline)
        if reason:
            found[number] = reason
        elif ENDS.search(text) or len(text) > LONG:
            break
    return found


def _reason(text: str, byline: Sequence[str]) -> str:
    if END_MARK.match(text):
        return "end-mark"
    if is_credit(text):
        return "credits"
    if _is_byline(text, byline):
        return "header"
    if ENDS.search(text):
        return ""
    words = plain(text)
    opened = next((reason for opening, longest, reason in _openings() if _opens(words, opening, longest)), "")
    if opened:
        return opened
    heading = heading_of(text)
    return heading.reason if heading and heading.ends else ""


def is_credit(text: str) -> bool:
    """Whether a line signs for the story and says nothing else: `Reporting by A Name; Editing by B Name`."""
    if INITIALS.fullmatch(text):
        return True
    if len(text) > LONGEST_CREDIT or not CREDIT.match(text):
        return False
    return all(word[:1].isupper() or CREDIT_WORD.fullmatch(word) for word in re.findall(r"[\w.'’-]+", text))


def _is_byline(text: str, byline: Sequence[str]) -> bool:
    """Whether a line holds the names of the byline and no other words than `By` and `and`."""
    if not byline or len(text) > LONG or not people([text])[0]:
        return False
    return not tokens(text) - tokens(" ".join(byline)) - tokens("by and with")


@cache
def _openings() -> tuple[tuple[str, int, str], ...]:
    rows = page_table("page_edges", "opening", "longest", "reason")
    return tuple((row["opening"], int(row["longest"]), row["reason"]) for row in rows)


def _opens(words: str, opening: str, longest: int) -> bool:
    return len(words) <= longest and words.startswith(opening) and not words[len(opening) : len(opening) + 1].isalpha()
