"""Statements by rules alone: what is found where the weights are not installed."""

import pytest

from communique.findings import tagger
from communique.findings.statements import find_statements
from communique.readings import read
from communique.shapes import Article, Kit

TEXT = "Peruvian Foreign Minister Ana Quiroga said that the bridge had opened. “Traffic is light,” she said."


@pytest.mark.parametrize("learned", [True, False])
def test_both_ways_find_who_said_what(learned: bool, kit: Kit) -> None:
    reading = read(Article(id="a", page_id="p", text=TEXT), kit)
    found = find_statements(reading, learned=learned)
    assert [TEXT[one.content.start : one.content.end] for one in found] == [
        "the bridge had opened",
        "Traffic is light,",
    ]
    assert {ref.label for one in found for ref in one.speaker} == {"Ana Quiroga"}


def test_without_weights_the_rules_do_it(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read(Article(id="a", page_id="p", text=TEXT), kit)
    monkeypatch.setattr(tagger, "load", lambda: None)
    assert find_statements(reading) == find_statements(reading, learned=False)
