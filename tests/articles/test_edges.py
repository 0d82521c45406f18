"""What stands right before or after a story, in the same column."""

import pytest

from communique.articles.edges import edge_reasons, is_credit
from communique.articles.pieces import fold

STORY = ["The ports reopened on Monday.", "Ships had waited for a week, said the harbour master."]
BYLINE = ("Ana Torres", "Juan Gil")


def reasons(lines: list[str], byline: tuple[str, ...] = BYLINE) -> dict[str, str]:
    pieces = [fold(line, 0, len(line)) for line in lines]
    found = edge_reasons(pieces, ["body"] * len(lines), byline)
    return {lines[number]: reason for number, reason in found.items()}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Reporting by Ana Torres and Juan Gil; Editing by Eva Lund", "credits"),
        ("(Additional reporting by Ana Torres in San Isidro; writing by Juan Gil)", "credits"),
        ("Our standards: The Harbour Principles", "legal-notice"),
        ("Weather Sunny, 81", "widget"),
        ("Other stories Rain closes the pass County fair opens", "related-links"),
        ("Comments", "comments"),
        ("---ooo---", "end-mark"),
        ("# # #", "end-mark"),
        ("-30-", "end-mark"),
        ("Ana Torres", "header"),
        ("By Ana Torres and Juan Gil", "header"),
    ],
)
def test_lines_at_the_edges_are_no_story(line: str, reason: str) -> None:
    assert reasons([line, *STORY]) == {line: reason}
    assert reasons([*STORY, line]) == {line: reason}
    assert reasons([STORY[0], line, STORY[1]]) == {}


@pytest.mark.parametrize(
    "line",
    [
        "Weather closed the ports for a week, said the harbour master.",
        "Weather closed the ports for a week, and nobody on the whole coast knew when they would open again",
        "Reporting by the harbour office showed that the ports were closed",
        "Eva Lund",
        "What comes next",
        "Marketside reopens",
    ],
)
def test_other_lines_at_the_edges_stay(line: str) -> None:
    assert reasons([line, *STORY]) == reasons([*STORY, line]) == {}


def test_several_lines_go_from_the_edge_inward() -> None:
    credit, standards = "Reporting by Ana Torres", "Our standards: The Harbour Principles"
    assert set(reasons([*STORY, credit, "Harbour photo", standards])) == {credit, standards}


def test_a_body_is_never_dropped_whole() -> None:
    assert reasons(["Ana Torres", "###"]) == {}


def test_a_credit_that_goes_on_is_a_sentence() -> None:
    assert is_credit("Editing by Eva Lund.")
    assert not is_credit("Editing by Eva Lund was praised")
