"""Candidates by shared keys, held in memory; the record keeps the same index in its file (`record/lookup.py`).

What is looked up costs as much in a large set as in a small one: a key that very many hold within the days asked for
gives only its first holders, and of the candidates only those that share most keys are handed out.
"""

from collections import Counter, defaultdict

from communique.shapes import Keys

HOLDERS = 200
"""Holders of one key that are looked at. Formulas ("for more information please contact") have more, and so has a
story that hundreds of outlets edited; there the first ones are enough, for any of them leads to the whole family."""


class Index:
    """Ids by their keys, in the order they were added."""

    def __init__(self) -> None:
        self._holders: dict[int, list[Keys]] = defaultdict(list)

    def add(self, keys: Keys) -> None:
        for key in keys.keys:
            self._holders[key].append(keys)

    def near(self, asked: Keys, *, shared: int, most: int) -> tuple[str, ...]:
        """At most `most` ids that share `shared` keys or more with the one asked for, those with most keys first."""
        votes: Counter[str] = Counter()
        for key in asked.keys:
            held = [one.id for one in self._holders.get(key, ()) if _meet(one, asked)]
            votes.update(held[:HOLDERS])
        found = sorted((-count, name) for name, count in votes.items() if count >= shared and name != asked.id)
        return tuple(name for _, name in found[:most])


def _meet(a: Keys, b: Keys) -> bool:
    unknown = 0 in (a.last, b.last)
    return unknown or (a.first < b.last and b.first < a.last)
