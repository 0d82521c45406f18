"""Encoding and kind of a body, by content."""

import pytest

from communique.pages.encoding import binary_kind, encoding_of, media_type

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


ASIAN = {
    "shift_jis": "大統領は月曜日に記者団に対し、両国の首脳が来月ワシントンで会談すると述べた。",
    "euc_kr": "대통령은 월요일 기자들에게 두 나라의 정상이 다음 달 워싱턴에서 만날 것이라고 말했다.",
    "gb18030": "总统星期一对记者说，两国领导人下个月将在华盛顿会晤，讨论边境安全和贸易问题。",
    "koi8-r": "Президент сообщил журналистам в понедельник, что встреча состоится в следующем месяце.",
}


@pytest.mark.parametrize("real", sorted(ASIAN))
@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "itself"])
def test_other_scripts_are_known_whatever_is_declared(declared: str | None, real: str) -> None:
    words = ASIAN[real] * 4
    meta = f'<meta charset="{real if declared == "itself" else declared}">' if declared else ""
    body = f"<html><head>{meta}<title>News</title></head><body><p>{words}</p></body></html>".encode(real)
    assert words in body.decode(encoding_of(body))


def test_a_declaration_deep_in_the_head_is_found() -> None:
    words = "Prezydent powiedział dziennikarzom, że spotkanie odbędzie się w przyszłym miesiącu."
    scripts = "<script>var a = 1;</script>\n" * 20_000
    body = f'<html><head>{scripts}<meta charset="iso-8859-2"></head><body><p>{words}</p>'.encode("iso-8859-2")
    assert len(scripts) > 500_000
    assert words in body.decode(encoding_of(body))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("words", [WORDS, "<html><body><p>Президент встретился с министром.</p></body></html>"])
def test_utf_16_without_a_mark(words: str, encoding: str) -> None:
    body = words.encode(encoding)
    assert binary_kind(body) is None
    assert body.decode(encoding_of(body)) == words
    assert media_type(body, encoding_of(body)) == ("text/html" if "<html>" in words else "text/plain")


def test_numbers_of_two_bytes_are_no_text() -> None:
    body = b"".join(number.to_bytes(2, "little") for number in range(200)) * 20
    assert binary_kind(body) == "application/octet-stream"


@pytest.mark.parametrize("declared", ["", '<meta charset="utf-8">', '<meta charset="windows-1252">'])
def test_a_few_faults_do_not_spoil_a_page_of_utf_8(declared: str) -> None:
    pasted = "“Señor Peña”".encode("cp1252")
    body = f"<html>{declared}<p>{WORDS}</p>“{WORDS}”<p>".encode() + pasted
    assert WORDS in body.decode(encoding_of(body), errors="replace")


def test_few_western_letters_declared_as_utf_8() -> None:
    """Three quotation marks in a long page: so few faults could be taken for damage."""
    words = "The minister said that the talks would go on. " * 200 + "“We won’t go”, she said."
    body = f'<html><meta charset="utf-8"><p>{words}</p>'.encode("cp1252")
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
