from dataclasses import replace

import pytest

from communique import dossiers
from communique.dossiers.filing import concerns, file_one
from communique.shapes import (
    Actor,
    ActorRef,
    Article,
    Dossier,
    Event,
    Figure,
    Findings,
    Goal,
    Meeting,
    Objective,
    Party,
    Place,
    Selection,
    Span,
    Stamp,
    Statement,
    When,
)

TEXT = (
    "The minister said smugglers collaborated. Guards raided a shed in Ostmark and took 40 vials of red dye. "
    "Delegates will meet in June. They will discuss gun smuggling."
)
DOSSIER = Dossier(
    id="dye",
    version=1,
    title="Dye",
    parties=(Party(id="NRL", name="Norland", country="NRL"),),
    goals=(
        Goal(
            id="G1",
            name="Goods",
            objectives=(
                Objective(id="1.1", name="Dye", words=("dye", "lab")),
                Objective(id="1.2", name="Smuggling", words=("smuggler", "gun smuggling")),
                Objective(id="1.3", name="Raids", kinds=("lab-raid",)),
            ),
        ),
    ),
    cross=(Objective(id="X", name="Guards", words=("delegate",)),),
)


def at(words: str) -> Span:
    return Span(start=TEXT.index(words), end=TEXT.index(words) + len(words))


def found(**changes: object) -> Findings:
    statement = Statement(
        id="s", span=at("The minister said smugglers collaborated"), source=at("The minister"), cue=at("said"),
        content=at("smugglers collaborated"), kind="indirect",
    )  # fmt: skip
    raid = Event(
        id="e", span=at("raided a shed"), trigger=at("raided"), code="COERCE", mode=None, kind="lab-raid",
        modality="happened", actor=(ActorRef(label="Guards", country="NRL"),), figures=("f",),
    )  # fmt: skip
    talks = Event(
        id="t", span=at("Delegates will meet in June"), trigger=at("meet"), code="CONSULT", mode=None, kind="meeting",
        modality="planned",
    )  # fmt: skip
    meeting = Meeting(
        id="m",
        span=talks.span,
        event_id="t",
        what="Delegates will meet",
        agenda=(at("gun smuggling"),),
        status="planned",
    )
    figure = Figure(id="f", span=at("40 vials of red dye"), number=at("40"), value=40)
    stamp = Stamp(value="2031-05-07T10:00", method="meta")
    fields = {"statements": (statement,), "events": (raid, talks), "figures": (figure,), "meetings": (meeting,)}
    return Findings(article=Article(id="a", page_id="p", text=TEXT, published=stamp), **{**fields, **changes})  # type: ignore[arg-type]


def filed(dossier: Dossier, findings: Findings) -> dict[tuple[str, str], str]:
    return {(one.finding_id, one.objective): one.reason for one in file_one(dossier, findings)}


def test_findings_are_filed_by_words_and_kinds_with_the_reason() -> None:
    assert filed(DOSSIER, found()) == {
        ("s", "1.2"): "word: smuggler",
        ("e", "1.1"): "word: dye",
        ("e", "1.3"): "kind: lab-raid",
        ("t", "1.2"): "word: gun smuggling",
        ("t", "X"): "word: delegate",
        ("f", "1.1"): "word: dye",
    }


def test_a_meeting_without_its_event_is_filed_itself() -> None:
    assert filed(DOSSIER, found(events=()))[("m", "1.2")] == "word: gun smuggling"


def test_a_page_about_other_countries_files_nothing() -> None:
    abroad = (Actor(id="country/xyz", name="Xyzia", kind="country", country="XYZ"),)
    events = tuple(replace(event, actor=()) for event in found().events)
    assert filed(DOSSIER, found(actors=abroad, events=events)) == {}
    both = (*abroad, Actor(id="country/nrl", name="Norland", kind="country", country="NRL"))
    assert concerns(DOSSIER, found(actors=both))


def test_what_others_do_is_not_filed_unless_a_party_or_an_actor_of_the_dossier_is_in_it() -> None:
    stranger = (ActorRef(label="Xyzian guards", country="XYZ"),)
    raid = replace(found().events[0], actor=stranger)
    home = (Actor(id="country/nrl", name="Norland", kind="country", country="NRL"),)
    abroad = found(events=(raid,), actors=home)
    assert not {("e", "1.1"), ("e", "1.3")} & filed(DOSSIER, abroad).keys()
    placed = replace(raid, place=Place(span=at("Ostmark"), name="Ostmark", country="NRL"))
    assert {("e", "1.1"), ("e", "1.3")} <= filed(DOSSIER, found(events=(placed,), actors=home)).keys()
    assert ("e", "1.3") in filed(replace(DOSSIER, others=("guard",)), abroad)


def test_the_words_of_the_dossiers_own_name_file_nothing() -> None:
    text = "Delegates will meet in June under the Vat Accord for Red Dye, Guns and Smugglers, an official said."
    start, end = text.index("Delegates"), text.index(" in June")
    event = replace(found().events[1], span=Span(start=start, end=end), trigger=Span(start=start, end=end))
    page = replace(found().article, text=text)
    named = replace(found(statements=(), events=(event,), figures=(), meetings=()), article=page)
    assert ("t", "1.1") in filed(DOSSIER, named)
    known = filed(replace(DOSSIER, aliases=("Vat Accord",)), named)
    assert known == {("t", "X"): "word: delegate"}


def test_a_dossier_named_by_one_of_its_words_still_files_by_it() -> None:
    assert ("e", "1.1") in filed(replace(DOSSIER, title="Red dye", aliases=("dye",)), found())


def view(findings: Findings, as_of: str = "2031-05-10") -> dict[str, tuple[str | None, int | None]]:
    selection = Selection(findings=(findings,), families=(), occurrences=())
    seen = dossiers.file(DOSSIER, selection, as_of=as_of)
    assert [row.objective for row in seen.progress] == ["1.1", "1.2", "1.3", "X"]
    return {row.objective: (row.last, row.gap_days) for row in seen.progress}


def test_progress_counts_days_to_the_day_of_the_brief() -> None:
    assert view(found())["1.3"] == ("2031-05-07", 3)


def test_no_finding_is_no_report() -> None:
    assert view(found(events=(), figures=()))["1.3"] == (None, None)


@pytest.mark.parametrize(
    ("iso", "precision", "expected"),
    [
        ("2031-04-30", "day", ("2031-04-30", 10)),
        ("2031-04-01", "month", ("2031-04", 10)),
        ("2031-02-01", "month", ("2031-02", 71)),
        ("2030-01-01", "year", ("2030", 130)),
        ("2031-06-01", "month", ("2031-05-07", 3)),
    ],
)
def test_the_last_report_is_the_day_told_and_a_plan_counts_when_it_was_reported(
    iso: str, precision: str, expected: tuple[str, int]
) -> None:
    day = When(span=at("June"), text="then", type="DATE", value=iso, start=iso, precision=precision)  # type: ignore[arg-type]
    raid = replace(found().events[0], date=day)
    assert view(found(events=(raid,)))["1.3"] == expected


@pytest.mark.parametrize("modality", ["planned", "called-for", "denied"])
def test_what_was_not_done_counts_when_it_was_reported_even_if_its_day_is_over(modality: str) -> None:
    day = When(span=at("June"), text="then", type="DATE", value="2031-05-09", start="2031-05-09", precision="day")
    raid = replace(found().events[0], date=day, modality=modality)  # type: ignore[arg-type]
    assert view(found(events=(raid,), statements=(), meetings=()))["1.3"] == ("2031-05-07", 3)


def test_what_was_published_after_the_day_of_the_brief_is_no_report_yet() -> None:
    assert view(found(), "2031-05-01")["1.3"] == (None, None)
