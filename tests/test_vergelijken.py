"""De ene regel voor elke vergelijking, met de gevallen die in een eerder rapport fout stonden."""

import math
import re

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from woonzorg_lib import cijfers, gebieden
from woonzorg_lib.analyse import Analyse
from woonzorg_lib.onderwerpen import register
from woonzorg_lib.beeld import zinnen
from woonzorg_lib.cijfers import Oordeel, uitersten, vergelijk_met_band, vergelijk_rijen
from woonzorg_lib.cijfers.vergelijken import Grond, Meting, afgerond, vergelijk


def rij(id: str, waarde: float, code: str = "GM0344", jaar: int = 2024, **velden) -> dict:
    ind = cijfers.indicator(id)
    vast = {"eenheid": ind.eenheid, "decimalen": ind.decimalen, "soort": "cijfer"}
    return vast | {"indicator": id, "waarde": waarde, "gebiedcode": code, "jaar": jaar} | velden


def land(id: str, waarde: float, jaar: int = 2024, **velden) -> dict:
    return rij(id, waarde, "NL", jaar, **velden)


# What counts


@pytest.mark.parametrize(
    ("a", "b", "oordeel", "grond"),
    [
        (Meting(14.2, 1), Meting(14.3, 1), Oordeel.GELIJK, Grond.AFRONDING),  # Emmen
        (Meting(41.1, 1), Meting(41.2, 1), Oordeel.GELIJK, Grond.AFRONDING),  # De Wolden
        (
            Meting(14.16, 1),
            Meting(14.34, 1),
            Oordeel.GELIJK,
            Grond.AFRONDING,
        ),  # seen: 14,2 and 14,3
        (Meting(14.2, 1), Meting(14.5, 1), Oordeel.LAGER, Grond.AFRONDING),
        (Meting(20.0, 1, marge=3.6), Meting(23.0, 1), Oordeel.GELIJK, Grond.MARGE),
        (Meting(20.0, 1, marge=3.6), Meting(23.7, 1), Oordeel.LAGER, Grond.MARGE),
        (Meting(6.7, 1, toeval=1.7), Meting(5.8, 1), Oordeel.GELIJK, Grond.TOEVAL),
        (Meting(104.0, schatting=5.2), Meting(100.0), Oordeel.GELIJK, Grond.SCHATTING),
        (Meting(math.nan), Meting(100.0), Oordeel.ONBEKEND, Grond.AFRONDING),
    ],
)
def test_a_difference_counts_only_above_the_largest_of_the_four(a, b, oordeel, grond):
    uit = vergelijk(a, b)
    assert (uit.oordeel, uit.grond) == (oordeel, grond)
    terug = {Oordeel.LAGER: Oordeel.HOGER, Oordeel.HOGER: Oordeel.LAGER}
    assert vergelijk(b, a).oordeel is terug.get(oordeel, oordeel)


def test_rounding_is_what_a_reader_sees():
    from woonzorg_lib.beeld.getallen import rond

    for waarde in (14.25, 14.249, -0.35, 2.675, 99.95, 0.0, -14.25):
        assert afgerond(waarde, 1) == pytest.approx(rond(waarde, 1)) or waarde < 0


def test_the_margin_is_that_of_the_row_or_else_that_of_the_register():
    eigen = rij("mantelzorger", 15.0, jaar=2022, ondergrens=12.0, bovengrens=18.0)
    assert vergelijk_rijen(eigen, land("mantelzorger", 13.4, 2022)).grond is Grond.MARGE
    assert not vergelijk_rijen(eigen, land("mantelzorger", 12.5, 2022)).telt
    assert vergelijk_rijen(eigen, land("mantelzorger", 11.0, 2022)).telt
    # The survey of 2020 gives no margin per gemeente for loneliness; the register does.
    assert not vergelijk_rijen(
        rij("eenzaam_65plus", 46.0, jaar=2020), land("eenzaam_65plus", 49.5)
    ).telt


def test_an_estimate_of_the_kit_must_differ_by_five_percent():
    a = {"indicator": "prognose_75plus", "waarde": 104.0, "soort": "schatting", "decimalen": 0}
    assert not vergelijk_rijen(a, a | {"waarde": 100.0}).telt
    assert vergelijk_rijen(a | {"waarde": 120.0}, a | {"waarde": 100.0}).telt


def test_chance_counts_in_a_small_gemeente_and_not_in_a_large_one():
    klein, groot = gebieden.gemeente("Schiermonnikoog").code, gebieden.gemeente("Utrecht").code
    # 6,7 and 5,8 per 1.000 of fewer than a thousand inhabitants is six and five people.
    a = rij("nieuwbouw_per_1000", 6.7, klein, 2023)
    assert not vergelijk_rijen(a, land("nieuwbouw_per_1000", 5.8, 2023)).telt
    assert vergelijk_rijen(a | {"gebiedcode": groot}, land("nieuwbouw_per_1000", 5.8, 2023)).telt
    assert vergelijk_rijen(a, land("nieuwbouw_per_1000", 5.8, 2023)).grond is Grond.TOEVAL


# The direction of a forecast


def test_a_growth_whose_band_holds_the_number_of_now_has_no_direction():
    assert vergelijk_met_band(140, 190, 140, 240).oordeel is Oordeel.GELIJK
    assert vergelijk_met_band(140, 190, 150, 240).oordeel is Oordeel.HOGER
    assert vergelijk_met_band(140, 190, math.nan, math.nan).oordeel is Oordeel.HOGER
    assert vergelijk_met_band(240, 190, 150, 230).oordeel is Oordeel.LAGER


def test_the_sentence_of_a_forecast_does_not_say_that_it_grows_from_the_edge_of_its_band():
    velden = {
        "rol": "gemeente",
        "soort": "schatting",
        "omschrijving": "Inwoners van 85 jaar of ouder",
    }
    data = pd.DataFrame(
        [
            velden | {"jaar": 2024, "waarde": 140.0, "ondergrens": 140.0, "bovengrens": 140.0},
            velden | {"jaar": 2040, "waarde": 190.0, "ondergrens": 140.0, "bovengrens": 240.0},
        ]
    ).assign(bron="cohortmodel van deze kit")
    zin = zinnen.prognosezin(data, 2024)
    assert "groeit" not in zin and "ongeveer gelijk" in zin and "tussen 140 en 240" in zin
    data.loc[1, "ondergrens"] = 150.0
    assert "groeit" in zinnen.prognosezin(data, 2024)


# The highest and the lowest


def wijk(naam: str, waarde: float, inwoners: int, id: str = "aandeel_65plus") -> dict:
    return rij(id, waarde, "WK" + naam, inwoners=inwoners, gebied=naam, rol="wijk")


def test_an_area_of_a_few_people_is_never_the_highest_or_the_lowest():
    op = [wijk("A", 90.0, 150), wijk("B", 30.0, 5000), wijk("C", 20.0, 5000), wijk("D", 0.0, 60)]
    uit = uitersten(op)
    assert [r["gebied"] for r in uit.hoogste] == ["B"]
    assert [r["gebied"] for r in uit.laagste] == ["C"]


def test_areas_whose_difference_does_not_count_are_the_highest_together():
    op = [wijk("A", 30.0, 9000), wijk("B", 29.95, 9000), wijk("C", 10.0, 9000)]
    assert [r["gebied"] for r in uitersten(op).hoogste] == ["A", "B"]
    assert not uitersten([wijk("A", 30.0, 9000), wijk("B", 30.0, 9000)])
    # Thirty and forty of a hundred people: chance alone can do that.
    assert not uitersten([wijk("A", 40.0, 250), wijk("B", 35.0, 250)])


def test_the_recreation_area_of_rijssen_holten_is_not_named():
    a = Analyse("Rijssen-Holten")
    alle = a.wijken("aandeel_65plus")
    klein = set(alle.gebied[alle.inwoners < cijfers.KLEIN_GEBIED])
    assert klein  # there is one, and it has the highest share
    assert alle.gebied.iloc[0] in klein
    zin = a.kern("aandeel_65plus", wijken="aandeel_65plus").html
    assert "hoogst" in zin and not any(naam in zin for naam in klein)
    alt = a.staven(alle, titel="Waar wonen de ouderen?").gegevens["alt"]
    assert not any(naam in alt for naam in klein)


# Whom a gemeente is compared with


@pytest.mark.parametrize(
    ("naam", "rest"), [("Amsterdam", True), ("Emmen", True), ("Utrecht", False), ("Zeist", False)]
)
def test_a_region_that_is_mostly_the_gemeente_is_compared_without_it(naam, rest):
    a = Analyse(naam)
    regio = a.gebieden()["regio"]
    assert (a.gemeente.code in regio.leden) != rest
    zin = a.kern("aandeel_65plus").html
    assert ("de rest van de regio" in zin) == rest
    assert ("Rest van" in a.staven(a.cijfers("aandeel_65plus"), titel="Proef").html) == rest


def test_what_is_divided_over_the_region_counts_the_gemeente():
    zin = Analyse("Amsterdam").kern_verdeling().html
    deel = float(re.search(r"woont <b>([\d,]+)%", zin)[1].replace(",", "."))
    assert 60 < deel < 70


@pytest.mark.parametrize("naam", ["Amsterdam", "Emmen", "Zeist"])
def test_the_share_of_a_region_is_of_the_whole_region(naam):
    # Also where the gemeente is compared with the rest: 172% of the region can't live in it.
    a = Analyse(naam)
    zin = BeautifulSoup(a.onderwerp("F1").html, "html.parser").get_text()
    delen = [float(d.replace(",", ".")) for d in re.findall(r"([\d,]+)%", zin)]
    leden = {c: gebieden.gemeente(c) for c in a.regio.leden}
    for deel, id in zip(delen, ("inwoners", "inwoners_65plus"), strict=True):
        data = cijfers.waarden([id], leden, [a.cijfers(id).jaar.iloc[0]])
        hier = data.waarde[data.gebiedcode == a.gemeente.code].iloc[0]
        assert deel == pytest.approx(100 * hier / data.waarde.sum(), abs=0.5)


@pytest.mark.parametrize(("naam", "zeker"), [("Utrecht", False), ("Almere", True)])
def test_what_the_band_does_not_decide_is_called_likely(naam, zeker):
    # The growth of the country lies within the band of Utrecht, and far below that of Almere.
    a = Analyse(naam)
    for html in (a.onderwerp("B1").html, a.hoofdstuk("fase1_2_opgave").html):
        assert ("waarschijnlijk" in html) != zeker


def test_one_sentence_says_that_one_age_grows_faster_and_the_other_slower():
    # Utrecht: 75+ grows 63% (the country 50%), 85+ 74% (the country 87%); the bands decide neither.
    a = Analyse("Utrecht")
    assert "waarschijnlijk sneller dan in Nederland" in a.onderwerp("B1").html
    assert "woningen en zorg" not in a.onderwerp("B1").html
    assert a.hoofdstuk("fase1_2_opgave").gegevens["kop"] == (
        "Het aantal 75-plussers groeit hier waarschijnlijk sneller dan in Nederland, "
        "het aantal 85-plussers langzamer"
    )


def test_in_a_tiny_gemeente_too_an_onderwerp_says_something():
    a = Analyse("Schiermonnikoog")
    for id, o in register().items():
        beeld = a.onderwerp(id)
        if beeld.gegevens["status"] in ("volledig", "deels"):
            kop = BeautifulSoup(beeld.html, "html.parser").find_all("p")[1].get_text()
            assert kop not in ("", o.titel), id
            assert "%" not in kop or id in ("A1", "B3", "C6"), id  # shares of dwellings alone


def test_one_and_none_are_said_as_such():
    assert "één nieuwe woning gebouwd" in Analyse("Rozendaal").onderwerp("A3").html
    assert "0,0" not in Analyse("Simpelveld").onderwerp("A3").html


def test_nothing_is_divided_over_the_country_and_a_province_is_named_once():
    assert "%" not in Analyse("Vlieland", regio="land").kern_verdeling().html
    titel = Analyse("Zeist", regio="provincie:Utrecht").titel()
    assert titel.gegevens["ondertitel"].lower().count("provincie utrecht") == 1


def test_the_figure_of_the_rest_is_that_of_the_other_members():
    a = Analyse("Amsterdam")
    rijen = a.cijfers("aandeel_65plus").set_index("rol")
    leden = [c for c in a.regio.leden if c != "GM0363"]
    delen = cijfers.waarden(
        ["inwoners_65plus", "inwoners"], {c: gebieden.gemeente(c) for c in leden}, [2024]
    )
    som = delen.groupby("indicator").waarde.sum()
    hoort = 100 * som["inwoners_65plus"] / som["inwoners"]
    assert rijen.waarde["regio"] == pytest.approx(hoort)


# One number


@pytest.mark.parametrize(
    "naam", ["Utrecht", "Zeist", "Schiermonnikoog", "Tilburg", "Rozendaal", "Emmen", "Wassenaar"]
)
def test_the_hands_for_the_oldest_are_the_same_wherever_they_are_named(naam):
    a = Analyse(naam)
    los = a.cijfers("oosr").set_index("rol").waarde["gemeente"]
    b1 = a.prognose_oosr()
    b1 = b1[(b1.rol == "gemeente") & (b1.jaar == 2024)].waarde.iloc[0]
    assert round(float(b1), 1) == pytest.approx(round(float(los), 1), abs=0.051)


def test_the_older_people_of_one_year_are_one_number():
    a = Analyse("Zeist")
    for id in ("75plus", "85plus"):
        geteld = a.cijfers(f"inwoners_{id}").set_index("rol").waarde["gemeente"]
        vooruit = a.prognose(id)
        vooruit = vooruit[(vooruit.rol == "gemeente") & (vooruit.jaar == 2024)].waarde.iloc[0]
        assert vooruit == geteld


# What is out of the ordinary is explained


def test_the_moves_of_westerwolde_are_explained_and_those_of_utrecht_are_not():
    zin = Analyse("Westerwolde").kern("vestiging_per_1000", "vertrek_per_1000").html
    assert "647,3" in zin and zin.count("asielzoekers worden ingeschreven") == 1
    # Coming is ordinary there.
    assert "asielzoekers" not in Analyse("Westerwolde").kern("vestiging_per_1000").html
    assert "asielzoekers" not in Analyse("Utrecht").kern("vertrek_per_1000").html


def test_a_ferry_is_named_beside_the_distance():
    eiland = Analyse("Schiermonnikoog")
    figuur = eiland.punten(eiland.cijfers("afstand_treinstation"), titel="Hoe ver?")
    assert "veerboot" in figuur.html
    assert "veerboot" in eiland.kern("afstand_treinstation").html
    assert "veerboot" not in eiland.kern("afstand_huisarts").html
    zeist = Analyse("Zeist")
    assert "veerboot" not in zeist.kern("afstand_treinstation").html


def test_a_figure_of_the_corona_year_says_so_once():
    zin = Analyse("Zeist").kern("eenzaam_65plus", "mobiliteitsbeperking").html
    assert zin.count("coronatijd") == 1
    assert "coronatijd" not in Analyse("Zeist").kern("mantelzorger").html
