"""Wat er over woningen voor ouderen is afgesproken: eigen opgave of openbaar afsprakenkader (C3).

Rekent niets uit en tekent niet.
"""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from woonzorg_lib import invoer, modellen, teksten
from woonzorg_lib.beeld import Beeld
from woonzorg_lib.beeld import afspraken as afspraakbeeld
from woonzorg_lib.beeld.afspraken import Afspraak
from woonzorg_lib.beeld.tekening import NIETS
from woonzorg_lib.beeld.zinnen import hoofdletter
from woonzorg_lib.modellen import opgavetabel
from woonzorg_lib.modellen.behoefte import BAND
from woonzorg_lib.soorten import opgave_ouderen

from .deel import Deel
from .model import TOT


class Afgesproken(Deel):
    """Wat er voor ouderen is afgesproken, naast plannen en verdeelsleutel."""

    @cached_property
    def eigen_opgave(self) -> dict[str, tuple[float, int, str]] | None:
        """Wat de gemeente zelf opgaf: woonvorm -> (aantal, tot en met welk jaar, besluit);
        None zonder eigen bestand.
        """
        b = self.bruikbaar(opgave_ouderen.SOORT)
        if b is None:
            return None
        t = b.tabel[b.tabel.categorie != "totaal"].sort_values("jaar")
        return {
            r.categorie: (float(r.aantal), int(r.jaar), "" if pd.isna(r.besluit) else r.besluit)
            for r in t.drop_duplicates("categorie").itertuples()
        } or None

    @cached_property
    def kader(self) -> invoer.Kader | None:
        """Het openbare afsprakenkader waar de gemeente in staat; None als er geen is."""
        return invoer.kader_van(self.a.gemeente.code, self.a.invoer)

    @cached_property
    def afspraken(self) -> list[Afspraak]:
        """Wat er voor ouderen is afgesproken, naast plannen en sleutel:
        eigen opgave, of anders het openbare afsprakenkader.

        Heeft het kader alleen een getal voor de regio, dan dat;
        ook achter een getal voor de gemeente.
        """
        hier = self._eigen_afspraken() or self._kaderafspraken()
        return hier if self.eigen_opgave is not None else hier + self._regioafspraken()

    def _eigen_afspraken(self) -> list[Afspraak]:
        bestand = self.a.eigen.bestand(opgave_ouderen.SOORT.naam)
        jaren = sorted({jaar for _, jaar, _ in (self.eigen_opgave or {}).values()})
        plan = self._hard_gepland(jaren)
        return [
            Afspraak(
                vorm,
                opgavetabel.VORMEN[vorm],
                n,
                jaar,
                self.a.gemeente.naam,
                self.a.gemeente.code,
                besluit,
                "",
                teksten.zin("opgave.bron.eigen_invoer"),
                bestand.naam if bestand is not None else "",
                eigen=True,
                hard=plan.get((vorm, jaar)),
                **self._van_sleutel(vorm, jaar, "gemeente", self.a.opgave.ouderen),
            )
            for vorm, (n, jaar, besluit) in (self.eigen_opgave or {}).items()
        ]

    def _kaderafspraken(self) -> list[Afspraak]:
        if self.kader is None:
            return []
        plek = dict(gebied=self.a.gemeente.naam, gebiedcode=self.a.gemeente.code)
        woningen = self.kader.gemeenten.get(self.a.gemeente.code, {})
        return [
            self._uit_kader(self.kader, vorm, n, "gemeente", self.a.opgave.ouderen, plek)
            for vorm, n in woningen.items()
        ]

    def _regioafspraken(self) -> list[Afspraak]:
        """Wat het kader voor de hele regio noemt, als de gemeente daarin zit."""
        regio = self.kader.regio if self.kader is not None else None
        if self.kader is None or regio is None or self.a.gemeente.code not in regio.gemeenten:
            return []
        model = self.a.prognose.model
        leden = {"kader": regio.gemeenten}
        ouderen = pd.concat([model.prognose(leden), model.land], ignore_index=True)
        plek = dict(
            gebied=regio.naam,
            gebiedcode=f"EIGEN:{regio.naam}",
            leden=len(regio.gemeenten),
            ruim=regio.ruim,
        )
        return [
            self._uit_kader(self.kader, vorm, n, "kader", ouderen, plek)
            for vorm, n in regio.woningen.items()
        ]

    def _uit_kader(
        self, k: invoer.Kader, vorm: str, n: float, wie: str, ouderen: pd.DataFrame, plek: dict
    ) -> Afspraak:
        hard = self._hard_gepland([k.tot_en_met]).get((vorm, k.tot_en_met))
        return Afspraak(
            vorm,
            opgavetabel.VORMEN[vorm],
            n,
            k.tot_en_met,
            besluit=k.naam,
            dag=k.datum.isoformat(),
            bron=hoofdletter(k.bron),
            bestand="afsprakenkaders.yaml",
            hard=None if plek.get("leden") else hard,
            **plek,
            **self._van_sleutel(vorm, k.tot_en_met, wie, ouderen),
        )

    def _hard_gepland(self, jaren: list[int]) -> dict[tuple[str, int], float]:
        """Woningen in harde plannen: (woonvorm, tot en met jaar) -> aantal."""
        plannen = self.a.opgave.plannenbestand
        if plannen is None or not jaren:
            return {}
        t = modellen.plannen(plannen.tabel, "extra", jaren)
        return {(r.woonvorm, r.jaar): float(r.hard) for r in t.itertuples()}

    def _van_sleutel(self, vorm: str, jaar: int, wie: str, ouderen: pd.DataFrame) -> dict:
        """Wat de sleutel tot en met dit jaar voor een gebied geeft, afgerond;
        leeg als dat er niet is.
        """
        o = self.a.opgave
        if o.sleutel is None or not o.sleutel.begin < jaar < TOT:
            return {}
        deel = ouderen[ouderen.geslacht == "totaal"]
        uit = modellen.behoefte_sleutel(deel, wie, o.sleutel, [jaar], o.keuzes)
        r = uit[uit.woonvorm == vorm][list(BAND)]
        if not len(r):
            return {}
        laag, midden, hoog = modellen.rond_woningen(r.iloc[0])
        return {"laag": laag, "sleutel": midden, "hoog": hoog}

    def opgave_afspraak(self) -> Beeld:
        """Wat over ouderen is afgesproken naast de harde plannen en de sleutel;
        niets zonder afspraak.
        """
        return afspraakbeeld.tabel(self.afspraken) if self.afspraken else NIETS
