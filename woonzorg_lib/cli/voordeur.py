"""De voordeur in JupyterLab (start.ipynb): van een gemeente naar een rapport. Rekent zelf niets."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import ipywidgets as w

from .. import gebieden
from ..beeld.tabellen import e
from ..fouten import WoonzorgFout
from ..invoer.scenarios import scenarios
from .voortgang import STAPPEN
from .mijnbestanden import BREED, KNOP, LABEL, MijnBestanden, alineas
from .rapporten import PROJECT, mapnaam

STANDAARD = "basis"
_STAP = re.compile(r"(\d+)/(\d+) (\w+)")
_BESTANDEN = {
    "woonzorganalyse-*.html": "het rapport",
    "werklijst-*.html": "de werklijst",
    "woonzorganalyse-*.pdf": "de PDF",
    "woonzorganalyse-*.docx": "het Word-bestand",
    "cijfers-*.xlsx": "de cijfers in Excel",
}
_ERNAAST = {
    "--pdf": "ook een PDF",
    "--docx": "ook Word",
    "--figuren": "ook losse figuren",
}
_REGIOBEELD = "Regiobeeld: "  # how the command says where it is
_LEES = 8  # lines of the run that stay in sight


class Voordeur:
    """Alles voor een rapport op één bladzijde, zonder code.

    invoer: map met eigen invoer, standaard `parameters`. uitvoer: waar rapporten komen, standaard
    `output`.
    """

    def __init__(self, invoer: str | None = None, uitvoer: str | None = None):
        # Whole paths: the run begins in another folder than this notebook.
        self.invoer = Path(invoer).resolve() if invoer else PROJECT / "parameters"
        self.uitvoer = Path(uitvoer).resolve() if uitvoer else PROJECT / "output"
        self.proces: subprocess.Popen | None = None
        self._vragen()
        self.mijn = MijnBestanden(self._gekozen, self.invoer)
        self.bestanden, self.nagekeken = self.mijn.bestanden, self.mijn.nagekeken
        self._knoppen()
        self.stappen = w.IntProgress(
            min=0, max=9, description="", layout=w.Layout(width="46rem", visibility="hidden")
        )
        self.voortgang = w.HTML(layout=BREED)
        self.verkenner = w.VBox()
        self.gemeente.observe(lambda _: self._andere_gemeente(), "value")

    def _vragen(self) -> None:
        """What is asked before a report can be made."""
        self.gemeente = _lijst("Gemeente", "Typ de eerste letters", _gemeenten())
        self.regio = _lijst("Regio", "leeg: het COROP-gebied van de gemeente", _regios(self.invoer))
        self.naast = w.Text(
            description="Naast",
            placeholder="leeg, of gemeenten om naast te zetten: Zeist, De Bilt",
            layout=BREED,
            style=LABEL,
        )
        self.jaar = w.BoundedIntText(
            value=2040, min=2030, max=2070, description="Vooruit tot", layout=BREED, style=LABEL
        )
        self.scenario = w.Dropdown(
            options=self._scenarios(),
            value=STANDAARD,
            description="Scenario",
            layout=BREED,
            style=LABEL,
        )

    def _knoppen(self) -> None:
        """What can be made, and in which forms."""
        self.maak = w.Button(description="Maak rapport", button_style="primary", layout=KNOP)
        self.regiobeeld = w.Button(
            description="Maak regiobeeld",
            tooltip="van de regio hierboven, of anders van de zorgkantoorregio van de gemeente",
            layout=KNOP,
        )
        self.ernaast = {
            optie: w.Checkbox(
                description=naam,
                indent=False,
                layout=w.Layout(width="auto", margin="0 0 0 1.2rem"),
            )
            for optie, naam in _ERNAAST.items()
        }
        self.pdf = self.ernaast["--pdf"]
        self.open_verkenner = w.Button(description="Toon de verkenner", layout=KNOP)
        self.maak.on_click(lambda _: self.maak_rapport())
        self.regiobeeld.on_click(lambda _: self.maak_regiobeeld())
        self.open_verkenner.on_click(lambda _: self._toon_verkenner())

    def toon(self) -> w.VBox:
        """De bladzijde."""
        return w.VBox(
            [
                w.HTML("<h2>1. Kies een gemeente</h2>"),
                self.gemeente,
                self.regio,
                self.naast,
                self.jaar,
                self.scenario,
                w.HTML(
                    "<h2>2. Mijn bestanden</h2><p>Zonder eigen bestanden komt er ook een rapport. "
                    "Sleep bestanden op de knop, of kies ze.</p>"
                ),
                self.mijn.toon(),
                w.HTML("<h2>3. Maak het rapport</h2>"),
                w.HBox([self.maak, *self.ernaast.values()]),
                w.HTML(
                    "<p>Een regiobeeld is één document met alle gemeenten van een regio: die van "
                    "hierboven, of anders de zorgkantoorregio van de gemeente.</p>"
                ),
                w.HBox([self.regiobeeld]),
                self.stappen,
                self.voortgang,
                w.HTML(
                    "<h2>4. Verkenner</h2><p>Schuif aan de aannames en zie wat dat doet. Een keuze "
                    "die u bewaart, staat daarna hierboven bij Scenario.</p>"
                ),
                w.HBox([self.open_verkenner]),
                self.verkenner,
            ]
        )

    def _scenarios(self) -> list[tuple[str, str]]:
        return [(s.titel, s.id) for s in scenarios(self.invoer).values()]

    def _gekozen(self) -> gebieden.Gebied | None:
        """The gemeente that was typed; None, with a line that says so, when there is none."""
        if not self.gemeente.value.strip():
            self.nagekeken.value = alineas(["Kies eerst een gemeente."])
            return None
        try:
            return gebieden.gemeente(self.gemeente.value)
        except WoonzorgFout as fout:
            self.nagekeken.value = alineas([str(fout)])
            return None

    def _andere_gemeente(self) -> None:
        self.mijn.gezegd.value = ""
        self.verkenner.children = ()
        self.mijn.kijk_na()

    # ---- het rapport

    def maak_rapport(self) -> threading.Thread | None:
        """Begint een rapport, naast deze bladzijde; de voortgang verschijnt regel voor regel."""
        alleen_regio = not self.gemeente.value.strip() and bool(self.regio.value.strip())
        gemeente = None if alleen_regio else self._gekozen()
        if gemeente is None and not alleen_regio:
            self.voortgang.value = self.nagekeken.value
            return None
        wie = gemeente.naam if gemeente else self.regio.value
        zegt, links = f"Het rapport van {wie} wordt gemaakt ...", partial(self._links, gemeente)
        return self._begin(self._woorden(gemeente), zegt, links)

    def maak_regiobeeld(self) -> threading.Thread | None:
        """Begint een regiobeeld: van de gekozen regio, of anders van de zorgkantoorregio."""
        wat = self.regio.value.strip()
        if not wat:
            gemeente = self._gekozen()
            if gemeente is None:
                self.voortgang.value = self.nagekeken.value
                return None
            wat = gemeente.code
        woorden = ["regiobeeld", wat, *self._gedeeld()]
        woorden += [o for o in ("--pdf", "--docx") if self.ernaast[o].value]
        return self._begin(woorden, "Het regiobeeld wordt gemaakt ...", str)

    def _begin(self, woorden: list[str], zegt: str, links: Callable[[], str]) -> threading.Thread:
        self.maak.disabled = self.regiobeeld.disabled = True
        draad = threading.Thread(target=self._werk, args=(woorden, zegt, links), daemon=True)
        draad.start()
        return draad

    def _gedeeld(self) -> list[str]:
        """What a report and a regiobeeld are both told."""
        woorden = ["--prognosejaar", str(self.jaar.value), "--uitvoer", str(self.uitvoer)]
        eigen = self.invoer != PROJECT / "parameters"
        return woorden + (["--invoer", str(self.invoer)] if eigen else [])

    def _woorden(self, gemeente: gebieden.Gebied | None) -> list[str]:
        """What someone would type for this report."""
        woorden = ["rapport", *([gemeente.code] if gemeente else [])]
        woorden += [*self._gedeeld(), "--scenario", self.scenario.value]
        if self.regio.value.strip():
            woorden += ["--regio", self.regio.value.strip()]
        woorden += [optie for optie, keuze in self.ernaast.items() if keuze.value]
        naast = [naam.strip() for naam in self.naast.value.split(",") if naam.strip()]
        return woorden + (["--naast", *naast] if naast else [])

    def _werk(self, woorden: list[str], zegt: str, links: Callable[[], str]) -> None:
        gezegd, regiobeelden = [zegt], []
        self.voortgang.value = alineas(gezegd)
        self.stappen.value, self.stappen.max = 0, 9
        # A regiobeeld is one step.
        self.stappen.layout.visibility = "visible" if woorden[0] == "rapport" else "hidden"
        self.proces = subprocess.Popen(
            [sys.executable, "-m", "woonzorg_lib.cli", *woorden],
            cwd=PROJECT,
            env=_omgeving(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        for regel in self.proces.stdout or ():
            stap = _STAP.fullmatch(regel.strip())
            if stap:
                self.stappen.value, self.stappen.max = int(stap[1]), int(stap[2])
                self.stappen.description = f"{stap[1]} van {stap[2]}"
            elif regel.startswith(_REGIOBEELD):
                regiobeelden.append(Path(regel.removeprefix(_REGIOBEELD).strip()))
            elif _nodig(regel):
                gezegd.append(regel.strip())
                self.voortgang.value = alineas(gezegd[-_LEES:])
        self.proces.wait()
        self.stappen.layout.visibility = "hidden"
        gevonden = [_verwijzing(pad, f"het regiobeeld ({pad.suffix[1:]})") for pad in regiobeelden]
        self.voortgang.value = alineas(gezegd[-_LEES:]) + (_open(gevonden) or links())
        self.maak.disabled = self.regiobeeld.disabled = False

    def _links(self, gemeente: gebieden.Gebied | None) -> str:
        """The files of the report, to open from here."""
        if gemeente is None:
            pad = self.uitvoer / "index.html"
            gevonden = [_verwijzing(pad, "het overzicht")] if pad.is_file() else []
        else:
            map_ = self.uitvoer / mapnaam(gemeente)
            gevonden = [
                _verwijzing(pad, naam)
                for patroon, naam in _BESTANDEN.items()
                for pad in sorted(map_.glob(patroon))
            ]
        return _open(gevonden)

    # ---- de verkenner

    def _toon_verkenner(self) -> None:
        from ..analyse.verkenner import Verkenner

        gemeente = self._gekozen()
        if gemeente is None:
            self.verkenner.children = [w.HTML(self.nagekeken.value)]
            return
        invoer = str(self.invoer)
        self._verkenner = Verkenner(gemeente.naam, scenario=self.scenario.value, invoer=invoer)
        self._verkenner.bij_bewaard = self._bewaard
        self.verkenner.children = [self._verkenner.toon()]

    def _bewaard(self, scenario: str) -> None:
        """A scenario that was kept is chosen for the report at once."""
        self.scenario.options = self._scenarios()
        self.scenario.value = scenario


def _open(gevonden: list[str]) -> str:
    return f"<p><b>Open:</b> {', '.join(gevonden)}.</p>" if gevonden else ""


def _lijst(naam: str, uitleg: str, keuzes: list[str]) -> w.Combobox:
    return w.Combobox(
        options=keuzes,
        description=naam,
        placeholder=uitleg,
        ensure_option=False,
        layout=BREED,
        style=LABEL,
    )


def _gemeenten() -> list[str]:
    return [g.naam for g in gebieden.gemeenten()]


def _regios(invoer: Path) -> list[str]:
    gevonden = gebieden.zoek("", invoer / "regios")
    return [r.keuze.strip('"') for r in gevonden if r.soort not in ("gemeente", "land")]


def _nodig(regel: str) -> bool:
    """What someone at the front door has no use for: how to open it, and what to type next."""
    over = ("Open ", "Rapport:", "Een figuur of tekst", "Wat nog leeg is", "Wat nog te doen is")
    return bool(regel.strip()) and not regel.startswith(over)


def _omgeving() -> dict[str, str]:
    pad = os.pathsep.join(p for p in (str(PROJECT), os.environ.get("PYTHONPATH", "")) if p)
    return {**os.environ, "PYTHONPATH": pad, "PYTHONUTF8": "1", STAPPEN: "1"}


def _verwijzing(pad: Path, naam: str) -> str:
    """A link that works beside the notebook, and as a page of its own where the kit opened it."""
    hier = e(os.path.relpath(pad, Path.cwd()).replace(os.sep, "/"))
    return f'<a href="{hier}" target="_blank" data-bestand="{hier}">{e(naam)}</a>'
