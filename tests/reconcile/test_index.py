"""Candidates by shared keys."""

from communique.reconcile.index import HOLDERS, Index
from communique.shapes import Keys


def keys(name: str, *numbers: int, first: int = 0, last: int = 0) -> Keys:
    return Keys(id=name, keys=numbers, first=first, last=last)


def index(*held: Keys) -> Index:
    made = Index()
    for one in held:
        made.add(one)
    return made


def test_those_with_most_keys_in_common_come_first() -> None:
    held = index(keys("a", 1), keys("b", 1, 2), keys("c", 3))
    assert held.near(keys("x", 1, 2), shared=1, most=5) == ("b", "a")
    assert held.near(keys("x", 1, 2), shared=2, most=5) == ("b",)
    assert held.near(keys("x", 1, 2), shared=1, most=1) == ("b",)


def test_nobody_is_near_to_itself() -> None:
    assert index(keys("a", 1)).near(keys("a", 1), shared=1, most=5) == ()


def test_days_must_meet_and_unknown_ones_do() -> None:
    held = index(keys("a", 1, first=10, last=11), keys("b", 1, first=30, last=31), keys("c", 1))
    assert held.near(keys("x", 1, first=5, last=11), shared=1, most=5) == ("a", "c")
    assert held.near(keys("x", 1, first=11, last=12), shared=1, most=5) == ("c",)
    assert held.near(keys("x", 1), shared=1, most=5) == ("a", "b", "c")


def test_a_key_of_very_many_gives_its_first_holders() -> None:
    held = index(*(keys(f"{number:04}", 1) for number in range(HOLDERS + 50)))
    found = held.near(keys("x", 1), shared=1, most=10_000)
    assert len(found) == HOLDERS
    assert found[-1] == f"{HOLDERS - 1:04}"
