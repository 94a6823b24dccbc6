"""Houdt de prognose aan haar woord: de ankers, het optellen, de band en wat de terugtoets liet zien."""

import re
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from woonzorg_lib import gebieden, invoer, modellen
from woonzorg_lib.analyse import Analyse
from woonzorg_lib.beeld import vooruitzinnen
from woonzorg_lib.cijfers.modelgegevens import OPEN, prognosegegevens
from woonzorg_lib.modellen import Instellingen, leeftijd
from woonzorg_lib.modellen.band import Band
from woonzorg_lib.modellen.sterfte import GESLACHTEN, landelijk, overleving, raster
from woonzorg_lib.modellen.toets import samenvatting

CODES = [g.code for g in gebieden.gemeenten()]


@pytest.fixture(scope="module")
def g():
    return prognosegegevens()


@pytest.fixture(scope="module")
def v(g):
    return modellen.verloop(g)


@pytest.fixture(scope="module")
def tabel(g, v):
    return modellen.prognose(g, [*CODES], uitkomst=v)


@pytest.fixture(scope="module")
def toets(g):
    return modellen.terugtoets_65plus(g)


# The country


def test_anchors_of_2019(g):
    jaren, stand = raster(g.bevolking, "inwoners")
    nl = stand[2019 - jaren[0]].sum(0)
    assert round(float(modellen.verhouding("oosr", nl)), 1) == 14.6
    assert round(float(modellen.verhouding("grijze_druk", nl)), 1) == 32.6
    assert (
        round(float(modellen.verhouding("grijze_druk", stand[2010 - jaren[0]].sum(0))), 1) == 25.1
    )


def test_mortality_gives_back_the_deaths_of_a_year(g):
    jaren, stand = raster(g.bevolking, "inwoners")
    dood_jaren, dood = raster(g.overledenen, "overledenen")
    i = 2018 - jaren[0]
    m = dood[2018 - dood_jaren[0]] / ((stand[i] + stand[i + 1]) / 2)
    verdwenen = (stand[i] * (1 - overleving(m)))[:, 70:].sum()
    assert verdwenen == pytest.approx(dood[2018 - dood_jaren[0]][:, 70:].sum(), rel=0.02)


def test_mortality_falls_and_rises_with_age(g):
    land = landelijk(g.bevolking, g.overledenen)
    assert (land.helling <= 0).all()
    assert (np.diff(land.niveau[:, 60:100], axis=1) > 0).all()
    assert (land.niveau[1, 60:95] < land.niveau[0, 60:95]).all()


def test_covid_years_weigh_less(g):
    tot = g.tot_en_met(2023)
    vol, licht = (
        landelijk(tot.bevolking, tot.overledenen, gewicht_corona=w).niveau[:, 75:90].sum()
        for w in (1, 0.1)
    )
    assert licht < vol


def test_the_country_in_2040_is_what_the_report_says_about_it(g, v):
    p = modellen.prognose(g, {"NL": v.codes}, uitkomst=v)
    nl = p[(p.leeftijd == "75plus") & (p.geslacht == "totaal") & (p.jaar == 2040)].iloc[0]
    assert [round(x / 1e6, 2) for x in (nl.waarde, nl.ondergrens, nl.bovengrens)] == [
        2.47,
        2.32,
        2.64,
    ]
    meer = [
        landelijk(g.bevolking, g.overledenen, trend_deel=d).in_jaar(2040)[:, 75:].sum() / 1e6
        for d in (1, 1.5)
    ]
    assert [round(x, 2) for x in meer] == [2.52, 2.62]
    tekst = Analyse("Utrecht").methoden().html
    assert all(
        getal in tekst
        for getal in ("2,47 miljoen", "2,32 tot 2,64", "2,52 miljoen", "2,62 miljoen")
    )


# What holds for every run


def test_gemeenten_add_up_to_the_country(g, v):
    land = landelijk(g.bevolking, g.overledenen)
    for i, jaar in enumerate(v.jaren):
        np.testing.assert_allclose(
            v.aantal[i].sum(1)[:, 30:], land.in_jaar(jaar)[:, 30:], rtol=2e-3, atol=1
        )
        assert v.som(65)[i].sum() == pytest.approx(land.in_jaar(jaar)[:, 65:].sum(), rel=1e-5)


def test_known_years_are_the_known_figures(g, v):
    for jaar in (2021, 2022, 2023, 2024):
        bekend = leeftijd.som_vanaf(g.groepen, list(v.codes), jaar, 65)
        np.testing.assert_allclose(v.som(65)[jaar - 2021].sum(0), bekend, rtol=2e-4, atol=0.6)
    assert v.bekend_tot == 2024 and v.land_tot == 2025 and set(v.codes) == set(CODES)


def test_nobody_is_negative_and_classes_are_nested(v, tabel):
    assert (v.aantal >= 0).all() and np.isfinite(v.aantal).all()
    assert (tabel.ondergrens <= tabel.waarde + 1e-9).all() and (
        tabel.waarde <= tabel.bovengrens + 1e-9
    ).all()
    breed = tabel.pivot_table(
        index=["gebied", "jaar", "geslacht"], columns="leeftijd", values="waarde"
    )
    assert (breed["65plus"] >= breed["75plus"]).all() and (breed["75plus"] >= breed["85plus"]).all()
    sekse = tabel.pivot_table(
        index=["gebied", "jaar", "leeftijd"], columns="geslacht", values="waarde"
    )
    np.testing.assert_allclose(sekse.mannen + sekse.vrouwen, sekse.totaal)


def test_oldest_cohorts_only_shrink(v):
    # Who is 80 or older can die or move, but no cohort of the country grows.
    nl = v.aantal.sum((1, 2))
    assert (nl[1:, 81:105] <= nl[:-1, 80:104]).all()


def test_the_table_has_the_agreed_form(tabel):
    assert list(tabel.columns) == [
        "gebied",
        "jaar",
        "leeftijd",
        "geslacht",
        "waarde",
        "ondergrens",
        "bovengrens",
    ]
    assert len(tabel) == 342 * 30 * 3 * 3
    assert set(tabel.leeftijd) == {"65plus", "75plus", "85plus"} and set(tabel.geslacht) == {
        *GESLACHTEN,
        "totaal",
    }
    assert not tabel.isna().any(axis=None)


def test_a_region_is_the_sum_with_a_narrower_band(g, v, tabel):
    leden = CODES[:20]
    regio = modellen.prognose(g, {"CR": leden}, uitkomst=v)
    los = (
        tabel[tabel.gebied.isin(leden)]
        .groupby(["jaar", "leeftijd", "geslacht"])[["waarde", "bovengrens"]]
        .sum()
    )
    samen = regio.set_index(["jaar", "leeftijd", "geslacht"]).loc[los.index]
    np.testing.assert_allclose(samen.waarde, los.waarde)
    assert (samen.bovengrens <= los.bovengrens + 1e-6).all()


def test_the_band_widens_with_time_and_smallness(tabel):
    t = tabel[(tabel.geslacht == "totaal") & (tabel.leeftijd == "75plus")].assign(
        breed=lambda t: (t.bovengrens - t.ondergrens) / t.waarde
    )
    per_jaar = t.groupby("jaar").breed.median()
    assert per_jaar[2021] == 0 and per_jaar.is_monotonic_increasing
    laatst = t[t.jaar == 2040]
    klein, groot = laatst.waarde.nsmallest(50).index, laatst.waarde.nlargest(50).index
    assert laatst.breed[klein].mean() > 1.2 * laatst.breed[groot].mean()
    bekend = tabel[
        (tabel.leeftijd == "65plus") & (tabel.geslacht == "totaal") & (tabel.jaar <= 2024)
    ]
    assert (bekend.ondergrens == bekend.waarde).all()


def test_small_gemeenten_get_less_of_their_own_growth(v):
    aantal = v.som(45)[0].sum(0)
    assert abs(v.eigen).max() < 0.03
    assert np.average(v.eigen, weights=aantal) == pytest.approx(0, abs=1e-3)


def test_unknown_gemeenten_and_years_are_refused(g, v):
    with pytest.raises(ValueError, match="GM9999"):
        modellen.prognose(g, ["GM9999"], uitkomst=v)
    with pytest.raises(ValueError, match="2021"):
        modellen.verloop(g, 2015)


def test_single_years_of_age_are_used_as_they_are(g):
    land = raster(g.bevolking, "inwoners")[1][-1]
    codes, rng = ["GM0344", "GM0363", "GM0014"], np.random.default_rng(6)
    deel = rng.dirichlet(np.ones(3) * 20, size=(2, 106))
    rijen = [
        {
            "gebied": c,
            "jaar": 2025,
            "geslacht": s,
            "van": a,
            "tot": a if a < 105 else OPEN,
            "inwoners": float(land[k, a] * deel[k, a, i]),
        }
        for i, c in enumerate(codes)
        for k, s in enumerate(GESLACHTEN)
        for a in range(106)
    ]
    los = leeftijd.naar_jaren(pd.DataFrame(rijen), codes, land)
    np.testing.assert_allclose(
        los, land[:, None, :] * deel.transpose(0, 2, 1), rtol=1e-9, atol=1e-9
    )


def test_classes_keep_their_total(g):
    jaren, stand = raster(g.bevolking, "inwoners")
    per_jaar = leeftijd.naar_jaren(g.leeftijd, CODES, stand[2021 - jaren[0]])
    som = g.leeftijd[g.leeftijd.van == 60].groupby("gebied").inwoners.sum().loc[CODES]
    np.testing.assert_allclose(per_jaar[..., 60:65].sum((0, 2)), som, rtol=1e-9, atol=1e-9)


# How good it is


def test_backtest_65plus_stays_as_good_as_it_was(toets):
    s = samenvatting(toets.fout)
    assert len(toets) == 342
    assert s["mediaan"] <= 0.80 and s["p90"] <= 1.81 and s["grootste"] <= 5.65
    assert (toets.fout.abs() < toets.fout_als_land.abs()).sum() >= 224
    assert samenvatting(toets.fout_als_land)["mediaan"] == pytest.approx(1.26, abs=0.02)


def test_backtest_does_not_look_ahead(g, toets):
    toen = g.tot_en_met(2021)
    assert (
        toen.groepen.jaar.max() == toen.bevolking.jaar.max() == 2021
        and toen.overledenen.jaar.max() == 2020
    )
    # Figures of later years may be anything: the forecast of then stays the same.
    anders = g.groepen.assign(inwoners=g.groepen.inwoners.where(g.groepen.jaar <= 2021, 12345))
    opnieuw = modellen.terugtoets_65plus(
        type(g)(g.leeftijd, anders, g.bevolking, g.overledenen, g.posities)
    )
    np.testing.assert_array_equal(opnieuw.model, toets.model)


def test_own_growth_helps(g, toets):
    zonder = modellen.terugtoets_65plus(g, instellingen=Instellingen(eigen_vanaf=200))
    assert toets.fout.abs().median() < zonder.fout.abs().median()
    assert toets.fout.abs().quantile(0.9) < zonder.fout.abs().quantile(0.9)


def test_about_eight_in_ten_fall_within_the_band(g):
    assert Band().breedte == 1.28
    assert 0.75 <= modellen.dekking(g) <= 0.88


def test_the_printed_backtest_is_the_real_one(g, toets):
    """What the report and README print about errors comes out of the model again, to the printed digit."""
    beter = int((toets.fout.abs() < toets.fout_als_land.abs()).sum())
    lees_mij = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    assert f"Voor {beter} van de 342" in lees_mij
    for (naam, aantal, model, land), t in zip(
        vooruitzinnen.GEMEENTEN,
        (toets, modellen.terugtoets_80plus(g, 2020), modellen.terugtoets_80plus(g, 2019)),
    ):
        echt = [[round(x, 2) for x in samenvatting(f).values()] for f in (t.fout, t.fout_als_land)]
        assert (len(t), *echt) == (aantal, [*model], [*land]), naam
        assert t.fout_eigen.abs().median() < t.fout_als_land.abs().median()
        assert all(f"{x:.2f}%".replace(".", ",") in lees_mij for x in (*model, *land))
    nederland = (
        modellen.terugtoets_land(g)
        .assign(f=lambda t: t.fout.abs())
        .groupby(["leeftijd", "vooruit"])
        .f.agg(["mean", "max"])
        .round(1)
    )
    for leeftijd_, gemiddeld, hoogste in vooruitzinnen.NEDERLAND:
        assert (*nederland.loc[leeftijd_, "mean"],) == gemiddeld and (
            *nederland.loc[leeftijd_, "max"],
        ) == hoogste
        rij = " | ".join(f"{m:.1f}% ({x:.1f}%)" for m, x in zip(gemiddeld, hoogste)).replace(
            ".", ","
        )
        assert rij in lees_mij


def test_fast_enough(g):
    modellen.prognose(g, ["GM0344"])
    t0 = time.process_time()
    modellen.prognose(g, ["GM0344"])
    assert time.process_time() - t0 < 1.5  # 0,2 s on a quiet machine
    t0 = time.process_time()
    modellen.prognose(g, CODES)
    assert time.process_time() - t0 < 5


# What follows from it


def test_ratios_of_the_country_and_a_gemeente(v):
    t = (
        modellen.verhoudingen(v, {"NL": v.codes, "GM1509": ["GM1509"]}, tot=2050)
        .set_index(["gebied", "indicator", "jaar"])
        .waarde
    )
    assert 9 < t["NL", "oosr", 2030] < t["NL", "oosr", 2021] < 14.6
    assert t["NL", "grijze_druk", 2040] > t["NL", "grijze_druk", 2021] > 33
    assert t["GM1509", "oosr", 2040] < t["NL", "oosr", 2040]
    assert np.isnan(t["NL", "grijze_druk", 2050]) and t["NL", "oosr", 2050] > 0


def test_households_of_75plus_keep_the_people(g, v):
    t = modellen.huishoudens_75plus(v, g, {"NL": v.codes, "GM0344": ["GM0344"]}).pivot_table(
        index=["gebied", "jaar"], columns="positie", values="waarde"
    )
    mensen = t[["alleenstaand", "samenwonend", "overig", "instelling"]].sum(axis=1)
    np.testing.assert_allclose(mensen["NL"], v.som(75).sum((1, 2)))
    assert (t > 0).all(axis=None)
    assert (t.huishoudens < mensen).all() and (t.huishoudens > t.alleenstaand).all()


def test_why_there_is_no_grijze_druk_ahead(g, toets):
    jong = modellen.terugtoets_land(g, vooruit=(10,), leeftijden={"20-64": (20, 65)})
    assert (
        round(jong.fout.min()) == -6
        and "na tien jaar tot 6% te weinig" in Analyse("Utrecht").methoden().html
    )


def test_oosr_has_a_band_that_widens_and_holds_the_past(g, v):
    t = modellen.oosr_met_band(v, {"NL": v.codes, "GM0344": ["GM0344"]}, Band())
    assert (t.ondergrens <= t.waarde).all() and (t.waarde <= t.bovengrens).all()
    breed = t.assign(b=(t.bovengrens - t.ondergrens) / t.waarde).pivot(
        index="jaar", columns="gebied", values="b"
    )
    assert (
        breed.apply(lambda k: k.is_monotonic_increasing).all()
        and (breed["NL"] <= breed["GM0344"]).all()
    )
    np.testing.assert_allclose(
        t[t.gebied == "NL"].waarde,
        modellen.verhoudingen(v, {"NL": v.codes}, 2050).query("indicator == 'oosr'").waarde,
    )


def test_the_tables_to_2050_nest_and_add_up():
    a = Analyse("Gouda")
    rijen = pd.DataFrame(a.prognosetabel("Proef?").gegevens["rijen"])
    assert sorted(rijen.jaar.unique()) == [2024, 2030, 2040, 2050] and len(rijen) == 36
    w = rijen.set_index(["indicator", "jaar"]).waarde
    for lft in ("65plus", "75plus", "85plus"):
        som = w[f"prognose_{lft}_mannen"] + w[f"prognose_{lft}_vrouwen"]
        assert (abs(som - w[f"prognose_{lft}"]) <= 150).all()
    assert (w["prognose_65plus"] >= w["prognose_75plus"]).all() and (
        w["prognose_75plus"] >= w["prognose_85plus"]
    ).all()
    huis = (
        pd.DataFrame(a.huishoudenstabel("Proef?").gegevens["rijen"])
        .set_index(["indicator", "jaar"])
        .waarde
    )
    mensen = sum(
        huis[f"prognose_75plus_{p}"]
        for p in ("alleenstaand", "samenwonend", "overig", "instelling")
    )
    assert (abs(mensen - w["prognose_75plus"].loc[[2024, 2030, 2040]]) <= 120).all()
    assert "gelijk blijft" in a.kern_huishoudens().html and "tussen" in a.kern_oosr().html


# Where the forecast comes from


def met_prognose(map_, tekst, bron="auto"):
    """An input folder with a prognose.csv for Utrecht, and the source in rapport.yaml."""
    plek = map_ / "gemeenten" / "GM0344"
    plek.mkdir(parents=True)
    (plek / "prognose.csv").write_text(tekst, encoding="utf-8")
    (map_ / "rapport.yaml").write_text(f"prognose_bron: {bron}\n", encoding="utf-8")
    return Analyse("Utrecht", invoer=str(map_))


EIGEN = "jaar;leeftijd;geslacht;aantal;model;bron\n" + "".join(
    f"{jaar};{lft};{g};{n + jaar - 2025};Primos 2025;provincie\n"
    for jaar in (2025, 2030, 2040)
    for g in ("man", "vrouw")
    for lft, n in (("0-64", 160000), ("65-74", 14000), ("75+", 8000 + 400 * (jaar - 2025)))
)


@pytest.mark.parametrize("bron", ["auto", "lokaal"])
def test_an_own_forecast_goes_before_the_model_and_says_so(tmp_path, bron):
    a = met_prognose(tmp_path, EIGEN, bron)
    t = a.prognose("75plus")
    eigen = t[t.rol == "gemeente"].set_index("jaar")
    assert (
        eigen.waarde.to_dict() == {2025: 16000, 2030: 20010, 2040: 28030}
        and set(eigen.soort) == {"invoer"}
        and eigen.ondergrens.isna().all()
    )
    assert a.prognose("75plus", "vrouwen").query("rol == 'gemeente'").waarde.iloc[0] == 8000
    zin = a.kern_prognose("75plus").html
    assert "Primos 2025, zonder band" in zin and "(cohortmodel)" in zin
    tabel = pd.DataFrame(a.prognosetabel("Proef?").gegevens["rijen"])
    assert (
        tabel[tabel.indicator == "prognose_75plus"].set_index("jaar").waarde.to_dict()
        == eigen.waarde.to_dict()
    )
    figuur = a.lijnen(a.index(t), titel="Proef").html
    # Three years far apart are still one line.
    assert (
        max(
            len(re.findall(r"[ML] ", pad))
            for pad in re.findall(r'<path d="([^"]*)"[^>]*stroke: #a3195b', figuur)
        )
        == 3
    )
    assert "Eigen prognose van de gemeente: Primos 2025" in figuur and "cohortmodel" in figuur


def test_an_age_that_the_own_forecast_lacks_is_modelled_or_missing_never_guessed(tmp_path):
    auto = met_prognose(tmp_path / "a", EIGEN).prognose("85plus")
    assert set(auto.soort) == {"schatting"} and len(auto)
    alleen = met_prognose(tmp_path / "b", EIGEN, "lokaal").prognose("85plus")
    assert alleen.empty and "85" in alleen.attrs["reden"]
    zonder = Analyse("Amersfoort", prognose_bron="lokaal")
    assert (
        zonder.prognose().empty
        and "prognose.csv" in zonder.prognose().attrs["reden"]
        and "prognose" not in zonder._uitkomsten()
    )


def test_the_model_stays_the_model_when_asked(tmp_path):
    met_prognose(tmp_path, EIGEN)
    a = Analyse("Utrecht", invoer=str(tmp_path), prognose_bron="cohort")
    assert set(a.prognose().soort) == {"schatting"} and a.prognosegrens == {2025: "prognose"}


@pytest.mark.parametrize("bron", ["lokaal", "auto", " Cohort "])
def test_sources_have_a_description(bron):
    assert modellen.PROGNOSE_BRONNEN[modellen.prognosebron(bron)]


@pytest.mark.parametrize(
    ("bron", "reden"),
    [
        ("pbl2016", "niet betrouwbaar genoeg"),
        ("pbl2022", "niet betrouwbaar genoeg"),
        ("cbs_totaal", "85173NED"),
        ("glazen bol", "cohort"),
    ],
)
def test_a_source_that_cannot_be_used_is_refused_before_anything_runs(
    tmp_path, capsys, bron, reden
):
    from woonzorg_lib.cli import main

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "rapport.yaml").write_text(f"prognose_bron: {bron}\n", encoding="utf-8")
    assert (
        main(
            [
                "rapport",
                "Utrecht",
                "--invoer",
                str(tmp_path / "in"),
                "--uitvoer",
                str(tmp_path / "uit"),
            ]
        )
        == 2
    )
    melding = capsys.readouterr().err
    assert (
        reden in melding and "Kies auto, cohort of lokaal" in melding and "Traceback" not in melding
    )
    assert not (tmp_path / "uit").exists()


def test_the_models_numbers_stand_in_standaard_yaml():
    norm = invoer.standaard()["prognose"]
    assert Instellingen.uit(norm) == Instellingen() and Band.uit(norm["band"]) == Band()
    assert Instellingen.uit(norm | {"trend_deel": {"waarde": 1.0}}).trend_deel == 1.0
