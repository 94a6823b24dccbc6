"""De verkenner voor JupyterLab: schuif aan de aannames en zie behoefte en opgave veranderen.
Rekent zelf niets uit en tekent niets.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

import ipywidgets as w

from woonzorg_lib import gebieden, invoer, modellen, teksten
from woonzorg_lib.aanroep import typ
from woonzorg_lib.beeld import opgaven
from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.invoer.scenarios import bewaar
from woonzorg_lib.soorten import plannen

from . import Analyse

# Per slider: how many percent at least and at most, and what a hundred percent is.
SCHUIVEN = {
    "groei": (50, 150),
    "naar_geclusterd": (0, 100),
    "harde_plannen": (0, 100),
    "zachte_plannen": (0, 100),
}
PLANNEN = ("harde_plannen", "zachte_plannen")  # sliders that need plans of the gemeente
LEEFTIJDEN = {
    "zoals in de sleutel": "sleutel",
    "65-plussers": "65plus",
    "75-plussers": "75plus",
    "85-plussers": "85plus",
}
_BREED, _LABEL = w.Layout(width="52rem", max_width="100%"), {"description_width": "31rem"}


class Verkenner:
    """Kies een gemeente, een jaar en een scenario, en verschuif de aannames.

    gemeente: naam of code. scenario: waar u begint, standaard basis.
    invoer: map met eigen invoer, standaard `parameters`.
    Fouten: OnbekendeGemeente, OnbekendScenario.
    """

    def __init__(
        self,
        gemeente: str,
        scenario: str | None = None,
        invoer: str | None = None,
        prognose_bron: str | None = None,
    ):
        self._analyse = lru_cache(maxsize=8)(
            lambda naam: Analyse(naam, invoer=invoer, prognose_bron=prognose_bron)
        )
        self.analyse = Analyse(
            gemeente, invoer=invoer, prognose_bron=prognose_bron, scenario=scenario
        )
        self._bezig = False
        self.bij_bewaard: Callable[[str], None] | None = None  # hears which scenario was kept
        self._maak_keuzes(self.analyse.gemeente.naam)
        self._maak_bewaren()
        self.niets = w.HTML()  # says of a slider that it changes nothing here
        self.uitkomst = w.HTML()
        self._vul_scenarios(self.analyse.scenario.id)
        self._kies_scenario()
        self._kies_gemeente()
        self._luister()

    def _maak_keuzes(self, gemeente: str) -> None:
        """The widgets for the gemeente, the year and the assumptions."""
        self.gemeente = w.Combobox(
            value=gemeente,
            options=[g.naam for g in gebieden.gemeenten()],
            description="Gemeente",
            continuous_update=False,
            layout=_BREED,
            style=_LABEL,
        )
        self.jaar = w.ToggleButtons(options=[2030], description="Tot en met", style=_LABEL)
        self.scenario = w.Dropdown(
            description="Scenario om mee te beginnen", layout=_BREED, style=_LABEL
        )
        self.schuiven = {n: _schuif(n, laag, hoog) for n, (laag, hoog) in SCHUIVEN.items()}
        self.leeftijd = w.Dropdown(
            options=LEEFTIJDEN, description=_titel("leeftijd"), layout=_BREED, style=_LABEL
        )

    def _maak_bewaren(self) -> None:
        """The widgets to keep what the sliders say as a scenario."""
        self.naam = w.Text(
            description="Naam van uw scenario",
            placeholder="minder verpleegzorg",
            layout=_BREED,
            style=_LABEL,
        )
        self.overschrijven = w.Checkbox(
            description="Een scenario met deze naam mag worden vervangen",
            indent=False,
            layout=_BREED,
        )
        self.knop = w.Button(description="Bewaar als scenario", layout=w.Layout(width="auto"))
        self.bericht = w.HTML()

    def _luister(self) -> None:
        self.gemeente.observe(lambda _: self._kies_gemeente(), "value")
        self.scenario.observe(lambda _: self._kies_scenario(), "value")
        self.jaar.observe(lambda _: self.reken(), "value")
        for naam, widget in (*self.schuiven.items(), ("leeftijd", self.leeftijd)):
            widget.observe(partial(self._verschoven, naam), "value")
        self.knop.on_click(lambda _: self._bewaar())

    def toon(self) -> w.VBox:
        """Het hele bedieningspaneel met de uitkomst eronder."""
        aannames = w.VBox([*self.schuiven.values(), self.leeftijd])
        return w.VBox(
            [
                self.gemeente,
                self.scenario,
                self.jaar,
                aannames,
                self.niets,
                self.uitkomst,
                self.naam,
                self.overschrijven,
                self.knop,
                self.bericht,
            ]
        )

    @property
    def waarden(self) -> dict:
        """De aannames zoals zij nu staan: naam -> waarde, zoals in een scenariobestand."""
        return {n: s.value / 100 for n, s in self.schuiven.items()} | {
            "leeftijd": self.leeftijd.value
        }

    def reken(self) -> None:
        """Rekent opnieuw en vervangt de uitkomst."""
        if self._bezig:
            return
        self.niets.value = ""
        beeld = self.analyse.duiding.verken(
            _aannames(self.waarden), int(self.jaar.value), self._begin()
        )
        self.uitkomst.value = beeld.html

    def _begin(self) -> modellen.Aannames:
        """The scenario that the sliders began with."""
        s = invoer.scenario(self.scenario.value, self.analyse.invoer)
        return _aannames({n: a["waarde"] for n, a in s.aannames.items()})

    def _verschoven(self, naam: str, verandering) -> None:
        """A slider that changes nothing says so, and why."""
        if self._bezig:
            return
        self.reken()
        anders = {**self.waarden, naam: self._waarde(naam, verandering["old"])}
        a, jaar = self.analyse, int(self.jaar.value)
        if a.opgave.sleutel is None:
            return
        voor, na = (
            a.duiding.verkende_getallen(_aannames(anders), jaar),
            a.duiding.verkende_getallen(_aannames(self.waarden), jaar),
        )
        if voor == na:
            self.niets.value = opgaven.waarom_niets(_verandert_niets(naam, a)).html

    @staticmethod
    def _waarde(naam: str, getoond):
        return getoond if naam == "leeftijd" else getoond / 100

    def _kies_gemeente(self) -> None:
        try:
            self.analyse = self._analyse(gebieden.gemeente(self.gemeente.value).naam)
        except WoonzorgFout as fout:
            self.uitkomst.value = opgaven.waarom_niets(str(fout)).html
            return
        self._bezig = True
        jaren = self.analyse.duiding.verkenjaren
        self.jaar.options, self.jaar.value = (
            jaren,
            self.jaar.value if self.jaar.value in jaren else jaren[0],
        )
        self._bezig = False
        self.reken()

    def _vul_scenarios(self, id: str) -> None:
        alle = invoer.scenarios(self.analyse.invoer)
        self._bezig = True
        self.scenario.options = [(s.titel, s.id) for s in alle.values()]
        self.scenario.value = id
        self._bezig = False

    def _kies_scenario(self) -> None:
        if self._bezig:
            return
        s = invoer.scenario(self.scenario.value, self.analyse.invoer)
        self._bezig = True
        for naam, schuif in self.schuiven.items():
            procent = round(100 * s.aannames[naam]["waarde"])
            schuif.min, schuif.max = min(schuif.min, procent), max(schuif.max, procent)
            schuif.value = procent
        self.leeftijd.value = s.aannames["leeftijd"]["waarde"]
        self._bezig = False
        self.reken()

    def _bewaar(self) -> None:
        a = self.analyse
        try:
            pad = bewaar(
                self.naam.value,
                self.waarden,
                teksten.zin("duiding.verkenner.uitleg", gemeente=a.gemeente.naam),
                a.invoer,
                self.overschrijven.value,
            )
        except WoonzorgFout as fout:
            self.bericht.value = opgaven.waarom_niets(str(fout)).html
            return
        self.overschrijven.value = False
        self._vul_scenarios(pad.stem)
        if self.bij_bewaard is not None:
            self.bij_bewaard(pad.stem)
        vraag = f"rapport {a.gemeente.code} --scenario {pad.stem}"
        self.bericht.value = opgaven.waarom_niets(
            teksten.zin("duiding.verkenner.bewaard", naam=pad.stem, opdracht=typ(vraag))
        ).html


def _aannames(waarden: dict) -> modellen.Aannames:
    leeftijd = "" if waarden["leeftijd"] == "sleutel" else waarden["leeftijd"]
    return modellen.Aannames(**{**waarden, "leeftijd": leeftijd})


def _titel(naam: str) -> str:
    return invoer.AANNAMES[naam].titel


def _schuif(naam: str, laag: int, hoog: int) -> w.IntSlider:
    """Een schuif in procenten voor een aanname."""
    return w.IntSlider(
        min=laag,
        max=hoog,
        step=5,
        description=f"{_titel(naam)} (%)",
        layout=_BREED,
        style=_LABEL,
    )


def _verandert_niets(naam: str, a: Analyse) -> str:
    """Dat een schuif niets doet, en bij een schuif over plannen waarom."""
    if naam in PLANNEN and a.opgave.gepland is None:
        return teksten.zin(
            "duiding.verkenner.niets_zonder_plannen",
            aanname=_titel(naam),
            bestand=plannen.SOORT.bestand,
        )
    return teksten.zin("duiding.verkenner.niets", aanname=_titel(naam))
