"""Kiest waar de namen op de kaart van een overzicht staan; tekent zelf niets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from woonzorg_lib.beeld.stijl import breedte

BEDEKT = 0.4  # of a gemeente; a name that hides more of one stands elsewhere
OP_ANDER = 0.1  # of a name beside its gemeente that may lie on another one
REGEL = 1.15  # the height of a name, in letters


@dataclass(frozen=True)
class Vak:
    """Een rechthoek op de kaart, in stappen; y loopt naar beneden."""

    x0: float
    y0: float
    x1: float
    y1: float

    def deel_onder(self, ander: Vak) -> float:
        """Welk deel van dit vak onder een ander ligt, van 0 tot 1."""
        breed = min(self.x1, ander.x1) - max(self.x0, ander.x0)
        hoog = min(self.y1, ander.y1) - max(self.y0, ander.y0)
        if breed <= 0 or hoog <= 0:
            return 0.0
        return breed * hoog / ((self.x1 - self.x0) * (self.y1 - self.y0))

    def binnen(self, ander: Vak) -> Vak:
        """Dit vak, geschoven tot het binnen een ander ligt."""
        dx = max(ander.x0 - self.x0, 0) or min(ander.x1 - self.x1, 0)
        dy = max(ander.y0 - self.y0, 0) or min(ander.y1 - self.y1, 0)
        return Vak(self.x0 + dx, self.y0 + dy, self.x1 + dx, self.y1 + dy)

    @property
    def midden(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


def vak_rond(midden: tuple[float, float], maat: tuple[float, float]) -> Vak:
    """Het vak van deze breedte en hoogte om een midden."""
    (x, y), (breed, hoog) = midden, maat
    return Vak(x - breed / 2, y - hoog / 2, x + breed / 2, y + hoog / 2)


def vak_om(punten: list[tuple[int, int]]) -> Vak:
    """Het vak om een gebied heen, ten minste één stap groot: een eilandje kan één punt zijn."""
    xs, ys = zip(*punten)
    return Vak(min(xs) - 0.5, min(ys) - 0.5, max(xs) + 0.5, max(ys) + 0.5)


def plaats_namen(
    namen: list[str],
    middens: list[tuple[float, float]],
    gebieden: list[Vak],
    kaart: Vak,
    letter: float,
) -> list[tuple[float, float] | None]:
    """Per naam het midden van haar plek, of None als er geen plek is.

    Een naam staat in haar gemeente; bedekt zij die of een andere gemeente voor een groot deel, dan
    ernaast, maar nooit op een andere gemeente met een naam. Wie eerst komt, gaat voor.
    middens: waar een naam het liefst staat. gebieden: het vak om elke gemeente. letter: de hoogte
    van een letter, in stappen.
    """
    rand = letter / 2
    veld = Vak(kaart.x0 + rand, kaart.y0 + rand, kaart.x1 - rand, kaart.y1 - rand)
    bezet: list[Vak] = []
    uit: list[tuple[float, float] | None] = []
    for naam, midden, eigen in zip(namen, middens, gebieden):
        maat = breedte(naam, letter), REGEL * letter
        andere = [g for g in gebieden if g is not eigen]
        plekken = [
            *(v for v in _erop(midden, maat, eigen, veld) if _bedekt_weinig(v, eigen, andere)),
            *(v for v in _ernaast(maat, eigen, veld) if _op_geen(v, andere)),
        ]
        vrij = [v for v in plekken if not any(v.deel_onder(b) for b in bezet)]
        bezet += vrij[:1]
        uit.append(vrij[0].midden if vrij else None)
    return uit


def _erop(
    midden: tuple[float, float], maat: tuple[float, float], eigen: Vak, veld: Vak
) -> Iterator[Vak]:
    """Op de gemeente zelf: in haar midden, en anders een regel lager of hoger."""
    x, y = midden
    yield vak_rond(midden, maat).binnen(veld)
    for hoogte in (y + maat[1], y - maat[1]):
        vak = vak_rond((x, hoogte), maat).binnen(veld)
        if eigen.y0 <= vak.y0 and vak.y1 <= eigen.y1:
            yield vak


def _ernaast(maat: tuple[float, float], eigen: Vak, veld: Vak) -> Iterator[Vak]:
    """Rechts, links, boven en onder de gemeente; nooit buiten de kaart."""
    breed, hoog = maat
    x, y = eigen.midden
    opzij, omhoog = breed / 2 + hoog / 4, hoog / 2 + hoog / 8
    for plek in (
        (eigen.x1 + opzij, y),
        (eigen.x0 - opzij, y),
        (x, eigen.y0 - omhoog),
        (x, eigen.y1 + omhoog),
    ):
        vak = vak_rond(plek, maat).binnen(veld)
        if not vak.deel_onder(eigen):
            yield vak


def _bedekt_weinig(naam: Vak, eigen: Vak, andere: list[Vak]) -> bool:
    """A small neighbour must stay in sight under a name that is wider than its own gemeente."""
    return eigen.deel_onder(naam) < BEDEKT and all(g.deel_onder(naam) < BEDEKT / 2 for g in andere)


def _op_geen(naam: Vak, andere: list[Vak]) -> bool:
    """A name beside its gemeente that lies on another one would name that one."""
    return all(naam.deel_onder(g) < OP_ANDER for g in andere)
