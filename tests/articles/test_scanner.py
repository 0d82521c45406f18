"""HTML as visible characters with their raw places."""

import re
import time
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.articles.pieces import assemble
from communique.articles.scanner import scan
from communique.offsets import to_raw
from communique.shapes import Span

WORDS = st.text(st.sampled_from("abcXYZ é“”—🙂.,;'\"&<> \n\t"), max_size=12)
BITS = st.one_of(
    WORDS.map(lambda text: text.replace("&", " ").replace("<", " ")),
    st.sampled_from(["&amp;", "&nbsp;", "&eacute;", "&#8220;", "&#x27;", "&lt;", "&copy;", "&unknown;", "&"]),
    st.sampled_from(
        ["<b>", "</b>", "<i class='x>y'>", "</i>", '<a href="/a?b>c">', "</a>", "<br>", "<!-- no > one -->"]
    ),
    st.sampled_from(
        ["<p>", "</p>", "<div>", "</div>", "<li>", "<h2>", "</h2>", "<script>if (a<b) {}</script>", "\x00"]
    ),
)
PAGES = st.lists(BITS, max_size=40).map("".join)


def seen(raw: str) -> str:
    """What a slice of a page shows: scripts, comments and tags dropped, entities decoded, white space folded."""
    raw = raw.replace("<br>", " ")
    bare = re.sub(r"<script>.*?</script>|<!--.*?-->|<(?:\"[^\"]*\"|'[^']*'|[^>])*>", "\x01", raw, flags=re.S)
    return " ".join(unescape(bare.replace("\x01", "")).replace("\x00", " ").split())


@given(PAGES, st.data())
def test_every_span_gives_its_words_back(raw: str, data: st.DataObject) -> None:
    pieces = scan(raw)
    built = assemble(pieces, ["body"] * len(pieces), frozenset({"body"}), {})
    if not built.text:
        return
    start = data.draw(st.integers(0, len(built.text) - 1))
    end = data.draw(st.integers(start + 1, len(built.text)))
    words = built.text[start:end]
    found = to_raw(built.offsets, Span(start=start, end=end))
    if found is None:
        assert words != words.strip()  # only a cut blank line may be without a place
        return
    assert seen(raw[found.start : found.end]).replace(" ", "") == "".join(words.split())
    within_a_block = "\n" not in words and not re.search(r"<(?:p|div|li|h2|/)", raw[found.start : found.end])
    if within_a_block and words == words.strip():
        assert seen(raw[found.start : found.end]) == words


@given(PAGES)
def test_pieces_are_in_order_and_do_not_overlap(raw: str) -> None:
    before, at = 0, 0
    for piece in scan(raw):
        assert len(piece.text) == len(piece.starts) == len(piece.ends)
        assert piece.text == piece.text.strip()
        for start, end in zip(piece.starts, piece.ends, strict=True):
            assert start >= at or (start, end) == (before, at)
            assert start < end <= len(raw)
            before, at = start, end


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        ("<p>One <b>bold</b> word.<p>Two &amp; three", ["One bold word.", "Two & three"]),
        ("<title>T</title><style>p{}</style><p>A</p><noscript>N</noscript><template>X</template>", ["A"]),
        ("<p>a<br>b<br><br>c</p>", ["a b", "c"]),
        ("<ul><li>one<li>two</ul><td>x</td><td>y</td>", ["one", "two", "x", "y"]),
        ("2 < 3 and 5 > 4", ["2 < 3 and 5 > 4"]),
        ("<p title='a>b'>c</p><p title=\"d>e>f</p>", ["c", "e>f"]),
        ("<!-- never closed <p>word</p>", ["word"]),
        ("a\x00b\x00\x00c", ["a b c"]),
        ("", []),
    ],
)
def test_blocks(raw: str, texts: list[str]) -> None:
    assert [piece.text for piece in scan(raw)] == texts


def test_zone_and_links() -> None:
    pieces = scan(
        '<nav><a href="/">Home</a></nav><div class="article-body"><p>Words</p></div><div id="comments">Nice</div>'
    )
    assert [(piece.zone, piece.linked) for piece in pieces] == [("navigation", 1.0), ("", 0.0), ("comments", 0.0)]


@pytest.mark.parametrize(
    "raw",
    [
        "<div>" * 30_000,
        "<" * 30_000,
        "<a '" * 30_000,
        '<a "' * 30_000,
        "<!--" * 30_000,
        "<script>" * 30_000,
        "<svg>" * 30_000,
        "&amp" * 30_000,
        "</b>" * 30_000 + "<b>" * 30_000,
        "<p " + "class=" * 30_000,
    ],
)
def test_time_is_bounded_whatever_the_markup(raw: str) -> None:
    start = time.process_time()
    scan(raw)
    assert time.process_time() - start < 5


def test_a_page_without_end_is_left_at_the_limits() -> None:
    assert len(scan("<p>a" * 1_000, most_blocks=10)) == 11
    shown = sum(len(piece.text) for piece in scan("<p>one two three " * 1_000, most_text=100))
    assert 100 < shown < 150
    assert sum(len(piece.text) for piece in scan("<p>" + "one " * 10_000, most_text=100)) < 200
