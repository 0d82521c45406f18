"""Site memory: what is learned, what is dropped, and what must never be."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.articles import Memory, extract, learn, memory
from communique.articles.pieces import Piece
from communique.errors import InputError
from communique.identity import content_id
from communique.pages import page_of
from communique.shapes import Article, Block, Given, Page

DISCLAIMER = "Prices shown beside our stories come from dealers who pay to appear and who may differ from the market."
SUBJECTS = ("harbour", "vineyard", "railway", "library", "reservoir", "orchestra")


def story(subject: str) -> list[str]:
    return [
        f"The council voted on Monday to close the {subject} for a year while its floors and walls are rebuilt.",
        f"Repairs to the {subject} will cost nine million, the mayor said, and half of it comes from the province.",
        f"People who work at the {subject} asked for a shorter pause and were told to wait for a second hearing.",
        f"An earlier plan for the {subject} was dropped in the spring after its builder went out of business.",
    ]


def told(lines: list[str], url: str | None, *, title: str = "", around: tuple[str, ...] = ()) -> Article:
    """An article whose story is `lines`; `around` was dropped from its page."""
    blocks = [Block(text=line, kept=True, reason="body") for line in lines]
    blocks += [Block(text=line, kept=False, reason="short") for line in around]
    name = content_id("page", url, *lines)
    return Article(
        id=name, page_id=name, text="\n\n".join(lines), title=title or None, url=url, blocks=tuple(blocks)
    )  # fmt: skip


def at(number: int) -> str:
    return f"https://www.daily.example/{number}"


def pieces(lines: list[str]) -> list[Piece]:
    return [Piece(line, (), ()) for line in lines]


def knows(table: Memory, line: str, site: str = "daily.example") -> bool:
    return memory.line_hash(line) in table.sites[site].lines


def paper() -> list[Article]:
    return [told([*story(subject), DISCLAIMER], at(number)) for number, subject in enumerate(SUBJECTS)]


def test_what_stands_under_two_stories_is_learned() -> None:
    table = learn(paper())
    assert table.sites["daily.example"].lines == {memory.line_hash(DISCLAIMER)}
    assert (table.sites["daily.example"].pages, table.sites["daily.example"].stories) == (6, 6)


def test_a_page_of_no_known_outlet_is_left_out() -> None:
    assert learn([told([*story(subject), DISCLAIMER], None) for subject in SUBJECTS]).sites == {}


def test_case_and_white_space_do_not_matter() -> None:
    shouted = told([*story("harbour"), DISCLAIMER.upper().replace(" ", "\u00a0\n")], at(1))
    assert knows(learn([shouted, told([*story("library"), DISCLAIMER], at(2))]), DISCLAIMER)


def test_outlets_are_apart() -> None:
    table = learn(
        [
            told([*story("harbour"), DISCLAIMER], "https://one.example/a"),
            told([*story("library"), DISCLAIMER], "https://two.example/a"),
        ]
    )
    assert all(not site.lines for site in table.sites.values())


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param((story("harbour"), at(1)), id="captured again"),
        pytest.param(
            (["A lead of its own for this edition of the paper.", *story("harbour")[1:]], at(1)), id="updated"
        ),
        pytest.param((story("harbour"), at(1) + "?print=1"), id="print version"),
        pytest.param((story("harbour")[:2], "https://m.daily.example/x"), id="cut twin"),
    ],
)
def test_a_story_captured_twice_does_not_erase_itself(copy: tuple[list[str], str]) -> None:
    lines, url = copy
    table = learn([told([*story("harbour"), DISCLAIMER], at(1)), told([*lines, DISCLAIMER], url)])
    assert all(not site.lines for site in table.sites.values())


def test_copies_through_others_are_one_story() -> None:
    whole = story("harbour")
    table = learn([told(whole[:2], at(1)), told(whole, at(2)), told(whole[2:], at(3))])
    assert table.sites["daily.example"].stories == 1


def test_an_equal_title_makes_a_smaller_share_enough() -> None:
    one, other = [*story("harbour")], [story("harbour")[0], *story("library")[1:]]
    apart = learn([told(one, at(1)), told(other, at(2))])
    assert apart.sites["daily.example"].stories == 2
    same = learn([told(one, at(1), title="Closed"), told(other, at(2), title="closed")])
    assert same.sites["daily.example"].stories == 1


def test_a_teased_opening_stays_with_its_story() -> None:
    lead = story("harbour")[0]
    pages = [told(story("harbour"), at(0))]
    pages += [told(story(subject), at(number), around=(lead,)) for number, subject in enumerate(SUBJECTS[1:], 1)]
    assert not knows(learn(pages), lead)


def test_furniture_that_opens_every_page_is_learned() -> None:
    pages = [told([DISCLAIMER, *story(subject)], at(number)) for number, subject in enumerate(SUBJECTS)]
    assert knows(learn(pages), DISCLAIMER)


def test_short_lines_are_not_learned() -> None:
    short = "He declined to say."
    pages = [told([*story(subject), short], at(number)) for number, subject in enumerate(SUBJECTS)]
    assert not knows(learn(pages), short)


def test_background_of_few_reports_is_not_learned() -> None:
    background = "The bridge fell in the flood of 1911, and it took the province eleven years to put up another."
    many = [told([f"Report {n} of a long year in the town.", f"What {n} means for it."], at(n)) for n in range(60)]
    some = [told([*story(subject), background], at(100 + n)) for n, subject in enumerate(SUBJECTS[:2])]
    assert not knows(learn([*many, *some]), background)
    assert knows(learn([*many[:30], *some]), background)


@given(st.randoms(use_true_random=False), st.lists(st.sampled_from(range(6)), min_size=2, max_size=12))
def test_any_order_gives_the_same_bytes(chance: random.Random, chosen: list[int]) -> None:
    pages = [told([*story(SUBJECTS[n]), DISCLAIMER, f"Desk {n % 2} of the paper wrote it."], at(n)) for n in chosen]
    before = memory.to_bytes(learn(pages))
    chance.shuffle(pages)
    assert memory.to_bytes(learn(pages)) == before


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6), min_size=1, max_size=8))
def test_what_is_dropped_is_never_the_story(pages: list[list[str]]) -> None:
    articles = [told([f"{line} " * 20 for line in lines], at(n)) for n, lines in enumerate(pages)]
    table = learn(articles)
    for article in articles:
        lines = [block.text for block in article.blocks]
        labels = memory.recall(table, "daily.example", pieces(lines), ["body"] * len(lines))
        left = sum(len(line) for line, label in zip(lines, labels, strict=True) if label == "body")
        assert left >= memory.LEFT * sum(map(len, lines))


def test_only_what_would_be_kept_is_dropped() -> None:
    table = learn(paper())
    labels = memory.recall(
        table, "daily.example", pieces([DISCLAIMER, *story("railway"), DISCLAIMER]), ["legal-notice", *["body"] * 5]
    )
    assert labels == ["legal-notice", *["body"] * 4, "site-memory"]


@pytest.mark.parametrize(("known", "site"), [(False, "daily.example"), (True, "other.example"), (True, None)])
def test_without_table_or_outlet_nothing_changes(known: bool, site: str | None) -> None:
    table = learn(paper()) if known else None
    assert memory.recall(table, site, pieces([DISCLAIMER]), ["body"]) == ["body"]


@pytest.mark.parametrize(
    ("url", "outlet", "site"),
    [
        ("https://www.daily.example/a", "Daily", "daily.example"),
        ("https://live.news.daily.co.uk:8080/a", None, "daily.co.uk"),
        ("https://daily.com.mx/a", None, "daily.com.mx"),
        ("http://127.0.0.1/a", None, "127.0.0.1"),
        ("http://[broken/a", "The  Daily", "the daily"),
        (None, "The Daily", "the daily"),
        (None, None, None),
    ],
)
def test_site(url: str | None, outlet: str | None, site: str | None) -> None:
    assert memory.site_of(url, outlet) == site


# ---- the file --------------------------------------------------------------------------------------------------


def test_the_file_comes_back(tmp_path: Path) -> None:
    table = learn(paper())
    path = tmp_path / "outlets.memory"
    path.write_bytes(memory.to_bytes(table))
    found = memory.load(path)
    assert (found.sites, found.version) == (table.sites, table.version)
    assert DISCLAIMER[:20] not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told_why"),
    [
        (b'"stories":6', b'"stories":7', "damaged"),
        (b"memory 1", b"memory 9", "another form"),
        (b'"lines"', b'"words"', "not a site memory"),
        (b'"pages":6', b'"pages":"6"', "not a site memory"),
        (b"{", b"\xff", "not a site memory"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, old: bytes, new: bytes, told_why: str) -> None:
    path = tmp_path / "outlets.memory"
    path.write_bytes(memory.to_bytes(learn(paper())).replace(old, new))
    with pytest.raises(InputError, match=told_why):
        memory.load(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        memory.load(tmp_path / "none")


# ---- whole pages -----------------------------------------------------------------------------------------------


def page(subject: str, number: int, *, dump: bool) -> Page:
    lines = [*story(subject), DISCLAIMER]
    body = (
        "\n".join(["Home", "World", f"Council closes the {subject}", *lines])
        if dump
        else f"<html><head><title>Council closes the {subject}</title></head><body><article>"
        + f"<h1>Council closes the {subject}</h1>"
        + "".join(f"<p>{line}</p>" for line in lines)
        + "</article></body></html>"
    )
    made = page_of(body.encode(), origin="here", name=subject, given=Given(url=at(number)))
    assert isinstance(made, Page)
    return made


def read(one: Page, table: Memory | None = None) -> Article:
    found = extract(one, known_place=lambda name: False, memory=table)
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize("dump", [False, True], ids=["html", "dump"])
def test_a_page_read_with_its_table(dump: bool) -> None:
    found = [page(subject, number, dump=dump) for number, subject in enumerate(SUBJECTS[:3])]
    plain = [read(one) for one in found]
    table = learn(plain)
    assert all(DISCLAIMER in article.text and article.memory is None for article in plain)
    for one, before in zip(found, plain, strict=True):
        after = read(one, table)
        assert after.text == before.text.removesuffix(f"\n\n{DISCLAIMER}")
        assert after.memory == f"site-memory={table.version}"
        assert [b.reason for b in after.blocks if b.text == DISCLAIMER] == ["site-memory"]
        assert after == read(one, table)
    assert read(page("reservoir", 9, dump=dump), learn([])).memory is None


def test_a_table_that_dropped_nothing_is_not_named() -> None:
    note = "Correction: an earlier version of this story gave the wrong day for the vote of the council."
    table = learn(told([*story(subject), note], at(number)) for number, subject in enumerate(SUBJECTS))
    assert knows(table, note)
    body = "".join(f"<p>{line}</p>" for line in [*story("harbour"), note])
    made = page_of(
        f"<html><body><article>{body}</article></body></html>".encode(), origin="here", given=Given(url=at(0))
    )
    assert isinstance(made, Page)
    article = read(made, table)
    assert [note.text for note in article.notes] == [note]
    assert article.memory is None
