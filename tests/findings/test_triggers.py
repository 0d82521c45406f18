"""Which words tell of an event, and of what kind, on sentences parsed by hand."""

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from communique.findings.references import References
from communique.findings.triggers import argument_classes, kind_at, kinds
from communique.shapes import Article, Reading

VOCAB = English().vocab


def parse(rows: str) -> Doc:
    """A Doc from lines of `word POS TAG dep head lemma`; heads are token numbers."""
    cells = [row.split() for row in rows.strip().splitlines()]
    words, pos, tags, deps, heads, lemmas = zip(*cells, strict=True)
    numbers = [int(head) for head in heads]
    return Doc(VOCAB, list(words), pos=list(pos), tags=list(tags), deps=list(deps), heads=numbers, lemmas=list(lemmas))


def kind_of(doc: Doc, index: int) -> str | None:
    found = kind_at(doc[index], References(Reading(article=Article(id="a", page_id="p", text=doc.text), doc=doc)))
    return found.kind if found else None


@pytest.mark.parametrize(
    ("thing", "kind"),
    [("cocaine", "drug-seizure"), ("rifle", "gun-seizure"), ("vessel", "cash-seizure"), ("idea", "seizure")],
)
def test_what_is_seized_tells_the_kind(thing: str, kind: str) -> None:
    active = f"Police NOUN NNS nsubj 1 police\nseized VERB VBD ROOT 1 seize\n{thing} NOUN NN dobj 1 {thing}"
    passive = f"{thing} NOUN NN nsubjpass 2 {thing}\nwas AUX VBD auxpass 2 be\nseized VERB VBN ROOT 2 seize"
    noun = f"{thing} NOUN NN compound 1 {thing}\nseizures NOUN NNS ROOT 1 seizure"
    assert kind_of(parse(active), 1) == kind
    assert kind_of(parse(passive), 2) == kind
    if kind != "cash-seizure":
        assert kind_of(parse(noun), 1) == kind


def test_what_is_raided_tells_the_kind() -> None:
    raid = "Police NOUN NNS nsubj 1 police\nraided VERB VBD ROOT 1 raid\n{0} NOUN NN dobj 1 {0}"
    assert kind_of(parse(raid.format("laboratory")), 1) == "lab-raid"


def test_what_a_thing_is_made_of_counts_and_what_it_modifies_does_not() -> None:
    doc = parse("""
        Police  NOUN NNS nsubj 1 police
        seized  VERB VBD ROOT  1 seize
        bags    NOUN NNS dobj  1 bag
        of      ADP  IN  prep  2 of
        cocaine NOUN NN  pobj  3 cocaine
    """)
    assert kind_of(doc, 1) == "drug-seizure"
    arrest = parse("arrest NOUN NN compound 1 arrest\nwarrant NOUN NN ROOT 1 warrant")
    assert kind_of(arrest, 0) is None


def test_a_word_of_another_class_tells_nothing() -> None:
    assert kind_of(parse("Storms NOUN NNS nsubj 1 storm\nsang VERB VBD ROOT 1 sing"), 1) is None
    assert kind_of(parse("arrest ADJ JJ ROOT 0 arrest"), 0) is None


def test_every_kind_has_a_parent_that_is_a_kind_or_a_group() -> None:
    assert kinds()["drug-seizure"].parent == "seizure"
    assert (kinds()["talks"].code, kinds()["talks"].reciprocal) == ("CONSULT", True)
    assert kinds()["smuggling"].code == "none"
    assert "cocaine" in argument_classes()["drugs"]
