"""Task `findings`: a folder of `{id}.txt` pages -> a folder of `{id}.json` in the form score_findings.py reads.

Every text is read as a plain-text page. `article.published` of `{id}.expected.yaml` stands for page metadata;
nothing else of that file is read.
"""

import json
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from communique.findings.triggers import kinds
from communique.inward import make_kit, read_page
from communique.pages import page_of
from communique.settings import Settings
from communique.shapes import (
    ActorRef,
    Event,
    Failure,
    Figure,
    Findings,
    Given,
    Kit,
    Meeting,
    Page,
    Place,
    Span,
    Statement,
    When,
)


def predict(gold: Path, out: Path, limit: int | None) -> None:
    """Write `OUT/{id}.json` for every text of the folder GOLD; a page that cannot be read gives an empty prediction."""
    kit = make_kit(Settings())
    out.mkdir(parents=True, exist_ok=True)
    for path in islice(sorted(gold.glob("*.txt")), limit):
        answer = _read(path, kit)
        (out / f"{path.stem}.json").write_text(json.dumps(answer, ensure_ascii=False, indent=1), encoding="utf-8")


def _read(path: Path, kit: Kit) -> dict[str, Any]:
    given = Given(published=_published(path.with_suffix(".expected.yaml")))
    page = page_of(path.read_bytes(), origin=path.name, name=path.name, given=given)
    found = read_page(page, kit) if isinstance(page, Page) else page
    return {} if isinstance(found, Failure) else prediction(found)


def _published(path: Path) -> str | None:
    if not path.exists():
        return None
    value = (yaml.safe_load(path.read_text(encoding="utf-8")).get("article") or {}).get("published")
    return str(value) if value else None


def prediction(found: Findings) -> dict[str, Any]:
    """Findings of one article in the scorer's form, every quote cut from the article's text."""
    text = found.article.text

    def quote(span: Span | None) -> str | None:
        return " ".join(text[span.start : span.end].split()) if span is not None else None

    return {
        "actors": [{"id": a.id, "country": a.country, "sector": a.sector} for a in found.actors],
        "statements": [_statement(s, quote) for s in found.statements if s.told],
        "events": [_event(e, quote) for e in found.events],
        "figures": [_figure(f, quote) for f in found.figures],
        "places": [{"name": name, "country": country} for name, country in _places(found, quote)],
        "calendar": [_meeting(m, quote) for m in found.meetings if m.status == "planned"]
        + [_plan(e, quote) for e in found.events if e.modality == "planned" and e.code != "CONSULT"],
    }


def _places(found: Findings, quote: Any) -> list[tuple[str, str | None]]:
    """Each place once, as the gold lists them."""
    return list(dict.fromkeys((quote(place.span), place.country) for place in found.places if _counts(place)))


def _counts(place: Place) -> bool:
    """The gold lists places below the country, and no governments."""
    wide = place.level == "country" or (place.level == "region" and place.country is None)
    return not wide and place.latitude is not None and place.role not in {"government", "demonym"}


def _who(refs: tuple[ActorRef, ...]) -> list[dict[str, str | None]]:
    return [{"country": ref.country, "sector": ref.sector} for ref in refs]


def _when(when: When | None) -> dict[str, str | None]:
    return {"date": when.iso, "date_words": when.text} if when is not None else {}


def _statement(s: Statement, quote: Any) -> dict[str, Any]:
    return {
        "source": quote(s.source),
        "cue": quote(s.cue),
        "content": quote(s.content),
        "kind": s.kind,
        "act": s.act,
        "speakers": _who(s.speaker),
        **_when(s.date),
    }


def _event(e: Event, quote: Any) -> dict[str, Any]:
    sides = {"actors": _who(e.actor)} if e.reciprocal else {"source": _who(e.actor), "target": _who(e.recipient)}
    return {
        "code": e.code,
        "type": kinds()[e.kind].parent,
        "modality": e.modality,
        "place": quote(e.place.span) if e.place else None,
        "evidence": quote(e.span),
        **sides,
        **_when(e.date),
    }


def _figure(f: Figure, quote: Any) -> dict[str, Any]:
    return {"value": f.value, "unit": f.unit, "item": f.item, "bound": f.bound, "evidence": quote(f.span)}


def _plan(e: Event, quote: Any) -> dict[str, Any]:
    """A planned event that is no meeting: still something to come."""
    when = {"when": e.date.iso, "date_words": e.date.text} if e.date is not None else {"when": None}
    return {"what": quote(e.span), "where": quote(e.place.span) if e.place else None, **when}


def _meeting(m: Meeting, quote: Any) -> dict[str, Any]:
    when = m.when.iso if m.when is not None else None
    words = m.when.text if m.when is not None else None
    return {"what": m.what, "when": when, "date_words": words, "where": quote(m.place.span) if m.place else None}
