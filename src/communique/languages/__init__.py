"""Room: languages."""
