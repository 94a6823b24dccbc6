"""De verdeelsleutel, wat er volgens haar nodig is, en wat er na de plannen nog ontbreekt.

Haalt de getallen bij elkaar en geeft ze door; het rekenen zelf staat in modellen.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from woonzorg_lib import invoer, modellen, teksten
from woonzorg_lib.beeld import Beeld, opgavefiguren, opgaven
from woonzorg_lib.beeld.beeld import met_rijen
from woonzorg_lib.beeld.tekening import NIETS
from woonzorg_lib.beeld.zinnen import hoofdletter, klein
from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.invoer.behoefte import OUDE_NAMEN, SLEUTELDELEN
from woonzorg_lib.modellen import opgavetabel
from woonzorg_lib.modellen.behoefte import BAND
from woonzorg_lib.modellen.opgavetabel import Uitkomst
from woonzorg_lib.soorten import plannen, zorgplannen
from woonzorg_lib.soorten.eigen_bestand import Bestand

from .deel import Deel
from .geen_behoefte import Reden, waarom_geen
from .model import TOT

LATER = (2035, 2040)  # after the key: the same ratio carried on, and named so


class Opgave(Deel):
    """Wat er nodig is en wat er nog ontbreekt."""

    # What there is to compute with

    @cached_property
    def getallen(self) -> invoer.Behoefte:
        """Wat er over de woonbehoefte is ingevuld (behoefte.yaml)."""
        return invoer.behoefte(self.a.invoer, self.a.gemeente.code)

    @cached_property
    def geen_behoefte(self) -> Reden | None:
        """Waarom er geen behoefte te berekenen is; None als het wel kan."""
        return waarom_geen(self.a)

    @property
    def reden(self) -> str:
        """Waarom er geen woonbehoefte te berekenen is, in een zin; leeg als het wel kan."""
        return "" if self.geen_behoefte is None else self.geen_behoefte.zin

    @cached_property
    def sleutel(self) -> modellen.Sleutel | None:
        """De verdeelsleutel uit behoefte.yaml; None als zij er niet is of niet te gebruiken is."""
        if self.geen_behoefte is not None or (s := self.getallen.sleutel) is None:
            return None
        return modellen.Sleutel(
            {v: s[v]["waarde"] for v in SLEUTELDELEN},
            int(s["begin"]["waarde"]),
            int(s["eind"]["waarde"]),
            s["leeftijd"],
            s["verdeeld_over"],
        )

    @property
    def verdeelsleutel(self) -> modellen.Sleutel:
        """De sleutel, voor wie al weet dat zij er is; anders een fout met de reden."""
        if self.sleutel is None:
            raise WoonzorgFout(self.reden or teksten.zin("opgave.geen_sleutel"))
        return self.sleutel

    @property
    def sleutelbron(self) -> dict:
        """De regels van de sleutel in behoefte.yaml, elk met waarde en bron."""
        return self.getallen.sleutel or {}

    @property
    def van_programma(self) -> bool:
        """Waar als de sleutel die van het landelijke programma is, zoals de kit haar meegeeft."""
        return self.getallen.sleutel == invoer.behoefte().sleutel

    @cached_property
    def keuzes(self) -> modellen.Aannames:
        """De aannames van het gekozen scenario."""
        return modellen.Aannames(**self.a.scenario.waarden)

    @cached_property
    def ouderen(self) -> pd.DataFrame:
        """Ouderen per rol, jaar en leeftijd, niet afgerond;
        met de eigen prognose van de gemeente als die ver genoeg loopt.
        """
        eigen = self.a.prognose.eigen_prognose
        tot = self.sleutel.eind + 1 if self.sleutel else 2031
        cohort = self.a.prognose.cohort_hele_regio
        samen = modellen.met_eigen_prognose(cohort, eigen, tot) if len(eigen) else None
        alles = cohort if samen is None else samen
        return alles[alles.geslacht == "totaal"]

    @cached_property
    def _met_eigen(self) -> bool:
        return bool(self.ouderen[self.ouderen.gebied == "gemeente"].ondergrens.isna().any())

    @cached_property
    def sleuteljaren(self) -> list[int]:
        t = self.ouderen
        alle = zip(t.gebied.tolist(), t.leeftijd.tolist(), t.jaar.tolist())
        per_leeftijd: dict[str, int] = {}
        for gebied, leeftijd, jaar in alle:
            if gebied == "gemeente":
                per_leeftijd[leeftijd] = max(jaar, per_leeftijd.get(leeftijd, jaar))
        laatste = min(TOT, *per_leeftijd.values()) - 1
        eind = self.verdeelsleutel.eind
        return [eind, *(j for j in LATER if eind < j <= laatste)]

    @cached_property
    def plannenbestand(self) -> Bestand | None:
        """Het eigen bestand met plannen, als het bruikbaar is en rijen heeft."""
        b = self.bruikbaar(plannen.SOORT)
        return b if b is not None and len(b.tabel) else None

    @property
    def _onttrekking_sleutel(self) -> dict[str, float]:
        """Wat verdwijnt, per deel van de sleutel;
        in een bestand van vroeger heet het derde deel verpleegzorg.
        """
        weg = self.getallen.waarden("onttrekking")
        oud = {nu: weg[vroeger] for vroeger, nu in OUDE_NAMEN.items() if vroeger in weg}
        return oud | weg

    @cached_property
    def gepland(self) -> pd.DataFrame | None:
        """De plannen per woonvorm en jaar, zonder wat al als toegevoegd is opgegeven;
        None als geen plan een woonvorm noemt.
        """
        if self.plannenbestand is None:
            return None
        na = {v: int(d["jaar"]) for v, d in self.getallen.toegevoegd.items()}
        uit = modellen.plannen(self.plannenbestand.tabel, "extra", self.sleuteljaren, na)
        return uit if len(uit) else None

    @property
    def met_plannen(self) -> bool:
        """Of er plannen zijn die een woonvorm voor ouderen noemen."""
        return self.gepland is not None

    def reken(self, aannames: modellen.Aannames | None = None) -> pd.DataFrame:
        """Behoefte en opgave volgens de sleutel, niet afgerond: woonvorm, jaar, behoefte (met
        band_onder en band_boven), aanwezig, hard, zacht, onttrekking, en de opgave met band.
        """
        keuze = aannames or self.keuzes
        if keuze not in self._gerekend:
            nodig = modellen.behoefte_sleutel(
                self.ouderen, "gemeente", self.verdeelsleutel, self.sleuteljaren, keuze
            )
            uit = modellen.opgave(
                nodig,
                self.gepland,
                self.getallen.waarden("toegevoegd"),
                self._onttrekking_sleutel,
                keuze,
            )
            self._gerekend[keuze] = uit.assign(
                band_onder=nodig.ondergrens.to_numpy(), band_boven=nodig.bovengrens.to_numpy()
            )
        return self._gerekend[keuze].copy()

    def rekenrij(self, woonvorm: str, aannames: modellen.Aannames | None = None) -> dict:
        """De rij van `reken` van één woonvorm, aan het eind van de sleutel."""
        wat = (woonvorm, self.verdeelsleutel.eind)
        rijen = self.reken(aannames).to_dict("records")
        return next(rij for rij in rijen if (rij["woonvorm"], rij["jaar"]) == wat)

    @cached_property
    def _gerekend(self) -> dict[modellen.Aannames, pd.DataFrame]:
        return {}

    def uitkomsten(self) -> set[str]:
        """De behoefte en de opgave, als zij te berekenen zijn."""
        if self.geen_behoefte is not None:
            return set()
        # What the key gives is an estimate: the register asks for local numbers beside it,
        # so an onderwerp is never more than deels by the key alone.
        uit = {"behoefte"}
        if self.getallen.tarieven or self.a.afgesproken.eigen_opgave is not None:
            uit.add("eigen behoefte")
        if self.sleutel and self.gepland is not None:
            uit.add("opgave")
        return uit

    # The long tables

    def als_woningen(
        self,
        uitkomst: pd.DataFrame,
        soort: str = Uitkomst.BEHOEFTE,
        opmerking: str = "",
        keuze: modellen.Aannames | None = None,
    ) -> pd.DataFrame:
        """Een uitkomst van `reken` als lange tabel met bron en band.

        soort: "woonbehoefte" of "woonopgave". opmerking: wat er bij elk cijfer nog te zeggen is.
        keuze: de aannames waarmee gerekend is, standaard die van het scenario.
        """
        leeftijd = (keuze or self.keuzes).leeftijd or self.verdeelsleutel.leeftijd
        wie = opgavetabel.LEEFTIJDEN[leeftijd]
        definitie = opgavetabel.definitie_sleutel(wie, self.waar)
        if soort == Uitkomst.OPGAVE:
            definitie += opgavetabel.definitie_opgave()
        return modellen.als_woningen(
            uitkomst,
            soort,
            self.a.gemeente,
            self._bron(wie),
            "; ".join(self._bestanden(soort)),
            definitie,
            self.verdeelsleutel.begin,
            self.verdeelsleutel.eind,
            self._opmerking(opmerking),
        )

    def _bron(self, wie: str) -> str:
        """Waar de sleutel vandaan komt, en volgens welke prognose zij is verdeeld."""
        prognose = (
            teksten.zin("opgave.bron.eigen_prognose")
            if self._met_eigen
            else teksten.zin("opgave.bron.cohort")
        )
        bron = hoofdletter(self.sleutelbron["geclusterd"]["bron"])
        return teksten.zin("opgave.bron.sleutel", bron=bron, wie=wie, prognose=prognose)

    def _opmerking(self, erbij: str) -> str:
        scenario = self.a.scenario
        delen = [
            ""
            if scenario.is_basis
            else teksten.zin("opgave.opmerking.scenario", titel=scenario.titel),
            teksten.zin("opgave.opmerking.sleutel"),
            erbij,
        ]
        return ". ".join(deel for deel in delen if deel)

    def _bestanden(self, soort: str) -> list[str]:
        """De bestanden waar een uitkomst op rust, elk één keer."""
        alle = [self.getallen.bestanden["sleutel"]]
        if soort == Uitkomst.OPGAVE:
            eigen = ("toegevoegd", "onttrekking")
            alle += [b for onderdeel, b in self.getallen.bestanden.items() if onderdeel in eigen]
            alle.append(plannen.SOORT.bestand)
        return list(dict.fromkeys(alle))

    @property
    def scenariozin(self) -> str:
        """Welk scenario dit is, in een zin; leeg bij het basisscenario."""
        s = self.a.scenario
        if s.is_basis:
            return ""
        return teksten.zin("opgave.scenario", titel=s.titel, uitleg=klein(s.uitleg))

    @property
    def waar(self) -> str:
        """Waarover de sleutel verdeelt, zoals het in een zin staat."""
        return "Nederland" if self.verdeelsleutel.gebied == "land" else self.a.regio.met_lidwoord

    def woonbehoefte(self, jaar: int | None = None) -> pd.DataFrame:
        """De extra woningen die sinds het begin van de sleutel nodig zijn, per woonvorm en jaar,
        met de band; leeg als er niets te berekenen is.
        """
        data = self._woonbehoefte
        return data.copy() if jaar is None else data[data.jaar == jaar].reset_index(drop=True)

    @cached_property
    def _woonbehoefte(self) -> pd.DataFrame:
        if self.sleutel is None:
            return pd.DataFrame(columns=["woonvorm", "jaar", *BAND])
        uit = self.reken()
        return self.als_woningen(
            uit.assign(waarde=uit.behoefte, ondergrens=uit.band_onder, bovengrens=uit.band_boven)
        )

    # C3: the opgave

    def kern_opgave(self) -> Beeld:
        """Wat er na aftrek van de harde plannen overblijft, in zinnen met de band;
        zonder plannen alleen waarom dat niet kan.
        """
        if self.sleutel is None:
            return opgaven.waarom_niets(self.reden) if self.reden else NIETS
        if self.gepland is None:
            bestand = plannen.SOORT.bestand
            return opgaven.waarom_niets(
                teksten.zin("opgave.opgave.zonder_plannen", bestand=bestand)
                if self.plannenbestand is None
                else teksten.zin("opgave.opgave.zonder_woonvormen", bestand=bestand)
            )
        r = self.reken()
        opgave, nu = self.opgaverijen(r), r[r.jaar == self.sleutel.eind]
        gezegd = opgaven.kern_opgave(
            opgave,
            nu,
            self.woonbehoefte(self.sleutel.eind),
            self.sleutel.begin,
            self.sleutel.eind,
            self.scenariozin,
            plannen.SOORT.bestand,
            zorgplannen.SOORT.bestand,
        )
        return met_rijen(gezegd, opgavetabel.onderdelen(opgave, nu))

    def opgaverijen(self, uitkomst: pd.DataFrame) -> pd.DataFrame:
        """De opgave per woonvorm aan het eind van de sleutel, als cijfers met bron."""
        begin = self.verdeelsleutel.begin
        nu = uitkomst[(uitkomst.jaar == self.verdeelsleutel.eind) & uitkomst.waarde.notna()]
        onbekend = (
            ""
            if self.getallen.toegevoegd
            else teksten.zin("opgave.opmerking.gebouwd_onbekend", begin=begin)
        )
        return self.als_woningen(nu, Uitkomst.OPGAVE, onbekend)

    def figuur_opgave(self, woonvorm: str = "geclusterd") -> Beeld:
        """Van behoefte naar opgave in stappen, voor één woonvorm; niets zonder plannen."""
        if self.sleutel is None or self.gepland is None:
            return NIETS
        r = self.reken().query("woonvorm == @woonvorm and jaar == @self.sleutel.eind").iloc[0]
        if pd.isna(r.waarde):
            return NIETS
        k, vorm = self.sleutel, opgavetabel.VORMEN[woonvorm].lower()
        return opgavefiguren.stappen(
            self._staprijen(woonvorm, r),
            titel=teksten.zin("opgave.opgave.titel", vorm=vorm, jaar=k.eind),
            ondertitel=teksten.zin("opgave.opgave.ondertitel"),
            notitie=teksten.zin("opgave.opgave.notitie")
            if pd.notna(r.aanwezig)
            else teksten.zin("opgave.opgave.notitie_onbekend", begin=k.begin),
        )

    def _staprijen(self, woonvorm: str, r: pd.Series) -> pd.DataFrame:
        """De stappen als cijfers met bron; alleen de eerste en de laatste zijn een schatting."""
        stappen = _stappen(r, self.verdeelsleutel.begin)
        aantallen = [float(s.woningen) for s in stappen]
        ruw = pd.DataFrame({"woonvorm": woonvorm, "jaar": r.jaar, "waarde": aantallen})
        ruw = ruw.assign(ondergrens=None, bovengrens=None).astype({k: float for k in BAND})
        ruw.loc[0, ["ondergrens", "bovengrens"]] = r.band_onder, r.band_boven
        ruw.loc[len(ruw) - 1, ["ondergrens", "bovengrens"]] = r.ondergrens, r.bovengrens
        vorm = opgavetabel.VORMEN[woonvorm]
        data = self.als_woningen(ruw, Uitkomst.OPGAVE).assign(
            kort=[s.naam for s in stappen],
            uitsplitsing=[f"{vorm}: {s.naam.lower()}" for s in stappen],
        )
        # Plans are counted, not estimated: only the first and the last are rounded.
        data["waarde"] = [data.waarde.iloc[0], *aantallen[1:-1], data.waarde.iloc[-1]]
        return data


@dataclass(frozen=True)
class Stap:
    """Een stap van behoefte naar opgave: haar naam en hoeveel woningen.

    altijd: ook te zien als er geen woningen zijn.
    """

    naam: str
    woningen: float
    altijd: bool = False


def _stappen(r: pd.Series, begin: int) -> list[Stap]:
    """Van behoefte naar opgave; een stap die onbekend is of niets doet, valt weg."""
    over = (
        teksten.zin("opgave.stappen.over")
        if pd.notna(r.aanwezig)
        else teksten.zin("opgave.stappen.over_onbekend")
    )
    alle = [
        Stap(teksten.zin("opgave.stappen.nodig"), r.behoefte),
        Stap(teksten.zin("opgave.stappen.gebouwd", begin=begin), -r.aanwezig),
        Stap(teksten.zin("opgave.stappen.hard"), -r.hard, altijd=True),
        Stap(teksten.zin("opgave.stappen.zacht"), -r.zacht),
        Stap(teksten.zin("opgave.stappen.verdwijnt"), r.onttrekking),
        Stap(over, r.waarde),
    ]
    return [s for s in alle if pd.notna(s.woningen) and (s.woningen or s.altijd)]
