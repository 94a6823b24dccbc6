"""Hoe concreet een passage over een thema is, van benoemd (1) tot concreet doel (3). Zoekt niet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

import yaml

from woonzorg_lib.visiescan.getallen import aantallen
from woonzorg_lib.visiescan.taal import plat, zinnen
from woonzorg_lib.visiescan.termen import Term, maak_term

PAD = Path(__file__).parent / "themas.yaml"
_JAARTAL = re.compile(r"\b(20[2-9]\d)\b")
_WOONVORM = {"nultreden": "nultreden", "geclusterd": "geclusterd", "zorggeschikt": "zorggeschikt"}


class Diepgang(IntEnum):
    """De vier diepten van de Regiobeelden (0 is geen aandacht)."""

    GEEN = 0
    BENOEMD = 1
    ONDERZOEK = 2
    DOEL = 3


@dataclass(frozen=True)
class Themas:
    """De thema's met hun termen, en de patronen voor de diepgang."""

    termen: dict[str, tuple[Term, ...]]
    onderzoek: re.Pattern
    proces: re.Pattern
    resultaat: re.Pattern
    getal: re.Pattern
    toekomst: re.Pattern
    verleden: re.Pattern
    belofte: re.Pattern


@lru_cache
def themas() -> Themas:
    """De inhoud van themas.yaml, één keer gelezen."""
    gegeven = yaml.safe_load(PAD.read_text(encoding="utf-8"))
    termen = {
        naam: tuple(maak_term(t, soort) for soort, lijst in soorten.items() for t in lijst)
        for naam, soorten in gegeven.pop("themas").items()
    }
    return Themas(termen, **{naam: re.compile(patroon) for naam, patroon in gegeven.items()})


@dataclass(frozen=True)
class Bevinding:
    """De diepgang van een passage, met de zin die haar draagt en wat daarin concreet is."""

    diepgang: Diepgang
    zin: str = ""
    getal: str = ""
    jaar: str = ""


def bepaal(tekst: str) -> Bevinding:
    """De diepgang van een tekst die over een thema gaat; tekst: alleen zinnen die meetellen."""
    delen = zinnen(tekst)
    onderzoek = next((zin for zin in delen if themas().onderzoek.search(plat(zin))), "")
    for zin in delen:
        if _is_doel(plat(zin)):
            kaal = plat(zin)
            jaar = themas().toekomst.search(kaal)
            zonder = kaal.replace(jaar.group(), " ") if jaar else kaal
            getal = themas().getal.search(zonder)
            return Bevinding(
                Diepgang.DOEL,
                zin,
                getal.group() if getal else "",
                jaar.group() if jaar else "",
            )
    if onderzoek:
        return Bevinding(Diepgang.ONDERZOEK, onderzoek)
    return Bevinding(Diepgang.BENOEMD, delen[0] if delen else "")


def _is_doel(kaal: str) -> bool:
    p = themas()
    if p.onderzoek.search(kaal) or p.verleden.search(kaal) or p.proces.search(kaal):
        return False
    concreet = p.toekomst.search(kaal) or p.getal.search(kaal)
    return bool(concreet and p.belofte.search(kaal) and p.resultaat.search(kaal))


@dataclass(frozen=True)
class Woningdoel:
    """Hoeveel woningen van een woonvorm een zin belooft, tot en met een jaar."""

    aantal: int
    woonvorm: str
    jaar: int


def woningdoel(zin: str) -> Woningdoel | None:
    """Het aantal woningen dat een zin belooft; None als aantal, woonvorm of jaar niet vaststaat.

    Een voorstel: of het om de hele gemeente gaat, ziet alleen een mens.
    """
    kaal = plat(zin)
    if not _is_doel(kaal):
        return None
    jaren = {int(j) for j in _JAARTAL.findall(kaal)}
    vormen = [vorm for vorm, deel in _WOONVORM.items() if deel in kaal]
    getallen = [n for n in aantallen(kaal) if n >= 2 and not 2000 <= n < 2100]
    if len(jaren) != 1 or len(vormen) != 1 or len(getallen) != 1:
        return None
    return Woningdoel(getallen[0], vormen[0], jaren.pop())


def sterkste(bevindingen: Sequence[Bevinding]) -> Bevinding:
    """De diepste van een reeks; bij gelijk de eerste."""
    return max(bevindingen, key=lambda b: b.diepgang)
