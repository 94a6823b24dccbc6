"""Het regiobeeld: alle gemeenten van een regio naast elkaar. Rekent zelf niets."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd

from woonzorg_lib import beeld, gebieden, teksten
from woonzorg_lib.beeld import Beeld, figuren, kort
from woonzorg_lib.beeld.beeld import rijen
from woonzorg_lib.beeld.getallen import getal, leeg
from woonzorg_lib.beeld.kaart import regiokaart
from woonzorg_lib.beeld.tabellen import e, tabel
from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.soorten.naast_elkaar import naast_elkaar
from woonzorg_lib.soorten.visiescore import SOORT as VISIESCORE
from woonzorg_lib.soorten.visiescore import THEMAS_VISIE, per_thema, telt

from .kort import VORM
from .modelfeiten import van_tot

KIT = Path(__file__).parents[2] / "parameters"
OUD = 8  # years; an older vision is marked


class Regiobeeld:
    """Eén document over een regio.

    regio: SOORT:NAAM, zoals "corop:Achterhoek". peiljaar, prognosejaar: jaartallen. invoer: map met
    eigen invoer, standaard `parameters`. Een gemeente waarvan de invoer niet te gebruiken is, staat
    bij `ontbreekt` met de reden; de andere gaan door. Fout: OnbekendeRegio.
    """

    def __init__(
        self,
        regio: str,
        peiljaar: int | None = None,
        prognosejaar: int = 2040,
        invoer: str | None = None,
    ):
        self.invoer = Path(invoer) if invoer else KIT
        self.regio = gebieden.regio(regio, eigen_map=self.invoer / "regios")
        self.prognosejaar = prognosejaar
        self.leden = sorted((gebieden.gemeente(c) for c in self.regio.leden), key=lambda g: g.naam)
        self.fouten: dict[str, str] = {}
        self.analyses: dict = {}
        for lid in self.leden:
            try:
                self.analyses[lid.code] = self._open(lid.code, peiljaar, invoer)
            except WoonzorgFout as fout:
                self.fouten[lid.naam] = str(fout)

    def _open(self, code: str, peiljaar: int | None, invoer: str | None):
        from woonzorg_lib.analyse import Analyse

        a = Analyse(
            code, self.regio.keuze, peiljaar=peiljaar, prognosejaar=self.prognosejaar, invoer=invoer
        )
        # What is wrong with its input shows here, not in a table.
        a.woonbehoefte(a.sleutel.eind if a.sleutel else None)
        return a

    @cached_property
    def _eind(self) -> int:
        """Het jaar tot en met wanneer de opgave telt: dat van de meeste gemeenten."""
        jaren = Counter(a.sleutel.eind for a in self.analyses.values() if a.sleutel)
        return jaren.most_common(1)[0][0] if jaren else self.prognosejaar

    @cached_property
    def _nodig(self) -> pd.DataFrame:
        """Een rij per gemeente: behoefte met band, hard gepland, nog te vinden (leeg: onbekend)."""
        uit = []
        for code, a in self.analyses.items():
            if a.sleutel is None:
                continue
            behoefte = a.woonbehoefte(self._eind)
            rij = behoefte[behoefte.woonvorm == VORM]
            if rij.empty:
                continue
            som = a.reken().query("woonvorm == @VORM and jaar == @self._eind")
            hard = som.hard.iloc[0] if len(som) and a.met_plannen else None
            over = a.opgaverijen(a.reken()) if len(som) and a.met_plannen else None
            vinden = over[over.woonvorm == VORM].iloc[0] if over is not None else None
            uit.append({"code": code, "nodig": rij.iloc[0], "hard": hard, "vinden": vinden})
        return pd.DataFrame(uit)

    def _ouderen(self, leeftijd: str) -> pd.DataFrame:
        """Per gemeente het laatste bekende aantal en dat van het prognosejaar."""
        delen = []
        for a in self.analyses.values():
            data = a.prognose(leeftijd)
            eigen = data[data.rol == "gemeente"].sort_values("jaar")
            bekend = eigen[eigen.jaar <= a.bevolking.bekend_tot].tail(1)
            delen.append(pd.concat([bekend, eigen[eigen.jaar == self.prognosejaar]]))
        return pd.concat(delen, ignore_index=True) if delen else pd.DataFrame()

    @cached_property
    def _75(self) -> pd.DataFrame:
        return self._ouderen("75plus")

    @cached_property
    def _visies(self) -> pd.DataFrame | None:
        """De rijen van visiescore van alle leden die meetellen; None als er geen zijn."""
        eerste = next(iter(self.analyses.values()), None)
        gelezen = eerste.eigen.lees_regio(VISIESCORE.naam, self.regio) if eerste else None
        if gelezen is None or gelezen.tabel is None or gelezen.tabel.empty:
            return None
        mee = gelezen.tabel[telt(gelezen.tabel)]
        return None if mee.empty else mee

    @cached_property
    def _feiten(self) -> dict[str, str | None]:
        nodig, hard = self._nodig, []
        if len(nodig):
            hard = [x for x in nodig.hard if not leeg(x)]
        feiten: dict[str, str | None] = {
            "regio": e(self.regio.met_lidwoord),
            "gemeenten": getal(len(self.leden)),
            "jaar": str(self._eind),
            "prognosejaar": str(self.prognosejaar),
            "met_plannen": getal(len(hard)) if hard else "nee",
            "hard": getal(sum(hard)) if hard else None,
            "nodig": self._samen(nodig) if len(nodig) else None,
        }
        return feiten | self._groeifeiten() | self._visiefeiten()

    @staticmethod
    def _samen(nodig: pd.DataFrame) -> str:
        laag = sum(r.ondergrens for r in nodig.nodig)
        return van_tot(laag, sum(r.bovengrens for r in nodig.nodig))

    def _groeifeiten(self) -> dict[str, str | None]:
        if self._75.empty:
            return {}
        begin = int(self._75.jaar.min())
        nu, straks = self._75[self._75.jaar == begin], self._75[self._75.jaar == self.prognosejaar]
        groei = self._groei()
        hardst = groei.sort_values("waarde").gebied.iloc[-1] if len(groei) > 1 else None
        return {
            "beginjaar": str(begin),
            "nu": getal(nu.waarde.sum()),
            "ouderen": van_tot(straks.ondergrens.sum(), straks.bovengrens.sum()),
            "hardst": e(hardst) if hardst else None,
        }

    def _visiefeiten(self) -> dict[str, str | None]:
        if self._visies is None:
            return {"met_visie": "nee"}
        hoogste = Counter(
            thema
            for _, deel in self._visies.groupby("gemeente")
            for thema, niveau in per_thema(deel).items()
            if niveau == 3
        )
        sterkste = hoogste.most_common(1)[0][0] if hoogste else None
        return {"met_visie": getal(self._visies.gemeente.nunique()), "sterkste": sterkste}

    def _zin(self, regels) -> str:
        return teksten.kies(regels, self._feiten.get)

    def titel(self, zin: str = "") -> Beeld:
        """Waar de regio staat, in één zin. zin: uw eigen woorden."""
        t = teksten.lees("regiobeeld")
        return kort.titel(zin or self._zin(t["titel"]), self._bron)

    @cached_property
    def _bron(self) -> list[dict]:
        delen = [pd.DataFrame(list(self._nodig.nodig))] if len(self._nodig) else []
        return rijen(pd.concat([*delen, self._75])) if delen else rijen(self._75)

    def zinnen(self, wie: str = "", nodig: str = "", visie: str = "") -> Beeld:
        """Drie zinnen over de regio. wie, nodig, visie: uw eigen woorden."""
        t, eigen = teksten.lees("regiobeeld"), {"wie": wie, "nodig": nodig, "visie": visie}
        drie = {t["koppen"][n]: zin or self._zin(t[n]) for n, zin in eigen.items()}
        return kort.zinnen(drie, self._bron)

    def opgave(self) -> Beeld:
        """Per gemeente wat nodig is, wat gepland is, wat nog te vinden is en wat is afgesproken."""
        t = teksten.lees("regiobeeld")["opgave"]
        if self._nodig.empty:
            return beeld.tekst("")
        regels = [self._opgaverij(r, t["onbekend"]) for r in self._nodig.itertuples()]
        hard = [x for x in self._nodig.hard if not leeg(x)]
        samen = [t["samen"], self._samen(self._nodig), getal(sum(hard)) if hard else t["onbekend"]]
        regels.append([*samen, "", ""])
        data = pd.DataFrame(list(self._nodig.nodig))
        gemaakt = tabel(t["koppen"], regels, t["titel"], data)
        onder = f'<p class="notitie">{self._zin(t["onder"])} {t["uitleg"]}</p>'
        return replace(gemaakt, html=gemaakt.html + onder)

    def _opgaverij(self, r, onbekend: str) -> list[str]:
        a = self.analyses[r.code]
        vinden = onbekend
        if r.vinden is not None and not leeg(r.vinden.ondergrens):
            vinden = van_tot(r.vinden.ondergrens, r.vinden.bovengrens)
        afgesproken = [
            f"{getal(x.aantal)} (tot en met {x.jaar})"
            for x in a.afspraken
            if x.woonvorm == VORM and x.gebiedcode == r.code
        ]
        return [
            a.gemeente.naam,
            van_tot(r.nodig.ondergrens, r.nodig.bovengrens),
            onbekend if leeg(r.hard) else getal(r.hard),
            vinden,
            afgesproken[0] if afgesproken else onbekend,
        ]

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
        return figuren.staven(
            data.sort_values("waarde", ascending=False),
            titel=t["titel"],
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
        gemaakt = tabel(t["koppen"], regels, t["titel"], pd.concat([self._75, oud]))
        onder = f'<p class="notitie">{self._zin(t["onder"])}</p>'
        return replace(gemaakt, html=gemaakt.html + onder)

    def kaart(self) -> Beeld:
        """De gemeenten op de kaart, met hun aandeel 65-plussers."""
        t = teksten.lees("regiobeeld")["kaart"]
        delen = [a.cijfers("aandeel_65plus", naast=[]) for a in self.analyses.values()]
        data = pd.concat(delen, ignore_index=True)
        if data.waarde.notna().sum() < 2:
            return beeld.tekst("")
        data["rol"] = "eigen"
        return regiokaart(data, t["titel"], self.regio.met_lidwoord, t["onder"])

    def visies(self) -> Beeld:
        """Hoe ver de visie van elke gemeente is, per thema."""
        t = teksten.lees("regiobeeld")["visies"]
        if self._visies is None:
            return beeld.tekst(f'<p class="notitie">{t["leeg"]}</p>')
        namen = {g.code: g.naam for g in self.leden}
        return naast_elkaar(VISIESCORE, self._visies, namen, "", (), self.regio.met_lidwoord)

    def visieverdeling(self) -> Beeld:
        """Per thema hoeveel gemeenten welk niveau halen."""
        t = teksten.lees("regiobeeld")["visies"]
        if self._visies is None:
            return beeld.tekst("")
        per = [per_thema(deel) for _, deel in self._visies.groupby("gemeente")]
        regels = []
        for thema in THEMAS_VISIE:
            tel = Counter(p[thema] for p in per if thema in p)
            bekend = [getal(tel[niveau]) for niveau in range(4)]
            regels.append([thema, getal(len(self.leden) - sum(tel.values())), *bekend])
        return tabel(["Thema", *t["niveaus"]], regels, t["verdeling"])

    def documenten(self) -> Beeld:
        """De documenten achter de scores, met jaar en staat; ouder dan acht jaar is gemerkt."""
        t = teksten.lees("regiobeeld")["documenten"]
        if self._visies is None:
            return beeld.tekst("")
        namen = {g.code: g.naam for g in self.leden}
        regels = {
            (
                namen.get(r.gemeente, r.gemeente),
                r.document,
                _jaartal(r.jaar, t["oud"]),
                _of_leeg(getattr(r, "staat", None)),
                _of_leeg(getattr(r, "pagina", None)),
            )
            for r in self._visies.itertuples()
        }
        return tabel(t["koppen"], [list(r) for r in sorted(regels)], t["titel"])

    def ontbreekt(self) -> Beeld:
        """Wat er nog niet is, van wie, en welke gemeente niet meekon."""
        t = teksten.lees("regiobeeld")["ontbreekt"]
        punten = [t["fout"].format(gemeente=e(n), reden=e(r)) for n, r in self.fouten.items()]
        zonder_behoefte = [a.gemeente.naam for a in self.analyses.values() if a.sleutel is None]
        zonder = [a.gemeente.naam for a in self.analyses.values() if not a.met_plannen]
        gezien = set() if self._visies is None else set(self._visies.gemeente)
        ongezien = [g.naam for g in self.leden if g.code not in gezien]
        for wat, namen in (
            ("behoefte", zonder_behoefte),
            ("plannen", zonder),
            ("visie", ongezien),
        ):
            if namen:
                punten.append(t[wat].format(namen=e(", ".join(namen))))
        lijst = "".join(f"<li>{punt}</li>" for punt in punten or [t["heel"]])
        return beeld.tekst(f"<h3>{t['titel']}</h3><ul>{lijst}</ul>")


def _band(r: pd.Series) -> str:
    if leeg(r.ondergrens):
        return getal(r.waarde)
    return van_tot(r.ondergrens, r.bovengrens)


def _of_leeg(waarde) -> str:
    return "" if waarde is None or pd.isna(waarde) else str(waarde)


def _jaartal(jaar, oud: str) -> str:
    if jaar is None or pd.isna(jaar):
        return ""
    return oud.format(jaar=int(jaar)) if date.today().year - int(jaar) > OUD else str(int(jaar))
