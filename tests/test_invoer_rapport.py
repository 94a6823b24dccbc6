"""Van sjabloon tot rapport voor elke soort invoer, exports van anderen, eigen regio's, eigen teksten en plannen van een eerder jaar."""

import json
import re
import shutil
from pathlib import Path

import pytest
from test_invoer import PLAN, UTRECHT, regels, regio, schrijf

from woonzorg_lib import gebieden, invoer, soorten
from woonzorg_lib.analyse import Analyse
from woonzorg_lib.beeld import Beeld
from woonzorg_lib.cli import main
from woonzorg_lib.soorten import lees
from woonzorg_lib.onderwerpen import register

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
THEMAS = (
    "langer zelfstandig thuis",
    "doorstromen",
    "innovatie en vernieuwing",
    "samenwerking wonen en zorg",
)


def cellen_over(soort):
    """The cells of the report that ask for this file."""
    vraag = re.compile(
        rf'"{soort}"' + (r"|a\.plannen\(" if soort in ("plannen", "woonopgave") else "")
    )
    for pad in sorted(NOTEBOOKS.glob("*.ipynb")):
        for cel in json.loads(pad.read_text(encoding="utf-8"))["cells"]:
            bron = "".join(cel["source"])
            if (
                cel["cell_type"] == "code"
                and vraag.search(bron)
                and bron.startswith("a.")
                and "\n" not in bron
            ):
                yield bron


@pytest.mark.parametrize("soort", soorten.schemas())
def test_a_filled_in_template_reaches_the_report(soort, tmp_path):
    soorten.nieuw(UTRECHT, tmp_path, [soort], vorm="csv")
    plek = tmp_path / "gemeenten" / UTRECHT
    pad = plek / f"{soort}.csv"
    kop, *rijen = re.sub(
        r"VOORBEELD [12] \(wis deze regel\)", "Utrecht", pad.read_text(encoding="utf-8-sig")
    ).splitlines()
    if soort == "visiescore":
        vier = [re.sub("|".join(THEMAS), thema, rijen[-1]) for thema in THEMAS]
        rijen = [*rijen[:-2], *vier]
    pad.write_text("\n".join([kop, *rijen]), encoding="utf-8")
    assert regels(soorten.controleer(UTRECHT, tmp_path)) == []
    a = Analyse("Utrecht", invoer=str(tmp_path))
    if soort == "plannen":
        assert "Bron: " in a.plannen("kern").html
    elif soort == "prognose":
        assert "prognose.csv" in set(a.prognose("75plus").tabel) | set(a.prognose("65plus").tabel)
    else:
        assert "Eigen administratie" in a.lokaal(soort).html
    for o in register().values():
        if soort in o.bestanden:
            assert not re.search(
                rf"Nodig: [^/]*\b{soort}\.csv", a.onderwerp(o.id).gegevens["hint"]
            ), o.id
    for bron in cellen_over(soort):
        b = eval(bron, {"a": a})  # noqa: S307 - the kit's own notebook cell
        assert not isinstance(b, Beeld) or 'class="fout"' not in b.html, bron


# ---- exports of others, whole files


BASISSET = (
    "gemeente;vertrouwelijk;naam;plancode;planstatus;geometrie_aanwezig;sloop;bruto;netto;opleverjaar_2025;opleverjaar_2026;opleverjaar_2027;opleverjaar_2028;opleverjaar_2035_2039;c1;"
    "plantype;planologische_status;tijdelijke_woningen;woningtype_eengezins;woningtype_meergezins;woningtype_onbekend;c2;nultredenwoning;geclusterde_woonvorm;zorggeschikte_woning;"
    "overig_geschikt_voor_ouderen;c3;huur_sociaal_eigendom_corporatie;huur_sociaal_eigendom_markt;huur_middelduur_eigendom_markt;huur_middelduur_eigendom_markt_inst;huur_duur;huur_onbekend;"
    "koop_betaalbaar;koop_duur;koop_onbekend;prijsklasse_onbekend;c4"
)
HOF = "Utrecht;Nee;Hof;P1;Uitvoering;Ja;10;1.250;1.240;0;250;500;500;0;0;Verdichting;1A. Onherroepelijk;0;250;1.000;0;0;100;48;24;0;172;300;100;200;50;100;0;250;150;0;100;0"
KADE = "GM0344;Ja;Kade;P2;Initiatief;Nee;0;60;60;0;0;0;0;60;0;Transformatie;4A. Visie;0;0;0;60;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;60;0"


def test_a_whole_basisset_export_keeps_its_sums(tmp_path):
    pad = schrijf(tmp_path, "plannen", [PLAN])
    pad.write_text("\n".join((BASISSET, HOF, KADE)) + "\n", encoding="cp1252")
    uit = lees("plannen", UTRECHT, tmp_path)
    assert uit.fouten == [] and len(uit.tabel) == 2, regels(uit.meldingen)
    t = uit.tabel.set_index("planologische_status")
    hof = t.loc["1A. Onherroepelijk"]
    assert (
        hof.bruto,
        hof.netto,
        hof.huur_sociaal,
        hof.huur_middelduur,
        hof.woningtype_meergezins,
        hof.opleverjaar_2028,
    ) == (1250, 1240, 400, 250, 1000, 500)
    assert (
        t.loc["4A. Visie"].vertrouwelijk
        and "Kade" not in uit.tabel.to_csv()
        and hof.bron == "Basisset plancapaciteit 2.0"
    )
    assert not any("c1" in m or "c4" in m for m in regels(uit.meldingen, "WAARSCHUWING"))


@pytest.mark.parametrize(
    ("van", "naar", "controle"),
    [
        (";250;500;500;0;0;Verd", ";250;500;400;0;100;Verd", "c1"),
        (";250;1.000;0;0;100", ";200;1.000;0;50;100", "c2"),
        (";150;0;100;0", ";150;0;90;10", "c4"),
    ],
)
def test_a_check_of_the_basisset_that_is_not_zero_is_found_again(van, naar, controle, tmp_path):
    pad = schrijf(tmp_path, "plannen", [PLAN])
    assert van in HOF
    pad.write_text("\n".join((BASISSET, HOF.replace(van, naar), KADE)) + "\n", encoding="utf-8")
    assert [
        m
        for m in regels(lees("plannen", UTRECHT, tmp_path).meldingen)
        if f"(controle {controle})" in m and "regel 2" in m
    ]


def test_a_planmonitor_export_with_years_and_two_plans(tmp_path):
    vast = [
        ("Hof", "1B. Onherroepelijk, uitwerkingsplicht", "Openbaar"),
        ("Kade", "5A. Ambtelijk met locatie", "Gemeente"),
    ]
    leeg = dict.fromkeys(
        (
            "nieuwbouw",
            "woning_type",
            "betaalbaarheid",
            "wonen_en_zorg",
            "flexwoningen",
            "sloop",
            "jaartal",
        ),
        "",
    )
    delen = [
        {"nieuwbouw": "Nieuwbouw", "jaartal": "2027", "totaal_gepland": "30"},
        {"nieuwbouw": "Nieuwbouw", "jaartal": "2028", "totaal_gepland": "1.000"},
    ]
    delen += [
        {"woning_type": "Meergezins", "totaal_gepland": "1.030"},
        {"betaalbaarheid": "Huur middenhuur", "totaal_gepland": "30"},
        {"betaalbaarheid": "Onbekend koop of huur", "totaal_gepland": "1.000"},
    ]
    delen += [
        {"wonen_en_zorg": "Nultreden", "totaal_gepland": "20"},
        {"wonen_en_zorg": "Regulier", "totaal_gepland": "1.010"},
        {"flexwoningen": "Flexwoningen", "totaal_gepland": "30"},
    ]
    rijen = [
        {"plan_naam": n, "gemeente": "Utrecht", "vertrouwelijkheid": v, "status_planologisch": s}
        | leeg
        | d
        for n, s, v in vast
        for d in delen
    ]
    schrijf(tmp_path, "plannen", rijen)
    uit = lees("plannen", UTRECHT, tmp_path)
    assert uit.fouten == [] and len(uit.tabel) == 2, regels(uit.meldingen)
    assert (
        list(uit.tabel.bruto) == [1030, 1030]
        and list(uit.tabel.opleverjaar_2028) == [1000, 1000]
        and list(uit.tabel.nultredenwoning) == [20, 20]
    )
    assert sorted(uit.tabel.naam) == ["Hof", "vertrouwelijk plan"] and list(
        uit.tabel.tijdelijke_woningen
    ) == [30, 30]
    rijen[4]["betaalbaarheid"] = "Sociaal koop"
    schrijf(tmp_path, "plannen", rijen)
    assert "betaalbaarheid" in regels(lees("plannen", UTRECHT, tmp_path).meldingen)[0]


# ---- own regions


def test_the_template_of_a_region_is_no_region_and_works_once_it_is_copied_and_filled(
    tmp_path, capsys
):
    sjabloon = invoer.KIT / "regios" / "_sjabloon"
    assert main(["gebieden", "Vul"]) == 2 and "sjabloon" not in capsys.readouterr().out
    assert not Analyse("Utrecht").eigen.is_er
    shutil.copytree(sjabloon, tmp_path / "regios" / "zuidrand")
    assert "Vul hier een gemeente in" in regels(soorten.controleer(None, tmp_path))[0]
    pad = tmp_path / "regios" / "zuidrand" / "regio.yaml"
    pad.write_text(
        pad.read_text(encoding="utf-8")
        .replace("Vul hier een gemeente in", "provincie:Zuid-Holland")
        .replace("Vul hier de naam van de regio in", "Zuidrand"),
        encoding="utf-8",
    )
    assert regels(soorten.controleer(None, tmp_path)) == []
    assert (
        invoer.standaard(tmp_path, gebieden.gemeente("Leiden"))["norm_sociale_huur"]["waarde"]
        == 0.333
    )
    assert (
        main(["gebieden", "zuidrand", "--invoer", str(tmp_path)]) == 0
        and "eigen:zuidrand" in capsys.readouterr().out
    )
    a = Analyse("Leiden", regio="eigen:zuidrand", invoer=str(tmp_path))
    d = (
        a.cijfers("inwoners", "corporatiewoningen", naast=["regio"])
        .set_index(["indicator", "rol"])
        .waarde
    )
    zh = (
        Analyse("Leiden", regio="provincie:Zuid-Holland")
        .cijfers("inwoners", "corporatiewoningen", naast=["regio"])
        .set_index(["indicator", "rol"])
        .waarde
    )
    assert d.equals(zh) and d["inwoners", "regio"] > d["inwoners", "gemeente"]
    assert "Bron van de indeling: Vul hier de bron" in a.regiotekst().html


# ---- own texts, earlier plans, places


def test_own_texts_are_checked(tmp_path):
    plek = tmp_path / "gemeenten" / UTRECHT / "duiding"
    plek.mkdir(parents=True)
    for naam, inhoud in {
        "A1.md": "Goed **verhaal**, zie <https://voorbeeld.nl>.",
        "A2.md": " \n",
        "A3.md": "Regel een\n<b>vet</b>",
        "B1.md": "woord " * 2000,
        "C1.md": "Bel 06-12345678",
        "E1.md": "BSN 123456782",
        "planvoorraad.md": "x",
        "ambitie.md": "Wij willen een gemeente zijn waar iedereen oud kan worden.",
        "Z9z.md": "x",
        "a4.txt": "x",
    }.items():
        (plek / naam).write_text(inhoud, encoding="utf-8")
    (plek / "B2.md").write_bytes("Café".encode("cp1252"))
    alles = {m.bestand.rpartition("/")[2]: m for m in soorten.controleer(UTRECHT, tmp_path)}
    assert (
        "A1.md" not in alles
        and "is leeg" in str(alles["A2.md"])
        and "regel 2: hier staat HTML" in str(alles["A3.md"])
        and "12.000" in str(alles["B1.md"]).replace("11.999", "12.000")
    )
    assert (
        alles["C1.md"].ernst == "WAARSCHUWING"
        and alles["E1.md"].ernst == "FOUT"
        and not any("123456782" in str(m) or "12345678" in str(m) for m in alles.values())
    )
    assert (
        "Bedoelt u A2.md" in str(alles["planvoorraad.md"])
        and "ambitie.md" not in alles
        and "UTF-8" in str(alles["B2.md"])
    )
    assert "wordt niet gelezen" in str(alles["Z9z.md"]) and "wordt niet gelezen" in str(
        alles["a4.txt"]
    )
    duiding = Analyse("Utrecht", invoer=str(tmp_path)).onderwerp("E1").gegevens["duiding"]
    assert "telt niet mee" in duiding and "123456782" not in duiding


def test_plans_are_compared_with_those_of_an_earlier_year(tmp_path):
    groot = PLAN | {"bruto": "30", "woningtype_onbekend": "30", "huur_sociaal": "30"}
    schrijf(
        tmp_path,
        "plannen",
        [PLAN | {"naam": "Oud geheim", "vertrouwelijk": "ja"}],
        naam="plannen_2025.csv",
    )
    schrijf(tmp_path, "plannen", [groot])
    (wat,) = [
        m
        for m in regels(soorten.controleer(UTRECHT, tmp_path), "WAARSCHUWING")
        if "plannen_2025.csv" in m
    ]
    assert (
        "bruto is samen 30; in plannen_2025.csv was dat 10 (+200%)" in wat and "geheim" not in wat
    )
    assert list(lees("plannen", UTRECHT, tmp_path).tabel.bruto) == [30]
    schrijf(tmp_path, "plannen", [groot | {"bruto": "veel"}], naam="plannen_2025.csv")
    uit = soorten.controleer(UTRECHT, tmp_path)
    assert regels(uit) == [] and any("niet vergeleken" in m for m in regels(uit, "LET OP"))


def test_a_place_in_another_gemeente_is_noticed(tmp_path):
    rij = {"type": "huisarts", "bron": "x"}
    plekken = [
        ("136000", "456000"),
        ("5,121", "52,091"),
        ("121000", "487000"),
        ("4,9", "52,37"),
    ]  # Utrecht twice, Amsterdam twice
    schrijf(
        tmp_path,
        "voorzieningen",
        [rij | {"naam": f"n{n}", "x": x, "y": y} for n, (x, y) in enumerate(plekken)],
    )
    uit = lees("voorzieningen", UTRECHT, tmp_path)
    assert uit.bruikbaar and [
        m.regels for m in uit.meldingen if "ligt niet in Utrecht" in m.wat
    ] == [(4, 5)]


def test_input_of_a_region_is_checked_and_reaches_the_region_in_the_command(tmp_path, capsys):
    schrijf(
        tmp_path,
        "afspraken",
        [
            {
                "thema": "overlast",
                "afspraak": "a",
                "partijen": "p",
                "eigenaar": "e",
                "status": "misschien",
                "bron": "x",
            }
        ],
        regio(tmp_path, "Vallei", ("Utrecht", "De Bilt")),
    )
    assert main(["invoer", "controleer", "Utrecht", "--invoer", str(tmp_path)]) == 2
    assert "regios/Vallei/afspraken.csv, regel 2, kolom status" in capsys.readouterr().out
    assert (
        main(
            [
                "rapport",
                "Amsterdam",
                "--regio",
                "eigen:Vallei",
                "--invoer",
                str(tmp_path),
                "--uitvoer",
                str(tmp_path / "uit"),
            ]
        )
        == 2
    )
    assert "Amsterdam hoort niet bij regio Vallei" in capsys.readouterr().err


def test_the_werklijst_says_who_has_what_is_missing_and_the_report_says_nothing_of_it(tmp_path):
    a = Analyse("Zeist")
    html = a.werklijst().html
    assert "De corporaties" in html and "woonvormen.csv (B3, T4)" in html
    assert f"invoer nieuw {a.gemeente.code} --soort" in html
    assert "C5 Zorg, ondersteuning en sociale basis" in html and "Wat oud is" in html


def test_the_werklijst_names_files_that_contradict_each_other():
    a = Analyse("Utrecht", invoer=str(Path(__file__).parents[1] / "parameters" / "voorbeeld"))
    html = a.werklijst().html
    if "Verpleegzorgplekken die er nu zijn" in html:
        assert "woonvormen.csv zegt" in html and "zorgaanbod.csv zegt" in html
    assert "parameters/voorbeeld" in html or "Er ontbreekt niets" in html
