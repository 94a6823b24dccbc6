"""Onderwerpen uit open cijfers. Leest geen eigen bestanden en rekent niet vooruit."""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from woonzorg_lib import beeld, cijfers, gebieden, invoer, onderwerpen, teksten
from woonzorg_lib.beeld import Beeld, kaart, vaste_delen, zinnen
from woonzorg_lib.beeld.aandachtsgroepen import aandachtsgroepen
from woonzorg_lib.beeld.beeld import met_rijen
from woonzorg_lib.beeld.getallen import met_eenheid
from woonzorg_lib.beeld.veilig import veilig

from .basis import NAAST
from .deel import Deel
from .wijkbeeld import WIJKEN


_regiokaart = veilig(kaart.regiokaart)
_wijkkaart = veilig(kaart.wijkkaart)
GROEPEN_VAN_CBS, PER_1000 = "aandachtsgroepen_gemeente", "_per_1000"


def alle_groepen() -> tuple[list[dict], dict[str, str]]:
    """De groepen van C1, ook die het CBS zelf onderscheidt als die tabel ververst is.

    Geeft de rijen (groep, indicator), en per indicator van het CBS de indicator van het aantal.
    """
    van_cbs = {
        id: i.kort
        for id, i in cijfers.indicatoren().items()
        if i.bron == GROEPEN_VAN_CBS and id.endswith(PER_1000)
    }
    lijst, over = [], dict(van_cbs)
    for g in onderwerpen.groepen():
        past = [id for id, label in over.items() if g.get("cbs") and g["cbs"] in label.lower()]
        # Of a group and its parts the whole has the shortest name, or is called so.
        beste = min(past, key=lambda id: ("totaal" not in over[id], len(over[id])), default="")
        over.pop(beste, None)
        lijst.append(g | {"indicator": beste or g["indicator"]})
    lijst += [{"groep": label, "indicator": id} for id, label in over.items()]
    return lijst, {id: id.removesuffix(PER_1000) for id in van_cbs}


class OpenData(Deel):
    """Wat open cijfers laten zien."""

    def uitkomsten(self) -> set[str]:
        """De verdeling van ouderen over de regio, als die te tonen is."""
        regio = self.a.regio_toonbaar and self.a.jaren("inwoners_65plus")
        return {"evenredigheid"} if regio else set()

    def nabijheid_ouderen(self, voorziening: str) -> pd.DataFrame:
        """Hoeveel procent van de 65-plussers in een buurt woont met een huisarts of supermarkt
        dichtbij.
        """
        return self.a.tot_peiljaar(
            cijfers.afgeleid.nabijheid_ouderen(voorziening, self.a.gebieden())
        )

    def leeftijdsopbouw(self) -> pd.DataFrame:
        """Inwoners per leeftijdsklasse van vijf jaar in procenten, gemeente en Nederland."""
        wie = {"gemeente": self.a.gemeente, "land": self.a.land}
        return self.a.tot_peiljaar(cijfers.afgeleid.leeftijdsopbouw(wie, self.a.peiljaar))

    def opvallend(self) -> Beeld:
        """Waar de gemeente het meest afwijkt van vergelijkbare gemeenten;
        de regel staat in de verantwoording.
        """
        jaren = {i: self.a.jaren(i)[-1] for i in cijfers.afgeleid.DRUK if self.a.jaren(i)}
        return vaste_delen.opvallend(
            cijfers.afgeleid.opvallend(self.a.gebieden(("naast", *NAAST)), jaren),
            self.a.gemeente,
            len(jaren),
            self.a.vergelijkingsgroep.zwak,
        )

    def nieuwbouw_en_saldo(self) -> Beeld:
        """Nieuwbouw naast de verandering van de woningvoorraad, per 1.000 woningen."""
        jaar = self.a.jaar_van("nieuwbouw_per_1000", ("nieuwbouw_per_1000",))
        data = cijfers.afgeleid.saldo_voorraad(self.a.gebieden(), jaar)
        if self.a.peiljaar is not None and jaar + 1 > self.a.peiljaar:
            data = data[data.indicator != "saldo_woningvoorraad"]
        return self.a.punten(
            data,
            titel=teksten.zin("analyse.nieuwbouw.titel"),
            ondertitel=teksten.zin("analyse.nieuwbouw.ondertitel"),
            notitie=teksten.zin("analyse.nieuwbouw.notitie"),
        )

    def stromen(self) -> Beeld:
        """Wie kwam en wie ging in het nieuwste jaar."""
        jaar = (
            self.a.jaren(*cijfers.afgeleid.STROMEN)
            or [self.a.jaar_van("vestiging", ("vestiging",))]
        )[-1]
        data = cijfers.afgeleid.stromen(self.a.gemeente, jaar)
        return self.a.staven(
            data,
            y="uitsplitsing",
            titel=teksten.zin("analyse.stromen.titel"),
            ondertitel=teksten.zin("analyse.stromen.ondertitel"),
        )

    def verdeling(self) -> Beeld:
        """Per gemeente van de regio: hoeveel 65-plussers er wonen vergeleken met haar aandeel in de
        inwoners.
        """
        if not self.a.regio_toonbaar:
            geen = teksten.zin("analyse.verdeling.geen")
            return beeld.tekst(f'<p class="notitie">{geen}</p>')
        leden = [gebieden.gemeente(c) for c in self.a.regio.leden]
        data = cijfers.afgeleid.evenredigheid(
            self.a.regio,
            self.a.gemeente,
            leden,
            self.a.jaar_van("inwoners_65plus", ("inwoners_65plus",)),
        )
        return self.a.staven(
            data,
            titel=teksten.zin("analyse.verdeling.titel"),
            norm=1.0,
            normtekst=teksten.zin("analyse.verdeling.norm"),
            rond=1.0,
            ondertitel=teksten.zin("analyse.verdeling.ondertitel"),
        )

    def regiokaart(self, indicator: str, titel: str) -> Beeld:
        """De gemeenten van de regio op de kaart, ingekleurd naar een indicator;
        niets bij één gemeente, en niets bij meer dan zestig.
        """
        if not self.a.regio_toonbaar:
            return beeld.tekst("")
        leden = {c: gebieden.gemeente(c) for c in self.a.regio.leden}
        data = cijfers.waarden([indicator], leden, [self.a.jaar_van(indicator, (indicator,))])
        data["rol"] = ["gemeente" if c == self.a.gemeente.code else "lid" for c in data.gebiedcode]
        return _regiokaart(
            self.a,
            data,
            titel,
            self.a.regio.met_lidwoord,
            teksten.zin(
                "analyse.regiokaart",
                omschrijving=data.omschrijving.iloc[0],
                gemeente=self.a.gemeente.naam,
            ),
        )

    @cached_property
    def _wijkgrenzen(self) -> dict[str, list]:
        """Leeg zonder grenzen; wat er aan een bestand mankeert, staat in de werklijst."""
        try:
            return invoer.wijkgrenzen(self.a.gemeente.code, self.a.invoer)
        except invoer.OngeldigeKaart:
            return {}

    def wijkkaart(self, indicator: str, titel: str) -> Beeld:
        """De wijken op de kaart, ingekleurd naar een indicator; niets zonder grenzen van wijken.

        De grenzen komen uit wijken.geojson, of uit `data ververs`.
        """
        data = self.a.wijken(indicator)
        data = data[data.gebiedcode.isin(list(self._wijkgrenzen))].reset_index(drop=True)
        if data.waarde.notna().sum() < WIJKEN:
            return beeld.tekst("")
        onder = f"{data.omschrijving.iloc[0]}; donkerder is meer"
        return _wijkkaart(self.a, data, titel, grenzen=self._wijkgrenzen, ondertitel=onder)

    def kern_verdeling(self) -> Beeld:
        """Welk deel van de inwoners en de 65-plussers van de regio in deze gemeente woont."""
        if self.a.regio_ernaast is None:
            return beeld.tekst("")
        ids = ("inwoners", "inwoners_65plus")
        wie = {"gemeente": self.a.gemeente, "regio": self.a.hele_regio}
        data = cijfers.waarden(ids, wie, [self.a.jaar_van(ids[0], ids)])
        return beeld.zin(zinnen.deelzin(data, self.a.regio.met_lidwoord), data)

    def aandachtsgroepen(self) -> Beeld:
        """De tabel van alle aandachtsgroepen, ook die zonder cijfer."""
        lijst, van_cbs = alle_groepen()
        ids = [g["indicator"] for g in lijst if g["indicator"]]
        aantallen = {
            "aandeel_65plus": "inwoners_65plus",
            "aandeel_75plus": "inwoners_75plus",
            "aandeel_85plus": "inwoners_85plus",
            "voltijdsstudenten_per_1000": "voltijdsstudenten",
            **van_cbs,
        }
        tekst, genoemd = {}, []
        for id in [id for id in aantallen if id in ids]:
            aantal = aantallen[id]
            d = self.a.cijfers(aantal, naast=[])
            if d.waarde.notna().all():
                tekst[id] = f"{met_eenheid(d.waarde.iloc[0])} mensen; "
                genoemd.append(d)
        groepen = aandachtsgroepen(
            lijst, {i: self.a.cijfers(i) for i in ids}, tekst, *self.a.lokaal.eigen_groepen()
        )
        return met_rijen(groepen, *genoemd)
