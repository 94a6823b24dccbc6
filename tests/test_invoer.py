"""Invoer van begin tot eind: sjabloon, invullen, lezen, nakijken, en de opdracht op de opdrachtregel."""

import csv
import io
import json
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest

from woonzorg_lib import soorten
from woonzorg_lib.cli import main
from woonzorg_lib.soorten import lees
from woonzorg_lib.onderwerpen import register

UTRECHT = "GM0344"
PLAN = {
    "plancode": "P1",
    "naam": "Hof",
    "vertrouwelijk": "nee",
    "planologische_status": "1A",
    "bruto": "10",
    "opleverjaar": "2027",
    "bron": "eigen",
}
PLAN |= {"woningtype_onbekend": "10", "huur_sociaal": "10"}


def schrijf(
    map, soort, rijen, gebied=f"gemeenten/{UTRECHT}", scheiding=";", codering="utf-8", naam=None
):
    plek = map / gebied
    plek.mkdir(parents=True, exist_ok=True)
    stroom = io.StringIO(newline="")
    koppen = list(dict.fromkeys(k for rij in rijen for k in rij))
    schrijver = csv.DictWriter(stroom, koppen, delimiter=scheiding, restval="")
    schrijver.writeheader()
    schrijver.writerows(rijen)
    (plek / (naam or f"{soort}.csv")).write_bytes(stroom.getvalue().encode(codering))
    return plek / (naam or f"{soort}.csv")


def schrijf_excel(map, soort, koppen, *rijen):
    plek = map / "gemeenten" / UTRECHT
    plek.mkdir(parents=True, exist_ok=True)
    boek = openpyxl.Workbook()
    boek.active.append(koppen)
    for rij in rijen:
        boek.active.append(rij)
    boek.save(plek / f"{soort}.xlsx")
    return boek


def regels(meldingen, ernst="FOUT"):
    return [str(m) for m in meldingen if m.ernst == ernst]


def regio(map, naam="Vallei", gemeenten=("GM0344", "GM0310")):
    plek = map / "regios" / naam
    plek.mkdir(parents=True, exist_ok=True)
    (plek / "regio.yaml").write_text(
        f"naam: {naam}\ngemeenten: [{', '.join(gemeenten)}]\n", encoding="utf-8"
    )
    return f"regios/{naam}"


# ---- sjablonen


@pytest.mark.parametrize("soort", soorten.schemas())
@pytest.mark.parametrize("vorm", ["csv", "xlsx"])
def test_a_template_filled_in_comes_back_as_it_was_filled(soort, vorm, tmp_path):
    schema = soorten.schemas()[soort]
    soorten.nieuw(UTRECHT, tmp_path, [soort], volledig=True, vorm=vorm)
    plek = tmp_path / "gemeenten" / UTRECHT
    leeg = lees(soort, UTRECHT, tmp_path)
    voorbeelden_op = "regel 5 en 6" if vorm == "xlsx" else "regel 4 en 5"
    assert not leeg.bruikbaar and not leeg.fouten, regels(leeg.meldingen)
    assert any(f"{voorbeelden_op} zijn voorbeelden" in m.wat for m in leeg.meldingen)
    themas = (
        "langer zelfstandig thuis",
        "doorstromen",
        "innovatie en vernieuwing",
        "samenwerking wonen en zorg",
    )
    voorbeelden = [schema.voorbeeldrij(n) | {"gemeente": "Utrecht"} for n in (0, 1)]
    if soort == "visiescore":
        voorbeelden = [voorbeelden[1] | {"thema": t} for t in themas]
    pad = plek / f"{soort}.{vorm}"
    if vorm == "csv":
        gelezen = list(csv.reader(io.StringIO(pad.read_text(encoding="utf-8-sig")), delimiter=";"))
        kop = gelezen[2]
        stroom = io.StringIO(newline="")
        csv.writer(stroom, delimiter=";").writerows(
            [["bron", "Eigen administratie"], ["peildatum", "2026-01-01"], kop]
            + [[rij.get(k, "") for k in kop] for rij in voorbeelden]
        )
        pad.write_text(stroom.getvalue(), encoding="utf-8-sig")
    else:
        boek = openpyxl.load_workbook(pad)
        blad = boek[soort]
        assert blad.freeze_panes == "B5" and all(cel.comment for cel in blad[4])
        blad["B2"] = date(2026, 1, 1)
        for n, rij in enumerate(voorbeelden, 5):
            for k, kop in enumerate(blad[4], 1):
                blad.cell(n, k, rij.get(kop.value) or (0 if rij.get(kop.value) == 0 else None))
        boek.save(pad)
    terug = lees(soort, UTRECHT, tmp_path)
    assert terug.fouten == [] and len(terug.tabel) == len(voorbeelden), regels(terug.meldingen)
    for k in schema.kolommen:
        geheim = soort == "plannen" and k.vorm.dtype == "str"
        for wat, was in zip(terug.tabel[k.naam], voorbeelden):
            if (
                k.naam != "gemeente"
                and was.get(k.naam, "") != ""
                and not (geheim and was["vertrouwelijk"] == "ja")
            ):
                gelezen = (
                    {True: "ja", False: "nee"}[wat]
                    if k.vorm.naam == "ja_nee"
                    else str(wat)[:10]
                    if k.vorm.naam == "datum"
                    else wat
                )
                assert gelezen == was[k.naam], k.naam


def test_templates_never_overwrite_and_an_unknown_kind_is_one_line(tmp_path):
    eerste = soorten.nieuw(UTRECHT, tmp_path, ["plannen", "flex"])
    assert sorted(p.name for p in eerste) == ["LEESMIJ.md", "flex.xlsx", "plannen.xlsx"]
    plannen = eerste[0].with_name("plannen.xlsx")
    plannen.write_text("van mij", encoding="utf-8")
    assert (
        soorten.nieuw(UTRECHT, tmp_path, ["plannen"], vorm="csv") == []
        and plannen.read_text(encoding="utf-8") == "van mij"
    )
    with pytest.raises(soorten.OnbekendeSoort, match="Bedoelt u plannen"):
        soorten.nieuw(UTRECHT, tmp_path, ["planen"])


def test_the_guide_explains_only_what_was_asked_for_and_grows(tmp_path):
    pad = soorten.nieuw(UTRECHT, tmp_path, ["flex"])[0]
    assert "## flex\n" in (tekst := pad.read_text(encoding="utf-8")) and "## plannen" not in tekst
    pad.write_text(tekst + "\nVan mij.\n", encoding="utf-8")
    soorten.nieuw(UTRECHT, tmp_path, ["plannen", "flex"])
    tekst = pad.read_text(encoding="utf-8")
    assert "Van mij." in tekst and tekst.count("## plannen\n") == tekst.count("## flex\n") == 1


def test_a_short_template_has_what_everybody_has_and_adds_up(tmp_path):
    soorten.nieuw(UTRECHT, tmp_path, ["plannen"])
    pad = tmp_path / "gemeenten" / UTRECHT / "plannen.xlsx"
    boek = openpyxl.load_workbook(pad)
    blad = boek["plannen"]
    koppen = {cel.value: cel.column for cel in blad[4]}
    assert len(koppen) == 17 and {"bron", "peildatum", "knelpunten"}.isdisjoint(koppen)
    bruto = blad.cell(3, koppen["bruto"])
    assert bruto.value.startswith("=SUMIF($A$5:") and "VOORBEELD" in bruto.value
    kolommen = {c for v in blad.data_validations.dataValidation for c in str(v.sqref)[:1]}
    assert bruto.column_letter in kolommen and boek.sheetnames == ["plannen", "uitleg", "keuzes"]
    rij = {"naam": "Hof", "vertrouwelijk": "nee", "planologische_status": "1A", "bruto": 40}
    rij |= {"opleverjaar": 2028, "woningtype_eengezins": 10, "huur_sociaal": 12}
    for naam, waarde in rij.items():
        blad.cell(7, koppen[naam], waarde)
    boek.save(pad)
    uit = lees("plannen", UTRECHT, tmp_path)
    assert uit.fouten == [], regels(uit.meldingen)
    plan = uit.tabel.iloc[0]
    assert (plan.bruto, plan.woningtype_onbekend, plan.prijsklasse_onbekend) == (40, 30, 28)
    assert plan.bron == "Eigen administratie" and pd.isna(plan.woningtype_meergezins)


def test_every_local_file_of_the_register_has_a_schema_and_every_column_is_explained():
    assert {b for o in register().values() for b in o.bestanden} <= set(soorten.schemas())
    for schema in soorten.schemas().values():
        assert all(
            k.uitleg.endswith((".", "?"))
            and len(k.voorbeelden) == 2
            or k.naam in schema.model.STAART
            or not k.sjabloon
            for k in schema.kolommen
        ), schema.soort
        assert set(schema.sleutel) <= {k.naam for k in schema.kolommen}
        assert f"## {schema.soort}\n" in soorten.documentatie()


# ---- lezen zoals mensen schrijven


@pytest.mark.parametrize(
    ("getypt", "waarde"),
    [
        ("1250", 1250),
        ("1.250", 1250),
        ("€ 1.250,00", 1250),
        ("1 250", 1250),
        ("1.250,-", 1250),
        ("12.0", 12),
        ("1250,0", 1250),
        ("1\u00a0250", 1250),
        ("007", 7),
    ],
)
def test_a_count_is_read_as_people_write_it(getypt, waarde, tmp_path):
    schrijf(
        tmp_path, "flex", [{"locatie": "A", "woningen": getypt, "startjaar": "2022", "bron": "x"}]
    )
    assert lees("flex", UTRECHT, tmp_path).tabel.woningen[0] == waarde


@pytest.mark.parametrize(
    "getypt",
    [
        "1.25",
        "1,250",
        "1.2500",
        "12,5",
        "-3",
        "(3)",
        "1.250.00",
        "1,250.00",
        "ca. 12",
        "12 woningen",
        "1e3",
        "٣",
        "1.25.0",
        "9" * 400,
        "0.250",
        "1/2",
    ],
)
def test_an_ambiguous_or_impossible_count_is_an_error(getypt, tmp_path):
    schrijf(
        tmp_path, "flex", [{"locatie": "A", "woningen": getypt, "startjaar": "2022", "bron": "x"}]
    )
    uit = lees("flex", UTRECHT, tmp_path)
    assert (
        not uit.bruikbaar
        and len(uit.tabel) == 0
        and len(uit.fouten) == 1
        and "regel 2, kolom woningen" in str(uit.fouten[0])
    )


@pytest.mark.parametrize(
    ("getypt", "waarde"),
    [
        ("1-7-2026", date(2026, 7, 1)),
        ("2026-07-01", date(2026, 7, 1)),
        ("1 juli 2026", date(2026, 7, 1)),
        ("01/07/2026", date(2026, 7, 1)),
        (datetime(2026, 7, 1), date(2026, 7, 1)),
    ],
)
def test_dates_are_read_the_dutch_way(getypt, waarde, tmp_path):
    schrijf_excel(
        tmp_path,
        "flex",
        ["locatie", "woningen", "startjaar", "einddatum", "bron"],
        ["A", 10, 2022, getypt, "x"],
    )
    assert lees("flex", UTRECHT, tmp_path).tabel.einddatum[0].date() == waarde


@pytest.mark.parametrize("getypt", ["31-2-2026", "1-7-26", "7", "binnenkort", 46204])
def test_what_is_no_date_is_an_error(getypt, tmp_path):
    schrijf_excel(
        tmp_path,
        "flex",
        ["locatie", "woningen", "startjaar", "einddatum", "bron"],
        ["A", 10, 2022, getypt, "x"],
    )
    assert "is geen datum" in regels(lees("flex", UTRECHT, tmp_path).meldingen)[0]


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("scheiding", [";", ",", "\t"])
def test_encodings_and_separators(codering, scheiding, tmp_path):
    schrijf(
        tmp_path,
        "flex",
        [
            {
                "Locatie": "Café één, hoek",
                "WONINGEN ": "1.250",
                "start jaar": "2022",
                "Bron": "x",
                "Herplaatsing": "JA",
            }
        ],
        scheiding=scheiding,
        codering=codering,
    )
    uit = lees("flex", UTRECHT, tmp_path)
    assert (
        uit.fouten == []
        and uit.tabel.locatie[0] == "Café één, hoek"
        and uit.tabel.woningen[0] == 1250
        and uit.tabel.herplaatsing[0] == "ja"
    )


def test_titles_blank_rows_extra_columns_and_the_row_numbers_of_excel(tmp_path):
    tekst = "Overzicht flexwoningen;;;;\n\nlocatie;woningen;startjaar;bron;kleur\n;;;;\nA;10;2022;x;rood\n\nB;volgend jaar;2022;x;\n;;;;\n;;;;\n"
    plek = schrijf(tmp_path, "flex", [{"a": "b"}])
    plek.write_text(tekst, encoding="utf-8")
    uit = lees("flex", UTRECHT, tmp_path)
    assert regels(uit.fouten) == [
        f"{tmp_path.name}/gemeenten/GM0344/flex.csv, regel 7, kolom woningen: 'volgend jaar' is geen getal. Vul een heel getal in, zoals 1250."
    ]
    assert "de kolom 'kleur' is niet bekend" in regels(uit.meldingen, "WAARSCHUWING")[0]


def test_a_column_that_is_all_but_known_is_asked_after_also_when_it_is_a_year(tmp_path):
    kop = "aanbieder;locatie;type;plekken_nu;pleken_2028;plekken_30;wachtende;status;bron"
    plek = schrijf(tmp_path, "zorgplannen", [{"a": "b"}])
    plek.write_text(f"{kop}\nA;B;hospice;5;6;7;9;loopt;x\n", encoding="utf-8")
    (m,) = lees("zorgplannen", UTRECHT, tmp_path).meldingen
    for getypt, bedoeld in (
        ("pleken_2028", "plekken_2028"),
        ("plekken_30", "plekken_2030"),
        ("wachtende", "wachtenden"),
    ):
        assert f"Bedoelt u met '{getypt}' '{bedoeld}'?" in str(m)
    assert "zijn niet bekend en worden niet gelezen" in str(m)


def test_the_check_says_which_filled_in_columns_the_report_does_not_show(tmp_path):
    schrijf(
        tmp_path,
        "flex",
        [
            {
                "locatie": "A",
                "woningen": 10,
                "startjaar": 2022,
                "herplaatsing_locatie": "Weide",
                "capaciteit": "",
                "bron": "x",
            }
        ],
    )
    ((_, wat),) = soorten.kijk_na(UTRECHT, tmp_path).gelezen
    assert wat.endswith("woningen samen 10. Niet in het rapport: herplaatsing_locatie.")


def test_the_message_of_a_wrong_year_is_the_one_of_the_style_guide(tmp_path):
    schrijf(
        tmp_path / "parameters",
        "plannen",
        [PLAN] * 1
        + [PLAN | {"plancode": f"P{n}", "naam": f"H{n}"} for n in range(4)]
        + [PLAN | {"plancode": "Z", "opleverjaar": "volgend jaar"}],
    )
    (fout,) = lees("plannen", UTRECHT, tmp_path / "parameters").fouten
    assert (
        str(fout)
        == "parameters/gemeenten/GM0344/plannen.csv, regel 7, kolom opleverjaar: 'volgend jaar' is geen jaartal. Vul een jaar in, zoals 2027.".replace(
            "2027", str(date.today().year + 1)
        )
    )


def test_a_comma_in_a_number_of_a_comma_file_is_never_taken_apart(tmp_path):
    plek = schrijf(tmp_path, "flex", [{"a": "b"}])
    plek.write_text("locatie,woningen,startjaar,bron\nA,1,5,2022,x\n", encoding="utf-8")
    assert "5 cellen en de kop 4" in regels(lees("flex", UTRECHT, tmp_path).meldingen)[0]


def test_excel_percentages_formulas_and_half_years(tmp_path):
    koppen = [
        "partij",
        "doelgroep",
        "jaar",
        "woningen",
        "kosten_gemeente_pct",
        "kosten_bewoner_pct",
        "bron",
    ]
    boek = schrijf_excel(
        tmp_path, "intermediair", koppen, ["Z", "statushouders", 2025, 10, 0.29, 71, "x"]
    )
    boek.active["E2"].number_format = "0%"
    boek.save(tmp_path / "gemeenten" / UTRECHT / "intermediair.xlsx")
    assert lees("intermediair", UTRECHT, tmp_path).tabel.kosten_gemeente_pct[0] == 29
    schrijf_excel(
        tmp_path, "flex", ["locatie", "woningen", "startjaar", "bron"], ["A", "=5+5", 2022, "x"]
    )
    assert "formule" in regels(lees("flex", UTRECHT, tmp_path).meldingen)[0]
    schrijf_excel(
        tmp_path,
        "taakstelling",
        ["halfjaar", "taakstelling", "gehuisvest", "bron"],
        [datetime(2026, 2, 1), 5, 5, "x"],
    )
    assert lees("taakstelling", UTRECHT, tmp_path).tabel.halfjaar[0] == "2026-2"


# ---- meer bestanden


def test_both_forms_filled_in_is_an_error_and_an_untouched_template_is_not(tmp_path):
    soorten.nieuw(UTRECHT, tmp_path, ["flex"])
    schrijf(
        tmp_path, "flex", [{"locatie": "A", "woningen": "10", "startjaar": "2022", "bron": "x"}]
    )
    assert lees("flex", UTRECHT, tmp_path).bruikbaar
    schrijf_excel(
        tmp_path, "flex", ["locatie", "woningen", "startjaar", "bron"], ["A", 11, 2022, "x"]
    )
    uit = lees("flex", UTRECHT, tmp_path)
    assert (
        not uit.bruikbaar
        and "flex.csv en flex.xlsx zijn allebei ingevuld" in regels(uit.meldingen)[0]
    )


def test_input_of_a_region_holds_for_its_gemeenten_and_an_own_row_wins(tmp_path):
    regel = {
        "thema": "overlast",
        "afspraak": "Samen",
        "partijen": "wij",
        "eigenaar": "regio",
        "status": "loopt",
        "bron": "x",
    }
    schrijf(
        tmp_path,
        "afspraken",
        [regel, regel | {"afspraak": "Alleen De Bilt", "gemeente": "De Bilt"}],
        regio(tmp_path),
    )
    schrijf(tmp_path, "afspraken", [regel | {"eigenaar": "eigen"}])
    utrecht, bilt = (
        lees("afspraken", UTRECHT, tmp_path).tabel,
        lees("afspraken", "De Bilt", tmp_path).tabel,
    )
    assert list(utrecht.eigenaar) == ["eigen"] and list(utrecht._herkomst) == ["Utrecht"]
    assert sorted(bilt.afspraak) == ["Alleen De Bilt", "Samen"] and set(bilt.gemeente) == {"GM0310"}
    assert lees("afspraken", "Amsterdam", tmp_path).tabel.empty
    from woonzorg_lib import gebieden

    alles = soorten.lees_regio(
        "afspraken", gebieden.regio("eigen:Vallei", eigen_map=tmp_path / "regios"), tmp_path
    ).tabel
    assert sorted(alles.gemeente.fillna("regio")) == ["GM0310", "GM0310", "GM0344", "regio"]


def test_a_total_of_the_region_is_the_sum_and_is_not_given_to_a_gemeente(tmp_path):
    rij = {"jaar": "2030", "categorie": "totaal", "bron": "x"}
    rijen = [
        rij | {"gemeente": "", "aantal": "100"},
        rij | {"gemeente": "Utrecht", "aantal": "70"},
        rij | {"gemeente": "De Bilt", "aantal": "20"},
    ]
    schrijf(tmp_path, "woonopgave", rijen, regio(tmp_path))
    assert (
        "de gemeenten samen zijn 90, maar de rij van de regio is 100"
        in regels(lees("woonopgave", UTRECHT, tmp_path).meldingen)[0]
    )
    schrijf(tmp_path, "woonopgave", [*rijen[:2], rijen[2] | {"aantal": "30"}], "regios/Vallei")
    assert list(lees("woonopgave", UTRECHT, tmp_path).tabel.aantal) == [70]


def test_gemeentecodes_of_the_past_name_their_successor(tmp_path):
    rij = {"jaar": "2030", "categorie": "totaal", "aantal": "5", "bron": "x"}
    oud = ["GM0707", "Leerdam", "Haaren", "GM9999", "Utrect", "Amsterdam"]
    schrijf(
        tmp_path,
        "woonopgave",
        [rij | {"gemeente": g, "jaar": str(2030 + n)} for n, g in enumerate(oud)],
        regio(tmp_path),
    )
    uit = " ".join(regels(soorten.controleer(None, tmp_path)))
    assert (
        "regel 2 en 3" in uit
        and "Vijfheerenlanden (GM1961)" in uit
        and "Boxtel" in uit
        and "'GM9999' is geen gemeentecode" in uit
        and "Bedoelt u Utrecht?" in uit
    )
    assert "Amsterdam hoort niet bij Vallei" in uit


def test_the_check_names_stray_files_folders_and_regions(tmp_path):
    schrijf(tmp_path, "planen", [{"a": "b"}])
    schrijf(tmp_path, "flex", [{"a": "b"}], naam="flex.ods")
    schrijf(tmp_path, "flex", [{"a": "b"}], gebied="gemeenten/GM0707")
    regio(tmp_path, "Kapot", ("Nergenshuizen",))
    alles = soorten.controleer(None, tmp_path)
    tekst = "\n".join(str(m) for m in alles)
    assert (
        "planen.csv: dit bestand wordt niet gelezen. Bedoelt u plannen.csv?" in tekst
        and "flex.ods" in tekst
    )
    assert "GM0707" in tekst and "Vijfheerenlanden" in tekst and "regios/Kapot/regio.yaml" in tekst
    assert alles == sorted(alles, key=lambda m: ("FOUT", "WAARSCHUWING", "LET OP").index(m.ernst))


# ---- de opdracht


def test_the_command_makes_checks_and_gives_the_right_status(tmp_path, capsys):
    basis = ["--invoer", str(tmp_path)]
    assert main(["invoer", "nieuw", "Utrecht", "--soort", "flex", "plannen", *basis]) == 0
    assert "flex.xlsx" in capsys.readouterr().out
    assert main(["invoer", "controleer", "Utrecht", *basis]) == 0
    capsys.readouterr()
    schrijf(
        tmp_path, "flex", [{"locatie": "A", "woningen": "tien", "startjaar": "2022", "bron": "x"}]
    )
    assert main(["invoer", "controleer", *basis]) == 2
    assert (
        "FOUT" in (uit := capsys.readouterr().out) and "kolom woningen: 'tien' is geen getal" in uit
    )
    assert main(["invoer", "controleer", "Utrecht", "--json", *basis]) == 2
    eerste = json.loads(capsys.readouterr().out)[0]
    assert eerste["ernst"] == "FOUT" and eerste["regel"] == 2 and eerste["kolom"] == "woningen"
    assert (
        main(["invoer", "nieuw", "Utrect", *basis]) == 2
        and main(["invoer", "nieuw", "Utrecht", "--soort", "fles", *basis]) == 2
    )
    assert main(["invoer", "controleer", "--invoer", str(tmp_path / "nee")]) == 2
