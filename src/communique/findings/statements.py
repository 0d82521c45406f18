"""Statements: who said what. Quotation marks first, then saying words, their frames, their sources, their speakers.

Dependency rules over a cue lexicon, after the attribution-relation scheme of PARC and PolNeAR (Pareti 2015;
Newell, Margolin & Ruths 2018): source, cue, content.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from typing import Any

from communique.findings.acts import act_of, polarity_of
from communique.findings.contents import content_of
from communique.findings.continuations import continued
from communique.findings.cues import cue_tokens, cue_verb, is_evidence, nouns
from communique.findings.drafts import Draft
from communique.findings.quotes import QuoteMap, find_quotes
from communique.findings.references import References, source_span
from communique.findings.trees import bounds, children, governing_subject
from communique.identity import content_id
from communique.languages import LANGUAGES
from communique.lexicons import word_class
from communique.shapes import Act, ActorRef, Reading, Span, Statement, StatementKind, When

_COURT_MATTERS = word_class("court-matters")
_ISSUES = word_class("issues")
_FIRST_PERSON = LANGUAGES["en"].first_person | {"you", "one", "there", "what"}
_FEWEST_WORDS = 2
"""A content of one word ("rejected it") says nothing that could be filed or compared."""
_NEAR = 4
"""Tokens between a quotation and the saying clause beside it: an adverb or a comma, not another clause."""


def find_statements(reading: Reading) -> tuple[Statement, ...]:
    """All statements of an article in text order, sources resolved as far as the text says."""
    doc, text = reading.doc, reading.article.text
    quotes = QuoteMap(find_quotes(text, LANGUAGES[reading.article.language]))
    references = References(reading)
    drafts = [draft for token in doc for draft in _drafts(token, quotes, text)]
    drafts = _distinct(drafts)
    drafts += list(continued(drafts, quotes, text))
    drafts.sort(key=lambda draft: (draft.start, draft.end))
    found = [
        _statement(draft, references.of(draft.head), _date(draft, reading, drafts), reading, quotes, references)
        for draft in drafts
    ]
    return tuple(_same_occasion(found))


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


def _drafts(token: Any, quotes: QuoteMap, text: str) -> Iterator[Draft]:
    if token.lower_ == "according":
        yield from _according(token)
    elif token.pos_ == "NOUN" and token.lemma_.lower() in nouns():
        yield from _noun(token)
    else:
        yield from _verb(token, quotes, text)


def _verb(token: Any, quotes: QuoteMap, text: str) -> Iterator[Draft]:
    verb = cue_verb(token)
    if verb is None:
        return
    head = _source_head(token)
    if token.lemma_ == "dismiss" and any(child.lemma_.lower() in _COURT_MATTERS for child in children(token, "dobj")):
        return
    if head is None or head.lower_ in _FIRST_PERSON or (verb.expresses == "evidence" and not is_evidence(head)):
        return
    stretch = content_of(
        token, verb.frames, lambda cue: _quote_beside(cue, quotes), lambda cue: _is_whole(cue, quotes, text)
    )
    if stretch is None or len(text[stretch[0] : stretch[1]].split()) < _FEWEST_WORDS:
        return
    start, end = _snap(*stretch, quotes)
    if start <= token.idx < end:
        return
    yield Draft(token, head, start, end, _noun_act(token) or verb.act)


def _noun_act(cue: Any) -> Act | None:
    """ "expressed concern", "voiced support": the object tells the act; "called for" demands."""
    if cue.lemma_ == "call" and any(prep.lower_ == "for" for prep in children(cue, "prep")):
        return "demand"
    for child in children(cue, "dobj"):
        act = nouns().get(child.lemma_.lower())
        if act is not None and cue.lemma_ in {"express", "voice", "convey", "reiterate", "repeat"}:
            return act
    return None


def _source_head(cue: Any) -> Any | None:
    """The subject, the agent of a passive, the subject of the governing clause, or the noun right before."""
    agents = [noun for prep in children(cue, "agent") for noun in children(prep, "pobj")]
    if agents:
        return agents[0]
    if children(cue, "auxpass") or (cue.dep_ == "acl" and cue.tag_ == "VBN"):
        return None
    repaired = _noun_before(cue)
    return repaired if repaired is not None and not children(cue, "nsubj") else governing_subject(cue)


def _noun_before(cue: Any) -> Any | None:
    """In "an attack officials have linked" the parser misses the subject; it stands right before the auxiliary."""
    auxiliaries = [child for child in children(cue, "aux") if child.tag_ in {"VBP", "VBZ", "VBD", "MD"}]
    if not auxiliaries or auxiliaries[0].i == 0:
        return None
    before = cue.doc[auxiliaries[0].i - 1]
    return before if before.pos_ in {"NOUN", "PROPN"} and before.dep_ != "nsubj" else None


def _noun(token: Any) -> Iterator[Draft]:
    """ "the ministry's claim that ...", "issued a warning that ..."."""
    clauses = [c for c in children(token, "acl", "ccomp") if any(m.lower_ == "that" for m in children(c, "mark"))]
    if not clauses:
        return
    owners = children(token, "poss") + [
        n for p in children(token, "prep") if p.lower_ in {"by", "from"} for n in children(p, "pobj")
    ]
    if not owners and token.dep_ == "dobj" and token.head.lemma_.lower() in _ISSUES:
        subject = governing_subject(token.head)
        owners = [] if subject is None else [subject]
    if not owners or owners[0].pos_ == "PRON":
        return
    tokens = [t for t in clauses[0].subtree if t.dep_ != "mark" or t.head.i != clauses[0].i]
    start, end = bounds(tokens)
    yield Draft(token, owners[0], start, end, nouns()[token.lemma_.lower()])


def _according(token: Any) -> Iterator[Draft]:
    """ "according to X": the sentence around it."""
    inner = [noun for prep in token.children if prep.lower_ == "to" for noun in children(prep, "pobj")]
    if not inner:
        return
    sentence, right = token.sent, inner[0].right_edge.i
    opening = [t for t in sentence if t.i < token.i and not (t.is_space or t.is_punct or t.dep_ in {"cc", "mark"})]
    side = list(sentence)
    tokens = (
        [t for t in side if t.i < token.i] if opening else [t for t in side if t.i > _end_of_phrase(inner[0], right)]
    )
    if opening:
        tokens = _last_clause(token, tokens)
    tokens = [t for t in tokens if not t.is_space]
    while tokens and (tokens[0].is_punct or tokens[0].lower_ in {"but", "and", "that"}):
        tokens = tokens[1:]
    if tokens:
        start, end = bounds(tokens)
        yield Draft(token, inner[0], start, end, "claim")


def _end_of_phrase(noun: Any, right: int) -> int:
    """Index of the comma that ends an opening "According to X, ...", or of the phrase itself."""
    for token in noun.doc[noun.i : noun.sent.end]:
        if token.text == "," and token.i > noun.i:
            return int(token.i)
    return right


def _last_clause(according: Any, tokens: list[Any]) -> list[Any]:
    """Of two joined clauses only the one that "according to" stands in."""
    verb = according.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    return [t for t in tokens if t.i >= verb.left_edge.i] if verb.dep_ == "conj" else tokens


def _quote_beside(cue: Any, quotes: QuoteMap) -> tuple[int, int] | None:
    """A quotation that ends right before the saying clause, or begins right behind it."""
    left = min([cue.i, *(c.left_edge.i for c in children(cue, "nsubj"))])
    right = max(
        [
            cue.i,
            *(c.right_edge.i for c in cue.rights if c.dep_ in {"nsubj", "prt", "dobj", "dative", "advmod", "npadvmod"}),
        ]
    )
    doc = cue.doc
    if quotes.at(cue.idx) is not None:
        return None
    before = list(takewhile(_same_paragraph, reversed(doc[max(left - _NEAR, 0) : left])))
    after = list(takewhile(lambda token: not token.is_sent_start, doc[right + 1 : right + 1 + _NEAR]))
    found = next((quote for token in [*before, *after] if (quote := quotes.at(token.idx)) is not None), None)
    return None if found is None else (found.start, found.end)


def _same_paragraph(token: Any) -> bool:
    return "\n\n" not in token.text_with_ws


def _is_whole(cue: Any, quotes: QuoteMap, text: str) -> bool:
    """A quotation before the saying clause that opens a sentence: what stands before it was said by nobody."""
    found = _quote_beside(cue, quotes)
    if found is None or found[0] > cue.idx:
        return False
    before = text[: found[0] - 1].rstrip()
    return not before or before[-1] in '.!?:”"' or text[len(before) : found[0] - 1].count("\n") > 1


def _snap(start: int, end: int, quotes: QuoteMap) -> tuple[int, int]:
    """A content that is a quotation is all of it; one that ends in a quotation takes its closing mark along."""
    if quotes.share(start, end) >= 0.8:
        inside = quotes.overlapping(start, end)
        return min(start, inside[0].start), max(inside[-1].end, end if quotes.at(end - 1) is None else 0)
    last = quotes.at(end - 1)
    if last is not None and last.start > start:
        end = last.end + int(last.closed)
    first = quotes.at(start)
    if first is not None and first.start == start and start > 0 and first.end < end:
        start -= 1
    return start, end


def _distinct(drafts: list[Draft]) -> list[Draft]:
    """One draft a content; of two that start or end alike the longer one with its own source."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (-(d.end - d.start), d.start, d.cue.i)):
        if not any(_repeats(draft, other) for other in kept):
            kept.append(draft)
    return kept


def _repeats(draft: Draft, other: Draft) -> bool:
    """The same words for the same cue, or most of another content of the same source."""
    shared = min(draft.end, other.end) - max(draft.start, other.start)
    same_head = draft.head.i == other.head.i
    return shared > 0.8 * (draft.end - draft.start) and (
        shared > 0.8 * (other.end - other.start) or (same_head and draft.cue.lower_ == other.cue.lower_)
    )


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
    start, end = bounds(cue_tokens(draft.cue)) if draft.cue.lower_ != "according" else _according_span(draft.cue)
    source = source_span(draft.head)
    root = _root(draft, reading.doc)
    party = tuple(ref for noun in (children(root, "nsubj") if root is not None else []) for ref in references.at(noun))
    content = Span(start=draft.start, end=draft.end)
    spans = [content, Span(start=start, end=end), source]
    whole = content if draft.continues else Span(start=min(s.start for s in spans), end=max(s.end for s in spans))
    return Statement(
        id=content_id("statement", reading.article.id, draft.start, draft.end, start),
        span=whole,
        source=source,
        cue=Span(start=start, end=end),
        content=content,
        kind=_kind(draft, quotes),
        act=act_of(draft.act, root, speaker, party),
        polarity=polarity_of(root),
        speaker=speaker,
        date=date,
        continues=draft.continues,
    )


def _according_span(token: Any) -> tuple[int, int]:
    return token.idx, token.doc[token.i + 1].idx + len(token.doc[token.i + 1].text)


def _kind(draft: Draft, quotes: QuoteMap) -> StatementKind:
    share = quotes.share(draft.start, draft.end)
    return "direct" if share >= 0.9 else "mixed" if share > 0 else "indirect"
