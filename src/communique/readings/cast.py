"""The cast of one article: actors collected mention by mention, in text order."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from communique.shapes import Actor, ActorKind, Mention, Span


@dataclass(slots=True)
class Entry:
    """A mention while the cast is being made: token index of the head, the actor, and how it was found."""

    head: int
    actor_id: str
    span: Span
    rule: str
    noun: str = ""
    """Head noun or role phrase, for definite descriptions ("the spokesperson")."""
    plural: bool = False


@dataclass(slots=True)
class Cast:
    """Keeps state between the passes over one document: who is known, and which token names whom."""

    doc: Any
    actors: dict[str, Actor] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    countries: dict[int, str] = field(default_factory=dict)
    """Token index -> ISO alpha-3 of a country name or demonym."""
    places: dict[int, str] = field(default_factory=dict)
    """Token index -> country of a city or state named there."""
    taken: dict[int, str] = field(default_factory=dict)
    """Token index -> id of the actor whose name covers it."""
    home: str | None = None
    starts: list[int] = field(default_factory=list)
    """Token index -> index of the first token of its sentence; asking spaCy for each token is slow."""
    by_head: dict[int, list[Entry]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        start = 0
        for token in self.doc:
            start = token.i if token.is_sent_start else start
            self.starts.append(start)

    def meet(self, actor: Actor) -> Actor:
        """Add an actor, or fill the gaps of the one known under this id."""
        known = self.actors.get(actor.id)
        if known is None:
            self.actors[actor.id] = actor
            return actor
        merged = replace(
            known,
            country=known.country or actor.country,
            sector=known.sector or actor.sector,
            role=known.role or actor.role,
            names=tuple(dict.fromkeys((*known.names, *actor.names))),
        )
        self.actors[actor.id] = merged
        return merged

    def name(self, actor_id: str, tokens: Any, head: int, rule: str, *, noun: str = "", plural: bool = False) -> None:
        """Record that `tokens` (a spaCy Span) name the actor."""
        span = Span(start=tokens.start_char, end=tokens.end_char)
        entry = Entry(head, actor_id, span, rule, noun, plural)
        self.entries.append(entry)
        self.by_head.setdefault(head, []).append(entry)

    def forget(self, head: int) -> None:
        """Take back what was said of a head token."""
        for entry in self.by_head.pop(head, []):
            self.entries.remove(entry)

    def cover(self, tokens: Iterable[Any], actor_id: str) -> None:
        for token in tokens:
            self.taken[token.i] = actor_id

    def finish(self) -> tuple[Actor, ...]:
        """The actors with their mentions, both in a fixed order."""
        mentions: dict[str, set[Mention]] = {}
        for entry in self.entries:
            head = self.doc[entry.head].idx
            mentions.setdefault(entry.actor_id, set()).add(Mention(span=entry.span, head=head, rule=entry.rule))
        return tuple(
            replace(actor, mentions=tuple(sorted(mentions[actor.id], key=lambda m: (m.span, m.head, m.rule))))
            for actor in sorted(self.actors.values(), key=lambda a: a.id)
            if actor.id in mentions
        )


def new_actor(
    id: str, name: str, kind: ActorKind, country: str | None, sector: str | None, role: str | None = None
) -> Actor:
    return Actor(id=id, name=name, kind=kind, country=country, sector=sector, role=role, names=(name,))
