"""Pages from files, folders and standard input."""

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

import yaml

from communique.errors import InputError
from communique.pages.capture import LARGEST_BODY, iso_date, page_of, too_large, unreadable
from communique.shapes import Failure, Given, Page

ASIDE = (".meta.yaml", ".expected.yaml")
KEYS = ("url", "published", "outlet", "captured")


def open_files(origin: str, given: Given) -> Iterator[Page | Failure]:
    """Pages of a file, or of a folder and the folders in it, in the order of their paths.

    Hidden files and what stands beside a page (`NAME.meta.yaml`, `NAME.expected.yaml`) are no pages.
    The origin of a page is its file, under the name of the folder. A folder inside that cannot be looked into comes as
    a Failure. Raises InputError when nothing is there or may be seen, when an address is given for a whole folder, or
    for a bad sidecar.
    """
    path = Path(origin)
    if path.is_file():
        yield _page(path, path.name, given)
        return
    if not path.is_dir():
        raise InputError(f"{origin}: no such file or folder")
    if given.url:
        raise InputError(f"{origin}: --url names one page, and this is a folder; use a sidecar PAGE.meta.yaml")
    files, closed = _files(path)
    if path in closed:
        raise InputError(f"{origin}: the folder cannot be read: {closed[path]}")
    if not files and not closed:
        raise InputError(f"{origin}: no pages in this folder")
    label = path.resolve()
    for folder, why in closed.items():
        name = _named(label, path, folder)
        yield unreadable(why, origin=name, name=name, given=given)
    for file in files:
        yield _page(file, _named(label, path, file), given)


def open_stdin(origin: str, given: Given, stream: IO[bytes] | None = None) -> Iterator[Page | Failure]:
    """The one page on standard input."""
    body = (stream or sys.stdin.buffer).read(LARGEST_BODY + 1)
    yield page_of(body, origin=origin, name="standard input", given=given)


def _files(folder: Path) -> tuple[list[Path], dict[Path, str]]:
    """The pages below a folder, in the order of their paths; and the folders that the system keeps closed, with why."""
    found: list[tuple[str, Path]] = []
    closed: dict[Path, str] = {}

    def note(fault: OSError) -> None:
        closed[Path(fault.filename)] = fault.strerror or ""

    for at, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        pages = (Path(at) / name for name in names if not name.startswith(".") and not name.endswith(ASIDE))
        found += [(path.relative_to(folder).as_posix(), path) for path in pages if _is_page(path)]
    return [path for _, path in sorted(found)], dict(sorted(closed.items()))


def _is_page(path: Path) -> bool:
    """Whether a page may be there: no pipe or device. What the system hides is one too, so that it is told."""
    try:
        return path.is_file()
    except PermissionError:
        return True


def _named(label: Path, folder: Path, path: Path) -> str:
    """`pages/2023/one.html`: the name of the folder and the way from there, never a full local path."""
    return (Path(label.name) / path.relative_to(folder)).as_posix()


def _page(path: Path, origin: str, given: Given) -> Page | Failure:
    beside = sidecar(path.with_name(path.name + ".meta.yaml"))
    given = replace(
        given,
        url=given.url or beside.get("url"),
        published=given.published or beside.get("published"),
        outlet=given.outlet or beside.get("outlet"),
    )
    try:
        size = path.stat().st_size
        if size > LARGEST_BODY:
            return too_large(size, origin=origin, name=path.name, given=given)
        body = path.read_bytes()
    except OSError as fault:
        return unreadable(fault.strerror or "", origin=origin, name=path.name, given=given)
    return page_of(body, origin=origin, name=path.name, given=given, captured=beside.get("captured"))


def sidecar(path: Path) -> dict[str, str]:
    """What `NAME.meta.yaml` says of the page beside it; empty when there is none.

    Raises InputError naming the file and the key for anything but `url`, `published`, `outlet` and `captured`.
    """
    if not path.is_file():
        return {}
    try:
        # BaseLoader leaves dates as they are written
        rows = yaml.load(path.read_bytes(), Loader=yaml.BaseLoader)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        raise InputError(f"{path}:{mark.line + 1 if mark else 1}: not readable as YAML") from fault
    if rows in (None, ""):
        return {}
    if not isinstance(rows, dict):
        raise InputError(f"{path}: expected lines of the form `key: value` with {', '.join(KEYS)}")
    for key, value in rows.items():
        if key not in KEYS:
            raise InputError(f"{path}: unknown key {key!r}; known are {', '.join(KEYS)}")
        if not isinstance(value, str):
            raise InputError(f"{path}: {key}: expected one line of text")
    for key in ("published", "captured"):
        if rows.get(key):
            try:
                iso_date(rows[key], key)
            except InputError as fault:
                raise InputError(f"{path}: {fault}") from fault
    return {key: value.strip() for key, value in rows.items() if value.strip()}
