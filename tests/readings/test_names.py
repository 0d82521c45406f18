"""Names of countries, bodies and groups found by table."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.readings.names import find_names


def ids(text: str) -> list[tuple[str, str]]:
    return [(text[found.start : found.end], found.name.id) for found in find_names(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru sold copper to Japan.", [("Peru", "country/per"), ("Japan", "country/jpn")]),
        ("the U.S. State Department said", [("U.S. State Department", "org/us-state-department")]),
        ("South Korea and North Korea", [("South Korea", "country/kor"), ("North Korea", "country/prk")]),
        ("agents of the Sinaloa Cartel fled", [("Sinaloa Cartel", "group/sinaloa-cartel")]),
        ("nobody in particular", []),
    ],
)
def test_the_longest_name_wins(text: str, expected: list[tuple[str, str]]) -> None:
    assert ids(text) == expected


def test_short_names_match_to_the_letter() -> None:
    assert ids("who told us to put it on ice?") == []
    assert [id for _, id in ids("WHO warned the FBI")] == ["org/who", "org/us-fbi"]


def test_demonyms_are_known_as_such() -> None:
    (found,) = find_names("two Peruvian boats")
    assert (found.name.country, found.name.demonym) == ("PER", True)


def test_a_name_in_lower_case_is_none() -> None:
    assert ids("roast turkey with chili") == []


@given(
    st.lists(st.sampled_from(["Peru", "the", "U.S.", "State Department", ",", "FBI", "Chile’s", "army"]), max_size=12)
)
def test_names_are_sorted_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    found = find_names(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[each.start : each.end].strip() for each in found)
