import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from communique.record import create, opening
from communique.record.schema import metadata

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "record.md"
MIGRATIONS = Path(opening.__file__).parent / "migrations"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("schema")
    create(folder)
    return folder / "record.sqlite"


def test_the_migrations_make_the_schema(path: Path) -> None:
    def ours(thing: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
        # the tables in which FTS5 keeps its index are its own affair
        return not (kind == "table" and "_fts" in str(name))

    engine = opening.engine(path)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
        differences = compare_metadata(context, metadata)
    engine.dispose()
    assert differences == []


def test_the_known_revisions_are_those_of_the_files() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    revisions = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(revisions)) == opening.REVISIONS


def test_the_articles_of_an_older_record_wait_to_be_grouped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.sqlite"
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = opening.engine(path)
    with opening.writing(engine, path) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO pages (id, result, added_at) VALUES ('page-1', '', '')")
        connection.execute("INSERT INTO articles (id, page_id, text, shape) VALUES ('article-1', 'page-1', '', '{}')")
        connection.execute("INSERT INTO families VALUES ('family-1', 'article-1', NULL, 1)")
        connection.commit()
    opening.check(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT article_id FROM ungrouped").fetchall() == [("article-1",)]
        assert connection.execute("SELECT id FROM families").fetchall() == []


def test_every_reference_has_an_index(path: Path) -> None:
    """Or deleting one article would read whole tables."""
    missing = []
    with closing(sqlite3.connect(path)) as connection:
        for table in metadata.sorted_tables:
            indexed = {
                connection.execute(f"PRAGMA index_info({index[1]!r})").fetchone()[2]
                for index in connection.execute(f"PRAGMA index_list({table.name!r})")
            }
            cascading = {key.parent.name for key in table.foreign_keys if key.ondelete == "CASCADE"}
            missing += [f"{table.name}.{column}" for column in cascading - indexed]
    assert missing == []


def test_rows_a_program_made_name_its_version() -> None:
    made = {"pages", "articles", "failures", "statements", "events", "figures", "meetings", "actors", "places", "times"}
    assert {table.name for table in metadata.sorted_tables if "version" in table.c} == made


QUERIES = re.findall(r"```sql\n(.*?)```", REFERENCE.read_text(encoding="utf-8"), flags=re.S)


@pytest.mark.parametrize("query", QUERIES)
def test_the_queries_of_the_reference_run(path: Path, query: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(query).fetchall() == []
