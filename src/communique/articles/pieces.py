"""A block of the page with the raw place of each of its characters, and how blocks become an article's text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from communique.shapes import Block, Offset, Span

WHITE = re.compile(r"[\s\x00]+")
"""What folds to one space. NUL is among it: no terminal or database can hold one."""
GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """Folded words of one block; character `i` comes from `raw[starts[i]:ends[i]]`, from nowhere when that is empty.

    `tag` is the element that holds it (`line` in a plain text), `zone` the reason to drop it that its surroundings give
    (empty when they give none), `linked` the share of its characters that stand in links; `holder` and `outer` are the
    numbers of the element that holds it with its neighbours, and of the one around that; `marked` says whether the mark
    of a list, heading or quotation was taken off its beginning.
    """

    text: str
    starts: Sequence[int] = field(repr=False)
    ends: Sequence[int] = field(repr=False)
    tag: str = "line"
    zone: str = ""
    linked: float = 0.0
    holder: int = 0
    outer: int = 0
    marked: bool = False

    @property
    def raw(self) -> Span | None:
        """Where it stands in the raw page; None = unmapped."""
        return Span(start=self.starts[0], end=self.ends[-1]) if self.starts else None

    def cut(self, start: int, end: int | None = None) -> "Piece":
        """The part `text[start:end]`, without white space at its ends."""
        end = len(self.text) if end is None else end
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return replace(self, text=self.text[start:end], starts=self.starts[start:end], ends=self.ends[start:end])


def fold(raw: str, start: int, end: int) -> Piece:
    """`raw[start:end]` with white space folded and stripped."""
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = start
    for gap in WHITE.finditer(raw, start, end):
        text.append(raw[at : gap.start()])
        starts += range(at, gap.start())
        ends += range(at + 1, gap.start() + 1)
        text.append(" ")
        starts.append(gap.start())
        ends.append(gap.end())
        at = gap.end()
    text.append(raw[at:end])
    starts += range(at, end)
    ends += range(at + 1, end + 1)
    return Piece("".join(text), starts, ends).cut(0)


def offsets_of(piece: Piece, at: int) -> list[Offset]:
    """Pieces of the map for `piece` when its text begins at `at` of the article."""
    found: list[Offset] = []
    first = raw_first = raw_last = -1
    number = at - 1

    def close(end: int) -> None:
        if raw_last > raw_first:
            found.append(Offset(start=first, end=end, raw_start=raw_first, raw_end=raw_last))

    for number, (start, end) in enumerate(zip(piece.starts, piece.ends, strict=True), at):
        even = number - first == raw_last - raw_first
        if (start, end) == (raw_first, raw_last) or (even and start == raw_last and end == start + 1):
            raw_last = end
            continue
        close(number)
        first, raw_first, raw_last = number, start, end
    close(number + 1)
    return found


@dataclass(frozen=True, slots=True)
class Assembly:
    text: str
    blocks: tuple[Block, ...]
    offsets: tuple[Offset, ...]
    spans: Mapping[int, Span]
    """Number of a body piece -> where it stands in the text."""


def assemble(
    pieces: Sequence[Piece], labels: Sequence[str], kept: frozenset[str], heads: Mapping[int, Piece]
) -> Assembly:
    """Joins the pieces labelled `body` by blank lines; every piece becomes a block with its label as reason.

    `heads` gives for the number of a body piece the part at its beginning that is no part of the text (a dateline):
    it becomes a block of its own before the rest of that piece, labelled `header`.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    offsets: list[Offset] = []
    spans: dict[int, Span] = {}
    at, before = 0, -1
    for number, (piece, label) in enumerate(zip(pieces, labels, strict=True)):
        if label != "body":
            blocks.append(Block(text=piece.text, kept=label in kept, reason=label, raw=piece.raw))
            continue
        if head := heads.get(number):
            blocks.append(Block(text=head.text, kept=True, reason="header", raw=head.raw))
            piece = piece.cut(len(head.text))  # noqa: PLW2901
            if not piece.text:
                continue
            before = -1
        if parts:
            bare = before == number - 1 and not piece.marked
            if bare and offsets and piece.starts and offsets[-1].end == at:
                offsets.append(Offset(start=at, end=at + 2, raw_start=offsets[-1].raw_end, raw_end=piece.starts[0]))
            at += len(GAP)
        span = spans[number] = Span(start=at, end=at + len(piece.text))
        blocks.append(Block(text=piece.text, kept=True, reason="body", span=span, raw=piece.raw))
        offsets += offsets_of(piece, at)
        parts.append(piece.text)
        at, before = span.end, number
    return Assembly(GAP.join(parts), tuple(blocks), tuple(offsets), spans)
