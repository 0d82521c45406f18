"""Who said what in texts of our own, with the name of every speaker.

usage: python -m benchmarks.quality.speakers [--misses]

Reads `tests/data/annotated/statements`: texts written for this, annotated by reading before any output was seen. Prints
the scores of statements as `benchmarks.quality.score` does, and of the matched ones the share whose speakers are right
by name: the same name for those who have one, no name for those who have none.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from benchmarks.quality.matching import Tally, overlap, score_page
from benchmarks.tasks.findings import prediction
from communique.inward import make_kit, read_page
from communique.pages import page_of
from communique.settings import Settings
from communique.shapes import Findings, Given, Kit, Page, Statement

TEXTS = Path(__file__).resolve().parents[2] / "tests" / "data" / "annotated" / "statements"
_UNNAMED = "unnamed: "


def annotations() -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in sorted(TEXTS.glob("*.expected.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        yield path.with_name(path.name.replace(".expected.yaml", ".txt")), json.loads(json.dumps(content, default=str))


def read(path: Path, gold: dict[str, Any], kit: Kit) -> Findings:
    page = page_of(path.read_bytes(), origin=path.name, given=Given(published=gold["article"]["published"]))
    found = read_page(page, kit) if isinstance(page, Page) else page
    assert isinstance(found, Findings), path
    return found


def score(kit: Kit) -> tuple[Tally, list[tuple[str, bool]]]:
    """The tally of all statements, and of each matched one its content and whether its speakers are right by name."""
    total, named = Tally(), list[tuple[str, bool]]()
    for path, gold in annotations():
        found = read(path, gold, kit)
        total += score_page(gold, {"actors": [], **prediction(found)})["statements"]
        named += _named(gold, found)
    return total, named


def _named(gold: dict[str, Any], found: Findings) -> Iterator[tuple[str, bool]]:
    names = {actor["id"]: actor["name"] for actor in gold["actors"]}
    for item in gold["statements"]:
        best = max((one for one in found.statements if one.told), key=lambda s: _likeness(item, s, found), default=None)
        if item.get("optional") or best is None or _likeness(item, best, found) < 0.5:
            continue
        wanted = [names[speaker] for speaker in item["speakers"]]
        yield item["content"], _same(wanted, [ref.label for ref in best.speaker])


def _likeness(item: dict[str, Any], statement: Statement, found: Findings) -> float:
    return overlap(item["content"], found.article.text[statement.content.start : statement.content.end])


def _same(wanted: list[str], labels: list[str]) -> bool:
    """Every name is there (with an article or a country more, at most), and the unnamed have none."""
    if len(wanted) != len(labels):
        return False
    return all(
        label.startswith(_UNNAMED) if name.startswith(_UNNAMED) else overlap(name, label) >= 0.5
        for name, label in zip(sorted(wanted), sorted(labels), strict=True)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    total, named = score(make_kit(Settings()))
    fields = " · ".join(f"{name} {value:.2f}" for name, value in total.accuracies.items())
    print(f"statements {total.gold}, found {total.predicted}, matched {total.matched}")
    print(f"P {total.precision:.3f}  R {total.recall:.3f}  F1 {total.f1:.3f}  strict {total.f1_strict:.3f}")
    print(f"{fields} · speakers by name {sum(right for _, right in named) / len(named):.2f}")
    if args.misses:
        rows = [("missed", total.missed), ("wrong", total.wrong), ("speaker", [text for text, ok in named if not ok])]
        for label, texts in rows:
            for text in texts:
                print(f"{label}\t{text}")


if __name__ == "__main__":
    main()
