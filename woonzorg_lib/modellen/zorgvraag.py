"""Zorgvraag: hoeveel mensen er zijn met dementie, een beperking,
eenzaamheid of ondersteuning als de bevolking verandert. Voorspelt geen gedrag of beleid.

De methode is bevolking maal aandeel (zoals POPPI): geen voorspelling van uitkomsten.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from woonzorg_lib.cijfers.modelgegevens import Prognosegegevens
from woonzorg_lib.modellen.prognose import Verloop
from woonzorg_lib.modellen.sterfte import LEEFTIJDEN, raster


def _tabel(jaren, waarde, laag, hoog) -> pd.DataFrame:
    drie = {"waarde": waarde, "ondergrens": laag, "bovengrens": hoog}
    drie = {naam: np.asarray(getallen, dtype=float) for naam, getallen in drie.items()}
    return pd.DataFrame({"jaar": [int(j) for j in jaren]} | drie)


def rand(prognose: pd.DataFrame) -> pd.DataFrame:
    """De band van een prognose als factor per jaar (laag, hoog); 1 waar geen band is.
    prognose: jaar, waarde, ondergrens, bovengrens.
    """
    p = prognose.set_index("jaar")
    return pd.DataFrame(
        {
            "laag": (p.ondergrens / p.waarde).fillna(1.0),
            "hoog": (p.bovengrens / p.waarde).fillna(1.0),
        }
    )


def vast_aandeel(prognose: pd.DataFrame, aandelen: pd.Series) -> pd.DataFrame:
    """Mensen met een kenmerk als het aandeel gelijk blijft:
    jaar, waarde, ondergrens, bovengrens (personen).

    prognose: jaar, waarde, ondergrens, bovengrens (personen).
    aandelen: meetjaar -> percentage, alleen metingen die te vergelijken zijn.
    Formule: waarde = personen * laatste aandeel;
    laag en hoog = personen aan de rand van de band * laagste en hoogste gemeten aandeel.
    """
    p = prognose.sort_values("jaar")
    delen = aandelen.dropna().sort_index() / 100
    laag, hoog = p.ondergrens.fillna(p.waarde), p.bovengrens.fillna(p.waarde)
    return _tabel(
        p.jaar,
        (p.waarde * delen.iloc[-1]).to_numpy(),
        (laag * delen.min()).to_numpy(),
        (hoog * delen.max()).to_numpy(),
    )


def kans_per_leeftijd(kansen: dict) -> np.ndarray:
    """De kans op dementie (2, 106) uit klassen als "60-64" en "90-" met percentages voor mannen en
    vrouwen.
    """
    uit = np.zeros((2, LEEFTIJDEN))
    for i, klasse in enumerate(kansen["klassen"]):
        van, _, tot = klasse.partition("-")
        for s, geslacht in enumerate(("mannen", "vrouwen")):
            uit[s, int(van) : int(tot or LEEFTIJDEN) + 1] = kansen[geslacht][i] / 100
    return uit


def dementie(
    v: Verloop,
    gegevens: Prognosegegevens,
    leden: Sequence[str],
    jaren: Sequence[int],
    kansen: dict,
    landelijk: dict,
    groei: dict,
    band: pd.DataFrame,
) -> pd.DataFrame:
    """Mensen met dementie naar schatting: jaar, waarde, ondergrens, bovengrens (personen).

    leden: gemeentecodes. kansen: klassen en percentages.
    landelijk: waarde (mensen met dementie in Nederland) en jaar. band: zie `rand`, van 75-plussers.
    groei: van, tot, laag en hoog; de landelijke groei in twee gepubliceerde scenario's (1,18 is
    118% meer).
    Formule: bevolking per leeftijd en geslacht * kans. Niveau: laag met de kansen zoals ze zijn,
    hoog geschaald naar het landelijke aantal; de waarde is het gemiddelde.
    Daarna volgt de lage kant de groei van het lage scenario en de hoge kant die van het hoge: maal
    ((1 + groei) / eigen landelijke groei) ^ ((jaar - van) / (tot - van)).
    De waarde zelf houdt het aandeel per leeftijd en geslacht gelijk. Bron: Brück e.a.
    2022 (Rotterdam Study) voor de scenario's.
    """
    kans = kans_per_leeftijd(kansen)
    land = _landelijk_met(v, gegevens, kans)
    plek = [v.codes.index(c) for c in leden]
    reeks = np.array(jaren)
    aantal = (v.aantal[reeks - v.begin][:, :, plek].sum(2) * kans).sum((1, 2))
    van, tot = groei["van"]["waarde"], groei["tot"]["waarde"]
    eigen, deel = land(tot) / land(van), (reeks - van) / (tot - van)
    niveaus = sorted((1.0, landelijk["waarde"] / land(landelijk["jaar"])))
    laag, hoog = (((1 + groei[k]["waarde"]) / eigen) ** deel for k in ("laag", "hoog"))
    b = band.reindex(reeks)
    return _tabel(
        reeks,
        aantal * sum(niveaus) / 2,
        aantal * niveaus[0] * np.minimum(laag, 1) * b.laag.to_numpy(),
        aantal * niveaus[1] * np.maximum(hoog, 1) * b.hoog.to_numpy(),
    )


def _landelijk_met(
    v: Verloop, gegevens: Prognosegegevens, kans: np.ndarray
) -> Callable[[int], float]:
    """Jaar -> mensen in heel Nederland bij deze kans (0-1) per geslacht en leeftijd."""
    bekend, stand = raster(gegevens.bevolking, "inwoners")

    def land(jaar: int) -> float:
        per_leeftijd = (
            stand[jaar - bekend[0]] if jaar <= bekend[-1] else v.aantal[jaar - v.begin].sum(1)
        )
        return float((per_leeftijd * kans).sum())

    return land


def ondersteuning(
    v: Verloop,
    leden: Sequence[str],
    clienten: float,
    nu: int,
    jaren: Sequence[int],
    band: pd.DataFrame,
) -> pd.DataFrame:
    """Mensen met ondersteuning (Wmo) zonder cijfers per leeftijd:
    jaar, waarde, ondergrens, bovengrens (personen).

    clienten: het aantal in het jaar `nu`. band: zie `rand`, van 75-plussers.
    Jaren waarin iemand van 18 nog niet geboren is in het laatste landelijke cijfer, vallen weg.
    Formule: de ene kant groeit mee met alle volwassenen (het aandeel van 18 jaar en ouder blijft
    gelijk), de andere met de 75-plussers (alsof alle cliënten oud zijn); de waarde is het midden.
    """
    plek = [v.codes.index(c) for c in leden]
    bekend = np.array([j for j in jaren if j <= v.land_tot + 18])
    hier = np.take(v.aantal, plek, axis=2)
    reeks = [hier[..., vanaf:].sum(-1).sum((1, 2)) for vanaf in (18, 75)]
    groei = np.array([r[bekend - v.begin] / r[nu - v.begin] for r in reeks])
    b = band.reindex(bekend).fillna(1.0)
    later = bekend > nu
    onder, boven = (
        clienten * groei.min(0) * np.where(later & (groei[1] < groei[0]), b.laag, 1),
        clienten * groei.max(0) * np.where(later & (groei[1] >= groei[0]), b.hoog, 1),
    )
    return _tabel(bekend, (onder + boven) / 2, onder, boven)
