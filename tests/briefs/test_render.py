"""Forms of a brief; the pages it quotes are hostile."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import briefs
from communique.briefs.render import fragment, plain
from communique.briefs.words import clip, closed
from communique.errors import InputError
from communique.shapes import Brief, Citation, Line, Section, Source, Span

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "[click](javascript:alert(1))",
    "![x](http://evil.example/x.png)",
    "`code` **bold** _it_ ~~s~~ | cell | # head",
    "\x1b[31mred\x1b[0m \x1b]8;;http://evil.example\x07link\x1b]8;;\x07",
    "safe \u202egnp.exe\u2066 \u200f mark",
    "null\x00 bell\x07 back\x08 c1\x9b31m",
    "line\u2028break\u2029end\r\n- item",
    "{{ 7 * 7 }} {% raw %} {0} {name}",
    "1. numbered",
    "lone \udc80 surrogate",
]
URLS = [
    "javascript:alert(1)",
    "data:text/html,<script>",
    "file:///etc/passwd",
    "JaVaScRiPt:alert(1)",
    "//evil.example/x",
    "http://",
    "http://[bad",
    "https://ok.example\n/x",
    "ftp://x.example/y",
    "vbscript:x",
]
PARTS = "html head meta title style body header h1 h2 p main section ul ol li a bdi cite span code"
ALLOWED = frozenset([*PARTS.split(), "table", "thead", "tbody", "tr", "th", "td"])


def brief(text: str, url: str | None = "https://ok.example/a", quote: str | None = None) -> Brief:
    sections = (
        Section(id="key-points", title=text, lines=(Line(cells=(text,), citations=(1,), tags=("claim",)),), note=text),
        Section(id="said", title="Said", columns=("Who", "Words"), lines=(Line(cells=(text, text), citations=(1,)),)),
    )
    citation = Citation(
        number=1, article_id="a", page_id="p", finding_id="f", span=Span(start=0, end=4), raw=None, quote=quote or text
    )
    source = Source(
        article_id="a", outlet=text, wire=text, title=text, published="2031-05-07", url=url, captured=text,
        sha256="ab" * 32, family="f1", grade="F3",
    )  # fmt: skip
    return Brief(
        title=text, as_of="2031-05-10", since=None, coverage=text, sections=sections, citations=(citation,),
        sources=(source,), method=(text,), version="0",
    )  # fmt: skip


class Tags(HTMLParser):
    """Collects every tag with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(page)
    return parser.found


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_text_in_html(text: str) -> None:
    page = briefs.render(brief(text), "html")
    for tag, attributes in tags(page):
        assert tag in ALLOWED
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "style")]
        link = attributes.get("href")
        assert link is None or link.startswith(("#", "https://ok.example/a"))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", ["html", "md", "text"])
def test_no_control_or_direction_mark_is_left(text: str, form: str) -> None:
    out = briefs.render(brief(text), form)
    out.encode("utf-8")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]", out)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_make_no_markup_in_markdown(text: str) -> None:
    out = briefs.render(brief(text), "md")
    assert not re.search(r"(?<!\\)\]\(", out)
    assert not re.search(r"<(?!https://ok\.example)", out)
    for line in out.splitlines():
        if line.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", line)) == 4, "a cell cannot break its row"


@pytest.mark.parametrize("url", URLS)
def test_only_web_addresses_become_links(url: str) -> None:
    page = briefs.render(brief("words", url), "html")
    assert all((attributes.get("href") or "#").startswith("#") for _, attributes in tags(page))
    assert not re.search(r"<\w+:", briefs.render(brief("words", url), "md"))


def test_html_asks_for_nothing_outside() -> None:
    page = briefs.render(brief("words"), "html")
    assert "default-src 'none'" in page
    assert not re.search(r"url\(|@import|<link|<script|src=", page)


def test_a_citation_leads_to_its_source_and_to_the_words_on_the_page() -> None:
    page = briefs.render(brief("words", quote="He said, yes-and no"), "html")
    found = tags(page)
    marks = [attributes for tag, attributes in found if tag == "a" and attributes.get("class") == "cite"]
    assert {mark["href"] for mark in marks} == {"#c1"}
    assert {mark["title"] for mark in marks} == {"He said, yes-and no"}
    assert [attributes["id"] for _, attributes in found if attributes.get("id") == "c1"] == ["c1"]
    links = [attributes["href"] for tag, attributes in found if tag == "a"]
    assert "https://ok.example/a#:~:text=He%20said%2C%20yes%2Dand%20no" in links


def test_a_long_quotation_is_searched_by_its_ends() -> None:
    words = " ".join(f"w{n}" for n in range(40))
    link = fragment("https://ok.example/a#part", words)
    assert link == "https://ok.example/a#:~:text=w0%20w1%20w2%20w3%20w4%20w5,w34%20w35%20w36%20w37%20w38%20w39"


def test_text_keeps_to_its_width() -> None:
    out = briefs.render(brief("word " * 100), "text")
    assert max(map(len, out.splitlines())) <= 100


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(InputError, match="html, md, text"):
        briefs.render(brief("words"), "docx")


@given(st.text(max_size=80))
def test_any_words_can_be_shown(text: str) -> None:
    for form in ("html", "md", "text"):
        briefs.render(brief(text), form).encode("utf-8")


@given(st.text(max_size=60))
def test_plain_is_one_line_and_settled(text: str) -> None:
    once = plain(text)
    assert "\n" not in once
    assert plain(once) == once


@given(st.text(alphabet='ab "“”', max_size=40), st.integers(1, 6))
def test_clipped_quotations_are_closed(text: str, limit: int) -> None:
    cut = clip(text, limit)
    assert cut.count('"') % 2 == 0
    assert cut.count("“") == cut.count("”")


@pytest.mark.parametrize(
    ("open_text", "expected"),
    [
        ('he said "yes and', 'he said "yes and"'),
        ('yes" he said', '"yes" he said'),
        ("“a “b”", "“a “b””"),
        ("b”", "“b”"),
    ],
)
def test_a_lone_mark_gets_its_partner(open_text: str, expected: str) -> None:
    assert closed(open_text) == expected
