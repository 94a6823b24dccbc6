"""Scenario's naast elkaar, de grootste opgaven, de kernboodschappen en de verdeling over de regio.
Rekent zelf niets uit.
"""

from __future__ import annotations

import pandas as pd

from woonzorg_lib import cijfers, gebieden, invoer, modellen, teksten
from woonzorg_lib.beeld import Beeld, opgavefiguren, opgaven
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.tekening import NIETS
from woonzorg_lib.beeld.zinnen import hoofdletter, klein
from woonzorg_lib.invoer.bronstatus import Bronstatus
from woonzorg_lib.modellen import opgavetabel
from woonzorg_lib.modellen.behoefte import BAND
from woonzorg_lib.modellen.opgavetabel import Uitkomst
from woonzorg_lib.soorten import plannen, verdeling

from .deel import Deel, met

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

    def _uitkomst(self, woonvorm: str, aannames: modellen.Aannames) -> dict:
        """De opgave van een woonvorm aan het eind van de sleutel; zonder plannen de behoefte."""
        r = self.a.opgave.rekenrij(woonvorm, aannames)
        banden = ("ondergrens", "waarde", "bovengrens")
        if pd.isna(r["waarde"]):
            banden = ("band_onder", "behoefte", "band_boven")
        vast = {"woonvorm": woonvorm, "jaar": int(r["jaar"])}
        return vast | dict(zip(BAND, (r[k] for k in banden)))

    @property
    def _wat(self) -> tuple[Uitkomst, str]:
        """Wat er te tonen is, behoefte of opgave, en hoe dat in een zin heet."""
        if self.a.opgave.gepland is None:
            return Uitkomst.BEHOEFTE, teksten.zin("duiding.wat.behoefte")
        if self.a.opgave.getallen.toegevoegd:
            return Uitkomst.OPGAVE, teksten.zin("duiding.wat.opgave")
        return Uitkomst.OPGAVE, teksten.zin("duiding.wat.opgave_zonder_gebouwd")

    def scenarios(self, woonvorm: str = "geclusterd") -> Beeld:
        """De scenario's naast elkaar voor één woonvorm, met de band van de prognose."""
        if self.a.opgave.sleutel is None:
            return NIETS
        alle = list(invoer.scenarios(self.a.invoer).values())
        soort, wat = self._wat
        vorm = opgavetabel.VORMEN[woonvorm].lower()
        return opgavefiguren.banden(
            self._per_scenario(woonvorm, alle, soort),
            titel=teksten.zin("duiding.scenarios.titel_behoefte", vorm=vorm)
            if soort is Uitkomst.BEHOEFTE
            else teksten.zin("duiding.scenarios.titel_opgave", vorm=vorm),
            ondertitel=teksten.zin("duiding.scenarios.ondertitel", wat=hoofdletter(wat)),
            vet=(self.a.scenario.titel,),
            notitie=self._scenarionotitie(alle),
        )

    def _per_scenario(
        self, woonvorm: str, alle: list[invoer.Scenario], soort: Uitkomst
    ) -> pd.DataFrame:
        uit = pd.DataFrame([self._uitkomst(woonvorm, modellen.Aannames(**s.waarden)) for s in alle])
        vorm = opgavetabel.VORMEN[woonvorm]
        return self.a.opgave.als_woningen(uit, soort).assign(
            kort=[s.titel for s in alle],
            uitsplitsing=[
                teksten.zin("duiding.scenarios.rij", vorm=vorm, titel=s.titel) for s in alle
            ],
            opmerking=[
                teksten.zin("duiding.scenarios.opmerking", titel=s.titel, uitleg=s.uitleg)
                for s in alle
            ],
        )

    def _scenarionotitie(self, alle: list[invoer.Scenario]) -> str:
        uitleg = " ".join(
            teksten.zin("duiding.scenarios.uitleg", titel=s.titel, uitleg=klein(s.uitleg))
            for s in alle
        )
        if self.a.opgave.gepland is not None:
            return teksten.zin("duiding.scenarios.notitie", uitleg=uitleg)
        bestand = plannen.SOORT.bestand
        return teksten.zin(
            "duiding.scenarios.notitie_zonder_plannen", uitleg=uitleg, bestand=bestand
        )

    def gevoeligheid(self, woonvorm: str = "geclusterd") -> Beeld:
        """Welke aanname de uitkomst voor één woonvorm hoeveel verschuift; een aanname tegelijk."""
        if self.a.opgave.sleutel is None:
            return NIETS
        basis, eind = invoer.scenario(None, self.a.invoer), self.a.opgave.sleutel.eind
        grenzen = self._grenzen(basis, self.a.opgave.sleutel)
        uit = modellen.gevoeligheid(
            lambda a: float(self._uitkomst(woonvorm, a)["waarde"]), self.a.opgave.keuzes, grenzen
        )
        doet = uit[uit.bovengrens - uit.ondergrens > 0.5]
        if doet.empty:
            return NIETS
        namen = {n: _naam_aanname(n, grenzen[n]) for n in doet.aanname}
        zonder = [n for n in uit.aanname if n not in namen]
        soort, wat = self._wat
        vorm = opgavetabel.VORMEN[woonvorm]
        data = self.a.opgave.als_woningen(doet.assign(woonvorm=woonvorm, jaar=eind), soort)
        nu = float(data.waarde.iloc[0])
        return opgavefiguren.banden(
            data.assign(
                kort=list(namen.values()),
                uitsplitsing=[
                    teksten.zin("duiding.gevoeligheid.rij", vorm=vorm, aanname=naam.lower())
                    for naam in namen.values()
                ],
            ),
            titel=teksten.zin("duiding.gevoeligheid.titel"),
            lijn=nu,
            lijntekst=teksten.zin("duiding.gevoeligheid.nu", aantal=getal(nu)),
            ondertitel=teksten.zin(
                "duiding.gevoeligheid.ondertitel", vorm=vorm, jaar=eind, wat=wat
            ),
            notitie=_gevoeligheidsnotitie(basis, namen, zonder),
        )

    def _grenzen(self, basis: invoer.Scenario, k: modellen.Sleutel) -> dict[str, list]:
        """Per aanname de waarden aan de randen; die van de groei volgen uit de band."""
        grenzen = {
            n: [a[kant] for kant in ("laag", "hoog") if kant in a]
            for n, a in basis.aannames.items()
            if n != "groei"
        }
        o = self.a.opgave
        deel = modellen.aandeel(o.ouderen, "gemeente", k, [k.eind], o.keuzes).iloc[0]
        if deel.waarde > 0 and pd.notna(deel.ondergrens):
            randen = (deel.ondergrens, deel.bovengrens)
            grenzen["groei"] = [o.keuzes.groei * rand / deel.waarde for rand in randen]
        return {n: waarden for n, waarden in grenzen.items() if waarden}

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
                self.a.opgave.reden or teksten.zin("duiding.verkenner.geen_sleutel")
            )
        nodig, over = self._verkend(aannames, jaar)
        waar, wat = self.a.gemeente.naam, self._wat[1].capitalize()
        figuur = opgavefiguren.banden(
            nodig if over is None else over[over.waarde.notna()],
            titel=teksten.zin("duiding.verkenner.titel_behoefte", gemeente=waar)
            if over is None
            else teksten.zin("duiding.verkenner.titel_opgave", wat=wat, gemeente=waar),
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
        wie = teksten.zin("duiding.verkenner.opmerking")
        nodig = self.a.opgave.als_woningen(
            r.assign(waarde=r.behoefte, ondergrens=r.band_onder, bovengrens=r.band_boven),
            opmerking=wie,
            keuze=aannames,
        )
        zonder = self.a.opgave.gepland is None
        return nodig, None if zonder else self.a.opgave.als_woningen(
            r, Uitkomst.OPGAVE, wie, aannames
        )

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
        gemaakt = opgaven.programmering(
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
        return met(gemaakt, naam=plannen.SOORT.naam)

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
            wie = opgavetabel.LEEFTIJDEN[lft]
            rijen.append(
                straks.to_dict()
                | {k: straks[k] - begin.waarde for k in ("waarde", "ondergrens", "bovengrens")}
                | {
                    "indicator": f"groei_{lft}",
                    "omschrijving": teksten.zin("duiding.mensen.groei", wie=wie),
                    "kort": wie,
                    "vanaf": int(begin.jaar),
                    "eerst": begin.waarde,
                    "periode": teksten.zin(
                        "duiding.mensen.periode", begin=int(begin.jaar), eind=int(straks.jaar)
                    ),
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
            self.a.zorg.zorgvraag().dropna(subset="waarde").groupby("indicator", sort=False)
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
                        "omschrijving": teksten.zin(
                            "duiding.mensen.erbij", wat=klein(nu.omschrijving)
                        ),
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
        if self.a.opgave.geen_behoefte is not None:
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
        if self.a.opgave.geen_behoefte is not None:
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
            titel=teksten.zin("duiding.groepen.titel"),
            ondertitel=teksten.zin("duiding.groepen.ondertitel"),
            notitie=teksten.zin("duiding.groepen.notitie"),
        )

    def verdeling_afgesproken(self) -> Beeld:
        """Het afgesproken deel van elke groep naast het deel van de inwoners van de regio;
        niets zonder eigen bestand.
        """
        rijen = self.a.lokaal.rijen(verdeling.SOORT.naam)
        if rijen is None:
            return NIETS
        gemaakt = verdeling.naast_inwoners(rijen, self.a.regio.met_lidwoord)
        return met(gemaakt, naam=verdeling.SOORT.naam)


def _naam_aanname(naam: str, waarden: list) -> str:
    """Een aanname met de waarden aan haar randen, zoals zij naast een balk staat."""
    tekst = [_als_tekst(naam, w) for w in waarden]
    if naam == "leeftijd":
        wie = opgavetabel.LEEFTIJDEN.get(tekst[-1], tekst[-1])
        return teksten.zin("duiding.gevoeligheid.leeftijd", wie=wie)
    titel = invoer.AANNAMES[naam].titel
    return teksten.zin("duiding.gevoeligheid.aanname", titel=titel, waarden=" tot ".join(tekst))


def _als_tekst(naam: str, waarde: str | float) -> str:
    """Een factor met twee decimalen, een deel als percentage; een keuze blijft een woord."""
    if isinstance(waarde, str):
        return waarde
    return getal(waarde, 2) if naam == "groei" else f"{getal(100 * waarde)}%"


def _gevoeligheidsnotitie(basis: invoer.Scenario, namen: dict[str, str], zonder: list[str]) -> str:
    """Welke aannames niet zijn nagekeken, en welke er hier niet toe doen.

    namen: aanname -> hoe zij in de figuur heet.
    """
    vaag = [
        f"{klein(naam)} ({basis.aannames[n]['bron']})"
        for n, naam in namen.items()
        if basis.aannames[n]["status"] == Bronstatus.ONGECONTROLEERD
    ]
    titels = [klein(invoer.AANNAMES[n].titel) for n in zonder]
    delen = []
    if vaag:
        delen.append(teksten.zin("duiding.gevoeligheid.onzeker", aannames="; ".join(vaag)))
    if titels:
        delen.append(f" {teksten.zin('duiding.gevoeligheid.zonder', aannames='; '.join(titels))}")
    return "".join(delen)
