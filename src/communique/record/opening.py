"""Making, checking and opening the file `record.sqlite` of a project folder.

All that is special to SQLite stands here and in `search.py`. Opening asks the file for its schema with one plain
query: SQLAlchemy and Alembic take longer to import than `communique search` may take to start, so they load only
when the schema must be made or brought up to date, or when rows are written.

A record whose file or folder we may not write is opened to be read, and nothing is made beside it.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from communique.errors import RecordError
from communique.record.names import fold

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

FILE_NAME = "record.sqlite"
REVISIONS = ("0001", "0002", "0003")
"""Schema revisions from the first to the newest; a test holds them equal to the files of `migrations/versions`."""

_MAGIC = b"SQLite format 3\x00"
_WAIT_SECONDS = 60.0
"""How long one process waits while another writes. A page is written in well under a second, so even a queue of
sixteen adding processes is far from it; beyond it something hangs and the user should hear of it."""


def create(folder: Path) -> None:
    """Makes an empty record in `folder`, and the folder when it is missing.

    The file appears whole or not at all. Raises RecordError when there is a record already or the folder cannot
    be written.
    """
    path = folder / FILE_NAME
    unfinished = folder / f".{FILE_NAME}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if path.exists():
            raise RecordError(f"{folder}: there is a record here already")
        try:
            with closing(connect(unfinished)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
            upgrade(unfinished)
            unfinished.rename(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise RecordError(f"{folder}: no record can be made here: {_words(error)}") from error


def check(path: Path) -> None:
    """Makes sure that `path` is a record of this schema; brings an older one up to date. Raises RecordError."""
    try:
        with path.open("rb") as file:
            magic = file.read(len(_MAGIC))
    except FileNotFoundError as error:
        raise RecordError(f"{path.parent}: no record here; make one with `communique init`") from error
    except OSError as error:
        raise RecordError(f"{path}: the record cannot be read: {_words(error)}") from error
    if magic != _MAGIC:
        raise RecordError(f"{path}: not a record")
    revision = _revision(path)
    if revision is None:
        raise RecordError(f"{path}: a database, but not a record of communique")
    if revision not in REVISIONS:
        newest = REVISIONS[-1]
        raise RecordError(
            f"{path}: written by a newer version of communique (schema {revision}; this one knows {newest}): update it"
        )
    if revision != REVISIONS[-1]:
        upgrade(path)


def _revision(path: Path) -> str | None:
    with reading(path) as connection:
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return None
            raise
    return str(row[0]) if row else None


def upgrade(path: Path) -> None:
    """Brings the schema to the newest revision, in one transaction. Raises RecordError when that fails."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    opened = engine(path)
    try:
        with writing(opened, path) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        opened.dispose()


# ---- connections -----------------------------------------------------------------------------------------------


def connect(path: Path) -> sqlite3.Connection:
    """A connection that waits for writers, checks references, and leaves BEGIN and COMMIT to us.

    Only for reading when the record cannot be written.
    """
    connection = _connect(str(path)) if writable(path) else _connect_to_read(path)
    connection.execute("PRAGMA foreign_keys = ON")
    # With WAL, NORMAL never damages the file; a power cut may lose the last pages, which are then added again.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.create_function("fold", 1, fold, deterministic=True)
    return connection


def writable(path: Path) -> bool:
    """Whether we may write the record at `path`, or make it: SQLite writes beside the file too."""
    return os.access(path.parent, os.W_OK | os.X_OK) and (not path.exists() or os.access(path, os.W_OK))


def must_be_writable(path: Path) -> None:
    """Raises RecordError, before any work is done, when the record cannot be written."""
    if not writable(path):
        raise RecordError(f"{path}: the record cannot be written: no permission")


def _connect(name: str, *, uri: bool = False) -> sqlite3.Connection:
    return sqlite3.connect(name, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False, uri=uri)


def _connect_to_read(path: Path) -> sqlite3.Connection:
    """With the file of shared memory that WAL wants if it is there; else as a file that nobody changes meanwhile."""
    address = path.absolute().as_uri()
    connection = _connect(f"{address}?mode=ro", uri=True)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1")
    except sqlite3.OperationalError:
        connection.close()
        return _connect(f"{address}?immutable=1", uri=True)
    return connection


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A plain connection for quick questions. Raises RecordError for what SQLite refuses."""
    try:
        with closing(connect(path)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise RecordError(f"{path}: the record cannot be read: {_words(error)}") from error


@contextmanager
def snapshot(path: Path) -> Iterator[sqlite3.Connection]:
    """One state of the record, whatever others write meanwhile. Raises RecordError for what SQLite refuses."""
    with reading(path) as connection:
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")


def engine(path: Path) -> "Engine":
    """SQLAlchemy over `connect`; transactions begin where we say, so that schema changes are part of them too."""
    from sqlalchemy import QueuePool, create_engine, event

    # The pool is named, for SQLAlchemy takes an address without a file for a database in memory.
    made = create_engine("sqlite+pysqlite://", creator=lambda: connect(path), poolclass=QueuePool)

    @event.listens_for(made, "begin")
    def _begin(connection: "Connection") -> None:
        # A writer must say so at once: one that reads first and then writes fails when another wrote between.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return made


@contextmanager
def writing(opened: "Engine", path: Path) -> Iterator["Connection"]:
    """One transaction: all of it or nothing. Raises RecordError for what the database or the system refuses."""
    from sqlalchemy.exc import DBAPIError

    must_be_writable(path)
    try:
        with opened.execution_options(writes=True).begin() as connection:
            yield connection
    except DBAPIError as error:
        raise RecordError(f"{path}: the record cannot be written: {_words(error.orig or error)}") from error
    except sqlite3.Error as error:
        raise RecordError(f"{path}: the record cannot be written: {_words(error)}") from error


def _words(error: BaseException) -> str:
    """The reason on one line."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(reason.split())
