"""Numbers in words and digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import numbers

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
ONES += ["seventeen", "eighteen", "nineteen"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(n: int) -> str:
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + (f"-{ONES[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{ONES[n // 100]} hundred" + (f" and {spelled(n % 100)}" if n % 100 else "")
    return f"{spelled(n // 1000)} thousand" + (f" {spelled(n % 1000)}" if n % 1000 else "")


@given(st.integers(min_value=0, max_value=999_999))
def test_spelled_numbers_are_worth_what_they_say(n: int) -> None:
    assert numbers.value(spelled(n)) == n


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_with_and_without_commas(n: int) -> None:
    assert numbers.value(str(n)) == n
    assert numbers.value(f"{n:,}") == n


@given(st.integers(min_value=1, max_value=999_999))
def test_a_spelled_number_is_found_whole(n: int) -> None:
    text = f"They counted {spelled(n)} crates."
    found = list(numbers.find(text))
    assert [(text[f.start : f.end], f.value) for f in found] == [(spelled(n), n)]


@pytest.mark.parametrize(
    ("words", "worth"),
    [
        ("half-a-million", 500_000),
        ("a quarter of a million", 250_000),
        ("half a dozen", 6),
        ("two dozen", 24),
        ("a hundred", 100),
        ("1.2 billion", 1.2e9),
        ("one and a half million", 1.5e6),
        ("3 million", 3e6),
        ("2.5bn", 2.5e9),
    ],
)
def test_multipliers(words: str, worth: float) -> None:
    assert numbers.value(words) == worth


@pytest.mark.parametrize("text", ["Tensions grew overnight.", "The AK-47 was old.", "Hundreds came.", "A man left."])
def test_what_is_no_number(text: str) -> None:
    assert list(numbers.find(text)) == []


def test_no_value_for_other_words() -> None:
    assert numbers.value("several") is None
    assert numbers.value("") is None


def test_a_number_at_a_given_place() -> None:
    found = numbers.match("between 40 and 60 boats", 15)
    assert found is not None
    assert (found.start, found.end, found.value) == (15, 17, 60)
    assert numbers.match("between 40 and 60 boats", 3) is None
