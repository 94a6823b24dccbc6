"""De eigen invoer van één gemeente zoals een rapport haar vraagt: per soort een bestand, wat er gevuld is, en de duiding. Tekent niets."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import pandas as pd

from woonzorg_lib.beeld.bestand import Bestand
from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.invoer.duiding import lees_duiding
from woonzorg_lib.invoer.instellingen import lees_yaml
from woonzorg_lib.invoer.melding import Invoer, Melding
from woonzorg_lib.invoer.privacy import VERBORGEN, onderdruk
from woonzorg_lib.invoer.regios import eigen_regios
from woonzorg_lib.onderwerpen import Vulling


class EigenInvoer:
    """Wat de gemeente zelf in haar map (of die van haar regio) heeft gezet; elk bestand wordt één keer gelezen."""

    def __init__(self, gemeente: Gebied, map: Path):
        self.gemeente, self.map = gemeente, map
        self._gelezen: dict[str, Invoer] = {}
        self._regio: dict[tuple, Invoer] = {}

    @cached_property
    def is_er(self) -> bool:
        """Waar als er een map met invoer is; anders hoeven ook de schema's niet geladen te worden."""
        return (self.map / "gemeenten" / self.gemeente.code).is_dir() or any(
            self.gemeente.code in regio.leden for _, regio in eigen_regios(self.map)
        )

    def lees(self, soort: str) -> Invoer | None:
        """De invoer van een soort, of None als er niets is om te lezen."""
        if not self.is_er:
            return None
        if soort not in self._gelezen:
            from woonzorg_lib.invoer.lezen import lees

            self._gelezen[soort] = lees(soort, self.gemeente, self.map)
        return self._gelezen[soort]

    def lees_regio(self, soort: str, regio: Gebied) -> Invoer | None:
        """De invoer van een soort voor alle gemeenten van de regio; None als er niets is."""
        mappen = [c for c in regio.leden if (self.map / "gemeenten" / c).is_dir()]
        if not mappen and not self.is_er:
            return None
        if (soort, regio.code) not in self._regio:
            from woonzorg_lib.invoer.lezen import lees_regio

            self._regio[soort, regio.code] = lees_regio(soort, regio, self.map)
        return self._regio[soort, regio.code]

    def bestand(self, soort: str) -> Bestand | None:
        """Een bestand om te tonen, met kleine aantallen mensen verborgen; None als er geen rijen en geen fouten zijn."""
        invoer = self.lees(soort)
        if invoer is None or not (invoer.bruikbaar or invoer.fouten):
            return None
        from woonzorg_lib.invoer.schema import zoek_schema

        kolommen = zoek_schema(soort).kolommen
        personen = tuple(
            k.naam for k in kolommen if k.personen and invoer.tabel[k.naam].notna().any()
        )
        fouten = (
            ()
            if invoer.bruikbaar and not self._van_hier(invoer)
            else tuple(str(m) for m in invoer.fouten)
        )
        return Bestand(
            soort,
            invoer.pad.name if invoer.pad else f"{soort}.csv",
            self.gemeente.naam,
            self.gemeente.code,
            invoer.tabel,
            _toonbaar(soort, invoer.tabel, personen),
            personen,
            {k.naam: k.eenheid for k in kolommen},
            fouten,
        )

    def _van_hier(self, invoer: Invoer) -> list[Melding]:
        """The errors of this gemeente's own file; a mistake in the file of a region needn't hide what is good."""
        return [m for m in invoer.fouten if f"gemeenten/{self.gemeente.code}/" in m.bestand]

    def voldoet(self, vulling: Vulling) -> bool:
        """Of een eigen bestand (of een eigen tekst) vult wat het register van onderwerpen vraagt."""
        if vulling.soort == "duiding":
            return bool(self.duiding(vulling.duiding))
        b = self.bestand(vulling.bestand) if vulling.soort == "bestand" else None
        if b is None or b.fouten:
            return False
        t = b.tabel
        for kolom, waarden in vulling.waar.items():
            t = t[t[kolom].isin(waarden)]
        ingevuld = not vulling.kolommen or any(t[k].notna().any() for k in vulling.kolommen)
        return len(t) > 0 and ingevuld

    def stand(self, soorten: tuple[str, ...]) -> tuple[list[str], list[str], str]:
        """(bestanden die er nog niet zijn, bestanden die meetellen, de eerste fout van een bestand dat niet meetelt)."""
        mist, goed, fout = [], [], ""
        for soort in soorten:
            b = self.bestand(soort)
            if b is None:
                mist.append(soort)
            elif b.fouten:
                fout = fout or b.fouten[0]
            else:
                goed.append(soort)
        return mist, goed, fout

    def duiding(self, id: str) -> str:
        """De eigen tekst van de gemeente bij een onderwerp (duiding/A1.md), als Markdown; leeg als die er niet is."""
        return lees_duiding(self.map / "gemeenten" / self.gemeente.code, id)

    @property
    def fictief(self) -> bool:
        """Waar als deze map een voorbeeld met verzonnen cijfers is (`fictief: ja` in rapport.yaml)."""
        return lees_yaml(self.map / "rapport.yaml").get("fictief") in (True, "ja")


def _toonbaar(soort: str, tabel: pd.DataFrame, personen: tuple[str, ...]) -> pd.DataFrame:
    uit = onderdruk(tabel, list(personen)) if personen else tabel
    if soort == "taakstelling" and any(isinstance(w, str) for w in uit.gehuisvest):
        # The backlog before and after gives the number of people away.
        uit = uit.assign(
            **{
                k: uit[k].astype(object).where(uit[k].isna(), VERBORGEN)
                for k in ("achterstand_begin", "achterstand_eind")
            }
        )
    return uit
