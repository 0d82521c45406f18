"""The tables: who said what; what happened; what was called for, planned or denied; numbers."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from communique import phrases
from communique.briefs import blocks_calendar, rank, wording, words
from communique.briefs.blocks_top import cite, is_shown_disputed
from communique.briefs.citations import Ledger
from communique.briefs.index import Index, Item, sourcing
from communique.shapes import Article, Event, Figure, Findings, Line, Section, Statement

SAID, HAPPENED, OTHER, NUMBERS = 6, 7, 3, 6
"""Rows shown, for one to two printed pages; what is left out is counted."""
PER_SPEAKER, PER_STORY = 2, 2
"""Rows of one speaker, and events of one story, before others have their turn."""
WORDS, FRAGMENT = 36, 6
"""Words of a statement or event in a row; reported words fewer than `FRAGMENT` are shown in their sentence."""

S = TypeVar("S", Statement, Event)
R = TypeVar("R")


def said(idx: Index, ledger: Ledger) -> Section:
    """Statements by weight, then in order of date; a speaker's third waits until all others have been heard.

    What the disputes show stands there, with the other side beside it.
    """
    shown = is_shown_disputed(idx)
    ranked = [
        item
        for item in idx.statements
        if item.lead.finding.speaker and not item.lead.finding.headline and not shown(item)
    ]
    chosen = _spread(ranked, _speaker, PER_SPEAKER)[:SAID]
    lines = [_said(idx, ledger, item) for item in _dated(chosen)]
    return _section("said", lines, len(ranked) - len(chosen), note=words.lookup("note.said") if lines else None)


def happened(idx: Index, ledger: Ledger) -> Section:
    """Events that happened, by weight, then in order of date. What one sentence tells of one day is one row."""
    ranked = [item for item in idx.events if rank.is_deed(item)]
    rows = _spread(_rows(ranked), lambda row: _family(row[0]), PER_STORY)[:HAPPENED]
    chosen = {row[0].lead.finding.id: row for row in rows}
    lines = [_happened(idx, ledger, chosen[item.lead.finding.id]) for item in _dated([row[0] for row in rows])]
    return _section("happened", lines, len(ranked) - sum(map(len, rows)))


def _spread(items: list[R], key: Callable[[R], str], most: int) -> list[R]:
    """The items in order, but those beyond the first `most` of a key behind all others."""
    seen: dict[str, int] = {}
    late = []
    for item in items:
        seen[key(item)] = seen.get(key(item), 0) + 1
        late.append(seen[key(item)] > most)
    order = sorted(range(len(items)), key=lambda n: late[n])
    return [items[n] for n in order]


def _family(item: Item[Event] | Item[Figure]) -> str:
    return item.lead.family.id


def _speaker(item: Item[Statement]) -> str:
    return "+".join(sorted(ref.actor_id or ref.label for ref in item.lead.finding.speaker))


def _rows(items: list[Item[Event]]) -> list[list[Item[Event]]]:
    """Events in order, those of one sentence and date together; the one shown by the most words stands for them."""
    rows: dict[tuple[str, int, str | None], list[Item[Event]]] = {}
    for item in items:
        event, article = item.lead.finding, item.lead.found.article
        start, _ = phrases.sentence(article.text, event.span.start, event.span.end)
        rows.setdefault((article.id, start, _day(event)), []).append(item)
    return [sorted(row, key=lambda item: -_shown(item)) for row in rows.values()]


def _shown(item: Item[Event]) -> int:
    span = wording.shown(item.lead.finding, item.lead.found.article)
    return span.end - span.start


def _day(event: Event) -> str | None:
    """The month or day told; a year alone tells no events of one sentence apart."""
    iso = event.date.iso if event.date else None
    return iso if iso and len(iso) > len("2023") else None


def other(idx: Index, ledger: Ledger) -> Section:
    """Events called for, planned or denied: apart from what happened, what lies ahead with a date has its own block."""
    ahead = {name for thing in blocks_calendar.coming(idx) for name in thing.event_ids}
    ranked = [item for item in idx.events if item.lead.finding.modality != "happened" or _is_asked(item)]
    ranked = [item for item in ranked if not item.finding_ids & ahead]
    settled = blocks_calendar.settled(idx)
    ranked.sort(key=lambda item: _is_past_plan(item, idx.view.as_of) or bool(item.finding_ids & settled))
    rows = _rows(ranked)[:OTHER]
    chosen = {row[0].lead.finding.id: row for row in rows}
    lines = [_other(idx, ledger, chosen[item.lead.finding.id]) for item in _dated([row[0] for row in rows])]
    return _section("other", lines, len(ranked) - sum(map(len, rows)))


def numbers(idx: Index, ledger: Ledger) -> Section:
    """Figures by weight, as reported; a story's third waits until all others had their turn."""
    ranked = [item for item in idx.figures if _says_what(item)]
    lines = [_number(idx, ledger, item) for item in _spread(ranked, _family, PER_STORY)[:NUMBERS]]
    return _section("numbers", lines, len(ranked) - len(lines), note=words.lookup("note.numbers") if lines else None)


def _is_asked(item: Item[Event]) -> bool:
    """Demands and refusals are acts of speech: what they name was called for or turned down, not done."""
    return item.lead.finding.code in rank.SPEECH


def _is_past_plan(item: Item[Event], as_of: str) -> bool:
    """A plan for a day gone by tells nothing any more: it comes last."""
    date = item.lead.finding.date
    start = date.start if date else None
    return item.lead.finding.modality == "planned" and start is not None and start[:10] <= as_of


def _says_what(item: Item[Figure]) -> bool:
    figure = item.lead.finding
    return figure.measure is not None or (figure.item is not None and bool(item.objectives))


def _section(name: str, lines: list[Line], left_out: int, note: str | None = None) -> Section:
    if left_out > 0:
        lines = [*lines, Line(cells=(words.count("more", left_out),), tags=("count",))]
    return Section(
        id=name,
        title=words.lookup(f"section.{name}"),
        columns=tuple(words.lookup(f"columns.{name}")),
        lines=tuple(lines),
        note=note if lines else words.lookup("note.none"),
    )


def _dated(items: list[Item[S]]) -> list[Item[S]]:
    return sorted(items, key=_date)


def _date(item: Item[Statement] | Item[Event]) -> tuple[str, str, int]:
    finding, article = item.lead.finding, item.lead.found.article
    own = (finding.date.start or finding.date.iso) if finding.date else None
    published = article.published.value if article.published else "9999"
    # A year alone says little: its page's day puts the row where a reader looks for it.
    known = own if own and finding.date and len(finding.date.iso or "") != len("2023") else published
    return (known[:10], article.id, finding.span.start)


def _said(idx: Index, ledger: Ledger, item: Item[Statement]) -> Line:
    statement, found = item.lead.finding, item.lead.found
    return Line(
        cells=(
            wording.when(statement.date, found.article),
            wording.who(statement.speaker, found, office=True),
            statement.act,
            _words(statement, found.article),
            _goals(item.objectives),
        ),
        citations=cite(ledger, item, 2) if _is_fragment(statement, found.article) else _cite_statement(ledger, item),
        tags=(statement.act, statement.kind),
    )


def _words(statement: Statement, article: Article) -> str:
    if _is_fragment(statement, article):
        return wording.cut(article, wording.shown(statement, article), WORDS)
    return wording.uttered(statement, article, WORDS)


def _is_fragment(statement: Statement, article: Article) -> bool:
    """Reported words too few to be understood alone, such as the object of "denies"."""
    words_said = article.text[statement.content.start : statement.content.end].split()
    return statement.kind == "indirect" and len(words_said) < FRAGMENT


def _cite_statement(ledger: Ledger, item: Item[Statement]) -> tuple[int, ...]:
    """The table shows what was said, so it cites the statement, not the sentence around it."""
    return tuple(ledger.cite(t.found.article, t.finding.span, t.finding.id) for t in item.tellings[:2])


def _happened(idx: Index, ledger: Ledger, row: list[Item[Event]]) -> Line:
    event, found = row[0].lead.finding, row[0].lead.found
    reporters = wording.who(event.reported_by, found)
    via = words.say("sourcing.via", who=reporters) if reporters else ""
    where = dict.fromkeys(wording.place(item.lead.finding) for item in row)
    goals = dict.fromkeys(name for item in row for name in item.objectives)
    return Line(
        cells=(
            wording.when(event.date, found.article),
            ", ".join(dict.fromkeys(_kind(item.lead.finding) for item in row)),
            wording.told(event, found, WORDS),
            words.joined(where, ", "),
            _goals(goals),
            words.joined((sourcing(idx, row[0].articles), via), ", "),
        ),
        citations=cite(ledger, row[0], 2),
        tags=(event.modality,),
    )


def _goals(objectives: Iterable[str]) -> str:
    return " ".join(sorted(objectives))


def _kind(event: Event) -> str:
    return event.kind.replace("-", " ") if event.kind and event.kind != "none" else event.code.lower()


def _other(idx: Index, ledger: Ledger, row: list[Item[Event]]) -> Line:
    event, article = row[0].lead.finding, row[0].lead.found.article
    return Line(
        cells=(
            wording.when(event.date, article),
            ", ".join(dict.fromkeys(_status(item.lead.finding) for item in row)),
            wording.told(event, row[0].lead.found, WORDS),
            _goals(dict.fromkeys(name for item in row for name in item.objectives)),
            sourcing(idx, row[0].articles),
        ),
        citations=cite(ledger, row[0], 2),
        tags=(event.modality,),
    )


def _status(event: Event) -> str:
    """`military action: called for`; an act of speech by its kind, such as `refusal`."""
    if event.modality == "happened":
        return _kind(event)
    modality = str(words.lookup(f"modality.{event.modality}"))
    return f"{_kind(event)}: {modality}" if event.kind not in ("none", "") else modality


def _number(idx: Index, ledger: Ledger, item: Item[Figure]) -> Line:
    figure, found = item.lead.finding, item.lead.found
    holder = _holder(figure, found)
    date = wording.when(holder.date if holder else None, found.article)
    where = wording.place(holder) if holder else ""
    reporters = wording.who(figure.reporter or (holder.reported_by if holder else ()), found)
    via = words.say("sourcing.via", who=reporters) if reporters else ""
    return Line(
        cells=(
            _value(figure),
            words.joined((figure.item or "", figure.measure or ""), ", "),
            words.joined((date, where), ", "),
            wording.cut(found.article, figure.span),
            words.joined((sourcing(idx, item.articles), via), ", "),
        ),
        citations=cite(ledger, item, 2),
        tags=("figure",),
    )


def _holder(figure: Figure, found: Findings) -> Event | None:
    """The event that a figure is told with; of several the nearest."""
    events = [event for event in found.events if figure.id in event.figures]
    return min(events, key=lambda event: abs(event.trigger.start - figure.span.start), default=None)


def _value(figure: Figure) -> str:
    """`500,000 pills`, `at least 20 kg`, `2–3 people`."""
    value = words.number(figure.value)
    if figure.value_max is not None and figure.value_max != figure.value:
        value = f"{value}–{words.number(figure.value_max)}"
    bound = words.lookup(f"bound.{figure.bound}") if figure.bound else ""
    shows_unit = figure.unit != "count" and figure.unit not in (figure.item or "").split()
    return words.joined((bound, value, figure.unit if shows_unit else ""), " ")
