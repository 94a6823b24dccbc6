"""Gemeenten van eigen keuze naast elkaar: in figuren en tabellen, en gezegd waar het rapport het zegt."""

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from woonzorg_lib.analyse import Analyse
from woonzorg_lib.analyse.gevraagd import NietNaast
from woonzorg_lib.cli import main
from woonzorg_lib.gebieden import OnbekendeGemeente

KIT = Path(__file__).resolve().parent.parent
ZES = ["Zeist", "De Bilt", "Bunnik", "Soest", "Baarn", "Houten"]


@pytest.fixture(scope="module")
def a():
    return Analyse("Utrecht", naast=["Zeist", "GM0310"])


def test_the_chosen_come_in_their_order_and_take_the_place_of_the_group(a):
    t = a.cijfers("aandeel_65plus")
    assert list(t.rol) == ["gemeente", "naast1", "naast2", "regio", "land"]
    assert list(t.gebied[:3]) == ["Utrecht", "Zeist", "De Bilt"]
    gewoon = Analyse("Utrecht").cijfers("aandeel_65plus").set_index("gebied").waarde
    for wie in ("Utrecht", "COROP Utrecht", "Nederland"):
        assert t.set_index("gebied").waarde[wie] == gewoon[wie]
    zeist = Analyse("Zeist").cijfers("aandeel_65plus", jaar=int(t.jaar[0]))
    assert t.waarde[1] == zeist.waarde[0]


def test_without_a_choice_nothing_changes():
    zonder = Analyse("Utrecht", naast=None)
    assert list(zonder.cijfers("aandeel_65plus").rol) == [
        *("gemeente", "regio", "vergelijkbaar", "land")
    ]
    assert list(zonder.gebieden(["naast", "regio", "land"])) == ["gemeente", "regio", "land"]


@pytest.mark.parametrize("soort", ["staven", "punten", "lijnen", "gestapeld"])
def test_every_chart_names_them_also_on_a_phone(a, soort):
    ids = ["koopwoningen", "corporatiewoningen"] if soort == "gestapeld" else ["aandeel_65plus"]
    data = a.verloop(*ids) if soort == "lijnen" else a.cijfers(*ids)
    html = getattr(a, soort)(data, titel="Naast elkaar?", hoofd=True).html
    breed, _, smal = html.partition('class="smal"')
    for vorm in (breed, smal.partition("</svg>")[0]):
        assert all(naam in vorm for naam in ("Utrecht", "Zeist", "De Bilt", "Nederland")), soort
        assert "Vergelijkbaar" not in vorm


def test_four_long_names_stay_within_the_drawing():
    lang = ["Goeree-Overflakkee", "Schouwen-Duiveland", "Noardeast-Fryslân", "'s-Hertogenbosch"]
    a = Analyse("Alphen aan den Rijn", naast=lang, regio="corop:Oost-Zuid-Holland")
    svg = a.punten(a.cijfers("aandeel_65plus", "aandeel_75plus"), titel="Wie?").html
    from woonzorg_lib.beeld.punten import _wie_is_wie
    from woonzorg_lib.beeld.stijl import BREEDTE

    regels = _wie_is_wie(a.cijfers("aandeel_65plus").to_dict("records"))
    assert len(regels) == 2 and all(sum(b for *_, b in r) <= BREEDTE * 72 for r in regels)
    assert all(svg.count(f"{teken} ") for teken in "▼✚✖★")


def test_sentences_still_compare_with_the_country_and_the_region(a):
    gewoon = Analyse("Utrecht")
    for id in ("aandeel_65plus", "woz_waarde"):
        assert a.kern(id).html == gewoon.kern(id).html
    assert a.opvallend().html != "" and "vergelijkbare gemeenten" in a.opvallend().html


@pytest.mark.parametrize(
    ("naast", "fout", "zegt"),
    [
        (["Utrecht"], NietNaast, "Utrecht staat al in het rapport"),
        (ZES[:5], NietNaast, "hoogstens 4"),
        (["Zeisd"], OnbekendeGemeente, "Zeist"),
        (["Bilthoven"], OnbekendeGemeente, "Bedoelt u De Bilt?"),
    ],
)
def test_who_can_not_stand_beside_her_is_refused(naast, fout, zegt):
    with pytest.raises(fout, match=zegt):
        Analyse("Utrecht", naast=naast)


def test_papermill_gives_a_list_or_one_text():
    assert (
        Analyse("Utrecht", naast="Zeist, De Bilt").naast == Analyse("Utrecht", naast=ZES[:2]).naast
    )


@pytest.mark.parametrize("naast", [["Utrecht"], ZES[:5], ["Zeist", "Nergenshuizen"], ["Bilthoven"]])
def test_the_command_looks_all_up_before_anything_runs(naast, tmp_path, capsys):
    vraag = ["rapport", "Utrecht", "--uitvoer", str(tmp_path / "uit"), "--naast", *naast]
    assert main(vraag) == 2
    assert capsys.readouterr().err.count("\n") == 1 and not (tmp_path / "uit").exists()


def test_a_run_sets_them_side_by_side_and_says_so(tmp_path, capsys):
    uit = tmp_path / "uit"
    vraag = ["rapport", "Utrecht", "Bunnik", "--uitvoer", str(uit), "--naast", "Bunnik", "De Bilt"]
    assert main(vraag) == 0, capsys.readouterr().err
    per = {p.parent.name: p for p in uit.glob("GM*/parameters.yaml")}
    naast = {n: yaml.safe_load(p.read_text(encoding="utf-8"))["naast"] for n, p in per.items()}
    # Bunnik is not set beside itself.
    assert naast == {"GM0344-utrecht": ["GM0312", "GM0310"], "GM0312-bunnik": ["GM0310"]}
    map_ = uit / "GM0344-utrecht"
    pagina = (map_ / "woonzorganalyse-utrecht.html").read_text(encoding="utf-8")
    assert "koos zelf wat ernaast staan: Bunnik en De Bilt." in pagina
    assert "Vergelijkbaar (10)" not in pagina.partition("Wat springt eruit?")[0]
    tekst = (map_ / "cijfers-utrecht.csv").read_text(encoding="utf-8-sig")
    rijen = list(csv.DictReader(io.StringIO(tekst), delimiter=";"))
    assert {"Bunnik", "De Bilt"} <= {r["gebied"] for r in rijen if r["indicator"] == "woz_waarde"}
    assert all(r["bron"] for r in rijen if r["gebied"] == "Bunnik" and r["waarde"])


def test_plain_papermill_takes_the_parameters_of_that_run(tmp_path):
    (tmp_path / "p.yaml").write_text("gemeente: GM0093\nnaast: [GM0088, GM0060]\n", "utf-8")
    uit = tmp_path / "uit.ipynb"
    boek = KIT / "notebooks" / "fase1_4_leefomgeving.ipynb"
    opdracht = ["papermill", str(boek), str(uit), "-f", str(tmp_path / "p.yaml"), "-k", "python3"]
    klaar = subprocess.run(
        [sys.executable, "-m", *opdracht, "-p", "prognosejaar", "2035", "--no-progress-bar"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(KIT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=180,
    )
    assert klaar.returncode == 0, klaar.stderr[-1000:]
    assert "unknown parameter" not in klaar.stderr.lower()
    assert "Schiermonnikoog" in uit.read_text(encoding="utf-8")
