"""Findings of the sample pages against what a careful reader finds in them.

usage: python -m benchmarks.quality.score [--by-page] [--misses] [--json] [--floors] [--lower REASON]

Reads `examples/pages` and prints, for each kind of finding, precision, recall and F1 against
`tests/data/annotated`, F1 strict (who, what and how many agree as well) and the accuracy of each field over the matched
pairs. `--floors` writes floors.toml: 0.02 under each score, never under the floor there was unless `--lower` says why.
"""

import argparse
import hashlib
import json
import math
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from benchmarks.quality.matching import QUOTED, Tally, score_page
from benchmarks.tasks.findings import prediction
from communique.inward import make_kit, read_page
from communique.pages import open_origin
from communique.settings import Settings
from communique.shapes import Failure, Kit, Page

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "examples" / "pages"
ANNOTATED = ROOT / "tests" / "data" / "annotated"
FLOORS = Path(__file__).with_name("floors.toml")
SLACK = 0.02
"""How far a score may fall before a test fails: about two statements of the sample pages."""


def annotations() -> Iterator[tuple[str, dict[str, Any]]]:
    """(name, content) of every annotated page, dates as strings."""
    for path in sorted(ANNOTATED.glob("*.expected.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        yield path.name.removesuffix(".expected.yaml"), json.loads(json.dumps(content, default=str))


def digest() -> str:
    """SHA-256 over names and bytes of the annotation files: floors hold for one set of annotations only."""
    total = hashlib.sha256()
    for path in sorted(ANNOTATED.glob("*.expected.yaml")):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def read_sample(name: str, kit: Kit) -> dict[str, Any]:
    """The findings of one sample page in the form the annotations have; empty when the page cannot be read."""
    path = next(path for path in sorted(PAGES.glob(f"{name}.*")) if not path.name.endswith(".meta.yaml"))
    page = next(iter(open_origin(str(path))))
    found = read_page(page, kit) if isinstance(page, Page) else page
    return {} if isinstance(found, Failure) else prediction(found)


def score(kit: Kit) -> dict[str, dict[str, Tally]]:
    """Tallies by page and kind."""
    return {name: score_page(gold, read_sample(name, kit)) for name, gold in annotations()}


def total(pages: dict[str, dict[str, Tally]]) -> dict[str, Tally]:
    return {kind: sum((tallies[kind] for tallies in pages.values()), Tally()) for kind in QUOTED}


def as_rows(tallies: dict[str, Tally]) -> dict[str, dict[str, Any]]:
    """The same as plain numbers, rounded to three places."""
    return {
        kind: {
            "gold": tally.gold,
            "predicted": tally.predicted,
            "uncounted": tally.uncounted,
            "precision": round(tally.precision, 3),
            "recall": round(tally.recall, 3),
            "f1": round(tally.f1, 3),
            "f1_strict": round(tally.f1_strict, 3),
            "fields": {name: round(value, 3) for name, value in tally.accuracies.items()},
        }
        for kind, tally in tallies.items()
    }


def show(tallies: dict[str, Tally]) -> None:
    print(f"{'':<11}{'gold':>6}{'found':>6}{'open':>6}{'P':>8}{'R':>8}{'F1':>8}{'strict':>8}  fields")
    for kind, row in as_rows(tallies).items():
        numbers = "".join(f"{row[key]:>8.3f}" for key in ("precision", "recall", "f1", "f1_strict"))
        fields = " · ".join(f"{name} {value:.2f}" for name, value in row["fields"].items())
        print(f"{kind:<11}{row['gold']:>6}{row['predicted']:>6}{row['uncounted']:>6}{numbers}  {fields}")


# ---- floors ----------------------------------------------------------------------------------------------------


def floors() -> dict[str, Any]:
    """`annotations` (digest), `f1` and `f1_strict` by kind."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))


def floors_of(tallies: dict[str, Tally]) -> dict[str, dict[str, float]]:
    """The floor under each score, rounded down to two places."""
    return {
        name: {
            kind: max(math.floor((getattr(tally, name) - SLACK) * 100) / 100, 0.0) for kind, tally in tallies.items()
        }
        for name in ("f1", "f1_strict")
    }


def write_floors(tallies: dict[str, Tally], reason: str | None) -> None:
    """Write floors.toml; without a reason a floor only rises."""
    fresh = floors_of(tallies)
    if reason is None and FLOORS.exists():
        old = floors()
        fresh = {name: {kind: max(v, old[name][kind]) for kind, v in row.items()} for name, row in fresh.items()}
    lines = [
        "# Floors under the scores of the sample pages. Written by `python -m benchmarks.quality.score --floors`;",
        "# raised by it as scores rise, lowered only with `--lower REASON`. They hold for annotations of this digest.",
        *([f"# Lowered: {reason}"] if reason else []),
        f'annotations = "{digest()}"',
    ]
    for name, row in fresh.items():
        lines += ["", f"[{name}]", *(f"{kind} = {value:.2f}" for kind, value in row.items())]
    FLOORS.write_text("\n".join([*lines, ""]), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for flag in ("--by-page", "--misses", "--json", "--floors"):
        parser.add_argument(flag, action="store_true")
    parser.add_argument("--lower", metavar="REASON", help="let floors fall, and say why")
    args = parser.parse_args()
    pages = score(make_kit(Settings()))
    everything = total(pages)
    if args.json:
        by_page = {name: as_rows(tallies) for name, tallies in pages.items()} if args.by_page else None
        print(json.dumps({"all": as_rows(everything), "by_page": by_page}, indent=1))
        return
    for name, tallies in pages.items() if args.by_page else ():
        print(f"\n{name}")
        show(tallies)
    print(f"\n{len(pages)} pages")
    show(everything)
    for name, tallies in pages.items() if args.misses else ():
        for kind, tally in tallies.items():
            for what, quotes in (("missed", tally.missed), ("wrong", tally.wrong)):
                print(*(f"{name}\t{what}\t{kind}\t{quote}" for quote in quotes), sep="\n", end="\n" if quotes else "")
    if args.floors or args.lower:
        write_floors(everything, args.lower)


if __name__ == "__main__":
    main()
