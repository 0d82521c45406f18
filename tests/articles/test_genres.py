"""Marks of round-ups and readouts."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.articles import extract
from communique.pages import page_of
from communique.shapes import Article, Given, Page

PAGES = Path(__file__).parents[1] / "data" / "pages"
SECTIONS = {
    "Ferry fares go up": "Tickets for the night boat will cost a tenth more from Monday. Commuters are to pay less.",
    "A school reopens": "Pupils in the valley return to lessons after the flood. Their desks came from three villages.",
    "Court hears fishermen": "Judges listened for two days to a quarrel over nets. They gave no hint of a ruling.",
    "Wheat by the ton": "Prices rose at the quay for a fourth week. Millers blame rain in the interior.",
    "Goats on the runway": "Flights stood still for an hour at noon. Nobody has claimed the animals so far.",
    "And finally": "The bell of the chapel rings again after ninety years. It is said to be slightly flat.",
}
CALL = [
    "Minister Ada Persaud spoke today with her counterpart in Bridgetown, Foreign Minister Owen Clarke, about patrols.",
    "The ministers discussed the boats that both countries have promised and agreed that experts should meet in May.",
    "Minister Persaud thanked Minister Clarke and said that she looked forward to receiving him in Georgetown soon.",
]


def marks_of(title: str, body: str, site: str, url: str | None = None) -> tuple[str, ...]:
    raw = (
        f'<html><head><title>{title}</title><meta property="og:site_name" content="{site}"></head>'
        f"<body><main><h1>{title}</h1>{body}</main></body></html>"
    )
    page = page_of(raw.encode(), origin="here", name="page", given=Given(url=url))
    assert isinstance(page, Page)
    found = extract(page, known_place=lambda name: False)
    assert isinstance(found, Article)
    return found.marks


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


BRIEFING = "<p>Good morning from the quay.</p>" + "".join(f"<h2>{h}</h2><p>{t}</p>" for h, t in SECTIONS.items())


def test_briefing_of_many_subjects_is_a_round_up() -> None:
    assert marks_of("The Quay: your morning briefing", BRIEFING, "Quay News") == ("round-up",)


def test_headed_sections_alone_make_no_round_up() -> None:
    assert marks_of("A week on the quay", BRIEFING, "Quay News") == ()


def test_sections_on_one_subject_make_no_round_up() -> None:
    body = "".join(f"<h2>{h}</h2><p>{t} So says Persaud.</p>" for h, t in SECTIONS.items())
    assert marks_of("Persaud: what you need to know", body, "Quay News") == ()


@pytest.mark.parametrize(
    ("title", "site", "before"),
    [
        ("Minister Persaud’s Call with Foreign Minister Clarke", "Ministry of Foreign Affairs", ""),
        (
            "Readout of Minister Persaud’s Call",
            "Office",
            "<p>The following is attributable to Spokesperson Jo Bell:</p>",
        ),
        ("Minister Persaud and Foreign Minister Clarke", "Ministry of Defence", "<p>Readout</p>"),
        ("Joint Statement by Guyana and Barbados", "Papers", "<p>Begin text:</p>"),
        ("Guyana and Barbados at sea", "Foreign Ministry", "<p>Press Release 021</p>"),
    ],
)
def test_readouts(title: str, site: str, before: str) -> None:
    assert marks_of(title, before + paragraphs(*CALL), site) == ("readout",)


@pytest.mark.parametrize(
    ("title", "site", "before"),
    [
        ("Persaud’s call with Clarke clears the air", "Quay News", ""),
        ("Ministry Seizes Nine Boats", "Ministry of Defence", "<p>Press Release 021</p>"),
        ("Guyana and Barbados issue joint statement", "Quay News", ""),
    ],
    ids=["a newspaper", "a press release on another matter", "a report of a statement"],
)
def test_no_readouts(title: str, site: str, before: str) -> None:
    assert marks_of(title, before + paragraphs(*CALL), site) == ()


def test_meeting_to_come_is_no_readout() -> None:
    body = paragraphs(f"Minister Persaud will meet Foreign Minister Clarke on Friday. {CALL[1]}", *CALL[2:])
    assert marks_of("Minister Persaud’s meeting with Foreign Minister Clarke", body, "Ministry of Defence") == ()


def expected() -> list[tuple[str, dict[str, Any]]]:
    found = [(path.name.split(".")[0], yaml.safe_load(path.read_text())) for path in sorted(PAGES.glob("[0-9]*.yaml"))]
    return [(name, told) for name, told in found if "failure" not in told]


@pytest.mark.parametrize(("name", "told"), expected(), ids=[name for name, _ in expected()])
def test_our_pages_have_their_marks_and_entries(name: str, told: dict[str, Any]) -> None:
    file = next(path for path in PAGES.glob(f"{name}.*") if path.suffix in {".html", ".txt"})
    page = page_of(file.read_bytes(), origin="here", name=name, given=Given(url=told.get("url")))
    assert isinstance(page, Page)
    article = extract(page, known_place=lambda name: False, any_language=True)
    assert isinstance(article, Article)
    genres = {"live-blog", "round-up", "readout"}
    assert genres.intersection(article.marks) == set(told["marks"]) & genres
    found = [(entry.time, entry.title, article.text[entry.span.start :]) for entry in article.entries]
    wanted = [(entry["time"], entry["title"], entry["starts"]) for entry in told.get("entries", ())]
    assert [(time, title) for time, title, _ in found] == [(time, title) for time, title, _ in wanted]
    assert all(text.startswith(starts) for (*_, text), (*_, starts) in zip(found, wanted, strict=True))
