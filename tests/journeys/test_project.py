"""init, add, status: a project from nothing."""

import json
import os
from pathlib import Path

import pytest

from communique import inward

PAGES = Path(__file__).parents[2] / "examples" / "pages"
FOUND = {"statements", "events", "figures", "meetings"}
KEYS = {"pages", "articles", "failures", *FOUND, "families", "occurrences", "disputes"}


@pytest.fixture
def project(call, tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    assert call("init", str(folder), "--from", "bicentennial-framework").exit_code == 0
    return folder


def status(call, project: Path) -> dict[str, int]:
    return json.loads(call("status", "--project", str(project), "--json").stdout)


def test_init_makes_what_a_project_needs(project: Path) -> None:
    assert {path.name for path in project.iterdir()} >= {"communique.toml", "dossier.yaml", "record.sqlite"}


def test_init_leaves_what_is_there(call, project: Path) -> None:
    (project / "communique.toml").write_text("jobs = 2\n")
    assert call("init", str(project)).exit_code == 0
    assert (project / "communique.toml").read_text() == "jobs = 2\n"


def test_init_where_nothing_can_be_made(call, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "taken" / "record.sqlite").mkdir(parents=True)
    (tmp_path / "settings" / "communique.toml").mkdir(parents=True)
    for name in ("file", "taken", "settings"):
        result = call("init", str(tmp_path / name))
        assert result.exit_code == 2, name
        assert "made" not in result.stderr.replace("can be made", ""), name
        assert result.stderr.count("\n") == 1, name


def test_a_project_that_cannot_be_written_is_read(
    call, demo_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK)
    at = ("--project", str(demo_project))
    found = call("search", "fentanyl", "--json", *at)
    assert found.exit_code == 0
    assert call("status", *at).exit_code == 0
    assert call("show", json.loads(found.stdout)[0]["id"], *at).exit_code == 0
    assert call("brief", *at).exit_code == 0
    for verb in (["add", str(PAGES), *at], ["init", str(demo_project)]):
        refused = call(*verb)
        assert refused.exit_code == 2
        assert "cannot be written" in refused.stderr
        assert refused.stderr.count("\n") == 1


def test_init_from_an_unknown_dossier(call, tmp_path: Path) -> None:
    result = call("init", str(tmp_path / "new"), "--from", "nonesuch")
    assert result.exit_code == 2
    assert "nonesuch" in result.stderr
    assert not (tmp_path / "new").exists()


def test_an_empty_record(call, project: Path) -> None:
    result = call("status", "--project", str(project), "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == dict.fromkeys(KEYS, 0)
    assert call("search", "fentanyl", "--project", str(project)).exit_code == 1
    brief = call("brief", "--project", str(project))
    assert (brief.exit_code, brief.stdout) == (1, "")
    assert "communique add" in brief.stderr


def test_add_then_add_again_changes_nothing(call, project: Path) -> None:
    pages = [str(PAGES / "01-culiacan-arrest-wire.html"), str(PAGES / "02-culiacan-arrest-ledger.html")]
    first = call("add", *pages, "--project", str(project), "--json")
    assert first.exit_code == 0
    assert json.loads(first.stdout) == {"pages": 2, "added": 2, "known": 0, "failures": 0}
    counts = status(call, project)
    assert counts["articles"] == 2
    assert counts["families"] == 1, "the second page is a copy of the first"
    again = call("add", *pages, "--project", str(project), "--json")
    assert again.exit_code == 0
    assert json.loads(again.stdout) == {"pages": 2, "added": 0, "known": 2, "failures": 0}
    assert status(call, project) == counts


def test_a_page_that_cannot_be_read_is_kept_and_named(call, project: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    broken.write_bytes(b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 20)
    added = call("add", str(broken), str(PAGES / "09-blinken-ebrard-call.html"), "--project", str(project))
    assert added.exit_code == 1
    assert "2 pages: 1 added, 0 known already, 1 not readable" in added.stderr
    counts = status(call, project)
    assert counts["pages"] == counts["articles"] + counts["failures"] == 2
    assert "broken.html" in call("status", "--project", str(project)).stdout


def test_what_the_user_says_of_a_page_is_kept(call, project: Path) -> None:
    text = """The army seized 500,000 fentanyl pills in Culiacan, the Defense Ministry said in a statement.

Soldiers found the pills in a house on the edge of the city after a tip, according to the ministry.
"""
    flags = ["--published", "2023-02-15", "--outlet", "A Paper", "--url", "https://paper.example/1"]
    call("add", "-", *flags, "--project", str(project), input=text)
    hits = json.loads(call("search", "fentanyl", "--project", str(project), "--json").stdout)
    assert hits
    assert hits[0]["published"] == "2023-02-15"


def test_settings_faults_name_file_line_and_key(call, project: Path) -> None:
    (project / "communique.toml").write_text('\nmodle = "x"\n')
    result = call("status", "--project", str(project))
    assert result.exit_code == 2
    assert "communique.toml:2: modle" in result.stderr
    assert result.stderr.count("\n") == 1


def test_no_project_says_what_to_do(call, tmp_path: Path) -> None:
    for verb in (["status"], ["search", "x"], ["show", "statement-1"], ["brief"], ["add", str(PAGES)]):
        result = call(*verb, "--project", str(tmp_path))
        assert result.exit_code == 2, verb
        assert "communique init" in result.stderr, verb


def test_an_add_that_was_cut_off_is_finished_by_the_next_reader(
    call, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(opened: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(inward, "regroup", stopped)
        added = call("add", str(PAGES / "09-blinken-ebrard-call.html"), "--project", str(project))
    assert added.exit_code == 130
    first = call("status", "--project", str(project), "--json")
    assert "cut off" in first.stderr
    assert json.loads(first.stdout)["families"] == 1
    assert "cut off" not in call("status", "--project", str(project)).stderr


def test_a_project_without_a_dossier_is_briefed_without_goals(call, tmp_path: Path) -> None:
    call("init", str(tmp_path / "plain"))
    call("add", str(PAGES / "09-blinken-ebrard-call.html"), "--project", str(tmp_path / "plain"))
    brief = call("brief", "--project", str(tmp_path / "plain"))
    assert brief.exit_code == 0
    assert "nothing is filed under goals" in brief.stderr
    assert "Blinken" in brief.stdout


def test_a_sidecar_with_a_wrong_key_is_told(call, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes((PAGES / "09-blinken-ebrard-call.html").read_bytes())
    (tmp_path / "page.html.meta.yaml").write_text("publisht: 2023-03-13\n")
    result = call("read", str(page))
    assert result.exit_code == 2
    assert "page.html.meta.yaml" in result.stderr
    assert "publisht" in result.stderr
