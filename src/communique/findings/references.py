"""Who a noun phrase stands for: the mentions of the reading, looked up by head word."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from communique.findings.trees import bounds, children, conjuncts
from communique.lexicons import word_class
from communique.shapes import Actor, ActorRef, Reading, Span

_OUTSIDE = {"appos", "relcl", "acl", "punct", "cc", "conj", "advcl", "parataxis"}
_PAPERS = word_class("papers")
"""What a body puts out stands for it ("a New York Times investigation said")."""
_RELATIVE = {"who", "which", "that", "whom"}
_LABEL_WORDS = 14
"""Words of an unresolved noun phrase shown in its label; longer ones say no more to a reader."""


class References:
    """Looks up actors by the head word of a naming; made once for a reading."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.article.text
        self._by_head: dict[int, list[tuple[Actor, str]]] = {}
        for actor in reading.actors:
            for mention in actor.mentions:
                self._by_head.setdefault(mention.head, []).append((actor, mention.rule))

    def at(self, token: Any) -> tuple[ActorRef, ...]:
        """Actors named at one head token; empty when it names none."""
        return tuple(
            as_ref(actor, rule, Span(start=token.idx, end=token.idx + len(token.text)))
            for actor, rule in sorted(self._by_head.get(token.idx, []), key=lambda pair: pair[0].id)
        )

    def of(self, head: Any | None) -> tuple[ActorRef, ...]:
        """Everybody a source names, joined ones too; an honest `unnamed: ...` where nobody is known."""
        if head is None:
            return ()
        found: list[ActorRef] = []
        for noun in conjuncts(_antecedent(head)):
            named = [ref for child in noun.children if child.dep_ == "appos" for ref in self.at(child)]
            if any((ref.actor_id or "").startswith("person/") for ref in named):
                found += named[:1]
                continue
            span = phrase_span(noun)
            known = [as_ref(actor, rule, span) for actor, rule in self._sorted(noun)]
            found += known or [self._unknown(noun, span)]
        return tuple(found)

    def _sorted(self, noun: Any) -> Iterable[tuple[Actor, str]]:
        return sorted(self._by_head.get(noun.idx, []), key=lambda pair: pair[0].id)

    def _unknown(self, noun: Any, span: Span) -> ActorRef:
        inner = next((ref for child in _inner(noun) for ref in self.at(child)), None)
        if inner is not None and inner.actor_id is not None and noun.lemma_.lower() in _PAPERS:
            return replace(inner, span=span, rule="paper-of")
        words = " ".join(self._text[span.start : span.end].split()[:_LABEL_WORDS])
        country = inner.country if inner is not None else None
        return ActorRef(label=f"unnamed: {words}", country=country, span=span, rule="unresolved")


def as_ref(actor: Actor, rule: str, span: Span) -> ActorRef:
    """A reference to an actor. A country that acts or speaks stands for its government."""
    sector = "GOV" if actor.kind == "country" else actor.sector
    if actor.kind == "unnamed":
        return ActorRef(
            label=f"unnamed: {actor.name}", actor_id=None, country=actor.country, sector=sector, span=span, rule=rule
        )
    return ActorRef(label=actor.name, actor_id=actor.id, country=actor.country, sector=sector, span=span, rule=rule)


def _inner(noun: Any) -> list[Any]:
    """Nouns inside the phrase that may tell its country: possessors, modifiers, "of X"."""
    near = [child for child in noun.children if child.dep_ in {"poss", "compound", "nmod", "amod"}]
    behind = [
        grand for child in noun.children if child.dep_ == "prep" for grand in child.children if grand.dep_ == "pobj"
    ]
    makers = [prep for child in children(noun, "acl") for prep in children(child, "agent")]
    return near + behind + [maker for prep in makers for maker in children(prep, "pobj")]


def _antecedent(head: Any) -> Any:
    """The noun a relative pronoun stands for."""
    if head.lower_ in _RELATIVE and head.tag_ in {"WP", "WDT", "IN"}:
        verb = head.head
        if verb.dep_ == "relcl":
            return verb.head
    return head


def phrase_tokens(head: Any) -> list[Any]:
    """The noun phrase of a head: title and modifiers before it, "of / from ..." behind it, no apposition."""
    dropped = [child for child in head.children if child.dep_ in _OUTSIDE]
    out = {token.i for child in dropped for token in child.subtree}
    tokens = [token for token in head.subtree if token.i not in out]
    run = [token for token in tokens if token.i <= head.i]
    if head.tag_ == "NNS" and run[0].lower_ in {"a", "an"}:
        run = [head]  # two noun phrases glued by the parser: "an attack | officials have linked"
    for token in (token for token in tokens if token.i > head.i):
        if token.i != run[-1].i + 1:
            break
        run.append(token)
    return run


def phrase_span(head: Any) -> Span:
    start, end = bounds(phrase_tokens(head))
    return Span(start=start, end=end)


def source_span(head: Any) -> Span:
    """Where a source stands: the phrase, and everything joined to it by "and"."""
    spans = [phrase_span(noun) for noun in conjuncts(head)]
    return Span(start=min(s.start for s in spans), end=max(s.end for s in spans))
