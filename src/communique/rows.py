"""Shapes <-> plain rows and JSON. The only module that knows both; msgspec checks types here and nowhere else.

JSON text is deterministic: keys are sorted, so the same shape gives the same bytes on every machine.
msgspec is imported inside the functions: `communique search` starts without it.
"""

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

from communique.errors import InputError
from communique.offsets import to_raw
from communique.shapes import Article, Findings, Span

Shape = TypeVar("Shape")
Row = dict[str, Any]

_RAW = frozenset({"raw"})
"""Fields whose span counts in the raw page: there is no text of the article to quote for them."""
_BULKY = frozenset({"offsets", "blocks"})
"""Fields of an article that no reader of findings asked for; blocks come on request."""


def to_row(shape: object) -> Row:
    """A shape as nested dicts, lists and plain values."""
    import msgspec

    row: Row = msgspec.to_builtins(shape, order="sorted")
    return row


def from_row(kind: type[Shape], row: object) -> Shape:
    """The shape that `to_row` was given. Raises InputError naming the field when the row does not fit `kind`."""
    import msgspec

    try:
        return msgspec.convert(row, kind)
    except msgspec.ValidationError as error:
        raise InputError(f"not a {kind.__name__}: {error}") from error


def to_json(shape: object) -> bytes:
    """A shape as UTF-8 JSON with sorted keys, on one line."""
    import msgspec

    return msgspec.json.encode(shape, order="sorted")


def from_json(kind: type[Shape], text: bytes | str) -> Shape:
    """The shape that `to_json` was given. Raises InputError naming the field when the JSON does not fit `kind`."""
    import msgspec

    key: Any = kind
    try:
        shape: Shape = _decoder(key).decode(text)
    except msgspec.DecodeError as error:
        raise InputError(f"not a {kind.__name__}: {error}") from error
    return shape


@cache
def _decoder(kind: Any) -> Any:
    import msgspec

    return msgspec.json.Decoder(kind)


# ---- findings as people and programs read them -----------------------------------------------------------------


def findings_json(findings: Findings, *, blocks: bool = False) -> Row:
    """Findings of one article with the words of every span beside its offsets.

    A span becomes `{"start", "end", "quote", "raw"}`; `raw` is `{"start", "end"}` in the decoded page, or None when
    the stretch cannot be mapped (`unmapped`). `blocks` adds every block of the page with its reason.
    """
    article = findings.article
    names = [field.name for field in fields(findings) if field.name not in ("article", "versions")]
    return {
        "article": _article(article, blocks=blocks),
        **{name: _plain(getattr(findings, name), article) for name in names},
        "versions": dict(findings.versions),
    }


def _article(article: Article, *, blocks: bool) -> Row:
    names = [field.name for field in fields(article) if field.name not in _BULKY]
    row = {name: _plain(getattr(article, name), article) for name in names}
    return row | {"blocks": _plain(article.blocks, article)} if blocks else row


def _plain(value: Any, article: Article) -> Any:
    match value:
        case Span():
            return _quoted(value, article)
        case tuple():
            return [_plain(part, article) for part in value]
        case _ if is_dataclass(value):
            return {
                field.name: to_row(inner) if field.name in _RAW and inner else _plain(inner, article)
                for field in fields(value)
                for inner in (getattr(value, field.name),)
            }
        case _:
            return value


def _quoted(span: Span, article: Article) -> Row:
    raw = to_raw(article.offsets, span)
    return {
        "start": span.start,
        "end": span.end,
        "quote": article.text[span.start : span.end],
        "raw": {"start": raw.start, "end": raw.end} if raw else None,
    }
