"""Maakt de rapporten van een rij opdrachten naast elkaar, met één overzicht;
hoe een rapport ontstaat weet `opdracht`.

Een paar draden in één proces halen om beurten een notebook op; elke notebook heeft zijn eigen
kernel en map. Alles wat iemand ziet of hoort (`meld`, `klaar`,
Ctrl-C) gebeurt in de draad die `maak_run` aanroept.
"""

from __future__ import annotations

import os
import queue
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from ..standen import Uitkomst
from ..rapport import verslag as v
from .afdruk import Afdrukken, bestand
from .notebook import (
    Afgebroken,
    Resultaat,
    Taak,
    UitvoerFout,
    laad_papermill,
    schijffout,
    voer_uit,
)
from .opdracht import Opdracht, Rapportmap
from .werkers import GEHEUGEN, Werkers, ruimte_voor
from .werkmap import OVERZICHT, TIJDELIJK, Slot, verplaats

# What reading a record may come to that is damaged in a way that nobody thought of.
_BESCHADIGD = (ArithmeticError, LookupError, TypeError, ValueError, AttributeError)


@dataclass(frozen=True)
class Voortgang:
    """Waar een run is: deze notebook van dit gebied begint,
    en `gedaan` van `totaal` notebooks zijn klaar.
    """

    naam: str
    notebook: str
    gedaan: int
    totaal: int
    mislukt: int = 0


@dataclass(frozen=True)
class Werkwijze:
    """Hoe een run werkt: hoeveel notebooks naast elkaar, met een gewone kernel of niet,
    en of alles opnieuw moet.

    `voorladen`: module die een werker al geladen heeft. `geheugen`: grens in bytes per notebook,
    None voor geen. `extra`: wat er naast het rapport moet komen: pdf, docx, figuren.
    `cluster`: adres van de scheduler van Dask; dan voeren de werkers daarvan de notebooks uit.
    """

    werkers: int | None = None
    kernel: str = "warm"
    voorladen: str | None = None
    opnieuw: bool = False
    tijdslimiet: int | None = None
    geheugen: int | None = GEHEUGEN
    extra: tuple[str, ...] = ()
    cluster: str | None = None


Melder = Callable[[Voortgang], None]


def kernen() -> int:
    """Hoeveel notebooks er hier naast elkaar kunnen:
    het aantal rekenkernen dat dit proces mag gebruiken.
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def maak_mappen(
    opdrachten: list[Opdracht],
    uitvoer: Path,
    klaar: Callable[[dict], None] | None = None,
    kaart: Callable[[dict], str | None] | None = None,
    werkwijze: Werkwijze | None = None,
) -> list[dict]:
    """Maakt documenten naast de rapporten, zoals regiobeelden; geeft per document wat een run zegt.

    Het overzicht van de uitvoermap verwijst er daarna naar, ook als er geen rapport is. `klaar`
    krijgt elk document dat er is; `kaart` als bij `maak_run`. Fouten: UitvoerFout.
    """
    with Slot(uitvoer):
        ploeg = _Ploeg(opdrachten, Path(uitvoer), werkwijze, None, klaar, kaart)
        try:
            ploeg.werk()
        finally:
            if run := v.lees_run(ploeg.uitvoer):
                # The documents are there; of a damaged run the overview stays as it was.
                with suppress(UitvoerFout, *_BESCHADIGD):
                    ploeg.schrijf_overzicht(run)
    return ploeg.samenvattingen


def maak_run(
    opdrachten: list[Opdracht],
    uitvoer: Path,
    meld: Melder | None = None,
    klaar: Callable[[dict], None] | None = None,
    kaart: Callable[[dict], str | None] | None = None,
    werkwijze: Werkwijze | None = None,
) -> dict:
    """Maakt de rapporten van alle opdrachten, met index.html en verslag.json; geeft het verslag.

    `meld` krijgt de voortgang per notebook, `klaar` het resultaat per gemeente;
    `kaart` maakt van het verslag een SVG.
    """
    with Slot(uitvoer):
        ploeg = _Ploeg(opdrachten, Path(uitvoer), werkwijze, meld, klaar, kaart)
        try:
            ploeg.werk()
            run = ploeg.verslag()
            ploeg.schrijf_overzicht(run)
        except (UitvoerFout, KeyboardInterrupt) as fout:
            if ploeg.gemaakt:  # what was made before stays, and can be found
                fout.exitcode = 1  # type: ignore[union-attr]  # a break-off has one as well
                with suppress(UitvoerFout):
                    ploeg.schrijf_overzicht(ploeg.verslag() | {"afgebroken": True})
            raise
    return run


class _Ploeg:
    """The threads of one run and what they share."""

    def __init__(
        self, opdrachten: list[Opdracht], uitvoer: Path, werkwijze: Werkwijze | None, *wie: Any
    ):
        self.begonnen, self.start, self.opstart = v.nu(), time.monotonic(), 0.0
        self.uitvoer, self.werkwijze = uitvoer, werkwijze or Werkwijze()
        self.meld, self.klaar, self.kaart = wie  # who hears of it, and who draws the map
        self.stop, self.slot = threading.Event(), threading.Lock()
        self.nieuws: queue.SimpleQueue = queue.SimpleQueue()  # for the thread that asked for it
        self.afdrukken = Afdrukken()
        hoe = self.afdrukken, self.werkwijze.opnieuw, self.werkwijze.extra
        self.mappen = [Rapportmap(opdracht, uitvoer, *hoe) for opdracht in opdrachten]
        self.over = [len(map_.te_doen) for map_ in self.mappen]
        # First the reports without a notebook to execute: at most they are put together.
        taken: list[tuple[int, Path | None]]
        taken = [(nummer, None) for nummer, over in enumerate(self.over) if not over]
        taken += [(nummer, n) for nummer, map_ in enumerate(self.mappen) for n in map_.te_doen]
        self.aantal, self.taken = len(taken), iter(taken)
        self.totaal = sum(len(opdracht.notebooks) for opdracht in opdrachten)
        self.gedaan, self.mislukt = self.totaal - sum(self.over), 0
        self.gemaakt: dict[int, dict] = {}  # what the run says of each report

    @property
    def samenvattingen(self) -> list[dict]:
        return [self.gemaakt[nummer] for nummer in sorted(self.gemaakt)]

    def verslag(self) -> dict[str, Any]:
        """What the run did, as far as it came."""
        alle = self.samenvattingen
        heel = all(g["uitkomst"] == Uitkomst.GELUKT and not g["niet_gemaakt"] for g in alle)
        return {
            "begonnen": self.begonnen,
            "klaar": v.nu(),
            "duur": round(time.monotonic() - self.start, 2),
            "opstart": round(self.opstart, 2),
            "uitkomst": Uitkomst.GELUKT if heel else Uitkomst.MISLUKT,
            "versies": v.versies(),
            "gemeenten": alle,
        }

    def werk(self) -> None:
        """Do all tasks."""
        with ExitStack() as stapel:
            begin, doe = time.monotonic(), None
            # Not only notebooks run side by side: a PDF is made by a process of its own.
            aantal = ruimte_voor(min(self.werkwijze.werkers or kernen(), self.aantal))
            if sum(self.over):
                doe, aantal = self._uitvoerder(stapel, aantal)
                self.opstart = time.monotonic() - begin
            draden = [
                threading.Thread(target=self._draad, args=(doe,), daemon=True)
                for _ in range(aantal)
            ]
            for draad in draden:
                draad.start()
            try:
                self._luister(aantal)
            finally:
                self.stop.set()
                for draad in draden:
                    draad.join(10)

    def _uitvoerder(self, stapel: ExitStack, aantal: int) -> tuple[Callable, int]:
        """What executes one notebook, here or on a cluster, and how many tasks there can be at
        once.
        """
        w, nodig = self.werkwijze, sum(self.over)
        if w.cluster is not None:
            from .cluster import Cluster

            opdrachten = [map_.opdracht for map_ in self.mappen]
            bronnen = {pad for o in opdrachten for pad in (*o.notebooks, *o.bronnen.values())}
            hoe = (w.kernel, w.voorladen, 1, w.geheugen)
            cluster = stapel.enter_context(Cluster(w.cluster, self.uitvoer, bronnen, hoe))
            _laad()
            aantal = max(1, min(w.werkers or cluster.werkers, nodig))
            return partial(cluster.voer_uit, stop=self.stop), aantal
        hoe = (w.kernel, w.voorladen, min(aantal, nodig), w.geheugen)
        werkers = stapel.enter_context(Werkers(*hoe))
        _laad()  # while they load the library
        werkers.wacht()
        return partial(voer_uit, werkers=werkers, stop=self.stop), aantal

    def _luister(self, bezig: int) -> None:
        while bezig:
            try:  # with a limit, or Ctrl-C would have to wait on Windows
                nieuws = self.nieuws.get(timeout=1)
            except queue.Empty:
                continue
            if nieuws is None:
                bezig -= 1
            elif isinstance(nieuws, BaseException):
                raise nieuws
            else:
                nieuws()

    def _draad(self, doe: Callable[[Taak], Resultaat] | None) -> None:
        try:
            while not self.stop.is_set():
                with self.slot:
                    taak = next(self.taken, None)
                if taak is None:
                    break
                self._een(*taak, doe)
        except Afgebroken:
            pass
        except BaseException as fout:
            self.nieuws.put(fout)
        self.nieuws.put(None)

    def _een(self, nummer: int, notebook: Path | None, doe) -> None:
        map_ = self.mappen[nummer]
        if notebook:
            stand = self.gedaan, self.totaal, self.mislukt
            voortgang = Voortgang(map_.opdracht.naam, notebook.stem, *stand)
            if self.meld:
                self.nieuws.put(partial(self.meld, voortgang))
            resultaat = map_.voer_uit(notebook, doe, self.werkwijze.tijdslimiet)
            with self.slot:
                self.gedaan += 1
                self.mislukt += not resultaat.gelukt
                self.over[nummer] -= 1
                if self.over[nummer]:
                    return
        self.nieuws.put(partial(self._is_klaar, nummer, map_.rond_af()))

    def _is_klaar(self, nummer: int, een: dict) -> None:
        self.gemaakt[nummer] = een
        if self.klaar:
            self.klaar(een)

    def schrijf_overzicht(self, run: dict) -> None:
        """Put index.html and the record of the run in their places."""
        uitvoer = self.uitvoer
        eerder = v.eerdere_gemeenten(uitvoer, {g["map"] for g in run["gemeenten"]})
        heel = run | {"regiobeelden": v.regiobeelden(uitvoer), "eerder": eerder}
        try:
            with tempfile.TemporaryDirectory(
                prefix=OVERZICHT, suffix=TIJDELIJK, dir=uitvoer, ignore_cleanup_errors=True
            ) as werk:
                namen = ["index.html", "verslag.json"]
                run["index"] = self._index_blijft(heel)
                if run["index"]:
                    namen.remove("index.html")
                else:
                    self._maak_index(heel, Path(werk))
                    run["index"] = self._index(Path(werk), heel)
                v.schrijf_run(run, Path(werk) / "verslag.json")
                for naam in namen:
                    verplaats(Path(werk) / naam, uitvoer / naam)
        except OSError as fout:
            reden = schijffout(fout, uitvoer)
            raise UitvoerFout(f"Het overzicht is niet gemaakt. {reden}") from fout

    def _index_blijft(self, heel: dict) -> dict | None:
        """What the record says of the overview that is there, if a new one would say the same."""
        if not all(g.get("overgeslagen") for g in heel["gemeenten"]):
            return None
        index = self._index(self.uitvoer, heel)
        return index if v.index_van(self.uitvoer) == index else None

    def _index(self, map_: Path, heel: dict) -> dict:
        van = [self.afdrukken.kit, repr(self._stijl)]
        kenmerk = v.kenmerk_van_index(heel, van)
        return {"kenmerk": kenmerk, "bestand": bestand(map_ / "index.html")}

    @property
    def _stijl(self) -> Any:
        return self.mappen[0].opdracht.huisstijl if self.mappen else None

    def _maak_index(self, run: dict, map_: Path) -> None:
        try:
            self._teken_index(run, map_)
        except _BESCHADIGD:
            if not run["eerder"]:
                raise
            # Someone else's report may be damaged in a way that nobody thought of.
            self._teken_index(run | {"eerder": []}, map_)

    def _teken_index(self, run: dict, map_: Path) -> None:
        from ..rapport import maak_index

        tekening = self.kaart(run) if self.kaart and (run["gemeenten"] or run["eerder"]) else None
        maak_index(run, map_ / "index.html", tekening, self._stijl)


def _laad() -> None:
    """The heavy imports, before the threads begin."""
    from ..rapport.maken import laad

    laad_papermill()
    laad()
