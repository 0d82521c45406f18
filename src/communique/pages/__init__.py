"""Pages: captured documents from files, folders and standard input. Door: `open_origin`, `page_of`."""

from collections.abc import Callable, Iterator

from communique.pages.capture import page_of
from communique.pages.files import open_files, open_stdin
from communique.shapes import Failure, Given, Page

Origin = Callable[[str, Given], Iterator[Page | Failure]]

ORIGINS: dict[str, Origin] = {"files": open_files, "stdin": open_stdin}
"""Kind of origin -> how it is opened. A new kind is one file and one line here, and a word in `kind_of`."""

__all__ = ["ORIGINS", "kind_of", "open_origin", "page_of"]


def kind_of(origin: str) -> str:
    """Which entry of ORIGINS opens `origin`: `-` is standard input, anything else a file or folder."""
    return "stdin" if origin == "-" else "files"


def open_origin(origin: str, given: Given | None = None) -> Iterator[Page | Failure]:
    """The pages of `origin` in a fixed order; what cannot be a page comes as a Failure. Raises InputError."""
    return ORIGINS[kind_of(origin)](origin, given or Given())
