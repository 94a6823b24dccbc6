"""Maakt van stops.txt uit een GTFS-bestand een rij per halte, met de kolommen van `haltes`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from woonzorg_lib.gebieden.namen import sleutel
from woonzorg_lib.invoer.cellen import is_leeg, kaal
from woonzorg_lib.invoer.rooster import Rooster

NAAM = "GTFS (dienstregeling)"
_TOEGANKELIJK = {"1": "ja", "2": "nee"}


def is_stops(koppen: list[str]) -> bool:
    """Waar als dit de haltes van een GTFS-bestand zijn."""
    return {"stopid", "stopname", "stoplat", "stoplon"} <= {sleutel(k) for k in koppen}


@dataclass
class _Halte:
    regel: int
    naam: str
    x: Any
    y: Any
    toegankelijk: set[str]

    def als_rij(self) -> tuple[int, list]:
        eens = self.toegankelijk.pop() if len(self.toegankelijk) == 1 else None
        return self.regel, [self.naam, self.x, self.y, _TOEGANKELIJK.get(eens or "")]


def vouw(rooster: Rooster) -> Rooster:
    """Een rij per halte: haar palen en perrons zijn samen één halte, met de plek van de eerste.

    Een station waar haltes onder vallen en een ingang zijn geen halte. Of een halte toegankelijk
    is, staat er alleen bij als al haar palen hetzelfde zeggen.
    """
    plek = {sleutel(k): n for n, k in enumerate(rooster.koppen)}
    haltes: dict[str, _Halte] = {}
    palen = 0
    for regel, rij in rooster.rijen:
        cel = {k: rij[n] for k, n in plek.items() if n < len(rij) and not is_leeg(rij[n])}
        if kaal(cel.get("locationtype", "0")) not in ("0", "0.0") or "stopname" not in cel:
            continue
        palen += 1
        naam = kaal(cel["stopname"])
        x, y = graden(cel.get("stoplon")), graden(cel.get("stoplat"))
        halte = haltes.setdefault(naam, _Halte(regel, naam, x, y, set()))
        halte.toegankelijk.add(kaal(cel.get("wheelchairboarding", "0")).removesuffix(".0"))
    anders = len(rooster.rijen) - palen
    wat = f"gelezen als {NAAM}: {palen} palen en perrons zijn {len(haltes)} haltes geworden"
    wat += f"; {anders} stations en ingangen tellen niet mee." if anders else "."
    opmerking = ("LET OP", None, wat, "Controleer het aantal haltes.")
    return replace(
        rooster,
        koppen=["naam", "x", "y", "toegankelijk"],
        rijen=[h.als_rij() for h in haltes.values()],
        opmerkingen=[*rooster.opmerkingen, opmerking],
    )


def graden(cel: Any) -> Any:
    """Graden met een punt, zoals 5.092, als getal; wat dat niet is blijft zoals het is."""
    try:
        return float(kaal(cel)) if isinstance(cel, str) else cel
    except ValueError:
        return cel
