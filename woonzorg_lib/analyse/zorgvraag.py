"""Hoeveel mensen er zorg of steun nodig hebben, nu en straks (C4).

Het rekenen zelf staat in modellen.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd

from woonzorg_lib import beeld, modellen, teksten
from woonzorg_lib.beeld import Beeld, vooruitzinnen
from woonzorg_lib.beeld.getallen import leeg

from .deel import Deel


class Zorgvraag(Deel):
    """De zorgvraag: dementie, beperking in bewegen, eenzaamheid en Wmo."""

    @cached_property
    def _rand(self) -> pd.DataFrame:
        """De band van de 75-plussers van de gemeente, als factor per jaar."""
        c = self.a.prognose.cohort
        return modellen.rand(
            c[(c.gebied == "gemeente") & (c.leeftijd == "75plus") & (c.geslacht == "totaal")]
        )

    @cached_property
    def _zorgvraag(self) -> dict[str, pd.DataFrame]:
        """Per soort zorgvraag de schatting nu, in 2030 en in het prognosejaar;
        wat niet te berekenen is, ontbreekt.
        """
        if self.a.prognose.te_laat:
            return {}
        gevonden = {
            "dementie": self._dementie(),
            "bewegen": self._vast_aandeel("bewegen", "mobiliteitsbeperking"),
            "eenzaam": self._vast_aandeel("eenzaam", "eenzaam_65plus"),
            "wmo": self._ondersteuning(),
        }
        return {wat: data for wat, data in gevonden.items() if data is not None}

    def _dementie(self) -> pd.DataFrame:
        norm = self.a.normen
        uit = modellen.dementie(
            self.a.prognose.bevolking,
            self.a.prognose.model.gegevens,
            self.a.gemeente.leden,
            self.a.prognose.mijlpalen,
            norm["dementie"],
            norm["dementie_nederland"],
            norm["dementie_groei"],
            self._rand,
        )
        d = norm["dementie"]
        bron = teksten.zin("vooruit.norm", bron=d["bron"], status=d["status"])
        return self._als_zorgvraag("dementie", uit, (bron, ""))

    def _vast_aandeel(self, wat: str, id: str) -> pd.DataFrame | None:
        """65-plussers keer het lokale percentage van een indicator; None als een van de twee er
        niet is.
        """
        gemeten = [r for r in self.a.verlooprijen(id, naast=[]) if not leeg(r["waarde"])]
        if not gemeten or not len(self._65plus):
            return None
        aandelen = {r["jaar"]: r["waarde"] for r in gemeten}
        uit = modellen.vast_aandeel(self._65plus, pd.Series(aandelen))
        return self._als_zorgvraag(wat, uit, _aandeelbron(gemeten[-1]), self._65plus)

    @cached_property
    def _65plus(self) -> pd.DataFrame:
        """De 65-plussers van de gemeente in het eerste bekende jaar en op de mijlpalen."""
        ouderen = self.a.prognose("65plus")
        eerste = min(
            (j for j in ouderen.jaar if j >= self.a.prognose.bevolking.bekend_tot), default=0
        )
        jaren = [*self.a.prognose.mijlpalen, eerste]
        return ouderen[(ouderen.rol == "gemeente") & ouderen.jaar.isin(jaren)]

    def _ondersteuning(self) -> pd.DataFrame | None:
        """Mensen met Wmo-ondersteuning; None zonder cijfer."""
        clienten = self.a.cijferrijen("wmo_clienten", naast=[])[0]
        if leeg(clienten["waarde"]):
            return None
        nu = clienten["jaar"]
        inwoners = self.a.cijferrijen("inwoners", naast=[], jaar=nu)[0]
        aantal = float(clienten["waarde"] * inwoners["waarde"] / 1000)
        jaren = [nu, *self.a.prognose.mijlpalen[1:]]
        leden = self.a.gemeente.leden
        uit = modellen.ondersteuning(
            self.a.prognose.bevolking, leden, aantal, nu, jaren, self._rand
        )
        return self._als_zorgvraag("wmo", uit, _aandeelbron(clienten))

    def _zonder_cijfer(self, wat: str) -> pd.DataFrame:
        niets = [np.nan]
        leeg = pd.DataFrame(
            {
                "jaar": [self.a.prognose.bevolking.bekend_tot],
                "waarde": niets,
                "ondergrens": niets,
                "bovengrens": niets,
            }
        )
        reden = teksten.zin("vooruit.zorgvraag_onbekend", wat=modellen.ZORGVRAAG[wat][1])
        data = modellen.als_zorgvraag(leeg, wat, self.a.gemeente, ("", ""), ("", ""))
        return data.assign(opmerking=reden)

    def _als_zorgvraag(
        self,
        wat: str,
        uitkomst: pd.DataFrame,
        aandeel: tuple[str, str],
        bevolking: pd.DataFrame | None = None,
    ) -> pd.DataFrame:
        """Een zorgvraag met haar twee bronnen. aandeel: (bron, tabel) van het percentage."""
        mensen = (teksten.zin("vooruit.cohort"), modellen.TABEL)
        if bevolking is not None and bevolking.soort.iloc[-1] != "schatting":
            mensen = (bevolking.bron.iloc[0], bevolking.tabel.iloc[0])
        return modellen.als_zorgvraag(uitkomst, wat, self.a.gemeente, aandeel, mensen)

    def zorgvraag(self) -> pd.DataFrame:
        """De zorgvraag nu, in 2030 en in het prognosejaar, met een lage en een hoge kant:
        dementie, beperking in bewegen, eenzaamheid en Wmo.
        """
        gevonden = self._zorgvraag
        uit = pd.DataFrame(columns=["rol", "waarde"])
        if gevonden:
            delen = [
                gevonden[w] if w in gevonden else self._zonder_cijfer(w) for w in modellen.ZORGVRAAG
            ]
            uit = pd.concat(delen, ignore_index=True)
        uit.attrs["reden"] = teksten.zin(
            "vooruit.zorgvraag_te_laat", jaar=self.a.prognose.bevolking.bekend_tot
        )
        return uit

    def kern_zorgvraag(self, *wat: str) -> Beeld:
        """De zorgvraag in zinnen, elk met haar band en de aanname die erbij hoort.
        wat: "dementie", "bewegen", "eenzaam" of "wmo".
        """
        gekozen = {w: self._zorgvraag[w] for w in wat if w in self._zorgvraag}
        if not gekozen:
            return beeld.zin("")
        return beeld.zin(
            " ".join(
                vooruitzinnen.zorgvraagzin(w, data, self.a.gemeente) for w, data in gekozen.items()
            ),
            pd.concat(gekozen.values()),
        )


def _aandeelbron(rij: dict) -> tuple[str, str]:
    """(bron met periode, tabel) van een cijfer."""
    return teksten.zin("vooruit.aandeel", bron=rij["bron"], periode=rij["periode"]), rij["tabel"]
