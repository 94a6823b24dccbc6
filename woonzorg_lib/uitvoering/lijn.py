"""De lijn tussen motor en werker: per regel één bericht in JSON. Kent geen processen."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from json import loads
from queue import SimpleQueue
from typing import IO


class Lijn:
    """Eén kant van de lijn; `lees` en `schrijf` zijn stromen van bytes."""

    def __init__(self, lees: IO[bytes], schrijf: IO[bytes]):
        self._lees, self._schrijf, self._slot = lees, schrijf, threading.Lock()

    def stuur(self, **bericht) -> None:
        """Fout: OSError als de andere kant er niet meer is."""
        from jupyter_client.session import json_packer  # as a kernel does it; not needed to import

        regel = json_packer(bericht) + b"\n"
        with self._slot:
            self._schrijf.write(regel)
            self._schrijf.flush()

    def lees(self) -> dict | None:
        """Het volgende bericht; None als de andere kant er niet meer is."""
        try:
            while (regel := self._lees.readline()).endswith(b"\n"):
                with suppress(ValueError):  # half a message, of someone who was killed
                    return loads(regel)
        except (OSError, ValueError):  # the file was closed under our hands
            pass
        return None

    def sluit(self) -> None:
        for stroom in (self._lees, self._schrijf):
            try:
                stroom.close()
            except OSError:
                pass


class Wachtlijn(Lijn):
    """Merkt ook tijdens het werk dat de andere kant er niet meer is, en doet dan `weg`."""

    def __init__(self, lees: IO[bytes], schrijf: IO[bytes], weg: Callable[[], None]):
        super().__init__(lees, schrijf)
        self._berichten: SimpleQueue = SimpleQueue()
        threading.Thread(target=self._luister, args=(weg,), daemon=True).start()

    def _luister(self, weg: Callable[[], None]) -> None:
        try:
            while bericht := super().lees():
                self._berichten.put(bericht)
        finally:  # also when a notebook broke what this thread needs
            weg()

    def lees(self) -> dict:
        return self._berichten.get()
