"""Liggende staven met een naam ervoor en een tekst erachter, breed en voor een telefoon.
Weet niet wat de rijen betekenen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from woonzorg_lib.beeld import rijsmal
from woonzorg_lib.beeld.blad import Blad, breedte, regels
from woonzorg_lib.beeld.doek import getekend, uiteen
from woonzorg_lib.beeld.kolom import Kolom
from woonzorg_lib.beeld.licht import SMAL
from woonzorg_lib.beeld.rijmaat import LINKS, hoogtes, middens, schrijf_naam
from woonzorg_lib.beeld.rijsmal import DIK, TUSSEN
from woonzorg_lib.beeld.stijl import BREEDTE, GRIJS, INKT, KLEUR, LIJN, tekstkleur

HOOG = 0.2  # inches, of a bar
KOP = 0.36  # inches, of a heading between the bars


@dataclass(frozen=True)
class Staaf:
    """Een rij: een naam, een staaf van `begin` tot `waarde`, en de tekst erachter.

    waarde: None als er geen staaf is (onbekend of verborgen). van: het geheel waar dit een deel van
    is, als lichte staaf erachter. doel: een streep. trap: hoe ver de naam inspringt. kop: alleen
    een tussenkop. kleur: leeg is die van de gemeente.
    """

    naam: str
    waarde: float | None = None
    tekst: str = ""
    van: float | None = None
    doel: float | None = None
    begin: float = 0.0
    trap: int = 0
    kop: bool = False
    kleur: str = ""

    @property
    def waarden(self) -> list[float]:
        """Alles wat een plek langs de as heeft."""
        alle = (self.waarde, self.van, self.doel, self.begin)
        return [getal for getal in alle if getal is not None]

    @property
    def stuk(self) -> tuple[float, float] | None:
        """Van waar tot waar de staaf loopt, van links naar rechts; None als er geen is."""
        if self.waarde is None or self.waarde == self.begin:
            return None
        return min(self.begin, self.waarde), max(self.begin, self.waarde)

    @property
    def verf(self) -> str:
        return self.kleur or KLEUR["gemeente"]


def alt_tekst(staven: Sequence[Staaf]) -> str:
    """Wat er in staven te zien is, in woorden."""
    return "Staven. " + "; ".join(f"{r.naam}: {r.tekst}" for r in staven if not r.kop) + "."


@dataclass(frozen=True)
class Balkenmaat:
    """Waar de staven komen, in inches.

    namen: per rij haar regels. laag, schaal: waar de as begint, en inches per eenheid. merken:
    per norm de plek van de streep, die van haar woorden, en de woorden zelf.
    """

    namen: list[list[str]]
    middens: list[float]
    boven: float
    onder: float
    laag: float
    schaal: float
    merken: list[tuple[float, float, str]]

    def x(self, waarde: float) -> float:
        """De plek van een waarde."""
        return LINKS + (waarde - self.laag) * self.schaal


def meet_balken(
    rijen: Sequence[Staaf], normen: dict[float, str], hoogste: float | None, kort: int
) -> Balkenmaat:
    """Rechts blijft ruimte voor de langste tekst, boven voor de woorden van de normen."""
    namen = [regels(r.naam, kort - 3 * r.trap) for r in rijen]
    gewoon = hoogtes(namen, 0.34, 0.13)
    boven = 0.28 * bool(normen) + 0.04
    per_rij = [KOP if r.kop else hoog for r, hoog in zip(rijen, gewoon)]
    midden, onder = middens(boven, per_rij)
    laag, eind = _bereik(rijen, normen, hoogste)
    langste = max((breedte(r.tekst) for r in rijen), default=0)
    ruimte = min(langste + 0.2, 3.4)
    schaal = (BREEDTE - LINKS - ruimte) / (eind - laag)
    maat = Balkenmaat(namen, midden, boven, onder, laag, schaal, [])
    strepen = [maat.x(norm) for norm in normen]
    breed = [breedte(tekst, 9) + 0.15 for tekst in normen.values()]
    woorden = uiteen(strepen, breed, 0, BREEDTE)
    maat.merken.extend(zip(strepen, woorden, normen.values()))
    return maat


def _bereik(
    rijen: Sequence[Staaf], normen: dict[float, str], hoogste: float | None
) -> tuple[float, float]:
    """Van waar tot waar de as loopt; nul is altijd te zien."""
    alle = [waarde for r in rijen for waarde in r.waarden]
    laag = min([0.0, *alle])
    eind = max([*alle, *normen, hoogste or 0.0, 0.0]) or 1.0
    return laag, eind


def _schrijf_tekst(blad: Blad, r: Staaf, midden: float, maat: Balkenmaat) -> None:
    """De tekst achter de staaf; loopt daar een streep door, dan erin, of achter de streep."""
    einde = maat.x(max(0.0, *r.waarden))
    plek = naast_lijnen(einde + 0.08, r.tekst, maat)
    begin = einde - 0.08 - breedte(r.tekst)
    vrij = not any(begin <= streep <= einde for streep, _, _ in maat.merken)
    heel = r.stuk is not None and r.van is None and maat.x(r.stuk[1]) == einde
    if plek > einde + 0.1 and heel and vrij and begin > LINKS + 0.08:
        blad.woord(einde - 0.08, midden, r.tekst, tekstkleur(r.verf), "end")
        return
    blad.woord(plek, midden, r.tekst, rand=bool(maat.merken))


def naast_lijnen(plek: float, tekst: str, maat: Balkenmaat) -> float:
    """Waar een tekst begint zonder dat een streep erdoor loopt: anders net achter die streep."""
    for streep, _, _ in sorted(maat.merken):
        if plek - 0.04 <= streep <= plek + breedte(tekst):
            plek = streep + 0.08
    return plek


@getekend
def balken(
    rijen: Sequence[Staaf],
    normen: dict[float, str] | None = None,
    hoogste: float | None = None,
    kort: int = 34,
) -> str:
    """Liggende staven met de naam ervoor en het getal erachter.

    normen: gestreepte lijnen, als {130: "vuistregel 130%"}.
    """
    normen = normen or {}
    maat = meet_balken(rijen, normen, hoogste, kort)
    blad = Blad(maat.onder + 0.06)
    trapsgewijs = any(r.kop or r.trap for r in rijen)
    for r, naam, midden in zip(rijen, maat.namen, maat.middens):
        if r.kop:
            blad.woord(0, midden + 0.04, r.naam, kleur=GRIJS, vet=True, groot=9.5)
            continue
        schrijf_naam(blad, naam, midden, 0.16 * r.trap if trapsgewijs else None)
        _teken_staaf(blad, r, midden, maat)
        _schrijf_tekst(blad, r, midden, maat)
    for streep, plek, woorden in maat.merken:
        blad.lijn([streep] * 2, [maat.boven - 0.06, maat.onder], INKT, 1.1, streep=True)
        blad.woord(plek, 0.12, woorden, anker="middle", groot=9)
    return rijsmal.beide(blad.svg(), _smal(rijen, normen, hoogste))


def _teken_staaf(blad: Blad, r: Staaf, midden: float, maat: Balkenmaat) -> None:
    """Het geheel licht erachter, de staaf erop, het doel als streep erdoor."""
    boven = midden - HOOG / 2
    if r.van is not None:
        blad.vlak(maat.x(0), boven, r.van * maat.schaal, HOOG, LIJN)
    if r.stuk is not None:
        van, tot = r.stuk
        blad.vlak(maat.x(van), boven, (tot - van) * maat.schaal, HOOG, r.verf)
    if r.doel is not None:
        blad.lijn([maat.x(r.doel)] * 2, [midden - 0.15, midden + 0.15], INKT, 2.2)


def _smal(rijen: Sequence[Staaf], normen: dict[float, str], hoogste: float | None) -> Kolom:
    """Naam en getal boven elke staaf; een norm is een streep door alleen de staven."""
    laag, eind = _bereik(rijen, normen, hoogste)
    schaal = (SMAL - 2) / (eind - laag)

    def x(waarde: float) -> float:
        return (waarde - laag) * schaal

    kolom = Kolom()
    kolom.merkjes(normen, x)
    for r in rijen:
        if r.kop:
            kolom.woorden(r.naam, kleur=GRIJS, vet=True)
            continue
        kolom.woorden(rijsmal.bij(r.naam, r.tekst), 10.0 * r.trap)
        if r.waarde is None and r.van is None:
            kolom.zak(3)
            continue
        _staaf_smal(kolom, r, x)
        for norm in normen:
            kolom.vlak(x(norm) - 0.7, 1, 1.4, DIK + 4, INKT)
        kolom.zak(DIK + TUSSEN)
    return kolom


def _staaf_smal(kolom: Kolom, r: Staaf, x: Callable[[float], float]) -> None:
    nul = x(0.0)
    if r.van is not None:
        kolom.vlak(nul, 3, x(r.van) - nul, DIK, LIJN)
    if r.stuk is not None:
        van, tot = map(x, r.stuk)
        kolom.vlak(van, 3, tot - van, DIK, r.verf)
    if r.doel is not None:
        kolom.vlak(x(r.doel) - 1.2, 0, 2.4, DIK + 6, INKT)
