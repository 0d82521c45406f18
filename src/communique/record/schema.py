"""The tables of a record: one schema in SQLAlchemy Core.

Columns that people read (quotes, labels, days) stand beside `shape`, the full shape as JSON, from which `select`
rebuilds exactly what was added. Empty = NULL = unknown. Every row that a program made names its version.
The time of adding stands in `pages.added_at` only: it is no part of any id and no output depends on it.
Each table with a `key` column is searchable or sorted by it; the key is local to one record and never shown.
"""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text
from sqlalchemy.sql.schema import SchemaItem

metadata = MetaData()


def _text(name: str, *, required: bool = False) -> Column[str]:
    return Column(name, Text, nullable=not required)


def _number(name: str, *, required: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=not required)


def _to(
    name: str, target: str, *, primary_key: bool = False, unique: bool | None = None, index: bool | None = None
) -> Column[str]:
    """A reference that goes when what it refers to goes."""
    reference = ForeignKey(target, ondelete="CASCADE")
    return Column(name, Text, reference, nullable=False, primary_key=primary_key, unique=unique, index=index)


def _version() -> Column[int]:
    return Column("version", Integer, ForeignKey("versions.key"))


def _key() -> Column[int]:
    # A key of our own, not SQLite's hidden rowid: VACUUM renumbers hidden ones, and the word index refers to them.
    return Column("key", Integer, primary_key=True)


def _of_article(name: str, *items: SchemaItem) -> Table:
    """A table whose rows belong to one article: `number` is the place in its tuple."""
    own = (_to("article_id", "articles.id"), _number("number", required=True))
    last = (_text("shape", required=True), _version(), Index(f"ix_{name}_article_id", "article_id"))
    return Table(name, metadata, _key(), *own, *items, *last)


def _span() -> tuple[Column[int], Column[int]]:
    return _number("start", required=True), _number("end", required=True)


def _id() -> Column[str]:
    return Column("id", Text, nullable=False, unique=True)


versions = Table("versions", metadata, _key(), Column("label", Text, nullable=False, unique=True), _text("parts"))

bodies = Table(
    "bodies",
    metadata,
    Column("sha256", Text, primary_key=True),
    _number("bytes", required=True),
    _text("path", required=True),
)

pages = Table(
    "pages",
    metadata,
    Column("id", Text, primary_key=True),
    _text("url"),
    _text("media_type"),
    _text("encoding"),
    _text("captured"),
    _text("origin"),
    Column("sha256", Text, ForeignKey("bodies.sha256"), index=True),
    Column("layer", Text, ForeignKey("bodies.sha256"), index=True),
    _text("given"),
    _text("result", required=True),
    _text("added_at", required=True),
    _version(),
)

articles = Table(
    "articles",
    metadata,
    _key(),
    _id(),
    _to("page_id", "pages.id", unique=True),
    _text("title"),
    _text("outlet"),
    _text("wire"),
    _text("dateline"),
    _text("byline"),
    Column("published", Text, index=True),
    _text("updated"),
    _text("language"),
    _text("access"),
    _text("url"),
    _text("text", required=True),
    _text("shape", required=True),
    _version(),
)

recaptures = Table(
    "recaptures",
    metadata,
    _to("page_id", "pages.id", primary_key=True),
    _to("article_id", "articles.id", index=True),
)

blocks = Table(
    "blocks",
    metadata,
    _to("article_id", "articles.id", primary_key=True),
    Column("number", Integer, primary_key=True),
    _number("kept", required=True),
    _text("reason", required=True),
    _text("text", required=True),
    _number("start"),
    _number("end"),
    _number("raw_start"),
    _number("raw_end"),
)

failures = Table(
    "failures",
    metadata,
    _to("page_id", "pages.id", primary_key=True),
    _text("room", required=True),
    _text("reason", required=True),
    _text("detail"),
    _text("origin"),
    _text("shape", required=True),
    _version(),
)

statements = _of_article(
    "statements",
    _id(),
    _text("quote", required=True),
    _text("source"),
    _text("cue"),
    _text("content", required=True),
    _text("speaker"),
    _text("kind", required=True),
    _text("act", required=True),
    _text("polarity", required=True),
    _text("date"),
    _text("topic"),
    *_span(),
)

events = _of_article(
    "events",
    _id(),
    _text("quote", required=True),
    _text("trigger", required=True),
    _text("code", required=True),
    _text("mode"),
    Column("kind", Text, nullable=False, index=True),
    _text("modality", required=True),
    _text("actor"),
    _text("recipient"),
    _text("place"),
    _text("country"),
    _text("date"),
    _text("reported_by"),
    _text("statement_id"),
    *_span(),
)

figures = _of_article(
    "figures",
    _id(),
    _text("quote", required=True),
    Column("value", Float, nullable=False),
    Column("value_max", Float),
    _text("bound"),
    _text("unit", required=True),
    _text("item"),
    _text("measure"),
    _text("reporter"),
    *_span(),
)

meetings = _of_article(
    "meetings",
    _id(),
    _text("quote", required=True),
    Column("event_id", Text, index=True),
    _text("what", required=True),
    _text("date"),
    _text("place"),
    _text("country"),
    _text("parties"),
    _text("status", required=True),
    *_span(),
)

actors = _of_article(
    "actors",
    Column("actor_id", Text, nullable=False, index=True),
    _text("name", required=True),
    _text("kind", required=True),
    _text("country"),
    _text("sector"),
    _text("role"),
    _text("names"),
)

mentions = Table(
    "mentions",
    metadata,
    _to("article_id", "articles.id", primary_key=True),
    Column("actor_number", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("actor_id", Text, nullable=False, index=True),
    _text("quote", required=True),
    _text("rule", required=True),
    *_span(),
)

roles = Table(
    "roles",
    metadata,
    Column("finding_id", Text, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    _to("article_id", "articles.id", index=True),
    _text("label", required=True),
    Column("actor_id", Text, index=True),
    _text("country"),
    _text("sector"),
)

places = _of_article(
    "places",
    _text("name", required=True),
    _text("canonical"),
    _number("geonames_id"),
    Column("latitude", Float),
    Column("longitude", Float),
    _text("country"),
    _text("level", required=True),
    _text("role", required=True),
    Column("confidence", Float, nullable=False),
    _text("rule"),
    *_span(),
)

times = _of_article(
    "times",
    _text("quote", required=True),
    _text("value"),
    _text("first_day"),
    _text("last_day"),
    _text("precision", required=True),
    *_span(),
)

families = Table(
    "families",
    metadata,
    Column("id", Text, primary_key=True),
    _to("first", "articles.id", index=True),
    _text("wire"),
    _number("copies", required=True),
)

family_members = Table(
    "family_members",
    metadata,
    _to("family_id", "families.id", primary_key=True),
    Column("number", Integer, primary_key=True),
    _to("article_id", "articles.id", unique=True),
    _text("reason", required=True),
    Column("score", Float, nullable=False),
)

occurrences = Table(
    "occurrences",
    metadata,
    Column("id", Text, primary_key=True),
    _text("kind", required=True),
    _text("code", required=True),
    _text("modality", required=True),
    _number("reports", required=True),
    _text("reasons"),
    _text("shape", required=True),
)

occurrence_events = Table(
    "occurrence_events",
    metadata,
    _to("occurrence_id", "occurrences.id", primary_key=True),
    _to("event_id", "events.id", primary_key=True, index=True),
)

ungrouped = Table("ungrouped", metadata, _to("article_id", "articles.id", primary_key=True))


def _keys(name: str, holder: str) -> Table:
    """An index of what an article or event is looked up by; `holder` is its key. Days are counted from year 1."""
    reference = ForeignKey(holder, ondelete="CASCADE")
    return Table(
        name,
        metadata,
        Column("key", Integer, primary_key=True),
        Column("first", Integer, primary_key=True),
        Column("last", Integer, primary_key=True),
        Column("holder", Integer, reference, primary_key=True, index=True),
        sqlite_with_rowid=False,
    )


def _links(name: str, target: str) -> Table:
    """Pairs that may be one, with what speaks for it."""
    pair = (_to("one", target, primary_key=True), _to("other", target, primary_key=True, index=True))
    return Table(name, metadata, *pair, Column("score", Float, nullable=False), _text("reason"))


copy_keys = _keys("copy_keys", "articles.key")
copy_links = _links("copy_links", "articles.id")
tellings = Table("tellings", metadata, _to("event_id", "events.id", primary_key=True), _text("shape", required=True))
event_keys = _keys("event_keys", "events.key")
event_links = _links("event_links", "events.id")

merges = Table(
    "merges",
    metadata,
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    _text("verdict", required=True),
    _text("decided_at", required=True),
)
