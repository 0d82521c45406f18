"""Task `attribution`: raw articles of PolNeAR -> attributions, as score_attribution.py reads them."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.tasks.jsonl import read_rows, write_rows
from communique.findings.statements import find_statements
from communique.readings import make_kit, read
from communique.shapes import Article, Kit, Span, Stamp, Statement


def predict(gold: Path, out: Path, limit: int | None, *, learned: bool = True) -> None:
    """Read `id`, `text`, `date`; write `attributions` with source, cue and content as lists of `[start, end)`."""
    kit = make_kit()
    write_rows(out, (_row(row, kit, learned) for row in islice(read_rows(gold), limit)))


def _row(row: dict[str, Any], kit: Kit, learned: bool) -> dict[str, Any]:
    day = row.get("date")
    article = Article(
        id=row["id"], page_id="", text=row["text"], published=Stamp(value=day, method="given") if day else None
    )
    found = find_statements(read(article, kit), learned=learned)
    return {"id": row["id"], "text": row["text"], "attributions": list(_attributions(found, article.text))}


def _attributions(statements: tuple[Statement, ...], text: str) -> Iterator[dict[str, Any]]:
    """One attribution a saying word: a quotation broken by its cue, or going on, is one with several pieces."""
    groups: dict[tuple[Span | None, Span | None], list[Statement]] = {}
    for statement in (one for one in statements if not _is_inside(one, statements)):
        groups.setdefault((statement.cue, statement.source), []).append(statement)
    for (cue, source), parts in groups.items():
        yield {
            "source": _pieces(source),
            "cue": _pieces(cue),
            "content": [[_with_that(p.content.start, text), p.content.end] for p in parts],
        }


def _is_inside(one: Statement, statements: tuple[Statement, ...]) -> bool:
    """The corpus holds the outermost level only: what is said inside another's words is left out."""
    cue = one.cue.start if one.cue is not None else one.content.start
    return any(other.content.start <= cue < other.content.end for other in statements if other is not one)


def _with_that(start: int, text: str) -> int:
    """The corpus counts "that" into the content, communique does not."""
    before = text[:start].rstrip()
    return len(before) - len("that") if before.endswith(" that") else start


def _pieces(span: Span | None) -> list[list[int]]:
    return [[span.start, span.end]] if span is not None else []
