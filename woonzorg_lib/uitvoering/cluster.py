"""Geeft de notebooks van een run aan een Dask-cluster;
wat wanneer loopt blijft van `run`, hoe een notebook loopt van `notebook`.

Notebooks, invoer en uitvoermap staan op een schijf die elke werker onder hetzelfde pad ziet.
Een werker van het cluster houdt zijn eigen werkers, en stopt een notebook zodra niemand er meer op
wacht.
"""

from __future__ import annotations

import logging
import re
import ssl
import sys
from pathlib import Path
from threading import Event

from .. import momentopname
from .afdruk import Afdrukken
from .notebook import (
    MISLUKT_UITVOERING,
    Afgebroken,
    Resultaat,
    Taak,
    UitvoerFout,
    een_regel,
    voer_uit,
)
from .omgeving import BIBLIOTHEEK
from ..rapport.verslag import versies
from .werkers import Blijvers
from .werkmap import NAAM

_ADRES = re.compile(r"((tcp|tls|ucx|wss?)://)?(\[[^\]]+\]|[^\s/:\[\]]+):\d+")
_VERBINDEN, _RUST = (
    5,
    30,
)  # seconds: to wait for the cluster, and that a worker keeps what it loaded


class ClusterFout(UitvoerFout):
    """Het cluster is er niet, of kan dit werk niet doen."""


def _geen_verbinding(adres: str, fout: Exception) -> str:
    # Without its certificates distributed gives a TypeError, and a file that is not there as such.
    soorten = TypeError, FileNotFoundError, PermissionError, ssl.SSLError
    if adres.startswith("tls:") and (isinstance(fout, soorten) or "certificate" in str(fout)):
        return (
            f"Het Dask-cluster {adres} vraagt een certificaat, en dat van deze computer ontbreekt "
            "of past er niet bij. Kijk de paden na in ~/.config/dask/distributed.yaml; "
            "README.md zegt wat daarin staat."
        )
    return (
        f"Het Dask-cluster {adres} is niet te bereiken. "
        "Kijk of de scheduler draait en of het adres klopt (tcp:// of tls://)."
    )


class Cluster:
    """Een cluster tijdens één run; een contextmanager.

    `bronnen`: wat op elke werker hetzelfde moet zijn. `hoe`: waarmee hij daar zijn Werkers maakt.
    """

    def __init__(self, adres: str, uitvoer: Path, bronnen: set[Path], hoe: tuple):
        self.hoe = hoe
        if not _ADRES.fullmatch(adres):
            raise ClusterFout(
                f"'{adres}' is geen adres van een Dask-cluster. Zo ziet het eruit: tcp://naam:8786"
            )
        try:
            from distributed import Client
        except ImportError as fout:
            raise ClusterFout(
                "Voor --dask is het pakket distributed nodig. Installeer het "
                f'met: {sys.executable} -m pip install "distributed>=2025.5"'
            ) from fout
        logging.getLogger("distributed").setLevel(
            logging.CRITICAL
        )  # what goes wrong comes back as an error of ours
        try:
            self.client = Client(adres, timeout=_VERBINDEN, set_as_default=False)
        except (OSError, TypeError, ValueError) as fout:  # a time-out is one too
            raise ClusterFout(_geen_verbinding(adres, fout)) from fout
        try:
            self._controleer(adres, uitvoer.resolve(), sorted(b.resolve() for b in bronnen))
        except BaseException:
            self.client.close()
            raise

    def _controleer(self, adres: str, uitvoer: Path, bronnen: list[Path]) -> None:
        try:
            self.client.wait_for_workers(1, timeout=_VERBINDEN)
        except OSError as fout:
            raise ClusterFout(
                f"Het Dask-cluster {adres} heeft geen werkers. "
                f"Start er een met: dask worker {adres}"
            ) from fout
        hier = _kijk(uitvoer, bronnen)
        for werker, daar in self.client.run(_kijk, uitvoer, bronnen, on_error="return").items():
            if isinstance(daar, BaseException):
                raise ClusterFout(
                    f"Werker {werker} kent de kit niet ({een_regel(daar, 120)}). "
                    "Installeer daar dezelfde kit als hier."
                )
            if daar[0] != hier[0]:
                raise ClusterFout(
                    f"Werker {werker} heeft niet dezelfde kit, bibliotheken, notebooks, "
                    "cijfers of invoer als deze computer. Zet overal hetzelfde neer."
                )
            if not daar[1]:
                raise ClusterFout(
                    f"Werker {werker} ziet de map {uitvoer} niet. "
                    "Kies met --uitvoer een map op een gedeelde schijf."
                )

    @property
    def werkers(self) -> int:
        """Hoeveel notebooks het cluster naast elkaar kan uitvoeren."""
        return sum(self.client.nthreads().values())

    def voer_uit(self, taak: Taak, stop: Event) -> Resultaat:
        """Als `notebook.voer_uit`, maar op een werker;
        sterft die, dan probeert Dask het op een andere.
        """
        from distributed import CancelledError, KilledWorker

        werk = self.client.submit(_op_de_werker, taak, self.hoe, pure=False)
        klaar = Event()
        # Not `result(timeout=...)` again and again: a time-out that falls while the result is being
        # fetched comes out of distributed as an UnboundLocalError.
        werk.add_done_callback(lambda _: klaar.set())
        while not klaar.wait(0.2):
            if stop.is_set():
                werk.cancel()
                raise Afgebroken
        try:
            return werk.result()
        except KilledWorker:
            return Resultaat(
                taak.notebook.stem,
                MISLUKT_UITVOERING,
                0.0,
                "de werker van het cluster stopte onverwacht, ook bij een nieuwe poging",
                None,
                taak.notebook,
            )
        except CancelledError as fout:
            raise ClusterFout(
                "De verbinding met het Dask-cluster is verbroken. "
                "Dezelfde opdracht gaat verder waar u was."
            ) from fout

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_) -> None:
        try:
            self.client.run(_sluit, on_error="ignore")
        finally:
            self.client.close()


# What follows runs on the worker.


def _kijk(uitvoer: Path, bronnen: list[Path]) -> tuple[list, bool]:
    momentopname.actief.cache_clear()  # a worker lives long
    afdrukken, actief = Afdrukken(), momentopname.actief()
    mappen = [BIBLIOTHEEK, *bronnen, *([actief] if actief else [])]
    return [versies(), *map(afdrukken.map, mappen)], (uitvoer / NAAM / "slot").exists()


class _NiemandWacht:
    """In the place of a threading.Event: set as soon as the run took its question back,
    or is gone.
    """

    def __init__(self):
        from distributed import get_worker

        self.werker, self.sleutel = get_worker(), get_worker().get_current_task()

    def is_set(self) -> bool:
        taak = self.werker.state.tasks.get(self.sleutel)
        return taak is None or taak.state == "cancelled"


_BLIJVERS = Blijvers()


def _op_de_werker(taak: Taak, hoe: tuple) -> Resultaat:
    stop = _NiemandWacht()
    try:
        with _BLIJVERS.leen(*hoe) as werkers:
            return voer_uit(taak, werkers, stop)
    finally:  # the run may be gone without a word
        _BLIJVERS.sluit_over(0 if stop.is_set() else _RUST)


def _sluit() -> None:
    _BLIJVERS.sluit()
