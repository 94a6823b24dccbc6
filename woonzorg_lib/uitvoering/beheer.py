"""Het beheer van één kernel tijdens één notebook: starten, in verbinding komen en stoppen, zonder vaste wachttijden.

jupyter_client wacht op vaste tellen (0,2 s op iopub, 0,1 s per blik op het einde); hier wordt gewacht op het bericht of
het einde zelf. Welke kernel het is (gewoon of warm) maakt voor de rest van de kit geen verschil.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from importlib.metadata import EntryPoint
from pathlib import Path
from queue import Empty

from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from .omgeving import nieuwe_map, omgeving
from .warm import Kernel, Zygoot

_VERZORGER = "woonzorg-warm"
KernelProvisionerFactory.provisioners[_VERZORGER] = EntryPoint(
    _VERZORGER, f"{__name__}:WarmeVerzorger", "jupyter_client.kernel_provisioners"
)


class WarmeVerzorger(LocalProvisioner):
    """Geeft een kernel die al klaarstond in plaats van er een te starten."""

    async def launch_kernel(self, cmd, **kw):
        kernel: Kernel = self.parent.kernel
        self.process, self.pid, self.pgid, self.cwd = (
            kernel.proces,
            kernel.proces.pid,
            kernel.proces.pid,
            Path.cwd(),
        )
        return self.connection_info


class SnelleClient(AsyncKernelClient):
    """Is klaar zodra de kernel antwoordt en zijn uitvoer hier aankomt."""

    async def _async_wait_for_ready(self, timeout=None):
        einde = time.monotonic() + (timeout or 60)
        while True:
            self.kernel_info()
            try:
                antwoord = await self.shell_channel.get_msg(timeout=1)
                if antwoord["msg_type"] == "kernel_info_reply" and await self._hoort(
                    antwoord["parent_header"]["msg_id"]
                ):
                    self._handle_kernel_info_reply(antwoord)
                    return
            except Empty:
                pass
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > einde:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    wait_for_ready = _async_wait_for_ready

    async def _hoort(self, verzoek: str) -> bool:
        """Whether the output channel works: the end of our request arrived over it."""
        try:
            while True:
                bericht = await self.iopub_channel.get_msg(timeout=0.05)
                inhoud = bericht["content"].get("execution_state")
                if inhoud == "idle" and bericht["parent_header"].get("msg_id") == verzoek:
                    return True
        except Empty:
            return False


class Beheer(AsyncKernelManager):
    """Start een kernel in een eigen map en laat hem na afloop stoppen zonder erop te wachten.

    Maak per notebook een eigen klasse met `maak`; papermill maakt er zelf een exemplaar van.
    """

    zygoot: Zygoot | None = None
    geheugen: int | None = None
    bij_begin = staticmethod(lambda beheer: None)

    @classmethod
    def maak(
        cls, zygoot: Zygoot | None = None, geheugen: int | None = None, bij_begin=None
    ) -> type[Beheer]:
        """Een klasse voor deze run. `bij_begin` krijgt het exemplaar zodra het bestaat."""
        eigen = {"zygoot": zygoot, "geheugen": geheugen}
        return type(
            "Beheer", (cls,), eigen | ({"bij_begin": staticmethod(bij_begin)} if bij_begin else {})
        )

    def __init__(self, **kw):
        self.kernel = self.zygoot.neem() if self.zygoot else None
        self.map = self.kernel.map if self.kernel else nieuwe_map()
        kw |= {"connection_file": str(self.map / "k.json"), "client_factory": SnelleClient}
        if (
            not self.kernel and os.name == "posix"
        ):  # sockets in a private folder: no race for ports, nothing on the network
            kw |= {"transport": "ipc", "ip": str(self.map / "k")}
        super().__init__(**kw)
        self.gestart = self.opgeruimd = False
        if self.kernel:
            self.load_connection_file()
            self._connection_file_written = True
        self.bij_begin(self)

    @property
    def kernel_spec(self) -> KernelSpec:
        argv = [sys.executable, "-m", f"{__package__}.kernel", "-f", "{connection_file}"]
        verzorger = {"kernel_provisioner": {"provisioner_name": _VERZORGER}} if self.kernel else {}
        return KernelSpec(
            argv=argv,
            display_name="Python 3",
            language="python",
            metadata={"debugger": False, **verzorger},
        )

    async def start_kernel(self, **kw):
        kw |= {
            "env": omgeving(self.geheugen, self.map),
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
        }
        await self._async_start_kernel.__wrapped__(self, **kw)
        self.gestart = True

    async def shutdown_kernel(self, now=False, restart=False):
        """Vraagt de kernel te stoppen; of hij dat ook doet, daar let de opruimer op."""
        self.shutting_down = True
        if now:
            self.beeindig()
        else:
            await self._async_request_shutdown(restart=restart)
        await self.cleanup_resources(restart=restart)

    async def cleanup_resources(self, restart=False):
        if self.ruim_op():
            await self._async_cleanup_resources(restart=restart)

    def cleanup_ipc_files(self) -> None:
        """Niets: de opruimer haalt de hele map weg als de kernel gestopt is."""

    def cleanup_connection_file(self) -> None:
        """Niets, om dezelfde reden."""

    @property
    def _proces(self):
        return getattr(self.provisioner, "process", None) or getattr(self.kernel, "proces", None)

    def beeindig(self) -> None:
        """Beëindigt de kernel meteen, met alles wat hij zelf startte."""
        beeindig(self._proces)

    def ruim_op(self) -> bool:
        """Geeft proces en map aan de opruimer; onwaar als dat al gebeurd was."""
        if self.opgeruimd:
            return False
        self.opgeruimd = True
        OPRUIMER.neem(self._proces, self.map)
        if self.provisioner:
            self.provisioner.process = None
        return True


def beeindig(proces) -> None:
    """Beëindigt een kernel en de processen die hij startte; een kernel die al weg is, is goed."""
    if proces is None or proces.poll() is not None:
        return
    if os.name == "posix":
        try:
            os.killpg(proces.pid, signal.SIGKILL)  # the kernel leads its own group
            return
        except (ProcessLookupError, PermissionError):
            pass
    proces.kill()


class Opruimer:
    """Wacht in de achtergrond op kernels die stoppen: wie na vijf seconden nog leeft wordt beëindigd."""

    def __init__(self, geduld: float = 5.0):
        self.geduld = geduld
        self._lijst: list[tuple[object, Path, float]] = []
        self._slot = threading.Lock()

    def neem(self, proces, map_: Path) -> None:
        with self._slot:
            self._lijst.append((proces, map_, time.monotonic() + self.geduld))
        self.kijk()

    def kijk(self) -> None:
        with self._slot:
            blijft = []
            for proces, map_, einde in self._lijst:
                if proces is not None and proces.poll() is None:
                    if time.monotonic() > einde:
                        beeindig(proces)
                    blijft.append((proces, map_, einde))
                else:
                    shutil.rmtree(map_, ignore_errors=True)
            self._lijst = blijft

    def sluit(self) -> None:
        """Wacht tot alles gestopt is; hooguit het geduld van de laatste."""
        while self._lijst:
            self.kijk()
            time.sleep(0.01)


OPRUIMER = Opruimer()
