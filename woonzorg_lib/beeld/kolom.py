"""Een tekening voor een telefoon: een kolom die naar beneden groeit, met woorden boven de balken.
Kent geen cijfers.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Any

from woonzorg_lib.beeld import licht
from woonzorg_lib.beeld.licht import KLEIN, REGEL, SMAL
from woonzorg_lib.beeld.stijl import INKT, breedte

TEKENS = 46  # letters on a line of a phone


class Kolom:
    """Wat erbij komt, komt op `y` of zoveel daaronder (dy); `zak` maakt plaats voor wat volgt."""

    def __init__(self) -> None:
        self.delen: list[str] = []
        self.y = 0.0

    def zak(self, hoog: float) -> None:
        self.y += hoog

    def teken(self, svg: str) -> None:
        """Een stuk SVG dat zelf al weet waar het hoort."""
        self.delen.append(svg)

    def tekst(self, x: float, dy: float, woorden: str, **vorm: Any) -> None:
        """Eén regel tekst, met de grondlijn op dy."""
        self.teken(licht.tekst(x, self.y + dy, woorden, **vorm))

    def klein(self, x: float, dy: float, woorden: str, kleur: str = INKT, **vorm: Any) -> None:
        """Eén regel in kleine letters."""
        self.tekst(x, dy, woorden, groot=KLEIN, kleur=kleur, **vorm)

    def vlak(self, x: float, dy: float, breed: float, hoog: float, kleur: str) -> None:
        self.teken(licht.vlak(x, self.y + dy, breed, hoog, kleur))

    def woorden(self, zin: str, x: float = 0.0, breed: float = SMAL, **vorm: Any) -> float:
        """Woorden op zoveel regels als zij nodig hebben, tussen x en `breed`. Geeft hoe hoog."""
        past = max(12, int(TEKENS * (breed - x) / SMAL))
        regels = textwrap.wrap(zin, past) or [""]
        for regel in regels:
            self.tekst(x, 13, regel, **vorm)
            self.zak(REGEL)
        return REGEL * len(regels)

    def sleutel(self, naam: str, verf: str) -> None:
        """Een vakje in een kleur, met wat die kleur betekent."""
        self.vlak(0, 3, 12, 12, verf)
        self.klein(18, 14, naam, licht.GRIJS)
        self.zak(REGEL)

    def merkjes(self, normen: dict[float, str], plek: Callable[[float], float]) -> None:
        """De woorden van de normen, elk op een eigen regel en zo dicht mogelijk bij haar streep."""
        for norm, woord in normen.items():
            half = breedte(woord, KLEIN) / 2
            x = plek(norm)
            midden = min(max(x, half), SMAL - half)
            self.klein(midden, 12, woord, anker="middle")
            self.vlak(x - 0.7, 15, 1.4, 5, INKT)
            self.zak(20)
        self.zak(4 if normen else 0)
