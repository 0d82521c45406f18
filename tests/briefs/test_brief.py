"""Briefs of a view built by hand: two stories, one of them carried twice, and an official readout."""

import re
from dataclasses import replace

import pytest

from communique import briefs
from communique.briefs.citations import Ledger
from communique.shapes import (
    Actor,
    ActorRef,
    Article,
    Brief,
    Copy,
    Dispute,
    DisputeSide,
    Dossier,
    DossierView,
    Event,
    Failure,
    Family,
    Figure,
    Filing,
    Findings,
    Goal,
    Meeting,
    Milestone,
    Objective,
    Occurrence,
    Offset,
    Party,
    Place,
    Progress,
    Section,
    Selection,
    Span,
    Stamp,
    Statement,
    When,
)

STORY = (
    'Norland\'s health ministry said on Monday there was "no trace" of banned dye in the country and that the '
    "powder came by sea. In April, the Norland Guard reported its largest dye mill raid, seizing 12,000 sachets in "
    "the northern province of Ostmark.\n\n"
    'Ministers Ada Lind and Ivo Berg met in Sundhaven on Tuesday. "We will share every laboratory report," the '
    "spokeswoman said.\n\nOfficials are to meet in Kestrel in June to discuss dye controls. Some traders called for "
    "a border closure."
)
READOUT = "Ivo Berg said Southland would fund two dye inspectors. He and Ada Lind met in Sundhaven on 9 May 2031."
NORLAND = ActorRef(label="health ministry", actor_id="org/norland-health", country="NRL", sector="GOV")
GUARD = ActorRef(label="Norland Guard", actor_id="org/norland-guard", country="NRL", sector="MIL")
LIND = ActorRef(label="Ada Lind", actor_id="person/ada-lind", country="NRL", sector="GOV")
BERG = ActorRef(label="Ivo Berg", actor_id="person/ivo-berg", country="STL", sector="GOV")
TRADERS = ActorRef(label="unnamed: some traders")
ACTORS = (
    Actor(id="org/norland-health", name="Norland health ministry", kind="body", country="NRL"),
    Actor(id="org/norland-guard", name="Norland Guard", kind="body", country="NRL"),
    Actor(id="person/ada-lind", name="Ada Lind", kind="person", country="NRL", role="Minister"),
    Actor(id="person/ivo-berg", name="Ivo Berg", kind="person", country="STL", role="Trade Minister"),
)


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def when(text: str, words: str, start: str, end: str, precision: str = "day") -> When:
    return When(
        span=at(text, words),
        text=words,
        type="DATE",
        value=start,
        start=start,
        end=end,
        precision=precision,  # type: ignore[arg-type]
    )


def article(name: str, text: str, published: str | None, **more: object) -> Article:
    given = {"title": f"Title {name}", "url": f"https://{name}.example.com/a", "sha256": name * 64, **more}
    offsets = (Offset(start=0, end=len(text), raw_start=100, raw_end=100 + len(text)),)
    stamp = Stamp(value=published, method="meta") if published else None
    return Article(id=name, page_id=f"page-{name}", text=text, published=stamp, offsets=offsets, **given)  # type: ignore[arg-type]


def story(name: str, published: str, **more: object) -> Findings:
    def said(key: str, whole: str, source: str | None, cue: str, content: str, **fields: object) -> Statement:
        return Statement(
            id=f"{key}-{name}",
            span=at(STORY, whole),
            source=at(STORY, source) if source else None,
            cue=at(STORY, cue),
            content=at(STORY, content),
            **fields,  # type: ignore[arg-type]
        )

    denial = 'there was "no trace" of banned dye in the country and that the powder came by sea'
    raid = "its largest dye mill raid, seizing 12,000 sachets in the northern province of Ostmark"
    monday, april = (
        when(STORY, "Monday", "2031-05-05", "2031-05-06"),
        when(STORY, "April", "2031-04-01", "2031-05-01", "month"),
    )
    ostmark = Place(span=at(STORY, "Ostmark"), name="Ostmark", geonames_id=1, country="NRL")
    statements = (
        said(
            "denial",
            f"Norland's health ministry said on Monday {denial}",
            "Norland's health ministry",
            "said",
            denial,
            kind="mixed",
            act="denial",
            speaker=(NORLAND,),
            date=monday,
        ),
        said(
            "raid",
            f"the Norland Guard reported {raid}",
            "the Norland Guard",
            "reported",
            raid,
            kind="indirect",
            speaker=(GUARD,),
            date=april,
        ),
        said(
            "share",
            'We will share every laboratory report," the spokeswoman said',
            "the spokeswoman",
            "said",
            "We will share every laboratory report,",
            kind="direct",
            act="commitment",
            speaker=(NORLAND,),
        ),
        said(
            "close",
            "Some traders called for a border closure",
            "Some traders",
            "called for",
            "a border closure",
            kind="indirect",
            act="demand",
            speaker=(TRADERS,),
        ),
    )
    events = (
        Event(
            id=f"mill-{name}",
            span=at(STORY, "largest dye mill raid, seizing 12,000 sachets"),
            trigger=at(STORY, "raid"),
            code="COERCE",
            mode=None,
            kind="lab-raid",
            modality="happened",
            actor=(GUARD,),
            place=ostmark,
            date=april,
            figures=(f"sachets-{name}",),
            reported_by=(GUARD,),
            statement_id=f"raid-{name}",
        ),
        Event(
            id=f"met-{name}",
            span=at(STORY, "Ministers Ada Lind and Ivo Berg met in Sundhaven on Tuesday"),
            trigger=at(STORY, "met"),
            code="CONSULT",
            mode="meet",
            kind="meeting",
            modality="happened",
            actor=(LIND, BERG),
            reciprocal=True,
            date=when(STORY, "Tuesday", "2031-05-06", "2031-05-07"),
        ),
        Event(
            id=f"june-{name}",
            span=at(STORY, "Officials are to meet in Kestrel in June"),
            trigger=at(STORY, "to meet"),
            code="CONSULT",
            mode="meet",
            kind="meeting",
            modality="planned",
            date=when(STORY, "June", "2031-06-01", "2031-07-01", "month"),
        ),
        Event(
            id=f"closure-{name}",
            span=at(STORY, "Some traders called for a border closure"),
            trigger=at(STORY, "called"),
            code="REQUEST",
            mode=None,
            kind="border-closure",
            modality="called-for",
            actor=(TRADERS,),
        ),
    )
    meeting = Meeting(
        id=f"meeting-{name}",
        span=events[2].span,
        event_id=f"june-{name}",
        what="Officials are to meet in Kestrel in June",
        when=events[2].date,
        place=Place(span=at(STORY, "Kestrel"), name="Kestrel"),
        status="planned",
    )
    sachets = Figure(
        id=f"sachets-{name}",
        span=at(STORY, "12,000 sachets"),
        number=at(STORY, "12,000"),
        value=12000,
        item="sachets",
        measure="seized",
    )
    return Findings(
        article=article(name, STORY, published, **more), statements=statements, events=events, figures=(sachets,),
        meetings=(meeting,), actors=ACTORS, places=(ostmark,),
    )  # fmt: skip


def readout() -> Findings:
    statement = Statement(
        id="fund",
        span=at(READOUT, "Ivo Berg said Southland would fund two dye inspectors"),
        source=at(READOUT, "Ivo Berg"),
        cue=at(READOUT, "said"),
        content=at(READOUT, "Southland would fund two dye inspectors"),
        kind="indirect",
        act="commitment",
        speaker=(BERG,),
    )
    event = Event(
        id="met-c",
        span=at(READOUT, "He and Ada Lind met in Sundhaven on 9 May 2031"),
        trigger=at(READOUT, "met"),
        code="CONSULT",
        mode="meet",
        kind="meeting",
        modality="happened",
        actor=(LIND, BERG),
        reciprocal=True,
    )
    page = article("c", READOUT, "2031-05-09", url="https://trade.gov.stl/readout", outlet="Southland Trade Ministry")
    return Findings(article=page, statements=(statement,), events=(event,), actors=ACTORS)


DOSSIER = Dossier(
    id="dye",
    version=3,
    title="Dye Accord",
    parties=(Party(id="NRL", name="Norland", country="NRL"), Party(id="STL", name="Southland", country="STL")),
    goals=(
        Goal(
            id="G1",
            name="Safe goods",
            objectives=(
                Objective(id="1.1", name="Dye mills", words=("dye",), unverified=True),
                Objective(id="1.2", name="Poison centres"),
            ),
        ),
    ),
    milestones=(Milestone(date="2030-01-01", what="Accord", promise="yearly tables"),),
    outlets=(("The Courier", "B"),),
)


@pytest.fixture
def view() -> DossierView:
    found = (
        story("a", "2031-05-07T08:15", outlet="The Courier", wire="Press Union"),
        story("b", "2031-05-07T11:00+02:00", outlet="Daily Anchor", wire="Press Union"),
        readout(),
    )
    sides = [
        DisputeSide(finding_id=f"{key}-a", article_id="a", family_id="f1", span=found[0].statements[n].content,
                    speaker=found[0].statements[n].speaker, date=found[0].statements[n].date)
        for n, key in enumerate(("denial", "raid"))
    ]  # fmt: skip
    families = (
        Family(
            id="f1", first="a", copies=(Copy(article_id="a", reason="first"), Copy(article_id="b", reason="exact-text"))
        ),
        Family(id="f2", first="c", copies=(Copy(article_id="c", reason="first"),)),
    )
    selection = Selection(
        findings=found,
        families=families,
        occurrences=(
            Occurrence(
                id="o1",
                kind="meeting",
                code="CONSULT",
                modality="happened",
                events=("met-a", "met-b", "met-c"),
                families=("f1", "f2"),
            ),
            Occurrence(
                id="o2",
                kind="lab-raid",
                code="COERCE",
                modality="happened",
                events=("mill-a", "mill-b"),
                families=("f1",),
            ),
            Occurrence(
                id="o3",
                kind="meeting",
                code="CONSULT",
                modality="planned",
                events=("june-a", "june-b"),
                families=("f1",),
            ),
        ),
    )
    filings = tuple(
        Filing(finding_id=name, article_id="a", objective="1.1", reason="word: dye")
        for name in ("denial-a", "raid-a", "mill-a", "june-a", "sachets-a")
    )
    return DossierView(
        dossier=DOSSIER,
        selection=selection,
        as_of="2031-05-10",
        since=None,
        filings=filings,
        progress=(
            Progress(
                objective="1.1", finding_ids=tuple(one.finding_id for one in filings), last="2031-05-05", gap_days=5
            ),
            Progress(objective="1.2", finding_ids=(), last=None, gap_days=None),
        ),
        disputes=(
            Dispute(id="d1", about="banned dye in Norland", template="dye", a=sides[0], b=sides[1], reason="test"),
        ),
    )


def section(brief: Brief, name: str) -> Section:
    return next(one for one in brief.sections if one.id == name)


def cells(brief: Brief, name: str) -> str:
    return "\n".join(" | ".join(line.cells) for line in section(brief, name).lines)


def test_every_citation_gives_back_the_page(view: DossierView) -> None:
    articles = {found.article.id: found.article for found in view.selection.findings}
    brief = briefs.compose(view)
    assert brief.citations
    for number, citation in enumerate(brief.citations, 1):
        text = articles[citation.article_id].text
        assert citation.number == number
        assert citation.quote == text[citation.span.start : citation.span.end] != ""
        assert citation.raw == Span(start=citation.span.start + 100, end=citation.span.end + 100)


def test_every_line_cites_but_gaps_and_counts(view: DossierView) -> None:
    brief = briefs.compose(view)
    numbers = {citation.number for citation in brief.citations}
    for one in brief.sections:
        for line in one.lines:
            assert set(line.citations) <= numbers
            assert line.citations or {"gap", "goal", "count", "dossier"} & set(line.tags), line


def test_citations_are_numbered_in_the_order_of_first_use(view: DossierView) -> None:
    used = [number for one in briefs.compose(view).sections for line in one.lines for number in line.citations]
    assert list(dict.fromkeys(used)) == sorted(set(used))


def test_words_in_quotation_marks_stand_so_in_a_page(view: DossierView) -> None:
    pages = " ".join(found.article.text for found in view.selection.findings)
    brief = briefs.compose(view)
    quotes = [
        quote
        for one in brief.sections
        for line in one.lines
        for quote in re.findall(r'"([^"]+)"', " ".join(line.cells))
    ]
    assert "no trace" in quotes
    assert all(f'"{quote}' in pages for quote in quotes)


def test_the_dispute_prints_both_wordings_in_bottom_line_and_table(view: DossierView) -> None:
    brief = briefs.compose(view)
    for name in ("bottom-line", "disputes"):
        text = cells(brief, name)
        assert '"no trace" of banned dye' in text
        assert "its largest dye mill raid, seizing 12,000 sachets" in text
    assert [line.cells[1] for line in section(brief, "disputes").lines] == ["A", "B"]
    assert "contradict" not in briefs.render(brief, "text")


def test_copies_are_counted_once_and_independent_stories_twice(view: DossierView) -> None:
    brief = briefs.compose(view)
    met = next(line for line in section(brief, "happened").lines if "Sundhaven" in " ".join(line.cells))
    assert met.cells[-1] == "2 sources, carried by 3 outlets"
    raid = next(line for line in section(brief, "happened").lines if "mill raid" in " ".join(line.cells))
    assert raid.cells[-1] == "1 source, carried by 2 outlets, citing Norland Guard"
    said = [line for line in section(brief, "said").lines if "laboratory report" in " ".join(line.cells)]
    assert len(said) == 1
    assert "3 pages, 2 independent sources" in brief.coverage


def test_what_was_called_for_or_planned_is_not_told_as_happened(view: DossierView) -> None:
    brief = briefs.compose(view)
    assert "closure" not in cells(brief, "happened")
    assert "border closure: called for" in cells(brief, "other")
    assert "meeting" not in cells(brief, "other"), "it has a date and stands under Coming up"
    assert len(section(brief, "other").lines) == 1, "told by two copies of one story"


def test_an_official_page_is_said_to_be_one(view: DossierView) -> None:
    brief = briefs.compose(replace(view, selection=replace(view.selection, findings=(readout(),)), disputes=()))
    assert "(page of 9 May 2031; 1 source, official)" in cells(brief, "bottom-line")
    assert [source.grade for source in brief.sources] == ["F2"]


def test_a_speaker_behind_a_common_noun_is_named(view: DossierView) -> None:
    text = cells(briefs.compose(view), "said")
    assert 'Norland health ministry | commitment | said: "We will share every laboratory report"' in text
    assert "some traders (not named)" in text


def test_progress_names_what_has_no_report_and_marks_unverified_wording(view: DossierView) -> None:
    text = cells(briefs.compose(view), "progress")
    assert "1.1 Dye mills*" in text
    assert "5 May 2031, 5 days ago" in text
    assert "No report: 1.2 Poison centres." in text
    assert "Promised on 1 Jan 2030, says the dossier: yearly tables." in text


def test_coming_up_holds_what_lies_ahead_once(view: DossierView) -> None:
    lines = section(briefs.compose(view), "coming-up").lines
    (cells,) = [line.cells[:3] for line in lines]
    assert cells == ("Jun 2031", "Officials are to meet in Kestrel in June to discuss dye controls.", "Kestrel")


@pytest.mark.parametrize(("as_of", "expected"), [("2031-05-01", 1), ("2031-06-15", 1), ("2031-07-02", 0)])
def test_coming_up_counts_from_the_day_of_the_brief(view: DossierView, as_of: str, expected: int) -> None:
    assert len(section(briefs.compose(replace(view, as_of=as_of)), "coming-up").lines) == expected


def test_the_day_of_a_month_is_among_what_we_do_not_know(view: DossierView) -> None:
    text = cells(briefs.compose(view), "unknown")
    assert "announced for Jun 2031 only: Officials are to meet in Kestrel in June" in text
    assert "no name: Some traders called for a border closure" in text
    assert "time zone of the time stamps of 1 page" in text


def test_numbers_say_what_was_counted_and_by_whom(view: DossierView) -> None:
    (line,) = section(briefs.compose(view), "numbers").lines
    assert line.cells[:4] == ("12,000", "sachets, seized", "Apr 2031, Ostmark", "12,000 sachets")
    assert line.cells[4] == "1 source, carried by 2 outlets, citing Norland Guard"


def test_sources_list_copies_behind_their_first_and_carry_a_grade(view: DossierView) -> None:
    brief = briefs.compose(view)
    assert {source.article_id: source.grade for source in brief.sources} == {"a": "B3", "b": "F3", "c": "F2"}
    places = [source.article_id for source in brief.sources]
    assert places.index("b") == places.index("a") + 1


def test_the_window_leaves_out_what_was_published_before(view: DossierView) -> None:
    brief = briefs.compose(replace(view, since="2031-05-08"))
    assert [source.article_id for source in brief.sources] == ["c"]
    assert section(brief, "disputes").lines == ()
    assert "1 page, 1 independent source" in brief.coverage


def test_pages_that_were_not_read_are_counted_and_named(view: DossierView) -> None:
    spanish = Findings(article=article("s", "Nada se supo.", "2031-05-06", language="es", outlet="La Orilla"))
    view = replace(view, selection=replace(view.selection, findings=(*view.selection.findings, spanish)))
    failures = (
        Failure(page_id="p", room="pages", reason="binary", origin="b.jpg"),
        Failure(page_id="q", room="pages", reason="binary"),
        *(Failure(page_id=f"r{n}", room="articles", reason="no-text") for n in range(12)),
    )
    brief = briefs.compose(view, failures, "9.9")
    told = " ".join(brief.method)
    assert "Of 18 pages, 3 read, 1 kept but not read, 14 refused." in told
    assert "Kept, not read for findings (Spanish, 1): La Orilla, Title s, 6 May 2031." in told
    assert "Refused (binary, 2): q; b.jpg." in told
    assert "r7; and 2 more, not shown." in told
    assert "s" not in {source.article_id for source in brief.sources}
    assert "3 pages" in brief.coverage
    gaps = [line.cells[0] for line in section(brief, "unknown").lines]
    assert "The contents of 1 page in Spanish: kept, not read for findings yet (named under Method)." in gaps


def test_an_empty_record_gives_a_brief_that_says_so() -> None:
    empty = DossierView(
        dossier=Dossier(id="plain", version=1, title="Briefing"),
        selection=Selection(findings=(), families=(), occurrences=()),
        as_of="2031-05-10",
        since=None,
        filings=(),
        progress=(),
        disputes=(),
    )
    brief = briefs.compose(empty)
    assert section(brief, "key-points").note == "Nothing found."
    assert all(briefs.render(brief, form) for form in ("html", "md", "text"))


@pytest.mark.parametrize("form", ["html", "md", "text"])
def test_the_same_view_gives_the_same_bytes_whatever_the_order_of_sets(view: DossierView, form: str) -> None:
    again = replace(view, filings=tuple(reversed(view.filings)))
    assert briefs.render(briefs.compose(view), form) == briefs.render(briefs.compose(again), form)


def test_a_span_that_no_offset_covers_has_no_raw_place() -> None:
    holed = replace(article("a", STORY, None), offsets=(Offset(start=0, end=10, raw_start=5, raw_end=15),))
    ledger = Ledger()
    assert [ledger.cite(holed, Span(start=2, end=end)) for end in (10, 11)] == [1, 2]
    assert [citation.raw for citation in ledger.citations] == [Span(start=7, end=15), None]
