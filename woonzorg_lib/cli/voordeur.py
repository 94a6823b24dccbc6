"""De voordeur in JupyterLab (start.ipynb): van een gemeente naar een rapport. Rekent zelf niets."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

import ipywidgets as w

from .. import gebieden
from ..beeld.tabellen import e
from ..fouten import WoonzorgFout
from ..invoer.scenarios import scenarios
from .nagekeken import regels
from .rapporten import PROJECT, mapnaam

_BREED, _LABEL = w.Layout(width="46rem", max_width="100%"), {"description_width": "11rem"}
SOORTEN = ".csv,.xlsx,.xls,.tsv,.txt,.yaml,.md"
STANDAARD = "basis"


class Voordeur:
    """Alles voor een rapport op één bladzijde, zonder code.

    invoer: map met eigen invoer, standaard `parameters`. uitvoer: waar rapporten komen, standaard
    `output`.
    """

    def __init__(self, invoer: str | None = None, uitvoer: str | None = None):
        self.invoer = Path(invoer) if invoer else PROJECT / "parameters"
        self.uitvoer = Path(uitvoer) if uitvoer else PROJECT / "output"
        self.proces: subprocess.Popen | None = None
        self.gemeente = w.Combobox(
            options=[g.naam for g in gebieden.gemeenten()],
            description="Gemeente",
            placeholder="Typ de eerste letters",
            ensure_option=False,
            layout=_BREED,
            style=_LABEL,
        )
        self.jaar = w.BoundedIntText(
            value=2040, min=2030, max=2070, description="Vooruit tot", layout=_BREED, style=_LABEL
        )
        self.scenario = w.Dropdown(
            options=list(scenarios(self.invoer)),
            value=STANDAARD,
            description="Scenario",
            layout=_BREED,
            style=_LABEL,
        )
        self.bestanden = w.FileUpload(
            accept=SOORTEN, multiple=True, description="Kies bestanden", layout=_BREED
        )
        self.nagekeken = w.HTML(layout=_BREED)
        self.sjablonen = w.Button(description="Maak sjablonen", layout=w.Layout(width="14rem"))
        self.kijk = w.Button(description="Kijk na", layout=w.Layout(width="14rem"))
        self.maak = w.Button(
            description="Maak rapport", button_style="primary", layout=w.Layout(width="14rem")
        )
        self.pdf = w.Checkbox(description="ook een PDF", indent=False)
        self.voortgang = w.HTML(layout=_BREED)
        self.bestanden.observe(lambda _: self._neem_aan(), "value")
        self.gemeente.observe(lambda _: self._kijk_na(), "value")
        self.kijk.on_click(lambda _: self._kijk_na())
        self.sjablonen.on_click(lambda _: self._maak_sjablonen())
        self.maak.on_click(lambda _: self.maak_rapport())

    def toon(self) -> w.VBox:
        """De bladzijde."""
        verkenner = _verwijzing("verkenner.ipynb", "de verkenner")
        return w.VBox(
            [
                w.HTML("<h2>1. Kies een gemeente</h2>"),
                self.gemeente,
                self.jaar,
                self.scenario,
                w.HTML(
                    "<h2>2. Mijn bestanden</h2><p>Zonder eigen bestanden komt er ook een rapport. "
                    "Sleep een bestand op de knop, of kies het.</p>"
                ),
                w.HBox([self.bestanden]),
                w.HBox([self.sjablonen, self.kijk]),
                self.nagekeken,
                w.HTML("<h2>3. Maak het rapport</h2>"),
                w.HBox([self.maak, self.pdf]),
                self.voortgang,
                w.HTML(f"<p>Aan aannames schuiven? Open {verkenner}.</p>"),
            ]
        )

    def _gekozen(self) -> gebieden.Gebied | None:
        """The gemeente that was typed; None, with a line that says so, when there is none."""
        if not self.gemeente.value.strip():
            self.nagekeken.value = "<p>Kies eerst een gemeente.</p>"
            return None
        try:
            return gebieden.gemeente(self.gemeente.value)
        except WoonzorgFout as fout:
            self.nagekeken.value = f"<p>{e(str(fout))}</p>"
            return None

    def _map(self, gemeente: gebieden.Gebied) -> Path:
        return self.invoer / "gemeenten" / gemeente.code

    def _neem_aan(self) -> None:
        """Keep what was dropped; an older file of that name stays beside it as .oud."""
        gemeente = self._gekozen()
        if gemeente is None or not self.bestanden.value:
            return
        map_ = self._map(gemeente)
        map_.mkdir(parents=True, exist_ok=True)
        for bestand in self.bestanden.value:
            naam = re.sub(r"[^\w .()-]", "_", Path(bestand["name"]).name)
            doel = map_ / naam
            if doel.exists():
                shutil.copyfile(doel, doel.with_name(f"{naam}.oud"))
            tijdelijk = doel.with_name(f".{naam}.tmp")
            tijdelijk.write_bytes(bytes(bestand["content"]))
            os.replace(tijdelijk, doel)
        self.bestanden.value = ()
        self._kijk_na()

    def _maak_sjablonen(self) -> None:
        gemeente = self._gekozen()
        if gemeente is None:
            return
        klaar = self._vraag("invoer", "nieuw", gemeente.code, "--invoer", str(self.invoer))
        self._toon(self.nagekeken, (klaar.stdout + klaar.stderr).splitlines())

    def _kijk_na(self) -> None:
        """What was recognised, what is wrong, and with which row."""
        from ..soorten import kijk_na

        gemeente = self._gekozen()
        if gemeente is None:
            return
        if not self._map(gemeente).is_dir():
            self.nagekeken.value = f"<p>{e(gemeente.naam)} heeft nog geen eigen bestanden.</p>"
            return
        try:
            uit = kijk_na(gemeente.code, self.invoer, False)
        except WoonzorgFout as fout:
            self._toon(self.nagekeken, [str(fout)])
            return
        self._toon(self.nagekeken, regels(uit))

    @staticmethod
    def _toon(plek: w.HTML, gezegd: Iterable[str]) -> None:
        plek.value = "".join(f"<p>{e(regel)}</p>" for regel in gezegd if regel.strip())

    def _vraag(self, *woorden: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-m", "woonzorg_lib.cli", *woorden],
            cwd=PROJECT,
            env=_omgeving(),
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    def maak_rapport(self) -> threading.Thread | None:
        """Begint een rapport, naast deze bladzijde; de voortgang verschijnt regel voor regel."""
        gemeente = self._gekozen()
        if gemeente is None:
            self.voortgang.value = self.nagekeken.value
            return None
        self.maak.disabled = True
        draad = threading.Thread(target=self._werk, args=(gemeente,), daemon=True)
        draad.start()
        return draad

    def _werk(self, gemeente: gebieden.Gebied) -> None:
        woorden = ["rapport", gemeente.code, "--prognosejaar", str(self.jaar.value)]
        woorden += ["--uitvoer", str(self.uitvoer), "--scenario", self.scenario.value]
        if self.invoer != PROJECT / "parameters":
            woorden += ["--invoer", str(self.invoer)]
        woorden += ["--pdf"] if self.pdf.value else []
        gezegd = [f"Het rapport van {gemeente.naam} wordt gemaakt ..."]
        self._toon(self.voortgang, gezegd)
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
            gezegd.append(regel.rstrip())
            self._toon(self.voortgang, gezegd[-8:])
        self.proces.wait()
        self.voortgang.value += self._links(gemeente)
        self.maak.disabled = False

    def _links(self, gemeente: gebieden.Gebied) -> str:
        """The files of the report, to open from here."""
        map_ = self.uitvoer / mapnaam(gemeente)
        soorten = {
            "woonzorganalyse-*.html": "het rapport",
            "werklijst-*.html": "de werklijst",
            "woonzorganalyse-*.pdf": "de PDF",
            "cijfers-*.xlsx": "de cijfers in Excel",
        }
        gevonden = [
            _verwijzing(os.path.relpath(pad, PROJECT / "notebooks").replace(os.sep, "/"), naam)
            for patroon, naam in soorten.items()
            for pad in sorted(map_.glob(patroon))
        ]
        return f"<p>Open: {', '.join(gevonden)}.</p>" if gevonden else ""


def _omgeving() -> dict[str, str]:
    pad = os.pathsep.join(p for p in (str(PROJECT), os.environ.get("PYTHONPATH", "")) if p)
    return {**os.environ, "PYTHONPATH": pad, "PYTHONUTF8": "1"}


def _verwijzing(pad: str, naam: str) -> str:
    return f'<a href="{e(pad)}" target="_blank">{e(naam)}</a>'
