"""Onderwerpen uit de eigen bestanden van een gemeente.
Leest en controleert zelf niets; dat doet invoer.
"""

from __future__ import annotations

from dataclasses import replace

from woonzorg_lib import cijfers, gebieden, invoer, soorten
from woonzorg_lib.beeld import Beeld, kaders
from woonzorg_lib.beeld.tekening import NIETS
from woonzorg_lib.beeld.zinnen import opsomming
from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.soorten import tonen
from woonzorg_lib.soorten.naast_elkaar import naast_elkaar
from woonzorg_lib.soorten import aandachtsgroepen, plannen
from woonzorg_lib.soorten.rijen import Rijen

from .deel import Deel, met


class EigenBestanden(Deel):
    """Wat de gemeente zelf invulde."""

    def __call__(
        self,
        soort: str,
        *themas: str,
        kolommen: list[str] | None = None,
        per: str | None = None,
        titel: str = "",
        beeld: str = "",
    ) -> Beeld:
        """Een eigen bestand in een zin, een figuur en een tabel, of waarom het niet meetelt.

        themas: alleen de rijen met een van deze thema's. kolommen: alleen deze.
        per: opgeteld per waarde van deze kolom.
        beeld: een andere figuur dan de gewone ("wachtlijst", "wet", "trechter" of "terugval").
        """
        rijen = self.rijen(soort, *themas)
        if rijen is None:
            return NIETS
        return _op_plaats(rijen.soort, tonen.lokaal(rijen, kolommen, per, titel, beeld))

    def rijen(self, soort: str, *themas: str) -> Rijen | None:
        b = self.a.eigen.bestand(soort)
        if b is None:
            return None
        rijen = Rijen(
            soorten.zoek(soort),
            b,
            b.tabel,
            b.toonbaar,
            self.a.cijfers,
            self.a.verloop,
            self.a.eigen.bestand,
            self.a.normen,
            lambda: cijfers.plaatsnamen(self.a.gemeente.code),
        )
        if not themas or b.fouten:
            return rijen
        return replace(rijen.deel(b.tabel.thema.isin(themas)), over=opsomming(list(themas)))

    def eigen_groepen(self) -> tuple[dict[str, tuple[str, str]], list[dict]]:
        rijen = self.rijen(aandachtsgroepen.SOORT.naam)
        if rijen is None or rijen.bestand.fouten:
            return {}, []
        return aandachtsgroepen.eigen_tellingen(rijen)

    def plannen(self, wat: str) -> Beeld:
        """De woningbouwplannen.

        wat: "kern", "per jaar", "woonvormen", "hardheid" of "opgave".
        Fout: WoonzorgFout bij iets anders.
        """
        rijen = self.rijen(plannen.SOORT.naam)
        if rijen is None:
            return NIETS
        if wat not in plannen.BEELDEN:
            kies = ", ".join(plannen.BEELDEN)
            raise WoonzorgFout(f"Plannen hebben geen '{wat}'. Kies uit: {kies}.")
        beeld = met(plannen.BEELDEN[wat](rijen), naam=plannen.SOORT.naam)
        return met(beeld, rang="opgave") if wat == "opgave" else beeld

    def prijsgrenzen(self) -> Beeld:
        """Tot welke prijs een woning sociale huur, middenhuur of betaalbare koop heet;
        niets zonder plannen.
        """
        if self.a.eigen.bestand(plannen.SOORT.naam) is None:
            return NIETS
        reeksen = {
            k: self.a.normen["prijsgrenzen"][k]
            for k in ("sociale_huur", "middenhuur", "betaalbare_koop")
        }
        return kaders.prijsgrenzen(
            {k: (*gevonden, r) for k, r in reeksen.items() if (gevonden := invoer.jaargrens(r))}
        )

    def naast_elkaar(self, soort: str, *themas: str) -> Beeld:
        """Hoe ver elke gemeente van de regio is, per thema (afspraken of visiescore);
        niets als alleen deze gemeente iets invulde.
        """
        if (
            not self.a.regio_toonbaar
            or (alles := self.a.eigen.lees_regio(soort, self.a.regio)) is None
        ):
            return NIETS
        namen = {c: gebieden.gemeente(c).naam for c in self.a.regio.leden}
        return _op_plaats(
            soorten.zoek(soort),
            naast_elkaar(
                soorten.zoek(soort),
                alles.tabel,
                namen,
                self.a.gemeente.code,
                themas,
                self.a.regio.met_lidwoord,
            ),
        )


def _op_plaats(soort: soorten.Soort, beeld: Beeld) -> Beeld:
    """In a report opgaven come after figures and own text, and afspraken last,
    whatever the order of the cells.
    """
    rang = soort.beschrijving.get("rang")
    return met(beeld, naam=soort.naam, **({"rang": rang} if rang else {}))
