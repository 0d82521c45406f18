"""Places: what a name means, and what counts as a place."""

from functools import cache

import pytest

from communique.readings.gazetteer import Gazetteer, open_gazetteer
from communique.readings.places import find_places
from communique.readings.places_resolve import Name, demonym, entries_of, kilometres, resolve
from communique.shapes import Kit, Place


@cache
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def resolved(text: str, *names: str) -> list[Name]:
    """The names of a text, given by hand, with their meanings."""
    found, at = [], 0
    for name in names:
        start = text.index(name, at)
        at = start + len(name)
        found.append(Name(start, at, name, entries_of(name, gazetteer())))
    resolve(found, text)
    return found


def meaning(text: str, *names: str) -> tuple[str, str | None, str]:
    chosen = resolved(text, *names)[0].chosen
    assert chosen is not None
    return chosen.country, chosen.admin1, chosen.level


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("He lives in Paris.", ["Paris"], ("FRA", "11", "city")),
        ("He lives in Paris, Texas.", ["Paris", "Texas"], ("USA", "TX", "city")),
        ("Officials flew to Washington.", ["Washington"], ("USA", "DC", "city")),
        ("They toured the state of Washington.", ["Washington"], ("USA", "WA", "admin1")),
        ("Fires in Washington state grew.", ["Washington"], ("USA", "WA", "admin1")),
        ("The town of Durango, in Durango state.", ["Durango", "Durango"], ("MEX", "10", "city")),
        ("He was born in Toledo, Ohio.", ["Toledo", "Ohio"], ("USA", "OH", "city")),
        ("Patrols along the Rio Grande.", ["Rio Grande"], ("USA", "TX", "region")),
        ("A court in Augusta, Ga., ruled.", ["Augusta", "Ga."], ("USA", "GA", "city")),
        ("The Guatemalans left.", ["Guatemalans"], ("GTM", None, "country")),
    ],
)
def test_resolution(text: str, names: list[str], expected: tuple[str, str | None, str]) -> None:
    assert meaning(text, *names) == expected


def test_one_sense_for_a_name_in_one_document() -> None:
    text = "The fire broke out in Paris, Texas. Crews from Paris were sent."
    first, _, again = resolved(text, "Paris", "Texas", "Paris")
    assert first.chosen == again.chosen
    assert again.rules == ["said before"]


def test_what_the_document_names_elsewhere_decides() -> None:
    text = "Athens and Macon lie in Georgia, said police in Atlanta."
    athens = resolved(text, "Athens", "Macon", "Georgia", "Atlanta")[0].chosen
    assert athens is not None
    assert (athens.country, athens.admin1) == ("USA", "GA")


def test_unknown_names_stay_unresolved() -> None:
    name = resolved("They met in Qwertzuiopolis.", "Qwertzuiopolis")[0]
    assert name.chosen is None


def test_demonyms_need_a_capital() -> None:
    assert demonym("Mexicans") == "MEX"
    assert demonym("polish") is None
    assert demonym("Polish") == "POL"


def test_distance() -> None:
    tijuana, laredo = gazetteer().lookup("Tijuana")[0], gazetteer().lookup("Nuevo Laredo")[0]
    assert kilometres(tijuana, tijuana) == 0
    assert 1700 < kilometres(tijuana, laredo) < 1850


def places(kit: Kit, text: str) -> dict[str, Place]:
    found = find_places(kit.nlp(text), gazetteer())
    for place in found:
        assert text[place.span.start : place.span.end] == place.name
    return {p.name: p for p in found}


def test_states_and_venues(kit: Kit) -> None:
    text = (
        "Delegates from Honduras will meet in Washington next week. Marines raided a warehouse in the southern state "
        "of Guerrero, and two trucks were stopped near Nuevo Laredo."
    )
    found = places(kit, text)
    assert found["Washington"].role == "venue"
    assert (found["Washington"].country, found["Washington"].admin1) == ("USA", "DC")
    assert (found["Guerrero"].level, found["Guerrero"].country, found["Guerrero"].role) == ("admin1", "MEX", "scene")
    assert found["Nuevo Laredo"].geonames_id == 3522551
    assert found["Honduras"].role == "origin"


def test_names_inside_other_names_are_no_places(kit: Kit) -> None:
    found = places(kit, "The Washington Post wrote that the Sinaloa Cartel and Paris Hilton were named in the suit.")
    assert not {"Washington", "Sinaloa", "Paris"} & set(found)


def test_bodies_in_capitals_are_no_towns(kit: Kit) -> None:
    assert "NATO" not in places(kit, "The envoy told NATO about the raid.")
    assert "US" in places(kit, "The envoy told the US about the raid.")


def test_governments_stand_apart(kit: Kit) -> None:
    found = places(kit, "Mexico rejected the plan. The Colombian senator agreed.")
    assert found["Mexico"].role == "government"
    assert found["Colombian"].role == "demonym"


def test_the_same_text_gives_the_same_places(kit: Kit) -> None:
    text = "Police in Monterrey and San Antonio arrested five men from Springfield."
    assert places(kit, text) == places(kit, text)


def test_no_text_no_places(kit: Kit) -> None:
    assert find_places(kit.nlp(""), gazetteer()) == ()
