"""Stories: articles about one happening, by their words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.reconcile.stories import likeness, stories
from communique.shapes import Article, Stamp

FERRY = (
    "The ferry Santa Rita sank off Punta Gorda on Tuesday with 40 people on board. Fishermen pulled 31 of them out.",
    "Divers searched Punta Gorda bay on Wednesday for nine people missing since the ferry Santa Rita went down.",
    "The captain of the Santa Rita was arrested. He had left Punta Gorda with 40 people on a ferry licensed for 25.",
)
ORCHARD = (
    "Frost on Sunday night destroyed the apricot harvest of the Maule valley, growers said. They want cheap loans.",
    "Apricot growers of the Maule valley blocked a bridge and demanded loans after the frost of Sunday night.",
    "The minister promised loans to growers in the Maule valley, where frost destroyed nearly every apricot.",
)


def article(name: str, text: str, day: str = "2023-03-05") -> Article:
    return Article(id=name, page_id=name, text=text, published=Stamp(value=day, method="meta"))


def test_two_happenings_are_two_stories() -> None:
    told = [article(f"f{n}", text) for n, text in enumerate(FERRY)]
    told += [article(f"o{n}", text) for n, text in enumerate(ORCHARD)]
    found = {frozenset(story.articles) for story in stories(told)}
    assert found == {frozenset({"f0", "f1", "f2"}), frozenset({"o0", "o1", "o2"})}


def test_the_earliest_comes_first() -> None:
    told = [article("b", FERRY[0], "2023-03-07"), article("a", FERRY[1], "2023-03-08")]
    assert [story.articles for story in stories(told)] == [("b", "a")]


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["one"]])
def test_little_or_nothing_is_no_story_of_many(texts: list[str]) -> None:
    found = stories([article(str(number), text) for number, text in enumerate(texts)])
    assert [len(story.articles) for story in found] == [1] * len(texts)


def test_likeness_is_symmetric_and_never_of_itself() -> None:
    found = likeness([*FERRY, *ORCHARD])
    assert (abs(found - found.T) < 1e-6).all()
    assert (found.diagonal() == 0).all()
    assert found[0, 1] > found[0, 3]


@given(st.permutations(range(6)))
@settings(max_examples=20, deadline=None)
def test_the_order_of_articles_does_not_matter(order: list[int]) -> None:
    told = [article(f"a{n}", text) for n, text in enumerate([*FERRY, *ORCHARD])]
    assert stories([told[number] for number in order]) == stories(told)
