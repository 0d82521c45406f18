"""Dossier files: YAML that a person writes -> Dossier, every fault named with file, line and key.

The format is described in docs/reference/dossier.md.
"""

import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import get_args

from communique.dossiers.nodes import Table, open_table
from communique.errors import DossierError
from communique.shapes import Act, ClaimSide, ClaimTemplate, Dossier, Goal, Indicator, Milestone, Objective, Party

GRADES = ("A", "B", "C", "D", "E", "F")
ACTS: tuple[str, ...] = get_args(Act)
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_KIND = re.compile(r"[a-z][a-z0-9-]*")
_COUNTRY = re.compile(r"[A-Z]{3}")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def load(path: Path) -> Dossier:
    """The dossier of a YAML file. Raises DossierError such as `dossier.yaml:17: goals[1].id: ...`."""
    top = open_table(path)
    sources = tuple(top.pairs("sources"))
    known = frozenset(name for name, _ in sources)
    # Goals, objectives and cross topics share one set of ids; parties, indicators and claims have their own.
    topics, parties, indicators, claims = set[str](), set[str](), set[str](), set[str]()
    goals = tuple(_goal(table, known, topics) for table in top.tables("goals"))
    cross = tuple(_objective(table, known, topics) for table in top.tables("cross"))
    dossier = Dossier(
        id=_matching(top, "dossier", _ID, "letters, digits, `-`, `_` and `.`"),
        version=top.whole("version"),
        title=top.text("title"),
        aliases=top.texts("aliases"),
        parties=tuple(_party(table, known, parties) for table in top.tables("parties")),
        others=top.texts("others"),
        goals=goals,
        cross=cross,
        milestones=tuple(_milestone(table, known) for table in top.tables("milestones")),
        indicators=tuple(_indicator(table, known, topics, indicators) for table in top.tables("indicators")),
        claims=tuple(_claim(table, claims) for table in top.tables("claims")),
        sources=sources,
        outlets=_outlets(top),
    )
    top.done()
    return dossier


def example(name: str) -> Path:
    """Path of a packaged dossier, such as `bicentennial-framework`. Raises DossierError when there is none."""
    installed = Path(str(files("communique"))) / "data" / "examples"
    checkout = Path(__file__).resolve().parents[3] / "examples"
    found: set[str] = set()
    for root in (installed, checkout):
        paths = {path.parent.name: path for path in root.glob("*/dossier.yaml")}
        if name in paths:
            return paths[name]
        found |= paths.keys()
    raise DossierError(f"no dossier {name!r}: no such file, and the packaged ones are {', '.join(sorted(found))}")


def _goal(table: Table, sources: frozenset[str], taken: set[str]) -> Goal:
    goal = Goal(
        id=_id(table, taken),
        name=table.text("name"),
        objectives=tuple(_objective(inner, sources, taken) for inner in table.tables("objectives")),
        sources=_src(table, sources),
    )
    table.done()
    return goal


def _objective(table: Table, sources: frozenset[str], taken: set[str]) -> Objective:
    objective = Objective(
        id=_id(table, taken),
        name=table.text("name"),
        words=_phrases(table, "kw"),
        kinds=_kinds(table, "kinds"),
        sources=_src(table, sources),
        joint=table.texts("joint"),
        unverified=table.choice("check", ("wording",)) is not None,
    )
    table.done()
    return objective


def _party(table: Table, sources: frozenset[str], taken: set[str]) -> Party:
    identity = _id(table, taken)
    country = table.maybe("country") or identity
    if not _COUNTRY.fullmatch(country):
        raise table.fault(f"expected a country code of three capitals, got {country!r}", "country")
    party = Party(
        id=identity,
        name=table.maybe("name") or identity,
        country=country,
        bodies=table.texts("bodies"),
        sources=_src(table, sources),
        note=table.maybe("note"),
    )
    table.done()
    return party


def _milestone(table: Table, sources: frozenset[str]) -> Milestone:
    milestone = Milestone(
        date=_matching(table, "date", _DATE, "a date such as 2023-10-05, 2023-10 or 2023"),
        what=table.text("what"),
        sources=_src(table, sources),
        promise=table.maybe("promise"),
    )
    table.done()
    return milestone


def _indicator(table: Table, sources: frozenset[str], goals: set[str], taken: set[str]) -> Indicator:
    goal = table.text("goal")
    if goal not in goals | {"all"}:
        raise table.fault(f"no goal or objective has the id {goal!r}", "goal")
    baseline = table.table("baseline")
    indicator = Indicator(
        id=_id(table, taken),
        goal=goal,
        what=table.text("what"),
        unit=table.text("unit"),
        reporter=table.maybe("reporter"),
        baseline=tuple((year, baseline.number(year)) for year in baseline.values) if baseline else (),
        sources=_src(table, sources),
    )
    table.done()
    return indicator


def _claim(table: Table, taken: set[str]) -> ClaimTemplate:
    country = table.maybe("country")
    if country is not None and not _COUNTRY.fullmatch(country):
        raise table.fault(f"expected a country code of three capitals, got {country!r}", "country")
    claim = ClaimTemplate(
        id=_id(table, taken),
        about=table.text("about"),
        denies=_side(table, "denies"),
        reports=_side(table, "reports"),
        days=table.whole("days", default=120),
        country=country,
    )
    table.done()
    return claim


def _side(table: Table, key: str) -> ClaimSide:
    inner = table.table(key)
    if inner is None:
        raise table.fault(f"the key {key!r} is missing", line=table.line)
    polarity = inner.choice("polarity", ("affirmed", "negated"))
    side = ClaimSide(
        acts=_each(inner, "acts", lambda act: act in ACTS, f"one of {', '.join(ACTS)}"),
        polarity="negated" if polarity == "negated" else "affirmed" if polarity else None,
        kinds=_kinds(inner, "kinds"),
        words=_phrases(inner, "words"),
        all_words=_each(inner, "all_words", _has_words, "alternatives parted by `|`"),
    )
    inner.done()
    if key == "denies" and not (side.acts or side.polarity):
        raise inner.fault("acts or polarity is needed: only a statement denies")
    if not (side.acts or side.polarity or side.kinds):
        raise inner.fault("one of acts, polarity or kinds is needed: words alone would match anything")
    if not (side.words or side.all_words or side.kinds):
        raise inner.fault("words or all_words are needed: acts alone would match any topic")
    return side


def _outlets(top: Table) -> tuple[tuple[str, str], ...]:
    grades = tuple(top.pairs("outlets"))
    inner = top.table("outlets")
    for outlet, grade in grades:
        if grade not in GRADES and inner is not None:
            raise inner.fault(f"expected a grade from A to F, got {grade!r}", outlet)
    return grades


def _src(table: Table, sources: frozenset[str]) -> tuple[str, ...]:
    return _each(table, "src", lambda name: name in sources, "an id that stands under `sources`")


def _phrases(table: Table, key: str) -> tuple[str, ...]:
    return _each(table, key, _has_words, "words")


def _kinds(table: Table, key: str) -> tuple[str, ...]:
    return _each(table, key, lambda kind: bool(_KIND.fullmatch(kind)), "an event kind such as lab-raid")


def _has_words(text: str) -> bool:
    return all(any(map(str.isalnum, part)) for part in text.split("|"))


def _each(table: Table, key: str, fits: Callable[[str], bool], expected: str) -> tuple[str, ...]:
    values = table.texts(key)
    for number, value in enumerate(values):
        if not fits(value):
            raise table.fault(f"expected {expected}, got {value!r}", f"{key}[{number}]", table.lines[key])
        if value in values[:number]:
            raise table.fault(f"{value!r} stands here twice", key)
    return values


def _matching(table: Table, key: str, form: re.Pattern[str], expected: str) -> str:
    value = table.text(key)
    if not form.fullmatch(value):
        raise table.fault(f"expected {expected}, got {value!r}", key)
    return value


def _id(table: Table, taken: set[str]) -> str:
    value = _matching(table, "id", _ID, "letters, digits, `-`, `_` and `.`")
    if value in taken:
        raise table.fault(f"the id {value!r} is taken", "id")
    taken.add(value)
    return value
