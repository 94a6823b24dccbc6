"""Leeftijdsklassen van gemeenten naar losse leeftijdsjaren en terug. Rekent niet door de tijd en
leest geen bestanden.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from woonzorg_lib.modellen.sterfte import GESLACHTEN, LEEFTIJDEN


def lidmaatschap(klassen: list[tuple[int, int]]) -> np.ndarray:
    """Een 1 waar leeftijd a bij klasse k hoort: (106, klassen); klassen als (van, tot en met)."""
    a = np.arange(LEEFTIJDEN)[:, None]
    van, tot = np.array(klassen).T
    return ((a >= van) & (a <= tot)).astype(float)


def naar_jaren(tabel: pd.DataFrame, codes: list[str], land: np.ndarray) -> np.ndarray:
    """Verdeelt klassen per gemeente over leeftijdsjaren met de landelijke opbouw.

    tabel: gebied, geslacht, van, tot, inwoners (één jaar). land: (2, 106) personen. Geeft (2,
    gemeenten, 106). Formule: de verhouding gemeente/land loopt recht van klassemidden naar
    klassemidden; daarna telt elke klasse weer op tot haar aantal. Bij klassen van één jaar
    verandert er niets.
    """
    klassen = sorted(set(zip(tabel.van, tabel.tot)))
    lid = lidmaatschap(klassen)
    vorm = tabel.pivot_table(
        index=["geslacht", "gebied"], columns="van", values="inwoners", aggfunc="sum"
    )
    aantal = (
        vorm.reindex(pd.MultiIndex.from_product([GESLACHTEN, codes]))
        .to_numpy(dtype=float)
        .reshape(2, len(codes), len(klassen))
    )
    leeftijden = np.arange(LEEFTIJDEN)
    midden = np.array([(van + min(tot, 99)) / 2 for van, tot in klassen])
    gewicht = np.array([np.interp(leeftijden, midden, rij) for rij in np.eye(len(klassen))])
    verhouding = aantal / np.maximum(land @ lid, 1)[:, None, :]
    uit = (verhouding @ gewicht) * land[:, None, :]
    som = uit @ lid
    return uit * ((aantal / np.where(som > 0, som, 1)) @ lid.T)


def bekend(
    groepen: pd.DataFrame, codes: list[str], jaar: int
) -> tuple[list[tuple[int, int]], np.ndarray]:
    """De bekende groepen van een jaar: klassen (van, tot) en aantallen (gemeenten, klassen), leeg
    waar onbekend.
    """
    vorm = (
        groepen[groepen.jaar == jaar]
        .pivot_table(index="gebied", columns=["van", "tot"], values="inwoners", aggfunc="sum")
        .reindex(codes)
    )
    return [(int(van), int(tot)) for van, tot in vorm.columns], vorm.to_numpy(dtype=float)


def fijnste(
    klassen: list[tuple[int, int]], aantal: np.ndarray
) -> tuple[list[tuple[int, int]], np.ndarray]:
    """Dezelfde klassen zonder overlap: van een grove klasse blijft over wat de fijnere niet
    beschrijven.

    klassen en aantal: zie `bekend`. Twee bronnen kunnen hetzelfde jaar grof en fijn beschrijven:
    65+ en 75+ worden 65-74 en 75+. Een grove klasse waarvan het midden al bekend is, vervalt.
    """
    uit: list[tuple[int, int]] = []
    kolommen: list[np.ndarray] = []
    for i in sorted(range(len(klassen)), key=lambda i: klassen[i][1] - klassen[i][0]):
        van, tot = klassen[i]
        binnen = [k for k, (a, z) in enumerate(uit) if van <= a and z <= tot]
        rest, som = (van, tot), aantal[:, i]
        for k in sorted(binnen, key=lambda k: uit[k]):
            if uit[k][0] == rest[0]:
                rest, som = (uit[k][1] + 1, rest[1]), som - kolommen[k]
        for k in sorted(binnen, key=lambda k: uit[k], reverse=True):
            if uit[k][1] == rest[1] and uit[k][0] >= rest[0]:
                rest, som = (rest[0], uit[k][0] - 1), som - kolommen[k]
        if rest[0] <= rest[1] and not any(rest[0] <= uit[k][0] <= rest[1] for k in binnen):
            uit.append(rest)
            kolommen.append(som)
    volgorde = sorted(range(len(uit)), key=lambda k: uit[k])
    if not uit:
        return [], np.empty((len(aantal), 0))
    return [uit[k] for k in volgorde], np.array([kolommen[k] for k in volgorde]).T


def optellen_vanaf(klassen: list[tuple[int, int]], aantal: np.ndarray, leeftijd: int) -> np.ndarray:
    """De som van `leeftijd` jaar en ouder uit klassen (zie `bekend`); leeg als zij niet op die
    grens beginnen.
    """
    # Two sources may describe the same year: walk from class to class.
    som, nodig = np.zeros(len(aantal)), leeftijd
    while nodig < LEEFTIJDEN:
        passend = [i for i, (van, _) in enumerate(klassen) if van == nodig]
        if not passend:
            return np.full(len(aantal), np.nan)
        i = max(passend, key=lambda i: klassen[i][1])
        som, nodig = som + aantal[:, i], klassen[i][1] + 1
    return som


def som_vanaf(groepen: pd.DataFrame, codes: list[str], jaar: int, leeftijd: int) -> np.ndarray:
    """Het bekende aantal van `leeftijd` jaar of ouder per gemeente; leeg als de klassen van dat
    jaar niet op die grens beginnen.
    """
    return optellen_vanaf(*bekend(groepen, codes, jaar), leeftijd)


def ijk(
    stand: np.ndarray,
    land: np.ndarray,
    klassen: list[tuple[int, int]],
    aantal: np.ndarray,
    rondes: int = 12,
) -> np.ndarray:
    """Brengt gemeenten in overeenstemming met het land per leeftijd en met hun eigen bekende
    groepen.

    stand: (2, gemeenten, 106). land: (2, 106). aantal: (gemeenten, klassen), leeg is onbekend.
    Geeft (2, gemeenten, 106). Formule: beurtelings naar rato bijstellen (iteratief passend maken);
    niets wordt negatief, en wat nul is blijft nul, behalve in een groep waar wel mensen geteld
    zijn: die begint met de verdeling van het land.
    """
    lid = lidmaatschap(klassen) if klassen else None
    if lid is not None:
        leeg = (stand.sum(0) @ lid <= 0) & (np.nan_to_num(aantal) > 0)
        stand = np.where((leeg @ lid.T > 0)[None], land[:, None, :], stand)
    for _ in range(rondes if klassen else 1):
        som = stand.sum(1)
        stand = stand * (land / np.where(som > 0, som, 1))[:, None, :]
        if lid is not None:
            nu = stand.sum(0) @ lid
            factor = np.where(np.isnan(aantal) | (nu <= 0), 1.0, aantal / np.where(nu > 0, nu, 1))
            stand = stand * (1 + (factor - 1) @ lid.T)
    return stand
