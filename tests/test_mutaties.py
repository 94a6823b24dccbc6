"""Een paar honderd veranderde bestanden; benchmarks/mutaties.py doet er tienduizend."""

import importlib.util
from pathlib import Path

import pytest

PAD = Path(__file__).parents[1] / "benchmarks" / "mutaties.py"


@pytest.fixture(scope="module")
def mutaties():
    wat = importlib.util.spec_from_file_location("mutaties", PAD)
    module = importlib.util.module_from_spec(wat)
    wat.loader.exec_module(module)
    return module


def test_changed_files_are_read_as_they_are_or_refused(mutaties, capsys):
    uit = mutaties.draai(200)
    assert set(uit) <= {"gelezen", "geweigerd"}, capsys.readouterr().out
    assert uit["gelezen"] > 20 and uit["geweigerd"] > 20


def test_the_measure_sees_a_row_that_differs(mutaties, tmp_path):
    rijen = mutaties.bronnen()["flex"]
    plek = tmp_path / "gemeenten" / "GM0344"
    plek.mkdir(parents=True)
    (plek / "flex.csv").write_text("\n".join(";".join(r) for r in rijen), encoding="utf-8")
    assert mutaties.probeer("flex", tmp_path, rijen, 0) == "gelezen"
    anders = [[c.replace("4", "5") for c in rij] for rij in rijen]
    assert mutaties.probeer("flex", tmp_path, anders, 0) == "anders"
