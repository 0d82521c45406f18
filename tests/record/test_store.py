import pickle
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from communique.errors import InputError, RecordError
from communique.identity import digest
from communique.record import Record, create, open_record, writing
from communique.shapes import (
    Actor,
    ActorRef,
    Article,
    Block,
    Copy,
    Event,
    Failure,
    Family,
    Figure,
    Findings,
    Given,
    Meeting,
    Mention,
    Occurrence,
    Offset,
    Page,
    Place,
    Span,
    Stamp,
    Statement,
    When,
)

TEXT = "Officials said the army seized 50 kg of fentanyl in Culiacán on March 13.\n\nThe two sides will meet in May."
VERSIONS = (("communique", "0.1.0"), ("model", "3.8.0"))
MADE_BY = "communique=0.1.0 model=3.8.0"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


def page(name: str, *, body: bytes = b"", given: Given | None = None) -> Page:
    body = body or f"<p>{name}</p><p>{TEXT}</p>".encode()
    return Page(
        id=f"page-{name}",
        url=f"https://example.org/{name}",
        body=body,
        media_type="text/html",
        encoding="utf-8",
        captured="2023-03-15T08:00:00Z",
        origin="samples",
        sha256=digest(body),
        given=given or Given(),
    )


def findings(name: str, *, published: str | None = "2023-03-14", article_id: str = "") -> Findings:
    """One finding of each type."""
    article = Article(
        id=article_id or f"article-{name}",
        page_id=f"page-{name}",
        text=TEXT,
        title=f"Title of {name}",
        wire="Reuters",
        byline=("Ana Pérez", "John Roe"),
        published=Stamp(value=published, method="meta") if published else None,
        blocks=(
            Block(text="Read more", kept=False, reason="related-links", raw=Span(start=900, end=909)),
            Block(text="never mapped", kept=True, reason="body", span=Span(start=0, end=12)),
        ),
        offsets=(Offset(start=0, end=len(TEXT), raw_start=20, raw_end=20 + len(TEXT)),),
    )
    army = ActorRef(label="Mexican Army", actor_id="body/mexican-army", country="MEX", sector="MIL")
    place = Place(span=span("Culiacán"), name="Culiacán", country="MEX", latitude=24.79, level="city", confidence=0.1)
    when = When(span=span("on March 13"), text="on March 13", type="DATE", value="2023-03-13", precision="day")
    said = Statement(
        id=f"statement-{name}",
        span=span("Officials said the army seized 50 kg of fentanyl in Culiacán on March 13"),
        source=span("Officials"),
        cue=span("said"),
        content=span("the army seized 50 kg of fentanyl in Culiacán on March 13"),
        kind="indirect",
        speaker=(ActorRef(label="unnamed: officials"),),
        via=ActorRef(label="Reuters"),
    )
    seizure = Event(
        id=f"event-{name}",
        span=span("the army seized 50 kg of fentanyl in Culiacán"),
        trigger=span("seized"),
        code="COERCE",
        mode=None,
        kind="drug-seizure",
        modality="happened",
        actor=(army,),
        place=place,
        date=when,
        figures=(f"figure-{name}",),
    )
    figure = Figure(
        id=f"figure-{name}",
        span=span("50 kg of fentanyl"),
        number=span("50 kg"),
        value=50.0,
        unit="kg",
        item="fentanyl",
    )
    meeting = Meeting(
        id=f"meeting-{name}", span=span("will meet in May"), event_id="event-none", what="meet", status="planned"
    )
    actor = Actor(
        id="body/mexican-army",
        name="Mexican Army",
        kind="body",
        mentions=(Mention(span=span("the army"), head=TEXT.index("army"), rule="name"),),
    )
    return Findings(
        article=article,
        statements=(said,),
        events=(seizure,),
        figures=(figure,),
        meetings=(meeting,),
        actors=(actor,),
        places=(place,),
        times=(when,),
        versions=VERSIONS,
    )


def light(found: Findings) -> Findings:
    """As `select` gives it: without blocks."""
    return replace(found, article=replace(found.article, blocks=()))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("record") / "empty"
    create(folder)
    return folder


@pytest.fixture
def folder(empty: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(empty, tmp_path / "project"))


@pytest.fixture
def record(folder: Path) -> Record:
    with open_record(folder) as opened:
        yield opened


def dump(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "record.sqlite")) as connection:
        return sorted(connection.iterdump())


# ---- what comes in comes out -----------------------------------------------------------------------------------


def test_select_rebuilds_the_very_same_findings(record: Record) -> None:
    assert record.add(page("a"), findings("a"))
    assert record.select().findings == (light(findings("a")),)


def test_an_article_comes_with_its_blocks(record: Record) -> None:
    record.add(page("a"), findings("a"))
    assert record.article("article-a") == findings("a").article


def test_a_finding_comes_with_its_article_by_id_or_beginning(record: Record) -> None:
    record.add(page("a"), findings("a"))
    record.add(page("b"), findings("b"))
    wanted = light(findings("a"))
    assert record.finding("event-a") == (wanted.article, wanted.events[0])
    assert record.finding("figure-a") == (wanted.article, wanted.figures[0])
    with pytest.raises(InputError, match="more than one"):
        record.finding("event-")
    for name in ("event-c", "", "event-%", "\ud800"):
        with pytest.raises(InputError, match="no such finding"):
            record.finding(name)


def test_an_id_that_begins_another_is_found_itself(record: Record) -> None:
    record.add(page("a"), findings("a"))
    record.add(page("ab"), findings("ab"))
    assert record.finding("event-a")[1].id == "event-a"


def test_the_raw_page_is_kept_by_its_hash(record: Record, folder: Path) -> None:
    kept = page("a", body="Culiac\u00e1n".encode("latin-1"))
    record.add(replace(kept, encoding="latin-1"), findings("a"))
    assert (folder / "pages" / kept.sha256[:2] / kept.sha256).read_bytes() == kept.body
    assert record.page_text("page-a") == "Culiacán"


def test_what_is_not_there_is_said_in_one_line(record: Record, folder: Path) -> None:
    with pytest.raises(InputError, match="no such article"):
        record.article("x")
    with pytest.raises(InputError, match="no such page"):
        record.page_text("x")
    record.add(None, Failure(page_id="page-f", room="pages", reason="too-large"))
    with pytest.raises(RecordError, match="never read"):
        record.page_text("page-f")
    record.add(page("a"), findings("a"))
    shutil.rmtree(folder / "pages")
    with pytest.raises(RecordError, match="cannot be read"):
        record.page_text("page-a")


def test_text_that_sql_could_trip_over_comes_back(record: Record) -> None:
    odd = findings("a")
    text = "nul \x00 quote ' \" ; drop table articles; emoji 😀 newline \u2028 end"
    odd = replace(odd, article=replace(odd.article, text=text + TEXT, title="';--"), figures=(), statements=())
    record.add(page("a"), odd)
    assert record.select().findings == (light(odd),)


def test_half_characters_cost_the_page_but_not_the_run(record: Record) -> None:
    odd = findings("a")
    odd = replace(odd, article=replace(odd.article, title="cut emoji \ud83d"))
    given = Given(outlet="\udcff")
    assert record.add(replace(page("a", given=given), origin="sam\udcffples"), odd)
    assert [(failure.page_id, failure.reason) for failure in record.failures()] == [("page-a", "not-storable")]
    assert not record.add(replace(page("a", given=given), origin="sam\udcffples"), odd)


def test_two_findings_of_one_id_cost_the_page_but_not_the_run(record: Record) -> None:
    odd = findings("a")
    assert record.add(page("a"), replace(odd, events=odd.events * 2))
    (failure,) = record.failures()
    assert (failure.reason, "event-a" in failure.detail) == ("not-storable", True)


# ---- adding twice ----------------------------------------------------------------------------------------------


def test_adding_twice_changes_nothing(record: Record, folder: Path) -> None:
    assert record.add(page("a"), findings("a"))
    before = dump(folder)
    assert not record.add(page("a"), findings("a"))
    assert dump(folder) == before


def test_the_clock_is_stored_once_and_never_comes_out(empty: Path, tmp_path: Path) -> None:
    selections, stored = [], []
    for day in ("2001-01-01", "2002-02-02"):
        copied = Path(shutil.copytree(empty, tmp_path / day))
        record = Record(copied, clock=lambda now=day: now)
        record.add(page("a"), findings("a"))
        selections.append(record.select())
        stored.append([line.replace(day, "DAY") for line in dump(copied)])
        assert sum(line.count(day) for line in dump(copied)) == 1
        record.close()
    assert selections[0] == selections[1]
    assert stored[0] == stored[1]


def test_a_page_is_known_by_version_and_by_what_the_user_said_of_it(record: Record) -> None:
    assert not record.has(page("a"), MADE_BY)
    record.add(page("a"), findings("a"))
    assert record.has(page("a"), MADE_BY)
    assert not record.has(page("a"), "communique=0.2.0 model=3.8.0")
    assert not record.has(page("a", given=Given(published="2023-03-15")), MADE_BY)


def test_a_newer_reading_takes_the_place_of_the_older(record: Record) -> None:
    record.add(page("a"), findings("a"))
    newer = replace(findings("a", article_id="article-a2"), events=(), versions=(("communique", "0.2.0"),))
    assert record.add(page("a"), newer)
    assert record.select().findings == (light(newer),)
    assert record.counts()["events"] == 0
    assert record.counts()["pages"] == 1
    assert not record.search("Culiacán", kind="event")
    assert record.has(page("a"), "communique=0.2.0")


def test_a_failure_is_a_row_and_gives_way_to_findings(record: Record) -> None:
    failure = Failure(page_id="page-a", room="articles", reason="no-text", detail="x", sha256="s", origin="samples")
    assert record.add(page("a"), failure, made_by=MADE_BY)
    assert not record.add(page("a"), failure, made_by=MADE_BY)
    assert record.has(page("a"), MADE_BY)
    assert record.failures() == (failure,)
    assert record.select().failures == (failure,)
    record.add(page("a"), findings("a"))
    assert record.failures() == ()
    record.add(page("a"), failure)
    assert record.select().findings == ()
    assert record.failures() == (failure,)


def test_a_page_that_could_not_be_opened_counts_once(record: Record) -> None:
    nameless = Failure(page_id="", room="pages", reason="unreadable", detail="a.html", origin="samples")
    assert record.add(None, nameless)
    assert not record.add(None, nameless)
    assert record.add(None, replace(nameless, detail="b.html"))
    assert record.counts()["pages"] == record.counts()["failures"] == 2


# ---- one article on several pages ------------------------------------------------------------------------------


def test_an_article_captured_again_is_one_article(record: Record) -> None:
    record.add(page("a"), findings("a"))
    again = replace(findings("a"), article=replace(findings("a").article, page_id="page-b"))
    assert record.add(page("b"), again)
    assert not record.add(page("b"), again)
    counts = record.counts()
    assert (counts["pages"], counts["articles"], counts["events"]) == (2, 2, 1)
    assert record.select().findings == (light(findings("a")),)


@pytest.mark.parametrize("outcome", ["another article", "failure"])
def test_pages_add_up_when_a_page_captured_again_is_read_anew(record: Record, outcome: str) -> None:
    record.add(page("a"), findings("a"))
    record.add(page("b"), replace(findings("a"), article=replace(findings("a").article, page_id="page-b")))
    if outcome == "failure":
        record.add(page("a"), Failure(page_id="page-a", room="articles", reason="no-text"))
    else:
        record.add(page("a"), findings("a", article_id="article-new"))
    counts = record.counts()
    assert counts["pages"] == 2 == counts["articles"] + counts["failures"]


# ---- selecting -------------------------------------------------------------------------------------------------


def test_order_is_by_publication_then_id_whatever_the_order_of_adding(empty: Path, tmp_path: Path) -> None:
    made = [
        (page("c"), findings("c", published="2023-01-01")),
        (page("a"), findings("a", published="2023-02-01T10:00:00-05:00")),
        (page("b"), findings("b", published="2023-01-01")),
        (page("d"), findings("d", published=None)),
    ]
    selections = []
    for turn, items in enumerate((made, made[::-1])):
        with open_record(Path(shutil.copytree(empty, tmp_path / str(turn)))) as record:
            for item in items:
                record.add(*item)
            selections.append(record.select())
    assert selections[0] == selections[1]
    assert [found.article.id for found in selections[0].findings] == [
        "article-b",
        "article-c",
        "article-a",
        "article-d",
    ]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2023-02-01", None, ["feb", "mar"]),
        (None, "2023-02", ["jan", "feb", "none"]),
        ("2023-02", "2023-02-28", ["feb"]),
        (None, "2023-01-31", ["jan", "none"]),
        ("2024", None, []),
    ],
)
def test_the_window_is_closed_and_as_precise_as_its_bounds(
    record: Record, since: str | None, until: str | None, expected: list[str]
) -> None:
    days = {"jan": "2023-01-31T23:59", "feb": "2023-02-28", "mar": "2023-03-01", "none": None}
    for name, day in days.items():
        record.add(page(name), findings(name, published=day))
    chosen = record.select(since=since, until=until).findings
    assert [found.article.id.removeprefix("article-") for found in chosen] == expected
    assert all(len(found.events) == len(found.statements) == 1 for found in chosen)


# ---- what belongs together -------------------------------------------------------------------------------------


def test_groups_take_the_place_of_the_older_ones_and_go_when_articles_change(record: Record) -> None:
    record.add(page("a"), findings("a"))
    record.add(page("b"), findings("b"))
    assert not record.grouped()
    copies = (
        Copy(article_id="article-a", reason="first"),
        Copy(article_id="article-b", reason="near", score=0.123456789),
    )
    family = Family(id="family-1", first="article-a", copies=copies, wire="Reuters")
    occurrence = Occurrence(
        id="occurrence-1",
        kind="drug-seizure",
        code="COERCE",
        modality="happened",
        events=("event-a", "event-b"),
        families=("family-1",),
        reasons=("same place",),
    )
    for _ in range(2):
        with record.grouping() as groups:
            groups.put_families((family,))
            groups.put_occurrences((occurrence,))
            groups.done()
        assert record.grouped()
        assert record.select().families == (family,)
        assert record.select().occurrences == (occurrence,)
    assert record.counts()["families"] == record.counts()["occurrences"] == 1
    assert record.select(since="2030").families == ()
    record.add(page("c"), findings("c"))
    assert not record.grouped()
    assert record.select().families == (family,), "what has nothing to do with the new page stays"


def test_what_was_grouped_with_an_article_that_changes_waits_to_be_grouped_anew(record: Record) -> None:
    for name in "abc":
        record.add(page(name), findings(name))
    families = [
        Family(
            id=f"family-{names}",
            first=f"article-{names[0]}",
            copies=tuple(Copy(article_id=f"article-{name}", reason="near") for name in names),
        )
        for names in ("ab", "c")
    ]
    with record.grouping() as groups:
        groups.put_families(families)
        groups.done()
    record.add(page("a"), Failure(page_id="page-a", room="articles", reason="no-text"))
    assert record.select().families == (families[1],)
    with record.grouping() as groups:
        assert groups.ungrouped() == ["article-b"]


def test_groups_of_unknown_articles_are_refused_whole(record: Record) -> None:
    record.add(page("a"), findings("a"))
    good = Family(id="family-1", first="article-a", copies=(Copy(article_id="article-a", reason="first"),))
    bad = Family(id="family-2", first="article-x", copies=(Copy(article_id="article-x", reason="first"),))
    with record.grouping() as groups:
        groups.put_families((good,))
    with pytest.raises(RecordError, match="cannot be written"), record.grouping() as groups:
        groups.put_families((good, bad))
    assert record.select().families == (good,)


def test_an_empty_record_is_grouped_and_counts_nothing(record: Record) -> None:
    assert record.grouped()
    assert set(record.counts().values()) == {0}
    assert record.select().findings == ()


# ---- being killed, being two -----------------------------------------------------------------------------------

ADD_ALL = """
import pickle, sys
from pathlib import Path
from communique.record import open_record
with open_record(Path(sys.argv[1])) as record:
    for page, found in pickle.loads(Path(sys.argv[2]).read_bytes()):
        record.add(page, found)
        print(page.id, flush=True)
"""


def adding(folder: Path, names: list[str]) -> subprocess.Popen[str]:
    """Another process that adds pages and prints each id when it is in."""
    job = folder.parent / f"{names[0]}.pickle"
    job.write_bytes(pickle.dumps([(page(name), findings(name)) for name in names]))
    command = [sys.executable, "-c", ADD_ALL, str(folder), str(job)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


MENTION = {"actor_number": 9, "number": 0, "actor_id": "x", "quote": None, "rule": "x", "start": 0, "end": 0}
"""A row without its quote, which the schema refuses."""


def test_an_error_inside_the_transaction_leaves_the_record_as_it_was(
    record: Record, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record.add(page("a"), findings("a"))
    before = dump(folder)
    with monkeypatch.context() as patch:
        patch.setattr(writing, "_mention_rows", lambda found: [{**MENTION, "article_id": found.article.id}])
        with pytest.raises(RecordError, match="cannot be written"):
            record.add(page("a"), replace(findings("a"), versions=(("communique", "0.2.0"),)))
        with pytest.raises(RecordError):
            record.add(page("b"), findings("b"))
    assert dump(folder) == before
    assert record.add(page("b"), findings("b"))


def test_killed_at_any_point_it_loses_at_most_the_page_in_hand(folder: Path) -> None:
    chance = random.Random(7)
    for turn in range(3):
        names = [f"{turn}-{n}" for n in range(200)]
        process = adding(folder, names)
        done = [process.stdout.readline().strip() for _ in range(chance.randint(1, 12))]
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
        done += rest.split()
        assert process.returncode == -signal.SIGKILL
        with open_record(folder) as record:
            ids = {found.article.page_id for found in record.select().findings}
            assert ids.issuperset(done)
            assert len(ids & {f"page-{name}" for name in names}) <= len(done) + 1
            assert all(found == light(findings(found.article.page_id[5:])) for found in record.select().findings)
            assert all(record.page_text(name) for name in ids)
            assert record.counts()["pages"] == record.counts()["articles"]
    with closing(sqlite3.connect(folder / "record.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_two_processes_add_to_one_record(folder: Path) -> None:
    shared = [f"s{n}" for n in range(5)]
    processes = [adding(folder, [f"{side}{n}" for n in range(15)] + shared) for side in "ab"]
    for process in processes:
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, "")
    with open_record(folder) as record:
        assert record.counts()["pages"] == record.counts()["events"] == 35
