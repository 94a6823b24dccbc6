"""Houdt personen en vertrouwelijke plannen uit het zicht: kleine aantallen, namen van plannen.

Gegevens van personen in een tekst herkent persoonsgegevens.py; terugrekenen voorkomt herleiden.py.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import pandas as pd

from woonzorg_lib.invoer.herleiden import Cel, Toestand, Verband, Verbanden, sluit

GRENS = 5
VERBORGEN = "x"
VERTROUWELIJK = "Vertrouwelijke plannen"
KLEIN = "_klein"  # the column that says which counts someone gave as "<5"


def onderdruk(
    tabel: pd.DataFrame,
    kolommen: list[str],
    grens: int = GRENS,
    verbanden: Iterable[Verbanden] = (),
    aandelen: Iterable[str] = (),
    bekend: Iterable[str] = (),
) -> pd.DataFrame:
    """Een kopie om te tonen: aantallen onder de grens worden '<5', en wat ze verraadt wordt 'x'.

    Blijft in een rij, een kolom of een jaar precies één cel verborgen terwijl er meer zijn, dan
    gaat de kleinste andere mee; en cellen van een verband gaan dicht tot er niets terug te rekenen
    is.
    kolommen: aantallen mensen. aandelen: percentages, die in een rij met een klein aantal dicht
    gaan.
    bekend: kolommen die overal te vinden zijn; die verbergen helpt niet.
    """
    uit, t = tabel.copy(), _toestand(tabel, kolommen, grens)
    if not t.klein:
        return uit
    t.vast, klein = frozenset(bekend), dict(t.klein)
    kolomdelen = [[(r, k) for r in rijen] for rijen in _perioden(tabel) for k in kolommen]
    lijnen = [[(r, k) for k in kolommen] for r in range(len(tabel))] + kolomdelen
    gelijk = [v for maak in verbanden for v in maak(tabel)]
    vorige = -1
    while len(t.dicht) > vorige:  # one more hidden cell may be the only one in its row
        vorige = len(t.dicht)
        _vul_aan(t, lijnen)
        sluit(t, gelijk + list(_totalen(t, kolomdelen)), grens)
    dicht = t.dicht | {(r, k) for r, _ in klein for k in aandelen if pd.notna(tabel[k].iloc[r])}
    for k in {kolom for _, kolom in dicht}:
        waarden = uit[k].astype(object).tolist()
        for r in range(len(waarden)):
            if (r, k) in dicht:
                waarden[r] = f"<{klein[r, k]}" if (r, k) in klein else VERBORGEN
        uit[k] = pd.Series(waarden, index=uit.index, dtype=object)
    return uit


def _toestand(tabel: pd.DataFrame, kolommen: list[str], grens: int) -> Toestand:
    """What a reader would see when only the small counts themselves are hidden."""
    waarde: dict[Cel, float] = {}
    klein: dict[Cel, int] = {}
    getallen = [k for k in tabel if pd.api.types.is_numeric_dtype(tabel[k].dtype) and k[0] != "_"]
    for k in dict.fromkeys([*getallen, *kolommen]):
        for r, w in enumerate(pd.to_numeric(tabel[k], errors="coerce").tolist()):
            if pd.isna(w):
                continue
            waarde[r, k] = float(w)
            if k in kolommen and w < grens:
                klein[r, k] = grens
    for cel, eigen in getypt_klein(tabel):
        waarde[cel], klein[cel] = math.nan, eigen
    return Toestand(waarde, klein, set(klein))


def getypt_klein(tabel: pd.DataFrame) -> Iterator[tuple[Cel, int]]:
    """De cellen waarin iemand zelf een klein aantal gaf, zoals '<5', met de grens ervan."""
    if KLEIN not in tabel:
        return
    for r, tekst in enumerate(tabel[KLEIN]):
        for deel in tekst.split() if isinstance(tekst, str) else ():
            kolom, _, getal = deel.rpartition("<")
            yield (r, kolom), int(getal)


def _perioden(tabel: pd.DataFrame) -> list[list[int]]:
    """The row numbers that a total may be of: all, and those of one year or half year."""
    alles = list(range(len(tabel)))
    periode = next((k for k in ("jaar", "halfjaar") if k in tabel), None)
    if periode is None:
        return [alles]
    groepen: dict[object, list[int]] = {}
    for r, wanneer in enumerate(tabel[periode]):
        groepen.setdefault(str(wanneer), []).append(r)
    return [*groepen.values(), alles] if len(groepen) > 1 else [alles]


def _vul_aan(t: Toestand, lijnen: list[list[Cel]]) -> None:
    """No row or column keeps exactly one hidden count beside others: a total gives it away."""
    lijnen = [[c for c in lijn if c in t.waarde] for lijn in lijnen]
    lijnen = [lijn for lijn in lijnen if len(lijn) > 1]
    te_doen = True
    while te_doen:
        te_doen = False
        for lijn in lijnen:
            if sum(c in t.dicht for c in lijn) == 1:
                t.dicht.add(min((t.waarde[c], c) for c in lijn if c not in t.dicht)[1])
                te_doen = True


def _totalen(t: Toestand, lijnen: list[list[Cel]]) -> Iterator[Verband]:
    """Part of a column and its total, where that says something: few cells are hidden."""
    for nummer, lijn in enumerate(lijnen, 1):
        cellen = [c for c in lijn if c in t.waarde]
        dicht = sum(c in t.dicht for c in cellen)
        if len(cellen) > 1 and 0 < dicht <= 12 and not any(math.isnan(t.waarde[c]) for c in cellen):
            samen = (-nummer, cellen[0][1])
            t.waarde[samen] = sum(t.waarde[c] for c in cellen)
            yield dict.fromkeys(cellen, 1) | {samen: -1}


def maak_naamloos(tabel: pd.DataFrame, houd: set[str]) -> pd.DataFrame:
    """Vertrouwelijke plannen zonder naam, code of andere vrije tekst;
    aantallen en de kolommen in `houd` blijven.
    """
    if "vertrouwelijk" not in tabel:
        return tabel
    geheim = tabel.vertrouwelijk.fillna(False).astype(bool)
    uit = tabel.copy()
    for kolom in uit.columns:
        if kolom in houd or kolom.startswith("_") or not pd.api.types.is_string_dtype(uit[kolom]):
            continue
        uit.loc[geheim, kolom] = None
    if "naam" in uit:
        uit.loc[geheim, "naam"] = "vertrouwelijk plan"
    return uit


def openbaar(tabel: pd.DataFrame) -> pd.DataFrame:
    """De plannen om met naam te tonen; de vertrouwelijke zijn per gemeente één rij zonder naam.
    Totalen zijn gelijk aan die van `tabel`.
    """
    if "vertrouwelijk" not in tabel:
        return tabel.copy()
    geheim = tabel.vertrouwelijk.fillna(False).astype(bool)
    if not geheim.any():
        return tabel.copy()
    delen = [tabel[~geheim]]
    optellen = [
        k
        for k in tabel.columns
        if tabel[k].dtype in ("Int64", "Float64") and k not in ("opleverjaar", "_regel")
    ]
    for gemeente, groep in tabel[geheim].groupby("gemeente", dropna=False):
        rij = {k: groep[k].sum(min_count=1) for k in optellen} | {
            "gemeente": gemeente,
            "naam": f"{VERTROUWELIJK} ({len(groep)})",
            "vertrouwelijk": True,
            "_regel": 0,
        }
        delen.append(
            pd.DataFrame([rij]).reindex(columns=tabel.columns).astype(tabel.dtypes.to_dict())
        )
    return pd.concat(delen, ignore_index=True)
