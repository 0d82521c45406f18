"""Briefs: the briefing composed from a dossier's view of the record, and its printed forms."""

from communique.briefs.brief import compose
from communique.briefs.render import render

__all__ = ["compose", "render"]
