"""Alle namen waaronder gemeenten en regio's bekend zijn, ook roepnamen en oude namen;
zoeken gebeurt in zoeken.py.
"""

import re
from functools import cache

from .herindelingen import alle as herindelingen
from .herindelingen import opvolgers
from .namen import plat, sleutel
from .register import lees, regios, rijen, zonder_toevoeging


def _voeg_toe(index: dict[str, dict[str, None]], naam: str, code: str) -> None:
    if naam := sleutel(naam):
        index.setdefault(naam, {})[code] = None


@cache
def gemeentenamen() -> dict[str, tuple[str, ...]]:
    """Sleutel van een naam -> gemeentecodes: namen van nu, roepnamen en oude namen;
    gesplitste gemeenten niet.
    """
    index: dict[str, dict[str, None]] = {}
    for rij in rijen():
        _voeg_toe(index, rij["gemeentenaam"], rij["gemeentecode"])
        _voeg_toe(index, zonder_toevoeging(rij["gemeentenaam"]), rij["gemeentecode"])
    huidig = set(index)
    oud = [
        (rij["naam"], code)
        for rij in lees("roepnamen.csv")
        if rij["soort"] == "gemeente"
        for code in opvolgers(rij["code"])
    ]
    oud += [
        (h.oude_naam, code)
        for h in herindelingen()
        if h.soort == "fusie"
        for code in opvolgers(h.oude_code)
    ]
    for naam, code in oud:
        if sleutel(naam) not in huidig:  # a name of today wins from an old one
            _voeg_toe(index, naam, code)
    return {naam: tuple(codes) for naam, codes in index.items()}


@cache
def regionamen() -> dict[str, tuple[str, ...]]:
    """Sleutel van een naam of roepnaam -> codes van de regio's die zo heten,
    in de volgorde van de soorten.
    """
    index: dict[str, dict[str, None]] = {}
    roepnamen: dict[str, list[str]] = {}
    for rij in lees("roepnamen.csv"):
        if rij["soort"] != "gemeente":
            roepnamen.setdefault(rij["code"], []).append(rij["naam"])
    for code, gebied in regios().items():
        zonder_lidwoord = re.sub(r"^(het|de|t) ", "", plat(gebied.naam))
        for naam in (
            code,
            gebied.naam,
            gebied.korte_naam,
            zonder_lidwoord,
            *roepnamen.get(code, ()),
        ):
            _voeg_toe(index, naam, code)
    return {naam: tuple(codes) for naam, codes in index.items()}
