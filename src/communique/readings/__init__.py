"""Room: readings."""
