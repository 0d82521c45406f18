"""Families of copies: pages that carry the same story, so that it counts once.

Two articles are copies when their whole texts are equal (but for case, accents, marks and spaces), or when enough
of the shorter one stands in the longer one, counted in shingles of four words: of the whole text, and of the words
outside quotation marks, for two reporters who print the same long letter wrote two articles. Shingling and
containment after Broder, "On the resemblance and containment of documents" (1997). Candidate pairs come from an
index of half of all shingles, chosen by their hash, and are then verified on all. A sketch of fixed size (MinHash)
would lose cut copies: their resemblance to the whole is low although they are contained in it.

The result depends on the articles alone, not on their order.
"""

import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import combinations

from communique.identity import content_id
from communique.shapes import Article, Copy, Family

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
SAMPLE = 2
"""One shingle in so many is indexed, to halve the memory. The smallest possible copies share 7 shingles, of which
two are indexed in 94 of 100 cases; from 14 on it is 999 in 1,000."""
COMMONEST = 200
"""Stories that may hold an indexed shingle; in more it is a formula ("for more information please contact"), and
comparing all its holders would take time that grows with their square."""
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


Links = dict[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class _Story:
    """Articles of one and the same text, and the shingles of its own words."""

    articles: tuple[Article, ...]
    whole: frozenset[int]
    own: frozenset[int]
    """Empty when the text is too short, or closed, to be compared."""


def families(articles: Sequence[Article]) -> tuple[Family, ...]:
    """Every article in exactly one family, most in one of their own; sorted by first publication, then by id.

    `first` is the earliest published (then the smallest id); a copy keeps the reason and the share of shingles it
    has in common with the nearest other member. Stubs and error pages are never copies of each other.
    """
    stories = _stories(articles)
    links = _links(stories)
    grouped = (_family([(stories[n], _nearest(n, group, links)) for n in group]) for group in _groups(stories, links))
    order = {article.id: published_key(article) for article in articles}
    return tuple(sorted(grouped, key=lambda family: order[family.first]))


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


def _stories(articles: Iterable[Article]) -> list[_Story]:
    """Articles by equal text, each group sorted by publication; too short or closed ones stay alone."""
    same: dict[str, list[Article]] = defaultdict(list)
    for article in sorted(articles, key=published_key):
        folded = words(article.text)
        alone = article.access != "open" or len(folded) < FEWEST_WORDS
        same[f"\n{article.id}" if alone else " ".join(folded)].append(article)
    return [_story(group) for group in same.values()]


def _story(group: Sequence[Article]) -> _Story:
    article = group[0]
    own = _shingles(own_words(article.text))
    if article.access != "open" or len(own) < FEWEST:
        return _Story(tuple(group), frozenset(), frozenset())
    return _Story(tuple(group), _shingles(words(article.text)), own)


def _shingles(folded: Sequence[str]) -> frozenset[int]:
    """Runs of SHINGLE words as numbers; CRC-32, not `hash`, so that every run of the program has the same ones."""
    runs = zip(*(folded[start:] for start in range(SHINGLE)), strict=False)
    return frozenset(zlib.crc32(" ".join(run).encode()) for run in runs)


def _links(stories: Sequence[_Story]) -> Links:
    """Pairs of stories that are near-duplicates, with the share of the shorter one's shingles found in the other."""
    links = {}
    for one, other in _candidates(stories):
        a, b = stories[one], stories[other]
        share = _contained(a.whole, b.whole)
        if share >= CONTAINED and _contained(a.own, b.own) >= OWN_CONTAINED and _near(a, b):
            links[one, other] = round(share, 4)
    return links


def _contained(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / min(len(one), len(other))


def _candidates(stories: Sequence[_Story]) -> list[tuple[int, int]]:
    """Pairs that share at least two indexed shingles outside quotation marks."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, story in enumerate(stories):
        for shingle in story.own:
            if shingle % SAMPLE == 0:
                holders[shingle].append(number)
    shared = Counter(
        pair for numbers in holders.values() if len(numbers) <= COMMONEST for pair in combinations(numbers, 2)
    )
    return sorted(pair for pair, count in shared.items() if count >= 2)


def _near(a: _Story, b: _Story) -> bool:
    """Whether any two of their pages were published within DAYS; an unknown day is no reason against."""
    days = [[_day(article) for article in story.articles] for story in (a, b)]
    return any(x is None or y is None or abs((x - y).days) <= DAYS for x in days[0] for y in days[1])


def _day(article: Article) -> date | None:
    try:
        return date.fromisoformat(article.published.value[:10]) if article.published else None
    except ValueError:
        return None


def _groups(stories: Sequence[_Story], links: Links) -> list[list[int]]:
    """Stories that belong together. Two groups join by their best link, when on average over all pairs across them
    enough is contained: else a chain of rewrites would join what has nothing in common."""
    groups = {number: [number] for number in range(len(stories))}
    group_of = list(groups)
    for (one, other), _ in sorted(links.items(), key=lambda link: (-link[1], link[0])):
        low, high = sorted((group_of[one], group_of[other]))
        if low == high:
            continue
        shares = [_contained(stories[a].whole, stories[b].whole) for a in groups[low] for b in groups[high]]
        if sum(shares) / len(shares) >= CONTAINED:
            for number in groups.pop(high):
                group_of[number] = low
                groups[low].append(number)
    return list(groups.values())


def _nearest(number: int, group: Sequence[int], links: Links) -> float:
    """The largest share that a story has in common with another of its group."""
    return max((links.get((min(number, other), max(number, other)), 0.0) for other in group), default=0.0)


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
