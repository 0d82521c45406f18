"""Trains the two models of `findings/tagger.py` on PolNeAR: which words are cues, and what belongs to each.

usage: python -m training.statements TRAIN.jsonl.gz [MORE.jsonl ...] OUT.npz [--cache FOLDER] [--rounds N]

Articles are {id, text, attributions: [{source, cue, content}]} with lists of `[start, end)`. They are parsed by the
project's own pipeline (`readings/annotate.py`); `--cache` keeps the parses. Both models sum embeddings of hashed
features; the second is a conditional random field above them. Numbers are fixed by seed and by the order of articles.
Needs numpy and scipy (sparse products). About 20 minutes on one core for 840 articles.
"""

import argparse
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from benchmarks.tasks.jsonl import read_rows
from scipy import sparse

from communique.findings import features, tagger
from communique.findings.features import Grid
from communique.findings.quotes import find_quotes
from communique.languages import LANGUAGES
from communique.readings.annotate import make_kit

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Weights = dict[str, Floats]

FOLDS = 4
FIRST, SECOND, THIRD = 32, 48, 64
"""Widths: of the cue model, of the pair layer, of the layer over neighbours."""
KEEP_FEATURE, KEEP_UNIT = 0.85, 0.75
RIVAL = 0.12
"""From this probability on a word that is no cue is shown to the second model, with nothing belonging to it."""
DECAY = 1e-6


@dataclass(frozen=True, slots=True)
class Text:
    """One labelled article: its arrays, the cue words, and for each the label of every token (0 none, 1 source ...)."""

    id: str
    fold: int
    grid: Grid
    rows: npt.NDArray[np.uint16]
    cues: Ints
    labels: npt.NDArray[np.uint8]


def texts_of(paths: list[Path], cache: Path | None) -> Iterator[Text]:
    kit = make_kit()
    for path in paths:
        rows = list(read_rows(path))
        for row, doc in zip(rows, _parsed(rows, path, kit, cache), strict=True):
            yield _text(row, doc)


def _parsed(rows: list[dict[str, Any]], path: Path, kit: Any, cache: Path | None) -> Iterator[Any]:
    from spacy.tokens import DocBin

    kept = cache / f"{path.name.split('.')[0]}.spacy" if cache else None
    if kept is not None and kept.exists():
        yield from DocBin().from_bytes(kept.read_bytes()).get_docs(kit.nlp.vocab)
        return
    bin = DocBin(attrs=["ORTH", "LEMMA", "POS", "TAG", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "SENT_START", "SPACY"])
    for row in rows:
        doc = kit.nlp(row["text"])
        bin.add(doc)
        yield doc
    if kept is not None:
        kept.write_bytes(bin.to_bytes())


def _text(row: dict[str, Any], doc: Any) -> Text:
    quotes = tuple((quote.start, quote.end) for quote in find_quotes(row["text"], LANGUAGES["en"]))
    grid = features.grid_of(doc, row["text"], quotes)
    starts = np.array([token.idx for token in doc])
    ends = starts + np.array([len(token) for token in doc])
    cues, labels = [], []
    for attribution in row["attributions"]:
        marked = np.zeros(len(doc), dtype=np.uint8)
        for label, role in ((tagger.CONTENT, "content"), (tagger.CUE, "cue"), (tagger.SOURCE, "source")):
            for start, end in attribution[role]:
                marked[(starts < end) & (ends > start)] = label
        inside = np.flatnonzero(marked == tagger.CUE)
        if len(inside):
            cues.append(_top(grid, inside))
            labels.append(marked)
    return Text(
        id=row["id"],
        fold=zlib.crc32(row["id"].encode()) % FOLDS,
        grid=grid,
        rows=features.token_rows(grid),
        cues=np.array(cues, dtype=np.int64),
        labels=np.array(labels, dtype=np.uint8).reshape(len(cues), len(doc)),
    )


def _top(grid: Grid, inside: Ints) -> int:
    """The word of a cue that no other word of it governs; of several the last ("said in a statement": said)."""
    tops = [index for index in inside if grid.head[index] not in set(inside.tolist()) - {index}]
    return int(min(tops or inside, key=lambda index: grid.level[index]))


# ---- sums of embeddings ------------------------------------------------------------------------------------------


def spread(rows: npt.NDArray[np.uint16], rng: np.random.Generator | None) -> Any:
    """Features as a sparse matrix (items, table rows); in training some are left out."""
    count, width = rows.shape
    if rng is None:
        values = np.ones(count * width, dtype=np.float32)
    else:
        values = (rng.random(count * width) < KEEP_FEATURE).astype(np.float32) / KEEP_FEATURE
    pointer = np.arange(0, count * width + 1, width)
    return sparse.csr_matrix((values, rows.ravel().astype(np.int32), pointer), shape=(count, 1 << features.ROWS_LOG2))


class Adam:
    """Kingma & Ba 2015, on a dictionary of arrays, with a rate that falls to nothing."""

    def __init__(self, weights: Weights, rate: float, steps: int) -> None:
        self.weights, self.rate, self.steps, self.step = weights, rate, steps, 0
        self.mean = {name: np.zeros_like(value) for name, value in weights.items()}
        self.square = {name: np.zeros_like(value) for name, value in weights.items()}

    def update(self, gradients: Weights) -> None:
        self.step += 1
        rate = self.rate * min(1.0, self.step / 100) * max(0.02, 1 - self.step / self.steps)
        rate *= float(np.sqrt(1 - 0.98**self.step) / (1 - 0.9**self.step))
        for name, gradient in gradients.items():
            mean, square, weight = self.mean[name], self.square[name], self.weights[name]
            mean += 0.1 * (gradient - mean)
            square += 0.02 * (gradient * gradient - square)
            weight -= rate * mean / (np.sqrt(square) + 1e-8) + DECAY * weight


def _table(rng: np.random.Generator, width: int) -> Floats:
    return (rng.standard_normal((1 << features.ROWS_LOG2, width)) * 0.05).astype(np.float32)


def _matrix(rng: np.random.Generator, rows: int, columns: int) -> Floats:
    return np.asarray(rng.standard_normal((rows, columns)) / np.sqrt(rows), dtype=np.float32)


# ---- first model: cues -------------------------------------------------------------------------------------------


def train_cues(texts: list[Text], rounds: int, seed: int) -> Weights:
    rng = np.random.default_rng(seed)
    rows = np.vstack([text.rows for text in texts])
    answers = np.concatenate([_answers(text) for text in texts])
    chosen = np.flatnonzero(np.concatenate([tagger.may_be_cue(text.grid) for text in texts]))
    size = 2048
    weights: Weights = {
        "quick_table": np.zeros((1 << features.ROWS_LOG2, 1), dtype=np.float32),
        "quick_bias": np.full(1, -3, dtype=np.float32),
        "cue_table": _table(rng, FIRST),
        "cue_bias": np.zeros(FIRST, dtype=np.float32),
        "cue_out": _matrix(rng, FIRST, 1),
        "cue_out_bias": np.zeros(1, dtype=np.float32),
    }
    adam = Adam(weights, 2e-3, rounds * (len(chosen) // size))
    for _ in range(rounds):
        order = rng.permutation(chosen)
        for start in range(0, len(order) - size + 1, size):
            batch = order[start : start + size]
            adam.update(_cue_gradients(weights, spread(rows[batch], rng), answers[batch], rng))
    return weights


def _answers(text: Text) -> Floats:
    answer = np.zeros(len(text.grid), dtype=np.float32)
    answer[text.cues] = 1
    return answer


def _cue_gradients(w: Weights, x: Any, answers: Floats, rng: np.random.Generator) -> Weights:
    """Of two models trained side by side: the linear one that leaves out most words, and the one that decides."""
    quick = (_sigmoid(x @ w["quick_table"] + w["quick_bias"]) - answers[:, None]) / 64
    raw = x @ w["cue_table"] + w["cue_bias"]
    gate = _gate(raw, rng)
    hidden = raw * gate
    logit = hidden @ w["cue_out"][:, 0] + w["cue_out_bias"][0]
    error = (_sigmoid(logit) - answers)[:, None] / 64
    back = (error @ w["cue_out"].T) * gate
    return {
        "quick_table": np.asarray(x.T @ quick),
        "quick_bias": quick.sum(0),
        "cue_table": np.asarray(x.T @ back),
        "cue_bias": back.sum(0),
        "cue_out": hidden.T @ error,
        "cue_out_bias": error.sum(0),
    }


def _gate(raw: Floats, rng: np.random.Generator) -> Floats:
    """Rectifier and dropout in one factor."""
    return np.asarray(((raw > 0) & (rng.random(raw.shape) < KEEP_UNIT)) / KEEP_UNIT, dtype=np.float32)


def _sigmoid(logit: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(logit, -30, 30))), dtype=np.float32)


def cue_scores(weights: Weights, text: Text) -> Floats:
    return tagger.cue_scores(weights, text.grid, text.rows)


# ---- second model: what belongs to a cue -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Case:
    """One saying word with its window: rows of the window's tokens, of the pairs, of the word, and the right labels."""

    tokens: npt.NDArray[np.uint16]
    pairs: npt.NDArray[np.uint16]
    cue: npt.NDArray[np.uint16]
    labels: npt.NDArray[np.uint8]


def cases_of(text: Text, scores: Floats) -> Iterator[Case]:
    """Gold cues with their labels; words that look like cues and are none with no label at all."""
    likely = set(np.flatnonzero(scores >= RIVAL).tolist()) | set(text.cues.tolist())
    cues = np.array(sorted(likely), dtype=np.int64)
    if not len(cues):
        return
    pairs = features.pairs_of(text.grid, cues)
    rows = features.pair_rows(text.grid, cues, scores[cues], pairs)
    gold = {cue: text.labels[number] for number, cue in enumerate(text.cues.tolist())}
    edges = np.searchsorted(pairs.cue, np.arange(len(cues) + 1))
    nothing = np.zeros(len(text.grid), dtype=np.uint8)
    for number, cue in enumerate(cues.tolist()):
        part = slice(edges[number], edges[number + 1])
        window = pairs.token[part]
        yield Case(text.rows[window], rows[part], text.rows[cue], gold.get(cue, nothing)[window])


def train_roles(cases: list[Case], rounds: int, seed: int) -> Weights:
    rng = np.random.default_rng(seed)
    size = 96
    weights: Weights = {
        "token_table": _table(rng, SECOND),
        "word_table": _table(rng, SECOND),
        "pair_table": _table(rng, SECOND),
        "pair_bias": np.zeros(SECOND, dtype=np.float32),
        "near": _matrix(rng, 3 * SECOND, THIRD),
        "near_bias": np.zeros(THIRD, dtype=np.float32),
        "out": _matrix(rng, THIRD, tagger.LABELS),
        "short": _matrix(rng, SECOND, tagger.LABELS),
        "out_bias": np.zeros(tagger.LABELS, dtype=np.float32),
        "moves": np.zeros((tagger.LABELS, tagger.LABELS), dtype=np.float32),
    }
    adam = Adam(weights, 2e-3, rounds * (len(cases) // size))
    for turn in range(rounds):
        order, loss = rng.permutation(len(cases)), 0.0
        for start in range(0, len(order) - size + 1, size):
            batch = sorted((cases[k] for k in order[start : start + size]), key=lambda case: -len(case.labels))
            found, gradients = _role_gradients(weights, batch, rng)
            loss += found
            adam.update(gradients)
        print(f"round {turn + 1}: {loss / len(cases):.3f} a cue", flush=True)
    return weights


def _role_gradients(w: Weights, batch: list[Case], rng: np.random.Generator) -> tuple[float, Weights]:
    sizes = np.array([len(case.labels) for case in batch])
    owner = np.repeat(np.arange(len(batch)), sizes)
    tokens = spread(np.vstack([case.tokens for case in batch]), rng)
    pairs = spread(np.vstack([case.pairs for case in batch]), rng)
    words = spread(np.vstack([case.cue for case in batch]), rng)
    raw = tokens @ w["token_table"] + pairs @ w["pair_table"] + (words @ w["word_table"])[owner] + w["pair_bias"]
    gate = _gate(raw, rng)
    hidden = raw * gate
    first, last = tagger.edges(owner)
    wide = tagger.with_neighbours(hidden, first, last)
    middle = wide @ w["near"] + w["near_bias"]
    keep = _gate(middle, rng)
    upper = middle * keep
    scores = upper @ w["out"] + hidden @ w["short"] + w["out_bias"]
    labels = np.concatenate([case.labels for case in batch]).astype(np.int64)
    loss, error, moves = crf(scores, labels, w["moves"], sizes)
    error = np.asarray(error / 32, dtype=np.float32)
    back: Floats = (error @ w["out"].T) * keep
    back_wide: Floats = back @ w["near"].T
    back_hidden: Floats = (_from_neighbours(back_wide, first, last) + error @ w["short"].T) * gate
    by_word = sparse.csr_matrix((np.ones(len(owner), np.float32), (owner, np.arange(len(owner)))))
    return loss, {
        "token_table": np.asarray(tokens.T @ back_hidden),
        "pair_table": np.asarray(pairs.T @ back_hidden),
        "word_table": np.asarray(words.T @ (by_word @ back_hidden)),
        "pair_bias": back_hidden.sum(0),
        "near": wide.T @ back,
        "near_bias": back.sum(0),
        "out": upper.T @ error,
        "short": hidden.T @ error,
        "out_bias": error.sum(0),
        "moves": moves / 32,
    }


def _from_neighbours(wide: Floats, first: npt.NDArray[np.bool_], last: npt.NDArray[np.bool_]) -> Floats:
    """Gradient of `tagger.with_neighbours`."""
    before, own, after = np.split(wide, 3, axis=1)
    own = own.copy()
    own[:-1] += np.where(first[1:, None], 0, before[1:])
    own[1:] += np.where(last[:-1, None], 0, after[:-1])
    return own


def crf(scores: Floats, labels: Ints, moves: Floats, sizes: Ints) -> tuple[float, Floats, Floats]:
    """Negative log-likelihood of label sequences with its gradients; they stand one after another, longest first."""
    count, longest = len(sizes), int(sizes.max())
    starts = np.cumsum(sizes) - sizes
    alive = [int((sizes > step).sum()) for step in range(longest)]
    forward = np.zeros((longest, count, tagger.LABELS), dtype=np.float64)
    forward[0] = scores[starts]
    for step in range(1, longest):
        n = alive[step]
        told = forward[step - 1, :n, :, None] + moves
        top = told.max(1, keepdims=True)
        forward[step, :n] = np.log(np.exp(told - top).sum(1)) + top[:, 0] + scores[starts[:n] + step]
    final = forward[sizes - 1, np.arange(count)]
    top = final.max(1, keepdims=True)
    total = np.log(np.exp(final - top).sum(1)) + top[:, 0]
    error = np.zeros_like(scores)
    moved = np.zeros((tagger.LABELS, tagger.LABELS))
    chance = np.exp(final - total[:, None])
    error[starts + sizes - 1] = chance
    for step in range(longest - 1, 0, -1):
        n = alive[step]
        now = error[starts[:n] + step]
        told = forward[step - 1, :n, :, None] + moves
        told = np.exp(told - told.max(1, keepdims=True))
        joint = told / told.sum(1, keepdims=True) * now[:, None, :]
        moved += joint.sum(0)
        error[starts[:n] + step - 1] = joint.sum(2)
    right = scores[np.arange(len(labels)), labels].sum()
    inner = np.ones(len(labels), dtype=bool)
    inner[starts] = False
    place = np.flatnonzero(inner)
    right += moves[labels[place - 1], labels[place]].sum()
    np.subtract.at(moved, (labels[place - 1], labels[place]), 1)
    error[np.arange(len(labels)), labels] -= 1
    return float(total.sum() - right), error.astype(np.float32), moved.astype(np.float32)


# ---- all of it ---------------------------------------------------------------------------------------------------


def train(texts: list[Text], rounds: int) -> Weights:
    """Both models; the second learns from scores that the first gives for articles it has not seen."""
    early: dict[str, Floats] = {}
    for fold in range(FOLDS):
        weights = train_cues([text for text in texts if text.fold != fold], rounds=5, seed=fold)
        early |= {text.id: cue_scores(weights, text) for text in texts if text.fold == fold}
    cases = [case for text in texts for case in cases_of(text, early[text.id])]
    print(f"{len(texts)} articles, {sum(len(text.cues) for text in texts)} cues, {len(cases)} cases", flush=True)
    return train_cues(texts, rounds=5, seed=FOLDS) | train_roles(cases, rounds, seed=FOLDS + 1)


def packed(weights: Weights) -> dict[str, npt.NDArray[Any]]:
    """Tables as 8-bit numbers with a scale for each row, the rest as 16-bit numbers: `tagger.load` undoes it."""
    arrays: dict[str, npt.NDArray[Any]] = {}
    for name, value in sorted(weights.items()):
        if name.endswith("_table") and value.shape[1] > 1:
            scale = (np.abs(value).max(1, keepdims=True) / 127).astype(np.float16)
            arrays[f"{name}.scale"] = scale
            arrays[name] = np.rint(value / np.maximum(scale, np.float32(1e-7))).clip(-127, 127).astype(np.int8)
        else:
            arrays[name] = value.astype(np.float16)
    return arrays


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("out", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--rounds", type=int, default=8)
    given = parser.parse_args()
    weights = train(list(texts_of(given.gold, given.cache)), given.rounds)
    with given.out.open("wb") as out:
        np.savez_compressed(out, allow_pickle=False, **packed(weights))


if __name__ == "__main__":
    main()
