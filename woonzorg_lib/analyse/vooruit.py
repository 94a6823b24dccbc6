"""Onderwerpen die een model berekent. Het rekenen zelf staat in modellen."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd

from woonzorg_lib import beeld, gebieden, invoer, modellen, teksten
from woonzorg_lib.beeld import Beeld, vooruitzinnen, zinnen
from woonzorg_lib.soorten import prognose
from woonzorg_lib.soorten.eigen_bestand import Bestand
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.cijfers import modelgegevens
from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.cijfers.modelgegevens import ankerbron, margebron
from woonzorg_lib.onthouden import Onthoud

from .deel import Deel

TOT = 2050
UITGELEGD = ("65plus", "75plus", "85plus")  # the ages that the explanation speaks of
LATER = 2040  # the year in which the own national line stands beside the official one


class Model:
    """Wat voor elke gemeente hetzelfde is: per proces en per stel aannames één keer gerekend."""

    def __init__(self, norm: dict):
        self.norm = norm

    @cached_property
    def gegevens(self) -> modelgegevens.Prognosegegevens:
        """De tabellen van de prognose."""
        return _prognosegegevens()

    @property
    def zonder_anker(self) -> modelgegevens.Prognosegegevens:
        """Dezelfde tabellen zonder de officiële prognose, voor de eigen landelijke lijn."""
        return replace(self.gegevens, anker=self.gegevens.anker.iloc[:0])

    @cached_property
    def verloop(self) -> modellen.Verloop:
        """Het cohortmodel tot 2050, voor alle gemeenten."""
        return _verloop(json.dumps(self.norm))

    @cached_property
    def band(self) -> modellen.Band:
        """De band, met de marges van de officiële prognose."""
        return modellen.Band.uit(self.norm["band"], modellen.marge_van(self.gegevens))

    @cached_property
    def land(self) -> pd.DataFrame:
        """Heel Nederland, met de band."""
        return self.prognose({"land": self.verloop.codes})

    def prognose(self, leden: Mapping[str, Sequence[str]]) -> pd.DataFrame:
        """De prognose van gebieden, met de band."""
        return modellen.prognose(self.gegevens, leden, TOT, band=self.band, uitkomst=self.verloop)

    @cached_property
    def huishoudensgegevens(self) -> modelgegevens.Huishoudensgegevens:
        """De tabellen van de huishoudens."""
        return _huishoudensgegevens()

    @cached_property
    def huishoudens(self) -> modellen.Huishoudensverloop:
        """De huishoudens tot 2050, voor alle gemeenten."""
        return _huishoudens(json.dumps(self.norm))

    @cached_property
    def huishoudensband(self) -> modellen.Huishoudensband:
        """De onzekerheid om huishoudens."""
        marges = self.huishoudensgegevens.marges
        return modellen.Huishoudensband.uit(self.norm["huishoudens"], self.band, marges)

    @cached_property
    def toelichting(self) -> dict[str, str]:
        """De getallen in de uitleg van de prognose (teksten/prognose.yaml), zoals zij er staan."""
        return _toelichting(self)


def _toetsgetallen() -> dict[str, str]:
    """Wat de terugtoets gaf, zoals het in de uitleg staat."""
    toets = modelgegevens.terugtoets()
    per, land, alleen = toets["gemeenten"], toets["nederland"]["75plus"], toets["alleen_65plus"]
    binnen = {f"binnen_{k[:2]}": per[k]["binnen"][-1] for k in UITGELEGD}
    los = {f"los_{k[:2]}": per[k]["binnen_zonder_land"][-1] for k in UITGELEGD}
    een_jaar = {f"een_jaar_{k[:2]}": w for k, w in toets["een_jaar"].items()}
    fouten = toets["huishoudens"]["totaal"]["zonder_land"]
    heel = {
        "van": toets["jaren"][0],
        "tot": toets["jaren"][1],
        "begin_van": toets["begin"][0],
        "begin_tot": toets["begin"][1],
        "langst": land["jaren"][-1],
        "alleen_van": alleen["jaren"][0],
        "alleen_tot": alleen["jaren"][1],
        "beter_75": per["75plus"]["beter"],
        "gemeenten": per["75plus"]["gemeenten"],
    }
    komma = {
        "toen_75": land["gemiddeld"][-1],
        "toen_75_max": land["grootste"][-1],
        "huis_mediaan": fouten[0],
        "huis_p90": fouten[1],
        "alleen_mediaan": alleen["eigen"][0],
        "alleen_landelijk": alleen["landelijk"][0],
        "nu_65": per["65plus"]["nu"][0],
        "nu_75": per["75plus"]["nu"][0],
    }
    uit = {k: str(w) for k, w in (binnen | los | een_jaar | heel).items()}
    return uit | {k: getal(w, 1) for k, w in komma.items()}


def _toelichting(m: Model) -> dict[str, str]:
    anker, marge, norm = ankerbron(), margebron(), m.norm
    eigen = modellen.landelijk_van(m.zonder_anker, modellen.Instellingen.uit(norm))
    rij = m.land.query("leeftijd == '75plus' and geslacht == 'totaal' and jaar == @LATER").iloc[0]
    geteld = int(m.huishoudens.jaren[0])
    marges = m.huishoudensgegevens.marges.query("jaar == @geteld and wat == 'huishoudens'")
    return _toetsgetallen() | {
        "basis": str(m.verloop.bekend_tot),
        "begin": str(m.verloop.begin),
        "geteld_tot": str(m.verloop.land_tot),
        "eigen_sinds": str(m.gegevens.groepen.jaar.min()),
        "eigen_vanaf": getal(norm["eigen_vanaf"]["waarde"]),
        "vast_tot": getal(norm["vast_tot"]["waarde"]),
        "halvering": getal(norm["halvering"]["waarde"]),
        "trend_deel": getal(100 * norm["trend_deel"]["waarde"]),
        "trend_jaren": getal(norm["jaren_trend"]["waarde"]),
        "uitgever": anker.uitgever,
        "uitgave": anker.uitgave,
        "tabel": anker.tabel_van(LATER),
        "marge_tabel": marge.tabel_van(LATER),
        "marge_uitgave": marge.uitgave,
        "later": str(LATER),
        "eigen_75": _miljoen(eigen.in_jaar(LATER)[:, 75:].sum()),
        "land_75": _miljoen(rij.waarde),
        "land_75_laag": _miljoen(rij.ondergrens),
        "land_75_hoog": _miljoen(rij.bovengrens),
        "huishoudens_geteld": str(geteld),
        "huishoudens_verwacht": getal(marges.prognose.iloc[0]),
        "huishoudens_nl": getal(m.huishoudens.aantal[0].sum()),
    }


def _miljoen(aantal: float) -> str:
    return getal(aantal / 1e6, 2)


@Onthoud
def _prognosegegevens() -> modelgegevens.Prognosegegevens:
    return modelgegevens.prognosegegevens()


@Onthoud
def _huishoudensgegevens() -> modelgegevens.Huishoudensgegevens:
    return modelgegevens.huishoudensgegevens()


@Onthoud
def _verloop(norm: str) -> modellen.Verloop:
    keuze = modellen.Instellingen.uit(json.loads(norm))
    return modellen.verloop(_prognosegegevens(), TOT, keuze)


@Onthoud
def _huishoudens(norm: str) -> modellen.Huishoudensverloop:
    return modellen.huishoudens(_verloop(norm), _prognosegegevens(), _huishoudensgegevens())


# What is the same for all gemeenten and takes a second: it may be set ready.
LANDELIJK = (_prognosegegevens, _huishoudensgegevens, _verloop, _huishoudens)


@lru_cache(maxsize=4)
def _model(norm: str) -> Model:
    return Model(json.loads(norm))


class Vooruit(Deel):
    """Wat de modellen laten zien. Zelf aangeroepen is zij de prognose van ouderen."""

    @cached_property
    def model(self) -> Model:
        """Het rekenwerk dat alle gemeenten delen."""
        return _model(json.dumps(self.a.normen["prognose"], sort_keys=True, default=str))

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
        eigen = eigen[
            (eigen.leeftijd == leeftijd) & (eigen.geslacht == geslacht) & (eigen.jaar <= tot)
        ]
        reden = self._reden_te_laat
        if len(eigen) or self.a.prognose_bron is modellen.Prognosebron.LOKAAL:
            data = self._met_eigen(data[data.rol != "gemeente"], eigen)
            reden = self._reden_geen_eigen(leeftijd)
        data = data[data.rol.isin(["gemeente", *naast])]
        data.attrs["reden"] = reden
        return data

    def _cohortcijfers(self, leeftijd: str, geslacht: str, tot: int) -> pd.DataFrame:
        """Het cohortmodel als cijfers; leeg als het peiljaar te vroeg is."""
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
    def _mijlpalen(self) -> list[int]:
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

    @cached_property
    def _rand(self) -> pd.DataFrame:
        """De band van de 75-plussers van de gemeente, als factor per jaar."""
        c = self.cohort
        return modellen.rand(
            c[(c.gebied == "gemeente") & (c.leeftijd == "75plus") & (c.geslacht == "totaal")]
        )

    def prognosetabel(self, titel: str) -> Beeld:
        """65-, 75- en 85-plussers, samen en naar geslacht, nu en in de jaren tot 2050."""
        delen = [
            self.a.prognose(lft, g, TOT)
            for lft in ("65plus", "75plus", "85plus")
            for g in ("totaal", "mannen", "vrouwen")
        ]
        data = pd.concat([d for d in delen if len(d)] or delen[:1], ignore_index=True)
        eerste = [j for j in self.eigen_prognose.jaar if j >= self.bevolking.bekend_tot][:1]
        data = data[(data.rol == "gemeente") & data.jaar.isin([*eerste, *self._mijlpalen, TOT])]
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
            self._mijlpalen,
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
        m, gebieden_ = self.model, self.a.gebieden(["regio", "land"])
        tot = min(tot or max(self.a.prognosejaar, 2030), TOT)
        leden = {rol: g.leden for rol, g in gebieden_.items()}
        uit = modellen.prognose_huishoudens(m.huishoudens, m.verloop, leden, m.huishoudensband)
        uit = uit[uit.jaar <= tot].reset_index(drop=True)
        data = modellen.als_huishoudens(uit, gebieden_, int(m.huishoudens.jaren[0]))
        data = data.iloc[:0] if self.te_laat else data
        data.attrs["reden"] = self._reden_te_laat
        return data

    def kern_alle_huishoudens(self) -> Beeld:
        """Hoeveel huishoudens er straks zijn, en hoeveel van één persoon, met de band."""
        data = self.prognose_huishoudens()
        return beeld.zin(vooruitzinnen.huishoudenszin(data), data) if len(data) else beeld.zin("")

    def alle_huishoudens_tabel(self, titel: str, notitie: str = "") -> Beeld:
        """Huishoudens samen en naar soort, als tabel over de jaren."""
        data = self.prognose_huishoudens()
        if not len(data):
            return beeld.tekst("")
        jaren = sorted({int(data.jaar.min()), *self._mijlpalen[1:]})
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
            self._mijlpalen[-1],
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

    # Zorgvraag

    @cached_property
    def _zorgvraag(self) -> dict[str, pd.DataFrame]:
        """Per soort zorgvraag de schatting nu, in 2030 en in het prognosejaar;
        wat niet te berekenen is, ontbreekt.
        """
        if self.te_laat:
            return {}
        gevonden = {
            "dementie": self._dementie(),
            "bewegen": self._vast_aandeel("bewegen", "mobiliteitsbeperking"),
            "eenzaam": self._vast_aandeel("eenzaam", "eenzaam_65plus"),
            "wmo": self._ondersteuning(),
        }
        return {wat: data for wat, data in gevonden.items() if data is not None}

    def _dementie(self) -> pd.DataFrame:
        norm = self.a.normen
        uit = modellen.dementie(
            self.bevolking,
            self.model.gegevens,
            self.a.gemeente.leden,
            self._mijlpalen,
            norm["dementie"],
            norm["dementie_nederland"],
            norm["dementie_groei"],
            self._rand,
        )
        d = norm["dementie"]
        bron = teksten.zin("vooruit.norm", bron=d["bron"], status=d["status"])
        return self._als_zorgvraag("dementie", uit, (bron, ""))

    def _vast_aandeel(self, wat: str, id: str) -> pd.DataFrame | None:
        """65-plussers keer het lokale percentage van een indicator; None als een van de twee er
        niet is.
        """
        gemeten = self.a.verloop(id, naast=[]).dropna(subset="waarde")
        if not len(gemeten) or not len(self._65plus):
            return None
        uit = modellen.vast_aandeel(self._65plus, gemeten.set_index("jaar").waarde)
        return self._als_zorgvraag(wat, uit, _aandeelbron(gemeten), self._65plus)

    @cached_property
    def _65plus(self) -> pd.DataFrame:
        """De 65-plussers van de gemeente in het eerste bekende jaar en op de mijlpalen."""
        ouderen = self.a.prognose("65plus")
        eerste = min((j for j in ouderen.jaar if j >= self.bevolking.bekend_tot), default=0)
        jaren = [*self._mijlpalen, eerste]
        return ouderen[(ouderen.rol == "gemeente") & ouderen.jaar.isin(jaren)]

    def _ondersteuning(self) -> pd.DataFrame | None:
        """Mensen met Wmo-ondersteuning; None zonder cijfer."""
        clienten = self.a.cijfers("wmo_clienten", naast=[])
        if not clienten.waarde.notna().all():
            return None
        nu = int(clienten.jaar.iloc[0])
        inwoners = self.a.cijfers("inwoners", naast=[], jaar=nu)
        aantal = float(clienten.waarde.iloc[0] * inwoners.waarde.iloc[0] / 1000)
        jaren = [nu, *self._mijlpalen[1:]]
        leden = self.a.gemeente.leden
        uit = modellen.ondersteuning(self.bevolking, leden, aantal, nu, jaren, self._rand)
        return self._als_zorgvraag("wmo", uit, _aandeelbron(clienten))

    def _zonder_cijfer(self, wat: str) -> pd.DataFrame:
        niets = [np.nan]
        leeg = pd.DataFrame(
            {
                "jaar": [self.bevolking.bekend_tot],
                "waarde": niets,
                "ondergrens": niets,
                "bovengrens": niets,
            }
        )
        reden = teksten.zin("vooruit.zorgvraag_onbekend", wat=modellen.ZORGVRAAG[wat][1])
        data = modellen.als_zorgvraag(leeg, wat, self.a.gemeente, ("", ""), ("", ""))
        return data.assign(opmerking=reden)

    def _als_zorgvraag(
        self,
        wat: str,
        uitkomst: pd.DataFrame,
        aandeel: tuple[str, str],
        bevolking: pd.DataFrame | None = None,
    ) -> pd.DataFrame:
        """Een zorgvraag met haar twee bronnen. aandeel: (bron, tabel) van het percentage."""
        mensen = (teksten.zin("vooruit.cohort"), modellen.TABEL)
        if bevolking is not None and bevolking.soort.iloc[-1] != "schatting":
            mensen = (bevolking.bron.iloc[0], bevolking.tabel.iloc[0])
        return modellen.als_zorgvraag(uitkomst, wat, self.a.gemeente, aandeel, mensen)

    def zorgvraag(self) -> pd.DataFrame:
        """De zorgvraag nu, in 2030 en in het prognosejaar, met een lage en een hoge kant:
        dementie, beperking in bewegen, eenzaamheid en Wmo.
        """
        gevonden = self._zorgvraag
        uit = pd.DataFrame(columns=["rol", "waarde"])
        if gevonden:
            delen = [
                gevonden[w] if w in gevonden else self._zonder_cijfer(w) for w in modellen.ZORGVRAAG
            ]
            uit = pd.concat(delen, ignore_index=True)
        uit.attrs["reden"] = teksten.zin(
            "vooruit.zorgvraag_te_laat", jaar=self.bevolking.bekend_tot
        )
        return uit

    def kern_zorgvraag(self, *wat: str) -> Beeld:
        """De zorgvraag in zinnen, elk met haar band en de aanname die erbij hoort.
        wat: "dementie", "bewegen", "eenzaam" of "wmo".
        """
        gekozen = {w: self._zorgvraag[w] for w in wat if w in self._zorgvraag}
        if not gekozen:
            return beeld.zin("")
        return beeld.zin(
            " ".join(
                vooruitzinnen.zorgvraagzin(w, data, self.a.gemeente) for w, data in gekozen.items()
            ),
            pd.concat(gekozen.values()),
        )


def _aandeelbron(data: pd.DataFrame) -> tuple[str, str]:
    """(bron met periode, tabel) van het laatste cijfer."""
    r = data.iloc[-1]
    return teksten.zin("vooruit.aandeel", bron=r.bron, periode=r.periode), r.tabel
