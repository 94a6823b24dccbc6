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
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from ..standen import Uitkomst
from . import verslag as v
from .afdruk import Afdrukken
from .notebook import (
    Afgebroken,
    Resultaat,
    Taak,
    UitvoerFout,
    een_regel,
    laad_papermill,
    schijffout,
    voer_uit,
)
from .opdracht import NietVervangen, Opdracht, Rapportmap
from .werkers import GEHEUGEN, Werkers, ruimte_voor
from .werkmap import OVERZICHT, TIJDELIJK, Slot, verplaats


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
    uitvoer = Path(uitvoer)
    with Slot(uitvoer):
        ploeg = _Ploeg(opdrachten, uitvoer, werkwijze or Werkwijze())
        try:
            ploeg.werk(None, klaar)
        finally:
            if run := v.lees_run(uitvoer) or v.run_zonder_rapporten(uitvoer):
                stijl = opdrachten[0].huisstijl if opdrachten else None
                # The documents are there; of a damaged run the overview stays as it was.
                with suppress(UitvoerFout, LookupError, TypeError, ValueError, AttributeError):
                    _schrijf_overzicht(run, uitvoer, kaart, stijl)
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
    uitvoer = Path(uitvoer)
    werkwijze = werkwijze or Werkwijze()
    stijl = opdrachten[0].huisstijl if opdrachten else None
    run, start = _begonnen(), time.monotonic()
    with Slot(uitvoer):
        ploeg = _Ploeg(opdrachten, uitvoer, werkwijze)
        try:
            ploeg.werk(meld, klaar)
            run |= {"opstart": round(ploeg.opstart, 2), "gemeenten": ploeg.samenvattingen}
            _sluit_af(run, start, uitvoer, kaart, stijl)
        except (UitvoerFout, KeyboardInterrupt) as fout:
            if ploeg.gemaakt:  # what was made before stays, and can be found
                fout.exitcode = 1  # type: ignore[union-attr]  # a break-off has one as well
                if not run["klaar"]:
                    deel = run | {"gemeenten": ploeg.samenvattingen, "afgebroken": True}
                    with suppress(UitvoerFout):
                        _sluit_af(deel, start, uitvoer, kaart, stijl)
            raise
    return run


def _begonnen() -> dict[str, Any]:
    return {
        "begonnen": v.nu(),
        "klaar": None,
        "duur": 0.0,
        "opstart": 0.0,
        "uitkomst": Uitkomst.GELUKT,
        "versies": v.versies(),
        "gemeenten": [],
    }


class _Ploeg:
    """The threads of one run and what they share."""

    def __init__(self, opdrachten: list[Opdracht], uitvoer: Path, werkwijze: Werkwijze):
        self.uitvoer, self.werkwijze, self.stop = uitvoer, werkwijze, threading.Event()
        self.nieuws: queue.SimpleQueue = queue.SimpleQueue()
        self.slot = threading.Lock()
        afdrukken = Afdrukken()
        self.mappen = [
            Rapportmap(o, uitvoer, afdrukken, werkwijze.opnieuw, werkwijze.extra)
            for o in opdrachten
        ]
        self.over = [len(m.te_doen) for m in self.mappen]
        self.taken = iter(
            [(n, notebook) for n, m in enumerate(self.mappen) for notebook in m.te_doen]
        )
        self.totaal = sum(len(o.notebooks) for o in opdrachten)
        self.gedaan = self.totaal - sum(self.over)
        self.mislukt, self.opstart = 0, 0.0
        self.gemaakt: dict[int, dict] = {}  # what the run says of each report

    @property
    def samenvattingen(self) -> list[dict]:
        return [self.gemaakt[nummer] for nummer in sorted(self.gemaakt)]

    def werk(self, meld: Melder | None = None, klaar: Callable[[dict], None] | None = None) -> None:
        """Do all tasks; `klaar` gets what the run says of every report."""

        def een_klaar(nummer: int, een: dict) -> None:
            self.gemaakt[nummer] = een
            if klaar:
                klaar(een)

        self._zonder_werk(een_klaar)
        if not sum(self.over):
            return
        begin = time.monotonic()
        with ExitStack() as stapel:
            doe, werkers = self._uitvoerder(stapel)
            self.opstart = time.monotonic() - begin
            draden = [
                threading.Thread(target=self._draad, args=(doe,), daemon=True)
                for _ in range(werkers)
            ]
            for draad in draden:
                draad.start()
            try:
                self._luister(len(draden), meld, een_klaar)
            finally:
                self.stop.set()
                for draad in draden:
                    draad.join(10)

    def _zonder_werk(self, klaar: Callable[[int, dict], None]) -> None:
        """Reports of which every notebook was executed before."""
        w = self.werkwijze
        zonder = [n for n, m in enumerate(self.mappen) if not m.te_doen]
        with ThreadPoolExecutor(
            ruimte_voor(w.werkers or kernen())
        ) as ploeg:  # a PDF is made by a process of its own, so side by side
            try:
                for nummer, een in zip(
                    zonder, ploeg.map(lambda n: _zonder_notebooks(self.mappen[n]), zonder)
                ):
                    klaar(nummer, een)
            except BaseException:
                ploeg.shutdown(cancel_futures=True)
                raise

    def _uitvoerder(self, stapel: ExitStack) -> tuple[Callable[[Taak], Resultaat], int]:
        """What executes one notebook, here or on a cluster, and how many there can be at once."""
        w, nodig = self.werkwijze, sum(self.over)
        if w.cluster is not None:
            from .cluster import Cluster

            bronnen = {
                pad
                for m in self.mappen
                for pad in (*m.opdracht.notebooks, *m.opdracht.bronnen.values())
            }
            cluster = stapel.enter_context(
                Cluster(w.cluster, self.uitvoer, bronnen, (w.kernel, w.voorladen, 1, w.geheugen))
            )
            _laad()
            return partial(cluster.voer_uit, stop=self.stop), max(
                1, min(w.werkers or cluster.werkers, nodig)
            )
        werkers = ruimte_voor(min(w.werkers or kernen(), nodig))
        ploeg = stapel.enter_context(Werkers(w.kernel, w.voorladen, werkers, w.geheugen))
        _laad()  # while they load the library
        ploeg.wacht()
        return partial(voer_uit, werkers=ploeg, stop=self.stop), werkers

    def _luister(self, bezig: int, meld, klaar) -> None:
        while bezig:
            try:
                soort, *inhoud = self.nieuws.get(
                    timeout=1
                )  # with a limit, or Ctrl-C would have to wait on Windows
            except queue.Empty:
                continue
            if soort == "begin" and meld:
                meld(Voortgang(*inhoud))
            elif soort == "klaar":
                klaar(*inhoud)
            elif soort == "fout":
                raise inhoud[0]
            elif soort == "einde":
                bezig -= 1

    def _draad(self, doe: Callable[[Taak], Resultaat]) -> None:
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
            self.nieuws.put(("fout", fout))
        self.nieuws.put(("einde",))

    def _een(self, nummer: int, notebook: Path, doe: Callable[[Taak], Resultaat]) -> None:
        map_ = self.mappen[nummer]
        self.nieuws.put(
            ("begin", map_.opdracht.naam, notebook.stem, self.gedaan, self.totaal, self.mislukt)
        )
        resultaat = map_.voer_uit(notebook, doe, self.werkwijze.tijdslimiet)
        with self.slot:
            self.gedaan += 1
            self.mislukt += not resultaat.gelukt
            self.over[nummer] -= 1
            laatste = not self.over[nummer]
        if laatste:
            self.nieuws.put(("klaar", nummer, map_.samenvatting(_maak(map_))))


def _maak(map_: Rapportmap) -> dict:
    """One report that can't be made must not stop the others;
    a disk that takes nothing more must.
    """
    try:
        return map_.maak()
    except UitvoerFout:
        raise
    except NietVervangen as fout:
        return map_.mislukt(str(fout))
    except Exception as fout:
        return map_.mislukt(f"het rapport zelf: {een_regel(fout)} ({type(fout).__name__})")


def _zonder_notebooks(map_: Rapportmap) -> dict:
    """A report of which every notebook was executed before:
    nothing to do, or only to put it together.
    """
    begin, oud = time.monotonic(), map_.ongewijzigd()
    verslag = oud or _maak(map_)
    overgeslagen = bool(oud) and not map_.vul_aan(verslag)
    duur = 0.0 if overgeslagen else round(time.monotonic() - begin, 2)
    return map_.samenvatting(verslag, overgeslagen) | {"duur": duur}


def _laad() -> None:
    """The heavy imports, before the threads begin."""
    from ..rapport.maken import laad

    laad_papermill()
    laad()


def _maak_index(run: dict, doel: Path, kaart, huisstijl) -> None:
    from ..rapport import maak_index

    rapporten = run["gemeenten"] or run.get("eerder")
    maak_index(run, doel, kaart(run) if kaart and rapporten else None, huisstijl)


def _sluit_af(run: dict, start: float, uitvoer: Path, kaart, huisstijl=None) -> None:
    run["uitkomst"] = (
        Uitkomst.GELUKT
        if all(g["uitkomst"] == Uitkomst.GELUKT and not g["niet_gemaakt"] for g in run["gemeenten"])
        else Uitkomst.MISLUKT
    )
    run |= {"klaar": v.nu(), "duur": round(time.monotonic() - start, 2)}
    _schrijf_overzicht(run, uitvoer, kaart, huisstijl)


def _schrijf_overzicht(run: dict, uitvoer: Path, kaart, huisstijl) -> None:
    ernaast = {"regiobeelden": v.regiobeelden(uitvoer)}
    eerder = v.eerdere_gemeenten(uitvoer, {g["map"] for g in run["gemeenten"]})
    try:
        with tempfile.TemporaryDirectory(
            prefix=OVERZICHT, suffix=TIJDELIJK, dir=uitvoer, ignore_cleanup_errors=True
        ) as werk:
            try:
                heel = run | ernaast | {"eerder": eerder}
                _maak_index(heel, Path(werk) / "index.html", kaart, huisstijl)
            except (ArithmeticError, LookupError, TypeError, ValueError, AttributeError):
                if not eerder:
                    raise
                # Someone else's report may be damaged in a way that nobody thought of.
                kaal = run | ernaast | {"eerder": []}
                _maak_index(kaal, Path(werk) / "index.html", kaart, huisstijl)
            v.schrijf_json(run, Path(werk) / "verslag.json")
            for naam in ("index.html", "verslag.json"):
                verplaats(Path(werk) / naam, uitvoer / naam)
    except OSError as fout:
        raise UitvoerFout(f"Het overzicht is niet gemaakt. {schijffout(fout, uitvoer)}") from fout
