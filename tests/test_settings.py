from pathlib import Path

import pytest

from communique.errors import DossierError, InputError
from communique.settings import KEYS, Settings, load, template


def test_defaults(tmp_path: Path) -> None:
    assert load(tmp_path, {}) == Settings(project=tmp_path)


def test_flag_over_environment_over_file(tmp_path: Path) -> None:
    (tmp_path / "communique.toml").write_text('model = "from_file"\ndossier = "from_file.yaml"\njobs = 2\n')
    environment = {"COMMUNIQUE_MODEL": "from_environment", "COMMUNIQUE_JOBS": "3", "HOME": "/"}
    assert load(tmp_path, environment, jobs=4) == Settings(
        project=tmp_path, model="from_environment", dossier="from_file.yaml", jobs=4
    )


def test_flag_not_given_changes_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, {"COMMUNIQUE_JOBS": "3"}, jobs=None).jobs == 3


def test_project_from_environment(tmp_path: Path) -> None:
    (tmp_path / "communique.toml").write_text("jobs = 2\n")
    assert load(None, {"COMMUNIQUE_PROJECT": str(tmp_path)}) == Settings(project=tmp_path, jobs=2)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('\n# note\nmodle = "x"\n', ":3: modle: no such setting"),
        ("jobs = 0\n", ":1: jobs: must be a whole number"),
        ("jobs = true\n", ":1: jobs: must be a whole number"),
        ('model = "a"\njobs = "two"\n', ":2: jobs: must be a whole number"),
        ("model = 3\n", ":1: model: must be text"),
        ("[record]\nmodel = 3\n", ":1: record: no such setting"),
        ("model = \n", "not valid TOML: Invalid value (at line 1"),
        ('project = "elsewhere"\n', ":1: project: no such setting"),
    ],
)
def test_file_faults_name_file_line_and_key(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "communique.toml").write_text(text)
    with pytest.raises(DossierError) as caught:
        load(tmp_path, {})
    assert "communique.toml" in str(caught.value)
    assert told in str(caught.value)


def test_file_that_is_not_text(tmp_path: Path) -> None:
    (tmp_path / "communique.toml").write_bytes(b"model = \xff\xfe")
    with pytest.raises(DossierError, match="not valid TOML"):
        load(tmp_path, {})


@pytest.mark.parametrize(("name", "value"), [("COMMUNIQUE_MODLE", "x"), ("COMMUNIQUE_JOBS", "-1")])
def test_environment_faults_name_the_variable(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(InputError, match=f"environment: {name}"):
        load(tmp_path, {name: value})


def test_template_is_a_file_that_loads_and_names_every_setting(tmp_path: Path) -> None:
    (tmp_path / "communique.toml").write_text(template())
    assert load(tmp_path, {}) == Settings(project=tmp_path)
    (tmp_path / "communique.toml").write_text(template().replace("# ", "").split("\n", 1)[1])
    assert load(tmp_path, {}) == Settings(project=tmp_path)
    assert all(f"# {key} = " in template() for key in KEYS)
