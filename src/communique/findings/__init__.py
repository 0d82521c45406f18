"""Findings: statements, events, figures and meetings of a reading, every one with its span.

Order: figures and statements stand by themselves; events need both; meetings are events seen as a calendar.
"""

from communique.findings.events import find_events
from communique.findings.figures import find_figures
from communique.findings.meetings import find_meetings
from communique.findings.statements import find_statements
from communique.shapes import Findings, Reading

__all__ = ["find"]


def find(reading: Reading) -> Findings:
    """All findings of one article, in text order."""
    figures = find_figures(reading)
    statements = find_statements(reading)
    events = find_events(reading, tuple(said for said in statements if said.told), figures)
    return Findings(
        article=reading.article,
        statements=statements,
        events=events,
        figures=figures,
        meetings=find_meetings(reading, events),
        actors=reading.actors,
        places=reading.places,
        times=reading.times,
    )
