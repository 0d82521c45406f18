"""Corrections, clarifications and editor's notes printed on a page."""

import re
from functools import cache

from communique.articles.furniture import plain
from communique.articles.pieces import Piece
from communique.lexicons import page_table
from communique.shapes import Note

LONGEST = 700
"""Characters; a longer block that begins so is a story about a correction, not the note itself."""


@cache
def _pattern() -> re.Pattern[str]:
    rows = page_table("page_notes", "opening", "match", "kind")
    starts = "|".join(re.escape(row["opening"]) for row in rows if row["match"] == "start")
    inside = "|".join(re.escape(row["opening"]) for row in rows if row["match"] == "any")
    return re.compile(
        rf"^\W{{0,4}}(?P<start>{starts})(?:\s*\([^)]{{1,30}}\))?\s*(?:[:—–-]|,? [a-z]+ \d)|(?P<any>{inside})"
    )


@cache
def _kinds() -> dict[str, str]:
    return {row["opening"]: row["kind"] for row in page_table("page_notes", "opening", "match", "kind")}


def note_of(piece: Piece) -> Note | None:
    """The note that a block is, or None."""
    if len(piece.text) > LONGEST:
        return None
    match = _pattern().search(plain(piece.text))
    if not match or (match["any"] and match.start() > 60):
        return None
    return Note(kind=_kinds()[match["start"] or match["any"]], text=piece.text, raw=piece.raw)
