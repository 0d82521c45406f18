"""What an occurrence's tellings say: every value with its sources, the best one chosen and told why."""

from typing import Any

from communique.reconcile.tellings import tellings
from communique.reconcile.values import values_of
from communique.shapes import ActorRef, Article, Event, Figure, Findings, Place, Span, Stamp, Value, When

HERE = Span(start=0, end=1)
CITY = Place(span=HERE, name="Lindau", level="city")
STATE = Place(span=HERE, name="Ahornland", level="admin1")


def when(value: str, precision: Any = "day") -> When:
    start = value + "-01"[: 10 - len(value)] if len(value) < 10 else value
    return When(span=HERE, text="then", type="DATE", value=value, start=start, end=start, precision=precision)


def telling(
    name: str, *, day: str = "2031-05-07", amount: float | None = None, bound: Any = None, **fields: Any
) -> Any:
    article = Article(id=name, page_id=name, text="x", published=Stamp(value=day, method="meta"))
    figure = Figure(
        id=f"f-{name}", span=HERE, number=HERE, value=amount or 0, bound=bound, unit="kg", item="dye", measure="seized"
    )
    event = Event(
        id=f"e-{name}", span=HERE, trigger=HERE, code="x", mode=None, kind="x", modality="happened",
        figures=() if amount is None else (figure.id,), **fields,
    )  # fmt: skip
    (found,) = tellings([Findings(article=article, events=(event,), figures=(figure,))], {name: f"family-{name[0]}"})
    return found


def told(what: str, *pages: Any) -> list[Value]:
    return [value for value in values_of(pages) if value.what == what]


def test_an_occurrence_told_once_has_nothing_to_choose() -> None:
    assert values_of([telling("a", amount=40)]) == ()


def test_the_more_exact_place_and_date_are_shown_and_the_others_kept() -> None:
    pages = telling("a", place=STATE, date=when("2031-05", "month")), telling("b", place=CITY, date=when("2031-05-06"))
    place = told("place", *pages)
    assert [(one.value, one.best, one.reason) for one in place] == [
        ("Lindau", True, "the most exact"),
        ("Ahornland", False, ""),
    ]
    assert [one.value for one in told("date", *pages)] == ["2031-05-06", "2031-05"]


def test_of_figures_that_differ_the_one_most_families_tell_is_shown() -> None:
    pages = telling("a1", amount=40), telling("b1", amount=40), telling("c1", amount=60, day="2031-05-08")
    best, other = told("kg dye seized", *pages)
    assert (best.value, best.events, best.families) == ("40", ("e-a1", "e-b1"), ("family-a", "family-b"))
    assert best.reason == "told by most"
    assert (other.value, other.best, other.events) == ("60", False, ("e-c1",))


def test_copies_count_once_and_then_the_last_page_decides() -> None:
    pages = telling("a1", amount=40), telling("a2", amount=40), telling("c1", amount=60, day="2031-05-08")
    best, _ = told("kg dye seized", *pages)
    assert (best.value, best.reason) == ("60", "published last")


def test_bounds_are_told_in_words() -> None:
    (only,) = told("kg dye seized", telling("a", amount=40, bound="min"), telling("b"))
    assert (only.value, only.reason) == ("at least 40", "the only one told")


def test_sides_are_values_too() -> None:
    guard, police = (ActorRef(label=name, actor_id=f"org/{name}") for name in ("guard", "police"))
    best, other = told("actor", telling("a", actor=(guard,)), telling("b", actor=(police, guard)))
    assert (best.value, other.value) == ("org/guard; org/police", "org/guard")
