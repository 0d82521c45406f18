"""Whether two names may be one actor's: word by word, after transliteration, with the reason in words.

Every word of the shorter name must find a like one in the longer name; how alike the least alike of them are is the
score, for a name is as different as its most different word ("Habibullah Safi", "Habibullah Reshad"). Words count
as alike by edit distance (optimal string alignment) of their letters, or of a rough spelling of their sounds, under
which the usual ways to write Arabic and Cyrillic names fall together; an initial is like every word it begins.

A match is a proposal. `safe` asks for much more: see `compare`.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

from communique.lexicons import table

MATCH = 0.66
"""Score from which two names are proposed as one. On 405 labelled pairs of names (development part) F1 is .88 for
everything from .64 to .66 and falls on both sides; measure again when `_alike` or `_SOUNDS` changes."""
SOUNDS_SAME = 0.97
"""Two spellings of one sound: nearly as good as equal letters."""
INITIAL = 0.85
SLIP, LONG = 0.85, 6
"""One letter of six or more: a slip of the pen in one word of a name does not make another man."""

_SOUNDS = tuple(
    pair.split("=")
    for pair in "ph=f kh=h gh=g sh=s ch=k ck=k q=k c=k dz=z j=i y=i w=v z=s ou=u oo=u ee=i e=i o=u x=ks".split()
)
_DOTTED = re.compile(r"\b(?:\w\.){2,}(?!\w)|\b(?:\w\.)+\w\b")
_FAR_SCRIPTS = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA", "BENGALI", "DEVANAGARI", "HEBREW", "ARABIC")
"""Scripts of which transliteration loses what tells names apart."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are, 0 to 1; whether they may be merged unasked; and why."""

    score: float
    safe: bool
    reason: str


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[str, ...]
    forms: frozenset[str]
    """Kinds of legal form."""
    far: bool


def compare(a: str, b: str, *, person: bool) -> Likeness:
    """Compares two names of persons, or of organizations.

    `safe`: every word of both names but joining words has its like with the same letters or sounds or as an initial,
    one slip of a letter apart; there are two such words at least (or all letters are equal); the legal forms agree;
    the order is kept around words of descent ("Ahmad bin Hasan" is not "Hasan bin Ahmad"); and the script can be
    transliterated.
    """
    one, other = _name(a, person), _name(b, person)
    if not one.words or not other.words:
        return Likeness(0.0, False, "no words to compare")
    joined = "".join(one.words) == "".join(other.words)
    pairs, rest = _aligned(one.words, other.words)
    score, left, right = (1.0, a, b) if joined else min(pairs)
    reason = "same letters" if joined else f"least alike: {left} and {right} ({score:.2f})"
    sure = joined or (len(pairs) > 1 and not rest and _all_certain(pairs))
    forms = one.forms == other.forms or not (one.forms and other.forms)
    safe = sure and forms and not (one.far or other.far) and _same_descent(one.words, other.words)
    return Likeness(round(score, 4), safe, reason)


def sounds(name: str, *, person: bool) -> frozenset[str]:
    """How the words of a name sound, by their first letters: names that match share one, but for initials alone."""
    return frozenset(_sound(word)[:3] for word in _name(name, person).words if len(word) > 1)


def _all_certain(pairs: Sequence[tuple[float, str, str]]) -> bool:
    doubtful = [pair for pair in pairs if pair[0] < SOUNDS_SAME and 1 not in map(len, pair[1:])]
    initials = all(score > 0 for score, _, _ in pairs)
    return initials and (not doubtful or (len(doubtful) == 1 and _slip(*doubtful[0])))


def _slip(score: float, one: str, other: str) -> bool:
    """One letter wrong in a long word; its first letter stands."""
    return score >= SLIP and min(len(one), len(other)) >= LONG and one[0] == other[0]


def _same_descent(one: Sequence[str], other: Sequence[str]) -> bool:
    """Names with `bin` and the like must have the words in the same order, so far as both have them."""
    if not _part("descent") & {*one, *other}:
        return True
    shared = [[word for word in words if word in one and word in other] for words in (one, other)]
    return shared[0] == shared[1]


# ---- words -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=20_000)
def _name(name: str, person: bool) -> _Name:
    plain = unicodedata.normalize("NFKC", name)
    far = any(unicodedata.name(char, "").startswith(_FAR_SCRIPTS) for char in plain if char.isalpha())
    undotted = _DOTTED.sub(lambda match: match.group().replace(".", ""), plain)
    letters = re.sub("['’`]", "", anyascii(undotted).casefold())
    words = re.findall(r"[a-z0-9]+", letters)
    aside = _part("title") if person else frozenset(_forms())
    kept = tuple(word for word in words if word not in aside and word != "the")
    forms = frozenset() if person else frozenset(_forms()[word] for word in words if word in _forms())
    return _Name(kept or tuple(words), forms - {"legal/words"}, far)


@cache
def _part(name: str) -> frozenset[str]:
    rows = table("name_parts", "class", "words")
    return frozenset(word for row in rows if row["class"] == name for word in row["words"].split())


@cache
def _forms() -> dict[str, str]:
    """Words of legal forms, each to its kind."""
    rows = table("name_parts", "class", "words")
    legal = (row for row in rows if row["class"].startswith("legal/"))
    return {word: row["class"] for row in legal for word in row["words"].split()}


def _aligned(one: Sequence[str], other: Sequence[str]) -> tuple[list[tuple[float, str, str]], list[str]]:
    """Words of the shorter name with those of the longer one, the most alike first; what is left of the longer one."""
    short, long = sorted((one, other), key=len)
    every = sorted(((-_alike(a, b), i, j) for i, a in enumerate(short) for j, b in enumerate(long)))
    used_short: set[int] = set()
    used_long: set[int] = set()
    pairs = []
    for score, i, j in every:
        if i not in used_short and j not in used_long:
            used_short.add(i)
            used_long.add(j)
            pairs.append((-score, short[i], long[j]))
    rest = [word for j, word in enumerate(long) if j not in used_long and word not in _part("joining")]
    return pairs, rest


@lru_cache(maxsize=50_000)
def _alike(a: str, b: str) -> float:
    """How alike two words are, 0 to 1; numbers are equal or not."""
    if a == b:
        return 1.0
    if 1 in (len(a), len(b)):
        return INITIAL if a[0] == b[0] else 0.0
    if a.isdigit() or b.isdigit():
        return 0.0
    sounds = SOUNDS_SAME * OSA.normalized_similarity(_sound(a), _sound(b))
    return max(float(OSA.normalized_similarity(a, b)), sounds)


@lru_cache(maxsize=20_000)
def _sound(word: str) -> str:
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    return re.sub(r"(.)\1+", r"\1", word)
