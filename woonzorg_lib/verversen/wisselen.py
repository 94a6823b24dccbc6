"""Schrijft een nieuwe momentopname naast de oude en zet de wijzer om.

De oude blijft heel. Haalt niets op.
"""

from __future__ import annotations

import contextlib
import datetime
import gzip
import io
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import filelock
import pandas as pd

from woonzorg_lib import momentopname
from woonzorg_lib.fouten import WoonzorgFout, systeemreden

from .fouten import Bronfout

MAP, OPHALEN, SLOT = "momentopnamen", "ophalen", "verversen.slot"
STAND = momentopname.STAND
_BEWAAR = 4  # snapshots on disk; older ones than the last three before this one go


class AlBezig(Bronfout):
    """Er loopt al een verversing in deze map."""


class GeenRuimte(Bronfout):
    """De map is niet te schrijven: vol, alleen-lezen of zonder rechten."""


class NietTerug(WoonzorgFout):
    """Er is geen eerdere momentopname."""


@contextlib.contextmanager
def slot() -> Iterator[Path]:
    """Houdt de map voor onszelf, ook als de vorige halverwege is gestopt; geeft de map.

    Fouten: AlBezig, GeenRuimte.
    """
    thuis = momentopname.thuis()
    with _schrijvend(thuis):
        thuis.mkdir(parents=True, exist_ok=True)
        grendel = filelock.FileLock(thuis / SLOT)
        try:
            grendel.acquire(timeout=0)
        except filelock.Timeout as fout:
            raise AlBezig(
                f"Er loopt al een verversing in {thuis}. Wacht tot die klaar is; "
                f"er is nu niets gedaan."
            ) from fout
    try:
        ruim_op()
        yield thuis
    finally:
        grendel.release()


@contextlib.contextmanager
def _schrijvend(plek: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fout:
        raise GeenRuimte(
            f"{fout.filename or plek}: {systeemreden(fout.errno)}. De oude cijfers blijven."
        ) from fout


def ruim_op() -> None:
    """Gooit weg wat een afgebroken verversing achterliet, en momentopnamen van lang geleden."""
    thuis = momentopname.thuis()
    wijzer = momentopname.lees_wijzer()
    houden = {wijzer["map"], *wijzer["eerder"]}
    for map_ in (thuis / MAP).glob("*"):
        if f"{MAP}/{map_.name}" not in houden:
            shutil.rmtree(map_, ignore_errors=True)
    for deel in [*thuis.glob("*.part"), *(thuis / OPHALEN).glob("*/*.part")]:
        deel.unlink(missing_ok=True)


class Bouw:
    """Een momentopname in aanbouw: alles van de vorige, met wat er nieuw is.

    Telt pas na `zet_actief`.
    """

    def __init__(self) -> None:
        dag = datetime.datetime.now().strftime("%Y%m%d-%H%M%S")
        self.naam = f"{MAP}/{dag}-{secrets.token_hex(2)}"
        self.map = momentopname.thuis() / self.naam
        with _schrijvend(self.map):
            self.map.mkdir(parents=True)
            vorige = momentopname.actief()
            for pad in sorted(vorige.iterdir()) if vorige else ():
                if pad.is_file() and pad.name not in (SLOT, momentopname.WIJZER):
                    shutil.copyfile(pad, self.map / pad.name)

    def zet_tabel(self, bron: str, frame: pd.DataFrame) -> None:
        """Schrijft een bron als gezipte CSV.

        Zonder tijd erin, zodat gelijke cijfers gelijke bestanden zijn.
        """
        tekst = frame.to_csv(index=False, lineterminator="\n", float_format="%.10g")
        stroom = io.BytesIO()
        with gzip.GzipFile(fileobj=stroom, mode="wb", mtime=0) as zip_:
            zip_.write(tekst.encode("utf-8"))
        self.zet(f"{bron}.csv.gz", stroom.getvalue())

    def zet_stand(self, stand: Mapping[str, Any]) -> None:
        """Schrijft waar elk cijfer vandaan komt."""
        tekst = json.dumps(stand, ensure_ascii=False, indent=1, sort_keys=True)
        self.zet(STAND, tekst.encode("utf-8"))

    def zet(self, naam: str, inhoud: bytes) -> None:
        """Schrijft een bestand tot op de schijf. Fout: GeenRuimte."""
        with _schrijvend(self.map / naam), (self.map / naam).open("wb") as bestand:
            bestand.write(inhoud)
            bestand.flush()
            os.fsync(bestand.fileno())

    def weg(self) -> None:
        """Laat de aanbouw vallen."""
        shutil.rmtree(self.map, ignore_errors=True)

    def zet_actief(self) -> None:
        """Laat de wijzer naar deze momentopname wijzen; dit ene bestand is de hele wissel."""
        wijzer = momentopname.lees_wijzer()
        eerder = [*wijzer["eerder"], wijzer["map"]]
        _wijs(self.naam, eerder[-(_BEWAAR - 1) :])
        ruim_op()


def terug() -> str:
    """Maakt de vorige momentopname weer actief en geeft haar naam; leeg is die van het pakket.

    Fouten: NietTerug, AlBezig.
    """
    with slot():
        wijzer = momentopname.lees_wijzer()
        if not wijzer["map"]:
            raise NietTerug(
                "De cijfers van het pakket zijn al actief: er is niets om terug te zetten."
            )
        eerder = wijzer["eerder"] or [""]
        _wijs(eerder[-1], eerder[:-1])
        return eerder[-1]


def _wijs(naam: str, eerder: list[str]) -> None:
    pad = momentopname.thuis() / momentopname.WIJZER
    deel = pad.with_name(f"{pad.name}.{os.getpid()}.part")
    with _schrijvend(pad):
        try:
            with deel.open("w", encoding="utf-8") as bestand:
                json.dump({"map": naam, "eerder": eerder}, bestand)
                bestand.flush()
                os.fsync(bestand.fileno())
            os.replace(deel, pad)
        except OSError:
            deel.unlink(missing_ok=True)
            raise
    momentopname.actief.cache_clear()
