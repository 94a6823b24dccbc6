"""Hoe de verdeelsleutel zich houdt naast afspraken die er echt zijn. Verandert niets aan de
sleutel.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from woonzorg_lib.modellen.behoefte import BAND, Aannames, Sleutel, behoefte_sleutel

# Other ways to divide: named as the benchmark prints them.
ANDERS = {
    "groei van 65-plussers": Aannames(leeftijd="65plus"),
    "groei van 85-plussers": Aannames(leeftijd="85plus"),
    "half groei, half aantal": Aannames(naar_aantal=0.5),
}


def sleuteltoets(
    ouderen: pd.DataFrame,
    sleutel: Sleutel,
    afspraken: pd.DataFrame,
    aannames: Aannames | None = None,
) -> pd.DataFrame:
    """De sleutel naast afspraken: per gebied en woonvorm wat is afgesproken en wat de sleutel
    geeft.

    ouderen: zie `modellen.prognose`, met elk gebied van de afspraken. afspraken: gebied, jaar,
    woonvorm, woningen. Geeft die kolommen met ondergrens, waarde, bovengrens (woningen), fout (%
    van de afspraak) en binnen (of de afspraak binnen de band valt).
    """
    delen = []
    for (gebied, jaar), d in afspraken.groupby(["gebied", "jaar"], sort=False):
        nodig = behoefte_sleutel(ouderen, gebied, sleutel, [int(jaar)], aannames)
        delen.append(d.merge(nodig[["woonvorm", *BAND]], on="woonvorm", validate="one_to_one"))
    uit = pd.concat(delen, ignore_index=True)
    uit["fout"] = 100 * (uit.waarde / uit.woningen - 1)
    uit["binnen"] = uit.woningen.between(uit.ondergrens, uit.bovengrens)
    return uit


def som(toets: pd.DataFrame) -> pd.Series:
    """De fout van de som van de drie per gebied (%)."""
    per = toets.groupby("gebied", sort=False)[["waarde", "woningen"]].sum()
    return 100 * (per.waarde / per.woningen - 1)


def _samen(toets: pd.DataFrame) -> dict:
    fout = som(toets)
    per_vorm = toets.assign(fout=toets.fout.abs()).groupby("woonvorm", sort=False).fout.median()
    return {
        "mediaan": round(float(fout.abs().median()), 1),
        "grootste": round(float(fout.abs().max())),
        "per_vorm": {vorm: round(float(f)) for vorm, f in per_vorm.items()},
        "binnen": [int(toets.binnen.sum()), len(toets)],
    }


def uitkomsten_sleutel(
    ouderen: pd.DataFrame,
    sleutel: Sleutel,
    gemeenten: pd.DataFrame,
    regios: pd.DataFrame,
    ruim: Mapping[str, float],
) -> dict:
    """De sleutel naast alle bekende afspraken, in getallen (%), afgerond zoals het rapport ze
    noemt.

    gemeenten en regios: afspraken, zie `sleuteltoets`. ruim: regio -> het totaal in de ruime
    variant. mediaan en grootste gaan over de som van de drie per gemeente; binnen: zoveel van de
    losse getallen vallen in de band. anders: dezelfde toets als anders was verdeeld.
    """
    nu = sleuteltoets(ouderen, sleutel, gemeenten)
    per_regio = som(sleuteltoets(ouderen, sleutel, regios))
    geheel = regios.groupby("gebied").woningen.sum()
    return {
        "gemeenten": int(nu.gebied.nunique()),
        **_samen(nu),
        "regios": {str(r): round(float(f)) for r, f in per_regio.items()},
        "ruim": {
            str(r): round(float((1 + per_regio[r] / 100) * geheel[r] / n * 100 - 100))
            for r, n in ruim.items()
        },
        "anders": {
            naam: _samen(sleuteltoets(ouderen, sleutel, gemeenten, keuze))
            for naam, keuze in ANDERS.items()
        },
    }


def afspraken(
    per_gebied: Mapping[str, Mapping[str, float]], jaren: Mapping[str, int]
) -> pd.DataFrame:
    """Afspraken als tabel: gebied, jaar, woonvorm, woningen. per_gebied: gebied -> woonvorm ->
    woningen.
    """
    rijen: Sequence[tuple] = [
        (gebied, jaren[gebied], vorm, float(n))
        for gebied, woningen in per_gebied.items()
        for vorm, n in woningen.items()
    ]
    uit = pd.DataFrame(rijen, columns=["gebied", "jaar", "woonvorm", "woningen"])
    return uit.astype({"woningen": np.float64})
