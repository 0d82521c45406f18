"""Room: briefs."""
