"""Pages from files, folders and standard input."""

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
    Raises InputError when nothing is there, when an address is given for a whole folder, or for a bad sidecar.
    """
    path = Path(origin)
    if path.is_file():
        yield _page(path, path.name, given)
        return
    if not path.is_dir():
        raise InputError(f"{origin}: no such file or folder")
    if given.url:
        raise InputError(f"{origin}: --url names one page, and this is a folder; use a sidecar PAGE.meta.yaml")
    label = path.resolve().name
    for file in _files(path):
        yield _page(file, label, given)


def open_stdin(origin: str, given: Given, stream: IO[bytes] | None = None) -> Iterator[Page | Failure]:
    """The one page on standard input."""
    body = (stream or sys.stdin.buffer).read(LARGEST_BODY + 1)
    yield page_of(body, origin=origin, name="standard input", given=given)


def _files(folder: Path) -> list[Path]:
    found = []
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts) and not path.name.endswith(ASIDE):
            found.append((inside.as_posix(), path))
    return [path for _, path in sorted(found)]


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
