"""When the entries of a live blog were written: clock times get their day from stamps and from the order of entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from communique.articles.stamps import iso_moment

ANY_DAY = "2001-01-01"
DAY = 24 * 60
PASSED = 6 * 60
"""Minutes. A greater step against the order of entries is a midnight passed, a smaller one an entry out of place."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The time of an entry as the page gives it: a whole moment (ISO 8601), or a clock time alone, or neither."""

    clock: str = ""
    """As printed, with its zone: `5:48 p.m. CST`."""
    moment: str | None = None
    pinned: bool = False
    """Out of the order of the others."""


def times_of(printed: Sequence[Printed], published: str | None, updated: str | None) -> list[str | None]:
    """ISO 8601 to the minute for each entry; None where the page leaves the day open.

    Entries run newest first or oldest first, whichever more steps agree with. The day is that of the nearest entry with
    a whole moment, else the newest entry is laid next to `updated`, else the oldest next to `published`. A zone printed
    with one entry, when all that have one have the same, holds for all.
    """
    shown = [iso_moment(one.moment) if one.moment else clock_on(ANY_DAY, one.clock) for one in printed]
    zoned = [number for number, value in enumerate(shown) if value and _zone(value)]
    donor = printed[zoned[0]] if len({_zone(shown[number] or "") for number in zoned}) == 1 else Printed()
    stream = [n for n, value in enumerate(shown) if value and "T" in value and not printed[n].pinned]
    days = _days(stream, shown, [bool(one.moment) for one in printed], published, updated)
    only = set(days.values())
    found: list[str | None] = []
    for number, (one, value) in enumerate(zip(printed, shown, strict=True)):
        day = days.get(number) or (next(iter(only)) if len(only) == 1 else "")
        told = value if one.moment else clock_on(day, one.clock) if day else None
        if told and "T" in told and not _zone(told):
            told += _zone((clock_on(told[:10], donor.clock) if donor.clock else iso_moment(donor.moment or "")) or "")
        found.append(told)
    return found


def clock_on(day: str, clock: str) -> str | None:
    """The moment of a clock time on an ISO day; None when the words are no clock time."""
    moment = iso_moment(f"{day}, {clock}") if clock else None
    return moment if moment and "T" in moment else None


def _days(
    stream: Sequence[int],
    shown: Sequence[str | None],
    whole: Sequence[bool],
    published: str | None,
    updated: str | None,
) -> dict[int, str]:
    """Number of an entry -> its ISO day, for those in the stream whose day can be known."""
    clocks = [_local(shown[number] or ANY_DAY) for number in stream]
    if not clocks:
        return {}
    minutes = [clock.hour * 60 + clock.minute for clock in clocks]
    steps = [after - before for before, after in pairwise(minutes)]
    newest_first = _newest_first(steps)
    passed = [0]
    for step in steps:
        against = step >= PASSED if newest_first else step <= -PASSED
        passed.append(passed[-1] + against * (-1 if newest_first else 1))
    known = {place: clocks[place] for place, number in enumerate(stream) if whole[number]}
    if not known:
        newest, oldest = (0, len(stream) - 1) if newest_first else (len(stream) - 1, 0)
        place, stamp = (newest, updated) if updated else (oldest, published)
        stamp = iso_moment(stamp or "")
        if not stamp:
            return {}
        known = {place: _beside(shown[stream[place]] or ANY_DAY, stamp)}
    found = {}
    for place, number in enumerate(stream):
        anchor = min(known, key=lambda other: (abs(other - place), other))
        day = known[anchor] + timedelta(days=passed[place] - passed[anchor])
        found[number] = day.date().isoformat()
    return found


def _newest_first(steps: Sequence[int]) -> bool:
    """Whether more steps, in minutes, go back than forward; of as many, whether less time passes so."""
    ahead = sum(step > 0 for step in steps) - sum(step < 0 for step in steps)
    return ahead < 0 or (ahead == 0 and sum(-step % DAY for step in steps) <= sum(step % DAY for step in steps))


def _beside(clock: str, stamp: str) -> datetime:
    """The clock time of the moment `clock` on the day that brings it nearest to `stamp`; on its day when it is one."""
    moment = datetime.fromisoformat(stamp)
    zone = datetime.fromisoformat(clock).tzinfo
    if zone and moment.tzinfo:
        moment = moment.astimezone(zone)
    moment = moment.replace(tzinfo=None)
    same = datetime.combine(moment.date(), _local(clock).time())
    if "T" not in stamp:
        return same
    return min((same + timedelta(days=step) for step in (0, -1, 1)), key=lambda day: abs(day - moment))


def has_zone(moment: str) -> bool:
    return bool(_zone(moment))


def _local(value: str) -> datetime:
    return datetime.fromisoformat(value).replace(tzinfo=None)


def _zone(value: str) -> str:
    return value[len(f"{ANY_DAY}T00:00") :]
