"""Task `names`: pairs of names -> whether they are proposed as one, and whether they would be merged unasked."""

from itertools import islice
from pathlib import Path

from benchmarks.tasks.jsonl import read_rows, write_rows
from communique.reconcile.names import MATCH, compare


def predict(gold: Path, out: Path, limit: int | None) -> None:
    """Reads `kind`, `a`, `b` of each row; writes `match`, the score, and `automatic`; in order."""
    rows = islice(read_rows(gold), limit)
    found = (compare(row["a"], row["b"], person=row["kind"] == "Person") for row in rows)
    write_rows(out, ({"match": one.score >= MATCH, "score": one.score, "automatic": one.safe} for one in found))
