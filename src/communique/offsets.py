"""From characters of an article back to characters of the raw page.

`Article.offsets` is a sorted list of pieces (see `shapes.Offset`). Two paragraphs that stand next to each other in the
page have a piece for the blank line between them; where something was dropped in between, that line is unmapped.
"""

from bisect import bisect_right
from itertools import pairwise

from communique.shapes import Offset, Span


def to_raw(offsets: tuple[Offset, ...], span: Span) -> Span | None:
    """Raw span of `span`: its slice of the page, tags dropped, entities decoded, space folded, gives the same words.

    None when any character of it is unmapped: an empty span, words that are not in the page's mark-up, or a stretch
    over paragraphs between which something was dropped (then use `to_raws`).
    """
    found = _covering(offsets, span)
    if not found or found[0].start > span.start or found[-1].end < span.end:
        return None
    if any(left.end != right.start for left, right in pairwise(found)):
        return None
    return Span(start=_raw_start(found[0], span.start), end=_raw_end(found[-1], span.end))


def to_raws(offsets: tuple[Offset, ...], span: Span) -> tuple[Span, ...]:
    """Raw spans of the mapped stretches of `span`, in order; one for a span within a paragraph."""
    stretches: list[Span] = []
    before: Offset | None = None
    for piece in _covering(offsets, span):
        start, end = _raw_start(piece, max(span.start, piece.start)), _raw_end(piece, min(span.end, piece.end))
        if before is not None and before.end == piece.start:
            stretches[-1] = Span(start=stretches[-1].start, end=end)
        else:
            stretches.append(Span(start=start, end=end))
        before = piece
    return tuple(stretches)


def _covering(offsets: tuple[Offset, ...], span: Span) -> tuple[Offset, ...]:
    """Pieces that share a character with `span`."""
    if span.end <= span.start:
        return ()
    first = max(0, bisect_right(offsets, span.start, key=lambda piece: piece.start) - 1)
    last = bisect_right(offsets, span.end - 1, key=lambda piece: piece.start)
    return tuple(piece for piece in offsets[first:last] if piece.end > span.start)


def _even(piece: Offset) -> bool:
    return piece.end - piece.start == piece.raw_end - piece.raw_start


def _raw_start(piece: Offset, start: int) -> int:
    return piece.raw_start + start - piece.start if _even(piece) else piece.raw_start


def _raw_end(piece: Offset, end: int) -> int:
    return piece.raw_end - (piece.end - end) if _even(piece) else piece.raw_end
