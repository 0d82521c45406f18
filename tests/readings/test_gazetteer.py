"""The gazetteer that ships with the program."""

import pickle
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import DataError
from communique.readings.gazetteer import Entry, Gazetteer, fold, open_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def first(gazetteer: Gazetteer, name: str, level: str) -> Entry:
    return next(e for e in gazetteer.lookup(name) if e.level == level)


def test_states_have_their_own_points(gazetteer: Gazetteer) -> None:
    sonora = first(gazetteer, "Sonora", "admin1")
    assert (sonora.country, sonora.admin1, sonora.id) == ("MEX", "26", 3982846)
    assert abs(sonora.latitude - 29.3) < 1
    assert abs(sonora.longitude + 110.7) < 1


@pytest.mark.parametrize("name", ["Nuevo León", "NUEVO LEON", "nuevo leon"])
def test_accents_and_case_do_not_matter(gazetteer: Gazetteer, name: str) -> None:
    assert first(gazetteer, name, "admin1").admin1 == "19"


@pytest.mark.parametrize("name", ["Otay Mesa", "Rio Grande", "Río Bravo", "Port of Lazaro Cardenas", "Camp David"])
def test_places_that_city_lists_lack(gazetteer: Gazetteer, name: str) -> None:
    assert any(e.id < 0 for e in gazetteer.lookup(name))


def test_every_country_of_the_table_is_there(gazetteer: Gazetteer) -> None:
    for name in ("United States", "U.S.", "Mexico", "Guatemala", "Ivory Coast", "Kosovo", "Vatican"):
        assert any(e.level == "country" for e in gazetteer.lookup(name)), name


def test_unknown_names(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Qwertzuiopolis") == ()
    assert not gazetteer.knows("")
    assert gazetteer.knows("MEXICO CITY")


def test_the_most_populous_comes_first(gazetteer: Gazetteer) -> None:
    found = gazetteer.lookup("Springfield")
    assert len(found) > 5
    assert [e.population for e in found] == sorted((e.population for e in found), reverse=True)


def test_opening_is_fast() -> None:
    start = time.perf_counter()
    open_gazetteer().lookup("Tijuana")
    assert time.perf_counter() - start < 0.5


def test_it_cannot_be_written(gazetteer: Gazetteer) -> None:
    with pytest.raises(sqlite3.OperationalError):
        gazetteer._base.execute("DELETE FROM place")


def test_several_threads_may_ask(gazetteer: Gazetteer) -> None:
    names = ["Laredo", "Paris", "Lima", "Toledo", "Cairo", "Memphis"] * 20
    answers: list[bool] = []
    workers = [threading.Thread(target=lambda: answers.extend(gazetteer.knows(n) for n in names)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert answers == [True] * 480


def test_it_travels_to_another_process(gazetteer: Gazetteer) -> None:
    assert pickle.loads(pickle.dumps(gazetteer)).knows("Bogotá")


def test_a_missing_index_is_a_fault_of_ours(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="build_gazetteer"):
        open_gazetteer(tmp_path / "none.sqlite")


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_saints_and_punctuation_fold_alike() -> None:
    assert fold("St. Louis") == fold("Saint Louis") == "saint louis"
    assert fold("Coeur d’Alene") == fold("Coeur d'Alene")
