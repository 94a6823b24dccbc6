"""Wat uit de leeftijdsopbouw volgt: grijze druk, OOSR en dubbele vergrijzing. Voorspelt niets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from woonzorg_lib.cijfers.modelgegevens import OPEN
from woonzorg_lib.modellen.band import Band
from woonzorg_lib.modellen.leeftijd import lidmaatschap
from woonzorg_lib.modellen.prognose import Verloop, leden_van
from woonzorg_lib.modellen.anker import LEEFTIJDEN

# indicator -> (numerator from-to, denominator from-to, factor)
VERHOUDINGEN = {
    "grijze_druk": ((65, OPEN), (20, 64), 100),
    "oosr": ((50, 74), (85, OPEN), 1),
    "dubbele_vergrijzing": ((80, OPEN), (65, OPEN), 100),
}


def verhouding(indicator: str, inwoners: np.ndarray) -> np.ndarray:
    """Grijze druk, OOSR of dubbele vergrijzing uit inwoners per leeftijdsjaar.

    inwoners: (..., 106) personen. Geeft (...): grijze_druk = 65+ per 100 inwoners van 20 tot en met
    64; oosr = inwoners van 50 tot en met 74 per 85-plusser; dubbele_vergrijzing = 80+ per 100
    inwoners van 65+. Leeg waar de noemer nul is. Fout: KeyError bij een onbekende indicator. Bron:
    OOSR volgens PBL en SCP.
    """
    teller, noemer, factor = VERHOUDINGEN[indicator]
    som = inwoners @ lidmaatschap([teller, noemer])
    return factor * som[..., 0] / np.where(som[..., 1] > 0, som[..., 1], np.nan)


def _per_gebied(
    v: Verloop, gebieden: Sequence[str] | Mapping[str, Sequence[str]], tot: int
) -> Iterator[tuple[str, np.ndarray]]:
    for gebied, leden in leden_van(gebieden, v).items():
        yield gebied, v.aantal[v.jaren <= tot][:, :, leden].sum(2)


def verhoudingen(
    v: Verloop, gebieden: Sequence[str] | Mapping[str, Sequence[str]], tot: int = 2040
) -> pd.DataFrame:
    """Grijze druk, OOSR en dubbele vergrijzing per jaar uit het cohortmodel: gebied, jaar,
    indicator, waarde.

    gebieden: codes, of gebied -> codes. tot: jaar; tot 20 jaar na het laatste landelijke cijfer is
    iedereen van 20 jaar en ouder al geboren, daarna blijft grijze druk leeg. Inwoners onder de 40
    volgen per leeftijd het vaste aandeel van de gemeente in het land. In de terugtoets zat 20-64 na
    tien jaar landelijk tot 6% te laag, en per gemeente was 25-64 slechter dan groeien zoals het
    land: het rapport toont daarom geen grijze druk vooruit. Formule: zie `verhouding`.
    """
    rijen = []
    for gebied, aantal in _per_gebied(v, gebieden, tot):
        for indicator in VERHOUDINGEN:
            waarde = verhouding(indicator, aantal.sum(1))
            for j, w in zip(v.jaren, waarde):
                geldig = indicator != "grijze_druk" or j <= v.land_tot + 20
                rijen.append((gebied, int(j), indicator, float(w) if geldig else np.nan))
    return pd.DataFrame(rijen, columns=["gebied", "jaar", "indicator", "waarde"])


def oosr_met_band(
    v: Verloop, gebieden: Mapping[str, Sequence[str]], band: Band, tot: int = 2050
) -> pd.DataFrame:
    """De OOSR per jaar met band: gebied, jaar, waarde, ondergrens, bovengrens (inwoners van 50 tot
    en met 74 jaar per 85-plusser).

    Formule: s² = s²(85+) + s²(50-74), met voor 50-74 de fouten van 65+; de fouten zijn los van
    elkaar verondersteld. Bron: zie `verhouding` en `Band`.
    """
    jaren = v.jaren[v.jaren <= tot]
    groepen = {"65plus": (50, 74), "85plus": (85, LEEFTIJDEN)}
    heel = {k: v.som(van, t)[: len(jaren)].sum(1) for k, (van, t) in groepen.items()}
    geschat = v.bekend_tot == v.begin
    delen = []
    for gebied, leden in leden_van(gebieden, v).items():
        som = {k: aantal[:, leden].sum(1) for k, aantal in heel.items()}
        fouten = []
        for k, aantal in heel.items():
            deel, land = aantal[:, leden], aantal.sum(1)
            grens = band.grenzen(k, deel, land, jaren, v.bekend_tot, v.land_tot, geschat)
            fouten.append(np.log(grens.boven / np.maximum(som[k], 1e-9)))
        rand = np.hypot(*fouten)
        waarde = som["65plus"] / np.where(som["85plus"] > 0, som["85plus"], np.nan)
        delen.append(
            pd.DataFrame(
                {
                    "gebied": gebied,
                    "jaar": jaren,
                    "waarde": waarde,
                    "ondergrens": waarde * np.exp(-rand),
                    "bovengrens": waarde * np.exp(rand),
                }
            )
        )
    return pd.concat(delen, ignore_index=True)
