"""Pages that show their story only after a script has run: all there is to read is a plea to allow scripts."""

import re

APPLICATION = re.compile(
    r"""<[a-z-]{1,20}\s[^>]{0,200}\bid\s*=\s*["']?(?:root|app|__next|__nuxt|___gatsby|app-root|main-app|svelte)\b"""
    r"""|\b__(?:NEXT_DATA|NUXT|INITIAL_STATE|APOLLO_STATE|PRELOADED_STATE)__""",
    re.I,
)
"""What the usual frameworks leave in a page: the element they fill, and the data they fill it with."""
PLEA = re.compile(
    r"\b(?:enable|allow|activate|turn on|requires?|needs?)\b[^.]{0,60}\bjavascript\b"
    r"|\bjavascript\b[^.]{0,30}\b(?:disabled|enabled|required|turned off|switched off)\b",
    re.I,
)
LONGEST_PLEA = 250
"""Characters of a page that says nothing else."""


def script_only(raw: str) -> bool:
    """Whether an HTML page without a story has one for those who run its scripts."""
    return bool(APPLICATION.search(raw)) or any(PLEA.search(text) for text in unscripted(raw))


def is_plea(text: str) -> bool:
    """Whether a text is nothing but a plea to allow scripts."""
    return len(text) <= LONGEST_PLEA and bool(PLEA.search(text))


def unscripted(raw: str) -> list[str]:
    """What a page shows to those who run no scripts: the insides of its `<noscript>` elements."""
    parts = re.split(r"<noscript\b", raw, flags=re.I)[1:]
    return [part[: end.start()] for part in parts if (end := re.search(r"</noscript", part, re.I))]
