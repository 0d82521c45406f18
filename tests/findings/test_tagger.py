"""Decoding against all labellings counted one by one, and what the two models make of a text."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from communique.findings import tagger
from communique.shapes import Kit


def best(scores: np.ndarray, moves: np.ndarray) -> tuple[int, ...]:
    def worth(labels: tuple[int, ...]) -> float:
        steps = sum(moves[a, b] for a, b in pairwise(labels))
        return float(sum(scores[k, label] for k, label in enumerate(labels)) + steps)

    return max(product(range(tagger.LABELS), repeat=len(scores)), key=worth)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(sizes=st.lists(st.integers(1, 5), min_size=1, max_size=4), seed=st.integers(0, 99))
def test_the_best_labels_are_the_best_of_all(sizes: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.standard_normal((sum(sizes), tagger.LABELS)).astype(np.float32)
    moves = rng.standard_normal((tagger.LABELS, tagger.LABELS)).astype(np.float32)
    labels, sure = tagger.decode(scores, np.array(sizes), moves)
    start = 0
    for number, size in enumerate(sizes):
        found = tuple(labels[start : start + size].tolist())
        assert found == best(scores[start : start + size], moves)
        assert 0.5 <= sure[number] <= 1
        assert (sure[number] == pytest.approx(0.5)) == (set(found) == {tagger.NOTHING})
        start += size


def test_neighbours_end_with_their_window() -> None:
    hidden = np.array([[1.0], [2.0], [3.0]], dtype=np.float32)
    wide = tagger.with_neighbours(hidden, *tagger.edges(np.array([0, 0, 1])))
    assert wide.tolist() == [[0, 1, 2], [1, 2, 0], [0, 3, 0]]


def test_a_table_of_8_bit_numbers_is_read_with_its_scale() -> None:
    kept = {"a": np.array([[2, -4]], dtype=np.int8), "a.scale": np.array([[0.5]], dtype=np.float16)}
    assert tagger.unpacked(kept)["a"].tolist() == [[1.0, -2.0]]
    assert list(tagger.unpacked(kept)) == ["a"]


def test_contents_share_no_token(kit: Kit) -> None:
    weights = tagger.load()
    assert weights is not None, "the weights are part of the package"
    text = (
        "The mayor of Bergen said the harbour would close, adding that fishermen had been told.\n\n"
        "“Nobody asked us,” said Lars Holm, who owns two boats. “We will go out tomorrow.”"
    )
    found = tagger.tag(kit.nlp(text), text, ((88, 104), (147, 173)), weights)
    assert len(found) >= 3
    told = [token for one in found for token in one.content.tolist()]
    assert len(told) == len(set(told))
    assert all(len(one.content) for one in found)


def test_an_empty_text_says_nothing() -> None:
    weights = tagger.load()
    assert weights is not None
    assert tagger.tag(Doc(English().vocab, []), "", (), weights) == []
