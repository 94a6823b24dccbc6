"""Wat iemand deelt, verraadt niets van zijn computer: geen pad, geen naam van de gebruiker, geen vreemde bestandsnaam."""

import json
import re
import socket
from pathlib import Path

from proefnotebooks import code, notebook, tekst

from woonzorg_lib.cli import main
from woonzorg_lib.cli.bronnen import bronnen
from woonzorg_lib.uitvoering.paden import Verhuller

KIT = Path(__file__).parents[1]

# What a path of a machine begins with; a relative one, as in the source of a cell, may stay.
EEN_PAD = re.compile(r"(?<![\w.~/])/(?:home|root|Users|usr|opt|var|tmp|work|mnt)/[^\s\"'<]*")


def rapport(tmp_path, invoer, *cellen):
    boeken = tmp_path / "nb"
    notebook(boeken / "00_samenvatting.ipynb", tekst("# Kort"), *cellen)
    vraag = ["rapport", "Utrecht", "--invoer", str(invoer), "--uitvoer", str(tmp_path / "uit")]
    status = main(vraag, notebooks=boeken)
    (map_,) = (tmp_path / "uit").glob("GM0344-*")
    return status, map_


def test_no_path_user_or_machine_stands_in_what_a_report_leaves(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "jan-de-vries"))
    invoer = tmp_path / "jan-de-vries" / "geheim" / "invoer 2026"
    (invoer / "gemeenten" / "GM0344").mkdir(parents=True)
    cellen = (
        code("print(invoer, __import__('os').getcwd())"),
        code("import sys, tempfile; print(sys.prefix, tempfile.gettempdir())"),
        code("import woonzorg_lib; woonzorg_lib.__file__"),
        code("print(__import__('os').path.expanduser('~/los/plannen.csv'))"),
        code(
            "import json, traceback\ntry:\n    json.loads('{')\n"
            "except ValueError:\n    get_ipython().showtraceback(); traceback.print_exc()"
        ),
        code("open(invoer + '/mist.csv')"),
    )
    status, map_ = rapport(tmp_path, invoer, *cellen)
    assert status == 1
    delen = [*map_.rglob("*.ipynb"), *map_.rglob("*.yaml"), *map_.rglob("*.json")]
    delen += [
        *map_.rglob("*.html"),
        tmp_path / "uit" / "verslag.json",
        tmp_path / "uit" / "index.html",
    ]
    assert len(delen) >= 6
    for pad in delen:
        inhoud = pad.read_text(encoding="utf-8")
        for spoor in (str(tmp_path), str(KIT), "jan-de-vries", "geheim"):
            assert spoor not in inhoud, (pad.name, spoor)
        # A short name of a machine may be a part of another word.
        assert not re.search(rf"\b{re.escape(socket.gethostname())}\b", inhoud), pad.name
        assert not EEN_PAD.findall(inhoud), pad.name
    parameters = (map_ / "parameters.yaml").read_text(encoding="utf-8")
    assert "invoer: invoer 2026\n" in parameters and "vul het pad in" in parameters


def test_a_folder_of_the_kit_keeps_its_place_so_that_papermill_finds_it():
    verhul = Verhuller({"invoer": str(KIT / "parameters" / "voorbeeld")}, KIT / "output")
    assert verhul.parameters({"invoer": str(KIT / "parameters" / "voorbeeld"), "jaar": 2040}) == {
        "invoer": "parameters/voorbeeld",
        "jaar": 2040,
    }


def test_only_whole_paths_are_hidden_also_in_json():
    verhul = Verhuller({"invoer": "/data/jan"}, Path("/data/uit"))
    assert verhul.tekst('"/data/jan/plannen.csv" /data/janneke /data/uit/x') == (
        '"jan/plannen.csv" /data/janneke output/x'
    )


def test_only_files_that_the_kit_knows_are_listed(tmp_path):
    assert not [naam for naam in bronnen(Path("/etc"), "GM0344") if not naam.startswith("kit/")]
    eigen = tmp_path / "gemeenten" / "GM0344"
    (eigen / "duiding").mkdir(parents=True)
    (tmp_path / "regios" / "streek").mkdir(parents=True)
    bekend = {
        "huisstijl.yaml": "huisstijl.yaml",
        "gemeenten/GM0344/plannen.csv": "GM0344/plannen.csv",
        "gemeenten/GM0344/plannen_2025.xlsx": "GM0344/plannen_2025.xlsx",
        "gemeenten/GM0344/parameters.yaml": "GM0344/parameters.yaml",
        "gemeenten/GM0344/duiding/A1.md": "GM0344/duiding/A1.md",
        "regios/streek/regio.yaml": "regios/streek/regio.yaml",
        "regios/streek/flex.csv": "regios/streek/flex.csv",
    }
    for naam in (
        *bekend,
        "salarissen.xlsx",
        "id_rsa",
        "gemeenten/GM0344/brief.docx",
        "wachtwoord.yaml",
    ):
        (tmp_path / naam).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / naam).write_text("x", encoding="utf-8")
    gevonden = {n: p for n, p in bronnen(tmp_path, "GM0344").items() if not n.startswith("kit/")}
    assert set(gevonden) == {*bekend.values(), "GM0344/ander bestand 1"}


def test_a_folder_of_someone_else_leaves_no_names_in_the_record(tmp_path):
    status, map_ = rapport(tmp_path, Path("/etc"), code("a.onderwerp('A1')"))
    assert status == 0
    invoer = json.loads((map_ / "verslag.json").read_text(encoding="utf-8"))["herkomst"]["invoer"]
    assert invoer and all(naam.startswith("kit/") for naam in invoer)
