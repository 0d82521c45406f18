"""Encoding and kind of a body, by content."""

import pytest

from communique.pages.encoding import encoding_of, media_type

WORDS = "Señor Ibáñez habló con la niña en Ciudad de México; después, el avión salió hacia Perú. " * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_decodes_what_was_encoded(encoding: str) -> None:
    body = WORDS.encode(encoding)
    assert body.decode(encoding_of(body)) == WORDS


@pytest.mark.parametrize(
    ("declared", "real"),
    [
        ("iso-8859-1", "utf-8"),
        ("utf-8", "cp1252"),
        ("windows-1252", "cp1252"),
        ("no-such-code", "utf-8"),
        ("utf-16", "cp1252"),
    ],
)
def test_wrong_declaration_is_not_believed(declared: str, real: str) -> None:
    body = f'<html><head><meta charset="{declared}"></head><body><p>{WORDS}</p></body></html>'.encode(real)
    assert WORDS in body.decode(encoding_of(body))


def test_right_declaration_is_believed() -> None:
    words = "Президент встретился с министром в Москве."
    body = f'<html><meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>{words}</p>'.encode("koi8-r")
    assert words in body.decode(encoding_of(body))


def test_newlines_are_untouched() -> None:
    body = b"one\r\ntwo\rthree\n"
    assert body.decode(encoding_of(body)) == "one\r\ntwo\rthree\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html><p>words", "text/html"),
        ("<?xml version='1.0'?><html><body>words", "text/html"),
        ("  \n<!-- made by hand --><HTML>", "text/html"),
        ("<div><p>one</p><p>two</p></div>", "text/html"),
        ("One <b>bold</b> word, and a < b.", "text/plain"),
        ("Published 03/14/2023\n\nWords.", "text/plain"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert media_type(text.encode()) == kind
