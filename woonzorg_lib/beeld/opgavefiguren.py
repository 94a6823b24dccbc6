"""Figuren voor schattingen: balken van laag naar hoog, en van behoefte naar opgave in stappen.
Kiezen, indelen, tekenen. Rekent niets uit.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from woonzorg_lib.beeld import smal
from woonzorg_lib.beeld.beeld import Beeld, figuur, volledig
from woonzorg_lib.beeld.doek import PUNT, Doek, breek, getekend
from woonzorg_lib.beeld.getallen import getal, leeg
from woonzorg_lib.beeld.kiezen import gevuld
from woonzorg_lib.beeld.opgaven import tussen
from woonzorg_lib.beeld.stijl import GRIJS, INKT, KLEUR, STAAF, STREEP, breedte

LINKS = 2.9  # inches for the names


def _veld(laag: float, hoog: float) -> tuple[float, float]:
    """Zero is always in view, with room for the words on the right."""
    laag, hoog = min(0.0, laag), max(0.0, hoog)
    ruim = (hoog - laag) or 1.0
    links = laag - 0.03 * ruim if laag < 0 else laag
    return links, hoog + 0.02 * ruim


def _teken(rij: dict) -> str:
    return "%" if rij["eenheid"] == "%" else ""


def _band(rij: dict) -> str:
    """De band van een rij in woorden, met een procentteken waar dat hoort."""
    return tussen(rij["ondergrens"], rij["waarde"], rij["bovengrens"], _teken(rij))


@dataclass(frozen=True)
class Bandenmaat:
    """Waar de balken komen. grenzen: per rij van waar tot waar. hoogte, boven, rechts: inches."""

    grenzen: list[tuple[float, float]]
    namen: list[str]
    hoogte: float
    boven: float
    rechts: float
    x: tuple[float, float]

    @property
    def breedtes(self) -> list[float]:
        return [hoog - laag for laag, hoog in self.grenzen]


def meet_banden(toon: list[dict], y: str, lijn: float | None) -> Bandenmaat:
    """Zonder band is een balk zo breed als niets; de lijn is altijd te zien."""
    grenzen = [_grenzen(rij) for rij in toon]
    namen = [breek(rij[y], 34) for rij in toon]
    langste = max((breedte(_band(rij)) for rij in toon), default=0)
    rechts = min(2.6, langste / PUNT + 0.2)
    regels = max((naam.count("\n") + 1 for naam in namen), default=1)
    hoogte = max(0.42, 0.17 * regels) * len(toon)
    laagste = [laag for laag, _ in grenzen]
    hoogste = max((hoog for _, hoog in grenzen), default=1)
    if lijn is None:
        x = _veld(min(laagste, default=0), hoogste)
        return Bandenmaat(grenzen, namen, hoogte + 0.4, 0.08, rechts, x)
    x = _veld(min([*laagste, lijn]), hoogste)
    return Bandenmaat(grenzen, namen, hoogte + 0.62, 0.32, rechts, x)


def _grenzen(rij: dict) -> tuple[float, float]:
    if leeg(rij["ondergrens"]):
        return rij["waarde"], rij["waarde"]
    return rij["ondergrens"], rij["bovengrens"]


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
    toon = gevuld(alle)
    maat = meet_banden(toon, y, lijn)
    doek = Doek(maat.hoogte, links=LINKS, rechts=maat.rechts, boven=maat.boven, onder=0.28)
    doek.ax.set(xlim=maat.x, ylim=(len(toon) - 0.5, -0.5))
    teken = _teken(toon[0]) if toon else ""
    doek.schaal("x", lambda plekken: [f"{getal(plek)}{teken}" for plek in plekken], 5)
    _teken_banden(doek, toon, maat)
    if lijn is not None:
        doek.ax.axvline(lijn, color=INKT, linewidth=1.1, linestyle=STREEP)
        doek.schrijf(lijn, None, lijntekst, "middle", "boven", groot=9, dy=-4)
    genoemd = [nummer for nummer, rij in enumerate(toon) if rij[y] in vet]
    doek.namen(range(len(toon)), maat.namen, 34, vet=genoemd)
    for nummer, (rij, (_, hoog)) in enumerate(zip(toon, maat.grenzen)):
        dik = not vet or rij[y] in vet
        doek.schrijf(max(hoog, 0.0), nummer, _band(rij), dx=7, vet=dik)
    gezegd = "; ".join(f"{rij[y]}: {_band(rij)}" for rij in toon)
    alt = f"Balken van laag naar hoog. {gezegd}."
    breed = figuur(alle, doek.svg(), titel, ondertitel, alt, notitie)
    return smal.erbij(breed, "banden", y=y)


def _teken_banden(doek: Doek, toon: list[dict], maat: Bandenmaat) -> None:
    """De balken licht, met een streep op de schatting."""
    aantal = len(toon)
    links = [laag for laag, _ in maat.grenzen]
    kleuren = [KLEUR["gemeente"]] * aantal
    doek.balken(links, maat.breedtes, range(aantal), 0.5, kleuren, alpha=0.3)
    strepen = []
    for nummer, rij in enumerate(toon):
        midden = rij["waarde"]
        strepen.append(((midden, nummer - 0.32), (midden, nummer + 0.32)))
    doek.strepen(strepen, KLEUR["gemeente"], 2.4)


@dataclass(frozen=True)
class Stap:
    """Een balk die begint waar de vorige ophoudt. vast: hij begint bij nul."""

    naam: str
    begin: float
    erbij: float
    vast: bool
    band: str

    @property
    def einde(self) -> float:
        return self.begin + self.erbij

    @property
    def achter(self) -> str:
        """Wat er achter de balk staat: een uitkomst met haar band, een stap met plus of min."""
        if self.vast:
            return self.band
        return f"{'+' if self.erbij >= 0 else '−'}{getal(abs(self.erbij))}"

    @property
    def gezegd(self) -> str:
        """Dezelfde stap voor wie haar hoort."""
        return f"{self.naam}: {self.band if self.vast else getal(self.erbij)}"


def meet_stappen(toon: list[dict]) -> list[Stap]:
    """De eerste en de laatste staan op nul; de andere op waar het tot dan toe op uitkwam."""
    uit: list[Stap] = []
    laatste = len(toon) - 1
    for nummer, rij in enumerate(toon):
        vast = nummer in (0, laatste)
        begin = 0.0 if vast else uit[-1].einde
        uit.append(Stap(rij["kort"], begin, rij["waarde"], vast, _band(rij)))
    return uit


@getekend
def stappen(data: pd.DataFrame, titel: str, ondertitel: str = "", notitie: str = "") -> Beeld:
    """Van behoefte naar opgave: elke stap een balk die begint waar de vorige ophoudt;
    de eerste en de laatste staan op nul.

    data: een rij per stap, met `kort` als naam; erbij is positief, eraf negatief.
    De laatste rij is de uitkomst, met haar band.
    """
    alle = volledig(data, titel)
    reeks = meet_stappen(gevuld(alle))
    aantal, laatste = len(reeks), len(reeks) - 1
    plekken = [plek for stap in reeks for plek in (stap.begin, stap.einde)]
    doek = Doek(0.42 * aantal + 0.15, links=LINKS, rechts=1.9, boven=0.08, onder=0.05)
    doek.ax.set(xlim=_veld(min(plekken), max(plekken)), ylim=(aantal - 0.5, -0.5))
    _teken_stappen(doek, reeks)
    doek.ax.axvline(0, color=GRIJS, linewidth=0.8)
    namen = [breek(stap.naam, 34) for stap in reeks]
    doek.namen(range(aantal), namen, 34, vet=[laatste])
    for nummer, stap in enumerate(reeks):
        rechts = max(stap.begin, stap.einde)
        doek.schrijf(rechts, nummer, stap.achter, dx=7, vet=nummer == laatste)
    alt = f"Balken in stappen. {'; '.join(stap.gezegd for stap in reeks)}."
    return smal.erbij(figuur(alle, doek.svg(), titel, ondertitel, alt, notitie), "stappen")


def _teken_stappen(doek: Doek, reeks: list[Stap]) -> None:
    """De balken, met een dunne lijn van waar de een ophoudt naar waar de volgende begint."""
    kleuren = [GRIJS, *[STAAF] * len(reeks)][: len(reeks)]
    kleuren[-1] = KLEUR["gemeente"]
    begin = [stap.begin for stap in reeks]
    erbij = [stap.erbij for stap in reeks]
    doek.balken(begin, erbij, range(len(reeks)), 0.56, kleuren)
    lijnen = []
    for nummer, stap in enumerate(reeks[:-1]):
        lijnen.append(((stap.einde, nummer - 0.28), (stap.einde, nummer + 1.28)))
    doek.strepen(lijnen, GRIJS, 0.8)
