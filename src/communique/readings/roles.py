"""Common nouns that stand for people and bodies: the longest phrase of a table that ends at a head word."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.lexicons import table
from communique.shapes import ActorKind

_LONGEST = 4


def head_noun(phrase: str) -> str:
    """`secretary` of "secretary of state", `minister` of "foreign minister"; "" of a blank phrase."""
    words = phrase.split(" of ", maxsplit=1)[0].split()
    return words[-1] if words else ""


@dataclass(frozen=True, slots=True)
class Role:
    """An office or a kind of body."""

    phrase: str
    sector: str
    kind: ActorKind
    country: str | None = None
    speaks_for: bool = False

    @property
    def noun(self) -> str:
        """The word a later "the ..." takes up: secretary of "secretary of state"."""
        return head_noun(self.phrase)

    @property
    def is_person(self) -> bool:
        return self.kind == "person"


@cache
def _roles() -> dict[str, Role]:
    found = {
        row["phrase"]: Role(row["phrase"], row["sector"], "person", row["country"] or None, row["speaks_for"] == "yes")
        for row in table("en/roles", "phrase", "sector", "country", "speaks_for")
    }
    for row in table("en/bodies", "phrase", "sector", "kind"):
        found[row["phrase"]] = Role(row["phrase"], row["sector"], row["kind"])  # type: ignore[arg-type]
    return {phrase.lower(): role for phrase, role in found.items()}


@cache
def _last_words() -> frozenset[str]:
    return frozenset(phrase.rsplit(" ", 1)[-1] for phrase in _roles())


def role_ending_at(token: Any) -> tuple[Role, int] | None:
    """The longest role or body phrase whose last word is this token, and how many tokens it has."""
    lemmas = sorted({token.lemma_.lower(), token.lower_} & _last_words())
    if not lemmas:
        return None
    doc, lead, best = token.doc, "", None
    for length in range(1, min(_LONGEST, token.i + 1) + 1):
        for lemma in lemmas:
            role = _roles().get(lead + lemma)
            if role is not None:
                best = role, length
        before = doc[token.i - length] if length <= token.i else None
        lead = f"{before.lower_}{before.whitespace_}{lead}".replace("’", "'") if before is not None else lead
    return best


def role_before(token: Any) -> tuple[Role, int] | None:
    """The role that stands right before a name ("Mexican Foreign Minister" before "Marcelo")."""
    if token.i == 0 or token.is_sent_start:
        return None
    return role_ending_at(token.doc[token.i - 1])
