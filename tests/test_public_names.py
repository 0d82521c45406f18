import ast
import inspect
from pathlib import Path

import communique


def test_all_names_what_is_there() -> None:
    defined = {
        node.name
        for node in ast.parse(Path(communique.__file__).read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    }
    assert sorted(communique.__all__) == sorted({*defined, "__version__"})


def test_signatures_are_the_contract() -> None:
    read = inspect.signature(communique.read).parameters
    assert list(read) == ["html_or_text", "url", "published"]
    assert [read[name].kind for name in ("url", "published")] == [inspect.Parameter.KEYWORD_ONLY] * 2
    assert list(inspect.signature(communique.open_record).parameters) == ["path"]


def test_version_is_that_of_the_project() -> None:
    from importlib.metadata import version

    assert communique.__version__ == version("communique")
