from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import dossiers
from communique.dossiers.filing import objectives
from communique.errors import DossierError

GOOD = """\
dossier: dye
version: 2
title: Dye Accord
sources: {S1: "Gazette, 2030", S2: Courier}
parties:
  - {id: NRL, name: Norland, bodies: [Guard], src: [S1]}
goals:
  - id: G1
    name: Safe goods
    src: [S1]
    objectives:
      - {id: "1.10", name: Mills, kw: [dye, mill raid], kinds: [lab-raid], check: wording}
      - {id: "1.2", name: No}
cross: {id: X1, name: Trade, kw: [tariff]}
milestones:
  - {date: 2030-01-02, what: signed, promise: yearly tables}
indicators:
  - {id: I1, goal: "1.2", what: cases, unit: count, baseline: {2020: 1.5}}
claims:
  - id: mills
    about: mills in Norland
    country: NRL
    denies: {acts: [denial], all_words: [dye|powder, make]}
    reports: {kinds: [lab-raid]}
outlets: {The Courier: B}
"""


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "dossier.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def fault(folder: Path, text: str | bytes) -> str:
    with pytest.raises(DossierError) as caught:
        dossiers.load(write(folder, text))
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_whole_file_is_read_as_written(tmp_path: Path) -> None:
    dossier = dossiers.load(write(tmp_path, GOOD))
    assert (dossier.id, dossier.version, dossier.title) == ("dye", 2, "Dye Accord")
    assert dossier.parties[0].country == "NRL"
    first, second, cross = objectives(dossier)
    assert (first.id, first.words, first.kinds, first.unverified) == ("1.10", ("dye", "mill raid"), ("lab-raid",), True)
    assert (second.name, second.unverified, cross.id) == ("No", False, "X1")
    assert dossier.milestones[0].date == "2030-01-02"
    assert dossier.indicators[0].baseline == (("2020", 1.5),)
    assert dossier.claims[0].denies.all_words == ("dye|powder", "make")
    assert dossier.claims[0].days == 120
    assert dossier.outlets == (("The Courier", "B"),)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("kinds: [lab-raid], c", "kind: [lab-raid], c", "dossier.yaml:12: goals[0].objectives[0].kind: unknown key"),
        ("kw: [dye, mill raid]", "kw: dye", "yaml:12: goals[0].objectives[0].kw: expected a list of text, got text"),
        ("kw: [dye, mill raid]", "kw: [dye, [x]]", "goals[0].objectives[0].kw[1]: expected text, got a list"),
        ("kw: [dye, mill raid]", "kw: [dye, '--']", "goals[0].objectives[0].kw[1]: expected words"),
        ("kw: [dye, mill raid]", "kw: [dye, dye]", "'dye' stands here twice"),
        ("    name: Safe goods\n", "", "dossier.yaml:8: goals[0]: the key 'name' is missing"),
        ("title: Dye Accord", "title:", "dossier.yaml:1: the key 'title' is missing"),
        ("title: Dye Accord", "title: '  '", "dossier.yaml:3: title: is empty"),
        ("version: 2", "version: two", "dossier.yaml:2: version: expected a number, got 'two'"),
        ("version: 2", "version: 0", "dossier.yaml:2: version: expected a whole number"),
        ("version: 2", "version: nan", "dossier.yaml:2: version: expected a whole number"),
        ("src: [S1]}", "src: [S9]}", "dossier.yaml:6: parties[0].src[0]: expected an id that stands under `sources`"),
        ('goal: "1.2"', 'goal: "7.7"', "dossier.yaml:18: indicators[0].goal: no goal or objective has the id '7.7'"),
        ('id: "1.2"', 'id: "1.10"', "dossier.yaml:13: goals[0].objectives[1].id: the id '1.10' is taken"),
        ("id: NRL", "id: Nor land", "parties[0].id: expected letters"),
        ("id: NRL", "id: Norland", "parties[0].country: expected a country code"),
        ("date: 2030-01-02", "date: 2030-13-02", "milestones[0].date: expected a date"),
        ("check: wording", "check: spelling", "check: expected one of wording, got 'spelling'"),
        ("acts: [denial]", "acts: [denying]", "claims[0].denies.acts[0]: expected one of claim"),
        ("{acts: [denial], all_words: [dye|powder, make]}", "{words: [dye]}", "only a statement denies"),
        ("reports: {kinds: [lab-raid]}", "reports: {words: [dye]}", "words alone would match anything"),
        ("{acts: [denial], all_words: [dye|powder, make]}", "{acts: [denial]}", "acts alone would match any topic"),
        ("    reports: {kinds: [lab-raid]}\n", "", "claims[0]: the key 'reports' is missing"),
        ("The Courier: B", "The Courier: G", "outlets.The Courier: expected a grade from A to F, got 'G'"),
        ("version: 2", "version: 2\nversion: 3", "dossier.yaml:3: version: the key stands here twice"),
        ("title: Dye Accord", "title: [Dye", "not valid YAML"),
        ("title: Dye Accord", "title: &a Dye\naliases: [*a]", "dossier.yaml:4: aliases (*a) are not allowed"),
        ("title: Dye Accord", "title: !!python/object:os.system x\nnope: 1", "nope: unknown key"),
        ("goals:\n", "goals: 5\nothers:\n", "goals: expected a list of tables, got text"),
        ("version: 2", "version: 2\n? [a]\n: b", "a key must be text"),
    ],
)  # fmt: skip
def test_a_fault_names_file_line_and_key(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in GOOD
    assert expected in fault(tmp_path, GOOD.replace(old, new, 1))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", "dossier.yaml:1: the file is empty"),
        (b"- a\n- b\n", "dossier.yaml:1: expected a table of keys, got a list"),
        (b"title: ok\nname: \xff\xfe", "dossier.yaml:2: not UTF-8 text"),
        (b"title: \x00", "not valid YAML"),
        (b"a: " + b"[" * 50 + b"]" * 50, "nested deeper than 20"),
        (b"a: " + b"[" * 400_000, "nested deeper than 20"),
        (b"x" * 1_000_001, "larger than 1000 kB"),
        (b"a: 1\n--- \nb: 2\n", "not valid YAML"),
    ],
)
def test_a_file_that_is_no_dossier_is_refused(tmp_path: Path, body: bytes, expected: str) -> None:
    assert expected in fault(tmp_path, body)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="cannot be read"):
        dossiers.load(tmp_path / "none.yaml")


@given(st.binary(max_size=200))
def test_no_bytes_give_anything_but_a_dossier_error(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    assert fault(tmp_path_factory.getbasetemp(), body)


@given(st.integers(0, len(GOOD) - 1), st.sampled_from("[]{}:-#&*!|>'\"%@`\t\n x"))
def test_a_slip_of_one_sign_gives_a_dossier_or_a_dossier_error(
    tmp_path_factory: pytest.TempPathFactory, place: int, sign: str
) -> None:
    path = write(tmp_path_factory.getbasetemp(), GOOD[:place] + sign + GOOD[place + 1 :])
    with suppress(DossierError):
        assert dossiers.load(path).title


def test_the_packaged_example_loads_with_a_source_for_every_goal_and_objective() -> None:
    dossier = dossiers.load(dossiers.example("bicentennial-framework"))
    known = {name for name, _ in dossier.sources}
    assert [goal.id for goal in dossier.goals] == ["G1", "G2", "G3"]
    assert len(objectives(dossier)) == 13
    for item in (*dossier.goals, *objectives(dossier)):
        assert item.sources
        assert set(item.sources) <= known
    assert [one.id for one in objectives(dossier) if not one.unverified] == ["1.1", "3.0", "X1"]
    assert all(objective.words for objective in objectives(dossier))


def test_an_unknown_example_names_those_there_are() -> None:
    with pytest.raises(DossierError, match="bicentennial-framework"):
        dossiers.example("../secrets")
