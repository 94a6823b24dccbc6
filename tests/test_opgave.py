"""Houdt behoefte en opgave aan hun woord: de ankers, het optellen, het teken, wat ontbreekt blijft ontbreken, en de scenario's."""

import importlib
import re
import sys
from dataclasses import fields, replace
from html import unescape
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from woonzorg_lib import gebieden, invoer, modellen, soorten
from woonzorg_lib.analyse import Analyse
from woonzorg_lib.cijfers.modelgegevens import prognosegegevens, sleuteltoets
from woonzorg_lib.cli import main
from woonzorg_lib.cli.bronnen import bronnen
from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.invoer.scenarios import bewaar
from woonzorg_lib.modellen import Aannames, Sleutel
from woonzorg_lib.modellen.sleuteltoets import uitkomsten_sleutel
from woonzorg_lib.soorten.plannen.rekenen import dekking

CODES = [g.code for g in gebieden.gemeenten()]
DELEN = {"nultreden": 170_000, "geclusterd": 80_000, "zorggeschikt": 40_000}
SLEUTEL = Sleutel(DELEN, 2022, 2030)
JAREN = (2030, 2035, 2040)


def benchmark(naam):
    """A script of benchmarks/, as a module."""
    map_ = str(Path(__file__).parents[1] / "benchmarks")
    sys.path.insert(0, map_)
    try:
        return importlib.import_module(naam)
    finally:
        sys.path.remove(map_)


@pytest.fixture(scope="module")
def ouderen():
    g = prognosegegevens()
    return modellen.prognose(
        g,
        {**{c: (c,) for c in CODES}, "land": CODES, "regio": CODES[:20]},
        tot=2041,
        uitkomst=modellen.verloop(g),
    )


def vorm(tabel, woonvorm, jaar=2030):
    return tabel[(tabel.woonvorm == woonvorm) & (tabel.jaar == jaar)].iloc[0]


# The key


def test_the_published_key_is_170_plus_80_plus_40():
    s = invoer.behoefte().sleutel
    assert {n: s[n]["waarde"] for n in DELEN} == DELEN and sum(DELEN.values()) == s["totaal"][
        "waarde"
    ] == 290_000
    assert {s[n]["status"] for n in DELEN} == {"gecontroleerd"}
    assert s["begin"]["status"] == "ongecontroleerd" and not invoer.behoefte().tarieven


def test_the_shares_of_all_gemeenten_add_up_to_the_key(ouderen):
    samen = sum(
        modellen.behoefte_sleutel(ouderen, c, SLEUTEL, [2030]).set_index("woonvorm").waarde
        for c in CODES
    )
    assert samen.to_dict() == pytest.approx(DELEN, rel=1e-9)
    regio = replace(SLEUTEL, gebied="regio")
    assert sum(
        modellen.behoefte_sleutel(ouderen, c, regio, [2030]).waarde.sum() for c in CODES[:20]
    ) == pytest.approx(290_000)


def test_the_need_follows_by_hand_from_the_growth(ouderen):
    n = ouderen[(ouderen.leeftijd == "75plus") & (ouderen.geslacht == "totaal")].set_index(
        ["gebied", "jaar"]
    )
    groei = n.waarde["GM0355", 2031] - n.waarde["GM0355", 2022]
    samen = n.waarde["land", 2031] - n.waarde["land", 2022]
    rij = vorm(modellen.behoefte_sleutel(ouderen, "GM0355", SLEUTEL, JAREN), "geclusterd")
    assert rij.waarde == pytest.approx(80_000 * groei / samen)
    # What the gemeente itself may do otherwise, and what the country does to the share: separate errors.
    eigen = 80_000 * (n.plaats_onder["GM0355", 2031] - n.waarde["GM0355", 2031]) / samen
    land = [
        80_000
        * (n.waarde["GM0355", 2031] * f - n.waarde["GM0355", 2022])
        / (n.waarde["land", 2031] * f - n.waarde["land", 2022])
        for f in (n.land_onder["GM0355", 2031], n.land_boven["GM0355", 2031])
    ]
    anders = min(0, min(land) - rij.waarde)
    assert rij.ondergrens == pytest.approx(rij.waarde - np.hypot(eigen, anders))
    assert 150 < rij.ondergrens < rij.waarde < rij.bovengrens < 300


def test_the_band_of_the_key_does_not_count_the_country_twice(ouderen):
    """If all of the Netherlands grows faster, so does the whole that is divided: the share hardly moves."""
    n = ouderen[(ouderen.leeftijd == "75plus") & (ouderen.geslacht == "totaal")].set_index(
        ["gebied", "jaar"]
    )
    smaller = 0
    for code in CODES[:60]:
        s = modellen.aandeel(ouderen, code, SLEUTEL, [2030]).iloc[0]
        dubbel = n.bovengrens[code, 2031] - n.ondergrens[code, 2031]
        samen = n.waarde["land", 2031] - n.waarde["land", 2022]
        smaller += (s.bovengrens - s.ondergrens) < dubbel / samen
    assert smaller == 60
    land = modellen.aandeel(ouderen, "land", SLEUTEL, [2030]).iloc[0]
    assert land.tolist() == pytest.approx([1, 1, 1])


def test_half_by_number_adds_up_as_well(ouderen):
    half = Aannames(naar_aantal=0.5)
    samen = sum(
        modellen.behoefte_sleutel(ouderen, c, SLEUTEL, [2030], half).set_index("woonvorm").waarde
        for c in CODES
    )
    assert samen.to_dict() == pytest.approx(DELEN, rel=1e-9)


def test_where_older_people_do_not_grow_the_outcome_is_negative_and_not_clipped(ouderen):
    later = (ouderen.gebied == "GM0355") & (ouderen.jaar > 2022)
    krimp = ouderen.assign(waarde=ouderen.waarde.where(~later, 0.5 * ouderen.waarde))
    assert (modellen.behoefte_sleutel(krimp, "GM0355", SLEUTEL, [2030]).waarde < 0).all()
    met = modellen.behoefte_sleutel(ouderen, "GM0344", SLEUTEL, [2030])
    veel = pd.DataFrame(
        {"woonvorm": ["geclusterd"], "jaar": [2030], "hard": [5000.0], "zacht": [0.0]}
    )
    assert vorm(modellen.opgave(met, veel, {}, {}), "geclusterd").waarde < 0


@pytest.mark.parametrize("aanname", ["groei", "naar_geclusterd", "harde_plannen", "zachte_plannen"])
def test_the_outcome_moves_one_way_with_each_assumption(ouderen, aanname):
    gepland = pd.DataFrame(
        {"woonvorm": ["geclusterd"], "jaar": [2030], "hard": [40.0], "zacht": [30.0]}
    )

    def reken(w):
        a = Aannames(**{aanname: w})
        return vorm(
            modellen.opgave(
                modellen.behoefte_sleutel(ouderen, "GM0355", SLEUTEL, [2030], a), gepland, {}, {}, a
            ),
            "geclusterd",
        ).waarde

    laag, midden, hoog = reken(0.2), reken(0.5), reken(0.9)
    assert laag < midden < hoog if aanname in ("groei", "naar_geclusterd") else laag > midden > hoog


def test_thinking_otherwise_about_care_moves_homes_and_makes_none(ouderen):
    gewoon = modellen.behoefte_sleutel(ouderen, "GM0355", SLEUTEL, [2030])
    anders = modellen.behoefte_sleutel(
        ouderen, "GM0355", SLEUTEL, [2030], Aannames(naar_geclusterd=0.25)
    )
    assert anders.waarde.sum() == pytest.approx(gewoon.waarde.sum())
    assert vorm(anders, "zorggeschikt").waarde == pytest.approx(
        0.75 * vorm(gewoon, "zorggeschikt").waarde
    )


# The opgave


def plan(**kw):
    vast = {
        "bruto": 100,
        "sloop": 0,
        "planologische_status": "1A. Onherroepelijk",
        "nultredenwoning": 20,
        "geclusterde_woonvorm": 30,
        "zorggeschikte_woning": 10,
        "opleverjaar_2028": 100,
    }
    return vast | kw


def test_plus_is_a_shortage_and_only_hard_plans_in_time_count(ouderen):
    t = pd.DataFrame(
        [
            plan(),
            plan(planologische_status="3. In voorbereiding"),
            plan(planologische_status="2C. Vastgesteld", opleverjaar_2028=0, opleverjaar_2033=100),
            plan(opleverjaar_2028=None),
        ]
    )
    extra = modellen.plannen(t, "extra", JAREN)
    assert (
        vorm(extra, "geclusterd")[["hard", "zacht"]].tolist() == [30, 30]
        and vorm(extra, "geclusterd", 2035).hard == 60
    )
    nodig = pd.DataFrame(
        {
            "woonvorm": ["geclusterd"],
            "jaar": [2030],
            "ondergrens": [80.0],
            "waarde": [100.0],
            "bovengrens": [120.0],
        }
    )
    uit = vorm(modellen.opgave(nodig, extra, {"geclusterd": 15}, {"geclusterd": 5}), "geclusterd")
    assert (uit.ondergrens, uit.waarde, uit.bovengrens) == (
        40,
        60,
        80,
    ) and uit.behoefte == 100  # 100 - 15 - 30 + 5
    assert (
        vorm(modellen.plannen(t, "extra", [2030], na={"geclusterd": 2028}), "geclusterd").hard == 0
    )


def test_nested_classes_are_counted_within_each_other_and_never_added():
    t = pd.DataFrame([plan()])
    heel = modellen.plannen(t, "heel", [2030]).set_index("woonvorm").hard.to_dict()
    assert heel == {"nultreden": 60, "geclusterd": 40, "zorggeschikt": 10}
    w = pd.DataFrame(
        {
            "woonvorm": ["geclusterd", "zorggeschikt", "regulier"],
            "toegankelijkheid": ["ROL", "RUI", "GNV"],
            "eenheden": [48, 36, 90],
        }
    )
    assert modellen.voorraad(w) == {"nultreden": 84, "geclusterd": 84, "zorggeschikt": 36}


def test_without_plans_there_is_no_opgave(ouderen):
    nodig = modellen.behoefte_sleutel(ouderen, "GM0355", SLEUTEL, [2030])
    uit = modellen.opgave(nodig, None, {}, {})
    assert uit.waarde.isna().all() and uit.behoefte.notna().all()


def test_own_rates_give_the_whole_need(ouderen):
    uit = modellen.behoefte_tarief(
        ouderen, "GM0355", {"geclusterd": {"75-84": 0.05, "85plus": 0.1}}, [2030]
    )
    n = (
        ouderen[
            (ouderen.gebied == "GM0355") & (ouderen.jaar == 2031) & (ouderen.geslacht == "totaal")
        ]
        .set_index("leeftijd")
        .waarde
    )
    assert uit.waarde.iloc[0] == pytest.approx(
        0.05 * (n["75plus"] - n["85plus"]) + 0.1 * n["85plus"]
    )
    assert uit.ondergrens.iloc[0] < uit.waarde.iloc[0] < uit.bovengrens.iloc[0]


def test_the_ratio_of_plans_of_the_whole_country_is_129_percent():
    from types import SimpleNamespace as B

    tabel = pd.DataFrame(
        {
            "bruto": [1_093_100],
            "planologische_status": ["1A. Onherroepelijk"],
            "sloop": [0],
            "opleverjaar_2030": [1_093_100],
        }
    )
    nodig = pd.DataFrame({"jaar": [2030], "categorie": ["totaal"], "aantal": [846_200]})
    d = dekking(B(fouten=(), tabel=tabel), B(fouten=(), tabel=nodig))["totaal"]
    assert round(100 * d.plan / d.opgave) == 129


def test_a_group_without_its_share_has_no_number_and_dwellings_need_a_rate():
    t = pd.DataFrame(
        {
            "groep": ["a", "a", "b"],
            "jaar": [2024, 2025, 2025],
            "uitstroom": [10, 20, 30],
            "zelfstandig_pct": [50, 75, None],
        }
    )
    uit = modellen.stroom(t, {"a": 1.5}).set_index("groep")
    assert (
        uit.personen["a"] == 15
        and uit.woningen["a"] == 10
        and uit.loc["b", ["personen", "woningen"]].isna().all()
    )
    delen = modellen.per_type_en_prijs(
        uit.reset_index(),
        {"a": [{"type": "zelfstandig", "prijs": "sociale huur", "deel": 0.8}], "b": []},
    )
    assert delen.woningen.tolist() == [8]
    assert modellen.taakstelling(13_500, 66_000, 17_942_942) == pytest.approx(49.66, abs=0.01)


def test_what_moves_the_outcome_most_comes_first():
    uit = modellen.gevoeligheid(
        lambda a: 100 * a.groei - 10 * a.zachte_plannen,
        Aannames(),
        {"zachte_plannen": (0, 0.5), "groei": (0.8, 1.1)},
    )
    assert uit.aanname.tolist() == ["groei", "zachte_plannen"] and uit.loc[
        0, ["ondergrens", "waarde", "bovengrens"]
    ].tolist() == pytest.approx([80, 100, 110])


def test_a_shortage_and_a_surplus_are_rounded_alike():
    assert modellen.rond_woningen(pd.Series([12.4, -12.4, 244.5, -244.5, 1234, -0.4])).tolist() == [
        10,
        -10,
        240,
        -240,
        1250,
        0,
    ]


# The files


def test_every_scenario_knows_the_same_assumptions_as_the_model():
    alle = invoer.scenarios()
    assert {"basis", "langer_thuis", "snel_bouwen"} <= set(alle) and next(iter(alle)) == "basis"
    assert set(invoer.AANNAMES) == {f.name for f in fields(Aannames)} == set(alle["basis"].aannames)
    assert (
        Aannames(**alle["basis"].waarden) == Aannames() != Aannames(**alle["langer_thuis"].waarden)
    )


@pytest.mark.parametrize(
    ("tekst", "bevat"),
    [
        (
            "sleutel:\n  nultreden: {waarde: 1, eenheid: w, jaar: 2022, bron: b, status: gecontroleerd}\n",
            "geclusterd ontbreekt",
        ),
        (
            "toegevoegd:\n  geclusterdd: {waarde: 1}\n",
            "regel 2, toegevoegd.geclusterdd: 'geclusterdd' bestaat niet. Bedoelt u 'geclusterd'?",
        ),
        (
            "tarieven:\n  geclusterd:\n    85plus: {waarde: '0,1', eenheid: w, jaar: 2025, bron: b, status: gecontroleerd}\n",
            "regel 3, tarieven.geclusterd.85plus.waarde: '0,1' is geen getal",
        ),
        (
            "tarieven:\n  geclusterd:\n    85plus: {waarde: 12, eenheid: w, jaar: 2025, bron: b, status: gecontroleerd}\n",
            "12 kan niet",
        ),
        (
            "toegevoegd:\n  geclusterd: {waarde: 1, eenheid: w, jaar: 2025, bron: b, status: zeker}\n",
            "'zeker' is geen status",
        ),
        (
            "toegevoegd:\n  geclusterd: {waarde: 1, eenheid: w, jaar: 2025, status: gecontroleerd}\n",
            "bron ontbreekt",
        ),
        (
            "groepen:\n  statushouders:\n    personen_per_woning: {waarde: 2, eenheid: p, jaar: 2025, bron: b, status: gecontroleerd}\n    verdeling:\n      - {type: a, prijs: b, deel: 0.4}\n",
            "samen 0.4",
        ),
        ("sleutel: [\n", "niet te lezen"),
        ("toegevoegd: 1\n", "onderdelen"),
        ("a: 1\na: 2\n", "twee keer"),
        ("- een\n", "geen onderdelen"),
    ],
)
def test_a_mistake_in_the_own_numbers_is_one_dutch_line(tmp_path, tekst, bevat):
    plek = tmp_path / "gemeenten" / "GM0355"
    plek.mkdir(parents=True)
    (plek / "behoefte.yaml").write_text(tekst, encoding="utf-8")
    with pytest.raises(WoonzorgFout) as fout:
        invoer.behoefte(tmp_path, "GM0355")
    assert (
        bevat in str(fout.value)
        and "\n" not in str(fout.value)
        and str(fout.value).startswith("gemeenten/GM0355/behoefte.yaml")
    )
    assert [m.ernst for m in soorten.controleer("GM0355", tmp_path)].count("FOUT") == 1


def test_a_part_of_a_gemeente_goes_before_that_of_the_kit(tmp_path):
    plek = tmp_path / "gemeenten" / "GM0355"
    plek.mkdir(parents=True)
    (plek / "behoefte.yaml").write_text(
        "sleutel: geen\ntoegevoegd:\n  geclusterd: {waarde: 24, eenheid: w, jaar: 2025, bron: b, status: gecontroleerd}\n",
        encoding="utf-8",
    )
    eigen = invoer.behoefte(tmp_path, "GM0355")
    assert eigen.sleutel is None and eigen.toegevoegd["geclusterd"]["waarde"] == 24
    assert (
        invoer.behoefte(tmp_path, "GM0344").sleutel
        and not invoer.behoefte(tmp_path, "GM0344").toegevoegd
    )


OUD = (
    "sleutel:\n  nultreden: {waarde: 100000, eenheid: w, jaar: 2022, bron: b, status: gecontroleerd}\n"
    "  geclusterd: {waarde: 50000, eenheid: w, jaar: 2022, bron: b, status: gecontroleerd}\n"
    "  verpleegzorg: {waarde: 25000, eenheid: plekken, jaar: 2022, bron: b, status: gecontroleerd}\n"
    "  begin: {waarde: 2022, eenheid: j, jaar: 2022, bron: b, status: gecontroleerd}\n"
    "  eind: {waarde: 2030, eenheid: j, jaar: 2022, bron: b, status: gecontroleerd}\n"
    "  leeftijd: 75plus\n  verdeeld_over: land\n"
    "toegevoegd:\n  verpleegzorg: {waarde: 7, eenheid: plekken, jaar: 2025, bron: b, status: gecontroleerd}\n"
    "onttrekking:\n  verpleegzorg: {waarde: 3, eenheid: plekken, jaar: 2030, bron: b, status: gecontroleerd}\n"
)


def test_the_old_name_of_the_third_part_stays_readable(tmp_path):
    a = Analyse("Zeist", invoer=eigen(tmp_path, "GM0355", OUD, plannen=ZORGPLAN))
    assert dict(a.sleutel.woningen) == {
        "nultreden": 100_000,
        "geclusterd": 50_000,
        "zorggeschikt": 25_000,
    }
    r = vorm(a.reken(), "zorggeschikt")
    assert (r.aanwezig, r.hard, r.onttrekking) == (7, 10, 3)
    assert r.waarde == pytest.approx(r.behoefte - 7 - 10 + 3)
    assert "zorggeschikte woningen" in zichtbaar(a.kern_behoefte()).lower()
    for fout, bevat in (
        (OUD.replace("waarde: 25000", "waarde: veel"), "regel 4, sleutel.zorggeschikt.waarde"),
        (OUD + "  zorggeschikt: {waarde: 1}\n", "onttrekking.zorggeschikt: eenheid ontbreekt"),
        (
            OUD.replace("  begin:", "  zorggeschikt: {waarde: 1}\n  begin:"),
            "staat er ook als zorggeschikt",
        ),
    ):
        eigen(tmp_path, "GM0355", fout)
        with pytest.raises(WoonzorgFout, match=re.escape(bevat)):
            invoer.behoefte(tmp_path, "GM0355")


def test_an_unknown_scenario_gets_a_suggestion_and_an_own_one_is_never_overwritten_unasked(
    tmp_path,
):
    with pytest.raises(invoer.OnbekendScenario, match="Bedoelt u 'snel_bouwen'"):
        invoer.scenario("snel bouwn")
    assert (
        invoer.scenario("Langer thuis").id == invoer.scenario("langer_thuis").id == "langer_thuis"
    )
    pad = bewaar("Minder verpleegzorg!", {"naar_geclusterd": 0.4}, "proef", tmp_path)
    assert (
        pad.name == "minder_verpleegzorg.yaml"
        and invoer.scenario("minder verpleegzorg", tmp_path).waarden["naar_geclusterd"] == 0.4
    )
    with pytest.raises(invoer.ScenarioBestaat):
        bewaar("minder verpleegzorg", {"naar_geclusterd": 0.1}, "proef", tmp_path)
    with pytest.raises(invoer.ScenarioBestaat):
        bewaar("basis", {}, "proef", tmp_path, overschrijven=True)
    with pytest.raises(WoonzorgFout, match="van 0 tot en met 1"):
        bewaar("te veel", {"naar_geclusterd": 4}, "proef", tmp_path)
    assert [p.name for p in (tmp_path / "scenarios").iterdir()] == ["minder_verpleegzorg.yaml"]
    bewaar("minder verpleegzorg", {"naar_geclusterd": 0.1}, "proef", tmp_path, overschrijven=True)
    assert invoer.scenario("minder verpleegzorg", tmp_path).waarden["naar_geclusterd"] == 0.1


# Agreements


def test_known_agreements_are_what_was_published():
    alle = {c: w for k in invoer.afsprakenkaders() for c, w in k.gemeenten.items()}
    assert len(alle) == 9 and alle["GM0244"] == {
        "nultreden": 135,
        "geclusterd": 60,
        "zorggeschikt": 30,
    }
    regios = {k.regio.naam: k.regio for k in invoer.afsprakenkaders() if k.regio}
    assert dict(regios["Noord-Veluwe"].woningen) == {
        "nultreden": 1930,
        "geclusterd": 945,
        "zorggeschikt": 555,
    }
    # Of Putten only the region is known: it is what the other six leave.
    leden = [alle[c] for c in regios["Noord-Veluwe"].gemeenten if c in alle]
    assert len(leden) == 6 and sum(w["nultreden"] for w in leden) == 1930 - 335
    assert set(regios["Twente"].gemeenten) == set(gebieden.regio("corop:Twente").leden)
    assert regios["Twente"].ruim == 9120
    assert {k.status for k in invoer.afsprakenkaders()} == {"secundair"}


def test_the_agreement_comes_before_the_key_and_stands_beside_it():
    hattem, putten, zeist = (Analyse(n) for n in ("Hattem", "Putten", "Zeist"))
    zin = zichtbaar(hattem.kern_behoefte())
    assert zin.index("135") < zin.index("verdeelsleutel") and "24-10-2024" in zin
    assert "Naar die groei verdeeld" in zin and "De afspraak gaat voor" in zin
    rijen = hattem.opgave_afspraak().gegevens["rijen"]
    assert [r["waarde"] for r in rijen] == [135, 60, 30, 1930, 945, 555]
    assert {r["gebied"] for r in rijen} == {"Hattem", "Noord-Veluwe"}
    assert all("24-10-2024" in r["bron"] for r in rijen)
    tabel = zichtbaar(hattem.opgave_afspraak())
    sleutel = hattem.woonbehoefte(2030).set_index("woonvorm").loc["nultreden"]
    assert f"tussen {sleutel.ondergrens:.0f} en {sleutel.bovengrens:.0f}" in tabel
    assert "60 geclusterde en 30 zorggeschikte" in " ".join(zichtbaar(hattem.kort_titel()).split())
    assert "afgesproken" not in zichtbaar(zeist.kort_titel())
    zin = zichtbaar(putten.kern_behoefte())
    assert "7 gemeenten samen" in zin and "Hoeveel daarvan voor Putten is" in zin
    assert zeist.opgave_afspraak().html == "" and "afsprakenkader" not in zichtbaar(
        zeist.kern_behoefte()
    )
    assert "stukken die de afspraak aanhalen" in zichtbaar(zeist.methoden())


def test_an_own_agreement_goes_before_the_published_one(tmp_path):
    eigen_afspraak = "jaar;categorie;aantal;besluit;bron\n2030;nultreden;200;Woondeal 2026;x\n2030;verpleegzorgplekken;44;Woondeal 2026;x\n"
    a = Analyse("Hattem", invoer=eigen(tmp_path, "GM0244", opgave_ouderen=eigen_afspraak))
    rijen = a.opgave_afspraak().gegevens["rijen"]
    assert [(r["waarde"], r["soort"]) for r in rijen] == [(200, "invoer"), (44, "invoer")]
    assert "Woondeal 2026" in zichtbaar(a.kern_behoefte())
    assert "zorggeschikte woningen" in zichtbaar(a.kern_behoefte())


@pytest.mark.parametrize(
    ("anders", "bevat"),
    [
        ("GM0244: {nultreden: veel}", "'veel' is geen getal"),
        ("GM9999: {nultreden: 3}", "'GM9999' bestaat niet"),
        ("GM0244: {nultreeden: 3}", "Bedoelt u 'nultreden'"),
    ],
)
def test_a_mistake_in_the_agreements_is_one_dutch_line(tmp_path, anders, bevat):
    kader = "kaders:\n  - naam: proef\n    datum: 2024-10-24\n    tot_en_met: 2030\n    bron: b\n    status: secundair\n    gemeenten:\n      "
    (tmp_path / "afsprakenkaders.yaml").write_text(kader + anders + "\n", encoding="utf-8")
    with pytest.raises(WoonzorgFout) as fout:
        invoer.afsprakenkaders(tmp_path)
    assert bevat in str(fout.value) and "regel 8" in str(fout.value) and "\n" not in str(fout.value)


def test_the_printed_quality_of_the_key_is_the_real_one():
    bench = benchmark("sleutel")
    uit = uitkomsten_sleutel(bench.gegevens()[0], bench.sleutel(), *bench.gegevens()[1:])
    assert uit == sleuteltoets()
    assert uit["gemeenten"] == 9 and uit["binnen"][1] == 27 and uit["mediaan"] < 12
    assert uit["anders"]["groei van 85-plussers"]["mediaan"] > 1.5 * uit["mediaan"]
    assert uit["anders"]["half groei, half aantal"]["mediaan"] <= uit["mediaan"]
    tekst = zichtbaar(Analyse("Zeist").methoden())
    assert (
        f"vielen er {uit['binnen'][0]} in de band" in tekst and "kijkt alleen naar groei" in tekst
    )


def test_the_sensitivity_shows_half_by_number_and_no_longer_the_oldest():
    basis = invoer.scenarios()["basis"].aannames
    assert "hoog" not in basis["leeftijd"] and basis["naar_aantal"]["hoog"] == 0.5
    tekst = zichtbaar(Analyse("Zeist").gevoeligheid())
    assert "85plus" not in tekst and "85-plus" not in tekst


# In a report


def zichtbaar(b):
    return unescape(re.sub(r"<[^>]*>", " ", re.sub(r"<svg.*?</svg>", "", b.html, flags=re.S)))


ALLES = (
    "kern_behoefte",
    "figuur_behoefte",
    "rekenwijze",
    "behoefte_per_jaar",
    "behoefte_groepen",
    "behoefte_per_prijs",
    "kern_opgave",
    "figuur_opgave",
    "opgave_afspraak",
    "opgave_kengetallen",
    "scenarios",
    "gevoeligheid",
    "programmering",
    "top_opgaven",
    "behoefte_kort",
    "kernboodschappen",
)


def eigen(map_, code, tekst="", **bestanden):
    plek = map_ / "gemeenten" / code
    plek.mkdir(parents=True, exist_ok=True)
    if tekst:
        (plek / "behoefte.yaml").write_text(tekst, encoding="utf-8")
    for soort, regels in bestanden.items():
        (plek / f"{soort}.csv").write_text(regels, encoding="utf-8")
    return str(map_)


def test_zeist_gets_a_band_and_no_opgave_without_plans():
    a = Analyse("Zeist")
    zin = zichtbaar(a.kern_behoefte())
    rij = vorm(a.woonbehoefte(), "geclusterd")
    assert (
        f"tussen {rij.ondergrens:.0f} en {rij.bovengrens:.0f}   geclusterde woningen"
        in zin.replace("  ", "   ")
        and "geen afspraak" in zin
    )
    assert (
        "plannen.csv is er nog niet" in zichtbaar(a.kern_opgave())
        and a.figuur_opgave().html == "" == a.programmering().html
    )
    assert a.statussen().set_index("id").status[["B2", "C2", "C3", "T1", "T2", "T11"]].tolist() == [
        "invoer nodig",
        "deels",
        "deels",
        "deels",
        "deels",
        "deels",
    ]
    for naam in ALLES:
        for r in getattr(a, naam)().gegevens.get("rijen", []):
            assert (
                r["bron"]
                and r["tabel"]
                and r["periode"]
                and (r["soort"] == "schatting" or r["indicator"] in ("oosr", "sleutel"))
            ), (naam, r)
            # What the key divides has no band, nor has the growth by which it divides.
            zonder_band = ("oosr", "groei_75plus", "sleutel", "sleutel_75plus", "aandeel_groei")
            assert r["ondergrens"] is not None or r["indicator"] in zonder_band, (naam, r)


def test_the_number_in_the_report_can_be_followed_to_the_parameters():
    stappen = [
        float(x.replace(".", "").replace(",", "."))
        for x in re.findall(r"<td[^>]*>(-?[\d.]+(?:,\d)?)</td>", Analyse("Zeist").rekenwijze().html)
    ]
    aantal, hier, daar, uitkomst = stappen[:4]
    assert aantal == 80_000 and uitkomst == pytest.approx(aantal * hier / daar, abs=0.2)


def test_without_a_key_or_before_the_figures_there_is_no_number(tmp_path):
    voor = [
        Analyse("Zeist", invoer=eigen(tmp_path, "GM0355", "sleutel: geen\n")),
        Analyse("Zeist", peiljaar=2022),
    ]
    for a in voor:
        for naam in ALLES:
            b = getattr(a, naam)()
            assert not [
                r for r in b.gegevens.get("rijen", []) if "woon" in r["indicator"]
            ] and not re.search(r"tussen \d", zichtbaar(b)), naam
        assert a.statussen().set_index("id").status["C2"] == "invoer nodig"
    assert "verzint ze niet" in zichtbaar(
        voor[0].kern_behoefte()
    ) and "na het peiljaar" in zichtbaar(voor[1].kern_behoefte())


def test_a_broken_own_file_is_told_in_the_report_and_gives_no_number(tmp_path):
    a = Analyse("Zeist", invoer=eigen(tmp_path, "GM0355", "toegevoegd:\n  geclusterdd: 1\n"))
    assert (
        "Bedoelt u 'geclusterd'" in zichtbaar(a.kern_behoefte()) and a.figuur_behoefte().html == ""
    )


def test_where_the_group_shrinks_the_sentence_says_what_that_means(tmp_path):
    prognose = "jaar;leeftijd;geslacht;aantal;model;bron\n" + "".join(
        f"{j};{k};totaal;{n};P;x\n"
        for j, oud in ((2025, 1500), (2035, 1200))
        for k, n in (("0-74", 15000), ("75-84", oud - 400), ("85+", 400))
    )
    a = Analyse("Son en Breugel", invoer=eigen(tmp_path, "GM0848", prognose=prognose))
    assert "groeit in Son en Breugel naar verwachting niet" in zichtbaar(a.kern_behoefte())
    assert vorm(a.woonbehoefte(), "nultreden").waarde < 0
    assert all(getattr(a, naam)().soort != "fout" for naam in ALLES)


TOEGEVOEGD = "toegevoegd:\n  geclusterd: {waarde: 40, eenheid: woningen, jaar: 2025, bron: b, status: gecontroleerd}\n"
ZORGPLAN = "plancode;naam;planologische_status;bruto;zorggeschikte_woning;opleverjaar;bron\nA;A;1A;100;10;2028;x\n"
PLANNEN = "plancode;naam;planologische_status;bruto;geclusterde_woonvorm;opleverjaar;bron\nA;A;1A;100;60;2028;x\nB;B;3;100;30;2029;x\nC;C;1A;50;25;2024;x\n"


def test_plans_and_what_was_built_come_off_once(tmp_path):
    kaal = vorm(Analyse("Zeist").reken(), "geclusterd").behoefte
    a = Analyse("Zeist", invoer=eigen(tmp_path, "GM0355", TOEGEVOEGD, plannen=PLANNEN))
    r = vorm(a.reken(), "geclusterd")
    assert (r.aanwezig, r.hard) == (40, 60) and r.waarde == pytest.approx(
        kaal - 100
    )  # plan C is among the 40
    assert vorm(a.reken(), "nultreden")[["waarde"]].isna().all()
    assert "niet te zeggen: geen plan noemt dit" in zichtbaar(
        a.kern_opgave()
    ) and "gaat daar nog af" not in zichtbaar(a.kern_opgave())
    snel = Analyse("Zeist", invoer=str(tmp_path), scenario="snel bouwen")
    assert vorm(snel.reken(), "geclusterd").waarde == pytest.approx(kaal - 115)
    assert (
        "scenario Snel bouwen" in zichtbaar(snel.titel())
        and "‘Snel bouwen’" in zichtbaar(snel.kern_behoefte())
        and "Snel bouwen" in zichtbaar(snel.instellingen())
    )
    assert all(getattr(x, naam)().soort != "fout" for naam in ALLES for x in (a, snel))


def test_own_rates_show_the_whole_need_and_the_picture_by_price(tmp_path):
    tekst = (
        "tarieven:\n  geclusterd:\n    85plus: {waarde: 0.1, eenheid: w, jaar: 2025, bron: onderzoek, status: gecontroleerd}\n"
        "groepen:\n  uitstroom beschermd wonen:\n    personen_per_woning: {waarde: 1, eenheid: p, jaar: 2025, bron: b, status: gecontroleerd}\n"
        "    verdeling:\n      - {type: zelfstandig, prijs: sociale huur, deel: 1}\n"
    )
    groepen = "groep;jaar;uitstroom;zelfstandig_pct;bron\nuitstroom beschermd wonen;2025;40;75;x\n"
    vormen = "complex_id;woonvorm;toegankelijkheid;eenheden;peildatum;bron\nC;geclusterd;NUL;24;2026-01-01;x\n"
    a = Analyse(
        "Zeist",
        invoer=eigen(
            tmp_path, "GM0355", tekst, aandachtsgroepen=groepen, woonvormen=vormen, plannen=PLANNEN
        ),
    )
    assert (
        a.behoefte_per_prijs().soort == "figuur"
        and a.behoefte_per_prijs().gegevens["rijen"][0]["waarde"] == 30
    )
    tabel = zichtbaar(a.opgave_kengetallen())
    assert "24" in tabel and "hele behoefte" in tabel.lower()
    assert a.statussen().set_index("id").status["C2"] == "volledig"
    assert Analyse("Zeist").behoefte_per_prijs().html == ""


def test_a_small_group_is_not_given_away(tmp_path):
    groepen = "groep;jaar;uitstroom;zelfstandig_pct;bron\nuitstroom beschermd wonen;2025;6;50;x\nuitstroom jeugdzorg;2025;3;100;x\n"
    b = Analyse(
        "Zeist", invoer=eigen(tmp_path, "GM0355", aandachtsgroepen=groepen)
    ).behoefte_groepen()
    assert zichtbaar(b).count("<5") >= 2 and b.gegevens["rijen"] == []


def test_an_own_forecast_that_reaches_far_enough_is_used_without_a_band(tmp_path):
    prognose = "jaar;leeftijd;geslacht;aantal;model;bron\n" + "".join(
        f"{j};{k};totaal;{n};P;x\n"
        for j, oud in ((2025, 7200), (2035, 9200))
        for k, n in (("0-74", 60000), ("75-84", oud - 2500), ("85+", 2500))
    )
    a = Analyse("Zeist", invoer=eigen(tmp_path, "GM0355", prognose=prognose))
    rij = vorm(a.woonbehoefte(), "geclusterd")
    assert pd.isna(rij.ondergrens) and "eigen prognose" in rij.bron
    cohort = a.prognose.cohort
    aantal = cohort[(cohort.leeftijd == "75plus") & (cohort.geslacht == "totaal")]
    aantal = aantal.set_index(["gebied", "jaar"]).waarde
    hier = 7200 + 0.6 * 2000 - aantal["gemeente", 2022]
    # CBS: 2.058.612 people of 75 and over on 1 January 2031, and 1.566.712 counted in 2022.
    assert vorm(a.reken(), "geclusterd").behoefte == pytest.approx(80_000 * hier / 491_900)
    assert "ongeveer" in zichtbaar(a.kern_behoefte()) and all(
        getattr(a, naam)().soort != "fout" for naam in ALLES
    )


def test_the_command_refuses_an_unknown_scenario_before_anything_runs(capsys, tmp_path):
    assert (
        main(
            ["rapport", "Utrecht", "--scenario", "langr thuis", "--uitvoer", str(tmp_path / "uit")]
        )
        == 2
    )
    assert "Bedoelt u 'langer_thuis'" in capsys.readouterr().err and not (tmp_path / "uit").exists()


def test_a_report_is_made_again_when_a_scenario_or_the_need_changes(tmp_path):
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "behoefte.yaml").write_text("sleutel: geen\n", encoding="utf-8")
    (tmp_path / "scenarios" / "eigen.yaml").write_text("groei: 1\n", encoding="utf-8")
    namen = {Path(str(naam)).name for naam in bronnen(tmp_path, "GM0355")}
    assert {"eigen.yaml", "behoefte.yaml"} <= namen
