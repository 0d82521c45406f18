"""Who did it, to whom, and which words are quoted, on sentences parsed by hand."""

from spacy.lang.en import English
from spacy.tokens import Doc

from communique.findings.participants import evidence, light_verb, sides
from communique.findings.references import References
from communique.shapes import Actor, ActorRef, Article, Mention, Reading, Span

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


def ids(refs: tuple[ActorRef, ...]) -> list[str | None]:
    return [ref.actor_id for ref in refs]


def test_active_and_passive_have_the_same_sides() -> None:
    active = parse("""
        Peru     PROPN NNP nsubj 1 Peru
        attacked VERB  VBD ROOT  1 attack
        Chile    PROPN NNP dobj  1 Chile
    """)
    passive = parse("""
        Chile    PROPN NNP nsubjpass 2 Chile
        was      AUX   VBD auxpass   2 be
        attacked VERB  VBN ROOT      2 attack
        by       ADP   IN  agent     2 by
        Peru     PROPN NNP pobj      3 Peru
    """)
    for doc, verb in ((active, 1), (passive, 2)):
        actor, recipient = sides(doc[verb], References(reading(doc, PER="Peru", CHL="Chile")), False)
        assert (ids(actor), ids(recipient)) == (["country/per"], ["country/chl"])


def test_a_thing_is_no_recipient() -> None:
    doc = parse("""
        Peru   PROPN NNP nsubj 1 Peru
        seized VERB  VBD ROOT  1 seize
        pills  NOUN  NNS dobj  1 pill
    """)
    assert sides(doc[1], References(reading(doc, PER="Peru")), False)[1] == ()


LIGHT = """
    Peru   PROPN NNP nsubj 1 Peru
    {verb} VERB  VBD ROOT  1 {verb}
    talks  NOUN  NNS dobj  1 talk
    with   ADP   IN  prep  2 with
    Chile  PROPN NNP pobj  3 Chile
"""


def test_a_light_verb_lends_its_subject_to_the_noun() -> None:
    doc = parse(LIGHT.format(verb="hold"))
    assert light_verb(doc[2]).text == "hold"
    actor, recipient = sides(doc[2], References(reading(doc, PER="Peru", CHL="Chile")), True)
    assert (ids(actor), recipient) == (["country/per", "country/chl"], ())


def test_another_verb_does_not() -> None:
    doc = parse(LIGHT.format(verb="mock"))
    assert light_verb(doc[2]) is None
    assert ids(sides(doc[2], References(reading(doc, PER="Peru", CHL="Chile")), True)[0]) == ["country/chl"]


def test_the_sides_of_an_event_noun() -> None:
    doc = parse("""
        the    DET   DT  det  1 the
        attack NOUN  NN  ROOT 1 attack
        on     ADP   IN  prep 1 on
        Chile  PROPN NNP pobj 2 Chile
        by     ADP   IN  prep 1 by
        Peru   PROPN NNP pobj 4 Peru
    """)
    actor, recipient = sides(doc[1], References(reading(doc, PER="Peru", CHL="Chile")), False)
    assert (ids(actor), ids(recipient)) == (["country/per"], ["country/chl"])


def test_everybody_is_named_once() -> None:
    doc = parse("""
        Peru   PROPN NNP nsubj 1 Peru
        met    VERB  VBD ROOT  1 meet
        Peru   PROPN NNP dobj  1 Peru
    """)
    assert ids(sides(doc[1], References(reading(doc, PER="Peru")), True)[0]) == ["country/per"]


def test_the_evidence_is_the_deed_without_what_follows_a_comma() -> None:
    doc = parse("""
        Guards   NOUN  NNS nsubj 2 guard
        quickly  ADV   RB  advmod 2 quickly
        arrested VERB  VBD ROOT  2 arrest
        two      NUM   CD  nummod 4 two
        men      NOUN  NNS dobj  2 man
        ,        PUNCT ,   punct 2 ,
        crowds   NOUN  NNS nsubj 7 crowd
        cheering VERB  VBG advcl 2 cheer
        .        PUNCT .   punct 2 .
    """)
    span = evidence(doc[2])
    quoted = doc.text[span.start : span.end]
    assert "arrested two men" in quoted
    assert "crowds" not in quoted
