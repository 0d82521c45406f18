"""Room: reconcile. Pure functions over shapes: what belongs together, what cannot both stand, and why."""

from communique.reconcile.actors import merges, unify
from communique.reconcile.copies import CANDIDATES as MOST_COPIES
from communique.reconcile.copies import DAYS, copied, copy_keys, families
from communique.reconcile.disputes import disputes, review
from communique.reconcile.evidence import one_event
from communique.reconcile.occurrences import CANDIDATES as MOST_EVENTS
from communique.reconcile.occurrences import group_events, occurrences
from communique.reconcile.stories import stories
from communique.reconcile.tellings import event_keys, tellings

__all__ = [
    "DAYS",
    "MOST_COPIES",
    "MOST_EVENTS",
    "copied",
    "copy_keys",
    "disputes",
    "event_keys",
    "families",
    "group_events",
    "merges",
    "occurrences",
    "one_event",
    "review",
    "stories",
    "tellings",
    "unify",
]
