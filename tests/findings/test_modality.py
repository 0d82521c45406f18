"""Did it happen? On sentences parsed by hand, so that the rules are tested and not the weights of a model."""

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from communique.findings.modality import modality_of

VOCAB = English().vocab


def parse(rows: str) -> Doc:
    """A Doc from lines of `word POS TAG dep head lemma`; heads are token numbers."""
    cells = [row.split() for row in rows.strip().splitlines()]
    words, pos, tags, deps, heads, lemmas = zip(*cells, strict=True)
    numbers = [int(head) for head in heads]
    return Doc(VOCAB, list(words), pos=list(pos), tags=list(tags), deps=list(deps), heads=numbers, lemmas=list(lemmas))


def arrest(*before: str) -> Doc:
    """ "Guards AUX... arrest him": words before the verb are its auxiliaries, `not` its negation."""
    verb = len(before) + 1
    rows = [f"Guards NOUN NNS nsubj {verb} guard"]
    rows += [f"{w} AUX {'RB' if w == 'not' else 'MD'} {'neg' if w == 'not' else 'aux'} {verb} {w}" for w in before]
    rows += [f"arrest VERB {'VB' if before else 'VBD'} ROOT {verb} arrest", f"him PRON PRP dobj {verb} he"]
    return parse("\n".join(rows))


def under(governor: str, *, pos: str = "VERB", dep: str = "xcomp", no: bool = False) -> Doc:
    """ "Guards (not) GOVERNOR to arrest him"."""
    rows = ["Guards NOUN NNS nsubj 2 guard", f"{'not' if no else 'now'} PART RB {'neg' if no else 'advmod'} 2 not"]
    rows += [f"{governor} {pos} VBD ROOT 2 {governor}", "to PART TO aux 4 to"]
    rows += [f"arrest VERB VB {dep} 2 arrest", "him PRON PRP dobj 4 he"]
    return parse("\n".join(rows))


@pytest.mark.parametrize(
    ("before", "modality"),
    [
        ((), "happened"),
        (("will",), "planned"),
        (("did", "not"), "denied"),
        (("would",), None),
        (("may",), None),
        (("could", "not"), None),
    ],
)
def test_its_own_auxiliaries(before: tuple[str, ...], modality: str | None) -> None:
    doc = arrest(*before)
    assert modality_of(doc[len(before) + 1], False) == modality


@pytest.mark.parametrize(
    ("governor", "modality"),
    [
        ("plan", "planned"),
        ("set", "planned"),
        ("expect", "planned"),
        ("urge", "called-for"),
        ("refuse", "denied"),
        ("decline", "denied"),
        ("consider", None),
        ("threaten", None),
        ("try", None),
        ("begin", "happened"),
    ],
)
def test_the_verb_above_it(governor: str, modality: str | None) -> None:
    assert modality_of(under(governor)[4], False) == modality


def test_what_is_to_be_is_planned_and_a_purpose_is_nothing() -> None:
    assert modality_of(under("be", pos="AUX")[4], False) == "planned"
    assert modality_of(under("come", dep="advcl")[4], False) is None


def test_a_condition_is_no_event() -> None:
    doc = parse("""
        If      SCONJ IN  mark  2 if
        guards  NOUN  NNS nsubj 2 guard
        arrest  VERB  VBP advcl 5 arrest
        him     PRON  PRP dobj  2 he
        crowds  NOUN  NNS nsubj 5 crowd
        gather  VERB  VBP ROOT  5 gather
    """)
    assert modality_of(doc[2], False) is None


@pytest.mark.parametrize(
    ("governor", "modality"),
    [("deny", "denied"), ("schedule", "planned"), ("demand", "called-for"), ("weigh", None), ("confirm", "happened")],
)
def test_an_event_noun_takes_what_its_verb_says(governor: str, modality: str | None) -> None:
    doc = parse(f"""
        Guards   NOUN NNS nsubj 1 guard
        {governor} VERB VBD ROOT 1 {governor}
        the      DET  DT  det   3 the
        arrest   NOUN NN  dobj  1 arrest
    """)
    assert modality_of(doc[3], False) == modality


def test_no_arrest_was_denied() -> None:
    doc = parse("""
        There  PRON VB  expl 1 there
        was    AUX  VBD ROOT 1 be
        no     DET  DT  det  3 no
        arrest NOUN NN  attr 1 arrest
    """)
    assert modality_of(doc[3], False) == "denied"


def test_a_later_day_plans_what_is_not_told_in_the_past() -> None:
    present = parse("Guards NOUN NNS nsubj 1 guard\nmeet VERB VBP ROOT 1 meet")
    past = parse("Guards NOUN NNS nsubj 1 guard\nmet VERB VBD ROOT 1 meet")
    assert modality_of(present[1], True) == "planned"
    assert modality_of(present[1], False) == "happened"
    assert modality_of(past[1], True) == "happened"
