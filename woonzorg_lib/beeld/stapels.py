"""Staven van 100%, verdeeld in delen: kiezen, indelen, tekenen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from woonzorg_lib.beeld import stijl
from woonzorg_lib.beeld.beeld import Beeld, figuur, uniek, volledig
from woonzorg_lib.beeld.doek import PUNT, Doek, breedte, getekend, uiteen
from woonzorg_lib.beeld.getallen import getal, met_eenheid
from woonzorg_lib.beeld.kiezen import gevuld
from woonzorg_lib.beeld.stijl import BREEDTE, GRIJS, INKT, KLEUR, STREEP

SMALST = 5.5  # percent: in a narrower part of a bar no figure fits
# Where the names above the first bar stand, in rows, and where the lines to their parts begin and
# end. A line that begins below the tails of its own letters never strikes those of a neighbour.
NAAM_OP, STREEP_VAN, STREEP_TOT = -0.76, -0.65, -0.34


@dataclass(frozen=True)
class Stapelkeuze:
    """Welke staven van 100% er zijn: alleen namen waarvan elk deel bekend is."""

    delen: list[str]
    namen: list[str]
    cel: dict[tuple[str, str], dict]
    eenheid: str
    decimalen: int

    def tekst(self, w: float) -> str:
        """Een deel met zijn eenheid."""
        return met_eenheid(w, self.eenheid, self.decimalen)

    def alt(self) -> str:
        """Wat er te zien is, in woorden: per staaf elk deel."""
        staven = []
        for naam in self.namen:
            delen = (f"{d} {self.tekst(self.cel[naam, d]['waarde'])}" for d in self.delen)
            staven.append(f"{naam}: {', '.join(delen)}")
        return f"Gestapelde staven. {'; '.join(staven)}."


def kies_stapels(alle: list[dict], y: str, kleur: str) -> Stapelkeuze:
    """Per waarde van `y` een staaf, met per waarde van `kleur` een deel."""
    delen = uniek(r[kleur] for r in alle)
    cel = {(r[y], r[kleur]): r for r in reversed(gevuld(alle))}
    namen = [naam for naam in uniek(r[y] for r in alle) if all((naam, d) in cel for d in delen)]
    decimalen = int(min(r["decimalen"] for r in alle))
    return Stapelkeuze(delen, namen, cel, alle[0]["eenheid"], decimalen)


@dataclass(frozen=True)
class Stapelmaat:
    """Waar de delen komen, in procenten: per deel het begin en de breedte van elk stuk, de plek van
    het getal erin (None: dat past er niet), de plek van zijn naam boven de eerste staaf, het midden
    van zijn stuk daar, en of dat te zien is.
    """

    begin: list[list[float]]
    breed: list[list[float]]
    getal: list[list[float | None]]
    naam: list[float]
    midden: list[float]
    zichtbaar: list[bool]

    @property
    def eind(self) -> float:
        """Hoe ver de langste staaf komt, ten minste 100."""
        ver = (x + w for b, w_ in zip(self.begin[-1:], self.breed[-1:]) for x, w in zip(b, w_))
        return max(100.0, *ver, 0.0)


def meet_stapels(keuze: Stapelkeuze, normen: tuple[float, ...] = ()) -> Stapelmaat:
    """De namen van de delen schuiven uit elkaar tot zij niet meer overlappen; een getal wijkt voor
    de lijn van een norm.
    """
    punt = 100 / (PUNT * (BREEDTE - 2.5))  # percentage points per point
    tot = [0.0] * len(keuze.namen)
    begin, breed, getal, midden = [], [], [], []
    for deel in keuze.delen:
        waarden = [float(keuze.cel[naam, deel]["waarde"]) for naam in keuze.namen]
        begin.append(tot)
        breed.append(waarden)
        getal.append(
            [
                vrije_plek(x, w, breedte(keuze.tekst(w)) * punt, normen) if w >= SMALST else None
                for x, w in zip(tot, waarden)
            ]
        )
        midden.append(tot[0] + waarden[0] / 2 if tot else 0.0)
        tot = [x + w for x, w in zip(tot, waarden)]
    ruimte = [(breedte(deel, 9.5) + 8) * punt for deel in keuze.delen]
    zichtbaar = [bool(w) and w[0] >= 0.5 for w in breed]
    return Stapelmaat(begin, breed, getal, uiteen(midden, ruimte, 0, 100), midden, zichtbaar)


def vrije_plek(begin: float, lang: float, breed: float, normen: Iterable[float]) -> float | None:
    """Het midden voor een getal in een deel van een staaf, waar geen lijn erdoorheen loopt.

    begin, lang: van het deel; breed: van het getal, alles in procentpunten. None als het nergens
    past: het getal staat dan alleen in de tabel.
    """
    midden = begin + lang / 2
    raakt = [grens for grens in normen if abs(grens - midden) < breed * 0.7]
    if not raakt:
        return midden
    eind = begin + lang
    stukken = [(begin, min(raakt)), (max(raakt), eind)]
    van, tot = max(stukken, key=lambda stuk: stuk[1] - stuk[0])
    return (van + tot) / 2 if tot - van > breed * 1.2 else None


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
        doek.schrijf(x, NAAM_OP, deel, "middle", "boven", kleur=GRIJS, groot=9.5)
        if not te_zien:  # nothing in the first bar to point at: a small square says the colour then
            dx = -breedte(deel, 8.5) / 2 - 1
            doek.schrijf(x, NAAM_OP, "■", "end", "boven", kleur=vlak, groot=9.5, dx=dx)
    alles = zip(maat.naam, maat.midden, maat.zichtbaar)
    wijst = [((x, STREEP_VAN), (m, STREEP_TOT)) for x, m, te_zien in alles if te_zien]
    doek.strepen(wijst, GRIJS, 0.7, clip_on=False)
