"""Actors across articles: which ids may be one actor, why, and whether that may be done unasked.

Ids are made from names, so one man under two spellings has two ids. Pairs are looked for by words that sound alike
and by initials ("DEA"), compared by name (`names.py`), and refused when kind or country differ. A merge is safe only
when the names are, the country is known and the same, and nobody else is as like one of the two: "J. Smith" is not
merged while both John and Jane Smith are about. Everything else is proposed, and a person decides; a decision stands
above the rules and can be taken back, for ids in the record are never rewritten: merges are applied to what is read
from it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from itertools import combinations
from typing import Any

from communique.reconcile.names import MATCH, Likeness, compare, sounds
from communique.shapes import Actor, ActorRef, Decision, Findings, Merge, Selection

ABBREVIATED = 0.9
"""Score of a name and its initials; others have the same initials, so it is never safe."""
FEWEST_INITIALS = 3
MOST_HOLDERS = 60
"""Actors that share a word; a word of more tells nobody apart, and comparing all of them takes the square."""
NAMES = 6
"""Names of one actor that are compared, the most frequent."""

_KINDS = {"person": "person", "organization": "body", "body": "body", "armed-group": "armed-group"}
"""Kinds that are compared, and with which others; countries, governments and unnamed people never are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """One actor id over all articles."""

    id: str
    kind: str
    names: tuple[str, ...]
    countries: frozenset[str]
    roles: Mapping[str, tuple[str, str]]
    """Each role with the first and the last day of publication at which it was told."""
    articles: int


def merges(selection: Selection, decisions: Iterable[Decision] = ()) -> tuple[Merge, ...]:
    """Pairs of actors that may be one, the likeliest first; what a person decided is part of it, or left out."""
    decided = {frozenset((one.one, one.other)): one for one in decisions}
    seen = {one.id: one for one in _seen(selection)}
    found = {
        frozenset((merge.one, merge.other)): merge
        for a, b in _candidates(seen.values())
        if frozenset((a.id, b.id)) not in decided and (merge := _merge(a, b))
    }
    proposals = [*_unambiguous(found.values(), seen), *_by_people(decided.values(), seen)]
    return tuple(sorted(proposals, key=lambda one: (not one.decided, not one.safe, -one.score, one.one, one.other)))


def unify(selection: Selection, proposed: Iterable[Merge]) -> Selection:
    """The selection with one id for each merged actor: safe merges and those that a person decided."""
    leader = _leaders(merge for merge in proposed if merge.safe or merge.decided)
    if not leader:
        return selection
    return replace(selection, findings=tuple(_renamed(found, leader) for found in selection.findings))


# ---- who was seen ----------------------------------------------------------------------------------------------


def _seen(selection: Selection) -> Iterator[_Seen]:
    by_id: dict[str, list[tuple[Actor, str]]] = defaultdict(list)
    for found in selection.findings:
        day = found.article.published.value[:10] if found.article.published else ""
        for actor in found.actors:
            if actor.kind in _KINDS:
                by_id[actor.id].append((actor, day))
    for name, told in by_id.items():
        called = Counter(word for actor, _ in told for word in (actor.name, *actor.names) if len(word) > 1)
        roles: dict[str, list[str]] = defaultdict(list)
        for actor, day in told:
            if actor.role:
                roles[actor.role.casefold()].append(day)
        yield _Seen(
            id=name,
            kind=_KINDS[told[0][0].kind],
            names=tuple(word for word, _ in sorted(called.items(), key=lambda one: (-one[1], one[0]))[:NAMES]),
            countries=frozenset(actor.country for actor, _ in told if actor.country),
            roles={role: (min(days), max(days)) for role, days in roles.items()},
            articles=len(told),
        )


def _candidates(seen: Iterable[_Seen]) -> list[tuple[_Seen, _Seen]]:
    """Pairs of one kind that share the sound of a word, or a name and its initials."""
    holders: dict[tuple[str, str], dict[str, _Seen]] = defaultdict(dict)
    for one in seen:
        for name in one.names:
            keys = {*sounds(name, person=one.kind == "person"), *([] if one.kind == "person" else _initials(name))}
            for key in keys:
                holders[one.kind, key][one.id] = one
    pairs = {
        (a.id, b.id): (a, b)
        for held in holders.values()
        if len(held) <= MOST_HOLDERS
        for a, b in combinations(sorted(held.values(), key=lambda one: one.id), 2)
    }
    return [pair for _, pair in sorted(pairs.items())]


def _initials(name: str) -> list[str]:
    """`dea` of DEA and of Drug Enforcement Administration."""
    if name.isupper() and name.isalpha() and len(name) >= FEWEST_INITIALS:
        return [f"initials/{name.casefold()}"]
    letters = "".join(word[0] for word in name.split() if word[0].isupper()).casefold()
    return [f"initials/{letters}"] if len(letters) >= FEWEST_INITIALS else []


# ---- merging ---------------------------------------------------------------------------------------------------


def _merge(a: _Seen, b: _Seen) -> Merge | None:
    if a.countries and b.countries and not a.countries & b.countries:
        return None
    like = _likest(a, b)
    if like.score < MATCH:
        return None
    one, other = sorted((a, b), key=lambda seen: (-seen.articles, seen.id))
    country = a.countries & b.countries
    where = f"same country {' '.join(sorted(country))}" if country else "country not known"
    reasons = [like.reason, where, *_office(a, b)]
    safe = like.safe and bool(country) and len(a.countries | b.countries) == 1
    return Merge(one=one.id, other=other.id, score=like.score, safe=safe, reason="; ".join(reasons))


def _likest(a: _Seen, b: _Seen) -> Likeness:
    person = a.kind == "person"
    found = [compare(x, y, person=person) for x in a.names for y in b.names]
    if not person:
        short = ((x, y) for x in a.names for y in b.names if x.isupper() != y.isupper())
        alike = [(x, y) for x, y in short if {*_initials(x)} & {*_initials(y)}]
        found += [Likeness(ABBREVIATED, False, f"{x} and {y} have the same initials") for x, y in alike[:1]]
    return max(found, key=lambda one: (one.safe, one.score), default=Likeness(0.0, False, ""))


def _office(a: _Seen, b: _Seen) -> Iterator[str]:
    """A role that both have, and when."""
    for role in sorted(a.roles.keys() & b.roles.keys()):
        days = sorted({*a.roles[role], *b.roles[role]} - {""})
        yield f"both {role}" + (f" ({days[0]} to {days[-1]})" if days else "")


def _unambiguous(found: Iterable[Merge], seen: Mapping[str, _Seen]) -> Iterator[Merge]:
    """A safe merge stays safe only when all that are safely like one of the two are safely like each other."""
    merged = list(found)
    near: dict[str, set[str]] = defaultdict(set)
    for merge in merged:
        if merge.safe:
            near[merge.one].add(merge.other)
            near[merge.other].add(merge.one)
    for merge in merged:
        others = (near[merge.one] | near[merge.other]) - {merge.one, merge.other}
        rivals = sorted(name for name in others if not {merge.one, merge.other} <= near[name])
        if merge.safe and rivals:
            rival = seen[rivals[0]].names[0]
            yield replace(merge, safe=False, reason=f"{merge.reason}; but {rival} is as like one of them")
        else:
            yield merge


def _by_people(decisions: Iterable[Decision], seen: Mapping[str, _Seen]) -> Iterator[Merge]:
    for one in decisions:
        if one.same and one.one in seen and one.other in seen:
            yield Merge(one=one.one, other=one.other, score=1.0, safe=False, reason="a person decided", decided=True)


def _leaders(accepted: Iterable[Merge]) -> dict[str, str]:
    """Each merged id to the one that stands for it; chains end at one id."""
    leader: dict[str, str] = {}

    def head(name: str) -> str:
        while name in leader:
            name = leader[name]
        return name

    for merge in accepted:
        one, other = head(merge.one), head(merge.other)
        if one != other:
            leader[other] = one
    return {name: head(name) for name in leader}


def _renamed(found: Findings, leader: Mapping[str, str]) -> Findings:
    if not any(actor.id in leader for actor in found.actors):
        return found
    changed: dict[str, Any] = {
        name: tuple(_with_refs(finding, leader) for finding in getattr(found, name))
        for name in ("statements", "events", "figures", "meetings")
    }
    actors = tuple(replace(actor, id=leader.get(actor.id, actor.id)) for actor in found.actors)
    return replace(found, actors=actors, **changed)


def _with_refs(finding: Any, leader: Mapping[str, str]) -> Any:
    """The finding with other ids in its roles."""
    changes: dict[str, Any] = {}
    for field in fields(finding):
        value = getattr(finding, field.name)
        if isinstance(value, ActorRef):
            changes[field.name] = _ref(value, leader)
        elif isinstance(value, tuple) and value and isinstance(value[0], ActorRef):
            changes[field.name] = tuple(_ref(ref, leader) for ref in value)
    return replace(finding, **changes) if changes else finding


def _ref(ref: ActorRef, leader: Mapping[str, str]) -> ActorRef:
    return replace(ref, actor_id=leader.get(ref.actor_id, ref.actor_id)) if ref.actor_id else ref
