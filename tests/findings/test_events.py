"""Who did what to whom, read by the real model in sentences of our own. 2024-05-16 is a Thursday."""

from collections.abc import Callable

import pytest

from communique import findings, readings
from communique.shapes import Article, Event, Findings, Kit, Stamp

Read = Callable[[str], Findings]


@pytest.fixture(scope="module")
def read(kit: Kit) -> Read:
    def findings_of(text: str) -> Findings:
        published = Stamp(value="2024-05-16", method="given")
        return findings.find(readings.read(Article(id="a", page_id="p", text=text, published=published), kit))

    return findings_of


def only(found: Findings) -> Event:
    assert len(found.events) == 1, [(event.kind, event.modality) for event in found.events]
    return found.events[0]


@pytest.mark.parametrize(
    ("text", "code", "kind", "modality", "day"),
    [
        (
            "Three men were arrested by Spanish police in Seville on Monday.",
            "COERCE",
            "arrest",
            "happened",
            "2024-05-13",
        ),
        ("Kenya extradited Ivan Petrov to Estonia on Monday.", "COOPERATE", "extradition", "happened", "2024-05-13"),
        ("Kenya plans to extradite Ivan Petrov on Friday.", "COOPERATE", "extradition", "planned", "2024-05-17"),
        (
            "Finnish police are set to extradite Ivan Petrov to Estonia in June.",
            "COOPERATE",
            "extradition",
            "planned",
            "2024-06",
        ),
        ("The Finnish parliament will ratify the treaty in June.", "AGREE", "ratification", "planned", "2024-06"),
        ("Police failed to arrest Ivan Petrov.", "COERCE", "arrest", "denied", None),
        ("Kenya denied arresting Ivan Petrov.", "COERCE", "arrest", "denied", None),
        ("Two Kenyan soldiers were killed in Nairobi on 3 May.", "ASSAULT", "killing", "happened", "2024-05-03"),
        (
            "Kenyan police seized 40 kg of cocaine in Mombasa on Monday.",
            "COERCE",
            "drug-seizure",
            "happened",
            "2024-05-13",
        ),
        ("Kenyan police raided a laboratory in Nakuru on Monday.", "COERCE", "lab-raid", "happened", "2024-05-13"),
        ("Kenya did not extradite Ivan Petrov.", "COOPERATE", "extradition", "denied", None),
        ("Kenya ruled out extraditing Ivan Petrov.", "COOPERATE", "extradition", "denied", None),
        ("Estonia accused Kenya of kidnapping Ivan Petrov.", "ACCUSE", "accusation", "happened", None),
        ("Estonia threatened to expel Kenyan diplomats.", "THREATEN", "warning", "happened", None),
        ("The Finnish president called for talks with Estonia.", "REQUEST", "talks", "called-for", None),
        (
            "Peruvian Foreign Minister Ana Quiroga urged Chile to close the mine.",
            "REQUEST",
            "demand",
            "called-for",
            None,
        ),
    ],
)
def test_code_kind_and_modality(read: Read, text: str, code: str, kind: str, modality: str, day: str | None) -> None:
    event = only(read(text))
    assert (event.code, event.kind, event.modality) == (code, kind, modality)
    assert (event.date.iso if event.date else None) == day


@pytest.mark.parametrize(
    "text",
    [
        "Kenya is considering the extradition of Ivan Petrov.",
        "Kenya would extradite Ivan Petrov if Estonia asked.",
        "If Kenya extradites Ivan Petrov, crowds will cheer.",
        "Estonian sailors may protest in Tallinn on Friday.",
        "Violence, arrests and raids fill the papers.",
    ],
)
def test_the_hypothetical_and_the_generic_are_no_events(read: Read, text: str) -> None:
    assert read(text).events == ()


def test_a_refusal_is_an_event_that_carries_the_deed(read: Read) -> None:
    found = read("Kenya refused to extradite Ivan Petrov to Estonia.")
    refusal = next(event for event in found.events if event.code == "REJECT")
    assert (refusal.kind, refusal.modality) == ("extradition", "happened")
    assert [ref.actor_id for ref in refusal.actor] == ["country/ken"]


def test_blame_is_aimed_at_who_is_blamed(read: Read) -> None:
    event = only(read("Estonia accused Kenya of kidnapping Ivan Petrov."))
    assert ([ref.country for ref in event.actor], [ref.country for ref in event.recipient]) == (["EST"], ["KEN"])


def test_sides_place_and_evidence(read: Read) -> None:
    found = read("Three men were arrested by Spanish police in Seville on Monday, as crowds cheered.")
    event = only(found)
    assert [ref.country for ref in event.actor] == ["ESP"]
    assert [ref.label for ref in event.recipient] == ["unnamed: Three men"]
    assert event.place is not None
    assert event.place.name == "Seville"
    assert found.article.text[event.span.start : event.span.end] == (
        "Three men were arrested by Spanish police in Seville on Monday"
    )


def test_both_sides_of_a_meeting_act(read: Read) -> None:
    for text in (
        "Kenyan President William Ruto met Estonian President Alar Karis in Tallinn on Monday.",
        "Kenyan President William Ruto had a phone call with Estonian President Alar Karis on Monday.",
    ):
        event = only(read(text))
        assert event.reciprocal
        assert ([ref.country for ref in event.actor], event.recipient) == (["KEN", "EST"], ())


def test_a_thing_told_twice_is_one_event(read: Read) -> None:
    found = read(
        "Kenyan police seized 40 kg of cocaine in Mombasa on Monday. "
        "Police in Mombasa seized the cocaine on Monday after a chase."
    )
    event = only(found)
    assert len(event.also) == 1
    other = event.also[0]
    assert "seized the cocaine" in found.article.text[other.start : other.end]


def test_two_days_are_two_events(read: Read) -> None:
    found = read(
        "Kenyan police arrested Ivan Petrov in Mombasa on Monday. Kenyan police arrested Ana Ruiz in Nairobi on 3 May."
    )
    assert [event.date.iso for event in found.events if event.date] == ["2024-05-13", "2024-05-03"]


def test_figures_and_who_reported_it(read: Read) -> None:
    found = read("Kenyan President William Ruto said police had seized 40 kg of cocaine in Mombasa.")
    event = only(found)
    assert [ref.label for ref in event.reported_by] == ["William Ruto"]
    assert event.statement_id == found.statements[0].id
    assert event.figures == tuple(figure.id for figure in found.figures)
    assert len(event.figures) == 1
