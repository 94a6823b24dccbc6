"""In welke gemeente een plaats ligt, naar de namen van haar wijken en buurten bij het CBS.

Weet niet wat een gemeente is; wie een naam zoekt die geen gemeente is, vraagt het hier.
"""

import csv
import gzip
import re
from collections.abc import Iterator
from functools import cache

from woonzorg_lib import momentopname

from .namen import plat, sleutel
from .register import MAP

BRONNEN = ("kern_wijk.csv.gz", "kern_buurt.csv.gz")
PAKKET = MAP.parent / "cijfers" / "gegevens"
VEEL = 3  # a name in more gemeenten ("Centrum") says nothing
# What stands before or behind the name of a place: Wijk 03 Bilthoven Noord, Buitengebied Heino.
VOOR = re.compile(
    r"^(?:(?:wijk|buurt)(?: [a-z]?\d+)?|verspreide huizen|buitengebied|bedrijventerrein|kern"
    r"|industrieterrein|centrum)(?: (?:van|in|om|rondom))? (?=\S)"
)
ACHTER = re.compile(
    r" (?:noord|zuid|oost|west|noordoost|noordwest|zuidoost|zuidwest|centrum|midden|kern|dorp"
    r"|dorpskern|kom|stad|omgeving|en omgeving|e o|buitengebied|en buitengebied|landelijk gebied"
    r"|verspreide huizen|industrieterrein|bedrijventerrein|i{1,3}|iv|\d+)$"
)


def _rijen(bestand: str) -> Iterator[tuple[str, str]]:
    pad = momentopname.bestand(bestand, PAKKET)
    with gzip.open(pad, "rt", encoding="utf-8", newline="") as stroom:
        for rij in csv.DictReader(stroom):
            yield rij["gemeente"], rij["naam"]


def _plaats(naam: str) -> str:
    """ "Bilthoven Zuid Oost" -> "bilthoven": the place that a wijk or buurt is called after."""
    kaal, vorige = VOOR.sub("", plat(naam)), None
    while kaal != vorige:
        vorige, kaal = kaal, ACHTER.sub("", kaal)
    return kaal


@cache
def _index() -> dict[str, tuple[str, ...]]:
    """Key of a name, whole and without its direction -> the gemeentecodes of the figures."""
    uit: dict[str, dict[str, None]] = {}
    for bestand in BRONNEN:
        for code, naam in _rijen(bestand):
            for woord in {sleutel(naam), sleutel(_plaats(naam))}:
                uit.setdefault(woord, {})[code] = None
    return {woord: tuple(codes) for woord, codes in uit.items()}


def gemeenten_met(naam: str) -> tuple[str, ...]:
    """De codes van de gemeenten met een wijk of buurt die zo heet; geen als het er te veel zijn.

    De codes zijn die van de momentopname, dus soms van voor een fusie.
    """
    codes = _index().get(sleutel(naam), ())
    return codes if len(codes) <= VEEL else ()
