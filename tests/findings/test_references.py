"""Who a noun phrase stands for, on sentences parsed by hand."""

from spacy.lang.en import English
from spacy.tokens import Doc

from communique.findings.references import References, phrase_span, source_span
from communique.shapes import Actor, Article, Mention, Reading, Span

VOCAB = English().vocab


def parse(rows: str) -> Doc:
    """A Doc from lines of `word POS TAG dep head lemma`; heads are token numbers."""
    cells = [row.split() for row in rows.strip().splitlines()]
    words, pos, tags, deps, heads, lemmas = zip(*cells, strict=True)
    numbers = [int(head) for head in heads]
    return Doc(VOCAB, list(words), pos=list(pos), tags=list(tags), deps=list(deps), heads=numbers, lemmas=list(lemmas))


def reading(doc: Doc, **named: str) -> Reading:
    """A reading of a Doc in which the words `named` by actor stand for that actor: `MEX="Mexico"`."""
    actors = [
        Actor(
            id=f"country/{code.lower()}",
            name=word,
            kind="country",
            country=code,
            mentions=tuple(
                Mention(span=Span(start=t.idx, end=t.idx + len(t)), head=t.idx, rule="country")
                for t in doc
                if t.text == word
            ),
        )
        for code, word in named.items()
    ]
    return Reading(article=Article(id="a", page_id="p", text=doc.text), doc=doc, actors=tuple(actors))


JOINED = """
    Peru    PROPN NNP nsubj 3 Peru
    and     CCONJ CC  cc    0 and
    Chile   PROPN NNP conj  0 Chile
    signed  VERB  VBD ROOT  3 sign
"""


def test_joined_sources_are_all_named() -> None:
    doc = parse(JOINED)
    found = References(reading(doc, PER="Peru", CHL="Chile")).of(doc[0])
    assert [ref.actor_id for ref in found] == ["country/per", "country/chl"]
    assert {ref.sector for ref in found} == {"GOV"}, "a country that acts is its government"
    span = source_span(doc[0])
    assert doc.text[span.start : span.end] == "Peru and Chile"


def test_nobody_known_is_said_so() -> None:
    doc = parse(JOINED)
    found = References(reading(doc, PER="Peru")).of(doc[0])
    assert [(ref.actor_id, ref.label) for ref in found] == [("country/per", "Peru"), (None, "unnamed: Chile")]


PAPER = """
    Peru    PROPN NNP poss  2 Peru
    's      PART  POS case  0 's
    {noun}  NOUN  NN  nsubj 3 {noun}
    showed  VERB  VBD ROOT  3 show
"""


def test_what_a_body_puts_out_stands_for_it() -> None:
    doc = parse(PAPER.format(noun="report"))
    (ref,) = References(reading(doc, PER="Peru")).of(doc[2])
    assert (ref.actor_id, ref.rule) == ("country/per", "paper-of")


def test_what_belongs_to_a_country_is_not_the_country() -> None:
    doc = parse(PAPER.format(noun="farmer"))
    (ref,) = References(reading(doc, PER="Peru")).of(doc[2])
    assert (ref.actor_id, ref.country) == (None, "PER")
    assert ref.label.startswith("unnamed: ")


def test_a_relative_pronoun_is_its_antecedent() -> None:
    doc = parse("""
        Peru   PROPN NNP ROOT  0 Peru
        ,      PUNCT ,   punct 0 ,
        which  PRON  WDT nsubj 3 which
        signed VERB  VBD relcl 0 sign
    """)
    assert [ref.actor_id for ref in References(reading(doc, PER="Peru")).of(doc[2])] == ["country/per"]


def test_a_phrase_ends_before_its_apposition() -> None:
    doc = parse("""
        The     DET   DT  det   2 the
        old     ADJ   JJ  amod  2 old
        mayor   NOUN  NN  nsubj 8 mayor
        of      ADP   IN  prep  2 of
        Lima    PROPN NNP pobj  3 Lima
        ,       PUNCT ,   punct 2 ,
        Ana     PROPN NNP appos 2 Ana
        ,       PUNCT ,   punct 2 ,
        left    VERB  VBD ROOT  8 leave
    """)
    span = phrase_span(doc[2])
    assert doc.text[span.start : span.end] == "The old mayor of Lima"
