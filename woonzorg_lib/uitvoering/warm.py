"""De kant van de uitvoering die warme kernels vraagt en bewaakt; het afsplitsen zelf doet `zygoot`.

`Zygoot` houdt een voorraad kernels klaar: terwijl de ene notebook loopt, start de kernel voor de volgende al.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ..fouten import WoonzorgFout
from .omgeving import BIBLIOTHEEK, nieuwe_map, omgeving

_START = 60.0  # seconds that loading the library may take before we call it stuck


class GeenWarmeKernel(WoonzorgFout):
    """Afsplitsen lukt hier niet; de gewone kernel kan het wel."""


class Proces:
    """Een afgesplitste kernel, met de vorm van subprocess.Popen: hij is geen kind van dit proces."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int):
        self.pid = pid
        self.returncode: int | None = None
        self._fd = os.pidfd_open(pid)

    def poll(self) -> int | None:
        if self.returncode is None and select.select([self._fd], [], [], 0)[0]:
            self._einde()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        if self.returncode is None:
            if not select.select([self._fd], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("kernel", timeout or 0)
            self._einde()
        return self.returncode

    def _einde(self) -> None:
        self.returncode = 0
        os.close(self._fd)

    def send_signal(self, nummer: int) -> None:
        if self.poll() is None:
            signal.pidfd_send_signal(self._fd, nummer)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


@dataclass
class Kernel:
    """Een kernel die draait of begint te draaien: zijn eigen map, zijn verbindingsbestand en zijn proces."""

    map: Path
    bestand: Path
    proces: Proces
    sinds: float = field(default_factory=time.monotonic)


class Zygoot:
    """Een zygoot en zijn voorraad kernels; te gebruiken door meer draden tegelijk.

    `voorladen`: naam van een module die hij vooraf laadt. `voorraad`: hoeveel kernels er klaarstaan. `geheugen`: grens
    in bytes per kernel. Fouten: GeenWarmeKernel.
    """

    def __init__(
        self, voorladen: str | None = None, voorraad: int = 1, geheugen: int | None = None
    ):
        if sys.platform != "linux" or not hasattr(os, "pidfd_open"):
            raise GeenWarmeKernel("dit systeem kan een geladen proces niet veilig afsplitsen")
        self.voorladen, self.voorraad, self.geheugen = voorladen, voorraad, geheugen
        self._slot = threading.Lock()
        self._klaar: list[Kernel] = []
        self._vorige: list[subprocess.Popen] = []
        self._start()

    def _start(self) -> None:
        self._stempel, self._gekeken = stempel(), time.monotonic()
        self._gemeld = False
        argv = [
            sys.executable,
            "-m",
            "woonzorg_lib.uitvoering.zygoot",
            *([self.voorladen] if self.voorladen else []),
        ]
        try:
            self.proces = subprocess.Popen(
                argv,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=omgeving(self.geheugen),
                start_new_session=True,
            )
        except OSError as fout:
            raise GeenWarmeKernel(str(fout)) from fout

    def neem(self) -> Kernel:
        """Een kernel die alleen voor u is; de volgende begint meteen te starten."""
        with self._slot:
            try:
                return self._neem()
            except GeenWarmeKernel:
                if self.proces.poll() is None:
                    raise
                return self._neem()  # the zygote was killed just now: once more, with a new one

    def _neem(self) -> Kernel:
        self._ververs()
        while self._klaar and self._klaar[0].proces.poll() is not None:
            shutil.rmtree(self._klaar.pop(0).map, ignore_errors=True)
        kernel = self._klaar.pop(0) if self._klaar else self._splits_af()
        self._vul()
        return kernel

    def vul(self) -> None:
        """Wacht tot de bibliotheek geladen is en zet de voorraad klaar."""
        with self._slot:
            self._vul()

    def _vul(self) -> None:
        while len(self._klaar) < self.voorraad:
            self._klaar.append(self._splits_af())

    def _ververs(self) -> None:
        """Start again when the source of the library changed: a kernel never runs yesterday's code."""
        nu = time.monotonic()
        if self.proces.poll() is not None:  # killed: its kernels died with it, a new one takes over
            self._vorige.append(self.proces)
            self._ruim_op()
            self._start()
        elif nu - self._gekeken > 1:
            self._gekeken = nu
            if stempel() != self._stempel:
                self._ruim_op()
                self._vorige.append(
                    self.proces
                )  # its kernels may still be at work, and would die with it
                self._start()

    def _splits_af(self) -> Kernel:
        from jupyter_client.connect import write_connection_file

        map_ = nieuwe_map()
        try:
            bestand, _ = write_connection_file(
                str(map_ / "k.json"),
                transport="ipc",
                ip=str(map_ / "k"),
                key=os.urandom(16).hex().encode(),
            )
            if not self._gemeld:
                klaar = self._lees()
                if not klaar:
                    raise GeenWarmeKernel("het laden van de bibliotheek mislukt")
                if klaar.get("draden") != 1:
                    raise GeenWarmeKernel("de bibliotheek start bij het laden al eigen draden")
                self._gemeld = True
            opdracht = {"map": str(map_), "argumenten": ["-f", bestand], "geheugen": self.geheugen}
            self.proces.stdin.write(json.dumps(opdracht).encode() + b"\n")
            self.proces.stdin.flush()
            antwoord = self._lees()
            if "pid" not in antwoord:
                raise GeenWarmeKernel(antwoord.get("fout", "onbekende reden"))
            return Kernel(map_, Path(bestand), Proces(antwoord["pid"]))
        except BaseException as fout:
            shutil.rmtree(map_, ignore_errors=True)
            if isinstance(fout, (OSError, ValueError)):
                raise GeenWarmeKernel(f"de zygoot antwoordt niet ({fout})") from fout
            raise

    def _lees(self) -> dict:
        if not select.select([self.proces.stdout], [], [], _START)[0]:
            self.proces.kill()
            raise GeenWarmeKernel("het laden van de bibliotheek duurt te lang")
        return json.loads(self.proces.stdout.readline() or b"{}")

    def sluit(self) -> None:
        """Beëindigt de zygoot met al zijn kernels."""
        with self._slot:
            for proces in (*self._vorige, self.proces):
                _beeindig(proces)
            self._vorige.clear()
            self._ruim_op()

    def _ruim_op(self) -> None:
        for kernel in self._klaar:
            kernel.proces.kill()
            shutil.rmtree(kernel.map, ignore_errors=True)
        self._klaar.clear()


def _beeindig(proces: subprocess.Popen) -> None:
    with suppress(OSError):
        proces.stdin.close()
    try:
        proces.wait(5)
    except subprocess.TimeoutExpired:
        proces.kill()
        proces.wait()
    proces.stdout.close()


def stempel() -> tuple:
    """Verandert zodra iemand de bron van de bibliotheek bewaart."""
    return tuple(sorted((str(p), p.stat().st_mtime_ns) for p in BIBLIOTHEEK.rglob("*.py")))
