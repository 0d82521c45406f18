"""The order of the inward rooms, with stand-ins for the rooms that need a model."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from communique import inward, record
from communique.identity import content_id, digest
from communique.shapes import Article, Failure, Findings, Kit, Page, Reading, Span, Stamp, Statement


class AnyPlace:
    def knows(self, name: str) -> bool:
        return True


KIT = Kit(nlp=None, language=None, gazetteer=AnyPlace(), versions=(("communique", "1"), ("model", "2")))
BAD = Failure(page_id="page-bad", room="pages", reason="binary", origin="bad.bin")


def page(name: str, text: str = "The army said so.") -> Page:
    body = f"{name}: {text}".encode()
    return Page(
        id=content_id("page", name), url=None, body=body, media_type="text/plain", encoding="utf-8", captured=None,
        origin=name, sha256=digest(body),
    )  # fmt: skip


def extract(one: Page, *, known_place: object, memory: object = None) -> Article | Failure:
    if one.origin == "refused":
        return Failure(page_id=one.id, room="articles", reason="no-text", sha256=one.sha256, origin=one.origin)
    return Article(
        id=content_id("article", one.id), page_id=one.id, text=one.text, sha256=one.sha256, origin=one.origin,
        published=Stamp(value="2023-01-02", method="meta"),
    )  # fmt: skip


def find(reading: Reading) -> Findings:
    article = reading.article
    span = Span(start=0, end=len(article.text))
    said = Statement(
        id=content_id("statement", article.id), span=span, source=None, cue=None, content=span, kind="direct"
    )
    return Findings(article=article, statements=(said,))


@pytest.fixture(autouse=True)
def _stand_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inward.articles, "extract", extract)
    monkeypatch.setattr(inward.readings, "read", lambda article, kit: Reading(article=article, doc=None))
    monkeypatch.setattr(inward.findings, "find", find)


@pytest.fixture
def opened(tmp_path: Path) -> Iterable[record.Record]:
    record.create(tmp_path)
    with record.open_record(tmp_path) as made:
        yield made


def test_a_page_becomes_findings_signed_by_the_kit() -> None:
    outcome = inward.read_page(page("a"), KIT)
    assert isinstance(outcome, Findings)
    assert outcome.statements
    assert outcome.versions == KIT.versions


def test_a_page_in_spanish_is_kept_and_not_read(monkeypatch: pytest.MonkeyPatch, opened: record.Record) -> None:
    def spanish(one: Page, **tools: Any) -> Article | Failure:
        return replace(extract(one, **tools), language="es")

    monkeypatch.setattr(inward.articles, "extract", spanish)
    monkeypatch.setattr(inward.readings, "read", None)
    outcome = inward.read_page(page("a"), KIT)
    assert isinstance(outcome, Findings)
    assert outcome == Findings(article=outcome.article, versions=KIT.versions)
    inward.add_pages([page("a"), page("b", "Other words.")], KIT, opened)
    counts = opened.counts()
    assert (counts["pages"], counts["articles"], counts["not_read_es"], counts["statements"]) == (2, 2, 2, 0)


def test_a_refused_page_becomes_a_failure() -> None:
    outcome = inward.read_page(page("refused"), KIT)
    assert isinstance(outcome, Failure)
    assert outcome.reason == "no-text"


def test_a_book_is_refused() -> None:
    outcome = inward.read_page(page("a", text="x" * inward.LONGEST_ARTICLE), KIT)
    assert isinstance(outcome, Failure)
    assert (outcome.reason, outcome.page_id) == ("too-large", page("a", text="x" * inward.LONGEST_ARTICLE).id)


def test_nothing_disappears(opened: record.Record) -> None:
    seen: list[object] = []
    tally = inward.add_pages([page("a"), BAD, page("refused"), page("b")], KIT, opened, progress=seen.append)
    assert tally == inward.Tally(pages=4, added=2, failures=2)
    assert len(seen) == 4
    counts = opened.counts()
    assert (counts["pages"], counts["articles"], counts["failures"]) == (4, 2, 2)


def test_known_pages_are_not_read_again(opened: record.Record, monkeypatch: pytest.MonkeyPatch) -> None:
    inward.add_pages([page("a")], KIT, opened)
    before = opened.select()
    monkeypatch.setattr(inward.findings, "find", lambda reading: pytest.fail("read again"))
    assert inward.add_pages([page("a")], KIT, opened) == inward.Tally(pages=1, known=1)
    assert opened.select() == before


def test_another_version_reads_again(opened: record.Record) -> None:
    inward.add_pages([page("a")], KIT, opened)
    newer = Kit(nlp=None, language=None, gazetteer=AnyPlace(), versions=(("communique", "1"), ("model", "3")))
    assert inward.add_pages([page("a")], newer, opened).added == 1
    assert opened.counts()["articles"] == 1


def test_a_run_cut_off_keeps_what_it_read(opened: record.Record) -> None:
    def cut_off() -> Iterable[Page]:
        yield page("a")
        yield page("b")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        inward.add_pages(cut_off(), KIT, opened)
    assert opened.counts()["articles"] == 2
    assert not opened.grouped()
    inward.regroup(opened)
    assert opened.grouped()
    assert opened.counts()["families"] > 0


def test_a_refused_page_held_in_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from communique.errors import InputError

    monkeypatch.setattr(inward, "_kit_of", lambda chosen: KIT)
    monkeypatch.setattr(inward.articles, "extract", lambda one, **tools: BAD)
    with pytest.raises(InputError, match="binary"):
        inward.read_text("some text that is refused")
