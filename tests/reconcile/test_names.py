"""Names word by word: what is proposed, what is safe, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reconcile.names import MATCH, compare, sounds

PERSONS = [
    pytest.param("Yusuf Karimov", "Юсуф Каримов", True, id="another script"),
    pytest.param("Khadija Haddad", "Hadidja Haddad", False, id="spelt by ear"),
    pytest.param("KARIMOV, Yusuf", "Yusuf Karimov", True, id="order and capitals"),
    pytest.param("President Yusuf Karimov", "Yusuf Karimov", True, id="title"),
    pytest.param("Y. Karimov", "Yusuf Karimov", True, id="initial"),
    pytest.param("Mateo Villanueba", "Mateo Villanueva", True, id="one slip in a long word"),
    pytest.param("Mateo Ruiz", "Mateo Ruíz", True, id="accent"),
    pytest.param("Mateo Ruiz Villanueva", "Mateo Ruiz", False, id="a name more"),
    pytest.param("Villanueva", "Mateo Villanueva", False, id="last name alone"),
]
OTHERS = [
    pytest.param("Mateo Ruiz", "Mateo Salas", id="another last name"),
    pytest.param("Omar bin Faisal Qadir", "Omar bin Nasser Qadir", id="another father"),
    pytest.param("B. Karimov", "Yusuf Karimov", id="another initial"),
    pytest.param("Mateo Ruiz 2", "Mateo Ruiz 3", id="another number"),
]
BODIES = [
    pytest.param("Grupo Almendra S.A.", "Grupo Almendra SA", True, id="points"),
    pytest.param("The Port Authority", "Port Authority", True, id="article"),
    pytest.param("Almendra Foods Inc.", "Almendra Foods, Incorporated", True, id="one legal form"),
    pytest.param("Almendra Foods AG", "Almendra Foods GmbH", False, id="two legal forms"),
    pytest.param("Ministry of Labour", "Ministry of Labor", True, id="spelling"),
]


@pytest.mark.parametrize(("a", "b", "safe"), PERSONS)
def test_names_of_one_person_match(a: str, b: str, safe: bool) -> None:
    found = compare(a, b, person=True)
    assert found.score >= MATCH
    assert found.safe is safe
    assert found.reason


@pytest.mark.parametrize(("a", "b"), OTHERS)
def test_names_of_two_people_do_not_match(a: str, b: str) -> None:
    found = compare(a, b, person=True)
    assert found.score < MATCH
    assert not found.safe


@pytest.mark.parametrize(("a", "b", "safe"), BODIES)
def test_names_of_bodies(a: str, b: str, safe: bool) -> None:
    found = compare(a, b, person=False)
    assert found.score >= MATCH
    assert found.safe is safe


def test_a_father_and_his_son_are_not_merged() -> None:
    assert not compare("Faisal bin Omar Qadir", "Omar bin Faisal Qadir", person=True).safe


def test_what_transliteration_loses_is_never_safe() -> None:
    assert not compare("李明", "李明", person=True).safe


def test_the_reason_names_the_least_alike_words() -> None:
    assert "villanueba and villanueva" in compare("Mateo Villanueba", "Mateo Villanueva", person=True).reason


def test_names_that_match_share_a_sound() -> None:
    assert sounds("Khadija Haddad", person=True) & sounds("Hadidja Hadad", person=True)


@given(st.text(max_size=30), st.text(max_size=30), st.booleans())
def test_comparing_is_symmetric_and_bounded(a: str, b: str, person: bool) -> None:
    one, other = compare(a, b, person=person), compare(b, a, person=person)
    assert (one.score, one.safe) == (other.score, other.safe)
    assert 0 <= one.score <= 1
    assert not one.safe or one.score >= MATCH
