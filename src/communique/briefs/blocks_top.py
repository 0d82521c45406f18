"""The blocks one reads in a minute: bottom line, key points, disputes."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby, product

from communique.briefs import blocks_calendar, rank, wording, words
from communique.briefs.citations import Ledger
from communique.briefs.index import Index, Item, families, sourcing
from communique.shapes import Article, Dispute, DisputeSide, Event, Figure, Line, Section, Span, Statement

KEY_POINTS = 5
DISPUTES, SIDES = 4, 3
"""Disputes shown, and tellings shown on each side."""
ALIKE = 2
"""Points about the same objectives, the bottom line among them."""
SHORT, POINT = 32, 40
"""Words of a page in one half of a sentence about a dispute, and in a key point."""


def bottom_line(idx: Index, ledger: Ledger) -> Section:
    """At most three sentences: the weightiest event or statement, the first dispute, what matters most ahead."""
    lines = [*_leading(idx, ledger), *_dispute_sentence(idx, ledger), *blocks_calendar.main_date(idx, ledger)]
    return Section(id="bottom-line", title=words.lookup("section.bottom"), lines=tuple(lines), note=_empty(lines))


def key_points(idx: Index, ledger: Ledger) -> Section:
    """Up to five statements and events: one of a speaker and of a story, not what the bottom line said already."""
    lines = tuple(_point(idx, ledger, item) for item in _points(idx))
    return Section(id="key-points", title=words.lookup("section.key"), lines=lines, note=_empty(lines))


def disputes(idx: Index, ledger: Ledger) -> Section:
    """Each dispute with both sides under each other; several disputes about one thing are one."""
    groups = _groups(idx)
    lines: list[Line] = []
    for group in groups[:DISPUTES]:
        lines += _sides(idx, ledger, group)
    if len(groups) > DISPUTES:
        lines.append(_more(len(groups) - DISPUTES))
    articles = [idx.by_article[side.article_id].article for group in groups for side in _all_sides(group)]
    known = len(families(idx, articles))
    status = words.lookup("note.families")[0 if known == 1 else 1].format(n=known)
    note = words.say("note.dispute", status=status) if groups else words.lookup("note.dispute_none")
    columns = tuple(words.lookup("columns.dispute"))
    return Section(id="disputes", title=words.lookup("section.dispute"), columns=columns, lines=tuple(lines), note=note)


def _empty(lines: list[Line] | tuple[Line, ...]) -> str | None:
    return None if lines else str(words.lookup("note.none"))


def _more(number: int) -> Line:
    return Line(cells=(words.count("more", number),), tags=("count",))


# ---- bottom line and key points --------------------------------------------------------------------------------


def _leading(idx: Index, ledger: Ledger) -> Iterator[Line]:
    first = next(iter(_candidates(idx)), None)
    if first is not None:
        yield _point(idx, ledger, first)


def _candidates(idx: Index) -> list[Item[Statement] | Item[Event]]:
    """Statements with a speaker and deeds, those that concern the dossier first; what is disputed has its own line."""
    said = [item for item in idx.statements if _stands_alone(item) and not item.disputed]
    done = [item for item in idx.events if rank.is_deed(item) and not item.disputed]
    both: list[Item[Statement] | Item[Event]] = [*said, *done]
    return sorted(both, key=lambda item: (not rank.concerns_dossier(idx, item), -rank.weight(idx, item)))


def _stands_alone(item: Item[Statement]) -> bool:
    statement = item.lead.finding
    length = statement.content.end - statement.content.start
    return bool(statement.speaker) and not statement.continues and not statement.headline and length > 20


def _points(idx: Index) -> list[Item[Statement] | Item[Event]]:
    """The weightiest of different speakers, stories and topics; the first of all stands in the bottom line.

    Where too few stories are on record, a story may speak twice, but no speaker and no words of a page.
    """
    candidates = _candidates(idx)
    apart = _chosen(candidates, [], lambda item: {*_speakers(item), item.lead.family.id}, ALIKE)
    chosen = _chosen(candidates, apart, _speakers, len(candidates))
    return chosen[1:] or chosen


def _chosen(
    candidates: list[Item[Statement] | Item[Event]],
    before: list[Item[Statement] | Item[Event]],
    keys: Callable[[Item[Statement] | Item[Event]], set[str]],
    alike: int,
) -> list[Item[Statement] | Item[Event]]:
    """`before` and further candidates that share no key and no words with those chosen, `alike` of one topic."""
    chosen = list(before)
    taken = {key for item in chosen for key in keys(item)}
    topics = Counter(item.objectives for item in chosen)
    for item in candidates:
        # What is filed nowhere has no topic that could be told twice.
        told = topics[item.objectives] >= alike and bool(item.objectives)
        if len(chosen) > KEY_POINTS or told or keys(item) & taken or any(_overlap(item, one) for one in chosen):
            continue
        taken |= keys(item)
        topics[item.objectives] += 1
        chosen.append(item)
    return chosen


def _speakers(item: Item[Statement] | Item[Event]) -> set[str]:
    finding = item.lead.finding
    if isinstance(finding, Statement):
        return {"+".join(sorted(ref.actor_id or ref.label for ref in finding.speaker))}
    return set()


def _overlap(one: Item[Statement] | Item[Event], other: Item[Statement] | Item[Event]) -> bool:
    """Whether two items show the same words of a page."""
    return any(
        a[0] == b[0] and a[1].start < b[1].end and b[1].start < a[1].end
        for a, b in product(_showing(one), _showing(other))
    )


def _showing(item: Item[Statement] | Item[Event]) -> list[tuple[str, Span]]:
    return [(t.found.article.id, wording.shown(t.finding, t.found.article)) for t in item.tellings]


def _point(idx: Index, ledger: Ledger, item: Item[Statement] | Item[Event]) -> Line:
    finding, found = item.lead.finding, item.lead.found
    if isinstance(finding, Statement):
        text = wording.spoken(finding, found, POINT)
    else:
        text = wording.told(finding, found, POINT)
        text = text[:1].upper() + text[1:]
    date = wording.day_told(finding.date)
    return Line(
        cells=(
            words.say(
                "line.key" if date else "line.key_undated",
                date=date or wording.page_of(found.article),
                words=text,
                stop=words.stop(text),
                sourcing=sourcing(idx, item.articles),
            ),
        ),
        citations=cite(ledger, item),
    )


def cite(ledger: Ledger, item: Item[Statement] | Item[Event] | Item[Figure], limit: int = 3) -> tuple[int, ...]:
    """Numbers of up to `limit` tellings of an item."""
    return tuple(
        ledger.cite(telling.found.article, _shown(telling.finding, telling.found.article), telling.finding.id)
        for telling in item.tellings[:limit]
    )


def _shown(finding: Statement | Event | Figure, article: Article) -> Span:
    return finding.span if isinstance(finding, Figure) else wording.shown(finding, article)


# ---- disputes --------------------------------------------------------------------------------------------------


def _groups(idx: Index) -> list[list[Dispute]]:
    """Disputes about one thing together, in the order of the view; those told outside the window stay out."""
    shown = {found.article.id for found in idx.shown}
    seen = [one for one in idx.view.disputes if shown & {one.a.article_id, one.b.article_id}]
    order = {about: n for n, about in reversed(list(enumerate(one.about for one in seen)))}
    ordered = sorted(seen, key=lambda one: order[one.about])
    return [list(group) for _, group in groupby(ordered, key=lambda one: one.about)]


def is_shown_disputed(idx: Index) -> Callable[[Item[Statement]], bool]:
    """Tells whether the disputes print an item: its own words, not merely something else of its speaker."""
    shown = {
        (side.article_id, side.span)
        for group in _groups(idx)[:DISPUTES]
        for _, sides in _lettered(group)
        for side in _best(idx, sides)[:SIDES]
    }
    return lambda item: any((told.found.article.id, told.finding.content) in shown for told in item.tellings)


def _all_sides(group: list[Dispute]) -> Iterator[DisputeSide]:
    for dispute in group:
        yield from (dispute.a, dispute.b, *dispute.more_a, *dispute.more_b)


def _best(idx: Index, sides: list[DisputeSide]) -> list[DisputeSide]:
    """One telling a speaker: the newest first, for it is how things stand; then those that a reader can check by a
    quotation of the page, then the earliest."""
    different = {_speaker(side): side for side in reversed(sides)}
    ordered = sorted(different.values(), key=lambda side: _side_order(idx, side))
    newest = ordered[-1:]
    return newest + sorted(ordered[:-1], key=lambda side: not _has_quote(idx, side))


def _speaker(side: DisputeSide) -> str:
    return "+".join(sorted(ref.actor_id or ref.label for ref in side.speaker)) or side.article_id


def _has_quote(idx: Index, side: DisputeSide) -> bool:
    text = idx.by_article[side.article_id].article.text[side.span.start : side.span.end]
    return any(mark in text for mark in '"“«')


def _side_order(idx: Index, side: DisputeSide) -> tuple[str, str, int]:
    published = idx.by_article[side.article_id].article.published
    return (published.value if published else "9999", side.article_id, side.span.start)


def _sides(idx: Index, ledger: Ledger, group: list[Dispute]) -> Iterator[Line]:
    about = group[0].about
    for letter, sides in _lettered(group):
        best = _best(idx, sides)
        for number, side in enumerate(best[:SIDES]):
            found = idx.by_article[side.article_id]
            speaker, date, text = wording.side(side, found)
            also = [one for one in sides if _speaker(one) == _speaker(side)]
            articles: list[Article] = [found.article, *(idx.by_article[one.article_id].article for one in also)]
            yield Line(
                cells=(
                    about,
                    letter if not number else words.lookup("line.also"),
                    speaker,
                    date,
                    text,
                    sourcing(idx, articles),
                ),
                citations=(ledger.cite(found.article, wording.cited(side, found), side.finding_id),),
                tags=("dispute", letter),
            )
            about = ""
        if len(best) > SIDES:
            yield Line(cells=(f"{letter}: {words.count('more', len(best) - SIDES)}",), tags=("count",))


def _lettered(group: list[Dispute]) -> Iterator[tuple[str, list[DisputeSide]]]:
    yield words.lookup("line.denies"), [side for one in group for side in (one.a, *one.more_a)]
    yield words.lookup("line.reports"), [side for one in group for side in (one.b, *one.more_b)]


def _dispute_sentence(idx: Index, ledger: Ledger) -> Iterator[Line]:
    groups = _groups(idx)
    if not groups:
        return
    sides = [_best(idx, sides)[0] for _, sides in _lettered(groups[0])]
    told = [_side_sentence(idx, side) for side in sides]
    text = words.say("line.dispute", about=groups[0][0].about, a=told[0], b=told[1])
    pages = [idx.by_article[side.article_id] for side in sides]
    numbers = [
        ledger.cite(found.article, wording.cited(side, found), side.finding_id)
        for side, found in zip(sides, pages, strict=True)
    ]
    yield Line(cells=(text,), citations=tuple(numbers), tags=("dispute",))


def _side_sentence(idx: Index, side: DisputeSide) -> str:
    found = idx.by_article[side.article_id]
    statement = next((one for one in found.statements if one.content == side.span), None)
    speaker = wording.who(side.speaker, found)
    date = wording.day_told(side.date) or wording.page_of(found.article)
    if statement is not None:
        said = wording.uttered(statement, found.article, SHORT)
        return words.say("line.side", who=speaker, date=date, words=said)
    text = wording.cut(found.article, side.span, SHORT)
    teller = speaker or words.say("line.outlet", outlet=wording.outlet(found.article))
    return words.say("line.side_event", who=teller, date=date, words=text)
