"""Rows -> the very shapes that were added, within one snapshot that the caller holds."""

from collections import defaultdict
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, Table, func, select

from communique import rows
from communique.record import schema
from communique.shapes import (
    Actor,
    Article,
    Block,
    Copy,
    Event,
    Failure,
    Family,
    Figure,
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
Finding = Statement | Event | Figure | Meeting

_FINDINGS: dict[str, tuple[Table, type[Finding]]] = {
    "statements": (schema.statements, Statement),
    "events": (schema.events, Event),
    "figures": (schema.figures, Figure),
    "meetings": (schema.meetings, Meeting),
}
_PARTS: dict[str, tuple[Table, type[Any]]] = {
    **_FINDINGS,
    "actors": (schema.actors, Actor),
    "places": (schema.places, Place),
    "times": (schema.times, When),
}


def selection(connection: Connection, since: str | None, until: str | None) -> Selection:
    """All findings of articles published in `[since, until]`, oldest first; see `Record.select`."""
    wanted = _published(select(schema.articles.c.id), since, until)
    parts = {name: _by_article(connection, table, kind, wanted) for name, (table, kind) in _PARTS.items()}
    versions = {key: _versions(text) for key, text in connection.execute(select(_V.key, _V.parts))}
    order = (_A.published.is_(None), _A.published, _A.id)
    found = connection.execute(_published(select(_A.text, _A.shape, _A.version), since, until).order_by(*order)).all()
    articles = tuple(_article(row.shape, row.text) for row in found)
    findings = tuple(
        Findings(
            article=article,
            versions=versions.get(row.version, ()),
            **{name: tuple(of.get(article.id, ())) for name, of in parts.items()},
        )
        for article, row in zip(articles, found, strict=True)
    )
    ids = frozenset(article.id for article in articles)
    families = tuple(family for family in _families(connection) if ids & {copy.article_id for copy in family.copies})
    return Selection(
        findings=findings,
        families=families,
        occurrences=_occurrences(connection, frozenset(event.id for found in findings for event in found.events)),
        failures=failures(connection),
    )


_A = schema.articles.c
_V = schema.versions.c


def _published(query: Select[Any], since: str | None, until: str | None) -> Select[Any]:
    """A bound holds to its own precision: `until="2023-03"` is the whole of March."""
    if since:
        query = query.where(func.substr(_A.published, 1, len(since)) >= since)
    if until:
        query = query.where(_A.published.is_(None) | (func.substr(_A.published, 1, len(until)) <= until))
    return query


def _by_article(connection: Connection, table: Table, kind: type[Shape], wanted: Select[Any]) -> dict[str, list[Shape]]:
    column = table.c
    query = select(column.article_id, column.shape).where(column.article_id.in_(wanted))
    grouped: dict[str, list[Shape]] = defaultdict(list)
    for article_id, text in connection.execute(query.order_by(column.article_id, column.number)):
        grouped[article_id].append(rows.from_json(kind, text))
    return grouped


def _article(shape: str, text: str) -> Article:
    return replace(rows.from_json(Article, shape), text=text)


def _versions(text: str) -> tuple[tuple[str, str], ...]:
    return rows.from_json(tuple[tuple[str, str], ...], text)


def _families(connection: Connection) -> tuple[Family, ...]:
    member, family = schema.family_members.c, schema.families.c
    copies: dict[str, list[Copy]] = defaultdict(list)
    query = select(member.family_id, member.article_id, member.reason, member.score)
    for family_id, article_id, reason, score in connection.execute(query.order_by(member.family_id, member.number)):
        copies[family_id].append(Copy(article_id=article_id, reason=reason, score=score))
    found = connection.execute(select(family.id, family.first, family.wire).order_by(family.id))
    return tuple(Family(id=id, first=first, wire=wire, copies=tuple(copies[id])) for id, first, wire in found)


def _occurrences(connection: Connection, events: frozenset[str]) -> tuple[Occurrence, ...]:
    column = schema.occurrences.c
    found = connection.execute(select(column.shape).order_by(column.id)).scalars()
    told = (rows.from_json(Occurrence, text) for text in found)
    return tuple(occurrence for occurrence in told if not events.isdisjoint(occurrence.events))


def failures(connection: Connection) -> tuple[Failure, ...]:
    """All failures, by page."""
    column = schema.failures.c
    found = connection.execute(select(column.shape).order_by(column.page_id)).scalars()
    return tuple(rows.from_json(Failure, text) for text in found)


def article(connection: Connection, article_id: str) -> Article | None:
    """One article with its blocks."""
    row = connection.execute(select(_A.text, _A.shape).where(_A.id == article_id)).one_or_none()
    if row is None:
        return None
    column = schema.blocks.c
    query = select(schema.blocks).where(column.article_id == article_id).order_by(column.number)
    blocks = tuple(_block(found) for found in connection.execute(query).all())
    return replace(_article(row.shape, row.text), blocks=blocks)


def _block(row: Row[Any]) -> Block:
    span, raw = _span(row.start, row.end), _span(row.raw_start, row.raw_end)
    return Block(text=row.text, kept=bool(row.kept), reason=row.reason, span=span, raw=raw)


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start=start, end=end)


def findings_named(connection: Connection, name: str) -> tuple[tuple[Article, Finding], ...]:
    """The findings whose id is `name`, or else those whose id begins so; at most two, for nobody wants a list."""
    for exact in (True, False):
        found = tuple(
            (_article(row.shape, row.text), rows.from_json(kind, row.finding))
            for table, kind in _FINDINGS.values()
            for row in connection.execute(_named(table, name, exact=exact))
        )
        if found:
            return found[:2]
    return ()


def _named(table: Table, name: str, *, exact: bool) -> Select[Any]:
    column = table.c
    test = column.id == name if exact else column.id.startswith(name, autoescape=True)
    query = select(_A.text, _A.shape, column.shape.label("finding")).join(table, column.article_id == _A.id)
    return query.where(test).order_by(column.id).limit(2)


def page(connection: Connection, page_id: str) -> tuple[str | None, str | None] | None:
    """SHA-256 of the body and encoding of a page; None when there is no such page."""
    column = schema.pages.c
    row = connection.execute(select(column.sha256, column.encoding).where(column.id == page_id)).one_or_none()
    return (row.sha256, row.encoding) if row else None


def counts(connection: Connection) -> dict[str, int]:
    """Rows of each kind; a page captured again counts as an article, so that pages = articles + failures."""
    names = ("pages", "articles", "failures", "statements", "events", "figures", "meetings", "families", "occurrences")
    tables = (schema.metadata.tables[name] for name in (*names, "recaptures"))
    query = select(*(select(func.count()).select_from(table).scalar_subquery().label(table.name) for table in tables))
    found = dict(connection.execute(query).mappings().one())
    found["articles"] += found.pop("recaptures")
    return found
