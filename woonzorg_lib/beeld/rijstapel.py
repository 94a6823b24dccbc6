"""Liggende staven van delen die samen het geheel zijn, breed en voor een telefoon.
Weet niet wat de delen betekenen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from woonzorg_lib.beeld import rijsmal
from woonzorg_lib.beeld.blad import Blad, breedte, regels
from woonzorg_lib.beeld.doek import getekend
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.kolom import Kolom
from woonzorg_lib.beeld.licht import HOOG, KLEIN, SMAL
from woonzorg_lib.beeld.rijmaat import LINKS, hoogtes, middens, schrijf_naam
from woonzorg_lib.beeld.rijsmal import TUSSEN
from woonzorg_lib.beeld.stijl import BREEDTE, GRIJS, tekstkleur
from woonzorg_lib.beeld.stijl import breedte as punten

Delen = dict[str, tuple[str, bool]]  # name -> (colour, hatched), from left to right
Rij = tuple[str, dict[str, float], str]  # name, part -> amount, the words behind the bar


@dataclass(frozen=True)
class Stuk:
    """Een deel van een staaf: van waar, hoe breed, en het getal erin (leeg als het niet past)."""

    deel: str
    x: float
    breed: float
    woord: str


@dataclass(frozen=True)
class Stapelmaat:
    """Waar de staven komen, in inches. sleutels: (deel, x, y) van de namen boven de staven.
    stukken: per rij de delen. einden: per rij waar de staaf ophoudt.
    """

    namen: list[list[str]]
    middens: list[float]
    onder: float
    sleutels: list[tuple[str, float, float]]
    stukken: list[list[Stuk]]
    einden: list[float]


def meet_stapel(rijen: Sequence[Rij], delen: Delen, eenheid: str | None) -> Stapelmaat:
    """De langste staaf met haar tekst vult het blad; een getal staat alleen waar het past."""
    namen = [regels(naam, 34) for naam, _, _ in rijen]
    langste = max(breedte(tekst) for *_, tekst in rijen)
    ruimte = min(langste + 0.2, 2.4)
    schaal = (BREEDTE - LINKS - ruimte) / _eind(rijen)
    sleutels, boven = _meet_sleutels(gebruikte(rijen, delen))
    midden, onder = middens(boven, hoogtes(namen, 0.38, 0.13))
    stukken, einden = [], []
    for _, waarden, _ in rijen:
        rij, einde = _meet_rij(waarden, delen, eenheid, schaal)
        stukken.append(rij)
        einden.append(einde)
    return Stapelmaat(namen, midden, onder, sleutels, stukken, einden)


def gebruikte(rijen: Sequence[Rij], delen: Delen) -> list[str]:
    """De delen die in een van de staven voorkomen."""
    return [deel for deel in delen if any(waarden.get(deel) for _, waarden, _ in rijen)]


def _eind(rijen: Sequence[Rij]) -> float:
    return max((sum(waarden.values()) for _, waarden, _ in rijen), default=0) or 1.0


def _meet_sleutels(delen: list[str]) -> tuple[list[tuple[str, float, float]], float]:
    """De namen van de delen naast elkaar, zo nodig op meer regels; en waar de staven beginnen."""
    x, boven = 0.0, 0.34
    plekken = []
    for deel in delen:
        if x + breedte(deel) + 0.3 > BREEDTE and x:
            x, boven = 0.0, boven + 0.22
        plekken.append((deel, x, boven - 0.2))
        x += breedte(deel) + 0.42
    return plekken, boven


def _meet_rij(
    waarden: dict[str, float], delen: Delen, eenheid: str | None, schaal: float
) -> tuple[list[Stuk], float]:
    x = LINKS
    stukken = []
    for deel in delen:
        aantal = waarden.get(deel) or 0.0
        if not aantal:
            continue
        breed = aantal * schaal
        woord = _woord(aantal, eenheid, delen[deel])
        past = breed > breedte(woord) + 0.08
        stukken.append(Stuk(deel, x, breed, woord if past else ""))
        x += breed
    return stukken, x


def _woord(aantal: float, eenheid: str | None, vorm: tuple[str, bool]) -> str:
    """Het getal in een deel; in een arcering is niets te lezen."""
    _, gearceerd = vorm
    return "" if eenheid is None or gearceerd else f"{getal(aantal)}{eenheid}"


@getekend
def stapel(rijen: Sequence[Rij], delen: Delen, eenheid: str | None = "") -> str:
    """Liggende staven van delen die samen het geheel zijn.

    (naam, {deel: waarde}, tekst achter de staaf).

    delen: naam -> (kleur, gearceerd), in de volgorde van links naar rechts. De namen staan erboven,
    en in elk deel het getal met de eenheid; zonder eenheid (None) geen getal.
    """
    maat = meet_stapel(rijen, delen, eenheid)
    blad = Blad(maat.onder + 0.06)
    for deel, x, y in maat.sleutels:
        blad.vlak(x, y - 0.06, 0.13, 0.13, *delen[deel])
        blad.woord(x + 0.19, y, deel, GRIJS, groot=9.5)
    alles = zip(rijen, maat.namen, maat.middens, maat.stukken, maat.einden)
    for (_, _, tekst), naam, midden, stukken, einde in alles:
        schrijf_naam(blad, naam, midden)
        for stuk in stukken:
            _teken_stuk(blad, stuk, midden, *delen[stuk.deel])
        blad.woord(einde + 0.08, midden, tekst)
    return rijsmal.beide(blad.svg(), _smal(rijen, delen, eenheid))


def _teken_stuk(blad: Blad, stuk: Stuk, midden: float, kleur: str, gearceerd: bool) -> None:
    breed = max(stuk.breed - 0.02, 0.01)
    blad.vlak(stuk.x, midden - 0.13, breed, 0.26, kleur, gearceerd)
    inkt = tekstkleur(kleur)
    blad.woord(stuk.x + stuk.breed / 2, midden, stuk.woord, inkt, "middle", groot=9.5)


def _smal(rijen: Sequence[Rij], delen: Delen, eenheid: str | None) -> Kolom:
    """De namen van de delen onder elkaar; daaronder elke staaf met haar woorden erboven."""
    kolom = Kolom()
    verf = {}
    for nummer, deel in enumerate(gebruikte(rijen, delen)):
        kleur, gearceerd = delen[deel]
        if gearceerd:
            kolom.teken(f"<defs>{rijsmal.arcering(nummer, kleur)}</defs>")
        verf[deel] = f"url(#arceer{nummer})" if gearceerd else kleur
        kolom.sleutel(deel, verf[deel])
    kolom.zak(6)
    schaal = (SMAL - 2) / _eind(rijen)
    for naam, waarden, erbij in rijen:
        kolom.woorden(rijsmal.bij(naam, erbij))
        x = 0.0
        for deel in verf:
            aantal = waarden.get(deel) or 0.0
            if not aantal:
                continue
            breed = aantal * schaal
            kolom.vlak(x, 3, max(breed - 1, 0.8), HOOG + 2, verf[deel])
            woord = _woord(aantal, eenheid, delen[deel])
            if woord and breed > punten(woord, KLEIN) + 5:
                inkt = tekstkleur(delen[deel][0])
                kolom.klein(x + breed / 2, 17, woord, inkt, anker="middle")
            x += breed
        kolom.zak(HOOG + 5 + TUSSEN)
    return kolom
