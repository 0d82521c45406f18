"""Quotation marks pair inside a paragraph, whatever stands between them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.findings.quotes import Quote, QuoteMap, find_quotes, is_long
from communique.languages import LANGUAGES

ENGLISH = LANGUAGES["en"]
TEXTS = st.text(alphabet='ab .,\n"“”«»', max_size=60)


def inside(text: str) -> list[str]:
    return [text[quote.start : quote.end] for quote in find_quotes(text, ENGLISH)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("The mayor said “the well is dry” again.", ["the well is dry"]),
        ('The mayor said "the well is dry" again.', ["the well is dry"]),
        ("“One,” she said. “Two.”", ["One,", "Two."]),
        ("« Bonjour » was all.", [" Bonjour "]),
        ("No marks at all, it’s plain.", []),
        ("An empty “” pair.", []),
        ("It measured 5' and no more.", []),
    ],
)
def test_what_stands_in_marks(text: str, quoted: list[str]) -> None:
    assert inside(text) == quoted


def test_an_open_mark_reaches_to_the_end_of_its_paragraph() -> None:
    text = "“We dug for a week.\n\n“We found water,” she said."
    quotes = find_quotes(text, ENGLISH)
    assert [(text[q.start : q.end], q.closed) for q in quotes] == [
        ("We dug for a week.", False),
        ("We found water,", True),
    ]


@given(TEXTS)
def test_quotes_are_sorted_apart_and_inside_the_text(text: str) -> None:
    quotes = find_quotes(text, ENGLISH)
    assert all(0 <= quote.start < quote.end <= len(text) for quote in quotes)
    assert all(one.end <= other.start for one, other in pairwise(quotes))


@given(TEXTS)
def test_marks_stand_outside_and_no_paragraph_is_crossed(text: str) -> None:
    pairs = {pair[0]: pair[1] for pair in ENGLISH.quote_pairs}
    for quote in find_quotes(text, ENGLISH):
        opening, words = text[quote.start - 1], text[quote.start : quote.end]
        assert opening in pairs
        assert pairs[opening] not in words
        assert "\n\n" not in words
        mixed = {'"', "”"} if pairs[opening] in {'"', "”"} else set()
        assert not quote.closed or text[quote.end] in {pairs[opening], *mixed}


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_the_map_agrees_with_the_list(text: str, one: int, other: int) -> None:
    quotes = find_quotes(text, ENGLISH)
    marked = QuoteMap(quotes)
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    holding = [quote for quote in quotes if quote.start <= start < quote.end]
    assert marked.at(start) == (holding[0] if holding else None)
    assert marked.overlapping(start, end) == [q for q in quotes if q.start < end and start < q.end]
    covered = sum(any(q.start <= place < q.end for q in quotes) for place in range(start, end))
    assert marked.share(start, end) == pytest.approx(covered / (end - start) if end > start else 0.0)


def test_three_words_may_be_a_title() -> None:
    text = "“The Long Night” and “all of us were there”"
    assert [is_long(text, quote) for quote in find_quotes(text, ENGLISH)] == [False, True]
    assert not is_long("abc", Quote(0, 3, True))


def test_straight_and_curly_marks_close_each_other() -> None:
    text = '"The valley is flooded,” said Urs Keller.'
    assert [text[q.start : q.end] for q in find_quotes(text, ENGLISH)] == ["The valley is flooded,"]
