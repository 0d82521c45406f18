"""communique: news pages in; a traced record of who said and did what, and a briefing, out.

    >>> import communique
    >>> findings = communique.read(html)               # doctest: +SKIP
    >>> with communique.open_record("folder") as record:   # doctest: +SKIP
    ...     hits = record.search("fentanyl")

`import communique` alone loads nothing heavy; the language model is loaded by the first `read`.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.record import Record
    from communique.shapes import Findings

__all__ = ["__version__", "open_record", "read"]
__version__ = "0.1.0"


def read(html_or_text: str | bytes, *, url: str | None = None, published: str | None = None) -> "Findings":
    """Findings of one page given as HTML or as plain text; nothing is written.

    `published` (ISO 8601) is used when the page does not say when it was published.
    Raises InputError when the page cannot be read; the message holds the reason.
    """
    from communique import inward

    return inward.read_text(html_or_text, url=url, published=published)


def open_record(path: str | Path) -> "Record":
    """The record of a project folder, as a context manager. Raises RecordError when there is none."""
    from communique import record

    return record.open_record(Path(path))
