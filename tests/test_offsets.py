"""From characters of an article back to the raw page."""

from communique.offsets import to_raw, to_raws
from communique.shapes import Offset, Span

# text:  "ab cd" + "\n\n" + "ef" + "\n\n" + "gh";  the second blank line is unmapped: something was dropped there
PIECES = (
    Offset(start=0, end=2, raw_start=10, raw_end=12),
    Offset(start=2, end=3, raw_start=12, raw_end=20),
    Offset(start=3, end=5, raw_start=20, raw_end=22),
    Offset(start=5, end=7, raw_start=22, raw_end=30),
    Offset(start=7, end=9, raw_start=30, raw_end=32),
    Offset(start=11, end=13, raw_start=50, raw_end=52),
)


def raw(start: int, end: int) -> tuple[int, int] | None:
    found = to_raw(PIECES, Span(start=start, end=end))
    return (found.start, found.end) if found else None


def test_within_a_piece_character_by_character() -> None:
    assert raw(0, 1) == (10, 11)
    assert raw(4, 5) == (21, 22)


def test_over_folded_space_and_a_mapped_gap() -> None:
    assert raw(1, 4) == (11, 21)
    assert raw(0, 9) == (10, 32)


def test_a_folded_piece_counts_whole() -> None:
    assert raw(2, 3) == (12, 20)


def test_unmapped_characters_have_no_raw_span() -> None:
    assert raw(8, 12) is None
    assert raw(9, 11) is None
    assert raw(12, 14) is None
    assert raw(3, 3) is None
    assert to_raw((), Span(start=0, end=3)) is None


def test_to_raws_gives_each_mapped_stretch() -> None:
    assert to_raws(PIECES, Span(start=8, end=12)) == (Span(start=31, end=32), Span(start=50, end=51))
    assert to_raws(PIECES, Span(start=0, end=9)) == (Span(start=10, end=32),)
    assert to_raws(PIECES, Span(start=9, end=11)) == ()
