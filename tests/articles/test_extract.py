"""Page -> Article: what a whole page gives, and what bad pages give."""

import json
import time

import pytest

from communique.articles import extract
from communique.offsets import to_raw
from communique.pages import page_of
from communique.shapes import Article, Failure, Given, Page, Stamp

STORY = [
    "SAN ISIDRO (AP) — Health officials of three countries opened a joint laboratory on Monday to test shipments of "
    "medicine before they cross the border, a step that was promised two years ago.",
    "The laboratory will check &ldquo;every crate,&rdquo; said its director, Marta Ruiz, at the opening, and will "
    "publish what it finds each month &amp; name the makers.",
    "Drivers said the checks would add a day to their journey, while hospitals on both sides of the border said "
    "that they had asked for them since the deaths of last spring.",
    "The three ministries will meet in December to decide whether a second laboratory is needed in the north of the "
    "region.",
]
LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "The Border Gazette"},
        {
            "@type": "NewsArticle",
            "headline": "Three countries open border laboratory",
            "datePublished": "2023-05-08T16:20:00-05:00",
            "dateModified": "2023-05-09T08:00:00-05:00",
            "author": [{"@type": "Person", "name": "Ana Torres"}, {"name": "The Associated Press"}],
            "publisher": {"@type": "Organization", "name": "The Border Gazette"},
        },
    ],
}


def html(story: list[str], head: str = "", after: str = "") -> str:
    paragraphs = "\n".join(f"<p class='par'>{part}</p>" for part in story)
    return f"""<!DOCTYPE html><html lang="en"><head>
    <title>Three countries open border laboratory - The Border Gazette</title>
    <meta property="og:title" content="Three countries open border laboratory">{head}
    <script type="application/ld+json">{json.dumps(LD)}</script></head><body>
    <nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
    <article><h1>Three countries open border laboratory</h1><div class="byline">By Ana Torres</div>
    <div class="body">{paragraphs}</div></article>{after}
    <div class="related"><h3>More stories</h3><a href="/a">Rain closes the pass for a third day</a></div>
    <footer>Copyright 2023 The Border Gazette. All rights reserved.</footer></body></html>"""


def of(body: bytes | str, given: Given | None = None, *, any_language: bool = False) -> Article | Failure:
    raw = body.encode() if isinstance(body, str) else body
    page = page_of(raw, origin="here", name="page", given=given)
    return extract(page, known_place=lambda name: False, any_language=any_language) if isinstance(page, Page) else page


def article(body: bytes | str, given: Given | None = None) -> Article:
    found = of(body, given)
    assert isinstance(found, Article)
    return found


def test_a_page_with_all_its_data() -> None:
    found = article(html(STORY), Given(url="https://news.example.org/lab", published="2020-01-01", outlet=None))
    assert found.title == "Three countries open border laboratory"
    assert (found.outlet, found.wire, found.byline) == ("The Border Gazette", "AP", ("Ana Torres",))
    assert found.published is not None
    assert found.updated is not None
    assert (found.published.value, found.published.method) == ("2023-05-08T16:20-05:00", "json-ld")
    assert found.updated.value == "2023-05-09T08:00-05:00"
    assert found.dateline is not None
    assert found.dateline.place == "SAN ISIDRO"
    assert found.text.startswith("Health officials")
    assert "“every crate,”" in found.text
    assert found.text.endswith("the north of the region.")
    assert found.text.count("\n\n") == 3
    assert (found.language, found.access, found.url) == ("en", "open", "https://news.example.org/lab")


def test_every_block_is_kept_or_has_a_reason() -> None:
    found = article(html(STORY))
    reasons = {block.text.split(".")[0][:30]: (block.kept, block.reason) for block in found.blocks}
    assert reasons["Home"] == (False, "navigation")
    assert reasons["Three countries open border la"] == (True, "title")
    assert reasons["By Ana Torres"] == (True, "header")
    assert reasons["Rain closes the pass for a thi"] == (False, "related-links")
    assert reasons["Copyright 2023 The Border Gaze"][0] is False
    assert "".join(block.text for block in found.blocks if block.reason == "body") == found.text.replace("\n\n", "")


def test_raw_page_gives_back_what_a_span_says() -> None:
    page = page_of(html(STORY).encode(), origin="here", name="page")
    assert isinstance(page, Page)
    found = article(html(STORY))
    for block in found.blocks:
        if block.span:
            raw = to_raw(found.offsets, block.span)
            assert raw is not None
            assert found.text[block.span.start : block.span.end][:30].split()[0] in page.text[raw.start : raw.end]
    assert found.dateline is not None
    assert found.dateline.raw is not None
    assert page.text[found.dateline.raw.start : found.dateline.raw.end] == found.dateline.words


def test_given_fills_what_the_page_lacks() -> None:
    found = article("\n\n".join(STORY[1:]), Given(published="2023-05-08", outlet="The Herald"))
    assert found.outlet == "The Herald"
    assert found.published is not None
    assert (found.published.value, found.published.method) == ("2023-05-08", "given")


def test_given_never_overrides_the_page() -> None:
    found = article(html(STORY), Given(published="2020-01-01", outlet="The Herald"))
    assert found.outlet == "The Border Gazette"
    assert found.published is not None
    assert found.published.value == "2023-05-08T16:20-05:00"


@pytest.mark.parametrize(
    ("head", "lead", "method"),
    [
        (
            "<meta property='article:published_time' content='2023-05-08'>",
            "<time datetime='2023-05-07'></time>",
            "meta",
        ),
        ("", "<p>Published May 6, 2023</p><time datetime='2023-05-07'>Sunday</time>", "time"),
        ("", "<p>Published May 6, 2023</p>", "visible"),
        ("", "", "given"),
    ],
)
def test_witnesses_of_the_day_in_their_order(head: str, lead: str, method: str) -> None:
    story = "".join(f"<p>{part}</p>" for part in STORY[1:])
    page = f"<html><head><title>A border laboratory opens</title>{head}</head><body>{lead}{story}</body></html>"
    found = article(page, Given(published="2023-05-05"))
    assert found.published is not None
    assert found.published.method == method


def test_a_dateline_with_its_day_goes_before_what_was_given() -> None:
    story = [STORY[0].replace("SAN ISIDRO (AP)", "SAN ISIDRO, May 8, 2023 (AP)"), *STORY[1:]]
    found = article("\n\n".join(story), Given(published="2020-01-01"))
    assert found.published is not None
    assert (found.published.value, found.published.method) == ("2023-05-08", "dateline")


def test_the_domain_names_the_outlet_only_when_nobody_else_does() -> None:
    page = "<html><head><title>A laboratory</title></head><body>" + "".join(f"<p>{part}</p>" for part in STORY[1:])
    url = "https://news.example.org/lab"
    assert article(page, Given(url=url)).outlet == "news.example.org"
    assert article(page, Given(url=url, outlet="The Herald")).outlet == "The Herald"


def test_same_text_on_two_pages_has_two_ids() -> None:
    one, two = (article(html(STORY), Given(url=f"https://example.org/{n}")) for n in (1, 2))
    assert one.text == two.text
    assert one.id != two.id
    assert one.id == article(html(STORY), Given(url="https://example.org/1")).id


def test_correction_is_a_note_and_no_part_of_the_text() -> None:
    note = "Correction: An earlier version of this story gave the wrong name of the director of the laboratory."
    found = article(html([*STORY, note]))
    assert [(item.kind, item.text) for item in found.notes] == [("correction", note)]
    assert "earlier version" not in found.text


def test_paywall_needs_more_than_a_flag() -> None:
    closed = {**LD["@graph"][1], "isAccessibleForFree": False}  # type: ignore[dict-item]
    head = f'<script type="application/ld+json">{json.dumps(closed)}</script>'
    wall = "<div class='paywall'><p>Subscribe to continue reading. Already a subscriber? Log in.</p></div>"
    assert article(html(STORY * 5, head)).access == "open"
    assert article(html(STORY[:1], head, wall)).access == "paywall-stub"


def test_a_spanish_page_becomes_an_article() -> None:
    story = [
        "Las autoridades sanitarias de los tres países abrieron el lunes un laboratorio conjunto para revisar los "
        "envíos de medicinas antes de que crucen la frontera, según informó el ministerio en un comunicado.",
        "El laboratorio revisará todas las cajas, dijo su directora durante la inauguración, y publicará cada mes lo "
        "que encuentre junto con el nombre de los fabricantes que no cumplan con las normas vigentes.",
    ]
    head = ["Comunicado No. 7/2024", "Puerto Esperanza, a 14 de marzo de 2024"]
    found = article("\n\n".join([*head, *story]))
    assert (found.language, found.text) == ("es", "\n\n".join(story))
    assert found.dateline
    assert (found.dateline.place, found.dateline.day) == ("Puerto Esperanza", "14 de marzo de 2024")
    assert found.published == Stamp(value="2024-03-14", method="visible")


def test_other_language_is_refused_with_its_code() -> None:
    story = [
        "As autoridades sanitárias dos três países abriram na segunda-feira um laboratório conjunto para examinar as "
        "remessas de medicamentos antes que cruzem a fronteira, segundo informou o ministério em um comunicado.",
        "O laboratório vai examinar todas as caixas, disse a sua diretora durante a inauguração, e publicará cada mês "
        "o que encontrar junto com o nome dos fabricantes que não cumprirem as normas em vigor.",
    ]
    found = of("\n\n".join(story))
    assert isinstance(found, Failure)
    assert (found.room, found.reason, found.detail) == ("articles", "language-not-supported", "pt")
    assert isinstance(of("\n\n".join(story), any_language=True), Article)


@pytest.mark.parametrize(
    "body",
    [
        "<html><body></body></html>",
        "<html><head><script>" + "x" * 1000,
        "Home\nWorld\nSport",
        "<div>" * 5_000,
    ],
)
def test_page_without_a_story(body: str) -> None:
    found = of(body)
    assert isinstance(found, Failure)
    assert found.room == "articles"
    assert found.reason in {"no-text", "error-page"}


def test_broken_markup_still_gives_the_story() -> None:
    broken = (
        html(STORY).replace("</p>", "").replace("</article>", "</div></b></article").replace("</script>", "</script ")
    )
    found = of(broken)
    assert isinstance(found, Article | Failure)
    deep = html(STORY).replace("<article>", "<div>" * 3_000 + "<article>")
    found = article(deep)
    assert "joint laboratory" in found.text


def test_nuls_and_wrong_encoding() -> None:
    found = article(html(STORY).replace("Drivers", "Dri\x00vers").encode("cp1252"))
    assert "\x00" not in found.text
    assert "SAN ISIDRO" not in found.text


@pytest.mark.parametrize("size", [3_000_000, 50_000_000])
@pytest.mark.parametrize("mark", ["", "<html><body><p>"])
def test_one_endless_line_ends_quickly(size: int, mark: str) -> None:
    start = time.monotonic()
    found = of(mark + "Ministers met. " * (size // 15))
    assert isinstance(found, Failure)
    assert found.reason == "too-large"
    assert time.monotonic() - start < 30
