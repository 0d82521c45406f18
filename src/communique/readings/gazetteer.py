"""Place names of the world, offline: a read-only SQLite index built by `training/build_gazetteer.py` from GeoNames."""

import re
import sqlite3
import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from communique.errors import DataError

Level = Literal["country", "admin1", "admin2", "city", "region"]

LONGEST_NAME = 6
"""Words; longer names of the index are official titles that news does not print."""
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a"}
)
_DROPPED = re.compile(r"[.'’‘`ʻʼ,]")
_BREAK = re.compile(r"[\s\-‐-―_/()]+")
_SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place of the index. Rows that are not from GeoNames have negative ids."""

    id: int
    name: str
    latitude: float
    longitude: float
    country: str
    """ISO 3166-1 alpha-3; empty for what no one country holds."""
    admin1: str | None
    """GeoNames code of the first-order division."""
    level: Level
    population: int
    alias: bool
    """True when the name looked up is not the place's own."""


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """`Nuevo León` -> `nuevo leon`, `St. Louis` -> `saint louis`: the form under which names are kept."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = _BREAK.sub(" ", _DROPPED.sub("", plain)).split()
    if len(words) > 1:
        words[0] = _SHORT.get(words[0], words[0])
    return " ".join(words)


class Gazetteer:
    """Looks names up; keeps one connection and the answers it gave (it is asked the same names over and over)."""

    def __init__(self, path: Path) -> None:
        """Raises DataError when there is no index at `path`."""
        if not path.is_file():
            raise DataError(f"gazetteer not found: {path.name}; build it with training/build_gazetteer.py")
        self._path = path
        self._base = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._lock = threading.Lock()
        self._seen: dict[str, tuple[Entry, ...]] = {}

    def __reduce__(self) -> tuple[type["Gazetteer"], tuple[Path]]:
        """Travels to another process as its path."""
        return Gazetteer, (self._path,)

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """All places of that name in any writing of it, the most populous first; empty when there is none."""
        key = fold(name)
        found = self._seen.get(key)
        if found is None:
            found = self._ask(key)
            if len(self._seen) > 200_000:
                self._seen.clear()
            self._seen[key] = found
        return found

    def knows(self, name: str) -> bool:
        """True when some place bears that name."""
        return bool(self.lookup(name))

    def _ask(self, key: str) -> tuple[Entry, ...]:
        question = (
            "SELECT p.id, p.name, lat, lon, iso3, admin1, level, population, alias "
            "FROM name n JOIN place p ON p.id = n.place WHERE folded = ? ORDER BY population DESC, p.id"
        )
        with self._lock:
            rows = self._base.execute(question, (key,)).fetchall()
        return tuple(
            Entry(
                id=r[0],
                name=r[1],
                latitude=r[2],
                longitude=r[3],
                country=r[4],
                admin1=r[5],
                level=r[6],
                population=r[7],
                alias=bool(r[8]),
            )
            for r in rows
        )


def open_gazetteer(path: Path | None = None) -> Gazetteer:
    """The gazetteer at `path`, or the one that ships with the program. Raises DataError when it is missing."""
    return Gazetteer(path or Path(str(files("communique") / "data" / "places.sqlite")))
