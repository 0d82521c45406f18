"""Whole-word matching of phrases in any inflected form, by rules of English spelling and a short table; no model.

A phrase is matched word by word: `human smuggler` finds "human smugglers", `kidnapping` finds "kidnapped",
`lab` never finds "collaborate". Rules make every form from the phrase (plural, -ed, -ing, and the verb behind an
-ing noun), so the text is searched by one regular expression and nothing has to be parsed. Forms that no rule
gives stand in `data/en/inflections.tsv`.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache, lru_cache

from communique import lexicons

_VOWELS = "aeiou"
_NO_DOUBLING = "wxyh"
_SIBILANT = ("s", "x", "z", "ch", "sh")
_NO_PLURAL = ("ss", "us", "is", "ics")
_WORDS = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*\.?|\S", re.UNICODE)
_SEPARATOR = r"[\s\-‐‑–—]+"
_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|St|Jr|Sr|No|vs|Inc|Co))\.$")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|\n\n")


def pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """One regular expression for all phrases; group `n + 1` holds what the phrase number `n` found.

    Letter case is ignored, but phrases wholly in capitals (`OFAC`) match only capitals. A phrase that begins with
    `=` is matched as it stands, without other forms. Hyphens and spaces part words alike. No phrase: never matches.
    """
    return _compile(tuple(phrases))


def found(phrases: tuple[str, ...], text: str) -> str | None:
    """The phrase that is found first in `text`, as written in `phrases`; None when there is none."""
    # Most texts hold no first word of any phrase; looking that up is some ten times faster than the search.
    if _starts(phrases).isdisjoint(_tokens(text)):
        return None
    match = pattern(phrases).search(text)
    return phrases[match.lastindex - 1] if match and match.lastindex else None


@cache
def _starts(phrases: tuple[str, ...]) -> frozenset[str]:
    """The first run of letters of every form of every phrase's first word, in lower case."""
    firsts = (_first(phrase.removeprefix("=")) for phrase in phrases)
    found_forms = {form for first in firsts if first for form in (first.lower(), first.lower() + "s", *forms(first))}
    found_forms |= {_unaccented(form) for form in found_forms}
    return frozenset(piece[0] for form in found_forms if (piece := re.match(r"\w+", form)))


def _first(phrase: str) -> str | None:
    return next((token for token in _WORDS.findall(phrase) if any(map(str.isalnum, token))), None)


@lru_cache(maxsize=64)
def _tokens(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower()))


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """`[start, end)` widened to whole sentences of its paragraph, by punctuation alone."""
    closes, opens = _breaks(text)
    before = bisect_right(opens, start) - 1
    left = opens[before] if before >= 0 else 0
    after = bisect_left(closes, end)
    right = closes[after] if after < len(closes) else len(text)
    left += len(text[left:start]) - len(text[left:start].lstrip())
    return left, max(right, end)


@lru_cache(maxsize=64)
def _breaks(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where sentences close, and where the next ones may open; both ascending. Kept, as a page is asked many times."""
    marks = [mark for mark in _SENTENCE_END.finditer(text) if mark[0] == "\n\n" or _ends_sentence(text, mark)]
    return tuple(m.start() if m[0] == "\n\n" else m.end() for m in marks), tuple(m.end() for m in marks)


def _ends_sentence(text: str, mark: re.Match[str]) -> bool:
    """Whether a full stop closes a sentence: what follows begins one, and what precedes is no abbreviation."""
    after = text[mark.end() :].lstrip(" \t")[:1]
    if after.islower() or after.isdigit():
        return False
    return not (mark[0] == "." and _ABBREVIATION.search(text, max(0, mark.start() - 8), mark.end()))


@cache
def _compile(phrases: tuple[str, ...]) -> re.Pattern[str]:
    parts = [f"({_phrase(phrase)})" for phrase in phrases]
    if not parts:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def _phrase(phrase: str) -> str:
    exact, phrase = phrase.startswith("="), phrase.removeprefix("=")
    tokens = [token for token in _WORDS.findall(phrase) if any(map(str.isalnum, token))]
    return _SEPARATOR.join(_word(token, exact) for token in tokens) or r"(?!)"


def _word(token: str, exact: bool) -> str:
    if len(token) > 1 and token.isupper() and token.isascii():
        return rf"(?-i:{re.escape(token)}{'' if exact else 's?'})"
    variants = {token.lower()} if exact else forms(token)
    variants |= {_unaccented(form) for form in variants}
    # Longest first: the shorter form must not hide the longer one where a phrase goes on.
    ordered = sorted(variants, key=lambda form: (-len(form), form))
    return "(?:" + "|".join(re.escape(form).replace("'", "['’]") for form in ordered) + ")"


def _unaccented(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))


@cache
def _irregular() -> dict[str, frozenset[str]]:
    """Each word of the table to all forms of its row."""
    groups: dict[str, frozenset[str]] = {}
    for row in lexicons.table("en/inflections", "word", "forms"):
        group = frozenset({row["word"], *row["forms"].split()})
        for form in group:
            groups[form] = groups.get(form, frozenset()) | group
    return groups


@cache
def forms(word: str) -> frozenset[str]:
    """All spellings of a word that count as the same word, in lower case; the word itself is one of them."""
    word = word.lower().replace("’", "'")
    if word in _irregular():
        return _irregular()[word]
    if len(word) < 3 or not word.isalpha():
        return frozenset({word})
    made = {word}
    for base in _bases(word):
        made |= _irregular().get(base, frozenset()) or _inflected(base)
    if word.endswith("ing"):
        made.add(word + "s")
    return frozenset(made | {other for form in made if (other := _british(form))})


def _bases(word: str) -> set[str]:
    """The dictionary forms a word may come from: itself, its singular, the verb behind -ing or -ed."""
    if word.endswith("ing") and _is_stem(word[:-3]):
        return _verbs(word[:-3])
    if word.endswith("ed") and not word.endswith("eed") and _is_stem(word[:-2]):
        return _verbs(word[:-2]) if not word.endswith("ied") else {word[:-3] + "y"}
    return {_singular(word)}


def _is_stem(stem: str) -> bool:
    return len(stem) >= 3 and any(sign in _VOWELS + "y" for sign in stem)


def _verbs(stem: str) -> set[str]:
    """Verbs whose -ing or -ed form has this stem: `kidnapp` kidnap, `smuggl` smuggle, `traffick` traffic."""
    if stem.endswith("ck") and len(stem) > 5:
        return {stem, stem[:-1]}
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        return {stem, stem[:-1]}
    if _closed(stem) and _syllables(stem) == 1:
        return {stem + "e"}
    return {stem, stem + "e"}


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(_NO_PLURAL):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "oes")):
        return word[:-2]
    return word[:-1]


def _closed(word: str) -> bool:
    """Ends in one vowel and one consonant that doubles: `kidnap`, `gun`; not `raid`, `arm`, `tax`."""
    if len(word) < 3 or word[-1] in _VOWELS + _NO_DOUBLING or word[-2] not in _VOWELS:
        return False
    return word[-3] not in _VOWELS or word[-3:-1] == "ui"


def _syllables(word: str) -> int:
    return len(re.findall(r"[aeiouy]+", word))


def _inflected(base: str) -> set[str]:
    made = {base, _plural(base)}
    if base.endswith("o"):
        made.add(base + "s")
    for stem in _stems(base):
        made |= {stem + "ed", stem + "ing"}
    if base.endswith("y") and base[-2] not in _VOWELS:
        made = made - {base + "ed"} | {base[:-1] + "ied"}
    if base.endswith("e"):
        made |= {base + "d"}
    return made


def _plural(base: str) -> str:
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith((*_SIBILANT, "o")) else "s")


def _stems(base: str) -> set[str]:
    """What -ed and -ing are put on."""
    if base.endswith("e"):
        return {base} if base.endswith(("ee", "oe", "ye")) else {base[:-1]}
    if base.endswith("c"):
        return {base + "k"}
    if _closed(base):
        # In longer words the stress decides (`kidnapped`, `visited`), and spelling does not show it.
        return {base + base[-1]} if _syllables(base) == 1 else {base, base + base[-1]}
    return {base}


def _british(form: str) -> str | None:
    """`organized` -> `organised`, and back."""
    if len(form) < 7:
        return None
    match = re.search(r"(i)([sz])(e|es|ed|ing|ation|ations)$", form)
    return form[: match.start(2)] + ("s" if match[2] == "z" else "z") + match[3] if match else None
