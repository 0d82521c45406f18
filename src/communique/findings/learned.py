"""Statements by the trained models: what `tagger` found, in words of the text."""

from collections.abc import Iterator
from typing import Any

from communique.findings.cues import noun_act, nouns, verbs
from communique.findings.drafts import Draft, snapped
from communique.findings.features import Ints
from communique.findings.quotes import QuoteMap
from communique.findings.tagger import Tagged, Weights, tag
from communique.findings.trees import bounds, children, governing_subject
from communique.shapes import Act

_FEWEST_WORDS = 2
"""A piece of content of one word is left out, unless it is all there is."""
_AS_CONTENT = {"that", "and", "but"}


def drafts_by_models(doc: Any, text: str, quotes: QuoteMap, weights: Weights) -> list[Draft]:
    """Statements of a parsed text, surest first; a content in pieces gives one draft for each."""
    stretches = tuple((quote.start, quote.end) for quote in quotes.quotes)
    return [draft for found in tag(doc, text, stretches, weights) for draft in _drafts(found, doc, quotes, text)]


def _drafts(found: Tagged, doc: Any, quotes: QuoteMap, text: str) -> Iterator[Draft]:
    cue, head = _telling(found, doc), _source(found, doc)
    pieces = _pieces(_without_day(found.content, cue), doc, quotes, text)
    first = _first(pieces, quotes) if pieces else None
    words = _words(found, doc)
    for start, end in pieces:
        if not start <= cue.idx < end:
            yield Draft(cue, words, head, start, end, _act(cue), continues=(start, end) != first)


def _telling(found: Tagged, doc: Any) -> Any:
    """The head of the cue; of "issued a warning" the noun, when the tables have only that."""
    head = doc[found.head]
    if head.lemma_.lower() in verbs():
        return head
    named = [doc[i] for i in found.cue.tolist() if doc[i].pos_ == "NOUN" and doc[i].lemma_.lower() in nouns()]
    return named[0] if named else head


def _source(found: Tagged, doc: Any) -> Any | None:
    """The head of the labelled source; where none is labelled, the subject of the clause that governs the cue."""
    inside = set(found.source.tolist())
    tops = [doc[i] for i in found.source.tolist() if doc[i].head.i not in inside or doc[i].head.i == i]
    nouns_first = [token for token in tops if token.pos_ in {"NOUN", "PROPN", "PRON"}]
    if tops:
        return (nouns_first or tops)[0]
    cue = doc[found.head]
    if children(cue, "auxpass") or (cue.dep_ == "acl" and cue.tag_ == "VBN"):
        return None
    subject = governing_subject(cue)
    return None if subject is None or subject.i in set(found.content.tolist()) else subject


def _words(found: Tagged, doc: Any) -> tuple[int, int]:
    """The labelled words of the cue that stand together around its head."""
    inside, low, high = set(found.cue.tolist()), found.head, found.head
    while low - 1 in inside:
        low -= 1
    while high + 1 in inside:
        high += 1
    return doc[low].idx, doc[high].idx + len(doc[high].text)


def _act(cue: Any) -> Act:
    lemma = cue.lemma_.lower()
    if cue.pos_ == "NOUN" and lemma in nouns():
        return nouns()[lemma]
    verb = verbs().get(lemma)
    return noun_act(cue) or (verb.act if verb is not None else "claim")


def _pieces(content: Ints, doc: Any, quotes: QuoteMap, text: str) -> list[tuple[int, int]]:
    """Stretches of content in characters: runs of tokens, over marks between them, whole quotations."""
    runs: list[list[int]] = []
    for index in content.tolist():
        if runs and all(doc[i].is_punct or doc[i].is_space for i in range(runs[-1][-1] + 1, index)):
            runs[-1] += range(runs[-1][-1] + 1, index + 1)
        else:
            runs.append([index])
    found = []
    for run in runs:
        tokens = [doc[i] for i in run]
        while len(tokens) > 1 and (tokens[0].is_punct or tokens[0].is_space or _opens(tokens[0])):
            tokens = tokens[1:]
        start, end = bounds(tokens)
        if start < end:
            found.append(snapped(start, end, quotes))
    return _whole(found, text)


def _without_day(content: Ints, cue: Any) -> Ints:
    """Without a day of saying at the end ("described it as a joke on Tuesday")."""
    for child in children(cue, "prep", "npadvmod"):
        timed = any(token.ent_type_ in {"DATE", "TIME"} for token in child.subtree)
        if timed and content[0] < child.left_edge.i <= content[-1] <= child.right_edge.i:
            return content[content < int(child.left_edge.i)]
    return content


def _opens(token: Any) -> bool:
    return token.dep_ in {"mark", "cc"} and token.lower_ in _AS_CONTENT


def _whole(pieces: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Without pieces inside others and without single words beside longer pieces."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    longer = [piece for piece in merged if len(text[slice(*piece)].split()) >= _FEWEST_WORDS]
    return longer or merged[:1]


def _first(pieces: list[tuple[int, int]], quotes: QuoteMap) -> tuple[int, int]:
    """The piece that leads: the first when it is quoted, otherwise the longest."""
    if quotes.share(*pieces[0]) > 0.5:
        return pieces[0]
    return max(pieces, key=lambda piece: piece[1] - piece[0])
