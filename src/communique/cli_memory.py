"""The verbs `memory build` and `memory show`: what outlets print on every page. No logic of its own."""

from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

FINE, PARTIAL = 0, 1

memory_app = typer.Typer(no_args_is_help=True, help="Learn what outlets print on every page.")
AsJson = Annotated[bool, typer.Option("--json", help="JSON on stdout.")]


@memory_app.command("build")
def build_memory(
    origins: Annotated[list[str], typer.Argument(metavar="ORIGIN...", help="Files, folders, or - for standard input.")],
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="File to write.")],
    outlet: Annotated[
        str | None, typer.Option("--outlet", metavar="NAME", help="Who published a page that does not say.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Learn from pages which lines their outlets print under different stories."""
    from communique import inward, pages, terminal
    from communique.shapes import Given

    items = chain.from_iterable(pages.open_origin(origin, Given(outlet=outlet)) for origin in origins)
    with terminal.progress("learning") as tick:
        table, failures = inward.learn_to(to, items, tick)
    terminal.tell_memory(table, failures, to, json=json)
    raise typer.Exit(FINE if table.lines > 0 and not failures else PARTIAL)


@memory_app.command("show")
def show_memory(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of `memory build`.")], json: AsJson = False
) -> None:
    """Count what a site memory holds: pages, stories and lines of each outlet."""
    from communique import terminal
    from communique.articles import memory

    table = memory.load(file)
    terminal.write_json(terminal.memory_counts(table)) if json else terminal.write(terminal.memory_shown(table))
    raise typer.Exit(FINE if table.lines > 0 else PARTIAL)
