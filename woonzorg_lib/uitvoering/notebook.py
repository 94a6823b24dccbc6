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


class _Poging(threading.Thread):
    """One papermill call in a thread, so that a stop and the time limit can end its worker from
    outside.
    """

    def __init__(self, taak: Taak, werkers: Werkers):
        super().__init__(daemon=True)
        self.taak, self.werkers = taak, werkers
        self.werker: Werker | None = None
        self.fout: BaseException | None = None
        self.te_lang = False

    def run(self) -> None:
        bron, uitvoer = (str(pad.resolve()) for pad in (self.taak.notebook, self.taak.uitvoer))
        try:
            laad_papermill().execute_notebook(
                bron,
                uitvoer,
                parameters=self.taak.parameters,
                engine_name="woonzorg",
                kernel_name="python3",
                # a notebook saved in someone's own environment still runs in ours
                language="python",
                progress_bar=False,
                request_save_on_cell_execute=False,
                bewaar_in=uitvoer,
                werkers=self.werkers,
                bij_begin=self._begin,
            )
        except BaseException as fout:  # handed over to the waiting thread
            self.fout = fout

    def _begin(self, werker: Werker) -> None:
        self.werker = werker

    @property
    def begonnen(self) -> bool:
        return bool(self.werker and self.werker.taal)

    def wacht(self, stop: Stopteken | None) -> None:
        """Until it is done, or has to be. Errors: Afgebroken, KeyboardInterrupt."""
        einde = time.monotonic() + (self.taak.tijdslimiet or float("inf"))
        self.start()
        try:
            while self.is_alive():
                self.join(0.1)
                self.te_lang = time.monotonic() > einde
                gestopt = bool(stop and stop.is_set())
                if self.werker and (gestopt or self.te_lang):
                    self.werker.stop()
        except KeyboardInterrupt:
            if self.werker:
                self.werker.stop()
            self.join(5)
            raise
        if self.fout and stop and stop.is_set():
            raise Afgebroken


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
    for _ in range(2):  # only who did not start is tried again; an error in a cell never is
        poging = _Poging(taak, werkers)
        poging.wacht(stop)
        if poging.begonnen or poging.te_lang or not poging.fout:
            break
    uitkomst, fout = _uitkomst(poging)
    duur = round(time.monotonic() - begin, 2)
    pad = taak.uitvoer if taak.uitvoer.exists() else None
    return Resultaat(taak.notebook.stem, uitkomst, duur, fout, pad, taak.notebook)


def _uitkomst(poging: _Poging) -> tuple[str, str | None]:
    fout = poging.fout
    if fout is None:
        return GELUKT, None
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    if poging.te_lang:
        limiet = poging.taak.tijdslimiet
        reden = f"duurde langer dan {limiet} seconden en is daarom gestopt"
    elif isinstance(fout, PapermillExecutionError):
        return MISLUKT_NOTEBOOK, _celfout(fout, poging.werkers.geheugen)
    elif isinstance(fout, OSError) and schijf_weigert(fout):
        raise UitvoerFout(schijffout(fout)) from fout
    elif not poging.begonnen:
        reden = f"het proces dat de notebook uitvoert startte niet: {een_regel(fout)}"
    elif isinstance(fout, (DeadKernelError, CellTimeoutError)):
        reden = "het proces dat de notebook uitvoerde stopte onverwacht; "
        reden += "vaak is er te weinig geheugen"
    else:
        wat = systeemreden(fout.errno) if isinstance(fout, OSError) else een_regel(fout)
        reden = f"{wat} ({type(fout).__name__})"
    return MISLUKT_UITVOERING, reden


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
