"""Figures: quantities with their unit, the thing counted, and what they measure.

Number and unit come from the words (`figures_quantities.py`), the thing from the phrase that follows or the parse,
the measure from the verb or noun that governs it (`data/number_measures.tsv`). No figures are dates, ages, durations
(but prison terms are), ordinals, the word "one", and counts of people who speak or of sides ("the two governments").
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique import lexicons
from communique.findings.figures_quantities import Quantity, quantities
from communique.identity import content_id
from communique.shapes import Figure, Reading, Span

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
_ELIDED = frozenset({"other", "others", "more"})
_PRISON = re.compile(r"\b(?:prison|jail|behind bars|imprisonment|sentence[ds]?|sentenced|sentences)\b", re.IGNORECASE)
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
def _periods() -> frozenset[str]:
    """Nouns of time: `three summers` is a length, no figure."""
    rows = lexicons.table("time_words", "word", "kind", "value")
    return frozenset(r["word"] for r in rows if r["kind"] in {"unit", "season", "part"}) | {"time", "occasion", "shift"}


@cache
def _unit_things() -> frozenset[str]:
    rows = lexicons.table("unit_words", "word", "unit", "dimension")
    return frozenset(r["word"] for r in rows if r["dimension"] == "thing")


def _person(token: Any) -> bool:
    """True for nouns of persons: listed ones, peoples, and `New Yorkers`, `non-Russians` by their last part."""
    word = token.text.lower()
    last = word.rsplit("-", 1)[-1]
    if word in _people() or last in _people() or token.lemma_.lower() in _people():
        return True
    return bool(token.pos_ == "PROPN" and re.search(r"(?:ers|ians|ans|is|ese)$", word) and token.text[0].isupper())


def _tokens(doc: Any, start: int, end: int) -> Any:
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


def _thing(doc: Any, quantity: Quantity, blocked: set[int]) -> Thing:
    """The phrase after the number or unit, or after its "of": `2,650 lbs. of cocaine`, `fentanyl pills`."""
    span = _tokens(doc, quantity.start, quantity.end)
    i = span.end
    of = False
    while i < len(doc) and (doc[i].lower_ in _SKIPPED or doc[i].text == "-" or (of and doc[i].pos_ in {"DET", "PRON"})):
        if doc[i].lower_ in _ELIDED and (i + 1 >= len(doc) or doc[i + 1].pos_ not in {"NOUN", "ADJ", "PROPN"}):
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
        or (not run and doc[i].pos_ == "PUNCT")
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


def _after_of(doc: Any, token: Any, blocked: set[int]) -> Thing | None:
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


def _governors(token: Any) -> list[Any]:
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


def _measure(token: Any | None) -> str | None:
    """seized, killed, pledged ... from the nearest governing verb or event noun; None when none is known."""
    if token is None:
        return None
    for above in _governors(token):
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


def _speaks(token: Any | None) -> bool:
    """True when the counted ones are those who say something."""
    return token is not None and token.dep_ == "nsubj" and token.head.lemma_.lower() in _SPEAK


def _antecedent(doc: Any, before: int) -> str | None:
    """The nearest persons named before, in this sentence or the one before it: who "two" of "two were killed" are."""
    sentence = doc[before].sent
    stop = doc[sentence.start - 1].sent.start if sentence.start else 0
    for i in range(before - 1, stop - 1, -1):
        token = doc[i]
        if token.tag_ in {"NNS", "NNPS", "JJ"} and _person(token) and token.dep_ != "amod":
            return str(token.text)
    return None


def _of_noun(doc: Any, token: Any) -> str:
    """`number of recorded kidnappings` is about kidnappings: the phrase behind "of" or "in" where the noun only counts."""
    for child in token.children:
        if child.lower_ in {"of", "in"} and child.i > token.i and token.lemma_.lower() in _COUNTERS:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return str(doc[inner.left_edge.i : inner.i + 1].text)
    return str(token.text)


def _sides(doc: Any, span: Any, head: Any | None) -> bool:
    """`the two governments`, `both countries`: sides of a talk, no quantity."""
    if head is None or span.start == 0:
        return False
    owner = next((t for t in doc[span.end : head.i + 1] if t.lemma_.lower() in _SIDES), None)
    if owner is None or (owner.i != head.i and doc[owner.i + 1].tag_ != "POS"):
        return False
    return doc[span.start - 1].lower_ in {"the", "both", "our", "their", "these", "those", "between"}


class _Finder:
    """One pass over an article; keeps what was found so that elided and repeated figures are seen."""

    def __init__(self, reading: Reading) -> None:
        self.article, self.doc, self.times = reading.article, reading.doc, reading.times
        self.text: str = reading.doc.text
        self.blocked = {t.i for w in reading.times for t in _tokens(self.doc, w.span.start, w.span.end) or ()}
        self.found: list[Figure] = []
        self.last: tuple[Figure, int] | None = None
        """The last figure and the start of its sentence, for `and 8 in 2016 alone`."""

    def run(self) -> tuple[Figure, ...]:
        taken = [w.span for w in self.times]
        for quantity in quantities(self.text, taken):
            figure = self._figure(quantity)
            if figure is not None and not self._told(figure):
                self.found.append(figure)
                self.last = figure, _tokens(self.doc, quantity.start, quantity.end)[0].sent.start
        self.found.extend(self._terms())
        return tuple(sorted(self.found, key=lambda f: (f.span.start, f.span.end)))

    def _told(self, figure: Figure) -> bool:
        """One quantity told twice is one figure: same value, unit and thing as an earlier one."""
        return any(
            (f.value, f.value_max, f.unit, f.item) == (figure.value, figure.value_max, figure.unit, figure.item)
            and (figure.measure in {None, f.measure} or f.measure is None)
            for f in self.found
        )

    def _figure(self, q: Quantity) -> Figure | None:
        span = _tokens(self.doc, q.start, q.end)
        if span is None or (q.value == 1 and q.dimension is None) or self.text[q.start : q.end].lower() == "one":
            return None
        thing = _thing(self.doc, q, self.blocked)
        if q.dimension not in {None, "thing"}:
            return self._measured(q, span, thing)
        if q.dimension == "thing":
            return self._pieces(q, span, thing)
        if thing.words and thing.head is not None and thing.head.lower_ not in _ELIDED:
            if _sides(self.doc, span, thing.head) or _speaks(thing.head) or thing.head.lemma_.lower() in _periods():
                return None
            return self._counted(q, thing)
        return self._bare(q, span, thing)

    def _make(
        self, q: Quantity, unit: str, item: str | None, measure: str | None, end: int, start: int | None = None
    ) -> Figure:
        first = q.first if start is None else start
        return Figure(
            id=content_id("figure", self.article.id, first, end, q.value),
            span=Span(start=first, end=max(end, q.end)),
            number=Span(start=q.start, end=q.end),
            value=q.value,
            value_max=q.value_max,
            bound=q.bound,
            unit=unit,
            item=item,
            measure=measure,
        )

    def _measured(self, q: Quantity, span: Any, thing: Thing) -> Figure:
        """Money, weights, shares, rates."""
        item, end, head = thing.words, max(thing.end, q.last), thing.head
        governor = span.root
        if q.dimension == "strength":
            item, end = "members", q.last
        elif item is None:
            item, head = self._told_before(q, span) or self._subject(q, governor)
            end = q.last
        elif head is not None and head.lower_ in _unit_things() and (behind := _after_of(self.doc, head, self.blocked)):
            item, end = behind.words, behind.end
        return self._make(
            q, q.unit or "count", item, _measure(head if head is not None else governor) or _measure(governor), end
        )

    def _told_before(self, q: Quantity, span: Any) -> tuple[str | None, None] | None:
        """`the first of 32 kilograms`: the thing weighed was named with the figure before, in the same sentence."""
        last = self.last
        if last is None or q.dimension not in {"mass", "volume"} or last[1] != span[0].sent.start:
            return None
        return last[0].item, None

    def _subject(self, q: Quantity, token: Any) -> tuple[str | None, Any | None]:
        """What rose or fell by a share (object or subject of the verb), or the noun before: `a reward of $2 million`."""
        chain = _governors(token)
        if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.pos_ == "NOUN":
            noun = token.head.head
            return _of_noun(self.doc, noun), noun
        if q.dimension != "share":
            return None, None
        for above in chain:
            nouns = [c for c in above.children if c.pos_ in {"NOUN", "PROPN"} and c.i != token.i and c.i < token.i]
            noun = next((c for dep in ("dobj", "nsubjpass", "nsubj") for c in nouns if c.dep_ == dep), None)
            if noun is not None:
                return _of_noun(self.doc, noun), noun
        return None, None

    def _pieces(self, q: Quantity, span: Any, thing: Thing) -> Figure:
        """`268,000 rounds of ammunition`: unit rounds, item ammunition."""
        return self._make(
            q, q.unit or "count", thing.words or q.unit, _measure(span.root) or _measure(thing.head), thing.end
        )

    def _counted(self, q: Quantity, thing: Thing) -> Figure:
        head = thing.head
        assert head is not None and thing.words is not None
        unit = "people" if _person(head) else head.text.lower()
        item, end = thing.words, thing.end
        if head.lower_ in _unit_things():
            behind = _after_of(self.doc, head, self.blocked)
            modifier = re.sub(rf"[\s\-]*{re.escape(head.text)}$", "", item)
            if behind is not None and behind.words:
                item, end = behind.words, behind.end
            elif modifier:
                item = modifier
        return self._make(q, unit, item, _measure(head), end)

    def _bare(self, q: Quantity, span: Any, thing: Thing) -> Figure | None:
        """A number with no noun: `two were killed`, `8 in 2016`, `two others`, `the toll rose to 21`."""
        beside = self.text[max(0, q.first - 4) : q.first]
        if (
            self.last
            and re.search(r"(?:\(|--|—|–) ?$", beside)
            and self.last[0].span.end > q.first - 40
            and self.last[0].item
        ):
            noun = _tokens(self.doc, self.last[0].span.start, self.last[0].span.end)[-1]
            return self._make(
                q, "people" if _person(noun) else noun.text.lower(), self.last[0].item, self.last[0].measure, q.end
            )
        token = span.root if thing.head is None else thing.head
        measure = _measure(token) or _measure(span.root)
        sentence = span[0].sent.start
        if (
            self.last
            and self.last[1] == sentence
            and self.last[0].unit not in {"percent", "points"}
            and measure in {None, self.last[0].measure}
        ):
            previous = self.last[0]
            return self._make(q, previous.unit, previous.item, measure or previous.measure, max(thing.end, q.end))
        if _speaks(token) or measure is None:
            return None
        end = thing.end
        subject = token.dep_ in {"nsubj", "nsubjpass"}
        if subject and token.head.i > token.i and thing.head is None:
            last = token.head
            end = last.idx + len(last)
        who = _antecedent(self.doc, span.start) if subject and thing.head is None else None
        return self._make(q, "people", who or "people", measure, end)

    def _terms(self) -> list[Figure]:
        """Prison terms: the one length of time that is a figure."""
        terms = []
        for when in self.times:
            amount = re.fullmatch(r"P(\d+(?:\.\d+)?)([YM])", when.value or "") if when.type == "DURATION" else None
            around = self.text[max(0, when.span.start - 30) : when.span.end + 30]
            if amount and _PRISON.search(re.split(r"[.!?]\s", around)[0]):
                q = Quantity(
                    when.span.start,
                    when.span.end,
                    float(amount[1]),
                    None,
                    None,
                    None,
                    None,
                    when.span.start,
                    when.span.end,
                )
                terms.append(
                    self._make(q, "years" if amount[2] == "Y" else "months", "prison", "sentenced", when.span.end)
                )
        return terms


def find_figures(reading: Reading) -> tuple[Figure, ...]:
    """Figures of an article in text order. Needs `reading.times`: a number inside a time is none."""
    return _Finder(reading).run()
