"""Names as people type them: without case, accents and punctuation."""

import unicodedata


def fold(text: str | None) -> str:
    """` andres manuel lopez obrador ` for `Andrés Manuel López Obrador`: words between single spaces, so that
    ` lopez ` is found in it as a whole word."""
    plain = unicodedata.normalize("NFKD", text or "").casefold()
    kept = "".join(char if char.isalnum() else " " for char in plain if not unicodedata.combining(char))
    return f" {' '.join(kept.split())} "


def storable(text: str) -> str:
    """Text without the lone surrogates that a command line of broken bytes leaves: no UTF-8 holds them."""
    return text.encode("utf-8", "replace").decode("utf-8")
