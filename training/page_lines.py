"""Trains the two logistic regressions of `articles/lines.py` on labelled dumps of pages.

usage: python -m training.page_lines FOLDER OUT.json [--check]

FOLDER holds `dumps.jsonl.gz` ({id, renderer, text}) and `gold.jsonl.gz` ({id, site, body}). A line is of the story when
its words stand in the body. Lines weigh by their length, and all dumps weigh the same. `--check` prints the shingle F1
that five folds by site reach, without writing. Needs numpy.
"""

import argparse
import json
import re
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from benchmarks.tasks.jsonl import read_rows

from communique.articles import dump
from communique.articles.lines import Line, features, with_neighbours
from communique.articles.pieces import Piece

Matrix = npt.NDArray[np.float64]
FOLDS = 5
PENALTY = 0.02
WORD = re.compile(r"\w+")


def targets(pieces: list[Piece], body: str) -> list[float]:
    """1 for lines of which at least six in ten 4-word runs stand in `body`."""
    words = WORD.findall(body)
    runs = {tuple(words[at : at + 4]) for at in range(len(words))}
    squeezed = {"".join(WORD.findall(line)) for line in body.splitlines()}
    found = []
    for piece in pieces:
        own = WORD.findall(piece.text)
        mine = [tuple(own[at : at + 4]) for at in range(max(1, len(own) - 3))]
        if len(own) < 4:
            found.append(float("".join(own) in squeezed))
        else:
            found.append(float(sum(run in runs for run in mine) >= 0.6 * len(mine)))
    return found


def fit(x: Matrix, y: Matrix, weight: Matrix, rounds: int = 12) -> Matrix:
    """Ridge logistic regression by Newton steps."""
    beta = np.zeros(x.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (weight * (y - p)) - PENALTY * beta
        hessian = (x * (weight * np.maximum(p * (1 - p), 1e-6))[:, None]).T @ x + PENALTY * np.eye(x.shape[1])
        beta = beta + np.linalg.solve(hessian, gradient)
    return np.asarray(beta)


def apply(beta: Matrix, x: Matrix) -> Matrix:
    return np.asarray(1 / (1 + np.exp(-np.clip(x @ beta, -30, 30))))


class Dump:
    """One labelled dump."""

    def __init__(self, row: dict[str, Any], gold: dict[str, Any]) -> None:
        self.id, self.renderer = row["id"], row["renderer"]
        self.fold = zlib.crc32(gold["site"].encode()) % FOLDS
        self.pieces = dump.lines(row["text"])
        self.read = [Line(piece) for piece in self.pieces]
        self.rows = features(self.read)
        self.x = np.array(self.rows)
        self.y = np.array(targets(self.pieces, gold["body"]))
        sizes = np.array([min(80.0, 2.0 + len(line.words)) for line in self.read])
        self.weight = sizes / sizes.sum() * 100


def stack(dumps: list[Dump], matrices: list[Matrix]) -> tuple[Matrix, Matrix, Matrix]:
    return np.vstack(matrices), np.concatenate([d.y for d in dumps]), np.concatenate([d.weight for d in dumps])


def train(dumps: list[Dump]) -> tuple[Matrix, Matrix]:
    """Both models; the second learns from answers that the first gives for sites it has not seen."""
    early: dict[int, Matrix] = {}
    for fold in {d.fold for d in dumps}:
        rest = [d for d in dumps if d.fold != fold]
        beta = fit(*stack(rest, [d.x for d in rest]))
        early |= {id(d): apply(beta, d.x) for d in dumps if d.fold == fold}
    second = [np.array(with_neighbours(d.rows, list(map(float, early[id(d)])), d.read)) for d in dumps]
    return fit(*stack(dumps, [d.x for d in dumps])), fit(*stack(dumps, second))


def answers(first: Matrix, second: Matrix, d: Dump) -> Matrix:
    early = list(map(float, apply(first, d.x)))
    return apply(second, np.array(with_neighbours(d.rows, early, d.read)))


def check(dumps: list[Dump], out: Path) -> None:
    """Writes predictions for each fold by models that have not seen its sites."""
    with out.open("w", encoding="utf-8") as lines:
        for fold in range(FOLDS):
            first, second = train([d for d in dumps if d.fold != fold])
            for d in (d for d in dumps if d.fold == fold):
                kept = [p.text for p, a in zip(d.pieces, answers(first, second, d), strict=True) if a > 0.5]
                lines.write(json.dumps({"id": d.id, "renderer": d.renderer, "body": "\n\n".join(kept)}) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--check", action="store_true", help="write cross-validated predictions instead of weights")
    given = parser.parse_args()
    gold = {row["id"]: row for row in read_rows(given.folder / "gold.jsonl.gz")}
    dumps = [Dump(row, gold[row["id"]]) for row in read_rows(given.folder / "dumps.jsonl.gz")]
    dumps = [d for d in dumps if d.read]
    if given.check:
        check(dumps, given.out)
        return
    first, second = train(dumps)
    rounded = {"first": [round(float(w), 4) for w in first], "second": [round(float(w), 4) for w in second]}
    given.out.write_text(json.dumps(rounded) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
