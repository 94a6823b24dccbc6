"""Elke wijk een stip tussen twee cijfers: kiezen, indelen, tekenen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
import seaborn as sns

from woonzorg_lib.beeld import stijl
from woonzorg_lib.beeld.beeld import Beeld, figuur, volledig, waarde
from woonzorg_lib.beeld.doek import PUNT, Doek, breedte, getekend, uiteen
from woonzorg_lib.beeld.getallen import met_eenheid
from woonzorg_lib.beeld.kiezen import gevuld, kies_hoogste
from woonzorg_lib.beeld.stijl import BREEDTE, GRIJS, LIJN

NAAST = 8  # points between a dot and its name
LINKS, RECHTS = 0.75, 0.9  # inches beside the field


@dataclass(frozen=True)
class Paren:
    """De wijken met beide cijfers, als (liggend, staand); noem: wie een naam krijgt."""

    paren: list[tuple[dict, dict]]
    noem: list[tuple[dict, dict]]

    @property
    def wat(self) -> tuple[str, str]:
        """Wat er langs de liggende en langs de staande as staat."""
        liggend, staand = self.paren[0]
        return liggend["omschrijving"], staand["omschrijving"]

    @property
    def rijen(self) -> list[dict]:
        """Alle cijfers, voor de tabel: eerst die van de liggende as."""
        return [paar[as_] for as_ in (0, 1) for paar in self.paren]

    def alt(self) -> str:
        """Wat er te zien is, in woorden: hoeveel stippen, en wie op beide hoog is."""
        liggend, staand = self.wat
        hoog = ", ".join(f"{a['gebied']} ({waarde(a)} en {waarde(b)})" for a, b in self.noem)
        return (
            f"Stippen van {len(self.paren)} gebieden: {liggend} tegen {staand}. "
            f"Hoog op beide: {hoog}."
        )


def kies_paren(x: list[dict], y: list[dict]) -> Paren:
    """Alleen wie op beide assen een cijfer heeft."""
    staand = {r["gebiedcode"]: r for r in gevuld(y)}
    liggend = {r["gebiedcode"]: r for r in gevuld(x)}
    paren = [(r, staand[code]) for code, r in liggend.items() if code in staand]
    return Paren(paren, kies_hoogste(paren))


@dataclass(frozen=True)
class As:
    """Een as: de waarden, en hoe ver zij uiteen liggen."""

    waarden: np.ndarray

    @property
    def laag(self) -> float:
        return self.waarden.min()

    @property
    def hoog(self) -> float:
        return self.waarden.max()

    @property
    def ruim(self) -> float:
        return np.ptp(self.waarden) or 1.0

    @property
    def midden(self) -> float:
        return (self.laag + self.hoog) / 2

    @property
    def mediaan(self) -> float:
        return np.median(self.waarden)

    @property
    def veld(self) -> tuple[float, float]:
        """Van waar tot waar de as loopt, met wat lucht om de stippen."""
        lucht = 0.06 * self.ruim
        return self.laag - lucht, self.hoog + lucht


@dataclass(frozen=True)
class Naamplek:
    """Een naam naast haar stip: op (x, y), links van de stip als zij er rechts niet past."""

    naam: str
    x: float
    y: float
    links: bool


@dataclass(frozen=True)
class Spreidingsmaat:
    """De twee assen, en waar de namen komen."""

    liggend: As
    staand: As
    namen: list[Naamplek]


def meet_spreiding(keuze: Paren) -> Spreidingsmaat:
    """Namen schuiven omhoog of omlaag tot zij elkaar niet raken."""
    liggend, staand = (
        As(np.array([paar[as_]["waarde"] for paar in keuze.paren], dtype=float)) for as_ in (0, 1)
    )
    hoogtes = uiteen([b["waarde"] for _, b in keuze.noem], staand.ruim * 0.055)
    namen = []
    for (wijk, _), hoogte in zip(keuze.noem, hoogtes):
        naam, x = wijk["gebied"], wijk["waarde"]
        te_lang = breedte(naam, 9) + NAAST > _ruimte_rechts(liggend, x)
        namen.append(Naamplek(naam, x, hoogte, te_lang))
    return Spreidingsmaat(liggend, staand, namen)


def _ruimte_rechts(as_: As, x: float) -> float:
    """Van een stip tot de rand van het vel, in punten."""
    deel = (as_.hoog - x) / as_.ruim * 0.88
    veld = BREEDTE - LINKS - RECHTS
    return deel * PUNT * veld + RECHTS * PUNT


@getekend
def spreiding(
    x: pd.DataFrame, y: pd.DataFrame, titel: str, ondertitel: str = "", notitie: str = ""
) -> Beeld:
    """Elke wijk een stip: de ene indicator op de liggende as, de andere op de staande;
    de lijnen zijn de medianen van de wijken.
    """
    keuze = kies_paren(volledig(x, titel), volledig(y, titel))
    maat = meet_spreiding(keuze)
    doek = Doek(4.2, links=LINKS, rechts=RECHTS, boven=0.3, onder=0.55)
    doek.ax.set(xlim=maat.liggend.veld, ylim=maat.staand.veld)
    _trek_medianen(doek, maat)
    sns.scatterplot(
        x=maat.liggend.waarden,
        y=maat.staand.waarden,
        color=stijl.TOP,
        s=52,
        alpha=0.8,
        linewidth=0.6,
        ax=doek.ax,
        legend=False,
    )
    for plek in maat.namen:
        anker, dx = ("end", -NAAST) if plek.links else ("start", NAAST)
        doek.schrijf(plek.x, plek.y, plek.naam, anker, groot=9, dx=dx, rand=True)
    _schrijf_assen(doek, keuze, maat)
    return figuur(keuze.rijen, doek.svg(), titel, ondertitel, keuze.alt(), notitie)


def _trek_medianen(doek: Doek, maat: Spreidingsmaat) -> None:
    liggend, staand = maat.liggend.mediaan, maat.staand.mediaan
    rechts = maat.liggend.veld[1]
    doek.ax.axvline(liggend, color=LIJN, linewidth=1.2)
    doek.ax.axhline(staand, color=LIJN, linewidth=1.2)
    doek.schrijf(liggend, None, "mediaan", op="onder", kleur=GRIJS, groot=8.5, dx=4)
    doek.schrijf(rechts, staand, "mediaan", kleur=GRIJS, groot=8.5, dx=4)


def _schrijf_assen(doek: Doek, keuze: Paren, maat: Spreidingsmaat) -> None:
    """De getallen langs beide assen, en wat zij betekenen."""
    for as_, rij in zip("xy", keuze.paren[0]):
        doek.schaal(as_, partial(_met_eenheid, rij["eenheid"]), 8, lijnen=False)
    liggend, staand = keuze.wat
    midden, onder = maat.liggend.midden, maat.staand.veld[0]
    doek.schrijf(midden, onder, liggend, "middle", "onder", kleur=GRIJS, dy=21)
    doek.schrijf(None, None, staand, op="boven", kleur=GRIJS, dx=-40, dy=-8)


def _met_eenheid(eenheid: str, plekken: list[float]) -> list[str]:
    heel = len(plekken) < 2 or plekken[1] - plekken[0] >= 1
    return [met_eenheid(plek, eenheid, 0 if heel else 1) for plek in plekken]
