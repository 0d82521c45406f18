"""Occurrences: events of different pages that are one thing in the world.

Which two tellings may be one is said in `evidence.py`. Groups grow from the best pair down, and two groups join only
when no pair across them excludes the other; so the result depends on the events alone, not on their order.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from communique.identity import content_id
from communique.reconcile.evidence import excluded, one_event
from communique.reconcile.index import Index
from communique.reconcile.tellings import event_keys, order, tellings
from communique.reconcile.values import values_of
from communique.shapes import Family, Findings, Link, Occurrence, Telling

CANDIDATES = 200
"""Tellings with which a new one is compared: those that share most keys with it."""


def occurrences(findings: Sequence[Findings], families: Sequence[Family]) -> tuple[Occurrence, ...]:
    """Every event in exactly one occurrence, most in one of their own; by first publication, then place in the text.

    `reasons` has one entry for each join, so one fewer than events: which event, with which, and why. `families` are
    those that tell it: their number, not that of articles, says how many reported it.
    """
    told = tellings(findings, {copy.article_id: family.id for family in families for copy in family.copies})
    return group_events(told, event_links(told))


def event_links(told: Sequence[Telling]) -> tuple[Link, ...]:
    """The pairs of tellings that may be one event; each is compared with those before it."""
    index, known, found = Index(), dict[str, Telling](), list[Link]()
    for one in told:
        keys = event_keys(one)
        names = sorted({name for asked in keys for name in index.near(asked, shared=1, most=CANDIDATES)})
        found += [link for name in names if (link := one_event(known[name], one))]
        for held in keys:
            index.add(held)
        known[one.event.id] = one
    return tuple(found)


def group_events(told: Sequence[Telling], links: Iterable[Link]) -> tuple[Occurrence, ...]:
    """Occurrences of these tellings, joined by their links, the best first."""
    told = sorted(told, key=order)
    number_of = {one.event.id: number for number, one in enumerate(told)}
    groups = {number: [number] for number in range(len(told))}
    group_of = list(groups)
    why: dict[int, list[str]] = defaultdict(list)
    numbered = {tuple(sorted((number_of[link.one], number_of[link.other]))): link for link in links}
    for (one, other), link in sorted(numbered.items(), key=lambda pair: (-pair[1].score, pair[0])):
        a, b = sorted((group_of[one], group_of[other]))
        if a == b or any(excluded(told[x], told[y]) for x in groups[a] for y in groups[b]):
            continue
        why[a] += [*why.pop(b, []), f"{told[other].event.id} with {told[one].event.id}: {link.reason}"]
        for number in groups.pop(b):
            group_of[number] = a
            groups[a].append(number)
    return tuple(_occurrence([told[n] for n in sorted(group)], why[head]) for head, group in sorted(groups.items()))


def _occurrence(told: Sequence[Telling], reasons: Sequence[str]) -> Occurrence:
    first = told[0].event
    return Occurrence(
        id=content_id("occurrence", first.id),
        kind=first.kind,
        code=first.code,
        modality=first.modality,
        events=tuple(one.event.id for one in told),
        families=tuple(dict.fromkeys(one.family for one in told)),
        reasons=tuple(reasons),
        values=values_of(told),
    )
