"""What a statement does, on contents parsed by hand."""

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from communique.findings.acts import act_of, is_denied, polarity_of
from communique.shapes import ActorRef

VOCAB = English().vocab


def parse(rows: str) -> Doc:
    """A Doc from lines of `word POS TAG dep head lemma`; heads are token numbers."""
    cells = [row.split() for row in rows.strip().splitlines()]
    words, pos, tags, deps, heads, lemmas = zip(*cells, strict=True)
    numbers = [int(head) for head in heads]
    return Doc(VOCAB, list(words), pos=list(pos), tags=list(tags), deps=list(deps), heads=numbers, lemmas=list(lemmas))


PERU = (ActorRef(label="Peru", actor_id="country/per", country="PER", sector="GOV"),)
CHILE = (ActorRef(label="Chile", actor_id="country/chl", country="CHL", sector="GOV"),)
GANG = (ActorRef(label="a gang", actor_id="group/gang", country="CHL", sector="CRM"),)


def clause(subject: str, *verbs: str) -> Doc:
    """ "SUBJECT AUX... VERB it", `not` as its negation; the root is the last of the verbs."""
    root = len(verbs)
    rows = [f"{subject} PRON PRP nsubj {root} {subject}"]
    for word in verbs[:-1]:
        modal = word in {"will", "must", "should", "would", "could", "can"}
        tag, dep = ("RB", "neg") if word == "not" else ("MD" if modal else "VBZ", "aux")
        rows.append(f"{word} AUX {tag} {dep} {root} {word}")
    rows += [f"{verbs[-1]} VERB VB ROOT {root} {verbs[-1]}", f"it PRON PRP dobj {root} it"]
    return parse("\n".join(rows))


def act(doc: Doc, speaker: tuple[ActorRef, ...] = PERU, party: tuple[ActorRef, ...] = ()) -> str:
    root = next(token for token in doc if token.dep_ == "ROOT")
    return act_of("claim", root, speaker, party)


@pytest.mark.parametrize("base", ["denial", "accusation", "demand", "warning", "support"])
def test_a_saying_word_with_an_act_of_its_own_decides(base: str) -> None:
    doc = clause("Chile", "must", "leave")
    assert act_of(base, doc[2], PERU, CHILE) == base


def test_a_content_without_a_head_keeps_the_act_of_its_word() -> None:
    assert act_of("claim", None, PERU, ()) == "claim"


def test_plain_facts_are_claims() -> None:
    assert act(clause("Chile", "closed"), party=CHILE) == "claim"


def test_must_demands() -> None:
    assert act(clause("Chile", "must", "leave"), party=CHILE) == "demand"
    assert act(clause("Chile", "should", "leave"), party=CHILE) == "demand"


def test_will_of_the_own_side_announces_and_will_not_refuses() -> None:
    assert act(clause("we", "will", "build")) == "announcement"
    assert act(clause("Peru", "will", "build"), party=PERU) == "announcement"
    assert act(clause("we", "will", "not", "allow")) == "refusal"
    assert act(clause("Chile", "will", "build"), party=CHILE) != "announcement"


def test_did_not_denies() -> None:
    doc = clause("Peru", "did", "not", "shoot")
    assert act(doc, party=PERU) == "denial"
    assert polarity_of(doc[3]) == "negated"


def test_can_not_is_no_denial() -> None:
    doc = clause("Peru", "can", "not", "pay")
    assert not is_denied(doc[3])
    assert polarity_of(doc[3]) == "affirmed"
    assert polarity_of(None) == "affirmed"


def test_no_proof_denies() -> None:
    doc = parse("""
        There PRON  EX  expl 1 there
        is    AUX   VBZ ROOT 1 be
        no    DET   DT  det  3 no
        proof NOUN  NN  attr 1 proof
    """)
    assert act(doc) == "denial"


def test_a_wrong_told_of_another_party_accuses() -> None:
    doc = clause("they", "kidnap")
    assert act(doc, party=GANG) == "accusation"
    assert act(doc, party=CHILE) == "accusation"
    assert act(doc, party=PERU) != "accusation", "nobody accuses the own side"
    assert act(doc) == "claim", "and nobody that is not named"


def test_thanks_support() -> None:
    assert act(clause("we", "thank")) == "support"


@pytest.mark.parametrize(("adjective", "expected"), [("terrible", "assessment"), ("missing", "claim")])
def test_a_judging_adjective_assesses(adjective: str, expected: str) -> None:
    doc = parse(f"""
        It  PRON PRP nsubj 1 it
        is  AUX  VBZ ROOT  1 be
        {adjective} ADJ JJ acomp 1 {adjective}
    """)
    assert act(doc) == expected
