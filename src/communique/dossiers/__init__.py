"""Dossiers: the file a person writes, and the record as it is seen through it."""

from communique.dossiers.files import example, load
from communique.dossiers.filing import file

__all__ = ["example", "file", "load"]
