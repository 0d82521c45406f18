"""The record of a project folder: what was read, kept once, and handed out as the very shapes that came in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from communique.errors import InputError, RecordError
from communique.record import bodies, opening, reading, search
from communique.record.names import storable
from communique.shapes import (
    Article,
    Decision,
    Event,
    Failure,
    Figure,
    Findings,
    Hit,
    Meeting,
    Page,
    Selection,
    Statement,
)

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from communique.record.grouping import Groups


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def open_record(folder: Path, *, to_add: bool = False) -> "Record":
    """The record in `folder`, to be used in a `with`. Raises RecordError in one line when there is none, when it is
    damaged, when a newer version of the program wrote it, or when it is opened `to_add` and cannot be written."""
    path = folder / opening.FILE_NAME
    opening.check(path)
    if to_add:
        opening.must_be_writable(path)
    return Record(folder)


class Record:
    """A record that was checked by `open_record`. Several processes may add to one record at once.

    What loads SQLAlchemy is imported inside the methods that write, so that the others start quickly.
    """

    def __init__(self, folder: Path, *, clock: Callable[[], str] = _now) -> None:
        self.folder = folder
        self._path = folder / opening.FILE_NAME
        self._clock = clock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file; the record can be used again afterwards."""
        opened = self.__dict__.pop("_engine", None)
        if opened is not None:
            opened.dispose()

    @cached_property
    def _engine(self) -> "Engine":
        return opening.engine(self._path)

    @property
    def writable(self) -> bool:
        """Whether pages can be added; False for a record without permission to write."""
        return opening.writable(self._path)

    # ---- in --------------------------------------------------------------------------------------------------

    def has(self, page: Page, version: str) -> bool:
        """Whether this very page, with what the user says of it, was read by this version already."""
        with opening.reading(self._path) as connection:
            query = "SELECT p.given FROM pages p JOIN versions v ON v.key = p.version WHERE p.id = ? AND v.label = ?"
            row = connection.execute(query, (page.id, version)).fetchone()
        if row is None:
            return False
        from communique.record import writing

        return bool(row[0] == writing.given_of(page))

    def add(self, page: Page | None, outcome: Findings | Failure, *, made_by: str | None = None) -> bool:
        """Stores what came of a page, in one transaction; False when the record holds exactly that already.

        The raw body is on disk before the row that names it. What an earlier version found in the page is replaced.
        `made_by` names code and models (`name=number ...`); findings say it themselves, failures do not.
        It then waits to be grouped, with all that was grouped by way of what it replaces.
        """
        from communique.record import writing

        made_by = made_by or (writing.label_of(outcome.versions) if isinstance(outcome, Findings) else "")
        page_id = writing.page_id_of(page, outcome)
        outcome = writing.storable_outcome(page_id, outcome)
        given = writing.given_of(page)
        with opening.reading(self._path) as connection:
            row = connection.execute("SELECT result, given FROM pages WHERE id = ?", (page_id,)).fetchone()
        if row == (writing.result_of(outcome, made_by), given):
            return False
        if page is not None:
            bodies.keep(self.folder, page.body)
            if (layer := writing.layer_of(page)) is not None:
                bodies.keep(self.folder, layer)
        with opening.writing(self._engine, self._path) as connection:
            writing.write(connection, page, outcome, made_by=made_by, added_at=self._clock())
        return True

    @contextmanager
    def grouping(self) -> "Iterator[Groups]":
        """What belongs together, to be looked up and written in one transaction: all of it or nothing."""
        from communique.record import writing
        from communique.record.grouping import Groups

        with opening.writing(self._engine, self._path) as connection:
            yield Groups(writing.driver(connection))

    def grouped(self) -> bool:
        """Whether families stand for the articles as they are now; False after `add` until they were regrouped."""
        with opening.reading(self._path) as connection:
            query = "SELECT NOT EXISTS (SELECT 1 FROM ungrouped)"
            return bool(connection.execute(query).fetchone()[0])

    # ---- what people decide ----------------------------------------------------------------------------------

    def decide(self, decision: Decision) -> None:
        """Keeps what a person said of two actor ids, in the place of what was said of them before."""
        with self.grouping() as groups:
            groups.decide(decision, self._clock())

    def undo(self, one: str, other: str) -> bool:
        """Takes a decision back, whichever of the two is named first; False when there was none."""
        with self.grouping() as groups:
            return groups.undo(one, other)

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, by the ids."""
        with opening.reading(self._path) as connection:
            rows = connection.execute("SELECT one, other, verdict FROM merges ORDER BY one, other").fetchall()
        return tuple(Decision(one=one, other=other, same=verdict == "same") for one, other, verdict in rows)

    def actor_ids(self) -> frozenset[str]:
        """The ids of all actors of the record."""
        with opening.reading(self._path) as connection:
            return frozenset(name for (name,) in connection.execute("SELECT DISTINCT actor_id FROM actors"))

    # ---- out -------------------------------------------------------------------------------------------------

    def select(self, *, since: str | None = None, until: str | None = None) -> Selection:
        """Findings of the articles published from `since` to `until`, both included, oldest first, then by id.

        A bound counts to its own precision (`until="2023-03"` holds all of March). Articles without a day of
        publication come last; `since` leaves them out, `until` does not. Articles come with offsets, without
        blocks. Families and occurrences are those with a member in the window, whole; failures are all of them.
        """
        with opening.snapshot(self._path) as connection:
            return reading.selection(connection, since, until)

    def article(self, article_id: str) -> Article:
        """One article with its blocks. Raises InputError when there is none of that id."""
        with opening.snapshot(self._path) as connection:
            found = reading.article(connection, storable(article_id))
        if found is None:
            raise InputError(f"{article_id}: no such article in the record")
        return found

    def page_text(self, page_id: str) -> str:
        """The text of a page in which raw offsets count: its layer, or else its decoded body. Raises InputError for an
        unknown page and RecordError when its body was never had or is damaged."""
        sha256, encoding, layer, _ = self._page(page_id)
        if sha256 is None or encoding is None:
            raise RecordError(f"{page_id}: the bytes of this page were never read")
        if layer is not None:
            return bodies.load(self.folder, layer).decode("utf-8")
        return bodies.load(self.folder, sha256).decode(encoding, errors="replace")

    def is_printed(self, page_id: str) -> bool:
        """Whether a page is a PDF, whose text is in printed pages. Raises InputError for an unknown page."""
        return self._page(page_id)[3] == "application/pdf"

    def _page(self, page_id: str) -> tuple[str | None, str | None, str | None, str | None]:
        with opening.snapshot(self._path) as connection:
            found = reading.page(connection, storable(page_id))
        if found is None:
            raise InputError(f"{page_id}: no such page in the record")
        return found

    def finding(self, finding_id: str) -> tuple[Article, Statement | Event | Figure | Meeting]:
        """A finding and its article (without blocks), by id or by the beginning of one.

        Raises InputError when there is none, or more than one."""
        with opening.snapshot(self._path) as connection:
            found = reading.findings_named(connection, storable(finding_id)) if finding_id else ()
        if not found:
            raise InputError(f"{finding_id!r}: no such finding in the record")
        if len(found) > 1:
            raise InputError(f"{finding_id}: more than one finding begins so; give more of the id")
        return found[0]

    def search(
        self,
        words: str,
        *,
        speaker: str | None = None,
        actor: str | None = None,
        place: str | None = None,
        since: str | None = None,
        kind: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[Hit, ...]:
        """Findings that hold all `words`, newest first; articles where only their text does. See `record.search`."""
        wanted = search.Wanted(words=words, speaker=speaker, actor=actor, place=place, since=since, kind=kind)
        with opening.reading(self._path) as connection:
            return search.hits(connection, wanted, limit=limit, offset=offset)

    def counts(self) -> dict[str, int]:
        """How many pages, articles, failures, statements, events, figures, meetings, families, occurrences.

        `articles` counts pages that gave an article, so that pages = articles + failures always."""
        with opening.snapshot(self._path) as connection:
            return reading.counts(connection)

    def failures(self) -> tuple[Failure, ...]:
        """Every page that could not be used, by page id."""
        with opening.snapshot(self._path) as connection:
            return reading.failures(connection)
