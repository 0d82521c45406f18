"""Statements and reports that cannot both stand as worded: three kinds only, precision before recall.

(a) An explicit denial of a claim that somebody else made (`denials.py`).
(b) One occurrence, or one great count, told with figures that exclude each other (`counts.py`).
(c) A claim template of the dossier: what one denies and another reports (`templates.py`).

A dispute is no verdict: it holds both wordings and the reason why they were put side by side. A general test for
contradiction was tried on public inference data and was right too seldom to be printed
(docs/explanation/reconciling.md). What is alike but not sure goes to the queue that `review` makes.
"""

from collections.abc import Sequence
from itertools import chain

from communique.reconcile.counts import by_figures, by_leads, by_tolls
from communique.reconcile.denials import by_denial
from communique.reconcile.templates import by_template
from communique.shapes import ClaimTemplate, Dispute, Review, Selection


def disputes(templates: Sequence[ClaimTemplate], selection: Selection) -> tuple[Dispute, ...]:
    """All disputes of a selection, sorted; one for each template (occurrence, denied claim) and pair of speakers."""
    family_of = _families(selection)
    found = [dispute for template in templates for dispute in by_template(template, selection, family_of)]
    denied = [dispute for dispute in by_denial(selection, family_of) if isinstance(dispute, Dispute)]
    shown = {(one.a.finding_id, one.b.finding_id) for one in found}
    fresh = (one for one in denied if (one.a.finding_id, one.b.finding_id) not in shown)
    counted = (find(selection, family_of) for find in (by_figures, by_leads, by_tolls))
    return (*found, *fresh, *chain.from_iterable(counted))


def review(selection: Selection) -> tuple[Review, ...]:
    """What a person should look at: a party that denies what it said, and claims that may be what somebody denies.

    The likeliest come first. None of it is printed in a brief.
    """
    found = [one for one in by_denial(selection, _families(selection)) if isinstance(one, Review)]
    return tuple(sorted(found, key=lambda one: (-one.score, one.id)))


def _families(selection: Selection) -> dict[str, str]:
    return {copy.article_id: family.id for family in selection.families for copy in family.copies}
