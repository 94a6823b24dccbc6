"""Zoekt de tien gemeenten die het meest op een gemeente lijken.
Kiest geen regio's en tekent niets.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from woonzorg_lib import gebieden
from woonzorg_lib.cijfers import lezen

AANTAL = 10
KENMERKEN = {
    "omgevingsadressendichtheid": "stedelijkheid (adressen per km² in de omgeving, logaritme)",
    "inwoners": "aantal inwoners (logaritme)",
    "aandeel_65plus": "aandeel 65 jaar of ouder",
    "corporatiewoningen": "aandeel woningen van een corporatie",
    "koopwoningen": "aandeel koopwoningen",
    "woz_waarde": "gemiddelde WOZ-waarde (logaritme)",
}
_LOGARITME = ("omgevingsadressendichtheid", "inwoners", "woz_waarde")


@dataclass(frozen=True)
class Vergelijkingsgroep:
    """De tien gemeenten die het meest lijken, met hun afstand;
    `zwak` als ook die tien ver weg liggen.
    """

    gemeenten: tuple[gebieden.Gebied, ...]
    afstanden: tuple[float, ...]
    zwak: bool
    grens: float

    @property
    def gebied(self) -> gebieden.Gebied:
        """De groep als gebied, om cijfers voor uit te rekenen."""
        return gebieden.Gebied(
            "VGL", f"Vergelijkbaar ({AANTAL})", "eigen", tuple(g.code for g in self.gemeenten)
        )


@lru_cache
def kenmerken(peiljaar: int | None = None) -> pd.DataFrame:
    """De kenmerken van alle gemeenten, gestandaardiseerd (gemiddelde 0, standaardafwijking 1).
    Index: gemeentecode.
    """
    kolommen = {}
    for id in KENMERKEN:
        t = _nieuwste(_per_gemeente(id), peiljaar)
        kolommen[id] = np.log(t.clip(lower=1)) if id in _LOGARITME else t
    tabel = pd.DataFrame(kolommen).reindex([g.code for g in gebieden.gemeenten()])
    return ((tabel - tabel.mean()) / tabel.std()).fillna(0.0)


def _per_gemeente(id: str) -> pd.DataFrame:
    """gebied, jaar, waarde of each year; one of the six is a column that no report shows."""
    if id != "omgevingsadressendichtheid":
        return lezen.per_gemeente(id)
    return lezen.lees("woningen_gemeente").rename(columns={id: "waarde"})


def _nieuwste(alle: pd.DataFrame, peiljaar: int | None) -> pd.Series:
    """The newest year in which all gemeenten have a figure: each is measured in the same year."""
    alle = alle[alle.waarde.notna()]
    vol = alle.groupby("jaar").gebied.count()
    genoeg = vol.index[vol >= 0.98 * vol.max()]
    jaren = [j for j in genoeg if peiljaar is None or j <= peiljaar]
    jaar = max(jaren, default=vol.index.min())
    return alle[alle.jaar == jaar].set_index("gebied").waarde


@lru_cache
def _afstanden(peiljaar: int | None) -> tuple[pd.Index, np.ndarray, float]:
    z = kenmerken(peiljaar)
    x = z.to_numpy()
    d = np.sqrt(((x[:, None, :] - x[None, :, :]) ** 2).sum(axis=2))
    tiende = np.sort(d, axis=1)[:, 1 : AANTAL + 1].mean(axis=1)
    return z.index, d, float(np.quantile(tiende, 0.95))


def vergelijkingsgroep(
    gemeente: gebieden.Gebied, peiljaar: int | None = None
) -> Vergelijkingsgroep:
    """De tien gemeenten met de kleinste gestandaardiseerde afstand (Euclidisch, zes kenmerken,
    elk even zwaar).

    De groep is zwak als het gemiddelde van de tien afstanden bij de grootste 5% van alle gemeenten
    hoort.
    """
    index, d, grens = _afstanden(peiljaar)
    rij = d[index.get_loc(gemeente.code)]
    volgorde = [i for i in np.argsort(rij, kind="stable") if index[i] != gemeente.code][:AANTAL]
    return Vergelijkingsgroep(
        tuple(gebieden.gemeente(index[i]) for i in volgorde),
        tuple(float(rij[i]) for i in volgorde),
        bool(rij[volgorde].mean() > grens),
        grens,
    )
