"""Het ene gezicht dat notebooks zien: Analyse. Rekent en tekent zelf niets; geeft door aan cijfers en beeld."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path

import pandas as pd

from woonzorg_lib import beeld, cijfers, gebieden, invoer, modellen, onderwerpen
from woonzorg_lib.beeld import Beeld, figuren, lokaal, panelen, plannen, stijl, zinnen
from woonzorg_lib.beeld.getallen import met_eenheid
from woonzorg_lib.beeld.veilig import veilig
from woonzorg_lib.cijfers import modelgegevens
from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.invoer.eigen import EigenInvoer

NAAST = ("regio", "vergelijkbaar", "land")
NOTEBOOKS = {
    "fase1_1_woningbouw": "Fase I · Woningbouw",
    "fase1_2_opgave": "Fase I · Opgave",
    "fase1_3_wonen_en_zorg": "Fase I · Wonen en zorg",
    "fase1_4_leefomgeving": "Fase I · Leefomgeving",
    "fase2_1_woningbouw": "Fase II · Woningbouw",
    "fase2_2_samenwerking": "Fase II · Samenwerking",
    "visie_onderwerpen": "Visie en regiobeeld",
}


class OnbekendePeiljaar(WoonzorgFout):
    """Het peiljaar ligt buiten de momentopname."""


def _jaartal(naam: str, waarde) -> int:
    try:
        return int(waarde)
    except (TypeError, ValueError):
        raise OnbekendePeiljaar(f"{naam}: '{waarde}' is geen jaartal. Vul een jaar in, zoals {naam} = 2024.") from None


class Analyse:
    """De woonzorganalyse van één gemeente.

    Parameters: gemeente (naam of code), regio ("SOORT:NAAM", standaard het COROP-gebied), peiljaar (jongste jaar dat
    meetelt, standaard het nieuwste), prognosejaar, invoer (map met eigen invoer, standaard `parameters`).
    Fouten: OnbekendeGemeente, OnbekendeRegio, OnbekendePeiljaar.
    """

    def __init__(self, gemeente: str, regio: str | None = None, peiljaar: int | None = None, prognosejaar: int = 2040, invoer: str | None = None):
        self.gemeente = gebieden.gemeente(gemeente)
        self.invoer = Path(invoer) if invoer else Path(__file__).parents[1] / "parameters"
        gekozen = gebieden.regio(regio, eigen_map=self.invoer / "regios") if regio else gebieden.regio_van(self.gemeente)
        self.regio = gekozen
        eerste, laatste = cijfers.jaren()
        self.peiljaar = _jaartal("peiljaar", peiljaar) if peiljaar is not None else None
        if self.peiljaar is not None and not eerste <= self.peiljaar <= laatste:
            raise OnbekendePeiljaar(f"Peiljaar {peiljaar} kan niet: de cijfers lopen van {eerste} tot en met {laatste}.")
        self.prognosejaar = _jaartal("prognosejaar", prognosejaar)
        self.land = gebieden.land()
        self.eigen = EigenInvoer(self.gemeente, self.invoer)

    @cached_property
    def vergelijkingsgroep(self) -> cijfers.Vergelijkingsgroep:
        """De tien gemeenten die het meest op deze gemeente lijken."""
        return cijfers.vergelijkingsgroep(self.gemeente, self.peiljaar)

    def gebieden(self, naast: tuple[str, ...] | list[str] = NAAST) -> dict[str, gebieden.Gebied]:
        """De gemeente en de gebieden ernaast, als rol -> Gebied; een regio van één gemeente valt weg."""
        uit = {"gemeente": self.gemeente}
        if "regio" in naast and self.regio.soort != "land" and set(self.regio.leden) != {self.gemeente.code}:
            soort = {"corop": "COROP", "provincie": "Provincie", "ggd": "GGD", "veiligheid": "Veiligheidsregio", "arbeidsmarkt": "Arbeidsmarktregio", "zorgkantoor": "Zorgkantoor"}.get(self.regio.soort, "")
            uit["regio"] = replace(self.regio, naam=f"{soort} {self.regio.korte_naam}".strip())
        if "vergelijkbaar" in naast:
            uit["vergelijkbaar"] = self.vergelijkingsgroep.gebied
        if "land" in naast:
            uit["land"] = self.land
        return uit

    # Cijfers

    def jaren(self, *ids: str) -> list[int]:
        """De jaren waarin deze indicatoren voor de gemeente allemaal gevuld zijn, tot en met het peiljaar."""
        return cijfers.jaren_van(ids, self.gemeente.code, self.peiljaar)

    def cijfers(self, *ids: str, naast: tuple[str, ...] | list[str] = NAAST, jaar: int | None = None) -> pd.DataFrame:
        """Indicatoren voor de gemeente en de gebieden ernaast; per indicator voor alle gebieden hetzelfde, nieuwste jaar.

        Indicatoren uit dezelfde bron krijgen samen één jaar, zodat delen van een geheel bij elkaar passen.
        Geeft een lange tabel: een rij per indicator en gebied, met waarde, eenheid, bron, tabel en periode.
        """
        gebieden_ = self.gebieden(naast)
        delen = [cijfers.waarden([i], gebieden_, [jaar or self._jaar(i, ids)]) for i in ids]
        return pd.concat(delen, ignore_index=True)

    def _jaar(self, id: str, ids: tuple[str, ...]) -> int:
        """Het jaar waarin een indicator getoond wordt; zonder cijfer voor de gemeente het nieuwste jaar van de bron."""
        familie = [i for i in ids if cijfers.indicator(i).bron == cijfers.indicator(id).bron]
        if jaren := self.jaren(*familie) or self.jaren(id):
            return jaren[-1]
        alle = cijfers.per_gemeente(id).query("waarde.notna()").jaar
        # Niets tot en met het peiljaar: dan het peiljaar zelf, zodat de cijfers leeg zijn met de reden erbij.
        return int(max([j for j in alle if self.peiljaar is None or j <= self.peiljaar] or [self.peiljaar]))

    def verloop(self, *ids: str, naast: tuple[str, ...] | list[str] = NAAST, vanaf: int | None = None) -> pd.DataFrame:
        """Indicatoren over alle jaren waarin de gemeente een cijfer heeft, voor de gemeente en de gebieden ernaast."""
        jaren = [j for j in self.jaren(*ids) if vanaf is None or j >= vanaf]
        return cijfers.waarden(ids, self.gebieden(naast), jaren)

    def wijken(self, *ids: str) -> pd.DataFrame:
        """Indicatoren per wijk (of per buurt bij één wijk), aflopend op de eerste; zonder gebieden onder 50 inwoners."""
        delen = [cijfers.wijken(id, self.gemeente, self.peiljaar) for id in ids]
        if not (gevuld := [d for d in delen if len(d)]):
            return delen[0]
        samen = pd.concat(gevuld, ignore_index=True)
        volgorde = list(dict.fromkeys(samen.gebiedcode))
        return samen.sort_values("gebiedcode", key=lambda k: k.map(volgorde.index), kind="stable", ignore_index=True)

    def index(self, data: pd.DataFrame, basis: int | None = None) -> pd.DataFrame:
        """Zet een verloop om in een index. Het basisjaar is 100; standaard het eerste jaar waarin elk gebied een cijfer heeft."""
        eerste = basis or cijfers.afgeleid.eerste_volle_jaar(data)
        return cijfers.afgeleid.index(data if basis else data[data.jaar >= eerste], eerste)

    def index_land(self, data: pd.DataFrame) -> pd.DataFrame:
        """Zet cijfers om in een index waarin Nederland 100 is."""
        return cijfers.afgeleid.index_land(data)

    def nabijheid_ouderen(self, voorziening: str) -> pd.DataFrame:
        """Hoeveel procent van de 65-plussers in een buurt woont met een huisarts of supermarkt dichtbij."""
        return self._tot_peiljaar(cijfers.afgeleid.nabijheid_ouderen(voorziening, self.gebieden()))

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

    def leeftijdsopbouw(self) -> pd.DataFrame:
        """Inwoners naar leeftijd en geslacht in procenten (schatting, 2021), gemeente en Nederland."""
        return self._tot_peiljaar(cijfers.afgeleid.leeftijdsopbouw({"gemeente": self.gemeente, "land": self.land}))

    def _tot_peiljaar(self, data: pd.DataFrame) -> pd.DataFrame:
        """Laat cijfers van na het peiljaar weg; blijft er niets over, dan staat de reden erbij."""
        uit = data if self.peiljaar is None else data[data.jaar <= self.peiljaar]
        uit.attrs["reden"] = f"dit cijfer is van na het peiljaar {self.peiljaar}"
        return uit

    # Tekst

    def titel(self) -> Beeld:
        """De kop van het rapport."""
        laatste = min(cijfers.jaren()[1], self.peiljaar or 9999)
        return panelen.titel(self.gemeente, gebieden.provincie_van(self.gemeente), self.regio, laatste, self.eigen.fictief)

    def onderwerp(self, id: str) -> Beeld:
        """Begint een onderwerp, met zijn status en het jaar van zijn nieuwste cijfer."""
        o = onderwerpen.onderwerp(id)
        status, jaar, hint = self._status(o)
        oud = jaar is not None and cijfers.is_oud(jaar)
        return panelen.onderwerp(o, status, jaar, oud, hint, self.eigen.duiding(id))

    def _status(self, o: onderwerpen.Onderwerp) -> tuple[str, int | None, str]:
        nieuwste = {i: self.jaren(i)[-1:] for i in {*o.vereist, *o.aanvullend} if i in cijfers.indicatoren()}
        gevuld = {i for i, j in nieuwste.items() if j}
        if self.peiljaar is None or self.peiljaar >= _verloop().bekend_tot:
            gevuld.add("prognose_75plus")
        status = o.status(gevuld | (zelf := self.eigen.gevuld(o.vereist)))
        mist, goed, fout = self.eigen.stand(o.bestanden)
        status = "niet beschikbaar" if status == "invoer nodig" and goed and not mist and not fout and not onderwerpen.lokaal().keys() & {*o.vereist} else status
        jaren = [j[0] for j in nieuwste.values() if j] or [j for s in goed if zelf and (j := self.eigen.bestand(s).jaar)]
        return status, max(jaren, default=None), o.hint(self.gemeente.code, status, mist, fout)

    def statussen(self) -> pd.DataFrame:
        """De 40 onderwerpen met hun status: id, titel, notebook, status, jaar, hint."""
        rijen = [(o.id, o.titel, o.notebook, *self._status(o)) for o in onderwerpen.register().values()]
        return pd.DataFrame(rijen, columns=["id", "titel", "notebook", "status", "jaar", "hint"])

    def kern(self, *ids: str, verloop: str | None = None, wijken: str | None = None) -> Beeld:
        """De zinnen boven een onderwerp: per indicator een zin met vergelijking, en eventueel het verloop en de wijken."""
        if vergeten := {verloop, wijken} - {None, *ids}:
            ids = (*ids, *sorted(vergeten))
        delen, gebruikt, genoemd = [], [], 0
        for id in ids:
            data = self.cijfers(id)
            begint = cijfers.indicator(id).zin.startswith("{In}")
            delen.append(zinnen.kernzin(data, vervolg=zinnen.VERVOLG[(genoemd - 1) % 3] if begint and genoemd else ""))
            genoemd += begint and bool(delen[-1])
            gebruikt.append(data)
            if id == verloop:
                lijn = self.verloop(id, naast=["land"])
                delen.append(zinnen.verloopzin(lijn))
                gebruikt.append(lijn)
            if id == wijken:
                per_wijk = self.wijken(id)
                delen.append(zinnen.wijkzin(per_wijk, per_wijk.rol.iloc[0] if len(per_wijk) else "wijk"))
        return beeld.zin(" ".join(d for d in delen if d), pd.concat(gebruikt))

    def feiten(self, *ids: str) -> Beeld:
        """Een rij kerncijfers van de gemeente, met Nederland ernaast."""
        data = [self.cijfers(i, naast=["land"]) for i in ids]
        tegels = []
        for d in data:
            rol = d.set_index("rol")
            w = {r: met_eenheid(rol.waarde[r], rol.eenheid[r], int(rol.decimalen[r])) for r in rol.index}
            soort = cijfers.indicator(rol.indicator["gemeente"]).soort
            ernaast = f"; Nederland {w['land']}" if soort != "aantal" and "land" in rol.index else ""
            tegels.append((w["gemeente"], f"{zinnen.klein(rol.omschrijving['gemeente'])}, {rol.jaar['gemeente']}{ernaast}" if rol.waarde.notna()["gemeente"] else f"{zinnen.klein(rol.omschrijving['gemeente'])}: geen cijfer"))
        return beeld.feiten(tegels, pd.concat(data))

    @property
    def fusiejaren(self) -> dict[int, str]:
        """De jaren waarin deze gemeente door een fusie of splitsing veranderde, om in een lijn te merken."""
        uit = {j: "fusie" for j in range(2013, 2026) if set(gebieden.voorgangers(self.gemeente.code, j - 1)) != set(gebieden.voorgangers(self.gemeente.code, j))}
        return uit | {jaar: "splitsing" for _, jaar in gebieden.splitsingen(self.gemeente.code)}

    def herindelingen(self) -> str:
        """Een zin over fusies en splitsingen in de cijfers van deze gemeente; leeg als er geen waren."""
        return zinnen.herindelingszin(self.gemeente, cijfers.jaren()[0])

    def overzicht(self, *ids: str, titel: str) -> Beeld:
        """Een tabel van indicatoren met de gemeente en de gebieden ernaast."""
        return panelen.overzicht(self.cijfers(*ids), titel)

    def opvallend(self) -> Beeld:
        """Waar de gemeente het meest afwijkt van vergelijkbare gemeenten; de regel staat in de verantwoording."""
        jaren = {i: self.jaren(i)[-1] for i in cijfers.afgeleid.DRUK if self.jaren(i)}
        return panelen.opvallend(cijfers.afgeleid.opvallend(self.gebieden(), jaren), self.gemeente, len(jaren), self.vergelijkingsgroep.zwak)

    # Figuren

    kleuren_afstand = stijl.AFSTAND

    def nieuwbouw_en_saldo(self) -> Beeld:
        """Nieuwbouw naast de verandering van de woningvoorraad, per 1.000 woningen."""
        jaar = self._jaar("nieuwbouw_per_1000", ("nieuwbouw_per_1000",))
        data = cijfers.afgeleid.saldo_voorraad(self.gebieden(), jaar)
        if self.peiljaar is not None and jaar + 1 > self.peiljaar:
            data = data[data.indicator != "saldo_woningvoorraad"]
        return self.punten(data, titel="Groeit de voorraad zo hard als er gebouwd wordt?", ondertitel="Per 1.000 woningen aan het begin van het jaar",
                           notitie="Verschil tussen beide: sloop, splitsen, samenvoegen en correcties.")  # fmt: skip

    def stromen(self) -> Beeld:
        """Wie kwam en wie ging in het nieuwste jaar."""
        jaar = (self.jaren(*cijfers.afgeleid.STROMEN) or [self._jaar("vestiging", ("vestiging",))])[-1]
        data = cijfers.afgeleid.stromen(self.gemeente, jaar)
        return self.staven(data, y="uitsplitsing", titel="Wie komt en wie gaat?", ondertitel="Aantal mensen; wie vertrekt of overlijdt heeft een minteken")

    def verdeling(self) -> Beeld:
        """Per gemeente van de regio: hoeveel 65-plussers er wonen vergeleken met haar aandeel in de inwoners."""
        leden = [gebieden.gemeente(c) for c in self.regio.leden]
        if len(leden) < 2 or len(leden) > 60:
            return beeld.tekst('<p class="notitie">Een verdeling over de regio is er niet: de regio heeft één gemeente, of te veel om te tonen.</p>')
        data = cijfers.afgeleid.evenredigheid(self.regio, self.gemeente, leden, self._jaar("inwoners_65plus", ("inwoners_65plus",)))
        return self.staven(data, titel="Wonen de ouderen gelijk verdeeld over de regio?", norm=1.0, normtekst="evenredig",
                           ondertitel="Aandeel in de 65-plussers gedeeld door aandeel in de inwoners van de regio")  # fmt: skip

    def kern_verdeling(self) -> Beeld:
        """Welk deel van de inwoners en de 65-plussers van de regio in deze gemeente woont."""
        data = self.cijfers("inwoners", "inwoners_65plus", naast=["regio"])
        return beeld.zin(zinnen.deelzin(data, self.regio.met_lidwoord), data)

    def dementie(self) -> Beeld:
        """Mensen met dementie naar schatting, met de band en de waarschuwing die erbij hoort."""
        norm = invoer.standaard(self.invoer)
        data = self._tot_peiljaar(cijfers.afgeleid.dementie({"gemeente": self.gemeente}, norm["dementie"], norm["dementie_nederland"]))
        if data.empty:
            return beeld.tekst(f'<p class="notitie">Hoeveel mensen hebben dementie? Geen cijfers: {data.attrs["reden"]}.</p>')
        return panelen.schatting_dementie(data, self.gemeente, norm["dementie"])

    def spreiding(self, x: pd.DataFrame, y: pd.DataFrame, titel: str, **kwargs) -> Beeld:
        """Elke wijk een stip, de ene indicator tegen de andere; minder dan vier wijken geeft geen figuur."""
        if len(set(x.gebiedcode[x.waarde.notna()]) & set(y.gebiedcode[y.waarde.notna()])) < 4:
            return beeld.tekst(f'<p class="notitie">{panelen.e(titel)} Hiervoor zijn cijfers van minstens vier wijken of buurten nodig.</p>')
        return self._spreiding(x, y, titel, **kwargs)

    _spreiding = veilig(figuren.spreiding)

    staven, gestapeld, lijnen = veilig(figuren.staven), veilig(figuren.gestapeld), veilig(figuren.lijnen)
    punten, heatmap, piramide = veilig(figuren.punten), veilig(figuren.heatmap), veilig(figuren.piramide)

    def aandachtsgroepen(self) -> Beeld:
        """De tabel van alle aandachtsgroepen, ook die zonder cijfer."""
        ids = [g["indicator"] for g in onderwerpen.groepen() if g["indicator"]]
        aantallen = {"aandeel_65plus": "inwoners_65plus", "aandeel_75plus": "inwoners_75plus", "aandeel_85plus": "inwoners_85plus", "studenten_per_1000": "studenten"}
        tekst = {}
        for id, aantal in aantallen.items():
            d = self.cijfers(aantal, naast=[])
            if d.waarde.notna().all():
                tekst[id] = f"{met_eenheid(d.waarde.iloc[0])} mensen; "
        return panelen.aandachtsgroepen({i: self.cijfers(i) for i in ids}, tekst)

    # Eigen invoer

    def lokaal(self, soort: str, *themas: str, kolommen: list[str] | None = None, per: str | None = None, titel: str = "") -> Beeld:
        """Een eigen bestand in een zin en een tabel, of waarom het niet meetelt. per: opgeteld per waarde van deze kolom."""
        b = self.eigen.bestand(soort)
        return lokaal.lokaal(b, themas or None, kolommen, per, titel) if b else lokaal.NIETS

    def plannen(self, wat: str) -> Beeld:
        """De woningbouwplannen. wat: "kern", "per jaar", "woonvormen", "hardheid" of "opgave"."""
        b, normen = self.eigen.bestand("plannen"), invoer.standaard(self.invoer)
        if b is None:
            return lokaal.NIETS
        opgave = self.eigen.bestand("woonopgave") or replace(b, tabel=b.tabel.iloc[:0], fouten=())
        doe = {"kern": lambda: plannen.kern(b, normen), "per jaar": lambda: plannen.figuur_jaren(b, normen), "woonvormen": lambda: plannen.woonvormen(b),
               "hardheid": lambda: plannen.hardheid(b, invoer.openbaar(b.tabel), opgave, normen), "opgave": lambda: plannen.naast_opgave(b, opgave)}  # fmt: skip
        if wat not in doe:
            raise WoonzorgFout(f"Plannen hebben geen '{wat}'. Kies uit: {', '.join(doe)}.")
        return doe[wat]()

    def naast_elkaar(self, soort: str, *themas: str) -> Beeld:
        """Hoe ver elke gemeente van de regio is, per thema (afspraken of visiescore); niets als alleen deze gemeente iets invulde."""
        if not 2 <= len(self.regio.leden) <= 60 or (alles := self.eigen.lees_regio(soort, self.regio)) is None:
            return lokaal.NIETS
        namen = {c: gebieden.gemeente(c).naam for c in self.regio.leden}
        return lokaal.matrix(soort, alles.tabel, namen, self.gemeente.code, themas, self.regio.met_lidwoord)

    # Verantwoording

    def volledigheid(self) -> Beeld:
        """Hoe volledig de analyse is, per onderdeel."""
        return panelen.volledigheid(self.statussen(), NOTEBOOKS)

    def nog_te_vullen(self) -> Beeld:
        """Wat nog ontbreekt en wie het meestal heeft."""
        return panelen.nog_te_vullen(self.statussen())

    bronnen, indicatoren, achtergrond = map(staticmethod, (panelen.bronnenlijst, panelen.indicatorenlijst, panelen.achtergrond))

    def vergelijking(self) -> Beeld:
        """De vergelijkingsgroep en hoe die gekozen is."""
        return panelen.vergelijking(self.vergelijkingsgroep, self.gemeente)

    def regiotekst(self) -> Beeld:
        """Welke gemeenten bij de regio horen."""
        return panelen.regiotekst(self.regio, [gebieden.gemeente(c).naam for c in self.regio.leden])

    def methoden(self) -> Beeld:
        """Hoe de cijfers zijn berekend."""
        return panelen.methoden(self.gemeente, self.herindelingen(), len(cijfers.afgeleid.DRUK))

    def instellingen(self) -> Beeld:
        """Waarmee dit rapport gemaakt is."""
        return panelen.parameters({
            "Gemeente": f"{self.gemeente.naam} ({self.gemeente.code})",
            "Regio": self.regio.volledige_naam,
            "Peiljaar": str(self.peiljaar or "nieuwste jaar per cijfer"),
            "Prognosejaar": str(self.prognosejaar),
            "Momentopname": f"{cijfers.hash_momentopname()}, opgehaald {next(iter(cijfers.bronnen().values())).opgehaald}",
        })

    def tabel_cijfers(self, indicator: str | None = None) -> pd.DataFrame:
        """De cijfers achter een rapport: alle indicatoren (of één) van gemeente, regio, vergelijkingsgroep en land."""
        ids = [cijfers.indicator(indicator).id] if indicator else list(cijfers.indicatoren())
        return pd.concat([self.cijfers(i) for i in ids], ignore_index=True)[cijfers.KOLOMMEN]


@lru_cache
def _prognosegegevens():
    return modelgegevens.prognosegegevens()


@lru_cache
def _verloop() -> modellen.Verloop:
    """Het landelijke verloop tot 2050; voor elke gemeente hetzelfde, dus één keer berekend."""
    return modellen.verloop(_prognosegegevens(), tot=2050)


def voorladen() -> None:
    """Leest alle cijfers en tekent één proefstaaf, zodat een kernel die hierna wordt afgesplitst meteen kan rekenen."""
    for id in cijfers.indicatoren():
        cijfers.per_gemeente(id)
    for bron in ("kern_wijk", "kern_buurt", "gezondheid_wijk"):
        cijfers.lees(bron)
    a = Analyse("Utrecht")
    a.titel()
    a.statussen()
    a.staven(a.cijfers("inwoners"), titel="Proef")


def overzicht_onderwerpen(gemeente: str | None = None) -> pd.DataFrame:
    """De 40 onderwerpen; met een gemeente erbij ook hun status."""
    if gemeente is not None:
        return Analyse(gemeente).statussen()
    return pd.DataFrame([(o.id, o.titel, o.notebook) for o in onderwerpen.register().values()], columns=["id", "titel", "notebook"])
