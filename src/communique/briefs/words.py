"""The brief's own words, from `data/en/brief_text.toml`, and the few forms that numbers and dates take."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from communique.errors import DataError

_SPACE = re.compile(r"\s+")
_MARKS = {"“": "”", "«": "»", "„": "“"}
_LETTER = re.compile(r"\w")


@cache
def _texts() -> dict[str, Any]:
    path = files("communique") / "data" / "en" / "brief_text.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def lookup(key: str) -> Any:
    """The text, or list of texts, under `table.key`. Raises DataError when there is none."""
    table, _, name = key.partition(".")
    try:
        return _texts()[table][name]
    except KeyError:
        raise DataError(f"data/en/brief_text.toml: no {key}") from None


def say(key: str, **values: object) -> str:
    """The text under a key with its {names} filled in; what is filled in is never read as a template."""
    return str(lookup(key)).format(**values)


def count(key: str, number: int) -> str:
    """`1 source`, `2 sources`."""
    one, many = lookup(f"count.{key}")
    return str(one if number == 1 else many).format(n=number)


def day(value: str | None) -> str:
    """`2023-03-14T13:39` -> `14 Mar 2023`, `2023-02` -> `Feb 2023`; empty when unknown."""
    if not value:
        return ""
    year, *rest = value[:10].split("-")
    if not rest:
        return year
    month = lookup("months.short")[int(rest[0]) - 1]
    return f"{month} {year}" if len(rest) == 1 else f"{int(rest[1])} {month} {year}"


def days(first: str, last: str) -> str:
    """`14 to 15 Nov 2023`, `30 Nov to 2 Dec 2023`, `Jun to Aug 2023`: what both ends share is said once."""
    one, other = day(first).split(), day(last).split()
    if one == other:
        return " ".join(one)
    shared = 0
    while shared < len(one) - 1 and one[len(one) - 1 - shared] == other[len(other) - 1 - shared]:
        shared += 1
    if shared:
        one = one[:-shared]
    return say("line.days", first=" ".join(one), last=" ".join(other))


def fold(text: str) -> str:
    """White space made single blanks."""
    return _SPACE.sub(" ", text).strip()


def clip(text: str, limit: int) -> str:
    """At most `limit` words, closed by an ellipsis; a quotation that is cut open is closed again."""
    words = text.split(" ")
    if len(words) <= limit:
        return closed(text)
    # The ellipsis stands outside the marks: it is not the page's.
    return closed(" ".join(words[:limit]).rstrip(',;:—- “"«')) + " …"


def closed(text: str) -> str:
    """The text with quotation marks in pairs: a mark that stands alone gets its partner at the end or the start."""
    for left, right in _MARKS.items():
        opened, shut = text.count(left), text.count(right)
        if left == "„" or opened == shut:
            continue
        text = left * (shut - opened) + text + right * (opened - shut)
    if text.count('"') % 2:
        last = text.rindex('"')
        # A mark with a letter right behind it opens a quotation, any other closes one.
        opens = bool(_LETTER.match(text[last + 1 : last + 2]))
        text = text + '"' if opens else '"' + text
    return text


def stop(text: str) -> str:
    """The full stop a sentence still needs."""
    return "" if text.rstrip("\"'”’)»").endswith((".", "!", "?", "…")) else "."


def joined(parts: Iterable[str], separator: str = "; ") -> str:
    """The parts that are not empty, joined."""
    return separator.join(part for part in parts if part)


def number(value: float) -> str:
    """`500000.0` -> `500,000`; `2.5` -> `2.5`."""
    return f"{int(value):,}" if value == int(value) else f"{value:,.6g}"
