"""Het proces dat de bibliotheek geladen heeft, met een plek per werker; alleen op Linux.

Een plek splitst zich per notebook in een kind, dat daarna weg is. Stam en plekken voeren zelf geen
notebook uit, hebben één draad, openen geen verbinding en trekken geen toevalsgetal. Wie sterft
neemt mee wat hij afsplitste; de stam sterft met wie hem startte.
"""

from __future__ import annotations

import atexit
import ctypes
import os
import shutil
import signal
from contextlib import suppress
from pathlib import Path

from .lijn import Lijn
from .werker import begrens_geheugen, draai, laad

_PR_SET_PDEATHSIG = 1


def werk(leven: int, hoe: dict) -> None:
    """Maakt de plekken, een per lijn, en houdt ze totdat `leven` ophoudt."""
    laad(hoe["voorladen"])
    from .schil import Schil

    schil, lijnen, plekken = Schil(), hoe["lijnen"], []
    if len(os.listdir("/proc/self/task")) > 1:
        for lijn in lijnen:
            _lijn(lijn).stuur(soort="einde", inhoud="de bibliotheek start zelf al draden")
        return
    while lijnen:
        lijn = lijnen.pop()
        pid = _splits(signal.SIGTERM)
        if not pid:
            for ander in (leven, *lijnen):
                os.close(ander)
            _en_dan_weg(Plek(hoe, schil, _lijn(lijn)).werk)
        os.close(lijn)
        plekken.append(pid)
    os.read(leven, 1)
    for pid in plekken:
        os.kill(pid, signal.SIGTERM)
    for pid in plekken:
        os.waitpid(pid, 0)
    shutil.rmtree(hoe["map"], ignore_errors=True)


class Plek:
    """Eén werker: leest in welke map een notebook mag, en splitst zich daarvoor."""

    def __init__(self, hoe: dict, schil, lijn: Lijn):
        self.hoe, self.schil, self.lijn, self.kind = hoe, schil, lijn, 0

    def werk(self) -> None:
        signal.signal(signal.SIGTERM, self._sterf)
        vraag: dict | None = {}
        while vraag is not None:
            if "map" in vraag:  # or it was meant for a notebook that is no more
                self._notebook(Path(vraag["map"]))
            if "map" in vraag or not vraag:
                self.lijn.stuur(soort="zover", plek=os.getpid())
            vraag = self.lijn.lees()

    def _notebook(self, map_: Path) -> None:
        with suppress(OSError):  # no room for a process
            self.kind = _splits(signal.SIGKILL)
            if not self.kind:
                _en_dan_weg(lambda: self._doe(map_))
            os.waitid(os.P_PID, self.kind, os.WEXITED | os.WNOWAIT)
            _dood(self.kind)  # and what it started, while its number is still its own
            os.waitpid(self.kind, 0)
        self.kind = 0
        shutil.rmtree(map_, ignore_errors=True)

    def _doe(self, map_: Path) -> None:
        """In the child: cuts every tie with the others, does its notebook and ends."""
        os.setsid()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        begrens_geheugen(self.hoe["geheugen"])
        draai(self.lijn, self.schil, map_)
        atexit._run_exitfuncs()

    def _sterf(self, *_) -> None:
        if self.kind:
            _dood(self.kind)
        os._exit(0)


def _lijn(nummer: int) -> Lijn:
    os.set_inheritable(nummer, False)  # not for what a notebook starts
    return Lijn(os.fdopen(nummer, "rb"), os.fdopen(os.dup(nummer), "wb"))


def _splits(sein: int) -> int:
    """Als os.fork; sterft de ouder, dan krijgt het kind dit sein."""
    ouder, pid = os.getpid(), os.fork()
    if not pid:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, sein)
        if os.getppid() != ouder:
            os._exit(1)
    return pid


def _en_dan_weg(doe) -> None:
    try:
        doe()
    finally:
        os._exit(0)


def _dood(pid: int) -> None:
    for doe in (os.killpg, os.kill):  # not yet the leader of its group: then by itself
        with suppress(ProcessLookupError):
            doe(pid, signal.SIGKILL)
