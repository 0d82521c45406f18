"""`time`: documents with a publication date -> time expressions with TIMEX3 values."""

from itertools import islice
from pathlib import Path

from benchmarks.tasks.jsonl import read_rows, write_rows
from communique.readings.times import times_in


def predict(gold: Path, out: Path, limit: int | None = None) -> None:
    """Reads `id`, `text`, `dct` of each row; writes `timexes` with spans, types and values."""
    rows = islice(read_rows(gold), limit)
    write_rows(
        out,
        (
            {
                "id": row["id"],
                "timexes": [
                    {"start": w.span.start, "end": w.span.end, "type": w.type, "value": w.value, "text": w.text}
                    for w in times_in(row["text"], row.get("dct"))
                ],
            }
            for row in rows
        ),
    )
