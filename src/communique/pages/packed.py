"""Bodies that are still compressed as a server sent them (`Content-Encoding`): web archives keep them so."""

import zlib

from communique.pages.encoding import binary_kind
from communique.pages.refusal import Refusal

GZIP = b"\x1f\x8b"
OTHERS = ((b"\x28\xb5\x2f\xfd", "zstd"), (b"\xfd7zXZ\x00", "xz"), (b"BZh", "bzip2"), (b"\x04\x22\x4d\x18", "lz4"))
"""First bytes of what only further libraries could read. Brotli has none: it cannot be told from noise."""
CHUNK = 1 << 16
MOST_MEMBERS = 1_000
"""Streams one after another in one body; tools that cut them make one for each 64 KB."""
WITH_GZIP_HEAD, WITH_ZLIB_HEAD, WITHOUT_HEAD = 31, 15, -15
"""What servers send under `gzip` and `deflate`, as window sizes of zlib; some leave out the head of `deflate`."""


def unpacked(body: bytes, most: int) -> bytes | Refusal:
    """`body` itself unless it is compressed; else its contents, of which at most `most` bytes are ever held.

    Reasons: `too-large`, `truncated` (the end is missing: half a story would look like a whole one), `binary`.
    """
    if body.startswith(GZIP):
        return _gzip(body, most)
    if name := next((name for magic, name in OTHERS if body.startswith(magic)), None):
        return Refusal("binary", f"compressed with {name}, which is not read")
    if _zlib_head(body):
        found = _inflated(body, 0, WITH_ZLIB_HEAD, most)
        return body if found is None else found[0]
    if binary_kind(body) == "application/octet-stream":
        found = _inflated(body, 0, WITHOUT_HEAD, most)
        return body if found is None or found[1] < len(body) else found[0]
    return body


def _gzip(body: bytes, most: int) -> bytes | Refusal:
    """All members of a gzip stream; what follows the last one is padding."""
    parts: list[bytes] = []
    at = size = 0
    while body.startswith(GZIP, at):
        found = _inflated(body, at, WITH_GZIP_HEAD, most - size)
        if found is None or len(parts) == MOST_MEMBERS:
            return Refusal("binary", "gzip, damaged" if found is None else f"gzip of over {MOST_MEMBERS} members")
        part, at = found
        if isinstance(part, Refusal):
            return part
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _inflated(body: bytes, at: int, window: int, most: int) -> tuple[bytes | Refusal, int] | None:
    """Contents of what begins at `at`, and where it ends; None for bytes that are not so compressed."""
    stream = zlib.decompressobj(window)
    parts: list[bytes] = []
    size = 0
    while not stream.eof:
        taken = stream.unconsumed_tail or body[at : at + CHUNK]
        at = at if stream.unconsumed_tail else min(at + CHUNK, len(body))
        try:
            parts.append(stream.decompress(taken, CHUNK))
        except zlib.error:
            return None
        if not taken and not parts[-1]:
            break
        size += len(parts[-1])
        if size > most:
            return Refusal("too-large", f"more than {most} bytes when decompressed"), len(body)
    if not stream.eof:
        return Refusal("truncated", f"compressed, and cut off after {size} bytes of contents"), len(body)
    return b"".join(parts), at - len(stream.unused_data)


def _zlib_head(body: bytes) -> bool:
    return len(body) > 2 and body[0] & 0x0F == 8 and body[0] >> 4 <= 7 and (body[0] << 8 | body[1]) % 31 == 0
