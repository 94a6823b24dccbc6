"""Leeftijdsklassen van gemeenten naar losse leeftijdsjaren en terug. Rekent niet door de tijd en leest geen bestanden."""

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

    tabel: gebied, geslacht, van, tot, inwoners (één jaar). land: (2, 106) personen. Geeft (2, gemeenten, 106).
    Formule: de verhouding gemeente/land loopt recht van klassemidden naar klassemidden; daarna telt elke klasse weer op tot haar aantal.
    Bij klassen van één jaar verandert er niets.
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
    """De bekende groepen van een jaar: klassen (van, tot) en aantallen (gemeenten, klassen), leeg waar onbekend."""
    vorm = (
        groepen[groepen.jaar == jaar]
        .pivot_table(index="gebied", columns=["van", "tot"], values="inwoners", aggfunc="sum")
        .reindex(codes)
    )
    return [(int(van), int(tot)) for van, tot in vorm.columns], vorm.to_numpy(dtype=float)


def som_vanaf(groepen: pd.DataFrame, codes: list[str], jaar: int, leeftijd: int) -> np.ndarray:
    """Het bekende aantal van `leeftijd` jaar of ouder per gemeente; leeg als de klassen van dat jaar niet op die grens beginnen."""
    klassen, aantal = bekend(groepen[groepen.tot >= leeftijd], codes, jaar)
    # Two sources may describe the same year: walk from class to class.
    som, nodig = np.zeros(len(codes)), leeftijd
    while nodig < LEEFTIJDEN:
        passend = [i for i, (van, _) in enumerate(klassen) if van == nodig]
        if not passend:
            return np.full(len(codes), np.nan)
        i = max(passend, key=lambda i: klassen[i][1])
        som, nodig = som + aantal[:, i], klassen[i][1] + 1
    return som


def ijk(
    stand: np.ndarray,
    land: np.ndarray,
    klassen: list[tuple[int, int]],
    aantal: np.ndarray,
    rondes: int = 12,
) -> np.ndarray:
    """Brengt gemeenten in overeenstemming met het land per leeftijd en met hun eigen bekende groepen.

    stand: (2, gemeenten, 106). land: (2, 106). aantal: (gemeenten, klassen), leeg is onbekend. Geeft (2, gemeenten, 106).
    Formule: beurtelings naar rato bijstellen (iteratief passend maken); wat nul is blijft nul, niets wordt negatief.
    """
    lid = lidmaatschap(klassen) if klassen else None
    for _ in range(rondes if klassen else 1):
        som = stand.sum(1)
        stand = stand * (land / np.where(som > 0, som, 1))[:, None, :]
        if lid is not None:
            nu = stand.sum(0) @ lid
            factor = np.where(np.isnan(aantal) | (nu <= 0), 1.0, aantal / np.where(nu > 0, nu, 1))
            stand = stand * (1 + (factor - 1) @ lid.T)
    return stand
