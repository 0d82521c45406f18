from pathlib import Path

import pytest

from communique.errors import RecordError
from communique.identity import digest
from communique.record import bodies


def test_a_body_is_kept_once_and_comes_back(tmp_path: Path) -> None:
    sha256 = bodies.keep(tmp_path, b"body")
    before = (tmp_path / bodies.relative(sha256)).stat()
    assert bodies.keep(tmp_path, b"body") == sha256 == digest(b"body")
    assert (tmp_path / bodies.relative(sha256)).stat().st_mtime_ns == before.st_mtime_ns
    assert bodies.load(tmp_path, sha256) == b"body"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [sha256]


def test_a_body_changed_on_disk_is_noticed(tmp_path: Path) -> None:
    sha256 = bodies.keep(tmp_path, b"body")
    (tmp_path / bodies.relative(sha256)).write_bytes(b"other")
    with pytest.raises(RecordError, match="changed on disk"):
        bodies.load(tmp_path, sha256)


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / bodies.FOLDER).write_text("a file where the folder should be")
    with pytest.raises(RecordError, match="cannot be kept here"):
        bodies.keep(tmp_path, b"body")
