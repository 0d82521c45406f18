"""Task `copies`: texts -> families of near-duplicates."""

from itertools import islice
from pathlib import Path

from benchmarks.tasks.jsonl import read_rows, write_rows
from communique.reconcile import families
from communique.shapes import Article


def predict(gold: Path, out: Path, limit: int | None) -> None:
    """Reads `id` (or `body`) and `text` of each row; writes `id` and `cluster`."""
    texts = {str(row.get("id", row.get("body"))): row["text"] for row in islice(read_rows(gold), limit)}
    found = families([Article(id=name, page_id=name, text=text) for name, text in texts.items()])
    family_of = {copy.article_id: family.id for family in found for copy in family.copies}
    write_rows(out, ({"id": name, "cluster": family_of[name]} for name in texts))
