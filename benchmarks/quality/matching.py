"""Which predicted finding is which annotated one, and which of its fields are right.

Both sides are plain dictionaries in the form of tests/data/annotated/README.md. A pair is made one to one, best
overlap first, when the quoted strings share at least half of the words of the longer one. Neither right nor wrong are:
what only fits an annotation marked `optional`, a second telling (`also`) of a thing found already, a quote that stands
in the headline, and places listed under `place_ignore`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

Item = dict[str, Any]
Who = tuple[str | None, str | None]
"""(country as ISO 3166-1 alpha-3, PLOVER sector); None = not said."""

QUOTED = {"statements": "content", "events": "evidence", "figures": "evidence", "places": "name", "calendar": "what"}
_SECTORS = {
    "GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "REB", "UAF", "CRM", "CVL", "BUS", "MED", "NGO", "IGO", "EDU",
    "REF", "OPP", "LAB", "ELI",
}  # fmt: skip
_EMPTY_WORDS = {
    "the", "a", "an", "of", "on", "in", "at", "to", "for", "with", "and", "or", "by", "from", "be", "is", "are", "was",
}  # fmt: skip
_UNITS = {
    "kilo": "kg", "kilos": "kg", "kilogram": "kg", "kilograms": "kg", "lbs": "lb", "pound": "lb", "pounds": "lb",
    "ton": "tons", "tonne": "tons", "tonnes": "tons", "t": "tons", "metric tons": "tons", "%": "percent",
    "kilometer": "km", "kilometers": "km", "dollars": "usd", "$": "usd", "person": "people", "persons": "people",
}  # fmt: skip
_HALF = 0.5


@dataclass(slots=True)
class Tally:
    """Counts of one kind of finding; tallies of several pages add up."""

    gold: int = 0
    predicted: int = 0
    """Without those that are neither right nor wrong."""
    matched: int = 0
    strict: int = 0
    """Matched pairs whose who, what and how many agree as well."""
    uncounted: int = 0
    right: Counter[str] = field(default_factory=Counter)
    """Field -> pairs that agree."""
    asked: Counter[str] = field(default_factory=Counter)
    """Field -> pairs whose annotation gives the field."""
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            gold=self.gold + other.gold,
            predicted=self.predicted + other.predicted,
            matched=self.matched + other.matched,
            strict=self.strict + other.strict,
            uncounted=self.uncounted + other.uncounted,
            right=self.right + other.right,
            asked=self.asked + other.asked,
            missed=self.missed + other.missed,
            wrong=self.wrong + other.wrong,
        )

    @property
    def precision(self) -> float:
        return self.matched / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return _harmonic(self.matched, self.predicted, self.gold)

    @property
    def f1_strict(self) -> float:
        return _harmonic(self.strict, self.predicted, self.gold)

    @property
    def accuracies(self) -> dict[str, float]:
        return {name: self.right[name] / count for name, count in self.asked.items()}


def score_page(gold: Item, predicted: Item) -> dict[str, Tally]:
    """One tally for each kind of finding of one page."""
    return {kind: _score(kind, gold, predicted) for kind in QUOTED}


def _score(kind: str, gold: Item, predicted: Item) -> Tally:
    counted = [item for item in gold.get(kind) or [] if not item.get("optional")]
    optional = [item for item in gold.get(kind) or [] if item.get("optional")]
    found: list[Item] = predicted.get(kind) or []
    pairs = _pairs(kind, counted, found)
    told = {g: telling for g, _, telling in pairs}
    over = [item for p, item in enumerate(found) if p not in {p for _, p, _ in pairs}]
    wrong = [item for item in over if not _is_open(kind, item, gold, counted, optional, told)]
    tally = Tally(
        gold=len(counted),
        predicted=len(pairs) + len(wrong),
        matched=len(pairs),
        uncounted=len(over) - len(wrong),
        missed=[item[QUOTED[kind]] for g, item in enumerate(counted) if g not in told],
        wrong=[item.get(QUOTED[kind]) or "" for item in wrong],
    )
    casts = _cast(gold), _cast(predicted)
    for g, p, _ in pairs:
        checks = dict(_FIELDS[kind](counted[g], found[p], *casts))
        tally.asked.update(checks.keys())
        tally.right.update(name for name, agrees in checks.items() if agrees)
        tally.strict += _STRICT[kind](counted[g], found[p], *casts)
    return tally


def _harmonic(hits: int, predicted: int, gold: int) -> float:
    return 2 * hits / (predicted + gold) if predicted + gold else 0.0


# ---- pairs -----------------------------------------------------------------------------------------------------


def words_of(text: object) -> list[str]:
    return re.findall(r"\w+", str(text).lower())


def overlap(one: object, other: object) -> float:
    """Shared words over the words of the longer string, 0 to 1."""
    a, b = Counter(words_of(one)), Counter(words_of(other))
    return (a & b).total() / max(a.total(), b.total(), 1)


def _fit(kind: str, gold: Item, found: Item) -> tuple[float, int] | None:
    """(overlap, which telling of the annotation fits best), or None."""
    quote = found.get(QUOTED[kind]) or ""
    if kind == "calendar":
        shared = set(words_of(gold["what"])) & set(words_of(quote)) - _EMPTY_WORDS
        on_day = gold.get("when") is None or same_day(gold["when"], found, "when")
        return (len(shared) / 10, 0) if shared and on_day else None
    tellings = [gold.get(QUOTED[kind]) or "", *gold.get("also", [])]
    fits = [(_likeness(kind, telling, quote, gold, found), -n) for n, telling in enumerate(tellings)]
    best = max(fits)
    return (best[0], -best[1]) if best[0] >= _HALF else None


def _likeness(kind: str, telling: str, quote: str, gold: Item, found: Item) -> float:
    """The overlap; a figure of the same value counts as half when one quote holds the other."""
    plain = overlap(telling, quote)
    if kind != "figures" or plain >= _HALF or not quote or gold["value"] != found.get("value"):
        return plain
    one, other = telling.lower(), quote.lower()
    return _HALF if one in other or other in one else plain


def _pairs(kind: str, golds: list[Item], found: list[Item]) -> list[tuple[int, int, int]]:
    """(annotation, prediction, telling), greedily from the best overlap on; equal ones by how many fields agree."""
    ranked = []
    for g, gold in enumerate(golds):
        for p, item in enumerate(found):
            fit = _fit(kind, gold, item)
            if fit is not None:
                ranked.append((-fit[0], -_agreeing(gold, item), g, p, fit[1]))
    taken: set[tuple[str, int]] = set()
    pairs = []
    for _, _, g, p, telling in sorted(ranked):
        if not taken & {("gold", g), ("found", p)}:
            taken |= {("gold", g), ("found", p)}
            pairs.append((g, p, telling))
    return pairs


def _agreeing(gold: Item, found: Item) -> int:
    keys = ("code", "modality", "type", "value", "source", "cue")
    return sum(gold.get(key) is not None and gold[key] == found.get(key) for key in keys)


def _is_open(
    kind: str, item: Item, gold: Item, counted: list[Item], optional: list[Item], told: dict[int, int]
) -> bool:
    """Whether a prediction without a pair is neither right nor wrong."""
    quote = item.get(QUOTED[kind]) or ""
    if kind == "places":
        if any(_bare(quote) == _bare(name) for name in gold.get("place_ignore") or []):
            return True
    elif quote and " ".join(words_of(quote)) in " ".join(words_of((gold.get("article") or {}).get("title") or "")):
        return True
    if any(_fit(kind, other, item) for other in optional):
        return True
    again = ((_fit(kind, counted[g], item), telling) for g, telling in told.items())
    return any(fit is not None and fit[1] != telling for fit, telling in again)


def _bare(name: str) -> list[str]:
    """A place name without articles and the possessive."""
    return [word for word in words_of(name) if word not in _EMPTY_WORDS and word != "s"]


# ---- fields ----------------------------------------------------------------------------------------------------


def same_day(gold: object, found: Item, key: str = "date") -> bool:
    """An ISO date begins with the annotated one; words of time hold the annotated words."""
    said = [str(found[k]) for k in (key, "date_words") if found.get(k) is not None]
    wanted = str(gold)
    if re.match(r"\d{4}(-\d\d|$)", wanted):
        return any(value.startswith(wanted) for value in said)
    return any(set(words_of(wanted)) <= set(words_of(value)) for value in said)


def _cast(page: Item) -> dict[str, Who]:
    return {actor["id"]: (actor.get("country"), actor.get("sector")) for actor in page.get("actors") or []}


def _who(reference: Any, cast: dict[str, Who]) -> Who:
    """Of `{"country", "sector"}`, an actor's id, `MEX GOV` or `drug gang (MEX CRM)`."""
    if isinstance(reference, dict):
        return reference.get("country"), reference.get("sector")
    if reference is None or str(reference) in cast:
        return cast.get(str(reference), (None, None))
    codes = re.findall(r"\b[A-Z]{3}\b", str(reference))
    # IGO is a country code of the annotations as well
    country = next((code for code in codes if code not in _SECTORS or code == "IGO"), None)
    return country, next((code for code in codes if code in _SECTORS), None)


def _everybody(item: Item, cast: dict[str, Who], *keys: str) -> set[Who]:
    values = (item.get(key) for key in keys)
    listed = (value if isinstance(value, list) else [value] for value in values)
    return {_who(reference, cast) for each in listed for reference in each} - {(None, None)}


def _column(people: Iterable[Who], index: int) -> set[str]:
    return {value for who in people if (value := who[index]) is not None}


Checks = Iterator[tuple[str, bool]]


def _of_statement(gold: Item, found: Item, cast: dict[str, Who], theirs: dict[str, Who]) -> Checks:
    want, got = _everybody(gold, cast, "speakers"), _everybody(found, theirs, "speakers")
    for index, name in enumerate(("speaker country", "speaker sector")):
        if _column(want, index):
            yield name, _column(want, index) == _column(got, index)
    for name in ("source", "cue"):
        yield name, overlap(gold[name], found.get(name) or "") >= _HALF
    yield "kind", gold["kind"] == found.get("kind")
    yield "act", gold.get("act", "claim") == (found.get("act") or "claim")
    yield from _of_day(gold, found)


def _of_event(gold: Item, found: Item, cast: dict[str, Who], theirs: dict[str, Who]) -> Checks:
    for name in ("code", "type", "modality"):
        if gold.get(name):
            yield name, gold[name] == found.get(name)
    if gold.get("place"):
        yield "place", overlap(gold["place"], found.get("place") or "") >= _HALF
    for name in ("source", "target"):
        want = _who(_leading(gold.get(name)), cast)
        if want != (None, None):
            got = _who(_leading(found.get(name)), theirs)
            yield name, all(w is None or w == g for w, g in zip(want, got, strict=True))
    if gold.get("actors"):
        told = _everybody(found, theirs, "actors", "source", "target")
        yield "actors", {w[0] for w in _everybody(gold, cast, "actors")} == {g[0] for g in told}
    yield from _of_day(gold, found)


def _leading(value: Any) -> Any:
    """The first of several sides."""
    return next(iter(value), None) if isinstance(value, list) else value


def _of_day(gold: Item, found: Item) -> Checks:
    if gold.get("date"):
        yield "date", same_day(gold["date"], found)


def _of_figure(gold: Item, found: Item, cast: dict[str, Who], theirs: dict[str, Who]) -> Checks:
    yield "value", gold["value"] == found.get("value")
    yield "unit", _unit(gold["unit"]) == _unit(found.get("unit"))
    yield "item", bool(words_of(gold["item"])) and words_of(gold["item"])[-1] in words_of(found.get("item") or "")
    yield "bound", gold.get("bound") == found.get("bound")


def _unit(name: object) -> str:
    plain = str(name).lower()
    return _UNITS.get(plain, plain)


def _of_place(gold: Item, found: Item, cast: dict[str, Who], theirs: dict[str, Who]) -> Checks:
    yield "country", gold["country"] == found.get("country")


def _of_plan(gold: Item, found: Item, cast: dict[str, Who], theirs: dict[str, Who]) -> Checks:
    yield from ()


_FIELDS: dict[str, Callable[[Item, Item, dict[str, Who], dict[str, Who]], Checks]] = {
    "statements": _of_statement,
    "events": _of_event,
    "figures": _of_figure,
    "places": _of_place,
    "calendar": _of_plan,
}


# ---- strictly --------------------------------------------------------------------------------------------------


def _same_speaker(gold: Item, found: Item, cast: dict[str, Who], theirs: dict[str, Who]) -> bool:
    want, got = _everybody(gold, cast, "speakers"), _everybody(found, theirs, "speakers")
    return not want or any(all(a is None or a == b for a, b in zip(w, g, strict=True)) for w in want for g in got)


def _same_deed(gold: Item, found: Item, cast: dict[str, Who], theirs: dict[str, Who]) -> bool:
    keys = ("source", "target", "actors")
    want, got = _column(_everybody(gold, cast, *keys), 0), _column(_everybody(found, theirs, *keys), 0)
    alike = gold["code"] == found.get("code") and gold["modality"] == found.get("modality")
    return alike and (not want or bool(want & got))


_STRICT: dict[str, Callable[[Item, Item, dict[str, Who], dict[str, Who]], bool]] = {
    "statements": _same_speaker,
    "events": _same_deed,
    "figures": lambda gold, found, cast, theirs: bool(gold["value"] == found.get("value")),
    "places": lambda gold, found, cast, theirs: bool(gold["country"] == found.get("country")),
    "calendar": lambda gold, found, cast, theirs: True,
}
