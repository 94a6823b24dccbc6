"""Onderwerpen die een model berekent. Het rekenen zelf staat in modellen."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from woonzorg_lib import beeld, modellen
from woonzorg_lib.beeld import Beeld, zinnen
from woonzorg_lib.cijfers import modelgegevens

from .basis import Basis


@lru_cache
def _prognosegegevens():
    return modelgegevens.prognosegegevens()


@lru_cache
def _verloop() -> modellen.Verloop:
    """Het landelijke verloop tot 2050; voor elke gemeente hetzelfde, dus één keer berekend."""
    return modellen.verloop(_prognosegegevens(), tot=2050)


class Vooruit(Basis):
    """Wat de modellen laten zien."""

    def _berekend(self) -> set[str]:
        return {"prognose_75plus"} if self.peiljaar is None or self.peiljaar >= _verloop().bekend_tot else set()

    def prognose(self, leeftijd: str = "75plus") -> pd.DataFrame:
        """Het aantal ouderen tot en met het prognosejaar, met de band: gemeente, regio en Nederland.

        leeftijd: "65plus", "75plus" of "85plus". Leeg als het peiljaar voor het laatste bekende jaar ligt.
        """
        straks, verloop = max(self.prognosejaar, 2030), _verloop()
        gebieden_ = self.gebieden(["regio", "land"])
        uitkomst = modellen.prognose(_prognosegegevens(), {rol: g.leden for rol, g in gebieden_.items()}, tot=min(straks, 2050), uitkomst=verloop)
        data = modellen.als_cijfers(uitkomst, gebieden_, leeftijd, verloop.bekend_tot)
        if self.peiljaar is not None and self.peiljaar < verloop.bekend_tot:
            data = data.iloc[:0]
            data.attrs["reden"] = f"de prognose rekent met cijfers tot en met {verloop.bekend_tot}, en dat is na het peiljaar"
        return data

    def kern_prognose(self, *leeftijden: str) -> Beeld:
        """De verwachte groei van het aantal ouderen in zinnen, met de band."""
        delen = [self.prognose(lft) for lft in leeftijden]
        nu = _verloop().bekend_tot
        return beeld.zin(" ".join(zinnen.prognosezin(d, nu, int(d.jaar.max())) for d in delen if len(d)), pd.concat(delen))
