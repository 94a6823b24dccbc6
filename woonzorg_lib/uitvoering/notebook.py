"""Voert één notebook uit met Papermill in een eigen kernel; weet niets van rapporten, van meer gemeenten of van welke kernel."""

from __future__ import annotations

import asyncio
import errno
import logging
import re
import sys
import threading
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..fouten import WoonzorgFout, systeemreden
from .kernels import Kernels
from .warm import GeenWarmeKernel

GELUKT = "gelukt"
MISLUKT_NOTEBOOK = "mislukt in de notebook"
MISLUKT_UITVOERING = "mislukt in de uitvoering"
OVERGESLAGEN = "overgeslagen"

_SCHIJFFOUTEN = {errno.ENOSPC, errno.EROFS, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_SYSTEEMFOUT = re.compile(r"\[Errno (?P<nummer>\d+)\] [^:]*(?:: (?P<wat>.+))?$")
_KLEUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_STILLE_LOGGERS = ("papermill", "traitlets", "asyncio", "papermill.translators")


class UitvoerFout(WoonzorgFout):
    """Er kan niet in de uitvoermap geschreven worden."""


@dataclass(frozen=True)
class Taak:
    """Eén notebook met zijn parameters; `uitvoer` is het pad van de uitgevoerde notebook, `tijdslimiet` in seconden."""

    notebook: Path
    parameters: dict
    uitvoer: Path
    tijdslimiet: int | None = None


@dataclass(frozen=True)
class Resultaat:
    """Hoe de uitvoering van één notebook afliep; `duur` in seconden, `fout` is één regel, `bron` de notebook zelf."""

    notebook: str
    uitkomst: str
    duur: float
    fout: str | None
    pad: Path | None
    bron: Path | None = None

    @property
    def gelukt(self) -> bool:
        return self.uitkomst == GELUKT


class Afgebroken(Exception):
    """De run stopt; deze notebook is niet af."""


class _Uitvoering(threading.Thread):
    """One papermill call in a thread, so that a stop and the time limit can end the kernel from outside."""

    def __init__(self, taak: Taak, kernels: Kernels):
        super().__init__(daemon=True)
        self.taak, self.kernels = taak, kernels
        self.beheer = None
        self.uitzondering: BaseException | None = None

    def run(self) -> None:
        from jupyter_client.utils import run_sync

        try:
            self._papermill()
        except BaseException as fout:  # handed over to the waiting thread
            self.uitzondering = fout
        finally:
            if self.beheer:
                self.beheer.ruim_op()
            run_sync(
                _lus
            )().close()  # the event loop of this thread alone; it would stay open otherwise

    def _papermill(self) -> None:
        papermill = laad_papermill()
        papermill.execute_notebook(
            str(self.taak.notebook.resolve()),
            str(self.taak.uitvoer.resolve()),
            parameters=self.taak.parameters,
            engine_name="woonzorg",
            kernel_name="python3",
            language="python",  # a notebook saved in someone's own environment still runs in ours
            progress_bar=False,
            request_save_on_cell_execute=False,
            bewaar_in=str(self.taak.uitvoer.resolve()),
            kernel_manager_class=self.kernels.beheer(self._begin),
        )

    def _begin(self, beheer) -> None:
        self.beheer = beheer

    @property
    def gestart(self) -> bool:
        return bool(self.beheer and self.beheer.gestart)

    def stop_kernel(self) -> None:
        if self.beheer:
            self.beheer.beeindig()


async def _lus() -> asyncio.AbstractEventLoop:
    return asyncio.get_running_loop()


@lru_cache
def laad_papermill():
    """Papermill met de motor van de kit; een zware import, dus pas als er iets te draaien is."""
    # jsonschema looks for this package, which takes a second to load and checks a kind of address no notebook has.
    leeg = "rfc3987_syntax" not in sys.modules
    if leeg:
        sys.modules["rfc3987_syntax"] = None
    try:
        import papermill
    finally:
        if leeg:
            del sys.modules["rfc3987_syntax"]
    from papermill.engines import papermill_engines

    from .motor import Motor

    papermill_engines.register("woonzorg", Motor)
    for naam in _STILLE_LOGGERS:
        logging.getLogger(naam).setLevel(logging.CRITICAL + 1)
    return papermill


def voer_uit(
    taak: Taak, kernels: Kernels | None = None, stop: threading.Event | None = None
) -> Resultaat:
    """Voert een notebook uit en zegt hoe het afliep.

    `kernels`: die van de run; zonder krijgt de notebook een gewone kernel. Zodra `stop` gezet is, eindigt de kernel.
    Een notebook die mislukt geeft een Resultaat, geen fout. Fouten: UitvoerFout als de schijf vol of niet
    beschrijfbaar is, Afgebroken na `stop`, KeyboardInterrupt bij Ctrl-C (de kernel is dan al gestopt).
    """
    if kernels is None:
        with Kernels() as eigen:
            return voer_uit(taak, eigen, stop)
    laad_papermill()
    begin = time.monotonic()
    uitkomst, fout = _een_poging(taak, kernels, stop)
    if (
        uitkomst is None
    ):  # only a kernel that did not start is tried again; an error in a cell never is
        uitkomst, fout = _een_poging(taak, kernels, stop)
        uitkomst = uitkomst or MISLUKT_UITVOERING
    pad = taak.uitvoer if taak.uitvoer.exists() else None
    return Resultaat(
        taak.notebook.stem, uitkomst, round(time.monotonic() - begin, 2), fout, pad, taak.notebook
    )


def _een_poging(
    taak: Taak, kernels: Kernels, stop: threading.Event | None
) -> tuple[str | None, str | None]:
    draad = _Uitvoering(taak, kernels)
    einde = time.monotonic() + taak.tijdslimiet if taak.tijdslimiet else None
    te_lang = False
    draad.start()
    try:
        while draad.is_alive():
            draad.join(0.1)
            if stop and stop.is_set():
                draad.stop_kernel()
            elif einde and time.monotonic() > einde:
                te_lang = True
                draad.stop_kernel()
    except KeyboardInterrupt:
        draad.stop_kernel()
        draad.join(5)
        raise
    if stop and stop.is_set() and draad.uitzondering:
        raise Afgebroken
    if te_lang and draad.uitzondering:
        return (
            MISLUKT_UITVOERING,
            f"duurde langer dan {taak.tijdslimiet} seconden en is daarom gestopt",
        )
    if isinstance(draad.uitzondering, GeenWarmeKernel):
        kernels.val_terug(draad.uitzondering)
    return _uitkomst(draad.uitzondering, draad.gestart, kernels.geheugen)


def _uitkomst(
    fout: BaseException | None, gestart: bool, geheugen: int | None
) -> tuple[str | None, str | None]:
    if fout is None:
        return GELUKT, None
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    if isinstance(fout, PapermillExecutionError):
        return MISLUKT_NOTEBOOK, _celfout(fout, geheugen)
    if isinstance(fout, OSError) and fout.errno in _SCHIJFFOUTEN:
        raise UitvoerFout(schijffout(fout)) from fout
    if isinstance(fout, (DeadKernelError, CellTimeoutError)):
        return (
            MISLUKT_UITVOERING,
            "de rekenkern (kernel) stopte onverwacht; vaak is er te weinig geheugen",
        )
    if not gestart or (isinstance(fout, RuntimeError) and "Kernel" in str(fout)):
        return None, f"de rekenkern (kernel) startte niet: {een_regel(fout)}"
    return (
        MISLUKT_UITVOERING,
        f"{systeemreden(fout.errno) if isinstance(fout, OSError) else een_regel(fout)} ({type(fout).__name__})",
    )


def _celfout(fout, geheugen: int | None) -> str:
    # The arrow in the traceback of the cell itself: an adviser finds a line sooner than a cell number.
    pijl = re.search(r"^-+> +\d+ +(.+)$", _KLEUR.sub("", "\n".join(fout.traceback or [])), re.M)
    waar = f" bij `{een_regel(pijl.group(1), 80)}`" if pijl else ""
    melding = een_regel(fout.evalue) or "zonder melding"
    if systeem := _SYSTEEMFOUT.match(
        melding
    ):  # what Python says of a file, in the words of the system
        melding = ": ".join(filter(None, (systeem["wat"], systeemreden(int(systeem["nummer"])))))
    if geheugen and fout.ename in ("MemoryError", "_ArrayMemoryError"):
        melding = f"meer geheugen nodig dan de {geheugen / 1e9:.0f} GB die een notebook krijgt"
    return f"{melding} ({fout.ename}{waar})"


def een_regel(tekst: object, lengte: int = 300) -> str:
    """De tekst op één regel, zonder kleurcodes, en niet langer dan `lengte` tekens."""
    regel = " ".join(_KLEUR.sub("", str(tekst)).split())
    return regel if len(regel) <= lengte else regel[: lengte - 1] + "…"


def schijffout(fout: OSError, plek: Path | None = None) -> str:
    """Eén Nederlandse regel over een bestand of map waarin niet te schrijven is."""
    waar = plek or fout.filename or "de uitvoermap"
    advies = ""
    if fout.errno in _SCHIJFFOUTEN:
        advies = f" {'Maak ruimte, of kies' if fout.errno == errno.ENOSPC else 'Kies'} met --uitvoer een andere map."
    return f"Schrijven naar {waar} lukt niet: {systeemreden(fout.errno)}.{advies}"


def schijf_weigert(fout: OSError) -> bool:
    """Waar als er op deze schijf niets meer te schrijven is, en dus ook geen ander rapport."""
    return fout.errno in _SCHIJFFOUTEN
