"""De eigen invoer van één gemeente zoals een rapport haar vraagt.

Per soort een bestand, wat er gevuld is, en de duiding. Tekent niets.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.invoer.duiding import lees_duiding
from woonzorg_lib.invoer.instellingen import lees_yaml
from woonzorg_lib.invoer.melding import Invoer, Melding
from woonzorg_lib.invoer.privacy import getypt_klein, onderdruk
from woonzorg_lib.invoer.regios import eigen_regios
from woonzorg_lib.onderwerpen import Vulling, Vulsoort
from woonzorg_lib.soorten.eigen_bestand import Bestand

if TYPE_CHECKING:
    from woonzorg_lib.invoer.geheim import GeheimeNamen
    from woonzorg_lib.soorten.soort import Soort


class EigenInvoer:
    """Wat de gemeente zelf in haar map (of die van haar regio) heeft gezet.

    Elk bestand wordt één keer gelezen.
    """

    def __init__(self, gemeente: Gebied, map: Path):
        self.gemeente, self.map = gemeente, map
        self._gelezen: dict[str, Invoer] = {}
        self._regio: dict[tuple, Invoer] = {}

    @cached_property
    def is_er(self) -> bool:
        """Waar als er een map met invoer is; anders hoeft er ook geen schema geladen te worden."""
        return (self.map / "gemeenten" / self.gemeente.code).is_dir() or any(
            self.gemeente.code in regio.leden for _, regio in eigen_regios(self.map)
        )

    def lees(self, soort: str) -> Invoer | None:
        """De invoer van een soort, of None als er niets is om te lezen."""
        if not self.is_er:
            return None
        if soort not in self._gelezen:
            from woonzorg_lib import soorten  # most reports have no local input

            self._gelezen[soort] = soorten.lees(soort, self.gemeente, self.map)
        return self._gelezen[soort]

    def lees_regio(self, soort: str, regio: Gebied) -> Invoer | None:
        """De invoer van een soort voor alle gemeenten van de regio; None als er niets is."""
        mappen = [c for c in regio.leden if (self.map / "gemeenten" / c).is_dir()]
        if not mappen and not self.is_er:
            return None
        if (soort, regio.code) not in self._regio:
            from woonzorg_lib import soorten

            self._regio[soort, regio.code] = soorten.lees_regio(soort, regio, self.map)
        return self._regio[soort, regio.code]

    def bestand(self, soort: str) -> Bestand | None:
        """Een bestand om te tonen, met kleine aantallen mensen verborgen.

        None als er geen rijen en geen fouten zijn.
        """
        invoer = self.lees(soort)
        if invoer is None or not (invoer.bruikbaar or invoer.fouten):
            return None
        from woonzorg_lib import soorten

        van_hier = bool(self._van_hier(invoer))
        return _te_tonen(soorten.zoek(soort), invoer, self.gemeente, van_hier, self.geheim)

    def _van_hier(self, invoer: Invoer) -> list[Melding]:
        """The errors of this gemeente's own file.

        A mistake in the file of a region needn't hide what is good.
        """
        return [m for m in invoer.fouten if f"gemeenten/{self.gemeente.code}/" in m.bestand]

    def rijen(self, vulling: Vulling) -> pd.DataFrame | None:
        """De rijen van een eigen bestand die vullen wat het register vraagt; None zonder."""
        b = self.bestand(vulling.bestand) if vulling.bestand else None
        if b is None or b.fouten:
            return None
        t = b.tabel
        for kolom, waarden in vulling.waar.items():
            t = t[t[kolom].isin(waarden)]
        return t

    def voldoet(self, vulling: Vulling) -> bool:
        """Of een eigen bestand of tekst vult wat het register van onderwerpen vraagt."""
        if vulling.soort is Vulsoort.DUIDING:
            return bool(self.duiding(vulling.duiding))
        t = self.rijen(vulling) if vulling.soort is Vulsoort.BESTAND else None
        if t is None:
            return False
        ingevuld = not vulling.kolommen or any(t[k].notna().any() for k in vulling.kolommen)
        return len(t) > 0 and ingevuld

    def stand(self, soorten: tuple[str, ...]) -> tuple[list[str], list[str], str]:
        """(bestanden die er niet zijn, die meetellen, de eerste fout van een dat niet meetelt)."""
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
        """De eigen tekst van de gemeente bij een onderwerp (duiding/A1.md), als Markdown.

        Leeg als die er niet is.
        """
        return lees_duiding(self.map / "gemeenten" / self.gemeente.code, id, self.geheim)

    @cached_property
    def geheim(self) -> GeheimeNamen:
        """De namen van vertrouwelijke plannen, die ook in andere teksten weg blijven."""
        from woonzorg_lib import soorten
        from woonzorg_lib.invoer.geheim import GeheimeNamen

        mappen = [self.map / "gemeenten" / self.gemeente.code]
        mappen += [m for m, regio in eigen_regios(self.map) if self.gemeente.code in regio.leden]
        aanwezig = {p.stem.lower() for m in mappen if m.is_dir() for p in m.iterdir()}
        namen: frozenset[str] = frozenset()
        for naam in sorted(n for n in aanwezig if soorten.is_soort(n)):
            invoer = self.lees(naam) if soorten.zoek(naam).schema.kolom("vertrouwelijk") else None
            namen |= invoer.geheim if invoer else frozenset()
        return GeheimeNamen(namen)

    @property
    def fictief(self) -> bool:
        """Waar als deze map verzonnen cijfers heeft (`fictief: ja` in rapport.yaml)."""
        return lees_yaml(self.map / "rapport.yaml").get("fictief") in (True, "ja")


def _te_tonen(
    soort: Soort, invoer: Invoer, gemeente: Gebied, fout_van_hier: bool, geheim: GeheimeNamen
) -> Bestand:
    kolommen, tabel = soort.schema.kolommen, geheim.uit_tabel(invoer.tabel)
    getypt = {kolom for (_, kolom), _ in getypt_klein(tabel)}
    personen = tuple(
        k.naam for k in kolommen if k.personen and (k.naam in getypt or tabel[k.naam].notna().any())
    )
    net = tabel
    if personen:
        schema = soort.schema
        net = onderdruk(
            tabel,
            list(personen),
            verbanden=schema.verbanden,
            aandelen=schema.aandelen,
            bekend=schema.elders_bekend,
        )
    goed = invoer.bruikbaar and not fout_van_hier
    return Bestand(
        soort.naam,
        invoer.pad.name if invoer.pad else f"{soort.naam}.csv",
        gemeente.naam,
        gemeente.code,
        tabel,
        soort.toonbaar(net) if soort.toonbaar else net,
        personen,
        {k.naam: k.eenheid for k in kolommen},
        () if goed else tuple(str(m) for m in invoer.fouten),
    )
