"""Bodies, offices without a name, and unnamed people, told by common nouns."""

from collections.abc import Callable

import pytest

from communique import readings
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


def test_a_body_with_its_country_and_the_bare_noun_later(read: Read) -> None:
    found = read("The Kenyan army entered the camp. The army left on Monday.")
    army = actor(found, "org/kenya-army")
    assert (army.kind, army.country, army.sector) == ("government", "KEN", "MIL")
    assert mentions(found, army.id) == [("The Kenyan army", "table"), ("The army", "definite-description")]


def test_unnamed_people_have_a_country_and_a_sector(read: Read) -> None:
    soldiers = actor(read("Two Kenyan soldiers were hurt."), "unnamed/two-kenyan-soldiers-ken")
    assert (soldiers.kind, soldiers.country, soldiers.sector) == ("unnamed", "KEN", "MIL")


def test_officials_of_two_countries(read: Read) -> None:
    found = read("Mexican and U.S. officials met in Tijuana.")
    assert {a.country for a in found.actors if a.kind == "unnamed"} == {"MEX", "USA"}


def test_an_office_without_a_name_is_its_holder_on_that_day(read: Read) -> None:
    found = read("The U.S. president spoke.")
    assert mentions(found, "person/joe-biden") == [("The U.S. president", "office-holder")]


def test_some_holder_of_an_office_is_nobody_known(read: Read) -> None:
    found = read("A former U.S. president spoke at the fair.")
    assert "person/joe-biden" not in {a.id for a in found.actors}


def test_a_spokesperson_speaks_for_the_body(read: Read) -> None:
    found = read("A spokesperson for the Pentagon said the ship was safe. The spokesperson gave no details.")
    assert mentions(found, "org/us-pentagon") == [
        ("A spokesperson", "speaks-for"),
        ("the Pentagon", "table"),
        ("The spokesperson", "definite-description"),
    ]


def test_an_armed_group_without_a_name(read: Read) -> None:
    gang = actor(read("A drug gang fled into the hills."), "group/a-drug-gang")
    assert (gang.kind, gang.sector) == ("armed-group", "CRM")
