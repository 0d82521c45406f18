"""The documentation names what there is: every verb, flag, setting and table; and every link leads somewhere."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from communique import record
from communique.cli import app
from communique.settings import KEYS, PREFIX

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def verbs() -> Iterator[tuple[str, list[str]]]:
    """Name of each verb, such as `dossier check`, and its flags."""
    group = typer.main.get_command(app)
    for name, command in group.commands.items():
        inner = getattr(command, "commands", None)
        for words, leaf in ((f"{name} {sub}", leaf) for sub, leaf in inner.items()) if inner else ((name, command),):
            flags = [flag for part in leaf.params for flag in part.opts if flag.startswith("--") and flag != "--help"]
            yield words, flags


def section(text: str, name: str) -> str:
    """The part of a page under the heading that names a verb, up to the next heading of that level."""
    found = re.search(rf"^(#+) .*\b{re.escape(name)}\b.*$", text, flags=re.M)
    assert found, f"no heading names {name!r}"
    rest = text[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, flags=re.M)
    return rest[: end.start()] if end else rest


@pytest.mark.parametrize(("verb", "flags"), list(verbs()))
def test_every_verb_and_flag_is_documented(verb: str, flags: list[str]) -> None:
    told = section((DOCS / "reference" / "cli.md").read_text(encoding="utf-8"), verb)
    missing = [flag for flag in flags if not re.search(rf"(?<![\w-]){flag}(?![\w-])", told)]
    assert not missing, f"docs/reference/cli.md, {verb}: {missing}"


def test_no_flag_is_documented_that_does_not_exist() -> None:
    text = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
    known = {flag for _, flags in verbs() for flag in flags} | {"--help", "--version", "--frozen"}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text)) <= known


def test_every_exit_code_is_documented() -> None:
    text = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
    assert all(re.search(rf"\| *`?{code}`? *\|", text) for code in (0, 1, 2, 130))


def test_every_setting_is_documented() -> None:
    text = (DOCS / "reference" / "settings.md").read_text(encoding="utf-8")
    missing = [name for key in KEYS for name in (f"`{key}`", f"{PREFIX}{key.upper()}") if name not in text]
    assert not missing
    assert f"{PREFIX}PROJECT" in text


def test_every_table_and_column_is_documented(tmp_path: Path) -> None:
    record.create(tmp_path)
    with sqlite3.connect(tmp_path / "record.sqlite") as connection:
        query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
        tables = [name for (name,) in connection.execute(query) if not name.startswith("sqlite_")]
        columns = {name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")] for name in tables}
    # the shadow tables of full-text search belong to SQLite
    columns = {
        name: cells for name, cells in columns.items() if not re.search(r"_(data|idx|content|docsize|config)$", name)
    }
    text = (DOCS / "reference" / "record.md").read_text(encoding="utf-8")
    missing = [name for name in columns if f"`{name}`" not in text]
    missing += [f"{name}.{cell}" for name, cells in columns.items() for cell in cells if f"`{cell}`" not in text]
    assert not missing


def pages() -> list[Path]:
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    inner = [link.partition("#")[0] for link in links if not re.match(r"[a-z]+:", link)]
    broken = [link for link in inner if link and not (page.parent / link).exists()]
    assert not broken
