"""A YAML file as a tree that knows its lines, read without building any object of YAML's choosing.

Bounded before anything is built: size, depth and aliases (a small file of aliases can unfold to gigabytes).
Scalars stay text as written, so that `no`, `1.10` and `2021-10-08` mean what they show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from communique.errors import DossierError

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
_NULL = "tag:yaml.org,2002:null"


@dataclass(slots=True, kw_only=True)
class Table:
    """A mapping of the file with the place it stands at; keys that nobody asks for are refused by `done`."""

    file: str
    path: str
    line: int
    values: dict[str, yaml.Node]
    lines: dict[str, int]
    asked: set[str] = field(default_factory=set)

    def fault(self, message: str, key: str = "", line: int | None = None) -> DossierError:
        """A DossierError that names file, line and key."""
        at = ".".join(part for part in (self.path, key) if part)
        number = line or self.lines.get(key, self.line)
        return DossierError(f"{self.file}:{number}: {at + ': ' if at else ''}{message}")

    def node(self, key: str, *, needed: bool = False) -> yaml.Node | None:
        """The node under a key; None when absent or empty. Raises DossierError when needed and missing."""
        self.asked.add(key)
        node = self.values.get(key)
        if node is not None and node.tag == _NULL and isinstance(node, yaml.ScalarNode):
            node = None
        if node is None and needed:
            raise self.fault(f"the key {key!r} is missing", line=self.line)
        return node

    def text(self, key: str) -> str:
        """Text that must be there."""
        return self._scalar(key, self.node(key, needed=True))

    def maybe(self, key: str) -> str | None:
        """Text, or None when absent."""
        node = self.node(key)
        return None if node is None else self._scalar(key, node)

    def choice(self, key: str, allowed: tuple[str, ...]) -> str | None:
        """One of the words allowed, or None when absent."""
        value = self.maybe(key)
        if value is not None and value not in allowed:
            raise self.fault(f"expected one of {', '.join(allowed)}, got {value!r}", key)
        return value

    def number(self, key: str, *, default: float | None = None) -> float:
        """A number; `default` when absent, else it is needed."""
        node = self.node(key, needed=default is None)
        if node is None and default is not None:
            return default
        text = self._scalar(key, node)
        try:
            return float(text)
        except ValueError:
            raise self.fault(f"expected a number, got {text!r}", key) from None

    def whole(self, key: str, *, default: int | None = None) -> int:
        """A whole number of at least 1."""
        value = self.number(key, default=default)
        if not 1 <= value < 1e9 or value != int(value):
            raise self.fault(f"expected a whole number of at least 1, got {value:g}", key)
        return int(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of text; empty when absent."""
        node = self.node(key)
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            raise self.fault(f"expected a list of text, got {_kind(node)}", key)
        return tuple(self._scalar(f"{key}[{n}]", item, self.lines[key]) for n, item in enumerate(node.value))

    def tables(self, key: str) -> tuple[Table, ...]:
        """A list of tables; empty when absent. A single table counts as a list of one."""
        node = self.node(key)
        if node is None:
            return ()
        if isinstance(node, yaml.MappingNode):
            return (self._table(node, key),)
        if not isinstance(node, yaml.SequenceNode):
            raise self.fault(f"expected a list of tables, got {_kind(node)}", key)
        return tuple(self._table(item, f"{key}[{n}]") for n, item in enumerate(node.value))

    def table(self, key: str) -> Table | None:
        """One table, or None when absent."""
        node = self.node(key)
        return None if node is None else self._table(node, key)

    def pairs(self, key: str) -> Iterator[tuple[str, str]]:
        """The keys and texts of a table with free keys."""
        inner = self.table(key)
        for name in inner.values if inner else ():
            assert inner is not None
            yield name, inner.text(name)

    def done(self) -> None:
        """Refuses keys that were not asked for."""
        for key in self.values:
            if key not in self.asked:
                raise self.fault(f"unknown key; known here: {', '.join(sorted(self.asked))}", key)

    def _scalar(self, key: str, node: yaml.Node | None, line: int | None = None) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self.fault(f"expected text, got {_kind(node)}", key, line or self.lines.get(key))
        text = " ".join(str(node.value).split())
        if not text:
            raise self.fault("is empty", key, node.start_mark.line + 1)
        return text

    def _table(self, node: yaml.Node, key: str) -> Table:
        path = ".".join(part for part in (self.path, key) if part)
        return _mapping(node, self.file, path)


def open_table(path: Path) -> Table:
    """The outermost table of a YAML file.

    Raises DossierError when it cannot be read, is too large or deep, uses aliases, is no YAML or no table.
    """
    name = path.name
    text = _text(path, name)
    try:
        _bounded(text, name)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise DossierError(f"{name}:{mark.line + 1 if mark else 1}: not valid YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise DossierError(f"{name}:1: not valid YAML: {' '.join(str(error).split())}") from None
    if node is None:
        raise DossierError(f"{name}:1: the file is empty")
    return _mapping(node, name, "")


def _text(path: Path, name: str) -> str:
    try:
        with path.open("rb") as file:
            body = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise DossierError(f"{name}: cannot be read: {error.strerror}") from None
    if len(body) > MAX_BYTES:
        raise DossierError(f"{name}: larger than {MAX_BYTES // 1000} kB")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise DossierError(f"{name}:{line}: not UTF-8 text") from None


def _bounded(text: str, name: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise DossierError(f"{name}:{line}: aliases (*{event.anchor}) are not allowed: write the value out")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise DossierError(f"{name}:{line}: nested deeper than {MAX_DEPTH}")


def _mapping(node: yaml.Node, file: str, path: str) -> Table:
    line = node.start_mark.line + 1
    table = Table(file=file, path=path, line=line, values={}, lines={})
    if not isinstance(node, yaml.MappingNode):
        raise table.fault(f"expected a table of keys, got {_kind(node)}")
    for key, value in node.value:
        at = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise table.fault("a key must be text", line=at)
        if key.value in table.values:
            raise table.fault("the key stands here twice", key.value, at)
        table.values[key.value] = value
        table.lines[key.value] = at
    return table


def _kind(node: yaml.Node | None) -> str:
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return "a table" if isinstance(node, yaml.MappingNode) else "text" if node is not None else "nothing"
