"""Wat wanneer: per rij een balk in de tijd, breed en voor een telefoon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from woonzorg_lib.beeld import rijsmal
from woonzorg_lib.beeld.blad import Blad, breedte, regels
from woonzorg_lib.beeld.doek import getekend
from woonzorg_lib.beeld.kolom import Kolom
from woonzorg_lib.beeld.licht import SMAL
from woonzorg_lib.beeld.rijmaat import LINKS, hoogtes, middens, schrijf_naam
from woonzorg_lib.beeld.rijsmal import DIK, TUSSEN
from woonzorg_lib.beeld.stijl import BREEDTE, GRIJS, INKT, KLEUR, LIJN

Rij = tuple[str, date, date | None, str, bool]  # name, begin, end, words, not begun
BOVEN = 0.3  # inches, for the years


@dataclass(frozen=True)
class As:
    """De jaren onder elkaar: van het eerste tot en met het laatste, en inches per dag."""

    jaren: range
    schaal: float

    @property
    def van(self) -> int:
        return _nieuwjaar(self.jaren[0])

    def x(self, dag: date) -> float:
        """De plek van een dag."""
        return LINKS + (dag.toordinal() - self.van) * self.schaal

    def jaarlijn(self, jaar: int) -> float:
        """De plek van 1 januari."""
        return self.x(date(jaar, 1, 1))

    @property
    def genoemd(self) -> list[tuple[int, float]]:
        """De jaren die boven het veld staan, met hun midden; van veel jaren een deel."""
        stap = -(-len(self.jaren) // 12)
        uit = []
        for jaar in self.jaren[:-1:stap]:
            begin = self.jaarlijn(jaar)
            midden = (begin + self.jaarlijn(jaar + 1)) / 2
            uit.append((jaar, midden if stap == 1 else begin + 0.2))
        return uit


@dataclass(frozen=True)
class Tijdmaat:
    """Waar de rijen komen, in inches. tekst: waar de woorden achter de balken beginnen."""

    as_: As
    namen: list[list[str]]
    middens: list[float]
    onder: float
    tekst: float


def meet_tijdbalk(rijen: Sequence[Rij], nu: date | None) -> Tijdmaat:
    """Het veld loopt over hele jaren; rechts blijft ruimte voor de langste tekst."""
    begin, einde = tijdvak(rijen, nu)
    jaren = range(begin.year, einde.year + 2)
    langste = max(breedte(tekst) for _, _, _, tekst, _ in rijen)
    ruimte = min(langste + 0.25, 2.9)
    dagen = _nieuwjaar(jaren[-1]) - _nieuwjaar(jaren[0])
    as_ = As(jaren, (BREEDTE - LINKS - ruimte) / dagen)
    namen = [regels(naam, 34) for naam, *_ in rijen]
    midden, onder = middens(BOVEN, hoogtes(namen, 0.36, 0.14))
    return Tijdmaat(as_, namen, midden, onder, BREEDTE - ruimte + 0.15)


def tijdvak(rijen: Sequence[Rij], nu: date | None) -> tuple[date, date]:
    """De eerste en de laatste dag die te zien zijn."""
    dagen = [dag for _, begin, eind, _, _ in rijen for dag in (begin, eind) if dag is not None]
    if nu is not None:
        dagen.append(nu)
    return min(dagen), max(dagen)


def _nieuwjaar(jaar: int) -> int:
    return date(jaar, 1, 1).toordinal()


@getekend
def tijdbalk(rijen: Sequence[Rij], nu: date | None = None) -> str:
    """Wat wanneer: (naam, begin, eind of None voor één dag, tekst, nog niet begonnen).

    nu: een lijn op de peildatum.
    """
    maat = meet_tijdbalk(rijen, nu)
    blad = Blad(maat.onder + (0.18 if nu else 0.12))  # room for the word under the line
    _teken_jaren(blad, maat)
    if nu:
        plek = maat.as_.x(nu)
        blad.lijn([plek] * 2, [BOVEN - 0.04, maat.onder], INKT, 1, streep=True)
        blad.woord(plek, maat.onder + 0.06, "peildatum", GRIJS, "middle", groot=8.5)
    for rij, naam, midden in zip(rijen, maat.namen, maat.middens):
        schrijf_naam(blad, naam, midden)
        _teken_rij(blad, rij, midden, maat.as_)
        *_, tekst, _ = rij
        blad.woord(maat.tekst, midden, tekst)
    return rijsmal.beide(blad.svg(), _smal(rijen, nu))


def _teken_jaren(blad: Blad, maat: Tijdmaat) -> None:
    for jaar in maat.as_.jaren:
        plek = maat.as_.jaarlijn(jaar)
        blad.lijn([plek] * 2, [BOVEN - 0.04, maat.onder], LIJN, 0.8, laag=0.5)
    for jaar, midden in maat.as_.genoemd:
        blad.woord(midden, 0.14, str(jaar), GRIJS, "middle", groot=9.5)


def _teken_rij(blad: Blad, rij: Rij, midden: float, as_: As) -> None:
    """Een balk, gearceerd als het nog niet begonnen is; een stip als het één dag is."""
    _, start, eind, _, straks = rij
    kleur = KLEUR["gemeente"]
    x = as_.x(start)
    if eind is None:
        blad.stip(x, midden, kleur)
    else:
        breed = max(as_.x(eind) - x, 0.05)
        blad.vlak(x, midden - 0.1, breed, 0.2, kleur, straks)


def _smal(rijen: Sequence[Rij], nu: date | None) -> Kolom:
    """Per rij een baan van het eerste tot en met het laatste jaar, met de woorden erboven."""
    begin, einde = tijdvak(rijen, nu)
    eerste, laatste = begin.year, einde.year + 1
    van = _nieuwjaar(eerste)
    schaal = SMAL / (_nieuwjaar(laatste) - van)

    def x(dag: date) -> float:
        return (dag.toordinal() - van) * schaal

    kolom = Kolom()
    kolom.teken(f"<defs>{rijsmal.arcering(0, KLEUR['gemeente'])}</defs>")
    if nu:
        kolom.merkjes({0.0: "peildatum"}, lambda _: x(nu))
    for naam, start, eind, erbij, straks in rijen:
        kolom.woorden(rijsmal.bij(naam, erbij))
        kolom.vlak(0, 3, SMAL, DIK, LIJN)
        breed = 6.0 if eind is None else max(x(eind) - x(start), 3.0)
        gearceerd = straks and eind is not None
        kleur = "url(#arceer0)" if gearceerd else KLEUR["gemeente"]
        kolom.vlak(min(x(start), SMAL - breed), 3, breed, DIK, kleur)
        if nu:
            kolom.vlak(x(nu) - 0.7, 1, 1.4, DIK + 4, INKT)
        kolom.zak(DIK + TUSSEN)
    kolom.klein(0, 10, f"begin {eerste}", GRIJS)
    kolom.klein(SMAL, 10, f"eind {laatste - 1}", GRIJS, anker="end")
    kolom.zak(18)
    return kolom
