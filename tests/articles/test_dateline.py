"""Datelines at the head of a story."""

import pytest

from communique.articles.dateline import agency_name, find_dateline

KNOWN = frozenset({"Vienna", "New Delhi", "Washington", "Buffalo", "Lindi", "Putrajaya"})


def parts(text: str) -> tuple[str | None, str | None, str | None, str] | None:
    head = find_dateline(text, KNOWN.__contains__)
    return (head.place, head.day, head.agency, text[head.end :]) if head else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("QUITO (Reuters) -Senior aides", ("QUITO", None, "Reuters", "Senior aides")),
        ("QUITO, April 25 (Reuters) - Two", ("QUITO", "April 25", "Reuters", "Two")),
        ("ACCRA/THE HAGUE, March 7 (Reuters) - A", ("ACCRA/THE HAGUE", "March 7", "Reuters", "A")),
        ("March 4 (Reuters) - Gold", (None, "March 4", "Reuters", "Gold")),
        ("(Reuters) — Gold", (None, None, "Reuters", "Gold")),
        ("EAU CLAIRE, Wis. (AP) — Voters", ("EAU CLAIRE, Wis.", None, "AP", "Voters")),
        ("MANILA, Philippines (AP) _ The", ("MANILA, Philippines", None, "AP", "The")),
        ("PEKING, Sept. 2 (Xinhua) -- A", ("PEKING", "Sept. 2", "Xinhua", "A")),
        ("Lima, 4 ene (EFE).-La", ("Lima", "4 ene", "EFE", "La")),
        ("Ciudad de México (EFE).- El", ("Ciudad de México", None, "EFE", "El")),
        ("OSLO, Norway (KXYZ News) - The", ("OSLO, Norway", None, "KXYZ News", "The")),
        ("VIENNA — The", ("VIENNA", None, None, "The")),
        ("NEW DELHI: The", ("NEW DELHI", None, None, "The")),
        ("BUFFALO, N.Y. — Police", ("BUFFALO, N.Y.", None, None, "Police")),
        ("PUTRAJAYA, Nov 22 — The", ("PUTRAJAYA", "Nov 22", None, "The")),
        ("Washington, D.C. – Today", ("Washington, D.C.", None, None, "Today")),
        ("BUFFALO, Ohio - Police", ("BUFFALO, Ohio", None, None, "Police")),
        ("McLINDI, Ohio (AP) - A", ("McLINDI, Ohio", None, "AP", "A")),
        ("Lindi, a 14 de marzo de 2024.- La", ("Lindi", "14 de marzo de 2024", None, "La")),
        ("Lindi, 14 de marzo de 2024. La", ("Lindi", "14 de marzo de 2024", None, "La")),
        ("Lindi.- La", ("Lindi", None, None, "La")),
        ("Lindi (México), 5 nov (EFE).- La", ("Lindi (México)", "5 nov", "EFE", "La")),
        ("MADRID, 14 Mar. (EUROPA PRESS) - El", ("MADRID", "14 Mar.", "Europa Press", "El")),
        ("Lindi, 3 abr (Notimex).- El", ("Lindi", "3 abr", "Notimex", "El")),
        ("De nuestro corresponsal, Lindi.- El", ("Lindi", None, None, "El")),
        ("DALLA NOSTRA INVIATA LINDI - Il", ("LINDI", None, None, "Il")),
        ("WASHINGTON, March 14, 2023 — The", ("WASHINGTON", "March 14, 2023", None, "The")),
    ],
)
def test_forms(text: str, expected: tuple[str | None, str | None, str | None, str]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "DEAR READER: I am",
        "CLAIM: That",
        "JANE ROE, HOST: Good morning",
        "The United States (U.S.) - which",
        "Mr Roe (ACME) said",
        "Jane Roe (D) — the senator",
        "Vienna: The waltz",
        "VIENNA — and nowhere else",
        "Washington-based lobbyists met",
        "Lindi – The government said",
        "Lindi. The government said",
        "Lindi, Ohio – The government said",
        "",
    ],
)
def test_false_friends(text: str) -> None:
    assert parts(text) is None


def test_agency_has_one_name() -> None:
    assert {agency_name(words) for words in ("AP", "The Associated Press", "associated press", "A.P.")} == {"AP"}
    assert agency_name("ap") is None
