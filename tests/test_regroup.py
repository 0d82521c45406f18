"""What is new is grouped with what hangs together with it, and the result is that of grouping everything anew."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique import inward, reconcile, record
from communique.pages import page_of
from communique.record import Record
from communique.shapes import (
    ActorRef,
    Article,
    Event,
    Failure,
    Family,
    Figure,
    Findings,
    Occurrence,
    Page,
    Place,
    Span,
    Stamp,
    When,
)

PORT = (
    "Inspectors at the yard of Tuxpan opened four containers on Thursday and found drums of an unlabelled solvent.",
    "The cargo had left Busan in March and was consigned to a paint importer whose address is an empty lot.",
    "Staff of the prosecutor took samples before the drums were moved under guard to a depot of the navy.",
    "The port handles a tenth of the traffic of the country and has been run by sailors since the summer.",
)
FROST = (
    "Frost destroyed nearly every apricot of the Maule valley in one night, growers said, and asked for loans.",
    "Bees had come early after a warm winter, so that the blossom was open when the cold returned on Sunday.",
    "The minister flew over the orchards and promised an answer before the week was out, without a sum.",
)
HERE = Span(start=0, end=20)
MARINES = ActorRef(label="marines", actor_id="body/semar", country="MEX")
CITY = Place(span=HERE, name="Tuxpan", geonames_id=1, country="MEX", admin1="30", level="city")


def told(
    name: str, sentences: tuple[str, ...], day: str, *, place: Place | None = CITY, kind: str = "drug-seizure"
) -> Any:
    text = " ".join(sentences)
    page = page_of(f"{name} {text}".encode(), origin=name, name=f"{name}.txt")
    assert isinstance(page, Page)
    figure = Figure(id=f"figure-{name}", span=HERE, number=HERE, value=40, unit="kg", measure="seized")
    when = When(span=HERE, text="then", type="DATE", value=day, start=day, end=day, precision="day")
    event = Event(
        id=f"event-{name}", span=HERE, trigger=HERE, code="COERCE", mode=None, kind=kind, modality="happened",
        actor=(MARINES,), place=place, date=when, figures=(figure.id,),
    )  # fmt: skip
    article = Article(id=f"article-{name}", page_id=page.id, text=text, published=Stamp(value=day, method="meta"))
    found = Findings(article=article, events=(event,), figures=(figure,), versions=(("test", "1"),))
    return page, found


PAGES = {
    "a": told("a", PORT, "2023-03-16"),
    "b": told("b", PORT[:2], "2023-03-17"),
    "c": told("c", (*PORT[1:], FROST[0]), "2023-03-15"),
    "d": told("d", FROST, "2023-03-16"),
    "e": told("e", FROST[:2], "2023-03-16", place=None),
    "f": told("f", ("Drums were found.",), "2023-03-16"),
    "g": told("g", (*FROST, *PORT), "2023-04-20"),
    "h": told("h", ("Nothing of this kind.",), "2023-03-16", kind="arrest"),
}


@pytest.fixture
def opened(tmp_path: Path) -> Any:
    record.create(tmp_path / "project")
    with record.open_record(tmp_path / "project", to_add=True) as found:
        yield found


def grouped(opened: Record) -> tuple[set[Family], set[Occurrence]]:
    selection = opened.select()
    return set(selection.families), set(selection.occurrences)


def anew(opened: Record) -> tuple[set[Family], set[Occurrence]]:
    found = opened.select().findings
    families = reconcile.families([one.article for one in found])
    return set(families), set(reconcile.occurrences(found, families))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(sorted(PAGES)), st.sets(st.integers(0, 7)))
def test_one_by_one_in_any_order_is_as_all_at_once(
    tmp_path_factory: pytest.TempPathFactory, order: list[str], pauses: set[int]
) -> None:
    folder = tmp_path_factory.mktemp("project") / "project"
    record.create(folder)
    with record.open_record(folder, to_add=True) as opened:
        for number, name in enumerate(order):
            opened.add(*PAGES[name])
            if number in pauses:
                inward.regroup(opened)
        inward.regroup(opened)
        assert grouped(opened) == anew(opened)
        assert len(grouped(opened)[0]) < len(PAGES), "some are copies"
        assert any(len(one.events) > 1 for one in grouped(opened)[1])


@pytest.mark.parametrize("gone", sorted(PAGES))
def test_a_page_that_goes_leaves_the_rest_grouped_as_without_it(opened: Record, gone: str) -> None:
    for name in sorted(PAGES):
        opened.add(*PAGES[name])
    inward.regroup(opened)
    page, _ = PAGES[gone]
    opened.add(page, Failure(page_id=page.id, room="articles", reason="no-text"))
    inward.regroup(opened)
    assert grouped(opened) == anew(opened)


def test_a_page_read_anew_is_grouped_anew(opened: Record) -> None:
    for name in "ab":
        opened.add(*PAGES[name])
    inward.regroup(opened)
    page, found = PAGES["b"]
    other = replace(found, article=replace(found.article, text=" ".join(FROST)), versions=(("test", "2"),))
    opened.add(page, other)
    inward.regroup(opened)
    assert grouped(opened) == anew(opened)
    assert len(grouped(opened)[0]) == 2


def test_what_has_nothing_to_do_with_a_new_page_is_not_looked_at(
    opened: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abd":
        opened.add(*PAGES[name])
    inward.regroup(opened)
    looked: list[str] = []
    families = reconcile.families

    def watched(articles: Any, links: Any) -> Any:
        looked.extend(article.id for article in articles)
        return families(articles, links)

    monkeypatch.setattr(reconcile, "families", watched)
    opened.add(*PAGES["e"])
    inward.regroup(opened)
    assert sorted(set(looked)) == ["article-d", "article-e"]


def test_nothing_waits_afterwards(opened: Record) -> None:
    opened.add(*PAGES["a"])
    assert not opened.grouped()
    inward.regroup(opened)
    assert opened.grouped()
    inward.regroup(opened)
    assert grouped(opened) == anew(opened)
