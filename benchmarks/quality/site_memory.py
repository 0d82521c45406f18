"""Body F1 on outlets with three or more labelled pages, without and with site memory.

usage: python -m benchmarks.quality.site_memory FOLDER [--folds] [--json]

FOLDER holds `gold.jsonl.gz`, `html-*.jsonl.gz` and `dumps.jsonl.gz`; the scorer `score_pages.py` stands beside it. For
HTML and for each renderer of dumps one table is built from those pages alone, never from the labelled bodies; as in
real use, the page that is read is among those the table was built from. `there` counts only dumps that hold half of
their story at least. `--folds` judges each dump by a line model that has not seen its site; it trains five, in minutes.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.tasks.jsonl import read_rows
from communique.articles import Memory, extract, learn, lines
from communique.pages import page_of
from communique.shapes import Article, Given, Page

FEWEST_PAGES = 3
TARGET = ("inscriptis", "html2text", "resiliparse", "resiliparse_main")
"""Renderers whose mean is the aim; bs4 breaks lines inside sentences and is told apart."""
Weights = Callable[[str], AbstractContextManager[Any]]
"""Site -> the context in which its dumps are judged."""


def chosen(folder: Path) -> dict[str, dict[str, Any]]:
    """Labelled pages, by id, of sites with enough of them."""
    rows = {row["id"]: row for row in read_rows(folder / "gold.jsonl.gz")}
    sites = Counter(row["site"] for row in rows.values())
    return {name: row for name, row in rows.items() if sites[row["site"]] >= FEWEST_PAGES}


def captures(folder: Path, gold: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str, Page]]:
    """(renderer, id, page) of every input; the renderer of an HTML page is `html`."""
    html = (row | {"renderer": "html", "text": row["html"]} for path in _html(folder) for row in read_rows(path))
    for rows in (html, read_rows(folder / "dumps.jsonl.gz")):
        for row in rows:
            if row["id"] in gold:
                given = Given(url=gold[row["id"]].get("url"))
                page = page_of(row["text"].encode("utf-8", "replace"), origin="gold", name=row["id"], given=given)
                if isinstance(page, Page):
                    yield row["renderer"], row["id"], page


def _html(folder: Path) -> list[Path]:
    return sorted(folder.glob("html-*.jsonl.gz"))


def read(page: Page, memory: Memory | None = None) -> Article | None:
    found = extract(page, known_place=lambda name: False, any_language=True, memory=memory)
    return found if isinstance(found, Article) else None


def _text(article: Article | None) -> str:
    return article.text if article else ""


def weights_of_folds(folder: Path) -> Weights:
    """For each site the weights of a line model that has not seen it. Needs what `training.page_lines` needs."""
    from training import page_lines

    gold = {row["id"]: row for row in read_rows(folder / "gold.jsonl.gz")}
    dumps = [page_lines.Dump(row, gold[row["id"]]) for row in read_rows(folder / "dumps.jsonl.gz")]
    dumps = [one for one in dumps if one.read]
    fold_of = {gold[one.id]["site"]: one.fold for one in dumps}
    made = {}
    for fold in range(page_lines.FOLDS):
        first, second = page_lines.train([one for one in dumps if one.fold != fold])
        made[fold] = (list(map(float, first)), list(map(float, second)))
    return lambda site: patch.object(lines, "_weights", lambda: made[fold_of[site]])


def scorer(folder: Path) -> Any:
    """The module that stands beside the labelled pages."""
    spec = spec_from_file_location("score_pages", folder.parent / "score_pages.py")
    if spec is None or spec.loader is None:
        sys.exit(f"{folder.parent}: no score_pages.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(folder: Path, weights: Weights) -> dict[str, dict[str, float]]:
    """Renderer -> pages, F1 without and with memory, the same where the dump holds the story, pages touched."""
    gold, score = chosen(folder), scorer(folder).score
    pages: dict[str, dict[str, Page]] = defaultdict(dict)
    for renderer, name, page in captures(folder, gold):
        pages[renderer][name] = page
    table = {}
    for renderer, group in pages.items():
        judged = weights if renderer != "html" else lambda site: nullcontext()
        plain, known = {}, {}
        for name, page in group.items():
            with judged(gold[name]["site"]):
                plain[name] = read(page)
        memory = learn(article for article in plain.values() if article)
        for name, page in group.items():
            with judged(gold[name]["site"]):
                known[name] = read(page, memory)
        there = [name for name in group if gold[name]["recall_bound"].get(renderer, 1.0) >= 0.5]
        f1 = [
            score(gold, [(name, {"body": _text(found[name])}) for name in names])["F1"]
            for names in (list(group), there)
            for found in (plain, known)
        ]
        touched = sum(1 for article in known.values() if article and article.memory)
        keys = ("without", "with", "there_without", "there_with")
        table[renderer] = {"pages": len(group), "there": len(there), "touched": touched} | dict(
            zip(keys, f1, strict=True)
        )
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    weights = weights_of_folds(given.folder) if given.folds else lambda site: nullcontext()
    table = measure(given.folder, weights)
    if given.json:
        print(json.dumps(table, indent=1))
        return
    columns = ("without", "with", "there_without", "there_with")
    mean = {key: sum(table[renderer][key] for renderer in TARGET) / len(TARGET) for key in columns}
    print(f"{'':18}{'pages':>7}{'touched':>9}{'without':>9}{'with':>9}{'there':>7}{'without':>9}{'with':>9}")
    for name, row in [*table.items(), ("mean of the four", mean)]:
        counts = [
            f"{row[key]:>{width}}" if key in row else " " * width for key, width in (("pages", 7), ("touched", 9))
        ]
        there = f"{row['there']:>7}" if "there" in row else " " * 7
        f1 = [f"{row[key]:>9.4f}" for key in columns]
        print(f"{name:18}{''.join(counts)}{''.join(f1[:2])}{there}{''.join(f1[2:])}")


if __name__ == "__main__":
    main()
