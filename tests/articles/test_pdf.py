"""PDFs of our own come out as `NAME.expected.yaml` says; every character leads back to the layer."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from communique.articles import extract, pdf
from communique.offsets import to_raw, to_raws
from communique.pages import page_of
from communique.shapes import Article, Given, Layer, Page, Span

FOLDER = Path(__file__).parents[1] / "data" / "pages"
NAMES = sorted(path.stem for path in FOLDER.glob("pdf-*.pdf") if "scan" not in path.name)


def page(text: str, **told: str) -> Page:
    layer = Layer(text=text, **told)
    return Page(
        id="page-1",
        url=None,
        body=b"%PDF-",
        media_type="application/pdf",
        encoding="pdf",
        captured=None,
        origin="here",
        sha256="0",
        layer=layer,
    )


def article_of(source: Page) -> Article:
    found = extract(source, known_place=lambda name: False, any_language=True)
    assert isinstance(found, Article), found
    return found


@pytest.fixture(params=NAMES)
def sample(request: pytest.FixtureRequest) -> tuple[Page, Article, dict]:
    expected = yaml.safe_load((FOLDER / f"{request.param}.expected.yaml").read_text(encoding="utf-8"))
    source = page_of((FOLDER / f"{request.param}.pdf").read_bytes(), origin="here", name=request.param)
    assert isinstance(source, Page)
    found = extract(source, known_place=lambda name: name.lower() == "puerto esperanza", any_language=True)
    assert isinstance(found, Article)
    return source, found, expected


def test_what_the_page_says(sample: tuple[Page, Article, dict]) -> None:
    _, article, expected = sample
    assert article.title == expected["title"]
    assert list(article.byline) == expected["byline"]
    assert (article.wire, article.language, article.access) == (expected["wire"], expected["language"], "open")
    assert article.published
    assert (article.published.value, article.published.method != "pdf") == (str(expected["published"]), True)
    line = expected["dateline"]
    assert bool(article.dateline) == bool(line)
    if article.dateline:
        assert article.dateline.place == line["place"]


def test_the_story_and_nothing_else(sample: tuple[Page, Article, dict]) -> None:
    _, article, expected = sample
    paragraphs = [part for part in article.text.split("\n\n") if part not in expected.get("either", ())]
    assert len(paragraphs) == len(expected["body"])
    for paragraph, (first, last) in zip(paragraphs, expected["body"], strict=True):
        assert paragraph.startswith(first)
        assert paragraph.endswith(last)
    assert all(words in article.text for words in expected.get("whole", ()))


def test_what_is_printed_around_it(sample: tuple[Page, Article, dict]) -> None:
    _, article, expected = sample
    shown = [(block.reason, block.text) for block in article.blocks]
    for reason, phrases in expected["dropped"].items():
        for phrase in phrases:
            reasons = {found for found, text in shown if phrase in text and found != "header"}
            assert reasons
            assert "body" not in reasons
            assert reason in ("other", *reasons)
    for phrase in expected["header"]:
        assert any(reason == "header" and phrase in text for reason, text in shown)


def unbroken(raw: str) -> str:
    """As the layer reads: white space folded, and without the hyphens of words that a line broke."""
    return " ".join(re.sub(r"(?<=[^\W\d_])-\s+(?=[^\W\d_])", "", raw).split())


def agrees(words: str, raw: str) -> bool:
    """Whether words of an article are those of the layer; a hyphen that belongs to its word stays."""
    plain = unbroken(raw).replace("-", "")
    return " ".join(words.split()).replace("-", "") == plain


def test_every_character_leads_back(sample: tuple[Page, Article, dict]) -> None:
    source, article, _ = sample
    mapped = set()
    for piece in article.offsets:
        assert agrees(article.text[piece.start : piece.end], source.text[piece.raw_start : piece.raw_end])
        mapped.update(range(piece.start, piece.end))
    assert {sign for at, sign in enumerate(article.text) if at not in mapped} <= {" ", "\n"}
    for block in article.blocks:
        if block.span and (raw := to_raw(article.offsets, block.span)):
            assert agrees(block.text, source.text[raw.start : raw.end])


WORDS = "the army said it had seized pills in a house near the river on monday and cooperation goes on".split()
LINE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
BREAK = st.sampled_from(["\n", "\n", "\n", "-\n", "\n\n", ".\n\n", ".\n", "\f", ".\f", "\t", "\n\n• ", "\n12\n\f"])


@given(st.lists(st.tuples(LINE, BREAK), min_size=1, max_size=40).map(lambda parts: "".join(map("".join, parts))))
def test_blocks_of_any_layer_lead_back(layer: str) -> None:
    pieces = pdf.paragraphs(layer)
    seen: set[int] = set()
    for piece in pieces:
        assert len(piece.text) == len(piece.starts) == len(piece.ends)
        for sign, start, end in zip(piece.text, piece.starts, piece.ends, strict=True):
            assert start <= end
            assert layer[start:end] == sign or (sign == " " and not layer[start:end].strip())
            assert not seen & set(range(start, end))
            seen.update(range(start, end))
    lost = {sign for at, sign in enumerate(layer) if at not in seen}
    assert lost <= set(" \n\f\t-•"), "words of the layer stand in no block"
    assert [piece.starts[0] for piece in pieces] == sorted(piece.starts[0] for piece in pieces)


STORY = (
    "The army said on Monday that it had seized 500 pills in a house near the river and arrested two men\n"
    "who had rented it, an officer of the garrison told reporters in the city.\n\n"
    "The governor thanked the soldiers and announced that the house would be torn down within the month.\n\n"
)


def test_a_hyphen_of_the_word_stays() -> None:
    text = STORY.replace("it had seized", "its long-\nterm plan against the traf-\nficking of drugs had seized")
    assert "its long-term plan against the trafficking of drugs" in article_of(page(text)).text


def test_a_hyphen_used_elsewhere_stays() -> None:
    text = STORY.replace("the house would", "the sea-front house, and every sea-\nfront house, would")
    assert "every sea-front house" in article_of(page(text)).text


def test_a_span_over_a_running_foot_has_two_places() -> None:
    broken = "It was the largest find of the year in the whole of the\f{}state, the officer said, and not the last.\n\n"
    text = STORY + broken.format("Army of the Republic\n\n") + STORY.replace("The", "A") + "\fArmy of the Republic\n"
    article = article_of(page(text))
    words = "the whole of the state, the officer said"
    start = article.text.index(words)
    span = Span(start=start, end=start + len(words))
    assert to_raw(article.offsets, span) is None
    places = [text[raw.start : raw.end] for raw in to_raws(article.offsets, span)]
    assert places == ["the whole of the", "state, the officer said"]
    assert ("running-head", "Army of the Republic") in [(block.reason, block.text) for block in article.blocks]


def test_the_title_of_the_file_is_a_last_resort() -> None:
    assert article_of(page(STORY, title="Army Seizes Pills in Riverside House")).title == (
        "Army Seizes Pills in Riverside House"
    )
    assert article_of(page(STORY, title="Microsoft Word - final_v3_approved.docx")).title is None
    headed = "Two Men Arrested With Pills in House Near the River\n\n" + STORY
    assert article_of(page(headed, title="Army Seizes Pills in Riverside House")).title == (
        "Two Men Arrested With Pills in House Near the River"
    )


@pytest.mark.parametrize(
    ("created", "moment"),
    [
        ("D:20240314120500-06'00'", "2024-03-14T12:05-06:00"),
        ("D:20240314120500Z", "2024-03-14T12:05+00:00"),
        ("D:20240314", "2024-03-14"),
        ("D:20241314120500", None),
        ("last Thursday", None),
    ],
)
def test_the_moment_of_the_file_is_a_last_resort(created: str, moment: str | None) -> None:
    found = article_of(page(STORY, created=created)).published
    assert (found.value if found else None) == moment
    if found:
        assert found.method == "pdf"
    dated = "March 13, 2024\n\n" + STORY
    published = article_of(page(dated, created=created)).published
    assert published
    assert (published.value, published.method) == ("2024-03-13", "visible")


def test_what_the_user_gives_goes_before_the_file() -> None:
    from dataclasses import replace

    source = replace(page(STORY, created="D:20240314"), given=Given(published="2024-03-01"))
    published = article_of(source).published
    assert published
    assert (published.value, published.method) == ("2024-03-01", "given")
