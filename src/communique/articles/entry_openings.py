"""Where the entries of a live blog open: at time lines of one look, or at the headlines of the page's own data.

A time line holds a clock time and little else (`5:48 p.m. CST`, `21 mins ago11:48 A Name`), or a clock time before a
headline (`10.45 Uhr: ...`). Those of one page stand in elements of the same name and class, which tells them from the
stamps of the page and of what it quotes.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import unescape
from typing import Any

from communique.articles.entry_times import ANY_DAY, Printed, clock_on, has_zone
from communique.articles.genre_words import is_all, says
from communique.articles.htmldata import objects, strings
from communique.articles.lines import ENDS
from communique.articles.pieces import Piece
from communique.articles.recovery import is_text
from communique.articles.stamps import clocks, find_moments, iso_moment, kind_alone

LONGEST_STAMP = 100
MOST_NAMES = 6
"""Words beside the time of an entry: names of who wrote it."""
LONGEST_ZONE = 4
EPOCH = re.compile(r"1\d{9}")
"""Seconds since 1970, which a script of the page would show as a clock time."""
TIME_TAG = re.compile(r"""<time\b[^>]{0,300}?\bdatetime\s*=\s*["']?([^"'>]{10,40})[^>]{0,300}>""", re.I)
TAG = re.compile(r"<([a-zA-Z0-9-]+)([^<>]{0,400})>\s*$")
CLASS = re.compile(r"""\bclass\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.I)
LED = re.compile(r"^\s*(?:uhr|hrs?|h)?\.?\s*[:–—|-]\s*(?=\S)", re.I)
"""What stands between a clock time and the headline that follows in the same line."""
LETTERS = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
OUTSIDE = frozenset({"comments", "related-links", "navigation", "newsletter", "legal-notice", "consent"})
"""Zones in which no entry opens."""
KEY_LENGTH = 60
"""Letters and figures by which the beginning of a text is found again."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Where an entry opens: block `number`, its time, how its line looks.

    The entry's own blocks begin at `first`: the block after a time line, or the block itself. `led` is where the words
    after a time begin in the same line, 0 when there are none.
    """

    number: int
    first: int
    printed: Printed
    look: str = ""
    led: int = 0


def opened_by_lines(raw: str, pieces: Sequence[Piece], labels: Sequence[str], *, html: bool) -> list[Opening]:
    """The time lines of the look that opens most entries with a text; of two such looks, the one that comes first.

    Where time lines stand at the end of what they date, none is given: each would date the entry after its own.
    """
    looks: dict[str, list[Opening]] = {}
    for opening in _time_lines(raw, pieces, html=html):
        looks.setdefault(opening.look, []).append(opening)
    texts = [number for number in range(len(pieces)) if is_text(pieces, labels, number)] if looks else []
    best: list[Opening] = []
    for same in looks.values():
        if 2 * sum(_closes(raw, pieces, opening, "<" if html else "\n") for opening in same) > len(same):
            continue
        ends = [*(opening.number for opening in same[1:]), len(pieces)]
        told = [
            opening
            for opening, end in zip(same, ends, strict=True)
            if bisect_left(texts, opening.first) < bisect_left(texts, end)
        ]
        best = told if len(told) > len(best) else best
    return best


def _closes(raw: str, pieces: Sequence[Piece], opening: Opening, sign: str) -> bool:
    """Whether fewer signs (tags, ends of lines) part a time line from the block before it than from the one after."""
    number = opening.number
    if opening.led or not 0 < number < len(pieces) - 1:
        return False
    before, own, after = (piece.raw for piece in pieces[number - 1 : number + 2])
    if not (before and own and after):
        return False
    return raw.count(sign, before.end, own.start) < raw.count(sign, own.end, after.start)


def is_time_line(text: str) -> bool:
    """Whether a line says when, perhaps who, and nothing else."""
    return _stamp(text, None) is not None


def _time_lines(raw: str, pieces: Sequence[Piece], *, html: bool) -> Iterator[Opening]:
    tagged = _time_tags(raw, pieces) if html else {}
    top = _top(pieces)
    for number, piece in enumerate(pieces):
        if number < top or piece.zone in OUTSIDE or (number and kind_alone(pieces[number - 1].text) == "updated"):
            continue
        clock_end, led = _led(piece.text)
        stamp = (Printed(clock=piece.text[:clock_end]), 0) if led else _stamp(piece.text, tagged.get(number))
        if not stamp:
            continue
        printed, at = stamp
        look = _look(raw, piece, at) if html and piece.starts else str(printed.moment is None)
        yield Opening(number, number + (not led), _completed(printed, pieces, number), f"{bool(led)} {look}", led)


def _top(pieces: Sequence[Piece]) -> int:
    """The block with the headline of the page, before which no entry opens; -1 when no element names it."""
    return next((number for number, piece in enumerate(pieces) if piece.tag == "h1"), -1)


def _stamp(text: str, tagged: str | None) -> tuple[Printed, int] | None:
    """The time that a line gives and the place of its clock time; None for a line that says anything else.

    `tagged` is the moment of a `<time>` in it.
    """
    if len(text) > LONGEST_STAMP or not (tagged or any(sign.isdigit() for sign in text)):
        return None
    if EPOCH.fullmatch(text):
        return Printed(moment=datetime.fromtimestamp(int(text), UTC).isoformat(timespec="minutes")), 0
    days = find_moments(text)
    clock = next((one for one in clocks().finditer(text) if clock_on(ANY_DAY, one.group())), None)
    if len(days) > 1 or any(day.kind == "updated" for day in days) or not (clock or tagged):
        return None
    taken = [(day.start, day.end) for day in days] + ([(clock.start(), _end_of(clock))] if clock else [])
    if not _is_idle("".join(" " if any(a <= n < b for a, b in taken) else sign for n, sign in enumerate(text))):
        return None
    moments = [iso_moment(tagged)] if tagged else [day.value for day in days]
    return Printed(
        clock=clock.group() if clock else "",
        moment=next((moment for moment in moments if moment and "T" in moment), None),
        pinned=says("live-blog", "pinned", " ".join(LETTERS.findall(text))),
    ), clock.start() if clock else 0


def _is_idle(rest: str) -> bool:
    """Whether what stands beside a time is names, and words such as `ago`."""
    words = [word for word in LETTERS.findall(rest) if not is_all("live-blog", "stamp", word)]
    return len(words) <= MOST_NAMES and all(word[0].isupper() for word in words) and not ENDS.search(rest.rstrip()[-1:])


def _end_of(clock: re.Match[str]) -> int:
    """Where a clock time ends: before the word after it, unless that is a zone."""
    return clock.end() if clock["zone"] is None or _has_zone(clock.group()) else clock.start("zone")


def _has_zone(clock: str) -> bool:
    return has_zone(clock_on(ANY_DAY, clock) or "")


def _led(text: str) -> tuple[int, int]:
    """(end of the clock time, start of the words after it) when a line begins with one; (0, 0) for any other."""
    clock = clocks().match(text)
    if not clock or not clock_on(ANY_DAY, clock.group()):
        return 0, 0
    end = _end_of(clock)
    between = LED.match(text[end:])
    return (end, end + between.end()) if between else (0, 0)


def _completed(printed: Printed, pieces: Sequence[Piece], number: int) -> Printed:
    """With what the lines beside it add: a zone on the next line, a day alone on the line before."""
    if printed.moment or not printed.clock:
        return printed
    after = pieces[number + 1].text if number + 1 < len(pieces) else ""
    if after.isupper() and len(after) <= LONGEST_ZONE and _has_zone(f"{printed.clock} {after}"):
        printed = replace(printed, clock=f"{printed.clock} {after}")
    before = pieces[number - 1].text if number else ""
    days = find_moments(before) if len(before) <= LONGEST_STAMP else []
    if len(days) != 1 or days[0].kind or "T" in days[0].value or 2 * (days[0].end - days[0].start) < len(before):
        return printed
    return replace(printed, moment=clock_on(days[0].value, printed.clock))


def _time_tags(raw: str, pieces: Sequence[Piece]) -> dict[int, str]:
    """Number of a block -> the moment of the first `<time>` in it."""
    mapped = [number for number, piece in enumerate(pieces) if piece.starts]
    ends = [pieces[number].ends[-1] for number in mapped]
    found: dict[int, str] = {}
    for tag in TIME_TAG.finditer(raw):
        place = bisect_left(ends, tag.end() + 1)
        if place < len(mapped):
            found.setdefault(mapped[place], tag.group(1))
    return found


def _look(raw: str, piece: Piece, at: int) -> str:
    """Name and class of the element that begins right before a place of a block."""
    start = piece.starts[at]
    tag = TAG.search(raw, max(0, start - 500), start)
    named = CLASS.search(tag.group(2)) if tag else None
    return f"{tag.group(1) if tag else piece.tag} {named.group(1) if named else ''}"


# ---- data of the page ------------------------------------------------------------------------------------------


def moments_of_data(raw: str, pieces: Sequence[Piece]) -> dict[int, str]:
    """Number of a block -> the moment of the entry, listed in the page's data, whose headline or first words it is."""
    moments: dict[str, str] = {}
    for update in _updates(raw):
        moment = next((iso_moment(value) for value in strings(update.get("datePublished"))), None)
        for words in (*strings(update.get("headline"))[:1], *strings(update.get("articleBody"))[:1]):
            if moment and (key := _key(re.sub(r"<[^>]*>", "", unescape(words)))):
                moments.setdefault(key, moment)
    return {n: moments[key] for n, piece in enumerate(pieces) if (key := _key(piece.text)) in moments}


def opened_by_data(moments: Mapping[int, str], pieces: Sequence[Piece]) -> list[Opening]:
    """An opening at each headline or first words; those in a row with one moment are of one entry."""
    found: list[Opening] = []
    top = _top(pieces)
    for number, moment in moments.items():
        same = found and found[-1].printed.moment == moment
        if number > top and pieces[number].zone not in OUTSIDE and not same:
            found.append(Opening(number, number, Printed(moment=moment)))
    return found


def _updates(raw: str) -> list[dict[str, Any]]:
    lists = [item["liveBlogUpdate"] for item in objects(raw) if isinstance(item.get("liveBlogUpdate"), list)]
    return [update for update in max(lists, key=len, default=[]) if isinstance(update, dict)]


def _key(text: str) -> str:
    return "".join(sign for sign in text[: 3 * KEY_LENGTH].lower() if sign.isalnum())[:KEY_LENGTH]
