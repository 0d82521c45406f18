"""Languages: what differs from one language to the next, apart from the tables of `data/CODE/`."""

from communique.languages import en
from communique.languages.language import Language

LANGUAGES: dict[str, Language] = {"en": en.ENGLISH}

__all__ = ["LANGUAGES", "Language"]
