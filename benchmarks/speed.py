"""Speed of reading beside the bare spaCy pipeline, both in one run on the same texts.

usage: python -m benchmarks.speed [FOLDER] [--rounds N] [--json]

Prints articles a second (CPU time of one process) of the bare pipeline and of communique's `read`, from page to
findings; each room's share of the bare pipeline's time; peak memory; and the ratio read : bare. Without FOLDER the
example pages are read; the `.txt` files of a FOLDER are read as plain-text pages. Compare figures of two runs only as
ratios.
"""

import argparse
import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from communique import articles, findings, inward, readings
from communique.pages import open_origin
from communique.settings import Settings
from communique.shapes import Article, Failure, Kit, Page

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "pages"
PARTS: tuple[tuple[Any, str], ...] = (
    (articles, "extract"),
    (readings, "annotate"),
    (readings, "find_places"),
    (readings, "find_actors"),
    (readings, "find_times"),
    (findings, "find_figures"),
    (findings, "find_statements"),
    (findings, "find_events"),
    (findings, "find_meetings"),
)


class Clock:
    """Adds up the CPU time spent in named functions while it stands in for them."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)

    def watch(self, module: Any, name: str) -> None:
        inner: Callable[..., Any] = getattr(module, name)

        def timed(*args: Any, **options: Any) -> Any:
            start = time.process_time()
            try:
                return inner(*args, **options)
            finally:
                self.spent[name] += time.process_time() - start

        setattr(module, name, timed)


def measure(pages: list[Page], kit: Kit, bare: Any, rounds: int) -> dict[str, Any]:
    """Alternates the two ways page by page, so that a busy moment of the machine hits both."""
    texts = {page.id: found.text for page in pages if isinstance(found := _article(page, kit), Article)}
    used = [page for page in pages if page.id in texts]
    clock = Clock()
    for module, name in PARTS:
        clock.watch(module, name)
    spacy_time = read_time = 0.0
    for _ in range(rounds):
        for page in used:
            start = time.process_time()
            bare(texts[page.id])
            middle = time.process_time()
            inward.read_page(page, kit)
            spacy_time += middle - start
            read_time += time.process_time() - middle
    count = len(used) * rounds
    return {
        "articles": len(used),
        "rounds": rounds,
        "words": sum(len(text.split()) for text in texts.values()),
        "bare_articles_per_second": round(count / spacy_time, 2),
        "read_articles_per_second": round(count / read_time, 2),
        "ratio": round(spacy_time / read_time, 3),
        "shares": {name: round(clock.spent[name] / spacy_time, 4) for _, name in PARTS},
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "python": sys.version.split()[0],
        "versions": dict(kit.versions),
    }


def _article(page: Page, kit: Kit) -> Article | Failure:
    return articles.extract(page, known_place=kit.gazetteer.knows)


def _pages(folder: Path) -> Iterator[Page]:
    files = sorted(folder.glob("*.txt")) if folder != EXAMPLES else [folder]
    for path in files:
        yield from (page for page in open_origin(str(path)) if isinstance(page, Page))


def show(result: dict[str, Any]) -> None:
    print(f"{result['articles']} articles, {result['words']} words, {result['rounds']} rounds, one process, CPU time")
    print(f"bare spaCy pipeline  {result['bare_articles_per_second']:>8} articles a second")
    print(f"communique read      {result['read_articles_per_second']:>8} articles a second")
    print(f"ratio read : bare    {result['ratio']:>8}")
    for name, share in result["shares"].items():
        print(f"  {name:<18} {share:>8.3f} of the bare pipeline's time")
    print(f"peak memory          {result['peak_memory_mb']:>8} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=EXAMPLES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    import spacy

    settings = Settings()
    kit, bare = inward.make_kit(settings), spacy.load(settings.model)
    pages = list(_pages(args.folder))
    if not pages:
        parser.error(f"no pages in {args.folder}")
    for page in pages[:3]:
        inward.read_page(page, kit)
        bare(page.text[:2000])
    result = measure(pages, kit, bare, args.rounds)
    print(json.dumps(result, indent=1)) if args.json else show(result)


if __name__ == "__main__":
    main()
