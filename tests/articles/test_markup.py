"""Which blocks of an HTML page are kept."""

from communique.articles.markup import covered_blocks, dropped_reason, parsable
from communique.articles.scanner import scan


def texts(raw: str, paragraphs: list[str]) -> list[str]:
    pieces = scan(raw)
    return [pieces[number].text for number in sorted(covered_blocks(pieces, paragraphs))]


def test_blocks_that_paragraphs_cover_are_kept_as_the_page_has_them() -> None:
    raw = (
        "<p>The ports of the\n north <b>reopened</b>&nbsp;on Monday, the harbour master said.</p><p>Read this next</p>"
    )
    paragraph = "The ports of the north reopened on Monday, the harbour master said."
    assert texts(raw, [paragraph]) == [paragraph]


def test_short_paragraphs_count_only_between_their_neighbours() -> None:
    long = [
        "A first paragraph that is surely long enough to be looked up.",
        "A second paragraph that is long enough as well, too.",
    ]
    raw = f"<p>Trade</p><p>{long[0]}</p><h2>Trade</h2><p>{long[1]}</p><p>Trade</p>"
    assert texts(raw, [long[0], "Trade", long[1]]) == [long[0], "Trade", long[1]]


def test_a_block_that_is_hardly_covered_is_dropped() -> None:
    raw = "<div>Share. The ports reopened on Monday, he said. " + "Other words of another story. " * 5 + "</div>"
    assert texts(raw, ["The ports reopened on Monday, he said."]) == []


def test_reasons() -> None:
    pieces = scan("<nav>Home</nav><p><a href='/'>Rain closes the pass for a third day running</a></p><p>Words</p>")
    assert [dropped_reason(piece) for piece in pieces] == ["navigation", "related-links", "short"]


def test_too_deep_to_parse() -> None:
    assert parsable("<div>" * 100)
    assert not parsable("<div>" * 5_000)
    assert parsable("<div></div>" * 5_000)
