"""Geldige plannen die weinig zeggen: zonder peildatum, zonder woonvorm, met één rij. Het rapport is dan even heel."""

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest

from woonzorg_lib.analyse import Analyse
from woonzorg_lib.beeld.beeld import bronregel, figuur, rijen, tabel_html
from woonzorg_lib.cli import main
from woonzorg_lib.cli.rapporten import VOLGORDE
from woonzorg_lib.soorten import schemas

KIT = Path(__file__).parents[1]
GEVALLEN = Path(__file__).parent / "gevallen"
EEN_RIJ = GEVALLEN / "01-rapport-crash-plannen-nultreden-met-peildatum-een-rij"
BASISSET = GEVALLEN / "03-rapport-crash-basisset-export"
VOORBEELD = KIT / "parameters" / "voorbeeld"


def draai_alles(invoer: Path) -> None:
    """Every cell of the report, here in this process: an error comes straight back."""
    for naam in VOLGORDE:
        ruimte = {"a": Analyse("Utrecht", invoer=str(invoer)), "display": lambda *_, **__: None}
        boek = json.loads((KIT / "notebooks" / f"{naam}.ipynb").read_text(encoding="utf-8"))
        for cel in boek["cells"]:
            bron = "".join(cel["source"])
            vast = "parameters" in cel["metadata"].get("tags", []) or "Analyse(" in bron
            if cel["cell_type"] == "code" and not vast:
                exec(compile(bron, naam, "exec"), ruimte)


def voorbeeld_zonder(map_: Path, kolommen) -> Path:
    """The worked example without some columns that need not be there."""
    shutil.copytree(VOORBEELD, map_)
    for pad in (map_ / "gemeenten" / "GM0344").glob("*.csv"):
        gelezen = list(
            csv.DictReader(io.StringIO(pad.read_text(encoding="utf-8-sig")), delimiter=";")
        )
        if pad.stem not in schemas():
            continue
        mag_weg = {k.naam for k in schemas()[pad.stem].kolommen if not k.nodig}
        over = [k for k in gelezen[0] if k not in mag_weg & kolommen(mag_weg)]
        tekst = io.StringIO()
        schrijver = csv.DictWriter(tekst, over, delimiter=";", extrasaction="ignore")
        schrijver.writeheader()
        schrijver.writerows(gelezen)
        pad.write_text(tekst.getvalue(), encoding="utf-8")
    return map_


def test_an_export_without_a_date_gives_a_whole_report(tmp_path, capsys):
    vraag = ["rapport", "Utrecht", "--invoer", str(BASISSET), "--uitvoer", str(tmp_path)]
    assert main(vraag) == 0, capsys.readouterr().out
    (map_,) = tmp_path.glob("GM0344-*")
    verslag = json.loads((map_ / "verslag.json").read_text(encoding="utf-8"))
    status = {o["id"]: o["status"] for o in verslag["onderwerpen"]}
    assert status["A2"] == "volledig" and "mislukt" not in status.values()
    (pagina,) = map_.glob("woonzorganalyse-*.html")
    a2 = re.search(
        r'<section[^>]*data-onderwerp="A2".*?</section>', pagina.read_text(encoding="utf-8"), re.S
    )[0]
    assert "zonder peildatum" in a2 and not re.search(r"\b(None|nan|NaN)\b|\(0\)", a2)


@pytest.mark.alles
@pytest.mark.parametrize("geval", [EEN_RIJ, BASISSET], ids=lambda pad: pad.name[:2])
def test_plans_that_say_little_break_no_cell(geval):
    draai_alles(geval)


@pytest.mark.alles
@pytest.mark.parametrize(
    "kolommen", [lambda alle: {"peildatum"}, lambda alle: alle], ids=["peildatum", "alles"]
)
def test_no_cell_needs_a_column_that_may_be_left_out(kolommen, tmp_path):
    draai_alles(voorbeeld_zonder(tmp_path / "in", kolommen))


def test_plans_for_nultreden_alone_leave_only_them_in_the_order(tmp_path):
    a = Analyse("Utrecht", invoer=str(EEN_RIJ))
    top = a.top_opgaven()
    assert "Nultredenwoningen" in top.html and "Geclusterde" not in top.html


def test_a_row_without_a_year_stands_after_the_years_and_has_none_in_the_file():
    vast = {
        "bron": "Eigen invoer",
        "tabel": "x.csv",
        "periode": "zonder peildatum",
        "indicator": "x",
        "omschrijving": "X",
        "kort": "X",
        "gebied": "Utrecht",
        "gebiedcode": "GM0344",
        "uitsplitsing": "",
        "ondergrens": None,
        "bovengrens": None,
        "eenheid": "woningen",
        "soort": "invoer",
        "opgehaald": "",
        "opmerking": "",
        "rol": "gemeente",
        "decimalen": 0,
    }
    alle = [vast | {"jaar": jaar, "waarde": 1.0} for jaar in (None, 2024.0)]
    koppen = re.findall(r'scope="col">([^<]*)<', tabel_html(alle, "gebied", "jaar", "T"))
    assert koppen == ["Gebied", "2024", "jaar onbekend"]
    assert [r["jaar"] for r in rijen(alle)] == [None, 2024]
    assert "zonder peildatum" in bronregel(alle[:1])
    assert "ouder dan drie jaar" not in figuur(alle[:1], "<svg ></svg>", "T", "", "alt").html
