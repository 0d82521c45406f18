"""Time expressions, counted from the day of publication. 2024-05-16 is a Thursday."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.readings.times import times_in
from communique.readings.times_intervals import interval, nth_weekday, shift
from communique.shapes import When

DAY = "2024-05-16T09:30"


def only(text: str, published: str | None = DAY) -> When:
    found = times_in(text, published)
    assert len(found) == 1, [w.text for w in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The port reopened on Monday.", "Monday", "2024-05-13"),
        ("The envoy will arrive on Monday.", "Monday", "2024-05-20"),
        ("The ministry said on Thursday.", "Thursday", "2024-05-16"),
        ("Trucks were stopped last Thursday.", "last Thursday", "2024-05-09"),
        ("The judge ruled on Wednesday evening.", "Wednesday evening", "2024-05-15TEV"),
        ("The judge ruled later on Tuesday.", "later on Tuesday", "2024-05-14"),
        ("She spoke yesterday.", "yesterday", "2024-05-15"),
        ("The pact was signed in February.", "February", "2024-02"),
        ("The pact will be signed in February.", "February", "2025-02"),
        ("They hope to meet in September.", "September", "2024-09"),
        ("Prices rose this month.", "this month", "2024-05"),
        ("Prices rose last year.", "last year", "2023"),
        ("Prices rose last week.", "last week", "2024-W19"),
        ("He was freed on 13 March.", "13 March", "2024-03-13"),
        ("He was freed on March 13, 2021.", "March 13, 2021", "2021-03-13"),
        ("The plant closed on Dec. 5.", "Dec. 5", "2023-12-05"),
        ("It was agreed in fiscal year 2022.", "fiscal year 2022", "2022"),
        ("It began in the 1990s.", "the 1990s", "199"),
        ("It began three weeks ago.", "three weeks ago", "2024-W17"),
        ("Exports fell in the third quarter of 2022.", "the third quarter of 2022", "2022-Q3"),
        ("The harvest failed last summer.", "last summer", "2023-SU"),
        ("Dated 2019-11-04.", "2019-11-04", "2019-11-04"),
        ("He was held for three days.", "three days", "P3D"),
        ("Patrols leave every day.", "every day", "P1D"),
        ("They now agree.", "now", "PRESENT_REF"),
    ],
)
def test_values(text: str, words: str, value: str) -> None:
    when = only(text)
    assert (when.text, when.value) == (words, value)
    assert text[when.span.start : when.span.end] == words


def test_days_of_an_expression() -> None:
    month = only("They will meet in September.")
    assert (month.start, month.end, month.precision, month.iso) == ("2024-09-01", "2024-10-01", "month", "2024-09")
    evening = only("The judge ruled on Wednesday evening.")
    assert (evening.type, evening.start, evening.iso) == ("TIME", "2024-05-15", "2024-05-15")


def test_clock_times_belong_to_the_day_beside_them() -> None:
    when = only("The curfew began at 5:30 p.m. on Monday.")
    assert (when.type, when.value, when.precision) == ("TIME", "2024-05-13T17:30", "minute")


def test_counted_from_the_date_before() -> None:
    first, second = times_in("The boat sank on April 2, 2024. The crew had left two days earlier.", DAY)
    assert (first.value, second.value, second.anchor) == ("2024-04-02", "2024-03-31", "previous")


def test_anchor_and_direction() -> None:
    past, future = only("The port reopened on Monday."), only("The envoy will arrive on Monday.")
    assert (past.anchor, past.direction) == ("published", "past")
    assert (future.anchor, future.direction) == ("published", "future")
    assert only("He was freed on March 13, 2021.").anchor is None


def test_without_publication_relative_ones_have_no_value_and_say_why() -> None:
    when = only("The port reopened on Monday.", None)
    assert (when.value, when.start, when.iso) == (None, None, None)
    assert when.anchor == "no publication date"
    assert only("He was freed on March 13, 2021.", None).value == "2021-03-13"


def test_vague_ones_are_imprecise() -> None:
    when = only("Talks stalled recently.")
    assert (when.value, when.precision, when.iso) == ("PAST_REF", "imprecise", None)


def test_lengths_stand_apart_from_dates() -> None:
    found = times_in("It took two years and ended in 2019.", DAY)
    assert [(w.type, w.value) for w in found] == [("DURATION", "P2Y"), ("DATE", "2019")]


@pytest.mark.parametrize(
    "text",
    [
        "They may leave.",
        "The march on the capital went on.",
        "Some 2,000 people came.",
        "About 1999 pounds were found.",
        "A 34-year-old was shot.",
        "He paid $1998.",
        "In a second statement he agreed.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert times_in(text, DAY) == ()


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200), st.sampled_from([None, DAY, "2023", "not a date"]))
def test_any_text_gives_ordered_spans_of_itself(text: str, published: str | None) -> None:
    end = 0
    for when in times_in(text, published):
        assert end <= when.span.start < when.span.end
        assert text[when.span.start : when.span.end] == when.text
        end = when.span.end


@given(st.lists(st.sampled_from("2023 May 5 Monday last next week two days ago the of , 31 February 99 p.m.".split())))
def test_any_words_of_time_are_survived(words: list[str]) -> None:
    for when in times_in(" ".join(words), DAY):
        assert when.start is None or when.end is None or when.start <= when.end


@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2500, 1, 1)))
def test_a_day_lies_in_its_week_month_quarter_and_year(day: date) -> None:
    for unit in ("D", "W", "M", "Q", "Y", "DE"):
        start, end, _ = interval(shift(day, unit, 0))
        assert start is not None
        assert end is not None
        assert start <= day.isoformat() < end


def test_days_that_do_not_exist() -> None:
    assert interval("2023-02-30") == (None, None, "imprecise")
    assert interval("2023-W60") == (None, None, "imprecise")
    assert all(w.start is None or w.precision != "day" for w in times_in("It was February 30, 2023, he joked.", DAY))


def test_holidays_that_move() -> None:
    assert nth_weekday(2023, 11, 4, 4) == "2023-11-23"
    assert only("He will return on Thanksgiving.").value == "2024-11-28"


def test_a_range_of_days_keeps_its_last_day() -> None:
    (found,) = times_in("They will meet on Nov. 14-15 in Lima.", "2023-10-10")
    assert (found.text, found.value, found.start, found.end) == ("Nov. 14-15", "2023-11-14", "2023-11-14", "2023-11-16")


def test_memorial_day_is_the_last_monday_of_may() -> None:
    (found,) = times_in("The beaches were full on Memorial Day.", "2010-06-08")
    assert found.value == "2010-05-31"
