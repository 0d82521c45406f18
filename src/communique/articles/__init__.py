"""Room: articles."""
