"""Task `stories`: texts -> groups about one happening."""

from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.tasks.jsonl import read_rows, write_rows
from communique.reconcile import stories
from communique.shapes import Article


def predict(gold: Path, out: Path, limit: int | None) -> None:
    """Reads `doc` and `sents` of ECB+, or `body` and `text`, of each row; writes `id` and `cluster`."""
    rows = list(islice(read_rows(gold), limit))
    write_rows(out, ({"id": name, "cluster": story} for name, story in story_of(rows).items()))


def story_of(rows: list[dict[str, Any]]) -> dict[str, str]:
    """Each document to its predicted story."""
    articles = [article_of(row) for row in rows]
    return {name: story.id for story in stories(articles) for name in story.articles}


def article_of(row: dict[str, Any]) -> Article:
    name = str(next(row[key] for key in ("doc", "id", "body") if key in row))
    text = row.get("text") or "\n".join(" ".join(sentence["tokens"]) for sentence in row["sents"])
    return Article(id=name, page_id=name, text=text)
