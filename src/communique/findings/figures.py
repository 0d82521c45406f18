"""Figures: quantities with their unit, the thing counted, and what they measure.

Number and unit come from the words (`figures_quantities.py`), the thing from the phrase that follows or the parse,
the measure from the verb or noun that governs it (`data/number_measures.tsv`). No figures are dates, ages, durations
(but prison terms are), ordinals, the word "one", and counts of people who speak or of sides ("the two governments").
"""

import re
from typing import Any

from communique.findings.figures_quantities import Quantity, quantities
from communique.findings.figures_things import (
    ELIDED,
    Thing,
    after_of,
    antecedent,
    are_sides,
    changed_to,
    governors,
    is_person,
    measure_of,
    of_noun,
    periods,
    speaks,
    thing_of,
    tokens_at,
    unit_things,
)
from communique.identity import content_id
from communique.shapes import Figure, Reading, Span

_PRISON = re.compile(r"\b(?:prison|jail|behind bars|imprisonment|sentence[ds]?|sentenced|sentences)\b", re.IGNORECASE)


class _Finder:
    """One pass over an article; keeps what was found so that elided and repeated figures are seen."""

    def __init__(self, reading: Reading) -> None:
        self.article, self.doc, self.times = reading.article, reading.doc, reading.times
        self.text: str = reading.doc.text
        self.blocked = {t.i for w in reading.times for t in tokens_at(self.doc, w.span.start, w.span.end) or ()}
        self.found: list[Figure] = []
        self.last: tuple[Figure, int] | None = None
        """The last figure and the start of its sentence, for `and 8 in 2016 alone`."""

    def run(self) -> tuple[Figure, ...]:
        taken = [w.span for w in self.times]
        for quantity in quantities(self.text, taken):
            figure = self._figure(quantity)
            if figure is not None and not self._told(figure):
                self.found.append(figure)
                self.last = figure, tokens_at(self.doc, quantity.start, quantity.end)[0].sent.start
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
        span = tokens_at(self.doc, q.start, q.end)
        if span is None or (q.value == 1 and q.dimension is None) or self.text[q.start : q.end].lower() == "one":
            return None
        thing = thing_of(self.doc, q, self.blocked)
        if q.dimension not in {None, "thing"}:
            return self._measured(q, span, thing)
        if q.dimension == "thing":
            return self._pieces(q, span, thing)
        if thing.words and thing.head is not None and thing.head.lower_ not in ELIDED:
            if are_sides(self.doc, span, thing.head) or speaks(thing.head) or thing.head.lemma_.lower() in periods():
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
        elif head is not None and head.lower_ in unit_things() and (behind := after_of(self.doc, head, self.blocked)):
            item, end = behind.words, behind.end
        return self._make(
            q, q.unit or "count", item, measure_of(head if head is not None else governor) or measure_of(governor), end
        )

    def _told_before(self, q: Quantity, span: Any) -> tuple[str | None, None] | None:
        """`the first of 32 kilograms`: the thing weighed was named with the figure before, in the same sentence."""
        last = self.last
        if last is None or q.dimension not in {"mass", "volume"} or last[1] != span[0].sent.start:
            return None
        return last[0].item, None

    def _subject(self, q: Quantity, token: Any) -> tuple[str | None, Any | None]:
        """The noun before (`a reward of $2 million`), or what a share changed: object or subject of the verb."""
        chain = governors(token)
        if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.pos_ == "NOUN":
            noun = token.head.head
            return of_noun(self.doc, noun), noun
        if q.dimension != "share":
            return None, None
        for above in chain:
            nouns = [c for c in above.children if c.pos_ in {"NOUN", "PROPN"} and c.i != token.i and c.i < token.i]
            noun = next((c for dep in ("dobj", "nsubjpass", "nsubj") for c in nouns if c.dep_ == dep), None)
            if noun is not None:
                return of_noun(self.doc, noun), noun
        return None, None

    def _pieces(self, q: Quantity, span: Any, thing: Thing) -> Figure:
        """`268,000 rounds of ammunition`: unit rounds, item ammunition."""
        return self._make(
            q, q.unit or "count", thing.words or q.unit, measure_of(span.root) or measure_of(thing.head), thing.end
        )

    def _counted(self, q: Quantity, thing: Thing) -> Figure:
        head = thing.head
        assert head is not None
        assert thing.words is not None
        unit = "people" if is_person(head) else head.text.lower()
        item, end = thing.words, thing.end
        if head.lower_ in unit_things():
            behind = after_of(self.doc, head, self.blocked)
            modifier = re.sub(rf"[\s\-]*{re.escape(head.text)}$", "", item)
            if behind is not None and behind.words:
                item, end = behind.words, behind.end
            elif modifier:
                item = modifier
        return self._make(q, unit, item, measure_of(head), end)

    def _bare(self, q: Quantity, span: Any, thing: Thing) -> Figure | None:
        """A number with no noun: `two were killed`, `8 in 2016`, `two others`, `the toll rose to 21`."""
        beside = self.text[max(0, q.first - 4) : q.first]
        if (
            self.last
            and re.search(r"(?:\(|--|—|–) ?$", beside)
            and self.last[0].span.end > q.first - 40
            and self.last[0].item
        ):
            noun = tokens_at(self.doc, self.last[0].span.start, self.last[0].span.end)[-1]
            return self._make(
                q, "people" if is_person(noun) else noun.text.lower(), self.last[0].item, self.last[0].measure, q.end
            )
        token = span.root if thing.head is None else thing.head
        measure = measure_of(token) or measure_of(span.root)
        sentence = span[0].sent.start
        if (
            self.last
            and self.last[1] == sentence
            and self.last[0].unit not in {"percent", "points"}
            and measure in {None, self.last[0].measure}
        ):
            previous = self.last[0]
            return self._make(q, previous.unit, previous.item, measure or previous.measure, max(thing.end, q.end))
        if not speaks(token) and (changed := changed_to(span.root)) is not None:
            unit = "people" if is_person(changed) else changed.text.lower()
            return self._make(q, unit, of_noun(self.doc, changed), measure_of(changed), q.end)
        if speaks(token) or measure is None:
            return None
        end = thing.end
        subject = token.dep_ in {"nsubj", "nsubjpass"}
        if subject and token.head.i > token.i and thing.head is None:
            last = token.head
            end = last.idx + len(last)
        who = antecedent(self.doc, span.start) if subject and thing.head is None else None
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
