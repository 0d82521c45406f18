"""Who said what, read by the real model in sentences of our own. 2024-05-16 is a Thursday."""

from collections.abc import Callable

import pytest

from communique import findings, readings
from communique.shapes import Article, Findings, Kit, Span, Stamp, Statement

Read = Callable[[str], Findings]


@pytest.fixture(scope="module")
def read(kit: Kit) -> Read:
    def findings_of(text: str) -> Findings:
        published = Stamp(value="2024-05-16", method="given")
        return findings.find(readings.read(Article(id="a", page_id="p", text=text, published=published), kit))

    return findings_of


def cut(found: Findings, span: Span | None) -> str | None:
    return found.article.text[span.start : span.end] if span else None


def only(found: Findings) -> Statement:
    told = [statement for statement in found.statements if statement.told]
    assert len(told) == 1, [cut(found, statement.content) for statement in told]
    return told[0]


def speakers(statement: Statement) -> list[str]:
    return [ref.label for ref in statement.speaker]


# text, source, cue, content, kind, country of the speaker
PLAIN = [
    (
        "“We are ready to sign,” Peruvian Foreign Minister Ana Quiroga said on Tuesday.",
        ("Peruvian Foreign Minister Ana Quiroga", "said", "We are ready to sign,", "direct", "PER"),
    ),
    (
        '"The harbour is safe," said Norwegian police chief Lars Holm.',
        ("Norwegian police chief Lars Holm", "said", "The harbour is safe,", "direct", "NOR"),
    ),
    (
        "Peruvian Foreign Minister Ana Quiroga said that the bridge would stay closed.",
        ("Peruvian Foreign Minister Ana Quiroga", "said", "the bridge would stay closed", "indirect", "PER"),
    ),
    (
        "Irish farmers will lose money, Canadian Defence Minister Paul Roy told reporters on Monday.",
        ("Canadian Defence Minister Paul Roy", "told", "Irish farmers will lose money", "indirect", "CAN"),
    ),
    (
        "Danish Trade Minister Mette Holm said the offer was “a bad joke” and would change nothing.",
        (
            "Danish Trade Minister Mette Holm",
            "said",
            "the offer was “a bad joke” and would change nothing",
            "mixed",
            "DNK",
        ),
    ),
    (
        "Danish Trade Minister Mette Holm described the offer as “a bad joke” on Tuesday.",
        ("Danish Trade Minister Mette Holm", "described", "the offer as “a bad joke”", "mixed", "DNK"),
    ),
    (
        "According to the Chilean navy, two boats sank near Valparaiso.",
        ("the Chilean navy", "According to", "two boats sank near Valparaiso", "indirect", "CHL"),
    ),
    (
        "Two boats sank near Valparaiso, according to the Chilean navy.",
        ("the Chilean navy", "according to", "Two boats sank near Valparaiso", "indirect", "CHL"),
    ),
    (
        "The deal was praised by Kenyan President William Ruto.",
        ("Kenyan President William Ruto", "was praised", "The deal", "indirect", "KEN"),
    ),
    (
        "Polish prosecutors' claim that the money was stolen surprised the court.",
        ("Polish prosecutors", "claim", "the money was stolen", "indirect", "POL"),
    ),
    (
        "Danish ministers issued a warning that the ferry was unsafe.",
        ("Danish ministers", "issued a warning", "the ferry was unsafe", "indirect", "DNK"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), PLAIN, ids=[row[0][:30] for row in PLAIN])
def test_source_cue_and_content(read: Read, text: str, expected: tuple[str, str, str, str, str]) -> None:
    found = read(text)
    one = only(found)
    told = (cut(found, one.source), cut(found, one.cue), cut(found, one.content), one.kind)
    assert (*told, one.speaker[0].country) == expected


@pytest.mark.parametrize(
    ("text", "act", "polarity"),
    [
        ("Estonia warned that the ship could sink.", "warning", "affirmed"),
        ("Kenya’s foreign ministry promised to help the sailors.", "commitment", "affirmed"),
        ("Peruvian Foreign Minister Ana Quiroga urged Chile to close the mine.", "demand", "affirmed"),
        ("Chile must close the mine, Peruvian Foreign Minister Ana Quiroga said.", "demand", "affirmed"),
        ("Peru was not behind the attack, Peruvian Foreign Minister Ana Quiroga said.", "denial", "negated"),
        ("Kenya denied arresting Ivan Petrov.", "denial", "affirmed"),
        ("Kenya refused to extradite Ivan Petrov to Estonia.", "refusal", "affirmed"),
        ("Norwegian police said they would not negotiate with the gang.", "refusal", "affirmed"),
        ("The Finnish president called for talks with Estonia.", "demand", "affirmed"),
        ("Two officials said the mine was flooded.", "claim", "affirmed"),
    ],
)
def test_what_a_statement_does(read: Read, text: str, act: str, polarity: str) -> None:
    one = only(read(text))
    assert (one.act, one.polarity) == (act, polarity)


@pytest.mark.parametrize(
    "text",
    [
        "Estonia will say that the ship is lost.",
        "Estonia did not say that the ship was lost.",
        "Estonia may announce that the ship was lost.",
        "We said that the ship was lost.",
        "The ship was lost in a storm near the islands.",
    ],
)
def test_what_nobody_said(read: Read, text: str) -> None:
    assert not [statement for statement in read(text).statements if statement.told]


def test_the_same_speaker_goes_on(read: Read) -> None:
    found = read(
        "“The road is open again,” Kenyan President William Ruto said. “Trucks may pass without any permit.”\n\n"
        "“Nobody was hurt in the floods,” he added."
    )
    assert [cut(found, s.content) for s in found.statements] == [
        "The road is open again,",
        "Trucks may pass without any permit.",
        "Nobody was hurt in the floods,",
    ]
    assert [s.continues for s in found.statements] == [False, True, False]
    assert {label for s in found.statements for label in speakers(s)} == {"William Ruto"}


def test_a_quotation_of_several_paragraphs(read: Read) -> None:
    found = read(
        "“The dam was never inspected,” Greek Mayor Eleni Pappas said.\n\n“We will rebuild the school in June.\n\n"
        "“We will rebuild the church in July.”"
    )
    assert [s.kind for s in found.statements] == ["direct"] * 3
    assert [cut(found, s.content) for s in found.statements][1:] == [
        "We will rebuild the school in June.",
        "We will rebuild the church in July.",
    ]
    assert {label for s in found.statements for label in speakers(s)} == {"Eleni Pappas"}


def test_a_statement_inside_a_statement(read: Read) -> None:
    found = read(
        "Japanese Foreign Minister Yoko Sato told reporters that South Korea had agreed that the islands were safe."
    )
    assert {(speakers(s)[0], cut(found, s.content)) for s in found.statements} == {
        ("Yoko Sato", "South Korea had agreed that the islands were safe"),
        ("South Korea", "the islands were safe"),
    }


def test_a_participle_adds_a_statement(read: Read) -> None:
    found = read("Peruvian Foreign Minister Ana Quiroga said two boats sank, adding that all sailors were rescued.")
    assert [(cut(found, s.cue), cut(found, s.content)) for s in found.statements] == [
        ("said", "two boats sank"),
        ("adding", "all sailors were rescued"),
    ]
    assert [speakers(s) for s in found.statements] == [["Ana Quiroga"], ["Ana Quiroga"]]


def test_the_spokesperson_and_pronouns(read: Read) -> None:
    found = read(
        "A spokesperson for the Chilean navy said two boats sank. The spokesperson added that nobody was hurt."
    )
    first, second = found.statements
    assert first.speaker[0].label == second.speaker[0].label
    assert second.speaker[0].rule == "definite-description"
    found = read("Canadian Defence Minister Paul Roy visited Winnipeg. He said the drought had ended.")
    assert speakers(only(found)) == ["Paul Roy"]


def test_two_governments_speak_as_two(read: Read) -> None:
    found = read("Peru and Chile signed a treaty. The two governments said that the border had opened.")
    assert sorted(ref.country or "" for ref in only(found).speaker) == ["CHL", "PER"]


def test_the_day_of_saying(read: Read) -> None:
    found = read(
        "Peruvian Foreign Minister Ana Quiroga said on Tuesday that the bridge had opened. She said traffic was light."
    )
    assert [s.date.iso if s.date else None for s in found.statements] == ["2024-05-14", "2024-05-14"]
    found = read("Peruvian Foreign Minister Ana Quiroga said that the bridge had opened on Tuesday.")
    assert only(found).date is None, "a day inside the content is not the day of saying"
