"""A brief as HTML, Markdown or plain text. Pages are not trusted: their words are text in every format, never markup.

HTML is escaped by the template engine and carries a policy that forbids scripts and every outside request; only
http(s) addresses become links. Markdown has its signs escaped. In all formats control characters, escape sequences of
terminals and marks that reverse the direction of text are taken out.
"""

import re
import textwrap
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from urllib.parse import quote, urlsplit

import jinja2

from communique.briefs import wording, words
from communique.errors import InputError
from communique.shapes import Article, Brief, Citation, Line, Section, Source

WIDTH = 100
FRAGMENT_WORDS = 6
"""Words at each end of a long quotation that a browser searches for; the whole would make an unusable address."""

_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_DIRECTION = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}
# A parenthesis needs no escape: it means something only behind a bracket, and those are escaped.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)](?=\s|$))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A citation as it is shown: what to hover over and where to go."""

    number: int
    quote: str
    place: str
    link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An entry of the list of sources: the first page of a story, its citations, and the copies that carry it."""

    source: Source
    name: str
    published: str
    link: str | None
    cited: tuple[Cited, ...]
    copies: tuple["Story", ...] = ()

    @property
    def is_cited(self) -> bool:
        """Whether a line of the brief leads to this page or to a copy of it."""
        return bool(self.cited) or any(copy.cited for copy in self.copies)


def render(brief: Brief, format: str) -> str:
    """The brief as one `html` page, as Markdown (`md`), or as `text` of at most 100 columns.

    Raises InputError for any other format.
    """
    if format not in FORMATS:
        raise InputError(f"no format {format!r}: expected one of {', '.join(FORMATS)}")
    return FORMATS[format](brief)


def plain(text: str) -> str:
    """Text of a page made harmless for any screen: one line, no controls, no escapes, no direction marks."""
    kept = "".join(sign if _is_shown(sign) else " " for sign in _ANSI.sub("", text))
    return words.fold(kept)


def _is_shown(sign: str) -> bool:
    if ord(sign) in _DIRECTION:
        return False
    return unicodedata.category(sign) not in ("Cc", "Cs", "Co", "Zl", "Zp", "Cn")


def web_address(url: str | None) -> str | None:
    """An http(s) address with everything unusual percent-encoded; None for any other scheme or a malformed one."""
    if not url or any(not _is_shown(sign) or sign.isspace() for sign in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    return quote(url, safe=":/?#@!$&*+,;=%~-._")


def fragment(url: str | None, cited: str) -> str | None:
    """The address with a text fragment, so that a browser scrolls to the quoted words."""
    address = web_address(url)
    if address is None:
        return None
    first = next((part for part in re.split(r"\n\n", cited) if part.strip()), "")
    parts = plain(first).split(" ")
    if len(parts) > 2 * FRAGMENT_WORDS:
        ends = [" ".join(parts[:FRAGMENT_WORDS]), " ".join(parts[-FRAGMENT_WORDS:])]
    else:
        ends = [" ".join(parts)]
    return f"{address.partition('#')[0]}#:~:text={','.join(_encoded(end) for end in ends)}"


def _encoded(text: str) -> str:
    """Comma and hyphen have a meaning of their own inside a text fragment."""
    return quote(text, safe="").replace("-", "%2D")


def stories(brief: Brief) -> tuple[Story, ...]:
    """The list of sources, copies folded behind the first page of their story."""
    by_article: dict[str, list[Citation]] = {}
    for citation in brief.citations:
        by_article.setdefault(citation.article_id, []).append(citation)
    entries = []
    for _, group in groupby(brief.sources, key=lambda source: source.family):
        first, *rest = (_story(source, by_article.get(source.article_id, ())) for source in group)
        entries.append(replace(first, copies=tuple(rest)))
    return tuple(entries)


def _story(source: Source, citations: Sequence[Citation]) -> Story:
    named = Article(id=source.article_id, page_id="", text="", outlet=source.outlet, wire=source.wire, url=source.url)
    return Story(
        source=source,
        name=wording.outlet(named),
        published=_stamp(source.published),
        link=web_address(source.url),
        cited=tuple(
            Cited(
                number=one.number,
                quote=one.quote,
                place=f"{one.span.start}–{one.span.end}",
                link=fragment(source.url, one.quote),
            )
            for one in citations
        ),
    )


def _stamp(value: str | None) -> str:
    """`2023-03-14T13:39` -> `14 Mar 2023 13:39`."""
    if not value:
        return ""
    day, _, time = value.partition("T")
    return words.joined((words.day(day), time.replace("Z", " UTC")), " ")


# ---- HTML ------------------------------------------------------------------------------------------------------


@cache
def _environment() -> jinja2.Environment:
    loader = jinja2.PackageLoader("communique.briefs", "templates")
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.undefined = jinja2.StrictUndefined
    environment.filters["plain"] = plain
    return environment


def _html(brief: Brief) -> str:
    return (
        _environment()
        .get_template("brief.html.j2")
        .render(
            brief=brief,
            stories=stories(brief),
            quotes={citation.number: citation.quote for citation in brief.citations},
            headings={name: words.lookup(f"section.{name}") for name in ("sources", "method")},
            cited=words.lookup("columns.cited"),
            labels=words.lookup("labels.sources"),
        )
    )


# ---- Markdown --------------------------------------------------------------------------------------------------


def _escaped(text: str) -> str:
    """Words of a page as Markdown that shows them as they are."""
    text = _MARKDOWN.sub(lambda match: _ENTITIES.get(match[1], f"\\{match[1]}"), plain(text))
    return _LINE_START.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", text)


_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def _markdown(brief: Brief) -> str:
    parts = [f"# {_escaped(brief.title)}", _escaped(brief.coverage)]
    for section in brief.sections:
        parts += [f"## {_escaped(section.title)}", _markdown_body(section)]
    listed = "\n".join(_markdown_story(story) for story in stories(brief))
    parts += [f"## {words.lookup('section.sources')}", listed]
    parts += [f"## {words.lookup('section.method')}", *(_escaped(line) for line in brief.method)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _markdown_body(section: Section) -> str:
    if section.columns:
        body = _markdown_table(section)
    else:
        body = "\n".join(f"- {_escaped(line.cells[0])}{_numbers(line)}" for line in section.lines)
    return "\n\n".join(part for part in (body, f"_{_escaped(section.note)}_" if section.note else "") if part)


def _markdown_table(section: Section) -> str:
    if not section.lines:
        return ""
    rows = [
        "| " + " | ".join((*section.columns, str(words.lookup("columns.cited")))) + " |",
        "|" + " --- |" * (len(section.columns) + 1),
    ]
    for line in section.lines:
        cells = [*(_escaped(cell) for cell in line.cells), *[""] * (len(section.columns) - len(line.cells))]
        rows.append(f"| {' | '.join(cells)} | {_numbers(line).strip()} |")
    return "\n".join(rows)


def _numbers(line: Line) -> str:
    return "".join(f" \\[{number}\\]" for number in line.citations)


def _markdown_story(story: Story) -> str:
    source = story.source
    cited = " ".join(f"\\[{one.number}\\] {one.place}" for one in story.cited)
    labels = words.lookup("labels.sources")
    parts = [
        _escaped(story.name),
        _escaped(source.title or ""),
        _escaped(story.published),
        f"<{story.link}>" if story.link else _escaped(source.url or ""),
        f"{labels['captured']} {_escaped(source.captured)}" if source.captured else "",
        f"sha256 {source.sha256[:12]}" if source.sha256 else "",
        source.grade,
        cited,
    ]
    carried = "; ".join(_escaped(f"{copy.name}, {copy.published}") for copy in story.copies)
    tail = f" {labels['carried']} {carried}." if carried else ""
    return f"- {', '.join(part for part in parts if part)}.{tail}"


# ---- plain text ------------------------------------------------------------------------------------------------


def _text(brief: Brief) -> str:
    lines = [*_wrapped(brief.title.upper(), ""), *_wrapped(brief.coverage, "")]
    for section in brief.sections:
        lines += ["", *_wrapped(section.title.upper(), "")]
        for line in section.lines:
            lines += _wrapped(_row(line), "  ")
        lines += _wrapped(section.note, "  ") if section.note else []
    lines += ["", str(words.lookup("section.sources")).upper()]
    for story in stories(brief):
        lines += _wrapped(_text_story(story), "  ")
    lines += ["", str(words.lookup("section.method")).upper()]
    for sentence in brief.method:
        lines += _wrapped(sentence, "  ")
    return "\n".join(lines) + "\n"


def _row(line: Line) -> str:
    cells = " | ".join(cell for cell in line.cells if cell)
    return words.joined((cells, "".join(f"[{number}]" for number in line.citations)), " ")


def _wrapped(text: str, indent: str) -> list[str]:
    wrapper = textwrap.TextWrapper(
        WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_long_words=False, break_on_hyphens=False
    )
    return wrapper.wrap(plain(text))


def _text_story(story: Story) -> str:
    source, labels = story.source, words.lookup("labels.sources")
    cited = " ".join(f"[{one.number}] {one.place}" for one in story.cited)
    carried = "; ".join(f"{copy.name}, {copy.published}" for copy in story.copies)
    parts = (
        story.name,
        source.title or "",
        story.published,
        source.url or "",
        f"{labels['captured']} {source.captured}" if source.captured else "",
        f"sha256 {source.sha256[:12]}" if source.sha256 else "",
        source.grade,
        cited,
        f"{labels['carried']} {carried}" if carried else "",
    )
    return words.joined(parts, " | ")


FORMATS: dict[str, Callable[[Brief], str]] = {"html": _html, "md": _markdown, "text": _text}
