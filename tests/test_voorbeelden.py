"""Rekent de uitgewerkte voorbeelden na: wat erin gaat, wat eruit komt, en de zin die erbij hoort (voorbeelden/*.yaml)."""

import re
from html import unescape
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml

from woonzorg_lib import modellen
from woonzorg_lib.analyse import Analyse
from woonzorg_lib.beeld import opgaven
from woonzorg_lib.modellen import opgavetabel
from woonzorg_lib.modellen.prognose import KOLOMMEN

MAP = Path(__file__).parent / "voorbeelden"
VOORBEELDEN = sorted(MAP.glob("*.yaml"))


def lees(pad):
    return yaml.safe_load(pad.read_text(encoding="utf-8"))


def ouderen(per_gebied):
    """A forecast without a band, in the form that the models ask for."""
    rijen = [
        {"gebied": g, "jaar": j, "leeftijd": "75plus", "geslacht": "totaal", "waarde": float(n)}
        for g, reeks in per_gebied.items()
        for j, n in reeks.items()
    ]
    return pd.DataFrame(rijen).assign(**dict.fromkeys(KOLOMMEN, np.nan))


def sleutel(i):
    s = modellen.Sleutel(i["woningen"], i["begin"], i["eind"])
    keuze = modellen.Aannames(**i.get("aannames", {}))
    uit = modellen.behoefte_sleutel(ouderen(i["ouderen"]), "gemeente", s, [i["eind"]], keuze)
    return uit.set_index("woonvorm").waarde.to_dict(), opgaven.samen(uit)


def opgave(i):
    behoefte = pd.DataFrame([{"woonvorm": "geclusterd", "jaar": 2030} | i["behoefte"]])
    plan = pd.DataFrame(
        [
            {
                "woonvorm": "geclusterd",
                "jaar": 2030,
                "hard": float(i["hard"]),
                "zacht": float(i["zacht"]),
            }
        ]
    )
    eraf, weg = {"geclusterd": i["toegevoegd"]}, {"geclusterd": i["verdwijnt"]}
    r = modellen.opgave(behoefte, plan, eraf, weg).iloc[0]
    uit = {k: r[k] for k in ("ondergrens", "waarde", "bovengrens")}
    return uit, opgaven.saldo(*uit.values())


def leeftijdscorrectie(i):
    hier, daar, per = (
        np.array(i[k], dtype=float)
        for k in ("inwoners_gemeente", "inwoners_nederland", "landelijk_gebruik")
    )
    uit = modellen.met_leeftijden_van(i["gebruik_per_1000"], hier, daar, per)
    return {"gebruik_per_1000": uit}, ""


def stroom(i):
    t = pd.DataFrame([{"groep": "groep", "jaar": 2025} | i])
    r = modellen.stroom(t, {"groep": i["personen_per_woning"]}).iloc[0]
    return {"personen": r.personen, "woningen": r.woningen}, ""


def taakstelling(i):
    return {"mensen": round(modellen.taakstelling(*i.values()), 2)}, ""


def vast_aandeel(i):
    kolommen = ["ondergrens", "waarde", "bovengrens"]
    t = pd.DataFrame(i["ouderen"], index=kolommen).T.rename_axis("jaar").reset_index()
    uit = modellen.vast_aandeel(t, pd.Series(i["percentages"])).set_index("jaar")
    return {j: uit.loc[j, kolommen].tolist() for j in uit.index}, ""


REKENEN = {
    f.__name__: f for f in (sleutel, opgave, leeftijdscorrectie, stroom, taakstelling, vast_aandeel)
}


def gelijk(echt, verwacht):
    assert echt.keys() == verwacht.keys()
    for naam, w in verwacht.items():
        assert echt[naam] == pytest.approx(w, rel=1e-9), (naam, echt[naam])


def kaal(html):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", "", html))).strip()


@pytest.mark.parametrize("pad", VOORBEELDEN, ids=lambda p: p.stem)
def test_a_worked_example_is_right(pad):
    v = lees(pad)
    assert v["titel"] and v["uitleg"]
    if "rekenen" in v:
        uit, zin = REKENEN[v["rekenen"]](v["invoer"])
        gelijk(uit, v["uitkomst"])
        assert zin == v.get("zin", "")
        return
    a = Analyse(v["gemeente"], **v.get("instellingen", {}))
    beeld = getattr(a, v["rapport"])(*v.get("met", []))
    rijen = {
        (r["indicator"], r["uitsplitsing"], r["jaar"], r["gebied"]): r
        for r in beeld.gegevens["rijen"]
    }
    for regel in v["uitkomst"]:
        plek = (
            regel["indicator"],
            regel.get("wat", ""),
            regel["jaar"],
            regel.get("gebied", a.gemeente.naam),
        )
        assert plek in rijen, (plek, [k for k in rijen if k[0] == regel["indicator"]][:8])
        r = rijen[plek]
        for k in ("ondergrens", "waarde", "bovengrens"):
            if k in regel:
                assert r[k] == regel[k], (plek, k, r[k])
    assert v["zin"].strip() in kaal(beeld.html), kaal(beeld.html)


def test_every_model_has_an_example_and_the_words_are_those_of_the_report():
    gedaan = {lees(p).get("rekenen") or lees(p)["rapport"] for p in VOORBEELDEN}
    assert (
        set(REKENEN)
        | {
            "kern_prognose",
            "kern_huishoudens",
            "kern_alle_huishoudens",
            "kern_behoefte",
            "opgave_afspraak",
        }
        <= gedaan
    )
    assert set(opgavetabel.VORMEN) >= {"nultreden", "geclusterd", "zorggeschikt"}
