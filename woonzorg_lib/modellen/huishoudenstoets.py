"""De terugtoets van huishoudens. Verandert niets aan het model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from woonzorg_lib.cijfers.modelgegevens import SOORTEN, Huishoudensgegevens, Prognosegegevens
from woonzorg_lib.modellen.anker import LEEFTIJDEN
from woonzorg_lib.modellen.huishoudens import OUDST, aandelen, eigen_alleen, verwacht_alleen
from woonzorg_lib.modellen.prognose import verloop
from woonzorg_lib.modellen.sterfte import raster
from woonzorg_lib.modellen.toets import TOT, VAN, samenvatting

TOTAAL = "totaal"
ALLEEN_VAN, ALLEEN_TOT = 2020, 2022  # what the woonlasten table knows


def _fouten(codes, soort: str, nu: np.ndarray, werd: np.ndarray, model: np.ndarray):
    land = nu * werd.sum() / nu.sum()
    return pd.DataFrame(
        {
            "gebied": codes,
            "soort": soort,
            "aantal": nu,
            "werd": werd,
            "model": model,
            "fout": 100 * (model / werd - 1),
            "fout_als_land": 100 * (land / werd - 1),
            "fout_eigen": 100 * (model * werd.sum() / model.sum() / werd - 1),
        }
    )


def terugtoets_huishoudens(
    gegevens: Prognosegegevens, h: Huishoudensgegevens, van: int = VAN, tot: int = TOT
) -> pd.DataFrame:
    """Huishoudens per gemeente in `tot`, voorspeld met wat op 1 januari `van` bekend was.

    De officiële prognose van toen is er niet; het aandeel per leeftijd blijft daarom zoals in
    `van`. Geeft per gemeente en soort (en totaal) aantal, werd, model, en in procenten fout,
    fout_als_land (elke gemeente groeit zoals het land werkelijk groeide) en fout_eigen (zonder de
    landelijke fout).
    """
    v = verloop(gegevens.tot_en_met(van), tot)
    aandeel = aandelen(gegevens, h)[van]
    geteld = h.gemeente.set_index(["gebied", "jaar"])
    delen, alles = [], np.zeros((3, len(v.codes)))
    for i, soort in enumerate(SOORTEN):
        nu, werd = (
            geteld[soort].xs(j, level="jaar").reindex(v.codes).to_numpy() for j in (van, tot)
        )
        toen, straks = (v.aantal[j - v.begin].sum(0) @ aandeel[i] for j in (van, tot))
        model = nu * straks / toen
        delen.append(_fouten(v.codes, soort, nu, werd, model))
        alles += np.array([nu, werd, model])
    delen.append(_fouten(v.codes, TOTAAL, *alles))
    return pd.concat(delen, ignore_index=True)


def terugtoets_alleen(
    gegevens: Prognosegegevens, h: Huishoudensgegevens, van: int = ALLEEN_VAN, tot: int = ALLEEN_TOT
) -> pd.DataFrame:
    """Alleen wonende 65-plussers per gemeente in `tot`, met het eigen aandeel uit de jaren tot en
    met `van`.

    Geeft per gemeente met een cijfer: werd (op honderd afgerond), model, en in procenten fout en
    fout_landelijk (met één landelijk aandeel per leeftijd); het landelijke totaal is in beide zoals
    het werd.
    """
    v = verloop(gegevens, tot)
    aandeel = aandelen(gegevens, h)
    toen = replace(h, alleen_65plus=h.alleen_65plus[h.alleen_65plus.jaar <= van])
    eigen = eigen_alleen(v, gegevens.groepen, toen, aandeel)
    t = h.alleen_65plus[h.alleen_65plus.jaar == tot].set_index("gebied").aantal
    werd = t.reindex(v.codes).to_numpy()
    goed = werd > 0
    verwacht = verwacht_alleen(v, gegevens.groepen, aandeel, [tot])[0]
    uit = {"gebied": np.array(v.codes)[goed], "werd": werd[goed]}
    for naam, n in (("fout", verwacht * eigen), ("fout_landelijk", verwacht)):
        model = n[goed] * werd[goed].sum() / n[goed].sum()
        uit |= {naam: 100 * (model / werd[goed] - 1)} | ({"model": model} if naam == "fout" else {})
    return pd.DataFrame(uit)


def terugtoets_aandelen(
    gegevens: Prognosegegevens,
    h: Huishoudensgegevens,
    begin: Sequence[int] = (2004, 2009, 2014, 2019),
    vooruit: Sequence[int] = (5, 10),
) -> pd.DataFrame:
    """Wie in Nederland het aandeel per leeftijd gelijk had gehouden, met de bevolking zoals zij
    werd.

    Geeft begin, vooruit (jaar), wat (een soort vanaf 15 jaar, of alleen_75plus) en fout (%).
    """
    alle = aandelen(gegevens, h)
    jaren, stand = raster(gegevens.bevolking, "inwoners")
    laatste, rijen = int(h.geteld.jaar.max()), []
    wie = [(s, i, 0) for i, s in enumerate(SOORTEN)] + [("alleen_75plus", 0, OUDST)]
    for b in begin:
        for einde in (b + n for n in vooruit if b + n <= laatste):
            mensen = stand[einde - jaren[0]].sum(0)
            for naam, i, vanaf in wie:
                model, werd = ((mensen * alle[j][i])[vanaf:LEEFTIJDEN].sum() for j in (b, einde))
                rijen.append((b, einde - b, naam, 100 * (model / werd - 1)))
    return pd.DataFrame(rijen, columns=["begin", "vooruit", "wat", "fout"])


def _drie(fout: pd.Series) -> list[float]:
    return [round(w, 2) for w in samenvatting(fout).values()]


def uitkomsten_huishoudens(gegevens: Prognosegegevens, h: Huishoudensgegevens) -> dict:
    """De terugtoets van huishoudens in getallen (%), afgerond zoals het rapport ze noemt.

    huishoudens: per soort van 2021 naar 2024 mediaan, 90e percentiel en grootste fout, zonder de
    landelijke fout, en bij groeien zoals het land. alleen_65plus: van 2020 naar 2022, met het eigen
    en met één landelijk aandeel. aandelen: de gemiddelde fout voor Nederland na 5 en 10 jaar als
    het aandeel per leeftijd gelijk was gebleven.
    """
    t, alleen = terugtoets_huishoudens(gegevens, h), terugtoets_alleen(gegevens, h)
    land = terugtoets_aandelen(gegevens, h).assign(fout=lambda t: t.fout.abs())
    gemiddeld = land.groupby(["wat", "vooruit"]).fout.mean()
    return {
        "huishoudens": {
            soort: {"zonder_land": _drie(d.fout_eigen), "als_land": _drie(d.fout_als_land)}
            for soort, d in t.groupby("soort", sort=False)
        },
        "alleen_65plus": {
            "jaren": [ALLEEN_VAN, ALLEEN_TOT],
            "gemeenten": len(alleen),
            "eigen": _drie(alleen.fout),
            "landelijk": _drie(alleen.fout_landelijk),
        },
        "aandelen": {
            wat: [round(float(w), 1) for w in gemiddeld[wat]] for wat in ("alleen_75plus", *SOORTEN)
        },
    }
