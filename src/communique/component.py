"""The finder of statements as a part of other people's spaCy pipelines: `nlp.add_pipe("communique_statements")`.

spaCy finds this module by its entry point; it needs a tagger, a lemmatizer and a parser before it, and uses names when
there is a recognizer of names.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from communique import readings
from communique.errors import InputError
from communique.findings.statements import find_statements
from communique.languages import LANGUAGES
from communique.shapes import Article, Reading, Stamp

NAME = "communique_statements"
_NEEDED = ("TAG", "DEP", "LEMMA")


def make(nlp: Any, name: str, published: str | None, learned: bool) -> Callable[[Any], Any]:
    """A component that sets `doc._.statements` to a tuple of `communique.shapes.Statement`; their spans count the
    characters of `doc.text`.

    `published` (ISO 8601) is the day that "on Monday" is counted from; `learned=False` uses the rules alone. The
    component raises InputError for a Doc without parse.
    """
    if nlp.lang not in LANGUAGES:
        raise InputError(f"{NAME}: no rules for language {nlp.lang!r}; there are {', '.join(sorted(LANGUAGES))}")
    stamp = Stamp(value=published, method="given") if published else None

    def component(doc: Any) -> Any:
        if not all(doc.has_annotation(layer) for layer in _NEEDED):
            raise InputError(f"{NAME}: needs a tagger, a parser and a lemmatizer before it in the pipeline")
        article = Article(id="", page_id="", text=doc.text, published=stamp, language=nlp.lang)
        plain = Reading(article=article, doc=doc)
        reading = readings.understand(plain, LANGUAGES[nlp.lang], _gazetteer())
        doc._.statements = find_statements(reading, learned=learned)
        return doc

    return component


@cache
def _gazetteer() -> Any:
    return readings.open_gazetteer()


def _register() -> None:
    from spacy.language import Language
    from spacy.tokens import Doc

    if not Doc.has_extension("statements"):
        Doc.set_extension("statements", default=())
    Language.factory(NAME, default_config={"published": None, "learned": True}, assigns=["doc._.statements"], func=make)


_register()
