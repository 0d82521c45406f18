"""How good the findings are: predictions scored against pages annotated by reading."""
