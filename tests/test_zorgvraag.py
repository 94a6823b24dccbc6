"""De zorgvraag: bevolking maal aandeel, met een lage en een hoge kant die kloppen met wat gepubliceerd is."""

import numpy as np
import pandas as pd
import pytest

from woonzorg_lib import invoer, modellen
from woonzorg_lib.analyse import Analyse
from woonzorg_lib.cijfers.modelgegevens import prognosegegevens


@pytest.fixture(scope="module")
def a():
    return Analyse("Utrecht")


def test_dementia_follows_the_two_published_scenarios(a):
    norm, v = invoer.standaard(), a.bevolking
    zeker = pd.DataFrame({"laag": 1.0, "hoog": 1.0}, index=range(2021, 2051))
    land = modellen.dementie(
        v,
        prognosegegevens(),
        v.codes,
        [2021, 2040, 2050],
        norm["dementie"],
        norm["dementie_nederland"],
        norm["dementie_groei"],
        zeker,
    ).set_index("jaar")
    assert land.bovengrens[2021] == pytest.approx(290000, rel=0.01)
    van2020 = 261240  # the country's people of 2020 times the table
    assert land.ondergrens[2050] / van2020 == pytest.approx(1.43, abs=0.005)
    assert land.bovengrens[2050] / land.bovengrens[2021] == pytest.approx(
        2.18 / (265752 / van2020) / (2.18 / 1.8527) ** (1 / 30), rel=0.005
    )
    assert (land.ondergrens < land.waarde).all() and (land.waarde < land.bovengrens).all()


def test_a_fixed_share_takes_the_lowest_and_highest_measured_at_the_edges():
    prognose = pd.DataFrame(
        {
            "jaar": [2024, 2040],
            "waarde": [1000.0, 2000.0],
            "ondergrens": [np.nan, 1800.0],
            "bovengrens": [np.nan, 2200.0],
        }
    )
    t = modellen.vast_aandeel(prognose, pd.Series({2012: 30.0, 2016: np.nan, 2020: 20.0}))
    assert (
        t.waarde.tolist() == [200, 400]
        and t.ondergrens.tolist() == [200, 360]
        and t.bovengrens.tolist() == [300, 660]
    )


def test_no_measurement_after_the_break_of_2020_counts(a):
    gemeten = a.verloop("mobiliteitsbeperking", naast=[])
    assert gemeten.jaar.max() == 2020
    nu = a.zorgvraag().query("indicator == 'zorgvraag_bewegen' and jaar == 2024").iloc[0]
    ouderen = a.prognose("65plus").query("rol == 'gemeente' and jaar == 2024").iloc[0]
    assert nu.waarde == pytest.approx(ouderen.waarde * gemeten.waarde.iloc[-1] / 100, rel=0.01)


def test_support_without_ages_lies_between_adults_and_the_oldest(a):
    t = a.zorgvraag().query("indicator == 'zorgvraag_wmo'").set_index("jaar")
    assert (
        list(t.index) == [2024, 2030, 2040]
        and t.ondergrens[2024] == t.waarde[2024] == t.bovengrens[2024]
    )
    volwassen = a.bevolking.som(18)[:, :, a.bevolking.codes.index("GM0344")].sum(1)
    assert t.ondergrens[2040] == pytest.approx(
        t.waarde[2024] * volwassen[19] / volwassen[3], rel=0.01
    )
    assert t.bovengrens[2040] > 1.5 * t.waarde[2024]


def test_every_row_says_that_it_is_an_estimate_and_how(a):
    t = a.zorgvraag()
    assert set(t.indicator) == {f"zorgvraag_{w}" for w in modellen.ZORGVRAAG} and set(t.soort) == {
        "schatting"
    }
    assert t.definitie.str.len().gt(80).all() and t.bron.str.contains("cohortmodel").all()
    assert t[t.indicator == "zorgvraag_dementie"].bron.str.contains("ongecontroleerd").all()
    zin = a.kern_zorgvraag("dementie", "bewegen", "eenzaam", "wmo").html
    assert (
        zin.count("gelijk blijft") == 4 and zin.count("tussen") + zin.count("eerdere metingen") >= 7
    )
    figuur = a.bereik(t, titel="Proef?")
    assert (
        "tel ze niet op" not in figuur.html
        and figuur.html.count("<p>") >= 4
        and "2040 3.600 tot 6.350" in figuur.gegevens["alt"]
    )


def test_what_cannot_be_computed_is_missing_with_the_reason():
    boxtel = Analyse("Boxtel")
    assert (
        "Beperking in bewegen (65+): de bron geeft geen cijfer"
        in boxtel.bereik(boxtel.zorgvraag(), titel="Proef?").html
    )
    vroeger = Analyse("Utrecht", peiljaar=2022)
    assert (
        "na het peiljaar" in vroeger.bereik(vroeger.zorgvraag(), titel="Proef?").html
        and vroeger.kern_zorgvraag("wmo").html == ""
    )


def test_use_with_the_ages_of_the_country():
    """Two ages, 20 and 200 per 1.000: an old gemeente uses more because it is old, and not beyond that."""
    per = np.array([0.02, 0.2])
    oud, land = np.array([600.0, 400.0]), np.array([900.0, 100.0])
    gemeten = 1000 * float(oud @ per) / oud.sum()
    assert gemeten == pytest.approx(92)
    assert modellen.met_leeftijden_van(gemeten, oud, land, per) == pytest.approx(38)
    assert modellen.met_leeftijden_van(2 * gemeten, oud, land, per) == pytest.approx(76)
    assert modellen.met_leeftijden_van(50, land, land, per) == pytest.approx(50)
    with pytest.raises(ValueError, match="gebruikt hier niemand"):
        modellen.met_leeftijden_van(50, land, land, np.zeros(2))


def test_wmo_says_that_it_is_not_corrected_for_age():
    b = Analyse("Zeist").kern_wmo_leeftijd()
    assert "niet gecorrigeerd voor leeftijd" in b.html
    rijen = {r["gebiedcode"]: r for r in b.gegevens["rijen"]}
    # 7.340 of 75 and over in Zeist on 1 January 2024, and 1.708.311 of 17.942.942 in the country.
    assert rijen["NL"]["waarde"] == pytest.approx(100 * 1708311 / 17942942, abs=0.01)
    assert "9,5%" in b.html and rijen["GM0355"]["jaar"] == 2024
