"""People by name: offices, later uses, and who held an office when."""

from collections.abc import Callable

import pytest

from communique import readings
from communique.readings.people import holder_of, in_office
from communique.shapes import Actor, Article, Kit, Reading, Stamp

Read = Callable[[str], Reading]


@pytest.fixture(scope="module")
def read(kit: Kit) -> Read:
    def reading_of(text: str) -> Reading:
        published = Stamp(value="2024-05-16", method="given")
        return readings.read(Article(id="a", page_id="p", text=text, published=published), kit)

    return reading_of


def actor(reading: Reading, id: str) -> Actor:
    found = {actor.id: actor for actor in reading.actors}
    assert id in found, sorted(found)
    return found[id]


def mentions(reading: Reading, id: str) -> list[tuple[str, str]]:
    """(words, rule) of every mention of an actor."""
    text = reading.article.text
    return [(text[m.span.start : m.span.end], m.rule) for m in actor(reading, id).mentions]


def test_a_name_with_its_office_and_the_last_name_later(read: Read) -> None:
    found = read("Peruvian Foreign Minister Ana Quiroga met farmers in Lima. Quiroga said she would return.")
    quiroga = actor(found, "person/ana-quiroga")
    assert (quiroga.kind, quiroga.country, quiroga.sector, quiroga.role) == ("person", "PER", "GOV", "foreign minister")
    assert mentions(found, quiroga.id) == [("Ana Quiroga", "name"), ("Quiroga", "last-name"), ("she", "pronoun")]


def test_an_office_behind_the_name(read: Read) -> None:
    holm = actor(read("Lars Holm, a Norwegian police chief, resigned."), "person/lars-holm")
    assert (holm.country, holm.sector, holm.role) == ("NOR", "COP", "police chief")


def test_an_office_at_a_distance(read: Read) -> None:
    stone = actor(read("US Ambassador to Peru, Erik Stone, resigned."), "person/erik-stone")
    assert (stone.country, stone.role) == ("USA", "ambassador")


def test_a_country_in_a_name_is_no_country(read: Read) -> None:
    found = read("Tomas Jordan visited Jordan.")
    assert mentions(found, "person/tomas-jordan") == [("Tomas Jordan", "name")]
    assert mentions(found, "country/jor") == [("Jordan", "country")]


def test_terms_of_office_are_half_open() -> None:
    row = {"from": "2021-01-20", "until": "2025-01-20"}
    assert in_office(row, "2021-01-20")
    assert in_office(row, "2025-01-19T23:59")
    assert not in_office(row, "2025-01-20")
    assert not in_office(row, "2021-01-19")
    assert not in_office(row, None), "an unknown day fits no term"
    assert in_office({"from": "2021-01-20", "until": ""}, "2030-01-01")


def test_an_office_has_one_holder_at_a_time() -> None:
    then, before = holder_of("president", "USA", "2023-04-01"), holder_of("president", "USA", "2019-04-01")
    assert then is not None
    assert before is not None
    assert then["id"] != before["id"]
    assert holder_of("president", "USA", None) is None
    assert holder_of("lighthouse keeper", "USA", "2023-04-01") is None
