"""Why bytes are no page, before there is a page to say it of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """Reason and detail as they stand in `shapes.Failure`."""

    reason: str
    detail: str = ""
