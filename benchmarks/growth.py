"""What adding one article costs as a record grows: reading apart, on generated articles.

usage: python -m benchmarks.growth [--sizes 1000,3000,10000,30000,100000] [--measured 200] [--json]

The articles are a stream of 50 a day. One in five is a copy of a recent one, cut or with a new lead; the others take
their words from a vocabulary with the frequencies of natural text. Each tells two events with actor, place, day and
figure. At each size `measured` articles are added one by one, each grouped at once, as `communique add PAGE` does; the
mean and the median are of the CPU time of the two steps. Between sizes articles are added by the hundred.
"""

import argparse
import json
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from statistics import fmean, median

from communique import inward, record
from communique.identity import content_id
from communique.pages import page_of
from communique.record import Record
from communique.shapes import ActorRef, Article, Event, Failure, Figure, Findings, Page, Place, Span, Stamp, When

A_DAY = 50
WORDS = 20_000
BATCH = 100
KINDS = ("drug-seizure", "arrest", "kidnapping", "killing", "meeting", "lab-raid", "extradition", "charge")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,3000,10000,30000,100000", help="articles in the record, ascending")
    parser.add_argument("--measured", type=int, default=200, help="articles measured at each size")
    parser.add_argument("--json", action="store_true", help="one JSON object a size")
    args = parser.parse_args()
    sizes = [int(size) for size in args.sizes.split(",")]
    if not args.json:
        print(
            "milliseconds of CPU time for one article: add, group, both (mean), both (median); ratio to the first row"
        )
    for row in curve(sizes, args.measured):
        shown = (f"{row[key]:8.2f}" for key in ("add", "group", "total", "median", "ratio"))
        print(json.dumps(row) if args.json else f"{row['articles']:>8.0f} {' '.join(shown)}", flush=True)


def curve(sizes: list[int], measured: int) -> Iterator[dict[str, float]]:
    """One row a size: what one more article costs there."""
    stream = articles(random.Random(7))
    first: float | None = None
    with tempfile.TemporaryDirectory() as folder:
        record.create(Path(folder))
        with record.open_record(Path(folder), to_add=True) as opened:
            held = 0
            for size in sizes:
                held = _fill(opened, stream, held, size - measured)
                row = _measure(opened, stream, measured)
                held += measured
                first = first or row["total"]
                yield {"articles": float(held), **row, "ratio": row["total"] / first}


def _fill(opened: Record, stream: Iterator[tuple[Page, Findings]], held: int, wanted: int) -> int:
    while held < wanted:
        for _ in range(min(BATCH, wanted - held)):
            opened.add(*next(stream))
            held += 1
        inward.regroup(opened)
    return held


def _measure(opened: Record, stream: Iterator[tuple[Page, Findings]], measured: int) -> dict[str, float]:
    added, grouped = [], []
    for _ in range(measured):
        item = next(stream)
        start = time.process_time()
        opened.add(*item)
        middle = time.process_time()
        inward.regroup(opened)
        added.append(1000 * (middle - start))
        grouped.append(1000 * (time.process_time() - middle))
    both = [a + b for a, b in zip(added, grouped, strict=True)]
    return {"add": fmean(added), "group": fmean(grouped), "total": fmean(both), "median": median(both)}


# ---- generated articles ----------------------------------------------------------------------------------------


def articles(chance: random.Random) -> Iterator[tuple[Page, Findings]]:
    """An endless stream of pages with their findings."""
    words = [_word(chance) for _ in range(WORDS)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(WORDS)))
    recent: list[list[str]] = []
    number = 0
    while True:
        day = date(2020, 1, 1) + timedelta(days=number // A_DAY)
        if recent and chance.random() < 0.2:
            sentences = _edited(chance.choice(recent), chance)
        else:
            sentences = [
                " ".join(chance.choices(words, cum_weights=weights, k=chance.randint(12, 24))).capitalize() + "."
                for _ in range(14)
            ]
        recent = [*recent[-2 * A_DAY :], sentences]
        yield _made(number, day, " ".join(sentences), chance)
        number += 1


def _word(chance: random.Random) -> str:
    return "".join(chance.choice("bcdfghklmnprstvz") + chance.choice("aeiou") for _ in range(chance.randint(1, 4)))


def _edited(sentences: list[str], chance: random.Random) -> list[str]:
    kept = sentences[: chance.randint(6, len(sentences))]
    return kept if chance.random() < 0.5 else ["In other news of the day this was told again.", *kept]


def _made(number: int, day: date, text: str, chance: random.Random) -> tuple[Page, Findings]:
    page = page_of(f"{number}\n{text}".encode(), origin=f"{number}.txt", name=f"{number}.txt")
    if isinstance(page, Failure):
        raise SystemExit(f"the generated page {number} was refused: {page.reason}")
    name = content_id("article", page.id, text)
    article = Article(
        id=name, page_id=page.id, text=text, title=text[:40], published=Stamp(value=day.isoformat(), method="given")
    )
    told = [_event(name, n, day, len(text), chance) for n in range(2)]
    return page, Findings(
        article=article,
        events=tuple(event for event, _ in told),
        figures=tuple(figure for _, figure in told),
        versions=(("generated", "1"),),
    )


def _event(article: str, number: int, day: date, length: int, chance: random.Random) -> tuple[Event, Figure]:
    start = chance.randint(0, length - 120)
    span = Span(start=start, end=start + 100)
    trigger = Span(start=start, end=start + 5)
    city = chance.randint(1, 400)
    when = day - timedelta(days=chance.randint(0, 5))
    figure = Figure(
        id=content_id("figure", article, str(number)), span=trigger, number=trigger,
        value=float(chance.randint(1, 2000)), unit="kg", measure="seized",
    )  # fmt: skip
    event = Event(
        id=content_id("event", article, str(number)), span=span, trigger=trigger, code="COERCE", mode=None,
        kind=chance.choice(KINDS), modality="happened", figures=(figure.id,),
        actor=(ActorRef(label="x", actor_id=f"org/body-{chance.randint(1, 300)}", country="MEX"),),
        place=Place(span=trigger, name=f"City {city}", geonames_id=city, country="MEX", admin1="01", level="city"),
        date=When(
            span=trigger, text="then", type="DATE", value=when.isoformat(), start=when.isoformat(),
            end=(when + timedelta(days=1)).isoformat(), precision="day",
        ),
    )  # fmt: skip
    return event, figure


if __name__ == "__main__":
    main()
