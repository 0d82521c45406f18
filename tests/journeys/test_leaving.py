"""How the program ends when it is stopped, when nobody reads on, and when the disk is full."""

import subprocess
import sys
from pathlib import Path

import pytest

from communique import inward

PAGE = Path(__file__).parents[2] / "examples" / "pages" / "09-blinken-ebrard-call.html"


def test_stopped_with_control_c(call, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(page: object, kit: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(inward, "read_page", stopped)
    result = call("read", str(PAGE))
    assert result.exit_code == 130
    assert "Traceback" not in result.output


@pytest.mark.parametrize("words", [["status"], ["search", "fentanyl", "--limit", "1000", "--json"], ["--help"]])
def test_nobody_reads_on(demo_project: Path, words: list[str]) -> None:
    command = [sys.executable, "-m", "communique", *words]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=demo_project, **pipes) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        told = process.stderr.read()
    assert told == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told_in_one_line(demo_project: Path) -> None:
    command = [sys.executable, "-m", "communique", "status", "--project", str(demo_project)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("communique: ")
    assert "Traceback" not in done.stderr
    assert "No space left on device" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_names_the_file_that_was_to_be_written(call, demo_project: Path) -> None:
    result = call("brief", "--to", "/dev/full", "--project", str(demo_project))
    assert result.exit_code == 2
    assert result.stderr.startswith("communique: /dev/full: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("words", [["search", "fentanyl"], ["status"]])
def test_quick_verbs_load_nothing_heavy(demo_project: Path, words: list[str]) -> None:
    code = (
        "import sys\n"
        "from communique.cli import app\n"
        f"app([*{words!r}, '--project', {str(demo_project)!r}], standalone_mode=False)\n"
        "heavy = {'spacy', 'sqlalchemy', 'alembic', 'numpy', 'lxml', 'rich'} & set(sys.modules)\n"
        "print(*sorted(heavy), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout
    assert done.stderr.split() == []
