"""The scorer of findings, on pages of a few words."""

from typing import Any

import pytest
from benchmarks.quality.matching import QUOTED, overlap, same_day, score_page
from benchmarks.quality.score import annotations

PAGE: dict[str, Any] = {
    "article": {"title": "Customs officers seize boats in Varna"},
    "actors": [{"id": "org/customs", "country": "BGR", "sector": "COP"}],
    "statements": [
        {
            "source": "customs",
            "speakers": ["org/customs"],
            "cue": "said",
            "kind": "indirect",
            "content": "the boats were empty",
        }
    ],
    "events": [
        {
            "code": "COERCE",
            "type": "seizure",
            "modality": "happened",
            "source": "org/customs",
            "evidence": "officers seized nine boats",
            "also": ["the night raid at the docks"],
        },
        {"code": "ASSAULT", "type": "attack", "modality": "happened", "optional": True, "evidence": "an old quarrel"},
    ],
    "figures": [{"value": 9, "unit": "boats", "item": "boats", "evidence": "nine boats"}],
    "places": [{"name": "Varna", "country": "BGR"}],
    "place_ignore": ["Bulgaria"],
    "calendar": [{"what": "a trial of the owners", "when": "2024-05"}],
}


def numbers(kind: str, *found: dict[str, Any]) -> tuple[int, int, int]:
    """(gold, predicted, matched) of one kind."""
    tally = score_page(PAGE, {kind: list(found)})[kind]
    return tally.gold, tally.predicted, tally.matched


def test_overlap_is_shared_words_over_those_of_the_longer_string() -> None:
    assert overlap("a b c d", "b a") == 0.5
    assert overlap("a b c d e", "a b") == 0.4
    assert overlap("", "") == 0.0


@pytest.mark.parametrize("name", [name for name, _ in annotations()])
def test_an_annotation_fed_back_is_right_in_everything(name: str) -> None:
    gold = dict(annotations())[name]
    back = {kind: [item for item in gold.get(kind) or [] if not item.get("optional")] for kind in QUOTED}
    for kind, tally in score_page(gold, {**back, "actors": gold["actors"]}).items():
        assert (tally.matched, tally.predicted, tally.strict) == (tally.gold,) * 3, kind
        assert set(tally.accuracies.values()) <= {1.0}, (kind, tally.accuracies)


def test_nothing_found_scores_nothing() -> None:
    assert all((t.f1, t.precision, t.recall) == (0.0, 0.0, 0.0) for t in score_page(PAGE, {}).values())


def test_a_second_telling_an_optional_thing_and_the_headline_do_not_count() -> None:
    told = {"evidence": "officers seized nine boats"}
    assert numbers("events", told) == (1, 1, 1)
    assert numbers("events", told, {"evidence": "the night raid at the docks"}) == (1, 1, 1)
    assert numbers("events", told, {"evidence": "an old quarrel"}, {"evidence": "Customs officers seize boats"}) == (
        1,
        1,
        1,
    )
    assert numbers("events", told, told) == (1, 2, 1), "the same telling twice is wrong once"
    assert numbers("events", {"evidence": "they walked home"}) == (1, 1, 0)


def test_a_figure_of_the_same_value_matches_when_one_quote_holds_the_other() -> None:
    assert numbers("figures", {"value": 9, "evidence": "nine boats were tied up at the quay"}) == (1, 1, 1)
    assert numbers("figures", {"value": 8, "evidence": "nine boats were tied up at the quay"}) == (1, 1, 0)


def test_places_to_ignore_and_wrong_countries() -> None:
    tally = score_page(PAGE, {"places": [{"name": "Bulgaria"}, {"name": "Varna", "country": "USA"}]})["places"]
    assert (tally.predicted, tally.matched, tally.strict, tally.uncounted) == (1, 1, 0, 1)


def test_a_plan_needs_its_day_and_a_word() -> None:
    assert numbers("calendar", {"what": "the trial opens", "when": "2024-05-03"}) == (1, 1, 1)
    assert numbers("calendar", {"what": "the trial opens", "when": "2024-06"}) == (1, 1, 0)
    assert numbers("calendar", {"what": "a fair of the town", "when": "2024-05"}) == (1, 1, 0), "of and a share nothing"


def test_strict_asks_who_and_how() -> None:
    said = {"content": "the boats were empty", "source": "customs", "cue": "said", "kind": "indirect"}
    right = score_page(PAGE, {"statements": [{**said, "speakers": [{"country": "BGR", "sector": "COP"}]}]})[
        "statements"
    ]
    wrong = score_page(PAGE, {"statements": [{**said, "speakers": [{"country": "BGR", "sector": "GOV"}]}]})[
        "statements"
    ]
    assert (right.f1, right.f1_strict, wrong.f1, wrong.f1_strict) == (1.0, 1.0, 1.0, 0.0)
    assert wrong.accuracies["speaker country"] == 1.0
    assert wrong.accuracies["speaker sector"] == 0.0


def test_days_agree_to_the_precision_asked_for() -> None:
    assert same_day("2024-05", {"date": "2024-05-03"})
    assert not same_day("2024-05-03", {"date": "2024-05"})
    assert same_day("last Monday", {"date_words": "Last Monday"})
    assert not same_day("2024-05", {"date": None})
