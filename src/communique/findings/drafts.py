"""A statement while it is being found: tokens and characters, before its speaker and its id are known."""

from dataclasses import dataclass
from typing import Any

from communique.shapes import Act


@dataclass(frozen=True, slots=True)
class Draft:
    """`cue` and `head` (of the source) are tokens; the content is `[start, end)` in characters."""

    cue: Any
    head: Any
    start: int
    end: int
    act: Act
    continues: bool = False
