"""Quotations without a saying word of their own: the speaker of the one beside them goes on.

"A," he said. "B."; "A," he said, "B."; a second quoted paragraph; and paragraphs that open with a mark and do not close
it before the one that is attributed (the printers' rule for long quotations).
"""

from collections.abc import Iterator
from typing import Any

from communique.findings.drafts import Draft
from communique.findings.quotes import Quote, QuoteMap, is_long

_BETWEEN = " \n\"“”'’.,:;"


def continued(drafts: list[Draft], quotes: QuoteMap, text: str) -> Iterator[Draft]:
    """One more draft for every long quotation that hangs on an attributed one."""
    taken = [draft for draft in drafts if quotes.share(draft.start, draft.end) > 0.5]
    for quote in quotes.quotes:
        if not is_long(text, quote) or _is_taken(quote, [*drafts, *taken]):
            continue
        before = max((d for d in taken if d.end <= quote.start), key=lambda d: d.end, default=None)
        if before is not None and _goes_on(before, quote, text):
            taken.append(_more(before, quote))
            yield taken[-1]
    for quote, following in zip(reversed(quotes.quotes[:-1]), reversed(quotes.quotes[1:]), strict=True):
        if quote.closed or not is_long(text, quote) or _is_taken(quote, [*drafts, *taken]):
            continue
        after = next((d for d in taken if d.start <= following.start < d.end), None)
        if after is not None and not text[quote.end : following.start].strip(_BETWEEN):
            taken.append(_more(after, quote))
            yield taken[-1]


def _more(draft: Draft, quote: Quote) -> Draft:
    return Draft(draft.cue, draft.words, draft.head, quote.start, quote.end, "claim", continues=True)


def _is_taken(quote: Quote, drafts: list[Draft]) -> bool:
    return any(draft.start < quote.end and quote.start < draft.end for draft in drafts)


def _goes_on(draft: Draft, quote: Quote, text: str) -> bool:
    """Nothing but marks between the two, or nothing but the saying clause and what ends its sentence."""
    if draft.continues or draft.cue.idx < draft.start:
        return not text[draft.end : quote.start].strip(_BETWEEN)
    clause_end = max(draft.words[1], _end(draft.head) if draft.head is not None else 0)
    ends = (clause_end, draft.cue.sent.end_char)
    return any(end <= quote.start and not text[end : quote.start].strip(_BETWEEN) for end in ends)


def _end(head: Any) -> int:
    return int(head.idx + len(head.text))
