"""Statements with resolved speakers in texts of our own: scores do not fall, the annotation is about its text."""

import pytest
from benchmarks.quality import speakers
from benchmarks.quality.matching import Tally

from communique.shapes import Kit

FEWEST = 60
FLOORS = {"f1": 0.87, "f1_strict": 0.72}
NAMED = 0.77
"""A little under what was measured when rules for speakers had been written with these texts in sight."""

Scored = tuple[Tally, list[tuple[str, bool]]]


@pytest.fixture(scope="module")
def scored(kit: Kit) -> Scored:
    return speakers.score(kit)


def test_every_quote_stands_in_its_text_and_every_speaker_is_listed() -> None:
    count = 0
    for path, gold in speakers.annotations():
        text = " ".join(path.read_text(encoding="utf-8").split())
        known = {actor["id"] for actor in gold["actors"]}
        for item in gold["statements"]:
            count += not item.get("optional")
            assert all(item[role] in text for role in ("source", "cue", "content")), item
            assert set(item["speakers"]) <= known, item
    assert count >= FEWEST


@pytest.mark.parametrize("measure", sorted(FLOORS))
def test_no_score_falls_under_its_floor(scored: Scored, measure: str) -> None:
    assert getattr(scored[0], measure) >= FLOORS[measure]


def test_speakers_are_right_by_name(scored: Scored) -> None:
    assert sum(right for _, right in scored[1]) / len(scored[1]) >= NAMED
