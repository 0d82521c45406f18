"""Names as people type them: without case, accents and punctuation."""

import unicodedata


def fold(text: str | None) -> str:
    """` andres manuel lopez obrador ` for `Andrés Manuel López Obrador`: words between single spaces, so that
    ` lopez ` is found in it as a whole word."""
    plain = unicodedata.normalize("NFKD", text or "").casefold()
    kept = "".join(char if char.isalnum() else " " for char in plain if not unicodedata.combining(char))
    return f" {' '.join(kept.split())} "
