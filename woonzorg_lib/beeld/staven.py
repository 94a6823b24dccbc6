"""Liggende staven, een per gebied of indicator: kiezen, indelen, tekenen."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from woonzorg_lib.beeld import stijl
from woonzorg_lib.beeld.beeld import Beeld, figuur, volledig, waarde
from woonzorg_lib.beeld.doek import Doek, breek, getekend
from woonzorg_lib.beeld.getallen import leeg
from woonzorg_lib.beeld.kiezen import TOP, VEEL, gevuld, is_eigen
from woonzorg_lib.beeld.stijl import GRIJS, INKT, STAAF, STREEP
from woonzorg_lib.beeld.zinnen import hoog_en_laag, hoofdletter
from woonzorg_lib.cijfers import mag_uiterste


@dataclass(frozen=True)
class Stavenkeuze:
    """Welke rijen een staafdiagram toont.

    alle: de rijen van de tabel, in de volgorde van de figuur. toon: die een staaf krijgen.
    wijken: zij zijn wijken of buurten. kort: alleen de hoogste en de laagste zijn getekend.
    """

    alle: list[dict]
    toon: list[dict]
    wijken: bool
    kort: bool

    @property
    def weg(self) -> int:
        """Hoeveel rijen met een cijfer geen staaf hebben."""
        return len(gevuld(self.alle)) - len(self.toon)

    @property
    def top(self) -> int | None:
        """De rij die van kleur verschilt: de hoogste wijk die groot genoeg is om te noemen."""
        if not self.wijken:
            return None
        return next((i for i, r in enumerate(self.toon) if mag_uiterste(r)), None)

    def alt(self, y: str) -> str:
        """Wat er te zien is, in woorden."""
        if self.toon and self.wijken:
            rijen = gevuld(self.alle)
            return f"Staafdiagram van {len(rijen)} gebieden. {hoofdletter(hoog_en_laag(rijen, y))}."
        return f"Staafdiagram. {'; '.join(f'{r[y]}: {waarde(r)}' for r in self.toon)}."


def kies_staven(alle: list[dict]) -> Stavenkeuze:
    """Wijken op volgorde van hoog naar laag; zijn het er te veel, dan de uitersten."""
    wijken = all(r["rol"] in ("wijk", "buurt", "eigen") for r in alle)
    if wijken:
        alle = sorted(alle, key=lambda r: math.inf if leeg(r["waarde"]) else -r["waarde"])
    toon = gevuld(alle)
    kort = len(toon) > VEEL
    if kort:  # an area of a few people is not one of the ten highest or lowest
        toon = [r for r in toon if mag_uiterste(r) or is_eigen(r)]
        toon = [*toon[:TOP], *filter(is_eigen, toon[TOP:-TOP]), *toon[-TOP:]]
    return Stavenkeuze(alle, toon, wijken, kort)


@dataclass(frozen=True)
class Stavenmaat:
    """Waar de staven komen: per rij de plek, hoe hoog het vel is, en wat het veld omvat."""

    plek: list[int]
    namen: list[str]
    hoogte: float
    boven: float
    x: tuple[float, float]
    y: tuple[float, float]


def meet_staven(keuze: Stavenkeuze, y: str, norm: float | None, rond: float) -> Stavenmaat:
    """De maten in inches; rond: waar de staven beginnen. Ruimte voor een regel bij weggelaten rijen
    en voor de woorden van een norm.
    """
    aantal = len(keuze.toon)
    plek = [nummer + (keuze.kort and nummer >= TOP) for nummer in range(aantal)]
    namen = [breek(r[y], 28) for r in keuze.toon]
    regels = max((naam.count("\n") + 1 for naam in namen), default=1)
    stap = max(0.3 if aantal > 8 else 0.4, 0.17 * regels)
    hoogte = stap * (aantal + keuze.kort) + 0.2
    boven = 0.05
    if norm is not None:
        hoogte += 0.25
        boven = 0.3
    waarden = [rond, *(r["waarde"] for r in keuze.toon)]
    links = rond - (rond - min(waarden)) * 1.35
    rechts = max(*waarden, norm or 0.0) or 1.0
    onder = (plek[-1] if aantal else 0) + 0.6
    return Stavenmaat(plek, namen, hoogte, boven, (links, rechts), (onder, -0.6))


@getekend
def staven(
    data: pd.DataFrame,
    titel: str,
    y: str = "gebied",
    ondertitel: str = "",
    norm: float | None = None,
    normtekst: str = "",
    gearceerd: bool = False,
    notitie: str = "",
    rond: float = 0.0,
) -> Beeld:
    """Liggende staven, één per gebied of indicator;
    de gemeente in de accentkleur, het getal erachter.

    rond: waar de staven beginnen, naar rechts wat hoger is en naar links wat lager is.

    gearceerd: het cijfer staat voor iets anders (een proxy);
    de staven zijn gearceerd en de cijfers heten proxy.

    Meer dan 24 gebieden: de tien hoogste en de tien laagste; de tabel heeft ze allemaal.
    """
    alle = volledig(data, titel)
    if gearceerd:
        alle = [{**r, "soort": "proxy"} for r in alle]
    keuze = kies_staven(alle)
    maat = meet_staven(keuze, y, norm, rond)
    doek = Doek(maat.hoogte, links=2.5, rechts=1.0, boven=maat.boven, onder=0.05)
    doek.ax.set(xlim=maat.x, ylim=maat.y)
    _teken_staven(doek, keuze, maat, rond, gearceerd)
    if norm is not None:
        doek.ax.axvline(norm, color=INKT, linewidth=1.1, linestyle=STREEP)
        doek.schrijf(norm, None, normtekst, "middle", "boven", groot=9, dy=-4)
    doek.namen(maat.plek, maat.namen, vet=[i for i, r in enumerate(keuze.toon) if is_eigen(r)])
    _schrijf_waarden(doek, keuze, maat, rond, over_lijn=norm is not None)
    return figuur(keuze.alle, doek.svg(), titel, ondertitel, keuze.alt(y), notitie)


def _teken_staven(
    doek: Doek, keuze: Stavenkeuze, maat: Stavenmaat, rond: float, gearceerd: bool
) -> None:
    kleuren = [STAAF if keuze.wijken else stijl.rolkleur(r["rol"]) for r in keuze.toon]
    if keuze.top is not None:
        kleuren[keuze.top] = stijl.TOP
    doek.balken(
        [rond] * len(keuze.toon),
        [r["waarde"] - rond for r in keuze.toon],
        maat.plek,
        0.68,
        kleuren,
        **({"hatch": "////", "edgecolors": "#ffffff"} if gearceerd else {}),
    )


def _schrijf_waarden(
    doek: Doek, keuze: Stavenkeuze, maat: Stavenmaat, rond: float, over_lijn: bool
) -> None:
    """Achter elke staaf haar getal, en waar rijen weggelaten zijn hoeveel."""
    for plek, r in zip(maat.plek, keuze.toon):
        links = r["waarde"] < rond
        anker, dx = ("end", -5) if links else ("start", 5)
        vet = is_eigen(r)
        doek.schrijf(r["waarde"], plek, waarde(r), anker, vet=vet, dx=dx, rand=over_lijn)
    if keuze.kort:
        andere = f"… {keuze.weg} andere …"
        doek.schrijf(rond, TOP, andere, kleur=GRIJS, groot=9, schuin=True, dx=5)
