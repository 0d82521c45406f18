"""Plain-text dumps of pages: which lines are the story, and why the others are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.articles import dump, extract
from communique.articles.pieces import assemble
from communique.offsets import to_raw
from communique.pages import page_of
from communique.shapes import Article, Page, Span

STORY = [
    "BRIDGETOWN (Reuters) -Fisheries ministers of Barbados and Guyana have agreed to share patrol boats, the two "
    "governments said on Thursday, after a summer of disputes over catches in their waters.",
    "The ministers are due to meet again in Georgetown in October to settle who pays for the crews and the fuel.",
    'Foreign Minister Ada Clarke said the boats would "end the games at sea," and thanked her counterpart.',
    "Clarke and Persaud also spoke of the storm.",
    "Guyana's coast guard reported 14 boats seized since May, the largest number on record for the season.",
]
TITLE = "Barbados, Guyana ministers agree to share patrol boats"
STAMPS = ["Updated 08/24/2023, 06:15 PM", "Published 08/24/2023, 09:02 AM"]
ADS = ["Save 30% Today", "🔥 Nervous Markets? See Our Best Picks NowStart Here"]
NOTICE = "3rd party Ad. Not an offer or recommendation by Tradewinds.net. See disclosure here or remove ads ."
RISK = [
    "Risk Disclosure: Dealing in stocks and/or digital coins involves high risks, up to losing some, or all, of the "
    "sum you invest, and may not be suitable for all investors.",
    "Harbour Media would like to remind you that the data contained in this website is not necessarily real-time nor "
    "accurate, and will not accept any liability for loss or damage as a result of your reliance on it.",
    "© 2009-2024 - Harbour Media Limited. All Rights Reserved.",
]
ORDERS = [
    [*ADS, TITLE, *STAMPS, *STORY, NOTICE, "Latest comments", *RISK],
    [TITLE, *STORY[:2], *ADS, *STORY[2:4], NOTICE, STORY[4], *STAMPS, "Latest comments (3)", *RISK],
    [*RISK, *ADS, *STAMPS, TITLE, *STORY, NOTICE, "Latest comments"],
    ["Latest comments", NOTICE, TITLE, *STAMPS, *STORY, *RISK, *ADS],
]


def article_of(lines: list[str], gap: str = "\n\n") -> Article:
    page = page_of(gap.join(lines).encode(), origin="here", name="dump")
    assert isinstance(page, Page)
    found = extract(page, known_place=lambda name: False)
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize("lines", ORDERS)
@pytest.mark.parametrize("gap", ["\n\n", "\n", "\r\n"])
def test_story_is_found_in_any_order_of_the_parts(lines: list[str], gap: str) -> None:
    found = article_of(lines, gap)
    body = [STORY[0].removeprefix("BRIDGETOWN (Reuters) -"), *STORY[1:]]
    assert found.text.split("\n\n") == body
    assert found.title == TITLE
    assert (found.wire, found.outlet) == ("Reuters", "Tradewinds.net")
    assert found.dateline is not None
    assert (found.dateline.place, found.dateline.words) == ("BRIDGETOWN", "BRIDGETOWN (Reuters) -")
    assert found.published is not None
    assert found.updated is not None
    assert (found.published.value, found.published.method) == ("2023-08-24T09:02", "visible")
    assert found.updated.value == "2023-08-24T18:15"


def test_nothing_disappears_and_every_reason_is_given() -> None:
    found = article_of(ORDERS[0])
    words = "".join("".join(block.text.split()) for block in found.blocks)
    assert words == "".join("".join(ORDERS[0]).split())
    reasons = {block.text[:20]: block.reason for block in found.blocks}
    assert reasons[NOTICE[:20]] == "advertisement"
    assert reasons["Latest comments"] == "comments"
    assert {reasons[line[:20]] for line in RISK} == {"legal-notice"}
    assert [block.reason for block in found.blocks if block.kept and block.reason != "body"] == [
        "title",
        "header",
        "header",
        "header",
    ]


def test_same_input_same_article() -> None:
    assert article_of(ORDERS[1]) == article_of(ORDERS[1])


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        ("The talks on\nTuesday in Lima\nended early.", ["The talks on", "Tuesday in Lima", "ended early."]),
        (
            "The ministers met for talks on\nTuesday in Lima\nand left early\n.",
            ["The ministers met for talks on Tuesday in Lima and left early ."],
        ),
        ("He said the talks had been long.\nThey ended.", ["He said the talks had been long.", "They ended."]),
        ("* One\n## Two\n> Three", ["One", "Two", "Three"]),
        ("one\r\n\r\ntwo\u2028three", ["one", "two", "three"]),
    ],
)
def test_lines(raw: str, texts: list[str]) -> None:
    assert [piece.text for piece in dump.lines(raw)] == texts


@given(st.text(st.sampled_from("abcX .,\n\r\t\x00\u00a0é🙂*#"), max_size=120), st.data())
def test_every_span_gives_its_words_back(raw: str, data: st.DataObject) -> None:
    pieces = dump.lines(raw)
    built = assemble(pieces, ["body"] * len(pieces), frozenset({"body"}), {})
    if not built.text:
        return
    start = data.draw(st.integers(0, len(built.text) - 1))
    end = data.draw(st.integers(start + 1, len(built.text)))
    words = built.text[start:end]
    found = to_raw(built.offsets, Span(start=start, end=end))
    assert found is not None or "\n" in words
    if found and "\n" not in words:
        assert " ".join(raw[found.start : found.end].replace("\x00", " ").split()) == words.strip()


def test_no_text_no_lines() -> None:
    assert dump.labels(dump.lines(" \n\n ")) == []
