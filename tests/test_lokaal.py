"""Eigen invoer in het rapport: sommen die kloppen, namen en kleine aantallen die nergens staan, fouten met hun reden, en het voorbeeld."""

import csv
import json
import re
from html import unescape
from pathlib import Path

import pandas as pd
import pytest

from woonzorg_lib import invoer, soorten
from woonzorg_lib.analyse import Analyse

VOORBEELD = Path(__file__).parents[1] / "parameters" / "voorbeeld"
PRIJZEN = "huur_sociaal;huur_middelduur;huur_duur;huur_onbekend;koop_betaalbaar;koop_duur;koop_onbekend;prijsklasse_onbekend"
KOP = f"plancode;naam;vertrouwelijk;planologische_status;bruto;sloop;nultredenwoning;geclusterde_woonvorm;{PRIJZEN};opleverjaar_2027;opleverjaar_2028;peildatum;bron"
PLANNEN = (
    "P1;Noorderpark;nee;1A. Onherroepelijk;100;10;30;12;30;20;10;0;20;10;0;10;50;50;1-1-2026;planlijst",
    "P2;Geheimzinnige Kade;ja;3. In voorbereiding;60;0;0;0;10;10;0;0;10;10;0;20;0;60;1-1-2026;planlijst",
)


def schrijf(map_: Path, soort: str, *regels: str) -> Path:
    plek = map_ / "gemeenten" / "GM0344"
    plek.mkdir(parents=True, exist_ok=True)
    (plek / f"{soort}.csv").write_text("\n".join(regels) + "\n", encoding="utf-8")
    return plek


def tekst(b) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<svg.*?</svg>|<[^>]*>", " ", b.html, flags=re.S)))


@pytest.fixture
def met_plannen(tmp_path):
    schrijf(tmp_path, "plannen", KOP, *PLANNEN)
    return Analyse("Utrecht", invoer=str(tmp_path))


# Sums


def test_the_plans_add_up_as_by_hand(met_plannen):
    # bruto 100 + 60; sloop 10; betaalbaar (30 + 20 + 20) + (10 + 10 + 10) = 100; onbekend 10 + 20 = 30; hard 100.
    rijen = {r["indicator"]: r["waarde"] for r in met_plannen.plannen("kern").gegevens["rijen"]}
    assert (rijen["plan_bruto"], rijen["plan_sloop"], rijen["plan_netto"]) == (160, 10, 150)
    assert rijen["plan_betaalbaar"] == 62.5 and rijen["plan_betaalbaar_bekend"] == pytest.approx(
        100 / 130 * 100
    )
    assert rijen["plan_sociale_huur"] == 25 and rijen["plan_prijs_onbekend"] == 18.75
    assert (
        next(
            r
            for r in met_plannen.plannen("hardheid").gegevens["rijen"]
            if r["indicator"] == "plan_hard"
        )["waarde"]
        == 62.5
    )
    zin = tekst(met_plannen.plannen("kern"))
    assert (
        "2 plannen" in zin
        and "160 woningen" in zin
        and "netto 150" in zin
        and "63%" in zin
        and "77%" in zin
        and "19%" in zin
    )


def test_every_bar_of_the_plans_is_a_hundred_percent_and_the_years_share_each_plan(met_plannen):
    rijen = met_plannen.plannen("per jaar").gegevens["rijen"]
    w = {r["uitsplitsing"]: r["waarde"] for r in rijen}
    for staaf in ("alle plannen (160)", "2027 (50)", "2028 (110)"):
        delen = [aandeel for naam, aandeel in w.items() if naam.startswith(staaf)]
        assert sum(delen) == pytest.approx(100)
    # 2028: half of P1 (15 sociale huur of 50) and all of P2 (10 of 60).
    assert w["2027 (50): sociale huur"] == pytest.approx(30)
    assert w["2028 (110): sociale huur"] == pytest.approx(25 / 110 * 100)
    assert met_plannen.plannen("per jaar").soort == "figuur"


def test_plans_stand_beside_the_opgave_up_to_its_year(tmp_path):
    schrijf(tmp_path, "plannen", KOP, *PLANNEN)
    schrijf(
        tmp_path,
        "woonopgave",
        "jaar;categorie;aantal;bron",
        "2027;totaal;90;woondeal",
        "2028;sociale huur;50;woondeal",
    )
    a = Analyse("Utrecht", invoer=str(tmp_path))
    # Up to 2027: half of P1, net (100 - 10) / 2 = 45 of 90. Up to 2028: 40 of 50 sociale huur.
    rijen = {
        r["uitsplitsing"]: r["waarde"]
        for r in a.plannen("opgave").gegevens["rijen"]
        if r["indicator"] == "dekkingsgraad"
    }
    assert rijen == {"totaal, tot en met 2027": 50, "sociale huur, tot en met 2028": 80}
    assert (
        a.onderwerp("B2").gegevens["status"] == "volledig"
        and a.onderwerp("A3").gegevens["status"] == "volledig"
    )


# Status


def test_a_file_fills_its_onderwerp_and_without_one_the_hint_says_how(met_plannen):
    leeg, vol = Analyse("Utrecht").onderwerp("A2").gegevens, met_plannen.onderwerp("A2").gegevens
    assert leeg["status"] == "invoer nodig" and "Nodig: plannen.csv in" in leeg["hint"]
    assert vol["status"] == "volledig" and vol["jaar"] == 2026 and vol["hint"] == ""
    assert met_plannen.onderwerp("B6").gegevens["status"] == "invoer nodig"


def test_a_file_with_an_error_says_why_it_does_not_count(tmp_path):
    schrijf(
        tmp_path,
        "plannen",
        KOP,
        PLANNEN[0].replace(";100;", ";101;"),
        PLANNEN[1].replace(";60;0;0;0;", ";61;0;0;0;"),
    )
    a = Analyse("Utrecht", invoer=str(tmp_path))
    onderwerp, beeld = a.onderwerp("A2").gegevens, tekst(a.plannen("kern"))
    assert onderwerp["status"] == "invoer nodig" and "regel 2" in onderwerp["hint"]
    assert (
        "plannen.csv telt niet mee" in beeld
        and "regel 2" in beeld
        and "Alle fouten staan in de controle" in beeld
    )
    assert a.plannen("per jaar").html == "" and "Geheimzinnige" not in onderwerp["hint"] + beeld


def test_nothing_is_shown_without_a_file():
    a = Analyse("Utrecht")
    assert not a.eigen.is_er
    for b in (
        a.lokaal("flex"),
        a.lokaal("afspraken", "overlast"),
        a.plannen("kern"),
        a.plannen("opgave"),
        a.naast_elkaar("visiescore"),
    ):
        assert b.html == "" and not b.gegevens.get("rijen")
    assert "fictief" not in a.titel().gegevens and "duiding" not in a.onderwerp("A1").gegevens


def test_afspraken_stand_under_their_own_theme(tmp_path):
    kop = "thema;afspraak;partijen;eigenaar;status;bron"
    schrijf(
        tmp_path,
        "afspraken",
        kop,
        "overlast;Eén meldpunt;gemeente;veiligheid;loopt;b",
        "woningen corporaties;Zestig woningen;gemeente;Wonen;afgerond;b",
    )
    a = Analyse("Utrecht", invoer=str(tmp_path))
    assert (
        "Eén meldpunt" in a.lokaal("afspraken", "overlast").html
        and "Zestig" not in a.lokaal("afspraken", "overlast").html
    )
    assert a.lokaal("afspraken", "urgentie").html == ""
    assert (
        a.onderwerp("E1").gegevens["status"] == "volledig"
        and a.onderwerp("F2a").gegevens["status"] == "invoer nodig"
    )
    assert "nog geen rijen" in a.onderwerp("F2a").gegevens["hint"]


# What is unknown, and what doesn't count


def zin(b) -> str:
    return " ".join(
        re.sub(r"<[^>]*>", "", z) for z in re.findall(r'<p class="kern">(.*?)</p>', b.html, re.S)
    )


ONBEKEND = {
    "flex": (
        ("locatie;woningen;startjaar;herplaatsing;bron", "A;60;2022;ja;b", "B;20;2024;;b"),
        "Voor 60 woningen is de herplaatsing geregeld; van 20 is dat niet bekend.",
        "75%",
    ),
    "haltes": (
        (
            "naam;vervoer;toegankelijk;buurtcode;bron",
            "A;bus;ja;BU03440111;b",
            "B;bus;;BU03440111;b",
        ),
        "Van 1 is bekend of een rolstoel er terecht kan: 1 is toegankelijk.",
        "daarvan",
    ),
    "participatie": (
        (
            "moment;datum;deelnemers;terugkoppeling;bron",
            "A;2025-01-01;40;ja;b",
            "B;2025-02-01;;ja;b",
        ),
        "Daaraan deden samen 40 mensen mee, voor zover bekend.",
        "mensen mee. ",
    ),
    "zorgaanbod": (
        (
            "aanbieder;type;jaar;capaciteit;wachtlijst;bron",
            "A;ggz;2025;10;20;b",
            "B;ggz;2025;10;;b",
        ),
        "samen 20 mensen, voor zover bekend; wie op twee",
        "20 mensen;",
    ),
    "intermediair": (
        (
            "jaar;partij;doelgroep;woningen;omklap;bron",
            "2025;A;uitstroom beschermd wonen;30;6;b",
            "2025;B;uitstroom beschermd wonen;20;;b",
        ),
        "6 woningen gingen over op naam van de bewoner (omklap), voor zover bekend.",
        "(omklap).",
    ),
}


@pytest.mark.parametrize("soort", ONBEKEND)
def test_what_is_not_known_of_every_row_is_not_said_of_all(soort, tmp_path):
    regels, wel, niet = ONBEKEND[soort]
    schrijf(tmp_path, soort, *regels)
    gezegd = zin(Analyse("Utrecht", invoer=str(tmp_path)).lokaal(soort))
    assert wel in gezegd and niet not in gezegd, gezegd


@pytest.mark.parametrize(
    ("soort", "regels"),
    [
        ("flex", ("locatie;woningen;startjaar;bron", "A;60;2022;b")),
        ("haltes", ("naam;vervoer;buurtcode;bron", "A;bus;BU03440111;b")),
    ],
)
def test_what_nobody_filled_in_is_not_said_to_be_none(soort, regels, tmp_path):
    schrijf(tmp_path, soort, *regels)
    gezegd = zin(Analyse("Utrecht", invoer=str(tmp_path)).lokaal(soort))
    assert gezegd and "0" not in gezegd.replace("60", ""), gezegd


def test_a_place_that_is_there_two_years_is_counted_once(tmp_path):
    schrijf(
        tmp_path,
        "zorgaanbod",
        "aanbieder;type;wet;jaar;capaciteit;peildatum;bron",
        "A;ggz;Wmo;2024;10;1-1-2026;b",
        "A;ggz;Wmo;2025;15;1-1-2026;b",
        "B;dagbesteding;Wmo;2025;5;1-1-2026;b",
    )
    b = Analyse("Utrecht", invoer=str(tmp_path)).lokaal("zorgaanbod", per="type", beeld="wet")
    rijen = {(r["indicator"], r["uitsplitsing"]): r for r in b.gegevens["rijen"]}
    som = rijen["zorgaanbod_capaciteit_per_type", "Soort: ggz"]
    assert (som["waarde"], som["jaar"]) == (15, 2025) and "Opgeteld is alleen 2025." in b.html
    assert rijen["zorgaanbod_plekken_wet", "ggz: Wmo"]["waarde"] == 15


def test_a_score_that_does_not_count_is_no_figure(tmp_path):
    themas = ("doorstromen", "innovatie en vernieuwing", "samenwerking wonen en zorg")
    rijen = [f"{t};1;;Visie;2024;bevestigd;b" for t in themas]
    rijen.append("langer zelfstandig thuis;3;veel;Visie;2024;verworpen;b")
    schrijf(tmp_path, "visiescore", "thema;niveau;doel;document;jaar;status;bron", *rijen)
    b = Analyse("Utrecht", invoer=str(tmp_path)).lokaal("visiescore")
    assert {r["waarde"] for r in b.gegevens["rijen"]} == {1}
    assert "Op elk thema heeft de visie niveau 1 van 3." in zin(b)


def test_places_of_now_get_no_year_that_nobody_typed(tmp_path):
    kop = "aanbieder;locatie;type;plekken_nu;plekken_2028;status"
    rij = "A;Laan;verpleegzorgplekken;100;120;loopt"
    schrijf(tmp_path, "zorgplannen", f"{kop};bron", f"{rij};b")
    b = Analyse("Utrecht", invoer=str(tmp_path)).lokaal("zorgplannen")
    jaren = {r["jaar"]: r["waarde"] for r in b.gegevens["rijen"] if "_plekken" in r["indicator"]}
    assert jaren[None] == 100 and 2027 not in jaren and ">2027<" not in b.html
    schrijf(tmp_path, "zorgplannen", f"{kop};peildatum;bron", f"{rij};1-1-2026;b")
    b = Analyse("Utrecht", invoer=str(tmp_path)).lokaal("zorgplannen")
    assert {r["jaar"] for r in b.gegevens["rijen"]} == {2026, 2028}


def test_a_remark_stands_in_the_table_and_not_beside_a_small_number(tmp_path):
    kop = "groep;jaar;voorraad;toelichting;bron"
    regels = (
        "statushouders;2025;240;Met nareis.;b",
        "uitstroom beschermd wonen;2025;80;;b",
        "uitstroom vrouwenopvang;2025;3;Drie gezinnen.;b",
    )
    schrijf(tmp_path, "aandachtsgroepen", kop, *regels)
    html = Analyse("Utrecht", invoer=str(tmp_path)).lokaal("aandachtsgroepen").html
    assert "Met nareis." in html and "Drie gezinnen" not in html


def test_a_share_of_the_regio_has_the_year_of_its_inhabitants(tmp_path):
    schrijf(tmp_path, "verdeling", "groep;jaar;aandeel;bron", "statushouders;2026;5;b")
    a = Analyse("Utrecht", invoer=str(tmp_path))
    (deel,) = [
        r
        for r in a.lokaal("verdeling").gegevens["rijen"]
        if r["indicator"] == "verdeling_deel_inwoners"
    ]
    assert deel["jaar"] == int(a.cijfers("inwoners").jaar.iloc[0])


# Privacy


def test_small_numbers_of_people_are_hidden_in_table_sentence_and_figures(tmp_path):
    schrijf(
        tmp_path,
        "taakstelling",
        "halfjaar;taakstelling;gehuisvest;achterstand_begin;achterstand_eind;bron",
        "2025-1;17;3;30;44;b",
        "2025-2;16;29;44;31;b",
    )
    schrijf(
        tmp_path,
        "zorgaanbod",
        "aanbieder;locatie;type;jaar;capaciteit;wachtlijst;bron",
        "Zorg;Laan;dagbesteding;2025;30;3;b",
        "Thuis;Plein;dagbesteding;2024;20;11;b",
        "Hof;Weg;ggz;2025;10;19;b",
    )
    a = Analyse("Utrecht", invoer=str(tmp_path))
    b = a.lokaal("taakstelling")
    cellen = re.findall(r"<td[^>]*>([^<]*)</td>", b.html.replace("&lt;", "‹"))
    # The last 31 may stay: what came before it is hidden, so nothing can be worked out from it.
    assert "‹5" in cellen and not {"3", "29", "44"} & set(cellen) and "44" not in tekst(b)
    assert {
        r["waarde"] for r in b.gegevens["rijen"] if r["indicator"] == "taakstelling_gehuisvest"
    } == {None}
    assert all(r["waarde"] is not None or r["opmerking"] for r in b.gegevens["rijen"])
    # The 19 of 2025 is hidden with the 3, so that their sum gives neither away; a sum per kind would.
    gezien = re.findall(r"<td[^>]*>([^<]*)</td>", a.lokaal("zorgaanbod").html.replace("&lt;", "‹"))
    assert {"11", "‹5", "x"} <= set(gezien) and not {"3", "19"} & set(gezien)
    assert "Wachtlijst" not in a.lokaal("zorgaanbod", per="type").html


# Whole runs


@pytest.fixture
def run(voorbeeldrapport):
    return voorbeeldrapport.parent, (voorbeeldrapport / "woonzorganalyse-utrecht.html").read_text(
        encoding="utf-8"
    )


def test_the_example_has_no_errors_and_fills_what_needs_no_model():
    assert [m for m in soorten.controleer("GM0344", VOORBEELD) if m.ernst == invoer.FOUT] == []
    status = Analyse("Utrecht", invoer=str(VOORBEELD)).statussen().set_index("id").status
    assert (status == "volledig").sum() >= 34 and not (status == "invoer nodig").any()


def test_the_example_says_that_it_is_fictitious(run):
    _, html = run
    assert html.count('class="band"') == 1 and "Fictief voorbeeld" in html
    assert (
        "<strong>geclusterde woningen</strong>"
        in html[html.index('id="T1"') : html.index('id="T2"')]
    )
    assert 'data-status="mislukt"' not in html and 'class="fout"' not in html


def test_a_confidential_plan_is_named_nowhere_in_what_a_run_leaves(run):
    uit, html = run
    tabel = pd.read_csv(VOORBEELD / "gemeenten" / "GM0344" / "plannen.csv", sep=";")
    geheim = tabel[tabel.vertrouwelijk == "ja"]
    assert len(geheim) and "Vertrouwelijke plannen (1)" in html
    bestanden = [p for p in uit.rglob("*") if p.is_file()]
    assert {".html", ".csv", ".ipynb"} <= {p.suffix for p in bestanden}
    for pad in bestanden:
        inhoud = pad.read_bytes().decode("utf-8", errors="replace")
        for woord in (*geheim.naam, *geheim.plancode):
            assert woord not in inhoud and json.dumps(woord)[1:-1] not in inhoud, pad.name


def test_own_figures_are_in_cijfers_csv_with_their_source(run):
    uit, _ = run
    inhoud = next(uit.rglob("cijfers-*.csv")).read_text(encoding="utf-8-sig")
    rijen = list(
        csv.DictReader(inhoud.splitlines(), delimiter=";" if ";" in inhoud.splitlines()[0] else ",")
    )
    eigen = [r for r in rijen if r["soort"] == "invoer"]
    assert {"plannen.csv", "flex.csv", "inkoop.csv"} <= {r["tabel"] for r in eigen} and all(
        r["bron"] and r["periode"] for r in eigen
    )
    assert (
        next(r for r in eigen if r["indicator"] == "plan_bruto")["waarde"].replace(".0", "")
        == "2480"
    )


def test_all_gemeenten_of_the_regio_stand_side_by_side(tmp_path):
    for code, status in (("GM0344", "loopt"), ("GM0307", "afgerond")):
        plek = tmp_path / "gemeenten" / code
        plek.mkdir(parents=True)
        (plek / "afspraken.csv").write_text(
            f"thema;afspraak;partijen;eigenaar;status;bron\noverlast;Meldpunt;gemeente;veiligheid;{status};b\n",
            encoding="utf-8",
        )
    b = tekst(Analyse("Utrecht", invoer=str(tmp_path)).naast_elkaar("afspraken", "overlast"))
    assert "Utrecht 1 loopt" in b and "Amersfoort 1 is afgerond" in b and "Zeist –" in b
