"""Kiest voor een run welke kernels hij krijgt, warm of gewoon, en ruimt ze na afloop op; voert zelf niets uit."""

from __future__ import annotations

import logging
import threading

from .omgeving import ruim_oude_mappen
from .warm import GeenWarmeKernel, Zygoot

GEHEUGEN = 4_000_000_000  # bytes of address space per kernel: far more than a report needs, less than a runaway cell takes
_log = logging.getLogger("woonzorg")


class Kernels:
    """De kernels van één run; een contextmanager.

    `soort`: "warm" of "gewoon". Waar warm niet kan, worden het gewone kernels, met één regel in het log. `voorladen`:
    module die een warme kernel al geladen heeft. `voorraad`: hoeveel warme kernels er klaarstaan.
    """

    def __init__(
        self,
        soort: str = "gewoon",
        voorladen: str | None = None,
        voorraad: int = 1,
        geheugen: int | None = GEHEUGEN,
    ):
        self.geheugen, self.zygoot = geheugen, None
        self._slot = threading.Lock()
        ruim_oude_mappen()
        if soort == "warm":
            try:
                self.zygoot = Zygoot(voorladen, voorraad, geheugen)
            except GeenWarmeKernel as fout:
                _meld(fout)

    def __enter__(self) -> Kernels:
        return self

    def __exit__(self, *_) -> None:
        from .beheer import OPRUIMER

        if self.zygoot:
            self.zygoot.sluit()
        OPRUIMER.sluit()

    def beheer(self, bij_begin) -> type:
        """De klasse die papermill nodig heeft om de kernel van één notebook te beheren."""
        from .beheer import Beheer

        return Beheer.maak(self.zygoot, self.geheugen, bij_begin)

    def wacht(self) -> None:
        """Wacht tot er kernels klaarstaan; zo telt het laden van de bibliotheek niet mee in de duur van de eerste notebook."""
        if self.zygoot:
            try:
                self.zygoot.vul()
            except GeenWarmeKernel as fout:
                self.val_terug(fout)

    def val_terug(self, fout: GeenWarmeKernel) -> None:
        """Vanaf nu gewone kernels; de eerste keer met een regel in het log."""
        with self._slot:
            zygoot, self.zygoot = self.zygoot, None
        if zygoot:
            _meld(fout)
            zygoot.sluit()


def _meld(fout: GeenWarmeKernel) -> None:
    _log.warning(
        "woonzorg: warme kernels gaan hier niet (%s); gewone kernels doen hetzelfde, maar langzamer.",
        fout,
    )
