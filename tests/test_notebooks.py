"""Gedrag van de notebooks zelf: zonder uitvoer in git, met gewone Papermill te draaien, en te veranderen door een adviseur."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from woonzorg_lib import cijfers, onderwerpen
from woonzorg_lib.analyse import Analyse
from woonzorg_lib.cli import VOLGORDE
from woonzorg_lib import soorten
from woonzorg_lib.rapport import maak_rapport
from woonzorg_lib.uitvoering import GELUKT, Taak, lees_parameters, voer_uit

KIT = Path(__file__).parents[1]
BOEKEN = sorted(KIT / "notebooks" / f"{naam}.ipynb" for naam in VOLGORDE)
STANDAARD = {
    "gemeente": "Utrecht",
    "regio": None,
    "peiljaar": None,
    "prognosejaar": 2040,
    "invoer": None,
    "prognose_bron": None,
    "scenario": None,
    "naast": None,
}


def lees(pad: Path) -> dict:
    return json.loads(pad.read_text(encoding="utf-8"))


def bron(cel: dict) -> str:
    return "".join(cel["source"])


def test_the_notebooks_are_the_nine_of_the_report_and_those_beside_it():
    assert {p.stem for p in (KIT / "notebooks").glob("*.ipynb")} - {*VOLGORDE} == {
        "regiobeeld",
        "start",
        "verkenner",
        "visiescan",
    }
    assert [p.stem for p in BOEKEN] == [
        "00_samenvatting",
        "fase1_1_woningbouw",
        "fase1_2_opgave",
        "fase1_3_wonen_en_zorg",
        "fase1_4_leefomgeving",
        "fase2_1_woningbouw",
        "fase2_2_samenwerking",
        "verantwoording",
        "visie_onderwerpen",
    ]


@pytest.mark.parametrize("pad", BOEKEN, ids=lambda p: p.stem)
def test_a_notebook_is_thin_clean_and_has_its_parameters(pad):
    boek = lees(pad)
    assert lees_parameters(pad) == STANDAARD and boek["metadata"]["woonzorg"]["groep"]
    assert boek["cells"][0]["cell_type"] == "markdown" and bron(boek["cells"][0]).startswith("# ")
    for cel in boek["cells"]:
        if cel["cell_type"] == "code":
            assert cel["outputs"] == [] and cel["execution_count"] is None
            assert not any(
                woord in bron(cel)
                for woord in ("def ", "for ", "lambda", "pd.", "Path(", "/home", "C:\\")
            ), bron(cel)


def test_the_parameters_stand_once_and_every_notebook_has_them_written_out(tmp_path):
    klaar = subprocess.run(
        [sys.executable, str(KIT / ".ci" / "parametercel.py"), "--kijk"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=tmp_path,
    )
    assert (klaar.returncode, klaar.stdout) == (0, ""), klaar.stderr + klaar.stdout


def test_a_notebook_that_was_changed_by_hand_is_put_right(monkeypatch):
    monkeypatch.syspath_prepend(str(KIT / ".ci"))
    import parametercel

    pad = parametercel.boeken()[1]
    goed = pad.read_text(encoding="utf-8")
    fout = goed.replace("prognosejaar = 2040", "prognosejaar = 2035").replace("naast=naast", "")
    assert fout != goed and parametercel.bijgewerkt(fout) == goed


def test_every_onderwerp_starts_once_in_the_notebook_that_the_register_names():
    for o in onderwerpen.register().values():
        waar = [
            p.stem for p in BOEKEN for c in lees(p)["cells"] if f'a.onderwerp("{o.id}")' in bron(c)
        ]
        assert waar == [o.notebook], o.id


@pytest.mark.parametrize("pad", BOEKEN, ids=lambda p: p.stem)
def test_every_own_file_that_a_notebook_shows_is_in_the_register_of_its_onderwerp(pad):
    onderwerp = None
    for cel in lees(pad)["cells"]:
        if begin := re.search(r'a\.onderwerp\("(\w+)"\)', bron(cel)):
            onderwerp = onderwerpen.onderwerp(begin[1])
        for soort in re.findall(r'a\.(?:lokaal|naast_elkaar)\(\s*"(\w+)"', bron(cel)):
            assert soort in onderwerp.toont, (onderwerp.id, soort)


def test_what_the_register_says_of_an_indicator_is_known_where_it_comes_from():
    rijk = Analyse("Utrecht", invoer=str(KIT / "parameters" / "voorbeeld"))
    modellen = set()
    for o in onderwerpen.register().values():
        for indicator, vullingen in (o.vereist | o.aanvullend).items():
            assert vullingen, (o.id, indicator)
            for v in vullingen:
                modellen |= {v.model} - {""}
                assert not v.open or indicator in cijfers.indicatoren(), (o.id, indicator)
                assert not v.bestand or soorten.zoek(v.bestand).schema, (o.id, indicator)
        assert o.titel and o.kort and o.vraag.endswith("?") and (o.houder or not o.bestanden), o.id
    assert modellen == {naam for deel in rijk.delen() for naam in deel.uitkomsten()}


def test_a_new_onderwerp_is_one_file_in_the_register(tmp_path, monkeypatch):
    for pad in onderwerpen.MAP.glob("*.yaml"):
        (tmp_path / pad.name).write_bytes(pad.read_bytes())
    (tmp_path / "D4.yaml").write_text(
        "titel: Groen\nkort: Groen\nvraag: Is er groen?\nnotebook: fase1_4_leefomgeving\nplaats: 205\n"
        "vereist: {inwoners: open, groen: {bestand: routes, kolommen: [bankjes]}}\nhouder: het groen\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(onderwerpen, "MAP", tmp_path)
    onderwerpen.register.cache_clear()
    try:
        stand = Analyse("Utrecht").statussen().set_index("id")
        assert stand.status["D4"] == "deels" and "routes.csv" in stand.hint["D4"]
        volgorde = list(stand.index)
        assert volgorde[volgorde.index("D3") + 1] == "D4"
    finally:
        onderwerpen.register.cache_clear()


def test_a_notebook_runs_through_plain_papermill_with_a_parameters_file(tmp_path):
    (tmp_path / "parameters.yaml").write_text(
        yaml.safe_dump(STANDAARD | {"gemeente": "GM0093", "prognosejaar": 2035}), encoding="utf-8"
    )
    uit = tmp_path / "uit.ipynb"
    # From another folder: a notebook finds the kit wherever Papermill was started.
    klaar = subprocess.run(
        [
            sys.executable,
            "-m",
            "papermill",
            str(KIT / "notebooks" / "fase1_4_leefomgeving.ipynb"),
            str(uit),
            "-f",
            str(tmp_path / "parameters.yaml"),
            "-k",
            "python3",
            "--no-progress-bar",
        ],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(KIT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert klaar.returncode == 0, klaar.stderr[-1000:]
    soorten = [
        u["data"]["application/vnd.woonzorg+json"]
        for c in lees(uit)["cells"]
        for u in c.get("outputs", [])
        if "data" in u
    ]
    assert [s["id"] for s in soorten if s["soort"] == "onderwerp"] == ["D1", "D2", "D3"] and not [
        s for s in soorten if s["soort"] == "fout"
    ]
    assert {r["gebied"] for s in soorten for r in s.get("rijen", [])} > {
        "Terschelling",
        "Nederland",
    }


def test_an_advisers_change_of_one_cell_shows_in_the_next_report(tmp_path):
    boek = lees(KIT / "notebooks" / "fase2_2_samenwerking.ipynb")
    kop = [
        c
        for c in boek["cells"]
        if c["cell_type"] == "markdown"
        or "parameters" in c["metadata"].get("tags", [])
        or "import Analyse" in bron(c)
        or 'onderwerp("F2f")' in bron(c)
    ]
    figuur = next(c for c in boek["cells"] if "titel=" in bron(c))
    eigen = bron(figuur).split('titel="')[1].split('"')[0]
    boek["cells"] = [
        *kop,
        figuur | {"source": bron(figuur).replace(eigen, "Een eigen titel & vraag?")},
    ]
    pad = tmp_path / "fase2_2_samenwerking.ipynb"
    pad.write_text(json.dumps(boek), encoding="utf-8")
    resultaat = voer_uit(Taak(pad, STANDAARD, tmp_path / "uit.ipynb"))
    assert resultaat.uitkomst == GELUKT, resultaat.fout
    rapport = maak_rapport([resultaat], tmp_path / "rapport.html", "Proef")
    html = (tmp_path / "rapport.html").read_text(encoding="utf-8")
    assert (
        "Een eigen titel &amp; vraag?</" in html.replace("<small>", "</small>")
        and eigen not in html
    )
    assert [o["id"] for o in rapport.onderwerpen] == ["F2f"] and {
        r["gebied"] for r in rapport.rijen
    } > {"Utrecht"}
