"""Een tabel in kleuren, een rij per wijk: kiezen, indelen, tekenen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns

from woonzorg_lib.beeld import stijl
from woonzorg_lib.beeld.beeld import Beeld, figuur, uniek, volledig, waarde
from woonzorg_lib.beeld.doek import PUNT, Doek, breek, breedte, getekend
from woonzorg_lib.beeld.kiezen import TOP, gevuld, kies_namen
from woonzorg_lib.beeld.stijl import BREEDTE, GRIJS, KLEUR
from woonzorg_lib.beeld.zinnen import hoog_en_laag

VELD = (BREEDTE - 2.75) * PUNT  # points, for the columns together


@dataclass(frozen=True)
class Tabelkeuze:
    """Welke vakken er zijn. alle: de rijen van de tabel eronder. namen: de rijen van boven naar
    beneden, met een regel voor wie is weggelaten. cel: bij naam en kolom de rij.
    """

    alle: list[dict]
    namen: list[str]
    kolommen: list[str]
    cel: dict[tuple[str, str], dict]
    y: str
    x: str

    def alt(self) -> str:
        """Wat er te zien is, in woorden: per kolom de hoogste en de laagste."""
        gebieden = {r[self.y] for r in self.alle}
        eindes = [self._eindes(kolom) for kolom in self.kolommen]
        gezegd = "; ".join(einde for einde in eindes if einde)
        return f"Tabel in kleuren van {len(gebieden)} gebieden. {gezegd}."

    def _eindes(self, kolom: str) -> str:
        rijen = [r for r in gevuld(self.alle) if r[self.x] == kolom]
        return f"{kolom}: {hoog_en_laag(rijen, self.y)}" if len(rijen) > 1 else ""


def kies_vakken(alle: list[dict], y: str, x: str, eerste: int) -> Tabelkeuze:
    """Per waarde van `y` een rij en per waarde van `x` een kolom; eerste: zoveel rijen."""
    rijen = gevuld(alle)
    cel = {(r[y], r[x]): r for r in reversed(rijen)}
    namen, weg = kies_namen(rijen, y, eerste)
    if weg:
        namen.insert(eerste or len(namen) - TOP, f"… {weg} andere …")
    return Tabelkeuze(alle, namen, uniek(r[x] for r in alle), cel, y, x)


@dataclass(frozen=True)
class Tabelmaat:
    """Waar de vakken komen en hoe donker zij zijn. kop en hoogte: inches. diepte: per vak een
    getal; tussen `laag` en `hoog` loopt de kleur van licht naar donker.
    """

    koppen: list[str]
    kop: float
    hoogte: float
    diepte: np.ndarray
    laag: float
    hoog: float

    @property
    def deel(self) -> np.ndarray:
        """Per vak hoe donker, van 0 tot 1."""
        return np.clip((self.diepte - self.laag) / (self.hoog - self.laag), 0, 1)


def meet_vakken(keuze: Tabelkeuze, norm: float | None) -> Tabelmaat:
    """Met een norm telt hoe ver een cijfer erboven ligt; anders waar het in zijn kolom ligt."""
    breed = int(VELD / len(keuze.kolommen) / breedte("e", 9.5))
    koppen = [breek(kolom, breed) for kolom in keuze.kolommen]
    regels = max(kop.count("\n") + 1 for kop in koppen)
    kop = 0.1 + 0.165 * regels
    hoogte = 0.3 * len(keuze.namen) + kop + 0.06
    waarden = _waarden(keuze)
    if norm is not None:
        return Tabelmaat(koppen, kop, hoogte, waarden / norm, 0.5, 3.0)
    laagste = np.nanmin(waarden, axis=0)
    verschil = np.nanmax(waarden, axis=0) - laagste
    diepte = (waarden - laagste) / np.where(verschil > 0, verschil, 1.0)
    return Tabelmaat(koppen, kop, hoogte, diepte, 0.0, 1.0)


def _waarden(keuze: Tabelkeuze) -> np.ndarray:
    """De cijfers als vakken; een vak zonder cijfer is nan."""

    def cijfer(naam: str, kolom: str) -> float:
        rij = keuze.cel.get((naam, kolom))
        return np.nan if rij is None else rij["waarde"]

    rijen = [[cijfer(naam, kolom) for kolom in keuze.kolommen] for naam in keuze.namen]
    return np.array(rijen, dtype=float)


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
    keuze = kies_vakken(alle, y, x, eerste)
    maat = meet_vakken(keuze, norm)
    doek = Doek(maat.hoogte, links=2.6, rechts=0.15, boven=maat.kop, onder=0.06)
    kleur = KLEUR["regio"] if norm is None else stijl.BOVEN_NORM
    uitersten = [stijl.vaktint(donker, kleur) for donker in (0, 1)]
    verf = sns.blend_palette(uitersten, as_cmap=True)
    _teken_vakken(doek, maat, verf)
    _schrijf_cijfers(doek, keuze, verf(maat.deel))
    for nummer, kop in enumerate(maat.koppen):
        doek.schrijf(nummer + 0.5, None, kop, "middle", "boven", kleur=GRIJS, dy=-5)
    middens = [nummer + 0.5 for nummer in range(len(keuze.namen))]
    doek.namen(middens, keuze.namen, 34)
    return figuur(alle, doek.svg(), titel, ondertitel, keuze.alt(), notitie)


def _teken_vakken(doek: Doek, maat: Tabelmaat, verf: Any) -> None:
    # Straight to matplotlib: seaborn draws the whole sheet once more, to see if its ticks overlap.
    doek.ax.pcolormesh(
        np.ma.masked_invalid(maat.diepte),
        cmap=verf,
        vmin=maat.laag,
        vmax=maat.hoog,
        linewidths=1.2,
        edgecolor="white",
    )
    rijen, kolommen = maat.diepte.shape
    doek.ax.set(xlim=(0, kolommen), ylim=(rijen, 0))


def _schrijf_cijfers(doek: Doek, keuze: Tabelkeuze, tinten: np.ndarray) -> None:
    """In elk vak zijn getal, in de inkt die op die tint te lezen is."""
    for i, naam in enumerate(keuze.namen):
        for j, kolom in enumerate(keuze.kolommen):
            rij = keuze.cel.get((naam, kolom))
            if rij is None:
                continue
            rood_groen_blauw = tinten[i, j, :3]
            vlak = "#" + "".join(f"{round(255 * c):02x}" for c in rood_groen_blauw)
            inkt = stijl.tekstkleur(vlak)
            doek.schrijf(j + 0.5, i + 0.5, waarde(rij), "middle", groot=9.5, kleur=inkt)
