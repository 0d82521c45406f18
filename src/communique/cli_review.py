"""The verb `review`: what a person should look at, and what the person decided. No logic of its own."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique import settings
from communique.errors import InputError

if TYPE_CHECKING:
    from communique.record import Record

Pair = tuple[str, str] | None
FINE, PARTIAL = 0, 1


def review(
    same: Annotated[Pair, typer.Option("--same", metavar="ID ID", help="Two actors are one.")] = None,
    different: Annotated[Pair, typer.Option("--different", metavar="ID ID", help="Two actors are not one.")] = None,
    undo: Annotated[Pair, typer.Option("--undo", metavar="ID ID", help="Take such a decision back.")] = None,
    project: Annotated[
        Path | None, typer.Option("--project", metavar="DIR", help="Project folder; the current folder by default.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="JSON on stdout.")] = False,
) -> None:
    """List what a person should look at.

    Actors that may be one, parties that deny what they said, and wordings that may be a dispute, each with its score
    and reason. Decisions on actors hold from then on; ids in the record stay as they are.
    """
    from communique import outward, record, terminal

    chosen = settings.load(project, os.environ)
    deciding = [pair for pair in (same, different, undo) if pair]
    if len(deciding) > 1:
        raise InputError("give one of --same, --different and --undo")
    with record.open_record(chosen.project, to_add=bool(deciding)) as opened:
        if deciding:
            terminal.talk(_decided(opened, same, different, deciding[0]))
            return
        rows = outward.reviews(opened)
    if json:
        terminal.write_json(rows)
    else:
        terminal.write(terminal.reviews(rows))
    raise typer.Exit(FINE if rows else PARTIAL)


def _decided(opened: "Record", same: Any, different: Any, pair: tuple[str, str]) -> str:
    from communique.shapes import Decision

    one, other = pair
    if not (same or different):
        if not opened.undo(one, other):
            raise InputError(f"{one} {other}: nothing was decided about these two")
        return f"{one} and {other}: the decision is taken back"
    known = opened.actor_ids()
    if missing := [name for name in pair if name not in known] or ([one] if one == other else []):
        raise InputError(f"{missing[0]}: {'two ids are needed' if one == other else 'no such actor in the record'}")
    opened.decide(Decision(one=one, other=other, same=bool(same)))
    return f"{one} and {other} are {'one' if same else 'two'}"
