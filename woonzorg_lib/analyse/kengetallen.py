"""De kengetallen van een rapport voor het overzicht van een run; gelijk aan het eerste scherm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from woonzorg_lib.beeld.getallen import leeg

from . import modelfeiten as m

if TYPE_CHECKING:
    from . import Analyse

NAMEN = {
    "ouderen_nu": ("75-plussers", "mensen"),
    "ouderen_groei": ("Groei 75-plussers", "%"),
    "nodig": ("Geclusterd: nodig", "woningen"),
    "gedekt": ("Geclusterd: gebouwd of hard gepland", "%"),
    "vinden": ("Geclusterd: nog te vinden", "woningen"),
}


def kengetallen(a: Analyse, vorm: str, klein: bool) -> list[dict]:
    """Ouderen nu en straks, en de opgave; wat niet bekend is, heeft geen waarde.

    vorm: de woonvorm van de opgave. klein: waar als alleen een aantal iets zegt.
    """
    bekend = _ouderen(a, klein)
    if not klein:
        bekend |= _opgave(a, vorm)
    leeg_cijfer = {"waarde": None, "jaar": None}
    return [
        {"indicator": naam, "omschrijving": woorden, "eenheid": eenheid}
        | bekend.get(naam, leeg_cijfer)
        for naam, (woorden, eenheid) in NAMEN.items()
    ]


def _ouderen(a: Analyse, klein: bool) -> dict[str, dict]:
    feit = m.groeifeit(a, "75plus")
    data = a.prognose("75plus")
    eigen = data[data.rol == "gemeente"].dropna(subset="waarde").sort_values("jaar")
    begin = eigen[eigen.jaar <= a.prognose.bevolking.bekend_tot]
    if begin.empty:
        return {}
    nu, straks = begin.iloc[-1], eigen.iloc[-1]
    uit: dict[str, dict] = {"ouderen_nu": {"waarde": float(nu.waarde), "jaar": int(nu.jaar)}}
    if feit is not None and not klein:
        uit["ouderen_groei"] = {
            "waarde": float(100 * (straks.waarde / nu.waarde - 1)),
            "jaar": int(straks.jaar),
            "tekst": feit.vormen["groei"],
        }
    return uit


def _opgave(a: Analyse, vorm: str) -> dict[str, dict]:
    if a.opgave.sleutel is None or vorm not in a.opgave.sleutel.woningen:
        return {}
    jaar = a.opgave.sleutel.eind
    uit = {"nodig": _met_band(a.opgave.woonbehoefte(jaar), vorm, jaar)}
    stand = a.opgave.reken().query("woonvorm == @vorm and jaar == @jaar").iloc[0]
    if not a.opgave.met_plannen or leeg(stand.waarde):
        return uit
    uit["vinden"] = _met_band(a.opgave.opgaverijen(a.opgave.reken()), vorm, jaar)
    if stand.behoefte > 0:
        er = sum(0 if leeg(x) else x for x in (stand.aanwezig, stand.hard))
        uit["gedekt"] = {"waarde": float(round(100 * er / stand.behoefte)), "jaar": jaar}
    return uit


def _met_band(data: pd.DataFrame, vorm: str, jaar: int) -> dict:
    r = data[data.woonvorm == vorm].iloc[0]
    band = (r.waarde, r.waarde)
    if not leeg(r.ondergrens) and not leeg(r.bovengrens):
        band = (r.ondergrens, r.bovengrens)
    tekst = "geen" if band[1] <= 0 else m.van_tot(*band)
    return {"waarde": float(r.waarde), "jaar": jaar, "tekst": tekst}
