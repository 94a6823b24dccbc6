"""Scenario's naast elkaar, de grootste opgaven, de kernboodschappen en de verdeling over de regio.
Rekent zelf niets uit.
"""

from __future__ import annotations

import pandas as pd

from woonzorg_lib import cijfers, gebieden, invoer, modellen
from woonzorg_lib.beeld import Beeld, opgavefiguren, opgaven
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.tekening import NIETS
from woonzorg_lib.beeld.zinnen import hoofdletter, klein
from woonzorg_lib.invoer.bronstatus import Bronstatus
from woonzorg_lib.modellen import opgavetabel
from woonzorg_lib.soorten import plannen, verdeling

from .deel import Deel

GROEPEN = (
    "aandeel_65plus",
    "aandeel_75plus",
    "aandeel_85plus",
    "wmo_clienten",
    "voltijdsstudenten_per_1000",
)


class Duiding(Deel):
    """Wat de opgave betekent, en waar zij van afhangt."""

    # Scenario's

    def _uitkomst(self, woonvorm: str, aannames: modellen.Aannames) -> pd.Series:
        """De opgave van een woonvorm aan het eind van de sleutel; zonder plannen de behoefte."""
        r = (
            self.a.opgave.reken(aannames)
            .query("woonvorm == @woonvorm and jaar == @self.a.opgave.sleutel.eind")
            .iloc[0]
        )
        if pd.notna(r.waarde):
            return r[["woonvorm", "jaar", "ondergrens", "waarde", "bovengrens"]]
        return pd.Series(
            {
                "woonvorm": woonvorm,
                "jaar": int(r.jaar),
                "ondergrens": r.band_onder,
                "waarde": r.behoefte,
                "bovengrens": r.band_boven,
            }
        )

    @property
    def _wat(self) -> tuple[str, str]:
        if self.a.opgave.gepland is None:
            return "woonbehoefte", "extra nodig"
        return (
            "woonopgave",
            "nog te realiseren" if self.a.opgave.getallen.toegevoegd else "nog niet gepland",
        )

    def scenarios(self, woonvorm: str = "geclusterd") -> Beeld:
        """De scenario's naast elkaar voor één woonvorm, met de band van de prognose."""
        if self.a.opgave.sleutel is None:
            return NIETS
        alle = invoer.scenarios(self.a.invoer)
        uit = pd.DataFrame(
            [self._uitkomst(woonvorm, modellen.Aannames(**s.waarden)) for s in alle.values()]
        )
        soort, wat = self._wat
        data = self.a.opgave.als_woningen(uit, soort)
        data = data.assign(
            kort=[s.titel for s in alle.values()],
            uitsplitsing=[
                f"{opgavetabel.VORMEN[woonvorm]}, scenario {s.titel}" for s in alle.values()
            ],
            opmerking=[
                f"verdeelsleutel, geen afspraak; scenario {s.titel}: {s.uitleg}"
                for s in alle.values()
            ],
        )
        uitleg = " ".join(f"{s.titel}: {klein(s.uitleg)}" for s in alle.values())
        zonder_plannen = (
            ""
            if self.a.opgave.gepland is not None
            else (
                " Aannames over plannen veranderen hier niets, "
                f"omdat {plannen.SOORT.bestand} ontbreekt of geen woonvormen noemt."
            )
        )
        return opgavefiguren.banden(
            data,
            titel=(
                f"Hoeveel {opgavetabel.VORMEN[woonvorm].lower()} "
                f"{'zijn er nodig' if soort == 'woonbehoefte' else 'ontbreken er'} in elk "
                "scenario?"
            ),
            ondertitel=f"{hoofdletter(wat)}; de balk is de band van de prognose",
            vet=(self.a.scenario.titel,),
            notitie=(
                f"Een scenario is een verkenning en geen voorspelling. {uitleg}{zonder_plannen}"
            ),
        )

    def gevoeligheid(self, woonvorm: str = "geclusterd") -> Beeld:
        """Welke aanname de uitkomst voor één woonvorm hoeveel verschuift; een aanname tegelijk."""
        if self.a.opgave.sleutel is None:
            return NIETS
        basis, eind = invoer.scenario(None, self.a.invoer), self.a.opgave.sleutel.eind
        grenzen = {
            n: [a[k] for k in ("laag", "hoog") if k in a]
            for n, a in basis.aannames.items()
            if n != "groei"
        }
        nu = self.a.opgave.ouderen
        deel = modellen.aandeel(
            nu, "gemeente", self.a.opgave.sleutel, [eind], self.a.opgave.keuzes
        ).iloc[0]
        if deel.waarde > 0 and pd.notna(deel.ondergrens):
            grenzen["groei"] = [
                self.a.opgave.keuzes.groei * deel[k] / deel.waarde
                for k in ("ondergrens", "bovengrens")
            ]
        uit = modellen.gevoeligheid(
            lambda a: float(self._uitkomst(woonvorm, a).waarde),
            self.a.opgave.keuzes,
            {n: w for n, w in grenzen.items() if w},
        )
        doet = uit[uit.bovengrens - uit.ondergrens > 0.5]
        if doet.empty:
            return NIETS
        soort, wat = self._wat
        data = self.a.opgave.als_woningen(doet.assign(woonvorm=woonvorm, jaar=eind), soort)
        namen = [self._naam_aanname(n, grenzen[n]) for n in doet.aanname]
        data = data.assign(
            kort=namen,
            uitsplitsing=[f"{opgavetabel.VORMEN[woonvorm]}, als: {n.lower()}" for n in namen],
        )
        zonder = [
            klein(invoer.AANNAMES[n].titel) for n in uit.aanname if n not in set(doet.aanname)
        ]
        rest = f" Zonder invloed op dit getal: {'; '.join(zonder)}." if zonder else ""
        vaag = "; ".join(
            f"{klein(naam)} ({basis.aannames[n]['bron']})"
            for n, naam in zip(doet.aanname, namen)
            if basis.aannames[n]["status"] == Bronstatus.ONGECONTROLEERD
        )
        return opgavefiguren.banden(
            data,
            titel="Welke aanname doet er het meest toe?",
            lijn=float(data.waarde.iloc[0]),
            lijntekst=f"nu {getal(data.waarde.iloc[0])}",
            ondertitel=(
                f"{opgavetabel.VORMEN[woonvorm]} tot en met {eind}, {wat}; "
                "één aanname tegelijk verandert"
            ),
            notitie=f"{'Als verkenning: ' + vaag + '.' if vaag else ''}{rest}",
        )

    @staticmethod
    def _naam_aanname(naam: str, waarden: list) -> str:
        tekst = [
            w if isinstance(w, str) else getal(w, 2) if naam == "groei" else f"{getal(100 * w)}%"
            for w in waarden
        ]
        if naam == "leeftijd":
            return f"Verdelen naar {opgavetabel.LEEFTIJDEN.get(tekst[-1], tekst[-1])}"
        return f"{invoer.AANNAMES[naam].titel}: {' tot '.join(tekst)}"

    # The verkenner

    @property
    def verkenjaren(self) -> list[int]:
        """De jaren waarover de verkenner iets kan zeggen."""
        return [2030] if self.a.opgave.sleutel is None else self.a.opgave.sleuteljaren

    def verken(
        self, aannames: modellen.Aannames, jaar: int, begin: modellen.Aannames | None = None
    ) -> Beeld:
        """Behoefte en opgave tot en met een jaar bij zelf gekozen aannames, als figuur en tabel.

        begin: aannames waarvan de uitkomst ernaast staat, om mee te vergelijken.
        """
        if self.a.opgave.sleutel is None:
            return opgaven.waarom_niets(
                self.a.opgave.reden or "Zonder verdeelsleutel is er niets te verschuiven."
            )
        nodig, over = self._verkend(aannames, jaar)
        figuur = opgavefiguren.banden(
            nodig if over is None else over[over.waarde.notna()],
            titel=(
                f"{'Extra nodig' if over is None else self._wat[1].capitalize()} in "
                f"{self.a.gemeente.naam}"
            ),
        )
        return opgaven.verkenning(
            nodig,
            over,
            figuur,
            self._wat[1],
            jaar,
            self.a.opgave.sleutel.eind,
            plannen.SOORT.bestand,
            None if begin is None else self._verkend(begin, jaar),
        )

    def verkende_getallen(self, aannames: modellen.Aannames, jaar: int) -> list[tuple]:
        """De getallen van `verken` zonder vorm, om te zien of een aanname iets verandert."""
        delen = [d for d in self._verkend(aannames, jaar) if d is not None]
        kolommen = ["ondergrens", "waarde", "bovengrens"]
        return [tuple(r) for d in delen for r in d[kolommen].fillna(-1).itertuples(index=False)]

    def _verkend(
        self, aannames: modellen.Aannames, jaar: int
    ) -> tuple[pd.DataFrame, pd.DataFrame | None]:
        """Wat er nodig is, en wat er na de plannen overblijft als er plannen zijn."""
        r = self.a.opgave.reken(aannames)
        r = r[r.jaar == jaar]
        wie = "eigen aannames in de verkenner"
        nodig = self.a.opgave.als_woningen(
            r.assign(waarde=r.behoefte, ondergrens=r.band_onder, bovengrens=r.band_boven),
            opmerking=wie,
            keuze=aannames,
        )
        zonder = self.a.opgave.gepland is None
        return nodig, None if zonder else self.a.opgave.als_woningen(r, "woonopgave", wie, aannames)

    # B2

    def programmering(self) -> Beeld:
        """Welk deel van de behoefte volgens de sleutel in de plannen staat, per woonvorm;
        niets zonder plannen.
        """
        if self.a.opgave.sleutel is None or self.a.opgave.gepland is None:
            return NIETS
        r = self.a.opgave.reken(modellen.Aannames())
        nu = r[(r.jaar == self.a.opgave.sleutel.eind) & r.hard.notna()]
        alles = self.a.opgave.gepland.set_index(["woonvorm", "jaar"])
        nodig = self.a.opgave.als_woningen(
            nu.assign(waarde=nu.behoefte, ondergrens=nu.band_onder, bovengrens=nu.band_boven)
        )
        return opgaven.programmering(
            nodig,
            {
                v: (
                    float(alles.hard[v, self.a.opgave.sleutel.eind]),
                    float(alles.zacht[v, self.a.opgave.sleutel.eind]),
                )
                for v in nu.woonvorm
            },
            self.a.opgave.sleutel.eind,
            plannen.SOORT.bestand,
        )

    # T1, T2 and T11

    def _mensen(self) -> pd.DataFrame:
        """De groei van 75-plussers en 85-plussers tot het prognosejaar:
        een rij per leeftijd, met band, groei hier en groei in het land.
        """
        nu, rijen = self.a.prognose.bevolking.bekend_tot, []
        for lft in ("75plus", "85plus"):
            d = self.a.prognose(lft)
            eigen, land = d[d.rol == "gemeente"], d[d.rol == "land"].set_index("jaar").waarde
            if eigen.empty or not (eigen.jaar > nu).any():
                continue
            straks, begin = (
                eigen[eigen.jaar == eigen.jaar.max()].iloc[0],
                eigen[eigen.jaar <= max(nu, eigen.jaar.min())].iloc[-1],
            )
            if not begin.waarde:
                continue
            rijen.append(
                straks.to_dict()
                | {k: straks[k] - begin.waarde for k in ("waarde", "ondergrens", "bovengrens")}
                | {
                    "indicator": f"groei_{lft}",
                    "omschrijving": f"Groei van het aantal {opgavetabel.LEEFTIJDEN[lft]}",
                    "kort": opgavetabel.LEEFTIJDEN[lft],
                    "vanaf": int(begin.jaar),
                    "eerst": begin.waarde,
                    "periode": f"1 januari {int(begin.jaar)} tot 1 januari {int(straks.jaar)}",
                    "groei": straks.waarde / begin.waarde - 1,
                    "land": land[straks.jaar] / land[begin.jaar] - 1
                    if {straks.jaar, begin.jaar} <= set(land.index)
                    else float("nan"),
                }
            )
        return pd.DataFrame(rijen)

    def _zorg(self) -> pd.DataFrame:
        """Hoeveel mensen er tot het prognosejaar bij komen met een zorgvraag;
        laag min laag en hoog min hoog, want het aandeel is in beide jaren hetzelfde.
        """
        rijen = []
        for _, d in (
            self.a.prognose.zorgvraag().dropna(subset="waarde").groupby("indicator", sort=False)
        ):
            nu, straks = d.iloc[0], d.iloc[-1]
            verschil = {k: straks[k] - nu[k] for k in ("ondergrens", "waarde", "bovengrens")}
            if straks.jaar > nu.jaar and nu.waarde:
                randen = {
                    "ondergrens": min(verschil.values()),
                    "waarde": verschil["waarde"],
                    "bovengrens": max(verschil.values()),
                }
                rijen.append(
                    straks.to_dict()
                    | randen
                    | {
                        "indicator": f"groei_{nu.indicator}",
                        "omschrijving": f"Erbij: {klein(nu.omschrijving)}",
                        "vanaf": int(nu.jaar),
                        "eerst": nu.waarde,
                        "groei": verschil["waarde"] / nu.waarde,
                        "land": float("nan"),
                    }
                )
        return pd.DataFrame(rijen)

    def _woningen(self) -> pd.DataFrame:
        """Behoefte of (met plannen) opgave per woonvorm aan het eind van de sleutel."""
        if self.a.opgave.sleutel is None:
            return pd.DataFrame()
        r = self.a.opgave.reken()
        return (
            self.a.opgave.opgaverijen(r)
            if self.a.opgave.gepland is not None
            else self.a.opgave.woonbehoefte(self.a.opgave.sleutel.eind)
        )

    def top_opgaven(self) -> Beeld:
        """De opgaven op volgorde van wat er minstens bij komt, in woningen en in mensen,
        met groei en zekerheid.
        """
        if self.a.opgave.reden:
            return opgaven.waarom_niets(self.a.opgave.reden)
        mensen = [d for d in (self._mensen(), self._zorg()) if len(d)]
        return opgaven.top(
            self._woningen(),
            pd.concat(mensen, ignore_index=True) if mensen else pd.DataFrame(),
            self.a.gemeente.naam,
            self._wat[1],
            self.a.opgave.van_programma,
        )

    def behoefte_kort(self) -> Beeld:
        """De woonbehoefte van ouderen in één zin met de band; de uitleg staat bij C2."""
        if self.a.opgave.sleutel is None:
            return opgaven.waarom_niets(self.a.opgave.reden) if self.a.opgave.reden else NIETS
        return opgaven.behoefte_kort(
            self.a.opgave.woonbehoefte(self.a.opgave.sleutel.eind), self.a.opgave.sleutel.begin
        )

    def kernboodschappen(self) -> Beeld:
        """Zinnen om de urgentie te vertellen, elk met haar band en bron."""
        if self.a.opgave.reden:
            return NIETS
        oosr = self.a.cijfers("oosr", naast=["land"])
        return opgaven.kernboodschappen(
            self._mensen(),
            self._woningen(),
            oosr,
            self.a.gemeente.naam,
            self._wat[1],
            self.a.opgave.sleutel.begin if self.a.opgave.sleutel else 0,
            self.a.opgave.van_programma,
        )

    # F1

    def verdeling_groepen(self) -> Beeld:
        """Per gemeente van de regio en per groep de evenredigheidsindex: 1 is evenredig."""
        if not self.a.regio_toonbaar:
            return NIETS
        leden = [gebieden.gemeente(c) for c in self.a.regio.leden]
        ids = {i: self.a.jaren(i)[-1] for i in GROEPEN if self.a.jaren(i)}
        data = cijfers.afgeleid.evenredigheid_groepen(self.a.regio, self.a.gemeente, leden, ids)
        data = data[
            data.groupby("indicator").waarde.transform("count") > 0
        ]  # a group without a figure for the region has no index
        return self.a.heatmap(
            data,
            titel="Welke groepen wonen meer hier dan elders in de regio?",
            ondertitel=(
                "Index: het aandeel in de gemeente gedeeld door dat in de regio; 1 is evenredig"
            ),
            notitie=(
                "Een index boven 1 is geen oordeel: het hangt ook af van woningen, "
                "instellingen en opleidingen. Groepen overlappen elkaar."
            ),
        )

    def verdeling_afgesproken(self) -> Beeld:
        """Het afgesproken deel van elke groep naast het deel van de inwoners van de regio;
        niets zonder eigen bestand.
        """
        rijen = self.a.lokaal.rijen(verdeling.SOORT.naam)
        if rijen is None:
            return NIETS
        return verdeling.naast_inwoners(rijen, self.a.regio.met_lidwoord)
