"""Getallen die blijven staan tot een later jaar ze verandert, als lijnen met treden.
Breed en voor een telefoon.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from woonzorg_lib.beeld import licht, rijsmal
from woonzorg_lib.beeld.blad import Blad, mooi, regels
from woonzorg_lib.beeld.doek import getekend, uiteen
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.kolom import Kolom
from woonzorg_lib.beeld.licht import SMAL
from woonzorg_lib.beeld.stijl import BREEDTE, DELEN, GRIJS, INKT, LIJN

Punt = tuple[int, float]  # year, amount
GEWOON: Mapping[int, str] = MappingProxyType({})  # every year has its own name
LINKS, RECHTS = 0.6, 2.75  # inches beside the field
BOVEN, HOOG = 0.15, 2.5  # inches: where the field begins, and how high it is
# Light parts of a whole make poor lines; after these there is one colour for the rest.
KLEUREN = (DELEN[0], DELEN[3], INKT, GRIJS) + DELEN[1:2] * 8


@dataclass(frozen=True)
class Treden:
    """Een lijn: haar naam met het laatste getal, de punten, wat er nodig is, en haar kleur."""

    tekst: str
    punten: list[Punt]
    nodig: Punt | None
    kleur: str

    def doorgetrokken(self, jaar: int) -> list[Punt]:
        """De punten tot en met dit jaar; het laatste getal blijft staan."""
        return [*self.punten, (jaar, self.punten[-1][1])]

    def hoeken(self, jaar: int) -> list[Punt]:
        """De hoekpunten van de treden: opzij tot het volgende jaar, en dan omhoog of omlaag."""
        punten = self.doorgetrokken(jaar)
        uit = []
        for (van, nu), (tot, _) in zip(punten, punten[1:]):
            uit += [(van, nu), (tot, nu)]
        return [*uit, punten[-1]]

    @property
    def tint(self) -> str:
        """De kleur van haar naam; in de lichtste kleur is niets te lezen."""
        return INKT if self.kleur == DELEN[3] else self.kleur


def kies_treden(lijnen: dict[str, list[Punt]], nodig: dict[str, Punt]) -> list[Treden]:
    """Een lijn per naam, met wat er nodig is erbij."""
    uit = []
    for (naam, punten), kleur in zip(lijnen.items(), KLEUREN):
        tekst = f"{naam} {getal(punten[-1][1])}"
        if naam in nodig:
            tekst += f" (nodig {getal(nodig[naam][1])})"
        uit.append(Treden(tekst, punten, nodig.get(naam), kleur))
    return uit


@dataclass(frozen=True)
class Trapmaat:
    """Het veld in inches. as_: de getallen langs de as. hoogtes: per lijn die van haar naam.
    heten: een jaar dat op de as anders heet.
    """

    jaren: list[int]
    as_: list[float]
    hoogtes: list[float]
    heten: Mapping[int, str]

    def heet(self, jaar: int) -> str:
        return self.heten.get(jaar, str(jaar))

    def x(self, jaar: int) -> float:
        """De plek van een jaar."""
        breed = BREEDTE - LINKS - RECHTS
        stap = breed / max(self.jaren[-1] - self.jaren[0], 1)
        return LINKS + (jaar - self.jaren[0]) * stap

    def y(self, aantal: float) -> float:
        """De hoogte van een getal, van boven af."""
        stap = HOOG / self.as_[-1] if self.as_[-1] else 1.0
        return BOVEN + HOOG - aantal * stap


def meet_trap(treden: Sequence[Treden], heten: Mapping[int, str] = GEWOON) -> Trapmaat:
    """De as begint bij nul; namen aan het eind van de lijnen schuiven uit elkaar."""
    punten = [punt for lijn in treden for punt in lijn.punten]
    punten += [lijn.nodig for lijn in treden if lijn.nodig is not None]
    as_ = mooi(max(aantal for _, aantal in punten))
    maat = Trapmaat(sorted({jaar for jaar, _ in punten}), as_, [], heten)
    einden = [maat.y(lijn.punten[-1][1]) for lijn in treden]
    maat.hoogtes.extend(uiteen(einden, 0.2, BOVEN, BOVEN + HOOG))
    return maat


@getekend
def trap(
    lijnen: dict[str, list[Punt]], nodig: dict[str, Punt], heten: Mapping[int, str] = GEWOON
) -> str:
    """Een getal dat blijft staan tot een later jaar het verandert.

    {naam: [(jaar, waarde)]}; nodig: {naam: (jaar, waarde)} als ruit. heten: een jaar dat op de as
    anders heet, zoals "nu".
    """
    treden = kies_treden(lijnen, nodig)
    maat = meet_trap(treden, heten)
    blad = Blad(3.0)
    _teken_assen(blad, maat)
    for lijn, hoogte in zip(treden, maat.hoogtes):
        hoeken = lijn.hoeken(maat.jaren[-1])
        xs = [maat.x(jaar) for jaar, _ in hoeken]
        ys = [maat.y(aantal) for _, aantal in hoeken]
        blad.lijn(xs, ys, lijn.kleur, 2)
        if lijn.nodig is not None:
            jaar, aantal = lijn.nodig
            blad.stip(maat.x(jaar), maat.y(aantal), lijn.kleur, "D", 9)
        plek = BREEDTE - RECHTS + 0.15
        for nummer, regel in enumerate(regels(lijn.tekst, 34, 2)):
            blad.woord(plek, hoogte + 0.16 * nummer, regel, lijn.tint, groot=9.5)
    return rijsmal.beide(blad.svg(), _smal(treden, maat))


def _teken_assen(blad: Blad, maat: Trapmaat) -> None:
    for aantal in maat.as_:
        hoogte = maat.y(aantal)
        woord = getal(aantal, 0 if float(aantal).is_integer() else 1)
        blad.lijn([LINKS, BREEDTE - RECHTS], [hoogte] * 2, LIJN, 0.8, laag=0.5)
        blad.woord(LINKS - 0.12, hoogte, woord, GRIJS, "end", groot=9.5)
    for jaar in maat.jaren:
        onder = BOVEN + HOOG + 0.18
        blad.woord(maat.x(jaar), onder, maat.heet(jaar), GRIJS, "middle", groot=9.5)


def _smal(treden: Sequence[Treden], maat: Trapmaat) -> Kolom:
    """Lijnen met treden, en hun namen eronder."""
    jaren, top = maat.jaren, maat.as_[-1]
    hoog, boven = 170.0, 20.0

    def plek(punt: Punt) -> tuple[float, float]:
        jaar, aantal = punt
        deel = (SMAL - 12) * (jaar - jaren[0]) / max(jaren[-1] - jaren[0], 1)
        return 6 + deel, boven + hoog * (1 - aantal / (top or 1.0))

    kolom = Kolom()
    kolom.klein(0, 13, getal(top), GRIJS)
    kolom.vlak(0, boven, SMAL, 1, LIJN)
    kolom.vlak(0, boven + hoog, SMAL, 1, LIJN)
    kolom.zak(boven + hoog + 17)
    kolom.klein(0, 0, maat.heet(jaren[0]), GRIJS)
    kolom.klein(SMAL, 0, str(jaren[-1]), GRIJS, anker="end")
    kolom.zak(8)
    for lijn in treden:
        _lijn_smal(kolom, lijn, jaren[-1], plek)
        kolom.vlak(0, 6, 12, 4, lijn.kleur)
        kolom.woorden(lijn.tekst, 18.0)
    kolom.zak(6)
    return kolom


def _lijn_smal(
    kolom: Kolom, lijn: Treden, laatste: int, plek: Callable[[Punt], tuple[float, float]]
) -> None:
    """De treden zonder dubbele hoeken, en een ruit waar het nodige ligt."""
    punten = lijn.doorgetrokken(laatste)
    hoeken = [plek(punten[0])]
    for (_, nu), (jaar, later) in zip(punten, punten[1:]):
        hoeken += [plek((jaar, nu)), plek((jaar, later))]
    kolom.teken(licht.lijn(hoeken, lijn.kleur, 2.5))
    if lijn.nodig is not None:
        kolom.teken(_ruit(*plek(lijn.nodig), lijn.kleur))


def _ruit(x: float, y: float, kleur: str) -> str:
    hoeken = f"{x:.1f},{y - 6:.1f} {x + 6:.1f},{y:.1f} {x:.1f},{y + 6:.1f} {x - 6:.1f},{y:.1f}"
    return f'<polygon points="{hoeken}" fill="{kleur}" stroke="#ffffff"/>'
