"""Tekent de figuren met seaborn en matplotlib, als SVG met echte tekst.
Haalt zelf geen cijfers op.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from textwrap import shorten
from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns

from woonzorg_lib.beeld import stijl
from woonzorg_lib.beeld.beeld import Beeld, figuur, uniek, volledig, waarde
from woonzorg_lib.beeld.doek import PUNT, Doek, breek, getekend, uiteen
from woonzorg_lib.beeld.getallen import getal, met_eenheid
from woonzorg_lib.beeld.indeling import (
    Lijnenkeuze,
    Lijnenmaat,
    Puntenkeuze,
    Puntenmaat,
    Stapelkeuze,
    Stapelmaat,
    Stavenkeuze,
    Stavenmaat,
    gevuld,
    is_eigen,
    kies_lijnen,
    kies_punten,
    kies_stapels,
    kies_staven,
    meet_lijnen,
    meet_punten,
    meet_stapels,
    meet_staven,
)
from woonzorg_lib.beeld.smal import TOP, kies_hoogste, kies_namen
from woonzorg_lib.beeld.stijl import BREEDTE, GRIJS, INKT, KLEUR, LIJN, STAAF, STREEP, breedte
from woonzorg_lib.beeld.zinnen import hoog_en_laag

ROLLEN = ("gemeente", *stijl.NAASTEN, "regio", "vergelijkbaar", "land", "eigen")
# As the marks of stijl.TEKENS.
_VORM = {"regio": "s", "vergelijkbaar": "D", "land": "^"} | dict(zip(stijl.NAASTEN, "vPX*"))


def tekenaars() -> dict[str, Callable[..., Beeld]]:
    """De soorten figuren van deze module, op naam;
    wat `a.staven(...)` en de andere in een notebook zijn.
    """
    return {
        naam: ding
        for naam, ding in globals().items()
        if naam[0] != "_"
        and getattr(ding, "__module__", "") == __name__
        and "data" in signature(ding).parameters
    }


def _leesbaar(kleur: str) -> str:
    return kleur if stijl.contrast(kleur, "#ffffff") >= 4.5 else GRIJS


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
        doek.schrijf(rond, 10, andere, kleur=GRIJS, groot=9, schuin=True, dx=5)


@getekend
def gestapeld(
    data: pd.DataFrame,
    titel: str,
    y: str = "gebied",
    kleur: str = "kort",
    ondertitel: str = "",
    kleuren: tuple[str, ...] = stijl.DELEN,
    notitie: str = "",
    normen: dict[float, str] | None = None,
) -> Beeld:
    """Staven van 100%, verdeeld in delen; de namen van de delen staan boven de eerste staaf.
    normen: lijnen, als {30: "norm"}.
    """
    alle = volledig(data, titel)
    keuze = kies_stapels(alle, y, kleur)
    maat = meet_stapels(keuze, tuple(normen or ()))
    n = len(keuze.namen)
    doek = Doek(0.44 * n + 0.55, links=2.3, rechts=0.2, boven=0.42, onder=0.32 if normen else 0.08)
    for nummer, vlak in zip(range(len(keuze.delen)), kleuren):
        _teken_deel(doek, keuze, maat, nummer, vlak)
    _noem_delen(doek, keuze, maat, kleuren)
    for grens, woord in (normen or {}).items():
        doek.ax.axvline(grens, color=INKT, linewidth=1.1, linestyle=STREEP)
        doek.schrijf(grens, n - 0.5, f"{woord} {getal(grens)}%", "middle", "onder", groot=9)
    doek.ax.set(xlim=(0, maat.eind), ylim=(n - 0.55, -0.55))
    doek.namen(range(n), keuze.namen, 26, vet=(0,), kleuren=[KLEUR["gemeente"]] + [INKT] * n)
    return figuur(alle, doek.svg(), titel, ondertitel, keuze.alt(), notitie)


def _teken_deel(doek: Doek, keuze: Stapelkeuze, maat: Stapelmaat, nummer: int, vlak: str) -> None:
    """Eén deel in alle staven; in een stuk dat breed genoeg is staat het getal."""
    begin, breed = maat.begin[nummer], maat.breed[nummer]
    doek.balken(begin, breed, range(len(breed)), 0.62, vlak, edgecolors="#ffffff", linewidths=0.8)
    inkt = stijl.tekstkleur(vlak)
    for i, (x, w) in enumerate(zip(maat.getal[nummer], breed)):
        if x is not None:
            doek.schrijf(x, i, keuze.tekst(w), "middle", kleur=inkt, vet=i == 0)


def _noem_delen(doek: Doek, keuze: Stapelkeuze, maat: Stapelmaat, kleuren: tuple[str, ...]) -> None:
    """De naam van elk deel boven de eerste staaf, met een streepje naar zijn stuk."""
    for x, deel, vlak, te_zien in zip(maat.naam, keuze.delen, kleuren, maat.zichtbaar):
        doek.schrijf(x, -0.64, deel, "middle", "boven", kleur=GRIJS, groot=9.5)
        if not te_zien:  # nothing in the first bar to point at: a small square says the colour then
            dx = -breedte(deel, 8.5) / 2 - 1
            doek.schrijf(x, -0.64, "■", "end", "boven", kleur=vlak, groot=9.5, dx=dx)
    alles = zip(maat.naam, maat.midden, maat.zichtbaar)
    wijst = [((x, -0.6), (m, -0.34)) for x, m, te_zien in alles if te_zien]
    doek.strepen(wijst, GRIJS, 0.7, clip_on=False)


def _reeksen(toon: list[dict], x: str, kleur: str, breuk: int | None) -> list[str]:
    """Bij elk punt de naam van zijn lijnstuk. Een ontbrekend jaar of een andere meting is een gat,
    geen rechte streep; meetjaren die verder uiteen liggen horen bij de bron.
    Een prognose heeft geen metingen en loopt door.
    """
    kant = [breuk is not None and r[x] >= breuk for r in toon]
    stap = {}
    for na in set(kant):
        jaren = sorted({r[x] for r, k in zip(toon, kant) if k == na})
        stap[na] = max(1, min((b - a for a, b in zip(jaren, jaren[1:])), default=1))
    laatst: dict[tuple, int] = {}
    stuk: dict[tuple, int] = {}
    uit = []
    for r, na in zip(toon, kant):
        sleutel = (r[kleur], na)
        stuk[sleutel] = stuk.get(sleutel, 0) + (
            r[x] - laatst.get(sleutel, r[x]) > stap[na]
            and not r["indicator"].startswith("prognose_")
        )
        laatst[sleutel] = r[x]
        uit.append(f"{na}-{stuk[sleutel]}")
    return uit


@getekend
def lijnen(
    data: pd.DataFrame,
    titel: str,
    x: str = "jaar",
    kleur: str = "rol",
    ondertitel: str = "",
    vanaf_nul: bool = True,
    breuk: int | None = None,
    merk: dict[int, str] | None = None,
    notitie: str = "",
) -> Beeld:
    """Lijnen over de jaren met de naam en het laatste cijfer aan het eind.

    merk: jaren met een woord erbij, zoals {2022: "fusie"}.

    breuk: een jaar waarin de meting veranderde; de lijn loopt daar niet door.
    """
    alle = volledig(data, titel)
    keuze = kies_lijnen(alle, x, kleur)
    # An own region may be called anything.
    namen = [f"{shorten(r['gebied'], 44, placeholder='…')} {waarde(r)}" for r in keuze.einden]
    maat = meet_lijnen(keuze, namen, vanaf_nul)
    palet = {g: stijl.rolkleur(g, stijl.DELEN[i % 6]) for i, g in enumerate(keuze.groepen)}
    jaren = keuze.jaren
    hoogste = waarde(max(keuze.toon, key=lambda r: r["waarde"]))
    links = max(0.75, (breedte(hoogste) + 14) / PUNT)
    doek = Doek(3.0, links=links, rechts=maat.rechts, boven=0.2, onder=0.35)
    _trek_lijnen(doek, keuze, kleur, breuk, palet)
    doek.ax.set(xlim=(jaren[0] - 0.15, jaren[-1] + 0.12), ylim=(maat.onder, maat.boven))
    _zet_assen(doek, keuze, maat)
    for hoogte, r, naam in zip(maat.hoogtes, keuze.einden, namen):
        tint = _leesbaar(palet[r[kleur]])
        doek.schrijf(jaren[-1], hoogte, naam, kleur=tint, groot=9.5, vet=is_eigen(r), dx=14)
    breuken = {} if breuk is None else {breuk: "andere meting"}
    for jaar, woord in (breuken | (merk or {})).items():
        if jaren[0] < jaar <= jaren[-1]:
            doek.ax.axvline(jaar - 0.5, color=GRIJS, linewidth=1, linestyle=(0, (2, 3)))
            doek.schrijf(jaar - 0.5, None, woord, op="boven", groot=8.5, kleur=GRIJS, dx=-2, dy=-3)
    return figuur(alle, doek.svg(), titel, ondertitel, keuze.alt(), notitie)


def _trek_lijnen(
    doek: Doek, keuze: Lijnenkeuze, kleur: str, breuk: int | None, palet: dict[str, str]
) -> None:
    """De lijnen met hun punten, en de band om die van de gemeente."""
    toon = keuze.toon
    punten_ = pd.DataFrame(
        {
            "x": [r[keuze.x] for r in toon],
            "y": [float(r["waarde"]) for r in toon],
            "kleur": [r[kleur] for r in toon],
            "deel": _reeksen(toon, keuze.x, kleur, breuk),
        }
    )
    sns.lineplot(
        punten_,
        x="x",
        y="y",
        hue="kleur",
        hue_order=list(keuze.lijnen),
        units="deel",
        palette=palet,
        errorbar=None,
        estimator=None,
        sort=False,
        marker="o",
        markersize=5 if len(toon) < 60 else 3.5,
        markeredgewidth=0,
        linewidth=1.8,
        legend=False,
        ax=doek.ax,
    )
    if band := keuze.band:
        doek.ax.fill_between(
            [r[keuze.x] for r in band],
            [float(r["ondergrens"]) for r in band],
            [float(r["bovengrens"]) for r in band],
            color=KLEUR["gemeente"],
            alpha=0.15,
            linewidth=0,
        )


def _zet_assen(doek: Doek, keuze: Lijnenkeuze, maat: Lijnenmaat) -> None:
    eenheid, dec = keuze.toon[0]["eenheid"], int(keuze.toon[0]["decimalen"])

    def langs_y(plekken: list[float]) -> list[str]:
        heel = len(plekken) < 2 or plekken[1] - plekken[0] >= 1
        return [met_eenheid(p, eenheid, 0 if heel else max(dec, 1)) for p in plekken]

    def langs_x(plekken: list[float]) -> list[str]:
        return [str(int(p)) for p in plekken]

    doek.schaal("y", langs_y, 5)
    doek.schaal("x", langs_x, plekken=maat.plekken, lijnen=False)


@getekend
def punten(
    data: pd.DataFrame, titel: str, y: str = "kort", ondertitel: str = "", notitie: str = ""
) -> Beeld:
    """Per rij een stip voor de gemeente, de regio, vergelijkbare gemeenten en Nederland, op één as.

    Ligt een stip veel verder dan alle andere, dan staat zij met een pijl en haar getal aan de rand.
    """
    alle = volledig(data, titel)
    keuze = kies_punten(alle, y)
    maat = meet_punten(keuze)
    n, wie = len(keuze.namen), _wie_is_wie(keuze.toon)
    hoger = 0.2 * (len(wie) - 1)
    doek = Doek(0.46 * n + 0.85 + hoger, links=2.6, rechts=0.65, boven=0.42 + hoger, onder=0.35)
    doek.ax.set(xlim=(maat.laag, maat.hoog * 1.06 or 1.0), ylim=(n - 0.45, -0.6))
    strepen = [((van, i), (tot, i)) for i, (van, tot) in enumerate(maat.strepen)]
    doek.strepen(strepen, LIJN, 2, laag=0.6)
    stippen = sorted(keuze.toon, key=lambda r: -ROLLEN.index(r["rol"]))  # the gemeente lies on top
    _zet_stippen(doek, stippen, [maat.rij[r[y]] for r in stippen], maat.hoog)
    _schrijf_stippen(doek, stippen, keuze, maat)
    _noem_wie(doek, wie)
    if maat.laag < 0:
        doek.ax.axvline(0, color=GRIJS, linewidth=0.8)
    if all(r["eenheid"] == "index, Nederland = 100" for r in keuze.toon):
        doek.ax.axvline(100, color=stijl.NAAST["land"], linewidth=1)
    doek.namen(range(n), keuze.namen, 34)
    eenheid = {"%": "%", "km": " km"}.get(alle[0]["eenheid"], "")
    decimalen = 0 if maat.hoog - maat.laag > 4 else 1
    doek.schaal("x", lambda plekken: [f"{getal(p, decimalen)}{eenheid}" for p in plekken])
    return figuur(alle, doek.svg(), titel, ondertitel, keuze.alt(), notitie)


def _schrijf_stippen(doek: Doek, stippen: list[dict], keuze: Puntenkeuze, maat: Puntenmaat) -> None:
    """Het getal van de gemeente boven haar stip; van een ander alleen als die op de rand ligt."""
    for r in stippen:
        if r["waarde"] > maat.hoog and not is_eigen(r):
            kleur = stijl.woordkleur(r["rol"])
            plek = maat.rij[r[keuze.y]]
            doek.schrijf(maat.hoog, plek, waarde(r), kleur=kleur, groot=8.5, dx=8)
    for r in filter(is_eigen, keuze.toon):
        doek.schrijf(
            min(r["waarde"], maat.hoog),
            maat.rij[r[keuze.y]],
            waarde(r),
            "middle" if r["waarde"] <= maat.hoog else "end",
            "boven",
            kleur=KLEUR["gemeente"],
            vet=True,
            groot=9.5,
            dy=-9,
        )


def _noem_wie(doek: Doek, wie: list[list[tuple[str, str, float]]]) -> None:
    """The first row says who has which colour, so there is no need of a legend."""
    for nummer, regel in enumerate(reversed(wie)):
        # Long names begin left of the axis.
        dx = -min(max(0.0, sum(b for *_, b in regel) - (BREEDTE - 2.6) * PUNT), 2.5 * PUNT)
        for rol, naam, breed in regel:
            kleur, dy = stijl.woordkleur(rol), -18 - 0.2 * PUNT * nummer
            vet = rol == "gemeente"
            doek.schrijf(None, None, naam, kleur=kleur, groot=9.5, vet=vet, dx=dx, dy=dy)
            dx += breed


def _wie_is_wie(toon: list[dict]) -> list[list[tuple[str, str, float]]]:
    """Per regel boven de stippen: rol, teken met naam, en hoe breed dat is."""
    regels: list[list[tuple[str, str, float]]] = [[]]
    over = (BREEDTE - 0.1) * PUNT
    for rol in ROLLEN:
        gebied = next((r["gebied"] for r in toon if r["rol"] == rol), None)
        if gebied is None:
            continue
        naam = f"{stijl.TEKENS.get(rol, '●')} {gebied}"
        breed = breedte(naam, 9.5) * (1.06 if rol == "gemeente" else 0.96) + 12
        if breed > over:
            regels.append([])
            over = (BREEDTE - 0.1) * PUNT
        regels[-1].append((rol, naam, breed))
        over -= breed
    return regels


def _zet_stippen(doek: Doek, stippen: list[dict], hoogtes: list[int], hoog: float) -> None:
    """Per rol een eigen teken; wie verder ligt dan de as, krijgt een pijl aan de rand."""
    soorten: dict[tuple[str, bool], list[tuple[float, int]]] = {}
    for r, plek in zip(stippen, hoogtes):
        ver = r["waarde"] > hoog
        soorten.setdefault((r["rol"], ver), []).append((min(r["waarde"], hoog), plek))
    for (rol, ver), plekken in soorten.items():
        teken = ">" if ver else _VORM.get(rol, "o")
        rand: dict[str, Any] = {} if ver else {"linewidth": 0.8, "edgecolor": "white"}
        doek.ax.scatter(
            [x for x, _ in plekken],
            [y for _, y in plekken],
            s=95 if rol == "gemeente" else 46,
            c=stijl.rolkleur(rol),
            marker=teken,
            zorder=4 if rol == "gemeente" else 3,
            **rand,
        )


@getekend
def heatmap(
    data: pd.DataFrame,
    titel: str,
    y: str = "gebied",
    x: str = "kort",
    ondertitel: str = "",
    norm: float | None = None,
    notitie: str = "",
    eerste: int = 0,
) -> Beeld:
    """Een tabel in kleuren, één rij per wijk: hoe donkerder, hoe hoger binnen de kolom.

    norm: gekleurd wat erboven ligt. eerste: teken zoveel rijen; de tabel eronder heeft ze alle.
    """
    alle = volledig(data, titel)
    kolommen = uniek(r[x] for r in alle)
    cel = {(r[y], r[x]): r for r in reversed(gevuld(alle))}
    namen, weg = kies_namen(gevuld(alle), y, eerste)
    if weg:
        namen.insert(eerste or len(namen) - TOP, f"… {weg} andere …")
    wijd = np.array(
        [
            [cel[naam, k]["waarde"] if (naam, k) in cel else np.nan for k in kolommen]
            for naam in namen
        ],
        dtype=float,
    )
    if norm is not None:
        vlak, schaal, vmin, vmax = (
            wijd / norm,
            sns.light_palette(stijl.BOVEN_NORM, as_cmap=True),
            0.5,
            3.0,
        )
    else:
        laag = np.nanmin(wijd, axis=0)
        breed = np.nanmax(wijd, axis=0) - laag
        vlak, schaal, vmin, vmax = (
            (wijd - laag) / np.where(breed > 0, breed, 1.0),
            sns.light_palette(KLEUR["regio"], as_cmap=True),
            -0.05,
            1.35,
        )
    koppen = [breek(k, max(13, 54 // len(kolommen))) for k in kolommen]
    kop = 0.1 + 0.165 * max(k.count("\n") + 1 for k in koppen)
    doek = Doek(0.3 * len(namen) + kop + 0.06, links=2.6, rechts=0.15, boven=kop, onder=0.06)
    sns.heatmap(
        vlak,
        cmap=schaal,
        vmin=vmin,
        vmax=vmax,
        cbar=False,
        xticklabels=False,
        yticklabels=False,
        linewidths=1.2,
        linecolor="white",
        ax=doek.ax,
    )
    tinten = schaal(np.clip((vlak - vmin) / (vmax - vmin), 0, 1))
    for i, naam in enumerate(namen):
        for j, k in enumerate(kolommen):
            if (naam, k) in cel:
                tint = "#" + "".join(f"{round(255 * c):02x}" for c in tinten[i, j, :3])
                doek.schrijf(
                    j + 0.5,
                    i + 0.5,
                    waarde(cel[naam, k]),
                    "middle",
                    groot=9.5,
                    kleur=stijl.tekstkleur(tint),
                )
    for j, k in enumerate(koppen):
        doek.schrijf(j + 0.5, None, k, "middle", "boven", kleur=GRIJS, dy=-5)
    doek.namen([i + 0.5 for i in range(len(namen))], namen, 34)
    eindes = []
    for k in kolommen:
        s = [r for r in gevuld(alle) if r[x] == k]
        if len(s) > 1:
            eindes.append(f"{k}: {hoog_en_laag(s, y)}")
    return figuur(
        alle,
        doek.svg(),
        titel,
        ondertitel,
        f"Tabel in kleuren van {len({r[y] for r in alle})} gebieden. " + "; ".join(eindes) + ".",
        notitie,
    )


@getekend
def leeftijdsbalken(
    data: pd.DataFrame, titel: str, ondertitel: str = "", notitie: str = ""
) -> Beeld:
    """Leeftijdsopbouw: een balk per klasse, als percentage van alle inwoners;
    het streepje is Nederland.

    Verwacht per rij: leeftijd ("0-4", "95+"), rol, waarde (%).
    """
    alle = volledig(data, titel)
    klassen = uniek(r["leeftijd"] for r in alle)
    n, rij = len(klassen), {k: i for i, k in enumerate(klassen)}
    jaar = [_begin(k) for k in klassen]
    waarden = {(r["rol"], rij[r["leeftijd"]]): r["waarde"] for r in gevuld(alle)}
    eigen = [i for i in range(n) if ("gemeente", i) in waarden]
    doek = Doek(0.235 * n + 0.5, links=1.2, rechts=0.6, boven=0.1, onder=0.35)
    doek.ax.set(xlim=(0, max(waarden.values()) * 1.08), ylim=(-0.6, n - 0.4))
    licht = stijl.meng(KLEUR["gemeente"], "#ffffff", 0.6)
    doek.balken(
        [0.0] * len(eigen),
        [waarden["gemeente", i] for i in eigen],
        eigen,
        0.86,
        [KLEUR["gemeente"] if jaar[i] >= 65 else licht for i in eigen],
    )
    doek.strepen(
        [((v, i - 0.43), (v, i + 0.43)) for (rol, i), v in waarden.items() if rol == "land"],
        INKT,
        1.6,
    )
    doek.namen(range(n), klassen, groot=9)
    doek.schaal("x", _procenten, 7, lijnen=False)
    return figuur(alle, doek.svg(), titel, ondertitel, _alt_leeftijden(alle), notitie)


def _begin(klasse: str) -> int:
    """ "75-79" en "95+" beginnen bij 75 en 95."""
    return int(klasse.removesuffix("+").partition("-")[0])


def _procenten(plekken: list[float]) -> list[str]:
    return [f"{getal(p, 0 if p.is_integer() else 1)}%" for p in plekken]


def _alt_leeftijden(alle: list[dict]) -> str:
    """De grootste groep, en het aandeel 75-plussers van de gemeente en van Nederland."""
    eigen = [r for r in gevuld(alle) if is_eigen(r)]
    top = max(eigen, key=lambda r: r["waarde"])

    def oud(rol: str) -> str:
        hier = [r for r in gevuld(alle) if r["rol"] == rol]
        delen = [r["waarde"] for r in hier if _begin(r["leeftijd"]) >= 75]
        return f"{getal(sum(delen), 1)}%"

    return (
        f"Leeftijdsopbouw. De grootste groep is {top['leeftijd']} jaar "
        f"({getal(top['waarde'], 1)}%). 75 jaar of ouder: {eigen[0]['gebied']} {oud('gemeente')}, "
        f"Nederland {oud('land')}."
    )


@getekend
def spreiding(
    x: pd.DataFrame, y: pd.DataFrame, titel: str, ondertitel: str = "", notitie: str = ""
) -> Beeld:
    """Elke wijk een stip: de ene indicator op de liggende as, de andere op de staande;
    de lijnen zijn de medianen van de wijken.
    """
    xs, ys = ({r["gebiedcode"]: r for r in gevuld(volledig(d, titel))} for d in (x, y))
    samen = [(r, ys[code]) for code, r in xs.items() if code in ys]
    xw, yw = (np.array([paar[k]["waarde"] for paar in samen], dtype=float) for k in (0, 1))
    rx, ry = np.ptp(xw) or 1.0, np.ptp(yw) or 1.0
    doek = Doek(4.2, links=0.75, rechts=0.9, boven=0.3, onder=0.55)
    doek.ax.set(
        xlim=(xw.min() - 0.06 * rx, xw.max() + 0.06 * rx),
        ylim=(yw.min() - 0.06 * ry, yw.max() + 0.06 * ry),
    )
    mx, my = np.median(xw), np.median(yw)
    doek.ax.axvline(mx, color=LIJN, linewidth=1.2)
    doek.ax.axhline(my, color=LIJN, linewidth=1.2)
    doek.schrijf(mx, None, "mediaan", op="onder", kleur=GRIJS, groot=8.5, dx=4)
    doek.schrijf(doek.ax.get_xlim()[1], my, "mediaan", kleur=GRIJS, groot=8.5, dx=4)
    sns.scatterplot(
        x=xw, y=yw, color=stijl.TOP, s=52, alpha=0.8, linewidth=0.6, ax=doek.ax, legend=False
    )
    noem = kies_hoogste(samen)
    for yv, (wijk, _) in zip(uiteen([b["waarde"] for _, b in noem], ry * 0.055), noem):
        ruimte = (xw.max() - wijk["waarde"]) / rx * 0.88 * PUNT * (
            BREEDTE - 1.65
        ) + 0.9 * PUNT  # to the edge of the sheet
        links = breedte(wijk["gebied"], 9) + 8 > ruimte
        doek.schrijf(
            wijk["waarde"],
            yv,
            wijk["gebied"],
            "end" if links else "start",
            groot=9,
            dx=-8 if links else 8,
            rand=True,
        )
    for as_, eerste in zip("xy", samen[0]):
        doek.schaal(
            as_,
            lambda plekken, r=eerste: [
                met_eenheid(
                    p, r["eenheid"], 0 if len(plekken) < 2 or plekken[1] - plekken[0] >= 1 else 1
                )
                for p in plekken
            ],
            8,
            lijnen=False,
        )
    doek.schrijf(
        (xw.min() + xw.max()) / 2,
        doek.ax.get_ylim()[0],
        samen[0][0]["omschrijving"],
        "middle",
        "onder",
        kleur=GRIJS,
        dy=21,
    )
    doek.schrijf(None, None, samen[0][1]["omschrijving"], op="boven", kleur=GRIJS, dx=-40, dy=-8)
    alt = (
        (
            f"Stippen van {len(samen)} gebieden: {samen[0][0]['omschrijving']} tegen "
            f"{samen[0][1]['omschrijving']}. Hoog op beide: "
        )
        + ", ".join(f"{a['gebied']} ({waarde(a)} en {waarde(b)})" for a, b in noem)
        + "."
    )
    return figuur(
        [a for a, _ in samen] + [b for _, b in samen], doek.svg(), titel, ondertitel, alt, notitie
    )
