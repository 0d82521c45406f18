"""Progress by goal, with the gaps named, and what the pages leave unknown."""

from collections.abc import Iterator, Sequence

from communique.briefs import blocks_calendar, rank, sources, wording, words
from communique.briefs.blocks_top import cite
from communique.briefs.citations import Ledger
from communique.briefs.index import Index, Item, published_of
from communique.shapes import (
    Article,
    DossierView,
    Event,
    Findings,
    Goal,
    Line,
    Objective,
    Progress,
    Section,
    Span,
    Statement,
)

UNKNOWN = 6
UNNAMED, UNPLACED, GONE_BY = 2, 2, 2
NEWEST = 13
"""Words shown of the newest item of an objective."""


def by_goal(idx: Index, ledger: Ledger) -> Section:
    """A row for each objective with a report, and a line naming those without, goal by goal."""
    dossier = idx.view.dossier
    cross = (Goal(id="", name=words.lookup("line.cross"), objectives=dossier.cross),) if dossier.cross else ()
    lines = [line for goal in (*dossier.goals, *cross) for line in _goal(idx, ledger, goal)]
    lines += [
        Line(cells=(words.say("line.promise", day=words.day(one.date), promise=one.promise),), tags=("dossier",))
        for one in dossier.milestones
        if one.promise and one.date <= idx.view.as_of
    ]
    columns = tuple(words.lookup("columns.progress"))
    note = words.lookup("note.progress") if lines else words.lookup("note.none")
    return Section(
        id="progress", title=words.lookup("section.progress"), columns=columns, lines=tuple(lines), note=note
    )


def unknown(idx: Index, ledger: Ledger) -> Section:
    """What a reader would ask and the pages do not answer, the calendar first."""
    lines = [
        *_calendar_gaps(idx, ledger),
        *_gone_by(idx, ledger),
        *_unnamed(idx, ledger),
        *_unplaced(idx, ledger),
        *_undated(idx, ledger),
        *_pages(idx, ledger),
        *_silent(idx.view),
    ]
    shown = tuple(lines[:UNKNOWN])
    if len(lines) > UNKNOWN:
        shown = (*shown, Line(cells=(words.count("more", len(lines) - UNKNOWN),), tags=("count",)))
    note = None if lines else words.lookup("note.none")
    return Section(id="unknown", title=words.lookup("section.unknown"), lines=shown, note=note)


# ---- progress --------------------------------------------------------------------------------------------------


def _goal(idx: Index, ledger: Ledger, goal: Goal) -> Iterator[Line]:
    rows = {row.objective: row for row in idx.view.progress}
    yield Line(cells=(f"{goal.id} {goal.name}".strip(),), tags=("goal",))
    silent = []
    for objective in goal.objectives:
        row = rows.get(objective.id)
        if row is None or not row.finding_ids:
            silent.append(_title(objective))
        else:
            yield _objective(idx, ledger, objective, row)
    if silent:
        yield Line(cells=(words.say("line.no_report", names="; ".join(silent)),), tags=("gap",))


def _title(objective: Objective) -> str:
    return f"{objective.id} {objective.name}{'*' if objective.unverified else ''}"


def _objective(idx: Index, ledger: Ledger, objective: Objective, row: Progress) -> Line:
    ids = set(row.finding_ids)
    said = [item for item in idx.statements if ids & item.finding_ids]
    done = [item for item in idx.events if ids & item.finding_ids]
    counts = words.joined(
        (
            words.count("statement", len(said)) if said else "",
            words.count("event", len(done)) if done else "",
        ),
        ", ",
    )
    newest = _newest([*done, *said], idx.view.as_of)
    tags = ("unverified",) if objective.unverified else ()
    earlier = "" if counts or idx.view.since is None else words.say("line.earlier", since=words.day(idx.view.since))
    cells = (_title(objective), counts or earlier, _last(row), _words(newest) if newest else "")
    return Line(cells=cells, citations=cite(ledger, newest, 1) if newest else (), tags=tags)


def _last(row: Progress) -> str:
    if row.last is None or row.gap_days is None:
        return ""
    key = "line.last" if row.gap_days else "line.last_today"
    return words.say(key, last=words.day(row.last), gap=words.count("day", row.gap_days))


def _newest(items: Sequence[Item[Statement] | Item[Event]], as_of: str) -> Item[Statement] | Item[Event] | None:
    """The newest item; among those of one day what was said or done before plans, then the first as given."""

    def order(item: Item[Statement] | Item[Event]) -> tuple[str, bool]:
        finding = item.lead.finding
        return _day(item, as_of), not isinstance(finding, Event) or finding.modality == "happened"

    return max(items, key=order, default=None)


def _day(item: Item[Statement] | Item[Event], as_of: str) -> str:
    """The day told; the page's where none is told, or where it is still to come. As in the column beside it."""
    date = item.lead.finding.date
    planned = isinstance(item.lead.finding, Event) and item.lead.finding.modality != "happened"
    end = (date.end or date.start or "")[:10] if date and date.iso and not planned else ""
    return end if end and end <= as_of else published_of(item.lead.found.article)[:10]


def _words(item: Item[Statement] | Item[Event]) -> str:
    finding, found = item.lead.finding, item.lead.found
    if isinstance(finding, Statement):
        return wording.spoken(finding, found, NEWEST)
    return wording.told(finding, found, NEWEST)


# ---- unknown ---------------------------------------------------------------------------------------------------


def _calendar_gaps(idx: Index, ledger: Ledger) -> Iterator[Line]:
    for item in blocks_calendar.coming(idx)[:2]:
        when = item.when.iso if item.when else None
        if when is None or len(when) < 10:
            key = "gaps.day_of_month" if when else "gaps.no_date"
            article, span, name = item.tellings[0]
            text = words.say(key, when=words.day(when), words=item.words.rstrip(".…"))
            yield Line(cells=(text,), citations=(ledger.cite(article, span, name),))


def _gone_by(idx: Index, ledger: Ledger) -> Iterator[Line]:
    """Plans whose day is over and of which no page says that they were carried out."""
    for item in blocks_calendar.gone_by(idx)[:GONE_BY]:
        article, span, name = item.tellings[0]
        text = item.words
        cells = (words.say("gaps.gone_by", when=item.day, words=text, stop=words.stop(text)),)
        yield Line(cells=cells, citations=(ledger.cite(article, span, name),))


def _unnamed(idx: Index, ledger: Ledger) -> Iterator[Line]:
    """Sources without a name behind the weightiest statements."""
    unnamed = [
        item
        for item in idx.statements
        if item.lead.finding.speaker and all(ref.label.startswith("unnamed") for ref in item.lead.finding.speaker)
    ]
    for item in unnamed[:UNNAMED]:
        said, article = item.lead.finding, item.lead.found.article
        # Not the whole sentence: somebody else may be named in it.
        text = words.say("line.spoken", who=_label(said), words=wording.uttered(said, article, NEWEST))
        cells = (words.say("gaps.unnamed", words=text, stop=words.stop(text)),)
        yield Line(cells=cells, citations=(ledger.cite(article, said.span, said.id),))


def _label(statement: Statement) -> str:
    labels = dict.fromkeys(words.fold(ref.label.removeprefix("unnamed:")) for ref in statement.speaker)
    text = words.joined(labels, ", ")
    return text[:1].upper() + text[1:]


def _unplaced(idx: Index, ledger: Ledger) -> Iterator[Line]:
    seen: set[str] = set()
    for found in idx.shown:
        for place in found.places:
            name = words.fold(place.name)
            known = place.geonames_id is not None or place.country is not None or place.level != "unknown"
            if not known and name not in seen and len(seen) < UNPLACED:
                seen.add(name)
                number = ledger.cite(found.article, place.span)
                yield Line(cells=(words.say("gaps.unplaced", words=name),), citations=(number,))


def _undated(idx: Index, ledger: Ledger) -> Iterator[Line]:
    done = [item for item in idx.events if rank.is_deed(item)]
    undated = [item for item in done if item.lead.finding.date is None]
    if undated:
        text = wording.told(undated[0].lead.finding, undated[0].lead.found, NEWEST)
        cells = (words.say("gaps.undated", n=len(undated), total=len(done), words=text, stop=words.stop(text)),)
        yield Line(cells=cells, citations=cite(ledger, undated[0], 1))


def _pages(idx: Index, ledger: Ledger) -> Iterator[Line]:
    """Pages whose stamps have no zone, no date, or that were not open in full, each kind cited by the first words of
    one; and pages in a language that is not read."""
    checks = (
        ("zone", [found for found in idx.shown if _is_naive(found.article)]),
        ("no_published", [found for found in idx.shown if found.article.published is None]),
        ("stub", [found for found in idx.shown if found.article.access != "open"]),
    )
    for name, pages in checks:
        if pages:
            numbers = tuple(ledger.cite(found.article, _opening(found)) for found in pages[:1])
            text = words.say(f"gaps.{name}", pages=words.count("page", len(pages)))
            yield Line(cells=(text,), citations=numbers)
    for language, articles in sources.unread(idx).items():
        text = words.say("gaps.unread", pages=words.count("page", len(articles)), language=language)
        yield Line(cells=(text,), tags=("gap",))


def _is_naive(article: Article) -> bool:
    value = article.published.value if article.published else ""
    return "T" in value and not (value.endswith("Z") or "+" in value or "-" in value.partition("T")[2])


def _opening(found: Findings) -> Span:
    """The first words of an article stand for its page."""
    return Span(start=0, end=len(found.article.text.partition("\n\n")[0][:60].rpartition(" ")[0]) or 1)


def _silent(view: DossierView) -> Iterator[Line]:
    silent = [row for row in view.progress if not row.finding_ids]
    if silent:
        yield Line(cells=(words.say("gaps.silent", n=len(silent), total=len(view.progress)),), tags=("gap",))
