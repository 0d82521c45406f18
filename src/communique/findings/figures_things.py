"""The thing a number counts: the noun phrase behind it, who "two" are, and the verb that tells what is measured."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique import lexicons
from communique.findings.figures_quantities import Quantity

_SIDES = frozenset(
    [
        "government",
        "side",
        "country",
        "nation",
        "party",
        "leader",
        "president",
        "minister",
        "neighbor",
        "neighbour",
        "capital",
        "ally",
    ]
)
_SPEAK = frozenset(
    [
        "say",
        "tell",
        "speak",
        "report",
        "announce",
        "claim",
        "warn",
        "argue",
        "add",
        "note",
        "explain",
        "state",
        "confirm",
        "deny",
        "describe",
    ]
)
_CHANGES = frozenset("rise fall drop grow increase decrease climb decline jump soar plunge swell".split())
_COUNTERS = frozenset(
    [
        "number",
        "rate",
        "level",
        "amount",
        "total",
        "value",
        "share",
        "increase",
        "decrease",
        "drop",
        "rise",
        "fall",
        "decline",
        "volume",
    ]
)
ELIDED = frozenset({"other", "others", "more"})
_SKIPPED = frozenset(
    [
        "other",
        "more",
        "additional",
        "further",
        "new",
        "different",
        "separate",
        "of",
        "the",
        "these",
        "those",
        "such",
        "its",
        "his",
        "her",
        "their",
    ]
)


@dataclass(frozen=True, slots=True)
class Thing:
    """What is counted: the words, the head token, and where the phrase ends in the text."""

    words: str | None
    head: Any | None
    end: int


@cache
def _people() -> frozenset[str]:
    rows = lexicons.table("countries", "iso2", "iso3", "name", "demonyms", "capital", "aliases")
    peoples = {d.lower() for r in rows for d in r["demonyms"].split("|") if d}
    return lexicons.words("unit_people") | peoples


@cache
def _measures() -> dict[str, str]:
    return {r["word"]: r["measure"] for r in lexicons.table("number_measures", "word", "measure")}


@cache
def periods() -> frozenset[str]:
    """Nouns of time: `three summers` is a length, no figure."""
    rows = lexicons.table("time_words", "word", "kind", "value")
    return frozenset(r["word"] for r in rows if r["kind"] in {"unit", "season", "part"}) | {"time", "occasion", "shift"}


@cache
def unit_things() -> frozenset[str]:
    rows = lexicons.table("unit_words", "word", "unit", "dimension")
    return frozenset(r["word"] for r in rows if r["dimension"] == "thing")


def is_person(token: Any) -> bool:
    """True for nouns of persons: listed ones, peoples, and `New Yorkers`, `non-Russians` by their last part."""
    word = token.text.lower()
    last = word.rsplit("-", 1)[-1]
    if word in _people() or last in _people() or token.lemma_.lower() in _people():
        return True
    return bool(token.pos_ == "PROPN" and re.search(r"(?:ers|ians|ans|is|ese)$", word) and token.text[0].isupper())


def tokens_at(doc: Any, start: int, end: int) -> Any:
    return doc.char_span(start, end, alignment_mode="expand")


def _run(doc: Any, i: int, blocked: set[int]) -> list[Any]:
    """The noun phrase that begins at token `i`: modifiers and nouns up to the last noun before anything else."""
    run: list[Any] = []
    while i < len(doc) and i not in blocked:
        token = doc[i]
        inner = token.text in {",", "and", "-", "/"} and bool(run) and _links(doc, i)
        participle = token.tag_ in {"VBN", "VBG", "JJ", "VBD"} and token.dep_ in {"amod", "compound", "nmod"}
        plain = token.pos_ in {"NOUN", "PROPN", "ADJ"} and token.dep_ != "npadvmod"
        adverb = token.pos_ == "ADV" and i + 1 < len(doc) and (doc[i + 1].pos_ == "ADJ" or doc[i + 1].text == "-")
        owner = token.tag_ == "POS"
        if not (inner or participle or plain or adverb or owner or token.text in {"U.S.", "other"}):
            break
        run.append(token)
        i += 1
    while run and run[-1].pos_ not in {"NOUN", "PROPN"}:
        if run[-1].lower_ in {"others", "dead"} or (len(run) == 1 and run[-1].lower_ in _people()):
            break
        run.pop()
    return run


def _links(doc: Any, i: int) -> bool:
    """True for a comma or "and" between adjectives of one noun: `air, sea and ground-launched missiles`."""
    if i + 1 >= len(doc) or i == 0:
        return False
    if doc[i].text in {"-", "/"}:
        return True
    left, right = doc[i - 1], doc[i + 1]
    return (
        left.pos_ == "ADJ"
        and right.pos_ in {"ADJ", "NOUN"}
        and right.dep_ in {"amod", "conj", "compound"}
        and left.dep_
        in {
            "amod",
            "nmod",
        }
    )


def thing_of(doc: Any, quantity: Quantity, blocked: set[int]) -> Thing:
    """The phrase after the number or unit, or after its "of": `2,650 lbs. of cocaine`, `fentanyl pills`."""
    span = tokens_at(doc, quantity.start, quantity.end)
    i = span.end
    of = False
    while i < len(doc) and (doc[i].lower_ in _SKIPPED or doc[i].text == "-" or (of and doc[i].pos_ in {"DET", "PRON"})):
        if doc[i].lower_ in ELIDED and (i + 1 >= len(doc) or doc[i + 1].pos_ not in {"NOUN", "ADJ", "PROPN"}):
            return Thing(None, doc[i], doc[i].idx + len(doc[i]))
        if doc[i].lower_ in {"of"}:
            of = True
        elif doc[i].lower_ in {"the", "its", "his", "her", "their", "these", "those"} and not of:
            break
        i += 1
    if quantity.dimension == "money" and not of and i < len(doc) and doc[i].lower_ in {"worth", "in"}:
        i += 2 if i + 1 < len(doc) and doc[i + 1].lower_ == "of" else 1
    elif quantity.dimension in {"mass", "volume", "area", "length"} and not of and i < len(doc) and doc[i].text == "(":
        close = next((j for j in range(i, min(i + 8, len(doc))) if doc[j].text == ")"), None)
        if close and close + 1 < len(doc) and doc[close + 1].lower_ == "of":
            i = close + 2
    run = _run(doc, i, blocked)
    run = _stretched(doc, span.root, i, run) if not of else run
    if not run:
        return Thing(None, None, quantity.end)
    end = run[-1].idx + len(run[-1])
    return Thing(doc[run[0].i : run[-1].i + 1].text, run[-1], end)


def _stretched(doc: Any, number: Any, i: int, run: list[Any]) -> list[Any]:
    """The run up to the noun that the parse gives the number, when it stands a little further right."""
    noun, last = number.head, run[-1].i if run else i - 1
    if (
        number.dep_ != "nummod"
        or (not run and i < len(doc) and doc[i].pos_ == "PUNCT")
        or noun.pos_ != "NOUN"
        or not last < noun.i <= i + 8
    ):
        return run
    between = doc[last + 1 : noun.i]
    return (
        [*doc[i : noun.i + 1]]
        if all(t.pos_ not in {"VERB", "AUX", "ADP", "SCONJ"} or t.dep_ == "amod" for t in between)
        else run
    )


def after_of(doc: Any, token: Any, blocked: set[int]) -> Thing | None:
    """What stands behind "of" right after a noun: the ammunition of `rounds of ammunition`."""
    i = token.i + 1
    if i >= len(doc) or doc[i].lower_ != "of":
        return None
    i += 1
    while i < len(doc) and (doc[i].pos_ == "DET" or doc[i].lower_ in {"its", "his", "her", "their"}):
        i += 1
    run = _run(doc, i, blocked)
    if not run:
        return None
    return Thing(doc[run[0].i : run[-1].i + 1].text, run[-1], run[-1].idx + len(run[-1]))


def governors(token: Any) -> list[Any]:
    """Up to six tokens above a token, nearest first, and the participles that hang on it (`pills seized`)."""
    chain = []
    here = token
    for _ in range(6):
        chain.append(here)
        chain.extend(c for c in here.children if c.dep_ in {"acl", "relcl"} and c.i > here.i)
        if here.head.i == here.i or (here.pos_ == "VERB" and here.i != token.i):
            break
        here = here.head
    return chain


def measure_of(token: Any | None) -> str | None:
    """seized, killed, pledged ... from the nearest governing verb or event noun; None when none is known."""
    if token is None:
        return None
    for above in governors(token):
        measure = _measures().get(above.lemma_.lower()) or _measures().get(above.lower_)
        if measure:
            return measure
        if above.pos_ == "VERB":
            for child in above.children:
                if (
                    child.dep_ in {"nsubj", "nsubjpass", "acomp", "attr"}
                    and child.i != token.i
                    and child.lower_ in _measures()
                ):
                    return _measures()[child.lower_]
    return None


def changed_to(number: Any) -> Any | None:
    """The plural subject of `homicides fell to 30,968`; None in other sentences."""
    if number.dep_ != "pobj" or number.head.lower_ != "to":
        return None
    verb = number.head.head
    if verb.lemma_.lower() not in _CHANGES:
        return None
    return next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"} and c.tag_ == "NNS"), None)


def speaks(token: Any | None) -> bool:
    """True when the counted ones are those who say something."""
    return token is not None and token.dep_ == "nsubj" and token.head.lemma_.lower() in _SPEAK


def antecedent(doc: Any, before: int) -> str | None:
    """The nearest persons named before, in this sentence or the one before it: who "two" of "two were killed" are."""
    sentence = doc[before].sent
    stop = doc[sentence.start - 1].sent.start if sentence.start else 0
    for i in range(before - 1, stop - 1, -1):
        token = doc[i]
        if token.tag_ in {"NNS", "NNPS", "JJ"} and is_person(token) and token.dep_ != "amod":
            return str(token.text)
    return None


def of_noun(doc: Any, token: Any) -> str:
    """The phrase behind "of" or "in" where the noun only counts: `number of recorded kidnappings`."""
    for child in token.children:
        if child.lower_ in {"of", "in"} and child.i > token.i and token.lemma_.lower() in _COUNTERS:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return str(doc[inner.left_edge.i : inner.i + 1].text)
    return str(token.text)


def are_sides(doc: Any, span: Any, head: Any | None) -> bool:
    """`the two governments`, `both countries`: sides of a talk, no quantity."""
    if head is None or span.start == 0:
        return False
    owner = next((t for t in doc[span.end : head.i + 1] if t.lemma_.lower() in _SIDES), None)
    if owner is None or (owner.i != head.i and doc[owner.i + 1].tag_ != "POS"):
        return False
    return doc[span.start - 1].lower_ in {"the", "both", "our", "their", "these", "those", "between"}
