"""Het proces dat de bibliotheek geladen heeft en zich per notebook splitst; alleen op Linux.

Het voert zelf geen notebook uit, heeft één draad, opent geen verbinding en trekt geen toevalsgetal.
Zijn kinderen sterven met hem, en met wie hem startte.
"""

from __future__ import annotations

import atexit
import ctypes
import json
import os
import select
import shutil
import signal
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .lijn import Lijn
from .werker import begrens_geheugen, draai, laad, stil

_PR_SET_PDEATHSIG = 1


@dataclass
class Kind:
    """Een afgesplitst proces: van welke notebook, in welke map, en wanneer het weg moet zijn."""

    nummer: int
    map: str
    uiterlijk: float | None = None


class Stam:
    """Leest opdrachten van `contact`; bij elke notebook hoort een lijn, die het kind meekrijgt."""

    def __init__(self, contact: int, hoe: dict):
        self.contact, self.hoe = socket.socket(fileno=contact), hoe
        self.kinderen: dict[int, Kind] = {}

    def werk(self) -> None:
        laad(self.hoe["voorladen"])
        from .schil import Schil

        self.schil = Schil()
        self.contact.send(json.dumps({"draden": len(os.listdir("/proc/self/task"))}).encode())
        gewekt, wek = os.pipe()
        os.set_blocking(wek, False)
        self.wek = (gewekt, wek)
        signal.set_wakeup_fd(wek)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # it is enough to wake up
        while True:
            bronnen = [self.contact.fileno(), gewekt]
            klaar = select.select(bronnen, [], [], 1 if self.kinderen else None)[0]
            if gewekt in klaar:
                os.read(gewekt, 1000)
            if bronnen[0] in klaar and not self._opdracht():
                break
            self._begraaf()
        for kind in self.kinderen.values():  # who was done may end in peace
            kind.uiterlijk = kind.uiterlijk or time.monotonic()
        while self.kinderen:
            self._begraaf()
            time.sleep(0.01)
        shutil.rmtree(self.hoe["map"], ignore_errors=True)

    def _opdracht(self) -> bool:
        tekst, lijnen, *_ = socket.recv_fds(self.contact, 10_000, 1)
        if not tekst:
            return False
        opdracht = json.loads(tekst)
        if lijnen:
            with suppress(OSError):  # no room for a process: the line ends, and so its notebook
                self._splits(opdracht, lijnen[0])
            os.close(lijnen[0])
        for kind in self.kinderen.values():
            if kind.nummer == opdracht["nummer"] and "geduld" in opdracht:
                kind.uiterlijk = time.monotonic() + opdracht["geduld"]
        return True

    def _splits(self, opdracht: dict, lijn: int) -> None:
        ouder, pid = os.getpid(), os.fork()
        if pid:
            self.kinderen[pid] = Kind(opdracht["nummer"], opdracht["map"])
            return
        try:
            self._kind(ouder, lijn, Path(opdracht["map"]))
        finally:
            os._exit(1)

    def _kind(self, ouder: int, lijn: int, map_: Path) -> None:
        """The child: cuts every tie with the others, does its notebook and ends."""
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != ouder:
            return
        os.setsid()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for nummer in (self.contact.detach(), *self.wek):
            os.close(nummer)
        stil(0)
        begrens_geheugen(self.hoe["geheugen"])
        draai(Lijn(os.fdopen(lijn, "rb"), os.fdopen(os.dup(lijn), "wb")), self.schil, map_)
        atexit._run_exitfuncs()
        os._exit(0)

    def _begraaf(self) -> None:
        """Whoever ended or had to end goes, with every process that it started, and its folder."""
        for pid, kind in list(self.kinderen.items()):
            klaar = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            if klaar or (kind.uiterlijk and time.monotonic() >= kind.uiterlijk):
                _dood(pid)
            if klaar:
                os.waitpid(pid, 0)
                shutil.rmtree(kind.map, ignore_errors=True)
                del self.kinderen[pid]


def _dood(pid: int) -> None:
    for doe in (os.killpg, os.kill):  # not yet the leader of its group: then by itself
        with suppress(ProcessLookupError):
            doe(pid, signal.SIGKILL)
