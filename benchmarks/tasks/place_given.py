"""`place-given`: texts with the spans of place names -> their coordinates."""

from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.tasks.jsonl import read_rows, write_rows
from communique.readings.gazetteer import Gazetteer, open_gazetteer
from communique.readings.places_resolve import Name, entries_of, resolve


def _row(row: dict[str, Any], gazetteer: Gazetteer) -> dict[str, Any]:
    spans = sorted((t["start"], t["end"]) for t in row["toponyms"])
    text = row["text"]
    names = [Name(s, e, text[s:e], entries_of(text[s:e], gazetteer)) for s, e in spans]
    resolve(names, text)
    found = [
        {
            "start": n.start,
            "end": n.end,
            "text": n.text,
            "lat": n.chosen.latitude if n.chosen else None,
            "lon": n.chosen.longitude if n.chosen else None,
        }
        for n in names
    ]
    return {"id": row["id"], "toponyms": found}


def predict(gold: Path, out: Path, limit: int | None = None) -> None:
    """Reads `id`, `text` and the spans of `toponyms`; writes a latitude and longitude for each."""
    gazetteer = open_gazetteer()
    write_rows(out, (_row(row, gazetteer) for row in islice(read_rows(gold), limit)))
