"""Title, outlet, byline, stamps, address and language of a page, each from the best witness it offers.

What the user says of a page stands behind all that the page says itself and before what is only guessed
(docs/decisions/0009-given-fills.md); the address alone is where the user found it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from urllib.parse import urlsplit

from communique.articles.bylines import byline_of_line, people, signature
from communique.articles.htmldata import Head, names, strings
from communique.articles.outlets import outlet_of_address, outlet_of_notices, printed_name, wire_of_credits
from communique.articles.pieces import Piece
from communique.articles.stamps import Found, date_in_address, find_moments, iso_moment, kind_alone, numeric_order
from communique.articles.titles import agreement, best_title, headings, tokens, without_site
from communique.shapes import Page, Stamp

PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "article.published", "dcterms.created", "dc.date.issued", "dc.date", "pubdate", "publishdate",
    "publish-date", "cxenseparse:recs:publishtime", "date", "citation_online_date",
)  # fmt: skip
UPDATED_META = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "article.updated",
    "lastmod",
    "last-modified",
)
AUTHOR_META = ("author", "parsely-author", "sailthru.author", "article:author", "dc.creator", "byl", "citation_author")
OWNER_META = ("publisher", "dc.publisher")
APP_META = ("application-name", "twitter:site")
"""Names of a program or an account, which need not be the outlet's."""
NAME_LINE = re.compile(r"[A-Z][a-zé’'-]+(?: [A-Z]\.)?(?: (?:Mc|Mac|O’|O'|de |del |van )?[A-Z][a-zé’'-]+){1,2}")
"""A line that is a name and nothing else; taken for the byline only right before a date."""
NAME_END = re.compile(r"\s*[|•·]\s*")
TOWN = re.compile(r"(?:Ciudad|El|La|Los|Las|San|Santa|New|Fort|Port|Puerto)\b")
"""First words of towns, which stand before a date as names of people do."""
HEADER_LINES = 14
"""Blocks before the lead in which title, byline and stamps stand; counted on the development dumps."""
AFTER_LEAD = 5
DAY_FIRST = frozenset(
    {"uk", "au", "nz", "ie", "in", "za", "mx", "es", "fr", "de", "it", "br", "ar", "co", "pe", "cl", "eu"}
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a page besides its text."""

    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    wire: str | None = None
    published: Stamp | None = None
    """As the page itself says."""
    filled: Stamp | None = None
    """Stands in when neither the page nor a dateline says: what the user gave, else a guess."""
    updated: Stamp | None = None
    url: str | None = None
    language: str | None = None
    free: bool | None = None
    declared: bool = True
    """Whether the head calls the page an article or says when it was published; a text without mark-up has no head."""
    header: frozenset[int] = frozenset()
    """Numbers of the blocks that hold byline and stamps."""


def facts_of_html(
    page: Page, head: Head, pieces: Sequence[Piece], lead: int, guess: Callable[[], tuple[str | None, str | None]]
) -> Facts:
    """Facts of an HTML page; `guess` gives (day, author) at a price and is asked only for what is missing."""
    url = page.url or head.canonical or _first(head.meta, ("og:url",))
    seen = facts_of_lines(page, pieces, lead)
    outlet = _outlet(page, head, url, [head.title, *(piece.text for piece in pieces)]) or seen.outlet
    authors = names(head.ld.get("author")) or [a for key in AUTHOR_META for a in head.meta.get(key, ())]
    byline, wire = people(author for author in authors if not _is_outlet(author, outlet))
    byline, wire = byline or seen.byline or _names_beside(pieces, lead) or signature(authors), wire or seen.wire
    published = _declared(head, "datePublished", PUBLISHED_META, visible=seen.published, url=url)
    updated = _declared(head, "dateModified", UPDATED_META, visible=seen.updated, url=None)
    filled = _given(page)
    guessed = guess() if not (published or filled) or not (byline or wire) else (None, None)
    if not filled and guessed[0] and not guessed[0].endswith("-01-01"):  # htmldate's answer for a bare year
        filled = Stamp(value=guessed[0], method="guess")
    if not byline and guessed[1]:
        byline = tuple(
            name for name in people([guessed[1]])[0] if NAME_LINE.fullmatch(name) and not _is_outlet(name, outlet)
        )
    return Facts(
        title=_title_of_html(head, pieces, outlet),
        outlet=outlet,
        byline=byline,
        wire=wire,
        published=published,
        filled=filled,
        updated=updated if updated and not _same_moment(updated, published) else None,
        url=url,
        language=head.language or _first(head.meta, ("og:locale", "content-language")),
        free=_free(head),
        declared=bool(head.ld or (published and published.method in {"json-ld", "meta"}))
        or "article" in head.meta.get("og:type", ()),
        header=seen.header,
    )


def _of_host(url: str | None, lines: Sequence[str]) -> str | None:
    """The outlet of an address: by the table of domains, else as the page prints its host's name, else the host."""
    known = outlet_of_address(url) if url else None
    return printed_name(url, lines) or known if known and "." in known else known


def _outlet(page: Page, head: Head, url: str | None, lines: Sequence[str]) -> str | None:
    """Who publishes an HTML page: as it declares, as the user says, by its address, by its accounts."""
    declared = _first(head.meta, ("og:site_name",)) or next(iter(names(head.ld.get("publisher"))), None)
    declared = declared or _first(head.meta, OWNER_META)
    known = declared or page.given.outlet or _of_host(url, lines) or _first(head.meta, APP_META)
    return known.strip().lstrip("@") if known else None


def _names_beside(pieces: Sequence[Piece], lead: int) -> tuple[str, ...]:
    """Names that stand alone in a part of the page called author or byline, before the lead."""
    near = pieces[max(0, lead - HEADER_LINES) : lead]
    alone = (piece.text for piece in near if piece.zone == "metadata" and NAME_LINE.fullmatch(piece.text))
    return people(alone)[0][:1]


def facts_of_lines(page: Page, pieces: Sequence[Piece], lead: int) -> Facts:
    """Facts that the visible lines of a page show: all there is for a plain-text dump."""
    near = range(max(0, lead - HEADER_LINES), min(len(pieces), lead + AFTER_LEAD))
    day_first = _day_first(page.url, [pieces[number].text for number in near])
    stamps = {number: _moments(pieces, number, day_first) for number in near}
    header = {number for number in near if stamps[number]}
    authors = {n: name for n in near if n != lead and (name := byline_of_line(pieces[n].text))}
    if not authors:
        before = (number - 1 for number in sorted(header) if 0 < number < lead)
        authors = {n: pieces[n].text for n in before if _is_name(pieces[n])}
    if not authors:  # `A Name · January 17, 2024`
        heads = ((n, NAME_END.split(pieces[n].text)[0]) for n in sorted(header) if n < lead)
        authors = {n: name for n, name in heads if NAME_LINE.fullmatch(name) and not TOWN.match(name)}
    found = [moment for number in sorted(stamps) for moment in stamps[number]]
    if not any(moment.kind for moment in found):
        found += _labelled_moments(pieces, day_first)
    published = _pick(found, "published") or _pick(found, "")
    updated = _pick(found, "updated")
    lines = [piece.text for piece in pieces]
    byline, wire = people(authors.values())
    return Facts(
        outlet=page.given.outlet or _of_host(page.url, lines) or outlet_of_notices(lines),
        byline=byline,
        wire=wire or wire_of_credits(lines),
        published=published,
        filled=_given(page),
        updated=updated,
        url=page.url,
        header=frozenset(header | set(authors)),
    )


def _is_name(piece: Piece) -> bool:
    return piece.tag != "button" and bool(NAME_LINE.fullmatch(piece.text))


def _pick(found: Sequence[Found], kind: str) -> Stamp | None:
    value = next((moment.value for moment in found if moment.kind == kind), None)
    return Stamp(value=value, method="visible") if value else None


def _labelled_moments(pieces: Sequence[Piece], day_first: bool) -> list[Found]:
    """Dates called `Published` or `Updated` anywhere on the page, in lines that hold nothing else."""
    return [
        moment
        for number, piece in enumerate(pieces)
        if len(piece.text) <= 80
        for moment in _moments(pieces, number, day_first)
        if moment.kind
    ]


def _moments(pieces: Sequence[Piece], number: int, day_first: bool) -> list[Found]:
    """Dates of a line that is about dates: short, or with `Published`; a bare word takes the date of the next line."""
    line = pieces[number].text
    if len(line) > 160:
        return []
    found = find_moments(line, day_first=day_first)
    if found and number and (kind := kind_alone(pieces[number - 1].text)):
        found[0] = Found(found[0].start, found[0].end, found[0].value, found[0].kind or kind)
    used = sum(moment.end - moment.start for moment in found)
    return [moment for moment in found if moment.kind or used * 2.5 >= len(line) or byline_of_line(line)]


def _day_first(url: str | None, lines: Sequence[str]) -> bool:
    """Order of numeric dates: by another date of the page, an a.m. or p.m. beside them, the country of the host."""
    order = numeric_order("\n".join(lines))
    if order is not None:
        return order
    if any(re.search(r"\d\s*[ap]\.?m\b", line, re.I) for line in lines):
        return False
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return False
    return host.rsplit(".", 1)[-1] in DAY_FIRST


def _same_moment(one: Stamp, other: Stamp | None) -> bool:
    """Whether two stamps name one moment; a stamp without a zone or a clock is the same only when it is written
    alike."""
    if other is None:
        return False
    if one.value == other.value:
        return True
    first, second = datetime.fromisoformat(one.value), datetime.fromisoformat(other.value)
    return first.tzinfo is not None and second.tzinfo is not None and first == second


def _declared(head: Head, key: str, metas: tuple[str, ...], *, visible: Stamp | None, url: str | None) -> Stamp | None:
    declared = [("json-ld", value) for value in strings(head.ld.get(key))]
    declared += [("meta", value) for meta in metas for value in head.meta.get(meta, ())]
    for method, value in declared:
        if moment := iso_moment(value):
            stamp = Stamp(value=moment, method=method)
            # the page's own clock tells the day as its readers have it
            return visible if visible and _same_moment(stamp, visible) and visible.value != moment else stamp
    if key == "datePublished":
        for value in head.times[:1]:
            if moment := iso_moment(value):
                return Stamp(value=moment, method="time")
    if visible:
        return visible
    if url and (day := date_in_address(url)):
        return Stamp(value=day, method="url")
    return None


def _given(page: Page) -> Stamp | None:
    return Stamp(value=page.given.published, method="given") if page.given.published else None


def _title_of_html(head: Head, pieces: Sequence[Piece], outlet: str | None) -> str | None:
    given = [("json-ld", unescape(headline)) for headline in strings(head.ld.get("headline"))[:1]]
    shared = [("meta", headline) for headline in head.meta.get("og:title", ())[:1]]
    fields = [*(("heading", words) for words in headings(pieces)[:4]), *given, *shared]
    candidates = [(kind, without_site(" ".join(words.split()), outlet, sure=True)) for kind, words in fields]
    return best_title([*candidates, ("title", without_site(head.title, outlet))])


def _is_outlet(name: str, outlet: str | None) -> bool:
    return bool(outlet) and agreement(tokens(name), tokens(outlet or "")) > 0.6


def _first(meta: dict[str, tuple[str, ...]], keys: tuple[str, ...]) -> str | None:
    return next((meta[key][0] for key in keys if meta.get(key)), None)


def _free(head: Head) -> bool | None:
    value = head.ld.get("isAccessibleForFree")
    if isinstance(value, str):
        value = {"true": True, "false": False}.get(value.lower())
    return value if isinstance(value, bool) else None
