"""Task `attribution-rules`: as `attribution`, by the rules alone, as where no weights are installed."""

from pathlib import Path

from benchmarks.tasks import attribution


def predict(gold: Path, out: Path, limit: int | None) -> None:
    attribution.predict(gold, out, limit, learned=False)
