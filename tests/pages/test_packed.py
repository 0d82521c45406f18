"""Bodies that are still compressed."""

import gzip
import random
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.pages import page_of
from communique.pages.capture import LARGEST_BODY
from communique.pages.packed import CHUNK, unpacked
from communique.shapes import Failure, Page

STORY = (
    "<html><body><p>The army said on Monday that it had seized 500 pills in Culiacán.</p></body></html>\n" * 20
).encode()


def deflated(body: bytes) -> bytes:
    """As some servers send `deflate`: without the head of zlib."""
    stream = zlib.compressobj(9, zlib.DEFLATED, -15)
    return stream.compress(body) + stream.flush()


PACKERS = {"gzip": lambda body: gzip.compress(body, mtime=0), "zlib": zlib.compress, "deflate": deflated}


def reason(body: bytes) -> str:
    found = page_of(body, origin="here", name="page")
    return found.reason if isinstance(found, Failure) else "read"


@pytest.mark.parametrize("name", sorted(PACKERS))
def test_a_compressed_page_is_the_page_it_holds(name: str) -> None:
    plain, packed = page_of(STORY, origin="here"), page_of(PACKERS[name](STORY), origin="here")
    assert isinstance(plain, Page)
    assert isinstance(packed, Page)
    assert (packed.text, packed.media_type, packed.encoding) == (plain.text, "text/html", "utf-8")
    assert packed.body == PACKERS[name](STORY)
    assert packed.sha256 != plain.sha256


@given(st.text(min_size=1, max_size=2_000), st.sampled_from(["gzip", "zlib"]))
def test_what_was_packed_is_unpacked(text: str, name: str) -> None:
    body = text.encode("utf-8", "replace")
    assert unpacked(PACKERS[name](body), 10_000) == body


@pytest.mark.parametrize("name", ["gzip", "zlib", "deflate"])
@pytest.mark.parametrize("size", [CHUNK - 1, CHUNK, CHUNK + 1, 10 * CHUNK, 10 * CHUNK + 259])
def test_bodies_of_any_size_are_whole(size: int, name: str) -> None:
    for body in (b"a" * size, b"\x00" * 40 + random.Random(size).randbytes(size - 40)):
        assert unpacked(PACKERS[name](body), 2 * size) == body


def test_members_of_one_stream_are_joined() -> None:
    assert unpacked(gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0", 100) == b"one two"


@pytest.mark.parametrize("name", sorted(PACKERS))
def test_half_a_stream_is_told(name: str) -> None:
    chance = random.Random(1)
    body = PACKERS[name](bytes(chance.choice(b"abcdefgh \n") for _ in range(50_000)))
    for share in (0.1, 0.5, 0.99):
        assert reason(body[: int(len(body) * share)]) == "truncated"


def test_damaged_gzip_is_no_page() -> None:
    body = bytearray(gzip.compress(STORY, mtime=0))
    body[30:40] = b"\xff" * 10
    assert reason(bytes(body)) in {"binary", "truncated"}


@pytest.mark.parametrize("name", sorted(PACKERS))
def test_a_bomb_never_holds_more_than_the_limit(name: str) -> None:
    bomb = PACKERS[name](b" " * (LARGEST_BODY * 5))
    tracemalloc.start()
    try:
        assert reason(bomb) == "too-large"
        assert tracemalloc.get_traced_memory()[1] < 1.05 * LARGEST_BODY
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"\x28\xb5\x2f\xfd" + bytes(range(200)), "zstd"),
        (gzip.compress(b"\x89PNG\r\n\x1a\n" + bytes(range(200))), "image/png"),
        (gzip.compress(gzip.compress(STORY)), "application/gzip"),
    ],
)
def test_what_is_packed_otherwise_is_named(body: bytes, told: str) -> None:
    found = page_of(body, origin="here", name="page")
    assert isinstance(found, Failure)
    assert found.reason == "binary"
    assert told in found.detail


def test_nothing_packed_is_an_empty_page() -> None:
    assert reason(gzip.compress(b" \n")) == "empty-page"


def test_text_that_begins_like_a_stream_is_text() -> None:
    assert reason(b"x^2 and x^3 are powers of x, the teacher told the class on Monday.\n" * 5) == "read"
