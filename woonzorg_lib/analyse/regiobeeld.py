"""Het regiobeeld: alle gemeenten van een regio naast elkaar. Rekent zelf niets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property

import pandas as pd

from woonzorg_lib.aanroep import typ
from woonzorg_lib import beeld, cijfers, gebieden, teksten
from woonzorg_lib.beeld import Beeld, figuren, kort, opgavefiguren, smal
from woonzorg_lib.beeld.beeld import (
    bronregel,
    datum,
    figuur,
    rijen,
    uitklap,
    uniek,
    volledig,
    waarde,
)
from woonzorg_lib.beeld.getallen import als_woord, getal, leeg
from woonzorg_lib.beeld.kaart import regiokaart
from woonzorg_lib.beeld.rijfiguren import raster
from woonzorg_lib.beeld.stijl import KLEUR
from woonzorg_lib.beeld.tabellen import e, tabel
from woonzorg_lib.beeld.tekening import inkorten
from woonzorg_lib.beeld.vooruitzinnen import methoden
from woonzorg_lib.beeld.zinnen import hoofdletter, opsomming
from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.modellen.opgavetabel import VORMEN
from woonzorg_lib.soorten import plannen, prognose
from woonzorg_lib.soorten.naast_elkaar import naast_elkaar
from woonzorg_lib.soorten.visiescore import SOORT as VISIESCORE

from . import gevraagd, regio_rondes
from .duiding import GROEPEN
from .feitwoorden import JaNee, ja_nee
from .kort import VORM
from .modelfeiten import van_tot
from .regio_gebreken import Gebrek, Mist, gebreken, zonder
from .regio_opgave import Regioopgave, Samen, Stand
from .regio_visies import Regiovisies, is_oud

MARGE = 0.05  # of an estimate of the kit: what differs less is no difference
ANDERE_VORMEN = ("nultreden", "zorggeschikt")


class Regiobeeld:
    """Eén document over een regio.

    regio: SOORT:NAAM, zoals "corop:Achterhoek". peiljaar, prognosejaar: jaartallen. invoer: map met
    eigen invoer, standaard `parameters`. eerder: wat eerdere regiobeelden vastlegden, de jongste
    eerst (zie `veranderd`). Een gemeente waarvan de invoer niet te gebruiken is, staat bij
    `ontbreekt` met de reden; de andere gaan door.
    Fouten: OnbekendeRegio, OnbekendePeiljaar, OnbekendeInvoer.
    """

    def __init__(
        self,
        regio: str,
        peiljaar: int | None = None,
        prognosejaar: int = 2040,
        invoer: str | None = None,
        eerder: list[dict] | None = None,
    ):
        self.invoer = gevraagd.invoermap(invoer)
        self.regio = gebieden.regio(regio, eigen_map=self.invoer / "regios")
        peiljaar = gevraagd.peiljaar(peiljaar)
        self.prognosejaar, self.eerder = gevraagd.prognosejaar(prognosejaar), eerder
        self.leden = sorted((gebieden.gemeente(c) for c in self.regio.leden), key=lambda g: g.naam)
        self.fouten: dict[str, str] = {}
        self.analyses: dict = {}
        for lid in self.leden:
            try:
                self.analyses[lid.code] = self._open(lid.code, peiljaar, invoer)
            except WoonzorgFout as fout:
                self.fouten[lid.naam] = str(fout)
        self.opgaven = Regioopgave(self.analyses, self.regio, self.prognosejaar)
        self.scores = Regiovisies(self.analyses)

    def _open(self, code: str, peiljaar: int | None, invoer: str | None):
        from woonzorg_lib.analyse import Analyse

        a = Analyse(
            code, self.regio.keuze, peiljaar=peiljaar, prognosejaar=self.prognosejaar, invoer=invoer
        )
        # What is wrong with its input shows here, not in a table.
        a.opgave.woonbehoefte(a.opgave.sleutel.eind if a.opgave.sleutel else None)
        return a

    # What is known

    def _ouderen(self, leeftijd: str) -> pd.DataFrame:
        """Per gemeente het laatste bekende aantal en dat van het prognosejaar."""
        delen = []
        for a in self.analyses.values():
            data = a.prognose(leeftijd)
            eigen = data[data.rol == "gemeente"].sort_values("jaar")
            bekend = eigen[eigen.jaar <= a.prognose.bevolking.bekend_tot].tail(1)
            delen.append(pd.concat([bekend, eigen[eigen.jaar == self.prognosejaar]]))
        return pd.concat(delen, ignore_index=True) if delen else pd.DataFrame()

    @cached_property
    def _75(self) -> pd.DataFrame:
        return self._ouderen("75plus")

    @cached_property
    def _feiten(self) -> dict[str, str | None]:
        samen = self.opgaven.samen(VORM)
        met_plannen = samen.met_plannen if samen else 0
        feiten: dict[str, str | None] = {
            "regio": e(self.regio.met_lidwoord),
            "gemeenten": getal(len(self.leden)),
            "een": ja_nee(len(self.leden) == 1),
            "jaar": str(self.opgaven.jaar),
            "prognosejaar": str(self.prognosejaar),
            "met_plannen": _telwoord(met_plannen) if met_plannen else JaNee.NEE,
            "alle_plannen": ja_nee(met_plannen == len(self.leden)),
            "een_plan": ja_nee(met_plannen == 1),
            "hard": getal(samen.hard) if samen and samen.hard is not None else None,
            "nodig": van_tot(samen.laag, samen.hoog) if samen else None,
            "opgeteld": ja_nee(samen and samen.opgeteld),
        }
        return feiten | self._groeifeiten() | self._visiefeiten()

    def _groeifeiten(self) -> dict[str, str | None]:
        if self._75.empty:
            return {}
        begin = int(self._75.jaar.min())
        nu, straks = self._75[self._75.jaar == begin], self._75[self._75.jaar == self.prognosejaar]
        return {
            "beginjaar": str(begin),
            "nu": getal(nu.waarde.sum()),
            "ouderen": van_tot(*self._band_regio(straks)),
            "hardst": self._hardst(),
        }

    def _band_regio(self, straks: pd.DataFrame) -> tuple[float, float]:
        """The band of the regio as a report has it; with a forecast of a gemeente's own the sum."""
        regio = self._75_regio
        if len(regio) and straks.ondergrens.notna().all():
            return regio.ondergrens.iloc[0], regio.bovengrens.iloc[0]
        laag, hoog = (straks[k].fillna(straks.waarde).sum() for k in ("ondergrens", "bovengrens"))
        return laag, hoog

    @cached_property
    def _75_regio(self) -> pd.DataFrame:
        """The 75-plussers of the regio in the prognosejaar; empty when a gemeente is left out."""
        if len(self.analyses) != len(self.leden):
            return pd.DataFrame()
        for a in self.analyses.values():
            data = a.prognose("75plus")
            regio = data[(data.gebiedcode == self.regio.code) & (data.jaar == self.prognosejaar)]
            if len(regio):
                return regio
        return pd.DataFrame()

    def _hardst(self) -> str | None:
        """Where the growth stands out: those within the margin of the highest, three at most."""
        groei = self._groei()
        if len(groei) < 2:
            return None
        factor = 1 + groei.waarde / 100
        top = groei[factor * (1 + MARGE) >= factor.max()].sort_values("waarde", ascending=False)
        if len(top) > min(3, len(groei) - 1):
            return None
        return e(opsomming(list(top.gebied)))

    def _visiefeiten(self) -> dict[str, str | None]:
        bekeken = len(self.scores.niveaus)
        return {
            "met_visie": _telwoord(bekeken) if bekeken else JaNee.NEE,
            "sterkste": self.scores.sterkste,
        }

    def _zin(self, regels) -> str:
        return teksten.kies(regels, self._feiten.get)

    @cached_property
    def _bron(self) -> list[dict]:
        alles = pd.concat([self._75, self._75_regio], ignore_index=True)
        return [*rijen(self.opgaven.rijen(VORM)), *rijen(alles)]

    # The first screen

    def titel(self, zin: str = "") -> Beeld:
        """Waar de regio staat, in één zin. zin: uw eigen woorden."""
        t = teksten.lees("regiobeeld")
        gemaakt = kort.titel(zin or self._zin(t["titel"]), self._bron)
        fictief = any(a.eigen.fictief for a in self.analyses.values())
        return replace(gemaakt, gegevens=gemaakt.gegevens | {"fictief": fictief})

    def zinnen(self, wie: str = "", nodig: str = "", visie: str = "") -> Beeld:
        """Drie zinnen over de regio. wie, nodig, visie: uw eigen woorden."""
        t, eigen = teksten.lees("regiobeeld"), {"wie": wie, "nodig": nodig, "visie": visie}
        drie = {t["koppen"][n]: zin or self._zin(t[n]) for n, zin in eigen.items()}
        return kort.zinnen(drie, self._bron)

    # What is needed

    def opgave(self) -> Beeld:
        """Per gemeente wat nodig is, wat gepland is, wat nog te vinden is en wat is afgesproken."""
        t = teksten.lees("regiobeeld")["opgave"]
        if self.opgaven.samen(VORM) is None:
            return beeld.tekst("")
        eerste = self._opgavetabel(VORM, self._zin(t["titel"]))
        andere = [self._opgavetabel(v, VORMEN[v]) for v in ANDERE_VORMEN]
        meer = uitklap(t["meer"], t["titel_meer"], "".join(b.html for b in andere))
        zegt = f"{self._zin(t['onder'])} {self._zin(t['uitleg'])} {self._onbekend(t)}"
        onder = f'<p class="notitie">{zegt}</p>{self._regioafspraken()}{meer}'
        alle = {"rijen": rijen(self.opgaven.rijen(VORM, *ANDERE_VORMEN))}
        bron = bronregel(rijen(self.opgaven.rijen(VORM)))
        html = f'{eerste.html}{onder}<p class="bron">{bron}</p>'
        return replace(eerste, html=html, gegevens=eerste.gegevens | alle)

    def _opgavetabel(self, woonvorm: str, titel: str) -> Beeld:
        t = teksten.lees("regiobeeld")["opgave"]
        regels = [self._opgaverij(s, t) for s in self.opgaven.standen(woonvorm)]
        bekend = self._bekend(woonvorm, t)
        samen = self.opgaven.samen(woonvorm)
        if len(self.leden) > 1 and samen is not None:
            nodig = van_tot(samen.laag, samen.hoog)
            hard = self._samen_hard(samen, t)
            regels.append([t["samen"], nodig, hard, "", self._samen_af(woonvorm)])
        toon = [[c for c, b in zip(regel, bekend) if b] for regel in regels]
        return tabel([k for k, b in zip(t["koppen"], bekend) if b], toon, titel)

    def _bekend(self, woonvorm: str, t: dict) -> list[bool]:
        """Which columns say something of at least one gemeente; the first always does."""
        regels = [self._opgaverij(s, t) for s in self.opgaven.standen(woonvorm)]
        return [
            n < 2 or any(r[n] != t["onbekend"] for r in regels) for n in range(len(t["koppen"]))
        ]

    def _onbekend(self, t: dict) -> str:
        """What is known of no gemeente has no column, and is said once."""
        bekend = dict(zip(t["koppen"], self._bekend(VORM, t)))
        wat = [t["nergens_wat"][kop] for kop, b in bekend.items() if not b]
        zin = t["nergens_een" if len(self.leden) == 1 else "nergens"]
        regels = [self._opgaverij(s, t) for s in self.opgaven.standen(VORM)]
        streep = any(
            c == t["onbekend"] for rij in regels for c, b in zip(rij, bekend.values()) if b
        )
        gezegd = [
            t["streepje"] if streep else "",
            zin.format(wat=opsomming(wat)) if wat else "",
            t["vinden"] if bekend[t["koppen"][3]] else "",
        ]
        return " ".join(g for g in gezegd if g)

    def _samen_hard(self, samen: Samen, t: dict) -> str:
        if samen.hard is None:
            return t["onbekend"]
        if samen.met_plannen == len(self.leden):
            return getal(samen.hard)
        aantal, van = getal(samen.met_plannen), getal(len(self.leden))
        return t["deel"].format(hard=getal(samen.hard), aantal=aantal, van=van)

    def _samen_af(self, woonvorm: str) -> str:
        """What was agreed for precisely this regio; a sum of separate agreements is none."""
        for x in self.opgaven.regioafspraken(woonvorm):
            kader = next(
                a.afgesproken.kader for a in self.analyses.values() if x in a.afgesproken.afspraken
            )
            if set(kader.regio.gemeenten) == set(self.regio.leden):
                return self._afgesproken(x)
        return ""

    def _afgesproken(self, x) -> str:
        if x.jaar == self.opgaven.jaar:
            return getal(x.aantal)
        return f"{getal(x.aantal)} (tot en met {x.jaar})"

    def _opgaverij(self, s: Stand, t: dict) -> list[str]:
        onbekend = t["onbekend"]
        nodig = vinden = onbekend
        if s.nodig is not None:
            nodig = van_tot(s.nodig.ondergrens, s.nodig.bovengrens)
        if s.vinden is not None and not leeg(s.vinden.ondergrens):
            vinden = van_tot(s.vinden.ondergrens, s.vinden.bovengrens)
        alleen_regio = any(x.leden for x in self.analyses[s.code].afspraken)
        af = t["alleen_regio"] if alleen_regio else onbekend
        return [
            s.naam,
            nodig,
            onbekend if s.hard is None else getal(s.hard),
            vinden,
            self._afgesproken(s.afspraak) if s.afspraak else af,
        ]

    def _regioafspraken(self) -> str:
        """The agreements that hold for more gemeenten together, with where they stand."""
        t = teksten.lees("regiobeeld")["opgave"]["regioafspraak"]
        zinnen = [
            t.format(
                regio=e(x.gebied),
                gemeenten=getal(x.leden),
                aantal=getal(x.aantal),
                jaar=x.jaar,
                stuk=x.stuk,
            )
            for x in self.opgaven.regioafspraken(VORM)
        ]
        return "".join(f'<p class="notitie">{hoofdletter(zin)}</p>' for zin in zinnen)

    # What changed

    @cached_property
    def _ronde(self) -> dict:
        standen = self.opgaven.standen(VORM)
        return regio_rondes.ronde(
            date.today().isoformat(),
            self.scores.niveaus,
            {s.code: int(s.hard) for s in standen if s.hard is not None},
            {s.code: int(s.afspraak.aantal) for s in standen if s.afspraak is not None},
            list(self.regio.leden),
        )

    def veranderd(self) -> Beeld:
        """Wat er anders is dan in het vorige regiobeeld van deze regio; niets als er geen is.

        Legt ook vast wat dit regiobeeld zegt, voor het volgende.
        """
        t = teksten.lees("regiobeeld")["veranderd"]
        onthoud = {"ronde": self._ronde}
        toen = regio_rondes.vorige(self._ronde, self.eerder)
        if toen is None:
            return Beeld("tekst", "", gegevens=onthoud)
        namen = {g.code: g.naam for g in self.leden}
        regels = [
            [
                namen[code],
                hoofdletter(thema) or t["delen"][wat],
                t["onbekend"][wat] if was is None else getal(was),
                t["onbekend"][wat] if is_ is None else getal(is_),
            ]
            for code, wat, thema, was, is_ in regio_rondes.verschillen(toen, self._ronde)
        ]
        regels.sort(key=lambda r: r[0])
        titel = t["titel"].format(datum=datum(str(toen["datum"])))
        return replace(tabel(t["koppen"], regels, titel), gegevens=onthoud)

    # Older people

    def _groei(self) -> pd.DataFrame:
        """Per gemeente de groei van het aantal 75-plussers in procenten, met de band."""
        uit = []
        for _, deel in self._75.groupby("gebiedcode", sort=False):
            deel = deel.sort_values("jaar")
            if len(deel) < 2 or not deel.waarde.iloc[0]:
                continue
            nu, straks = deel.waarde.iloc[0], deel.iloc[-1]
            grens = {
                naam: 100 * (straks[naam] / nu - 1)
                for naam in ("waarde", "ondergrens", "bovengrens")
            }
            kop = {"indicator": "groei_75plus", "omschrijving": "Groei van het aantal 75-plussers"}
            uit.append(straks.to_dict() | kop | grens | {"eenheid": "%", "decimalen": 0})
        data = pd.DataFrame(uit)
        if len(data):
            data["rol"] = "eigen"
        return data

    def groei(self) -> Beeld:
        """Waar het aantal 75-plussers het hardst groeit."""
        t, data = teksten.lees("regiobeeld")["groei"], self._groei()
        if data.empty:
            return beeld.tekst("")
        return opgavefiguren.banden(
            data.sort_values("waarde", ascending=False),
            y="gebied",
            titel=self._zin(t["titel"]),
            ondertitel=self._zin(t["onder"]),
        )

    def oudsten(self) -> Beeld:
        """75-plussers en 85-plussers, nu en straks, per gemeente."""
        t = teksten.lees("regiobeeld")["oudsten"]
        oud = self._ouderen("85plus")
        if self._75.empty:
            return beeld.tekst("")
        regels = []
        for a in self.analyses.values():
            cellen = [a.gemeente.naam]
            for data in (self._75, oud):
                deel = data[data.gebiedcode == a.gemeente.code].sort_values("jaar")
                cellen += [getal(deel.waarde.iloc[0]), _band(deel.iloc[-1])]
            regels.append(cellen)
        alles = pd.concat([self._75, oud])
        gemaakt = tabel(t["koppen"], regels, t["titel"], alles)
        onder = (
            f'<p class="notitie">{self._zin(t["onder"])}</p>'
            f'<p class="bron">{bronregel(rijen(alles))}</p>'
        )
        return replace(gemaakt, html=gemaakt.html + onder)

    # Fair shares

    @property
    def _te_verdelen(self) -> bool:
        return len(self.analyses) == len(self.leden) > 1

    def verdeling(self) -> Beeld:
        """Hoe ouderen over de gemeenten verdeeld zijn: 1 is evenredig met de inwoners."""
        t = teksten.lees("regiobeeld")["verdeling"]
        if not self._te_verdelen:
            return beeld.tekst("")
        a = next(iter(self.analyses.values()))
        jaar = a.jaar_van("inwoners_65plus", ("inwoners_65plus",))
        data = cijfers.afgeleid.evenredigheid(self.regio, self.regio, self.leden, jaar)
        if data.waarde.isna().all():
            return beeld.tekst("")
        as_ = {"norm": 1.0, "normtekst": t["norm"], "rond": 1.0}
        woorden = {"titel": t["titel"], "ondertitel": t["onder"], "notitie": t["notitie"]}
        return smal.erbij(figuren.staven(data, **woorden, **as_), "staven", **as_)

    def groepen(self) -> Beeld:
        """Per gemeente en per groep de evenredigheid, met de behoefte aan woningen ernaast."""
        t = teksten.lees("regiobeeld")["groepen"]
        if not self._te_verdelen:
            return beeld.tekst("")
        a = next(iter(self.analyses.values()))
        jaren = {i: a.jaren(i)[-1] for i in GROEPEN if a.jaren(i)}
        data = cijfers.afgeleid.evenredigheid_groepen(self.regio, self.regio, self.leden, jaren)
        data = data[data.groupby("indicator").waarde.transform("count") > 0]
        wie = {g.code: g for g in self.leden}
        inwoners = cijfers.waarden(["inwoners"], wie, [a.jaar_van("inwoners", ("inwoners",))])
        behoefte = self.opgaven.evenredigheid(inwoners)
        return _raster(pd.concat([data, behoefte], ignore_index=True), t)

    def kaart(self) -> Beeld:
        """De gemeenten op de kaart, met hun aandeel 65-plussers."""
        t = teksten.lees("regiobeeld")["kaart"]
        delen = [a.cijfers("aandeel_65plus", naast=[]) for a in self.analyses.values()]
        data = pd.concat(delen, ignore_index=True) if delen else pd.DataFrame({"waarde": []})
        if data.waarde.notna().sum() < 2:
            return beeld.tekst("")
        data["rol"] = "eigen"
        # The names of a map do not fit on a phone, those of bars do.
        kaart = regiokaart(data, t["titel"], self.regio.met_lidwoord, t["onder"])
        return smal.erbij(kaart, "regiokaart")

    # Visions

    def visies(self) -> Beeld:
        """Hoe ver de visie van elke gemeente is, per thema."""
        t = teksten.lees("regiobeeld")["visies"]
        if self.scores.tabel is None:
            return beeld.tekst(f'<p class="notitie">{t["leeg"]}</p>')
        namen = {g.code: g.naam for g in self.leden}
        alles = self.scores.tabel
        gemaakt = naast_elkaar(VISIESCORE, alles, namen, "", (), self.regio.met_lidwoord)
        onder = f'<p class="notitie">{t["onder"]}</p>'
        gegevens = gemaakt.gegevens | {"rijen": rijen(self.scores.rijen())}
        return replace(gemaakt, html=gemaakt.html + onder, gegevens=gegevens)

    def visieverdeling(self) -> Beeld:
        """Per thema hoeveel gemeenten welk niveau halen."""
        t = teksten.lees("regiobeeld")["visies"]
        if self.scores.tabel is None:
            return beeld.tekst("")
        regels = [
            [hoofdletter(thema), getal(niet), *map(getal, per)]
            for thema, niet, per in self.scores.verdeling(len(self.leden))
        ]
        return tabel(["Thema", *t["niveaus"]], regels, t["verdeling"])

    def documenten(self) -> Beeld:
        """De documenten achter de scores, met jaar en staat; ouder dan acht jaar is gemerkt."""
        t = teksten.lees("regiobeeld")["documenten"]
        if self.scores.tabel is None:
            return beeld.tekst("")
        namen = {g.code: g.naam for g in self.leden}
        bladen: dict[tuple, list[str]] = {}
        for r in self.scores.tabel.itertuples():
            jaar = "" if pd.isna(r.jaar) else str(int(r.jaar))
            wat = t["oud"].format(jaar=jaar) if is_oud(r.jaar) else jaar
            staat = _of_leeg(getattr(r, "staat", None)) or t["onbekend"]
            plek = (namen.get(r.gemeente, r.gemeente), r.document, wat, staat)
            blad = _of_leeg(getattr(r, "pagina", None))
            bladen.setdefault(plek, []).extend([blad] if blad else [])
        regels = [
            [*plek, ", ".join(dict.fromkeys(bladen[plek])) or t["onbekend"]]
            for plek in sorted(bladen)
        ]
        return tabel(t["koppen"], regels, t["titel"])

    # What is missing

    def ontbreekt(self) -> Beeld:
        """Wat er nog niet is, van wie, en welke gemeente of welk bestand niet meekon."""
        t = teksten.lees("regiobeeld")["ontbreekt"]
        punten = [
            t[g.soort].format(gemeente=e(g.gemeente), reden=e(g.reden)) for g in self._gebreken
        ]
        kapot = {g.gemeente for g in self._gebreken if g.bestand}
        for wat, namen in self._zonder.items():
            if namen:
                punten.append(t[wat].format(namen=e(self._wie(namen, kapot, t))))
        lijst = "".join(f"<li>{punt}</li>" for punt in punten or [t["heel"]])
        return beeld.tekst(f"<h3>{t['titel']}</h3><ul>{lijst}</ul>")

    def werklijst(self) -> Beeld:
        """Voor wie het regiobeeld maakt: per gemeente wat er ontbreekt, en waar het komt."""
        t = teksten.lees("regiobeeld")["werklijst"]
        regels = [[g.gemeente, t["nakijken"], g.reden] for g in self._gebreken]
        codes = {g.naam: g.code for g in self.leden}
        bestanden = {"plannen": plannen.SOORT.bestand, "visiescore": VISIESCORE.bestand}
        for wat, namen in self._zonder.items():
            for naam in namen:
                waar = t[wat]["waar"].format(
                    code=codes[naam], scan=typ(f"visiescan {codes[naam]} BESTAND"), **bestanden
                )
                regels.append([naam, t[wat]["wat"], waar])
        if not regels:
            return Beeld("werklijst", f"<p>{t['klaar']}</p>")
        regels.sort(key=lambda regel: regel[0])
        return Beeld("werklijst", tabel(t["koppen"], regels, t["titel"]).html)

    def _wie(self, namen: list[str], kapot: set[str], t: dict) -> str:
        """A list of names, or the few that are not in it when that is shorter.

        kapot: who has a file with a mistake; of those it would say too much.
        """
        over = [g.naam for g in self.leden if g.naam not in namen]
        if not over and len(namen) > 1:
            return t["alle"]
        if len(over) <= 3 and len(namen) > 6 and not kapot & set(over):
            return t["behalve"].format(namen=opsomming(over))
        return opsomming(namen)

    def verantwoording(self) -> Beeld:
        """Welke gemeenten de regio heeft, en hoe behoefte en prognose zijn berekend."""
        t = teksten.lees("regiobeeld")["verantwoording"]
        if not self.analyses:
            return beeld.tekst("")
        a = next(iter(self.analyses.values()))
        bestand = {"bestand": prognose.SOORT.bestand}
        delen = methoden("behoefte", a.toelichting_behoefte)
        delen += methoden("prognose", a.model.toelichting | bestand)
        inhoud = "".join(f"<h4>{kop}</h4><p>{tekst}</p>" for kop, tekst in delen)
        html = f"<h3>{t['titel']}</h3>{a.regiotekst().html}"
        return beeld.tekst(html + uitklap(t["hoe"], t["titel"], inhoud))

    @cached_property
    def _gebreken(self) -> list[Gebrek]:
        return gebreken(self.fouten, self.analyses)

    @property
    def _zonder(self) -> dict[Mist, list[str]]:
        return zonder(self.analyses, self.scores, self._gebreken)


def _raster(data: pd.DataFrame, t: dict) -> Beeld:
    """Per gemeente en per groep de index in een vak, donkerder als die in de groep hoger is."""
    alle = volledig(data, t["titel"])
    groepen = uniek(r["kort"] for r in alle)
    bij = {(r["gebied"], r["kort"]): r for r in alle if not leeg(r["waarde"])}
    grens = {}
    for groep in groepen:
        waarden = [r["waarde"] for (_, k), r in bij.items() if k == groep]
        grens[groep] = min(waarden), max(waarden)
    regels, alt = [], []
    for naam in uniek(r["gebied"] for r in alle):
        vakken: list[tuple[str, float | None]] = []
        for groep in groepen:
            r = bij.get((naam, groep))
            laag, hoog = grens[groep]
            donker = 0.5 if hoog == laag or r is None else (r["waarde"] - laag) / (hoog - laag)
            vakken.append((waarde(r), donker) if r is not None else ("", None))
        regels.append((naam, vakken))
        alt.append(f"{naam}: {', '.join(f'{g} {v}' for g, (v, _) in zip(groepen, vakken) if v)}")
    toon, rest = inkorten(regels, "gemeenten")
    svg = raster(toon, [hoofdletter(g) for g in groepen], KLEUR["regio"])
    tekst = f"Raster. {'; '.join(alt[: len(toon)])}."
    svg = svg.replace('<svg class="smal"', f'<svg class="smal" role="img" aria-label="{e(tekst)}"')
    notitie = f"{t['notitie']} {rest}".strip()
    return figuur(alle, svg, t["titel"], t["onder"], tekst, notitie)


def _band(r: pd.Series) -> str:
    if leeg(r.ondergrens):
        return getal(r.waarde)
    return van_tot(r.ondergrens, r.bovengrens)


def _telwoord(aantal: int) -> str:
    """A count in a sentence; "een van de zes" would be read as "one of those"."""
    return "één" if aantal == 1 else als_woord(aantal)


def _of_leeg(waarde) -> str:
    return "" if waarde is None or pd.isna(waarde) else str(waarde)
