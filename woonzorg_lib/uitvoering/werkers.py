"""De werkers van een run: start ze, leent ze uit en ruimt ze op; voert zelf niets uit."""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, count
from pathlib import Path

from ..fouten import WoonzorgFout
from .lijn import Lijn
from .omgeving import nieuwe_map, omgeving, ruim_oude_mappen, stand_van_de_kit

GEHEUGEN = 4_000_000_000  # bytes: more than a report needs, less than a runaway cell takes
SPLITSEN, ZELF, KERNEL = "splitsen", "zelf", "kernel"  # how a worker does a notebook
ZOVER, EINDE, WEG = "zover", "einde", "weg"  # how it stands between two of them
_START, _GEDULD = 60.0, 5.0  # seconds to load the library, and to end after the last cell
_BESTANDEN = 4096  # open files are plenty
_EIGEN_BESTANDEN, _PER_WERKER = 64, 10  # open files of the run itself, and per notebook at work
_log = logging.getLogger("woonzorg")


class GeenWerker(WoonzorgFout):
    """Deze manier van uitvoeren lukt hier niet; `zelf`: zonder splitsen gaat het nog wel."""

    def __init__(self, reden: str, zelf: bool = False):
        super().__init__(reden)
        self.zelf = zelf


class WerkerWeg(RuntimeError):
    """Het proces dat de notebook uitvoerde is er niet meer."""


class Werker:
    """Wie notebooks uitvoert, de een na de ander; voor elke notebook te gebruiken met `with`."""

    def __init__(self, proces: subprocess.Popen, lijn: Lijn, terug: Callable[[Werker], None]):
        self.proces, self.lijn, self._terug = proces, lijn, terug
        self.woord: dict = {}  # its last one: that it can begin, that it ends, or none at all
        self.plek = self.kind = 0  # of who splits off: its process, and that of the notebook
        self.taal: dict = {}  # of the notebook, from when it began
        self.gebruikt, self.heel = False, True

    def is_zover(self) -> bool:
        """Wacht tot hij aan een notebook kan beginnen; onwaar als hij na de vorige stopt.

        Fout: GeenWerker als hij nooit zover kwam.
        """
        with _hooguit(_GEDULD if self.gebruikt else _START, self.stop), suppress(WerkerWeg):
            while not self.woord:
                self.lees()
        zover, waarom = self.woord["soort"] == ZOVER, self.woord.get("inhoud")
        if not zover and not self.gebruikt:
            raise GeenWerker(waarom or "het laden van de bibliotheek mislukt", bool(waarom))
        return zover

    def geef(self, map_: Path) -> Werker:
        """Zegt hem dat hij een notebook krijgt, met een eigen map."""
        self.woord, self.taal, self.gebruikt, self.heel = {}, {}, True, True
        self.stuur(map=str(map_))
        return self

    def begin(self) -> None:
        """Wacht tot hij een cel kan uitvoeren. Fout: WerkerWeg."""
        with _hooguit(_START, self.stop):
            bericht = self.lees()
        self.taal = bericht["inhoud"]
        self.kind = bericht["proces"] if self.plek else 0

    def stuur(self, **bericht) -> None:
        with suppress(OSError):  # then there is no answer either
            self.lijn.stuur(**bericht)

    def lees(self) -> dict:
        """Het volgende bericht over de notebook. Fout: WerkerWeg."""
        bericht = self.lijn.lees() or {"soort": WEG}
        if bericht["soort"] not in (ZOVER, EINDE, WEG):
            return bericht
        self.woord = bericht
        if bericht["soort"] == ZOVER:
            self.plek, self.kind = bericht.get("plek", 0), 0
        raise WerkerWeg

    def stop(self) -> None:
        """Maakt meteen een eind aan de notebook, met alles wat die startte."""
        _dood_groep(self.kind) if self.kind else self.dood()

    def dood(self) -> None:
        if self.kind:
            _dood_groep(self.kind)
        if not self.plek:
            _dood(self.proces)
        elif self.woord.get("soort") != WEG:
            with suppress(ProcessLookupError):
                os.kill(self.plek, signal.SIGTERM)

    def eindig(self) -> None:
        """Wie na zijn laatste notebook zelf stopt, krijgt daar de tijd voor; een ander niet."""
        if self.gebruikt and not self.is_zover():
            with _hooguit(_GEDULD, self.dood):
                self.lijn.lees()
        self.dood()

    def __enter__(self) -> Werker:
        return self

    def __exit__(self, soort, *_) -> None:
        self.stuur(heel=self.heel and soort is None)  # its answer can wait until the next notebook
        self._terug(self)


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
        self.vaker: list[str] = []  # what notebooks ask for, as it turned out
        self.hoe = {
            "voorladen": [voorladen] if voorladen else [],
            "geheugen": geheugen,
            "map": str(self.map),
        }
        self.alle: list[Werker] = []
        self.vrij: dict[str, list[Werker]] = {SPLITSEN: [], ZELF: [], KERNEL: []}
        self.manier = KERNEL if soort == "gewoon" else SPLITSEN if kan_splitsen() else ZELF
        if self.manier != KERNEL:
            self.vrij[self.manier] += self._start(self.manier, aantal)

    def _start(self, manier: str, aantal: int) -> list[Werker]:
        hoe = self.hoe | {"manier": manier, "vaker": self.vaker}
        if manier == SPLITSEN:
            nieuw = _start_stam(hoe, aantal)
        else:
            nieuw = [_start_los(hoe) for _ in range(aantal)]
        werkers = [Werker(proces, lijn, self.vrij[manier].append) for proces, lijn in nieuw]
        self.alle += werkers
        return werkers

    def neem(self, gewoon: bool = False) -> Werker:
        """Een werker voor één notebook; `gewoon`: met een gewone kernel."""
        map_ = self.map / str(next(self.nummers))
        self.map.mkdir(0o700, exist_ok=True)  # someone may have tidied up
        map_.mkdir()
        while True:
            manier = KERNEL if gewoon else self.manier
            try:
                with self.slot:
                    vrij = self.vrij[manier]
                    werker = vrij.pop(0) if vrij else self._start(manier, 1)[0]
                if werker.is_zover():
                    return werker.geef(map_)
                self._laat_gaan(werker)
            except GeenWerker as fout:
                self._val_terug(manier, fout)

    def _laat_gaan(self, werker: Werker) -> None:
        """Someone who stops gets a moment for it; what was not loaded yet, the next one has."""
        woord = werker.woord
        _log.debug("De werker stopt: %s", woord.get("inhoud"))
        _straks(_GEDULD if woord["soort"] == EINDE else 0, werker.dood)
        with self.slot:
            self.vaker += [n for n in woord.get("vaker", []) if n not in self.vaker]

    def wacht(self) -> None:
        """Wacht tot alles geladen is; zo telt dat niet mee in de duur van de eerste notebook."""
        manier = self.manier
        try:
            for werker in self.vrij[manier]:
                werker.is_zover()
        except GeenWerker as fout:
            self._val_terug(manier, fout)
            self.wacht()

    def _val_terug(self, manier: str, fout: GeenWerker) -> None:
        with self.slot:
            if manier == KERNEL:
                raise fout
            if manier == self.manier:
                self.manier = ZELF if fout.zelf else KERNEL
                wie = "een werker zonder splitsen doet" if fout.zelf else "gewone kernels doen"
                _log.warning(
                    "woonzorg: dit gaat hier niet (%s); %s hetzelfde, maar langzamer.", fout, wie
                )

    def sluit(self) -> None:
        """Beëindigt alle werkers, en wacht hooguit even op wie nog bezig is met stoppen."""
        with self.slot:
            for werker in chain.from_iterable(self.vrij.values()):
                werker.eindig()
            for werker in self.alle:
                werker.dood()
            for werker in self.alle:
                _sluit(werker.proces)
                werker.lijn.sluit()
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
        self.slot = threading.RLock()
        self.nu: dict[tuple, Werkers] = {}
        self.bezig: Counter[tuple] = Counter()
        self.klok = threading.Timer(0, self.sluit)

    @contextmanager
    def leen(self, *hoe) -> Iterator[Werkers]:
        """De werkers voor één notebook."""
        welke = (*hoe, stand_van_de_kit())
        with self.slot:
            self.nu[welke] = werkers = self.nu.get(welke) or Werkers(*hoe)
            self.bezig[welke] += 1
            self.sluit()  # who was there before the code changed, and is of no use any more
        try:
            yield werkers
        finally:
            with self.slot:
                self.bezig[welke] -= 1

    def sluit(self) -> None:
        """Beëindigt wie niets te doen heeft."""
        with self.slot:
            for welke in [welke for welke in self.nu if not self.bezig[welke]]:
                self.nu.pop(welke).sluit()

    def sluit_over(self, seconden: float) -> None:
        """Doet dat straks, tenzij dit daarvoor nog eens gevraagd wordt."""
        with self.slot:
            self.klok.cancel()
            self.klok = _straks(seconden, self.sluit)


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


def _start_stam(hoe: dict, aantal: int) -> list[tuple[subprocess.Popen, Lijn]]:
    """Eén proces dat zich splitst (`stam`), met een lijn per werker."""
    paren = [socket.socketpair() for _ in range(aantal)]
    lijnen = [daar.fileno() for _, daar in paren]
    try:
        proces = _start(hoe | {"lijnen": lijnen}, subprocess.DEVNULL, lijnen)
        return [(proces, Lijn(hier.makefile("rb"), hier.makefile("wb"))) for hier, _ in paren]
    finally:
        for hier, daar in paren:
            hier.close()  # the line itself keeps it open
            daar.close()


def _start_los(hoe: dict) -> tuple[subprocess.Popen, Lijn]:
    """Een proces dat zelf notebooks uitvoert, of er een kernel voor start."""
    proces = _start(hoe, subprocess.PIPE)
    assert proces.stdin and proces.stdout
    return proces, Lijn(proces.stdout, proces.stdin)


def _start(hoe: dict, stdout: int, lijnen: Sequence[int] = ()) -> subprocess.Popen:
    argv = [sys.executable, "-m", f"{__package__}.werker", json.dumps(hoe)]
    stderr = None if os.environ.get("WOONZORG_DEBUG") else subprocess.DEVNULL
    try:
        return subprocess.Popen(
            argv,
            stdin=subprocess.PIPE,
            stdout=stdout,
            stderr=stderr,
            env=omgeving(),
            start_new_session=True,
            pass_fds=lijnen,
        )
    except OSError as reden:
        raise GeenWerker(str(reden)) from reden


def _sluit(proces: subprocess.Popen) -> None:
    """Wie zich splitst ruimt eerst op, zodra niemand hem meer nodig heeft."""
    with suppress(OSError):
        proces.stdin.close()  # type: ignore[union-attr]
    with suppress(subprocess.TimeoutExpired):
        proces.wait(2 * _GEDULD)
    _dood(proces)


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
