"""Onderwerpen die een model berekent. Het rekenen zelf staat in modellen."""

from __future__ import annotations

import json
from functools import cached_property

import pandas as pd

from woonzorg_lib import beeld, gebieden, invoer, modellen, teksten
from woonzorg_lib.beeld import Beeld, vooruitzinnen, zinnen
from woonzorg_lib.soorten import prognose
from woonzorg_lib.soorten.eigen_bestand import Bestand
from woonzorg_lib.gebieden import Gebied

from .deel import Deel
from .model import TOT, Model, model_met


class Vooruit(Deel):
    """Wat de modellen laten zien. Zelf aangeroepen is zij de prognose van ouderen."""

    @cached_property
    def model(self) -> Model:
        """Het rekenwerk dat alle gemeenten delen."""
        return model_met(json.dumps(self.a.normen["prognose"], sort_keys=True, default=str))

    @property
    def bevolking(self) -> modellen.Verloop:
        """Het cohortmodel tot 2050: personen per jaar, geslacht, gemeente en leeftijd,
        voor alle gemeenten.
        """
        return self.model.verloop

    @cached_property
    def cohort(self) -> pd.DataFrame:
        return self._cohort_van(self.a.gebieden(["regio"]))

    def _cohort_van(self, gebieden_: dict[str, Gebied]) -> pd.DataFrame:
        leden = {rol: g.leden for rol, g in gebieden_.items()}
        return pd.concat([self.model.prognose(leden), self.model.land], ignore_index=True)

    @cached_property
    def cohort_hele_regio(self) -> pd.DataFrame:
        """Het cohortmodel met de regio waar de gemeente zelf bij hoort,
        om een aantal over te verdelen.
        """
        if self.a.regio_ernaast is None or not gebieden.is_rest(self.a.regio_ernaast.code):
            return self.cohort
        return self._cohort_van({"gemeente": self.a.gemeente, "regio": self.a.hele_regio})

    @cached_property
    def _prognosebestand(self) -> Bestand | None:
        """Het eigen bestand met een prognose, als het bruikbaar is en de prognosebron
        het toelaat.
        """
        b = (
            self.a.eigen.bestand(prognose.SOORT.naam)
            if self.a.prognose_bron is not modellen.Prognosebron.COHORT
            else None
        )
        return b if b is not None and not b.fouten else None

    @cached_property
    def eigen_prognose(self) -> pd.DataFrame:
        if (b := self._prognosebestand) is None:
            return modellen.geen_prognose()
        eerste = b.tabel[b.tabel.model == b.tabel.model.iloc[0]]
        grenzen = pd.DataFrame(
            [invoer.leeftijdsgrenzen(k) for k in eerste.leeftijd],
            columns=["van", "tot"],
            index=eerste.index,
        )
        return modellen.eigen_prognose(eerste.assign(van=grenzen.van, tot=grenzen.tot))

    @property
    def te_laat(self) -> bool:
        return self.a.peiljaar is not None and self.a.peiljaar < self.bevolking.bekend_tot

    @property
    def _reden_te_laat(self) -> str:
        return teksten.zin("vooruit.te_laat", jaar=self.bevolking.bekend_tot)

    def uitkomsten(self) -> set[str]:
        """De prognose en die van huishoudens, als zij te maken zijn."""
        uit = set() if self.te_laat else {"huishoudensprognose"}
        if "75plus" in set(self.eigen_prognose.leeftijd):
            return uit | {"prognose"}
        return (
            uit
            if self.a.prognose_bron is modellen.Prognosebron.LOKAAL or self.te_laat
            else uit | {"prognose"}
        )

    def __call__(
        self,
        leeftijd: str = "75plus",
        geslacht: str = "totaal",
        tot: int | None = None,
        naast: tuple[str, ...] | list[str] = ("regio", "land"),
    ) -> pd.DataFrame:
        """Het aantal ouderen tot en met het prognosejaar (of `tot`), met de band:
        de gemeente, en standaard de regio en Nederland; met `naast=[]` de gemeente alleen.

        Begint in het laatste jaar waarvan alle leeftijden geteld zijn,
        zodat een index dezelfde groei toont als de zin.
        leeftijd: "65plus", "75plus", "80plus" of "85plus". geslacht: "totaal", "mannen" of
        "vrouwen". De gemeente volgt haar eigen prognose als die er is en deze leeftijd heeft
        (prognose_bron auto of lokaal); dan zonder band. Regio en Nederland komen uit het
        cohortmodel. Leeg als het peiljaar voor het laatste bekende jaar ligt.
        """
        tot = min(tot or max(self.a.prognosejaar, 2030), TOT)
        data = self._cohortcijfers(leeftijd, geslacht, tot)
        eigen = self.eigen_prognose
        if len(eigen):
            hier = (eigen.leeftijd == leeftijd) & (eigen.geslacht == geslacht)
            eigen = eigen[hier & (eigen.jaar <= tot)]
        reden = self._reden_te_laat
        if len(eigen) or self.a.prognose_bron is modellen.Prognosebron.LOKAAL:
            data = self._met_eigen(data[data.rol != "gemeente"], eigen)
            reden = self._reden_geen_eigen(leeftijd)
        data = data[data.rol.isin(["gemeente", *naast])]
        data.attrs["reden"] = reden
        return data

    def _cohortcijfers(self, leeftijd: str, geslacht: str, tot: int) -> pd.DataFrame:
        """Het cohortmodel als cijfers; leeg als het peiljaar te vroeg is."""
        vraag = (leeftijd, geslacht, tot)
        if vraag not in self._gevraagd:
            self._gevraagd[vraag] = self._als_cijfers(*vraag)
        return self._gevraagd[vraag].copy()

    @cached_property
    def _gevraagd(self) -> dict[tuple[str, str, int], pd.DataFrame]:
        return {}

    def _als_cijfers(self, leeftijd: str, geslacht: str, tot: int) -> pd.DataFrame:
        data = modellen.als_cijfers(
            self.cohort[self.cohort.jaar.between(self.bevolking.bekend_tot, tot)],
            self.a.gebieden(["regio", "land"]),
            leeftijd,
            self.bevolking.bekend(modellen.OUDER[leeftijd]),
            geslacht,
            self.bevolking.geteld[modellen.OUDER[leeftijd]],
        )
        return data.iloc[:0] if self.te_laat else data

    def _met_eigen(self, andere: pd.DataFrame, eigen: pd.DataFrame) -> pd.DataFrame:
        """De eigen prognose van de gemeente, met de andere gebieden vanaf haar eerste jaar;
        leeg zonder.

        andere: de cijfers van regio en land.
        """
        b = self._prognosebestand
        if b is None or not len(eigen):
            return andere.iloc[:0]
        naam, model = b.naam, b.tabel.model.iloc[0]
        eigen_cijfers = modellen.als_eigen_cijfers(eigen, self.a.gemeente, naam, model)
        erna = andere[andere.jaar >= eigen.jaar.min()]
        return pd.concat([eigen_cijfers, erna], ignore_index=True)

    def _reden_geen_eigen(self, leeftijd: str) -> str:
        """Waarom de gemeente in haar eigen prognose geen cijfer heeft."""
        if self._prognosebestand is None:
            return teksten.zin("vooruit.geen_bestand", bestand=prognose.SOORT.bestand)
        bestand = self._prognosebestand.naam
        return teksten.zin("vooruit.geen_klasse", bestand=bestand, leeftijd=leeftijd[:2])

    @property
    def prognosegrens(self) -> dict[int, str]:
        """Het eerste jaar dat vooruit is berekend, om in een lijn te merken."""
        return {self.bevolking.bekend_tot + 1: "prognose"}

    @property
    def mijlpalen(self) -> list[int]:
        """Het laatste bekende jaar, 2030 en het prognosejaar: de jaren van een tabel."""
        return sorted({self.bevolking.bekend_tot, 2030, min(max(self.a.prognosejaar, 2030), TOT)})

    def kern_prognose(self, *leeftijden: str) -> Beeld:
        """De verwachte groei van het aantal ouderen in zinnen, met de band en de bron."""
        delen = [d for lft in leeftijden if len(d := self.a.prognose(lft))]
        if not delen:
            return beeld.zin("")
        # The source is named where it changes.
        bronnen = [d.bron[d.rol == "gemeente"].iloc[-1] for d in delen]
        zinnen_ = [
            zinnen.prognosezin(d, self.bevolking.bekend_tot, bron=not i or bron != bronnen[i - 1])
            for i, (d, bron) in enumerate(zip(delen, bronnen))
        ]
        return beeld.zin(" ".join(zinnen_), pd.concat(delen))

    def prognosetabel(self, titel: str) -> Beeld:
        """65-, 75- en 85-plussers, samen en naar geslacht, nu en in de jaren tot 2050."""
        delen = [
            self.a.prognose(lft, g, TOT)
            for lft in ("65plus", "75plus", "85plus")
            for g in ("totaal", "mannen", "vrouwen")
        ]
        data = pd.concat([d for d in delen if len(d)] or delen[:1], ignore_index=True)
        eerste = [j for j in self.eigen_prognose.jaar if j >= self.bevolking.bekend_tot][:1]
        data = data[(data.rol == "gemeente") & data.jaar.isin([*eerste, *self.mijlpalen, TOT])]
        if data.empty:
            return beeld.tekst("")
        return vooruitzinnen.jarentabel(
            data.assign(kort=[vooruitzinnen.groep(i) for i in data.indicator]),
            titel,
            dicht=teksten.zin("vooruit.dicht"),
        )

    @cached_property
    def _woonsituatie(self) -> pd.DataFrame:
        """Hoe 75-plussers wonen: nu, in 2030 en in het prognosejaar."""
        if self.te_laat:
            return pd.DataFrame()
        m, leden = self.model, {"gemeente": self.a.gemeente.leden}
        uit = modellen.woonsituatie(
            m.huishoudens,
            m.verloop,
            m.huishoudensgegevens,
            leden,
            self.mijlpalen,
            m.huishoudensband,
        )
        return modellen.als_woonsituatie(uit, self.a.gemeente, self.bevolking.bekend_tot)

    def kern_wonen_75plus(self) -> Beeld:
        """Hoeveel 75-plussers straks alleen wonen, met de band."""
        data = self._woonsituatie
        return beeld.zin(vooruitzinnen.woonzin(data), data) if len(data) else beeld.zin("")

    def tabel_wonen_75plus(self, titel: str, notitie: str = "") -> Beeld:
        """Hoe 75-plussers wonen, als tabel over de jaren."""
        data = self._woonsituatie
        return vooruitzinnen.jarentabel(data, titel, notitie) if len(data) else beeld.tekst("")

    # The names of before; own notebooks of gemeenten keep them.
    kern_huishoudens, huishoudenstabel = kern_wonen_75plus, tabel_wonen_75plus

    def prognose_huishoudens(self, tot: int | None = None) -> pd.DataFrame:
        """Alle huishoudens tot en met het prognosejaar (of `tot`), samen en naar soort,
        met de band.

        Gemeente, regio en Nederland. Leeg als het peiljaar voor het laatste bekende jaar ligt.
        """
        data = self._alle_huishoudens
        tot = min(tot or max(self.a.prognosejaar, 2030), TOT)
        data = data.iloc[:0] if self.te_laat else data[data.jaar <= tot].reset_index(drop=True)
        data.attrs["reden"] = self._reden_te_laat
        return data

    @cached_property
    def _alle_huishoudens(self) -> pd.DataFrame:
        m, gebieden_ = self.model, self.a.gebieden(["regio", "land"])
        leden = {rol: g.leden for rol, g in gebieden_.items()}
        uit = modellen.prognose_huishoudens(m.huishoudens, m.verloop, leden, m.huishoudensband)
        return modellen.als_huishoudens(uit, gebieden_, int(m.huishoudens.jaren[0]))

    def kern_alle_huishoudens(self) -> Beeld:
        """Hoeveel huishoudens er straks zijn, en hoeveel van één persoon, met de band."""
        data = self.prognose_huishoudens()
        return beeld.zin(vooruitzinnen.huishoudenszin(data), data) if len(data) else beeld.zin("")

    def alle_huishoudens_tabel(self, titel: str, notitie: str = "") -> Beeld:
        """Huishoudens samen en naar soort, als tabel over de jaren."""
        data = self.prognose_huishoudens()
        if not len(data):
            return beeld.tekst("")
        jaren = sorted({int(data.jaar.min()), *self.mijlpalen[1:]})
        data = data[(data.rol == "gemeente") & data.jaar.isin(jaren)]
        return vooruitzinnen.jarentabel(data, titel, notitie)

    def prognose_steun(self) -> pd.DataFrame:
        """Inwoners van 50 tot en met 74 jaar per 85-plusser tot en met het prognosejaar, met band:
        gemeente, regio en Nederland.
        """
        return self._oosr

    @cached_property
    def _oosr(self) -> pd.DataFrame:
        gebieden_ = self.a.gebieden(["regio", "land"])
        uit = modellen.oosr_met_band(
            self.bevolking,
            {rol: g.leden for rol, g in gebieden_.items()},
            self.model.band,
            self.mijlpalen[-1],
        )
        data = modellen.als_oosr(uit, gebieden_, self.bevolking.bekend_tot)
        data = data.iloc[:0] if self.te_laat else data
        data.attrs["reden"] = self._reden_te_laat
        return data

    def kern_steun(self) -> Beeld:
        """Hoeveel inwoners er straks zijn om ouderen te helpen, met de band."""
        data = self.prognose_steun()
        return beeld.zin(vooruitzinnen.oosrzin(data, self.bevolking.bekend_tot), data)

    # The names of before, after the ratio that researchers call OOSR.
    kern_oosr, prognose_oosr = kern_steun, prognose_steun

    def kern_wmo_leeftijd(self) -> Beeld:
        """Dat het gebruik van de Wmo niet voor leeftijd is gecorrigeerd,
        met het aandeel 75-plussers hier en in Nederland.
        """
        data = self.a.cijfers("aandeel_75plus", naast=["land"])
        return beeld.zin(vooruitzinnen.niet_gecorrigeerd(data), data)
