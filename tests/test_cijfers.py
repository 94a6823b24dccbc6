"""Gedrag van de kamer cijfers: gelijk aan de bron, regio's, herindelingen, schattingen, wijken en de controle."""

import csv
import gzip
import math
import shutil
from functools import cache

import pytest

from woonzorg_lib import cijfers, gebieden
from woonzorg_lib.analyse import Analyse
from woonzorg_lib.cijfers import lezen, register
from woonzorg_lib.cijfers.waarden import _land
from woonzorg_lib.fouten import WoonzorgFout

TIEN = (
    "GM0344",
    "GM0363",
    "GM0796",
    "GM0088",
    "GM1961",
    "GM0014",
    "GM0715",
    "GM0277",
    "GM0034",
    "GM0439",
)
# Gemeenten of today that were more than one in 2020; their figures of 2020 are weighted.
SAMEN_2020 = {"GM0363": ("GM0363", "GM0457"), "GM0439": ("GM0439", "GM0370")}
KERN = {
    "woningvoorraad": ("woningvoorraad", 2025),
    "koopwoningen": ("koopwoningen_pct", 2025),
    "corporatiewoningen": ("corporatie_pct", 2025),
    "overige_huurwoningen": ("overige_verhuur_pct", 2025),
    "onbewoond": ("onbewoond_pct", 2025),
    "woz_waarde": ("woz_waarde", 2025),
    "inwoners": ("inwoners", 2025),
    "inwoners_65plus": ("inwoners_65plus", 2024),
    "huishoudens": ("huishoudens", 2025),
    "inkomen_per_inwoner": ("inkomen_per_inwoner", 2023),
}
DELEN = {
    "aandeel_65plus": "inwoners_65plus",
    "aandeel_0_15": "inwoners_0_15",
    "aandeel_alleenwonend": "huishoudens_eenpersoons",
    "aandeel_zonder_kinderen": "huishoudens_zonder_kinderen",
    "aandeel_met_kinderen": "huishoudens_met_kinderen",
}
WONINGEN = {
    "eengezins": "eengezins_pct",
    "tussenwoning": "tussenwoning_pct",
    "vrijstaand": "vrijstaand_pct",
    "meergezins": "meergezins_pct",
    "nieuwbouw": "nieuwbouw_woningen",
}
AFSTANDEN = {
    f"afstand_{v}": f"afstand_{v}"
    for v in (
        "huisarts",
        "apotheek",
        "supermarkt",
        "ziekenhuis",
        "bibliotheek",
        "cafe",
        "treinstation",
    )
}
# id -> (file, year, column, age)
GEZONDHEID = {
    "mobiliteitsbeperking": ("gezondheidsmonitor_2020", 2020, "beperking_bewegen_pct", "65plus"),
    "lichamelijke_beperking": (
        "gezondheidsmonitor_2020",
        2020,
        "lichamelijke_beperking_pct",
        "18plus",
    ),
    "horen": ("gezondheidsmonitor_2020", 2020, "beperking_horen_pct", "18plus"),
    "zien": ("gezondheidsmonitor_2020", 2020, "beperking_zien_pct", "18plus"),
    "mantelzorger": ("gezondheidsmonitor_2022", 2022, "mantelzorger_pct", "18plus"),
    "psychisch_kwetsbaar": ("gezondheid", 2020, "hoog_risico_angst_depressie_pct", "18plus"),
    "eenzaam_65plus": ("gezondheid", 2020, "eenzaam_pct", "65plus"),
}


@cache
def bron(naam: str) -> dict:
    """Een bestand van de momentopname, gelezen zonder de kit: (gebied, jaar[, leeftijd]) -> rij met tekst."""
    pad = lezen.GEGEVENS / f"{naam}.csv.gz"
    with gzip.open(pad, "rt", encoding="utf-8", newline="") as f:
        return {
            tuple(r[k] for k in ("gebied", "jaar", "leeftijd") if k in r): r
            for r in csv.DictReader(f)
        }


def ruw(naam: str, kolom: str, *sleutel) -> float:
    tekst = bron(naam)[tuple(map(str, sleutel))][kolom]
    return float(tekst) if tekst else math.nan


def waarde(id: str, gebied, jaar: int, rol="gemeente"):
    rij = cijfers.waarden([id], {rol: gebied}, [jaar]).iloc[0]
    if math.isnan(rij.waarde):
        assert rij.opmerking  # a missing figure always has a reason
    return rij


def gelijk(id: str, code: str, jaar: int, verwacht: float):
    gevonden = waarde(id, gebieden.gemeente(code), jaar).waarde
    assert gevonden == pytest.approx(verwacht, rel=1e-9, nan_ok=True), (id, code, jaar)


@pytest.mark.parametrize("code", TIEN)
def test_the_figures_of_a_gemeente_equal_the_file_read_by_an_independent_path(code):
    for id, (kolom, jaar) in KERN.items():
        gelijk(id, code, jaar, ruw("kern_gemeente", kolom, code, jaar))
    for id, kolom in DELEN.items():
        noemer = "huishoudens" if "huishoudens" in kolom else "inwoners"
        gelijk(
            id,
            code,
            2024,
            100
            * ruw("kern_gemeente", kolom, code, 2024)
            / ruw("kern_gemeente", noemer, code, 2024),
        )
    for id, kolom in WONINGEN.items():
        gelijk(id, code, 2024, ruw("woningen_gemeente", kolom, code, 2024))
    for id, kolom in AFSTANDEN.items():
        gelijk(id, code, 2023, ruw("nabijheid_gemeente", kolom, code, 2023))
    for id, (naam, jaar, kolom, leeftijd) in GEZONDHEID.items():
        naam = f"{naam}_gemeente"
        delen = SAMEN_2020.get(code, (code,)) if jaar == 2020 else (code,)
        noemer = "inwoners_65plus" if leeftijd == "65plus" else "inwoners"
        delen = [(d, (naam, kolom, d, jaar, leeftijd)) for d in delen]
        if not all((d, str(jaar), leeftijd) in bron(naam) for d, _ in delen):
            continue
        if any(math.isnan(ruw(*sleutel)) for _, sleutel in delen):
            continue
        gewicht = [ruw("kern_gemeente", noemer, d, jaar) for d, _ in delen]
        som = sum(g * ruw(*sleutel) for g, (_, sleutel) in zip(gewicht, delen, strict=True))
        gelijk(id, code, jaar, som / sum(gewicht))


@pytest.mark.parametrize("code", TIEN)
def test_ages_of_five_years_are_added_up_and_only_the_older_count_is_a_rounded_estimate(code):
    def som(naam, van, tot=200, kolom="inwoners"):
        return sum(
            float(r[kolom] or 0)
            for (g, _, lft), r in bron(naam).items()
            if g == code and van <= int(lft.split("_")[0].removesuffix("plus")) <= tot
        )

    nieuw, oud = "leeftijd_2024_gemeente", "leeftijd_5jaar_gemeente"
    for naam, jaar in ((nieuw, 2024), (oud, 2021)):
        gelijk("grijze_druk", code, jaar, 100 * som(naam, 65) / som(naam, 20, 60))
        gelijk("oosr", code, jaar, som(naam, 50, 70) / som(naam, 85))
        gelijk("aandeel_75plus", code, jaar, 100 * som(naam, 75) / som(naam, 0))
    for id, van in (("inwoners_75plus", 75), ("inwoners_85plus", 85)):
        gelijk(id, code, 2024, som(nieuw, van))
        assert waarde(id, gebieden.gemeente(code), 2024).soort == "cijfer"
        rij = waarde(id, gebieden.gemeente(code), 2021)
        stap = 5 if som(oud, van) < 100 else 10
        assert rij.soort == "schatting" and rij.waarde % stap == 0
        assert abs(rij.waarde - som(oud, van)) <= stap / 2
    binnen = som(nieuw, 85, kolom="in_instelling")
    hoort = 100 * binnen / som(nieuw, 85) if binnen else math.nan
    gelijk("in_instelling_85plus", code, 2024, hoort)


def test_analyse_takes_the_newest_filled_year_of_a_gemeente():
    a = Analyse("Rozendaal")
    for id, (kolom, _) in KERN.items():
        gevuld = [
            int(j) for (g, j), r in bron("kern_gemeente").items() if g == "GM0277" and r[kolom]
        ]
        # People of all ages have one year; the ages of 75 and 85 are those of 2024.
        hoort = 2024 if id.startswith("inwoners") else max(gevuld)
        assert set(a.cijfers(id).jaar) == {hoort}, id
    assert set(a.cijfers("inkomen_per_inwoner").jaar) == {2022}  # 2023 misses Rozendaal
    assert set(a.cijfers("koopwoningen", "corporatiewoningen", "overige_huurwoningen").jaar) == {
        2025
    }


# Regions


def test_a_share_of_a_region_is_weighted_by_its_denominator():
    corop = gebieden.regio("corop:Utrecht")
    assert len(corop.leden) > 20
    voorraad = {c: ruw("kern_gemeente", "woningvoorraad", c, 2025) for c in corop.leden}
    pct = {c: ruw("kern_gemeente", "corporatie_pct", c, 2025) for c in corop.leden}
    verwacht = sum(pct[c] * voorraad[c] for c in corop.leden) / sum(voorraad.values())
    rij = waarde("corporatiewoningen", corop, 2025, "regio")
    assert rij.waarde == pytest.approx(verwacht)
    assert (
        abs(rij.waarde - sum(pct.values()) / len(pct)) > 1
    )  # the mean of percentages is another number
    assert rij.soort == "berekend" and "woningvoorraad" in rij.opmerking


def test_a_ratio_of_a_region_adds_numerator_and_denominator():
    ggd = gebieden.regio("ggd:Zeeland")
    teller, noemer = (
        sum(ruw("kern_gemeente", k, c, 2024) for c in ggd.leden)
        for k in ("inwoners_65plus", "inwoners")
    )
    assert waarde("aandeel_65plus", ggd, 2024, "regio").waarde == pytest.approx(
        100 * teller / noemer
    )


def test_a_distance_of_a_region_is_weighted_by_inhabitants():
    regio = gebieden.regio("provincie:Zeeland")
    gewicht = {c: ruw("kern_gemeente", "inwoners", c, 2023) for c in regio.leden}
    verwacht = sum(
        ruw("nabijheid_gemeente", "afstand_treinstation", c, 2023) * g for c, g in gewicht.items()
    ) / sum(gewicht.values())
    assert waarde("afstand_treinstation", regio, 2023, "regio").waarde == pytest.approx(verwacht)


def test_a_count_of_a_region_is_a_sum():
    regio = gebieden.regio("corop:Achterhoek")
    assert waarde("woningvoorraad", regio, 2025, "regio").waarde == sum(
        ruw("kern_gemeente", "woningvoorraad", c, 2025) for c in regio.leden
    )


def test_a_region_with_a_member_without_figure_has_no_count_and_says_why():
    regio = gebieden.regio_van(gebieden.gemeente("Tilburg"))
    rij = waarde("inwoners", regio, 2020, "regio")
    assert (
        math.isnan(rij.waarde)
        and f"van de {len(regio.leden)} gemeenten" in rij.opmerking
        and "geen cijfer" in rij.opmerking
    )
    assert waarde("inwoners", regio, 2021, "regio").waarde > 400_000


def test_a_share_of_a_region_that_misses_a_small_member_says_so():
    land = gebieden.land()
    leden = [
        c
        for c in land.leden
        if not math.isnan(waarde("wmo_clienten", gebieden.gemeente(c), 2022).waarde)
    ][:20]
    zonder = next(
        c
        for c in land.leden
        if math.isnan(waarde("wmo_clienten", gebieden.gemeente(c), 2022).waarde)
    )
    regio = gebieden.Gebied("EIGEN:proef", "proef", "eigen", (*leden, zonder))
    rij = waarde("wmo_clienten", regio, 2022, "regio")
    assert rij.waarde > 0 and "zonder 1 gemeente zonder cijfer" in rij.opmerking
    half = gebieden.Gebied("EIGEN:half", "half", "eigen", (leden[0], zonder))
    assert math.isnan(waarde("wmo_clienten", half, 2022, "regio").waarde)


@pytest.mark.parametrize(
    ("id", "jaar", "totaal"),
    [
        *(
            ("inwoners", j, n)
            for j, n in (
                (2020, 17407585),
                (2021, 17475415),
                (2022, 17590672),
                (2023, 17811291),
                (2024, 17942942),
                (2025, 18044027),
            )
        ),
        ("woningvoorraad", 2020, 7891786),
        ("woningvoorraad", 2024, 8204049),
        ("woningvoorraad", 2025, 8274478),
        ("inwoners_65plus", 2024, 3677228),
        ("nieuwbouw", 2024, 69129),
    ],
)
def test_the_netherlands_add_up_to_the_known_totals(id, jaar, totaal):
    # The kerncijfers of gemeenten and of the land differ by some tens.
    assert waarde(id, gebieden.land(), jaar, "land").waarde == pytest.approx(totaal, abs=200)


def test_support_ratio_and_old_age_pressure_of_the_netherlands_are_plausible():
    # CBS 2021: 65+ 3,46 million, 20-64 10,3 million; OOSR about 14,5.
    assert waarde("grijze_druk", gebieden.land(), 2021, "land").waarde == pytest.approx(
        33.6, abs=0.7
    )
    assert waarde("oosr", gebieden.land(), 2021, "land").waarde == pytest.approx(14.5, abs=0.7)


# Mergers and splits


def test_amsterdam_before_2023_includes_weesp():
    for id, jaar in (("inwoners", 2022), ("woningvoorraad", 2020)):
        samen = sum(ruw("kern_gemeente", id, c, jaar) for c in ("GM0363", "GM0457"))
        assert waarde(id, gebieden.gemeente("Amsterdam"), jaar).waarde == samen
    koop = [
        (
            ruw("kern_gemeente", "koopwoningen_pct", c, 2022),
            ruw("kern_gemeente", "woningvoorraad", c, 2022),
        )
        for c in ("GM0363", "GM0457")
    ]
    assert waarde("koopwoningen", gebieden.gemeente("Amsterdam"), 2022).waarde == pytest.approx(
        sum(p * n for p, n in koop) / sum(n for _, n in koop)
    )


def test_vijfheerenlanden_has_the_figures_of_leerdam_vianen_and_zederik():
    som = sum(
        ruw("bevolkingsontwikkeling_gemeente", "levendgeborenen", c, 2015)
        for c in ("GM0545", "GM0620", "GM0707")
    )
    assert waarde("geboorten", gebieden.gemeente("Vijfheerenlanden"), 2015).waarde == som


@pytest.mark.parametrize("naam", ["Boxtel", "Oisterwijk", "Vught"])
def test_who_got_a_part_of_haaren_has_no_figure_before_2021_and_the_reason_names_haaren(naam):
    for id, jaar in (("inwoners", 2020), ("koopwoningen", 2020), ("mobiliteitsbeperking", 2020)):
        rij = waarde(id, gebieden.gemeente(naam), jaar)
        assert math.isnan(rij.waarde) and "Haaren" in rij.opmerking and "2021" in rij.opmerking
        assert math.isnan(rij.ondergrens) and math.isnan(rij.bovengrens)
    assert waarde("inwoners", gebieden.gemeente(naam), 2021).waarde > 20_000
    assert cijfers.jaren_van(["inwoners"], gebieden.gemeente(naam).code)[0] == 2021


def test_a_part_so_small_that_it_changes_no_share_leaves_the_share_and_says_so():
    # 1% of Tilburg came from Haaren; 2% of Amsterdam from Weesp, which the survey of 2022 lacks.
    for naam, id, jaar, wie in (
        ("Tilburg", "mobiliteitsbeperking", 2020, "Haaren"),
        ("Amsterdam", "mantelzorger", 2022, "Weesp"),
    ):
        rij = waarde(id, gebieden.gemeente(naam), jaar)
        assert rij.waarde > 0 and wie in rij.opmerking and "% van de inwoners" in rij.opmerking
    # A count is another matter.
    rij = waarde("inwoners", gebieden.gemeente("Tilburg"), 2020)
    assert math.isnan(rij.waarde) and "Haaren" in rij.opmerking


@pytest.mark.parametrize(
    ("naam", "id", "jaar", "mist"),
    [
        ("Alkmaar", "aantal_koopwoningen", 2014, "Schermer"),
        ("Alphen aan den Rijn", "sloop", 2013, "Boskoop"),
        ("Edam-Volendam", "oppervlakte", 2015, "Zeevang"),
        ("Eemsdelta", "wmo_clienten", 2018, "Delfzijl"),
    ],
)
def test_a_merger_never_looks_like_growth_where_the_source_lacks_a_part(naam, id, jaar, mist):
    rij = waarde(id, gebieden.gemeente(naam), jaar)
    assert math.isnan(rij.waarde) and mist in rij.opmerking
    gevuld = cijfers.jaren_van([id], gebieden.gemeente(naam).code)
    assert gevuld and gevuld[0] > jaar


def test_missing_in_the_file_is_missing_here_and_never_zero():
    leeg = [
        (g, int(j))
        for (g, j), r in bron("woz_eigendom_gemeente").items()
        if g.startswith("GM") and not r["woz_overige_verhuurders_x1000_euro"]
    ]
    nu = {g.code for g in gebieden.gemeenten()}
    gezien = [waarde("woz_overig", gebieden.gemeente(g), j) for g, j in leeg if g in nu]
    assert len(gezien) > 20
    for rij in gezien:
        assert math.isnan(rij.waarde) and rij.opmerking == "de bron geeft geen cijfer"


# Comparison group


@pytest.mark.parametrize(
    "naam", ["Utrecht", "Amsterdam", "Schiermonnikoog", "'s-Hertogenbosch", "Vijfheerenlanden"]
)
def test_the_comparison_group_has_ten_others_ordered_by_distance(naam):
    gemeente = gebieden.gemeente(naam)
    groep = cijfers.vergelijkingsgroep(gemeente)
    codes = [g.code for g in groep.gemeenten]
    assert len(codes) == len(set(codes)) == 10 and gemeente.code not in codes
    assert list(groep.afstanden) == sorted(groep.afstanden) and groep.afstanden[0] > 0
    assert groep.gebied.leden == tuple(codes)


def test_the_comparison_group_of_amsterdam_and_schiermonnikoog_is_weak_and_of_den_bosch_is_not():
    zwak = {
        n: cijfers.vergelijkingsgroep(gebieden.gemeente(n)).zwak
        for n in ("Amsterdam", "Schiermonnikoog", "'s-Hertogenbosch")
    }
    assert zwak == {"Amsterdam": True, "Schiermonnikoog": True, "'s-Hertogenbosch": False}


# Peiljaar


@pytest.mark.parametrize("peiljaar", [2021, 2022])
def test_peiljaar_limits_the_year_for_every_area(peiljaar):
    a = Analyse("Amersfoort", peiljaar=peiljaar)
    for id in cijfers.indicatoren():
        gevuld = a.cijfers(id).query("waarde.notna()")
        assert gevuld.jaar.nunique() <= 1 and (gevuld.jaar <= peiljaar).all(), id
    assert set(a.cijfers("huishoudens").jaar) == {peiljaar}
    assert a.verloop("inwoners").jaar.max() == peiljaar


@pytest.mark.parametrize(("peiljaar", "jaar"), [(None, 2024), (2024, 2024), (2022, 2021)])
def test_one_subject_has_one_year_in_the_whole_report(peiljaar, jaar):
    a = Analyse("Zeist", peiljaar=peiljaar)
    ids = ["inwoners", "inwoners_65plus", "aandeel_65plus", "inwoners_85plus", "oosr"]
    assert {int(j) for i in ids for j in a.cijfers(i).jaar} == {jaar}


def test_wijken_and_derived_figures_are_never_newer_than_peiljaar():
    a = Analyse("Amersfoort", peiljaar=2020)
    for data in (a.wijken("koopwoningen"), a.leeftijdsopbouw(), a.nabijheid_ouderen("huisarts")):
        gevuld = data[data.waarde.notna()] if len(data) else data
        assert not len(gevuld) or gevuld.jaar.max() <= 2020


# Wijken


@pytest.mark.parametrize(
    ("naam", "soort"),
    [
        ("Utrecht", "wijk"),
        ("Amsterdam", "wijk"),
        ("Schiermonnikoog", "buurt"),
        ("'s-Hertogenbosch", "wijk"),
    ],
)
def test_wijken_or_buurten_leave_out_areas_under_fifty_inhabitants(naam, soort):
    gemeente = gebieden.gemeente(naam)
    gevonden = cijfers.wijken("koopwoningen", gemeente)
    rijen = [r for r in bron(f"kern_{soort}").values() if r["gemeente"] == gemeente.code]
    assert set(gevonden.gebiedcode) == {
        r["gebied"] for r in rijen if r["inwoners"] and float(r["inwoners"]) >= 50
    }
    assert set(gevonden.rol) == {soort} and len(gevonden) > 1
    for r in gevonden.itertuples():
        assert r.waarde == pytest.approx(
            ruw(f"kern_{soort}", "koopwoningen_pct", r.gebiedcode, 2024), nan_ok=True
        )
    gevuld = gevonden.waarde.dropna()
    assert list(gevuld) == sorted(gevuld, reverse=True)


@pytest.mark.parametrize(
    ("naam", "kaal"),
    [
        ("Wijk 01 West", "West"),
        ("Wijk 05 't Ruige Veld", "'t Ruige Veld"),
        ("Wijk02 Kunrade", "Kunrade"),
        ("Wijk01-Arkel", "Arkel"),
        ("Centrum", "Centrum"),
        ("1e Exloërmond", "1e Exloërmond"),
    ],
)
def test_the_number_of_a_wijk_is_not_in_its_name(naam, kaal):
    assert lezen.wijknaam(naam) == kaal


def test_a_wijk_that_only_has_a_number_keeps_it_whole():
    assert [lezen.wijknaam(f"Wijk {n}") for n in ("01", "10", "11", "16")] == [
        "Wijk 01",
        "Wijk 10",
        "Wijk 11",
        "Wijk 16",
    ]


@pytest.mark.parametrize(
    "naam",
    ["Rijswijk", "Noordenveld", "Noardeast-Fryslân", "Westerkwartier", "Molenlanden", "Utrecht"],
)
def test_two_wijken_of_a_gemeente_never_share_a_name(naam):
    namen = cijfers.wijken("koopwoningen", gebieden.gemeente(naam)).gebied
    assert len(namen) > 1 and namen.is_unique


def test_a_health_figure_per_buurt_is_not_said_to_come_from_cbs():
    per_buurt = cijfers.wijken("ervaren_gezondheid", gebieden.gemeente("Schiermonnikoog"))
    assert not len(per_buurt) or per_buurt.bron.str.startswith("RIVM").all()


# The register and the check


def test_every_figure_carries_its_source():
    data = Analyse("Utrecht").tabel_cijfers()
    assert list(data.columns) == cijfers.KOLOMMEN
    assert set(data.indicator) == set(cijfers.indicatoren())
    gevuld = data[data.waarde.notna()]
    for kolom in ("bron", "tabel", "periode", "opgehaald", "eenheid", "soort", "gebied"):
        assert (gevuld[kolom].astype(str).str.len() > 0).all(), kolom
    assert set(data.soort) <= {"cijfer", "berekend", "schatting"}


def test_an_unknown_indicator_gets_one_line_with_names_that_look_like_it():
    with pytest.raises(WoonzorgFout, match="corporatiewoningen") as fout:
        cijfers.indicator("coporatiewoningen")
    assert "\n" not in str(fout.value)


def test_a_figure_may_come_from_an_older_source_where_the_newer_one_lacks_the_place():
    # The survey of 2022 lacks three gemeenten; Zwolle's distances are in the first snapshot only.
    jaren = {g.code: cijfers.jaren_van(["mantelzorger"], g.code)[-1:] for g in gebieden.gemeenten()}
    assert {j for lijst in jaren.values() for j in lijst} == {2020, 2022}
    assert sum(j == [2022] for j in jaren.values()) >= 338
    assert waarde("afstand_huisarts", gebieden.gemeente("Zwolle"), 2023).waarde == 1.0
    zonder = next(c for c, j in jaren.items() if j == [2020])
    rij = waarde("mantelzorger", gebieden.gemeente(zonder), 2020)
    assert rij.tabel == "50090NED"


def test_the_households_of_2025_continue_the_series_with_their_own_table():
    utrecht = gebieden.gemeente("Utrecht")
    rijen = {j: waarde("aandeel_alleenwonend", utrecht, j) for j in (2024, 2025)}
    assert [rijen[j].tabel for j in (2024, 2025)] == ["85984NED", "70072ned"]
    eenpersoons = ruw("huishoudens_2025_gemeente", "huishoudens_eenpersoons", "GM0344", 2025)
    alle = ruw("kern_gemeente", "huishoudens", "GM0344", 2025)
    assert rijen[2025].waarde == pytest.approx(100 * eenpersoons / alle)


def test_a_figure_of_the_region_stands_for_the_gemeente_only_where_she_has_it_herself():
    zeist, utrecht = Analyse("Zeist"), Analyse("Utrecht")
    assert list(zeist.cijfers("tevreden_woning").rol) == ["regio", "land"]
    assert list(utrecht.cijfers("tevreden_woning").rol) == ["gemeente", "regio", "land"]
    zin = zeist.kern("tevreden_woning").html
    assert "In het COROP-gebied Utrecht is" in zin and "Zeist" not in zin
    rij = zeist.cijfers("tevreden_woning").iloc[0]
    assert rij.ondergrens < rij.waarde < rij.bovengrens
    assert zeist.jaren("zorgwoonruimten")[-1] == 2024
    assert list(zeist.cijfers("dakloos").rol) == ["land"]


def test_every_file_of_the_snapshot_has_its_yaml_and_every_yaml_its_file():
    bestanden = {p.name.split(".")[0] for p in lezen.GEGEVENS.glob("*.csv*")}
    yamls = {p.name.removesuffix(".yaml") for p in lezen.GEGEVENS.glob("*.yaml")}
    assert {naam for naam in yamls if not naam.endswith(".odata")} == bestanden
    assert set(cijfers.bronnen()) - bestanden == {"gebieden", "grenzen_gemeenten"}


def test_a_note_stands_below_the_figure_it_speaks_of_and_below_no_other():
    a = Analyse("Utrecht")
    html = {
        i: a.staven(a.cijfers(i), titel="Proef").html
        for i in ("koopwoningen", "inkomen_per_inwoner", "nieuwbouw", "meergezins")
    }
    assert "eigenaar onbekend" in html["koopwoningen"]
    assert "kalenderjaar" in html["nieuwbouw"]
    for id in ("inkomen_per_inwoner", "meergezins"):
        assert "eigenaar onbekend" not in html[id] and "kalenderjaar" not in html[id], id


@pytest.fixture
def eigen_register(tmp_path, monkeypatch):
    kopie = shutil.copytree(lezen.GEGEVENS, tmp_path / "gegevens")
    for module in (lezen, register):
        monkeypatch.setattr(module, "GEGEVENS", kopie)
    vergeet = [_vergeet]
    vergeet += [f.cache_clear for f in (register.bestanden, register.bronnen)]
    vergeet += [register.indicatoren.cache_clear]
    for doe in vergeet:
        doe()
    yield kopie
    monkeypatch.undo()
    for doe in vergeet:
        doe()


def test_a_new_source_with_an_indicator_is_a_csv_and_its_yaml(eigen_register):
    (eigen_register / "bomen_gemeente.csv").write_text(
        "gebied,jaar,bomen\nGM0344,2024,100\nGM0355,2024,50\n", encoding="utf-8"
    )
    (eigen_register / "bomen_gemeente.yaml").write_text(
        """
uitgever: CBS
titel: Bomen
tabel: 1NED
periode: "{jaar}"
jaren: 2024
dekking: twee gemeenten
indeling: eigen
licentie: CC BY 4.0
opgehaald: 2026-11-25
herkomst: proef
indicatoren:
  bomen:
    titel: Bomen
    eenheid: bomen
    decimalen: 0
    soort: aantal
    kolom: bomen
    zin: "{In} staan {waarde} {n:boom:bomen}."
    definitie: Alle bomen.
""",
        encoding="utf-8",
    )
    a = Analyse("Utrecht")
    assert "100</b> bomen" in a.kern("bomen").html
    assert "1NED" in a.staven(a.cijfers("bomen"), titel="Hoeveel bomen?").html
    assert a.staven(a.cijfers("bomen"), titel="Hoeveel bomen?").soort == "figuur"


def test_a_wrong_field_in_a_yaml_is_one_line_that_names_file_and_field(eigen_register):
    pad = eigen_register / "jongvolwassenen_gemeente.yaml"
    pad.write_text(pad.read_text(encoding="utf-8").replace("noemer:", "nomer:"), encoding="utf-8")
    with pytest.raises(WoonzorgFout, match="stress_woonsituatie: 'nomer'") as fout:
        cijfers.indicatoren()
    assert "\n" not in str(fout.value)


def _vergeet():
    for functie in (
        lezen.lees,
        lezen.ruw,
        lezen.per_gemeente,
        lezen.eigen_rijen,
        lezen.eigen_cijfers,
        lezen.per_jaar,
        lezen.gevulde_jaren,
        lezen.per_wijk,
        _land,
    ):
        functie.cache_clear()


@pytest.fixture
def andere_gegevens(tmp_path, monkeypatch):
    kopie = shutil.copytree(lezen.GEGEVENS, tmp_path / "gegevens")
    monkeypatch.setattr(lezen, "GEGEVENS", kopie)
    _vergeet()
    yield kopie
    _vergeet()


def _verander(pad, code, jaar, kolom, waarde):
    with gzip.open(pad, "rt", encoding="utf-8", newline="") as f:
        rijen = list(csv.DictReader(f))
    next(r for r in rijen if (r["gebied"], r["jaar"]) == (code, jaar))[kolom] = waarde
    with gzip.open(pad, "wt", encoding="utf-8", newline="") as f:
        schrijver = csv.DictWriter(f, rijen[0])
        schrijver.writeheader()
        schrijver.writerows(rijen)


def test_the_snapshot_is_sound_as_it_stands():
    assert cijfers.controleer() == []


def test_the_check_finds_wrong_numbers_in_one_line_each(andere_gegevens):
    voor = cijfers.hash_momentopname()
    pad = andere_gegevens / "kern_gemeente.csv.gz"
    _verander(pad, "GM0344", "2024", "inwoners", "74158")  # was ten times as much
    _verander(pad, "GM0344", "2023", "koopwoningen_pct", "140")
    _verander(pad, "GM0363", "2025", "woningvoorraad", "-1")
    fouten = cijfers.controleer()
    for wat in ("kolom inwoners, 2024", "koopwoningen_pct", "woningvoorraad: een negatief"):
        assert [f for f in fouten if "kern_gemeente" in f and wat in f and "\n" not in f], (
            wat,
            fouten,
        )
    assert cijfers.hash_momentopname() != voor


def test_the_check_names_a_code_that_does_not_exist(andere_gegevens):
    _verander(
        andere_gegevens / "wmo_uitgaven_gemeente.csv.gz", "GM0344", "2022", "gebied", "GM9999"
    )
    assert any("wmo_uitgaven_gemeente" in f and "GM9999" in f for f in cijfers.controleer())
