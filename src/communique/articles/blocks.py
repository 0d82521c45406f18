"""How much each block of an HTML page is like a block of its story: features and a model of small trees.

trafilatura chooses well and errs in ways that the page itself shows: it takes a teaser between paragraphs, loses the
second half of a long read, swallows comments. So its choice is one feature among others: the words and shape of the
block (`articles/lines`), its element, zone and links, and how much of what stands in the same element was chosen.
Weights: `data/models/page_blocks.npz`, made by `training/page_blocks.py` (see the card beside them).
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from communique.articles import trees
from communique.articles.lines import Line, features
from communique.articles.pieces import Piece
from communique.articles.trees import Matrix, Trees

TAGS = ("p", "li", "h1", "h2", "h3", "h4", "td", "th", "blockquote", "figcaption", "button", "div", "dt", "dd")
ZONES = (
    "", "navigation", "advertisement", "related-links", "comments", "legal-notice", "share", "newsletter",
    "media-caption", "metadata", "paywall", "consent",
)  # fmt: skip
NEAR = (-3, -2, -1, 1, 2, 3)
FAR = 20
"""Blocks; a greater distance from the chosen ones counts as this one."""


def probabilities(pieces: Sequence[Piece], chosen: set[int]) -> Matrix | None:
    """For each block the probability that it is of the story, 0 to 1; None when the weights are not installed.

    `chosen` are the numbers of the blocks that trafilatura took.
    """
    model = weights()
    return model.probabilities(block_features(pieces, chosen)) if model else None


@cache
def weights() -> Trees | None:
    return trees.load("page_blocks")


def block_features(pieces: Sequence[Piece], chosen: set[int]) -> Matrix:
    """One row of features a block."""
    if not pieces:
        return np.zeros((0, 0))
    size = np.array([float(len(piece.text)) for piece in pieces])
    linked = np.array([piece.linked for piece in pieces])
    own = np.array([_one_hot(piece.tag, TAGS) + _one_hot(piece.zone, ZONES) for piece in pieces])
    good = (size >= 80) & (linked < 0.3)
    held = [np.unique([getattr(piece, name) for piece in pieces], return_inverse=True)[1] for name in ("holder", "outer")]
    return np.column_stack(
        [
            np.array(features([Line(piece) for piece in pieces])),
            own,
            linked,
            size * linked,
            _of_choice(size, np.array([float(number in chosen) for number in range(len(pieces))]), held),
            *(_within(holder, size, good * (1 - linked)) for holder in held),
            *(_share_of_best(holder, size * good) for holder in held),
            *(np.r_[False, holder[1:] == holder[:-1]] for holder in held),
            *(column for step in (-2, -1, 1, 2) for column in (_shifted(linked, step), _shifted(np.log1p(size), step))),
        ]
    )


def _of_choice(size: Matrix, chosen: Matrix, held: Sequence[Matrix]) -> Matrix:
    """What trafilatura chose: the block, those around it, those in the same elements, and where the choice lies."""
    numbers, place = np.flatnonzero(chosen), np.arange(len(size))
    first, last = (numbers[0], numbers[-1]) if len(numbers) else (0, len(size) - 1)
    total = float((chosen * size).sum())
    return np.column_stack(
        [
            chosen,
            *(_shifted(chosen, step) for step in NEAR),
            np.clip(first - place, 0, FAR),
            np.clip(place - last, 0, FAR),
            np.full(len(size), chosen.mean()),
            np.full(len(size), np.log1p(total)),
            np.cumsum(chosen * size) / max(1.0, total),
            *(_within(holder, size, chosen) for holder in held),
        ]
    )


def _within(holder: Matrix, size: Matrix, value: Matrix) -> Matrix:
    """For the element that holds a block: the mean of `value` by size, its size and its number of blocks (logarithms)."""
    total = np.bincount(holder, weights=size)
    mean = np.bincount(holder, weights=size * value) / np.maximum(total, 1)
    return np.column_stack([mean, np.log1p(total) / 9, np.log1p(np.bincount(holder)) / 5])[holder]


def _share_of_best(holder: Matrix, size: Matrix) -> Matrix:
    """The size that an element holds as a share of what the fullest one holds."""
    total = np.bincount(holder, weights=size)
    return np.asarray((total / max(1.0, float(total.max())))[holder])


def _shifted(values: Matrix, step: int) -> Matrix:
    """The values `step` blocks further on, 0 beyond the ends."""
    found = np.zeros_like(values)
    if abs(step) < len(values):
        found[max(0, -step) : len(values) - max(0, step)] = values[max(0, step) : len(values) + min(0, step)]
    return found


def _one_hot(value: str, known: Sequence[str]) -> list[float]:
    return [float(value == name) for name in known]
