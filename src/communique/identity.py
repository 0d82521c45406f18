"""Content-addressed names: the same content has the same id on every machine and in every run."""

import hashlib
import re
import unicodedata
from functools import lru_cache

_PART = "\x1f"


def content_id(kind: str, *parts: object) -> str:
    """`kind` and the first 16 hex digits of the SHA-256 of the parts, such as `statement-1f0c...`."""
    text = _PART.join((kind, *("" if part is None else str(part) for part in parts)))
    return f"{kind}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def digest(body: bytes) -> str:
    """SHA-256 of bytes, in hex."""
    return hashlib.sha256(body).hexdigest()


@lru_cache(maxsize=16384)
def slug(name: str) -> str:
    """`José Sánchez, Jr.` -> `jose-sanchez-jr`: lower case ASCII words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
