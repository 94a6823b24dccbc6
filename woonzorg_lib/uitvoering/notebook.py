"""Voert één notebook uit met Papermill; weet niets van rapporten,
van meer gemeenten of van hoe een werker het doet.
"""

from __future__ import annotations

import errno
import logging
import re
import sys
import threading
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from ..fouten import WoonzorgFout, systeemreden
from ..standen import Uitkomst
from .werkers import Werker, Werkers

GELUKT = Uitkomst.GELUKT
MISLUKT_NOTEBOOK = Uitkomst.MISLUKT_NOTEBOOK
MISLUKT_UITVOERING = Uitkomst.MISLUKT_UITVOERING
OVERGESLAGEN = Uitkomst.OVERGESLAGEN

_SCHIJFFOUTEN = {errno.ENOSPC, errno.EROFS, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_SYSTEEMFOUT = re.compile(r"\[Errno (?P<nummer>\d+)\] [^:]*(?:: (?P<wat>.+))?$")
_KLEUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_STILLE_LOGGERS = ("papermill", "traitlets", "asyncio", "papermill.translators")


class UitvoerFout(WoonzorgFout):
    """Er kan niet in de uitvoermap geschreven worden."""


@dataclass(frozen=True)
class Taak:
    """Eén notebook met zijn parameters; `uitvoer` is het pad van de uitgevoerde notebook,
    `tijdslimiet` in seconden.
    """

    notebook: Path
    parameters: dict
    uitvoer: Path
    tijdslimiet: int | None = None


@dataclass(frozen=True)
class Resultaat:
    """Hoe de uitvoering van één notebook afliep;
    `duur` in seconden, `fout` is één regel, `bron` de notebook zelf.
    Van wie bewaard is ook wanneer, en de vingerafdruk van waar hij van gemaakt is en van het
    bestand zelf.
    """

    notebook: str
    uitkomst: str
    duur: float
    fout: str | None
    pad: Path | None
    bron: Path | None = None
    klaar: str | None = None
    afdruk: str | None = None
    bestand: str | None = None

    @property
    def gelukt(self) -> bool:
        return self.uitkomst == GELUKT

    def als_json(self) -> dict:
        """Wat een verslag ervan zegt; niets over waar het op deze computer staat."""
        return {naam: deel for naam, deel in vars(self).items() if naam not in ("pad", "bron")}


class Stopteken(Protocol):
    """Wat zegt of er gestopt moet worden, zoals een threading.Event."""

    def is_set(self) -> bool:
        """Waar zodra er gestopt moet worden."""
        ...


class Afgebroken(Exception):
    """De run stopt; deze notebook is niet af."""


class _Uitvoering(threading.Thread):
    """One papermill call in a thread, so that a stop and the time limit can end its worker from
    outside.
    """

    def __init__(self, taak: Taak, werkers: Werkers):
        super().__init__(daemon=True)
        self.taak, self.werkers = taak, werkers
        self.werker: Werker | None = None
        self.uitzondering: BaseException | None = None

    def run(self) -> None:
        try:
            laad_papermill().execute_notebook(
                str(self.taak.notebook.resolve()),
                str(self.taak.uitvoer.resolve()),
                parameters=self.taak.parameters,
                engine_name="woonzorg",
                kernel_name="python3",
                # a notebook saved in someone's own environment still runs in ours
                language="python",
                progress_bar=False,
                request_save_on_cell_execute=False,
                bewaar_in=str(self.taak.uitvoer.resolve()),
                werkers=self.werkers,
                bij_begin=self._begin,
            )
        except BaseException as fout:  # handed over to the waiting thread
            self.uitzondering = fout

    def _begin(self, werker: Werker) -> None:
        self.werker = werker

    @property
    def gestart(self) -> bool:
        return bool(self.werker and self.werker.begonnen)

    def breek_af(self) -> None:
        if self.werker:
            self.werker.stop()


@lru_cache
def laad_papermill():
    """Papermill met de motor van de kit; een zware import, dus pas als er iets te draaien is."""
    # jsonschema looks for this package, which takes a second to load and checks a kind of address
    # no notebook has.
    leeg = "rfc3987_syntax" not in sys.modules
    if leeg:
        sys.modules["rfc3987_syntax"] = None
    try:
        import papermill
    finally:
        if leeg:
            del sys.modules["rfc3987_syntax"]
    from papermill.engines import papermill_engines

    from .motor import TIJDLEZER, Motor, lees_notebook, schrijf_notebook

    # It has no settings for how to read and write, and for the time that it wrote itself.
    papermill.execute.load_notebook_node = lees_notebook
    papermill.execute.write_ipynb = schrijf_notebook
    papermill.engines.dateutil = TIJDLEZER
    papermill_engines.register("woonzorg", Motor)
    for naam in _STILLE_LOGGERS:
        logging.getLogger(naam).setLevel(logging.CRITICAL + 1)
    return papermill


def voer_uit(
    taak: Taak, werkers: Werkers | None = None, stop: Stopteken | None = None
) -> Resultaat:
    """Voert een notebook uit en zegt hoe het afliep.

    `werkers`: die van de run; zonder krijgt de notebook er een voor zichzelf.
    Zodra `stop` gezet is, eindigt hij. Een notebook die mislukt geeft een Resultaat, geen fout.
    Fouten: UitvoerFout als de schijf vol of niet beschrijfbaar is, Afgebroken na `stop`,
    KeyboardInterrupt bij Ctrl-C (de werker is dan al gestopt).
    """
    if werkers is None:
        with Werkers() as eigen:
            return voer_uit(taak, eigen, stop)
    laad_papermill()
    begin = time.monotonic()
    uitkomst, fout = _een_poging(taak, werkers, stop)
    if (
        uitkomst is None
    ):  # only a worker that did not start is tried again; an error in a cell never is
        uitkomst, fout = _een_poging(taak, werkers, stop)
        uitkomst = uitkomst or MISLUKT_UITVOERING
    pad = taak.uitvoer if taak.uitvoer.exists() else None
    return Resultaat(
        taak.notebook.stem, uitkomst, round(time.monotonic() - begin, 2), fout, pad, taak.notebook
    )


def _een_poging(
    taak: Taak, werkers: Werkers, stop: Stopteken | None
) -> tuple[str | None, str | None]:
    draad = _Uitvoering(taak, werkers)
    einde = time.monotonic() + taak.tijdslimiet if taak.tijdslimiet else None
    te_lang = False
    draad.start()
    try:
        while draad.is_alive():
            draad.join(0.1)
            if stop and stop.is_set():
                draad.breek_af()
            elif einde and time.monotonic() > einde:
                te_lang = True
                draad.breek_af()
    except KeyboardInterrupt:
        draad.breek_af()
        draad.join(5)
        raise
    if stop and stop.is_set() and draad.uitzondering:
        raise Afgebroken
    if te_lang and draad.uitzondering:
        return (
            MISLUKT_UITVOERING,
            f"duurde langer dan {taak.tijdslimiet} seconden en is daarom gestopt",
        )
    return _uitkomst(draad.uitzondering, draad.gestart, werkers.geheugen)


def _uitkomst(
    fout: BaseException | None, gestart: bool, geheugen: int | None
) -> tuple[str | None, str | None]:
    if fout is None:
        return GELUKT, None
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    if isinstance(fout, PapermillExecutionError):
        return MISLUKT_NOTEBOOK, _celfout(fout, geheugen)
    if isinstance(fout, OSError) and fout.errno in _SCHIJFFOUTEN:
        raise UitvoerFout(schijffout(fout)) from fout
    if not gestart:
        return None, f"het proces dat de notebook uitvoert startte niet: {een_regel(fout)}"
    if isinstance(fout, (DeadKernelError, CellTimeoutError)):
        return (
            MISLUKT_UITVOERING,
            "het proces dat de notebook uitvoerde stopte onverwacht; vaak is er te weinig geheugen",
        )
    return (
        MISLUKT_UITVOERING,
        (
            f"{systeemreden(fout.errno) if isinstance(fout, OSError) else een_regel(fout)} "
            f"({type(fout).__name__})"
        ),
    )


def _celfout(fout, geheugen: int | None) -> str:
    # The arrow in the traceback of the cell itself:
    # an adviser finds a line sooner than a cell number.
    pijl = re.search(r"^-+> +\d+ +(.+)$", _KLEUR.sub("", "\n".join(fout.traceback or [])), re.M)
    waar = f" bij `{een_regel(pijl.group(1), 80)}`" if pijl else ""
    melding = een_regel(fout.evalue) or "zonder melding"
    if systeem := _SYSTEEMFOUT.match(
        melding
    ):  # what Python says of a file, in the words of the system
        melding = ": ".join(filter(None, (systeem["wat"], systeemreden(int(systeem["nummer"])))))
    if geheugen and fout.ename in ("MemoryError", "_ArrayMemoryError"):
        melding = f"meer geheugen nodig dan de {geheugen / 1e9:.0f} GB die een notebook krijgt"
    return f"{melding} ({fout.ename}{waar})"


def een_regel(tekst: object, lengte: int = 300) -> str:
    """De tekst op één regel, zonder kleurcodes, en niet langer dan `lengte` tekens."""
    regel = " ".join(_KLEUR.sub("", str(tekst)).split())
    return regel if len(regel) <= lengte else regel[: lengte - 1] + "…"


def schijffout(fout: OSError, plek: Path | None = None) -> str:
    """Eén Nederlandse regel over een bestand of map waarin niet te schrijven is."""
    waar = plek or fout.filename or "de uitvoermap"
    advies = ""
    if fout.errno in _SCHIJFFOUTEN:
        advies = (
            f" {'Maak ruimte, of kies' if fout.errno == errno.ENOSPC else 'Kies'} met --uitvoer "
            "een andere map."
        )
    return f"Schrijven naar {waar} lukt niet: {systeemreden(fout.errno)}.{advies}"


def schijf_weigert(fout: OSError) -> bool:
    """Waar als er op deze schijf niets meer te schrijven is, en dus ook geen ander rapport."""
    return fout.errno in _SCHIJFFOUTEN
