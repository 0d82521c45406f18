"""Full-text search with filters. Special to SQLite (FTS5): words without case and accents, all of them required.

`"quoted words"` stand next to each other, `word*` begins so. Nothing a user types is search syntax beyond that:
every word reaches the index as a quoted string.

Standard library only: a search starts in a fraction of the time that SQLAlchemy takes to import.
"""

import json
import re
import sqlite3
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from typing import get_args

from communique import lexicons
from communique.errors import InputError
from communique.record.names import fold, storable
from communique.shapes import Act, Hit, MeetingStatus, Modality, Span, StatementKind

MOST_WORDS = 64
"""More words than anyone types; a pasted page is refused before the index must join a thousand lists."""
LONGEST_QUOTE = 300
"""Characters of a paragraph shown for a hit in the text of an article: about three lines of a terminal."""

_TOKEN = re.compile(r'"([^"]*)"?|([^\s"]+)')
_MARK = "\ue000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to look for; None = any. `kind` is a type (`statement`, `article` ...), an act, an event kind or code,
    a measure or a status; a kind of event holds the finer ones below it. `speaker`, `actor` and `place` are whole
    words of a name, or an id or country; a country or state holds the places in it."""

    words: str = ""
    speaker: str | None = None
    actor: str | None = None
    place: str | None = None
    since: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class _Table:
    """Where one type of finding stands, and which of its columns fill the fields of a hit."""

    name: str
    kind: str
    kinds: tuple[str, ...]
    who: str
    place: str = "NULL"
    country: str = "NULL"
    day: str = "NULL"
    speaks: bool = False


_TABLES = {
    "statement": _Table(
        "statements", "act", ("act", "kind"), "coalesce(f.speaker, f.source)", day="f.date", speaks=True
    ),
    "event": _Table("events", "kind", ("kind", "code", "modality"), "f.actor", "f.place", "f.country", day="f.date"),
    "figure": _Table("figures", "measure", ("measure", "unit", "item"), "f.reporter"),
    "meeting": _Table("meetings", "status", ("status",), "f.parties", "f.place", "f.country", day="f.date"),
}


def hits(connection: sqlite3.Connection, wanted: Wanted, *, limit: int, offset: int) -> tuple[Hit, ...]:
    """Hits `[offset, offset + limit)`, newest published first. An article comes only when none of its findings does.

    Raises InputError for more than MOST_WORDS words and for a kind that neither we nor this record know. Words that
    hold no letter or digit find nothing.
    """
    if wanted.kind is not None:
        _check_kind(connection, wanted.kind)
    names = (wanted.speaker, wanted.actor, wanted.place)
    match = match_expression(wanted.words)
    if (wanted.words.strip() and not match) or any(name is not None and not fold(name).strip() for name in names):
        return ()
    parts = [_select(kind, table, wanted, match) for kind, table in _TABLES.items() if _concerns(kind, table, wanted)]
    findings = " UNION ALL ".join(parts) or _NOTHING
    articles = _articles(match) if _wants_articles(wanted, match) else _NOTHING
    query = f"""
        WITH found AS ({findings}), texts AS ({articles}),
        both AS (SELECT * FROM found UNION ALL
                 SELECT * FROM texts WHERE article_id NOT IN (SELECT article_id FROM found))
        SELECT h.*, a.key, a.page_id, a.title, a.outlet, a.published, a.url
        FROM both h JOIN articles a ON a.id = h.article_id
        WHERE :since IS NULL OR substr(a.published, 1, length(:since)) >= :since
        ORDER BY a.published IS NULL, a.published DESC, a.id, h.start, h."end", h.id
        LIMIT :limit OFFSET :offset"""
    values = _values(wanted, match) | {"limit": _count(limit), "offset": _count(offset)}
    cursor = connection.execute(query, values)
    cursor.row_factory = sqlite3.Row
    return tuple(_hit(connection, row, match) for row in cursor.fetchall())


def _count(number: int) -> int:
    """A number of rows that SQLite takes."""
    return min(max(number, 0), 2**63 - 1)


def _values(wanted: Wanted, match: str) -> dict[str, object]:
    """What stands for the names in the query."""
    asked = {
        "match": match,
        "kinds": json.dumps(_with_finer(wanted.kind or "")),
        "since": wanted.since,
        "speaker": fold(wanted.speaker),
        "speaker_id": wanted.speaker,
        "actor": fold(wanted.actor),
        "actor_id": wanted.actor,
        "place": fold(wanted.place),
        "country": _country(wanted.place or ""),
        "states": json.dumps(_states(wanted.place or "")),
    }
    return {name: None if value is None else storable(value) for name, value in asked.items()}


@cache
def _country(name: str) -> str | None:
    """ISO alpha-3 code of a country by its name or code; None for any other place."""
    asked = fold(name)
    if not asked.strip():
        return None
    for row in lexicons.table("countries", "iso2", "iso3", "name", "demonyms", "capital", "aliases"):
        if asked in {fold(known) for known in (row["iso3"], row["name"], *row["aliases"].split("|")) if known}:
            return row["iso3"]
    return None


@cache
def _states(name: str) -> tuple[str, ...]:
    """`MEX/25` for Sinaloa: country and GeoNames code of the states of that name; empty for any other place."""
    asked = fold(name)
    rows = lexicons.table("place_states", "iso3", "admin1", "name", "abbreviations")
    return tuple(f"{row['iso3']}/{row['admin1']}" for row in rows if asked.strip() and fold(row["name"]) == asked)


@cache
def _event_kinds() -> tuple[tuple[str, str, str], ...]:
    rows = lexicons.table("event_kinds", "kind", "parent", "code", "mode", "reciprocal")
    return tuple((row["kind"], row["parent"], row["code"]) for row in rows)


def _with_finer(kind: str) -> tuple[str, ...]:
    """`seizure`, `drug-seizure`, `gun-seizure` ... for `seizure`."""
    return (kind, *(finer for finer, parent, _ in _event_kinds() if parent == kind and finer != kind))


def _check_kind(connection: sqlite3.Connection, kind: str) -> None:
    """Raises InputError for a kind that is no word of ours and no unit or thing counted in this record."""
    types = [name for one in ("article", *_TABLES) for name in (one, f"{one}s")]
    ours = {own for own, _, _ in _event_kinds()}
    acts, statuses = get_args(Act), (*get_args(MeetingStatus), *get_args(Modality))
    codes = {code for _, _, code in _event_kinds()}
    if kind in {*types, *ours, *acts, *statuses, *codes, *get_args(StatementKind)}:
        return
    counted = "SELECT EXISTS (SELECT 1 FROM figures WHERE ? IN (measure, unit, item))"
    if connection.execute(counted, (storable(kind),)).fetchone()[0]:
        return
    query = "SELECT DISTINCT measure FROM figures WHERE measure IS NOT NULL ORDER BY measure"
    measures = [measure for (measure,) in connection.execute(query)]
    known = (types[::2], acts, sorted(ours), sorted(set(statuses)), measures)
    listed = "; ".join(", ".join(words) for words in known if words)
    raise InputError(f"kind {kind!r}: no such kind; there are {listed}")


def match_expression(words: str) -> str:
    """The words as FTS5 wants them: `fentanyl "drug lab" traff*` -> `"fentanyl" "drug lab" "traff" *`.

    Words without a letter or digit are dropped, for the index holds none; empty when nothing is left.
    """
    terms = []
    for phrase, word in _TOKEN.findall(storable(words).replace("\x00", " ")):
        term, star = phrase or word.rstrip("*"), "" if phrase or not word.endswith("*") else " *"
        if any(_indexed(char) for char in term):
            terms.append(f'"{term}"{star}')
    if len(terms) > MOST_WORDS:
        raise InputError(f"search: {len(terms)} words, at most {MOST_WORDS}")
    return " ".join(terms)


def _indexed(char: str) -> bool:
    """Whether the index takes this character as part of a word: letters and digits, as FTS5's unicode61 says."""
    return unicodedata.category(char)[0] in "LN"


# ---- parts of the query ----------------------------------------------------------------------------------------

_COLUMNS = ("type", "id", "article_id", "quote", "start", '"end"', "kind", "who", "place", "day")
_NOTHING = f"SELECT {', '.join(f'NULL AS {name}' for name in _COLUMNS)} WHERE 0"


def _concerns(kind: str, table: _Table, wanted: Wanted) -> bool:
    """Whether rows of a type can pass the filters at all: only statements have speakers, figures have no place."""
    if wanted.speaker is not None and not table.speaks:
        return False
    if wanted.place is not None and table.place == "NULL":
        return False
    return wanted.kind not in ("article", "articles")


def _wants_articles(wanted: Wanted, match: str) -> bool:
    if any(name is not None for name in (wanted.speaker, wanted.actor, wanted.place)):
        return False
    return wanted.kind in ("article", "articles") or (wanted.kind is None and bool(match))


def _select(kind: str, table: _Table, wanted: Wanted, match: str) -> str:
    tests = ["1"]
    if match:
        tests.append(f"f.key IN (SELECT rowid FROM {table.name}_fts WHERE {table.name}_fts MATCH :match)")
    if wanted.kind not in (None, kind, f"{kind}s"):
        columns = ", ".join(f"f.{column}" for column in table.kinds)
        tests.append(f"EXISTS (SELECT 1 FROM json_each(:kinds) WHERE value IN ({columns}))")
    if wanted.speaker is not None:
        tests.append(f"({_named('speaker', 'speaker')} OR instr(fold(f.source), :speaker))")
    if wanted.actor is not None:
        tests.append(_named("actor"))
    if wanted.place is not None:
        # Mexico is no part of New Mexico, but Culiacán is part of Mexico, and of Sinaloa
        named = "fold({0}) = :place" if _country(wanted.place) else "instr(fold({0}), :place)"
        state = f"{table.country} || '/' || json_extract(f.shape, '$.place.admin1')"
        within = f"{state} IN (SELECT value FROM json_each(:states))"
        tests.append(f"({named.format(table.place)} OR {table.country} = :country OR {within})")
    return (
        f"SELECT '{kind}' AS type, f.id, f.article_id, f.quote, f.start, f.\"end\", "
        f"f.{table.kind} AS kind, {table.who} AS who, {table.place} AS place, {table.day} AS day "
        f"FROM {table.name} f WHERE {' AND '.join(tests)}"
    )


def _named(name: str, role: str | None = None) -> str:
    """Whether a role of the finding is filled by somebody of that name, as written there or anywhere in the record."""
    test = f"r.role = '{role}'" if role else "1"
    called = f"SELECT actor_id FROM actors WHERE instr(fold(name || ' ' || coalesce(names, '')), :{name})"
    return (
        f"EXISTS (SELECT 1 FROM roles r WHERE r.finding_id = f.id AND {test} AND "
        f"(instr(fold(r.label), :{name}) OR r.actor_id = :{name}_id OR r.actor_id IN ({called})))"
    )


def _articles(match: str) -> str:
    test = "key IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH :match)" if match else "1"
    return (
        "SELECT 'article' AS type, id, id AS article_id, '' AS quote, 0 AS start, 0 AS \"end\", NULL AS kind, "
        f"NULL AS who, NULL AS place, NULL AS day FROM articles WHERE {test}"
    )


# ---- hits ------------------------------------------------------------------------------------------------------


def _hit(connection: sqlite3.Connection, row: sqlite3.Row, match: str) -> Hit:
    names = ("id", "type", "article_id", "page_id", "quote", "kind", "who", "place", "title", "outlet", "published")
    hit = Hit(
        span=Span(start=row["start"], end=row["end"]),
        date=row["day"],
        url=row["url"],
        **{name: row[name] for name in names},
    )
    return _with_passage(connection, hit, row["key"], match) if hit.type == "article" else hit


def _with_passage(connection: sqlite3.Connection, hit: Hit, key: int, match: str) -> Hit:
    """An article hit with the passage around the first word found; the beginning when only its title holds them."""
    (text,) = connection.execute("SELECT text FROM articles WHERE key = ?", (key,)).fetchone()
    place = -1
    if match:
        query = "SELECT highlight(articles_fts, 1, ?, '') FROM articles_fts WHERE articles_fts MATCH ? AND rowid = ?"
        place = connection.execute(query, (_MARK, match, key)).fetchone()[0].find(_MARK)
    span = passage(text, max(place, 0))
    return replace(hit, span=span, quote=text[span.start : span.end])


def passage(text: str, place: int) -> Span:
    """The paragraph around a place in the text, cut between words to LONGEST_QUOTE characters around it."""
    start = text.rfind("\n\n", 0, place) + 2 if "\n\n" in text[:place] else 0
    end = text.find("\n\n", place)
    end = len(text) if end < 0 else end
    if end - start > LONGEST_QUOTE:
        first = max(start, min(place - LONGEST_QUOTE // 3, end - LONGEST_QUOTE))
        last = first + LONGEST_QUOTE
        start = first if first == start else text.find(" ", first, place) + 1 or first
        end = last if last == end else max(text.rfind(" ", place, last), place) if " " in text[place:last] else last
    return Span(start=start, end=end)
