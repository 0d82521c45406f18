"""The rules of the house, read from the source: who may import whom, how long a module or a function may be.

Ground < rooms < inward, outward < doors; rooms never import each other. A fault is named: module, line, import.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "communique"
GROUND = {"shapes", "errors", "settings", "identity", "rows", "lexicons", "languages"}
GROUND |= {"numbers", "offsets", "phrases"}  # nouns that two rooms need, moved down
ROOMS = {"pages", "articles", "readings", "findings", "reconcile", "record", "dossiers", "briefs"}
ORDERS = {"inward", "outward"}
DOORS = {"cli", "cli_memory", "cli_review", "terminal", "demo", "component", "__main__", "__init__"}
RANK = {name: rank for rank, names in enumerate((GROUND, ROOMS, ORDERS, DOORS)) for name in names}
HOMES = {
    "spacy": {"readings/annotate.py", "component.py"},
    "trafilatura": {"articles/markup.py"},
    "sqlalchemy": {"record"},
    "alembic": {"record"},
    "msgspec": {"rows.py"},
    "jinja2": {"briefs"},
    "lxml": {"articles"},
    "pypdfium2": {"pages/pdf_child.py"},
    "numpy": {"articles", "findings", "reconcile/stories.py", "readings/annotate.py"},
    "rapidfuzz": {"reconcile/names.py"},
    "anyascii": {"reconcile/names.py"},
    "typer": {"cli.py", "cli_memory.py", "cli_review.py"},
    "rich": {"terminal.py"},
}
"""Where a library may be imported; a folder stands for all of its modules."""
LAZY = {"spacy", "trafilatura", "rich", "msgspec", "pypdfium2"}
"""Libraries that load when used: imported inside functions only."""
MODULE_LINES, FUNCTION_LINES = 500, 60
LONGER = {"shapes.py": 900}
"""The contract of all rooms stays on one page: fields and their meaning, no behaviour."""


def modules() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*.py") if "data" not in path.relative_to(SOURCE).parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def place(path: Path) -> str:
    """`findings` for `findings/events.py`, `cli` for `cli.py`."""
    return path.relative_to(SOURCE).with_suffix("").parts[0]


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything a module imports, in functions too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def inner_imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and place of what a module imports from the house; a plain name of the package (`__version__`) is none."""
    for line, name in imports(path):
        parts = name.split(".")
        if parts[0] == "communique" and len(parts) > 1 and not parts[1].startswith("__"):
            yield line, parts[1]


def dotted(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def test_every_module_has_its_place() -> None:
    unknown = {place(path) for path in modules()} - RANK.keys()
    assert not unknown, f"say in test_layers.py where these stand: {sorted(unknown)}"


def test_imports_go_down_only() -> None:
    faults = [
        f"{path.relative_to(SOURCE)}:{line} may not import {target}"
        for path in modules()
        for line, target in inner_imports(path)
        if target != place(path) and (RANK.get(target, 0) > RANK[place(path)] or {target, place(path)} <= ROOMS)
        if place(path) != "__init__"
    ]
    assert not faults, "\n".join(faults)


def test_no_import_cycles() -> None:
    names = {dotted(path): path for path in modules() if dotted(path)}
    graph = {name: set(_targets(path, names)) - {name} for name, path in names.items()}
    while free := [name for name, targets in graph.items() if not targets & graph.keys()]:
        for name in free:
            del graph[name]
    assert not graph, f"modules that import each other: {sorted(graph)}"


def _targets(path: Path, names: dict[str, Path]) -> Iterator[str]:
    for _, name in imports(path):
        inner = name.removeprefix("communique.")
        found = next((candidate for candidate in (inner, inner.rpartition(".")[0]) if candidate in names), None)
        if found:
            yield found


@pytest.mark.parametrize("library", sorted(HOMES))
def test_a_library_has_one_home(library: str) -> None:
    faults = [
        f"{path.relative_to(SOURCE)}:{line} may not import {name}"
        for path in modules()
        for line, name in imports(path)
        if name.split(".")[0] == library
        if not {place(path), path.relative_to(SOURCE).as_posix()} & HOMES[library]
    ]
    assert not faults, "\n".join(faults)


def test_heavy_libraries_load_when_used() -> None:
    faults = [
        f"{path.relative_to(SOURCE)}:{node.lineno} loads {name} at import"
        for path in modules()
        for node in _at_import(tree(path).body)
        for name in _roots(node)
        if name in LAZY
    ]
    assert not faults, "\n".join(faults)


def _at_import(body: list[ast.stmt]) -> Iterator[ast.Import | ast.ImportFrom]:
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node


def _roots(node: ast.Import | ast.ImportFrom) -> list[str]:
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
    return [name.split(".")[0] for name in names]


def test_modules_and_functions_are_short() -> None:
    faults = []
    for path in modules():
        length = len(path.read_text(encoding="utf-8").splitlines())
        if length > LONGER.get(path.relative_to(SOURCE).as_posix(), MODULE_LINES):
            faults.append(f"{path.relative_to(SOURCE)}: {length} lines")
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= FUNCTION_LINES:
                faults.append(f"{path.relative_to(SOURCE)}:{node.lineno} {node.name} is too long")
    assert not faults, "\n".join(faults)


def test_nothing_is_swallowed() -> None:
    faults = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        if node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException"))
    ]
    assert not faults, f"catch by name: {faults}"


def test_only_doors_print() -> None:
    faults = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in modules()
        if place(path) not in DOORS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not faults, f"print outside a door: {faults}"


@pytest.mark.parametrize("door", ["communique", "communique.cli"])
def test_doors_open_without_heavy_libraries(door: str) -> None:
    heavy = "spacy trafilatura sqlalchemy alembic lxml jinja2 msgspec yaml numpy rich"
    code = f"import sys, {door}; print(*sorted(set({heavy.split()!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
