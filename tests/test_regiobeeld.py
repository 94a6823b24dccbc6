"""Het regiobeeld: elke gemeente naast de andere, ook zonder visiescore, en een fout van een gemeente kost alleen haar."""

import csv
import shutil
from pathlib import Path

import pytest

from woonzorg_lib.analyse.regiobeeld import Regiobeeld
from woonzorg_lib.cli import main
from woonzorg_lib.soorten.visiescore import per_thema

KIT = Path(__file__).resolve().parent.parent
VISIE = "thema;niveau;doel;document;jaar;pagina;status;staat;peildatum;bron\n"


def visie(map_, code, *regels):
    pad = map_ / "gemeenten" / code / "visiescore.csv"
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_text(
        VISIE + "".join(f"{regel};2026-01-01;de visie\n" for regel in regels), encoding="utf-8"
    )


VIER = (
    "langer zelfstandig thuis;2;;Woonvisie;2015;4;bevestigd;vastgesteld",
    "doorstromen;3;100 verhuizingen;Woonvisie;2015;6;{};concept",
    "innovatie en vernieuwing;1;;Woonvisie;2015;7;;vastgesteld",
    "samenwerking wonen en zorg;0;;Woonvisie;2015;9;;vastgesteld",
)


@pytest.fixture
def invoer(tmp_path):
    (tmp_path / "parameters" / "gemeenten").mkdir(parents=True)
    return tmp_path / "parameters"


def test_without_any_file_it_shows_the_regio_and_says_what_would_fill_the_rest(invoer, tmp_path):
    uit = tmp_path / "uit"
    vraag = ["regiobeeld", "corop:Delfzijl en omgeving", "--invoer", str(invoer)]
    assert main([*vraag, "--uitvoer", str(uit)]) == 0
    pagina = next(uit.glob("regiobeeld-*/regiobeeld-*.html")).read_text(encoding="utf-8")
    assert "Eemsdelta" in pagina and "geclusterde woningen" in pagina
    assert "nog geen visie bekeken" in pagina and "<script" not in pagina
    assert not (uit / "index.html").exists()  # the overview of reports stays theirs


def test_a_gemeente_stands_for_its_zorgkantoorregio(invoer, tmp_path, capsys):
    uit = tmp_path / "uit"
    from woonzorg_lib import gebieden

    assert main(["regiobeeld", "Nergenshuizen", "--invoer", str(invoer)]) == 2
    assert "Nergenshuizen" in capsys.readouterr().err
    regio = gebieden.regio_van(gebieden.gemeente("Vlieland"), "zorgkantoor")
    from woonzorg_lib.cli.regio import _regio

    assert _regio("Vlieland", uit) == regio
    # a RES-regio has the name of this gemeente, and a gemeente stands for another region: ask
    with pytest.raises(gebieden.MeerdereRegios) as fout:
        _regio("Hoeksche Waard", uit)
    for keuze in fout.value.keuzes:
        assert _regio(keuze.strip('"'), uit).soort in {"res", "zorgkantoor"}


def test_the_mistake_of_one_gemeente_does_not_stop_the_regio(invoer):
    kapot = invoer / "gemeenten" / "GM0307"
    kapot.mkdir()
    (kapot / "parameters.yaml").write_text("x: [", encoding="utf-8")
    r = Regiobeeld("corop:Utrecht", invoer=str(invoer))
    assert set(r.fouten) == {"Amersfoort"} and len(r.analyses) == len(r.leden) - 1
    assert "Amersfoort: niet meegenomen" in r.ontbreekt().html


def test_only_what_a_person_confirmed_counts_and_old_documents_are_marked(invoer):
    visie(invoer, "GM0355", *(regel.format("voorstel") for regel in VIER))
    r = Regiobeeld("corop:Utrecht", invoer=str(invoer))
    scores = per_thema(r._visies)
    assert "doorstromen" not in scores and scores["langer zelfstandig thuis"] == 2
    assert "2015 (ouder dan acht jaar)" in r.documenten().html
    visie(invoer, "GM0355", *(regel.format("bevestigd") for regel in VIER))
    r = Regiobeeld("corop:Utrecht", invoer=str(invoer))
    assert per_thema(r._visies)["doorstromen"] == 3
    assert "doorstromen" in r.zinnen().html


def test_the_need_of_the_regio_is_the_sum_of_its_gemeenten(invoer):
    r = Regiobeeld("corop:Delfzijl en omgeving", invoer=str(invoer))
    nodig = r._nodig
    samen = sum(rij.ondergrens for rij in nodig.nodig), sum(rij.bovengrens for rij in nodig.nodig)
    losse = [
        a.woonbehoefte(a.sleutel.eind).query("woonvorm == 'geclusterd'").iloc[0]
        for a in r.analyses.values()
    ]
    assert samen == (sum(x.ondergrens for x in losse), sum(x.bovengrens for x in losse))


def test_plans_of_one_gemeente_stand_beside_its_need(invoer):
    bron = KIT / "parameters" / "voorbeeld" / "gemeenten" / "GM0344"
    shutil.copytree(bron, invoer / "gemeenten" / "GM0344")
    r = Regiobeeld("corop:Utrecht", invoer=str(invoer))
    html = r.opgave().html
    rij = html[html.index(">Utrecht<") :].split("</tr>")[0]
    assert "niet bekend" not in rij
    assert "In 1 van de 26 gemeenten is bekend" in r.titel().html


def test_the_figures_travel_with_their_source(invoer, tmp_path):
    uit = tmp_path / "uit"
    vraag = ["regiobeeld", "corop:Delfzijl en omgeving", "--invoer", str(invoer)]
    assert main([*vraag, "--uitvoer", str(uit)]) == 0
    pad = next(uit.glob("regiobeeld-*/cijfers-*.csv"))
    with pad.open(encoding="utf-8-sig", newline="") as stroom:
        rijen = list(csv.DictReader(stroom, delimiter=";"))
    assert rijen and all(rij["bron"] and rij["periode"] for rij in rijen)
