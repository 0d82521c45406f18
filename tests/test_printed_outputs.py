"""The outputs printed in README.md and docs/tutorial.md are what the program prints.

`...` in a printed line stands for any words of that line; a line that is `...` alone stands for any lines.
"""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli import app
from communique.shapes import Kit

ROOT = Path(__file__).parents[1]
PROJECTS = ("framework", "mine")
"""What the texts call the project that they make; one is enough here."""
FIRST_HIT = "(the first hit of the search above)"


def readme() -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block with the lines printed under it."""
    for block in re.findall(r"^```console\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), flags=re.M | re.S):
        for command, printed in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, flags=re.M):
            yield command, printed.splitlines()


def tutorial() -> Iterator[tuple[str, list[str]]]:
    """Each command named in a comment with the block under it."""
    text = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
    for command, printed in re.findall(r"^<!-- output: ([^\n]*) -->\n\n```text\n(.*?)^```", text, flags=re.M | re.S):
        yield command, printed.splitlines()


PRINTED = [(place, *pair) for place, pairs in (("README", readme()), ("tutorial", tutorial())) for pair in pairs]


def arguments(command: str, before: str) -> list[str]:
    """Words of a command after `communique`, for the one project; a described id is taken from the output before."""
    hit = before.split(maxsplit=1)[0] if FIRST_HIT in command else ""
    words = shlex.split(command.replace(FIRST_HIT, hit))
    assert words[0] == "communique"
    return [PROJECTS[0] if word in PROJECTS else word for word in words[1:]]


@pytest.fixture(scope="module")
def outputs(kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], list[str]]:
    """What every command prints now, run once each in the order of the texts."""
    from communique import inward

    folder = tmp_path_factory.mktemp("printed")
    (folder / "examples").symlink_to(ROOT / "examples", target_is_directory=True)
    found: dict[tuple[str, str], list[str]] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inward, "make_kit", lambda chosen: kit)
        patch.delenv("COMMUNIQUE_PROJECT", raising=False)
        patch.chdir(folder)
        before = ""
        for place, command, _ in PRINTED:
            result = CliRunner().invoke(app, arguments(command, before))
            assert result.exit_code == 0, (command, result.stderr)
            before = result.stdout
            found[place, command] = (result.stdout + result.stderr).splitlines()
    return found


def test_there_are_outputs_to_hold() -> None:
    assert sum(bool(lines) for place, _, lines in PRINTED if place == "README") >= 4
    assert sum(bool(lines) for place, _, lines in PRINTED if place == "tutorial") >= 5


@pytest.mark.parametrize(
    ("place", "command", "printed"),
    [row for row in PRINTED if row[2]],
    ids=[f"{place}: {command}" for place, command, lines in PRINTED if lines],
)
def test_printed_lines_are_printed(
    outputs: dict[tuple[str, str], list[str]], place: str, command: str, printed: list[str]
) -> None:
    now = outputs[place, command]
    missing = [line for line in printed if line.strip() and not any(pattern(line).fullmatch(told) for told in now)]
    assert not missing, "\n".join([f"{place}, {command}: no longer printed:", *missing])


def pattern(line: str) -> re.Pattern[str]:
    """A printed line as a pattern of one line of output."""
    return re.compile(".*".join(re.escape(part) for part in line.rstrip().split("...")) + r"\s*")
