"""Bytes -> Page: what every origin ends in."""

from dataclasses import replace
from datetime import datetime

from communique.errors import InputError
from communique.identity import content_id, digest
from communique.pages.encoding import binary_kind, encoding_of, media_type
from communique.pages.packed import unpacked
from communique.pages.pdf import is_pdf, layer_of
from communique.pages.refusal import Refusal
from communique.shapes import Failure, Given, Layer, Page

LARGEST_BODY = 20_000_000
"""Bytes. The largest news pages with everything inlined stay under 10 MB; beyond 20 MB a parser needs minutes and
gigabytes for what cannot be one article. A page of 19 MB, whether pictures inlined or a story without end, is read or
refused within 250 MB of memory in all; with 100 MB, the decoded text alone may take 400."""


def page_of(
    body: bytes, *, origin: str, name: str = "", given: Given | None = None, captured: str | None = None
) -> Page | Failure:
    """One capture from its bytes.

    The id is made of the address (or the bare file name when no address is known) and the SHA-256 of the body, so it
    is the same on every machine. Failure reasons: `empty-page`, `binary`, `too-large`, `truncated` (a compressed body),
    and those of a PDF (`pages.pdf`).
    """
    given = checked(given or Given())
    sha256 = digest(body)
    page_id = content_id("page", given.url or name, sha256)

    def failure(reason: str, detail: str = "") -> Failure:
        return Failure(
            page_id=page_id, room="pages", reason=reason, detail=detail or name, sha256=sha256, origin=origin
        )

    if not body.strip():
        return failure("empty-page")
    if len(body) > LARGEST_BODY:
        return too_large(len(body), origin=origin, name=name, given=given)
    read = _read(body)
    if isinstance(read, Refusal):
        return failure(read.reason, f"{name}: {read.detail}" if name and read.detail else read.detail)
    media_type, encoding, layer = read
    return Page(
        id=page_id,
        url=given.url,
        body=body,
        media_type=media_type,
        encoding=encoding,
        captured=captured,
        origin=origin,
        sha256=sha256,
        given=given,
        layer=layer,
    )


def _read(body: bytes) -> tuple[str, str, Layer | None] | Refusal:
    """Media type, encoding and layer of a body."""
    contents = unpacked(body, LARGEST_BODY)
    if isinstance(contents, Refusal):
        return contents
    if not contents.strip():
        return Refusal("empty-page")
    if is_pdf(contents):
        layer = layer_of(contents)
        return layer if isinstance(layer, Refusal) else ("application/pdf", "pdf", layer)
    if kind := binary_kind(contents):
        return Refusal("binary", kind)
    encoding = encoding_of(contents)
    kind = media_type(contents, encoding)
    if contents is body:
        return kind, encoding, None
    return kind, encoding, Layer(text=contents.decode(encoding, errors="replace"))


def too_large(size: int, *, origin: str, name: str, given: Given) -> Failure:
    """The refusal of a body over LARGEST_BODY, which is not even read: its id comes from name and size."""
    return Failure(
        page_id=content_id("page", given.url or name, size),
        room="pages",
        reason="too-large",
        detail=f"{name}: {size} bytes, at most {LARGEST_BODY}",
        origin=origin,
    )


def unreadable(why: str, *, origin: str, name: str, given: Given) -> Failure:
    """A file that the system would not let us read."""
    page_id = content_id("page", given.url or name, why)
    return Failure(page_id=page_id, room="pages", reason="unreadable", detail=f"{name}: {why}", origin=origin)


def checked(given: Given) -> Given:
    """`given` without surrounding spaces. Raises InputError for a date or address that cannot be one."""
    url, published, outlet = ((value or "").strip() or None for value in (given.url, given.published, given.outlet))
    if published:
        published = iso_date(published)
    if url and "://" not in url:
        raise InputError(f"url: expected an address such as https://..., got {url!r}")
    return replace(given, url=url, published=published, outlet=outlet)


def iso_date(value: str, key: str = "published") -> str:
    """`value` if it is ISO 8601 (year, month, day or more), cut to the minute. Raises InputError naming `key`."""
    try:
        if len(value) in (4, 7):
            return datetime.fromisoformat((value + "-01-01")[:10]).date().isoformat()[: len(value)]
        moment = datetime.fromisoformat(value)
    except ValueError as fault:
        raise InputError(f"{key}: expected a date such as 2023-03-14 or 2023-03-14T13:39, got {value!r}") from fault
    return moment.date().isoformat() if len(value) <= 10 else moment.isoformat(timespec="minutes")
