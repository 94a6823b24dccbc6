"""Rijen onder elkaar op een blad: hoe hoog elke rij is, en waar haar naam staat.
Weet niet wat er in een rij getekend wordt.
"""

from __future__ import annotations

from collections.abc import Sequence

from woonzorg_lib.beeld.blad import Blad

LINKS = 2.75  # inches for the names


def hoogtes(namen: Sequence[list[str]], minstens: float, lucht: float) -> list[float]:
    """Per rij de hoogte in inches, naar het aantal regels van haar naam."""
    return [max(minstens, 0.165 * len(naam) + lucht) for naam in namen]


def middens(boven: float, per_rij: Sequence[float]) -> tuple[list[float], float]:
    """Het midden van elke rij, en waar de laatste ophoudt; in inches van boven af."""
    plekken = []
    y = boven
    for hoog in per_rij:
        plekken.append(y + hoog / 2)
        y += hoog
    return plekken, y


def schrijf_naam(blad: Blad, naam: list[str], midden: float, x: float | None = None) -> None:
    """De naam van een rij: tegen het veld aan, of vanaf x als rijen inspringen."""
    tekst = "\n".join(naam)
    if x is None:
        blad.woord(LINKS - 0.1, midden, tekst, anker="end")
    else:
        blad.woord(x, midden, tekst)
