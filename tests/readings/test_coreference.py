"""Pronouns and "the two governments"."""

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


def test_a_pronoun_prefers_the_subject_before_it(read: Read) -> None:
    found = read("Canadian Defence Minister Paul Roy met Norwegian police chief Lars Holm. He said it was cold.")
    assert ("He", "pronoun") in mentions(found, "person/paul-roy")
    assert ("He", "pronoun") not in mentions(found, "person/lars-holm")


def test_it_is_a_body_and_he_is_a_person(read: Read) -> None:
    found = read("The Chilean navy lost two boats. It blamed the weather.")
    assert ("It", "pronoun") in mentions(found, "org/chile-navy")
    found = read("The Chilean navy lost two boats. He blamed the weather.")
    assert all(rule != "pronoun" for _, rule in mentions(found, "org/chile-navy"))


def test_a_pronoun_looks_back_a_few_sentences_only(read: Read) -> None:
    filler = "The rain fell. The wind blew. The sea was rough. The sky was dark."
    found = read(f"Canadian Defence Minister Paul Roy left. {filler} He slept.")
    assert mentions(found, "person/paul-roy") == [("Paul Roy", "name")]


def test_the_two_governments(read: Read) -> None:
    found = read("Peru and Chile signed a treaty. The two governments will meet in June.")
    for country in ("country/per", "country/chl"):
        assert ("The two governments", "both-countries") in mentions(found, country)


def test_two_governments_of_one_named_country_are_nobody(read: Read) -> None:
    found = read("Peru signed a treaty. The two governments will meet in June.")
    assert mentions(found, "country/per") == [("Peru", "country")]
