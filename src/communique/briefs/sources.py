"""The pages a brief stands on, copies behind the first page of their story, and how the brief was made."""

from collections import Counter
from collections.abc import Sequence

from communique.briefs import wording, words
from communique.briefs.index import Index, official, published_of
from communique.shapes import Article, Citation, Failure, Source


def sources(idx: Index, citations: Sequence[Citation]) -> tuple[Source, ...]:
    """Every page of the window, in the order of first citation; copies follow the first page of their story."""
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
    """How the brief came about, with the counts of what was read, refused and found."""
    reasons = Counter(failure.reason for failure in failures)
    listed = ", ".join(f"{reason} {number}" for reason, number in sorted(reasons.items()))
    refused = words.say("method.refused", n=words.count("page", len(failures)), reasons=listed)
    return (
        words.say("method.made", version=version).replace("  ", " "),
        words.say(
            "method.counts",
            articles=words.count("page", len(idx.shown)),
            refused=refused if failures else words.lookup("method.refused_none"),
            statements=words.count("statement", len(idx.statements)),
            events=words.count("event", len(idx.events)),
            figures=words.count("figure", len(idx.figures)),
        ),
        words.lookup("method.rank"),
        words.lookup("method.grade"),
    )
