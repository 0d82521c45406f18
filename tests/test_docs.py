"""The documentation names what there is: every verb, flag, setting, table and field; and every link leads somewhere."""

import dataclasses
import re
import sqlite3
import typing
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
import typer

from communique import record, shapes
from communique.cli import app
from communique.settings import KEYS, PREFIX

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
TABLES = {".tsv", ".toml", ".sqlite", ".json", ".npz"}


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
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "benchmarks" / "README.md", *sorted(DOCS.rglob("*.md"))]


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    inner = [link.partition("#")[0] for link in links if not re.match(r"[a-z]+:", link)]
    broken = [link for link in inner if link and not (page.parent / link).exists()]
    assert not broken


def shapes_told() -> dict[str, str]:
    """The part of docs/reference/shapes.md under each heading."""
    text = (DOCS / "reference" / "shapes.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^###? (\w+)\n(.*?)(?=^##|\Z)", text, flags=re.M | re.S))


def fields_told(part: str) -> list[str]:
    return re.findall(r"^\| `(\w+)` \|", part, flags=re.M)


SHAPES = {name: shape for name, shape in vars(shapes).items() if dataclasses.is_dataclass(shape)}


@pytest.mark.parametrize("name", SHAPES)
def test_every_field_of_a_shape_is_documented(name: str) -> None:
    fields = [field.name for field in dataclasses.fields(SHAPES[name])]
    computed = [key for key, value in vars(SHAPES[name]).items() if isinstance(value, property)]
    assert fields_told(shapes_told()[name]) == fields + computed, "each field once, in the order of shapes.py"


def test_every_value_of_a_shape_is_documented() -> None:
    kinds = {name: kind for name, kind in vars(shapes).items() if typing.get_origin(kind) is typing.Literal}
    rows = re.findall(r"^\| (\w+) \| (.*) \|$", shapes_told()["Values"], flags=re.M)
    told = {name: tuple(re.findall(r"`([^`]+)`", cell)) for name, cell in rows if name in kinds}
    assert told == {name: typing.get_args(kind) for name, kind in kinds.items()}


def test_every_table_of_data_has_a_source() -> None:
    data = Path(shapes.__file__).parent / "data"
    cells = re.findall(r"^\| (`[^|]*) \|", (data / "sources.md").read_text(encoding="utf-8"), flags=re.M)
    told = [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]
    kept = [path.relative_to(data).as_posix() for path in data.rglob("*") if path.suffix in TABLES]
    assert [name for name in kept if not any(fnmatch(name, pattern) for pattern in told)] == []
    assert [pattern for pattern in told if not any(fnmatch(name, pattern) for name in kept)] == []


def test_every_decision_is_listed() -> None:
    folder = DOCS / "decisions"
    listed = re.findall(r"\((\d{4}-[^)]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert listed == sorted(path.name for path in folder.glob("0*.md"))
