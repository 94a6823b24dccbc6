"""De schil van IPython waarin een werker cellen uitvoert; kent geen notebook en geen proces.

Het is de schil van een gewone kernel, met dezelfde berichten, maar zonder sockets of poorten.
"""

from __future__ import annotations

import asyncio
import atexit
import builtins
import getpass
import io
import os
import platform
import sys
import threading
import time
from base64 import b64encode
from codecs import getincrementaldecoder
from collections.abc import Callable
from contextvars import copy_context
from pathlib import Path
from types import SimpleNamespace

import comm
from comm.base_comm import BaseComm
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from IPython.core.shellapp import InteractiveShellApp
from jupyter_client.session import Session
from traitlets import Any
from traitlets.config import Config

from .figuren import toon_na_elke_cel

_RUST = 0.1  # seconds that printed text may wait for more; a kernel waits 0.2
_NUMMERS = {"stdout": 1, "stderr": 2}
TAAL = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": platform.python_version(),
}
Stuur = Callable[[str, dict, list[str]], None]


class Sessie(Session):
    """In de plaats van de sockets van een kernel: elk bericht gaat naar `stuur`."""

    stuur = Any()

    def send(self, stream, msg_or_type, content=None, *args, buffers=None, **kw):
        if isinstance(msg_or_type, dict):
            msg_or_type, content = msg_or_type["msg_type"], msg_or_type["content"]
        self.stuur(msg_or_type, content, [b64encode(b).decode() for b in buffers or ()])


class Uitvang:
    """Vangt op wat een cel afdrukt: via Python, of een programma dat op nummer 1 of 2 schrijft."""

    def __init__(self, stuur: Stuur, map_: Path):
        self.stuur, self.proces = stuur, os.getpid()
        self.eerder = sys.stdout, sys.stderr
        self._wacht: list[list[str]] = []
        self._slot, self._sinds, self._ernaast = threading.RLock(), 0.0, []
        self._was = {nummer: os.dup(nummer) for nummer in _NUMMERS.values()}
        for naam, nummer in _NUMMERS.items():
            with open(map_ / naam, "ab") as bestand:
                os.dup2(bestand.fileno(), nummer)
            lees = open(map_ / naam, "rb", buffering=0)
            self._ernaast.append((naam, lees, getincrementaldecoder("utf-8")("replace")))
        sys.stdout, sys.stderr = Stroom("stdout", self), Stroom("stderr", self)

    def erbij(self, naam: str, tekst: str) -> None:
        with self._slot:
            if not self._wacht or self._wacht[-1][0] != naam:
                self._wacht.append([naam, ""])
            self._wacht[-1][1] += tekst
            if "\n" in tekst and time.monotonic() - self._sinds > _RUST:
                self.leeg()

    def leeg(self) -> None:
        """Stuurt wat er nog wachtte."""
        with self._slot:
            wacht, self._wacht, self._sinds = self._wacht, [], time.monotonic()
            ernaast = [[naam, teken.decode(lees.read())] for naam, lees, teken in self._ernaast]
            for naam, tekst in (*ernaast, *wacht):
                if tekst:
                    self.stuur("stream", {"name": naam, "text": tekst}, [])

    def sluit(self) -> None:
        self.leeg()
        sys.stdout, sys.stderr = self.eerder
        for nummer, was in self._was.items():
            os.dup2(was, nummer)
            os.close(was)
        for _, lees, _ in self._ernaast:
            lees.close()


class Stroom(io.TextIOBase):
    """sys.stdout of sys.stderr van een notebook."""

    encoding, errors = "UTF-8", "replace"

    def __init__(self, naam: str, uitvang: Uitvang):
        self.name, self._naam, self._uitvang = f"<{naam}>", naam, uitvang

    def fileno(self) -> int:
        return _NUMMERS[self._naam]

    def writable(self) -> bool:
        return True

    def write(self, tekst: str) -> int:
        if not isinstance(tekst, str):
            raise TypeError(f"write() argument must be str, not {type(tekst)}")
        if os.getpid() == self._uitvang.proces:
            self._uitvang.erbij(self._naam, tekst)
        else:  # a process that the notebook split off
            os.write(self.fileno(), tekst.encode(errors="replace"))
        return len(tekst)

    def flush(self) -> None:
        if os.getpid() == self._uitvang.proces:
            self._uitvang.leeg()


class Schil:
    """Eén schil, voor één notebook; `begin` verbindt haar met wie de notebook uitvoert."""

    def __init__(self):
        instelling = Config()
        instelling.HistoryManager.enabled = False
        ZMQInteractiveShell.clear_instance()
        self.shell = ZMQInteractiveShell.instance(config=instelling)
        self.shell.kernel = SimpleNamespace(get_parent=self.shell.get_parent, eventloop=None)
        self.shell.enable_gui = lambda gui=None: None
        self.sessie, self.kop = Sessie(key=b""), ""
        self.shell.displayhook.session = self.shell.display_pub.session = self.sessie
        InteractiveShellApp.init_path(SimpleNamespace(ignore_cwd=False))
        if inline := sys.modules.get("matplotlib_inline.backend_inline"):
            # Loaded before this shell was there; it thinks that the first shell is the only one.
            vars(inline.configure_inline_support).pop("current_backend", None)
            inline.InlineBackend.clear_instance()
            inline.configure_inline_support(self.shell, "inline")
            sys.modules["matplotlib"].interactive(True)
        toon_na_elke_cel(self.shell)

    def begin(self, stuur: Stuur, map_: Path) -> None:
        """`stuur` krijgt elk bericht; in `map_` staat even wat programma's afdrukken."""
        self.sessie.stuur, self.uitvang = stuur, Uitvang(stuur, map_)
        self.lus, self.context = asyncio.new_event_loop(), copy_context()
        asyncio.set_event_loop(self.lus)
        builtins.input = getpass.getpass = _vraag
        Comm.sessie, comm.create_comm = self.sessie, Comm

    def sluit(self) -> None:
        """Stuurt wat er nog was en laat los wat bij deze notebook hoorde."""
        self.uitvang.sluit()
        self.lus.close()
        asyncio.set_event_loop(None)
        atexit.unregister(self.shell.atexit_operations)
        self.shell.history_manager.outputs.clear()

    def voer_uit(self, bron: str) -> dict:
        """Voert één cel uit; geeft zoals een kernel of dat lukte, en anders de fout."""
        self.kop = str(self.shell.execution_count)
        self.context.run(self.shell.set_parent, {"header": {"msg_id": self.kop}})
        # In one context: what a cell sets in it (the digits of numpy, decimal), the next one finds.
        uitkomst = self.lus.run_until_complete(
            self.lus.create_task(self._cel(bron), context=self.context)
        )
        self.uitvang.leeg()
        fout = uitkomst.error_before_exec or uitkomst.error_in_exec
        antwoord = {"status": "ok", "execution_count": self.shell.execution_count - 1}
        if fout or self.shell._last_traceback_during_displayhook:
            antwoord |= {"status": "error", "ename": type(fout).__name__, "evalue": str(fout)}
            antwoord["traceback"] = self.shell._last_traceback or []
        return antwoord

    async def _cel(self, bron: str):
        # Every cell as one that may wait: to see whether it does, `run_cell` reads and compiles it
        # twice more. As `run_cell` does, it begins without the traceback of an earlier cell.
        shell = self.shell
        shell._last_traceback, shell._last_traceback_during_displayhook = None, False
        try:
            omgezet, mis = shell.transform_cell(bron), None
        except Exception:
            omgezet, mis = bron, sys.exc_info()
        hoe = {"transformed_cell": omgezet, "preprocessing_exc_tuple": mis}
        uitkomst = None
        try:
            uitkomst = await shell.run_cell_async(bron, store_history=True, **hoe)
            return uitkomst
        finally:
            shell.events.trigger("post_execute")
            shell.events.trigger("post_run_cell", uitkomst)


def _vraag(*_, **__):
    raise StdinNotImplementedError(
        "een notebook kan hier niets vragen; zet de waarde in de cel `parameters`"
    )


class Comm(BaseComm):
    """Wat een ipywidget aan de bladzijde vertelt gaat dezelfde weg; er komt nooit antwoord."""

    sessie: Sessie

    def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **meer):
        inhoud = {"data": data or {}, "comm_id": self.comm_id, **meer}
        self.sessie.send(None, msg_type, inhoud, buffers=buffers)
