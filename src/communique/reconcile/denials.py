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
from functools import cache
from textwrap import shorten

from communique.identity import content_id
from communique.lexicons import word_class
from communique.phrases import pattern, sentence
from communique.reconcile.copies import words
from communique.reconcile.sides import Told, distance, hedged, more_of, one_party, order, tell, unsure, words_of
from communique.reconcile.stems import content
from communique.shapes import Dispute, Findings, Review, ReviewKind, Selection, Statement

DAYS = 14
"""Days between a claim and its denial: people answer within days, and a claim made again is in the news again."""
SAID = 0.75
"""Share of the denial's words that must stand in the claim."""
LIKE = 0.5
"""From here on a pair goes to the queue for review."""
FEWEST = 3
"""Words of the denial that carry meaning: fewer are said of many things ("denied the charges")."""
MOST_CLAIMS = 60
"""Statements that may hold a word by which claims are looked up; a word in more of them finds nothing."""

LONGEST = 100
"""Characters of a denied claim that name a dispute; its words stand whole beside it."""

_CLAIMS = frozenset({"claim", "accusation", "announcement", "assessment", "warning"})
_NEGATIONS = frozenset({"no", "not", "never", "neither", "nor", "none", "nobody", "nothing", "any", "cannot"})
_CONTRACTED = re.compile(r"n['’]t\b")
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
    common: bool
    """Whether the speaker is called by a common noun only (`the company`)."""
    page: str
    """The text it stands in."""


@dataclass(frozen=True, slots=True)
class _Pair:
    denial: _Said
    claim: _Said
    score: float
    reason: str


def by_denial(selection: Selection, family_of: dict[str, str]) -> Iterator[Dispute | Review]:
    """For each denial the likeliest claim of each other speaker: a dispute, or a pair to be looked at.

    A denial that several pages tell is one dispute, with the other tellings behind it.
    """
    denials, claims = _statements(selection, family_of)
    holders: dict[str, list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        for word in claim.words:
            holders[word].append(number)
    found: dict[tuple[str, str], list[_Pair]] = defaultdict(list)
    for denial in denials:
        near = {n for word in denial.words if len(holders[word]) <= MOST_CLAIMS for n in holders[word]}
        for claim in (claims[number] for number in sorted(near)):
            score, reason = _compare(denial, claim)
            if score >= LIKE:
                found[denial.told.key, claim.told.key].append(_Pair(denial, claim, score, reason))
    for _, pairs in sorted(found.items()):
        yield from _results(pairs)


def _results(pairs: list[_Pair]) -> Iterator[Dispute | Review]:
    """One result for each thing denied; pairs of one denier and one claimant that share half of their words are one."""
    rest = sorted(pairs, key=lambda pair: (-pair.score, order(pair.denial.told), order(pair.claim.told)))
    while rest:
        front, words_ = rest[0], rest[0].denial.words
        alike = [pair for pair in rest if 2 * len(pair.denial.words & words_) >= len(pair.denial.words | words_)]
        rest = [pair for pair in rest if pair not in alike]
        yield _result(front, alike)


def _result(front: _Pair, pairs: list[_Pair]) -> Dispute | Review:
    a, b = front.denial.told, front.claim.told
    own = one_party(a, b)
    name = content_id("denial", a.side.finding_id, b.side.finding_id)
    if front.score >= SAID and not own:
        return Dispute(
            id=name,
            about=front.denial.text,
            template="denial",
            a=a.side,
            b=b.side,
            reason=f"{a.key} denies what {b.key} says: {front.reason}",
            more_a=more_of(a, [pair.denial.told for pair in pairs]),
            more_b=more_of(b, [pair.claim.told for pair in pairs]),
        )
    kind: ReviewKind = "changed-position" if own else "possible-dispute"
    return Review(id=name, kind=kind, score=round(front.score, 4), reason=front.reason, a=a.side, b=b.side)


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
            if statement.act == "denial" and not hedged(text) and not _unsaid(text):
                denials.append(_said(statement, found, family))
            elif statement.act in _CLAIMS and statement.polarity == "affirmed" and not _doubtful(statement, found):
                claims.append(_said(statement, found, family))
    return [one for one in denials if len(one.words) >= FEWEST], claims


def _unsaid(text: str) -> bool:
    """Whether saying or knowing is denied (`never mentioned that`), and so not what follows it."""
    return _silence().search(_CONTRACTED.sub(" not", text)) is not None


@cache
def _silence() -> re.Pattern[str]:
    verbs = sorted(word_class("says") | word_class("knows"))
    return pattern(tuple(f"{no} {verb}" for no in ("not", "never") for verb in verbs))


def _doubtful(statement: Statement, found: Findings) -> bool:
    """Whether its words, or those before them in the sentence, are conditional or negated."""
    start, _ = sentence(found.article.text, statement.content.start, statement.content.end)
    return unsure(found.article.text[start : statement.content.end])


def _said(statement: Statement, found: Findings, family: str) -> _Said:
    text = words_of(found, statement.content)
    folded = tuple(word for word in words(text) if word not in _NEGATIONS)
    names = " ".join(match.group() for match in _NAME.finditer(text))
    first = folded[0] if folded else ""
    return _Said(
        told=tell(found, family, statement.id, statement.content, statement.speaker, statement.date),
        text=shorten(text, LONGEST, placeholder=" ..."),
        words=content(tuple(word for word in folded if word not in word_class("sayings"))),
        names=content(words(names)),
        pronoun=first in word_class("subject-pronouns"),
        common=not any(_NAME.search(ref.label) for ref in statement.speaker),
        page=found.article.text,
        speaker=frozenset(word for ref in statement.speaker for word in content(words(ref.label))),
    )


def _compare(denial: _Said, claim: _Said) -> tuple[float, str]:
    """How much of the denial the claim says, 0 to 1, and in which words; 0 when something says that they differ."""
    days = distance(denial.told.days, claim.told.days)
    shared = denial.words & claim.words
    if days is None or days > DAYS or len(shared) < FEWEST - 1:
        return 0.0, ""
    score = len(shared) / len(denial.words)
    reason = f"{len(shared)} of {len(denial.words)} words ({' '.join(sorted(shared))})"
    lacking = _lacking(denial, claim)
    return (min(score, SAID - 0.01), f"{reason}; {lacking}") if lacking else (score, reason)


def _lacking(denial: _Said, claim: _Said) -> str | None:
    """What speaks against printing a pair whose words are alike."""
    plain = denial.words - denial.names
    if missing := sorted(denial.names - claim.words - claim.speaker):
        return f"names that only the denial has: {' '.join(missing)}"
    if len(plain & claim.words) < max(1, SAID * len(plain)):
        return "little but names in common"
    if (denial.pronoun and not denial.speaker & claim.words) or (claim.pronoun and not denial.pronoun):
        return "who is meant is not clear"
    if any(ref.sector == "MED" for ref in denial.told.side.speaker):
        return "an outlet reports a denial and makes none"
    if _may_be_one(denial, claim) or _may_be_one(claim, denial):
        return "both speakers may be one"
    return None


def _may_be_one(a: _Said, b: _Said) -> bool:
    """Whether `the company` of one page may be the company that the other names."""
    names = [word for ref in b.told.side.speaker for word in _NAME.findall(ref.label)]
    return a.common and any(name in a.page for name in names)
