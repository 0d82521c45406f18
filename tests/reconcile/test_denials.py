"""Explicit denials beside the claim they deny, over statements built by hand. Most cases must not alarm."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from communique.reconcile.disputes import disputes, review
from communique.shapes import ActorRef, Article, Copy, Dispute, Family, Findings, Selection, Span, Stamp, Statement

COMPANY = ActorRef(label="Almendra Foods", actor_id="org/almendra-foods", country="NRL", sector="BUS")
INSPECTOR = ActorRef(label="Ilse Brandt", actor_id="person/ilse-brandt", country="NRL", sector="GOV")
RADIO = ActorRef(label="Radio Norland", actor_id="org/radio-norland", country="NRL", sector="MED")
UNNAMED = ActorRef(label="unnamed: a worker")
NOUN = ActorRef(label="the company", actor_id="org/company")
CLAIM = "Almendra Foods had poured dye into the Linde river"


@dataclass(kw_only=True)
class Told:
    content: str
    speaker: ActorRef
    act: str = "claim"
    polarity: str = "affirmed"
    published: str | None = "2031-05-07"
    before: str = "Somebody said"

    def findings(self, name: str) -> Findings:
        text = f"{self.before} {self.content}. Nothing else was heard of it from {self.speaker.label}."
        start = len(self.before) + 1
        content = Span(start=start, end=start + len(self.content))
        statement = Statement(
            id=f"s-{name}", span=Span(start=0, end=content.end), source=None, cue=None, content=content,
            kind="indirect", act=self.act, polarity=self.polarity, speaker=(self.speaker,),
        )  # type: ignore[arg-type]  # fmt: skip
        stamp = Stamp(value=self.published, method="meta") if self.published else None
        return Findings(article=Article(id=name, page_id=name, text=text, published=stamp), statements=(statement,))


def denial(**changes: Any) -> Told:
    told = Told(content="it had poured dye into the Linde river", speaker=COMPANY, act="denial", published="2031-05-08")
    return replace(told, **changes)


def claim(**changes: Any) -> Told:
    return replace(Told(content=CLAIM, speaker=INSPECTOR), **changes)


def selection(*tellings: Told, families: tuple[Family, ...] = ()) -> Selection:
    found = tuple(told.findings(chr(97 + number)) for number, told in enumerate(tellings))
    return Selection(findings=found, families=families, occurrences=())


def shown(*tellings: Told) -> tuple[Dispute, ...]:
    return disputes((), selection(*tellings))


def test_a_denial_stands_beside_the_claim_it_denies() -> None:
    (found,) = shown(claim(), denial())
    assert (found.template, found.a.article_id, found.b.article_id) == ("denial", "b", "a")
    assert (found.a.speaker, found.b.speaker) == ((COMPANY,), (INSPECTOR,))
    assert "org/almendra-foods denies what person/ilse-brandt says" in found.reason
    assert "4 of 4 words" in found.reason


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"speaker": COMPANY}, "the same speaker"),
        ({"speaker": UNNAMED}, "nobody known"),
        ({"act": "demand"}, "a demand"),
        ({"polarity": "negated"}, "negated as well"),
        ({"content": "Almendra Foods would pour dye into the Linde river"}, "a plan"),
        ({"content": "Almendra Foods may have poured dye into the Linde river"}, "possible"),
        ({"content": "Berenda Mills had poured dye into the Linde river"}, "somebody else"),
        ({"content": "Almendra Foods had poured dye into the Ahorn river"}, "another river"),
        ({"content": "Almendra Foods had bought land by the Linde river"}, "another deed"),
        ({"before": "It was not true, she said, that"}, "negated before"),
        ({"published": "2031-03-01"}, "months before"),
        ({"published": None}, "no day"),
    ],
)
def test_what_is_no_claim_of_it(change: dict[str, Any], what: str) -> None:
    assert shown(claim(**change), denial()) == (), what


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"speaker": UNNAMED}, "nobody known"),
        ({"speaker": RADIO, "content": "Almendra Foods had poured dye into the Linde river"}, "an outlet"),
        ({"content": "the claim"}, "nothing named"),
        ({"content": "it would have poured dye into the Linde river"}, "hypothetical"),
        ({"content": "charges of pouring dye"}, "charges in court"),
        ({"content": "it had never said that dye was poured into the Linde river"}, "what was never said"),
        ({"content": "it had poured 40 barrels of dye into the Linde river"}, "a number that nobody told"),
    ],
)
def test_what_is_no_denial_of_it(change: dict[str, Any], what: str) -> None:
    assert shown(claim(), denial(**change)) == (), what


def test_he_must_be_named_by_the_claim() -> None:
    other = claim(content="the mill at the bridge had poured dye into the Linde river")
    assert shown(other, denial()) == ()
    assert [one.kind for one in review(selection(other, denial()))] == ["possible-dispute"]


def test_a_party_that_denies_what_it_said_changed_position() -> None:
    chosen = selection(claim(speaker=COMPANY), denial())
    assert disputes((), chosen) == ()
    (found,) = review(chosen)
    assert (found.kind, found.score) == ("changed-position", 1.0)


def test_what_is_nearly_alike_goes_to_review_with_its_score_and_reason() -> None:
    near = denial(content="it had secretly poured untreated dye into the Linde river")
    assert shown(claim(), near) == ()
    (found,) = review(selection(claim(), near))
    assert (found.kind, found.score) == ("possible-dispute", 0.6667)
    assert "4 of 6 words" in found.reason


def test_a_common_noun_may_be_the_other_side() -> None:
    told = claim(speaker=NOUN, before="Almendra Foods spoke. The company said")
    assert shown(told, denial()) == ()


def test_pages_that_tell_the_same_denial_are_one_dispute() -> None:
    families = tuple(
        Family(id=f"f-{name}", first=name, copies=(Copy(article_id=name, reason="first"),)) for name in "abc"
    )
    chosen = selection(claim(), denial(), denial(published="2031-05-09"), families=families)
    (found,) = disputes((), chosen)
    assert [side.article_id for side in (found.a, *found.more_a)] == ["b", "c"]
