"""De werkmap van een run in de uitvoermap: het slot, wat al klaar is,
en hoe een rapportmap in één keer op zijn plaats komt.

Wat klaar is blijft staan als een run stopt; de volgende run gaat daar verder.
Niets hier voert notebooks uit.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from ..fouten import systeemreden
from ..rapport.bestandsnamen import EXTRA, bestandsnaam
from ..rapport import verslag as v
from .afdruk import bestand
from .omgeving import ruim_oude_mappen
from .notebook import GELUKT, Resultaat, UitvoerFout, schijffout

NAAM, SLOT, NOTEBOOKS = ".woonzorg", "slot", "notebooks"
OVERZICHT, TIJDELIJK = ".overzicht-", ".tmp"  # where the overview of a run comes about
_BEZIG = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}
_BEZET = (
    "In {0} is al een andere run bezig. "
    "Wacht tot die klaar is, of kies met --uitvoer een andere map."
)
_ZONDER_SLOT = (
    "De map {0} is niet op slot te zetten ({reden}), en dan kunnen twee runs elkaars rapporten "
    "overschrijven. Kies met --uitvoer een map op een schijf van deze computer."
)
_GEDULD = (0.1, 0.4)  # seconds
_HIER, _WISSEL = -100, 2  # AT_FDCWD; RENAME_EXCHANGE of Linux, and RENAME_SWAP of macOS


class Slot:
    """Zorgt dat er één run tegelijk in een uitvoermap werkt.

    Het systeem haalt het slot weg als het proces sterft. Wat een gestopte run half liet staan,
    en een verwijzing die iemand in de werkmap legde, is weg zodra het slot er is.
    """

    def __init__(self, uitvoer: Path):
        self.uitvoer = Path(uitvoer)
        self.map = self.uitvoer / NAAM

    def __enter__(self) -> Slot:
        try:
            self._stroom = _neem_slot(self.map)
        except OSError as fout:
            raise UitvoerFout(schijffout(fout, self.map)) from fout
        _verwijder_links(self.map)
        self._ruim_op()
        ruim_oude_mappen()
        for over in self.uitvoer.glob(f"{OVERZICHT}*{TIJDELIJK}"):
            weg(over)
        return self

    def __exit__(self, *_) -> None:
        self._ruim_op()
        if os.name == "nt":  # there an open file can't be taken away, and so no one else's either
            self._stroom.close()
        with suppress(OSError):
            # While it is still ours: after closing, it may already be the lock of the next one.
            (self.map / SLOT).unlink()
            self.map.rmdir()  # stays when a gemeente is half done: the next run goes on there
        self._stroom.close()

    def _ruim_op(self) -> None:
        for map_ in list(self.map.iterdir()):
            if map_.is_dir():
                Werk(self.uitvoer, map_.name).ruim_op()


def _neem_slot(map_: Path):
    """The open and locked file; again when who had it before us took it away just then."""
    for _ in range(100):
        echte_map(map_)
        try:
            stroom = _open_slot(map_ / SLOT)
        except FileNotFoundError:  # the folder went with it
            continue
        try:
            _vergrendel(stroom, map_.parent)
            if os.fstat(stroom.fileno()).st_nlink:
                return stroom
        except BaseException:
            stroom.close()
            raise
        stroom.close()
    raise UitvoerFout(_BEZET.format(map_.parent))


def _open_slot(pad: Path):
    if is_link(pad):
        pad.unlink()
    keuzes = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    return open(os.open(pad, keuzes, 0o600), "r+b", buffering=0)


def _vergrendel(stroom, uitvoer: Path) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(stroom.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stroom, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fout:
        if fout.errno in _BEZIG:
            raise UitvoerFout(_BEZET.format(uitvoer)) from fout
        weg(uitvoer / NAAM / SLOT)
        with suppress(OSError):
            (uitvoer / NAAM).rmdir()
        reden = systeemreden(fout.errno)
        raise UitvoerFout(_ZONDER_SLOT.format(uitvoer, reden=reden)) from fout


def is_link(pad: Path) -> bool:
    """Waar als hier een verwijzing staat naar een andere plaats, ook als daar niets is."""
    # Python 3.11 does not know the junctions of Windows
    return pad.is_symlink() or getattr(os.path, "isjunction", os.path.islink)(pad)


def weg(pad: Path) -> None:
    """Haalt een bestand of map weg; van een verwijzing alleen de verwijzing zelf.
    Lukt het niet, dan blijft het staan.
    """
    if is_link(pad) or not pad.is_dir():
        with suppress(OSError):
            pad.unlink()
    else:
        shutil.rmtree(pad, ignore_errors=True)


def echte_map(pad: Path) -> None:
    """Zorgt dat hier een map staat; een verwijzing of een bestand maakt plaats."""
    if is_link(pad) or pad.is_file():
        pad.unlink()
    pad.mkdir(parents=True, exist_ok=True)


def verplaats(van: Path, naar: Path) -> None:
    """Zet een bestand of map op zijn plaats; wie het even vasthoudt, zoals een virusscanner,
    krijgt een tel de tijd.
    """
    for rust in _GEDULD:
        try:
            return os.replace(van, naar)
        except PermissionError:
            time.sleep(rust)
    os.replace(van, naar)


def verwissel(een: Path, ander: Path) -> bool:
    """Laat twee mappen in één stap van plaats wisselen; onwaar als dat hier niet kan."""
    namen = os.fsencode(een), os.fsencode(ander)
    try:
        systeem = ctypes.CDLL(None)
        if sys.platform == "darwin":
            return systeem.renamex_np(*namen, _WISSEL) == 0
        return systeem.renameat2(_HIER, namen[0], _HIER, namen[1], _WISSEL) == 0
    except (AttributeError, OSError, TypeError):  # Windows, or a system of before
        return False


def _verwijder_links(map_: Path) -> None:
    for wortel, mappen, bestanden in os.walk(map_):
        for naam in (*mappen, *bestanden):
            if is_link(Path(wortel, naam)):
                Path(wortel, naam).unlink()


class Werk:
    """Het werk aan één rapportmap: notebooks die klaar zijn,
    en de nieuwe map tot hij op zijn plaats komt.
    """

    def __init__(self, uitvoer: Path, naam: str):
        self.doel = Path(uitvoer).resolve() / naam
        self.map = Path(uitvoer).resolve() / NAAM / naam

    @cached_property
    def oud(self) -> dict:
        """Het verslag van het rapport dat er al stond; leeg als er geen is."""
        return v.lees_verslag(self.doel)

    def vrij(self, *namen: str) -> Path:
        """Een plek onder de werkmap waar niets staat; geen verwijzing leidt er elders heen."""
        pad = self.map
        for naam in namen:
            echte_map(pad)
            pad = pad / naam
        weg(pad)
        return pad

    def bewaar(self, resultaat: Resultaat, afdruk: str) -> Resultaat:
        """Zet een notebook die klaar is vast;
        eerst het bestand, dan pas het verslag.
        """
        klaar = replace(resultaat, klaar=v.nu(), afdruk=afdruk)
        if resultaat.pad and resultaat.bron:
            pad = self.map / resultaat.bron.name
            klaar = replace(klaar, bestand=bestand(resultaat.pad), pad=pad)
            verplaats(resultaat.pad, pad)
        naam = f"{klaar.notebook}.json"
        even = self.vrij("bezig", naam)  # someone may have laid a link there meanwhile
        v.schrijf_json(klaar.als_json(), even)
        verplaats(even, self.map / naam)
        return klaar

    def eerder(self, notebook: Path, afdruk: str) -> Resultaat | None:
        """De uitgevoerde notebook van een eerdere run,
        als die van hetzelfde gemaakt en nog heel is.
        """
        verslagen = [(self.map, v.lees_notebook(self.map / f"{notebook.stem}.json"))]
        oud = self.oud.get("notebooks", [])
        verslagen += [(self.doel / NOTEBOOKS, n) for n in oud if n["notebook"] == notebook.stem]
        for map_, verslag in verslagen:
            pad, som = map_ / notebook.name, verslag.get("bestand")
            zelfde = verslag.get("uitkomst") == GELUKT and verslag.get("afdruk") == afdruk
            if zelfde and som and not is_link(pad) and bestand(pad) == som:
                wanneer, duur = verslag.get("klaar"), verslag["duur"]
                return Resultaat(
                    notebook.stem, GELUKT, duur, None, pad, notebook, wanneer, afdruk, som
                )
        return None

    def hele(self, notebooks: list[str]) -> dict | None:
        """Het verslag van de rapportmap die er al staat, als die uit deze notebooks bestaat en nog
        heel is.
        """
        extra = {self.naam(soort) for soort in EXTRA}
        altijd = (self.oud.get("bestanden") or {}).keys() - extra
        zelfde = [n["notebook"] for n in self.oud.get("notebooks", [])] == notebooks
        if is_link(self.doel) or not (altijd and zelfde and "duur" in self.oud):
            return None
        heel = all(bestand(self.doel / n) == self.oud["bestanden"][n] for n in altijd)
        return self.oud if heel else None

    def naam(self, soort: str) -> str:
        """De naam van een bestand van dit rapport; soort: html, pdf, docx, csv of xlsx."""
        return bestandsnaam(self.doel.name, soort)

    def nieuw(self) -> Path:
        """Een lege map waarin het rapport ontstaat."""
        map_ = self.vrij("nieuw")
        (map_ / NOTEBOOKS).mkdir(parents=True)
        return map_

    def erbij(self, map_: Path, namen: Iterable[str], verslag: dict) -> None:
        """Zet wat in `map_` is bijgemaakt bij het rapport dat er al staat;
        het verslag ervan als laatste.
        """
        v.schrijf_json(verslag, map_ / "verslag.json")
        for naam in (*namen, "verslag.json"):
            if (self.doel / naam).is_dir():  # a folder does not replace one that has files
                weg(self.doel / naam)
            verplaats(map_ / naam, self.doel / naam)
        weg(self.map)

    def plaats(self, map_: Path) -> None:
        """Zet de nieuwe map op zijn plaats en ruimt het werk op; een ouder rapport verdwijnt in
        zijn geheel. Het is er tot het nieuwe er is, waar het systeem twee mappen kan verwisselen.
        """
        if not (os.path.lexists(self.doel) and verwissel(map_, self.doel)):
            self._plaats_in_twee_stappen(map_)
        weg(self.map)

    def _plaats_in_twee_stappen(self, map_: Path) -> None:
        if os.path.lexists(self.doel):
            verplaats(self.doel, self.vrij("oud"))
        try:
            verplaats(map_, self.doel)
        except OSError:
            self._zet_terug()
            raise

    def _zet_terug(self) -> None:
        """The older report goes back when the new one did not come in its place."""
        if not os.path.lexists(self.doel) and (self.map / "oud").is_dir():
            with suppress(OSError):
                verplaats(self.map / "oud", self.doel)

    def ruim_op(self) -> None:
        """Haalt weg wat half af is; wat klaar is blijft voor de volgende run."""
        self._zet_terug()  # who was killed between two moves left it here
        half = ("bezig", "nieuw", "oud") if os.path.lexists(self.doel) else ("bezig", "nieuw")
        for naam in half:
            weg(self.map / naam)
        with suppress(OSError):
            self.map.rmdir()


def zet_neer(bron: Path, doel: Path) -> None:
    """Zet een bestand ook op een andere plaats: zonder kopie als de schijf dat kan."""
    try:
        os.link(bron, doel)
    except OSError:
        shutil.copyfile(bron, doel)
