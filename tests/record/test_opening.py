import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from communique.errors import RecordError
from communique.record import create, open_record, opening


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create(tmp_path / "deep" / "project")
    return tmp_path / "deep" / "project"


def test_a_new_record_is_one_file_that_opens(folder: Path) -> None:
    assert [path.name for path in folder.iterdir()] == ["record.sqlite"]
    with open_record(folder) as record:
        assert record.counts()["pages"] == 0
    with closing(sqlite3.connect(folder / "record.sqlite")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_record_is_never_made_over_another(folder: Path) -> None:
    before = (folder / "record.sqlite").read_bytes()
    with pytest.raises(RecordError, match="already"):
        create(folder)
    assert (folder / "record.sqlite").read_bytes() == before


def test_a_record_closes_and_opens_again(folder: Path) -> None:
    with open_record(folder) as record:
        record.counts()
        record.close()
        assert record.counts()["pages"] == 0


def one_line(folder: Path) -> str:
    """The message with which a folder is refused."""
    with pytest.raises(RecordError) as refused:
        open_record(folder)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_a_missing_folder_names_the_way_out(tmp_path: Path) -> None:
    assert "communique init" in one_line(tmp_path / "missing")
    assert "communique init" in one_line(tmp_path)


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + b"\xff" * 200])
def test_a_file_that_is_no_record_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "record.sqlite").write_bytes(content)
    assert str(tmp_path) in one_line(tmp_path)


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "record.sqlite").mkdir()
    assert "cannot be read" in one_line(tmp_path)


def test_a_database_of_somebody_else_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "record.sqlite")) as connection:
        connection.execute("CREATE TABLE notes (words)")
    assert "not a record of communique" in one_line(tmp_path)


def test_a_record_cut_in_half_is_refused_when_read(folder: Path) -> None:
    path = folder / "record.sqlite"
    path.write_bytes(path.read_bytes()[:6000])
    with pytest.raises(RecordError, match="record"), open_record(folder) as record:
        record.counts()


def test_a_newer_schema_is_refused_and_left_alone(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "record.sqlite")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
        connection.commit()
    message = one_line(folder)
    assert "newer version" in message
    assert "0999" in message
    assert opening.REVISIONS[-1] in message


def test_no_record_is_made_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file, not a folder")
    for folder in (tmp_path / "file", tmp_path / "file" / "inside"):
        with pytest.raises(RecordError, match="no record can be made here"):
            create(folder)


def test_a_record_that_fails_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(opening, "upgrade", broken)
    with pytest.raises(RecordError, match="No space left"):
        create(tmp_path / "project")
    assert list((tmp_path / "project").iterdir()) == []


def test_an_unwritable_record_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)
        connection.execute("PRAGMA query_only = ON")
        return connection

    monkeypatch.setattr(opening, "connect", read_only)
    with open_record(folder) as record, pytest.raises(RecordError, match="cannot be written"), record.grouping():
        pass


def test_a_record_without_permission_is_read_and_not_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    monkeypatch.setattr(opening.os, "access", lambda path, mode: not mode & os.W_OK)
    with open_record(folder) as record:
        assert not record.writable
        assert record.counts()["pages"] == 0
        assert record.search("fentanyl") == ()
        with pytest.raises(RecordError, match="cannot be written"), record.grouping():
            pass
    with pytest.raises(RecordError, match="cannot be written"):
        open_record(folder, to_add=True)
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".sqlite"} == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_left_as_it_is(folder: Path) -> None:
    folder.chmod(0o555)
    try:
        with open_record(folder) as record:
            assert record.counts()["pages"] == 0
        assert [path.name for path in folder.iterdir()] == ["record.sqlite"]
    finally:
        folder.chmod(0o755)


def test_a_record_without_layers_gets_them(tmp_path: Path) -> None:
    """The first schema knew no layers; its pages have none."""
    from alembic import command
    from alembic.config import Config

    path = tmp_path / opening.FILE_NAME
    config = Config()
    config.set_main_option("script_location", str(Path(opening.__file__).parent / "migrations"))
    engine = opening.engine(path)
    with opening.writing(engine, path) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with closing(sqlite3.connect(path)) as old:
        old.execute("INSERT INTO pages (id, encoding, result, added_at) VALUES ('page-1', 'utf-8', '', '')")
        old.commit()
    opening.check(path)
    with closing(sqlite3.connect(path)) as renewed:
        assert renewed.execute("SELECT id, layer FROM pages").fetchall() == [("page-1", None)]
        assert renewed.execute("PRAGMA foreign_key_check").fetchall() == []
