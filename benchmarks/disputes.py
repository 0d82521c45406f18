"""Alarms of the dispute finder on labelled stories, to be judged by people.

usage: python -m benchmarks.disputes GOLD OUT [--limit N] [--show]

GOLD is a file of documents with stories (`ecbplus_docs.jsonl`, `fnc_bodies.jsonl`). The documents of each story are
read as pages of one day, for the sets give none, and every pair within the story is looked at. OUT gets one row an
alarm: documents and offsets of both sides, no text. `--show` adds the quoted words, for the people who judge.
"""

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.tasks.jsonl import read_rows, write_rows
from benchmarks.tasks.stories import article_of
from communique import findings, readings, reconcile
from communique.inward import make_kit
from communique.phrases import sentence
from communique.settings import Settings
from communique.shapes import Dispute, DisputeSide, Findings, Kit, Selection, Stamp

DAY = "2015-06-15"

_ABOVE = re.compile(r"http :|(?:published|updated|posted)\b", re.IGNORECASE)
_CLITIC = re.compile(r" ?(['’]) ?(s|t|re|ve|ll|d|m)\b")
_THOUSANDS = re.compile(r"(?<=\d) ?, (?=\d{3}\b)")
_BEFORE = re.compile(r" ([.,;:!?%)\]’”]|n['’]t\b)")
_AFTER = re.compile(r"([$£€(\[“]) ")
_HYPHEN = re.compile(r"(?<=\w) - (?=\w)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--limit", type=int, default=None, help="read at most N documents")
    parser.add_argument("--show", action="store_true", help="with the words of both sides")
    args = parser.parse_args()
    kit = make_kit(Settings())
    by_story: dict[str, list[Findings]] = defaultdict(list)
    for row in islice(read_rows(args.gold), args.limit):
        by_story[str(row["story"])].append(_read(row, kit))
    print(f"{len(by_story)} stories, {sum(len(one) * (len(one) - 1) // 2 for one in by_story.values())} pairs")
    print(f"{write_rows(args.out, _alarms(by_story, args.show))} alarms")


def _read(row: dict[str, Any], kit: Kit) -> Findings:
    article = article_of(row)
    text = _joined(row["sents"]) if "sents" in row else article.text
    article = replace(article, text=text, published=Stamp(value=DAY, method="given"))
    return findings.find(readings.read(article, kit))


def _joined(sentences: list[dict[str, Any]]) -> str:
    """Tokens set as a page would have them; addresses and lines of dates above the text are no part of it."""
    lines = (" ".join(sentence["tokens"]) for sentence in sentences)
    return "\n\n".join(_set(line) for line in lines if not _ABOVE.match(line))


def _set(line: str) -> str:
    line = _THOUSANDS.sub(",", _CLITIC.sub(r"\1\2", line))
    return _BEFORE.sub(r"\1", _AFTER.sub(r"\1", _HYPHEN.sub("-", line)))


def _alarms(by_story: dict[str, list[Findings]], show: bool) -> Iterator[dict[str, Any]]:
    for story, found in sorted(by_story.items()):
        families = reconcile.families([one.article for one in found])
        occurrences = reconcile.occurrences(found, families)
        selection = Selection(findings=tuple(found), families=families, occurrences=occurrences)
        texts = {one.article.id: one.article.text for one in found}
        yield from (_row(story, dispute, texts, show) for dispute in reconcile.disputes((), selection))


def _row(story: str, dispute: Dispute, texts: dict[str, str], show: bool) -> dict[str, Any]:
    sides = {"a": dispute.a, "b": dispute.b}
    row = {"story": story, "kind": dispute.template, **{name: _side(side) for name, side in sides.items()}}
    if show:
        row |= {"about": dispute.about, "reason": dispute.reason}
        row |= {f"{name}_words": _words(side, texts[side.article_id]) for name, side in sides.items()}
        row |= {f"{name}_who": [ref.label for ref in side.speaker] for name, side in sides.items()}
    return row


def _side(side: DisputeSide) -> dict[str, Any]:
    return {"doc": side.article_id, "start": side.span.start, "end": side.span.end}


def _words(side: DisputeSide, text: str) -> str:
    start, end = sentence(text, side.span.start, side.span.end)
    return text[start:end]


if __name__ == "__main__":
    main()
