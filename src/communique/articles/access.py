"""Whether a page shows its article: judged by what stands on it and where, never by one flag alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from communique.articles.furniture import plain
from communique.articles.pieces import Piece
from communique.lexicons import table
from communique.shapes import Access

SHORT_TEXT = 600
"""Characters of article text under which error pages and walls are thought of."""
STUB_TEXT = 2_500
"""Characters under which a page that asks for a subscription is a stub; whole stories often carry the same words."""
SHORT_PAGE = 6_000
TEASERS, IN_TEASERS = 6, 0.3
"""Linked headlines from which a page that does not call itself an article is a list of articles, and the share of the
blocks of its story that must be such headlines or stand right below one."""
SHORTEST_HEADLINE = 4
"""Words of a linked heading that is a headline and no name of a section."""
REFUSED: frozenset[Access] = frozenset({"error-page", "consent-wall", "index-page"})
"""States of pages that hold no article, whatever text was found on them."""
WALLS: tuple[Access, Access] = ("registration-wall", "paywall-stub")


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a page when its access is judged."""

    title: str | None
    text: str
    """The article's text."""
    pieces: Sequence[Piece]
    labels: Sequence[str]
    free: bool | None
    """The page's own flag (`isAccessibleForFree`), None when it has none. Publishers set it to false on open pages."""
    declared: bool
    """Whether the head of the page calls it an article or says when it was published."""


@cache
def _phrases() -> Mapping[Access, tuple[str, ...]]:
    rows = table("en/page_access", "phrase", "state")
    states: dict[Access, tuple[str, ...]] = {}
    for row in rows:
        state: Access = row["state"]  # type: ignore[assignment]
        states[state] = (*states.get(state, ()), row["phrase"])
    return states


def access_of(seen: Seen) -> Access:
    """State of a page. A stub is short *and* asks for a subscription or an account, or is very short and flagged."""
    page = plain(" ".join(piece.text for piece in seen.pieces))
    said = {state: sum(phrase in page for phrase in phrases) for state, phrases in _phrases().items()}
    length = len(seen.text)
    titled = _titled(seen.title, "error-page")
    if titled >= 0.5 and length < STUB_TEXT and not seen.declared:
        return "error-page"
    if length < SHORT_TEXT and len(page) < SHORT_PAGE:
        if said["error-page"] and (titled or len(page) < 1_500):
            return "error-page"
        if said["consent-wall"] >= 2 and said["consent-wall"] > said["paywall-stub"]:
            return "consent-wall"
    if length < STUB_TEXT and (wall := _wall(said, seen.free)):
        return wall
    if seen.free is False and length < SHORT_TEXT:
        return "paywall-stub"
    return "index-page" if not seen.declared and _lists_others(seen) else "open"


def hides_all(seen: Seen, access: Access) -> bool:
    """Whether nothing of the story is shown: the page holds none, or its wall comes before all of its text."""
    if access in REFUSED or not seen.text.strip():
        return True
    if access not in WALLS:
        return False
    first = next((number for number, label in enumerate(seen.labels) if label == "body"), 0)
    wall = next(_asks(seen, 0), len(seen.pieces))
    return wall < first and len(seen.text) < (SHORT_TEXT if seen.declared else STUB_TEXT)


def up_to_wall(seen: Seen) -> list[str]:
    """Labels of a stub, whose story ends where the page begins to ask: what follows are offers and prices."""
    first = next((number for number, label in enumerate(seen.labels) if label == "body"), 0)
    wall = next(_asks(seen, first + 1), len(seen.pieces))
    return ["paywall" if number >= wall and label == "body" else label for number, label in enumerate(seen.labels)]


def _asks(seen: Seen, start: int) -> Iterator[int]:
    """Numbers of the blocks from `start` on that ask for money or an account."""
    phrases = [phrase for wall in WALLS for phrase in _phrases()[wall]]
    for number in range(start, len(seen.pieces)):
        words = plain(seen.pieces[number].text)
        if any(phrase in words for phrase in phrases):
            yield number


def _titled(title: str | None, state: Access) -> float:
    """Share of the title that phrases of a state make up."""
    heading = plain(title or "")
    return sum(len(phrase) for phrase in _phrases()[state] if phrase in heading) / max(1, len(heading))


def _wall(said: Mapping[Access, int], free: bool | None) -> Access | None:
    """What the words of a page ask for, when they ask often enough: money before an account."""
    enough = 1 if free is False else 2
    registration, payment = said["registration-wall"], said["paywall-stub"]
    if max(registration, payment) < enough:
        return None
    return "registration-wall" if registration > payment else "paywall-stub"


def _lists_others(seen: Seen) -> bool:
    """Whether a page shows headlines that are links, each with words of its own below it, and much of what was taken
    for
    its story stands there."""
    teasers = [number for number, (one, other) in enumerate(pairwise(seen.pieces)) if _is_teaser(one, other)]
    body = {number for number, label in enumerate(seen.labels) if label == "body"}
    in_teasers = body & {place for number in teasers for place in (number, number + 1)}
    return len(teasers) >= TEASERS and len(in_teasers) >= IN_TEASERS * len(body)


def _is_teaser(one: Piece, other: Piece) -> bool:
    headline = one.tag.startswith("h") and one.linked > 0.75 and len(one.text.split()) >= SHORTEST_HEADLINE
    return headline and one.zone != "navigation" and other.linked < 0.5
