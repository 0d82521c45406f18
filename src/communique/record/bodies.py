"""Raw bodies of pages: kept once each, under the SHA-256 of their bytes, as `pages/ab/abcdef...`."""

import os
from pathlib import Path

from communique.errors import RecordError
from communique.identity import digest

FOLDER = "pages"


def relative(sha256: str) -> str:
    """`pages/ab/abcdef...`, always with forward slashes."""
    return f"{FOLDER}/{sha256[:2]}/{sha256}"


def keep(folder: Path, body: bytes) -> str:
    """Writes a body unless it is there, and gives its SHA-256. The file appears whole or not at all.

    Raises RecordError when the folder cannot be written.
    """
    sha256 = digest(body)
    path = folder / relative(sha256)
    unfinished = path.with_name(f".{sha256}.{os.getpid()}")
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            with unfinished.open("wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
    except OSError as error:
        raise RecordError(f"{path.parent}: pages cannot be kept here: {error.strerror}") from error
    return sha256


def load(folder: Path, sha256: str) -> bytes:
    """The bytes of a body. Raises RecordError when they are gone or changed."""
    path = folder / relative(sha256)
    try:
        body = path.read_bytes()
    except OSError as error:
        raise RecordError(f"{path}: the raw page cannot be read: {error.strerror}") from error
    if digest(body) != sha256:
        raise RecordError(f"{path}: the raw page was changed on disk")
    return body
