"""Live blogs split into timed entries."""

import json
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.articles import extract
from communique.articles.entry_times import Printed, times_of
from communique.pages import page_of
from communique.shapes import Article, Entry, Given, Page

TEXTS = [
    "Divers have gone down to the wreck for a third time since dawn. The coast guard says that they see little.",
    "The owner of the barge told reporters on the quay that her crew of nine were trained for such weather.",
    "Two tugs have left Port Antonio with pumps on board. They should reach the reef some time after midnight.",
    "Fishermen found a life raft with nobody in it four miles to the east, the harbour master has confirmed to us.",
    "Good morning. A cement barge ran aground on the reef in the night, and we follow the search from here.",
]
HEADLINES = ["A third dive", None, "Pumps on the way", "Empty raft", "What happened"]
CLOCKS = ["9:40 p.m. EST", "5:05 p.m. EST", "1:12 p.m. EST", "10:31 a.m. EST", "7:02 a.m. EST"]
TITLE = "Cement barge on the reef: live updates"
HEAD = '<meta property="article:published_time" content="2024-02-07"><title>T</title>'


def article_of(raw: str, name: str = "page", url: str | None = None) -> Article:
    page = page_of(raw.encode(), origin="here", name=name, given=Given(url=url))
    assert isinstance(page, Page)
    found = extract(page, known_place=lambda name: False)
    assert isinstance(found, Article)
    return found


def entry(clock: str, headline: str | None, text: str) -> str:
    told = f"<h2>{headline}</h2>" if headline else ""
    return f'<div class="post"><div class="when">{clock}</div>{told}<p>{text}</p></div>'


def live_page(entries: list[str], title: str = TITLE, head: str = HEAD) -> str:
    return f"<html><head>{head}</head><body><main><h1>{title}</h1>{''.join(entries)}</main></body></html>"


def shown(article: Article) -> list[tuple[str | None, str | None, str]]:
    return [(e.time, e.title, article.text[e.span.start : e.span.end]) for e in article.entries]


ENTRIES = [entry(*parts) for parts in zip(CLOCKS, HEADLINES, TEXTS, strict=True)]
EXPECTED = [
    (f"2024-02-07T{clock}-05:00", headline, text)
    for clock, headline, text in zip(["21:40", "17:05", "13:12", "10:31", "07:02"], HEADLINES, TEXTS, strict=True)
]


def test_entries_have_time_headline_and_text() -> None:
    article = article_of(live_page(ENTRIES))
    assert article.marks == ("live-blog",)
    assert shown(article) == EXPECTED


def test_oldest_first() -> None:
    assert shown(article_of(live_page(ENTRIES[::-1]))) == EXPECTED[::-1]


def test_time_lines_are_no_text_and_all_else_maps_back() -> None:
    article = article_of(live_page(ENTRIES))
    assert not any(clock in article.text for clock in CLOCKS)
    assert {block.reason for block in article.blocks if block.text in CLOCKS} == {"header"}


def test_dump_with_zone_on_the_next_line() -> None:
    parts = [f"{9 + n}.30\nGMT\n{HEADLINES[n] or ''}\n\n{TEXTS[n]}\n\nShare\n" for n in (4, 3, 2, 1, 0)]
    raw = f"Menu\nNews\n\n{TITLE}\n\nFirst published on Wed 7 Feb 2024 09.00 GMT\n\nShare\n\n" + "\n".join(parts)
    article = article_of(raw, "page.txt")
    assert article.marks == ("live-blog",)
    assert [(time, text) for time, _, text in shown(article)] == [
        (f"2024-02-07T{9 + n:02}:30+00:00", TEXTS[n]) for n in (4, 3, 2, 1, 0)
    ]


def test_time_before_the_headline() -> None:
    entries = [f"<h3>{21 - n}.15: {HEADLINES[n] or 'No news'}</h3><p>{TEXTS[n]}</p>" for n in range(5)]
    article = article_of(live_page(entries))
    assert shown(article) == [(f"2024-02-07T{21 - n}:15", HEADLINES[n] or "No news", TEXTS[n]) for n in range(5)]


def test_data_gives_times_that_the_page_does_not_show() -> None:
    updates = [
        {"@type": "BlogPosting", "headline": told, "datePublished": f"2024-02-07T1{9 - n}:00:00Z", "articleBody": text}
        for n, (told, text) in enumerate(zip(HEADLINES, TEXTS, strict=True))
    ]
    data = json.dumps({"@type": "LiveBlogPosting", "headline": "The barge", "liveBlogUpdate": updates})
    entries = [
        f"<section>{f'<h2>{told}</h2>' if told else ''}<p>{text}</p></section>"
        for told, text in zip(HEADLINES, TEXTS, strict=True)
    ]
    head = f'{HEAD}<script type="application/ld+json">{data}</script>'
    article = article_of(live_page(entries, title="The barge", head=head))
    assert article.marks == ("live-blog",)
    assert shown(article) == [(f"2024-02-07T1{9 - n}:00+00:00", HEADLINES[n], TEXTS[n]) for n in range(5)]


def test_times_at_the_end_of_entries_date_no_other_entry() -> None:
    entries = [
        f'<div><h2>{h or "No news"}</h2><p>{t}</p><i class="w">{c}</i></div>'
        for c, h, t in zip(CLOCKS, HEADLINES, TEXTS, strict=True)
    ]
    assert article_of(live_page(entries)).entries == ()


@pytest.mark.parametrize(
    ("title", "entries"),
    [
        ("Cement barge on the reef", ENTRIES),
        (TITLE, [f"<p>At {clock} the crew called. {text}</p>" for clock, text in zip(CLOCKS, TEXTS, strict=True)]),
        (TITLE, [*ENTRIES[:1], *(f"<p>{text}</p>" for text in TEXTS[1:])]),
    ],
    ids=["nothing calls it one", "clock times in prose", "one entry"],
)
def test_no_live_blog(title: str, entries: list[str]) -> None:
    article = article_of(live_page(entries, title=title))
    assert (article.marks, article.entries) == ((), ())


def test_the_stamp_of_the_page_opens_no_entry() -> None:
    stamp = '<div class="stamp">February 7, 2024 9:41 p.m. EST</div><p>This is where we tell of the barge all day.</p>'
    assert shown(article_of(live_page([stamp, *ENTRIES]))) == EXPECTED


@pytest.mark.parametrize(
    ("clocks", "published", "updated", "expected"),
    [
        (["0:20", "23:50", "8:10"], None, "2024-06-03", ["06-03T00:20", "06-02T23:50", "06-02T08:10"]),
        (["8:10", "23:50", "0:20"], "2024-06-02T07:45", None, ["06-02T08:10", "06-02T23:50", "06-03T00:20"]),
        (["23:50", "22:00", "21:00"], None, "2024-06-03T00:05", ["06-02T23:50", "06-02T22:00", "06-02T21:00"]),
        (["14:00", "14:05", "9:00"], "2024-06-02", None, ["06-02T14:00", "06-02T14:05", "06-02T09:00"]),
    ],
)
def test_days(clocks: list[str], published: str | None, updated: str | None, expected: list[str]) -> None:
    assert times_of([Printed(clock=clock) for clock in clocks], published, updated) == [
        f"2024-{day}" for day in expected
    ]


def test_no_day_no_time() -> None:
    assert times_of([Printed(clock="8:10"), Printed(clock="9:10")], None, None) == [None, None]


def test_zone_of_one_holds_for_all_but_not_two_zones() -> None:
    one = [Printed(clock="3:10 p.m. ET"), Printed(clock="2:10 p.m.")]
    assert times_of(one, "2024-06-02", None) == ["2024-06-02T15:10-04:00", "2024-06-02T14:10-04:00"]
    two = [Printed(clock="3:10 p.m. EDT"), Printed(clock="1:10 p.m. CDT"), Printed(clock="1:00 p.m.")]
    assert times_of(two, "2024-06-02", None)[2] == "2024-06-02T13:00"


def test_pinned_entry_takes_the_day_of_the_others() -> None:
    printed = [Printed(clock="1:30 PM", pinned=True), Printed(clock="7:05 PM"), Printed(clock="4:00 PM")]
    assert times_of(printed, "2024-07-26", None)[0] == "2024-07-26T13:30"


PARTS = st.sampled_from(
    [*ENTRIES, f"<p>{TEXTS[0]}</p>", "<p>3:15 p.m.</p>", "<h2>12:01: Late</h2>", "<div>Share</div>", "<i>1 &amp; 2"]
)


@given(st.lists(PARTS, max_size=9))
def test_entries_lie_in_the_text_in_order_and_apart(parts: list[str]) -> None:
    page = page_of(live_page([f"<p>{TEXTS[4]}</p>", *parts]).encode(), origin="here", name="page")
    assert isinstance(page, Page)
    article = extract(page, known_place=lambda name: False)
    assert isinstance(article, Article)
    spans = [one.span for one in article.entries]
    assert all(0 <= span.start < span.end <= len(article.text) for span in spans)
    assert all(before.end < after.start for before, after in pairwise(spans))
    assert bool(article.entries) == ("live-blog" in article.marks)
    assert all(isinstance(one, Entry) for one in article.entries)


def test_many_looks_take_time_in_proportion() -> None:
    stamps = "".join(f'<div class="c{n}">{n % 12}:{n % 60:02}</div>' for n in range(15_000))
    began = time.process_time()
    article_of(live_page([stamps, f"<p>{TEXTS[0]}</p>"]))
    assert time.process_time() - began < 30
