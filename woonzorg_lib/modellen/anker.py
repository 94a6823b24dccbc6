"""De officiële prognose van Nederland: het landelijke totaal waar de gemeenten elk jaar op
optellen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

LEEFTIJDEN = 106  # 0 up to 105; the last is 105 years or older


@dataclass(frozen=True)
class Anker:
    """Inwoners van Nederland per leeftijdsjaar, mannen en vrouwen samen.

    jaren: oplopend, zonder gaten. aantal: (jaar, leeftijd) personen; de laatste leeftijd is open.
    """

    jaren: np.ndarray
    aantal: np.ndarray

    def in_jaar(self, jaar: int) -> np.ndarray | None:
        """Het officiële aantal per leeftijd; None buiten de jaren van de prognose."""
        plek = int(jaar - self.jaren[0])
        return self.aantal[plek] if 0 <= plek < len(self.jaren) else None

    def pas(self, stand: np.ndarray, jaar: int, geboren: np.ndarray) -> np.ndarray:
        """Brengt een eigen stand (2, 106) per leeftijd op het officiële aantal; buiten de jaren
        verandert niets.

        geboren: (2,) het deel jongens en meisjes, voor leeftijden waar de eigen stand leeg is.
        Formule: stand * officieel(leeftijd) / eigen(leeftijd); boven de open leeftijd één factor.
        """
        doel = self.in_jaar(jaar)
        if doel is None:
            return stand
        open_ = len(doel) - 1
        eigen = stand.sum(0)
        som = np.append(eigen[:open_], eigen[open_:].sum())
        factor = doel / np.where(som > 0, som, 1)
        per_jaar = np.append(factor[:open_], np.full(LEEFTIJDEN - open_, factor[open_]))
        uit = stand * per_jaar
        leeg = np.flatnonzero(som[:open_] <= 0)
        uit[:, leeg] = doel[leeg] * geboren[:, None]
        return uit


def maak_anker(tabel: pd.DataFrame | None) -> Anker | None:
    """Een officiële prognose (jaar, van, tot, inwoners) als Anker; None als zij er niet is.

    Fout: ValueError als een jaar of een leeftijd ontbreekt.
    """
    if tabel is None or not len(tabel):
        return None
    breed = tabel.pivot_table(index="jaar", columns="van", values="inwoners", aggfunc="sum")
    jaren, leeftijden = breed.index.to_numpy(), breed.columns.to_numpy()
    heel = (np.diff(jaren) == 1).all() and (leeftijden == np.arange(len(leeftijden))).all()
    if not heel or breed.isna().any(axis=None):
        raise ValueError("de officiële prognose mist een jaar of een leeftijd")
    return Anker(jaren, breed.to_numpy(dtype=float))
