"""Bytes -> Page or Failure."""

import pytest

from communique.errors import InputError
from communique.pages import page_of
from communique.pages.capture import LARGEST_BODY
from communique.shapes import Failure, Given, Page


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty-page"),
        (b" \n\t \n", "empty-page"),
        (b"%PDF-1.7\n1 0 obj", "broken-pdf"),
        (b"\x1f\x8b\x08\x00abc", "truncated"),
        (bytes(range(256)) * 20, "binary"),
        (b"a" * (LARGEST_BODY + 1), "too-large"),
    ],
)
def test_what_is_no_page(body: bytes, reason: str) -> None:
    found = page_of(body, origin="here", name="page")
    assert isinstance(found, Failure)
    assert (found.room, found.reason, found.origin) == ("pages", reason, "here")


def test_a_few_stray_nuls_are_let_through() -> None:
    assert isinstance(page_of(b"Ministers met on Tuesday.\x00 " + b"They agreed. " * 20, origin="here"), Page)


@pytest.mark.parametrize("published", ["14 March", "2023-13-01", "20233-01-01"])
def test_given_date_must_be_one(published: str) -> None:
    with pytest.raises(InputError, match="published"):
        page_of(b"words", origin="here", given=Given(published=published))


@pytest.mark.parametrize(
    ("published", "kept"),
    [
        ("2023", "2023"),
        ("2023-03", "2023-03"),
        ("2023-03-14", "2023-03-14"),
        ("2023-03-14T13:39:05Z", "2023-03-14T13:39+00:00"),
    ],
)
def test_given_date_keeps_its_precision(published: str, kept: str) -> None:
    found = page_of(b"words", origin="here", given=Given(published=published))
    assert isinstance(found, Page)
    assert found.given.published == kept


def test_given_address_must_be_one() -> None:
    with pytest.raises(InputError, match="url"):
        page_of(b"words", origin="here", given=Given(url="example.org"))
