"""Voert één notebook uit met Papermill in een eigen kernel; weet niets van rapporten of van meer gemeenten."""

from __future__ import annotations

import errno
import logging
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..fouten import WoonzorgFout

GELUKT = "gelukt"
MISLUKT_NOTEBOOK = "mislukt in de notebook"
MISLUKT_UITVOERING = "mislukt in de uitvoering"
OVERGESLAGEN = "overgeslagen"

_PROJECT = Path(__file__).resolve().parents[2]
_SCHIJFFOUTEN = {errno.ENOSPC, errno.EROFS, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_KLEUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_STILLE_LOGGERS = ("papermill", "traitlets", "asyncio", "papermill.translators")


class UitvoerFout(WoonzorgFout):
    """Er kan niet in de uitvoermap geschreven worden."""


class KernelStartFout(WoonzorgFout):
    """De kernel van een notebook wilde niet starten."""


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


class _Uitvoering(threading.Thread):
    """One papermill call in a thread, so that Ctrl-C and the time limit reach the main thread and can end the kernel."""

    def __init__(self, taak: Taak):
        super().__init__(daemon=True)
        self.taak = taak
        self.kernel = None
        self.uitzondering: BaseException | None = None
        self.gestart = False

    def run(self) -> None:
        try:
            self._papermill()
        except BaseException as fout:  # handed over to the waiting thread
            self.uitzondering = fout

    def _papermill(self) -> None:
        import papermill

        with tempfile.TemporaryDirectory(prefix="wz-", ignore_cleanup_errors=True) as map_:
            papermill.execute_notebook(
                str(self.taak.notebook.resolve()),
                str(self.taak.uitvoer.resolve()),
                parameters=self.taak.parameters,
                engine_name=_motor(),
                kernel_name="python3",
                language="python",  # a notebook saved in someone's own environment still runs in ours
                progress_bar=False,
                request_save_on_cell_execute=False,
                bewaar_in=str(self.taak.uitvoer.resolve()),
                kernel_manager_class=_kernelbeheer(self, Path(map_)),
            )

    def stop_kernel(self) -> None:
        proces = getattr(getattr(self.kernel, "provisioner", None), "process", None)
        if proces is None or proces.poll() is not None:
            return
        if os.name == "posix":  # the kernel leads its own group: end what it started as well
            try:
                os.killpg(proces.pid, signal.SIGKILL)
                return
            except (ProcessLookupError, PermissionError):
                pass
        proces.kill()


@lru_cache
def _motor() -> str:
    """Register the papermill engine that keeps what was made when the kernel dies; papermill's own throws it away."""
    from papermill.engines import NBClientEngine, papermill_engines
    from papermill.iorw import write_ipynb

    class Motor(NBClientEngine):
        @classmethod
        def execute_managed_notebook(cls, nb_man, kernel_name, bewaar_in="", **kw):
            try:
                super().execute_managed_notebook(nb_man, kernel_name, **kw)
            except RuntimeError:
                write_ipynb(nb_man.nb, bewaar_in)
                raise

    papermill_engines.register("woonzorg", Motor)
    return "woonzorg"


def _kernelbeheer(uitvoering: _Uitvoering, map_: Path) -> type:
    """A kernel manager class for this run: this Python, quiet, and without files in someone's home folder."""
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    class Kernelbeheer(AsyncKernelManager):
        def __init__(self, **kw):
            kw["connection_file"] = str(map_ / "k.json")
            if os.name == "posix":  # sockets in a private folder: no race for ports, nothing on the network
                kw["transport"], kw["ip"] = "ipc", str(map_ / "k")
            super().__init__(**kw)
            uitvoering.kernel = self

        @property
        def kernel_spec(self):
            argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
            return KernelSpec(argv=argv, display_name="Python 3", language="python", metadata={"debugger": False})

        async def start_kernel(self, **kw):
            kw["extra_arguments"] = [*kw.get("extra_arguments", []), "--HistoryManager.enabled=False"]
            kw |= {"env": _omgeving(), "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            await self._async_start_kernel(**kw)
            uitvoering.gestart = True


    return Kernelbeheer


def _omgeving() -> dict[str, str]:
    paden = [str(_PROJECT), os.environ.get("PYTHONPATH", "")]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(p for p in paden if p),
        "PYTHONUTF8": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def voer_uit(taak: Taak) -> Resultaat:
    """Voert een notebook uit en zegt hoe het afliep.

    Een notebook die mislukt geeft een Resultaat, geen fout. Fouten: UitvoerFout als de schijf vol of niet
    beschrijfbaar is, KeyboardInterrupt bij Ctrl-C (de kernel is dan al gestopt).
    """
    for naam in _STILLE_LOGGERS:
        logging.getLogger(naam).setLevel(logging.CRITICAL + 1)
    begin = time.monotonic()
    uitkomst, fout = _een_poging(taak)
    if uitkomst is None:  # only a kernel that did not start is tried again; an error in a cell never is
        uitkomst, fout = _een_poging(taak)
        uitkomst = uitkomst or MISLUKT_UITVOERING
    pad = taak.uitvoer if taak.uitvoer.exists() else None
    return Resultaat(taak.notebook.stem, uitkomst, round(time.monotonic() - begin, 2), fout, pad, taak.notebook)


def _een_poging(taak: Taak) -> tuple[str | None, str | None]:
    draad = _Uitvoering(taak)
    einde = time.monotonic() + taak.tijdslimiet if taak.tijdslimiet else None
    te_lang = False
    draad.start()
    try:
        while draad.is_alive():
            draad.join(0.1)
            if einde and time.monotonic() > einde:
                te_lang = True
                draad.stop_kernel()
    except KeyboardInterrupt:
        draad.stop_kernel()
        draad.join(5)
        raise
    if te_lang:
        return MISLUKT_UITVOERING, f"duurde langer dan {taak.tijdslimiet} seconden en is daarom gestopt"
    return _uitkomst(draad.uitzondering, draad.gestart)


def _uitkomst(fout: BaseException | None, gestart: bool) -> tuple[str | None, str | None]:
    if fout is None:
        return GELUKT, None
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    if isinstance(fout, PapermillExecutionError):
        return MISLUKT_NOTEBOOK, _celfout(fout)
    if isinstance(fout, OSError) and fout.errno in _SCHIJFFOUTEN:
        raise UitvoerFout(schijffout(fout)) from fout
    if isinstance(fout, (DeadKernelError, CellTimeoutError)):
        return MISLUKT_UITVOERING, "de rekenkern (kernel) stopte onverwacht; vaak is er te weinig geheugen"
    if not gestart or (isinstance(fout, RuntimeError) and "Kernel" in str(fout)):
        return None, f"de rekenkern (kernel) startte niet: {een_regel(fout)}"
    return MISLUKT_UITVOERING, f"{een_regel(fout)} ({type(fout).__name__})"


def _celfout(fout) -> str:
    # The arrow in the traceback of the cell itself: an adviser finds a line sooner than a cell number.
    pijl = re.search(r"^-+> +\d+ +(.+)$", _KLEUR.sub("", "\n".join(fout.traceback or [])), re.M)
    waar = f" bij `{een_regel(pijl.group(1), 80)}`" if pijl else ""
    return f"{een_regel(fout.evalue) or 'zonder melding'} ({fout.ename}{waar})"


def een_regel(tekst: object, lengte: int = 300) -> str:
    """De tekst op één regel, zonder kleurcodes, en niet langer dan `lengte` tekens."""
    regel = " ".join(_KLEUR.sub("", str(tekst)).split())
    return regel if len(regel) <= lengte else regel[: lengte - 1] + "…"


def schijffout(fout: OSError, plek: Path | None = None) -> str:
    """Eén Nederlandse regel over een bestand of map waarin niet te schrijven is."""
    waar = plek or fout.filename or "de uitvoermap"
    redenen = {
        errno.ENOSPC: "de schijf is vol. Maak ruimte, of kies met --uitvoer een andere map",
        errno.EFBIG: "er is geen ruimte meer voor dit bestand. Kies met --uitvoer een andere map",
        errno.EROFS: "de schijf is alleen-lezen. Kies met --uitvoer een andere map",
        errno.EACCES: "daar mag u niet schrijven, of een bestand staat nog open in een ander programma",
        errno.ENOTDIR: "een deel van dat pad is een bestand en geen map",
        errno.EEXIST: "daar staat al een bestand met die naam",
    }
    redenen[errno.EPERM] = redenen[errno.EACCES]
    redenen[getattr(errno, "EDQUOT", errno.ENOSPC)] = redenen[errno.ENOSPC]
    reden = redenen.get(fout.errno, een_regel(fout.strerror or fout))
    return f"Schrijven naar {waar} lukt niet: {reden}."
