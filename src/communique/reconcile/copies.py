"""Families of copies: pages that carry the same story, so that it counts once.

Two articles are copies when their whole texts are equal (but for case, accents, marks and spaces), or when enough
of the shorter one stands in the longer one, counted in shingles of four words: of the whole text, and of the words
outside quotation marks, for two reporters who print the same long letter wrote two articles. Shingling and
containment after Broder, "On the resemblance and containment of documents" (1997). Candidates come from an index of
a part of all shingles, chosen by their hash, and are then verified on all, so a new article is compared with a few
others however many there are. A sketch of fixed size (MinHash) would lose cut copies: their resemblance to the whole
is low although they are contained in it.

The result depends on the articles alone, not on their order, unless one shingle stands in more than `index.HOLDERS`.
"""

import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from communique.identity import content_id
from communique.reconcile.index import Index
from communique.shapes import Article, Copy, Family, Keys, Link

SHINGLE = 4
"""Words in a shingle: three make common phrases ("said on Monday"), five lose hand-edited copies."""
CONTAINED = 0.40
"""Share of the shorter text's shingles that must stand in the longer one. Chosen, with OWN_CONTAINED and FEWEST, on
726 news texts of which 306 are copies made by program (cut, abridged, restyled, misspelt, with a new lead): pair F1
is 1.0 for every pair of values in 0.30-0.40 and 0.25-0.40; unrelated texts share at most 0.29. On 1,683 bodies with
208 natural copies, pair precision and recall are 0.97. Measure again when SHINGLE or `own_words` changes."""
OWN_CONTAINED = 0.35
"""The same for the words outside quotation marks. Alone it would not do: short texts that share one formula
reach 0.42."""
FEWEST = 20
"""Shingles outside quotation marks below which a text is only ever an exact copy; with 30, F1 falls to 0.997."""
FEWEST_WORDS = 20
"""Words below which equal texts are no story: notices, captions, stubs."""
SAMPLE = 4
"""One shingle in so many is indexed. The smallest possible copies share 7 shingles, of which one is indexed in 87 of
100 cases; from 24 on it is 999 in 1,000. On both sets named above, 2, 3 and 4 find the same."""
CANDIDATES = 40
"""Articles with which a new one is compared: those that share most indexed shingles with it."""
DAYS = 14
"""Near-duplicates farther apart are a form filled in anew (monthly figures), not a copy; equal texts may be."""

_QUOTED = re.compile(
    r'"[^"\n]*(?:"|$)'  # an unclosed quotation goes on to the end of its paragraph
    r"|“[^”\n]*(?:”|$)"
    r"|«[^»\n]*(?:»|$)"
    r"|(?<!\w)‘[^’\n]*(?:’(?:\w[^’\n]*’?)*(?!\w)|$)",
    re.MULTILINE,
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Prints:
    """What is compared of an article. Both sets are empty when the text is too short, or closed, to be compared."""

    text: str | None
    """The folded words; None = never equal to another."""
    whole: frozenset[int]
    own: frozenset[int]
    """Of the words outside quotation marks."""


@dataclass(frozen=True, slots=True)
class _Story:
    """Articles of one and the same text."""

    articles: tuple[Article, ...]

    @property
    def prints(self) -> _Prints:
        return _prints(self.articles[0].text, self.articles[0].access)


Shares = dict[tuple[int, int], float]


def families(articles: Sequence[Article], links: Iterable[Link] | None = None) -> tuple[Family, ...]:
    """Every article in exactly one family, most in one of their own; sorted by first publication, then by id.

    `first` is the earliest published (then the smallest id); a copy keeps the reason and the share of shingles it
    has in common with the nearest other member. Stubs and error pages are never copies of each other. `links` between
    the articles are found here when they are not given.
    """
    stories = _stories(articles)
    shares = _shares(stories, copy_links(articles) if links is None else links)
    grouped = (_family([(stories[n], _nearest(n, group, shares)) for n in group]) for group in _groups(stories, shares))
    order = {article.id: published_key(article) for article in articles}
    return tuple(sorted(grouped, key=lambda family: order[family.first]))


def copy_links(articles: Iterable[Article]) -> tuple[Link, ...]:
    """The pairs of articles that are copies as two texts; each article is compared with those before it."""
    index, known, found = Index(), dict[str, Article](), list[Link]()
    for article in sorted(articles, key=published_key):
        near = index.near(copy_keys(article, around=DAYS), shared=1, most=CANDIDATES)
        found += [link for name in near if (link := copied(article, known[name]))]
        index.add(copy_keys(article))
        known[article.id] = article
    return tuple(found)


def copy_keys(article: Article, *, around: int = 0) -> Keys:
    """What copies of an article are looked up by; with `around` days before and after it."""
    prints = _prints(article.text, article.access)
    keys = sorted(shingle for shingle in prints.own if shingle % SAMPLE == 0)
    if prints.text is not None:
        keys.append(-zlib.crc32(prints.text.encode()) - 1)  # below zero, so that it never meets a shingle
    day = _day(article)
    if day is None or not keys:
        return Keys(id=article.id, keys=tuple(keys))
    return Keys(id=article.id, keys=tuple(keys), first=day.toordinal() - around, last=day.toordinal() + around + 1)


def copied(article: Article, other: Article) -> Link | None:
    """The share of the shorter text that stands in the longer one, when that makes them copies; 1 for equal texts."""
    a, b = (_prints(one.text, one.access) for one in (article, other))
    equal = a.text is not None and a.text == b.text
    share = 1.0 if equal else _contained(a.whole, b.whole)
    near = equal or (share >= CONTAINED and _contained(a.own, b.own) >= OWN_CONTAINED and _near(article, other))
    one, two = sorted((article.id, other.id))
    reason = "exact-text" if equal else "near-duplicate"
    return Link(one=one, other=two, score=round(share, 4), reason=reason) if near else None


def published_key(article: Article) -> tuple[str, str]:
    """Sorts by publication, then id. A day without a time comes after the timed pages of that day, for an outlet
    that copies often gives the day alone; no date comes last."""
    value = article.published.value if article.published else ""
    if "T" in value:
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            return f"{value}~", article.id
        value = (moment.astimezone(UTC) if moment.tzinfo else moment).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{value}~", article.id


def own_words(text: str) -> tuple[str, ...]:
    """The folded words outside quotation marks."""
    return words(_QUOTED.sub(" ", text))


def words(text: str) -> tuple[str, ...]:
    """The words of a text without case and accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return tuple(_WORD.findall("".join(char for char in plain if not unicodedata.combining(char))))


# ---- steps -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def _prints(text: str, access: str) -> _Prints:
    folded = words(text)
    if access != "open" or len(folded) < FEWEST_WORDS:
        return _Prints(None, frozenset(), frozenset())
    own = _shingles(own_words(text))
    if len(own) < FEWEST:
        return _Prints(" ".join(folded), frozenset(), frozenset())
    return _Prints(" ".join(folded), _shingles(folded), own)


def _stories(articles: Iterable[Article]) -> list[_Story]:
    """Articles by equal text, each group sorted by publication; too short or closed ones stay alone."""
    same: dict[str, list[Article]] = defaultdict(list)
    for article in sorted(articles, key=published_key):
        same[_prints(article.text, article.access).text or f"\n{article.id}"].append(article)
    return [_Story(tuple(group)) for group in same.values()]


def _shingles(folded: Sequence[str]) -> frozenset[int]:
    """Runs of SHINGLE words as numbers; CRC-32, not `hash`, so that every run of the program has the same ones."""
    runs = zip(*(folded[start:] for start in range(SHINGLE)), strict=False)
    return frozenset(zlib.crc32(" ".join(run).encode()) for run in runs)


def _shares(stories: Sequence[_Story], links: Iterable[Link]) -> Shares:
    """Pairs of stories that are near-duplicates, with the share of the shorter one's shingles found in the other."""
    number_of = {article.id: number for number, story in enumerate(stories) for article in story.articles}
    shares = {}
    for link in links:
        one, other = sorted((number_of[link.one], number_of[link.other]))
        if one != other:
            shares[one, other] = link.score
    return shares


def _contained(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / (min(len(one), len(other)) or 1)


def _near(a: Article, b: Article) -> bool:
    """Whether they were published within DAYS; an unknown day is no reason against."""
    x, y = _day(a), _day(b)
    return x is None or y is None or abs((x - y).days) <= DAYS


def _day(article: Article) -> date | None:
    try:
        return date.fromisoformat(article.published.value[:10]) if article.published else None
    except ValueError:
        return None


def _groups(stories: Sequence[_Story], shares: Shares) -> list[list[int]]:
    """Stories that belong together. Two groups join by their best link, when on average over all pairs across them
    enough is contained: else a chain of rewrites would join what has nothing in common."""
    groups = {number: [number] for number in range(len(stories))}
    group_of = list(groups)
    for (one, other), _ in sorted(shares.items(), key=lambda pair: (-pair[1], pair[0])):
        low, high = sorted((group_of[one], group_of[other]))
        if low == high:
            continue
        across = [
            _contained(stories[a].prints.whole, stories[b].prints.whole) for a in groups[low] for b in groups[high]
        ]
        if sum(across) / len(across) >= CONTAINED:
            for number in groups.pop(high):
                group_of[number] = low
                groups[low].append(number)
    return list(groups.values())


def _nearest(number: int, group: Sequence[int], shares: Shares) -> float:
    """The largest share that a story has in common with another of its group."""
    return max((shares.get((min(number, other), max(number, other)), 0.0) for other in group), default=0.0)


def _family(stories: Sequence[tuple[_Story, float]]) -> Family:
    """One family of stories, each with its share in common with the nearest other."""
    pages = sorted(
        ((article, share, article is not story.articles[0]) for story, share in stories for article in story.articles),
        key=lambda page: published_key(page[0]),
    )
    first = pages[0][0]
    copies = (
        Copy(article_id=article.id, reason="exact-text" if equal else "near-duplicate", score=1.0 if equal else share)
        for article, share, equal in pages[1:]
    )
    head = Copy(article_id=first.id, reason="first")
    wire = _wire([article for article, _, _ in pages])
    return Family(id=content_id("family", first.id), first=first.id, copies=(head, *copies), wire=wire)


def _wire(articles: Sequence[Article]) -> str | None:
    """The wire that most pages name; of equals the one named first."""
    named = Counter(article.wire for article in articles if article.wire)
    return max(named, key=lambda name: named[name], default=None)
