"""Disputes about a claim that is denied in so many words: "denied that the buoys had crossed the line".

The claim is somebody else's statement that says what the denial denies: nearly all words of the denial that carry
meaning, and all of its names and numbers, stand in it. Nobody is taken for granted: both speakers are known, "he" in
the denial is the denier and must be named in the claim, neither side is planned, possible or negated on its own, and
both are of the same days. Words alone decide, and that is why so much must agree.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from communique.identity import content_id
from communique.lexicons import word_class
from communique.reconcile.copies import words
from communique.reconcile.sides import Told, distance, hedged, one_party, tell, unsure, words_of
from communique.reconcile.stems import content, deed
from communique.shapes import Dispute, Findings, Review, ReviewKind, Selection, Statement

DAYS = 14
"""Days between a claim and its denial: people answer within days, and a claim made again is in the news again."""
SAID = 0.75
"""Share of the denial's words that must stand in the claim."""
LIKE = 0.5
"""From here on a pair goes to the queue for review."""
FEWEST = 3
"""Words of the denial that carry meaning: fewer are said of many things ("denied the charges")."""
MOST_PAGES = 60
"""Statements that may hold a word by which claims are looked up; a word in more of them finds nothing."""

_CLAIMS = frozenset({"claim", "accusation", "announcement", "assessment", "warning"})
_NEGATIONS = frozenset({"no", "not", "never", "neither", "nor", "none", "nobody", "nothing", "any", "cannot"})
_NAME = re.compile(r"\b(?:[A-Z][\w'’-]+|\d[\d.,]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A statement with what is compared of it."""

    told: Told
    text: str
    words: frozenset[str]
    names: frozenset[str]
    pronoun: bool
    speaker: frozenset[str]
    """Words of the speaker's name."""


def by_denial(selection: Selection, family_of: dict[str, str]) -> Iterator[Dispute | Review]:
    """For each denial the likeliest claim of each other speaker: a dispute, or a pair to be looked at."""
    denials, claims = _statements(selection, family_of)
    holders: dict[str, list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        for word in claim.words:
            holders[word].append(number)
    for denial in denials:
        near = {n for word in denial.words if len(holders[word]) <= MOST_PAGES for n in holders[word]}
        best: dict[str, tuple[float, str, _Said]] = {}
        for claim in (claims[number] for number in sorted(near)):
            score, reason = _compare(denial, claim)
            if score >= LIKE and score > best.get(claim.told.key, (0.0, "", claim))[0]:
                best[claim.told.key] = score, reason, claim
        for _, (score, reason, claim) in sorted(best.items()):
            yield _result(denial, claim, score, reason)


def _result(denial: _Said, claim: _Said, score: float, reason: str) -> Dispute | Review:
    a, b = denial.told, claim.told
    own = one_party(a, b)
    name = content_id("denial", a.side.finding_id, b.side.finding_id)
    if score >= SAID and not own:
        why = f"{a.key} denies what {b.key} says: {reason}"
        return Dispute(id=name, about=denial.text, template="denial", a=a.side, b=b.side, reason=why)
    kind: ReviewKind = "changed-position" if own else "possible-dispute"
    return Review(id=name, kind=kind, score=round(score, 4), reason=reason, a=a.side, b=b.side)


# ---- statements ------------------------------------------------------------------------------------------------


def _statements(selection: Selection, family_of: dict[str, str]) -> tuple[list[_Said], list[_Said]]:
    """Denials and claims by speakers who are known."""
    denials, claims = [], []
    for found in selection.findings:
        family = family_of.get(found.article.id, found.article.id)
        for statement in found.statements:
            if not any(ref.actor_id for ref in statement.speaker):
                continue
            text = words_of(found, statement.content)
            if statement.act == "denial" and not hedged(text):
                denials.append(_said(statement, found, family))
            elif statement.act in _CLAIMS and statement.polarity == "affirmed" and not unsure(text):
                claims.append(_said(statement, found, family))
    return [one for one in denials if len(one.words) >= FEWEST], claims


def _said(statement: Statement, found: Findings, family: str) -> _Said:
    text = words_of(found, statement.content)
    folded = tuple(word for word in words(text) if word not in _NEGATIONS)
    names = " ".join(match.group() for match in _NAME.finditer(text))
    first = folded[0] if folded else ""
    return _Said(
        told=tell(found, family, statement.id, statement.content, statement.speaker, statement.date),
        text=" ".join(text.split()),
        words=frozenset(deed(word) for word in content(folded)),
        names=frozenset(deed(word) for word in content(words(names))),
        pronoun=first in word_class("subject-pronouns"),
        speaker=frozenset(deed(word) for ref in statement.speaker for word in content(words(ref.label))),
    )


def _compare(denial: _Said, claim: _Said) -> tuple[float, str]:
    """How much of the denial the claim says, 0 to 1, and in which words; 0 when something says that they differ."""
    days = distance(denial.told.days, claim.told.days)
    shared = denial.words & claim.words
    if days is None or days > DAYS or not denial.words or len(shared) < FEWEST - 1:
        return 0.0, ""
    named = claim.words | claim.speaker
    score = len(shared) / len(denial.words)
    missing = sorted(denial.names - named)
    subject = not denial.pronoun or bool(denial.speaker & claim.words)
    reason = f"{len(shared)} of {len(denial.words)} words ({' '.join(sorted(shared))})"
    if missing or not subject or (claim.pronoun != denial.pronoun and claim.pronoun):
        lacking = f"names that only the denial has: {' '.join(missing)}" if missing else "who is meant is not clear"
        return min(score, SAID - 0.01), f"{reason}; {lacking}"
    return score, reason
