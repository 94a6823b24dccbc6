"""Bewaart de omgerekende cijfers in één bestand dat snel laadt; rekent zelf niets uit.

Elk cijfer naar de gemeenten van nu brengen kost seconden, en de uitkomst hangt alleen af van de
momentopname en de code. Daarom staat zij in de cachemap van de gebruiker, op naam van de
vingerafdruk van die twee: is er iets anders, dan is het bestand een ander bestand.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import pickle
import platform
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import platformdirs

from woonzorg_lib import momentopname
from woonzorg_lib.onthouden import Onthoud, terug, vergeet_nieuwe

_CODE = Path(__file__).parents[1]
_LENGTE = 8  # bytes, at the end of the file
_BEWAAR = 3  # files: of the kit that runs now, and of others on this computer


def zet_klaar(
    vormen: Iterable[Onthoud],
    ids: Callable[[], Iterable[str]],
    gegevens: Path,
    proef: Callable[[], object] = list,
    ook: Iterable[Onthoud] = (),
) -> None:
    """Zorgt dat elk van deze vormen voor elk van deze indicatoren klaarligt.

    Wat er al berekend is staat in het bestand; wat niet past of kapot is, wordt opnieuw berekend.
    ids: geeft de indicatoren, als er iets te berekenen valt. proef: vraagt wat elke gemeente
    vraagt. ook: functies waarvan klaarligt wat de proef vroeg.
    """
    vormen, ook = list(vormen), list(ook)
    pad = _map() / f"cijfers-{_vingerafdruk(gegevens, (*vormen, *ook))}.pickle"
    klaar = _lees(pad)
    if klaar is None:
        proef()
        wat = {vorm: {(id,): vorm(id) for id in ids()} for vorm in vormen}
        wat |= {functie: dict(functie.erbij) for functie in ook}
        _schrijf({_naam(f): _ingepakt(antwoorden) for f, antwoorden in wat.items()}, pad)
        klaar = _lees(pad)
        if klaar is not None:
            vergeet_nieuwe()  # what was needed to compute it is large, and no one asks for it again
    for functie in (*vormen, *ook):
        functie.klaar = (klaar or {}).get(_naam(functie), {})


def _naam(functie: Onthoud) -> str:
    return f"{functie.functie.__module__}.{functie.functie.__name__}"


def _ingepakt(antwoorden: dict[tuple, object]) -> dict[tuple, bytes]:
    return {sleutel: pickle.dumps(uit, protocol=5) for sleutel, uit in antwoorden.items()}


def _map() -> Path:
    return platformdirs.user_cache_path("woonzorg", appauthor=False)


def _vingerafdruk(gegevens: Path, functies: Iterable[Onthoud] = ()) -> str:
    som = hashlib.sha256(f"{platform.python_version()} {pd.__version__} {np.__version__}".encode())
    for bron in sorted({functie.functie.__code__.co_filename for functie in functies}):
        som.update(Path(bron).read_bytes())
    mappen = [
        *(_CODE / kamer for kamer in ("cijfers", "gebieden", "modellen")),
        gegevens,
        momentopname.actief(),
    ]
    for map_ in filter(None, mappen):
        for pad in sorted(p for p in map_.rglob("*") if p.is_file() and p.suffix != ".pyc"):
            som.update(f"{pad.relative_to(map_).as_posix()} {pad.stat().st_size} ".encode())
            som.update(pad.read_bytes())
    return som.hexdigest()[:32]


def _lees(pad: Path) -> dict[str, dict[tuple, memoryview]] | None:
    """What is set ready, still packed and still on disk: only what someone asks for is read.

    None when there is nothing, or nothing that we can trust to be ours.
    """
    try:
        eigenaar = pad.stat().st_uid
        if hasattr(os, "geteuid") and eigenaar != os.geteuid():
            return None
        with suppress(OSError):
            os.utime(pad)  # in use: not the one to go
        with open(pad, "rb") as stroom:
            kaart = mmap.mmap(stroom.fileno(), 0, access=mmap.ACCESS_READ)
        if hasattr(mmap, "MADV_DONTNEED"):
            terug[:] = [partial(kaart.madvise, mmap.MADV_DONTNEED)]
        alles = memoryview(kaart)
        inhoud = int.from_bytes(alles[-_LENGTE:], "big")
        waar = pickle.loads(alles[inhoud:-_LENGTE])
        return {
            naam: {sleutel: alles[van:tot] for sleutel, (van, tot) in plekken.items()}
            for naam, plekken in waar.items()
        }
    except Exception:  # a damaged file may raise anything
        return None


def _schrijf(ingepakt: dict[str, dict[tuple, bytes]], pad: Path) -> None:
    """Each answer by itself, then where they are, then where that is.

    A cache that can't be written is no cache, and no error either.
    """
    with suppress(OSError):
        pad.parent.mkdir(parents=True, exist_ok=True)
        nummer, tijdelijk = tempfile.mkstemp(prefix="cijfers-", suffix=".tmp", dir=pad.parent)
        try:
            with os.fdopen(nummer, "wb") as stroom:
                waar: dict[str, dict[tuple, tuple[int, int]]] = {}
                for naam, antwoorden in ingepakt.items():
                    waar[naam] = {}
                    for sleutel, uit in antwoorden.items():
                        van = stroom.tell()
                        stroom.write(uit)
                        waar[naam][sleutel] = van, stroom.tell()
                inhoud = stroom.tell()
                pickle.dump(waar, stroom, protocol=5)
                stroom.write(inhoud.to_bytes(_LENGTE, "big"))
            os.replace(tijdelijk, pad)
        except BaseException:
            os.unlink(tijdelijk)
            raise
        alle = sorted(pad.parent.glob("cijfers-*"), key=lambda p: p.stat().st_mtime)
        for oud in alle[:-_BEWAAR]:
            oud.unlink()
