"""Findings in words: the page's own stretch wherever it can stand alone, the page's quotation marks only."""

import re
from collections.abc import Iterable, Sequence
from datetime import date as calendar_day
from datetime import timedelta

from communique import lexicons, phrases
from communique.briefs import words
from communique.shapes import (
    ActorRef,
    Article,
    DisputeSide,
    Event,
    Findings,
    Meeting,
    Span,
    Statement,
    When,
)

LONG = 45
"""Words of a page shown in one line; more is cut with an ellipsis. The whole stands behind the citation."""
SENTENCE, TELLING = 28, 7
"""Words up to which an event is shown in its whole sentence, and words of its own that can stand without it."""
JOINING = 6
"""Words that may stand between the word of saying and what was said ("told reporters on Monday that")."""
LEAD_IN = 8
"""Words before an event's own within which the page may name who acts."""
_JOINED = re.compile(r"[\w\s'’.-]*")
_QUOTATION = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»')
_OPENING, _CLOSING = "\"“«'‘", "\"”»'’"


def cut(article: Article, span: Span, limit: int = LONG) -> str:
    """The words of a span in one line, quotation marks in pairs."""
    return words.clip(words.fold(article.text[span.start : span.end]), limit)


def quoted(statement: Statement, article: Article, limit: int = LONG) -> str:
    """What was said: a direct quotation within the page's own marks, anything else as it stands."""
    text = words.fold(article.text[statement.content.start : statement.content.end])
    if statement.kind != "direct":
        return words.clip(text, limit)
    # The comma before "he said" belongs to the page's sentence, not to the words.
    text = text.rstrip(",")
    if not text.startswith(tuple('"“«')):
        left, right = _marks(article.text, statement.content)
        text = f"{left}{text}{right}"
    return words.clip(text, limit)


def _marks(text: str, span: Span) -> tuple[str, str]:
    """The pair of quotation marks that the page puts around a span; straight ones when the page's are out of sight."""
    before = text[max(0, span.start - 1) : span.start]
    pairs = {"“": "”", "«": "»", '"': '"', "‘": "’", "'": "'"}
    if before in pairs:
        return before, pairs[before]
    after = text[span.end : span.end + 1]
    return next(((left, right) for left, right in pairs.items() if right == after), ('"', '"'))


def spoken(statement: Statement, found: Findings, limit: int = LONG) -> str:
    """A statement as a sentence: the page's own, or the speaker put in front where that sentence names nobody."""
    article = found.article
    if not names_itself(statement, article):
        return words.say("line.spoken", who=who(statement.speaker, found), words=uttered(statement, article, limit))
    text = cut(article, shown(statement, article), limit)
    return text[:1].upper() + text[1:]


def uttered(statement: Statement, article: Article, limit: int = LONG) -> str:
    """The word of saying and what was said: `denied that there is any record`, or parted by a colon where the page
    has them apart. A denial without its verb would read as its opposite.
    """
    run = _run(statement, article)
    if run is not None:
        return words.clip(words.fold(article.text[run.start : run.end]), limit)
    return words.joined((cue(statement, article), quoted(statement, article, limit)), ": ")


def _run(statement: Statement, article: Article) -> Span | None:
    """From the cue to the end of the content, when the page says both in one go; None for quotations."""
    if statement.cue is None or statement.kind == "direct" or statement.cue.end > statement.content.start:
        return None
    between = article.text[statement.cue.end : statement.content.start]
    if len(between.split()) > JOINING or not _JOINED.fullmatch(between):
        return None
    return Span(start=statement.cue.start, end=statement.content.end)


def shown(finding: Statement | Event, article: Article) -> Span:
    """The words that a line shows of a finding, and cites: its sentence, unless that names no speaker.

    Of a long sentence an event takes the part up to its own end, which holds who did it, or its own words alone.
    """
    if isinstance(finding, Statement) and not names_itself(finding, article):
        return with_marks(article.text, finding.span)
    start, end = phrases.sentence(article.text, finding.span.start, finding.span.end)
    if isinstance(finding, Event) and len(article.text[start:end].split()) > SENTENCE:
        own, upto = _with_actor(finding, article, start), Span(start=start, end=finding.span.end)
        if _length(article, upto) <= (LONG if _points(article, own) else SENTENCE):
            return with_marks(article.text, upto)
        if _length(article, own) >= TELLING and not _points(article, own):
            return with_marks(article.text, own)
    return Span(start=start, end=end)


def _with_actor(event: Event, article: Article, sentence: int) -> Span:
    """An event's own words, from the name of who acts when that stands shortly before them in the sentence."""
    starts = [
        ref.span.start
        for ref in event.actor
        if ref.span and sentence <= ref.span.start < event.span.start
        and _length(article, Span(start=ref.span.start, end=event.span.start)) <= LEAD_IN
    ]  # fmt: skip
    return Span(start=min(starts, default=event.span.start), end=event.span.end)


def _points(article: Article, span: Span) -> bool:
    """Whether words leave open who is meant."""
    pointers = lexicons.words("en/brief_pointers")
    return any(word.casefold() in pointers for word in article.text[span.start : span.end].split())


def _length(article: Article, span: Span) -> int:
    return len(article.text[span.start : span.end].split())


def with_marks(text: str, span: Span) -> Span:
    """A span with the quotation marks that touch it from outside, and without a comma at its end."""
    start, end = span.start, span.end
    if text[start - 1 : start] and text[start - 1] in _OPENING:
        start -= 1
    if text[end : end + 1] and text[end] in _CLOSING and text[start:end].count(text[end]) % 2:
        end += 1
    while end > start + 1 and text[end - 1] in ",;: ":
        end -= 1
    return Span(start=start, end=end)


def names_itself(statement: Statement, article: Article) -> bool:
    """Whether the sentence tells by a name who speaks: not by "he", nor by "the spokesperson" beside a quotation."""
    if statement.source is None or statement.continues:
        return False
    source = words.fold(article.text[statement.source.start : statement.source.end]).split()
    pronouns = lexicons.words("en/brief_pronouns")
    if all(word.casefold() in pronouns for word in source):
        return False
    start, end = phrases.sentence(article.text, statement.span.start, statement.span.end)
    outside = _QUOTATION.sub(" ", article.text[start:end]).split()
    names = [word for word in (*source, *outside[1:]) if word[:1].isupper()]
    return bool(names) or not any(ref.actor_id for ref in statement.speaker)


def who(refs: Sequence[ActorRef], found: Findings, *, office: bool = False) -> str:
    """Names of actors, with the office when asked; words of the page for those without a name."""
    return words.joined(dict.fromkeys(name(ref, found, office=office) for ref in refs), ", ")


def name(ref: ActorRef, found: Findings, *, office: bool = False) -> str:
    """One actor: `Marcelo Ebrard (Foreign Minister)`, `the State Department`, `officials (not named)`."""
    actor = next((actor for actor in found.actors if actor.id == ref.actor_id), None)
    if ref.actor_id is None:
        return words.say("line.unnamed", words=words.fold(ref.label.removeprefix("unnamed:")))
    label = words.fold(actor.name if actor else ref.label)
    return (
        words.say("line.office", name=label, role=words.fold(actor.role)) if office and actor and actor.role else label
    )


def cue(statement: Statement, article: Article) -> str:
    """The word of saying as the page has it."""
    return cut(article, statement.cue) if statement.cue else ""


def told(event: Event, found: Findings, limit: int = LONG) -> str:
    """An event in the words of its page; words that begin with a pronoun have in front who is meant: who acts, when
    the pronoun stands for him, else who reports it."""
    span = shown(event, found.article)
    text = cut(found.article, span, limit)
    first = text.partition(" ")[0].casefold()
    acting = tuple(ref for ref in event.actor if ref.span and ref.span.start == span.start)
    named = tuple(ref for ref in acting or event.reported_by if ref.actor_id)
    if first in lexicons.words("en/brief_pointers") and named:
        return words.say("line.acting", who=who(named, found), words=text[:1].lower() + text[1:])
    return text


def when(date: When | None, article: Article) -> str:
    """The day, month or year told; else the page's date in brackets; empty when that is unknown too."""
    published = words.day(article.published.value) if article.published else ""
    return day_told(date) or (words.say("line.page_date", date=published) if published else "")


def page_of(article: Article) -> str:
    """`page of 14 Mar 2023`, or that the page has no date."""
    published = words.day(article.published.value) if article.published else ""
    return words.say("line.page_of", date=published) if published else str(words.lookup("line.page_undated"))


def day_told(date: When | None) -> str:
    """The day, days, month or year a page tells; a week by its first day; empty when it tells none.

    Words such as "last week" count from the page, so they would mislead beside other pages.
    """
    if date is None:
        return ""
    if date.precision == "day" and date.start and date.end and _days(date.start, date.end) > 1:
        return words.days(date.start[:10], _before(date.end))
    if date.iso:
        return words.day(date.iso)
    if date.precision == "week" and date.start:
        return words.say("line.week", day=words.day(date.start))
    if date.precision == "season" and date.start and date.end:
        return words.days(date.start[:7], _before(date.end)[:7])
    return ""


def _days(start: str, end: str) -> int:
    return (calendar_day.fromisoformat(end[:10]) - calendar_day.fromisoformat(start[:10])).days


def _before(end: str) -> str:
    """The last day of an interval that is open at its end."""
    return (calendar_day.fromisoformat(end[:10]) - timedelta(days=1)).isoformat()


def place(item: Event | Meeting) -> str:
    """Where, as the page names it; the country in an adjective or a government's name is no place of an event."""
    named = item.place if item.place and item.place.role not in ("demonym", "government") else None
    return words.fold(named.name) if named else ""


def cited(side: DisputeSide, found: Findings) -> Span:
    """What a side of a dispute cites: the whole statement when its content is the side."""
    return next((one.span for one in found.statements if one.content == side.span), side.span)


def side(side: DisputeSide, found: Findings, *, limit: int = LONG) -> tuple[str, str, str]:
    """Who, when, and the words of a side of a dispute; words of a statement keep their cue in front."""
    article = found.article
    statement = next((one for one in found.statements if one.content == side.span), None)
    speaker = who(side.speaker, found) or outlet(article)
    date = side.date if side.date else None
    text = cut(article, side.span, limit)
    if statement is not None:
        text = uttered(statement, article, limit)
    return speaker, when(date, article), text


def outlet(article: Article) -> str:
    """`Reuters via Investing.com`, `state.gov`; the address's host, or a page without any name."""
    host = (article.url or "").partition("://")[2].partition("/")[0]
    published_by = article.outlet or host
    if article.wire and published_by and article.wire.casefold() != published_by.casefold():
        return f"{article.wire} via {published_by}"
    return article.wire or published_by or str(words.lookup("line.no_outlet"))


def listed(values: Iterable[str], limit: int = 3) -> str:
    """Up to `limit` of the different values."""
    different = [value for value in dict.fromkeys(values) if value]
    return ", ".join(different[:limit]) + (", …" if len(different) > limit else "")
