"""De leeftijdsopbouw: een balk per klasse, en een streepje voor Nederland.
Kiezen, indelen, tekenen.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from woonzorg_lib.beeld import stijl
from woonzorg_lib.beeld.beeld import Beeld, figuur, uniek, volledig
from woonzorg_lib.beeld.doek import Doek, getekend
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.kiezen import gevuld, is_eigen
from woonzorg_lib.beeld.stijl import INKT, KLEUR

OUD = 65  # from this age a bar has the full colour


@dataclass(frozen=True)
class Opbouwkeuze:
    """De klassen van jong naar oud; eigen en land: per klasse het percentage, als het er is."""

    klassen: list[str]
    eigen: dict[int, float]
    land: dict[int, float]
    rijen: list[dict]

    @property
    def hoogste(self) -> float:
        """Het hoogste percentage van alle."""
        return max([*self.eigen.values(), *self.land.values()])

    def alt(self) -> str:
        """De grootste groep, en het aandeel 75-plussers van de gemeente en van Nederland."""
        hier = [r for r in self.rijen if is_eigen(r)]
        top = max(hier, key=lambda r: r["waarde"])
        return (
            f"Leeftijdsopbouw. De grootste groep is {top['leeftijd']} jaar "
            f"({getal(top['waarde'], 1)}%). 75 jaar of ouder: {hier[0]['gebied']} "
            f"{self._oud('gemeente')}, Nederland {self._oud('land')}."
        )

    def _oud(self, rol: str) -> str:
        hier = [r for r in self.rijen if r["rol"] == rol]
        delen = [r["waarde"] for r in hier if begin_van(r["leeftijd"]) >= 75]
        return f"{getal(sum(delen), 1)}%"


def kies_leeftijden(alle: list[dict]) -> Opbouwkeuze:
    """Per klasse het percentage van de gemeente en dat van Nederland."""
    klassen = uniek(r["leeftijd"] for r in alle)
    plek = {klasse: nummer for nummer, klasse in enumerate(klassen)}
    rijen = gevuld(alle)
    per_rol = {
        rol: {plek[r["leeftijd"]]: r["waarde"] for r in rijen if r["rol"] == rol}
        for rol in ("gemeente", "land")
    }
    return Opbouwkeuze(klassen, per_rol["gemeente"], per_rol["land"], rijen)


@dataclass(frozen=True)
class Opbouwmaat:
    """Wat het veld omvat, en waar de streepjes van Nederland staan. hoogte: inches."""

    hoogte: float
    x: tuple[float, float]
    y: tuple[float, float]
    strepen: list[tuple[tuple[float, float], tuple[float, float]]]


def meet_leeftijden(keuze: Opbouwkeuze) -> Opbouwmaat:
    """Elke klasse is even hoog; de jongste staat onderaan."""
    aantal = len(keuze.klassen)
    strepen = [((deel, plek - 0.43), (deel, plek + 0.43)) for plek, deel in keuze.land.items()]
    x = (0, keuze.hoogste * 1.08)
    y = (-0.6, aantal - 0.4)
    return Opbouwmaat(0.235 * aantal + 0.5, x, y, strepen)


@getekend
def leeftijdsbalken(
    data: pd.DataFrame, titel: str, ondertitel: str = "", notitie: str = ""
) -> Beeld:
    """Leeftijdsopbouw: een balk per klasse, als percentage van alle inwoners;
    het streepje is Nederland.

    Verwacht per rij: leeftijd ("0-4", "95+"), rol, waarde (%).
    """
    alle = volledig(data, titel)
    keuze = kies_leeftijden(alle)
    maat = meet_leeftijden(keuze)
    doek = Doek(maat.hoogte, links=1.2, rechts=0.6, boven=0.1, onder=0.35)
    doek.ax.set(xlim=maat.x, ylim=maat.y)
    plekken = sorted(keuze.eigen)
    kleuren = [_kleur(keuze.klassen[plek]) for plek in plekken]
    breedtes = [keuze.eigen[plek] for plek in plekken]
    doek.balken([0.0] * len(plekken), breedtes, plekken, 0.86, kleuren)
    doek.strepen(maat.strepen, INKT, 1.6)
    doek.namen(range(len(keuze.klassen)), keuze.klassen, groot=9)
    doek.schaal("x", _procenten, 7, lijnen=False)
    return figuur(alle, doek.svg(), titel, ondertitel, keuze.alt(), notitie)


def begin_van(klasse: str) -> int:
    """ "75-79" en "95+" beginnen bij 75 en 95."""
    return int(klasse.removesuffix("+").partition("-")[0])


def _kleur(klasse: str) -> str:
    vol = KLEUR["gemeente"]
    return vol if begin_van(klasse) >= OUD else stijl.meng(vol, "#ffffff", 0.6)


def _procenten(plekken: list[float]) -> list[str]:
    return [f"{getal(p, 0 if p.is_integer() else 1)}%" for p in plekken]
