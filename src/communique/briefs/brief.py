"""A view -> the brief: its blocks in the order a reader needs them, every line with its citations.

Nothing of the day or the machine enters: the same view gives the same brief, byte for byte.
"""

from collections.abc import Sequence

from communique.briefs import blocks_calendar, blocks_progress, blocks_tables, blocks_top, rank, sources, words
from communique.briefs.citations import Ledger
from communique.briefs.index import index
from communique.shapes import Brief, DossierView, Failure

BLOCKS = (
    blocks_top.bottom_line,
    blocks_top.key_points,
    blocks_top.disputes,
    blocks_tables.said,
    blocks_tables.happened,
    blocks_tables.other,
    blocks_tables.numbers,
    blocks_progress.by_goal,
    blocks_calendar.coming_up,
    blocks_progress.unknown,
)
"""Citations are numbered as the blocks come, so the order here is the order of the numbers."""


def compose(view: DossierView, failures: Sequence[Failure] = (), version: str = "") -> Brief:
    """The brief of a view; `failures` are the pages that could not be read, `version` that of the program."""
    idx, ledger = rank.ordered(index(view)), Ledger()
    # A dossier without goals has no progress to show.
    goals = bool(view.dossier.goals or view.dossier.cross)
    sections = tuple(block(idx, ledger) for block in BLOCKS if goals or block is not blocks_progress.by_goal)
    dossier, day = view.dossier.title, words.day(view.as_of)
    return Brief(
        title=words.say("head.title", dossier=dossier, day=day),
        as_of=view.as_of,
        since=view.since,
        coverage=sources.coverage(idx),
        sections=sections,
        citations=ledger.citations,
        sources=sources.sources(idx, ledger.citations),
        method=sources.method(idx, failures, version),
        version=version,
    )
