"""Bewaart de omgerekende cijfers in één bestand dat snel laadt; rekent zelf niets uit.

Elk cijfer naar de gemeenten van nu brengen kost seconden, en de uitkomst hangt alleen af van de
momentopname en de code. Daarom staat zij in de cachemap van de gebruiker, op naam van de
vingerafdruk van die twee: is er iets anders, dan is het bestand een ander bestand.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import platform
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import numpy as np
import pandas as pd
import platformdirs

from woonzorg_lib import momentopname
from woonzorg_lib.onthouden import Onthoud

_CODE = Path(__file__).parents[1]
_BEWAAR = 3  # files: of the kit that runs now, and of others on this computer


def zet_klaar(vormen: Iterable[Onthoud], ids: list[str], gegevens: Path) -> None:
    """Zorgt dat elk van deze vormen voor elk van deze indicatoren klaarligt.

    Wat er al berekend is staat in het bestand; wat niet past of kapot is, wordt opnieuw berekend.
    """
    vormen = list(vormen)
    pad = _map() / f"cijfers-{_vingerafdruk(gegevens)}.pickle"
    inhoud = _lees(pad)
    if inhoud is None:
        inhoud = {
            vorm.functie.__name__: {(id,): pickle.dumps(vorm(id), protocol=5) for id in ids}
            for vorm in vormen
        }
        _schrijf(inhoud, pad)
    for vorm in vormen:
        vorm.klaar = inhoud[vorm.functie.__name__]


def _map() -> Path:
    return platformdirs.user_cache_path("woonzorg", appauthor=False)


def _vingerafdruk(gegevens: Path) -> str:
    som = hashlib.sha256(f"{platform.python_version()} {pd.__version__} {np.__version__}".encode())
    mappen = [_CODE / "cijfers", _CODE / "gebieden", gegevens, momentopname.actief()]
    for map_ in filter(None, mappen):
        for pad in sorted(p for p in map_.rglob("*") if p.is_file() and p.suffix != ".pyc"):
            som.update(f"{pad.relative_to(map_).as_posix()} {pad.stat().st_size} ".encode())
            som.update(pad.read_bytes())
    return som.hexdigest()[:32]


def _lees(pad: Path) -> dict | None:
    """None when there is nothing, or nothing that we can trust to be ours."""
    try:
        eigenaar = pad.stat().st_uid
        if hasattr(os, "geteuid") and eigenaar != os.geteuid():
            return None
        with suppress(OSError):
            os.utime(pad)  # in use: not the one to go
        return pickle.loads(pad.read_bytes())
    except Exception:  # a damaged file may raise anything
        return None


def _schrijf(inhoud: dict, pad: Path) -> None:
    """A cache that can't be written is no cache, and no error either."""
    with suppress(OSError):
        pad.parent.mkdir(parents=True, exist_ok=True)
        nummer, tijdelijk = tempfile.mkstemp(prefix="cijfers-", suffix=".tmp", dir=pad.parent)
        try:
            with os.fdopen(nummer, "wb") as stroom:
                pickle.dump(inhoud, stroom, protocol=5)
            os.replace(tijdelijk, pad)
        except BaseException:
            os.unlink(tijdelijk)
            raise
        alle = sorted(pad.parent.glob("cijfers-*"), key=lambda p: p.stat().st_mtime)
        for oud in alle[:-_BEWAAR]:
            oud.unlink()
