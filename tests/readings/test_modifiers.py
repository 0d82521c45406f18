"""What stands around a noun, on phrases parsed by hand."""

from spacy.lang.en import English
from spacy.tokens import Doc

from communique.readings.cast import Cast
from communique.readings.modifiers import country_behind, country_of_phrase, nouns_behind, phrase_start

VOCAB = English().vocab


def parse(rows: str) -> Doc:
    """A Doc from lines of `word POS TAG dep head lemma`; heads are token numbers."""
    cells = [row.split() for row in rows.strip().splitlines()]
    words, pos, tags, deps, heads, lemmas = zip(*cells, strict=True)
    numbers = [int(head) for head in heads]
    return Doc(VOCAB, list(words), pos=list(pos), tags=list(tags), deps=list(deps), heads=numbers, lemmas=list(lemmas))


OFFICIALS = """
    Today     NOUN  NN  npadvmod 4 today
    ,         PUNCT ,   punct    4 ,
    senior    ADJ   JJ  amod     3 senior
    officials NOUN  NNS nsubj    6 official
    from      ADP   IN  prep     3 from
    Peru      PROPN NNP pobj     4 Peru
    left      VERB  VBD ROOT     6 leave
"""


def test_a_phrase_begins_after_the_comma() -> None:
    doc = parse(OFFICIALS)
    assert phrase_start(doc[3]) == 2
    assert phrase_start(doc[5]) == 5, "nor over a preposition"


def test_nouns_and_countries_behind() -> None:
    doc = parse(OFFICIALS)
    cast = Cast(doc=doc, countries={5: "PER"})
    assert [noun.text for noun in nouns_behind(doc[3])] == ["Peru"]
    assert country_behind(cast, doc[3]) == "PER"
    assert country_of_phrase(cast, doc[3], doc[3]) == "PER"
    assert country_behind(Cast(doc=doc), doc[3]) is None


def test_a_country_in_front_comes_before_one_behind() -> None:
    doc = parse("""
        Chilean   ADJ   JJ  amod  1 chilean
        officials NOUN  NNS nsubj 4 official
        in        ADP   IN  prep  1 in
        Peru      PROPN NNP pobj  2 Peru
        left      VERB  VBD ROOT  4 leave
    """)
    cast = Cast(doc=doc, countries={0: "CHL", 3: "PER"})
    assert country_of_phrase(cast, doc[1], doc[1]) == "CHL"


def test_a_city_tells_the_country_too() -> None:
    doc = parse(OFFICIALS)
    assert country_of_phrase(Cast(doc=doc, places={5: "PER"}), doc[3], doc[3]) == "PER"
