"""The cast of an article: names by table first, the neural labels for what they leave open."""

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


def test_agencies_and_groups_of_the_tables(read: Read) -> None:
    found = read("The State Department and the FBI hunt the Sinaloa Cartel.")
    assert {(a.id, a.kind, a.country, a.sector) for a in found.actors} == {
        ("org/us-state-department", "government", "USA", "GOV"),
        ("org/us-fbi", "government", "USA", "COP"),
        ("group/sinaloa-cartel", "armed-group", "MEX", "CRM"),
    }


def test_a_capital_that_acts_is_its_government(read: Read) -> None:
    assert mentions(read("Washington said the talks would go on."), "country/usa") == [("Washington", "capital")]
    assert "country/usa" not in {a.id for a in read("They walked to Washington.").actors}


def test_people_of_a_country_are_not_the_country(read: Read) -> None:
    americans = actor(read("Several Americans were hurt in Lund."), "unnamed/americans")
    assert (americans.kind, americans.country, americans.sector) == ("unnamed", "USA", "CVL")


def test_an_outlet_is_known_by_its_name(read: Read) -> None:
    times = actor(read("The Baltic Times reported a fire."), "org/baltic-times")
    assert (times.kind, times.sector) == ("organization", "MED")


def test_the_home_country_is_the_one_named_most(read: Read) -> None:
    assert read("Kenya and Kenyan farmers trade with Estonia.").home == "KEN"
    assert read("The rain fell on the town.").home is None


def test_a_body_without_a_country_takes_the_home_country(read: Read) -> None:
    found = read("The Kenyan army entered the camp. Later police searched the camp.")
    assert mentions(found, "org/kenya-police") == [("police", "table+home-country")]


def test_actors_come_in_a_fixed_order_with_their_mentions(read: Read) -> None:
    found = read("Peru thanked Chile. Chile thanked Peru.")
    assert [a.id for a in found.actors] == ["country/chl", "country/per"]
    for each in found.actors:
        assert list(each.mentions) == sorted(each.mentions, key=lambda m: m.span)
        assert all(found.article.text[m.head :].startswith(("Peru", "Chile")) for m in each.mentions)


def test_nothing_gives_nobody(read: Read) -> None:
    assert (read("").actors, read("").home) == ((), None)
