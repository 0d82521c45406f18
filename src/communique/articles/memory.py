"""Site memory: lines that an outlet prints under different stories, as hashes, learned in a pass of its own.

What stands word for word under two stories belongs to the outlet and not to either. A story captured twice would erase
itself by that rule, so pages are first joined to stories: by address, and by the lines of the story that they share.
The table names no page and keeps no words. It is a value: the same pages in any order give the same table, the same
page and table the same article.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations
from pathlib import Path
from urllib.parse import urlsplit

from communique import rows
from communique.articles.pieces import WHITE, Piece
from communique.errors import InputError
from communique.identity import digest
from communique.lexicons import words
from communique.shapes import Article

REASON = "site-memory"
FORM = "communique site memory 1"
"""First field of the file: what it is, and the version of its form."""
SHORTEST = 20
"""Characters of a line, white space aside. Shorter ones (`He declined.`) stand in different stories by right; on the
development dumps the limit costs nothing (benchmarks/quality/site_memory.py)."""
RAREST = 20
"""A line must stand under one in so many stories of its outlet: background that a desk copies from report to report is
rarer than furniture. Reasoned, not measured: no labelled outlet has so many pages."""
SAME, SAME_TITLE = 0.5, 0.2
"""Share of the shorter story, in characters of equal lines, from which two pages tell one story; the second one holds
when their titles are equal. Too low only learns less, too high erases stories."""
COMMON = 20
"""Pages on which a line may stand to be a witness that two of them tell one story; on more it is furniture, and
comparing all pairs would take time that grows with the square of the pages."""
LEFT = 0.25
"""Share of a story that must be left, or nothing is dropped: a page that the outlet printed elsewhere almost whole is a
copy that was not recognised, or no story at all; both are better read than lost."""


@dataclass(frozen=True, slots=True)
class Site:
    """What is remembered of one outlet: how many pages and stories were seen, and hashes of its lines."""

    pages: int
    stories: int
    lines: frozenset[str]


@dataclass(frozen=True)
class Memory:
    """The table: registered host, or the outlet's name in lower case where pages had no address -> its lines."""

    sites: Mapping[str, Site]

    @property
    def lines(self) -> int:
        """How many lines are remembered, of all outlets."""
        return sum(len(site.lines) for site in self.sites.values())

    @cached_property
    def version(self) -> str:
        """16 hex digits of the digest of the content."""
        return digest(rows.to_json(self.sites))[:16]


@dataclass(frozen=True, slots=True)
class _File:
    form: str
    version: str
    sites: dict[str, Site]


@dataclass(slots=True)
class _Seen:
    """One page as the pass sees it: all its lines, and those of its story with their size."""

    address: str | None
    title: str
    lines: frozenset[str]
    story: dict[str, int] = field(default_factory=dict)


# ---- learning --------------------------------------------------------------------------------------------------


def learn(articles: Iterable[Article]) -> Memory:
    """The table of articles with their blocks, in any order. They are held as hashes: some 10 KB a page."""
    pages: dict[str, list[_Seen]] = defaultdict(list)
    for article in articles:
        if site := site_of(article.url, article.outlet):
            pages[site].append(_seen(article))
    return Memory({site: _learned(found) for site, found in pages.items()})


def _seen(article: Article) -> _Seen:
    story = {line_hash(block.text): len(block.text) for block in article.blocks if block.reason == "body"}
    lines = frozenset(line_hash(block.text) for block in article.blocks if _size(block.text) >= SHORTEST)
    address = article.url.partition("#")[0] if article.url else None
    return _Seen(address, _folded(article.title or ""), lines, story)


def _learned(pages: Sequence[_Seen]) -> Site:
    """Lines of two stories at least. The opening of one story alone is left out: other pages tease it in its words."""
    story_of = _stories(pages)
    seen = _stories_of((line, story_of[number]) for number, page in enumerate(pages) for line in page.lines)
    body = _stories_of((line, story_of[number]) for number, page in enumerate(pages) for line in page.story)
    openings = {next(iter(page.story)) for page in pages if page.story}
    count = len(set(story_of))
    fewest = max(2, count / RAREST)
    own = {line for line in openings if len(body[line]) == 1}
    lines = frozenset(line for line, stories in seen.items() if len(stories) >= fewest and line not in own)
    return Site(len(pages), count, lines)


def _stories_of(pairs: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for line, story in pairs:
        found[line].add(story)
    return found


def _stories(pages: Sequence[_Seen]) -> list[int]:
    """For each page the number of its story: pages of one address, or that share enough, directly or by others."""
    story_of = list(range(len(pages)))

    def root(number: int) -> int:
        while story_of[number] != number:
            story_of[number] = story_of[story_of[number]]
            number = story_of[number]
        return number

    first: dict[str, int] = {}
    same = [(first.setdefault(page.address, number), number) for number, page in enumerate(pages) if page.address]
    for one, other in [*same, *_tellings(pages)]:
        story_of[root(other)] = root(one)
    return [root(number) for number in range(len(pages))]


def _tellings(pages: Sequence[_Seen]) -> list[tuple[int, int]]:
    """Pairs of pages that tell one story by the lines that their stories share."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, page in enumerate(pages):
        for line in page.story:
            holders[line].append(number)
    telling = {line: numbers for line, numbers in holders.items() if len(numbers) <= COMMON}
    shared: Counter[tuple[int, int]] = Counter()
    for line, numbers in telling.items():
        for pair in combinations(numbers, 2):
            shared[pair] += pages[pair[0]].story[line]
    sizes = [sum(size for line, size in page.story.items() if line in telling) for page in pages]

    def enough(one: int, other: int) -> float:
        equal = pages[one].title and pages[one].title == pages[other].title
        return (SAME_TITLE if equal else SAME) * min(sizes[one], sizes[other])

    return [pair for pair, size in shared.items() if size >= enough(*pair)]


# ---- recalling -------------------------------------------------------------------------------------------------


def recall(memory: Memory | None, site: str | None, pieces: Sequence[Piece], labels: list[str]) -> list[str]:
    """Labels with `site-memory` in the place of `body` for the lines that the table holds.

    As they were without a table or such an outlet, or when too little would be left.
    """
    known = memory.sites.get(site) if memory and site else None
    body = [number for number, label in enumerate(labels) if label == "body"]
    dropped = {number for number in body if known and line_hash(pieces[number].text) in known.lines}
    total = sum(len(pieces[number].text) for number in body)
    if not memory or not dropped or sum(len(pieces[n].text) for n in body if n not in dropped) < LEFT * total:
        return labels
    return [REASON if number in dropped else label for number, label in enumerate(labels)]


def named(article: Article, memory: Memory | None) -> Article:
    """The article with the name of the table, `site-memory=1f0c...`, if a block of it was dropped by it."""
    if not memory or not any(block.reason == REASON for block in article.blocks):
        return article
    return replace(article, memory=f"{REASON}={memory.version}")


def site_of(url: str | None, outlet: str | None) -> str | None:
    """Registered host of an address (`paper.co.uk`), else the outlet's name in lower case, else None."""
    try:
        host = (urlsplit(url or "").hostname or "").rstrip(".")
    except ValueError:
        host = ""
    labels = host.split(".")
    if labels[-1].isdigit() or len(labels) < 3:
        return host or _folded(outlet or "") or None
    deep = len(labels[-1]) == 2 and labels[-2] in words("host_levels")
    return ".".join(labels[-3 if deep else -2 :])


def line_hash(text: str) -> str:
    """16 hex digits for a line, whatever its case and white space."""
    return digest(_folded(text).encode("utf-8", "surrogatepass"))[:16]


def _folded(text: str) -> str:
    return WHITE.sub(" ", text).strip().casefold()


def _size(text: str) -> int:
    return len(WHITE.sub("", text))


# ---- the file --------------------------------------------------------------------------------------------------


def save(memory: Memory, path: Path) -> None:
    """Writes the table, whole or not at all. Raises InputError when that cannot be done."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(to_bytes(memory))
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error


def to_bytes(memory: Memory) -> bytes:
    """The table as one line of JSON with sorted keys."""
    return rows.to_json(_File(FORM, memory.version, dict(memory.sites))) + b"\n"


def load(path: Path) -> Memory:
    """The table of a file. Raises InputError when there is none, or it is not as it was written."""
    try:
        body = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: the site memory cannot be read: {error.strerror or error}") from error
    try:
        found = rows.from_json(_File, body)
    except (InputError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not a site memory: make one with `communique memory build`") from error
    if found.form != FORM:
        raise InputError(f"{path}: a site memory of another form: {found.form[:60]!r}, this version reads {FORM!r}")
    memory = Memory(found.sites)
    if memory.version != found.version:
        raise InputError(
            f"{path}: the site memory is damaged: its digest is {memory.version}, not {found.version[:16]}"
        )
    return memory
