"""What belongs together, kept page by page: what waits to be grouped, keys to look it up by, links that were found.

All of it happens in one transaction that `Record.grouping` holds. Plain SQL on the driver's connection: one article
asks some hundred small questions, and building each of them anew would take longer than the answers.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from communique import rows
from communique.record import reading
from communique.shapes import Article, Decision, Family, Findings, Keys, Link, Occurrence, Telling

What = Literal["copy", "event"]
_HOLDERS = {"copy": "articles", "event": "events"}
LONGEST = 40
"""Days: no interval that is looked up or kept is longer (a month, or two weeks on both sides of a day)."""
HOLDERS = 200
"""Holders of one key that are looked at; as in `reconcile.index`."""


class Groups:
    """Families, occurrences and what they are found by, in one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    # ---- what waits ------------------------------------------------------------------------------------------

    def ungrouped(self) -> list[str]:
        """Articles that wait, in the order of their ids."""
        return self._column("SELECT article_id FROM ungrouped ORDER BY article_id")

    def done(self) -> None:
        """Nothing waits any more."""
        self._connection.execute("DELETE FROM ungrouped")

    def articles(self, ids: Sequence[str]) -> list[Article]:
        return [found for name in ids if (found := reading.bare_article(self._connection, name))]

    def findings(self, ids: Sequence[str]) -> list[Findings]:
        """Events and figures of the articles, the rest left out."""
        return [reading.bare_findings(self._connection, article) for article in self.articles(ids)]

    # ---- looking up ------------------------------------------------------------------------------------------

    def index(self, what: What, keys: Iterable[Keys]) -> None:
        """Keeps keys; what is kept already stays."""
        for one in keys:
            holder = self._key(what, one.id)
            made = ((key, one.first, one.last, holder) for key in one.keys)
            self._connection.executemany(f"INSERT OR IGNORE INTO {what}_keys VALUES (?, ?, ?, ?)", made)

    def near(self, what: What, asked: Keys, *, shared: int, most: int) -> tuple[str, ...]:
        """At most `most` ids that share `shared` keys or more and have days that meet, those with most keys first."""
        meeting = "AND (first = 0 OR (first > ? AND first < ? AND last > ?))" if asked.last else ""
        days = (asked.first - LONGEST, asked.last, asked.first) if asked.last else ()
        query = f"SELECT holder FROM {what}_keys WHERE key = ? {meeting} LIMIT {HOLDERS}"
        votes: Counter[int] = Counter()
        for key in asked.keys:
            votes.update(holder for (holder,) in self._connection.execute(query, (key, *days)))
        chosen = sorted((-count, holder) for holder, count in votes.items() if count >= shared)
        names = (self._name(what, holder) for _, holder in chosen[: most + 1])
        return tuple(name for name in names if name != asked.id)[:most]

    def _key(self, what: What, name: str) -> int:
        (key,) = self._connection.execute(f"SELECT key FROM {_HOLDERS[what]} WHERE id = ?", (name,)).fetchone()
        return int(key)

    def _name(self, what: What, key: int) -> str:
        (name,) = self._connection.execute(f"SELECT id FROM {_HOLDERS[what]} WHERE key = ?", (key,)).fetchone()
        return str(name)

    # ---- links -----------------------------------------------------------------------------------------------

    def link(self, what: What, links: Iterable[Link]) -> None:
        made = ((link.one, link.other, link.score, link.reason) for link in links)
        self._connection.executemany(f"INSERT OR REPLACE INTO {what}_links VALUES (?, ?, ?, ?)", made)

    def linked(self, what: What, start: Iterable[str]) -> Iterator[tuple[tuple[str, ...], tuple[Link, ...]]]:
        """For each group of ids that hang together by links, with one of `start` among them: the ids, and the links."""
        seen: set[str] = set()
        for name in start:
            if name in seen:
                continue
            links: set[Link] = set()
            group, waiting = {name}, [name]
            while waiting:
                found = set(self._links_of(what, waiting.pop()))
                links |= found
                fresh = {end for link in found for end in (link.one, link.other)} - group
                group |= fresh
                waiting += fresh
            seen |= group
            yield tuple(sorted(group)), tuple(sorted(links, key=lambda link: (link.one, link.other)))

    def _links_of(self, what: What, name: str) -> Iterator[Link]:
        found = self._connection.execute(f"SELECT * FROM {what}_links WHERE one = ? OR other = ?", (name, name))
        return (Link(one=one, other=other, score=score, reason=reason) for one, other, score, reason in found)

    # ---- families --------------------------------------------------------------------------------------------

    def family_of(self, article_id: str) -> str | None:
        found = self._column("SELECT family_id FROM family_members WHERE article_id = ?", article_id)
        return found[0] if found else None

    def put_families(self, families: Iterable[Family]) -> None:
        """Puts families in the place of those that their articles were in."""
        families = tuple(families)
        members = [copy.article_id for family in families for copy in family.copies]
        old = "DELETE FROM families WHERE id = (SELECT family_id FROM family_members WHERE article_id = ?)"
        self._connection.executemany(old, ((name,) for name in members))
        for family in families:
            row = (family.id, family.first, family.wire, len(family.copies))
            self._connection.execute("INSERT INTO families VALUES (?, ?, ?, ?)", row)
            copies = (
                (family.id, number, copy.article_id, copy.reason, copy.score)
                for number, copy in enumerate(family.copies)
            )
            self._connection.executemany("INSERT INTO family_members VALUES (?, ?, ?, ?, ?)", copies)

    # ---- events ----------------------------------------------------------------------------------------------

    def put_telling(self, told: Telling) -> None:
        """Keeps a telling, in the place of an older one with its keys and links."""
        name = told.event.id
        self._connection.execute("DELETE FROM event_keys WHERE holder = ?", (self._key("event", name),))
        self._connection.execute("DELETE FROM event_links WHERE one = ? OR other = ?", (name, name))
        row = (name, rows.to_json(told).decode())
        self._connection.execute("INSERT OR REPLACE INTO tellings VALUES (?, ?)", row)

    def tellings(self, ids: Iterable[str]) -> list[Telling]:
        query = "SELECT shape FROM tellings WHERE event_id = ?"
        return [rows.from_json(Telling, shape) for name in ids for shape in self._column(query, name)]

    def companions(self, events: Iterable[str]) -> set[str]:
        """The events and all that are linked with one of them or in one occurrence with it."""
        query = """SELECT b.event_id FROM occurrence_events a JOIN occurrence_events b USING (occurrence_id)
            WHERE a.event_id = ?"""
        found = set(events)
        for name in tuple(found):
            found.update(self._column(query, name))
            found.update(end for link in self._links_of("event", name) for end in (link.one, link.other))
        return found

    def put_occurrences(self, occurrences: Iterable[Occurrence]) -> None:
        """Puts occurrences in the place of those that their events were in."""
        occurrences = tuple(occurrences)
        old = "DELETE FROM occurrences WHERE id IN (SELECT occurrence_id FROM occurrence_events WHERE event_id = ?)"
        self._connection.executemany(old, ((event,) for one in occurrences for event in one.events))
        for one in occurrences:
            reasons = "; ".join(one.reasons) or None
            row = (one.id, one.kind, one.code, one.modality, len(one.families), reasons, rows.to_json(one).decode())
            self._connection.execute("INSERT INTO occurrences VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            events = ((one.id, event) for event in one.events)
            self._connection.executemany("INSERT INTO occurrence_events VALUES (?, ?)", events)

    # ---- what people decide ----------------------------------------------------------------------------------

    def decide(self, decision: Decision, at: str) -> None:
        one, other = sorted((decision.one, decision.other))
        row = (one, other, "same" if decision.same else "different", at)
        self._connection.execute("INSERT OR REPLACE INTO merges VALUES (?, ?, ?, ?)", row)

    def undo(self, one: str, other: str) -> bool:
        query = "DELETE FROM merges WHERE one = ? AND other = ?"
        return self._connection.execute(query, sorted((one, other))).rowcount > 0

    def _column(self, query: str, *values: str) -> list[str]:
        return [value for (value,) in self._connection.execute(query, values)]


def loosen(connection: sqlite3.Connection, article_id: str) -> None:
    """Before an article goes or changes: all that were grouped by way of it wait to be grouped anew."""
    neighbours = """SELECT b.article_id FROM family_members a JOIN family_members b USING (family_id)
            WHERE a.article_id = :id
        UNION SELECT one FROM copy_links WHERE other = :id UNION SELECT other FROM copy_links WHERE one = :id
        UNION SELECT e.article_id FROM events mine JOIN occurrence_events a ON a.event_id = mine.id
            JOIN occurrence_events b USING (occurrence_id) JOIN events e ON e.id = b.event_id
            WHERE mine.article_id = :id"""
    connection.execute(f"INSERT OR IGNORE INTO ungrouped {neighbours}", {"id": article_id})
    families = "SELECT family_id FROM family_members WHERE article_id = :id"
    connection.execute(f"DELETE FROM families WHERE id IN ({families})", {"id": article_id})
    occurrences = """SELECT occurrence_id FROM occurrence_events JOIN events ON events.id = event_id
        WHERE article_id = :id"""
    connection.execute(f"DELETE FROM occurrences WHERE id IN ({occurrences})", {"id": article_id})
