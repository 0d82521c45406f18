"""The findings against labelled pages that lie beside the project, judged by the scorer that comes with them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from benchmarks.tasks import findings

from communique.shapes import Kit

SHARED = Path(__file__).resolve().parents[3] / "shared"
GOLD = SHARED / "gold"
SCORER = GOLD / "score_findings.py"

REFERENCE = {"statements": 0.85, "events": 0.6, "figures": 1.0, "places": 1.0, "calendar": 1.0}
"""What the main job must reach on its reference page."""
DEVELOPMENT = {"statements": 0.80, "events": 0.55, "figures": 0.96, "places": 0.77, "calendar": 0.50}
"""A little under what was measured on the development pages when this was written."""

pytestmark = [
    pytest.mark.gold,
    pytest.mark.skipif(not SCORER.is_file(), reason="no labelled pages beside the project (../shared/gold)"),
]


def f1_of(gold: Path, folder: Path, kit: Kit, monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    monkeypatch.setattr(findings, "make_kit", lambda chosen: kit)
    findings.predict(gold, folder, None)
    command = [sys.executable, str(SCORER), "--pred", str(folder), "--json", str(gold)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=100)
    answer: dict[str, Any] = json.loads(told.stdout)
    assert not answer["absent"]
    return {kind: row["F1"] for kind, row in answer["all"].items()}


def too_low(found: dict[str, float], floors: dict[str, float]) -> dict[str, tuple[float, float]]:
    return {kind: (found[kind], floor) for kind, floor in floors.items() if found[kind] < floor}


def test_the_reference_page(kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gold = SHARED / "reference"
    if not list(gold.glob("*.expected.yaml")):
        pytest.skip("no reference page beside the project")
    assert not too_low(f1_of(gold, tmp_path, kit, monkeypatch), REFERENCE)


def test_the_development_pages(kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not too_low(f1_of(GOLD / "pages-to-findings", tmp_path, kit, monkeypatch), DEVELOPMENT)
