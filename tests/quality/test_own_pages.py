"""The findings of the sample pages stay as good as they were."""

from pathlib import Path

import pytest
from benchmarks.quality import score
from benchmarks.quality.matching import Tally

from communique.shapes import Kit


@pytest.fixture(scope="module")
def tallies(kit: Kit) -> dict[str, Tally]:
    return score.total(score.score(kit))


def test_the_floors_hold_for_the_annotations_there_are() -> None:
    assert score.floors()["annotations"] == score.digest(), (
        "the annotations changed: look at the scores, then `python -m benchmarks.quality.score --floors`"
    )


@pytest.mark.parametrize("kind", score.QUOTED)
@pytest.mark.parametrize("measure", ["f1", "f1_strict"])
def test_no_score_falls_under_its_floor(tallies: dict[str, Tally], measure: str, kind: str) -> None:
    assert getattr(tallies[kind], measure) >= score.floors()[measure][kind]


def test_a_floor_falls_only_with_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(score, "FLOORS", tmp_path / "floors.toml")
    good = {kind: Tally(gold=10, predicted=10, matched=9, strict=8) for kind in score.QUOTED}
    poor = {kind: Tally(gold=10, predicted=10, matched=5, strict=5) for kind in score.QUOTED}
    score.write_floors(good, None)
    first = score.floors()
    assert first["f1"]["events"] == 0.88
    score.write_floors(poor, None)
    assert score.floors() == first
    score.write_floors(poor, "sentences are split anew")
    assert score.floors()["f1"]["events"] == 0.48
    assert "sentences are split anew" in score.FLOORS.read_text(encoding="utf-8")
