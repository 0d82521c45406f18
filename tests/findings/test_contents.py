"""From a saying word to what was said, frame by frame, on sentences parsed by hand."""

from spacy.lang.en import English
from spacy.tokens import Doc

from communique.findings.contents import content_of

VOCAB = English().vocab


def parse(rows: str) -> Doc:
    """A Doc from lines of `word POS TAG dep head lemma`; heads are token numbers."""
    cells = [row.split() for row in rows.strip().splitlines()]
    words, pos, tags, deps, heads, lemmas = zip(*cells, strict=True)
    numbers = [int(head) for head in heads]
    return Doc(VOCAB, list(words), pos=list(pos), tags=list(tags), deps=list(deps), heads=numbers, lemmas=list(lemmas))


def said(doc: Doc, cue: int, *frames: str, quoted: tuple[int, int] | None = None, whole: bool = False) -> str | None:
    """The content of the cue token, as text."""
    found = content_of(doc[cue], frames, lambda token: quoted, lambda token: whole)
    return doc.text[found[0] : found[1]] if found else None


THAT_CLAUSE = """
    Nora    PROPN NNP nsubj 1 Nora
    said    VERB  VBD ROOT  1 say
    that    SCONJ IN  mark  4 that
    boats   NOUN  NNS nsubj 4 boat
    sank    VERB  VBD ccomp 1 sink
    .       PUNCT .   punct 1 .
"""


def test_a_clause_behind_the_cue_without_that() -> None:
    assert said(parse(THAT_CLAUSE), 1, "clause") == "boats sank"


def test_a_clause_before_the_cue() -> None:
    doc = parse("""
        Boats NOUN  NNS nsubj 1 boat
        sank  VERB  VBD ccomp 4 sink
        ,     PUNCT ,   punct 4 ,
        Nora  PROPN NNP nsubj 4 Nora
        said  VERB  VBD ROOT  4 say
        .     PUNCT .   punct 4 .
    """)
    assert said(doc, 4, "clause") == "Boats sank"


def test_a_whole_quotation_beside_the_cue_comes_first() -> None:
    doc = parse(THAT_CLAUSE)
    assert said(doc, 1, "clause", quoted=(0, 4), whole=True) == "Nora"
    assert said(doc, 1, "clause", quoted=(0, 4)) == "boats sank", "a fragment gives way to its clause"


def test_a_participle_of_saying_behind_a_comma_is_a_statement_of_its_own() -> None:
    doc = parse("""
        Nora   PROPN NNP nsubj 1 Nora
        said   VERB  VBD ROOT  1 say
        boats  NOUN  NNS nsubj 3 boat
        sank   VERB  VBD ccomp 1 sink
        ,      PUNCT ,   punct 3 ,
        adding VERB  VBG advcl 3 add
        more   ADV   RBR advmod 5 more
    """)
    assert said(doc, 1, "clause") == "boats sank"


def test_the_object_and_its_purpose() -> None:
    doc = parse("""
        Nora      PROPN NNP nsubj 1 Nora
        announced VERB  VBD ROOT  1 announce
        new       ADJ   JJ  amod  3 new
        rules     NOUN  NNS dobj  1 rule
        to        PART  TO  aux   5 to
        save      VERB  VB  advcl 1 save
        water     NOUN  NN  dobj  5 water
        .         PUNCT .   punct 1 .
    """)
    assert said(doc, 1, "object") == "new rules to save water"


def test_what_a_passive_says_is_its_subject() -> None:
    doc = parse("""
        The     DET   DT  det       1 the
        plan    NOUN  NN  nsubjpass 3 plan
        was     AUX   VBD auxpass   3 be
        praised VERB  VBN ROOT      3 praise
        by      ADP   IN  agent     3 by
        Nora    PROPN NNP pobj      4 Nora
    """)
    assert said(doc, 3, "object") == "The plan"


def test_a_step_nora_rejected() -> None:
    doc = parse("""
        a        DET   DT  det   1 a
        step     NOUN  NN  ROOT  1 step
        Nora     PROPN NNP nsubj 3 Nora
        rejected VERB  VBD relcl 1 reject
    """)
    assert said(doc, 3, "object") == "a step"


def test_call_for_and_call_it_something() -> None:
    asks = parse("""
        Nora   PROPN NNP nsubj 1 Nora
        called VERB  VBD ROOT  1 call
        for    ADP   IN  prep  1 for
        calm   NOUN  NN  pobj  2 calm
    """)
    names = parse("""
        Nora   PROPN NNP nsubj 1 Nora
        called VERB  VBD ROOT  1 call
        the    DET   DT  det   3 the
        plan   NOUN  NN  dobj  1 plan
        a      DET   DT  det   5 a
        joke   NOUN  NN  oprd  1 joke
    """)
    shouts = parse("""
        Nora   PROPN NNP nsubj 1 Nora
        called VERB  VBD ROOT  1 call
        Erik   PROPN NNP dobj  1 Erik
    """)
    assert said(asks, 1, "call") == "calm"
    assert said(names, 1, "call") == "the plan a joke"
    assert said(shouts, 1, "call") is None, "a telephone call says nothing"


def test_urge_takes_who_is_asked_and_what_for() -> None:
    doc = parse("""
        Nora   PROPN NNP nsubj 1 Nora
        urged  VERB  VBD ROOT  1 urge
        Erik   PROPN NNP nsubj 4 Erik
        to     PART  TO  aux   4 to
        stay   VERB  VB  ccomp 1 stay
    """)
    assert said(doc, 1, "person-inf") == "Erik to stay"


def test_accuse_of() -> None:
    doc = parse("""
        Nora    PROPN NNP nsubj 1 Nora
        accused VERB  VBD ROOT  1 accuse
        Erik    PROPN NNP dobj  1 Erik
        of      ADP   IN  prep  1 of
        theft   NOUN  NN  pobj  3 theft
    """)
    assert said(doc, 1, "of", "object") == "Erik of theft"


def test_a_cue_without_content_says_nothing() -> None:
    assert said(parse("Nora PROPN NNP nsubj 1 Nora\nspoke VERB VBD ROOT 1 speak"), 1, "clause", "object", "inf") is None
