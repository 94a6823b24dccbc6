"""Gedrag van de zinnen en de getallen: enkelvoud, vergelijking, verloop, wijken, en zwijgen als het cijfer ontbreekt."""

import math
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from woonzorg_lib import cijfers, gebieden
from woonzorg_lib.beeld import zinnen
from woonzorg_lib.beeld.getallen import getal, met_eenheid, procent, rond
from woonzorg_lib.cijfers import indicator

JAAR = date.today().year  # an older year gets a mark in the sentence
KOOP, DRUK = (
    indicator("koopwoningen"),
    indicator("mobiliteitsbeperking"),
)  # without and with a direction


def data(id: str, naam: str = "Utrecht", jaar: int = JAAR, **rollen) -> pd.DataFrame:
    """Cijfers van één indicator: rol=waarde."""
    ind = indicator(id)
    rijen = [
        {
            "indicator": id,
            "rol": rol,
            "gebied": naam if rol == "gemeente" else rol,
            "jaar": jaar,
            "waarde": w,
            "eenheid": ind.eenheid,
            "decimalen": ind.decimalen,
        }
        for rol, w in rollen.items()
    ]
    return pd.DataFrame(rijen)


def reeks(id: str, eigen: dict, land: dict | None = None) -> pd.DataFrame:
    delen = [data(id, jaar=j, gemeente=w) for j, w in eigen.items()] + [
        data(id, jaar=j, land=w) for j, w in (land or {}).items()
    ]
    return pd.concat(delen, ignore_index=True)


def wijken(id: str, **waarden) -> pd.DataFrame:
    ind = indicator(id)
    vast = {"eenheid": ind.eenheid, "decimalen": ind.decimalen, "rol": "wijk", "indicator": id}
    return pd.DataFrame([vast | {"gebied": n, "waarde": w} for n, w in waarden.items()])


# Numbers


@pytest.mark.parametrize(
    ("waarde", "decimalen", "tekst"),
    [
        (1234567.5, 0, "1.234.568"),
        (1234.5, 1, "1.234,5"),
        (0, 0, "0"),
        (-12.34, 1, "−12,3"),
        (2.5, 0, "3"),
        (0.5, 0, "1"),
        (3.5, 0, "4"),
        (2.675, 2, "2,68"),
        (0.05, 1, "0,1"),
        (0.25, 1, "0,3"),
        (-2.5, 0, "−3"),
        (-0.04, 1, "0,0"),
        (999.95, 1, "1.000,0"),
        (None, 0, "–"),
        (math.nan, 1, "–"),
    ],
)
def test_a_number_is_written_as_the_dutch_do_with_a_half_rounded_away_from_zero(
    waarde, decimalen, tekst
):
    assert getal(waarde, decimalen) == tekst


def test_rounding_gives_a_number_without_a_negative_zero():
    assert str(rond(-0.3)) == "0.0" and rond(1.005, 2) == 1.01


@pytest.mark.parametrize(
    ("waarde", "eenheid", "decimalen", "tekst"),
    [
        (31.2, "%", 0, "31%"),
        (0.75, "km", 1, "0,8 km"),
        (490, "duizend euro", 0, "€ 490.000"),
        (31.4, "duizend euro", 1, "€ 31.400"),
        (187.4, "euro per inwoner", 0, "€ 187"),
        (902, "euro per maand", 0, "€ 902"),
        (33.04, "duizend mensen", 1, "33.000"),
        (12, "inwoners", 0, "12"),
        (math.nan, "%", 1, "–"),
        (None, "duizend euro", 0, "–"),
    ],
)
def test_a_unit_stands_with_its_number(waarde, eenheid, decimalen, tekst):
    assert met_eenheid(waarde, eenheid, decimalen) == tekst


def test_a_change_below_one_percent_gets_a_decimal():
    assert [procent(x) for x in (0.083, -0.083, 0.004, 1.5, 0.025)] == [
        "8%",
        "8%",
        "0,4%",
        "150%",
        "3%",
    ]


# The sentence of the register


@pytest.mark.parametrize(
    ("id", "waarde", "bevat"),
    [
        ("overledenen", 0, "overleden"),
        ("overledenen", 1, "overleed"),
        ("overledenen", 2, "overleden"),
        ("nieuwbouw", 1, "is"),
        ("nieuwbouw", 2, "zijn"),
        ("inwoners_65plus", 1, "woont"),
        ("inwoners_65plus", 2, "wonen"),
    ],
)
def test_the_verb_follows_the_number(id, waarde, bevat):
    zin = zinnen.kernzin(data(id, gemeente=float(waarde)))
    assert f" {bevat} " in zin and "{" not in zin and zin[0].isupper() and zin.endswith(".")


def test_singular_and_plural_follow_the_number_as_it_is_shown():
    ind = replace(indicator("nieuwbouw"), zin="{In} {n:staat:staan} {waarde} {n:huis:huizen}.")
    assert zinnen.vul(ind.zin, "Utrecht", 1.4, ind, JAAR) == "In Utrecht staat <b>1</b> huis."
    assert zinnen.vul(ind.zin, "Utrecht", 1.5, ind, JAAR) == "In Utrecht staan <b>2</b> huizen."
    nul = zinnen.vul(ind.zin, "Utrecht", 0.0, ind, JAAR)
    assert "staan" in nul and "huizen" in nul


@pytest.mark.parametrize("id", list(cijfers.indicatoren()))
@pytest.mark.parametrize("waarde", [0.0, 1.0, 2.0, 1234.5])
def test_every_sentence_of_the_register_is_whole(id, waarde):
    landelijk = indicator(id).niveau == "land"
    rij = {"land": waarde} if landelijk else {"gemeente": waarde}
    zin = zinnen.kernzin(data(id, "De Bilt", **rij))
    assert (
        zin.endswith(".")
        and not set("{}") & set(zin)
        and ("De Bilt" in zin) != landelijk
        and "  " not in zin
        and "<b>" in zin
    )
    assert zin[0].isupper() or zin.startswith("<b>")


@pytest.mark.parametrize(
    "naam", ["'s-Hertogenbosch", "De Bilt", "Het Hogeland", "Den Haag", "Súdwest-Fryslân"]
)
def test_a_name_keeps_its_own_spelling(naam):
    assert zinnen.kernzin(data("inwoners", naam, gemeente=5000.0)).startswith(
        f"{naam} telt <b>5.000</b> inwoners."
    )
    assert f"In {naam} is <b>45%</b>" in zinnen.kernzin(data("koopwoningen", naam, gemeente=45.0))


def test_an_island_is_on_and_not_in():
    assert "Op Texel is" in zinnen.kernzin(data("koopwoningen", "Texel", gemeente=45.0))


def test_a_name_is_escaped():
    zin = zinnen.kernzin(data("koopwoningen", "A<script>&B", gemeente=45.0))
    assert "<script>" not in zin and "A&lt;script&gt;&amp;B" in zin
    assert "&lt;i&gt;" in zinnen.wijkzin(wijken("koopwoningen", **{"<i>": 10.0, "B": 20.0}))


@pytest.mark.parametrize("waarde", [math.nan, None])
def test_without_a_figure_there_is_no_sentence(waarde):
    leeg = data("koopwoningen", gemeente=waarde, land=40.0).astype({"waarde": float})
    assert zinnen.kernzin(leeg) == zinnen.vergelijking(leeg, KOOP) == zinnen.verloopzin(leeg) == ""
    assert zinnen.kernzin(data("koopwoningen", land=40.0)) == ""


# Comparison


def test_two_areas_on_the_same_side_share_one_comparison():
    assert (
        zinnen.vergelijking(data("koopwoningen", gemeente=45.0, land=57.0, regio=60.0), KOOP)
        == "Dat is minder dan in Nederland (57%) en in de regio (60%)."
    )


def test_two_areas_on_either_side_are_joined_with_but():
    assert (
        zinnen.vergelijking(data("koopwoningen", gemeente=58.0, land=56.0, regio=61.0), KOOP)
        == "Dat is meer dan in Nederland (56%), maar minder dan in de regio (61%)."
    )


def test_one_area_is_enough_and_an_empty_one_is_left_out():
    assert (
        zinnen.vergelijking(data("koopwoningen", gemeente=45.0, land=57.0, regio=math.nan), KOOP)
        == "Dat is minder dan in Nederland (57%)."
    )
    assert zinnen.vergelijking(data("koopwoningen", gemeente=45.0, land=math.nan), KOOP) == ""


def test_three_areas_are_all_named():
    zin = zinnen.vergelijking(
        data("koopwoningen", gemeente=50.0, land=56.0, regio=40.0, vergelijkbaar=61.0),
        KOOP,
        ("land", "regio", "vergelijkbaar"),
    )
    assert all(t in zin for t in ("(56%)", "(40%)", "(61%)"))


def test_a_difference_within_the_rounding_is_about_the_same():
    assert (
        zinnen.vergelijking(data("koopwoningen", gemeente=57.0, land=56.4), KOOP)
        == "Dat is ongeveer gelijk aan Nederland (56%)."
    )
    assert "minder dan in Nederland" in zinnen.vergelijking(
        data("koopwoningen", gemeente=54.0, land=56.4), KOOP
    )
    zin = zinnen.vergelijking(data("koopwoningen", gemeente=57.0, land=56.4, regio=40.0), KOOP)
    assert zin == "Dat is ongeveer gelijk aan Nederland (56%) en meer dan in de regio (40%)."


def test_a_difference_within_the_margin_of_a_survey_is_about_the_same():
    zin = zinnen.vergelijking(
        data("eenzaam", gemeente=20.0, land=20.9, regio=15.5), indicator("eenzaam")
    )
    assert (
        zin
        == "Dat is ongeveer gelijk aan Nederland (20,9%) en meer, en dus ongunstiger, dan in de regio (15,5%)."
    )
    assert "minder dan" in zinnen.vergelijking(
        data("aandeel_65plus", gemeente=20.0, land=20.9), indicator("aandeel_65plus")
    )


def test_a_tie_is_never_better_or_worse():
    zin = zinnen.vergelijking(
        data("mobiliteitsbeperking", gemeente=20.0, land=20.0, regio=20.05), DRUK
    )
    assert "ongeveer gelijk" in zin and "gunstig" not in zin


def test_better_or_worse_only_where_the_register_gives_a_direction():
    for id, ind in cijfers.indicatoren().items():
        if ind.soort == "aantal":
            continue
        for eigen, kant in ((80.0, "hoger"), (20.0, "lager")):
            zin = zinnen.vergelijking(data(id, gemeente=eigen, land=50.0), ind)
            if not ind.richting:
                assert "gunstig" not in zin, id
            else:
                assert ("ongunstiger" not in zin and "gunstiger" in zin) == (
                    ind.richting == kant
                ), id


def test_a_count_is_not_compared_with_the_netherlands():
    assert (
        zinnen.vergelijking(data("inwoners", gemeente=5000.0, land=17e6), indicator("inwoners"))
        == ""
    )


# Through the years


def test_a_share_changes_in_procentpunt_and_a_count_in_procent():
    aandeel = zinnen.verloopzin(
        reeks("aandeel_65plus", {2020: 18.0, 2024: 18.9}, {2020: 19.5, 2024: 20.5})
    )
    assert (
        aandeel
        == "Sinds 2020 is dat aandeel met 0,9 procentpunt gestegen; in Nederland met 1,0 procentpunt."
    )
    aantal = zinnen.verloopzin(reeks("inwoners_65plus", {2020: 1000.0, 2024: 1083.0}))
    assert aantal == "Sinds 2020 is dat aantal met 83 (8%) gestegen."


def test_a_fall_has_no_minus_sign():
    zin = zinnen.verloopzin(reeks("inwoners_65plus", {2020: 1000.0, 2024: 900.0}))
    assert zin == "Sinds 2020 is dat aantal met 100 (10%) gedaald."
    zin = zinnen.verloopzin(
        reeks("aandeel_65plus", {2020: 20.0, 2024: 18.5}, {2020: 19.5, 2024: 20.5})
    )
    assert (
        "1,5 procentpunt gedaald" in zin
        and "in Nederland is het met 1,0 procentpunt gestegen" in zin
        and "−" not in zin
    )


def test_no_change_is_about_the_same_also_beside_the_netherlands():
    assert (
        zinnen.verloopzin(reeks("aandeel_65plus", {2020: 20.0, 2024: 20.1}))
        == "Sinds 2020 is dat aandeel ongeveer gelijk gebleven."
    )
    assert "net als in Nederland" in zinnen.verloopzin(
        reeks("aandeel_65plus", {2020: 20.0, 2024: 20.1}, {2020: 19.0, 2024: 19.0})
    )
    assert "in Nederland bleef het ongeveer gelijk" in zinnen.verloopzin(
        reeks("aandeel_65plus", {2020: 20.0, 2024: 22.0}, {2020: 19.0, 2024: 19.0})
    )


def test_the_change_starts_in_the_first_filled_year_and_the_land_must_cover_the_same_years():
    zin = zinnen.verloopzin(
        reeks(
            "aandeel_65plus",
            {2020: math.nan, 2021: 18.0, 2024: 18.9},
            {2020: 19.5, 2021: 19.8, 2024: 20.5},
        )
    )
    assert zin.startswith("Sinds 2021") and "in Nederland met 0,7 procentpunt" in zin
    assert "Nederland" not in zinnen.verloopzin(
        reeks("aandeel_65plus", {2020: 18.0, 2024: 18.9}, {2022: 19.8, 2024: 20.5})
    )
    assert zinnen.verloopzin(reeks("aandeel_65plus", {2024: 18.9})) == ""


# Wijken


def test_highest_and_lowest_wijk_are_named():
    zin = zinnen.wijkzin(wijken("koopwoningen", Noord=60.0, Zuid=30.0, West=45.0))
    assert (
        "hoogst" in zin
        and zin.index("Noord (60%)") < zin.index("laagst") < zin.index("Zuid (30%)")
        and "West" not in zin
    )


def test_wijken_that_tie_are_all_named_up_to_three_and_then_counted():
    zin = zinnen.wijkzin(wijken("koopwoningen", A=60.0, B=60.4, C=59.6, D=20.0))
    assert "A, B en C (60%)" in zin or "B, A en C (60%)" in zin
    zin = zinnen.wijkzin(wijken("koopwoningen", A=60.0, B=60.0, C=60.0, E=60.0, D=20.0))
    assert "4 wijken (60%)" in zin
    assert "4 buurten (60%)" in zinnen.wijkzin(
        wijken("koopwoningen", A=60.0, B=60.0, C=60.0, E=60.0, D=20.0), "buurt"
    )


def test_wijken_without_any_difference_get_a_sentence_of_their_own():
    zin = zinnen.wijkzin(wijken("koopwoningen", A=60.0, B=60.0))
    assert "weinig verschil" in zin and "60%" in zin and "hoogst" not in zin


def test_a_distance_is_far_and_not_high():
    zin = zinnen.wijkzin(wijken("afstand_huisarts", A=3.0, B=0.4))
    assert "verst" in zin and "hoogst" not in zin and "3,0 km" in zin


@pytest.mark.parametrize("waarden", [{}, {"A": 60.0}, {"A": 60.0, "B": math.nan}])
def test_fewer_than_two_wijken_with_a_figure_give_no_sentence(waarden):
    assert (
        zinnen.wijkzin(
            wijken("koopwoningen", **waarden)
            if waarden
            else pd.DataFrame(columns=["indicator", "gebied", "waarde"])
        )
        == ""
    )


# Mergers


def test_mergers_and_splits_are_told_and_others_are_silent():
    assert "1 opgeheven gemeente telt mee" in zinnen.herindelingszin(
        gebieden.gemeente("Amsterdam"), 2012
    )
    assert "Haaren" in zinnen.herindelingszin(
        gebieden.gemeente("Tilburg"), 2012
    ) and "2021" in zinnen.herindelingszin(gebieden.gemeente("Tilburg"), 2012)
    assert zinnen.herindelingszin(gebieden.gemeente("Utrecht"), 2012) == ""


def test_an_enumeration_has_one_en():
    assert [zinnen.opsomming(x) for x in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a en b",
        "a, b en c",
    ]
    assert [zinnen.klein(x) for x in ("Inwoners", "WOZ-waarde", "65 jaar")] == [
        "inwoners",
        "WOZ-waarde",
        "65 jaar",
    ]


@pytest.mark.parametrize(
    ("id", "zin"),
    [
        ("sloop", "Op Schiermonnikoog zijn <b>(bijna) geen</b> woningen gesloopt in 2023."),
        (
            "saldo_voorraad",
            "Op Schiermonnikoog bleef de woningvoorraad in 2023 <b>(bijna) gelijk</b>.",
        ),
    ],
)
def test_a_nought_that_is_rounded_to_five_is_not_called_none(id, zin):
    assert zinnen.vul(indicator(id).zin, "Schiermonnikoog", 0.0, indicator(id), 2023) == zin
    tien = zinnen.vul(indicator(id).zin, "Schiermonnikoog", 10.0, indicator(id), 2023)
    assert "<b>10</b> woningen" in tien
