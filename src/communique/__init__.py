"""communique: news pages in, a traced record and a briefing out."""
__version__ = "0.1.0"
