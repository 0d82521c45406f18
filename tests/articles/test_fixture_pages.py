"""Pages of our own come out as the careful reader of `NAME.expected.yaml` says; what is still missed is listed here."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.articles import extract
from communique.pages import page_of
from communique.readings.gazetteer import open_gazetteer
from communique.shapes import Article, Failure, Given, Page

FOLDER = Path(__file__).parents[1] / "data" / "pages"
NAMES = sorted(path.name.removesuffix(".expected.yaml") for path in FOLDER.glob("[0-9]*.expected.yaml"))
ASPECTS = ("head", "access", "notes", "body", "dropped")
MISSED: dict[str, set[str]] = yaml.safe_load((FOLDER / "missed.yaml").read_text(encoding="utf-8"))
"""Name of a page -> aspects in which the program still differs: a test of these fails when it no longer does."""


@cache
def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.expected.yaml").read_text(encoding="utf-8"))
    return found


@cache
def outcome(name: str) -> Article | Failure:
    path = next(path for ending in (".html", ".txt") if (path := FOLDER / f"{name}{ending}").exists())
    page = page_of(path.read_bytes(), origin="here", name=name, given=Given(url=expected(name).get("url")))
    assert isinstance(page, Page)
    return extract(page, known_place=open_gazetteer().knows)


def article(name: str) -> Article:
    found = outcome(name)
    assert isinstance(found, Article), found
    return found


def head(found: Article) -> dict[str, Any]:
    line = found.dateline
    return {
        "title": found.title,
        "outlet": found.outlet,
        "byline": list(found.byline),
        "wire": found.wire,
        "dateline": {"place": line.place, "day": line.day, "agency": line.agency} if line else None,
        "published": found.published.value if found.published else None,
        "updated": found.updated.value if found.updated else None,
        "language": found.language,
    }


def paragraphs(found: Article, may: list[str]) -> list[str]:
    """Paragraphs of the text but those that may be there or not."""
    return [part for part in found.text.split("\n\n") if not any(part.startswith(m) or m.startswith(part) for m in may)]


def cases() -> list[Any]:
    """Every page with every aspect that its file speaks of; strict xfail where it is known to be missed."""
    found = []
    for name in NAMES:
        for aspect in ("failure",) if "failure" in expected(name) else ASPECTS:
            missed = aspect in MISSED.get(name, ())
            marks = [pytest.mark.xfail(reason="still missed", strict=True)] if missed else []
            found.append(pytest.param(name, aspect, marks=marks, id=f"{name}-{aspect}"))
    return found


@pytest.mark.parametrize(("name", "aspect"), cases())
def test_a_page_comes_out_as_its_reader_says(name: str, aspect: str) -> None:
    told = expected(name)
    if aspect == "failure":
        found = outcome(name)
        assert isinstance(found, Failure), f"an article: {found.text[:80]}"
        assert found.reason == told["failure"]
    elif aspect == "head":
        assert head(article(name)) == {key: told[key] for key in head(article(name))}
    elif aspect == "access":
        assert (article(name).access, sorted(article(name).marks)) == (told["access"], sorted(told["marks"]))
    elif aspect == "notes":
        notes = article(name).notes
        assert [note.kind for note in notes] == [note["kind"] for note in told["notes"]]
        assert all(note.text.startswith(said["starts"]) for note, said in zip(notes, told["notes"], strict=True))
    elif aspect == "body":
        shown = paragraphs(article(name), told.get("either", []))
        lost = [(a, z) for a, z in told["body"] if not any(p.startswith(a) and p.endswith(z) for p in shown)]
        more = [p for p in shown if not any(p.startswith(a) and p.endswith(z) for a, z in told["body"])]
        assert (lost, more) == ([], [])
    else:
        kept = [words for phrases in told["dropped"].values() for words in phrases if words in article(name).text]
        assert kept == []


@pytest.mark.parametrize("name", [name for name in NAMES if "failure" not in expected(name)])
def test_nothing_disappears_and_every_reason_is_named(name: str) -> None:
    found = article(name)
    assert all(block.reason for block in found.blocks)
    body = [block for block in found.blocks if block.reason == "body"]
    assert "\n\n".join(block.text for block in body) == found.text
