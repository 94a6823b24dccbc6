"""Vakken met een tekst, donkerder naarmate het meer is: breed en voor een telefoon.
Weet niet wat de vakken betekenen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from woonzorg_lib.beeld import rijsmal
from woonzorg_lib.beeld.blad import Blad, regels
from woonzorg_lib.beeld.doek import getekend
from woonzorg_lib.beeld.kolom import Kolom
from woonzorg_lib.beeld.licht import KLEIN, REGEL, SMAL
from woonzorg_lib.beeld.rijmaat import LINKS, schrijf_naam
from woonzorg_lib.beeld.rijsmal import TUSSEN
from woonzorg_lib.beeld.stijl import (
    BREEDTE,
    DELEN,
    GRIJS,
    INKT,
    breedte,
    tekstkleur,
    vaktint,
)

Vak = tuple[str, float | None]  # words, and how dark: from 0 to 1, or None for white
RIJ = 0.36  # inches


@dataclass(frozen=True)
class Rastermaat:
    """De kolommen in inches. koppen: per kolom haar regels. boven: waar de rijen beginnen."""

    breed: float
    koppen: list[list[str]]
    boven: float

    @property
    def koplijnen(self) -> int:
        """Hoeveel regels de langste kop heeft; kortere staan onderaan."""
        return max(len(kop) for kop in self.koppen)

    def x(self, kolom: float) -> float:
        """De linkerkant van een kolom; met een half erbij het midden."""
        return LINKS + kolom * self.breed


def meet_raster(koppen: Sequence[str]) -> Rastermaat:
    """De kolommen zijn even breed, en samen zo breed als het blad."""
    breed = (BREEDTE - LINKS) / len(koppen)
    per_kolom = [regels(kop, int(breed / 0.075), 3) for kop in koppen]
    meeste = max(len(kop) for kop in per_kolom)
    return Rastermaat(breed, per_kolom, 0.18 * meeste + 0.12)


def verf(donker: float | None, kleur: str) -> str:
    """De kleur van een vak; None is wit."""
    return "#ffffff" if donker is None else vaktint(donker, kleur)


@getekend
def raster(
    rijen: Sequence[tuple[str, Sequence[Vak]]], koppen: Sequence[str], kleur: str = DELEN[0]
) -> str:
    """Vakken met een tekst: (naam, [(tekst, 0 tot 1 voor hoe donker, of None voor wit)])."""
    maat = meet_raster(koppen)
    blad = Blad(maat.boven + RIJ * len(rijen) + 0.04)
    for nummer, woorden in enumerate(maat.koppen):
        overslaan = maat.koplijnen - len(woorden)
        for regel, woord in enumerate(woorden):
            y = 0.1 + 0.18 * (regel + overslaan)
            blad.woord(maat.x(nummer + 0.5), y, woord, GRIJS, "middle", groot=9.5)
    for nummer, (naam, vakken) in enumerate(rijen):
        y = maat.boven + RIJ * nummer
        schrijf_naam(blad, regels(naam, 34, 1), y + 0.165)
        _teken_vakken(blad, maat, vakken, y, kleur)
    return rijsmal.beide(blad.svg(), _smal(rijen, koppen, kleur))


def _teken_vakken(
    blad: Blad, maat: Rastermaat, vakken: Sequence[Vak], y: float, kleur: str
) -> None:
    for kolom, (tekst, donker) in enumerate(vakken):
        if donker is not None:
            blad.vlak(maat.x(kolom), y, maat.breed - 0.03, 0.33, verf(donker, kleur))
        blad.woord(maat.x(kolom + 0.5) - 0.015, y + 0.165, tekst, INKT, "middle")


def _smal(rijen: Sequence[tuple[str, Sequence[Vak]]], koppen: Sequence[str], kleur: str) -> Kolom:
    """Per naam een lijst van kop en vak; leeg valt weg."""
    kolom = Kolom()
    breed = _vakbreedte(rijen)
    for naam, vakken in rijen:
        kolom.woorden(naam, vet=True)
        for (tekst, donker), wat in zip(vakken, koppen):
            if not tekst:
                continue
            vlak = verf(donker, kleur)
            kolom.zak(1)
            hoog = kolom.woorden(wat, 10.0, SMAL - breed - 6, kleur=GRIJS, groot=KLEIN)
            kolom.vlak(SMAL - breed, -hoog, breed, REGEL, vlak)
            inkt = tekstkleur(vlak)
            kolom.klein(SMAL - breed / 2, 13 - hoog, tekst, inkt, anker="middle")
            kolom.zak(2)
        kolom.zak(TUSSEN)
    return kolom


def _vakbreedte(rijen: Sequence[tuple[str, Sequence[Vak]]]) -> float:
    """Zo breed als de langste tekst, binnen een telefoon."""
    teksten = [tekst for _, vakken in rijen for tekst, _ in vakken]
    langste = max((breedte(tekst, KLEIN) for tekst in teksten), default=0)
    return min(max(langste + 12, 56), 150)
