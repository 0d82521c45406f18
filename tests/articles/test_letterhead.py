"""Number, place and date lines of communiques."""

import pytest

from communique.articles.letterhead import is_number, letterhead
from communique.articles.pieces import fold

STORY = "The two delegations met for three hours and agreed on a plan for the bridges of the river."


def found(*lines: str) -> tuple[set[int], tuple[str, str] | None]:
    pieces = [fold(line, 0, len(line)) for line in (*lines, STORY)]
    numbers, line = letterhead(pieces, len(lines), {"Puerto Esperanza"}.__contains__)
    return set(numbers), (line[1].place or "", line[1].day or "") if line else None


@pytest.mark.parametrize(
    "line",
    [
        "Comunicado No. 112",
        "COMUNICADO DE PRENSA NÚM. 45/2024",
        "Boletín 7",
        "Comunicado conjunto nº 3",
        "Press Release 021",
        "News Release No. 24-031",
    ],
)
def test_numbers(line: str) -> None:
    assert is_number(line)


@pytest.mark.parametrize("line", ["Comunicado", "Comunicado No. 112 y otros", "Release the 12", "112", ""])
def test_no_numbers(line: str) -> None:
    assert not is_number(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Puerto Esperanza, a 14 de marzo de 2024", ("Puerto Esperanza", "14 de marzo de 2024")),
        ("Puerto Esperanza, jueves 14 de marzo de 2024.-", ("Puerto Esperanza", "14 de marzo de 2024")),
        ("Puerto Esperanza, Alta Costa, 14 de marzo de 2024", ("Puerto Esperanza, Alta Costa", "14 de marzo de 2024")),
        ("Puerto Esperanza, A.C., March 14, 2024", ("Puerto Esperanza, A.C.", "March 14, 2024")),
        ("Puerto Esperanza, Thursday, March 14, 2024", ("Puerto Esperanza", "March 14, 2024")),
    ],
)
def test_place_and_day(line: str, expected: tuple[str, str]) -> None:
    assert found(line) == ({0}, expected)


@pytest.mark.parametrize(
    "line",
    [
        "Jane Roe, March 14, 2024",
        "Updated, March 14, 2024",
        "Puerto Esperanza, March 14, 2024 | News",
        "Puerto Esperanza, March 14, 2024, 18:05",
        "March 14, 2024",
        "They met in Puerto Esperanza, March 14, 2024",
    ],
)
def test_no_place_and_day(line: str) -> None:
    assert found(line) == (set(), None)


def test_beside_a_number_the_place_need_not_be_known() -> None:
    numbers, line = found("Comunicado No. 112", "Villa Nueva, a 14 de marzo de 2024")
    assert (numbers, line) == ({0, 1}, ("Villa Nueva", "14 de marzo de 2024"))


def test_only_near_the_story() -> None:
    assert found("Puerto Esperanza, a 14 de marzo de 2024", *["Home"] * 20) == (set(), None)
