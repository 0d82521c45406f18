"""The learned finder of statements: which words are cues, and which tokens are source, cue and content of each.

Two models in numpy. The first gives each word the probability that it heads a cue. The second labels the paragraph
around a likely cue: embeddings of hashed features are summed, one layer looks at neighbours, a linear-chain
conditional random field (Lafferty, McCallum & Pereira 2001) picks the best labels. Weights and their making:
data/models/statements.md.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.findings import features
from communique.findings.features import Grid, Ints, Pairs, Rows

Floats = npt.NDArray[np.float32]
Weights = dict[str, Floats]

NOTHING, SOURCE, CUE, CONTENT = range(4)
LABELS = 4
_LIKELY = 0.2
"""A word under this probability is not asked what belongs to it."""
_HOPELESS = -5.0
"""Log-odds of the linear model under which a word is no cue; leaves about one word in six."""
_ENOUGH = 0.6
"""A cue is kept when its labels are so much likelier than none at all."""
_SMALL = 100
"""Items whose sums are made at once; of more, column by column takes less memory and time."""
_BLOCK = 64
"""Cues labelled at a time: bounds the memory that one long article takes."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """One cue with its tokens, by index. `score`: how sure the models are that something was said here."""

    head: int
    cue: Ints
    source: Ints
    content: Ints
    score: float


@cache
def load() -> Weights | None:
    """The shipped weights as 32-bit numbers; None when the file is not there."""
    path = files("communique") / "data" / "models" / "statements.npz"
    if not path.is_file():
        return None
    with path.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
        return unpacked(dict(kept))


def unpacked(kept: dict[str, npt.NDArray[Any]]) -> Weights:
    """32-bit weights; a table with a `.scale` beside it holds 8-bit numbers."""
    names = [name for name in kept if not name.endswith(".scale")]
    return {name: kept[name].astype(np.float32) * kept.get(f"{name}.scale", np.float32(1)) for name in names}


def tag(doc: Any, text: str, quotes: tuple[tuple[int, int], ...], weights: Weights) -> list[Tagged]:
    """Cues of a parsed Doc with what belongs to them, surest first; contents of different cues share no token."""
    grid = features.grid_of(doc, text, quotes)
    if not len(grid):
        return []
    rows = features.token_rows(grid)
    scores = cue_scores(weights, grid, rows)
    cues = np.flatnonzero(scores >= _LIKELY)
    found: list[Tagged] = []
    for start in range(0, len(cues), _BLOCK):
        found += _labelled(grid, rows, cues, scores, slice(start, start + _BLOCK), weights)
    return _apart(found)


# ---- first model -------------------------------------------------------------------------------------------------


def may_be_cue(grid: Grid) -> npt.NDArray[np.bool_]:
    """Words, and marks that introduce speech; no spaces, commas and full stops."""
    return ~np.isin(grid.tag, grid.marks)


def cue_scores(weights: Weights, grid: Grid, rows: Rows) -> Floats:
    """Probability of every token to head a cue. A linear model first leaves out what is far from one."""
    quick = summed(weights["quick_table"], rows)[:, 0] + weights["quick_bias"][0]
    able = np.flatnonzero(may_be_cue(grid) & (quick > _HOPELESS))
    hidden = np.maximum(summed(weights["cue_table"], rows[able]) + weights["cue_bias"], 0)
    logit = hidden @ weights["cue_out"][:, 0] + weights["cue_out_bias"][0]
    scores = np.zeros(len(grid), dtype=np.float32)
    scores[able] = 1 / (1 + np.exp(-np.clip(logit, -30, 30)))
    return scores


def summed(table: Floats, rows: Rows) -> Floats:
    """Sum of the table rows of each item, shape (items, width)."""
    if len(rows) < _SMALL:
        return np.asarray(table[rows].sum(axis=1, dtype=np.float32))
    total = np.zeros((len(rows), table.shape[1]), dtype=np.float32)
    one = np.empty_like(total)
    for column in np.ascontiguousarray(rows.T).astype(np.intp):
        total += np.take(table, column, axis=0, out=one, mode="clip")
    return total


# ---- second model ------------------------------------------------------------------------------------------------


def _labelled(grid: Grid, rows: Rows, cues: Ints, scores: Floats, part: slice, weights: Weights) -> list[Tagged]:
    pairs = features.pairs_of(grid, cues[part])
    seen = features.pair_rows(grid, cues, scores[cues], pairs, part.start)
    labels, sure = decode(*role_scores(weights, rows, cues[part], pairs, seen), weights["moves"])
    edges = np.searchsorted(pairs.cue, np.arange(len(cues[part]) + 1))
    found = []
    for number, head in enumerate(cues[part].tolist()):
        inside = slice(edges[number], edges[number + 1])
        token, label = pairs.token[inside], labels[inside]
        if sure[number] < _ENOUGH or not (label == CONTENT).any():
            continue
        cue = token[label == CUE] if (label == CUE).any() else np.array([head])
        found.append(Tagged(head, cue, token[label == SOURCE], token[label == CONTENT], float(sure[number])))
    return found


def role_scores(weights: Weights, rows: Rows, cues: Ints, pairs: Pairs, seen: Rows) -> tuple[Floats, Ints]:
    """Scores of the labels for each pair, shape (pairs, LABELS), and the length of each cue's window."""
    inside = np.zeros(len(rows), dtype=np.int64)
    inside[pairs.token] = 1
    place = np.cumsum(inside) - 1
    by_token = summed(weights["token_table"], rows[inside > 0])
    by_cue = summed(weights["word_table"], rows[cues]) + weights["pair_bias"]
    hidden = summed(weights["pair_table"], seen)
    hidden += by_token[place[pairs.token]]
    hidden += by_cue[pairs.cue]
    np.maximum(hidden, 0, out=hidden)
    upper = with_neighbours(hidden, *edges(pairs.cue)) @ weights["near"]
    upper += weights["near_bias"]
    np.maximum(upper, 0, out=upper)
    scores = upper @ weights["out"] + hidden @ weights["short"] + weights["out_bias"]
    return scores, np.bincount(pairs.cue, minlength=len(cues))


def edges(owner: Ints) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which items are the first, and which the last, of their owner."""
    change = owner[1:] != owner[:-1]
    return np.concatenate([[True], change]), np.concatenate([change, [True]])


def with_neighbours(hidden: Floats, first: npt.NDArray[np.bool_], last: npt.NDArray[np.bool_]) -> Floats:
    """The item before, the item, the item behind, side by side; zeros beyond the ends of a window."""
    width = hidden.shape[1]
    wide = np.zeros((len(hidden), 3 * width), dtype=np.float32)
    wide[:, width : 2 * width] = hidden
    wide[1:, :width] = hidden[:-1]
    wide[:-1, 2 * width :] = hidden[1:]
    wide[first, :width] = 0
    wide[last, 2 * width :] = 0
    return wide


def decode(scores: Floats, sizes: Ints, moves: Floats) -> tuple[Ints, Floats]:
    """The best labels of every sequence (Viterbi), and how much likelier than no label at all they are, 0.5 to 1.
    Sequences stand one after another."""
    order = np.argsort(-sizes, kind="stable")
    starts = (np.cumsum(sizes) - sizes)[order]
    alive = len(sizes) - np.searchsorted(np.sort(sizes), np.arange(sizes.max()), side="right")
    best, labels = scores[starts], np.zeros(len(scores), dtype=np.int64)
    back = np.zeros((len(alive), len(sizes), LABELS), dtype=np.int64)
    across = moves.T.copy()
    for step, n in enumerate(alive[1:].tolist(), 1):
        told = best[:n, None, :] + across
        back[step, :n] = told.argmax(2)
        best[:n] = told.max(2) + scores[starts[:n] + step]
    state, number = best.argmax(1), np.arange(len(sizes))
    for step in range(len(alive) - 1, -1, -1):
        n = alive[step]
        labels[starts[:n] + step] = state[:n]
        state[:n] = back[step, number[:n], state[:n]]
    empty = np.add.reduceat(scores[:, NOTHING], np.cumsum(sizes) - sizes) + (sizes - 1) * moves[NOTHING, NOTHING]
    gain = np.empty(len(sizes), dtype=np.float32)
    gain[order] = best.max(1)
    return labels, 1 / (1 + np.exp(-np.clip(gain - empty, 0, 30)))


def _apart(found: list[Tagged]) -> list[Tagged]:
    """Surest first; what a surer one took as content is nobody else's, and a cue inside another's content is no cue."""
    taken: set[int] = set()
    kept = []
    for one in sorted(found, key=lambda t: (-t.score, t.head)):
        content = np.array([token for token in one.content.tolist() if token not in taken], dtype=np.int64)
        if 2 * len(content) < len(one.content) or one.head in taken:
            continue
        kept.append(Tagged(one.head, one.cue, one.source, content, one.score))
        taken.update(content.tolist())
    return kept
