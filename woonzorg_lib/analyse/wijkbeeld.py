"""Waar in de gemeente ouderdom, beperking en eenzaamheid samenkomen; tekent niet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from woonzorg_lib import cijfers, teksten
from woonzorg_lib.beeld.beeld import rijen
from woonzorg_lib.beeld.getallen import met_eenheid
from woonzorg_lib.beeld.tabellen import e
from woonzorg_lib.beeld.zinnen import opsomming

from .feiten import Feit

if TYPE_CHECKING:
    from . import Analyse

# What comes together in a wijk, and how a sentence calls it.
SAMEN = {
    "aandeel_65plus": "ouderdom",
    "mobiliteitsbeperking": "moeite met bewegen",
    "eenzaam_65plus": "eenzaamheid",
}
MINSTENS = 200  # inhabitants; a smaller area is never named
WIJKEN = 3  # fewer can't be compared
OUDEREN = 100  # 65-plussers; with fewer it is no place to begin, such as a business park


# What the profile of the wijken shows, with names that fit on a phone.
PROFIEL = {
    "aandeel_65plus": "65-plussers",
    "mobiliteitsbeperking": "moeite bewegen",
    "eenzaam_65plus": "eenzaam (65+)",
    "afstand_huisarts": "naar huisarts",
    "eengezins": "eengezins",
    "wmo_clienten": "Wmo per 1.000",
}


def profiel(a: Analyse) -> pd.DataFrame:
    """Per wijk (of buurt) wat er samenkomt; waar het meeste samenkomt staat bovenaan.

    Zonder gebieden die te klein zijn om te noemen.
    """
    data = a.wijken(*PROFIEL)
    if data.empty:
        return data
    data = data[data.inwoners >= MINSTENS].reset_index(drop=True)
    t = _tabel(data[data.indicator.isin(SAMEN)])
    hoger, afstand = _hoger(t)
    volgorde = sorted(t.index, key=lambda w: (-hoger.loc[w].sum(), -afstand[w]))
    plek = {wijk: n for n, wijk in enumerate(volgorde)}
    data["kort"] = data.indicator.map(PROFIEL)
    data["eenheid"] = data.eenheid.where(data.indicator != "wmo_clienten", "")
    return data.sort_values(
        "gebied", key=lambda k: k.map(plek).fillna(len(plek)), kind="stable", ignore_index=True
    )


def profielwoorden(data: pd.DataFrame) -> dict[str, str]:
    """De ondertitel en de notitie bij een profiel: alleen over wat erin staat."""
    if data.empty:
        return {}
    erin = set(data[data.waarde.notna()].indicator)
    volgorde, notities = teksten.zin("analyse.wijkprofiel.ouderen"), []
    if len(erin & set(SAMEN)) > 1:
        volgorde = teksten.zin("analyse.wijkprofiel.samen")
        notities.append(teksten.zin("analyse.wijkprofiel.enquete"))
    if "wmo_clienten" in erin:
        notities.append(teksten.zin("analyse.wijkprofiel.wmo"))
    return {"ondertitel": volgorde, "notitie": " ".join(notities)}


def _hoger(t: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """Per wijk wat er duidelijk hoger is, en hoeveel spreidingen dat samen is."""
    hoger = pd.DataFrame({id: _duidelijk(t[id], id) for id in t.columns}, index=t.index)
    return hoger, ((t - t.mean()) / t.std().replace(0, 1)).where(hoger).sum(axis=1)


def _tabel(data: pd.DataFrame) -> pd.DataFrame:
    """Per wijk (of buurt) elk cijfer, zonder gebieden die te klein zijn om te noemen."""
    data = data[data.waarde.notna() & (data.inwoners >= MINSTENS)]
    return data.pivot_table(index="gebied", columns="indicator", values="waarde", sort=False)


def wijkfeit(a: Analyse) -> Feit | None:
    """De wijk waar de meeste van deze dingen duidelijk hoger zijn; None als er geen is.

    Een wijk met een handvol ouderen is nooit de plek om te beginnen.
    """
    data = a.wijken(*SAMEN)
    t = _tabel(data)
    if len(t) < WIJKEN or "aandeel_65plus" not in t:
        return None
    hoger, afstand = _hoger(t)
    aantal = hoger.sum(axis=1)
    genoeg = [w for w, n in _ouderen(data).items() if n >= OUDEREN and w in t.index]
    if not genoeg:
        return None
    beste = max(genoeg, key=lambda w: (aantal[w], afstand[w]))
    if not hoger.at[beste, "aandeel_65plus"] and aantal[beste] < 2:
        return None
    ids = [id for id in SAMEN if id in hoger and hoger.at[beste, id]]
    ind = cijfers.indicator("aandeel_65plus")
    hier = data[(data.gebied == beste) & data.indicator.isin(ids)]
    return Feit(
        {
            "": e(beste),
            "aantal": str(len(ids)),
            "wat": opsomming([SAMEN[id] for id in ids]),
            "waarde": met_eenheid(t.aandeel_65plus[beste], ind.eenheid, ind.decimalen),
        },
        rijen(hier),
    )


def _ouderen(data: pd.DataFrame) -> dict[str, float]:
    """Per wijk ongeveer hoeveel 65-plussers er wonen."""
    data = data[data.indicator == "aandeel_65plus"].dropna(subset=["waarde", "inwoners"])
    return dict(zip(data.gebied, data.inwoners * data.waarde / 100, strict=True))


def _duidelijk(waarden: pd.Series, id: str) -> pd.Series:
    """Of een wijk duidelijk hoger is: meer dan een halve spreiding, en dan de marge van de bron."""
    ind = cijfers.indicator(id)
    marge = max(10.0**-ind.decimalen, ind.herkomst.marge, 0.5 * float(waarden.std() or 0))
    return waarden > waarden.mean() + marge
