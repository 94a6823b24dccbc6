"""De figuur voor een schatting: per groep en jaar een balk van laag tot hoog, met de waarde erin.
Rekent niets uit.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from woonzorg_lib.beeld.beeld import Beeld, figuur, uniek, volledig, waarde
from woonzorg_lib.beeld.doek import Doek, getekend
from woonzorg_lib.beeld.getallen import leeg
from woonzorg_lib.beeld.kiezen import gevuld
from woonzorg_lib.beeld.stijl import GRIJS, KLEUR, LIJN

REGEL, KOP, WIT = 0.24, 0.36, 0.14  # inches: a year, the name of a group, and the room below it


def tussen(rij: dict) -> str:
    """ "2.300 tot 2.700", of alleen de waarde als er geen band is."""
    if leeg(rij["ondergrens"]) or rij["ondergrens"] == rij["bovengrens"]:
        return waarde(rij)
    return f"{waarde(rij, 'ondergrens')} tot {waarde(rij, 'bovengrens')}"


@dataclass(frozen=True)
class Bereikmaat:
    """Waar alles komt. koppen: de naam van elke groep met haar hoogte. plekken: per rij de hoogte.
    laag, hoog: per rij van waar tot waar de balk loopt. onder: inches.
    """

    koppen: list[tuple[str, float]]
    plekken: list[float]
    laag: list[float]
    hoog: list[float]
    onder: float

    @property
    def x(self) -> tuple[float, float]:
        """Wat het veld omvat; nul is altijd te zien."""
        return min(0.0, *self.laag), max(*self.hoog, 0.0) or 1.0

    @property
    def breedtes(self) -> list[float]:
        return [hoog - laag for laag, hoog in zip(self.laag, self.hoog)]


def kies_groepen(alle: list[dict], groep: str) -> dict[str, list[dict]]:
    """De gevulde rijen per groep."""
    toon = gevuld(alle)
    return {naam: [r for r in toon if r[groep] == naam] for naam in uniek(r[groep] for r in toon)}


def meet_bereik(groepen: dict[str, list[dict]], toon: list[dict]) -> Bereikmaat:
    """De groepen onder elkaar, met daarin de jaren; zonder band is een balk zo breed als niets."""
    koppen, plekken, y = [], [], 0.0
    for naam, deel in groepen.items():
        koppen.append((naam, y + KOP / 2))
        plekken += [y + KOP + REGEL * (nummer + 0.5) for nummer in range(len(deel))]
        y += KOP + REGEL * len(deel) + WIT
    laag = [_grens(rij, "ondergrens") for rij in toon]
    hoog = [_grens(rij, "bovengrens") for rij in toon]
    return Bereikmaat(koppen, plekken, laag, hoog, y)


def _grens(rij: dict, kant: str) -> float:
    return float(rij["waarde"] if leeg(rij[kant]) else rij[kant])


@getekend
def bereik(
    data: pd.DataFrame, titel: str, groep: str = "kort", ondertitel: str = "", notitie: str = ""
) -> Beeld:
    """Per groep de jaren onder elkaar: een balk van de lage tot de hoge schatting,
    met een stip op de waarde.

    Alleen de rijen van één gebied. Een jaar zonder band krijgt alleen een stip.
    """
    alle = volledig(data, titel)
    toon = gevuld(alle)
    groepen = kies_groepen(alle, groep)
    maat = meet_bereik(groepen, toon)
    doek = Doek(maat.onder, links=0.6, rechts=2.0, boven=0.0, onder=0.0)
    doek.ax.set(xlim=maat.x, ylim=(maat.onder, 0.0))
    _teken_bereik(doek, maat, [r["waarde"] for r in toon])
    for naam, plek in maat.koppen:
        doek.schrijf(None, plek, naam, vet=True)
    for plek, einde, rij in zip(maat.plekken, maat.hoog, toon):
        doek.schrijf(None, plek, int(rij["jaar"]), "end", kleur=GRIJS, dx=-7)
        doek.schrijf(einde, plek, tussen(rij), dx=9)
    gezegd = "; ".join(f"{naam}: {_in_woorden(deel)}" for naam, deel in groepen.items())
    alt = f"Schattingen van laag tot hoog. {gezegd}."
    return figuur(alle, doek.svg(), titel, ondertitel, alt, notitie)


def _teken_bereik(doek: Doek, maat: Bereikmaat, waarden: list[float]) -> None:
    """De balken licht, met een stip op de schatting."""
    kleur = KLEUR["gemeente"]
    doek.strepen([[(0, 0), (0, maat.onder)]], LIJN, laag=0.5)
    doek.balken(maat.laag, maat.breedtes, maat.plekken, 0.13, kleur, alpha=0.3)
    doek.stippen(waarden, maat.plekken, kleur, groot=40, linewidth=0, zorder=3, clip_on=False)


def _in_woorden(deel: list[dict]) -> str:
    return ", ".join(f"{int(r['jaar'])} {tussen(r)}" for r in deel)
