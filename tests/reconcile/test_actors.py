"""Actors across articles: proposals with reasons, safe merges, decisions that stand above them."""

from typing import Any

import pytest

from communique.reconcile.actors import merges, unify
from communique.shapes import Actor, ActorRef, Article, Decision, Event, Findings, Merge, Selection, Span, Stamp

HERE = Span(start=0, end=1)


def page(*actors: Actor, day: str = "2031-05-07") -> Findings:
    name = f"article-{len(actors)}-{actors[0].id}-{day}"
    article = Article(id=name, page_id=name, text="x", published=Stamp(value=day, method="meta"))
    refs = tuple(ActorRef(label=one.name, actor_id=one.id, country=one.country) for one in actors)
    event = Event(
        id=f"event-{name}", span=HERE, trigger=HERE, code="x", mode=None, kind="x", modality="happened", actor=refs
    )
    return Findings(article=article, actors=actors, events=(event,))


def person(name: str, **fields: Any) -> Actor:
    made = {"id": f"person/{name.casefold().replace(' ', '-')}", "name": name, "kind": "person", "country": "NRL"}
    return Actor(**(made | fields))


def body(name: str, **fields: Any) -> Actor:
    made = {"id": f"org/{name.casefold().replace(' ', '-')}", "name": name, "kind": "organization", "country": "NRL"}
    return Actor(**(made | fields))


def proposed(*actors: Actor, decisions: tuple[Decision, ...] = ()) -> tuple[Merge, ...]:
    return merges(Selection(findings=tuple(page(one) for one in actors), families=(), occurrences=()), decisions)


def test_two_spellings_of_one_person_are_merged_with_the_reason() -> None:
    (found,) = proposed(person("Ilse Brandt"), person("Ilze Brandt"))
    assert found.safe
    assert {found.one, found.other} == {"person/ilse-brandt", "person/ilze-brandt"}
    assert "ilse and ilze" in found.reason
    assert "same country NRL" in found.reason


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param(person("Ilse Brandt"), person("Ilse Marie Brandt"), id="a name more"),
        pytest.param(person("Ilse Brandt"), person("Ilze Brandt", country=None), id="country not known"),
        pytest.param(body("Drug Control Board"), body("DCB"), id="initials"),
        pytest.param(body("Brandt Mills AG"), body("Brandt Mills GmbH"), id="another legal form"),
    ],
)
def test_what_is_likely_but_not_safe_is_proposed_only(a: Actor, b: Actor) -> None:
    (found,) = proposed(a, b)
    assert not found.safe
    assert found.reason


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param(person("Ilse Brandt"), person("Ilse Brandt", id="person/x", country="XYZ"), id="other countries"),
        pytest.param(person("Ilse Brandt"), body("Ilse Brandt"), id="a person and a body"),
        pytest.param(person("Ilse Brandt"), person("Karl Brandt"), id="another first name"),
        pytest.param(person("Ilse Brandt"), person("Ilse Brandt", id="unnamed/x", kind="unnamed"), id="unnamed"),
    ],
)
def test_what_is_never_proposed(a: Actor, b: Actor) -> None:
    assert proposed(a, b) == ()


def test_a_rival_makes_a_merge_unsafe() -> None:
    found = proposed(person("I. Brandt"), person("Ilse Brandt"), person("Ingo Brandt"))
    assert {frozenset((one.one, one.other)) for one in found if not one.safe} >= {
        frozenset(("person/i.-brandt", "person/ilse-brandt")),
        frozenset(("person/i.-brandt", "person/ingo-brandt")),
    }
    assert not any(one.safe for one in found)
    assert any("is as like one of them" in one.reason for one in found)


def test_a_role_that_both_held_stands_in_the_reason_with_its_days() -> None:
    a = page(person("Ilse Brandt", role="Minister of Health"), day="2031-05-01")
    b = page(person("Ilze Brandt", role="minister of health"), day="2031-06-01")
    (found,) = merges(Selection(findings=(a, b), families=(), occurrences=()))
    assert "both minister of health (2031-05-01 to 2031-06-01)" in found.reason


def test_decisions_stand_above_the_rules_and_can_be_taken_back() -> None:
    a, b = person("Ilse Brandt"), person("Ilze Brandt")
    apart = Decision(one=a.id, other=b.id, same=False)
    assert proposed(a, b, decisions=(apart,)) == ()
    one = Decision(one="person/ilse-brandt", other="person/the-fox", same=True)
    (found,) = proposed(a, person("The Fox"), decisions=(one,))
    assert (found.decided, found.safe) == (True, False)
    assert proposed(a, person("The Fox")) == ()


def test_merged_actors_have_one_id_in_what_is_read_and_the_rest_is_as_it_was() -> None:
    pages = (page(person("Ilse Brandt")), page(person("Ilze Brandt")), page(person("Ilse Brandt"), day="2031-05-09"))
    selection = Selection(findings=(*pages, page(body("DCB"))), families=(), occurrences=())
    found = unify(selection, merges(selection))
    assert [one.events[0].actor[0].actor_id for one in found.findings] == 3 * ["person/ilse-brandt"] + ["org/dcb"]
    assert [one.actors[0].id for one in found.findings] == 3 * ["person/ilse-brandt"] + ["org/dcb"]
    assert found.findings[1].events[0].actor[0].label == "Ilze Brandt"
    assert found.findings[3] == selection.findings[3]


def test_nothing_to_merge_leaves_the_selection() -> None:
    selection = Selection(findings=(page(person("Ilse Brandt")),), families=(), occurrences=())
    assert unify(selection, merges(selection)) is selection
