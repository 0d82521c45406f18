import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from communique.errors import InputError
from communique.record import Record, create, open_record
from communique.record.search import LONGEST_QUOTE, MOST_WORDS, match_expression, passage
from communique.shapes import (
    Actor,
    ActorRef,
    Article,
    Event,
    Figure,
    Findings,
    Meeting,
    Page,
    Place,
    Span,
    Stamp,
    Statement,
)

SEIZURE = (
    "Marines seized 80 kg of fentanyl in Culiacán on Monday, officials said.\n\n"
    'Secretary Ana López said: "The laboratory made pills." She spoke at length about cartels.'
)
TALKS = "The foreign ministers agreed to meet in Washington in October. Nothing was said of rifles."
MARINES = ActorRef(label="Marines", actor_id="body/semar", country="MEX")
LOPEZ = ActorRef(label="Ana López", actor_id="person/ana-lopez", country="MEX")


def cut(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def seizure() -> Findings:
    article = Article(
        id="article-1",
        page_id="page-1",
        text=SEIZURE,
        title="Big haul",
        published=Stamp(value="2023-03-14", method="m"),
    )
    said = Statement(
        id="statement-1",
        span=cut(SEIZURE, 'Secretary Ana López said: "The laboratory made pills."'),
        source=cut(SEIZURE, "Secretary Ana López"),
        cue=cut(SEIZURE, "said:"),
        content=cut(SEIZURE, "The laboratory made pills."),
        kind="direct",
        act="accusation",
        speaker=(LOPEZ,),
    )
    where = cut(SEIZURE, "Culiacán")
    place = Place(span=where, name="Culiacán", country="MEX", admin1="25", level="city")
    event = Event(
        id="event-1",
        span=cut(SEIZURE, "Marines seized 80 kg of fentanyl in Culiacán"),
        trigger=cut(SEIZURE, "seized"),
        code="COERCE",
        mode=None,
        kind="drug-seizure",
        modality="happened",
        actor=(MARINES,),
        place=place,
    )
    figure = Figure(
        id="figure-1",
        span=cut(SEIZURE, "80 kg of fentanyl"),
        number=cut(SEIZURE, "80 kg"),
        value=80.0,
        unit="kg",
        item="fentanyl",
        measure="seized",
    )
    actor = Actor(id="body/semar", name="Mexican Navy", kind="body", names=("Secretaría de Marina", "Marines"))
    return Findings(article=article, statements=(said,), events=(event,), figures=(figure,), actors=(actor,))


def talks() -> Findings:
    article = Article(id="article-2", page_id="page-2", text=TALKS, published=Stamp(value="2023-09-30", method="m"))
    meeting = Meeting(
        id="meeting-2",
        span=cut(TALKS, "The foreign ministers agreed to meet in Washington in October"),
        event_id="event-2",
        what="meet in Washington",
        status="planned",
        place=Place(span=cut(TALKS, "Washington"), name="Washington", country="USA", level="city"),
    )
    return Findings(article=article, meetings=(meeting,))


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    folder = tmp_path_factory.mktemp("search")
    create(folder)
    with open_record(folder) as opened:
        for found in (seizure(), talks()):
            body = found.article.text.encode()
            page = Page(
                id=found.article.page_id,
                url=None,
                body=body,
                media_type="text/plain",
                encoding="utf-8",
                captured=None,
                origin="samples",
                sha256="",
            )
            opened.add(page, found)
        yield opened


def ids(record: Record, words: str = "", **filters: str) -> list[str]:
    return [hit.id for hit in record.search(words, **filters)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("fentanyl", ["event-1", "figure-1"]),
        ("FENTANYL culiacan", ["event-1"]),
        ("lopez", ["statement-1"]),
        ("laboratory López", ["statement-1"]),
        ('"made pills"', ["statement-1"]),
        ('"pills made"', []),
        ("fenta*", ["event-1", "figure-1"]),
        ("fenta", []),
        ("fentanyl heroin", []),
        ("washington", ["meeting-2"]),
        ("said", ["article-2", "statement-1"]),
        ("cartels", ["article-1"]),
        ("haul", ["article-1"]),
        ("rifles OR cartels", []),
        ("NOT fentanyl", []),
        ("", ["meeting-2", "event-1", "figure-1", "statement-1"]),
        ("😀", []),
        ("fentanyl 😀 --", ["event-1", "figure-1"]),
    ],
)
def test_all_words_are_required_newest_first(record: Record, words: str, expected: list[str]) -> None:
    assert ids(record, words) == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"speaker": "lopez"}, ["statement-1"]),
        ({"speaker": "LÓPEZ, Ana"}, []),
        ({"speaker": "person/ana-lopez"}, ["statement-1"]),
        ({"speaker": "marines"}, []),
        ({"actor": "marines"}, ["event-1"]),
        ({"actor": "Mexican Navy"}, ["event-1"]),
        ({"actor": "body/semar"}, ["event-1"]),
        ({"actor": "marine"}, []),
        ({"actor": "?!"}, []),
        ({"place": "culiacan"}, ["event-1"]),
        ({"place": "mex"}, ["event-1"]),
        ({"place": "usa"}, ["meeting-2"]),
        ({"place": "United States"}, ["meeting-2"]),
        ({"place": "Mexico"}, ["event-1"]),
        ({"place": "New Mexico"}, []),
        ({"place": "sinaloa"}, ["event-1"]),
        ({"place": "Sonora"}, []),
        ({"place": "Washington"}, ["meeting-2"]),
        ({"since": "2023-04"}, ["meeting-2"]),
        ({"since": "2023-03-14"}, ["meeting-2", "event-1", "figure-1", "statement-1"]),
        ({"kind": "statement"}, ["statement-1"]),
        ({"kind": "accusation"}, ["statement-1"]),
        ({"kind": "direct"}, ["statement-1"]),
        ({"kind": "drug-seizure"}, ["event-1"]),
        ({"kind": "COERCE"}, ["event-1"]),
        ({"kind": "seized"}, ["figure-1"]),
        ({"kind": "planned"}, ["meeting-2"]),
        ({"kind": "article"}, ["article-2", "article-1"]),
        ({"kind": "lab-raid"}, []),
        ({"kind": "seizure"}, ["event-1"]),
        ({"words": "fentanyl", "actor": "marines", "place": "MEX", "since": "2023", "kind": "event"}, ["event-1"]),
        ({"words": "cartels", "kind": "article"}, ["article-1"]),
    ],
)
def test_filters_narrow(record: Record, filters: dict[str, str], expected: list[str]) -> None:
    assert ids(record, **{"words": "", **filters}) == expected


def test_an_unknown_kind_is_refused_with_those_there_are(record: Record) -> None:
    with pytest.raises(InputError, match=r"'nonsense'.*statement.*denial.*lab-raid.*planned.*seized"):
        record.search("", kind="nonsense")


def test_a_hit_says_where_its_words_stand(record: Record) -> None:
    texts = {"article-1": SEIZURE, "article-2": TALKS}
    hits = record.search("") + record.search("cartels") + record.search("haul") + record.search("said")
    assert {hit.type for hit in hits} == {"statement", "event", "figure", "meeting", "article"}
    for hit in hits:
        assert texts[hit.article_id][hit.span.start : hit.span.end] == hit.quote
    event = record.search("", kind="event")[0]
    assert (event.kind, event.who, event.place, event.published) == (
        "drug-seizure",
        "Marines",
        "Culiacán",
        "2023-03-14",
    )


def test_pages_of_hits_add_up(record: Record) -> None:
    everything = record.search("")
    parts = [hit for offset in range(len(everything)) for hit in record.search("", limit=1, offset=offset)]
    assert tuple(parts) == everything
    assert record.search("", offset=99) == record.search("", limit=0) == ()
    assert record.search("", limit=10**30) == everything


SYNTAX = st.sampled_from(
    [*"\"'*()^:-+{}\\%_;\x00😀ñ", "AND", "OR", "NOT", "NEAR(", "quote:", " ", "fentanyl", "\ud800"]
)


@given(words=st.lists(SYNTAX, max_size=12).map("".join) | st.text(max_size=20), name=st.text(max_size=5))
@example(words='"', name='"')
@example(words='fentanyl" OR "x', name="%")
@example(words="* fentanyl *", name="")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_a_user_types_is_a_syntax_error(record: Record, words: str, name: str) -> None:
    hits = record.search(words, actor=name or None)
    assert all(hit.article_id in ("article-1", "article-2") for hit in hits)


@pytest.mark.parametrize(
    ("words", "expression"),
    [
        ("drug lab", '"drug" "lab"'),
        ('"drug lab" traff*', '"drug lab" "traff" *'),
        ('say "unclosed words', '"say" "unclosed words"'),
        ("* - \x00", ""),
        ("a\x00b", '"a" "b"'),
        ("US-Mexico", '"US-Mexico"'),
    ],
)
def test_words_reach_the_index_quoted(words: str, expression: str) -> None:
    assert match_expression(words) == expression


def test_a_pasted_page_is_refused() -> None:
    with pytest.raises(InputError, match="at most"):
        match_expression("word " * (MOST_WORDS + 1))


@given(text=st.text(alphabet="ab \n", max_size=900), place=st.integers(0, 899))
def test_a_passage_holds_its_place_and_is_not_longer_than_allowed(text: str, place: int) -> None:
    place = min(place, max(len(text) - 1, 0))
    found = passage(text, place)
    assert 0 <= found.start <= place <= max(found.end, place) <= len(text)
    assert found.end - found.start <= LONGEST_QUOTE


def test_a_passage_is_a_whole_paragraph_when_it_is_short() -> None:
    assert SEIZURE[: passage(SEIZURE, 3).end] == SEIZURE.split("\n\n", maxsplit=1)[0]
    second = passage(SEIZURE, len(SEIZURE) - 3)
    assert SEIZURE[second.start : second.end] == SEIZURE.split("\n\n")[1]


def test_a_search_loads_nothing_heavy(record: Record) -> None:
    code = (
        "import sys; from pathlib import Path; from communique.record import open_record\n"
        f"print(len(open_record(Path({str(record.folder)!r})).search('fentanyl')))\n"
        "print(sorted({'sqlalchemy', 'alembic', 'msgspec', 'spacy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["2", "[]"]


def test_searches_find_what_a_page_says_now(tmp_path: Path) -> None:
    create(tmp_path)
    with open_record(tmp_path) as record:
        record.add(None, seizure())
        assert record.search("fentanyl")
        changed = Findings(article=Article(id="article-1", page_id="page-1", text="Nothing of the kind."))
        record.add(None, changed)
        assert record.search("fentanyl") == ()
        assert [hit.id for hit in record.search("kind")] == ["article-1"]
