"""A statement while it is being found: tokens and characters, before its speaker and its id are known."""

from dataclasses import dataclass, replace
from typing import Any

from communique.findings.quotes import QuoteMap
from communique.languages import LANGUAGES
from communique.lexicons import word_class
from communique.shapes import Act

FIRST_PERSON = LANGUAGES["en"].first_person | {"you", "one", "there", "what"}
"""Words that are no source by themselves."""
_SAYS = word_class("says") | {"accord"}
_ALIKE, _FEW = 2, 3


@dataclass(frozen=True, slots=True)
class Draft:
    """`cue` and `head` (of the source) are tokens; the words of the cue and the content are `[start, end)` in
    characters. `head` is None when the text names nobody ("it is feared that")."""

    cue: Any
    words: tuple[int, int]
    head: Any | None
    start: int
    end: int
    act: Act
    continues: bool = False


def joined(learned: list[Draft], ruled: list[Draft]) -> list[Draft]:
    """What the models found, and what the rules found besides: inside those contents (the models were taught the outer
    level only) or clear of them. Of two contents for one cue that begin alike the longer one is taken."""
    by_rule = {draft.cue.i: draft for draft in ruled}
    kept = [_longer(draft, by_rule.get(draft.cue.i)) for draft in learned]
    cues = {draft.cue.i for draft in kept}
    kept += [draft for draft in ruled if draft.cue.i not in cues and _adds(draft, learned)]
    return [draft for draft in kept if not _is_empty(draft) and not (draft.continues and _holds_cue(draft, kept))]


def _holds_cue(draft: Draft, others: list[Draft]) -> bool:
    """A later piece with a cue inside is another's statement ("..., with Blinken expressing ...")."""
    return any(other.cue.i != draft.cue.i and draft.start <= other.words[0] < draft.end for other in others)


def _longer(draft: Draft, ruled: Draft | None) -> Draft:
    same = ruled is not None and not draft.continues and abs(ruled.start - draft.start) <= _ALIKE
    return replace(draft, end=max(draft.end, ruled.end)) if same and ruled is not None else draft


def _adds(draft: Draft, others: list[Draft]) -> bool:
    if any(other.start <= draft.words[0] < other.end for other in others):
        return True
    length = draft.end - draft.start
    return not any(min(o.end, draft.end) - max(o.start, draft.start) > 0.3 * length for o in others)


def _is_empty(draft: Draft) -> bool:
    """Something "said" in up to three words without a verb: most are names that the parser took for a clause."""
    tokens = draft.cue.doc.char_span(draft.start, draft.end, alignment_mode="expand")
    if draft.act != "claim" or draft.cue.lemma_ not in _SAYS or len(tokens) > _FEW:
        return False
    near = (*tokens, *tokens.doc[tokens.end : tokens.end + 2])
    return not any(token.pos_ in {"VERB", "AUX"} or token.is_quote for token in near)


def snapped(start: int, end: int, quotes: QuoteMap) -> tuple[int, int]:
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


def distinct(drafts: list[Draft]) -> list[Draft]:
    """One draft a content; of two that start or end alike the longer one with its own source."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (-(d.end - d.start), d.start, d.cue.i)):
        if not any(_repeats(draft, other) for other in kept):
            kept.append(draft)
    return kept


def _repeats(draft: Draft, other: Draft) -> bool:
    """The same words for the same cue, or most of another content of the same source."""
    shared = min(draft.end, other.end) - max(draft.start, other.start)
    same_head = draft.head == other.head
    return shared > 0.8 * (draft.end - draft.start) and (
        shared > 0.8 * (other.end - other.start) or (same_head and draft.cue.lower_ == other.cue.lower_)
    )
