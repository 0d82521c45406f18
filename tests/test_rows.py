import json
from dataclasses import fields
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique import rows, shapes
from communique.errors import InputError
from communique.shapes import ActorRef, Article, Findings, Offset, Span, Statement

PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=8),
    int: st.integers(0, 10**6),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    bytes: st.binary(max_size=8),
    type(None): st.none(),
}
# Between them these hold every shape that is ever written down.
KINDS = (shapes.Page, shapes.DossierView, shapes.Brief, shapes.Hit)


@cache
def any_of(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type that shapes use; small, for breadth matters here and not depth."""
    if kind in PLAIN:
        return PLAIN[kind]
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Literal:
        return st.sampled_from(inside)
    if origin in (Union, UnionType):
        return st.one_of([any_of(part) for part in inside])
    if origin is tuple and inside[-1] is Ellipsis:
        return st.lists(any_of(inside[0]), max_size=1).map(tuple)
    if origin is tuple:
        return st.tuples(*map(any_of, inside))
    hints = get_type_hints(kind)
    return st.builds(
        kind, **{field.name: st.deferred(lambda hint=hints[field.name]: any_of(hint)) for field in fields(kind)}
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_every_shape_comes_back_equal(kind: type, data: st.DataObject) -> None:
    shape = data.draw(any_of(kind))
    assert rows.from_row(kind, rows.to_row(shape)) == shape
    text = rows.to_json(shape)
    assert rows.from_json(kind, text) == shape
    assert rows.to_json(rows.from_json(kind, text)) == text


def test_json_has_sorted_keys() -> None:
    found = json.loads(rows.to_json(Span(start=1, end=2)), object_pairs_hook=list)
    assert found == [("end", 2), ("start", 1)]


@pytest.mark.parametrize("row", [{"start": 1}, {"start": "x", "end": 2}, [], None])
def test_a_row_that_does_not_fit_is_refused(row: object) -> None:
    with pytest.raises(InputError, match="not a Span"):
        rows.from_row(Span, row)
    with pytest.raises(InputError, match="not a Span"):
        rows.from_json(Span, json.dumps(row))


def test_json_that_is_cut_off_is_refused() -> None:
    with pytest.raises(InputError, match="not a Span"):
        rows.from_json(Span, b'{"start": 1')


TEXT = "The minister said: no."


def findings() -> Findings:
    offsets = (Offset(start=0, end=12, raw_start=100, raw_end=112),)
    article = Article(id="a", page_id="p", text=TEXT, offsets=offsets)
    said = Statement(
        id="s",
        span=Span(start=0, end=22),
        source=Span(start=0, end=12),
        cue=None,
        content=Span(start=19, end=21),
        kind="indirect",
        speaker=(ActorRef(label="minister", span=Span(start=4, end=12)),),
    )
    return Findings(article=article, statements=(said,), versions=(("communique", "1"),))


def test_findings_json_quotes_every_span_beside_its_offsets() -> None:
    found = rows.findings_json(findings())
    (said,) = found["statements"]
    assert said["source"] == {"start": 0, "end": 12, "quote": "The minister", "raw": {"start": 100, "end": 112}}
    assert said["content"] == {"start": 19, "end": 21, "quote": "no", "raw": None}
    assert said["speaker"][0]["span"]["quote"] == "minister"
    assert said["cue"] is None
    assert found["versions"] == {"communique": "1"}
    assert found["article"]["text"] == TEXT
    assert json.loads(json.dumps(found)) == found


def test_findings_json_gives_blocks_on_request_only() -> None:
    assert "blocks" not in rows.findings_json(findings())["article"]
    assert rows.findings_json(findings(), blocks=True)["article"]["blocks"] == []


def test_spans_of_the_raw_page_are_left_alone() -> None:
    dateline = shapes.Dateline(place="X", day=None, agency=None, words="X -", raw=Span(start=5, end=8))
    article = Article(id="a", page_id="p", text=TEXT, dateline=dateline)
    found = rows.findings_json(Findings(article=article))
    assert found["article"]["dateline"]["raw"] == {"start": 5, "end": 8}
