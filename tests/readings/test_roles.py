"""Offices and bodies named by common nouns, on words tagged by hand."""

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from communique.readings.roles import role_before, role_ending_at

VOCAB = English().vocab


def parse(rows: str) -> Doc:
    """A Doc from lines of `word POS TAG dep head lemma`; heads are token numbers."""
    cells = [row.split() for row in rows.strip().splitlines()]
    words, pos, tags, deps, heads, lemmas = zip(*cells, strict=True)
    numbers = [int(head) for head in heads]
    return Doc(VOCAB, list(words), pos=list(pos), tags=list(tags), deps=list(deps), heads=numbers, lemmas=list(lemmas))


def doc_of(*words: str) -> Doc:
    return parse("\n".join(f"{word} NOUN NN dep 0 {word.lower()}" for word in words))


@pytest.mark.parametrize(
    ("words", "phrase", "length", "sector"),
    [
        (("Foreign", "Minister"), "foreign minister", 2, "GOV"),
        (("the", "minister"), "minister", 1, "GOV"),
        (("secretary", "of", "state"), "secretary of state", 3, "GOV"),
        (("foreign", "ministry"), "foreign ministry", 2, "GOV"),
        (("the", "police"), "police", 1, "COP"),
    ],
)
def test_the_longest_phrase_wins(words: tuple[str, ...], phrase: str, length: int, sector: str) -> None:
    found = role_ending_at(doc_of(*words)[len(words) - 1])
    assert found is not None
    assert (found[0].phrase, found[1], found[0].sector) == (phrase, length, sector)


def test_plurals_are_found_by_lemma() -> None:
    found = role_ending_at(parse("ministers NOUN NNS ROOT 0 minister")[0])
    assert found is not None
    assert found[0].phrase == "minister"


def test_other_nouns_are_no_roles() -> None:
    assert role_ending_at(doc_of("old", "bridge")[1]) is None


def test_people_and_bodies_are_told_apart() -> None:
    person, body = role_ending_at(doc_of("minister")[0]), role_ending_at(doc_of("ministry")[0])
    assert person is not None
    assert body is not None
    assert (person[0].is_person, body[0].is_person) == (True, False)


def test_the_word_a_later_description_takes_up() -> None:
    found = role_ending_at(doc_of("secretary", "of", "state")[2])
    assert found is not None
    assert found[0].noun == "secretary"


def test_a_role_before_a_name_stays_in_its_sentence() -> None:
    doc = parse("minister NOUN NN dep 1 minister\nAna PROPN NNP ROOT 1 Ana")
    found = role_before(doc[1])
    assert found is not None
    assert found[0].phrase == "minister"
    assert role_before(doc[0]) is None
