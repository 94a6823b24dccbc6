"""Bestanden van andere systemen, met de koppen die openbare bronnen hebben en verzonnen getallen."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from test_invoer import UTRECHT, schrijf_excel

from woonzorg_lib import soorten
from woonzorg_lib.cli import main

# Base columns of an export of the Planmonitor Wonen (B3Partners/tailormap-planmonitor-wonen).
BASIS = [
    *(
        "ID",
        "Plannaam",
        "Plaatsnaam",
        "Gemeente",
        "Regio",
        "Provincie",
        "Plantype",
        "Vertrouwelijkheid",
    ),
    *("Status Project", "Status Planologisch", "Knelpunten", "Woonmilieu", "Studentenwoningen"),
    *("Opdrachtegever", "Opdrachtgever Naam", "Sleutelproject", "Opmerkingen"),
]
CATEGORIEEN = [
    *("Nieuwbouw", "Eengezins", "Meergezins", "Woningtype Onbekend", "Nultreden", "Geclusterd"),
    *("Zorggeschikt", "Wonen en zorg Onbekend", "Regulier", "Flexwoningen", "Regulier permanent"),
    *("Sociale huur", "Huur middenhuur", "Huur dure huur", "Huur onbekend", "Koop betaalbare koop"),
    *("Koop dure koop", "Koop onbekend", "Onbekend Koop of Huur", "Sloop"),
]


def plan(naam="Hof", wie="Openbaar", gemeente="Utrecht", status="2A. Vastgesteld"):
    return [
        *(f"id-{naam}", naam, "Utrecht", gemeente, "U16", "Utrecht", "Verdichting", wie),
        *("Voorbereiding", status, "Netcongestie, Stikstof", "Stedelijk", 0, "Corporatie"),
        *("Voorbeeldwonen", "nee", None),
    ]


def tekst(map, soort, rijen, scheiding=";", naam=None, codering="utf-8-sig"):
    plek = map / "gemeenten" / UTRECHT
    plek.mkdir(parents=True, exist_ok=True)
    stroom = io.StringIO(newline="")
    csv.writer(stroom, delimiter=scheiding).writerows(rijen)
    (plek / (naam or f"{soort}.csv")).write_bytes(stroom.getvalue().encode(codering))


def lees(soort, map):
    return soorten.lees(soort, UTRECHT, map)


def kolom(uit, naam):
    return uit.tabel[naam].astype(object).where(uit.tabel[naam].notna(), None).tolist()


# ---- Planmonitor Wonen


def test_planmonitor_uitgebreid_counts_what_is_still_to_be_built(tmp_path):
    suffixen = ["Totaal", "Gerealiseerd", "Restcapaciteit", "2027", "2028", "2034", "2034_2038"]
    koppen = BASIS + [f"{c} {s}" for c in CATEGORIEEN for s in suffixen]
    waarden = {
        "Nieuwbouw": [100, 20, 80, 30, 30, None, 20],
        "Eengezins": [40, 10, 30, 30, None, None, None],
        "Meergezins": [60, 10, 50, None, 30, None, 20],
        "Sociale huur": [100, 20, 80, 30, 30, None, 20],
        "Sloop": [5, 0, 5, None, None, None, None],
    }
    rij = plan() + [w for c in CATEGORIEEN for w in waarden.get(c, [None] * len(suffixen))]
    schrijf_excel(tmp_path, "plannen", koppen, rij)
    uit = lees("plannen", tmp_path)
    assert uit.fouten == [], [str(m) for m in uit.fouten]
    assert kolom(uit, "bruto") == [80] and kolom(uit, "sloop") == [5]
    assert kolom(uit, "opleverjaar_2027") == [30] and kolom(uit, "opleverjaar_2034_2038") == [20]
    assert kolom(uit, "woningtype_eengezins") == [30] and kolom(uit, "huur_sociaal") == [80]
    assert any("20 woningen die al gebouwd zijn" in m.wat for m in uit.meldingen)


def test_planmonitor_draaitabel_adds_up_the_years_per_plan(tmp_path):
    jaren = [str(j) for j in range(2024, 2044)]
    rijen = []
    for naam, wie in (("Hof", "Openbaar"), ("Kade", "Provincie")):
        for c in CATEGORIEEN:
            telt = {
                "Nieuwbouw": {"2027": 30, "2030": 10},
                "Meergezins": {"2027": 40},
                "Sloop": {"2026": 4},
            }
            rijen.append([*plan(naam, wie), c, *(telt.get(c, {}).get(j) for j in jaren)])
    schrijf_excel(tmp_path, "plannen", [*BASIS, "Woningtype", *jaren], *rijen)
    uit = lees("plannen", tmp_path)
    assert uit.fouten == []
    assert kolom(uit, "bruto") == [40, 40] and kolom(uit, "sloop") == [4, 4]
    assert kolom(uit, "opleverjaar_2027") == [30, 30] and kolom(uit, "vertrouwelijk") == [
        False,
        True,
    ]
    assert kolom(uit, "naam") == ["Hof", "vertrouwelijk plan"]


def test_a_word_that_the_planmonitor_does_not_know_is_named_with_its_row(tmp_path):
    jaren = [str(j) for j in range(2024, 2034)]
    rijen = [[*plan(), c, *[1] * 10] for c in ("Nieuwbouw", "Kasteel")]
    schrijf_excel(tmp_path, "plannen", [*BASIS, "Woningtype", *jaren], *rijen)
    (fout,) = lees("plannen", tmp_path).fouten
    assert fout.regel == 3 and "Woningtype" in fout.wat


def test_the_table_of_one_plan_says_how_to_get_all_plans(tmp_path):
    koppen = [
        "",
        "Groepnaam",
        "Totalen",
        "Check",
        "Gerealiseerd",
        "Restcapaciteit",
        "2024",
        "2034 - 2038",
    ]
    schrijf_excel(tmp_path, "plannen", koppen, ["Nieuwbouw", "nieuwbouw", 40, None, 0, 40, 20, 20])
    (fout,) = lees("plannen", tmp_path).fouten
    assert "één plan" in fout.wat and "Eenvoudig" in fout.doe


# ---- DIWI, provincies


DIWI = Path(__file__).parent / "gevallen" / "39-diwi-export-excel" / "gemeenten" / UTRECHT


def schrijf_diwi(map, *blokken, datums=()):
    """The workbook that DIWI itself fills: a row per block of dwellings, under a head of two rows."""
    boek = openpyxl.load_workbook(DIWI / "plannen.xlsx")
    blad = boek["Data"]
    koppen = [str(c.value or "") for c in blad[4]]
    bouw = [n for n, k in enumerate(koppen) if k == "Opleverdatum"][: len(datums)]
    sloop = [n for n, k in enumerate(koppen) if k == "Opleverdatum"][10 : 10 + len(datums)]
    for n, dag in [*zip(bouw, datums), *zip(sloop, datums)]:
        blad.cell(5, n + 1, dag)
    doelgroep = koppen.index("Doelgroep categorie")
    blad.cell(5, doelgroep + 1, "Student")
    for regel, blok in enumerate(blokken, 6):
        for kop, waarde in blok.items():
            wat, _, dag = kop.partition(":")
            reeks = {"bouw": bouw, "sloop": sloop}.get(wat, [])
            n = reeks[datums.index(date.fromisoformat(dag))] if dag else koppen.index(kop)
            blad.cell(regel, n + 1, waarde)
    plek = map / "gemeenten" / UTRECHT
    plek.mkdir(parents=True, exist_ok=True)
    boek.save(plek / "plannen.xlsx")


def project(naam, id, wie="Openbaar", **meer):
    return {
        "Identificatie nr": id,
        "Naam": naam,
        "Eigenaar": "p.jansen@gemeente.nl",
        "Vertrouwelijkheid": wie,
        "Plan soort": "Verdichting",
        "Project status": "Actief",
        "Gemeente": "Utrecht",
        **meer,
    }


def test_diwi_is_read_block_by_block_into_plans_with_the_status_of_today(tmp_path):
    d27, d29 = date(2027, 6, 30), date(2029, 12, 31)
    gauw = date.today() + timedelta(days=400)
    hof = project("Hof", "a1") | {
        "3 In voorbereiding": date(2023, 1, 1),
        "1a Onherroepelijk": date(2025, 2, 1),
        "4 Ontwerp": date(2024, 5, 1),
        "6 Realisatie": gauw,
    }
    kade = project("Kade", "b2", "Intern bestuurlijk") | {
        "4a Opgenomen in de visie": date(2024, 3, 1),
        "1a Onherroepelijk": gauw,
    }
    schrijf_diwi(
        tmp_path,
        hof
        | {"Bouw": 40, "bouw:2027-06-30": 40, "Meergezins woning": 30, "Eengezins woning": 10}
        | {"Huur woningcorporatie": 25, "Eigendom type onbekend": 15, "Doelgroep categorie": 12},
        hof | {"Bouw": 20, "bouw:2029-12-31": 20, "Meergezins woning": 20, "Koopwoning": 20},
        hof | {"Sloop": 8, "sloop:2027-06-30": 8},
        kade | {"Bouw": 60, "bouw:2029-12-31": 60, "Woning type onbekend": 60},
        project("Leeg", "c3"),
        datums=[d27, d29],
    )
    uit = lees("plannen", tmp_path)
    assert uit.fouten == [], [str(m) for m in uit.fouten]
    assert kolom(uit, "plancode") == ["a1", None]
    assert kolom(uit, "bruto") == [60, 60] and kolom(uit, "sloop") == [8, None]
    assert kolom(uit, "opleverjaar_2027") == [40, None]
    assert kolom(uit, "opleverjaar_2029") == [20, 60]
    assert kolom(uit, "planologische_status") == ["1A. Onherroepelijk", "4A. Visie"]
    assert kolom(uit, "planstatus") == ["Ontwerp", None]
    assert kolom(uit, "vertrouwelijk") == [False, True]
    assert kolom(uit, "naam") == ["Hof", "vertrouwelijk plan"]
    assert kolom(uit, "woningtype_meergezins") == [50, None]
    assert kolom(uit, "huur_onbekend") == [25, None] and kolom(uit, "koop_onbekend") == [20, None]
    assert kolom(uit, "studentenwoningen") == [12, None]
    gezegd = " ".join(map(str, uit.meldingen))
    assert "gelezen als DIWI (Excel): 5 regels zijn 2 plannen geworden" in gezegd
    assert "Regel 10 heeft geen woningblok" in gezegd and "zonder prijs" in gezegd
    assert "jansen" not in gezegd.lower()


def test_the_detailed_planning_of_diwi_says_what_to_export_instead(tmp_path):
    koppen = ["GlobalID", "parent_globalid", "gemeente", "regio", "vertrouwelijkheid", "jaartal"]
    koppen += ["meergezins_koop1", "eengezins_huur1", "bouw_gerealiseerd"]
    tekst(tmp_path, "plannen", [koppen, ["a", "b", "Utrecht", "U16", "x", 2027, 5, 6, 0]], ",")
    (fout,) = lees("plannen", tmp_path).fouten
    assert "detailplanning uit DIWI" in fout.wat and "Excel" in fout.doe


@pytest.mark.parametrize(
    "koppen",
    [
        ["provincie", "gemeente", "h2020-2024", "h2025-2029", "z2021-2024", "htotaal", "ztotaal"],
        [
            "Gemeente",
            "Netto plancapaciteit",
            "Harde plancapaciteit 2030",
            "Zachte plancapaciteit 2030",
        ],
        ["Gemeentecode", "Bruto", "Netto", "Totaal"],
    ],
)
def test_totals_of_a_province_are_no_plans(koppen, tmp_path):
    rijen = [[*["Utrecht"] * 2, *[100] * 8][: len(koppen)] for _ in range(3)]
    tekst(tmp_path, "plannen", [koppen, *rijen])
    (fout,) = lees("plannen", tmp_path).fouten
    assert "dit zijn gemeentetotalen" in fout.wat


# ---- StatLine


def test_statline_in_long_form_is_read_with_years_ages_and_the_star(tmp_path):
    rijen = [
        ["Bevolking; geslacht, leeftijd, regio"],
        ["Geslacht", "Leeftijd", "Regio's", "Perioden", "Bevolking op 1 januari (aantal)", "model"],
        ["Totaal mannen en vrouwen", "Totaal", "Utrecht (gemeente)", "2025*", "374000", "CBS"],
        [
            "Totaal mannen en vrouwen",
            "0 tot 65 jaar",
            "Utrecht (gemeente)",
            "2025*",
            "330000",
            "CBS",
        ],
        [
            "Totaal mannen en vrouwen",
            "65 tot 75 jaar",
            "Utrecht (gemeente)",
            "2025*",
            "25000",
            "CBS",
        ],
        [
            "Totaal mannen en vrouwen",
            "75 jaar of ouder",
            "Utrecht (gemeente)",
            "2025*",
            "19000",
            "CBS",
        ],
        ["Bron: CBS"],
    ]
    tekst(tmp_path, "prognose", rijen)
    uit = lees("prognose", tmp_path)
    assert uit.fouten == [], [str(m) for m in uit.fouten]
    assert kolom(uit, "leeftijd") == ["0-64", "65-74", "75+"] and kolom(uit, "jaar") == [2025] * 3
    assert kolom(uit, "aantal") == [330000, 25000, 19000] and set(kolom(uit, "bron")) == {
        "StatLine (CBS)"
    }
    gezegd = " ".join(map(str, uit.meldingen))
    assert "voorlopig cijfer" in gezegd and "totaal van alle leeftijden" in gezegd


KRUIS = [
    ["Bevolking; kerncijfers"],
    ["Onderwerpen", "Bevolking naar leeftijd", "Bevolking naar leeftijd", "Geboorte", "model"],
    ["Onderwerpen", "65 tot 80 jaar", "80 jaar of ouder", "Levend geboren kinderen"],
    ["Perioden", "aantal", "aantal", "aantal", "model"],
    ["2025", "40000", "11000", "4100", "CBS"],
    ["2030*", "43500", "13250", "4200", "CBS"],
    ["© Centraal Bureau voor de Statistiek, Den Haag/Heerlen 10-10-2026"],
]


def test_statline_with_ages_as_columns_is_read_as_a_row_per_age(tmp_path):
    tekst(tmp_path, "prognose", KRUIS)
    uit = lees("prognose", tmp_path)
    assert uit.fouten == [], [str(m) for m in uit.fouten]
    assert kolom(uit, "jaar") == [2025, 2025, 2030, 2030]
    assert kolom(uit, "leeftijd") == ["65-79", "80+"] * 2
    assert kolom(uit, "aantal") == [40000, 11000, 43500, 13250]
    assert set(kolom(uit, "geslacht")) == {"totaal"}
    gezegd = " ".join(map(str, uit.meldingen))
    assert "1 kolom van de tabel gaat over iets anders" in gezegd


def test_statline_with_groups_and_years_on_top_keeps_each_figure_in_its_place(tmp_path):
    rijen = [
        ["Aandachtsgroepen volkshuisvesting; regio"],
        ["Onderwerp", "Personen", "Personen", "Personen", "Personen"],
        ["Aandachtsgroep", "Statushouders", "Statushouders", "Arbeidsmigranten", ""],
        ["Perioden", "2022 januari", "2023 januari", "2022 januari", "2023 januari"],
        ["Regio's", "aantal", "aantal", "aantal", "aantal"],
        ["Utrecht (gemeente)", "3000", "3105", ".", "2210"],
        ["Bron: CBS"],
    ]
    tekst(tmp_path, "aandachtsgroepen", rijen)
    uit = lees("aandachtsgroepen", tmp_path)
    assert uit.fouten == [], [str(m) for m in uit.fouten]
    rij = ["groep", "jaar", "voorraad"]
    assert list(zip(*(kolom(uit, k) for k in rij))) == [
        ("statushouders", 2022, 3000),
        ("statushouders", 2023, 3105),
        ("arbeidsmigranten", 2022, None),
        ("arbeidsmigranten", 2023, 2210),
    ]


def test_statline_in_thousands_is_written_out(tmp_path):
    rijen = [["Leeftijd", "Geslacht", "Perioden", "Totale bevolking (x 1 000)", "model"]]
    rijen += [["0 tot 75 jaar", "Totaal mannen en vrouwen", "2030", "351,2", "CBS 2026"]]
    rijen += [["75 jaar of ouder", "Totaal mannen en vrouwen", "2030", "23", "CBS 2026"]]
    tekst(tmp_path, "prognose", rijen)
    uit = lees("prognose", tmp_path)
    assert uit.fouten == [], [str(m) for m in uit.fouten]
    assert kolom(uit, "aantal") == [351200, 23000]
    assert any("maal 1.000" in m.wat for m in uit.meldingen)


@pytest.mark.parametrize(
    "anders",
    [
        lambda rijen: rijen.pop(3),  # no row with units
        lambda rijen: rijen[2].__setitem__(2, "65 tot 80 jaar"),  # the same age twice
        lambda rijen: rijen[1].__setitem__(2, "Mannen"),  # an age under two subjects
    ],
)
def test_statline_that_can_be_read_in_two_ways_says_how_to_turn_it(anders, tmp_path):
    rijen = [list(rij) for rij in KRUIS]
    anders(rijen)
    tekst(tmp_path, "prognose", rijen)
    (fout,) = lees("prognose", tmp_path).fouten
    assert "StatLine" in fout.wat and "CSV" in fout.doe


def test_statline_of_another_gemeente_is_not_read_as_this_one(tmp_path):
    rijen = [["Aandachtsgroep", "Regio's", "Perioden", "Personen (aantal)"]]
    rijen += [
        ["Statushouders", f"{g} (gemeente)", "2023 januari", n]
        for g, n in (("Utrecht", 9), ("Zeist", 8))
    ]
    tekst(tmp_path, "aandachtsgroepen", rijen)
    (fout,) = lees("aandachtsgroepen", tmp_path).fouten
    assert "1 van de 2 regels gaat over een andere gemeente (Zeist)" in fout.wat


def test_years_as_columns_become_a_row_per_year(tmp_path):
    koppen = ["Leeftijd", "geslacht", "model", "bron", 2025, 2030]
    rijen = [["0-74", "totaal", "P", "x", 340000, 350000], ["75+", "totaal", "P", "x", 19000, None]]
    schrijf_excel(tmp_path, "prognose", koppen, *rijen)
    uit = lees("prognose", tmp_path)
    assert kolom(uit, "jaar") == [2025, 2030, 2025] or uit.fouten
    assert any("de jaren staan als kolommen" in m.wat for m in uit.meldingen)


# ---- haltes en plekken


def test_stops_of_gtfs_become_stops_of_this_gemeente(tmp_path):
    koppen = ["stop_id", "stop_code", "stop_name", "stop_lat", "stop_lon", "location_type"]
    koppen += ["parent_station", "wheelchair_boarding", "platform_code"]
    rijen = [
        ["s1", "", "Utrecht, Plein", "52.091", "5.121", "0", "", "1", "A"],
        ["s2", "", "Utrecht, Plein", "52.092", "5.122", "0", "", "1", "B"],
        ["s3", "", "Utrecht, Kade", "52.100", "5.110", "", "", "0", ""],
        ["s4", "", "Groningen, Markt", "53.218", "6.567", "0", "", "2", ""],
        ["st", "", "Utrecht Centraal", "52.089", "5.110", "1", "", "1", ""],
    ]
    tekst(tmp_path, "haltes", [koppen, *rijen], ",", naam="haltes.txt")
    uit = lees("haltes", tmp_path)
    assert uit.fouten == [], [str(m) for m in uit.fouten]
    assert kolom(uit, "naam") == ["Utrecht, Plein", "Utrecht, Kade"]
    assert kolom(uit, "toegankelijk") == [True, None] and kolom(uit, "y") == [52.091, 52.1]
    gezegd = " ".join(map(str, uit.meldingen))
    assert "1 plekken buiten Utrecht" in gezegd and "4 palen en perrons zijn 3 haltes" in gezegd


def test_places_of_openstreetmap_keep_what_is_known_and_name_the_rest(tmp_path):
    koppen = ["@id", "name", "amenity", "shop", "wheelchair", "@lat", "@lon"]
    rijen = [
        ["1", "Apotheek Zuid", "pharmacy", "", "yes", "52.091", "5.121"],
        ["2", "Super", "", "supermarket", "limited", "52.092", "5.122"],
        ["3", "", "bench", "", "", "52.092", "5.122"],
        ["4", "Café Hoek", "cafe", "", "no", "52.093", "5.123"],
    ]
    tekst(tmp_path, "voorzieningen", [koppen, *rijen], "\t")
    uit = lees("voorzieningen", tmp_path)
    assert uit.fouten == []
    assert kolom(uit, "type") == ["apotheek", "supermarkt", "anders"]
    assert kolom(uit, "toegankelijk") == [True, None, False]
    gezegd = " ".join(map(str, uit.meldingen))
    assert "1 zonder naam" in gezegd and "'cafe' (1)" in gezegd


# ---- een ander bestand dan de naam zegt


def test_the_content_decides_what_a_file_is(tmp_path):
    schrijf_excel(
        tmp_path, "flex", ["locatie", "woningen", "startjaar", "bron"], ["A", 10, 2022, "x"]
    )
    plek = tmp_path / "gemeenten" / UTRECHT
    (plek / "flex.xlsx").rename(plek / "flex.csv")
    uit = lees("flex", tmp_path)
    assert kolom(uit, "woningen") == [10] and "Noem het flex.xlsx" in uit.meldingen[0].doe
    (plek / "flex.csv").unlink()
    (plek / "flex.xlsx").write_text(
        "locatie;woningen;startjaar;bron\nA;10;2022;x\n", encoding="utf-8"
    )
    uit = lees("flex", tmp_path)
    assert kolom(uit, "woningen") == [10] and "Noem het flex.csv" in uit.meldingen[0].doe


@pytest.mark.parametrize(
    ("inhoud", "zegt"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, r"oud Excel-bestand (.xls)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + b"\0" * 600
            + "EncryptedPackage".encode("utf-16-le"),
            "wachtwoord",
        ),
        (b"%PDF-1.7 x", "PDF"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "webpagina"),
        (b'{"type": "FeatureCollection"}', "JSON"),
    ],
)
@pytest.mark.parametrize("naam", ["flex.xlsx", "flex.csv"])
def test_a_file_that_is_no_table_says_what_it_is(inhoud, zegt, naam, tmp_path):
    plek = tmp_path / "gemeenten" / UTRECHT
    plek.mkdir(parents=True)
    (plek / naam).write_bytes(inhoud)
    (fout,) = lees("flex", tmp_path).fouten
    assert zegt in fout.wat and fout.doe


def test_a_file_with_another_name_is_recognised_by_its_columns(tmp_path, capsys):
    telt = {"Nieuwbouw": 10, "Eengezins": 10, "Sociale huur": 10}
    rij = plan() + [telt.get(c) for c in CATEGORIEEN]
    schrijf_excel(tmp_path, "plannenlijst def (2)", BASIS + CATEGORIEEN, rij)
    opdracht = ["invoer", "controleer", "Utrecht", "--invoer", str(tmp_path)]
    assert main(opdracht) == 0
    gezegd = capsys.readouterr().out
    assert "Noem het plannen.xlsx, of typ: woonzorg invoer controleer --ja GM0344" in gezegd
    # A yes is all it takes: the name, and then the plans are read.
    assert main([*opdracht, "--ja"]) == 0
    assert "gelezen als Planmonitor Wonen (Eenvoudig): 1 plan." in capsys.readouterr().out
    assert [p.name for p in (tmp_path / "gemeenten" / UTRECHT).glob("*.xlsx")] == ["plannen.xlsx"]


def test_a_yes_never_puts_a_file_in_the_place_of_another(tmp_path, capsys):
    rij = plan() + [10] * len(CATEGORIEEN)
    for naam in ("plannen", "oude export", "nog een"):
        schrijf_excel(tmp_path, naam, BASIS + CATEGORIEEN, rij)
    main(["invoer", "controleer", "Utrecht", "--invoer", str(tmp_path), "--ja"])
    assert "of typ" not in capsys.readouterr().out
    plek = tmp_path / "gemeenten" / UTRECHT
    assert {p.stem for p in plek.glob("*.xlsx")} == {"plannen", "oude export", "nog een"}


# ---- voorstellen


def test_a_proposal_is_kept_after_a_yes_and_read_the_next_time(tmp_path, capsys):
    koppen = ["Locatie flexwoningen", "Aantal woningen", "Start jaar", "Bron"]
    schrijf_excel(tmp_path, "flex", koppen, ["A", 10, 2022, "x"], ["B", 12, 2023, "x"])
    basis = ["invoer", "controleer", "Utrecht", "--invoer", str(tmp_path)]
    assert main(basis) == 2
    assert "'Locatie flexwoningen' is locatie" in capsys.readouterr().out
    assert main([*basis, "--ja"]) == 0
    bewaard = tmp_path / "gemeenten" / UTRECHT / "flex.leeswijzer.yaml"
    assert "Locatie flexwoningen: locatie" in bewaard.read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(basis) == 0
    assert kolom(lees("flex", tmp_path), "woningen") == [10, 12]
    assert "leeswijzer" not in capsys.readouterr().out


def test_a_whole_region_is_offered_and_read_for_this_gemeente_alone(tmp_path, capsys):
    rijen = [["gemeente", "locatie", "woningen", "startjaar", "bron"]]
    rijen += [
        [g, f"L{n}", 10 + n, 2022, "x"] for n, g in enumerate(["Utrecht", "Zeist", "Utrecht"])
    ]
    tekst(tmp_path, "flex", rijen)
    basis = ["invoer", "controleer", "Utrecht", "--invoer", str(tmp_path)]
    assert main(basis) == 2
    assert "1 van de 3 regels gaat over een andere gemeente (Zeist)" in capsys.readouterr().out
    assert main([*basis, "--ja"]) == 0
    assert kolom(lees("flex", tmp_path), "woningen") == [10, 12]


def test_a_spoiled_reading_guide_is_one_line(tmp_path):
    tekst(tmp_path, "flex", [["locatie", "woningen", "startjaar", "bron"], ["A", 1, 2022, "x"]])
    wijzer = tmp_path / "gemeenten" / UTRECHT / "flex.leeswijzer.yaml"
    for inhoud in ("kolommen: {A: kasteel}\n", "a: &a [*a]\n", "kolommen: 5\n", "[", "vreemd: 1\n"):
        wijzer.write_text(inhoud, encoding="utf-8")
        (fout,) = lees("flex", tmp_path).fouten
        assert "leeswijzer" in fout.wat


# ---- markeren


@pytest.mark.parametrize("vorm", ["xlsx", "csv"])
def test_a_marked_copy_has_a_comment_in_each_wrong_cell(vorm, tmp_path, capsys):
    koppen, rijen = (
        ["locatie", "woningen", "startjaar", "bron"],
        [["A", "tien", 2022, "x"], ["B", 12, 1800, "x"]],
    )
    if vorm == "xlsx":
        schrijf_excel(tmp_path, "flex", koppen, *rijen)
    else:
        tekst(tmp_path, "flex", [koppen, *rijen])
    plek = tmp_path / "gemeenten" / UTRECHT
    voor = (plek / f"flex.{vorm}").read_bytes()
    basis = ["invoer", "controleer", "Utrecht", "--invoer", str(tmp_path)]
    assert main([*basis, "--markeer"]) == 2
    boek = openpyxl.load_workbook(plek / "flex-nagekeken.xlsx")
    blad = boek.worksheets[0]
    met = {c.coordinate: c.comment.text for rij in blad.iter_rows() for c in rij if c.comment}
    assert set(met) == {"B2", "C3"} and "geen getal" in met["B2"]
    assert [r[0].value for r in boek["controle"].iter_rows(min_row=2)] == ["FOUT", "FOUT"]
    assert (plek / f"flex.{vorm}").read_bytes() == voor
    capsys.readouterr()
    assert main(basis) == 2 and "nagekeken" not in capsys.readouterr().out


# ---- namen van vertrouwelijke plannen


def test_the_name_of_a_confidential_plan_stays_out_of_other_files_and_texts(tmp_path, capsys):
    koppen = ["naam", "plancode", "vertrouwelijk", "planologische_status", "bruto", "bron"]
    schrijf_excel(
        tmp_path,
        "plannen",
        koppen,
        ["Zebra-kwartier", "ZK-77", "ja", "1A", 10, "x"],
        ["Hof", "H-1", "nee", "1A", 10, "x"],
    )
    tekst(
        tmp_path,
        "flex",
        [
            ["locatie", "woningen", "startjaar", "bron", "toelichting"],
            ["A", 9, 2022, "x", "bij het zebra kwartier"],
        ],
    )
    duiding = tmp_path / "gemeenten" / UTRECHT / "duiding"
    duiding.mkdir()
    (duiding / "A2.md").write_text(
        "In het ZEBRA KWARTIER en zk-77 komt zorg. Hof niet.", encoding="utf-8"
    )
    assert main(["invoer", "controleer", "Utrecht", "--invoer", str(tmp_path)]) == 0
    gezegd = capsys.readouterr().out
    assert gezegd.count("naam van een vertrouwelijk plan") == 2 and "ebra" not in gezegd
    from woonzorg_lib import gebieden
    from woonzorg_lib.soorten.eigen_invoer import EigenInvoer

    eigen = EigenInvoer(gebieden.gemeente("Utrecht"), tmp_path)
    assert eigen.duiding("A2") == (
        "In het een vertrouwelijk plan en een vertrouwelijk plan komt zorg. Hof niet."
    )
    assert eigen.bestand("flex").toonbaar.toelichting[0] == "bij het een vertrouwelijk plan"
