"""Page furniture by its words: section headings, notices in good sentences, and the reasons to drop them."""

import re
from dataclasses import dataclass
from functools import cache

from communique.lexicons import page_table

COUNT = re.compile(r"\s*[\[(]?\d+[\])]?\s*$|^\d+\s+(?=(?:comments?|responses|replies)\b)", re.I)
WORDS = re.compile(r"\w+(?:['-]\w+)*")
LONGEST_HEADING = 60
"""Characters; section headings of pages are shorter, sentences that begin with the same words are longer."""
COPYRIGHT = re.compile(
    r"^\W{0,3}(?:copyright\b|©|\(c\)\s*\d{4})|©\s*(?:\d{4}|copyright)|\bcopyright\s+(?:©\s*)?\d{4}", re.I
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a section heading opens; `ends` = nothing of the article follows, `introduces` = the next block alone."""

    reason: str
    ends: bool
    introduces: bool


@cache
def _headings(match: str) -> dict[str, Heading]:
    rows = page_table("boilerplate_sections", "heading", "match", "ends", "reason")
    return {
        row["heading"]: Heading(row["reason"], row["ends"] == "yes", row["ends"] == "next")
        for row in rows
        if row["match"] == match
    }


@cache
def _beginnings() -> re.Pattern[str]:
    rows = sorted({**_headings("start")}, key=len, reverse=True)
    return re.compile("|".join(re.escape(row) for row in rows))


@cache
def _phrases() -> dict[str, tuple[tuple[re.Pattern[str] | str, int, str], ...]]:
    """First word -> the phrases that begin with it: what to look for, weight, reason."""
    index: dict[str, tuple[tuple[re.Pattern[str] | str, int, str], ...]] = {}
    for row in page_table("boilerplate_phrases", "phrase", "weight", "reason"):
        parts = [f" {' '.join(WORDS.findall(part))} " for part in row["phrase"].split("*")]
        sought = (
            re.compile(r"(?:\S+ ){0,4}?".join(re.escape(part.lstrip()) for part in parts)) if parts[1:] else parts[0]
        )
        first = WORDS.findall(row["phrase"])[0]
        index[first] = (*index.get(first, ()), (sought, int(row["weight"]), row["reason"]))
    return index


def heading_of(line: str) -> Heading | None:
    """What the line opens, when it is a section heading: `Latest comments (12)`, `Risk Disclosure: Trading ...`."""
    words = plain(line)
    if len(words) <= LONGEST_HEADING:
        bare = COUNT.sub("", words).strip(" :.!?>»|-").strip()
        if found := _headings("whole").get(bare):
            return found
    begins = _beginnings().match(words)
    if not begins:
        return None
    rest = words[begins.end() :]
    if rest[:1] == ":" or (len(words) <= LONGEST_HEADING and not rest[:1].isalpha()):
        return _headings("start")[begins.group()]
    return None


def notice_of(text: str) -> tuple[str, int]:
    """(reason, weight) of the notice that the text is by its phrases; ("", 0) when it holds none of them."""
    if COPYRIGHT.search(text):
        return "legal-notice", 2
    words = WORDS.findall(plain(text))
    index = _phrases()
    line = f" {' '.join(words)} "
    weights: dict[str, int] = {}
    for first in index.keys() & set(words):
        for sought, weight, reason in index[first]:
            if sought in line if isinstance(sought, str) else sought.search(line):
                weights[reason] = weights.get(reason, 0) + weight
    if not weights:
        return "", 0
    return max(sorted(weights), key=lambda reason: weights[reason]), sum(weights.values())


def plain(text: str) -> str:
    """Lower case, with straight apostrophes."""
    return text.replace("’", "'").lower()
