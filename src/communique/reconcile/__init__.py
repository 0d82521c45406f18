"""Room: reconcile. Pure functions over shapes: what belongs together, what cannot both stand, and why."""

from communique.reconcile.claims import disputes
from communique.reconcile.copies import families
from communique.reconcile.occurrences import occurrences
from communique.reconcile.stories import stories

__all__ = ["disputes", "families", "occurrences", "stories"]
