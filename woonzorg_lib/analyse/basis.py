"""Gebieden, cijfers, status en figuren: wat elk deel van de analyse gebruikt.
Kent geen onderwerp in het bijzonder.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from woonzorg_lib import beeld, cijfers, gebieden, teksten
from woonzorg_lib.beeld import Beeld, figuren, huisstijl, stijl, vaste_delen, zinnen
from woonzorg_lib.beeld.tabellen import e
from woonzorg_lib.beeld.bereik import bereik
from woonzorg_lib.beeld.veilig import veilig
from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.invoer import instelling, scenario as zoek_scenario, standaard
from woonzorg_lib.soorten.eigen_invoer import EigenInvoer
from woonzorg_lib.modellen import prognosebron

from . import gevraagd


NAAST = ("regio", "vergelijkbaar", "land")  # or, when someone chose gemeenten, those
REGIONAMEN = {
    "corop": "COROP",
    "provincie": "Provincie",
    "ggd": "GGD",
    "veiligheid": "Veiligheidsregio",
    "arbeidsmarkt": "Arbeidsmarktregio",
    "zorgkantoor": "Zorgkantoor",
    "jeugd": "Jeugdregio",
    "res": "RES-regio",
    "rmc": "RMC-regio",
    "veilig_thuis": "Veilig Thuis",
}


class Basis:
    """Wat elke analyse heeft: gebieden, cijfers en figuren."""

    def __init__(
        self,
        gemeente: str,
        regio: str | None = None,
        peiljaar: int | None = None,
        prognosejaar: int = 2040,
        invoer: str | None = None,
        prognose_bron: str | None = None,
        scenario: str | None = None,
        naast: str | list[str] | None = None,
    ):
        self.gemeente = gebieden.gemeente(gemeente)
        self.invoer = gevraagd.invoermap(invoer)
        gekozen = (
            gebieden.regio(regio, eigen_map=self.invoer / "regios")
            if regio
            else gebieden.regio_van(self.gemeente)
        )
        self.regio = gekozen
        self.naast = gevraagd.kies_naast(self.gemeente, naast)
        self.peiljaar = gevraagd.peiljaar(peiljaar)
        self.prognosejaar = gevraagd.prognosejaar(prognosejaar)
        self.land = gebieden.land()
        self.eigen = EigenInvoer(self.gemeente, self.invoer)
        stijl.kies(huisstijl.lees(self.invoer).kleuren)
        self.prognose_bron = prognosebron(
            prognose_bron or instelling("prognose_bron", self.gemeente.code, self.invoer) or "auto"
        )
        self.scenario = zoek_scenario(scenario, self.invoer)

    @cached_property
    def normen(self) -> dict:
        """Normen, grenzen en kengetallen die hier gelden:
        die van de kit, de eigen map, de regio en de gemeente (standaard.yaml).
        """
        return standaard(self.invoer, self.gemeente)

    @cached_property
    def vergelijkingsgroep(self) -> cijfers.Vergelijkingsgroep:
        """De tien gemeenten die het meest op deze gemeente lijken."""
        return cijfers.vergelijkingsgroep(self.gemeente, self.peiljaar)

    @property
    def regio_toonbaar(self) -> bool:
        """Of de gemeenten van de regio naast elkaar te tonen zijn:
        meer dan één, en niet zo veel dat niemand ze nog leest.
        """
        return 2 <= len(self.regio.leden) <= 60

    @property
    def hele_regio(self) -> Gebied:
        """De regio met haar soort in de naam, zoals in een tabel; de gemeente hoort erbij."""
        soort = REGIONAMEN.get(self.regio.soort, "")
        return replace(self.regio, naam=f"{soort} {self.regio.korte_naam}".strip())

    @cached_property
    def regio_ernaast(self) -> Gebied | None:
        """De regio om mee te vergelijken: zonder de gemeente als meer dan de helft van de inwoners
        daar woont.
        """
        if self.regio.soort == "land" or set(self.regio.leden) == {self.gemeente.code}:
            return None
        inwoners = cijfers.inwoners_nu()
        deel = inwoners[self.gemeente.code] / sum(inwoners[c] for c in self.regio.leden)
        if deel <= 0.5 or self.gemeente.code not in self.regio.leden:
            return self.hele_regio
        return gebieden.rest_van(self.hele_regio, self.gemeente)

    @property
    def _gewoon_naast(self) -> tuple[str, ...]:
        """What stands beside her when a cell does not say; chosen gemeenten replace the group."""
        return ("naast", "regio", "land") if self.naast else NAAST

    def gebieden(self, naast: tuple[str, ...] | list[str] | None = None) -> dict[str, Gebied]:
        """De gemeente en de gebieden ernaast, als rol -> Gebied;
        een regio van één gemeente valt weg.

        "regio" is om mee te vergelijken; "hele_regio" om over te verdelen, met de gemeente erbij.
        "naast": de gemeenten die bij het rapport gekozen zijn; zonder keuze zijn die er niet.
        Zonder `naast`: de regio, de vergelijkingsgroep (of de gekozen gemeenten) en Nederland.
        """
        naast = self._gewoon_naast if naast is None else naast
        uit = {"gemeente": self.gemeente}
        if "naast" in naast:
            uit |= dict(zip(stijl.NAASTEN, self.naast))
        if "hele_regio" in naast and self.regio_ernaast is not None:
            uit["hele_regio"] = self.hele_regio
        if "regio" in naast and self.regio_ernaast is not None:
            uit["regio"] = self.regio_ernaast
        if "vergelijkbaar" in naast:
            uit["vergelijkbaar"] = self.vergelijkingsgroep.gebied
        if "land" in naast:
            uit["land"] = self.land
        return uit

    # Cijfers

    def jaren(self, *ids: str) -> list[int]:
        """De jaren waarin deze indicatoren voor de gemeente allemaal gevuld zijn,
        tot en met het peiljaar.
        """
        return cijfers.jaren_van(ids, self.gemeente.code, self.peiljaar)

    def cijfers(
        self, *ids: str, naast: tuple[str, ...] | list[str] | None = None, jaar: int | None = None
    ) -> pd.DataFrame:
        """Indicatoren voor de gemeente en de gebieden ernaast;
        per indicator voor alle gebieden hetzelfde, nieuwste jaar.

        Indicatoren uit dezelfde bron krijgen samen één jaar, zodat delen van een geheel bij elkaar
        passen. Geeft een lange tabel: een rij per indicator en gebied, met waarde, eenheid, bron,
        tabel en periode.
        """
        return cijfers.tabel(self.cijferrijen(*ids, naast=naast, jaar=jaar))

    def cijferrijen(
        self, *ids: str, naast: tuple[str, ...] | list[str] | None = None, jaar: int | None = None
    ) -> list[dict]:
        """`cijfers`, als gewone rijen."""
        gebieden_ = self.gebieden(naast)
        rijen = []
        for id in ids:
            van = jaar or self.jaar_van(id, ids)
            hier = self._gebieden_met(id, gebieden_, [van], naast)
            rijen += cijfers.waarderijen([id], hier, [van])
        return rijen

    def _gebieden_met(
        self,
        id: str,
        gebieden_: dict[str, Gebied],
        jaren: list[int],
        naast: tuple[str, ...] | list[str] | None,
    ) -> dict[str, Gebied]:
        """De gebieden waar dit cijfer over gaat: bij een cijfer per regio het COROP-gebied,
        en de gemeente alleen als zij het ook heeft. Nederland staat ernaast, behalve als iemand
        alleen om de regio vraagt.
        """
        niveau = cijfers.indicator(id).niveau
        if niveau == "gemeente":
            return gebieden_
        uit = {}
        if niveau == "regio":
            if {*jaren} <= cijfers.eigen_jaren(id, self.gemeente.code):
                uit["gemeente"] = self.gemeente
            corop = gebieden.regio_van(self.gemeente)
            uit["regio"] = replace(corop, naam=f"COROP {corop.korte_naam}")
            if naast is not None and list(naast) == ["regio"]:
                return uit
        return uit | {"land": self.land}

    def jaar_van(self, id: str, ids: tuple[str, ...]) -> int:
        """Het jaar waarin een indicator getoond wordt;
        zonder cijfer voor de gemeente het nieuwste jaar van de bron.

        Wat over één onderwerp gaat (`samen` in het register) heeft in het hele rapport één jaar.
        """
        ind = cijfers.indicator(id)
        if ind.samen and (jaar := self._gezamenlijk_jaar.get(ind.samen)):
            return jaar
        familie = [i for i in ids if cijfers.indicator(i).bron == ind.bron]
        if jaren := self.jaren(*familie) or self.jaren(id):
            return jaren[-1]
        # Nothing up to the peiljaar: then the peiljaar itself,
        # so that the figures are empty with the reason beside them.
        tot = self.peiljaar or cijfers.jaren()[1]
        return max([j for j in cijfers.alle_jaren(id) if j <= tot], default=tot)

    @cached_property
    def _gezamenlijk_jaar(self) -> dict[str, int]:
        """Per onderwerp (`samen`) het nieuwste jaar waarin alle cijfers daarover er voor de
        gemeente zijn.
        """
        groepen: dict[str, list[str]] = {}
        for ind in cijfers.indicatoren().values():
            if ind.samen:
                groepen.setdefault(ind.samen, []).append(ind.id)
        jaren = {groep: self.jaren(*ids) for groep, ids in groepen.items()}
        return {groep: lijst[-1] for groep, lijst in jaren.items() if lijst}

    def verloop(
        self,
        *ids: str,
        naast: tuple[str, ...] | list[str] | None = None,
        vanaf: int | None = None,
    ) -> pd.DataFrame:
        """Indicatoren over alle jaren waarin de gemeente een cijfer heeft,
        voor de gemeente en de gebieden ernaast.
        """
        return cijfers.tabel(self.verlooprijen(*ids, naast=naast, vanaf=vanaf))

    def verlooprijen(
        self,
        *ids: str,
        naast: tuple[str, ...] | list[str] | None = None,
        vanaf: int | None = None,
    ) -> list[dict]:
        """`verloop`, als gewone rijen."""
        jaren = [j for j in self.jaren(*ids) if vanaf is None or j >= vanaf]
        gebieden_ = self.gebieden(naast)
        rijen = []
        for id in ids:
            hier = self._gebieden_met(id, gebieden_, jaren, naast)
            rijen += cijfers.waarderijen([id], hier, jaren)
        return rijen

    def wijken(self, *ids: str) -> pd.DataFrame:
        """Indicatoren per wijk (of per buurt bij één wijk), aflopend op de eerste;
        zonder gebieden onder 50 inwoners.
        """
        rijen = self.wijkrijen(*ids)
        if not rijen:
            return cijfers.wijken(ids[0], self.gemeente, self.peiljaar)  # which says why
        codes = dict.fromkeys(rij["gebiedcode"] for rij in rijen)
        plek = {code: nummer for nummer, code in enumerate(codes)}
        rijen.sort(key=lambda rij: plek[rij["gebiedcode"]])
        return cijfers.tabel(rijen, cijfers.MET_INWONERS)

    def wijkrijen(self, *ids: str) -> list[dict]:
        """De rijen van `wijken`, per indicator aflopend."""
        return [r for id in ids for r in cijfers.wijkrijen(id, self.gemeente, self.peiljaar)]

    def index(self, data: pd.DataFrame, basis: int | None = None) -> pd.DataFrame:
        """Zet een verloop om in een index. Het basisjaar is 100;
        standaard het eerste jaar waarin elk gebied een cijfer heeft.
        """
        eerste = basis or cijfers.afgeleid.eerste_volle_jaar(data)
        return cijfers.afgeleid.index(data if basis else data[data.jaar >= eerste], eerste)

    def index_land(self, data: pd.DataFrame) -> pd.DataFrame:
        """Zet cijfers om in een index waarin Nederland 100 is."""
        return cijfers.afgeleid.index_land(data)

    def tot_peiljaar(self, data: pd.DataFrame) -> pd.DataFrame:
        """Laat cijfers van na het peiljaar weg; blijft er niets over, dan staat de reden erbij."""
        uit = data if self.peiljaar is None else data[data.jaar <= self.peiljaar]
        uit.attrs["reden"] = teksten.zin("analyse.na_peiljaar", peiljaar=self.peiljaar)
        return uit

    # Tekst

    def titel(self) -> Beeld:
        """De kop van het rapport."""
        laatste = min(cijfers.jaren()[1], self.peiljaar or 9999)
        return vaste_delen.titel(
            self.gemeente,
            gebieden.provincie_van(self.gemeente),
            self.regio,
            laatste,
            self.eigen.fictief,
            "" if self.scenario.is_basis else self.scenario.titel,
        )

    @property
    def fusiejaren(self) -> dict[int, str]:
        """De jaren waarin deze gemeente door een fusie of splitsing veranderde,
        om in een lijn te merken.
        """
        uit = {
            j: "fusie"
            for j in range(2013, 2026)
            if set(gebieden.voorgangers(self.gemeente.code, j - 1))
            != set(gebieden.voorgangers(self.gemeente.code, j))
        }
        return uit | {jaar: "splitsing" for _, jaar in gebieden.splitsingen(self.gemeente.code)}

    def herindelingen(self) -> str:
        """Een zin over fusies en splitsingen in de cijfers van deze gemeente;
        leeg als er geen waren.
        """
        return zinnen.herindelingszin(self.gemeente, cijfers.jaren()[0])

    def overzicht(self, *ids: str, titel: str) -> Beeld:
        """Een tabel van indicatoren met de gemeente en de gebieden ernaast."""
        return vaste_delen.overzicht(self.cijferrijen(*ids), titel)

    # Figuren

    kleuren_afstand = stijl.AFSTAND

    def spreiding(self, x: pd.DataFrame, y: pd.DataFrame, titel: str, **kwargs) -> Beeld:
        """Elke wijk een stip, de ene indicator tegen de andere;
        minder dan vier wijken geeft geen figuur.
        """
        if len(set(x.gebiedcode[x.waarde.notna()]) & set(y.gebiedcode[y.waarde.notna()])) < 4:
            reden = next((d.attrs["reden"] for d in (x, y) if d.empty and "reden" in d.attrs), "")
            waarom = (
                teksten.zin("analyse.wijken.geen", gemeente=self.gemeente.naam, reden=reden)
                if reden
                else teksten.zin("analyse.wijken.te_weinig")
            )
            return beeld.tekst(f'<p class="notitie">{e(titel)} {e(waarom)}.</p>')
        return self._spreiding(x, y, titel, **kwargs)

    _spreiding = veilig(figuren.spreiding)
    bereik = veilig(bereik)

    if TYPE_CHECKING:  # the charts of beeld, which are found by looking

        def __getattr__(self, naam: str) -> Callable[..., Beeld]: ...

    def tabel_cijfers(self, indicator: str | None = None) -> pd.DataFrame:
        """De cijfers achter een rapport: alle indicatoren (of één) van gemeente, regio,
        vergelijkingsgroep en land.
        """
        ids = [cijfers.indicator(indicator).id] if indicator else list(cijfers.indicatoren())
        return pd.concat([self.cijfers(i) for i in ids], ignore_index=True)[cijfers.KOLOMMEN]


# Each chart of beeld is a method, so that a new kind of chart needs no word here.
for _naam, _tekenaar in figuren.tekenaars().items():
    if not hasattr(Basis, _naam):
        setattr(Basis, _naam, veilig(_tekenaar))
