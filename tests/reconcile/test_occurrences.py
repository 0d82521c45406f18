from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.reconcile.occurrences import occurrences
from communique.shapes import (
    ActorRef,
    Article,
    Copy,
    Event,
    Family,
    Figure,
    Findings,
    Occurrence,
    Place,
    Span,
    Stamp,
    When,
)

HERE = Span(start=0, end=1)
MARINES = ActorRef(label="Marines", actor_id="body/semar", country="MEX")
BLINKEN = ActorRef(label="Antony Blinken", actor_id="person/antony-blinken", country="USA")
EBRARD = ActorRef(label="Marcelo Ebrard", actor_id="person/marcelo-ebrard", country="MEX")
GARLAND = ActorRef(label="Merrick Garland", actor_id="person/merrick-garland", country="USA")
MEXICO = Place(span=HERE, name="Mexico", geonames_id=3996063, country="MEX", level="country")
TAMAULIPAS = Place(span=HERE, name="Tamaulipas", geonames_id=3516391, country="MEX", admin1="28", level="admin1")
MATAMOROS = Place(span=HERE, name="Matamoros", geonames_id=3523466, country="MEX", admin1="28", level="city")
REYNOSA = Place(span=HERE, name="Reynosa", geonames_id=3520339, country="MEX", admin1="28", level="city")
TOLUCA = Place(span=HERE, name="Toluca", geonames_id=3515302, country="MEX", admin1="15", level="city")
LAREDO = Place(span=HERE, name="Laredo", geonames_id=4705349, country="USA", admin1="TX", level="city")


def day(value: str, end: str | None = None, precision: Any = "day") -> When:
    start = value + "-01-01"[len(value) - 10 :] if len(value) < 10 else value
    return When(span=HERE, text=value, type="DATE", value=value, start=start, end=end, precision=precision)


def told(
    name: str, text: str, *, published: str | None = "2023-03-15", amount: float | None = None, **fields: Any
) -> Findings:
    """A page that tells one event, in the words of `text`."""
    article = Article(
        id=f"article-{name}",
        page_id=f"page-{name}",
        text=text,
        published=Stamp(value=published, method="meta") if published else None,
    )
    figures = ()
    if amount is not None:
        figures = (Figure(id=f"figure-{name}", span=HERE, number=HERE, value=amount, unit="kg", measure="seized"),)
    event = {"kind": "drug-seizure", "code": "COERCE", "mode": None, "modality": "happened"} | fields
    made = Event(
        id=f"event-{name}",
        span=Span(start=0, end=len(text)),
        trigger=HERE,
        figures=tuple(figure.id for figure in figures),
        **event,
    )
    return Findings(article=article, events=(made,), figures=figures)


def alone(*pages: Findings) -> tuple[Family, ...]:
    """Every page a family of its own."""
    return tuple(
        Family(
            id=f"family-{found.article.id[8:]}",
            first=found.article.id,
            copies=(Copy(article_id=found.article.id, reason="first"),),
        )
        for found in pages
    )


def one_family(*pages: Findings) -> tuple[Family, ...]:
    copies = tuple(Copy(article_id=found.article.id, reason="near-duplicate") for found in pages)
    return (Family(id="family-1", first=pages[0].article.id, copies=copies),)


def joined(*pages: Findings, families: tuple[Family, ...] | None = None) -> bool:
    return len(occurrences(pages, families or alone(*pages))) == 1


VAGUE = When(span=HERE, text="years ago", type="DATE", value="PAST_REF", precision="imprecise")
NOW = When(span=HERE, text="now", type="DATE", value="PRESENT_REF", precision="imprecise")
SEIZED = {"actor": (MARINES,), "place": MATAMOROS, "date": day("2023-03-14", "2023-03-15")}


def test_one_city_and_one_day_make_one_occurrence_with_its_reasons() -> None:
    pages = (told("b", "Marines took drugs", **SEIZED), told("a", "A boat full of bags was stopped", **SEIZED))
    (found,) = occurrences(pages, alone(*pages))
    assert found.events == ("event-a", "event-b")
    assert found.families == ("family-a", "family-b")
    assert (found.kind, found.code, found.modality) == ("drug-seizure", "COERCE", "happened")
    assert found.reasons == ("event-b with event-a: same day 2023-03-14, same place Matamoros, same actors body/semar",)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "gun-seizure"},
        {"modality": "planned"},
        {"place": REYNOSA},
        {"place": TOLUCA},
        {"place": LAREDO},
        {"date": day("2023-03-12", "2023-03-13")},
        {"date": day("2023-02", "2023-03-01", "month")},
        {"actor": (GARLAND,)},
    ],
    ids=str,
)
def test_what_is_known_to_differ_keeps_events_apart(change: dict[str, Any]) -> None:
    assert not joined(told("a", "Marines took drugs", **SEIZED), told("b", "Marines took drugs", **(SEIZED | change)))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"place": TAMAULIPAS, "amount": 80.0}, True, id="state, figure"),
        pytest.param({"place": MEXICO, "amount": 80.0}, True, id="country, figure"),
        pytest.param({"place": MEXICO}, False, id="country alone"),
        pytest.param({"place": None}, False, id="no place"),
        pytest.param({"place": TAMAULIPAS}, False, id="state alone"),
        pytest.param({"place": TAMAULIPAS, "actor": (MARINES,)}, True, id="state, actor"),
        pytest.param({"place": MEXICO, "amount": 81.0}, False, id="country, another figure"),
    ],
)
def test_coarser_places_need_more(fields: dict[str, Any], expected: bool) -> None:
    one = told("a", "Marines took eighty kilos", amount=80.0, **SEIZED)
    fields = {"date": SEIZED["date"], "actor": ()} | fields
    assert joined(one, told("b", "The haul was shown to reporters", **fields)) is expected


def test_places_that_no_gazetteer_knows_are_compared_by_name() -> None:
    here, there = (Place(span=HERE, name=name, country="MEX", level="city") for name in ("El Naranjo", "El Tule"))
    one = told("a", "Marines took eighty kilos", **(SEIZED | {"place": here}))
    assert joined(one, told("b", "The haul by the river", **(SEIZED | {"actor": (), "place": here})))
    assert not joined(one, told("b", "The haul by the river", **(SEIZED | {"actor": (), "place": there})))


def test_reports_of_one_event_may_give_other_figures() -> None:
    """That is what a dispute about figures starts from."""
    assert joined(
        told("a", "Eighty kilos", amount=80.0, **SEIZED), told("b", "A hundred kilos", amount=100.0, **SEIZED)
    )


@pytest.mark.parametrize(
    ("published", "fields", "expected"),
    [
        pytest.param("2023-03-16", {"amount": 80.0}, True, id="fresh page, same figure"),
        pytest.param("2023-03-16", {}, False, id="fresh page, place alone"),
        pytest.param("2023-03-26", {"amount": 80.0}, True, id="told again as background"),
        pytest.param("2023-03-26", {}, False, id="background, place alone"),
        pytest.param("2023-03-29", {"amount": 80.0}, False, id="page of another month"),
        pytest.param(None, {"amount": 80.0}, False, id="nothing known of the time"),
        pytest.param("2023-03-29", {"amount": 80.0, "date": day("2023-03", "2023-04-01", "month")}, True, id="month"),
        pytest.param("2023-03-16", {"amount": 80.0, "date": day("2023", "2024-01-01", "year")}, True, id="this year"),
        pytest.param(
            "2023-03-29", {"amount": 80.0, "date": day("2023", "2024-01-01", "year")}, False, id="later in it"
        ),
        pytest.param("2023-03-16", {"amount": 80.0, "date": day("2019", "2020-01-01", "year")}, False, id="years ago"),
        pytest.param("2023-03-16", {"amount": 80.0, "date": VAGUE}, False, id="once"),
        pytest.param("2023-03-16", {"amount": 80.0, "date": NOW}, True, id="now"),
    ],
)
def test_an_event_without_a_day_lies_near_its_page(published: str, fields: dict[str, Any], expected: bool) -> None:
    one = told("a", "Marines took eighty kilos", amount=80.0, **SEIZED)
    assert joined(one, told("b", "The haul at the border", published=published, place=MATAMOROS, **fields)) is expected


MEETING = {"kind": "meeting", "code": "CONSULT", "reciprocal": True, "date": day("2023-10-05", "2023-10-06")}


def test_a_meeting_is_known_by_its_day_and_the_people_in_it() -> None:
    one = told("a", "Blinken received Ebrard", **MEETING, actor=(BLINKEN, EBRARD))
    assert joined(one, told("b", "The two foreign ministers spoke", **MEETING, actor=(EBRARD, BLINKEN)))
    assert joined(
        one, told("c", "Talks with Ebrard", **(MEETING | {"reciprocal": False}), actor=(BLINKEN,), recipient=(EBRARD,))
    )
    assert not joined(one, told("d", "Garland had another meeting", **MEETING, actor=(GARLAND,)))
    assert not joined(one, told("e", "One of many", **MEETING, actor=(BLINKEN,)))


@pytest.mark.parametrize(
    ("name", "expected"), [("person/j-blinken", True), ("person/blinken", True), ("person/linda-blinken", False)]
)
def test_a_person_may_be_named_in_part(name: str, expected: bool) -> None:
    other = ActorRef(label="Blinken", actor_id=name, country="USA")
    one = told("a", "Blinken received Ebrard", **MEETING, actor=(BLINKEN, EBRARD))
    assert joined(one, told("b", "The two foreign ministers spoke", **MEETING, actor=(EBRARD, other))) is expected


def test_small_figures_are_no_proof() -> None:
    fields = {"place": MEXICO, "date": SEIZED["date"]}
    for amount, expected in ((2.0, False), (80.0, True)):
        pages = (told("a", "Marines took it", amount=amount, **fields), told("b", "A haul", amount=amount, **fields))
        assert joined(*pages) is expected


def test_a_stock_phrase_is_no_proof() -> None:
    fields = {"kind": "arrest", "place": MATAMOROS}
    assert not joined(told("a", "Two men were arrested", **fields), told("b", "Two men were arrested", **fields))
    words = "Two men were arrested behind the railway depot"
    assert joined(told("a", words, **fields), told("b", words, **fields))


def test_copies_tell_one_event_once_even_without_dates() -> None:
    words = "was arrested"
    pages = (told("a", words, published=None), told("b", words.upper(), published=None))
    assert joined(*pages, families=one_family(*pages))
    assert not joined(*pages)
    (found,) = occurrences(pages, one_family(*pages))
    assert found.families == ("family-1",)


def test_two_events_of_one_article_stay_two_also_through_a_third() -> None:
    first = told("a", "Marines took drugs on Tuesday", **SEIZED)
    second = told("b", "Marines took drugs on Tuesday night", **SEIZED)
    twin = second.events[0]
    both = Findings(
        article=first.article,
        events=(first.events[0], Event(**{f: getattr(twin, f) for f in twin.__slots__} | {"id": "event-a2"})),
    )
    found = occurrences((both, second), alone(both, second))
    assert sorted(len(item.events) for item in found) == [1, 2]
    assert {"event-a", "event-a2"} not in [set(item.events) for item in found]


WHENS = st.sampled_from([None, SEIZED["date"], day("2023-03-13", "2023-03-14"), day("2023-03", "2023-04-01", "month")])
PLACES = st.sampled_from([None, MEXICO, TAMAULIPAS, MATAMOROS, TOLUCA, LAREDO])
SIDES = st.lists(st.sampled_from([MARINES, BLINKEN, GARLAND, EBRARD]), max_size=2).map(tuple)
PAGES = st.lists(
    st.fixed_dictionaries(
        {
            "text": st.sampled_from(["marines took drugs", "marines took many drugs", "other words entirely"]),
            "published": st.sampled_from([None, "2023-03-14", "2023-03-15T10:00:00Z", "2023-04-20"]),
            "amount": st.sampled_from([None, 80.0, 81.0]),
            "date": WHENS,
            "place": PLACES,
            "actor": SIDES,
            "kind": st.sampled_from(["drug-seizure", "meeting"]),
        }
    ),
    max_size=7,
)


@given(pages=PAGES, turn=st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_every_event_stands_once_and_order_changes_nothing(pages: list[dict[str, Any]], turn: Any) -> None:
    findings = [told(str(number), **fields) for number, fields in enumerate(pages)]
    found = occurrences(findings, alone(*findings))
    assert sorted(event for item in found for event in item.events) == [f"event-{n}" for n in range(len(pages))]
    assert all(len(item.reasons) == len(item.events) - 1 for item in found)
    turn.shuffle(findings)
    assert occurrences(findings, alone(*findings)) == found
    assert all(isinstance(item, Occurrence) for item in found)
