"""De figuur voor een schatting: per groep en jaar een balk van laag tot hoog, met de waarde erin. Rekent niets uit."""

from __future__ import annotations

import pandas as pd

from woonzorg_lib.beeld.beeld import Beeld, figuur, volledig
from woonzorg_lib.beeld.figuren import _svg, _tekent, _veld
from woonzorg_lib.beeld.getallen import leeg, met_eenheid
from woonzorg_lib.beeld.stijl import GRIJS, KLEUR, LIJN


def tussen(rij) -> str:
    """"2.300 tot 2.700", of alleen de waarde als er geen band is."""
    if leeg(rij.ondergrens) or rij.ondergrens == rij.bovengrens:
        return met_eenheid(rij.waarde, rij.eenheid, int(rij.decimalen))
    return " tot ".join(met_eenheid(w, rij.eenheid, int(rij.decimalen)) for w in (rij.ondergrens, rij.bovengrens))


@_tekent
def bereik(data: pd.DataFrame, titel: str, groep: str = "kort", ondertitel: str = "", notitie: str = "") -> Beeld:
    """Per groep de jaren onder elkaar: een balk van de lage tot de hoge schatting en een stip op de waarde; lege rijen vallen weg.

    Alleen de rijen van de gemeente. Een jaar zonder band krijgt alleen een stip.
    """
    data = volledig(data, titel)
    toon = data[data.waarde.notna()]
    groepen = list(dict.fromkeys(toon[groep]))
    plekken, hoogte = [], 0.0
    for naam in groepen:
        plekken.append((hoogte, naam, toon[toon[groep] == naam]))
        hoogte += 1.0 + 0.8 * len(plekken[-1][2]) + 0.35
    fig, ax = _veld(0.3 * hoogte + 0.2, links=0.75, rechts=2.1, boven=0.05, onder=0.05)
    hoog = float(toon[["waarde", "bovengrens"]].max().max()) or 1.0
    ax.axvline(0, color=LIJN, linewidth=1)
    regels = [(begin + 1.1 + 0.8 * i, rij) for begin, _, deel in plekken for i, rij in enumerate(deel.itertuples())]
    y, waarde = [y for y, _ in regels], [r.waarde for _, r in regels]
    laag, top = ([w if leeg(g) else g for w, g in zip(waarde, grens)] for grens in ([r.ondergrens for _, r in regels], [r.bovengrens for _, r in regels]))
    ax.hlines(y, laag, top, color=KLEUR["gemeente"], alpha=0.28, linewidth=9)
    ax.scatter(waarde, y, s=42, color=KLEUR["gemeente"], linewidth=0, zorder=3)
    for plek, eind, (_, rij) in zip(y, top, regels):
        ax.text(max(eind, rij.waarde) + hoog * 0.02, plek, tussen(rij), va="center")
    for begin, naam, _ in plekken:
        ax.text(0, begin + 0.35, str(naam).replace("$", r"\$"), va="center", fontweight="bold", transform=ax.get_yaxis_transform())
    ax.set(xlim=(0, hoog * 1.02), ylim=(hoogte - 0.25, -0.15), xticks=[])
    ax.set_yticks(y, [str(int(r.jaar)) for _, r in regels], color=GRIJS)
    ax.spines["bottom"].set_visible(False)
    alt = "Schattingen van laag tot hoog. " + "; ".join(f"{naam}: " + ", ".join(f"{int(r.jaar)} {tussen(r)}" for r in deel.itertuples()) for _, naam, deel in plekken) + "."
    return figuur(data, _svg(fig), titel, ondertitel, alt, notitie)
