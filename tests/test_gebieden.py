"""Gedrag van de kamer gebieden: namen, regio's, herindelingen, eigen regio's en grenzen."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from woonzorg_lib import gebieden as g
from woonzorg_lib.fouten import WoonzorgFout


def namen(codes):
    return {x.naam for x in g.gemeenten() if x.code in codes}


@pytest.mark.parametrize(
    ("zoek", "naam"),
    [
        ("Utrecht", "Utrecht"),
        ("  uTRECHT ", "Utrecht"),
        ("gemeente Utrecht", "Utrecht"),
        ("Groningen (gemeente)", "Groningen"),
        ("GM0344", "Utrecht"),
        ("gm344", "Utrecht"),
        ("gm 0344", "Utrecht"),
        ("0344", "Utrecht"),
        ("344", "Utrecht"),
        (344, "Utrecht"),
        ("Den Bosch", "'s-Hertogenbosch"),
        ("’s‑Hertogenbosch", "'s-Hertogenbosch"),
        ("s hertogenbosch", "'s-Hertogenbosch"),
        ("den haag", "'s-Gravenhage"),
        ("'s Gravenhage", "'s-Gravenhage"),
        ("sudwest fryslan", "Súdwest-Fryslân"),
        ("de friese meren", "De Fryske Marren"),
        ("bergen nh", "Bergen (NH.)"),
        ("Bergen Noord-Holland", "Bergen (NH.)"),
        ("Bergen (L.)", "Bergen (L.)"),
        ("Bergen Limburg", "Bergen (L.)"),
        ("bergen op zoom", "Bergen op Zoom"),
        ("Middelburg", "Middelburg"),
        ("Middelburg (Z.)", "Middelburg"),
        ("Middelburg (Zeeland)", "Middelburg"),
        ("Hengelo Ov", "Hengelo"),
        ("Hengelo (Gld.)", "Bronckhorst"),
        ("Leerdam", "Vijfheerenlanden"),
        ("GM0545", "Vijfheerenlanden"),
        ("Graafstroom", "Molenlanden"),
        ("Weesp", "Amsterdam"),
        ("IJsselstein", "IJsselstein"),
        ("alphen a/d rijn", "Alphen aan den Rijn"),
        ("nuenen gerwen en nederwetten", "Nuenen, Gerwen en Nederwetten"),
    ],
)
def test_a_gemeente_is_found_by_name_or_code(zoek, naam):
    assert g.gemeente(zoek).naam == naam


def test_every_gemeente_is_found_by_its_own_names_and_code():
    for x in g.gemeenten():
        assert (
            g.gemeente(x.naam)
            == g.gemeente(x.code)
            == g.gemeente(x.naam.upper())
            == g.gemeente(x.volledige_naam)
            == x
        )


def test_only_bergen_keeps_its_suffix_and_names_sort_as_a_reader_expects():
    alle = [x.naam for x in g.gemeenten()]
    assert len(alle) == 342
    assert [naam for naam in alle if "(" in naam] == ["Bergen (L.)", "Bergen (NH.)"]
    assert (
        alle.index("Rozendaal")
        < alle.index("'s-Gravenhage")
        < alle.index("'s-Hertogenbosch")
        < alle.index("Schagen")
    )
    assert alle.index("Stichtse Vecht") < alle.index("Súdwest-Fryslân") < alle.index("Terneuzen")


@pytest.mark.parametrize("zoek", ["Bergen", "bergen", "gemeente Bergen"])
def test_bergen_asks_which_one(zoek):
    with pytest.raises(
        g.MeerdereGemeenten, match=r'Kies "Bergen \(L\.\)" of "Bergen \(NH\.\)"'
    ) as fout:
        g.gemeente(zoek)
    assert [g.gemeente(keuze).naam for keuze in fout.value.keuzes] == [
        "Bergen (L.)",
        "Bergen (NH.)",
    ]


@pytest.mark.parametrize("zoek", ["Haaren", "GM0788", "788"])
def test_a_split_gemeente_names_its_receivers(zoek):
    with pytest.raises(g.OpgehevenGemeente) as fout:
        g.gemeente(zoek)
    assert (
        str(fout.value)
        == "Haaren is in 2021 verdeeld over Boxtel, Oisterwijk, Tilburg en Vught. Kies een van deze."
    )
    assert namen({x.code for x in fout.value.opvolgers}) == {
        "Boxtel",
        "Oisterwijk",
        "Tilburg",
        "Vught",
    }


@pytest.mark.parametrize(
    ("zoek", "tekst"),
    [
        ("Utrech", "Bedoelt u Utrecht?"),
        ("Amsterdm", "Amsterdam"),
        ("Leerdm", "Leerdam (nu Vijfheerenlanden)"),
        ("Den Bosh", "Bedoelt u 's-Hertogenbosch"),
        ("Bilthoven", "Zo heet een wijk of buurt in De Bilt. Bedoelt u De Bilt?"),
        ("den dolder", "Zo heet een wijk of buurt in Zeist. Bedoelt u Zeist?"),
        ("Elst", "wijk of buurt in Overbetuwe en Rhenen. Bedoelt u Overbetuwe of Rhenen?"),
        ("Centrum", "Zoek een gemeente"),
        ("xqzw", "woonzorg gebieden"),
        ("GM9999", "GM9999"),
        ("", "Geen gemeente"),
        (None, "Geen gemeente"),
        (-344, "Onbekende gemeente"),
        ("Achterhoek", "is een regio, geen gemeente"),
        ("Zwolle (Gld.)", "Onbekende gemeente"),
        ("a\nb" * 500, "…"),
    ],
)
def test_an_unknown_gemeente_is_one_helpful_line(zoek, tekst):
    with pytest.raises(g.OnbekendeGemeente) as fout:
        g.gemeente(zoek)
    assert tekst in str(fout.value) and "\n" not in str(fout.value) and len(str(fout.value)) < 250
    assert isinstance(fout.value, WoonzorgFout) and fout.value.exitcode == 2


# Places that are no gemeente and that people will type, each with where they lie.
PLAATSEN = """Badhoevedorp Haarlemmermeer, Scheveningen 's-Gravenhage, Rosmalen 's-Hertogenbosch,
Oosterbeek Renkum, Bennekom Ede, Hoofddorp Haarlemmermeer, IJmuiden Velsen, Blerick Venlo,
Emmeloord Noordoostpolder, Klazienaveen Emmen, Vaassen Epe, Nijverdal Hellendoorn,
Soesterberg Soest, Schijndel Meierijstad, Kudelstaart Aalsmeer, Oostburg Sluis"""


def test_a_place_that_is_no_gemeente_names_the_gemeente_it_lies_in():
    for regel in " ".join(PLAATSEN.split()).split(", "):
        plaats, gemeente = regel.split(" ", 1)
        try:
            gevonden = g.gemeente(plaats).naam  # the name of an old gemeente
        except WoonzorgFout as fout:
            gevonden = str(fout)
        assert gemeente in gevonden, (plaats, gevonden)


@pytest.mark.parametrize(
    ("zoek", "volledig", "aantal"),
    [
        ("corop:Utrecht", "COROP-gebied Utrecht", 26),
        ("COROP: utrecht", "COROP-gebied Utrecht", 26),
        ("CR17", "COROP-gebied Utrecht", 26),
        ("COROP-gebied Utrecht", "COROP-gebied Utrecht", 26),
        ("provincie:friesland", "provincie Fryslân", 18),
        ("provincie:Brabant", "provincie Noord-Brabant", 56),
        ("corop:arnhem-nijmegen", "COROP-gebied Arnhem/Nijmegen", 16),
        ("corop:gooi en vechtstreek", "COROP-gebied Het Gooi en Vechtstreek", 6),
        ("Corop:Noordoost-Brabant", "COROP-gebied Noordoost-Noord-Brabant", 11),
        ("ggd:Utrecht", "GGD-regio Utrecht", 26),
        ("ggd:GGD Twente", "GGD-regio Twente", 14),
        ("arbeidsmarkt:zwolle", "arbeidsmarktregio Zwolle", 16),
        ("veiligheidsregio:hollands midden", "veiligheidsregio Hollands Midden", 18),
        ("zorgkantoor:waardenland", "zorgkantoorregio Waardenland", 10),
        ("Waardenland", "zorgkantoorregio Waardenland", 10),
        ("jeugd:Utrecht Stad", "jeugdregio Utrecht Stad", 1),
        ("Jeugdregio: holland rijnland", "jeugdregio Holland Rijnland", 13),
        ("jeugd:hart van brabant", "jeugdregio Midden-Brabant (Hart van Brabant)", 11),
        ("res:u16", "RES-regio U16", 16),
        ("RES-regio Groningen", "RES-regio Groningen", 10),
        ("rmc:Utrecht", "RMC-regio Utrecht", 16),
        ("rmc:de friese wouden", "RMC-regio Friesland-Oost ('de Friese Wouden')", 7),
        ("veilig_thuis:Utrecht", "Veilig Thuis-regio Utrecht", 26),
        ("veilig thuis:Fryslân", "Veilig Thuis-regio Friesland", 18),
        ("Veilig Thuis-regio Utrecht", "Veilig Thuis-regio Utrecht", 26),
        ("land:nederland", "Nederland", 342),
        ("Nederland", "Nederland", 342),
        ("NL", "Nederland", 342),
    ],
)
def test_a_regio_is_found_and_named_in_right_dutch(zoek, volledig, aantal):
    regio = g.regio(zoek)
    assert (regio.volledige_naam, len(regio.leden)) == (volledig, aantal)


def test_a_name_of_several_soorten_gives_choices_that_can_be_typed():
    for naam in ("Utrecht", "Achterhoek", "Groningen", "Friesland", "Gooi en Vechtstreek"):
        with pytest.raises(g.MeerdereRegios) as fout:
            g.regio(naam)
        gekozen = [g.regio(keuze.strip('"')) for keuze in fout.value.keuzes]
        assert len({regio.soort for regio in gekozen}) == len(gekozen) > 1
        assert all(keuze in str(fout.value) for keuze in fout.value.keuzes)
    soorten = "provincie corop veiligheid ggd zorgkantoor rmc veilig_thuis".split()
    with pytest.raises(g.MeerdereRegios) as fout:
        g.regio("Utrecht")
    assert fout.value.keuzes == tuple(f"{soort}:Utrecht" for soort in soorten)


def test_every_soort_covers_all_gemeenten_once_and_every_choice_leads_back():
    aantallen = {
        "land": 1,
        "provincie": 12,
        "corop": 40,
        "arbeidsmarkt": 35,
        "veiligheid": 25,
        "ggd": 25,
        "zorgkantoor": 31,
        "jeugd": 42,
        "res": 30,
        "rmc": 40,
        "veilig_thuis": 25,
    }
    for soort, aantal in aantallen.items():
        regios = {g.regio_van(x, soort) for x in g.gemeenten()}
        assert len(regios) == aantal
        assert Counter(lid for r in regios for lid in r.leden) == Counter(
            x.code for x in g.gemeenten()
        )
        assert all(g.regio(r.keuze.strip('"')) == r and g.regio(r.code) == r for r in regios)


@pytest.mark.parametrize(
    ("zoek", "tekst"),
    [
        ("corop:Utrech", "corop:Utrecht"),
        ("corop:xqzw", "Onbekend COROP-gebied 'xqzw'"),
        ("gewest:Utrecht", "Onbekende soort regio 'gewest'. Kies uit land, provincie"),
        (":Utrecht", "Onbekende soort"),
        ("Zeist", "is een gemeente, geen regio. Zij ligt in corop:Utrecht."),
        ("provincie:Zeist", "Zij ligt in provincie:Utrecht."),
        ("", "Geen regio"),
        ("eigen:kempen", "eigen regio"),
    ],
)
def test_an_unknown_regio_is_one_helpful_line(zoek, tekst):
    with pytest.raises(g.OnbekendeRegio) as fout:
        g.regio(zoek)
    assert tekst in str(fout.value) and "\n" not in str(fout.value)


def test_a_gemeente_knows_its_regio_and_provincie():
    utrecht = g.gemeente("Utrecht")
    assert g.regio_van(utrecht).code == "CR17" and g.provincie_van(utrecht).naam == "Utrecht"
    assert g.regio_van(utrecht, "COROP").met_lidwoord == "het COROP-gebied Utrecht"
    assert utrecht.met_lidwoord == "de gemeente Utrecht" and g.land().met_lidwoord == "Nederland"
    with pytest.raises(g.OnbekendeRegio):
        g.regio_van(utrecht, "eigen")
    assert "2025" in g.ZORGKANTOOR_OPMERKING and "2019" not in g.ZORGKANTOOR_OPMERKING


def test_the_regions_of_a_gemeente_are_those_of_cbs_2025():
    amersfoort = g.gemeente("Amersfoort")
    soorten = {"jeugd": "JZ20", "res": "ES13", "rmc": "MC16", "veilig_thuis": "VT20"}
    assert {s: g.regio_van(amersfoort, s).code for s in soorten} == soorten
    assert g.regio_van(g.gemeente("Epe"), "zorgkantoor").naam == "Apeldoorn/Zutphen"
    # in one soort the gemeente is the whole region, in another its name is no region at all
    assert g.regio("res:Hoeksche Waard").leden == (g.gemeente("Hoeksche Waard").code,)
    with pytest.raises(g.OnbekendeRegio, match='Zij ligt in "jeugd:Zuid-Holland Zuid"'):
        g.regio("jeugd:Hoeksche Waard")


def test_the_command_shows_the_new_soorten(capsys):
    from woonzorg_lib.cli import main

    assert main(["gebieden", "veilig_thuis:"]) == 0
    regels = capsys.readouterr().out.splitlines()
    assert len(regels) == 1 + 25 and "veilig_thuis:Twente" in " ".join(regels)
    assert main(["gebieden", "amersfoort"]) == 0
    uit = capsys.readouterr().out
    assert "res:Amersfoort" in uit and "arbeidsmarkt:Amersfoort" in uit


def test_an_older_snapshot_takes_the_new_soorten_from_the_package(tmp_path):
    import csv
    import json
    import os

    oud = tmp_path / "oud"
    oud.mkdir()
    bron = Path(g.__file__).parent / "gebieden.csv"
    rijen = list(csv.DictReader(bron.open(encoding="utf-8", newline="")))
    kolommen = [k for k in rijen[0] if not k.startswith(("jeugd", "res_", "rmc_", "veilig_t"))]
    # made since: no file of the package knows it
    rijen.append(rijen[0] | {"gemeentecode": "GM9001", "gemeentenaam": "Nieuwgemaakt"})
    with (oud / "gebieden.csv").open("w", encoding="utf-8", newline="") as stroom:
        schrijver = csv.DictWriter(stroom, kolommen, extrasaction="ignore")
        schrijver.writeheader()
        schrijver.writerows(rijen)
    (tmp_path / "actief.json").write_text(
        json.dumps({"map": "oud", "eerder": []}), encoding="utf-8"
    )
    code = (
        "from woonzorg_lib import gebieden as g\n"
        "print(len(g.regio('res:Flevoland').leden), g.regio_van(g.gemeente('Almere'), 'rmc').naam)\n"
        "try: g.regio_van(g.gemeente('Nieuwgemaakt'), 'res')\n"
        "except g.OnbekendeRegio as fout: print(fout)\n"
    )
    uit = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=Path(g.__file__).parents[2],
        env=os.environ | {"WOONZORG_GEGEVENS": str(tmp_path), "PYTHONUTF8": "1"},
    )
    assert uit.stdout.splitlines() == [
        "6 Flevoland",
        "Van gemeente Nieuwgemaakt is niet bekend in welke RES-regio zij ligt.",
    ], uit.stderr


def maak_regio(tmp_path: Path, tekst: str, naam: str = "kempen") -> Path:
    map_ = tmp_path / naam
    map_.mkdir()
    (map_ / "regio.yaml").write_text(tekst, encoding="utf-8")
    return tmp_path


def test_an_own_regio_reads_names_and_codes(tmp_path):
    eigen = maak_regio(
        tmp_path,
        "naam: De Kempen\ngemeenten:\n  - Bladel\n  - eersel\n  - 0344\n  - GM1667\n  - Bladel\n",
    )
    for zoek in ("eigen:Kempen", "kempen"):
        regio = g.regio(zoek, eigen)
        assert (regio.code, regio.naam, regio.soort, regio.volledige_naam) == (
            "EIGEN:kempen",
            "De Kempen",
            "eigen",
            "regio De Kempen",
        )
        # 0344 is Utrecht, not the octal number that YAML would make of it
        assert namen(regio.leden) == {"Bladel", "Eersel", "Utrecht", "Reusel-De Mierden"}


def test_an_own_regio_with_a_known_name_is_one_of_the_choices(tmp_path):
    with pytest.raises(g.MeerdereRegios, match="zorgkantoor:Waardenland, eigen:waardenland"):
        g.regio("Waardenland", maak_regio(tmp_path, "gemeenten: [Altena]", "waardenland"))


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        (
            "naam: X\ngemeenten:\n  - Bladl\n  - Eersel",
            "gemeenten, nummer 1: Onbekende gemeente 'Bladl'. Bedoelt u Bladel",
        ),
        ("naam: X", "verwacht een lijst"),
        ("naam: X\ngemeenten: Bladel", "verwacht een lijst"),
        ("naam: X\ngemeente:\n  - Bladel", "onbekende sleutel 'gemeente'"),
        ("naam: [X\n", "regel 2: dit is geen geldige YAML"),
        ("", "verwacht 'naam:'"),
        ("gemeenten:\n  - [Bladel]", "nummer 1: verwacht één naam of code"),
    ],
)
def test_a_wrong_own_regio_is_one_line_with_its_file(tmp_path, tekst, melding):
    eigen = maak_regio(tmp_path, tekst)
    with pytest.raises(g.EigenRegioFout) as fout:
        g.regio("eigen:kempen", eigen)
    assert (
        "kempen/regio.yaml" in str(fout.value)
        and melding in str(fout.value)
        and "\n" not in str(fout.value)
    )


def test_own_regios_stay_inside_their_folder(tmp_path):
    maak_regio(tmp_path, "gemeenten: [Bladel]", "buiten")
    eigen = maak_regio(tmp_path, "gemeenten: [Bladel]", "regios")
    (eigen / "regios" / "leeg").mkdir()
    with pytest.raises(g.OnbekendeRegio):
        g.regio("eigen:../buiten", eigen / "regios")
    with pytest.raises(g.EigenRegioFout, match="ontbreekt"):
        g.regio("eigen:leeg", eigen / "regios")


def test_opvolgers_follow_chains():
    assert g.opvolgers("GM0693") == ("GM1978",)  # Graafstroom -> Molenwaard -> Molenlanden
    assert g.opvolgers("GM0344") == ("GM0344",)
    assert namen(g.opvolgers("GM0788")) == {"Boxtel", "Oisterwijk", "Tilburg", "Vught"}
    with pytest.raises(g.GeenHerindelingen):
        g.opvolgers("GM9999")


@pytest.mark.parametrize(
    ("zoek", "jaar", "codes"),
    [
        ("Amsterdam", 2022, "GM0363 GM0457"),
        ("Amsterdam", 2023, "GM0363"),
        ("Vijfheerenlanden", 2018, "GM0545 GM0620 GM0707"),
        ("Vijfheerenlanden", 2019, "GM1961"),
        ("Eemsdelta", 2020, "GM0003 GM0010 GM0024"),
        ("Land van Cuijk", 2021, "GM0756 GM0786 GM0815 GM1684 GM1702"),
        ("Leeuwarden", 2017, "GM0080 GM0081"),
        ("Boxtel", 2020, "GM0757"),
        ("Het Hogeland", 2018, "GM0005 GM1651 GM1663"),
        ("Molenlanden", 2018, "GM0689 GM1927"),
        ("Molenlanden", 2012, "GM0571 GM0689 GM0693 GM0694"),
        ("De Fryske Marren", 2015, "GM1921"),
        ("De Fryske Marren", 2013, "GM0051 GM0082 GM0653"),
        ("Berg en Dal", 2014, "GM0241 GM0265 GM0282"),
        ("Utrecht", 2012, "GM0344"),
        ("Utrecht", 2026, "GM0344"),
    ],
)
def test_voorgangers_are_the_territory_of_that_year(zoek, jaar, codes):
    assert g.voorgangers(g.gemeente(zoek).code, jaar) == tuple(codes.split())


def test_voorgangers_and_split_gemeenten_make_up_the_whole_country_each_year():
    # the number of gemeenten on 1 January, as CBS publishes it
    aantallen = {
        2012: 415,
        2013: 408,
        2014: 403,
        2015: 393,
        2016: 390,
        2017: 388,
        2018: 380,
        2019: 355,
        2020: 355,
        2021: 352,
    }
    gesplitst = {
        "Boarnsterhim": 2014,
        "Maasdonk": 2015,
        "Littenseradiel": 2018,
        "Winsum": 2019,
        "Haaren": 2021,
    }
    for jaar, aantal in (aantallen | {2022: 345, 2023: 342, 2026: 342}).items():
        codes = [code for x in g.gemeenten() for code in g.voorgangers(x.code, jaar)]
        assert (
            len(codes)
            == len(set(codes))
            == aantal - sum(jaar < einde for einde in gesplitst.values())
        ), jaar


def test_splitsingen_and_too_early_years_say_that_figures_cannot_be_carried():
    assert g.splitsingen(g.gemeente("Boxtel").code) == (("Haaren", 2021),)
    assert g.splitsingen(g.gemeente("Leeuwarden").code) == (
        ("Boarnsterhim", 2014),
        ("Littenseradiel", 2018),
    )
    assert g.splitsingen(g.gemeente("De Fryske Marren").code) == (("Boarnsterhim", 2014),)
    assert g.splitsingen(g.gemeente("Utrecht").code) == ()
    with pytest.raises(g.GeenHerindelingen, match="bekend vanaf 2012"):
        g.voorgangers("GM0344", 2011)


def test_zoek_lists_gemeenten_and_regios_the_best_first():
    assert [x.code for x in g.zoek("Utrecht")[:2]] == ["GM0344", "PV26"]
    assert "Utrechtse Heuvelrug" in {x.naam for x in g.zoek("utrecht")}
    assert [x.naam for x in g.zoek("leerdam")] == ["Vijfheerenlanden"]
    assert {x.naam for x in g.zoek("Haaren")} == {"Boxtel", "Oisterwijk", "Tilburg", "Vught"}
    assert g.zoek("344")[0].naam == "Utrecht" and g.zoek("gm0344")[0].naam == "Utrecht"
    assert [x.naam for x in g.zoek("bosch")] == ["'s-Hertogenbosch"]
    assert [x.code for x in g.zoek("corop:utrecht")] == ["CR17"]
    assert {x.soort for x in g.zoek("provincie:")} == {"provincie"} and len(
        g.zoek("")
    ) == 342 + 1 + 12 + 40 + 35 + 25 + 25 + 31 + 42 + 30 + 40 + 25
    assert g.zoek("xqzw") == [] and g.zoek("!") == []


def test_each_gemeente_has_closed_rings_inside_the_country():
    grenzen = g.grenzen()
    assert set(grenzen) == {x.code for x in g.gemeenten()}
    for ringen in grenzen.values():
        assert ringen and all(ring[0] == ring[-1] and len(ring) >= 4 for ring in ringen)
        assert all(3.2 < lon < 7.4 and 50.7 < lat < 53.8 for ring in ringen for lon, lat in ring)


def test_the_room_imports_without_heavy_libraries():
    code = (
        "import sys; from woonzorg_lib import gebieden as g; g.gemeente('Den Bosch'); g.regio('corop:Utrecht'); "
        "print(sorted({'pandas', 'numpy', 'rapidfuzz', 'yaml'} & set(sys.modules)))"
    )
    uit = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=Path(g.__file__).parents[2],
        check=True,
    )
    assert uit.stdout.strip() == "[]"
