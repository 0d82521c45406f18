"""A PDF is read, added and shown like any page, and shown again when the library reads it otherwise."""

import gzip
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from communique.pages import capture, pdf
from communique.shapes import Layer

FOLDER = Path(__file__).parents[1] / "data" / "pages"
STATEMENT = FOLDER / "pdf-02-joint-statement.pdf"
NAMES = [path.name for path in sorted(FOLDER.glob("pdf-*.pdf"))]


@pytest.fixture
def project(call, tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    call("init", str(folder))
    assert call("add", str(STATEMENT), "--project", str(folder)).exit_code == 0
    return folder


def ids(project: Path) -> list[str]:
    with closing(sqlite3.connect(project / "record.sqlite")) as connection:
        return [row[0] for row in connection.execute("SELECT id FROM statements ORDER BY start")]


def test_read_a_pdf(call) -> None:
    result = call("read", str(STATEMENT))
    assert result.exit_code == 0
    assert "JOINT STATEMENT ON THE DELIVERIES OF WATER UNDER THE TREATY OF 1944" in result.stdout
    assert "Paul Hendricks" in result.stdout


def test_what_of_a_folder_cannot_be_read_says_why(call) -> None:
    result = call("read", str(FOLDER / "pdf-06-scan.pdf"), "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "pdf-06-scan.pdf: no-text-layer" in result.stderr


def test_show_names_page_and_line(call, project: Path) -> None:
    found = [call("show", name, "--project", str(project)).stdout for name in ids(project)]
    assert re.search(
        r"raw page \[\d+:\d+\), page 1, line \d+\n  ⟦Commissioner Paul Hendricks called on", "".join(found)
    )
    over = next(text for text in found if "page 2, line" in text)
    assert re.search(
        r"she said, are the only record of the drought that⟧\nraw page .*page 2, line 3\n  ⟦all sides", over
    )


def test_the_line_is_the_line_of_the_printed_page(call, project: Path) -> None:
    shown = "".join(call("show", name, "--project", str(project)).stdout for name in ids(project))
    layer = pdf.layer_of(STATEMENT.read_bytes())
    assert isinstance(layer, Layer)
    line = next(n for n, text in enumerate(layer.text.split("\f")[0].split("\n"), 1) if "Paul Hendricks" in text)
    assert f", page 1, line {line}\n  ⟦Commissioner Paul Hendricks" in shown


def test_a_library_that_reads_otherwise_changes_nothing_that_is_stored(
    call, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [call("show", name, "--project", str(project)).stdout for name in ids(project)]
    monkeypatch.setattr(capture, "layer_of", lambda body: Layer(text="Otherwise.\n" * 100))
    assert "1 known already" in call("add", str(STATEMENT), "--project", str(project)).stderr
    assert [call("show", name, "--project", str(project)).stdout for name in ids(project)] == before


def test_a_layer_changed_on_disk_is_told(call, project: Path) -> None:
    with closing(sqlite3.connect(project / "record.sqlite")) as connection:
        query = "SELECT b.path FROM pages p JOIN bodies b ON b.sha256 = p.layer"
        (path,) = connection.execute(query).fetchone()
    (project / path).write_text("something else")
    result = call("show", ids(project)[0], "--project", str(project))
    assert result.exit_code == 2
    assert "changed on disk" in result.stderr


def test_the_same_pdf_twice_changes_nothing(call, project: Path) -> None:
    before = json.loads(call("status", "--project", str(project), "--json").stdout)
    assert "1 known already" in call("add", str(STATEMENT), "--project", str(project)).stderr
    assert json.loads(call("status", "--project", str(project), "--json").stdout) == before


def test_a_compressed_page_is_shown_in_its_contents(call, tmp_path: Path) -> None:
    story = (
        "<html><body><article><h1>Army seizes pills in Culiacan</h1>\n"
        + "<p>General Ana Soto said on Monday that the army had seized 500 pills in a house in Culiacan.</p>\n" * 4
        + "</article></body></html>"
    )
    path, folder = tmp_path / "page.html", tmp_path / "project"
    path.write_bytes(gzip.compress(story.encode(), mtime=0))
    call("init", str(folder))
    assert call("add", str(path), "--project", str(folder)).exit_code == 0
    shown = call("show", ids(folder)[0], "--project", str(folder)).stdout
    assert re.search(r"raw page \[\d+:\d+\), line 2\n  <p>⟦General Ana Soto said", shown)
    with closing(sqlite3.connect(folder / "record.sqlite")) as connection:
        query = "SELECT b.path FROM pages p JOIN bodies b ON b.sha256 = p.sha256"
        (kept,) = connection.execute(query).fetchone()
    assert (folder / kept).read_bytes() == path.read_bytes()
