import json
from pathlib import Path

import pytest

from communique.cli import app

PAGES = Path(__file__).parents[2] / "examples" / "pages"
WIRE = PAGES / "01-culiacan-arrest-wire.html"
TEXT = """The army seized 500,000 fentanyl pills in Culiacan, the Defense Ministry said in a statement.

Soldiers found the pills in a house on the edge of the city after a tip, according to the ministry.

Nobody was arrested in the raid, which began on Tuesday night, a spokesman told reporters in Mexico City.
"""


def test_prints_head_and_findings(call) -> None:
    result = call("read", str(WIRE))
    assert result.exit_code == 0
    for heading in ("STATEMENTS", "EVENTS", "FIGURES", "MEETINGS"):
        assert heading in result.stdout
    assert "published 2023-01-0" in result.stdout
    assert "BLOCKS" not in result.stdout
    assert result.stderr == ""


def test_json_quotes_what_its_offsets_say(call) -> None:
    result = call("read", str(WIRE), "--json")
    row = json.loads(result.stdout)
    text = row["article"]["text"]
    spans = [finding["span"] for name in ("statements", "events", "figures") for finding in row[name]]
    assert len(spans) > 5
    assert all(text[span["start"] : span["end"]] == span["quote"] for span in spans)
    assert "blocks" not in row["article"]


def test_json_is_one_line_a_page(call) -> None:
    result = call("read", str(WIRE), str(PAGES / "09-blinken-ebrard-call.html"), "--json")
    titles = [json.loads(line)["article"]["title"] for line in result.stdout.splitlines()]
    assert len(set(titles)) == 2


def test_blocks_show_what_was_dropped_and_why(call) -> None:
    result = call("read", str(WIRE), "--blocks")
    blocks = result.stdout[result.stdout.index("BLOCKS") :]
    assert "\n  + body [" in blocks
    assert "\n  - navigation" in blocks


def test_statements_only(call) -> None:
    result = call("read", str(WIRE), "--statements")
    assert "STATEMENTS" in result.stdout
    assert "EVENTS" not in result.stdout


def test_standard_input_without_a_date_says_what_to_give(call) -> None:
    result = call("read", "-", input=TEXT)
    assert "no date found: give --published" in result.stderr
    given = call("read", "-", "--published", "2023-02-15", "--outlet", "A Paper", input=TEXT)
    assert "published 2023-02-15 (given)" in given.stdout
    assert "A Paper" in given.stdout
    assert given.stderr == ""


def test_nothing_is_written(call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    call("read", str(WIRE))
    assert list(tmp_path.iterdir()) == []


def test_a_part_that_fails_makes_the_exit_code_1(call, tmp_path: Path) -> None:
    empty = tmp_path / "empty.html"
    empty.write_bytes(b"")
    result = call("read", str(WIRE), str(empty))
    assert result.exit_code == 1
    assert "empty.html" in result.stderr
    assert "STATEMENTS" in result.stdout


def test_a_failure_names_the_file_in_the_folder(call, tmp_path: Path) -> None:
    (tmp_path / "german.txt").write_text("Die Polizei hat am Montag in Berlin drei Männer festgenommen. " * 20)
    (tmp_path / "blank.txt").write_text(" ")
    result = call("read", str(tmp_path))
    assert f"{tmp_path.name}/german.txt: " in result.stderr
    assert f"{tmp_path.name}/blank.txt: empty-page\n" in result.stderr


def test_an_empty_folder_is_told(call, tmp_path: Path) -> None:
    result = call("read", str(tmp_path))
    assert result.exit_code == 2
    assert result.stderr == f"communique: {tmp_path}: no pages in this folder\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["no-such-file.html"], "no-such-file.html"),
        (["--nope"], "--nope"),
        ([], "PAGE"),
        ([str(WIRE), "--published", "last Tuesday"], "last Tuesday"),
    ],
)
def test_bad_input_is_one_line(call, arguments: list[str], told: str) -> None:
    result = call("read", *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("communique: ")
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


def test_every_verb_tells_its_help() -> None:
    from typer.testing import CliRunner

    for command in app.registered_commands:
        name = command.name or command.callback.__name__
        result = CliRunner().invoke(app, [name, "--help"])
        assert result.exit_code == 0
        assert f"communique {name}" in result.stdout or f" {name} " in result.stdout
