"""De figuur voor een schatting: per groep en jaar een balk van laag tot hoog, met de waarde erin.
Rekent niets uit.
"""

from __future__ import annotations

import pandas as pd

from woonzorg_lib.beeld.beeld import Beeld, figuur, uniek, volledig, waarde
from woonzorg_lib.beeld.doek import Doek, getekend
from woonzorg_lib.beeld.getallen import leeg
from woonzorg_lib.beeld.stijl import GRIJS, KLEUR, LIJN

REGEL, KOP, WIT = 0.24, 0.36, 0.14  # inches: a year, the name of a group, and the room below it


def tussen(rij: dict) -> str:
    """ "2.300 tot 2.700", of alleen de waarde als er geen band is."""
    if leeg(rij["ondergrens"]) or rij["ondergrens"] == rij["bovengrens"]:
        return waarde(rij)
    return f"{waarde(rij, 'ondergrens')} tot {waarde(rij, 'bovengrens')}"


@getekend
def bereik(
    data: pd.DataFrame, titel: str, groep: str = "kort", ondertitel: str = "", notitie: str = ""
) -> Beeld:
    """Per groep de jaren onder elkaar: een balk van de lage tot de hoge schatting,
    met een stip op de waarde.

    Alleen de rijen van één gebied. Een jaar zonder band krijgt alleen een stip.
    """
    alle = volledig(data, titel)
    toon = [r for r in alle if not leeg(r["waarde"])]
    groepen = {g: [r for r in toon if r[groep] == g] for g in uniek(r[groep] for r in toon)}
    koppen, plekken, y = [], [], 0.0
    for naam, deel in groepen.items():
        koppen.append((y + KOP / 2, naam))
        plekken += [y + KOP + REGEL * (i + 0.5) for i in range(len(deel))]
        y += KOP + REGEL * len(deel) + WIT
    laag, hoog = (
        [float(r["waarde"] if leeg(r[k]) else r[k]) for r in toon]
        for k in ("ondergrens", "bovengrens")
    )
    doek = Doek(y, links=0.6, rechts=2.0, boven=0.0, onder=0.0)
    doek.ax.set(xlim=(min(0.0, *laag), max(*hoog, 0.0) or 1.0), ylim=(y, 0.0))
    doek.strepen([[(0, 0), (0, y)]], LIJN, laag=0.5)
    doek.balken(
        laag, [h - w for w, h in zip(laag, hoog)], plekken, 0.13, KLEUR["gemeente"], alpha=0.3
    )
    doek.ax.scatter(
        [r["waarde"] for r in toon],
        plekken,
        s=40,
        color=KLEUR["gemeente"],
        linewidth=0,
        zorder=3,
        clip_on=False,
    )
    for plek, naam in koppen:
        doek.schrijf(None, plek, naam, vet=True)
    for plek, einde, rij in zip(plekken, hoog, toon):
        doek.schrijf(None, plek, int(rij["jaar"]), "end", kleur=GRIJS, dx=-7)
        doek.schrijf(einde, plek, tussen(rij), dx=9)
    alt = (
        "Schattingen van laag tot hoog. "
        + "; ".join(
            f"{naam}: " + ", ".join(f"{int(r['jaar'])} {tussen(r)}" for r in deel)
            for naam, deel in groepen.items()
        )
        + "."
    )
    return figuur(alle, doek.svg(), titel, ondertitel, alt, notitie)
