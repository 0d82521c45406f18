"""Predictions for the scorers that stand beside the labelled data.

usage: python -m benchmarks.predict TASK GOLD OUT [--limit N]

Reads only the inputs of the gold file, never its answers. Tasks: pages, dumps, attribution, attribution-rules, time,
place, place-given, figures, findings, copies, stories, coref, names.
`pages`, `dumps` and `findings` take a folder as GOLD; `findings` writes a folder.
"""

import argparse
from importlib import import_module
from pathlib import Path

TASKS = (
    *("pages", "dumps", "attribution", "attribution-rules", "time", "place", "place-given", "figures", "findings"),
    *("copies", "stories", "coref", "names"),
)
OF_FOLDERS = {"pages", "dumps", "findings"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--limit", type=int, default=None, help="read at most N rows or files")
    args = parser.parse_args()
    if not args.gold.exists():
        parser.error(f"no such file or folder: {args.gold}")
    if args.gold.is_dir() != (args.task in OF_FOLDERS):
        inside = ", ".join(sorted(path.name for path in args.gold.glob("*.jsonl*"))) if args.gold.is_dir() else ""
        wanted = "a folder" if args.task in OF_FOLDERS else f"a file, one of: {inside}"
        parser.error(f"{args.task} reads {wanted}")
    import_module(f"benchmarks.tasks.{args.task.replace('-', '_')}").predict(args.gold, args.out, args.limit)


if __name__ == "__main__":
    main()
