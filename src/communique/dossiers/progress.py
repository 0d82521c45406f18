"""What the record holds on each objective, and for how many days nothing came in."""

import calendar
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from communique.shapes import Dossier, Filing, Findings, Progress, Selection


def progress(dossier: Dossier, selection: Selection, filings: Sequence[Filing], as_of: str) -> tuple[Progress, ...]:
    """One row for each objective, in the order of the dossier.

    `last` is the newest time at which something filed there was said or done, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`
    as far as it is known; where the page tells none, its day of publication. What was planned, called for or denied
    counts on the day it was reported, whenever it was meant for. `gap_days` counts from the end of `last` to `as_of`.
    """
    days = dict(_days(selection, as_of))
    filed: dict[str, list[str]] = defaultdict(list)
    for filing in filings:
        filed[filing.objective].append(filing.finding_id)
    topics = (*(objective for goal in dossier.goals for objective in goal.objectives), *dossier.cross)
    return tuple(_row(topic.id, tuple(dict.fromkeys(filed[topic.id])), days, as_of) for topic in topics)


def _row(objective: str, ids: tuple[str, ...], days: dict[str, str], as_of: str) -> Progress:
    last = max((days[name] for name in ids if name in days), key=_end, default=None)
    gap = None if last is None else max(0, (date.fromisoformat(as_of) - date.fromisoformat(_end(last))).days)
    return Progress(objective=objective, finding_ids=ids, last=last, gap_days=gap)


def _days(selection: Selection, as_of: str) -> Iterator[tuple[str, str]]:
    for found in selection.findings:
        published = found.article.published.value[:10] if found.article.published else None
        for name, day in _dated(found):
            # A month or year that is not over says too little: the last report is then the page's day.
            known = day if day and _end(day) <= as_of else published
            if known and known <= as_of:
                yield name, known


def _dated(found: Findings) -> Iterator[tuple[str, str | None]]:
    for statement in found.statements:
        yield statement.id, statement.date.iso if statement.date else None
    done = {event.id: event.date.iso for event in found.events if event.date and event.modality == "happened"}
    for event in found.events:
        yield event.id, done.get(event.id)
    for figure in found.figures:
        yield figure.id, next((done.get(event.id) for event in found.events if figure.id in event.figures), None)
    for meeting in found.meetings:
        yield meeting.id, meeting.when.iso if meeting.when and meeting.status == "held" else None


def _end(day: str) -> str:
    """The last day of a year, month or day: `2023-02` -> `2023-02-28`."""
    if len(day) == 4:
        return f"{day}-12-31"
    if len(day) == 7:
        return f"{day}-{calendar.monthrange(int(day[:4]), int(day[5:]))[1]:02d}"
    return day
