"""Disputes from claim templates and from figures, over shapes built by hand. Most cases must not alarm."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from communique.reconcile.disputes import disputes
from communique.shapes import (
    ActorRef,
    Article,
    ClaimSide,
    ClaimTemplate,
    Copy,
    Event,
    Family,
    Figure,
    Findings,
    Occurrence,
    Place,
    Selection,
    Span,
    Stamp,
    Statement,
    When,
)

MILLS = ClaimTemplate(
    id="mills",
    about="dye mills in Norland",
    denies=ClaimSide(acts=("denial",), polarity="negated", all_words=("dye|pigment", "make|mill|production")),
    reports=ClaimSide(
        acts=("claim", "announcement"), kinds=("lab-raid",), all_words=("dye|pigment", "dye mill|lab raid|manufacture")
    ),
    days=60,
    country="NRL",
)
MINISTRY = ActorRef(label="the ministry", actor_id="org/ministry", country="NRL", sector="GOV")
GUARD = ActorRef(label="the Guard", actor_id="org/guard", country="NRL", sector="MIL")
STRANGER = ActorRef(label="Xyzian police", actor_id="org/xyz", country="XYZ", sector="COP")
UNNAMED = ActorRef(label="unnamed: officials", country="NRL")
DENIED = "no dye is made in Norland"
REPORTED = "it broke up a dye mill and took 12,000 sachets"


@dataclass(kw_only=True)
class Told:
    """A page with one statement, and the event inside it when a kind is given."""

    content: str
    speaker: ActorRef | None
    act: str = "claim"
    polarity: str = "affirmed"
    kind: str | None = None
    modality: str = "happened"
    place: str | None = None
    actor: tuple[ActorRef, ...] = ()
    day: str | None = None
    until: str | None = None
    published: str | None = "2031-05-07"
    places: tuple[tuple[str, str], ...] = ()
    outlet: str = "Courier"

    def findings(self, name: str) -> Findings:
        text = f"A speaker said {self.content}."
        content = Span(start=15, end=15 + len(self.content))
        when = None
        if self.day:
            when = When(span=content, text="then", type="DATE", value=self.day, start=self.day, end=self.until)
        speaker = (self.speaker,) if self.speaker else ()
        statement = Statement(
            id=f"s-{name}", span=Span(start=0, end=content.end), source=Span(start=0, end=9),
            cue=Span(start=10, end=14),
            content=content, kind="indirect", act=self.act, polarity=self.polarity, speaker=speaker, date=when,
        )  # type: ignore[arg-type]  # fmt: skip
        scene = Place(span=content, name=self.place, country=self.place) if self.place else None
        event = Event(
            id=f"e-{name}", span=content, trigger=content, code="COERCE", mode=None, kind=self.kind or "",
            modality=self.modality, actor=self.actor, place=scene, date=when,
        )  # type: ignore[arg-type]  # fmt: skip
        named = tuple(
            Place(span=Span(start=text.index(word), end=text.index(word) + len(word)), name=word, country=code)
            for word, code in self.places
        )
        stamp = Stamp(value=self.published, method="meta") if self.published else None
        return Findings(
            article=Article(id=name, page_id=name, text=text, published=stamp, outlet=self.outlet),
            statements=(statement,),
            events=(event,) if self.kind else (),
            places=named,
        )


def denial(**changes: Any) -> Told:
    return replace(Told(content=DENIED, speaker=MINISTRY, act="denial", places=(("Norland", "NRL"),)), **changes)


def report(**changes: Any) -> Told:
    return replace(Told(content=REPORTED, speaker=GUARD, kind="lab-raid", place="NRL", actor=(GUARD,)), **changes)


def selection(*tellings: Told, families: tuple[tuple[str, ...], ...] = ()) -> Selection:
    found = tuple(told.findings(chr(97 + n)) for n, told in enumerate(tellings))
    grouped = tuple(
        Family(id=f"f-{names[0]}", first=names[0], copies=tuple(Copy(article_id=n, reason="x") for n in names))
        for names in families
    )
    return Selection(findings=found, families=grouped, occurrences=())


def words(chosen: Selection, side: Any) -> str:
    text = next(found.article.text for found in chosen.findings if found.article.id == side.article_id)
    return text[side.span.start : side.span.end]


def test_a_denial_stands_beside_a_report_of_the_thing_denied() -> None:
    chosen = selection(denial(), report())
    (dispute,) = disputes([MILLS], chosen)
    assert (words(chosen, dispute.a), words(chosen, dispute.b)) == (DENIED, REPORTED)
    assert (dispute.a.speaker, dispute.b.speaker) == ((MINISTRY,), (GUARD,))
    assert dispute.template == "mills"
    assert "org/ministry denies, org/guard reports" in dispute.reason


@pytest.mark.parametrize(
    "chosen",
    [
        selection(denial(act="claim", polarity="negated"), report()),
        selection(denial(), report(speaker=None, actor=())),
        selection(denial(), report(kind=None, places=(), content="it broke up a dye mill")),
        selection(denial(places=()), report(place=None)),
        selection(denial(published=None, day="2031-05-01"), report(published=None, day="2031-06-29")),
    ],
    ids=["negated claim", "told by the outlet", "statement only", "country by the speakers", "59 days apart"],
)
def test_other_ways_to_deny_and_report(chosen: Selection) -> None:
    assert len(disputes([MILLS], chosen)) == 1


FAR_APART = (
    "no tax on dye is due, and the far north of Norland grows so very rich by what any old mill can spin out of wool "
    "or the like, they make it"
)
HARMLESS = {
    "no report": selection(denial()),
    "no denial": selection(report()),
    "no speaker": selection(denial(speaker=None), report()),
    "unnamed speaker": selection(denial(speaker=UNNAMED), report()),
    "plain claim": selection(denial(act="claim"), report()),
    "another deed denied": selection(denial(content="no dye is sold in Norland"), report()),
    "words far apart": selection(denial(content=FAR_APART), report()),
    "topic missing": selection(denial(), report(content="it broke up a mill and took 12,000 sachets", kind=None)),
    "another kind": selection(denial(), report(kind="arrest", content="it took 12,000 sachets of dye")),
    "planned": selection(denial(), report(modality="planned")),
    "called for": selection(denial(), report(modality="called-for")),
    "denied event": selection(denial(), report(modality="denied")),
    "conditional report": selection(denial(), report(content="it would break up a dye mill")),
    "negated report": selection(denial(), report(content="it never broke up a dye mill")),
    "negated by n't": selection(denial(), report(content="it didn’t break up a dye mill")),
    "a demand": selection(denial(), report(act="demand")),
    "negated polarity": selection(denial(), report(polarity="negated")),
    "conditional denial": selection(denial(content="no dye would be made in Norland"), report()),
    "same speaker": selection(denial(speaker=GUARD), report()),
    "denier's own deed": selection(denial(speaker=GUARD), report(speaker=MINISTRY, actor=(GUARD,))),
    "one body on both sides": selection(denial(), report(speaker=MINISTRY, actor=())),
    "another country": selection(denial(), report(place="XYZ")),
    "another country's police": selection(denial(), report(place=None, speaker=STRANGER, actor=(STRANGER,))),
    "denial about another country": selection(
        denial(content="no dye is made in Xyzia", places=(("Xyzia", "XYZ"),)), report()
    ),
    "too far apart in time": selection(denial(published="2031-05-07"), report(published="2031-08-01")),
    "a vague time beside a far page": selection(
        denial(published="2031-01-07"), report(day="2031-01-01", until="2032-01-01", published="2031-08-01")
    ),
    "times unknown on two pages": selection(denial(published=None), report(published=None)),
}


@pytest.mark.parametrize("chosen", HARMLESS.values(), ids=HARMLESS.keys())
def test_what_must_not_alarm(chosen: Selection) -> None:
    assert disputes([MILLS], chosen) == ()


def test_copies_and_further_tellings_stand_behind_the_nearest_pair_once_a_family() -> None:
    chosen = selection(
        denial(), report(day="2031-05-06"), denial(), report(day="2031-04-20"), families=(("a", "c"), ("b",), ("d",))
    )
    (dispute,) = disputes([MILLS], chosen)
    assert (dispute.a.article_id, dispute.b.article_id) == ("a", "b")
    assert dispute.more_a == ()
    assert [side.article_id for side in dispute.more_b] == ["d"]


def test_each_pair_of_speakers_is_a_dispute_of_its_own_and_ids_are_stable() -> None:
    state = ActorRef(label="Norland", actor_id="country/nrl", country="NRL")
    chosen = selection(denial(), denial(speaker=state), report())
    found = disputes([MILLS], chosen)
    assert len({dispute.id for dispute in found}) == 2
    turned = Selection(findings=tuple(reversed(chosen.findings)), families=(), occurrences=())
    assert disputes([MILLS], turned) == found


# ---- figures ---------------------------------------------------------------------------------------------------


@dataclass(kw_only=True)
class Toll:
    value: float
    value_max: float | None = None
    bound: str | None = None
    unit: str = "people"
    measure: str | None = "killed"
    item: str | None = "miners"
    published: str = "2031-05-07"
    modality: str = "happened"


def tolls(*counts: Toll, family: bool = False) -> Selection:
    found = []
    for n, toll in enumerate(counts):
        name, span = chr(97 + n), Span(start=0, end=6)
        figure = Figure(
            id=f"n-{name}", span=span, number=span, value=toll.value, value_max=toll.value_max, bound=toll.bound,
            unit=toll.unit, item=toll.item, measure=toll.measure,
        )  # type: ignore[arg-type]  # fmt: skip
        event = Event(
            id=f"e-{name}", span=span, trigger=span, code="ASSAULT", mode=None, kind="attack", modality=toll.modality,
            figures=(figure.id,),
        )  # type: ignore[arg-type]  # fmt: skip
        page = Article(
            id=name, page_id=name, text="Twelve miners", published=Stamp(value=toll.published, method="meta")
        )
        found.append(Findings(article=page, events=(event,), figures=(figure,)))
    one = Occurrence(
        id="o",
        kind="attack",
        code="ASSAULT",
        modality="happened",
        events=tuple(f.events[0].id for f in found),
        families=(),
    )
    copies = tuple(Copy(article_id=f.article.id, reason="x") for f in found)
    families = (Family(id="f", first="a", copies=copies),) if family else ()
    return Selection(findings=tuple(found), families=families, occurrences=(one,))


@pytest.mark.parametrize(
    "chosen",
    [
        tolls(Toll(value=2), Toll(value=5)),
        tolls(Toll(value=100, bound="min"), Toll(value=80)),
        tolls(Toll(value=10), Toll(value=20, bound="approx")),
        tolls(Toll(value=2, value_max=4), Toll(value=9)),
        tolls(Toll(value=2, item="miners"), Toll(value=5, item="coal miners")),
    ],
    ids=["plain", "above a bound", "about", "range", "finer thing"],
)
def test_figures_that_exclude_each_other_are_a_dispute(chosen: Selection) -> None:
    (dispute,) = disputes([], chosen)
    assert (dispute.template, dispute.about) == ("figures", "miners killed")
    assert (dispute.a.article_id, dispute.b.article_id) == ("a", "b")


@pytest.mark.parametrize(
    "chosen",
    [
        tolls(Toll(value=2), Toll(value=2)),
        tolls(Toll(value=100), Toll(value=105)),
        tolls(Toll(value=100, bound="min"), Toll(value=150)),
        tolls(Toll(value=100, bound="max"), Toll(value=60)),
        tolls(Toll(value=100, bound="approx"), Toll(value=115)),
        tolls(Toll(value=2, value_max=6), Toll(value=5)),
        tolls(Toll(value=2), Toll(value=5, measure="injured")),
        tolls(Toll(value=2), Toll(value=5, unit="kg")),
        tolls(Toll(value=2), Toll(value=5, item="guards")),
        tolls(Toll(value=2), Toll(value=5, item=None)),
        tolls(Toll(value=2, measure=None), Toll(value=5, measure=None)),
        tolls(Toll(value=2), Toll(value=5, published="2031-06-01")),
        tolls(Toll(value=2), Toll(value=5, modality="planned")),
        tolls(Toll(value=2), Toll(value=5), family=True),
    ],
    ids=["equal", "rounding", "more than", "up to", "about", "inside a range", "another measure", "another unit",
         "other things", "unknown thing", "unknown measure", "later count", "not happened", "copies"],
)  # fmt: skip
def test_figures_that_can_both_stand_are_none(chosen: Selection) -> None:
    assert disputes([], chosen) == ()


# ---- figures of two first sentences ----------------------------------------------------------------------------


@dataclass(kw_only=True)
class Lead:
    """A page that opens with a count: `place` as (name, country, admin1, id, level)."""

    text: str = "The army took 12,000 sachets of red dye in Ostmark. More is said below, of 40,000 barrels."
    value: float = 12_000
    counted: str = "12,000 sachets"
    item: str | None = "red dye"
    unit: str = "sachets"
    measure: str | None = "seized"
    published: str = "2031-05-07"
    place: tuple[str, str | None, int, str] = ("Ostmark", "10", 1, "admin1")
    modality: str | None = None


def leads(*pages: Lead, family: bool = False) -> Selection:
    found = []
    for n, lead in enumerate(pages):
        name, start = chr(97 + n), lead.text.index(lead.counted)
        span = Span(start=start, end=start + len(lead.counted))
        figure = Figure(
            id=f"n-{name}",
            span=span,
            number=span,
            value=lead.value,
            unit=lead.unit,
            item=lead.item,
            measure=lead.measure,
        )
        at = lead.text.index(lead.place[0])
        place = Place(
            span=Span(start=at, end=at + len(lead.place[0])), name=lead.place[0], country="NRL", admin1=lead.place[1],
            geonames_id=lead.place[2], level=lead.place[3],
        )  # type: ignore[arg-type]  # fmt: skip
        events = (
            Event(
                id=f"e-{name}", span=span, trigger=span, code="COERCE", mode=None, kind="seizure",
                modality=lead.modality, figures=(figure.id,),
            ),
        ) if lead.modality else ()  # type: ignore[arg-type]  # fmt: skip
        page = Article(id=name, page_id=name, text=lead.text, published=Stamp(value=lead.published, method="meta"))
        found.append(Findings(article=page, events=events, figures=(figure,), places=(place,)))
    copies = tuple(Copy(article_id=f.article.id, reason="x") for f in found)
    families = (Family(id="f", first="a", copies=copies),) if family else ()
    return Selection(findings=tuple(found), families=families, occurrences=())


CITY = ("Kestrel", "10", 5, "city")
OTHER = {
    "text": "Guards took 9,000 sachets of dye near Kestrel.",
    "value": 9_000,
    "counted": "9,000 sachets",
    "item": "dye",
}
FIRST = Lead()


@pytest.mark.parametrize(
    "second",
    [Lead(**OTHER, place=CITY), Lead(**OTHER, place=CITY, measure=None, published="2031-05-09")],
    ids=["told alike", "measure not known"],
)
def test_two_pages_that_open_with_other_counts_of_one_thing_are_a_dispute(second: Lead) -> None:
    (dispute,) = disputes([], leads(FIRST, second))
    assert (dispute.template, dispute.about) == ("figures", "red dye sachets seized")
    assert (dispute.a.article_id, dispute.b.article_id) == ("a", "b")


@pytest.mark.parametrize(
    "second",
    [
        Lead(**OTHER, place=("Kestrel", "20", 5, "city")),
        Lead(**{**OTHER, "value": 11_800}, place=CITY),
        Lead(**{**OTHER, "item": "blue dye"}, place=CITY),
        Lead(**{**OTHER, "item": None}, place=CITY),
        Lead(**OTHER, place=CITY, unit="barrels"),
        Lead(**OTHER, place=CITY, measure="pledged"),
        Lead(**OTHER, place=CITY, published="2031-05-20"),
        Lead(**OTHER, place=CITY, modality="planned"),
        Lead(text="A page. Later 9,000 sachets came from Kestrel.", value=9_000, counted="9,000 sachets", item="dye",
             place=CITY),
        Lead(text="Guards took 90 sachets of dye near Kestrel.", value=90, counted="90 sachets", item="dye",
             place=CITY),
    ],
    ids=["another place", "rounding", "another thing", "unknown thing", "another unit", "another measure",
         "later", "planned", "not in the first sentence", "a small count"],
)  # fmt: skip
def test_counts_that_may_belong_to_two_events_are_none(second: Lead) -> None:
    assert disputes([], leads(FIRST, second)) == ()


def test_copies_and_equal_counts_are_none() -> None:
    assert disputes([], leads(FIRST, Lead(**OTHER, place=CITY), family=True)) == ()
    assert disputes([], leads(FIRST, FIRST)) == ()


def test_nothing_gives_nothing() -> None:
    assert disputes([MILLS], Selection(findings=(), families=(), occurrences=())) == ()
