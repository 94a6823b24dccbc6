"""Lijnen over de jaren, met een band om die van de gemeente: kiezen, indelen, tekenen."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten

import pandas as pd
from matplotlib.lines import Line2D

from woonzorg_lib.beeld import stijl
from woonzorg_lib.beeld.beeld import Beeld, figuur, uniek, volledig, waarde
from woonzorg_lib.beeld.doek import PUNT, Doek, breedte, getekend, uiteen
from woonzorg_lib.beeld.getallen import leeg, met_eenheid
from woonzorg_lib.beeld.kiezen import gevuld, is_eigen
from woonzorg_lib.beeld.stijl import GRIJS, KLEUR

RUIM = 0.085  # of the height of the field: what a label at the end of a line needs


@dataclass(frozen=True)
class Lijnenkeuze:
    """Welke punten een lijndiagram toont, per lijn op volgorde van jaar."""

    toon: list[dict]
    lijnen: dict[str, list[dict]]
    groepen: list[str]
    jaren: list[int]
    x: str

    @property
    def einden(self) -> list[dict]:
        """Het laatste punt van elke lijn; daar staat de naam."""
        return [lijn[-1] for lijn in self.lijnen.values()]

    @property
    def band(self) -> list[dict]:
        """De punten van de gemeente die een boven- en een ondergrens hebben."""
        return [r for r in self.toon if is_eigen(r) and not leeg(r["ondergrens"])]

    def alt(self) -> str:
        """Wat er te zien is, in woorden: per lijn van waar naar waar."""
        return f"Lijndiagram. {'; '.join(map(self._in_woorden, self.lijnen.values()))}."

    def _in_woorden(self, lijn: list[dict]) -> str:
        begin, eind = lijn[0], lijn[-1]
        van = f"{waarde(begin)} in {begin[self.x]}"
        if len(lijn) == 1:
            return f"{begin['gebied']} {van}"
        naar = f"{waarde(eind)} in {eind[self.x]}"
        if not leeg(eind["ondergrens"]):
            naar += f" (tussen {waarde(eind, 'ondergrens')} en {waarde(eind, 'bovengrens')})"
        return f"{begin['gebied']} van {van} naar {naar}"


def kies_lijnen(alle: list[dict], x: str, kleur: str) -> Lijnenkeuze:
    """De gevulde punten op volgorde van `x`, per waarde van `kleur` een lijn."""
    toon = sorted(gevuld(alle), key=lambda r: r[x])
    groepen = uniek(r[kleur] for r in alle)
    per_groep = {groep: [r for r in toon if r[kleur] == groep] for groep in groepen}
    lijnen = {groep: lijn for groep, lijn in per_groep.items() if lijn}
    return Lijnenkeuze(toon, lijnen, groepen, sorted({r[x] for r in alle}), x)


@dataclass(frozen=True)
class Lijnenmaat:
    """Waar de lijnen komen: de ruimte rechts voor namen (inches), het veld, en per lijn de hoogte
    van haar naam. plekken: de jaren die onder de as staan.
    """

    rechts: float
    onder: float
    boven: float
    hoogtes: list[float]
    plekken: list[int]


def meet_lijnen(keuze: Lijnenkeuze, namen: list[str], vanaf_nul: bool) -> Lijnenmaat:
    """De as begint bij nul als dat gevraagd is en er niets onder ligt; anders met wat lucht."""
    hoog, laag = (
        f(float(r[k]) for r in keuze.toon for k in ("waarde", grens) if not leeg(r[k]))
        for f, grens in ((max, "bovengrens"), (min, "ondergrens"))
    )
    if vanaf_nul and laag >= 0:
        onder, boven = 0.0, hoog * 1.1 or 1.0
    else:
        lucht = (hoog - laag) * 0.15 or abs(hoog) * 0.1 or 1.0
        onder, boven = laag - lucht, hoog + lucht
    jaren = keuze.jaren
    return Lijnenmaat(
        max(2.55, (max(breedte(naam, 9.5) for naam in namen) + 16) / PUNT),
        onder,
        boven,
        uiteen([r["waarde"] for r in keuze.einden], (boven - onder) * RUIM, onder, boven),
        jaren if len(jaren) <= 8 else [j for j in jaren if (jaren[-1] - j) % 2 == 0],
    )


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


def _trek_lijnen(
    doek: Doek, keuze: Lijnenkeuze, kleur: str, breuk: int | None, palet: dict[str, str]
) -> None:
    """De lijnen met hun punten, en de band om die van de gemeente."""
    toon = keuze.toon
    stukken: dict[tuple, list[dict]] = {}
    for r, stuk in zip(toon, _reeksen(toon, keuze.x, kleur, breuk)):
        stukken.setdefault((r[kleur], stuk), []).append(r)
    # Straight to matplotlib: seaborn groups the points once more, for three times the drawing.
    for lijn in keuze.lijnen:
        for _, stuk in sorted(sleutel for sleutel in stukken if sleutel[0] == lijn):
            lijnstuk = Line2D(
                [r[keuze.x] for r in stukken[lijn, stuk]],
                [float(r["waarde"]) for r in stukken[lijn, stuk]],
                color=palet[lijn],
                marker="o",
                markersize=5 if len(toon) < 60 else 3.5,
                markeredgewidth=0,
                linewidth=1.8,
            )
            doek.ax.add_line(lijnstuk)
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


def _leesbaar(kleur: str) -> str:
    return kleur if stijl.contrast(kleur, "#ffffff") >= 4.5 else GRIJS
