"""Wat uit de leeftijdsopbouw volgt: grijze druk, OOSR, dubbele vergrijzing en huishoudens van 75-plussers. Voorspelt zelf niets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from woonzorg_lib.cijfers.modelgegevens import OPEN, Prognosegegevens
from woonzorg_lib.modellen.band import Band
from woonzorg_lib.modellen.leeftijd import lidmaatschap
from woonzorg_lib.modellen.prognose import Verloop
from woonzorg_lib.modellen.sterfte import GESLACHTEN, LEEFTIJDEN, raster

# indicator -> (numerator from-to, denominator from-to, factor)
VERHOUDINGEN = {
    "grijze_druk": ((65, OPEN), (20, 64), 100),
    "oosr": ((50, 74), (85, OPEN), 1),
    "dubbele_vergrijzing": ((80, OPEN), (65, OPEN), 100),
}
POSITIES = (
    "alleenstaand",
    "samenwonend",
    "ouder_in_eenouderhuishouden",
    "thuiswonend_kind",
    "overig_lid",
)


def verhouding(indicator: str, inwoners: np.ndarray) -> np.ndarray:
    """Grijze druk, OOSR of dubbele vergrijzing uit inwoners per leeftijdsjaar.

    inwoners: (..., 106) personen. Geeft (...): grijze_druk = 65+ per 100 inwoners van 20 tot en met 64; oosr = inwoners van 50 tot en met 74 per 85-plusser;
    dubbele_vergrijzing = 80+ per 100 inwoners van 65+. Leeg waar de noemer nul is. Fout: KeyError bij een onbekende indicator.
    Bron: OOSR volgens PBL en SCP.
    """
    teller, noemer, factor = VERHOUDINGEN[indicator]
    som = inwoners @ lidmaatschap([teller, noemer])
    return factor * som[..., 0] / np.where(som[..., 1] > 0, som[..., 1], np.nan)


def _per_gebied(v: Verloop, gebieden: Sequence[str] | Mapping[str, Sequence[str]], tot: int):
    plek = {c: i for i, c in enumerate(v.codes)}
    for gebied, leden in (
        gebieden.items() if isinstance(gebieden, Mapping) else ((c, (c,)) for c in gebieden)
    ):
        yield gebied, v.aantal[v.jaren <= tot][:, :, [plek[c] for c in leden]].sum(2)


def verhoudingen(
    v: Verloop, gebieden: Sequence[str] | Mapping[str, Sequence[str]], tot: int = 2040
) -> pd.DataFrame:
    """Grijze druk, OOSR en dubbele vergrijzing per jaar uit het cohortmodel: gebied, jaar, indicator, waarde.

    gebieden: codes, of gebied -> codes. tot: jaar; tot 20 jaar na het laatste landelijke cijfer is iedereen van 20 jaar en ouder al geboren,
    daarna blijft grijze druk leeg. Inwoners onder de 40 volgen per leeftijd het vaste aandeel van de gemeente in het land. In de terugtoets zat 20-64 na tien
    jaar landelijk tot 6% te laag, en per gemeente was 25-64 slechter dan groeien zoals het land: het rapport toont daarom geen grijze druk vooruit. Formule: zie `verhouding`.
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
    """De OOSR per jaar met band: gebied, jaar, waarde, ondergrens, bovengrens (inwoners van 50 tot en met 74 jaar per 85-plusser).

    Formule: s² = s²(85+) + s²(50-74), met voor 50-74 de fouten van 65+; de fouten zijn los van elkaar verondersteld. Bron: zie `verhouding` en `Band`.
    """
    plek = {c: i for i, c in enumerate(v.codes)}
    jaren = v.jaren[v.jaren <= tot]
    delen = []
    for gebied, leden in gebieden.items():
        per_gemeente = [
            v.som(van, t)[: len(jaren)].sum(1)[:, [plek[c] for c in leden]]
            for van, t in ((50, 74), (85, LEEFTIJDEN))
        ]
        boven, onder = (p.sum(1) for p in per_gemeente)
        s = [
            np.log(band.grenzen(lft, p, jaren - v.begin, jaren - v.land_tot)[1] / p.sum(1))
            for lft, p in zip(("65plus", "85plus"), per_gemeente)
        ]
        rand, waarde = np.hypot(*s), boven / np.where(onder > 0, onder, np.nan)
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


def huishoudens_75plus(
    v: Verloop,
    gegevens: Prognosegegevens,
    gebieden: Sequence[str] | Mapping[str, Sequence[str]],
    tot: int = 2050,
    vanaf: int = 75,
) -> pd.DataFrame:
    """Personen van 75 jaar en ouder naar positie in het huishouden, en hun huishoudens: gebied, jaar, positie, waarde.

    positie: alleenstaand, samenwonend, overig (in een huishouden), instelling, en `huishoudens`.
    Formule (constante-aandelenmethode): personen(positie) = inwoners(leeftijd, geslacht) * landelijk aandeel van die positie; instelling is de rest;
    huishoudens = alleenstaand + ouder in eenouderhuishouden + samenwonend / 2. Een paar met één partner onder de 75 telt zo voor een half huishouden.
    De aandelen zijn landelijk en van één jaar: een gemeente met veel verpleeghuizen heeft minder huishoudens dan hier staat.
    Bron: CBS 71488ned.
    """
    klassen = sorted(
        {(a, b) for a, b in zip(gegevens.posities.van, gegevens.posities.tot) if a >= vanaf}
    )
    jaren, stand = raster(gegevens.bevolking, "inwoners")
    lid = lidmaatschap(klassen)
    noemer = stand[int(gegevens.posities.jaar.max()) - jaren[0]] @ lid
    vorm = gegevens.posities.set_index(["geslacht", "van"])
    aandeel = (
        np.array(
            [
                [vorm.loc[(g, a), list(POSITIES)].to_numpy(dtype=float) for a, _ in klassen]
                for g in GESLACHTEN
            ]
        )
        / noemer[..., None]
    )
    rijen = []
    for gebied, aantal in _per_gebied(v, gebieden, tot):
        inwoners = aantal @ lid
        alleen, samen, ouder, kind, ander = np.einsum("jsk,skp->pj", inwoners, aandeel)
        totaal = inwoners.sum((1, 2))
        uit = {
            "alleenstaand": alleen,
            "samenwonend": samen,
            "overig": ouder + kind + ander,
            "instelling": totaal - alleen - samen - ouder - kind - ander,
            "huishoudens": alleen + ouder + samen / 2,
        }
        rijen += [
            (gebied, int(j), naam, float(w))
            for naam, reeks in uit.items()
            for j, w in zip(v.jaren, reeks)
        ]
    return pd.DataFrame(rijen, columns=["gebied", "jaar", "positie", "waarde"])
