import json
from pathlib import Path

import pytest

PAGE = """<html lang="en"><title>{title}</title><meta property="article:published_time" content="{day}">
<article><h1>{title}</h1><p>{text}</p></article>"""
FIRST = (
    "Inspector Ilse Brandt of Germany met reporters on Tuesday. Brandt said that Almendra Foods had poured dye into "
    "the river Linde. The mill was closed."
)
SECOND = (
    "Inspector Ilze Brandt of Germany spoke again on Friday. The mill stays closed, Ilze Brandt said. "
    "Nobody was hurt, and the fish came back to the river within a week."
)


@pytest.fixture
def project(call, tmp_path: Path) -> Path:
    pages = tmp_path / "pages"
    pages.mkdir()
    for name, text, day in (("one", FIRST, "2023-05-03"), ("two", SECOND, "2023-05-06")):
        (pages / f"{name}.html").write_text(PAGE.format(title=f"News {name}", day=day, text=text), encoding="utf-8")
    call("init", str(tmp_path / "project"))
    assert call("add", str(pages), "--project", str(tmp_path / "project")).exit_code == 0
    return tmp_path / "project"


def actors(call, project: Path) -> list[dict[str, object]]:
    result = call("review", "--project", str(project), "--json")
    return [row for row in json.loads(result.stdout) if row["kind"] == "same-actor"]


def test_two_spellings_are_listed_with_score_and_reason(call, project: Path) -> None:
    (row,) = actors(call, project)
    assert {row["one"], row["other"]} == {"person/ilse-brandt", "person/ilze-brandt"}
    assert "ilse and ilze" in str(row["reason"])
    shown = call("review", "--project", str(project))
    assert shown.exit_code == 0
    assert "same actor" in shown.stdout


def test_a_decision_holds_until_it_is_taken_back(call, project: Path) -> None:
    pair = ("person/ilse-brandt", "person/ilze-brandt")
    assert "are two" in call("review", "--different", *pair, "--project", str(project)).stderr
    assert actors(call, project) == []
    assert call("review", "--project", str(project)).exit_code == 1
    assert "taken back" in call("review", "--undo", *reversed(pair), "--project", str(project)).stderr
    assert len(actors(call, project)) == 1
    assert "are one" in call("review", "--same", *pair, "--project", str(project)).stderr
    (row,) = actors(call, project)
    assert row["decided"]


@pytest.mark.parametrize(
    ("flags", "fault"),
    [
        (("--same", "person/ilse-brandt", "person/nobody"), "person/nobody: no such actor"),
        (("--same", "person/ilse-brandt", "person/ilse-brandt"), "two ids are needed"),
        (("--undo", "person/ilse-brandt", "person/ilze-brandt"), "nothing was decided"),
        (("--same", "a", "b", "--undo", "a", "b"), "give one of"),
    ],
)
def test_what_cannot_be_decided_is_refused(call, project: Path, flags: tuple[str, ...], fault: str) -> None:
    result = call("review", *flags, "--project", str(project))
    assert result.exit_code == 2
    assert fault in result.stderr
