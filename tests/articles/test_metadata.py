"""Titles, names, outlets, notes, walls and languages."""

import pytest

from communique.articles.bylines import byline_of_line, people
from communique.articles.furniture import heading_of, notice_of
from communique.articles.htmldata import read_head
from communique.articles.language import language_of
from communique.articles.notes import note_of
from communique.articles.outlets import outlet_of_address, outlet_of_notices, wire_of_credits
from communique.articles.pieces import fold
from communique.articles.titles import best_title, without_site


def test_title_that_agrees_most() -> None:
    assert best_title(
        [
            ("meta", words)
            for words in ("Harbour News", "Ports reopen after storm", "Ports reopen after the storm", "Ports reopen")
        ]
    ) == ("Ports reopen after storm")
    assert best_title([]) is None


@pytest.mark.parametrize(
    ("title", "outlet", "sure", "bare"),
    [
        ("Ports reopen - The Gazette", None, False, "Ports reopen"),
        ("Ports reopen - and close again", "The Gazette", True, "Ports reopen - and close again"),
        ("Ports reopen | World | The Gazette", "The Gazette", False, "Ports reopen"),
        ("Ports reopen – The Border Gazette", "Border Gazette", True, "Ports reopen"),
        ("Ports reopen", "The Gazette", False, "Ports reopen"),
    ],
)
def test_site_name_is_cut(title: str, outlet: str | None, sure: bool, bare: str) -> None:
    assert without_site(title, outlet, sure=sure) == bare


@pytest.mark.parametrize(
    ("values", "names", "wire"),
    [
        (["By Ana Torres and Juan Gil"], ("Ana Torres", "Juan Gil"), None),
        (["Ana Torres, Staff Writer", "ana@example.org"], ("Ana Torres",), None),
        (["Reuters"], (), "Reuters"),
        (["Ana Torres, The Associated Press"], ("Ana Torres",), "AP"),
        (["CNN Wire"], (), "CNN"),
        (["Office of the Harbour"], (), None),
        (["Office"], (), None),
        (["Ana Torres, March"], ("Ana Torres",), None),
        (["5 hours ago", "https://example.org/ana"], (), None),
    ],
)
def test_people(values: list[str], names: tuple[str, ...], wire: str | None) -> None:
    assert people(values) == (names, wire)


def test_byline_lines() -> None:
    assert byline_of_line("By Ana Torres") == "Ana Torres"
    assert byline_of_line("By the end of the year, the ports had reopened and trade had doubled.") is None
    assert byline_of_line("By Monday the ports had reopened.") is None
    assert byline_of_line("Bystanders said so") is None


def test_outlets() -> None:
    assert outlet_of_address("https://www.bbc.co.uk/news/1") == "BBC News"
    assert outlet_of_address("https://news.example.org/1") == "news.example.org"
    assert outlet_of_address(None) is None
    assert outlet_of_notices(["Copyright © 2023 The Daily Harbour. All rights reserved."]) == "The Daily Harbour"
    assert (
        outlet_of_notices(["© 2023 Harbour Ltd.", "Not an offer or recommendation by Harbour.com. See"])
        == "Harbour.com"
    )
    assert outlet_of_notices(["Copyright 2023 The Associated Press. All rights reserved.", "Words."]) is None


def test_credits() -> None:
    assert wire_of_credits(["© 2023 AFP"]) == "AFP"
    assert wire_of_credits(["Source: Reuters"]) == "Reuters"
    assert wire_of_credits(["Reuters reported on Monday that the ports were open."]) is None


def test_head_of_a_page_survives_bad_data() -> None:
    raw = (
        '<meta property="og:title" content="A &amp; B"><meta name=author content=Ana>'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": }</script>'
        '<script type="application/ld+json">[{"@type": ["Thing", "NewsArticle"], "headline": "A\nB"}]</script>'
        f'<script type="application/ld+json">{"[" * 50_000}</script><link rel="canonical" href="https://example.org/a">'
    )
    head = read_head(raw)
    assert head.meta["og:title"] == ("A & B",)
    assert head.ld["headline"] == "A\nB"
    assert head.canonical == "https://example.org/a"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Correction: The minister's name was misspelt.", "correction"),
        ("Editor’s note: This story mentions violence.", "editors-note"),
        ("CLARIFICATION (May 3): The port is private.", "clarification"),
        ("This story has been updated with new figures.", "update"),
        ("Corrections officers went on strike on Monday.", None),
        ("The ministry issued a correction: the port is open.", None),
    ],
)
def test_notes(text: str, kind: str | None) -> None:
    note = note_of(fold(text, 0, len(text)))
    assert (note.kind if note else None) == kind


def test_language() -> None:
    assert (
        language_of("Ministers of the two countries met in the capital on Monday to talk of trade and of the border.")
        == "en"
    )
    assert language_of("Los ministros de los dos países se reunieron el lunes en la capital. " * 5) == "es"
    assert language_of("Hola", declared="es-MX") == "es"


def test_headings_and_notices() -> None:
    latest = heading_of("Latest comments (12)")
    assert latest is not None
    assert (latest.reason, latest.ends) == ("comments", True)
    risk = heading_of("Risk Disclosure: Trading in stocks")
    assert risk is not None
    assert risk.reason == "legal-notice"
    assert heading_of("Comments by the minister drew laughter") is None
    assert (
        heading_of("More from the ministry was expected on Tuesday, said an official who was not named in the report")
        is None
    )
    assert notice_of("Prices may not be accurate, and we accept no liability for any loss.")[0] == "legal-notice"
    assert notice_of("The minister said the ports would reopen on Monday.") == ("", 0)
