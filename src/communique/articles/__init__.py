"""Articles: the clean text of a page, what was dropped and why, and the way back to the raw page. Door: `extract`."""

from communique.articles.extract import extract
from communique.articles.memory import Memory, learn

__all__ = ["Memory", "extract", "learn"]
