"""Room: pages."""
