"""The calendar side of events, read by the real model in sentences of our own. 2024-05-16 is a Thursday."""

from collections.abc import Callable

import pytest

from communique import findings, readings
from communique.shapes import Article, Findings, Kit, Meeting, Stamp

Read = Callable[[str], Findings]


@pytest.fixture(scope="module")
def read(kit: Kit) -> Read:
    def findings_of(text: str) -> Findings:
        published = Stamp(value="2024-05-16", method="given")
        return findings.find(readings.read(Article(id="a", page_id="p", text=text, published=published), kit))

    return findings_of


def only(found: Findings) -> Meeting:
    assert len(found.meetings) == 1, [meeting.what for meeting in found.meetings]
    return found.meetings[0]


def test_a_planned_meeting_with_its_agenda(read: Read) -> None:
    found = read(
        "Norwegian Prime Minister Kari Lund will meet Swedish Prime Minister Olof Berg in Oslo on Friday "
        "to discuss fishing quotas."
    )
    meeting = only(found)
    assert (meeting.status, meeting.when.iso if meeting.when else None) == ("planned", "2024-05-17")
    assert [ref.country for ref in meeting.parties] == ["NOR", "SWE"]
    assert meeting.place is not None
    assert meeting.place.name == "Oslo"
    assert [found.article.text[span.start : span.end] for span in meeting.agenda] == ["fishing quotas"]
    assert meeting.event_id == found.events[0].id


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kenyan President William Ruto met Estonian President Alar Karis in Tallinn on Monday.", "held"),
        ("Kenya and Estonia will hold talks in Tallinn on Friday.", "planned"),
        ("The meeting between Norway and Sweden on Friday was cancelled.", "cancelled"),
        ("Norway postponed Friday's meeting with Sweden.", "moved"),
    ],
)
def test_status(read: Read, text: str, status: str) -> None:
    assert only(read(text)).status == status


@pytest.mark.parametrize(
    "text",
    [
        "The Finnish president called for talks with Estonia.",
        "Kenyan police arrested Ivan Petrov in Mombasa on Monday.",
    ],
)
def test_what_stands_in_no_calendar(read: Read, text: str) -> None:
    assert read(text).meetings == ()
