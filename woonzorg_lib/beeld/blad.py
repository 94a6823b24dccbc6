"""Een doek zonder veld: vlakken, lijnen en woorden op een plek in inches, voor figuren van rijen.
Kent geen cijfers en kiest geen kleuren.
"""

from __future__ import annotations

import math
import textwrap
from typing import Any

from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.lines import Line2D

from woonzorg_lib.beeld import doek, stijl
from woonzorg_lib.beeld.stijl import BREEDTE, INKT, STREEP


class Blad(doek.Doek):
    """Een vel van de volle breedte; x loopt naar rechts en y naar beneden, in inches."""

    def __init__(self, hoogte: float):
        super().__init__(hoogte, 0, 0, 0, 0)
        self.ax.set(xlim=(0, BREEDTE), ylim=(hoogte, 0))
        self._vlakken: dict[bool, list] = {False: [], True: []}
        self._lijnen: dict[tuple, list] = {}

    def vlak(
        self, x: float, y: float, breed: float, hoog: float, kleur: str, gearceerd: bool = False
    ) -> None:
        """Een rechthoek met (x, y) als hoek linksboven."""
        self._vlakken[gearceerd].append(
            ([(x, y), (x + breed, y), (x + breed, y + hoog), (x, y + hoog)], kleur)
        )

    def lijn(
        self,
        xs: list[float],
        ys: list[float],
        kleur: str = INKT,
        dik: float = 1.1,
        streep: bool = False,
        laag: float = 2.5,
    ) -> None:
        self._lijnen.setdefault((kleur, dik, streep, laag), []).append(list(zip(xs, ys)))

    def stip(self, x: float, y: float, kleur: str, teken: str = "o", groot: float = 7) -> None:
        self.ax.add_line(
            Line2D(
                [x],
                [y],
                color=kleur,
                marker=teken,
                markersize=groot,
                markeredgecolor="white",
                linestyle="none",
                zorder=3,
            )
        )

    def woord(
        self,
        x: float,
        y: float,
        tekst: str,
        kleur: str = INKT,
        anker: str = "start",
        vet: bool = False,
        groot: float = 10,
        rand: bool = False,
    ) -> None:
        """Tekst met het midden op y. rand: een wit randje, over lijnen heen."""
        if tekst:
            self.schrijf(x, y, tekst, anker, kleur=kleur, vet=vet, groot=groot, rand=rand)

    def svg(self) -> str:
        for gearceerd, vlakken in self._vlakken.items():
            if vlakken:
                rand: dict[str, Any] = (
                    {"hatch": "////", "edgecolors": "#ffffff"} if gearceerd else {}
                )
                self.ax.add_collection(
                    PolyCollection(
                        [v for v, _ in vlakken],
                        facecolors=[k for _, k in vlakken],
                        linewidths=0,
                        **rand,
                    ),
                    autolim=False,
                )
        for (kleur, dik, streep, laag), stukken in self._lijnen.items():
            self.ax.add_collection(
                LineCollection(
                    stukken,
                    colors=kleur,
                    linewidths=dik,
                    linestyles=[STREEP] if streep else "solid",
                    zorder=laag,
                ),
                autolim=False,
            )
        return super().svg()


def regels(tekst: str, breed: int, hoogstens: int = 3) -> list[str]:
    """Een naam in regels van zoveel letters; te lang eindigt op een weglatingsteken (de tabel heeft
    de hele naam).
    """
    return textwrap.wrap(str(tekst), breed, max_lines=hoogstens, placeholder="…") or [""]


def breedte(tekst: str, groot: float = 10) -> float:
    """Hoe breed een tekst ongeveer is, in inches."""
    return stijl.breedte(tekst, groot) / doek.PUNT


def mooi(hoog: float) -> list[float]:
    """Ronde getallen van 0 tot en met iets boven `hoog`, voor een as."""
    if hoog <= 0:
        return [0.0, 1.0]
    ruw = hoog / 4
    macht = 10.0 ** max(math.floor(math.log10(ruw)), 0)
    stap = next(k * macht for k in (1, 2, 5, 10) if k * macht >= ruw)
    return [i * stap for i in range(math.ceil(hoog / stap) + 1)]
