"""Questions to a dependency tree, on sentences parsed by hand."""

from typing import Any

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from communique.findings.trees import (
    ancestors,
    bounds,
    children,
    conjuncts,
    governing_subject,
    negated,
    subject,
)

VOCAB = English().vocab


def parse(rows: str) -> Doc:
    """A Doc from lines of `word POS TAG dep head lemma`; heads are token numbers."""
    cells = [row.split() for row in rows.strip().splitlines()]
    words, pos, tags, deps, heads, lemmas = zip(*cells, strict=True)
    numbers = [int(head) for head in heads]
    return Doc(VOCAB, list(words), pos=list(pos), tags=list(tags), deps=list(deps), heads=numbers, lemmas=list(lemmas))


@pytest.fixture(scope="module")
def doc() -> Any:
    return parse("""
        Bakers   NOUN  NNS nsubj 5 baker
        and      CCONJ CC  cc    0 and
        millers  NOUN  NNS conj  0 miller
        did      AUX   VBD aux   5 do
        not      PART  RB  neg   5 not
        leave    VERB  VB  ROOT  5 leave
        ,        PUNCT ,   punct 5 ,
        adding   VERB  VBG advcl 5 add
        flour    NOUN  NN  dobj  7 flour
        .        PUNCT .   punct 5 .
    """)


def test_children_by_label(doc: Any) -> None:
    assert [child.text for child in children(doc[5], "aux", "neg")] == ["did", "not"]
    assert children(doc[8], "aux") == []


def test_subjects(doc: Any) -> None:
    assert subject(doc[5]).text == "Bakers"
    assert subject(doc[7]) is None
    assert governing_subject(doc[7]).text == "Bakers", "a participle takes the subject of its clause"


def test_joined_words_and_ancestors(doc: Any) -> None:
    assert [token.text for token in conjuncts(doc[0])] == ["Bakers", "millers"]
    assert [token.text for token in ancestors(doc[8])] == ["adding", "leave"]


def test_negation(doc: Any) -> None:
    assert negated(doc[5])
    assert not negated(doc[7])


def test_bounds_leave_punctuation_out(doc: Any) -> None:
    start, end = bounds(list(doc[6:10]))
    assert doc.text[start:end] == "adding flour"
    start, end = bounds([doc[6]])
    assert start == end
