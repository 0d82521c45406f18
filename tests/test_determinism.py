"""Same pages, same version: the same bytes, whatever the run, the hash seed or the number of processes."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

PAGES = Path(__file__).parents[1] / "examples" / "pages"


def run(*arguments: str, seed: str) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COMMUNIQUE_")}
    return subprocess.run(
        [sys.executable, "-m", "communique", *arguments],
        env={**environment, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
    )


def dump(project: Path) -> list[tuple[object, ...]]:
    """Every row of the record, sorted; without the moment of adding, which alone may differ."""
    with sqlite3.connect(project / "record.sqlite") as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE TABLE%'")]
        rows = []
        for name in sorted(names):
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})") if row[1] != "added_at"]
            rows += [(name, *row) for row in connection.execute(f"SELECT {', '.join(columns)} FROM {name}")]
    return sorted(rows, key=repr)


@pytest.fixture(scope="module")
def other_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("other")
    run("demo", "--to", str(folder), seed="1")
    return folder


@pytest.mark.slow
def test_two_runs_write_the_same_briefing(demo_project: Path, other_run: Path) -> None:
    assert (demo_project / "brief.html").read_bytes() == (other_run / "brief.html").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("form", ["html", "md", "text", "json"])
def test_two_seeds_print_the_same_briefing(demo_project: Path, form: str) -> None:
    outputs = {run("brief", "--format", form, "--project", str(demo_project), seed=seed).stdout for seed in "12"}
    assert len(outputs) == 1


@pytest.mark.slow
def test_two_runs_write_the_same_record(demo_project: Path, other_run: Path) -> None:
    first, second = dump(demo_project), dump(other_run)
    assert len(first) > 300
    assert first == second


@pytest.mark.slow
def test_two_processes_write_what_one_writes(demo_project: Path, tmp_path: Path) -> None:
    run("init", str(tmp_path), "--from", "bicentennial-framework", seed="3")
    run("add", str(PAGES), "--jobs", "2", "--project", str(tmp_path), seed="3")
    assert dump(tmp_path) == dump(demo_project)


@pytest.mark.slow
def test_two_seeds_print_the_same_findings() -> None:
    pages = [str(path) for path in sorted(PAGES.glob("0*.*")) if path.suffix != ".yaml"]
    assert len({run("read", *pages, "--json", seed=seed).stdout for seed in "12"}) == 1
