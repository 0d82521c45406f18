"""Page -> Article: blocks of the page, which of them are the story, what the page says of itself."""

from collections.abc import Callable, Sequence
from itertools import islice

from communique.articles import dump, markup, pdf
from communique.articles.access import WALLS, Seen, access_of, hides_all, up_to_wall
from communique.articles.dateline import Head, find_dateline
from communique.articles.edges import edge_reasons
from communique.articles.genres import genre_of
from communique.articles.htmldata import read_head
from communique.articles.language import language_of
from communique.articles.letterhead import letterhead
from communique.articles.liveblog import placed
from communique.articles.memory import Memory, named, recall, site_of
from communique.articles.metadata import Facts, facts_of_html, facts_of_lines
from communique.articles.notes import note_of
from communique.articles.pieces import Piece, assemble
from communique.articles.scanner import scan
from communique.articles.scripts import is_plea, script_only
from communique.articles.stamps import iso_moment
from communique.articles.titles import title_piece
from communique.identity import content_id
from communique.languages import NAMES
from communique.shapes import Article, Dateline, Failure, Mark, Note, Page, Stamp

LONGEST_TEXT = 1_000_000
"""Code points that a page may show. The longest news pages show 100,000; the language model takes no more in one piece,
and one endless paragraph of this size still passes trafilatura in seconds."""
MOST_BLOCKS = 20_000
"""Blocks of a page; news pages have up to 2,000, and judging so many lines one by one takes seconds."""
DATELINE_WITHIN = 3
"""Body blocks that are searched for a dateline; later ones open other stories of a round-up."""
KEPT = frozenset({"body", "title", "header"})


def extract(
    page: Page, *, known_place: Callable[[str], bool], any_language: bool = False, memory: Memory | None = None
) -> Article | Failure:
    """The article of a page.

    `known_place` answers whether a name is a place (for datelines without an agency). Articles come of the languages in
    `languages.NAMES`, whether or not the rooms behind read them; with `any_language` of all. `memory` drops lines that
    the outlet prints elsewhere too. Failure reasons: `too-large`, `no-text`, `language-not-supported` (detail = its
    code), or the access state of a page that shows nothing else.
    """
    raw = page.text
    html = page.media_type == "text/html"
    printed = page.media_type == "application/pdf"
    lines = pdf.paragraphs if printed else dump.lines
    pieces = scan(raw, LONGEST_TEXT, MOST_BLOCKS) if html else lines(raw) if len(raw) <= 2 * LONGEST_TEXT else []
    shown = sum(len(piece.text) for piece in pieces) if html or pieces else len(raw)
    if shown > LONGEST_TEXT:
        return _failure(page, "too-large", f"more than {LONGEST_TEXT} characters of text")
    if len(pieces) > MOST_BLOCKS:
        return _failure(page, "too-large", f"more than {MOST_BLOCKS} blocks")
    judge = pdf.labels if printed else dump.labels
    choice = markup.choose(raw, pieces) if html else markup.Choice(pieces, judge(pieces))
    pieces, labels = choice.pieces, choice.labels
    lead = next((number for number, label in enumerate(labels) if label == "body"), len(pieces))
    if printed:
        facts = pdf.facts(page, pieces, labels)
    elif html:
        facts = _facts(page, raw, pieces, lead)
    else:
        facts = dump.with_title(facts_of_lines(page, pieces, lead), pieces, lead)
    if html or printed:  # the line model of dumps has judged such lines already
        reasons = edge_reasons(pieces, labels, facts.byline)
        labels = [reasons.get(number, label) for number, label in enumerate(labels)]
    labels = recall(memory, site_of(facts.url, facts.outlet), pieces, labels)
    found = _article(page, pieces, labels, facts, known_place, choice.marks, any_language=any_language)
    return named(found, memory) if isinstance(found, Article) else found


def _facts(page: Page, raw: str, pieces: Sequence[Piece], lead: int) -> Facts:
    return facts_of_html(page, read_head(raw), pieces, lead, lambda: markup.guessed(raw, page.url))


def _article(
    page: Page,
    pieces: Sequence[Piece],
    labels: list[str],
    facts: Facts,
    known_place: Callable[[str], bool],
    marks: tuple[Mark, ...],
    *,
    any_language: bool,
) -> Article | Failure:
    lead = next((number for number, label in enumerate(labels) if label == "body"), len(labels))
    above, line = letterhead(pieces, lead, known_place)
    labels, notes = _refined(pieces, labels, facts, above)
    genre = genre_of(page, pieces, labels, facts)
    labels = genre.labels
    head, heads = _head(pieces, labels, known_place)
    head_piece = next(iter(heads.values()), None)
    if line and not head:
        head, head_piece = line[1], pieces[line[0]]
    built = assemble(pieces, labels, KEPT, heads)
    seen = Seen(facts.title, built.text, pieces, labels, facts.free, facts.declared)
    access = access_of(seen)
    if hides_all(seen, access) or is_plea(built.text):
        detail = "script-only" if page.media_type == "text/html" and script_only(page.text) else ""
        return _failure(page, "no-text", detail) if access == "open" else _failure(page, access)
    if access in WALLS:
        built = assemble(pieces, up_to_wall(seen), KEPT, heads)
    language = language_of(built.text, facts.language)
    if language not in NAMES and not any_language:
        return _failure(page, "language-not-supported", language)
    return Article(
        id=content_id("article", page.id, built.text),
        page_id=page.id,
        text=built.text,
        title=facts.title,
        outlet=facts.outlet,
        wire=(head.agency if head else None) or facts.wire,
        dateline=_dateline(head, head_piece),
        byline=facts.byline,
        published=facts.published or _stamp_of_dateline(head) or facts.filled,
        updated=facts.updated,
        language=language,
        access=access,
        url=facts.url,
        marks=(*marks, *genre.marks),
        notes=notes,
        entries=placed(genre.entries, built.spans),
        blocks=built.blocks,
        offsets=built.offsets,
        sha256=page.sha256,
        captured=page.captured,
        origin=page.origin,
    )


def _head(
    pieces: Sequence[Piece], labels: Sequence[str], known_place: Callable[[str], bool]
) -> tuple[Head | None, dict[int, Piece]]:
    """The dateline, and the piece at whose beginning it stands: a standfirst or a subhead may come before it."""
    body = (number for number, label in enumerate(labels) if label == "body")
    for number in islice(body, DATELINE_WITHIN):
        if head := find_dateline(pieces[number].text, known_place):
            return head, {number: pieces[number].cut(0, head.end)}
    return None, {}


def _refined(
    pieces: Sequence[Piece], labels: list[str], facts: Facts, above: frozenset[int]
) -> tuple[list[str], tuple[Note, ...]]:
    """Labels with title, header lines (those of `facts` and `above`) and notes taken out of the body; and the notes."""
    labels = list(labels)
    lead = next((number for number, label in enumerate(labels) if label == "body"), len(labels))
    notes: dict[tuple[str, str], Note] = {}
    for number, piece in enumerate(pieces):
        if note := note_of(piece):
            notes.setdefault((note.kind, note.text), note)
            labels[number] = "note"
    for number in facts.header | above:
        if len(pieces[number].text) <= 160 and labels[number] != "note":
            labels[number] = "header"
    if facts.title and (shown := title_piece(pieces, facts.title, lead)) is not None:
        labels[shown] = "title"
    return labels, tuple(notes.values())


def _dateline(head: Head | None, piece: Piece | None) -> Dateline | None:
    if head is None or piece is None:
        return None
    return Dateline(place=head.place, day=head.day, agency=head.agency, words=piece.text, raw=piece.raw)


def _stamp_of_dateline(head: Head | None) -> Stamp | None:
    day = iso_moment(head.day) if head and head.day else None
    return Stamp(value=day, method="dateline") if day else None


def _failure(page: Page, reason: str, detail: str = "") -> Failure:
    return Failure(
        page_id=page.id, room="articles", reason=reason, detail=detail, sha256=page.sha256, origin=page.origin
    )
