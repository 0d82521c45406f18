"""Which words say something, on sentences parsed by hand."""

from spacy.lang.en import English
from spacy.tokens import Doc

from communique.findings.cues import cue_tokens, cue_verb, is_evidence, nouns, verbs

VOCAB = English().vocab


def parse(rows: str) -> Doc:
    """A Doc from lines of `word POS TAG dep head lemma`; heads are token numbers."""
    cells = [row.split() for row in rows.strip().splitlines()]
    words, pos, tags, deps, heads, lemmas = zip(*cells, strict=True)
    numbers = [int(head) for head in heads]
    return Doc(VOCAB, list(words), pos=list(pos), tags=list(tags), deps=list(deps), heads=numbers, lemmas=list(lemmas))


def saying(*auxiliaries: str) -> Doc:
    """ "Nora AUX... say little", every word before the verb its auxiliary or negation."""
    verb = len(auxiliaries) + 1
    rows = [f"Nora PROPN NNP nsubj {verb} Nora"]
    rows += [f"{a} AUX {'RB' if a == 'not' else 'MD'} {'neg' if a == 'not' else 'aux'} {verb} {a}" for a in auxiliaries]
    rows += [f"say VERB VB ROOT {verb} say", f"little ADJ JJ dobj {verb} little"]
    return parse("\n".join(rows))


def test_a_verb_of_saying_that_was_said() -> None:
    doc = saying("did")
    found = cue_verb(doc[2])
    assert found is not None
    assert (found.lemma, found.act) == ("say", "claim")
    assert cue_verb(doc[0]) is None


def test_what_was_not_said_is_no_cue() -> None:
    assert all(cue_verb(saying(word)[2]) is None for word in ("will", "would", "may", "could"))
    assert cue_verb(saying("did", "not")[3]) is None


def test_an_infinitive_under_another_verb_is_no_cue() -> None:
    doc = parse("""
        Nora   PROPN NNP nsubj 1 Nora
        hoped  VERB  VBD ROOT  1 hope
        to     PART  TO  aux   3 to
        say    VERB  VB  xcomp 1 say
        more   ADJ   JJR dobj  3 more
    """)
    assert cue_verb(doc[3]) is None


def test_the_cue_takes_its_auxiliaries_and_particle() -> None:
    doc = parse("""
        Nora    PROPN NNP nsubj 2 Nora
        had     AUX   VBD aux   2 have
        called  VERB  VBN ROOT  2 call
        for     ADP   IN  prep  2 for
        calm    NOUN  NN  pobj  3 calm
    """)
    assert [token.text for token in cue_tokens(doc[2])] == ["had", "called", "for"]


def test_reports_show_and_people_do_not() -> None:
    doc = parse("""
        reports NOUN NNS ROOT 0 report
        bakers  NOUN NNS conj 0 baker
    """)
    assert is_evidence(doc[0])
    assert not is_evidence(doc[1])


def test_the_tables_are_in_order() -> None:
    assert verbs()["deny"].act == "denial"
    assert verbs()["urge"].act == "demand"
    assert nouns()["accusation"] == "accusation"
    assert all(verb.frames and verb.expresses for verb in verbs().values())
