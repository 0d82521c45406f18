"""Pages from files, folders and standard input."""

import errno
import io
import os
from pathlib import Path

import pytest

from communique.errors import InputError
from communique.pages import open_origin
from communique.pages.capture import LARGEST_BODY
from communique.pages.files import open_stdin
from communique.shapes import Failure, Given, Page


def page(origin: Path, given: Given | None = None) -> Page:
    (found,) = open_origin(str(origin), given)
    assert isinstance(found, Page)
    return found


def test_folder_in_order_without_hidden_files_and_sidecars(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".cache").mkdir()
    for name in ("b/two.txt", "a.txt", ".hidden.txt", ".cache/x.txt", "a.txt.meta.yaml", "a.expected.yaml", "c.html"):
        (tmp_path / name).write_text("outlet: The Gazette\n", encoding="utf-8")
    pages = list(open_origin(str(tmp_path)))
    assert [item.sha256 == pages[0].sha256 for item in pages] == [True, True, True]
    assert len({item.id for item in pages if isinstance(item, Page)}) == 3
    assert [item.origin for item in pages] == [f"{tmp_path.name}/{name}" for name in ("a.txt", "b/two.txt", "c.html")]


def test_id_is_the_same_wherever_the_file_stands(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.txt").write_text("Some words of a page.", encoding="utf-8")
    one, two = page(tmp_path / "one" / "page.txt"), page(tmp_path / "two" / "page.txt")
    assert one.id == two.id
    assert str(tmp_path) not in repr(one)


def test_same_bytes_at_two_addresses_are_two_pages(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text("Some words of a page.", encoding="utf-8")
    one, two = (page(file, Given(url=f"https://example.org/{n}")) for n in (1, 2))
    assert one.sha256 == two.sha256
    assert one.id != two.id


def test_sidecar_fills_what_flags_leave_open(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text("Some words of a page.", encoding="utf-8")
    (tmp_path / "page.txt.meta.yaml").write_text(
        "url: https://example.org/a\npublished: 2023-03-14T13:39\noutlet: The Gazette\ncaptured: 2023-03-15\n",
        encoding="utf-8",
    )
    found = page(file, Given(outlet="The Herald"))
    assert found.url == "https://example.org/a"
    assert found.given == Given(url="https://example.org/a", published="2023-03-14T13:39", outlet="The Herald")
    assert found.captured == "2023-03-15"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("author: me\n", ["page.txt.meta.yaml", "'author'"]),
        ("published: yesterday\n", ["page.txt.meta.yaml", "published", "'yesterday'"]),
        ("url: [a, b]\n", ["page.txt.meta.yaml", "url"]),
        ("- url\n", ["page.txt.meta.yaml", "key: value"]),
        ("url: 'a\n", ["page.txt.meta.yaml:", "YAML"]),
    ],
)
def test_bad_sidecar_names_file_and_key(tmp_path: Path, text: str, words: list[str]) -> None:
    (tmp_path / "page.txt").write_text("Some words.", encoding="utf-8")
    (tmp_path / "page.txt.meta.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as fault:
        list(open_origin(str(tmp_path / "page.txt")))
    assert all(word in str(fault.value) for word in words)


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        list(open_origin(str(tmp_path / "none")))


def test_one_address_for_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="names one page"):
        list(open_origin(str(tmp_path), Given(url="https://example.org/")))


def test_larger_than_the_bound_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    with file.open("wb") as out:
        out.truncate(LARGEST_BODY + 1)
    (found,) = open_origin(str(file))
    assert isinstance(found, Failure)
    assert found.reason == "too-large"


def test_standard_input() -> None:
    (found,) = open_stdin("-", Given(), io.BytesIO(b"Some words of a page."))
    assert isinstance(found, Page)
    assert (found.origin, found.text) == ("-", "Some words of a page.")


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no pages in this folder"):
        list(open_origin(str(tmp_path)))


def test_a_folder_that_the_system_keeps_closed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.txt").write_text("Some words of a page.", encoding="utf-8")
    scan = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)
    closed, page_found = open_origin(str(tmp_path))
    assert isinstance(closed, Failure)
    assert (closed.reason, closed.origin) == ("unreadable", f"{tmp_path.name}/closed")
    assert isinstance(page_found, Page)
    with pytest.raises(InputError, match="Permission denied"):
        list(open_origin(str(tmp_path / "closed")))
