"""Geeft de cellen van één notebook aan een gewone kernel, en zijn berichten door."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from base64 import b64encode
from contextlib import suppress
from pathlib import Path
from queue import Empty

from jupyter_client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

from .lijn import Wachtlijn
from .omgeving import TIJDELIJK

_GEDULD = 5  # seconds to stop
_LANGSTE = 90  # characters: where the path of a socket may not be longer (107, or 103 on macOS)
_INSTELLINGEN = (
    "--HistoryManager.enabled=False",
    "--Kernel._execute_sleep=0",
    "--IPKernelApp.exec_lines=__import__('woonzorg_lib.uitvoering.figuren', fromlist=['f'])"
    ".toon_na_elke_cel(get_ipython())",
)


def werk(lijn: Wachtlijn) -> None:
    """Doet één notebook; de kernel zit in de groep van dit proces, en gaat daarmee weg."""
    lijn.stuur(soort="zover")
    map_ = Path(lijn.lees()["map"])
    proces, klant = _start(map_)
    lijn.stuur(soort="begonnen", inhoud=_taal(klant, proces))
    while "bron" in (vraag := lijn.lees()):
        _cel(lijn, klant, proces, vraag["bron"])
    lijn.stuur(soort="einde", inhoud="een kernel per notebook")
    klant.shutdown()
    with suppress(subprocess.TimeoutExpired):
        proces.wait(_GEDULD)
    shutil.rmtree(map_, ignore_errors=True)


def _start(map_: Path) -> tuple[subprocess.Popen, BlockingKernelClient]:
    # A socket in a private folder: no race for ports, nothing on the network. Windows has none.
    prive = os.name == "posix" and len(str(map_)) < _LANGSTE
    bestand, _ = write_connection_file(
        str(map_ / "k.json"),
        transport="ipc" if prive else "tcp",
        ip=str(map_ / "k") if prive else "",
        key=os.urandom(16).hex().encode(),
    )
    argv = [sys.executable, "-m", "ipykernel_launcher", "-f", bestand, *_INSTELLINGEN]
    proces = subprocess.Popen(argv, env={**os.environ, **dict.fromkeys(TIJDELIJK, str(map_))})
    klant = BlockingKernelClient(connection_file=bestand)
    klant.load_connection_file()
    klant.start_channels(hb=False, stdin=False)
    return proces, klant


def _taal(klant: BlockingKernelClient, proces: subprocess.Popen) -> dict:
    """Asks until there is an answer, and until what the kernel shows arrives here too."""
    while True:
        kop = klant.kernel_info()
        antwoord = _bericht(klant.get_shell_msg, proces, kop)
        with suppress(Empty):
            while klant.get_iopub_msg(timeout=0.2)["parent_header"].get("msg_id") != kop:
                pass
            return antwoord["content"]["language_info"]


def _cel(lijn: Wachtlijn, klant: BlockingKernelClient, proces: subprocess.Popen, bron: str) -> None:
    kop = klant.execute(bron, allow_stdin=False, stop_on_error=False)
    while bericht := _bericht(klant.get_iopub_msg, proces, kop):
        soort, inhoud = bericht["msg_type"], bericht["content"]
        if soort == "status" and inhoud["execution_state"] == "idle":
            break
        if soort not in ("status", "execute_input"):
            buffers = [b64encode(b).decode() for b in bericht["buffers"]]
            lijn.stuur(soort=soort, inhoud=inhoud, buffers=buffers, kop=kop)
    antwoord = _bericht(klant.get_shell_msg, proces, kop)
    lijn.stuur(soort="klaar", inhoud=antwoord["content"])


def _bericht(haal, proces: subprocess.Popen, kop: str) -> dict:
    """The next message that answers this cell; ends with the kernel."""
    while True:
        try:
            bericht = haal(timeout=1)
        except Empty:
            if proces.poll() is not None:
                os._exit(1)
            continue
        if bericht["parent_header"].get("msg_id") == kop:
            return bericht
