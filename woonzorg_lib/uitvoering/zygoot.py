"""De zygoot: een proces met één draad dat de bibliotheek al geladen heeft en per notebook een kernel afsplitst.

Voert zelf nooit een notebook uit, opent geen verbinding en trekt geen toevalsgetal. Leest opdrachten als JSON-regels
van stdin, antwoordt op stdout en stopt zodra stdin sluit; zijn kernels sterven met hem mee.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import json
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from .kernel import begrens_geheugen, draai

_SNEL = (
    "ipykernel.debugger",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    "ipykernel.parentpoller",
    "IPython.core.completer",
    f"{__package__}.stroom",
)
_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Laadt de modules die als argument gegeven zijn, meldt zich klaar en splitst af op verzoek."""
    antwoord = os.fdopen(os.dup(1), "w", encoding="utf-8")
    niets = os.open(os.devnull, os.O_RDWR)
    os.dup2(niets, 1)  # what an import prints is not an answer
    if sys.path and sys.path[0] in ("", os.getcwd()):
        del sys.path[0]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the driver, which closes our stdin
    signal.signal(
        signal.SIGCHLD, signal.SIG_IGN
    )  # the system buries the kernels; the driver watches them itself
    for naam in (*_SNEL, *sys.argv[1:]):
        module = importlib.import_module(naam)
        if naam in sys.argv[1:]:
            getattr(module, "voorladen", lambda: None)()
    gc.collect()
    gc.freeze()  # the collector of a kernel leaves the shared memory alone
    _zeg(antwoord, klaar=True, draden=_draden())
    mappen = []
    for regel in sys.stdin:
        opdracht = json.loads(regel)
        mappen = [m for m in mappen if os.path.exists(m)] + [opdracht["map"]]
        try:
            kind = os.fork()
        except OSError as fout:
            _zeg(antwoord, fout=str(fout))
            continue
        if not kind:
            _kind(opdracht, antwoord.fileno())
        _zeg(antwoord, pid=kind)
    for map_ in mappen:  # only what is left when the driver was killed
        shutil.rmtree(map_, ignore_errors=True)


def _zeg(antwoord, **inhoud) -> None:
    antwoord.write(json.dumps(inhoud) + "\n")
    antwoord.flush()


def _draden() -> int:
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return 1


def _kind(opdracht: dict, antwoord: int) -> None:
    """The child: cuts every tie with the zygote and becomes a kernel; never returns."""
    try:
        ouder = os.getppid()
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != ouder:
            os._exit(1)
        os.setsid()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.close(antwoord)
        niets = os.open(os.devnull, os.O_RDWR)
        for nummer in (0, 1, 2):
            os.dup2(niets, nummer)
        sys.stdin = open(os.devnull, encoding="utf-8")
        sys.argv = [str(Path(__file__).with_name("kernel.py")), *opdracht["argumenten"]]
        for naam in ("TMPDIR", "TEMP", "TMP"):
            os.environ[naam] = opdracht["map"]
        tempfile.tempdir = None
        _zaai()
        begrens_geheugen(opdracht.get("geheugen"))
        draai([*opdracht["argumenten"], f"--IPKernelApp.parent_handle={ouder}"])
    finally:
        os._exit(1)


def _zaai() -> None:
    """Every kernel draws its own random numbers, as a fresh Python would."""
    import random

    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


if __name__ == "__main__":
    main()
