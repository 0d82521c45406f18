"""JSON lines, plain or gzipped: the form of the gold and of the predictions."""

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any


def _open(path: Path, mode: str) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, mode, encoding="utf-8")  # type: ignore[return-value]
    return path.open(mode, encoding="utf-8")


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of `path`, a `.jsonl` or `.jsonl.gz` file; blank lines are skipped."""
    with _open(path, "rt") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def write_rows(path: Path, rows: Iterable[dict[str, Any]]) -> int:
    """Writes one row a line to `path` and returns how many."""
    count = 0
    with _open(path, "wt") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count
