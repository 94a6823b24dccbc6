"""Kijkt de parameters van een notebook na zoals die van de opdracht; rekent en leest niets."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from woonzorg_lib import cijfers, gebieden
from woonzorg_lib.beeld import stijl
from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.gebieden import Gebied

KIT = Path(__file__).parents[2] / "parameters"
LAATSTE_PROGNOSE = 2070  # as the command has it


class NietNaast(WoonzorgFout):
    """Deze gemeenten kunnen niet naast de gemeente staan."""


class OnbekendePeiljaar(WoonzorgFout):
    """Het peiljaar ligt buiten de momentopname."""


class OnbekendeInvoer(WoonzorgFout):
    """De map met eigen invoer is er niet."""


def invoermap(invoer: str | Path | None) -> Path:
    """De map met invoer, standaard die van de kit.

    Een map die er niet is, gaf anders een rapport zonder de eigen invoer. Fout: OnbekendeInvoer.
    """
    if invoer is None or invoer == "":
        return KIT
    if not isinstance(invoer, (str, Path)):
        raise OnbekendeInvoer(f"invoer: '{invoer}' is geen map. Vul het pad van een map in.")
    if not os.path.isdir(invoer):  # of a name that is too long as well
        raise OnbekendeInvoer(
            f"invoer: de map {invoer} bestaat niet. Vul het hele pad in, "
            "of haal de parameter weg voor de map van de kit."
        )
    return Path(invoer)


def peiljaar(waarde) -> int | None:
    """Het jongste jaar dat meetelt; None voor het nieuwste. Fout: OnbekendePeiljaar."""
    if waarde is None:
        return None
    jaar = _jaartal("peiljaar", waarde)
    eerste, laatste = cijfers.jaren()
    if not eerste <= jaar <= laatste:
        raise OnbekendePeiljaar(
            f"Peiljaar {jaar} kan niet: de cijfers lopen van {eerste} tot en met {laatste}."
        )
    return jaar


def prognosejaar(waarde) -> int:
    """Tot welk jaar vooruit wordt gekeken. Fout: OnbekendePeiljaar."""
    jaar, volgend = _jaartal("prognosejaar", waarde), date.today().year + 1
    if not volgend <= jaar <= LAATSTE_PROGNOSE:
        raise OnbekendePeiljaar(
            f"Prognosejaar {jaar} kan niet: "
            f"kies een jaar van {volgend} tot en met {LAATSTE_PROGNOSE}."
        )
    return jaar


def _jaartal(naam: str, waarde) -> int:
    try:
        jaar = int(waarde)
        if isinstance(waarde, bool) or float(waarde) != jaar:  # 2023.5 is no year
            raise ValueError
        return jaar
    except (TypeError, ValueError, OverflowError):
        raise OnbekendePeiljaar(
            f"{naam}: '{waarde}' is geen jaartal. Vul een jaar in, zoals {naam} = 2024."
        ) from None


def kies_naast(gemeente: Gebied | None, naast: str | list[str] | None) -> tuple[Gebied, ...]:
    """De gemeenten die iemand naast de gemeente wil zien, in zijn volgorde;
    een tekst mag komma's hebben.

    Fouten: OnbekendeGemeente; NietNaast als zij het zelf is of als het er te veel zijn.
    """
    namen = naast.split(",") if isinstance(naast, str) else naast or []
    if not isinstance(namen, (list, tuple)):
        raise NietNaast(
            f"naast: '{naast}' is geen naam van een gemeente. Vul namen in, met een komma ertussen."
        )
    gekozen = tuple(dict.fromkeys(gebieden.gemeente(str(naam).strip()) for naam in namen))
    if gemeente in gekozen:
        raise NietNaast(f"naast: {gemeente.naam} staat al in het rapport. Kies andere gemeenten.")
    if len(gekozen) > len(stijl.NAASTEN):
        raise NietNaast(
            f"naast: {len(gekozen)} gemeenten is te veel om nog te lezen. "
            f"Kies er hoogstens {len(stijl.NAASTEN)}."
        )
    return gekozen
