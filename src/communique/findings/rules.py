"""Statements by rules: cue verbs and nouns in their frames, "according to"; no weights needed.

Dependency rules over a cue lexicon, after the attribution-relation scheme of PARC and PolNeAR (Pareti 2015;
Newell, Margolin & Ruths 2018): source, cue, content.
"""

from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from communique.findings.contents import content_of
from communique.findings.cues import cue_verb, cue_words, is_evidence, noun_act, nouns
from communique.findings.drafts import FIRST_PERSON, Draft, distinct, snapped
from communique.findings.quotes import QuoteMap
from communique.findings.trees import bounds, children, governing_subject
from communique.lexicons import word_class

_COURT_MATTERS = word_class("court-matters")
_ISSUES = word_class("issues")
_FEWEST_WORDS = 2
"""A content of one word ("rejected it") says nothing that could be filed or compared."""
_NEAR = 4
"""Tokens between a quotation and the saying clause beside it: an adverb or a comma, not another clause."""


def drafts_by_rules(doc: Any, text: str, quotes: QuoteMap) -> list[Draft]:
    """Statements of a parsed text, each with its own words; in no fixed order."""
    return distinct([draft for token in doc for draft in _drafts(token, quotes, text)])


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
    if head is None or head.lower_ in FIRST_PERSON or (verb.expresses == "evidence" and not is_evidence(head)):
        return
    stretch = content_of(
        token, verb.frames, lambda cue: _quote_beside(cue, quotes), lambda cue: _is_whole(cue, quotes, text)
    )
    if stretch is None or len(text[stretch[0] : stretch[1]].split()) < _FEWEST_WORDS:
        return
    start, end = snapped(*stretch, quotes)
    if start <= token.idx < end:
        return
    yield Draft(token, cue_words(token), head, start, end, noun_act(token) or verb.act)


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
    yield Draft(token, cue_words(token), owners[0], start, end, nouns()[token.lemma_.lower()])


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
        yield Draft(token, cue_words(token), inner[0], start, end, "claim")


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
