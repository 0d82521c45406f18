"""The same from Python."""

import json
from pathlib import Path

import pytest

import communique
from communique import inward
from communique.errors import InputError, RecordError
from communique.shapes import Kit, Statement

PAGE = Path(__file__).parents[2] / "examples" / "pages" / "09-blinken-ebrard-call.html"


@pytest.fixture(autouse=True)
def _loaded_model(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inward, "_kit_of", lambda chosen: kit)


def test_read_gives_what_the_command_line_gives(call) -> None:
    findings = communique.read(PAGE.read_bytes())
    row = json.loads(call("read", str(PAGE), "--json").stdout)
    assert findings.article.text == row["article"]["text"]
    assert [one.act for one in findings.statements] == [one["act"] for one in row["statements"]]
    for statement in findings.statements:
        assert findings.article.text[statement.span.start : statement.span.end].strip()


def test_read_takes_text_and_what_is_known_of_it() -> None:
    text = "The army seized 500 pills in Culiacan on Monday, the Defense Ministry said in a statement.\n"
    findings = communique.read(text, url="https://paper.example/1", published="2023-02-15")
    assert findings.article.url == "https://paper.example/1"
    assert findings.article.published
    assert findings.article.published.value == "2023-02-15"
    assert findings.statements


def test_read_refuses_what_holds_no_text() -> None:
    with pytest.raises(InputError, match="empty-page"):
        communique.read("  \n ")
    with pytest.raises(InputError, match="next week"):
        communique.read("Some text.", published="next week")


def test_read_takes_nothing_but_text() -> None:
    with pytest.raises(InputError, match="int"):
        communique.read(5)


def test_open_record(demo_project: Path, tmp_path: Path) -> None:
    with communique.open_record(demo_project) as record:
        hit = next(hit for hit in record.search("fentanyl", kind="statement"))
        article, finding = record.finding(hit.id)
    assert isinstance(finding, Statement)
    assert article.text[hit.span.start : hit.span.end] == hit.quote
    with pytest.raises(RecordError, match="communique init"):
        communique.open_record(str(tmp_path))
