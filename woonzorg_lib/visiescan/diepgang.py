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
    onderwerpen: dict[str, tuple[str, ...]]
    onderzoek: re.Pattern
    proces: re.Pattern
    resultaat: re.Pattern
    getal: re.Pattern
    geen_maat: re.Pattern
    iedereen: re.Pattern
    jaar: re.Pattern
    ritme: re.Pattern
    verleden: re.Pattern
    bestaand: re.Pattern
    belofte: re.Pattern
    plaats: re.Pattern
    geen_plaats: re.Pattern


@lru_cache
def themas() -> Themas:
    """De inhoud van themas.yaml, één keer gelezen."""
    gegeven = yaml.safe_load(PAD.read_text(encoding="utf-8"))
    themas_ = gegeven.pop("themas")
    bij = {naam: tuple(soorten.pop("onderwerpen", ())) for naam, soorten in themas_.items()}
    termen = {
        naam: tuple(maak_term(t, soort) for soort, lijst in soorten.items() for t in lijst)
        for naam, soorten in themas_.items()
    }
    return Themas(termen, bij, **{naam: re.compile(patroon) for naam, patroon in gegeven.items()})


@dataclass(frozen=True)
class Bevinding:
    """De diepgang van een passage, met de zin die haar draagt en wat daarin concreet is."""

    diepgang: Diepgang
    zin: str = ""
    getal: str = ""
    jaar: str = ""
    plaats: str = ""


def bepaal(tekst: str) -> Bevinding:
    """De diepgang van een tekst die over een thema gaat; tekst: alleen zinnen die meetellen."""
    delen = zinnen(tekst)
    for zin in delen:
        if _is_doel(zin):
            return Bevinding(Diepgang.DOEL, zin, *_concreet(zin))
    onderzoek = next((zin for zin in delen if themas().onderzoek.search(plat(zin))), "")
    if onderzoek:
        return Bevinding(Diepgang.ONDERZOEK, onderzoek)
    return Bevinding(Diepgang.BENOEMD, delen[0] if delen else "")


def _concreet(zin: str) -> tuple[str, str, str]:
    """Het getal, het jaar en de plaats in een zin; leeg als zij er niet zijn."""
    kaal = plat(zin)
    jaar = themas().jaar.search(kaal)
    zonder_jaar = themas().jaar.sub(" ", kaal)
    zonder = themas().geen_maat.sub(" ", zonder_jaar)
    getal = themas().getal.search(zonder) or themas().iedereen.search(zonder_jaar)
    tekst = getal.group().strip() if getal else ""
    if not tekst:
        tekst = next((str(n) for n in aantallen(zonder) if not 2000 <= n < 2100), "")
    return tekst, jaar.group() if jaar else "", _plaats(zin)


def _plaats(zin: str) -> str:
    """De naam van een plek, zoals een kern, wijk of straat; leeg als er geen staat."""
    for gevonden in themas().plaats.finditer(zin):
        if not themas().geen_plaats.search(plat(gevonden["naam"])):
            return gevonden["naam"]
    return ""


def _is_doel(zin: str) -> bool:
    """Een eigen, toekomstig resultaat met een getal, een jaar of een plaats."""
    p, kaal = themas(), plat(zin)
    if any(patroon.search(kaal) for patroon in (p.onderzoek, p.verleden, p.proces)):
        return False
    if not p.resultaat.search(kaal):
        return False
    getal, jaar, plaats = _concreet(zin)
    if jaar:
        return True
    if p.bestaand.search(kaal) or not p.belofte.search(kaal):
        return False
    return bool(getal or plaats or p.ritme.search(kaal))


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
    if not _is_doel(zin):
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
