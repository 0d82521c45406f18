"""Statements: who said what. Quotation marks first, then cues with contents and sources, then speakers, acts, days.

Cues and their words come from the trained models (`learned`), or from rules over a lexicon (`rules`) when the weights
are not there; the rules also add statements inside others. Scheme: source, cue, content, as in PARC and PolNeAR
(Pareti 2015; Newell, Margolin & Ruths 2018).
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from communique.findings import tagger
from communique.findings.acts import act_of, polarity_of
from communique.findings.continuations import continued
from communique.findings.cues import expression_of, is_unsaid
from communique.findings.drafts import FIRST_PERSON, Draft, joined
from communique.findings.learned import drafts_by_models
from communique.findings.quotes import QuoteMap, find_quotes
from communique.findings.references import References, source_span
from communique.findings.relays import relayed, relaying
from communique.findings.rules import drafts_by_rules
from communique.findings.tagger import Weights
from communique.findings.trees import children
from communique.identity import content_id
from communique.languages import LANGUAGES
from communique.shapes import ActorRef, Expression, Reading, Span, Statement, StatementKind, When

_HEADLINE_WORDS = 20
_FULL_STOPS = frozenset(".!?…:;\"”'’)")


def find_statements(reading: Reading, *, learned: bool = True) -> tuple[Statement, ...]:
    """All statements of an article in text order, sources resolved as far as the text says. Rules alone when `learned`
    is false or the weights are not installed."""
    quotes = QuoteMap(find_quotes(reading.article.text, LANGUAGES[reading.article.language]))
    references = References(reading)
    text = reading.article.text
    drafts = find_drafts(reading.doc, text, quotes, tagger.load() if learned else None)
    found = [
        _statement(draft, references.of(draft.head), _date(draft, reading, drafts), reading, quotes, references)
        for draft in drafts
    ]
    return relayed(tuple(_same_occasion(found)))


def find_drafts(doc: Any, text: str, quotes: QuoteMap, weights: Weights | None) -> list[Draft]:
    """Source, cue and content of every statement of a parsed text, in text order. `text` is that of the Doc; spaCy
    would put it together anew each time it is asked for."""
    drafts = drafts_by_rules(doc, text, quotes)
    if weights is not None:
        drafts = joined(drafts_by_models(doc, text, quotes, weights), drafts)
    drafts += list(continued(drafts, quotes, text))
    return sorted(drafts, key=lambda draft: (draft.start, draft.end, draft.cue.i))


def _same_occasion(statements: list[Statement]) -> Iterator[Statement]:
    """A source that goes on speaking does so on the day told before (annotation rule 7); the words of time stay."""
    last: dict[str, When] = {}
    for statement in statements:
        keys = [ref.actor_id for ref in statement.speaker if ref.actor_id is not None]
        if statement.date is not None:
            if statement.date.precision in {"day", "minute"}:
                last.update(dict.fromkeys(keys, statement.date))
            yield statement
        else:
            yield replace(statement, date=next((last[key] for key in keys if key in last), None))


def _root(draft: Draft, doc: Any) -> Any | None:
    """The head word of the content: of its first sentence where there are several."""
    tokens = doc.char_span(draft.start, draft.end, alignment_mode="contract")
    if tokens is None or not len(tokens):
        return None
    inside = {token.i for token in tokens}
    heads = [token for token in tokens if token.head.i == token.i or token.head.i not in inside]
    verbs = [token for token in heads if token.pos_ in {"VERB", "AUX"}]
    return (verbs or heads or [None])[0]


def _date(draft: Draft, reading: Reading, drafts: list[Draft]) -> When | None:
    """When it was said: a time in the sentence outside every content, nearest to the saying word."""
    sentence = draft.cue.sent
    contents = [(d.start, d.end) for d in drafts if sentence.start_char <= d.start < sentence.end_char or d is draft]
    times = [
        when
        for when in reading.times
        if sentence.start_char <= when.span.start < sentence.end_char
        and when.type in {"DATE", "TIME"}
        and not any(start <= when.span.start < end for start, end in contents)
        and _may_date(when, draft)
    ]
    return min(times, key=lambda w: (abs(w.span.start - draft.cue.idx), w.span.start), default=None)


def _may_date(when: When, draft: Draft) -> bool:
    """Behind a content that follows its cue only a day is the day of saying: "thanked Mexico for the extradition in
    September" was not said in September."""
    behind = draft.cue.idx < draft.start and when.span.start >= draft.end
    return not behind or when.precision in {"day", "minute"}


def _statement(
    draft: Draft,
    speaker: tuple[ActorRef, ...],
    date: When | None,
    reading: Reading,
    quotes: QuoteMap,
    references: References,
) -> Statement:
    cue = Span(start=draft.words[0], end=draft.words[1])
    source = source_span(draft.head) if draft.head is not None else None
    root = _root(draft, reading.doc)
    party = tuple(ref for noun in (children(root, "nsubj") if root is not None else []) for ref in references.at(noun))
    content = Span(start=draft.start, end=draft.end)
    spans = [content, cue, *([source] if source is not None else [])]
    whole = content if draft.continues else Span(start=min(s.start for s in spans), end=max(s.end for s in spans))
    return Statement(
        id=content_id("statement", reading.article.id, draft.start, draft.end, cue.start),
        span=whole,
        source=source,
        cue=cue,
        content=content,
        kind=_kind(draft, quotes),
        act=act_of(draft.act, root, speaker, party),
        polarity=polarity_of(root),
        speaker=speaker,
        date=date,
        continues=draft.continues,
        expresses=_expression(draft, quotes),
        via=relaying(draft.cue, references),
        headline=_in_headline(draft.start, reading.article.text),
    )


def _expression(draft: Draft, quotes: QuoteMap) -> Expression:
    """What the cue tells of; `unclear` too where the writer speaks ("we believe") or nobody spoke yet ("may say")."""
    writer = draft.head is not None and draft.head.lower_ in FIRST_PERSON
    if writer or (draft.cue.pos_ == "VERB" and is_unsaid(draft.cue)):
        return "unclear"
    return expression_of(draft.cue, quoted=quotes.share(draft.start, draft.end) > 0)


def _in_headline(place: int, text: str) -> bool:
    """A paragraph of few words without a full stop: a headline or a crosshead that is part of the text."""
    start = text.rfind("\n\n", 0, place) + 1
    end = text.find("\n\n", place)
    paragraph = text[start : len(text) if end < 0 else end].strip()
    return len(paragraph.split()) <= _HEADLINE_WORDS and paragraph[-1:] not in _FULL_STOPS


def _kind(draft: Draft, quotes: QuoteMap) -> StatementKind:
    share = quotes.share(draft.start, draft.end)
    return "direct" if share >= 0.9 else "mixed" if share > 0 else "indirect"
