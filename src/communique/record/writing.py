"""Shapes -> rows, within one transaction that the caller holds."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from typing import Any, cast

from sqlalchemy import Connection, Table, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from communique import rows
from communique.identity import content_id, digest
from communique.record import grouping, schema
from communique.record.bodies import relative
from communique.record.names import storable
from communique.shapes import (
    Actor,
    ActorRef,
    Article,
    Block,
    Event,
    Failure,
    Figure,
    Findings,
    Meeting,
    Page,
    Place,
    Span,
    Statement,
    When,
)

Outcome = Findings | Failure
Row = dict[str, Any]
Parts = tuple[tuple[str, str], ...]


def label_of(versions: Parts) -> str:
    """`communique=0.1.0 en_core_web_sm=3.8.0`: code and models in one string."""
    return " ".join(f"{name}={number}" for name, number in versions)


def result_of(outcome: Outcome, made_by: str) -> str:
    """Digest of everything that came of a page: equal digests = nothing new."""
    return digest(rows.to_json(outcome) + made_by.encode())


def page_id_of(page: Page | None, outcome: Outcome) -> str:
    """The id a page is kept under; what could not even be opened gets one from where it came from."""
    if page is not None:
        return page.id
    if isinstance(outcome, Findings):
        return outcome.article.page_id
    return outcome.page_id or content_id("page", outcome.origin, outcome.room, outcome.reason, outcome.detail)


def given_of(page: Page | None) -> str | None:
    """What the user says of a page, as it is kept; JSON in ASCII, for a command line may hold broken bytes."""
    return json.dumps(asdict(page.given), sort_keys=True) if page is not None else None


def layer_of(page: Page) -> bytes | None:
    """The layer of a page as it is kept: a body of its own, so that raw offsets hold whatever reads the page later."""
    return page.layer.text.encode("utf-8") if page.layer is not None else None


def storable_outcome(page_id: str, outcome: Outcome) -> Outcome:
    """The outcome, or a failure in its place when no record can hold it: half characters (an emoji cut in two in a
    page's metadata) are no UTF-8, and two findings of one id could not be told apart."""
    detail = None
    try:
        rows.to_json(outcome)
    except UnicodeEncodeError as error:
        detail = f"half a character after {error.object[max(error.start - 20, 0) : error.start]!r}"
    twice = _twice(outcome) if isinstance(outcome, Findings) else ()
    if twice:
        detail = f"more than one finding has the id {' '.join(twice)}"
    if detail is None:
        return outcome
    return Failure(page_id=page_id, room="record", reason="not-storable", detail=storable(detail))


def _twice(found: Findings) -> tuple[str, ...]:
    """Ids that stand more than once among the findings of one type."""
    every: list[Statement | Event | Figure | Meeting]
    every = [*found.statements, *found.events, *found.figures, *found.meetings]
    counted = Counter((type(finding), finding.id) for finding in every)
    return tuple(sorted(name for (_, name), count in counted.items() if count > 1))


def write(connection: Connection, page: Page | None, outcome: Outcome, *, made_by: str, added_at: str) -> None:
    """Puts what came of a page in the place of what came of it before; what it was grouped with waits for grouping."""
    parts = outcome.versions if isinstance(outcome, Findings) else ()
    version = _version(connection, made_by, parts)
    page_id = page_id_of(page, outcome)
    result = result_of(outcome, made_by)
    _write_page(connection, page_id, page, outcome, {"result": result, "version": version, "added_at": added_at})
    connection.execute(delete(schema.failures).where(schema.failures.c.page_id == page_id))
    connection.execute(delete(schema.recaptures).where(schema.recaptures.c.page_id == page_id))
    if isinstance(outcome, Failure):
        _drop_article(connection, page_id)
        _write_failure(connection, page_id, outcome, version)
    else:
        _write_findings(connection, page_id, outcome, version)


def driver(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection, within the same transaction."""
    raw: Any = connection.connection.driver_connection
    return cast(sqlite3.Connection, raw)


# ---- pages and articles ----------------------------------------------------------------------------------------


def _version(connection: Connection, label: str, parts: Parts) -> int | None:
    if not label:
        return None
    table = schema.versions
    connection.execute(upsert(table).values(label=label, parts=_json(parts)).on_conflict_do_nothing())
    key: int = connection.execute(select(table.c.key).where(table.c.label == label)).scalar_one()
    return key


def _write_page(connection: Connection, page_id: str, page: Page | None, outcome: Outcome, made: Row) -> None:
    row: Row = {"id": page_id, "origin": outcome.origin or None if isinstance(outcome, Failure) else None, **made}
    if page is not None:
        sha256 = digest(page.body)
        layer = layer_of(page)
        row["layer"] = digest(layer) if layer is not None else None
        for body in (page.body, layer):
            if body is not None:
                kept = {"sha256": digest(body), "bytes": len(body), "path": relative(digest(body))}
                connection.execute(upsert(schema.bodies).values(kept).on_conflict_do_nothing())
        row |= {"url": page.url, "media_type": page.media_type, "encoding": page.encoding, "captured": page.captured}
        row |= {"origin": page.origin, "sha256": sha256, "given": given_of(page)}
    row = {name: storable(value) if isinstance(value, str) else value for name, value in row.items()}
    renewed = {name: value for name, value in row.items() if name not in ("id", "added_at")}
    statement = upsert(schema.pages).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=renewed))


def _write_failure(connection: Connection, page_id: str, failure: Failure, version: int | None) -> None:
    row = {"page_id": page_id, "room": failure.room, "reason": failure.reason, "version": version}
    more = {"detail": failure.detail or None, "origin": failure.origin or None, "shape": _json(failure)}
    connection.execute(insert(schema.failures).values(row | more))


def _write_findings(connection: Connection, page_id: str, findings: Findings, version: int | None) -> None:
    """One article stands for all pages that give the same id: the first keeps the findings, others are recaptures."""
    article, known = findings.article, schema.articles
    holder = connection.execute(select(known.c.page_id).where(known.c.id == article.id)).scalar()
    if holder is not None and holder != page_id:
        _drop_article(connection, page_id, heir=article.id)
        connection.execute(insert(schema.recaptures).values(page_id=page_id, article_id=article.id))
        return
    others = _recaptures_of(connection, page_id)
    _delete_article(connection, page_id)
    connection.execute(insert(known).values(_article_row(article, page_id, version)))
    connection.execute(upsert(schema.ungrouped).values(article_id=article.id).on_conflict_do_nothing())
    _insert(connection, schema.recaptures, ({"page_id": other, "article_id": article.id} for other in others))
    _insert(connection, schema.blocks, (_block_row(article.id, *pair) for pair in enumerate(article.blocks)))
    for name, (table, row_of) in _TABLES.items():
        common = {"article_id": article.id, "version": version}
        made = (
            {**common, "number": number, "shape": _json(shape), **row_of(shape, article)}
            for number, shape in enumerate(getattr(findings, name))
        )
        _insert(connection, table, made)
    _insert(connection, schema.roles, _role_rows(findings))
    _insert(connection, schema.mentions, _mention_rows(findings))


def _drop_article(connection: Connection, page_id: str, heir: str | None = None) -> None:
    """Takes away the article of a page. Recaptures of it go to `heir`; without one they wait to be read again."""
    others = _recaptures_of(connection, page_id)
    _delete_article(connection, page_id)
    for other in others:
        if heir is not None:
            connection.execute(insert(schema.recaptures).values(page_id=other, article_id=heir))
            continue
        detail = "the same article on another page could not be read any more; add this page again"
        connection.execute(update(schema.pages).where(schema.pages.c.id == other).values(result="", version=None))
        waiting = Failure(page_id=other, room="record", reason="superseded", detail=detail)
        _write_failure(connection, other, waiting, None)


def _delete_article(connection: Connection, page_id: str) -> None:
    known = schema.articles
    for article_id in connection.execute(select(known.c.id).where(known.c.page_id == page_id)).scalars().all():
        grouping.loosen(driver(connection), article_id)
        connection.execute(delete(known).where(known.c.id == article_id))


def _recaptures_of(connection: Connection, page_id: str) -> list[str]:
    known, again = schema.articles.c, schema.recaptures.c
    query = select(again.page_id).join(schema.articles, known.id == again.article_id).where(known.page_id == page_id)
    return list(connection.execute(query).scalars())


def _insert(connection: Connection, table: Table, made: Iterable[Row]) -> None:
    values = list(made)
    if values:
        connection.execute(insert(table), values)


def _json(shape: object) -> str:
    return rows.to_json(shape).decode()


# ---- rows ------------------------------------------------------------------------------------------------------


def _article_row(article: Article, page_id: str, version: int | None) -> Row:
    names = ("id", "title", "outlet", "wire", "language", "access", "url", "text")
    return {name: getattr(article, name) for name in names} | {
        "page_id": page_id,
        "dateline": article.dateline.words if article.dateline else None,
        "byline": "; ".join(article.byline) or None,
        "published": article.published.value if article.published else None,
        "updated": article.updated.value if article.updated else None,
        "shape": _json(replace(article, text="", blocks=())),
        "version": version,
    }


def _block_row(article_id: str, number: int, block: Block) -> Row:
    row = {"article_id": article_id, "number": number, "kept": int(block.kept), "reason": block.reason}
    return row | {"text": block.text} | _ends(block.span) | _ends(block.raw, "raw_")


def _statement_row(said: Statement, article: Article) -> Row:
    return {
        "id": said.id,
        "quote": _cut(said.span, article),
        "source": _cut(said.source, article),
        "cue": _cut(said.cue, article),
        "content": _cut(said.content, article),
        "speaker": _labels(said.speaker),
        "kind": said.kind,
        "act": said.act,
        "polarity": said.polarity,
        "date": _day(said.date),
        "topic": said.topic,
        **_ends(said.span),
    }


def _event_row(event: Event, article: Article) -> Row:
    return {
        "id": event.id,
        "quote": _cut(event.span, article),
        "trigger": _cut(event.trigger, article),
        "code": event.code,
        "mode": event.mode,
        "kind": event.kind,
        "modality": event.modality,
        "actor": _labels(event.actor),
        "recipient": _labels(event.recipient),
        "place": _place_name(event.place),
        "country": event.place.country if event.place else None,
        "date": _day(event.date),
        "reported_by": _labels(event.reported_by),
        "statement_id": event.statement_id,
        **_ends(event.span),
    }


def _figure_row(figure: Figure, article: Article) -> Row:
    names = ("id", "value", "value_max", "bound", "unit", "item", "measure")
    row = {name: getattr(figure, name) for name in names} | _ends(figure.span)
    return row | {"quote": _cut(figure.span, article), "reporter": _labels(figure.reporter)}


def _meeting_row(meeting: Meeting, article: Article) -> Row:
    return {
        "id": meeting.id,
        "quote": _cut(meeting.span, article),
        "event_id": meeting.event_id,
        "what": meeting.what,
        "date": _day(meeting.when),
        "place": _place_name(meeting.place),
        "country": meeting.place.country if meeting.place else None,
        "parties": _labels(meeting.parties),
        "status": meeting.status,
        **_ends(meeting.span),
    }


def _actor_row(actor: Actor, article: Article) -> Row:
    names = ("name", "kind", "country", "sector", "role")
    row = {name: getattr(actor, name) for name in names}
    return row | {"actor_id": actor.id, "names": "; ".join(actor.names) or None}


def _place_row(place: Place, article: Article) -> Row:
    names = ("name", "canonical", "geonames_id", "latitude", "longitude", "country", "level", "role", "confidence")
    return {name: getattr(place, name) for name in names} | {"rule": place.rule or None} | _ends(place.span)


def _time_row(when: When, article: Article) -> Row:
    row = {"quote": when.text, "value": when.value, "first_day": when.start, "last_day": when.end}
    return row | {"precision": when.precision} | _ends(when.span)


_TABLES: dict[str, tuple[Table, Callable[[Any, Article], Row]]] = {
    "statements": (schema.statements, _statement_row),
    "events": (schema.events, _event_row),
    "figures": (schema.figures, _figure_row),
    "meetings": (schema.meetings, _meeting_row),
    "actors": (schema.actors, _actor_row),
    "places": (schema.places, _place_row),
    "times": (schema.times, _time_row),
}


def _role_rows(findings: Findings) -> Iterable[Row]:
    for finding_id, role, refs in _roles(findings):
        for number, ref in enumerate(refs):
            row = {"finding_id": finding_id, "role": role, "number": number, "article_id": findings.article.id}
            more = {"label": ref.label, "actor_id": ref.actor_id, "country": ref.country, "sector": ref.sector}
            yield row | more


def _roles(findings: Findings) -> Iterable[tuple[str, str, tuple[ActorRef, ...]]]:
    for said in findings.statements:
        yield said.id, "speaker", said.speaker
        yield said.id, "via", (said.via,) if said.via else ()
    for event in findings.events:
        yield event.id, "actor", event.actor
        yield event.id, "recipient", event.recipient
        yield event.id, "reporter", event.reported_by
    for figure in findings.figures:
        yield figure.id, "reporter", figure.reporter
    for meeting in findings.meetings:
        yield meeting.id, "party", meeting.parties


def _mention_rows(findings: Findings) -> Iterable[Row]:
    article = findings.article
    for actor_number, actor in enumerate(findings.actors):
        for number, mention in enumerate(actor.mentions):
            row = {"article_id": article.id, "actor_number": actor_number, "number": number, "actor_id": actor.id}
            yield row | {"quote": _cut(mention.span, article), "rule": mention.rule} | _ends(mention.span)


def _cut(span: Span | None, article: Article) -> str | None:
    return article.text[span.start : span.end] if span else None


def _ends(span: Span | None, prefix: str = "") -> Row:
    return {f"{prefix}start": span.start if span else None, f"{prefix}end": span.end if span else None}


def _labels(refs: tuple[ActorRef, ...]) -> str | None:
    return "; ".join(ref.label for ref in refs) or None


def _place_name(place: Place | None) -> str | None:
    return (place.canonical or place.name) if place else None


def _day(when: When | None) -> str | None:
    """The day, month or year that is known; vague times keep their own words."""
    return (when.iso or when.value or when.text) if when else None
