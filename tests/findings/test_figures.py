"""Figures: numbers with limits and units, the thing counted, and what is measured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.findings.figures import find_figures
from communique.findings.figures_quantities import quantities
from communique.readings.times import find_times
from communique.shapes import Article, Figure, Kit, Reading

Written = tuple[str, float, float | None, str | None, str | None]


def written(text: str) -> list[Written]:
    """(words, value, upper value, unit, bound) of the quantities of a text."""
    return [(text[q.start : q.end], q.value, q.value_max, q.unit, q.bound) for q in quantities(text, ())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 40 kilos of heroin", ("40 kilos", 40, None, "kg", "min")),
        ("up to 3,500 pounds", ("3,500 pounds", 3500, None, "lb", "max")),
        ("nearly 12 tons", ("12 tons", 12, None, "tons", "max")),
        ("some 300 boats", ("300", 300, None, None, "approx")),
        ("30 or more boats", ("30", 30, None, None, "min")),
        ("$2.5 million in aid", ("$2.5 million", 2.5e6, None, "USD", None)),
        ("$3bn", ("$3bn", 3e9, None, "USD", None)),
        ("US$40", ("US$40", 40, None, "USD", None)),
        ("500 million Mexican pesos", ("500 million Mexican pesos", 5e8, None, "MXN", None)),
        ("9 million pesos", ("9 million pesos", 9e6, None, "peso", None)),
        ("€12", ("€12", 12, None, "EUR", None)),
        ("17 percent of voters", ("17 percent", 17, None, "percent", None)),
        ("17% of voters", ("17%", 17, None, "percent", None)),
        ("200 to 300 rifles", ("200 to 300", 200, 300, None, None)),
        ("between 4 and 6 boats", ("4 and 6", 4, 6, None, None)),
        ("$4.7 to $8.1 billion", ("$4.7 to $8.1 billion", 4.7e9, 8.1e9, "USD", None)),
        ("10-15 men", ("10-15", 10, 15, None, None)),
        ("21 deaths per 100,000 people", ("21", 21, None, "per_100000", None)),
        ("half a million boats", ("half a million", 500_000, None, None, None)),
        ("60 square kilometers", ("60 square kilometers", 60, None, "km2", None)),
    ],
)
def test_quantities(text: str, expected: Written) -> None:
    assert written(text) == [expected]


def test_a_unit_at_the_end_of_a_list_holds_for_all() -> None:
    assert [(v, u) for _, v, _, u, _ in written("by 15, 33 and 35 percent")] == [
        (15, "percent"),
        (33, "percent"),
        (35, "percent"),
    ]


def test_from_and_to_are_two_figures() -> None:
    assert [v for _, v, *_ in written("rose from 40 boats to 60 boats")] == [40, 60]


@pytest.mark.parametrize(
    "text",
    [
        "the 3rd Brigade",
        "a 43-year-old man",
        "Ana Cruz, 43, of Quito",
        "an AR-15",
        "Flight 930",
        "Resolution 1701",
        "No. 7",
        "at 7 p.m.",
        "a 2-1 vote",
        "a two-state plan",
        "9mm pistols",
        "three times",
        "Tensions rose",
    ],
)
def test_numbers_that_are_no_quantities(text: str) -> None:
    assert written(text) == []


def figures(kit: Kit, text: str) -> tuple[Figure, ...]:
    doc = kit.nlp(text)
    article = Article(id="article-1", page_id="page-1", text=text)
    return find_figures(Reading(article=article, doc=doc, times=find_times(doc, "2024-05-16")))


def told(kit: Kit, text: str) -> list[tuple[str, float, str, str | None, str | None]]:
    return [(text[f.span.start : f.span.end], f.value, f.unit, f.item, f.measure) for f in figures(kit, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Marines seized 60,000 oxycodone tablets in the port.",
            ("60,000 oxycodone tablets", 60000, "tablets", "oxycodone", "seized"),
        ),
        (
            "Customs found 900 rounds of ammunition in a van.",
            ("900 rounds of ammunition", 900, "rounds", "ammunition", "found"),
        ),
        (
            "Troops seized more than 80 kilos of heroin.",
            ("more than 80 kilos of heroin", 80, "kg", "heroin", "seized"),
        ),
        (
            "At least 14 migrants were kidnapped near the bridge.",
            ("At least 14 migrants", 14, "people", "migrants", "kidnapped"),
        ),
        (
            "Police arrested six Hondurans on Friday.",
            ("six Hondurans", 6, "people", "Hondurans", "arrested"),
        ),
        (
            "Washington pledged $35 million in aid to the programme.",
            ("$35 million in aid", 35e6, "USD", "aid", "pledged"),
        ),
        (
            "Soldiers destroyed 12 airstrips in the jungle.",
            ("12 airstrips", 12, "airstrips", "airstrips", "destroyed"),
        ),
    ],
)
def test_things_and_measures(kit: Kit, text: str, expected: tuple[str, float, str, str, str]) -> None:
    assert told(kit, text) == [expected]


def test_two_were_killed_refers_to_those_named_before(kit: Kit) -> None:
    text = "A bus with Canadians was attacked in the hills. Three were killed in the shooting."
    assert told(kit, text) == [("Three were killed", 3, "people", "Canadians", "killed")]


def test_two_were_killed_with_nobody_before(kit: Kit) -> None:
    assert told(kit, "Three were killed in the storm.") == [("Three were killed", 3, "people", "people", "killed")]


def test_prison_terms_count_and_other_lengths_do_not(kit: Kit) -> None:
    assert told(kit, "He was sentenced to 20 years in prison.") == [("20 years", 20, "years", "prison", "sentenced")]
    assert told(kit, "The talks lasted three days in 2019.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The two governments agreed to talk.",
        "Two officials said the road was closed.",
        "One of the roads was closed.",
        "The road was closed on March 3, 2024.",
        "It lasted three summers.",
    ],
)
def test_what_is_no_figure(kit: Kit, text: str) -> None:
    assert figures(kit, text) == ()


def test_one_quantity_told_twice_is_one_figure(kit: Kit) -> None:
    text = "Police arrested nine men on Monday. The nine men were arrested in a bar."
    assert len(figures(kit, text)) == 1


def test_ids_are_stable_and_distinct(kit: Kit) -> None:
    text = "Police seized 30 rifles, 40 pistols and 2,000 bullets."
    first, again = figures(kit, text), figures(kit, text)
    assert first == again
    assert len({f.id for f in first}) == len(first) == 3


@given(st.text(alphabet="0123456789,.-$% kgmtonpesandilr\n", max_size=60))
def test_any_string_of_numbers_is_survived(text: str) -> None:
    end = 0
    for q in quantities(text, ()):
        assert end <= q.start < q.end <= len(text)
        assert q.first <= q.start
        end = q.end
