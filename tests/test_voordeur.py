"""De voordeur in JupyterLab: kiezen, een bestand neerzetten, zien wat er mis is, het rapport maken."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from woonzorg_lib.cli import opdrachten
from woonzorg_lib.cli.voordeur import Voordeur

KIT = Path(__file__).resolve().parent.parent
PLANNEN = (KIT / "parameters/voorbeeld/gemeenten/GM0344/plannen.csv").read_bytes()


@pytest.fixture
def deur(tmp_path):
    (tmp_path / "parameters" / "gemeenten").mkdir(parents=True)
    return Voordeur(str(tmp_path / "parameters"), str(tmp_path / "uit"))


def neer(deur, naam, inhoud):
    nu = datetime.now(UTC)
    soort = {"type": "text/csv", "size": len(inhoud), "last_modified": nu}
    deur.bestanden.value = ({"name": naam, "content": memoryview(inhoud), **soort},)


def test_without_a_gemeente_it_asks_for_one(deur):
    neer(deur, "plannen.csv", PLANNEN)
    assert "Kies eerst een gemeente" in deur.nagekeken.value
    deur.gemeente.value = "Utrect"
    assert "Utrecht" in deur.nagekeken.value  # a suggestion, not a traceback


def test_a_dropped_file_is_in_the_right_place_and_said_what_it_is(deur):
    deur.gemeente.value = "Utrecht"
    neer(deur, "plannen.csv", PLANNEN)
    assert (deur.invoer / "gemeenten" / "GM0344" / "plannen.csv").read_bytes() == PLANNEN
    assert "plannen.csv: gelezen" in deur.nagekeken.value


def test_a_wrong_row_is_named_beside_the_file(deur):
    deur.gemeente.value = "Utrecht"
    fout = PLANNEN.decode("utf-8-sig").replace("2027", "volgend jaar", 1)
    neer(deur, "plannen.csv", fout.encode("utf-8"))
    assert "FOUT" in deur.nagekeken.value and "volgend jaar" in deur.nagekeken.value


def test_a_second_file_of_the_same_name_keeps_the_first(deur):
    deur.gemeente.value = "Utrecht"
    neer(deur, "plannen.csv", PLANNEN)
    neer(deur, "plannen.csv", PLANNEN + b"\n")
    map_ = deur.invoer / "gemeenten" / "GM0344"
    assert (map_ / "plannen.csv.oud").read_bytes() == PLANNEN


def test_a_name_with_a_path_stays_in_the_folder(deur):
    deur.gemeente.value = "Utrecht"
    neer(deur, "../../../plannen.csv", PLANNEN)
    assert not (deur.invoer.parent / "plannen.csv").exists()
    assert (deur.invoer / "gemeenten" / "GM0344" / "plannen.csv").exists()


def test_the_button_makes_the_report_and_links_to_it(deur):
    deur.gemeente.value = "Schiermonnikoog"
    deur.maak_rapport().join(120)
    assert "het rapport" in deur.voortgang.value and "de cijfers in Excel" in deur.voortgang.value
    assert list(deur.uitvoer.glob("GM0088-*/woonzorganalyse-*.html"))
    assert not deur.maak.disabled


def test_lab_opens_at_the_front_door_without_news_and_in_dutch(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "prefix", str(tmp_path))  # the setting would reach other tests
    opdracht = opdrachten.lab_opdracht(KIT / "notebooks")
    assert any(woord.endswith("/notebooks/start.ipynb") for woord in opdracht)
    assert "--LabApp.news_url=" in opdracht
    opdrachten.lab_omgeving()
    instelling = Path(sys.prefix) / "share/jupyter/lab/settings/overrides.json"
    assert "nl_NL" in instelling.read_text(encoding="utf-8")
