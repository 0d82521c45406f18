"""Task `pages`: HTML pages -> body, title, date, byline, dateline, wire."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.tasks.jsonl import read_rows, write_rows
from communique.articles import extract
from communique.pages import page_of
from communique.readings.gazetteer import open_gazetteer
from communique.shapes import Article, Failure, Given, Page


def predict(gold: Path, out: Path, limit: int | None) -> None:
    """Reads `html-*.jsonl.gz` of the folder `gold` ({id, url, html}) and writes one row a page to `out`."""
    known_place = open_gazetteer().knows
    pages = (row for path in sorted(gold.glob("html-*.jsonl.gz")) for row in read_rows(path))
    write_rows(out, map(partial(predicted, known_place=known_place), captures(islice(pages, limit))))


def captures(rows: Iterator[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Page | Failure]]:
    for row in rows:
        body = row["html"].encode("utf-8", errors="replace")
        yield {"id": row["id"]}, page_of(body, origin="gold", name=row["id"], given=Given(url=row.get("url")))


def predicted(capture: tuple[dict[str, Any], Page | Failure], *, known_place: Callable[[str], bool]) -> dict[str, Any]:
    """The scorer's row of a page; a page that failed has an empty body."""
    row, page = capture
    article = extract(page, known_place=known_place, any_language=True) if isinstance(page, Page) else page
    if not isinstance(article, Article):
        return {**row, "body": "", "failure": article.reason}
    agency = article.dateline.agency if article.dateline else None
    signed = [article.wire] if article.wire and article.wire != agency else []
    return {
        **row,
        "body": article.text,
        "title": article.title,
        "date": article.published.value if article.published else None,
        "updated": article.updated.value if article.updated else None,
        "authors": [*article.byline, *signed],  # the gold counts agencies among the authors
        "dateline": article.dateline.place if article.dateline else None,
        "wire": agency,
    }
