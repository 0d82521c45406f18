"""Task `dumps`: plain-text dumps of pages -> body, title, date, byline, dateline, wire."""

from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.tasks.jsonl import read_rows, write_rows
from benchmarks.tasks.pages import predicted
from communique.pages import page_of
from communique.readings.gazetteer import open_gazetteer
from communique.shapes import Failure, Given, Page


def predict(gold: Path, out: Path, limit: int | None) -> None:
    """Reads `dumps.jsonl.gz` of the folder `gold` ({id, renderer, text}) and writes one row a dump to `out`.

    Of `gold.jsonl.gz` beside it only `url` is read, where it is there.
    """
    known_place = open_gazetteer().knows
    answers = gold / "gold.jsonl.gz"
    urls = {row["id"]: row.get("url") for row in read_rows(answers)} if answers.is_file() else {}
    rows = islice(read_rows(gold / "dumps.jsonl.gz"), limit)
    write_rows(out, map(partial(predicted, known_place=known_place), _captures(rows, urls)))


def _captures(
    rows: Iterator[dict[str, Any]], urls: dict[str, str | None]
) -> Iterator[tuple[dict[str, Any], Page | Failure]]:
    for row in rows:
        given = Given(url=urls.get(row["id"]))
        page = page_of(row["text"].encode("utf-8", errors="replace"), origin="gold", name=row["id"], given=given)
        yield {"id": row["id"], "renderer": row["renderer"]}, page
