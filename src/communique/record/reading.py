"""Rows -> the very shapes that were added, within one snapshot that the caller holds.

Plain SQL on a plain connection: SQLAlchemy takes longer to import than `communique status` may take to start.
"""

import sqlite3
from collections import defaultdict
from dataclasses import replace
from typing import Any, TypeVar

from communique import rows
from communique.languages import LANGUAGES
from communique.shapes import (
    Actor,
    Article,
    Block,
    Copy,
    Event,
    Failure,
    Family,
    Figure,
    Finding,
    Findings,
    Meeting,
    Occurrence,
    Place,
    Selection,
    Span,
    Statement,
    When,
)

Shape = TypeVar("Shape")

_FINDINGS: dict[str, type[Finding]] = {
    "statements": Statement,
    "events": Event,
    "figures": Figure,
    "meetings": Meeting,
}
_PARTS: dict[str, type[Any]] = {**_FINDINGS, "actors": Actor, "places": Place, "times": When}
"""Tables whose rows belong to an article, by the field of `Findings` they fill, with the shape of a row."""
_COUNTED = ("pages", "articles", "failures", *_FINDINGS, "families", "occurrences", "recaptures")

# A bound holds to its own precision: `until="2023-03"` is the whole of March.
_WANTED = """(:since IS NULL OR substr(a.published, 1, length(:since)) >= :since)
    AND (:until IS NULL OR a.published IS NULL OR substr(a.published, 1, length(:until)) <= :until)"""


def selection(connection: sqlite3.Connection, since: str | None, until: str | None) -> Selection:
    """All findings of articles published in `[since, until]`, oldest first; see `Record.select`."""
    window = {"since": since or None, "until": until or None}
    parts = {name: _by_article(connection, name, kind, window) for name, kind in _PARTS.items()}
    versions = {key: _versions(text) for key, text in connection.execute("SELECT key, parts FROM versions")}
    found = connection.execute(
        f"SELECT a.text, a.shape, a.version FROM articles a WHERE {_WANTED} "
        "ORDER BY a.published IS NULL, a.published, a.id",
        window,
    ).fetchall()
    articles = ((_article(shape, text), version) for text, shape, version in found)
    findings = tuple(
        Findings(
            article=told,
            versions=versions.get(version, ()),
            **{name: tuple(of.get(told.id, ())) for name, of in parts.items()},
        )
        for told, version in articles
    )
    ids = frozenset(one.article.id for one in findings)
    families = tuple(family for family in _families(connection) if ids & {copy.article_id for copy in family.copies})
    return Selection(
        findings=findings,
        families=families,
        occurrences=_occurrences(connection, frozenset(event.id for one in findings for event in one.events)),
        failures=failures(connection),
    )


def _by_article(
    connection: sqlite3.Connection, table: str, kind: type[Shape], window: dict[str, str | None]
) -> dict[str, list[Shape]]:
    query = f"""SELECT f.article_id, f.shape FROM {table} f JOIN articles a ON a.id = f.article_id
        WHERE {_WANTED} ORDER BY f.article_id, f.number"""
    grouped: dict[str, list[Shape]] = defaultdict(list)
    for article_id, text in connection.execute(query, window):
        grouped[article_id].append(rows.from_json(kind, text))
    return grouped


def _article(shape: str, text: str) -> Article:
    return replace(rows.from_json(Article, shape), text=text)


def _versions(text: str) -> tuple[tuple[str, str], ...]:
    return rows.from_json(tuple[tuple[str, str], ...], text)


def _families(connection: sqlite3.Connection) -> tuple[Family, ...]:
    copies: dict[str, list[Copy]] = defaultdict(list)
    query = "SELECT family_id, article_id, reason, score FROM family_members ORDER BY family_id, number"
    for family_id, article_id, reason, score in connection.execute(query):
        copies[family_id].append(Copy(article_id=article_id, reason=reason, score=score))
    found = connection.execute("SELECT id, first, wire FROM families ORDER BY id")
    return tuple(Family(id=id, first=first, wire=wire, copies=tuple(copies[id])) for id, first, wire in found)


def _occurrences(connection: sqlite3.Connection, events: frozenset[str]) -> tuple[Occurrence, ...]:
    found = connection.execute("SELECT shape FROM occurrences ORDER BY id")
    told = (rows.from_json(Occurrence, text) for (text,) in found)
    return tuple(occurrence for occurrence in told if not events.isdisjoint(occurrence.events))


def failures(connection: sqlite3.Connection) -> tuple[Failure, ...]:
    """All failures, by page."""
    found = connection.execute("SELECT shape FROM failures ORDER BY page_id")
    return tuple(rows.from_json(Failure, text) for (text,) in found)


def bare_article(connection: sqlite3.Connection, article_id: str) -> Article | None:
    """One article without blocks."""
    row = connection.execute("SELECT shape, text FROM articles WHERE id = ?", (article_id,)).fetchone()
    return _article(*row) if row else None


def bare_findings(connection: sqlite3.Connection, article: Article) -> Findings:
    """Events and figures of an article."""
    events = _of_article(connection, "events", Event, article.id)
    return Findings(article=article, events=events, figures=_of_article(connection, "figures", Figure, article.id))


def _of_article(connection: sqlite3.Connection, table: str, kind: type[Shape], article_id: str) -> tuple[Shape, ...]:
    found = connection.execute(f"SELECT shape FROM {table} WHERE article_id = ? ORDER BY number", (article_id,))
    return tuple(rows.from_json(kind, shape) for (shape,) in found)


def article(connection: sqlite3.Connection, article_id: str) -> Article | None:
    """One article with its blocks."""
    row = connection.execute("SELECT text, shape FROM articles WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        return None
    query = """SELECT text, kept, reason, start, "end", raw_start, raw_end FROM blocks
        WHERE article_id = ? ORDER BY number"""
    blocks = tuple(
        Block(text=text, kept=bool(kept), reason=reason, span=_span(start, end), raw=_span(raw_start, raw_end))
        for text, kept, reason, start, end, raw_start, raw_end in connection.execute(query, (article_id,))
    )
    text, shape = row
    return replace(_article(shape, text), blocks=blocks)


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start=start, end=end)


def findings_named(connection: sqlite3.Connection, name: str) -> tuple[tuple[Article, Finding], ...]:
    """The findings whose id is `name`, or else those whose id begins so; at most two, for nobody wants a list."""
    for test in ("f.id = :name", "substr(f.id, 1, length(:name)) = :name"):
        found = tuple(
            (_article(shape, text), rows.from_json(kind, finding))
            for table, kind in _FINDINGS.items()
            for text, shape, finding in connection.execute(
                f"""SELECT a.text, a.shape, f.shape FROM {table} f JOIN articles a ON a.id = f.article_id
                WHERE {test} ORDER BY f.id LIMIT 2""",
                {"name": name},
            )
        )
        if found:
            return found[:2]
    return ()


def page(connection: sqlite3.Connection, page_id: str) -> tuple[str | None, str | None, str | None, str | None] | None:
    """SHA-256 of the body, encoding, SHA-256 of the layer and media type of a page; None for an unknown page."""
    found: tuple[str | None, str | None, str | None, str | None] | None
    query = "SELECT sha256, encoding, layer, media_type FROM pages WHERE id = ?"
    found = connection.execute(query, (page_id,)).fetchone()
    return found


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Rows of each kind; a page captured again counts as an article, so that pages = articles + failures.

    Articles in languages that are not read for findings are counted once more, as `not_read_es` by language.
    """
    asked = ", ".join(f"(SELECT count(*) FROM {name})" for name in _COUNTED)
    found = dict(zip(_COUNTED, connection.execute(f"SELECT {asked}").fetchone(), strict=True))
    found["articles"] += found.pop("recaptures")
    query = """SELECT a.language, 1 + count(r.page_id) FROM articles a LEFT JOIN recaptures r ON r.article_id = a.id
        GROUP BY a.id"""
    for language, pages in connection.execute(query):
        if language not in LANGUAGES:
            found[f"not_read_{language}"] = found.get(f"not_read_{language}", 0) + pages
    return found
