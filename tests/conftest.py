"""Fixtures that several rooms use; each is built once for the whole run."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from communique.settings import Settings
from communique.shapes import Kit


@pytest.fixture(scope="session")
def kit() -> Kit:
    """The tools of reading with the default model."""
    from communique import inward

    return inward.make_kit(Settings())


@pytest.fixture(scope="session")
def demo_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder with the sample pages read and the packaged dossier; tests only look at it."""
    from communique import demo

    folder = tmp_path_factory.mktemp("demo")
    demo.run(folder, Settings(), lambda outcome: None)
    return folder


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have settings of their own."""
    for name in [name for name in os.environ if name.startswith("COMMUNIQUE_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def call(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a verb of the command line in this process, with the model that is loaded already."""
    from communique import inward
    from communique.cli import app

    monkeypatch.setattr(inward, "make_kit", lambda chosen: inward.with_memory(kit, chosen))
    return lambda *arguments, **options: CliRunner().invoke(app, list(arguments), **options)
