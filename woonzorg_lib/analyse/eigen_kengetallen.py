"""De hele behoefte en de opgave met eigen kengetallen uit behoefte.yaml (C3)."""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from woonzorg_lib import modellen, teksten
from woonzorg_lib.beeld import Beeld, opgaven
from woonzorg_lib.beeld.tekening import NIETS
from woonzorg_lib.modellen import opgavetabel
from woonzorg_lib.modellen.behoefte import BAND
from woonzorg_lib.modellen.opgavetabel import Uitkomst
from woonzorg_lib.soorten import plannen, woonvormen

from .deel import Deel
from .opgave import LATER


class EigenKengetallen(Deel):
    """De behoefte met getallen die de gemeente zelf opgaf, met de woningen die er al zijn."""

    @cached_property
    def _voorraad(self) -> dict[str, float]:
        b = self.bruikbaar(woonvormen.SOORT)
        return {} if b is None else modellen.voorraad(b.tabel)

    @property
    def _peiling_voorraad(self) -> dict[str, int]:
        """What was ready when the stock was counted is in the stock, not in the plans."""
        b = self.bruikbaar(woonvormen.SOORT)
        jaar = 0 if b is None else (b.jaar or 0) - 1
        return dict.fromkeys(self._voorraad, jaar)

    def _gepland(self, jaren: list[int]) -> pd.DataFrame | None:
        bestand = self.a.opgave.plannenbestand
        if bestand is None:
            return None
        uit = modellen.plannen(bestand.tabel, "heel", jaren, self._peiling_voorraad)
        return uit if len(uit) else None

    def _heel(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """De hele behoefte en de opgave met eigen kengetallen."""
        o = self.a.opgave
        jaren = o.sleuteljaren if o.sleutel else [2030, *LATER]
        tarieven = {
            v: {lft: d["waarde"] for lft, d in per.items()}
            for v, per in o.getallen.tarieven.items()
        }
        nodig = modellen.behoefte_tarief(o.ouderen, "gemeente", tarieven, jaren)
        weg = o.getallen.waarden("onttrekking")
        uit = modellen.opgave(nodig, self._gepland(jaren), self._voorraad, weg, o.keuzes)
        # Without the stock the whole need says nothing about what is missing.
        return nodig, uit.assign(**{k: uit[k].where(uit.aanwezig.notna()) for k in BAND})

    def opgave_kengetallen(self) -> Beeld:
        """De hele behoefte en de opgave met eigen kengetallen uit behoefte.yaml;
        niets zonder die getallen.
        """
        o = self.a.opgave
        if o.geen_behoefte is not None or not o.getallen.tarieven:
            return NIETS
        nodig, uit = self._heel()
        eerste = next(iter(next(iter(o.getallen.tarieven.values())).values()))
        vast = dict(
            gemeente=self.a.gemeente,
            bron=teksten.zin(
                "opgave.bron.kengetallen", bron=eerste["bron"], status=eerste["status"]
            ),
            bestand=o.getallen.bestanden["tarieven"],
            vanaf=None,
            laatste=9999,
        )
        tarief = opgavetabel.definitie_tarief()
        na_aftrek = tarief + opgavetabel.definitie_opgave()
        behoefte = modellen.als_woningen(nodig, Uitkomst.BEHOEFTE, definitie=tarief, **vast)
        opgave = modellen.als_woningen(uit, Uitkomst.OPGAVE, definitie=na_aftrek, **vast)
        er_is = ((woonvormen.SOORT, self._voorraad), (plannen.SOORT, o.plannenbestand is not None))
        mist = [soort.bestand for soort, er in er_is if not er]
        return opgaven.met_kengetallen(uit, behoefte, opgave, mist)
