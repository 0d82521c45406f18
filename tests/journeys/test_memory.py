"""`memory build`, `memory show`, and reading with the table: from the pages of a folder to rows that name it."""

import json
from pathlib import Path

import pytest

NOTICE = "Prices shown beside our stories come from dealers who pay to appear and who may differ from the market."
SUBJECTS = ("harbour", "vineyard", "railway")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three stories of one outlet with the same notice under each; the harbour is captured twice."""
    for number, subject in enumerate((*SUBJECTS, "harbour")):
        lines = [
            f"The council voted on Monday to close the {subject} for a year while its floors and walls are rebuilt.",
            f"Repairs to the {subject} will cost nine million, the mayor said, and half of it comes from the province.",
            f"People who work at the {subject} asked for a shorter pause and were told to wait for a second hearing.",
            NOTICE,
        ][number // 3 :]
        name = f"{number}-{subject}.html"
        paragraphs = "".join(f"<p>{line}</p>" for line in lines)
        page = f"<html><body><article><h1>Council closes the {subject}</h1>{paragraphs}</article></body></html>"
        (tmp_path / "pages").mkdir(exist_ok=True)
        (tmp_path / "pages" / name).write_text(page, encoding="utf-8")
        meta = f"url: https://daily.example/{subject}\npublished: 2023-03-0{number + 1}\n"
        (tmp_path / "pages" / f"{name}.meta.yaml").write_text(meta, encoding="utf-8")
    return tmp_path


@pytest.fixture
def table(call, folder: Path) -> Path:
    file = folder / "outlets.memory"
    result = call("memory", "build", str(folder / "pages"), "--to", str(file))
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    assert "1 lines of 1 outlets" in result.stderr
    return file


def test_show_counts_by_outlet(call, table: Path) -> None:
    row = json.loads(call("memory", "show", str(table), "--json").stdout)
    assert row["sites"] == {"daily.example": {"pages": 4, "stories": 3, "lines": 1}}
    shown = call("memory", "show", str(table))
    assert shown.exit_code == 0
    assert row["version"] in shown.stdout
    assert "daily.example" in shown.stdout


def test_the_same_pages_in_any_order_give_the_same_file(call, folder: Path, table: Path) -> None:
    again = folder / "again.memory"
    pages = sorted(map(str, (folder / "pages").glob("*.html")), reverse=True)
    counted = json.loads(call("memory", "build", *pages, "--to", str(again), "--json").stdout)
    assert again.read_bytes() == table.read_bytes()
    assert counted["sites"]["daily.example"]["stories"] == 3


def test_read_drops_what_the_table_holds_and_names_it(call, folder: Path, table: Path) -> None:
    page = str(folder / "pages" / "0-harbour.html")
    plain = json.loads(call("read", page, "--json").stdout)
    known = json.loads(call("read", page, "--json", "--blocks", "--memory", str(table)).stdout)
    version = known["versions"]["site-memory"]
    assert NOTICE in plain["article"]["text"]
    assert NOTICE not in known["article"]["text"]
    assert plain["article"]["memory"] is None
    assert known["article"]["memory"] == f"site-memory={version}"
    assert "site-memory" not in plain["versions"]
    assert [block["reason"] for block in known["article"]["blocks"] if block["text"] == NOTICE] == ["site-memory"]


def test_a_record_reads_again_with_another_table(call, folder: Path, table: Path) -> None:
    project, pages = folder / "project", str(folder / "pages")
    call("init", str(project))

    def add(*flags: str) -> dict[str, int]:
        return dict(json.loads(call("add", pages, "--project", str(project), "--json", *flags).stdout))

    assert add()["added"] == 4
    assert add("--memory", str(table))["added"] == 4
    assert add("--memory", str(table))["known"] == 4
    (project / "communique.toml").write_text('memory = "../outlets.memory"\n', encoding="utf-8")
    assert add()["known"] == 4
    assert add("--memory", "")["added"] == 4
    found = call("search", "dealers", "--project", str(project))
    assert found.exit_code == 0


def test_pages_that_cannot_be_read_are_told(call, folder: Path) -> None:
    (folder / "pages" / "9-empty.html").write_bytes(b"")
    result = call("memory", "build", str(folder / "pages"), "--to", str(folder / "m"))
    assert result.exit_code == 1
    assert "9-empty.html: empty-page" in result.stderr


def test_nothing_to_remember_is_exit_code_1(call, folder: Path) -> None:
    file = str(folder / "m")
    assert call("memory", "build", str(folder / "pages" / "0-harbour.html"), "--to", file).exit_code == 1
    assert call("memory", "show", file).exit_code == 1


@pytest.mark.parametrize(
    "words",
    [
        ("memory", "show", "{folder}/none"),
        ("memory", "show", "{folder}/pages/0-harbour.html"),
        ("memory", "build", "{folder}/none", "--to", "{folder}/m"),
        ("memory", "build", "{folder}/pages"),
        ("memory", "build", "{folder}/pages", "--to", "{folder}/none/m"),
        ("read", "{folder}/pages", "--memory", "{folder}/none"),
    ],
)
def test_bad_input_is_told_in_one_line(call, folder: Path, words: tuple[str, ...]) -> None:
    result = call(*(word.format(folder=folder) for word in words))
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
