"""Trains the trees of `articles/blocks.py` on labelled HTML pages.

usage: python -m training.page_blocks FOLDER [OUT.npz] [--check PREDICTIONS.jsonl]

FOLDER holds `html-*.jsonl.gz` ({id, url, html}) and `gold.jsonl.gz` ({id, site, body}). A block is of the story when
its
words stand in the body. Blocks weigh by their length, and all pages weigh the same. `--check` writes what the whole
extraction gives for each page with trees that have not seen its site (five folds). Needs LightGBM (group `models`).
"""

import argparse
import json
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from benchmarks.tasks.jsonl import read_rows
from benchmarks.tasks.pages import captures, predicted

from communique.articles import blocks, markup
from communique.articles.lines import Line
from communique.articles.scanner import scan
from communique.articles.trees import Trees
from communique.readings.gazetteer import open_gazetteer
from training import boosting
from training.page_lines import FOLDS, targets


class Labelled:
    """One labelled page."""

    def __init__(self, row: dict[str, Any], gold: dict[str, Any]) -> None:
        self.row = row
        self.fold = zlib.crc32(gold["site"].encode()) % FOLDS
        pieces = scan(row["html"])
        chosen = markup.covered_blocks(pieces, markup.chosen_paragraphs(row["html"]))
        self.x = blocks.block_features(pieces, [Line(piece) for piece in pieces], chosen)
        self.y = np.array(targets(pieces, gold["body"]))
        sizes = np.array([min(80.0, 2.0 + len(piece.text.split())) for piece in pieces])
        self.weight = sizes / sizes.sum() * 100


def train(pages: list[Labelled]) -> Trees:
    return boosting.fit(
        np.vstack([page.x for page in pages]),
        np.concatenate([page.y for page in pages]),
        np.concatenate([page.weight for page in pages]),
    )


def check(pages: list[Labelled]) -> Iterator[dict[str, Any]]:
    """The scorer's row of each page, from the whole extraction with trees that have not seen the site of the page."""
    predict = partial(predicted, known_place=open_gazetteer().knows)
    for fold in range(FOLDS):
        trees = train([page for page in pages if page.fold != fold])
        with patch.object(blocks, "weights", lambda trees=trees: trees):
            yield from map(predict, captures(page.row for page in pages if page.fold == fold))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--check", type=Path, metavar="PREDICTIONS")
    given = parser.parse_args()
    gold = {row["id"]: row for row in read_rows(given.folder / "gold.jsonl.gz")}
    rows = (row for path in sorted(given.folder.glob("html-*.jsonl.gz")) for row in read_rows(path))
    pages = [page for page in (Labelled(row, gold[row["id"]]) for row in rows) if len(page.y)]
    if given.check:
        with given.check.open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(row) + "\n" for row in check(pages))
    if given.out:
        boosting.save(train(pages), given.out)


if __name__ == "__main__":
    main()
