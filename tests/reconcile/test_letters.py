"""Two reporters who quote one letter wrote two articles, however much of both is the letter."""

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.reconcile.copies import copied, families, words
from communique.shapes import Article, Stamp

LETTERS = yaml.safe_load((Path(__file__).parents[1] / "data" / "copies" / "letters.yaml").read_text(encoding="utf-8"))


def quoted(paragraphs: list[str], marks: str) -> str:
    match marks:
        case "straight":
            return '"' + " ".join(paragraphs) + '"'
        case "curly":
            return "“" + " ".join(paragraphs) + "”"
        case "guillemets":
            return "«" + " ".join(paragraphs) + "»"
        case "split":
            return " the letter says. ".join(f'"{paragraph}"' for paragraph in paragraphs)
        case _:  # each paragraph opens with a mark, only the last one closes
            return "\n\n" + "\n\n".join(f"“{paragraph}" for paragraph in paragraphs) + "”\n\n"


def reports(letter: dict[str, Any]) -> list[Article]:
    return [
        Article(
            id=f"{letter['id']}-{number}",
            page_id="page",
            text=report["text"].format(letter=quoted(letter["letter"], report["marks"])),
            published=Stamp(value="2023-05-04", method="meta"),
        )
        for number, report in enumerate(letter["reports"])
    ]


PAIRS = [pair for letter in LETTERS for pair in combinations(reports(letter), 2)]


def test_there_are_twenty_pairs_whose_letters_weigh_heavily() -> None:
    assert len(PAIRS) >= 20
    for letter in LETTERS:
        weight = len(words(" ".join(letter["letter"])))
        assert all(weight > 0.4 * len(words(report.text)) for report in reports(letter)), letter["id"]


@pytest.mark.parametrize(("one", "other"), PAIRS, ids=lambda article: article.id)
def test_reports_of_one_letter_are_no_copies(one: Article, other: Article) -> None:
    assert copied(one, other) is None


def test_all_reports_together_are_families_of_one() -> None:
    everything = [report for letter in LETTERS for report in reports(letter)]
    assert len(families(everything)) == len(everything)


def test_a_copy_of_such_a_report_is_found() -> None:
    report = reports(LETTERS[0])[0]
    copy = Article(
        id="copy", page_id="page", text="Sign up for our letter.\n\n" + report.text, published=report.published
    )
    assert copied(report, copy) is not None
