"""Page -> article -> reading -> findings -> record: the one place that lists the inward rooms in order.

The order matters: a page is cleaned before it is read, because a dateline or an advertisement left in the text
is parsed as part of a sentence; copies and occurrences are found last, because they need every article at once.
Reading one page (`read_page`) knows nothing of processes or of the record.
"""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path

from communique import __version__, articles, findings, pages, readings, reconcile, settings
from communique.articles import Memory, memory
from communique.errors import InputError
from communique.languages import LANGUAGES
from communique.record import Record
from communique.record.grouping import Groups
from communique.settings import Settings
from communique.shapes import Article, Failure, Findings, Given, Kit, Page, Telling

LONGEST_ARTICLE = 100_000
"""Characters. Long reads and full transcripts stay under 60,000; beyond it a page is a book, a log or an attack, and
the time of reading grows faster than the text."""

Outcome = Findings | Failure
Read = tuple[Page | None, Outcome]
"""A page (None when it could not even be opened) and what came of it."""
Progress = Callable[[Outcome | None], None]
"""Called once for each page: with what came of it, or None when the record knew it already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What one `add` did, in pages: `pages = added + known + failures`."""

    pages: int = 0
    added: int = 0
    known: int = 0
    failures: int = 0


def make_kit(chosen: Settings) -> Kit:
    """The tools of reading, loaded once; the model and the gazetteer take about a second."""
    kit = readings.make_kit(chosen.model)
    return with_memory(replace(kit, versions=(("communique", __version__), *kit.versions)), chosen)


def with_memory(kit: Kit, chosen: Settings) -> Kit:
    """The kit with the site memory of the settings, if they name one; it is a part of the version of every row."""
    if not chosen.memory.strip():
        return kit
    inside = chosen.project / chosen.memory
    table = memory.load(inside if inside.is_file() else Path(chosen.memory))
    return replace(kit, memory=table, versions=(*kit.versions, (memory.REASON, table.version)))


def learn_to(path: Path, items: Iterable[Page | Failure], progress: Progress) -> tuple[Memory, list[Failure]]:
    """Writes the site memory of pages in any language to `path`; also gives the pages that gave no article.

    No language model is loaded. Raises InputError when the file cannot be written.
    """
    failures: list[Failure] = []

    def read() -> Iterator[Article]:
        for item in items:
            found = _plain_article(item) if isinstance(item, Page) else item
            if isinstance(found, Failure):
                failures.append(found)
            else:
                yield found
            progress(None)

    table = articles.learn(read())
    memory.save(table, path)
    return table, failures


def _plain_article(page: Page) -> Article | Failure:
    """Without places for datelines: they stand apart from the lines that count."""
    return articles.extract(page, known_place=lambda name: False, any_language=True)


def read_page(page: Page, kit: Kit) -> Outcome:
    """Findings of one page, or why there are none. A paywall stub is read too: its article says `access`.

    An article in a language that is not read for findings yet (Spanish) is kept: it comes with none.
    """
    article = articles.extract(page, known_place=kit.gazetteer.knows, memory=kit.memory)
    if isinstance(article, Failure):
        return article
    if len(article.text) > LONGEST_ARTICLE:
        return Failure(
            page_id=page.id,
            room="readings",
            reason="too-large",
            detail=f"{len(article.text)} characters of article, at most {LONGEST_ARTICLE}",
            sha256=page.sha256,
            origin=page.origin,
        )
    if article.language not in LANGUAGES:
        return Findings(article=article, versions=kit.versions)
    return replace(findings.find(readings.read(article, kit)), versions=kit.versions)


def read_many(items: Iterable[Page | Failure], kit: Kit) -> Iterator[Read]:
    """Reads pages one after another; a failure to open one goes through as it is."""
    for item in items:
        yield (None, item) if isinstance(item, Failure) else (item, read_page(item, kit))


def read_text(text: str | bytes, *, url: str | None = None, published: str | None = None) -> Findings:
    """Findings of a page held in memory, with the settings of the current folder. Raises InputError with the reason."""
    if not isinstance(text, str | bytes):
        raise InputError(f"a page must be str or bytes, is {type(text).__name__}")
    body = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    page = pages.page_of(body, origin="python", given=Given(url=url, published=published))
    outcome = page if isinstance(page, Failure) else read_page(page, _kit_of(settings.load(None, os.environ)))
    if isinstance(outcome, Failure):
        raise InputError(f"the page cannot be read: {outcome.reason}: {outcome.detail}".rstrip(": "))
    return outcome


def add_pages(
    items: Iterable[Page | Failure],
    kit: Kit,
    record: Record,
    *,
    jobs: int = 1,
    chosen: Settings | None = None,
    progress: Progress = lambda outcome: None,
) -> Tally:
    """Reads what the record does not hold yet, adds each page as soon as it is read, then regroups.

    With `jobs` over 1, that many processes read, each with the kit of `chosen`; results keep the order of `items`.
    """
    counts = dict.fromkeys(("added", "known", "failures"), 0)

    def note(name: str, outcome: Outcome | None) -> None:
        counts[name] += 1
        progress(outcome)

    made_by = version(kit)
    fresh = _unknown(items, record, made_by, lambda: note("known", None))
    reads = read_many(fresh, kit) if jobs == 1 else read_in_processes(fresh, chosen or Settings(), jobs)
    for page, outcome in reads:
        new = record.add(page, outcome, made_by=made_by)
        name = "failures" if isinstance(outcome, Failure) else "added" if new else "known"
        note(name, outcome)
    regroup(record)
    return Tally(pages=sum(counts.values()), **counts)


def regroup(record: Record) -> None:
    """Families and occurrences of what waits, and of what hangs together with it; the rest is not looked at.

    The result is that of finding them over the whole record anew. Raises RecordError when it cannot be written.
    """
    with record.grouping() as groups:
        waiting = groups.ungrouped()
        _index_copies(groups, waiting)
        changed = _regroup_copies(groups, waiting)
        _regroup_events(groups, changed)
        groups.done()


def _index_copies(groups: Groups, waiting: Sequence[str]) -> None:
    for name in waiting:
        for article in groups.articles([name]):
            asked = reconcile.copy_keys(article, around=reconcile.DAYS)
            near = groups.articles(groups.near("copy", asked, shared=1, most=reconcile.MOST_COPIES))
            groups.link("copy", (link for other in near if (link := reconcile.copied(article, other))))
            groups.index("copy", [reconcile.copy_keys(article)])


def _regroup_copies(groups: Groups, waiting: Sequence[str]) -> list[str]:
    """Writes the families of what waits and of its copies; the articles that wait or whose family is another now."""
    changed = set(waiting)
    for names, links in groups.linked("copy", waiting):
        found = reconcile.families(groups.articles(names), links)
        copies = ((copy.article_id, family.id) for family in found for copy in family.copies)
        changed.update(name for name, family in copies if groups.family_of(name) != family)
        groups.put_families(found)
    return sorted(changed)


def _regroup_events(groups: Groups, changed: Sequence[str]) -> None:
    """Tells the events of changed articles anew, and groups them and all that hang together with them."""
    start: set[str] = set()
    for name in changed:
        told = reconcile.tellings(groups.findings([name]), {name: groups.family_of(name) or name})
        start |= groups.companions(one.event.id for one in told)
        for one in told:
            groups.put_telling(one)
            _link_event(groups, one)
    for names, links in groups.linked("event", sorted(start)):
        groups.put_occurrences(reconcile.group_events(groups.tellings(names), links))


def _link_event(groups: Groups, told: Telling) -> None:
    keys = reconcile.event_keys(told)
    near = {name for one in keys for name in groups.near("event", one, shared=1, most=reconcile.MOST_EVENTS)}
    links = (reconcile.one_event(other, told) for other in groups.tellings(sorted(near)))
    groups.link("event", (link for link in links if link))
    groups.index("event", keys)


def version(kit: Kit) -> str:
    """Code and models that make findings, in one string: a page read by another version is read again."""
    return " ".join(f"{name}={number}" for name, number in kit.versions)


def _unknown(
    items: Iterable[Page | Failure], record: Record, made_by: str, known: Callable[[], None]
) -> Iterator[Page | Failure]:
    for item in items:
        if isinstance(item, Page) and record.has(item, made_by):
            known()
        else:
            yield item


# ---- several processes -----------------------------------------------------------------------------------------


def read_in_processes(items: Iterable[Page | Failure], chosen: Settings, jobs: int) -> Iterator[Read]:
    """Like `read_many` in `jobs` processes, in the order of `items`; at most 4 pages a process wait in memory."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_ignore_interrupt) as pool:
        waiting: deque[tuple[Page | None, Outcome | Future[Outcome]]] = deque()
        try:
            for item in chain(items, [None] * (4 * jobs)):
                if isinstance(item, Page):
                    waiting.append((item, pool.submit(_read_in_worker, item, chosen)))
                elif item is not None:
                    waiting.append((None, item))
                if waiting and (item is None or len(waiting) >= 4 * jobs):
                    yield _finished(*waiting.popleft())
        finally:
            pool.shutdown(cancel_futures=True)


def _finished(page: Page | None, outcome: Outcome | Future[Outcome]) -> Read:
    if not isinstance(outcome, Future):
        return page, outcome
    try:
        return page, outcome.result()
    except BrokenProcessPool as error:
        raise InputError("a reading process was stopped from outside (out of memory?): try fewer --jobs") from error


def _read_in_worker(page: Page, chosen: Settings) -> Outcome:
    return read_page(page, _kit_of(chosen))


@cache
def _kit_of(chosen: Settings) -> Kit:
    """One kit for a process."""
    return make_kit(chosen)


def _ignore_interrupt() -> None:
    """Ctrl-C reaches every process of the group; only the parent may answer it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
