"""What an occurrence's tellings say of it: every value with its sources, and the one to show.

Nothing is averaged and nothing dropped. Of places and dates that fit each other the more exact one is shown; of what
differs, what most families tell, then what was published last, for counts are corrected in later pages.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from communique.shapes import Figure, Telling, Value

_LEVELS = ("unknown", "country", "region", "admin1", "admin2", "city")
"""From the least exact to the most."""
_PRECISIONS = ("none", "imprecise", "decade", "year", "season", "month", "week", "day", "minute")

Told = tuple[str, str, int]
"""What, the value in words, and how exact it is."""


def values_of(told: Sequence[Telling]) -> tuple[Value, ...]:
    """All values told of one occurrence, by what they are; an occurrence told once has nothing to choose."""
    if len(told) < 2:
        return ()
    sources: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    exact: dict[tuple[str, str], int] = {}
    for one in told:
        for what, value, precision in dict.fromkeys(_told(one)):
            sources[what, value].append(one)
            exact[what, value] = precision
    by_what: dict[str, list[str]] = defaultdict(list)
    for what, value in sources:
        by_what[what].append(value)
    return tuple(
        value
        for what in sorted(by_what)
        for value in _ranked(what, [(text, exact[what, text], sources[what, text]) for text in by_what[what]])
    )


def _ranked(what: str, told: Sequence[tuple[str, int, Sequence[Telling]]]) -> Iterator[Value]:
    """The best one in front."""
    ranked = sorted(told, key=lambda one: (one[1], _families(one[2]), max(t.published for t in one[2])), reverse=True)
    for number, (text, precision, sources) in enumerate(ranked):
        families = tuple(dict.fromkeys(one.family for one in sources))
        yield Value(
            what=what,
            value=text,
            events=tuple(one.event.id for one in sources),
            families=families,
            best=number == 0,
            reason=_reason(ranked, precision, len(families)) if number == 0 else "",
        )


def _reason(ranked: Sequence[tuple[str, int, Sequence[Telling]]], precision: int, families: int) -> str:
    if len(ranked) == 1:
        return "the only one told"
    _, next_precision, next_sources = ranked[1]
    if precision > next_precision:
        return "the most exact"
    return "told by most" if families > _families(next_sources) else "published last"


def _families(told: Sequence[Telling]) -> int:
    return len({one.family for one in told})


def _told(one: Telling) -> Iterator[Told]:
    event = one.event
    if event.date and event.date.iso:
        yield "date", event.date.iso, _PRECISIONS.index(event.date.precision)
    if event.place:
        place = event.place
        yield "place", place.canonical or place.name, _LEVELS.index(place.level)
    for what, refs in (("actor", event.actor), ("recipient", event.recipient)):
        named = sorted({ref.actor_id for ref in refs if ref.actor_id})
        if named:
            yield what, "; ".join(named), len(named)
    yield from ((_measured(figure), _amount(figure), 0) for figure in one.figures)


def _measured(figure: Figure) -> str:
    return " ".join(word for word in (figure.unit, figure.item, figure.measure) if word)


def _amount(figure: Figure) -> str:
    bound = {"min": "at least ", "max": "at most ", "approx": "about "}.get(figure.bound or "", "")
    upper = f" to {figure.value_max:g}" if figure.value_max is not None else ""
    return f"{bound}{figure.value:.15g}{upper}"
