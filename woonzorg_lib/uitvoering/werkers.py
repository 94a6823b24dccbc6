"""De werkers van een run: start ze, leent ze uit en ruimt ze op; voert zelf niets uit."""

from __future__ import annotations

import json
import logging
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from ..fouten import WoonzorgFout
from .lijn import Lijn
from .omgeving import nieuwe_map, omgeving, ruim_oude_mappen, stand_van_de_kit

GEHEUGEN = 4_000_000_000  # bytes: more than a report needs, less than a runaway cell takes
SPLITSEN, ZELF, KERNEL = "splitsen", "zelf", "kernel"
_START, _GEDULD = 60.0, 5.0  # seconds to load the library, and to end after the last cell
_BESTANDEN = 4096  # open files are plenty
_EIGEN_BESTANDEN, _PER_WERKER = 64, 10  # open files of the run itself, and per notebook at work
_log = logging.getLogger("woonzorg")


class GeenWerker(WoonzorgFout):
    """Deze manier van uitvoeren lukt hier niet; `dan` is de manier die het wel kan."""

    def __init__(self, reden: str, dan: str = KERNEL):
        super().__init__(reden)
        self.dan = dan


class WerkerWeg(RuntimeError):
    """Het proces dat de notebook uitvoerde is er niet meer."""


class Werker:
    """Wie één notebook uitvoert, te gebruiken met `with`; `stop` maakt er meteen een eind aan."""

    def __init__(self, lijn: Lijn, stop: Callable[[], None], klaar: Callable[[bool], None]):
        self.lijn, self.stop, self._klaar = lijn, stop, klaar
        self.begonnen, self.heel = False, True
        self.taal: dict = {}
        self.proces: int | None = None

    def begin(self) -> None:
        """Wacht tot hij een cel kan uitvoeren. Fout: WerkerWeg."""
        with _hooguit(_START, self.stop):
            bericht = self.lees()
        self.taal, self.proces, self.begonnen = bericht["inhoud"], bericht.get("proces"), True

    def stuur(self, **bericht) -> None:
        with suppress(OSError):  # then there is no answer either
            self.lijn.stuur(**bericht)

    def lees(self) -> dict:
        """Het volgende bericht. Fout: WerkerWeg."""
        if bericht := self.lijn.lees():
            return bericht
        raise WerkerWeg

    def __enter__(self) -> Werker:
        return self

    def __exit__(self, soort, *_) -> None:
        self._klaar(self.heel and soort is None)


class Werkers:
    """De werkers van één run; een contextmanager, te gebruiken door meer draden tegelijk.

    `soort`: "warm" (de bibliotheek is al geladen) of "gewoon" (een gewone kernel per notebook). Kan
    warm niet, dan worden het gewone kernels, met één regel in het log. `voorladen`: module die een
    werker al geladen heeft. `aantal`: hoeveel notebooks er naast elkaar lopen. `geheugen`: grens in
    bytes per notebook.
    """

    def __init__(
        self,
        soort: str = "warm",
        voorladen: str | None = None,
        aantal: int = 1,
        geheugen: int | None = GEHEUGEN,
    ):
        ruim_oude_mappen()
        self.map, self.nummers, self.slot = nieuwe_map(), count(), threading.RLock()
        self.geheugen = geheugen
        self.hoe = {
            "voorladen": [voorladen] if voorladen else [],
            "geheugen": geheugen,
            "vaker": [],
        }
        self.bronnen: dict[str, Stamproces | Losse] = {}
        self.manier = KERNEL if soort == "gewoon" else SPLITSEN if kan_splitsen() else ZELF
        self.aantal = aantal
        self._bron(self.manier)

    def _bron(self, manier: str) -> Stamproces | Losse:
        with self.slot:
            if manier not in self.bronnen:
                hoe = self.hoe | {"manier": manier, "map": str(self.map)}
                self.bronnen[manier] = (
                    Stamproces(hoe) if manier == SPLITSEN else Losse(hoe, self.aantal)
                )
            return self.bronnen[manier]

    def neem(self, gewoon: bool = False) -> Werker:
        """Een werker voor één notebook; `gewoon`: met een gewone kernel."""
        map_ = self.map / str(next(self.nummers))
        map_.mkdir()
        while True:
            manier = KERNEL if gewoon else self.manier
            try:
                return self._bron(manier).neem(map_)
            except GeenWerker as fout:
                self._val_terug(manier, fout)

    def wacht(self) -> None:
        """Wacht tot alles geladen is; zo telt dat niet mee in de duur van de eerste notebook."""
        manier = self.manier
        try:
            self._bron(manier).wacht()
        except GeenWerker as fout:
            self._val_terug(manier, fout)
            self.wacht()

    def _val_terug(self, manier: str, fout: GeenWerker) -> None:
        with self.slot:
            if manier == KERNEL:
                raise fout
            if manier == self.manier:
                self.manier = fout.dan
                wat = (
                    "gewone kernels doen"
                    if fout.dan == KERNEL
                    else "een werker zonder splitsen doet"
                )
                _log.warning(
                    "woonzorg: dit gaat hier niet (%s); %s hetzelfde, maar langzamer.", fout, wat
                )

    def sluit(self) -> None:
        """Beëindigt alle werkers, en wacht hooguit even op wie nog bezig is met stoppen."""
        for bron in self.bronnen.values():
            bron.sluit()
        shutil.rmtree(self.map, ignore_errors=True)

    def __enter__(self) -> Werkers:
        return self

    def __exit__(self, *_) -> None:
        self.sluit()


class Blijvers:
    """Werkers die blijven tussen notebooks die niet bij een run horen, zoals van papermill zelf.

    Is de code of de momentopname anders dan toen zij begonnen, dan komen er andere. `hoe`, een rij
    parameters van Werkers, zegt welke.
    """

    def __init__(self):
        self.slot = threading.Lock()
        self.nu: dict[tuple, _Blijver] = {}
        self.klok = threading.Timer(0, self.sluit)

    @contextmanager
    def leen(self, *hoe) -> Iterator[Werkers]:
        """De werkers voor één notebook."""
        stand = stand_van_de_kit()
        with self.slot:
            een, eerder = self.nu.get(hoe), None
            if een is None or een.stand != stand:
                eerder, een = een, _Blijver(stand, Werkers(*hoe))
                self.nu[hoe] = een
            een.bezig += 1
        if eerder and not eerder.bezig:
            eerder.werkers.sluit()
        try:
            yield een.werkers
        finally:
            with self.slot:
                een.bezig -= 1
                over = not een.bezig and self.nu.get(hoe) is not een
            if over:
                een.werkers.sluit()

    def sluit(self) -> None:
        """Beëindigt wie niets te doen heeft."""
        with self.slot:
            klaar = [hoe for hoe, een in self.nu.items() if not een.bezig]
            for hoe in klaar:
                self.nu.pop(hoe).werkers.sluit()

    def sluit_over(self, seconden: float) -> None:
        """Doet dat straks, tenzij dit daarvoor nog eens gevraagd wordt."""
        with self.slot:
            self.klok.cancel()
            self.klok = _straks(seconden, self.sluit)


@dataclass
class _Blijver:
    stand: object
    werkers: Werkers
    bezig: int = 0


class Stamproces:
    """Een geladen proces dat zich per notebook splitst (`stam`); valt het weg, dan komt er een."""

    def __init__(self, hoe: dict):
        self.hoe, self.slot, self.nummers = hoe, threading.RLock(), count()
        self._start()

    def _start(self) -> None:
        self.contact, daar = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with daar:
            self.proces, self.geladen = _start(self.hoe, daar, subprocess.DEVNULL), False

    def wacht(self) -> None:
        """Wacht tot de bibliotheek geladen is. Fout: GeenWerker."""
        with self.slot:
            if self.geladen:
                return
            if not select.select([self.contact], [], [], _START)[0]:
                raise GeenWerker("het laden van de bibliotheek duurt te lang")
            klaar = json.loads(self.contact.recv(1000) or b"{}")
            if not klaar:
                raise GeenWerker("het laden van de bibliotheek mislukt")
            if klaar["draden"] != 1:
                raise GeenWerker("de bibliotheek start bij het laden al eigen draden", ZELF)
            self.geladen = True

    def neem(self, map_: Path) -> Werker:
        with self.slot:
            if self.geladen and self.proces.poll() is not None:  # killed, and its children with it
                self.contact.close()
                self._start()
            self.wacht()
            contact, nummer = self.contact, next(self.nummers)
        hier, daar = socket.socketpair()
        with hier, daar:
            vraag = json.dumps({"nummer": nummer, "map": str(map_)}).encode()
            with suppress(OSError):  # gone this very moment: then the line has no other end
                socket.send_fds(contact, [vraag], [daar.fileno()])
            lijn = Lijn(hier.makefile("rb"), hier.makefile("wb"))

        def einde(geduld: float) -> None:
            try:
                contact.send(json.dumps({"nummer": nummer, "geduld": geduld}).encode())
            except OSError:  # its children went along; what they started did not
                if werker.proces:
                    _dood_groep(werker.proces)

        def klaar(_) -> None:
            lijn.sluit()
            einde(_GEDULD)

        werker = Werker(lijn, lambda: einde(0), klaar)
        return werker

    def sluit(self) -> None:
        self.contact.close()
        with suppress(subprocess.TimeoutExpired):
            self.proces.wait(2 * _GEDULD)
        _dood(self.proces)


class Losse:
    """Losse processen: elk voert notebooks na elkaar zelf uit, of één met een gewone kernel."""

    def __init__(self, hoe: dict, aantal: int):
        self.hoe, self.slot = hoe, threading.Lock()
        self.alle: list[Los] = []
        self.vrij = [self._start() for _ in range(aantal)] if hoe["manier"] == ZELF else []

    def _start(self) -> Los:
        los = Los(_start(self.hoe, subprocess.PIPE, subprocess.PIPE))
        self.alle = [een for een in self.alle if een.proces.poll() is None] + [los]
        return los

    def wacht(self) -> None:
        """Wacht tot alles geladen is. Fout: GeenWerker."""
        for los in self.vrij:
            los.is_zover()

    def neem(self, map_: Path) -> Werker:
        while not (los := self._een()).is_zover():
            self._voortaan(los.vaker)
            _straks(_GEDULD, los.dood)
        los.begin(map_)
        return Werker(los.lijn, los.dood, lambda heel: self._klaar(los, heel))

    def _een(self) -> Los:
        with self.slot:
            return self.vrij.pop(0) if self.vrij else self._start()

    def _voortaan(self, vaker: list[str]) -> None:
        with self.slot:
            self.hoe["vaker"] += [naam for naam in vaker if naam not in self.hoe["vaker"]]

    def _klaar(self, los: Los, heel: bool) -> None:
        los.stuur(heel=heel)  # its answer can wait until the next notebook
        with self.slot:
            self.vrij.append(los)

    def sluit(self) -> None:
        with self.slot:
            for los in self.vrij:
                los.eindig()
            for los in self.alle:
                los.dood()


class Los:
    """Eén los proces en zijn lijn."""

    def __init__(self, proces: subprocess.Popen):
        assert proces.stdin and proces.stdout
        self.proces, self.lijn = proces, Lijn(proces.stdout, proces.stdin)
        self.zover, self.begonnen = False, False
        self.vaker: list[str] = []

    def is_zover(self) -> bool:
        """Wacht tot het aan een notebook kan beginnen; onwaar als het na de vorige stopt.

        Fout: GeenWerker als het nooit zover kwam.
        """
        if not self.zover:
            with _hooguit(_GEDULD if self.begonnen else _START, self.dood):
                antwoord = self.lijn.lees() or {}
            self.zover = antwoord.get("soort") == "zover"
            self.vaker = antwoord.get("vaker", [])
            if not self.zover and not self.begonnen:
                raise GeenWerker("het laden van de bibliotheek mislukt")
            if not self.zover:
                _log.debug("De werker stopt: %s", antwoord.get("inhoud"))
        return self.zover

    def begin(self, map_: Path) -> None:
        self.zover, self.begonnen = False, True
        self.stuur(map=str(map_))

    def stuur(self, **bericht) -> None:
        with suppress(OSError):  # it is gone: who waits for its answer will notice
            self.lijn.stuur(**bericht)

    def eindig(self) -> None:
        """Wie na zijn laatste notebook zelf stopt, krijgt daar de tijd voor."""
        if self.begonnen and not self.is_zover():
            with suppress(subprocess.TimeoutExpired):
                self.proces.wait(_GEDULD)

    def dood(self) -> None:
        _dood(self.proces)


def ruimte_voor(gevraagd: int) -> int:
    """Hoeveel werkers er naast elkaar kunnen met de bestanden die dit proces mag openen."""
    try:
        import resource
    except ImportError:  # Windows
        return max(1, gevraagd)
    zacht, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    ruim = _BESTANDEN if hard == resource.RLIM_INFINITY else min(hard, _BESTANDEN)
    if zacht != resource.RLIM_INFINITY and zacht < ruim:  # macOS: 256, however many it could have
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (ruim, hard))
            zacht = ruim
    if zacht == resource.RLIM_INFINITY:
        return max(1, gevraagd)
    return max(1, min(gevraagd, (zacht - _EIGEN_BESTANDEN) // _PER_WERKER))


def kan_splitsen() -> bool:
    """Waar als een proces zich hier veilig kan splitsen; WOONZORG_ZONDER_FORK=1 zegt van niet."""
    return sys.platform == "linux" and not os.environ.get("WOONZORG_ZONDER_FORK")


def _straks(seconden: float, doe: Callable[[], None]) -> threading.Timer:
    klok = threading.Timer(seconden, doe)
    klok.daemon = True
    klok.start()
    return klok


@contextmanager
def _hooguit(seconden: float, anders: Callable[[], None]) -> Iterator[None]:
    klok = _straks(seconden, anders)
    try:
        yield
    finally:
        klok.cancel()


def _start(hoe: dict, stdin, stdout) -> subprocess.Popen:
    argv = [sys.executable, "-m", f"{__package__}.werker", json.dumps(hoe)]
    fout = None if os.environ.get("WOONZORG_DEBUG") else subprocess.DEVNULL
    try:
        return subprocess.Popen(
            argv, stdin=stdin, stdout=stdout, stderr=fout, env=omgeving(), start_new_session=True
        )
    except OSError as reden:
        raise GeenWerker(str(reden)) from reden


def _dood_groep(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _dood(proces: subprocess.Popen) -> None:
    """Beëindigt een proces en wat het startte; een proces dat al weg is, is goed."""
    if proces.returncode is None:
        if os.name == "posix":
            _dood_groep(proces.pid)  # it leads its own group
        else:
            argv = ["taskkill", "/T", "/F", "/PID", str(proces.pid)]
            subprocess.run(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    proces.wait()
