from dataclasses import replace

import pytest

from communique import terminal
from communique.shapes import (
    ActorRef,
    Article,
    Block,
    Entry,
    Event,
    Failure,
    Figure,
    Findings,
    Hit,
    Meeting,
    Offset,
    Span,
    Stamp,
    Statement,
    When,
)

TEXT = "The army seized pills.\n\nIt said “no record” was found.\n\nThe end."
RAW = "<p>The army seized pills.</p>\n<p>Ad</p>\n<p>It said “no record” was found.</p><p>The end.</p>"
SAID = Span(start=24, end=54)


def plain(lines: object) -> str:
    return "\n".join("".join(piece if isinstance(piece, str) else piece[0] for piece in line) for line in lines)


@pytest.fixture
def article() -> Article:
    second = RAW.index("It said")
    return Article(
        id="article-1",
        page_id="page-1",
        text=TEXT,
        title="Army \x1b[31mseizes\x1b[0m pills",
        outlet="A Paper",
        wire="A Wire",
        published=Stamp(value="2023-03-14", method="meta"),
        access="paywall-stub",
        offsets=(
            Offset(start=0, end=22, raw_start=3, raw_end=25),
            Offset(start=24, end=54, raw_start=second, raw_end=second + 30),
        ),
        blocks=(
            Block(text="The army seized pills.", kept=True, reason="body", span=Span(start=0, end=22)),
            Block(text="Ad", kept=False, reason="advertisement", raw=Span(start=33, end=35)),
        ),
        sha256="0123456789abcdef",
        origin="page.html",
    )


@pytest.fixture
def statement() -> Statement:
    return Statement(
        id="statement-1",
        span=SAID,
        source=None,
        cue=Span(start=27, end=31),
        content=Span(start=32, end=53),
        kind="mixed",
        act="denial",
        polarity="negated",
        speaker=(ActorRef(label="Mexican Army"),),
        date=When(span=SAID, text="March", type="DATE", value="2023-03", start="2023-03-01", precision="month"),
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain José “quoted”", "plain José “quoted”"),
        ("a\x1b[31mb\x07\x00c\x9b31m", "a[31mbc31m"),
        ("left\u202eright\u2066\u200f", "leftright"),
        ("kept\ttab\nand line", "kept\ttab\nand line"),
    ],
)
def test_clean(text: str, shown: str) -> None:
    assert terminal.clean(text) == shown


def test_folded_is_one_line() -> None:
    assert terminal.folded(" a\n\nb  c\r\n\td ") == "a ¶ b c d"


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"value": 500000.0, "unit": "pills", "item": "fentanyl", "bound": "min"}, "at least 500,000 pills fentanyl"),
        ({"value": 2.0}, "2"),
        ({"value": 1.5, "value_max": 2.5, "unit": "tons", "bound": "approx"}, "about 1.5-2.5 tons"),
        ({"value": 1.5e12, "unit": "USD", "bound": "max"}, "at most 1,500,000,000,000 USD"),
        ({"value": 0.0, "value_max": 0.0, "item": "arrests"}, "0-0 arrests"),
    ],
)
def test_figure(fields: dict, shown: str) -> None:
    span = Span(start=0, end=1)
    assert terminal.figure(Figure(id="figure-1", span=span, number=span, **fields)) == shown


def test_findings_show_words_with_offsets(article: Article, statement: Statement) -> None:
    shown = plain(terminal.findings(Findings(article=article, statements=(statement,))))
    assert "Army [31mseizes[0m pills" in shown
    assert "A Wire via A Paper · published 2023-03-14 (meta) · paywall-stub" in shown
    assert "statement-1  denial, mixed, negated · Mexican Army · said · 2023-03" in shown
    assert "    “no record” was found  [32:53)" in shown
    assert "EVENTS (0)" in shown
    assert "BLOCKS" not in shown


def test_findings_of_each_kind(article: Article) -> None:
    span = Span(start=0, end=21)
    event = Event(
        id="event-1",
        span=span,
        trigger=span,
        code="SEIZE",
        mode="confiscate",
        kind="drug-seizure",
        modality="happened",
        actor=(ActorRef(label="army"),),
        recipient=(ActorRef(label="gang"), ActorRef(label="cartel")),
    )
    meeting = Meeting(id="meeting-1", span=span, event_id="event-1", what="talks", status="planned")
    shown = plain(terminal.findings(Findings(article=article, events=(event,), meetings=(meeting,))))
    assert "event-1  drug-seizure, SEIZE/confiscate, happened · army -> gang, cartel" in shown
    assert "meeting-1  meeting, planned" in shown


def test_head_shows_marks_and_entries(article: Article) -> None:
    timed = Entry(span=Span(start=0, end=5), time="2024-02-07T21:40", title="Late")
    entries = (timed, Entry(span=Span(start=0, end=3)))
    shown = plain(terminal.findings(Findings(article=replace(article, marks=("live-blog",), entries=entries))))
    assert "· live-blog" in shown
    assert "entry 2024-02-07T21:40: Late  [0:5)" in shown
    assert f"entry (no time): {article.text[:3]}  [0:3)" in shown


def test_blocks_say_why(article: Article) -> None:
    shown = plain(terminal.findings(Findings(article=article), blocks=True))
    assert "  + body [0:22) unmapped  The army seized pills." in shown
    assert "  - advertisement raw [33:35)  Ad" in shown


def test_shown_marks_article_and_page(article: Article, statement: Statement) -> None:
    shown = plain(terminal.shown(article, statement, RAW))
    assert "article [24:54)\n  ⟦It said “no record” was found.⟧\n" in shown
    start = RAW.index("It said")
    assert f"raw page [{start}:{start + 30}), line 3\n" in shown
    assert "<p>⟦It said “no record” was found.⟧</p>" in shown
    assert "blocks dropped from the page: 1 (advertisement 1)" in shown


def test_shown_says_unmapped(article: Article) -> None:
    span = Span(start=TEXT.index("The end."), end=len(TEXT))
    figure = Figure(id="figure-1", span=span, number=span, value=1.0)
    shown = plain(terminal.shown(article, figure, RAW))
    assert "  ⟦The end.⟧\n" in shown
    assert "raw page: unmapped" in shown


def test_hits_and_status_are_lines() -> None:
    hit = Hit(
        id="statement-1",
        type="statement",
        article_id="article-1",
        page_id="page-1",
        span=SAID,
        quote="two\n\nparagraphs",
        kind="denial",
        who="army",
        published="2023-03-14",
    )
    assert plain(terminal.hits([hit])) == (
        "statement-1  statement, denial · army · unknown outlet, 2023-03-14\n    two ¶ paragraphs"
    )
    failure = Failure(page_id="page-2", room="pages", reason="binary", detail="an image", origin="x.html")
    assert plain(terminal.status({"pages": 1200, "not_read_es": 2}, [failure])).splitlines() == [
        "pages            1,200",
        "not read (es)        2",
        "not readable  x.html: binary: an image",
    ]


def test_talk_is_one_line_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.talk("a\nb\x1b")
    assert capsys.readouterr() == ("", "communique: a b\n")


def test_text_is_never_read_as_mark_up(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    terminal.write([("[bold]not bold[/bold] ", ("[link=x]", "bold"))])
    shown = capsys.readouterr().out
    assert "[bold]not bold[/bold] " in shown
    assert "[link=x]" in shown


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("SAID", "SAID"),
        ("one line\na SAID b\nanother", "a SAID b"),
        ("x" * 200 + " near SAID near " + "y" * 200, "near SAID near"),
        ("x" * 200 + "SAID" + "y" * 200, "SAID"),
        ("short SAID end", "short SAID end"),
    ],
)
def test_context_is_the_line_or_whole_words(raw: str, shown: str) -> None:
    at = raw.index("SAID")
    start, end = terminal._around(raw, Span(start=at, end=at + 4))
    assert raw[start:end] == shown
