"""The pages a brief stands on, copies behind the first page of their story, and how the brief was made."""

from collections.abc import Iterable, Iterator, Sequence

from communique.briefs import wording, words
from communique.briefs.index import Index, official, published_of
from communique.languages import NAMES
from communique.shapes import Article, Citation, Failure, Source

NAMED, TITLE = 10, 20
"""Pages named of each kind that was not read, and words of their titles; `communique status` names all."""


def sources(idx: Index, citations: Sequence[Citation]) -> tuple[Source, ...]:
    """Every page of the window that was read, by first citation; copies follow the first page of their story."""
    first_cited = {citation.article_id: citation.number for citation in reversed(citations)}
    articles = [found.article for found in idx.shown]
    # A dispute may lean on a page before the window; whatever is cited is listed.
    articles += [idx.by_article[name].article for name in sorted(first_cited) if idx.by_article[name] not in idx.shown]
    rank: dict[str, int] = {}
    for article in articles:
        family = idx.family_of[article.id].id
        rank[family] = min(rank.get(family, 1_000_000), first_cited.get(article.id, 1_000_000))
    ordered = sorted(
        articles, key=lambda one: (rank[idx.family_of[one.id].id], idx.family_of[one.id].id, *_within(idx, one))
    )
    return tuple(_source(idx, article) for article in ordered)


def _within(idx: Index, article: Article) -> tuple[bool, str, str]:
    return (idx.family_of[article.id].first != article.id, published_of(article), article.id)


def _source(idx: Index, article: Article) -> Source:
    return Source(
        article_id=article.id,
        outlet=article.outlet,
        wire=article.wire,
        title=article.title,
        published=article.published.value if article.published else None,
        url=article.url,
        captured=article.captured,
        sha256=article.sha256,
        family=idx.family_of[article.id].id,
        grade=_grade(idx, article),
    )


def _grade(idx: Index, article: Article) -> str:
    """Admiralty code as a proposal: the dossier's letter for the outlet, the digit by what kind of report it is."""
    letters = {name.casefold(): grade for name, grade in idx.view.dossier.outlets}
    letter = letters.get((article.outlet or "").casefold(), letters.get((article.wire or "").casefold(), "F"))
    if article.access != "open":
        return f"{letter}6"
    return f"{letter}2" if official(article) else f"{letter}3"


def coverage(idx: Index) -> str:
    """`14 pages, 9 independent sources (Reuters, AP, ...); published ... to ...; dossier ... version ...`."""
    articles = [found.article for found in idx.shown]
    days = sorted(published_of(article)[:10] for article in articles if article.published)
    stories = {idx.family_of[article.id].id for article in articles}
    names = wording.listed((article.wire or wording.outlet(article) for article in articles), 5)
    since = idx.view.since
    return words.say(
        "head.coverage" if days else "head.coverage_undated",
        pages=words.count("page", len(articles)),
        families=words.count("family", len(stories)),
        outlets=words.say("head.outlets", names=names) if names else "",
        days=words.days(days[0], days[-1]) if days else "",
        window=words.say("head.window", since=words.day(since)) if since else "",
        dossier=idx.view.dossier.id,
        version=idx.view.dossier.version,
    )


def method(idx: Index, failures: Sequence[Failure], version: str) -> tuple[str, ...]:
    """How the brief came about, with the counts of what was read, kept, refused and found, and the pages not read."""
    return (
        words.say("method.made", version=version).replace("  ", " "),
        words.say(
            "method.counts",
            total=words.count("page", len(idx.shown) + len(idx.unread) + len(failures)),
            articles=len(idx.shown),
            unread=len(idx.unread),
            refused=len(failures),
            statements=words.count("statement", len(idx.statements)),
            events=words.count("event", len(idx.events)),
            figures=words.count("figure", len(idx.figures)),
        ),
        *_not_read(idx, failures),
        words.lookup("method.rank"),
        words.lookup("method.grade"),
    )


def _not_read(idx: Index, failures: Sequence[Failure]) -> Iterator[str]:
    """The pages kept in a language that is not read, by language, and those refused, by reason."""
    for language, articles in unread(idx).items():
        pages = _named(_page(article) for article in articles)
        yield words.say("method.unread", language=language, n=len(articles), pages=pages)
    reasons: dict[str, list[Failure]] = {}
    for failure in sorted(failures, key=lambda one: (one.reason, one.origin, one.page_id)):
        reasons.setdefault(failure.reason, []).append(failure)
    for reason, refused in reasons.items():
        pages = _named(failure.origin or failure.page_id for failure in refused)
        yield words.say("method.refused", reason=reason, n=len(refused), pages=pages)


def unread(idx: Index) -> dict[str, list[Article]]:
    """Articles of the window that were kept only, by the name of their language."""
    found: dict[str, list[Article]] = {}
    for article in sorted(idx.unread, key=lambda one: (one.language, published_of(one), one.id)):
        found.setdefault(NAMES.get(article.language, article.language), []).append(article)
    return found


def _page(article: Article) -> str:
    day = words.day(article.published.value if article.published else None)
    return words.joined((wording.outlet(article), words.clip(words.fold(article.title or ""), TITLE), day), ", ")


def _named(pages: Iterable[str]) -> str:
    names = list(pages)
    more = words.count("more", len(names) - NAMED) if len(names) > NAMED else ""
    return words.joined((*names[:NAMED], more), "; ")
