"""Lines of an official communique that stand above its story: its number, and where and when it was given out.

Forms: `Comunicado No. 112`, `Press Release 021`; `Ciudad de México, a 14 de marzo de 2024`, `Washington, D.C.,
January 19, 2024`. A name with a date looks the same as a place with one (`Jane Roe, March 14, 2024`), so the place must
be known, or the line stand beside that of the number.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

from communique.articles.dateline import Head, is_known, is_name
from communique.articles.pieces import Piece
from communique.articles.stamps import find_moments
from communique.lexicons import page_table

LONGEST = 80
"""Characters; the longest such lines in public communiques (a city, its state, a weekday, the date) have 60."""
ABOVE = 14
"""Blocks before the story among which such lines stand."""
BELOW = 2
"""Blocks after the first of the story that may still be such lines, where no mark-up parts letterhead and story."""


def letterhead(
    pieces: Sequence[Piece], lead: int, known_place: Callable[[str], bool]
) -> tuple[frozenset[int], tuple[int, Head] | None]:
    """(numbers of the blocks that are number, place and date lines; the place-and-date line with its block).

    `lead` is the first block of the story, `known_place` as for `find_dateline`.
    """
    near = range(max(0, lead - ABOVE), min(len(pieces), lead + BELOW + 1))
    numbers = {number for number in near if is_number(pieces[number].text)}
    for at in reversed(near):
        head = _place_and_day(pieces[at].text)
        if head and head.place and (is_known(head.place, known_place) or numbers & {at - 1, at + 1}):
            return frozenset(numbers | {at}), (at, head)
    return frozenset(numbers), None


@cache
def _number() -> re.Pattern[str]:
    words = sorted((row["word"] for row in page_table("page_letterheads", "word")), key=len, reverse=True)
    named = "|".join(re.escape(word) for word in words)
    sign = r"(?:(?:no|n[úu]m(?:ero)?|number|n)\b\.?|n?[#№º°]+)?"
    return re.compile(rf"\W*(?:{named})\s*{sign}\s*:?\s*[\d/.-]{{1,12}}\W*", re.I)


@cache
def _to_date() -> re.Pattern[str]:
    """What stands between a place and a date: `, `, `, a `, `, jueves `."""
    days = "|".join(sorted((row["word"] for row in page_table("page_weekdays", "word")), key=len, reverse=True))
    return re.compile(rf"[,.]?\s+(?:(?:on|el|al?)\s+)?(?:(?:{days})\b\.?,?\s+)?$", re.I)


def is_number(line: str) -> bool:
    """Whether a line is the number of a communique and nothing else."""
    return len(line) <= LONGEST and bool(_number().fullmatch(line))


def _place_and_day(line: str) -> Head | None:
    """A place and a date that make up the whole line."""
    found = find_moments(line) if len(line) <= LONGEST else []
    if len(found) != 1 or "T" in found[0].value or found[0].kind or line[found[0].end :].strip(" .-–—"):
        return None
    between = _to_date().search(line, 0, found[0].start)
    if not between:
        return None
    place = line[: between.start()].rstrip()
    if not place or not is_name(place):
        return None
    return Head(len(line), place, line[found[0].start : found[0].end], None)
