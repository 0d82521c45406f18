"""Whether a page shows its article: judged by what stands on it, never by one flag alone."""

from collections.abc import Sequence
from functools import cache

from communique.articles.furniture import plain
from communique.lexicons import table
from communique.shapes import Access

SHORT_TEXT = 600
"""Characters of article text under which error pages and walls are thought of."""
STUB_TEXT = 2_500
"""Characters under which a page that asks for a subscription is a stub; whole stories often carry the same words."""


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    return tuple((row["phrase"], row["state"]) for row in table("en/page_access", "phrase", "state"))


def access_of(title: str | None, body: str, blocks: Sequence[str], *, free: bool | None) -> Access:
    """State of a page with the article text `body` and all visible `blocks`.

    `free` is the page's own flag (`isAccessibleForFree`), None when it has none. Publishers set it to false on open
    pages, so alone it means nothing: a stub is short *and* asks for a subscription, or is very short and flagged.
    """
    page = plain(" ".join(blocks))
    said = {state: 0 for _, state in _phrases()}
    for phrase, state in _phrases():
        said[state] += phrase in page
    heading = plain(title or "")
    if len(body) < SHORT_TEXT and len(page) < 6_000:
        if said["error-page"] and (any(p in heading for p, s in _phrases() if s == "error-page") or len(page) < 1_500):
            return "error-page"
        if said["consent-wall"] >= 2 and said["consent-wall"] > said["paywall-stub"]:
            return "consent-wall"
    if len(body) < STUB_TEXT and said["paywall-stub"] >= (1 if free is False else 2):
        return "paywall-stub"
    if free is False and len(body) < SHORT_TEXT:
        return "paywall-stub"
    return "open"
