"""Onderwerpen uit open cijfers. Leest geen eigen bestanden en rekent niet vooruit."""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from woonzorg_lib import beeld, cijfers, gebieden, invoer, onderwerpen
from woonzorg_lib.beeld import Beeld, kaart, vaste_delen, zinnen
from woonzorg_lib.beeld.getallen import met_eenheid
from woonzorg_lib.beeld.veilig import veilig

from .basis import NAAST, Basis
from .wijkbeeld import WIJKEN


class OpenData(Basis):
    """Wat open cijfers laten zien."""

    def nabijheid_ouderen(self, voorziening: str) -> pd.DataFrame:
        """Hoeveel procent van de 65-plussers in een buurt woont met een huisarts of supermarkt
        dichtbij.
        """
        return self._tot_peiljaar(cijfers.afgeleid.nabijheid_ouderen(voorziening, self.gebieden()))

    def leeftijdsopbouw(self) -> pd.DataFrame:
        """Inwoners per leeftijdsklasse van vijf jaar in procenten, gemeente en Nederland."""
        wie = {"gemeente": self.gemeente, "land": self.land}
        return self._tot_peiljaar(cijfers.afgeleid.leeftijdsopbouw(wie, self.peiljaar))

    def opvallend(self) -> Beeld:
        """Waar de gemeente het meest afwijkt van vergelijkbare gemeenten;
        de regel staat in de verantwoording.
        """
        jaren = {i: self.jaren(i)[-1] for i in cijfers.afgeleid.DRUK if self.jaren(i)}
        return vaste_delen.opvallend(
            cijfers.afgeleid.opvallend(self.gebieden(("naast", *NAAST)), jaren),
            self.gemeente,
            len(jaren),
            self.vergelijkingsgroep.zwak,
        )

    def nieuwbouw_en_saldo(self) -> Beeld:
        """Nieuwbouw naast de verandering van de woningvoorraad, per 1.000 woningen."""
        jaar = self._jaar("nieuwbouw_per_1000", ("nieuwbouw_per_1000",))
        data = cijfers.afgeleid.saldo_voorraad(self.gebieden(), jaar)
        if self.peiljaar is not None and jaar + 1 > self.peiljaar:
            data = data[data.indicator != "saldo_woningvoorraad"]
        return self.punten(
            data,
            titel="Groeit de voorraad zo hard als er gebouwd wordt?",
            ondertitel="Per 1.000 woningen aan het begin van het jaar",
            notitie="Verschil tussen beide: sloop, splitsen, samenvoegen en correcties.",
        )

    def stromen(self) -> Beeld:
        """Wie kwam en wie ging in het nieuwste jaar."""
        jaar = (self.jaren(*cijfers.afgeleid.STROMEN) or [self._jaar("vestiging", ("vestiging",))])[
            -1
        ]
        data = cijfers.afgeleid.stromen(self.gemeente, jaar)
        return self.staven(
            data,
            y="uitsplitsing",
            titel="Wie komt en wie gaat?",
            ondertitel="Aantal mensen; wie vertrekt of overlijdt heeft een minteken",
        )

    def verdeling(self) -> Beeld:
        """Per gemeente van de regio: hoeveel 65-plussers er wonen vergeleken met haar aandeel in de
        inwoners.
        """
        if not self._regio_toonbaar:
            return beeld.tekst(
                '<p class="notitie">Een verdeling over de regio is er niet: '
                "de regio heeft één gemeente, of te veel om te tonen.</p>"
            )
        leden = [gebieden.gemeente(c) for c in self.regio.leden]
        data = cijfers.afgeleid.evenredigheid(
            self.regio, self.gemeente, leden, self._jaar("inwoners_65plus", ("inwoners_65plus",))
        )
        return self.staven(
            data,
            titel="Wonen de ouderen gelijk verdeeld over de regio?",
            norm=1.0,
            normtekst="evenredig",
            rond=1.0,
            ondertitel="Aandeel in de 65-plussers gedeeld door aandeel in de inwoners van de regio",
        )

    def regiokaart(self, indicator: str, titel: str) -> Beeld:
        """De gemeenten van de regio op de kaart, ingekleurd naar een indicator;
        niets bij één gemeente, en niets bij meer dan zestig.
        """
        if not self._regio_toonbaar:
            return beeld.tekst("")
        leden = {c: gebieden.gemeente(c) for c in self.regio.leden}
        data = cijfers.waarden([indicator], leden, [self._jaar(indicator, (indicator,))])
        data["rol"] = ["gemeente" if c == self.gemeente.code else "lid" for c in data.gebiedcode]
        return self._regiokaart(
            data,
            titel,
            self.regio.met_lidwoord,
            (
                f"{data.omschrijving.iloc[0]}; donkerder is meer, "
                f"de dikke rand is {self.gemeente.naam}"
            ),
        )

    _regiokaart = veilig(kaart.regiokaart)

    @cached_property
    def _wijkgrenzen(self) -> dict[str, list]:
        """Leeg zonder grenzen; wat er aan een bestand mankeert, staat in de werklijst."""
        try:
            return invoer.wijkgrenzen(self.gemeente.code, self.invoer)
        except invoer.OngeldigeKaart:
            return {}

    def wijkkaart(self, indicator: str, titel: str) -> Beeld:
        """De wijken op de kaart, ingekleurd naar een indicator; niets zonder grenzen van wijken.

        De grenzen komen uit wijken.geojson, of uit `data ververs`.
        """
        data = self.wijken(indicator)
        data = data[data.gebiedcode.isin(list(self._wijkgrenzen))].reset_index(drop=True)
        if data.waarde.notna().sum() < WIJKEN:
            return beeld.tekst("")
        onder = f"{data.omschrijving.iloc[0]}; donkerder is meer"
        return self._wijkkaart(data, titel, grenzen=self._wijkgrenzen, ondertitel=onder)

    _wijkkaart = veilig(kaart.wijkkaart)

    def kern_verdeling(self) -> Beeld:
        """Welk deel van de inwoners en de 65-plussers van de regio in deze gemeente woont."""
        if self._regio_ernaast is None:
            return beeld.tekst("")
        ids = ("inwoners", "inwoners_65plus")
        wie = {"gemeente": self.gemeente, "regio": self.hele_regio}
        data = cijfers.waarden(ids, wie, [self._jaar(ids[0], ids)])
        return beeld.zin(zinnen.deelzin(data, self.regio.met_lidwoord), data)

    def aandachtsgroepen(self) -> Beeld:
        """De tabel van alle aandachtsgroepen, ook die zonder cijfer."""
        ids = [g["indicator"] for g in onderwerpen.groepen() if g["indicator"]]
        aantallen = {
            "aandeel_65plus": "inwoners_65plus",
            "aandeel_75plus": "inwoners_75plus",
            "aandeel_85plus": "inwoners_85plus",
            "voltijdsstudenten_per_1000": "voltijdsstudenten",
        }
        tekst = {}
        for id, aantal in aantallen.items():
            d = self.cijfers(aantal, naast=[])
            if d.waarde.notna().all():
                tekst[id] = f"{met_eenheid(d.waarde.iloc[0])} mensen; "
        return vaste_delen.aandachtsgroepen(
            {i: self.cijfers(i) for i in ids}, tekst, *self._eigen_groepen()
        )
