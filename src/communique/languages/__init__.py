"""Languages: what differs from one language to the next, apart from the tables of `data/CODE/`."""

from communique.languages import en
from communique.languages.language import Language

LANGUAGES: dict[str, Language] = {"en": en.ENGLISH}
"""Languages that are read for findings."""
NAMES = {"en": "English", "es": "Spanish"}
"""Languages whose pages become articles, by ISO 639-1 code; those that are not in LANGUAGES are kept, not read."""

__all__ = ["LANGUAGES", "NAMES", "Language"]
