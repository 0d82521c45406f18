"""Places of a text."""

from typing import Any

from communique.readings.gazetteer import Gazetteer
from communique.shapes import Place


def find_places(doc: Any, gazetteer: Gazetteer, dateline: str | None = None) -> tuple[Place, ...]:
    """Places named in a text."""
    return ()
