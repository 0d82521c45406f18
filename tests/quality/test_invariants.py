"""What must hold of every finding, whatever paragraphs of the sample pages are put together."""

from collections.abc import Iterator
from typing import Any

import pytest
from benchmarks.quality.score import PAGES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique import articles, findings, readings
from communique.findings.quotes import find_quotes
from communique.languages import LANGUAGES
from communique.pages import open_origin
from communique.shapes import Article, Findings, Kit, Page, Span, Stamp

PARAGRAPHS = [
    paragraph
    for page in open_origin(str(PAGES))
    if isinstance(page, Page) and isinstance(article := articles.extract(page, known_place=lambda name: False), Article)
    for paragraph in article.text.split("\n\n")
]


def spans(found: Any) -> Iterator[Span]:
    """Every span of the text inside a finding, at any depth."""
    if isinstance(found, Span):
        yield found
    elif isinstance(found, tuple):
        for part in found:
            yield from spans(part)
    elif hasattr(found, "__dataclass_fields__"):
        for name in found.__dataclass_fields__:
            yield from spans(getattr(found, name))


def read(text: str, kit: Kit) -> Findings:
    published = Stamp(value="2023-04-14", method="given")
    return findings.find(readings.read(Article(id="a", page_id="p", text=text, published=published), kit))


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.lists(st.sampled_from(PARAGRAPHS), max_size=4))
def test_every_span_cuts_words_and_every_id_is_its_own(kit: Kit, chosen: list[str]) -> None:
    text = "\n\n".join(chosen)
    found = read(text, kit)
    for kind in (
        found.statements,
        found.events,
        found.figures,
        found.meetings,
        found.actors,
        found.places,
        found.times,
    ):
        for each in kind:
            for span in spans(each):
                assert 0 <= span.start < span.end <= len(text), each
                assert text[span.start : span.end].strip(), each
    ids = [each.id for kind in (found.statements, found.events, found.figures, found.meetings) for each in kind]
    assert len(ids) == len(set(ids))
    assert all(meeting.event_id in {event.id for event in found.events} for meeting in found.meetings)
    assert all(event.statement_id in {None, *(s.id for s in found.statements)} for event in found.events)


@pytest.mark.parametrize("paragraph", PARAGRAPHS[::9])
def test_a_content_and_its_cue_stand_apart_and_a_quotation_leaves_its_marks(kit: Kit, paragraph: str) -> None:
    quotes = find_quotes(paragraph, LANGUAGES["en"])
    for statement in read(paragraph, kit).statements:
        assert statement.cue is not None
        assert statement.cue.end <= statement.content.start or statement.content.end <= statement.cue.start
        if statement.kind == "direct":
            words = paragraph[statement.content.start : statement.content.end]
            assert any(q.start <= statement.content.start and statement.content.end <= q.end + 1 for q in quotes), words


def test_the_same_text_gives_the_same_findings(kit: Kit) -> None:
    text = "\n\n".join(PARAGRAPHS[:6])
    assert read(text, kit) == read(text, kit)
