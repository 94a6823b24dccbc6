"""Geeft de cellen van één notebook aan een gewone kernel, en zijn berichten door."""

from __future__ import annotations

import os
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

_START, _GEDULD = 60, 5  # seconds to start, and to stop
_LANGSTE = 90  # characters: where the path of a socket may not be longer (107, or 103 on macOS)
_INSTELLINGEN = (
    "--HistoryManager.enabled=False",
    "--Kernel._execute_sleep=0",
    "--IPKernelApp.exec_lines=__import__('woonzorg_lib.uitvoering.figuren', fromlist=['f'])"
    ".toon_na_elke_cel(get_ipython())",
)


class _Klant(BlockingKernelClient):
    """Looks at the process itself: a heartbeat that is late on a busy machine is no dead kernel."""

    proces: subprocess.Popen | None = None

    async def _async_is_alive(self) -> bool:
        return self.proces is not None and self.proces.poll() is None


def werk(lijn: Wachtlijn) -> None:
    """Doet één notebook; de kernel zit in de groep van dit proces, en gaat daarmee weg."""
    lijn.stuur(soort="klaar")
    map_ = Path(lijn.lees()["map"])
    proces, klant = _start(map_)
    info = klant._recv_reply(klant.kernel_info(), timeout=_START)
    lijn.stuur(soort="begonnen", inhoud=info["content"]["language_info"])
    while "bron" in (vraag := lijn.lees()):
        _cel(lijn, klant, proces, vraag["bron"])
    lijn.stuur(soort="verder", inhoud=False)
    klant.shutdown()
    with suppress(subprocess.TimeoutExpired):
        proces.wait(_GEDULD)


def _start(map_: Path) -> tuple[subprocess.Popen, _Klant]:
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
    klant = _Klant(connection_file=bestand)
    klant.proces = proces
    klant.load_connection_file()
    klant.start_channels()
    klant.wait_for_ready(timeout=_START)
    return proces, klant


def _cel(lijn: Wachtlijn, klant: _Klant, proces: subprocess.Popen, bron: str) -> None:
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
