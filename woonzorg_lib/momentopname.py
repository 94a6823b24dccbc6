"""Waar de actieve momentopname staat: de map van de gebruiker, of het pakket. Leest geen cijfers.

In de map van de gebruiker (`WOONZORG_GEGEVENS`, anders de gegevensmap van het systeem) staat
`actief.json`: één klein bestand dat wijst naar de map die nu telt, met de mappen waar iemand naar
terug kan. Wie ververst schrijft eerst een hele map en vervangt daarna dit ene bestand; een lezer
ziet dus altijd een hele momentopname.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import platformdirs

from .aanroep import typ
from .fouten import WoonzorgFout

OUD = 3  # figures of more years ago carry a mark
WIJZER = "actief.json"
STAND = "stand.json"
# Set by a run for its workers: they must all read the same figures, also when someone refreshes
# meanwhile.
_VASTGEZET = "WOONZORG_MOMENTOPNAME"
_PAKKET = "pakket"


class KapotteMomentopname(WoonzorgFout):
    """De wijzer naar de actieve momentopname is niet te lezen, of wijst naar een map die er niet
    is.
    """


def thuis() -> Path:
    """De map waar ververste momentopnamen staan: `WOONZORG_GEGEVENS`, anders de gegevensmap van de
    gebruiker.
    """
    gekozen = os.environ.get("WOONZORG_GEGEVENS", "").strip()
    if gekozen:
        return Path(gekozen).expanduser().absolute()
    return platformdirs.user_data_path("woonzorg", appauthor=False) / "gegevens"


def lees_wijzer() -> dict:
    """De inhoud van actief.json: `map` (leeg is het pakket) en `eerder` (oudste eerst).

    Fout: KapotteMomentopname als het bestand niet te lezen is.
    """
    pad = thuis() / WIJZER
    try:
        inhoud = json.loads(pad.read_text(encoding="utf-8"))
        return {"map": str(inhoud["map"]), "eerder": [str(m) for m in inhoud["eerder"]]}
    except FileNotFoundError:
        return {"map": "", "eerder": []}
    except NotADirectoryError as fout:
        raise KapotteMomentopname(f"{thuis()} is een bestand en geen map.") from fout
    except (OSError, ValueError, KeyError, TypeError) as fout:
        raise KapotteMomentopname(
            f"{pad} is niet te lezen. Verwijder dit bestand; dan gelden de cijfers van het pakket "
            f"en haalt `{typ('data ververs')}` ze opnieuw op."
        ) from fout


@cache
def actief() -> Path | None:
    """De map van de actieve momentopname; None als de cijfers van het pakket gelden.

    Fout: KapotteMomentopname.
    """
    vast = os.environ.get(_VASTGEZET)
    if vast:
        return None if vast == _PAKKET else Path(vast)
    naam = lees_wijzer()["map"]
    if not naam:
        # A folder with the files themselves, such as a copy of a colleague's, counts as well.
        return thuis() if any(thuis().glob("*.csv.gz")) else None
    map_ = thuis() / naam
    if not map_.is_dir():
        raise KapotteMomentopname(
            f"{thuis() / WIJZER} wijst naar {naam}, maar die map is er niet. "
            f"Ga terug met `{typ('data terug')}`."
        )
    return map_


def wijst_naar() -> tuple[str | None, str]:
    """Wat nu bepaalt welke momentopname actief is: zo ziet wie haar onthield of dat nog klopt."""
    wijzer = thuis() / WIJZER
    try:
        inhoud = wijzer.read_text(encoding="utf-8")
    except (OSError, ValueError):
        inhoud = ""
    return os.environ.get(_VASTGEZET), f"{wijzer} {inhoud}"


@contextlib.contextmanager
def vastgezet(map_: Path | None = None) -> Iterator[None]:
    """Laat dit proces en al zijn werkers bij één momentopname: `map_`, of die nu actief is."""
    gekozen = map_ or actief()
    eerder = os.environ.get(_VASTGEZET)
    os.environ[_VASTGEZET] = _PAKKET if gekozen is None else str(gekozen)
    try:
        yield
    finally:
        if eerder is None:
            del os.environ[_VASTGEZET]
        else:
            os.environ[_VASTGEZET] = eerder


@cache
def stand() -> dict:
    """Waar de cijfers van de actieve momentopname vandaan komen (stand.json); leeg bij het pakket.

    Fout: KapotteMomentopname.
    """
    map_ = actief()
    if map_ is None:
        return {}
    try:
        return json.loads((map_ / STAND).read_text(encoding="utf-8"))
    except (OSError, ValueError) as fout:
        raise KapotteMomentopname(
            f"{map_ / STAND} is niet te lezen. Ga terug met `{typ('data terug')}`."
        ) from fout


def bestand(naam: str, pakket: Path) -> Path:
    """Het pad van een gegevensbestand: uit de actieve momentopname als het daar is, anders uit de
    map van het pakket.
    """
    map_ = actief()
    if map_ is not None and (map_ / naam).is_file():
        return map_ / naam
    return pakket / naam


def is_oud(jaar: int) -> bool:
    """Waar als een cijfer ouder is dan drie jaar, gerekend vanaf vandaag."""
    return date.today().year - int(jaar) > OUD
