"""Sixty pairs of pages, read by the whole line: thirty that must be shown as a dispute, thirty that must not.

They were written by the author of the rules, before the program had been run on any of them.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from communique import dossiers, inward, reconcile
from communique.pages import page_of
from communique.settings import Settings
from communique.shapes import Dispute, Findings, Given, Kit, Page, Selection

PAIRS = Path(__file__).parents[1] / "data" / "disputes"
PRECISION, RECALL = 0.9, 0.6


def pairs(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((PAIRS / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def kit() -> Kit:
    return inward.make_kit(Settings())


def findings(pair: dict[str, Any], side: str, kit: Kit) -> Findings:
    told = pair[side]
    body = (
        f"<html lang=en><title>News of the day</title><article><h1>News of the day</h1><p>{told['text']}</p></article>"
    )
    given = Given(published=str(told["published"]), outlet=f"outlet {side}")
    page = page_of(body.encode(), origin=side, name=f"{pair['id']}-{side}.html", given=given)
    assert isinstance(page, Page)
    found = inward.read_page(page, kit)
    assert isinstance(found, Findings), pair["id"]
    return found


def shown(pair: dict[str, Any], kit: Kit) -> tuple[Dispute, ...]:
    found = tuple(findings(pair, side, kit) for side in "ab")
    families = reconcile.families([one.article for one in found])
    selection = Selection(findings=found, families=families, occurrences=reconcile.occurrences(found, families))
    claims = dossiers.load(dossiers.example("bicentennial-framework")).claims
    disputes = reconcile.disputes(claims, selection)
    texts = {one.article.id: one.article.text for one in found}
    for side in (side for one in disputes for side in (one.a, one.b)):
        assert texts[side.article_id][side.span.start : side.span.end].strip()
    return disputes


def test_there_are_thirty_of_each_and_all_three_kinds() -> None:
    assert [len(pairs(name)) for name in ("alarm", "quiet")] == [30, 30]
    assert {pair["kind"] for pair in pairs("alarm")} == {"denial", "figures", "template"}


def test_alarms_are_right_and_most_disputes_are_found(kit: Kit) -> None:
    found = [pair["id"] for pair in pairs("alarm") if shown(pair, kit)]
    wrong = [pair["id"] for pair in pairs("quiet") if shown(pair, kit)]
    assert len(found) / (len(found) + len(wrong)) >= PRECISION, wrong
    missed = [pair["id"] for pair in pairs("alarm") if pair["id"] not in found]
    assert len(found) / 30 >= RECALL, missed


def test_each_kind_is_found(kit: Kit) -> None:
    kinds = {pair["kind"] for pair in pairs("alarm") if shown(pair, kit)}
    assert kinds == {"denial", "figures", "template"}
