"""Geeft de cellen van één notebook aan een gewone kernel, en zijn berichten door."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from base64 import b64encode
from contextlib import suppress
from functools import partial
from pathlib import Path
from queue import Empty

from jupyter_client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

from .lijn import Wachtlijn
from .omgeving import TIJDELIJK
from .werker import weg

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
    threading.Thread(target=_eindig_met, args=(proces, map_), daemon=True).start()
    lijn.stuur(soort="begonnen", inhoud=_taal(klant))
    hoe = {"allow_stdin": False, "stop_on_error": False, "output_hook": partial(_geef_door, lijn)}
    while "bron" in (vraag := lijn.lees()):
        antwoord = klant.execute_interactive(vraag["bron"], **hoe)
        lijn.stuur(soort="klaar", inhoud=antwoord["content"])
    lijn.stuur(soort="einde", inhoud="een kernel per notebook")
    klant.shutdown()
    lijn.lees()  # until the kernel, or who waits for it, ends this too


def _eindig_met(proces: subprocess.Popen, map_: Path) -> None:
    proces.wait()
    weg(str(map_))


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


def _taal(klant: BlockingKernelClient) -> dict:
    """Asks until what the kernel shows arrives here too."""
    while True:
        antwoord = klant.kernel_info(reply=True)
        with suppress(Empty):
            klant.get_iopub_msg(timeout=0.2)
            return antwoord["content"]["language_info"]


def _geef_door(lijn: Wachtlijn, bericht: dict) -> None:
    if bericht["msg_type"] not in ("status", "execute_input"):
        lijn.stuur(
            soort=bericht["msg_type"],
            inhoud=bericht["content"],
            buffers=[b64encode(b).decode() for b in bericht["buffers"]],
            kop=bericht["parent_header"]["msg_id"],
        )
