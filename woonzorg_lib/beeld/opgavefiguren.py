"""Figuren voor schattingen: balken van laag naar hoog, en van behoefte naar opgave in stappen.
Rekent niets uit.
"""

from __future__ import annotations

import pandas as pd

from woonzorg_lib.beeld import smal
from woonzorg_lib.beeld.beeld import Beeld, figuur, volledig
from woonzorg_lib.beeld.doek import Doek, breek, getekend
from woonzorg_lib.beeld.getallen import getal, leeg
from woonzorg_lib.beeld.opgaven import tussen
from woonzorg_lib.beeld.stijl import GRIJS, INKT, KLEUR, STAAF, STREEP, breedte


def _veld(laag: float, hoog: float) -> tuple[float, float]:
    """Zero is always in view, with room for the words on the right."""
    laag, hoog = min(0.0, laag), max(0.0, hoog)
    ruim = (hoog - laag) or 1.0
    return laag - (0.03 * ruim if laag < 0 else 0), hoog + 0.02 * ruim


@getekend
def banden(
    data: pd.DataFrame,
    titel: str,
    y: str = "kort",
    ondertitel: str = "",
    lijn: float | None = None,
    lijntekst: str = "",
    vet: tuple[str, ...] = (),
    notitie: str = "",
) -> Beeld:
    """Per rij een balk van ondergrens tot bovengrens, met een streep op de schatting en de band in
    woorden ernaast.

    lijn: een waarde om mee te vergelijken, zoals de uitkomst van nu. vet: de rijen die vet staan.
    """
    alle = volledig(data, titel)
    toon = [r for r in alle if not leeg(r["waarde"])]
    grenzen = [
        (r["waarde"], r["waarde"]) if leeg(r["ondergrens"]) else (r["ondergrens"], r["bovengrens"])
        for r in toon
    ]
    teken = "%" if toon and toon[0]["eenheid"] == "%" else ""
    woorden = [tussen(r["ondergrens"], r["waarde"], r["bovengrens"], teken) for r in toon]
    n, namen = len(toon), [breek(r[y], 34) for r in toon]
    rechts = min(2.6, max((breedte(w) for w in woorden), default=0) / 72 + 0.2)
    stap = max(0.42, 0.17 * max((k.count("\n") + 1 for k in namen), default=1))
    doek = Doek(
        stap * n + (0.62 if lijn is not None else 0.4),
        links=2.9,
        rechts=rechts,
        boven=0.32 if lijn is not None else 0.08,
        onder=0.28,
    )
    doek.ax.set(
        xlim=_veld(
            min([*(g[0] for g in grenzen), *([lijn] if lijn is not None else [])], default=0),
            max((g[1] for g in grenzen), default=1),
        ),
        ylim=(n - 0.5, -0.5),
    )
    doek.schaal("x", lambda plekken: [f"{getal(p)}{teken}" for p in plekken], 5)
    doek.balken(
        [g[0] for g in grenzen],
        [g[1] - g[0] for g in grenzen],
        range(n),
        0.5,
        [KLEUR["gemeente"]] * n,
        alpha=0.3,
    )
    doek.strepen(
        [((r["waarde"], i - 0.32), (r["waarde"], i + 0.32)) for i, r in enumerate(toon)],
        KLEUR["gemeente"],
        2.4,
    )
    if lijn is not None:
        doek.ax.axvline(lijn, color=INKT, linewidth=1.1, linestyle=STREEP)
        doek.schrijf(lijn, None, lijntekst, "middle", "boven", groot=9, dy=-4)
    doek.namen(range(n), namen, 34, vet=[i for i, r in enumerate(toon) if r[y] in vet])
    for i, (g, woord) in enumerate(zip(grenzen, woorden)):
        doek.schrijf(max(g[1], 0.0), i, woord, dx=7, vet=not vet or toon[i][y] in vet)
    alt = (
        "Balken van laag naar hoog. "
        + "; ".join(f"{r[y]}: {w}" for r, w in zip(toon, woorden))
        + "."
    )
    breed = figuur(alle, doek.svg(), titel, ondertitel, alt, notitie)
    return smal.erbij(breed, "banden", y=y)


@getekend
def stappen(data: pd.DataFrame, titel: str, ondertitel: str = "", notitie: str = "") -> Beeld:
    """Van behoefte naar opgave: elke stap een balk die begint waar de vorige ophoudt;
    de eerste en de laatste staan op nul.

    data: een rij per stap, met `kort` als naam; erbij is positief, eraf negatief.
    De laatste rij is de uitkomst, met haar band.
    """
    alle = volledig(data, titel)
    toon = [r for r in alle if not leeg(r["waarde"])]
    n, links, stand = len(toon), [], 0.0
    for i, r in enumerate(toon):
        links.append(0.0 if i in (0, n - 1) else stand)
        stand = r["waarde"] if i == 0 else stand + r["waarde"]
    einden = [b + r["waarde"] for b, r in zip(links, toon)]
    doek = Doek(0.42 * n + 0.15, links=2.9, rechts=1.9, boven=0.08, onder=0.05)
    doek.ax.set(xlim=_veld(min(links + einden), max(links + einden)), ylim=(n - 0.5, -0.5))
    kleuren = [KLEUR["gemeente"] if i == n - 1 else GRIJS if i == 0 else STAAF for i in range(n)]
    doek.balken(links, [r["waarde"] for r in toon], range(n), 0.56, kleuren)
    doek.strepen([((e, i - 0.28), (e, i + 1.28)) for i, e in enumerate(einden[:-1])], GRIJS, 0.8)
    doek.ax.axvline(0, color=GRIJS, linewidth=0.8)
    doek.namen(range(n), [breek(r["kort"], 34) for r in toon], 34, vet=[n - 1])
    for i, r in enumerate(toon):
        vast = i in (0, n - 1)
        woord = (
            tussen(r["ondergrens"], r["waarde"], r["bovengrens"])
            if vast
            else f"{'+' if r['waarde'] >= 0 else '−'}{getal(abs(r['waarde']))}"
        )
        doek.schrijf(max(links[i], einden[i]), i, woord, dx=7, vet=i == n - 1)
    woorden = [
        tussen(r["ondergrens"], r["waarde"], r["bovengrens"])
        if i in (0, n - 1)
        else getal(r["waarde"])
        for i, r in enumerate(toon)
    ]
    gezegd = "; ".join(f"{r['kort']}: {woord}" for r, woord in zip(toon, woorden))
    alt = f"Balken in stappen. {gezegd}."
    return smal.erbij(figuur(alle, doek.svg(), titel, ondertitel, alt, notitie), "stappen")
