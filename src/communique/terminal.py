"""How findings look in a terminal, and how doors talk.

Pages are written by strangers: control characters and bidirectional overrides are taken out of everything shown,
and no text is ever read as mark-up. rich is loaded only when a person is looking.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique import offsets
from communique.languages import LANGUAGES, NAMES
from communique.shapes import (
    ActorRef,
    Article,
    Block,
    Dossier,
    Entry,
    Event,
    Failure,
    Figure,
    Finding,
    Findings,
    Hit,
    Meeting,
    Place,
    Span,
    Statement,
    When,
)

if TYPE_CHECKING:
    from communique.articles import Memory
    from communique.inward import Outcome, Progress, Tally

Piece = str | tuple[str, str]
"""Words, or words with a rich style."""
Line = tuple[Piece, ...]

# C0 and C1 controls but tab and newline; marks and overrides of writing direction
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_CONTEXT = 80
"""At most so many characters of the raw page on either side of a span: a line of a usual terminal."""


# ---- talking ---------------------------------------------------------------------------------------------------


def clean(text: str) -> str:
    """Text without what could move the cursor, hide words or turn them round."""
    return _UNSEEN.sub("", text)


def folded(text: str) -> str:
    """Clean text on one line; a paragraph break shows as a pilcrow."""
    return re.sub(r"\s+", " ", clean(text).replace("\n\n", " ¶ ")).strip()


def talk(message: str) -> None:
    """One line to the person, on stderr."""
    print(f"communique: {folded(message)}", file=sys.stderr)  # noqa: T201  (a door)


def write(lines: Iterable[Line]) -> None:
    """Lines of data on stdout; with colours when it is a terminal."""
    if not sys.stdout.isatty():
        for line in lines:
            print("".join(piece if isinstance(piece, str) else piece[0] for piece in line))  # noqa: T201  (a door)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for line in lines:
        console.print(Text.assemble(*line), soft_wrap=True)


def write_plain(text: str, *, as_is: bool = False) -> None:
    """A document on stdout; `as_is` for one that programs read."""
    print((text if as_is else clean(text)).rstrip("\n"))  # noqa: T201  (a door)


def write_json(row: object) -> None:
    """Plain rows as JSON on stdout."""
    print(json_line(row), end="")  # noqa: T201  (a door)


def json_line(row: object) -> str:
    """Plain rows as JSON on one line, keys sorted: the same rows give the same bytes."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n"


@contextmanager
def progress(label: str) -> "Iterator[Progress]":
    """A counter of pages on stderr; only in a terminal."""
    if not sys.stderr.isatty():
        yield lambda outcome: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}: {task.completed} pages"), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)

        def tick(outcome: "Outcome | None") -> None:
            bar.advance(task)

        yield tick


# ---- what verbs say --------------------------------------------------------------------------------------------


def failure_line(failure: Failure) -> str:
    """Which file, which reason, and what more is known; the name of the file stands once."""
    where = failure.origin or failure.page_id
    detail = failure.detail.removeprefix(where).removeprefix(where.rsplit("/", 1)[-1]).removeprefix(": ")
    return f"{where}: {failure.reason}" + (f": {detail}" if detail else "")


def tally_counts(tally: "Tally") -> dict[str, object]:
    return {"pages": tally.pages, "added": tally.added, "known": tally.known, "failures": tally.failures}


def tally_line(tally: "Tally") -> str:
    told = f"{tally.pages} pages: {tally.added} added, {tally.known} known already, {tally.failures} not readable"
    return f"{told}; communique status names them" if tally.failures else told


def memory_counts(memory: "Memory") -> dict[str, object]:
    counts = {
        name: {"pages": site.pages, "stories": site.stories, "lines": len(site.lines)}
        for name, site in memory.sites.items()
    }
    return {"version": memory.version, "sites": counts}


def tell_memory(memory: "Memory", failures: Iterable[Failure], file: Path, *, json: bool) -> None:
    """What `memory build` says: pages that could not be read, and what was written."""
    for failure in failures:
        talk(failure_line(failure))
    if json:
        write_json(memory_counts(memory))
    talk(f"{file}: {memory.lines} lines of {len(memory.sites)} outlets, version {memory.version}")


def memory_shown(memory: "Memory") -> Iterator[Line]:
    """Version of the table, then pages, stories and lines of each outlet."""
    yield ("version ", (memory.version, "bold"))
    for name, site in sorted(memory.sites.items()):
        yield (
            f"{site.pages:>6,} pages {site.stories:>6,} stories {len(site.lines):>6,} lines  ",
            (folded(name), "bold"),
        )


def dossier_counts(dossier: Dossier) -> dict[str, object]:
    lines = [line for goal in dossier.goals for line in goal.objectives]
    return {
        "dossier": dossier.id,
        "version": dossier.version,
        "goals": len(dossier.goals),
        "objectives": len(lines),
        "unverified": sum(line.unverified for line in lines),
        "claims": len(dossier.claims),
    }


def status(counts: Mapping[str, int], failures: Iterable[Failure]) -> Iterator[Line]:
    """Counts, one a line, then every page that could not be read. `not_read_es` shows as `not read (es)`."""
    for name, number in counts.items():
        code = name.removeprefix("not_read_")
        told = name if code == name else f"not read ({code})"
        yield (f"{told:<14}", (f"{number:>8,}", "bold"))
    for failure in failures:
        yield (("not readable  ", "red"), folded(failure_line(failure)))


def hits(found: Iterable[Hit]) -> Iterator[Line]:
    """Search results: id and kind, who and when, the words."""
    for hit in found:
        kind = f"{hit.type}, {hit.kind}" if hit.kind else hit.type
        told = _told(hit.who, hit.place, hit.date, f"{hit.outlet or 'unknown outlet'}, {hit.published or 'no date'}")
        yield ((hit.id, "dim"), "  ", (folded(kind), "bold"), *told)
        yield ("    ", folded(hit.quote))


def reviews(rows: Iterable[Mapping[str, Any]]) -> Iterator[Line]:
    """What a person should look at: one line each, quoted words below."""
    for row in rows:
        score = f"{row['score']:.2f}"
        if row["kind"] == "same-actor":
            state = "decided" if row.get("decided") else "merged" if row["safe"] else "proposed"
            yield (f"same actor ({state}, {score}): {row['one']} = {row['other']}: {folded(row['reason'])}",)
            continue
        yield (f"{row['kind'].replace('-', ' ')} ({score}): {folded(row['reason'])}",)
        for side in (row["a"], row["b"]):
            who = folded(", ".join(ref["label"] for ref in side["speaker"]))
            yield (f"  {who}: {folded(side['span']['quote'])}  [{side['finding_id']}]",)


def _told(*parts: str | None) -> tuple[str, ...]:
    return tuple(f" · {folded(part)}" for part in parts if part)


# ---- findings of a page ----------------------------------------------------------------------------------------


def findings(found: Findings, *, blocks: bool = False, only_statements: bool = False) -> Iterator[Line]:
    """A page: its head, then its findings by kind, each with its words and `[start:end)` in the article."""
    article = found.article
    yield from _head(article)
    if article.language not in LANGUAGES:
        yield ((unread_line(article), "bold yellow"),)
    groups: dict[str, tuple[Finding, ...]] = {"statements": found.statements}
    if not only_statements:
        groups |= {"events": found.events, "figures": found.figures, "meetings": found.meetings}
    for name, group in groups.items():
        yield ()
        yield ((f"{name.upper()} ({len(group)})", "bold cyan"),)
        for finding in group:
            yield from _finding(article, finding, coloured=only_statements)
    if blocks:
        yield ()
        yield ((f"BLOCKS ({len(article.blocks)})", "bold cyan"),)
        for block in article.blocks:
            yield _block(block)


def unread_line(article: Article) -> str:
    """Says that an article has no findings because of its language, not because it says nothing."""
    language = NAMES.get(article.language, article.language)
    return f"{language} is not read for findings yet: the article is kept as it stands"


def _head(article: Article) -> Iterator[Line]:
    yield ((folded(article.title or "(no title)"), "bold"),)
    told = f"{article.wire} via {article.outlet}" if article.wire and article.outlet else article.wire or article.outlet
    published = f"published {article.published.value} ({article.published.method})" if article.published else "no date"
    updated = f"updated {article.updated.value} ({article.updated.method})" if article.updated else None
    byline = f"by {', '.join(article.byline)}" if article.byline else None
    access = article.access if article.access != "open" else None
    known = (told, published, updated, byline, access, *article.marks)
    yield (" · ".join(folded(part) for part in known if part),)
    if article.dateline:
        yield ("dateline: ", folded(article.dateline.words))
    if article.url:
        yield (folded(article.url),)
    for note in article.notes:
        yield (f"{note.kind}: ", folded(note.text))
    for entry in article.entries:
        yield _entry(article, entry)


def _entry(article: Article, entry: Entry) -> Line:
    """An entry of a live blog: its time, its headline or else its first words, its place."""
    span = entry.span
    shown = entry.title or article.text[span.start : min(span.end, span.start + _CONTEXT)]
    return (f"entry {entry.time or '(no time)'}: ", folded(shown), (f"  [{span.start}:{span.end})", "dim"))


def _finding(article: Article, finding: Finding, *, coloured: bool = False) -> Iterator[Line]:
    yield ("  ", (finding.id, "dim"), "  ", (_kind(finding), "bold"), *_told(*_facts(article, finding)))
    if coloured and isinstance(finding, Statement):
        yield ("    ", *_roles(article.text, finding), (f"  [{finding.span.start}:{finding.span.end})", "dim"))
        return
    span = finding.content if isinstance(finding, Statement) else finding.span
    yield ("    ", folded(article.text[span.start : span.end]), (f"  [{span.start}:{span.end})", "dim"))


def _roles(text: str, statement: Statement) -> Iterator[Piece]:
    """The words of a statement: its source green, its cue yellow, its content cyan."""
    roles = ((statement.source, "green"), (statement.cue, "yellow"), (statement.content, "cyan"))
    place = statement.span.start
    for span, colour in sorted((span, colour) for span, colour in roles if span is not None):
        start, end = max(span.start, place), min(span.end, statement.span.end)
        if start < end:
            yield _spaced(text[place:start])
            yield (_spaced(text[start:end]), colour)
            place = end
    yield _spaced(text[place : statement.span.end])


def _kind(finding: Finding) -> str:
    match finding:
        case Statement():
            more = (finding.expresses if finding.expresses != "speech" else "", "headline" if finding.headline else "")
            negated = "negated" if finding.polarity == "negated" else ""
            return ", ".join(part for part in (finding.act, finding.kind, negated, *more) if part)
        case Event():
            code = "/".join(part for part in (finding.code, finding.mode) if part and part != "none")
            return ", ".join(part for part in (finding.kind, code, finding.modality) if part)
        case Figure():
            return figure(finding)
        case Meeting():
            return f"meeting, {finding.status}"


def _facts(article: Article, finding: Finding) -> tuple[str | None, ...]:
    match finding:
        case Statement():
            cue = article.text[finding.cue.start : finding.cue.end] if finding.cue else None
            via = f"via {finding.via.label}" if finding.via else None
            return names(finding.speaker) or "unnamed source", cue, via, _when(finding.date)
        case Event():
            sides = " -> ".join(side for side in (names(finding.actor), names(finding.recipient)) if side)
            return sides, _where(finding.place), _when(finding.date)
        case Figure():
            return finding.measure, names(finding.reporter)
        case Meeting():
            return names(finding.parties), _where(finding.place), _when(finding.when)


def figure(finding: Figure) -> str:
    """`at least 500,000 pills fentanyl`."""
    bound = {"min": "at least ", "max": "at most ", "approx": "about ", None: ""}[finding.bound]
    number = _number(finding.value) + (f"-{_number(finding.value_max)}" if finding.value_max is not None else "")
    unit = None if finding.unit == "count" else finding.unit
    return bound + " ".join(part for part in (number, unit, finding.item) if part)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value.is_integer() else f"{value:,g}"


def names(refs: Iterable[ActorRef]) -> str:
    return ", ".join(dict.fromkeys(ref.label for ref in refs))


def _when(when: When | None) -> str | None:
    return (when.iso or when.value or when.text) if when else None


def _where(place: Place | None) -> str | None:
    return ", ".join(part for part in (place.canonical or place.name, place.country) if part) if place else None


def _block(block: Block) -> Line:
    where = f" [{block.span.start}:{block.span.end})" if block.span else ""
    raw = f" raw [{block.raw.start}:{block.raw.end})" if block.raw else " unmapped"
    mark = ("+ ", "green") if block.kept else ("- ", "red")
    return ("  ", mark, (block.reason, "bold"), (f"{where}{raw}", "dim"), "  ", folded(block.text))


# ---- one finding -----------------------------------------------------------------------------------------------


def shown(article: Article, finding: Finding, raw: str, *, printed: bool = False) -> Iterator[Line]:
    """A finding in its paragraph and in the raw page, and what of the page was dropped; `printed` for a PDF."""
    yield ((finding.id, "dim"), "  ", (_kind(finding), "bold"), *_told(*_facts(article, finding)))
    yield ()
    yield from _head(article)
    yield ()
    span = finding.span
    start = article.text.rfind("\n\n", 0, span.start) + 2 if "\n\n" in article.text[: span.start] else 0
    end = article.text.find("\n\n", span.end)
    yield ((f"article [{span.start}:{span.end})", "bold cyan"),)
    yield _marked(article.text, span, start, len(article.text) if end < 0 else end)
    yield from _in_raw(article, span, raw, printed=printed)
    yield ()
    yield from _foot(article)


def _in_raw(article: Article, span: Span, raw: str, *, printed: bool) -> Iterator[Line]:
    places = offsets.to_raws(article.offsets, span)
    text = raw.replace("\f", "\n") if printed else raw  # a line ends with its page
    if not places:
        yield (("raw page: unmapped", "bold cyan"),)
    for place in places:
        top = raw.rfind("\f", 0, place.start) + 1 if printed else 0
        line = raw.count("\n", top, place.start) + 1
        where = f"page {raw.count(chr(12), 0, top) + 1}, line {line}" if printed else f"line {line}"
        yield ((f"raw page [{place.start}:{place.end}), {where}", "bold cyan"),)
        yield _marked(text, place, *_around(text, place))


def _around(raw: str, place: Span) -> tuple[int, int]:
    """Where the lines that hold a span begin and end in the page, or whole words near it if those are far away."""
    far, near = max(0, place.start - _CONTEXT), min(len(raw), place.end + _CONTEXT)
    line, word = raw.rfind("\n", far, place.start), raw.find(" ", far, place.start)
    start = line + 1 if line >= 0 else 0 if far == 0 else word + 1 if word >= 0 else place.start
    line, word = raw.find("\n", place.end, near), raw.rfind(" ", place.end, near)
    end = line if line >= 0 else near if near == len(raw) else word if word >= 0 else place.end
    return start, end


def article_shown(article: Article) -> Iterator[Line]:
    """An article whole: its head, its paragraphs, and what of the page was dropped."""
    yield ((article.id, "dim"), "  ", ("article", "bold"))
    yield ()
    yield from _head(article)
    for paragraph in article.text.split("\n\n"):
        yield ()
        yield (folded(paragraph),)
    yield ()
    yield from _foot(article)


def _foot(article: Article) -> Iterator[Line]:
    yield (f"page {article.page_id} · sha256 {article.sha256[:12]}", *_told(article.captured, f"from {article.origin}"))
    dropped = Counter(block.reason for block in article.blocks if not block.kept)
    told = ", ".join(f"{reason} {number}" for reason, number in sorted(dropped.items()))
    yield (f"blocks dropped from the page: {dropped.total()}" + (f" ({told})" if told else ""),)


def _marked(text: str, span: Span, start: int, end: int) -> Line:
    """`text[start:end]` with the span between brackets that no page uses by chance, so that it shows without colour."""
    before, inside, after = text[start : span.start], text[span.start : span.end], text[span.end : end]
    return ("  ", _spaced(before), ("⟦", "bold"), (_spaced(inside), "bold reverse"), ("⟧", "bold"), _spaced(after))


def _spaced(text: str) -> str:
    """Clean, on one line, with the spaces at its ends kept: it is a part of a line."""
    return re.sub(r"\s+", " ", clean(text).replace("\n\n", " ¶ "))
