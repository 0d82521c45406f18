"""Room: record. Keeps what was read, once, and hands it out as the very shapes that came in.

Tables and columns: docs/reference/record.md.
"""

from communique.record.opening import create
from communique.record.store import Record, open_record

__all__ = ["Record", "create", "open_record"]
