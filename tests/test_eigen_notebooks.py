"""Eigen notebooks: klaarzetten, voorgaan op die van de kit, en zien wat een nieuwere kit veranderde."""

import json
import shutil
from pathlib import Path

import pytest

from woonzorg_lib.cli import NOTEBOOKS, main

EEN = "fase2_1_woningbouw"


def verander(pad, oud, nieuw):
    tekst = pad.read_text(encoding="utf-8")
    assert oud in tekst
    pad.write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")


@pytest.fixture
def invoer(tmp_path):
    (tmp_path / "parameters").mkdir()
    return tmp_path / "parameters"


@pytest.fixture
def kit(tmp_path):
    """The notebooks of a kit that may be updated."""
    return Path(shutil.copytree(NOTEBOOKS, tmp_path / "notebooks"))


def nieuw(invoer, *meer):
    return main(["notebooks", "nieuw", "Zeist", *meer, "--invoer", str(invoer)])


def test_an_own_notebook_goes_before_the_kits_for_that_gemeente_alone(invoer, tmp_path, capsys):
    assert nieuw(invoer, "--notebook", EEN) == 0
    eigen = invoer / "gemeenten" / "GM0355" / "notebooks" / f"{EEN}.ipynb"
    boek = json.loads(eigen.read_text(encoding="utf-8"))
    boek["cells"].append(
        {"cell_type": "markdown", "id": "x", "metadata": {}, "source": "Eigen zin."}
    )
    eigen.write_text(json.dumps(boek), encoding="utf-8")
    uit = tmp_path / "uit"
    vraag = ["rapport", "Zeist", "Bunnik", "--invoer", str(invoer), "--uitvoer", str(uit)]
    assert main(vraag) == 0, capsys.readouterr().err
    paginas = {pad.parent.name: pad.read_text("utf-8") for pad in uit.glob("GM*/woonzorg*.html")}
    assert "Eigen zin." in paginas["GM0355-zeist"]
    assert "Eigen zin." not in paginas["GM0312-bunnik"]
    zegt = "Van Zeist zelf: Afspraken over woningbouw (<code>fase2_1_woningbouw.ipynb</code>)"
    assert zegt in paginas["GM0355-zeist"] and "Eigen notebooks" not in paginas["GM0312-bunnik"]
    # In the verantwoording, which is closed until someone opens it.
    assert paginas["GM0355-zeist"].index('id="verantwoording"') < paginas["GM0355-zeist"].index(
        zegt
    )
    eigen.unlink()
    assert main(vraag) == 0
    weer = next(uit.glob("GM0355-*/woonzorg*.html")).read_text("utf-8")
    assert "Eigen notebooks" not in weer and "Eigen zin." not in weer


def test_what_is_in_parameters_notebooks_goes_for_all(invoer, kit):
    from woonzorg_lib.cli.rapporten import eigen_plekken
    from woonzorg_lib.cli.eigen_notebooks import kies

    (invoer / "notebooks").mkdir()
    shutil.copy(kit / f"{EEN}.ipynb", invoer / "notebooks")
    gekozen = kies(["fase1_1_woningbouw", EEN], kit, eigen_plekken(invoer, "GM0355"))
    assert gekozen == (kit / "fase1_1_woningbouw.ipynb", invoer / "notebooks" / f"{EEN}.ipynb")


def test_the_report_says_which_notebooks_hold_for_all(invoer, tmp_path, capsys):
    (invoer / "notebooks").mkdir()
    shutil.copy(NOTEBOOKS / "verantwoording.ipynb", invoer / "notebooks")
    shutil.copy(NOTEBOOKS / f"{EEN}.ipynb", invoer / "notebooks")
    boeken = tmp_path / "boeken"
    boeken.mkdir()
    vraag = ["rapport", "Zeist", "--invoer", str(invoer), "--uitvoer", str(tmp_path / "uit")]
    assert main(vraag, notebooks=boeken) == 0, capsys.readouterr().err
    pagina = next((tmp_path / "uit").glob("GM*/woonzorg*.html")).read_text("utf-8")
    assert "Voor alle gemeenten in deze invoer: Afspraken over woningbouw (" in pagina
    assert "), Verantwoording (<code>verantwoording.ipynb</code>)" in pagina


def test_copying_never_overwrites_what_someone_changed(invoer, capsys):
    nieuw(invoer, "--notebook", EEN)
    eigen = invoer / "gemeenten" / "GM0355" / "notebooks" / f"{EEN}.ipynb"
    verander(eigen, "a.onderwerp", "a.onderwerp  ")
    voor = eigen.read_bytes()
    assert nieuw(invoer, "--notebook", EEN) == 2
    assert "blijft zoals hij is" in capsys.readouterr().err
    assert nieuw(invoer) == 0
    assert eigen.read_bytes() == voor
    assert len(list(eigen.parent.glob("*.ipynb"))) == 9


def test_an_unknown_notebook_is_one_line_with_the_choices(invoer, capsys):
    assert nieuw(invoer, "--notebook", "fase9") == 2
    assert "Kies uit: 00_samenvatting" in capsys.readouterr().err


def test_an_update_of_the_kit_is_shown_cell_by_cell(invoer, kit, capsys):
    assert main(["notebooks", "nieuw", "Zeist", "--invoer", str(invoer)], notebooks=kit) == 0
    eigen = invoer / "gemeenten" / "GM0355" / "notebooks" / f"{EEN}.ipynb"
    capsys.readouterr()
    vraag = ["notebooks", "verschil", "--invoer", str(invoer)]
    assert main(vraag, notebooks=kit) == 0
    assert "veranderde hier niets" in capsys.readouterr().out
    oud, kit_nieuw = 'a.onderwerp(\\"E1\\")', 'a.onderwerp(\\"E1\\", kit=2)'
    verander(kit / f"{EEN}.ipynb", oud, kit_nieuw)
    assert main(vraag, notebooks=kit) == 0
    uit = capsys.readouterr().out
    assert '- a.onderwerp("E1")' in uit and '+ a.onderwerp("E1", kit=2)' in uit
    assert "u veranderde" not in uit
    verander(eigen, oud, 'a.onderwerp(\\"E1\\", ik=1)')
    main(vraag, notebooks=kit)
    assert "u veranderde deze cel ook" in capsys.readouterr().out


def test_without_own_notebooks_it_says_how_to_make_one(invoer, capsys):
    assert main(["notebooks", "verschil", "--invoer", str(invoer)]) == 0
    assert "notebooks nieuw GEMEENTE" in capsys.readouterr().out
