"""Houdt behoefte en opgave aan hun woord: de ankers, het optellen, het teken, wat ontbreekt blijft ontbreken, en de scenario's."""

from dataclasses import fields, replace

import pandas as pd
import pytest

from woonzorg_lib import gebieden, invoer, modellen
from woonzorg_lib.beeld.plannen import dekking
from woonzorg_lib.cijfers.modelgegevens import prognosegegevens
from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.invoer.scenarios import bewaar
from woonzorg_lib.modellen import Aannames, Sleutel

CODES = [g.code for g in gebieden.gemeenten()]
DELEN = {"nultreden": 170_000, "geclusterd": 80_000, "verpleegzorg": 40_000}
SLEUTEL = Sleutel(DELEN, 2022, 2030)
JAREN = (2030, 2035, 2040)


@pytest.fixture(scope="module")
def ouderen():
    g = prognosegegevens()
    return modellen.prognose(g, {**{c: (c,) for c in CODES}, "land": CODES, "regio": CODES[:20]}, tot=2041, uitkomst=modellen.verloop(g))


def vorm(tabel, woonvorm, jaar=2030):
    return tabel[(tabel.woonvorm == woonvorm) & (tabel.jaar == jaar)].iloc[0]


# The key


def test_the_published_key_is_170_plus_80_plus_40():
    s = invoer.behoefte().sleutel
    assert {n: s[n]["waarde"] for n in DELEN} == DELEN and sum(DELEN.values()) == s["totaal"]["waarde"] == 290_000
    assert s["begin"]["status"] == "ongecontroleerd" and not invoer.behoefte().tarieven


def test_the_shares_of_all_gemeenten_add_up_to_the_key(ouderen):
    samen = sum(modellen.behoefte_sleutel(ouderen, c, SLEUTEL, [2030]).set_index("woonvorm").waarde for c in CODES)
    assert samen.to_dict() == pytest.approx(DELEN, rel=1e-9)
    regio = replace(SLEUTEL, gebied="regio")
    assert sum(modellen.behoefte_sleutel(ouderen, c, regio, [2030]).waarde.sum() for c in CODES[:20]) == pytest.approx(290_000)


def test_the_need_follows_by_hand_from_the_growth(ouderen):
    n = ouderen[(ouderen.leeftijd == "75plus") & (ouderen.geslacht == "totaal")].set_index(["gebied", "jaar"])
    groei = n.waarde["GM0355", 2031] - n.waarde["GM0355", 2022]
    samen = n.waarde["land", 2031] - n.waarde["land", 2022]
    rij = vorm(modellen.behoefte_sleutel(ouderen, "GM0355", SLEUTEL, JAREN), "geclusterd")
    assert rij.waarde == pytest.approx(80_000 * groei / samen)
    assert rij.ondergrens == pytest.approx(80_000 * (n.ondergrens["GM0355", 2031] - n.waarde["GM0355", 2022]) / samen)
    assert 100 < rij.ondergrens < rij.waarde < rij.bovengrens < 500


def test_where_older_people_do_not_grow_the_outcome_is_negative_and_not_clipped(ouderen):
    groei = {c: modellen.groei(ouderen, c, "75plus", 2022, [2030]).waarde.iloc[0] for c in CODES}
    krimpt = [c for c in CODES if groei[c] < 0]
    assert krimpt and (modellen.behoefte_sleutel(ouderen, krimpt[0], SLEUTEL, [2030]).waarde < 0).all()
    met = modellen.behoefte_sleutel(ouderen, "GM0344", SLEUTEL, [2030])
    veel = pd.DataFrame({"woonvorm": ["geclusterd"], "jaar": [2030], "hard": [5000.0], "zacht": [0.0]})
    assert vorm(modellen.opgave(met, veel, {}, {}), "geclusterd").waarde < 0


@pytest.mark.parametrize("aanname", ["groei", "naar_geclusterd", "harde_plannen", "zachte_plannen"])
def test_the_outcome_moves_one_way_with_each_assumption(ouderen, aanname):
    gepland = pd.DataFrame({"woonvorm": ["geclusterd"], "jaar": [2030], "hard": [40.0], "zacht": [30.0]})

    def reken(w):
        a = Aannames(**{aanname: w})
        return vorm(modellen.opgave(modellen.behoefte_sleutel(ouderen, "GM0355", SLEUTEL, [2030], a), gepland, {}, {}, a), "geclusterd").waarde

    laag, midden, hoog = reken(0.2), reken(0.5), reken(0.9)
    assert laag < midden < hoog if aanname in ("groei", "naar_geclusterd") else laag > midden > hoog


def test_thinking_otherwise_about_care_moves_homes_and_makes_none(ouderen):
    gewoon = modellen.behoefte_sleutel(ouderen, "GM0355", SLEUTEL, [2030])
    anders = modellen.behoefte_sleutel(ouderen, "GM0355", SLEUTEL, [2030], Aannames(naar_geclusterd=0.25))
    assert anders.waarde.sum() == pytest.approx(gewoon.waarde.sum())
    assert vorm(anders, "verpleegzorg").waarde == pytest.approx(0.75 * vorm(gewoon, "verpleegzorg").waarde)


# The opgave


def plan(**kw):
    vast = {"bruto": 100, "sloop": 0, "planologische_status": "1A. Onherroepelijk", "nultredenwoning": 20, "geclusterde_woonvorm": 30, "zorggeschikte_woning": 10, "opleverjaar_2028": 100}
    return vast | kw


def test_plus_is_a_shortage_and_only_hard_plans_in_time_count(ouderen):
    t = pd.DataFrame([plan(), plan(planologische_status="3. In voorbereiding"), plan(planologische_status="2C. Vastgesteld", opleverjaar_2028=0, opleverjaar_2033=100), plan(opleverjaar_2028=None)])
    extra = modellen.plannen(t, "extra", JAREN)
    assert vorm(extra, "geclusterd")[["hard", "zacht"]].tolist() == [30, 30] and vorm(extra, "geclusterd", 2035).hard == 60
    nodig = pd.DataFrame({"woonvorm": ["geclusterd"], "jaar": [2030], "ondergrens": [80.0], "waarde": [100.0], "bovengrens": [120.0]})
    uit = vorm(modellen.opgave(nodig, extra, {"geclusterd": 15}, {"geclusterd": 5}), "geclusterd")
    assert (uit.ondergrens, uit.waarde, uit.bovengrens) == (40, 60, 80) and uit.behoefte == 100  # 100 - 15 - 30 + 5
    assert vorm(modellen.plannen(t, "extra", [2030], na=2028), "geclusterd").hard == 0


def test_nested_classes_are_counted_within_each_other_and_never_added():
    t = pd.DataFrame([plan()])
    heel = modellen.plannen(t, "heel", [2030]).set_index("woonvorm").hard.to_dict()
    assert heel == {"nultreden": 60, "geclusterd": 40, "zorggeschikt": 10}
    w = pd.DataFrame({"woonvorm": ["geclusterd", "zorggeschikt", "regulier"], "toegankelijkheid": ["ROL", "RUI", "GNV"], "eenheden": [48, 36, 90]})
    assert modellen.voorraad(w) == {"nultreden": 84, "geclusterd": 84, "zorggeschikt": 36}


def test_without_plans_there_is_no_opgave(ouderen):
    nodig = modellen.behoefte_sleutel(ouderen, "GM0355", SLEUTEL, [2030])
    uit = modellen.opgave(nodig, None, {}, {})
    assert uit.waarde.isna().all() and uit.behoefte.notna().all()


def test_own_rates_give_the_whole_need(ouderen):
    uit = modellen.behoefte_tarief(ouderen, "GM0355", {"geclusterd": {"75-84": 0.05, "85plus": 0.1}}, [2030])
    n = ouderen[(ouderen.gebied == "GM0355") & (ouderen.jaar == 2031) & (ouderen.geslacht == "totaal")].set_index("leeftijd").waarde
    assert uit.waarde.iloc[0] == pytest.approx(0.05 * (n["75plus"] - n["85plus"]) + 0.1 * n["85plus"])
    assert uit.ondergrens.iloc[0] < uit.waarde.iloc[0] < uit.bovengrens.iloc[0]


def test_the_ratio_of_plans_of_the_whole_country_is_129_percent():
    from types import SimpleNamespace as B

    tabel = pd.DataFrame({"bruto": [1_093_100], "sloop": [0], "opleverjaar_2030": [1_093_100]})
    nodig = pd.DataFrame({"jaar": [2030], "categorie": ["totaal"], "aantal": [846_200]})
    gepland, nodig_, _ = dekking(B(fouten=(), tabel=tabel), B(fouten=(), tabel=nodig))["totaal"]
    assert round(100 * gepland / nodig_) == 129


def test_a_group_without_its_share_has_no_number_and_dwellings_need_a_rate():
    t = pd.DataFrame({"groep": ["a", "a", "b"], "jaar": [2024, 2025, 2025], "uitstroom": [10, 20, 30], "zelfstandig_pct": [50, 75, None]})
    uit = modellen.stroom(t, {"a": 1.5}).set_index("groep")
    assert uit.personen["a"] == 15 and uit.woningen["a"] == 10 and uit.loc["b", ["personen", "woningen"]].isna().all()
    delen = modellen.per_type_en_prijs(uit.reset_index(), {"a": [{"type": "zelfstandig", "prijs": "sociale huur", "deel": 0.8}], "b": []})
    assert delen.woningen.tolist() == [8]
    assert modellen.taakstelling(13_500, 66_000, 17_942_942) == pytest.approx(49.66, abs=0.01)


def test_what_moves_the_outcome_most_comes_first():
    uit = modellen.gevoeligheid(lambda a: 100 * a.groei - 10 * a.zachte_plannen, Aannames(), {"zachte_plannen": (0, 0.5), "groei": (0.8, 1.1)})
    assert uit.aanname.tolist() == ["groei", "zachte_plannen"] and uit.loc[0, ["ondergrens", "waarde", "bovengrens"]].tolist() == pytest.approx([80, 100, 110])


def test_a_shortage_and_a_surplus_are_rounded_alike():
    assert modellen.rond_woningen(pd.Series([12.4, -12.4, 244.5, -244.5, 1234, -0.4])).tolist() == [10, -10, 240, -240, 1250, 0]


# The files


def test_every_scenario_knows_the_same_assumptions_as_the_model():
    alle = invoer.scenarios()
    assert {"basis", "langer_thuis", "snel_bouwen"} <= set(alle) and next(iter(alle)) == "basis"
    assert set(invoer.AANNAMES) == {f.name for f in fields(Aannames)} == set(alle["basis"].aannames)
    assert Aannames(**alle["basis"].waarden) == Aannames() != Aannames(**alle["langer_thuis"].waarden)


@pytest.mark.parametrize(
    ("tekst", "bevat"),
    [
        ("sleutel:\n  nultreden: {waarde: 1, eenheid: w, jaar: 2022, bron: b, status: gecontroleerd}\n", "geclusterd ontbreekt"),
        ("toegevoegd:\n  geclusterdd: {waarde: 1}\n", "regel 2, toegevoegd.geclusterdd: 'geclusterdd' bestaat niet. Bedoelt u 'geclusterd'?"),
        ("tarieven:\n  geclusterd:\n    85plus: {waarde: '0,1', eenheid: w, jaar: 2025, bron: b, status: gecontroleerd}\n", "regel 3, tarieven.geclusterd.85plus.waarde: '0,1' is geen getal"),
        ("tarieven:\n  geclusterd:\n    85plus: {waarde: 12, eenheid: w, jaar: 2025, bron: b, status: gecontroleerd}\n", "12 kan niet"),
        ("toegevoegd:\n  geclusterd: {waarde: 1, eenheid: w, jaar: 2025, bron: b, status: zeker}\n", "'zeker' is geen status"),
        ("toegevoegd:\n  geclusterd: {waarde: 1, eenheid: w, jaar: 2025, status: gecontroleerd}\n", "bron ontbreekt"),
        ("groepen:\n  statushouders:\n    personen_per_woning: {waarde: 2, eenheid: p, jaar: 2025, bron: b, status: gecontroleerd}\n    verdeling:\n      - {type: a, prijs: b, deel: 0.4}\n", "samen 0.4"),
        ("sleutel: [\n", "niet te lezen"), ("toegevoegd: 1\n", "onderdelen"), ("a: 1\na: 2\n", "twee keer"), ("- een\n", "geen onderdelen"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_own_numbers_is_one_dutch_line(tmp_path, tekst, bevat):
    plek = tmp_path / "gemeenten" / "GM0355"
    plek.mkdir(parents=True)
    (plek / "behoefte.yaml").write_text(tekst, encoding="utf-8")
    with pytest.raises(WoonzorgFout) as fout:
        invoer.behoefte(tmp_path, "GM0355")
    assert bevat in str(fout.value) and "\n" not in str(fout.value) and str(fout.value).startswith("gemeenten/GM0355/behoefte.yaml")
    assert [m.ernst for m in invoer.controleer("GM0355", tmp_path)].count("FOUT") == 1


def test_a_part_of_a_gemeente_goes_before_that_of_the_kit(tmp_path):
    plek = tmp_path / "gemeenten" / "GM0355"
    plek.mkdir(parents=True)
    (plek / "behoefte.yaml").write_text("sleutel: geen\ntoegevoegd:\n  geclusterd: {waarde: 24, eenheid: w, jaar: 2025, bron: b, status: gecontroleerd}\n", encoding="utf-8")
    eigen = invoer.behoefte(tmp_path, "GM0355")
    assert eigen.sleutel is None and eigen.toegevoegd["geclusterd"]["waarde"] == 24
    assert invoer.behoefte(tmp_path, "GM0344").sleutel and not invoer.behoefte(tmp_path, "GM0344").toegevoegd


def test_an_unknown_scenario_gets_a_suggestion_and_an_own_one_is_never_overwritten_unasked(tmp_path):
    with pytest.raises(invoer.OnbekendScenario, match="Bedoelt u 'snel_bouwen'"):
        invoer.scenario("snel bouwn")
    assert invoer.scenario("Langer thuis").id == invoer.scenario("langer_thuis").id == "langer_thuis"
    pad = bewaar("Minder verpleegzorg!", {"naar_geclusterd": 0.4}, "proef", tmp_path)
    assert pad.name == "minder_verpleegzorg.yaml" and invoer.scenario("minder verpleegzorg", tmp_path).waarden["naar_geclusterd"] == 0.4
    with pytest.raises(invoer.ScenarioBestaat):
        bewaar("minder verpleegzorg", {"naar_geclusterd": 0.1}, "proef", tmp_path)
    with pytest.raises(invoer.ScenarioBestaat):
        bewaar("basis", {}, "proef", tmp_path, overschrijven=True)
    with pytest.raises(WoonzorgFout, match="van 0 tot en met 1"):
        bewaar("te veel", {"naar_geclusterd": 4}, "proef", tmp_path)
    assert [p.name for p in (tmp_path / "scenarios").iterdir()] == ["minder_verpleegzorg.yaml"]
    bewaar("minder verpleegzorg", {"naar_geclusterd": 0.1}, "proef", tmp_path, overschrijven=True)
    assert invoer.scenario("minder verpleegzorg", tmp_path).waarden["naar_geclusterd"] == 0.1
