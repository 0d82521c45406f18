"""The shape of a language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Closed word classes and marks of one language; open ones are tables in `data/CODE/`."""

    code: str
    quote_pairs: tuple[tuple[str, str], ...]
    """Opening and closing double quotation marks."""
    abbreviations: frozenset[str]
    """Words with a full stop that does not end a sentence by itself."""
    sentence_openers: frozenset[str]
    """Words that, capitalised after an abbreviation, do open a sentence."""
    male: frozenset[str]
    female: frozenset[str]
    plural: frozenset[str]
    neuter: frozenset[str]
    first_person: frozenset[str]
    both: dict[str, int]
    """Words that make "the two governments" of "governments", with how many they mean."""
