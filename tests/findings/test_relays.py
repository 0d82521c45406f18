"""Who passed it on: the outlet that was told, the paper that reported what another said."""

import pytest

from communique.findings.statements import find_statements
from communique.readings import read
from communique.shapes import Article, Kit, Statement


def statements(text: str, kit: Kit) -> tuple[Statement, ...]:
    return find_statements(read(Article(id="a", page_id="p", text=text), kit))


@pytest.mark.parametrize(
    "text",
    [
        "Peruvian Foreign Minister Ana Quiroga told Reuters that the bridge had opened.",
        "Reuters reported that Peruvian Foreign Minister Ana Quiroga said the bridge had opened.",
    ],
)
def test_an_outlet_that_passes_on_is_no_speaker(text: str, kit: Kit) -> None:
    found = statements(text, kit)
    assert [[ref.label for ref in one.speaker] for one in found] == [["Ana Quiroga"]]
    assert found[0].via is not None
    assert found[0].via.label == "Reuters"


def test_an_outlet_that_says_so_itself_speaks(kit: Kit) -> None:
    found = statements("Reuters reported that the bridge had opened.", kit)
    assert [[ref.label for ref in one.speaker] for one in found] == [["Reuters"]]
    assert found[0].via is None
