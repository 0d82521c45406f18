"""The language of a text."""

SURE_LENGTH = 200
"""Characters below which the detector is not asked: on shorter texts names decide for it."""
SAMPLE = 4_000
COMMON = frozenset(
    {"the", "of", "and", "to", "in", "that", "is", "was", "for", "on", "said", "with", "as", "by", "at", "from", "has"}
    | {"are", "were", "be", "it", "his", "he", "not", "an", "who", "have", "but", "which", "their", "they", "will"}
)
NEAR_ENGLISH = frozenset({"pcm", "sco", "jam", "tpi"})
"""Languages close to English for which the detector takes English texts full of names."""

SPANISH = frozenset({"el", "los", "las", "y", "del", "una", "en", "con"})
"""Common words of Spanish that its neighbours write otherwise, or few of them: a sixth of a Spanish text, less than a
twelfth of a Catalan one, next to nothing of a Galician or Portuguese one."""


def language_of(text: str, declared: str | None = None) -> str:
    """ISO 639-1 code of `text`.

    A text with a fourth of common English words is English whatever the detector says (lists of foreign names mislead
    it), one with a tenth of words that are Spanish only is Spanish. A short one goes by what the page declares
    (`en-US`), or is English when a tenth of its words are. All others go by py3langid (BSD-3-Clause).
    """
    words = [word.strip(".,:;!?\"'()").lower() for word in text[:SAMPLE].split()]
    english = sum(word in COMMON for word in words) / max(1, len(words))
    if english >= 0.25:
        return "en"
    if sum(word in SPANISH for word in words) / max(1, len(words)) >= 0.1:
        return "es"
    if len(text) < SURE_LENGTH:
        if declared:
            return declared[:2].lower()
        if english >= 0.1 or len(words) < 5:
            return "en"
    from py3langid import classify

    code = str(classify(text[:SAMPLE])[0])
    return "en" if code in NEAR_ENGLISH and english >= 0.1 else code
