"""Stippen per rij, een voor elk gebied: kiezen, indelen, tekenen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from woonzorg_lib.beeld import stijl
from woonzorg_lib.beeld.beeld import Beeld, figuur, met_jaar, uniek, volledig, waarde
from woonzorg_lib.beeld.doek import PUNT, Doek, breedte, getekend
from woonzorg_lib.beeld.getallen import met_eenheid
from woonzorg_lib.beeld.kiezen import gevuld, is_eigen
from woonzorg_lib.beeld.stijl import BREEDTE, GRIJS, KLEUR, LIJN

LINKS, RECHTS = 2.6, 0.65  # inches beside the field
RIJ, BOVENAAN = 0.46, -0.6  # inches of a row; where the field begins, in rows
GETAL, OP = 9.5, 9.0  # points: the size of the number above a dot, and how high it stands
ROLLEN = ("gemeente", *stijl.NAASTEN, "regio", "vergelijkbaar", "land", "eigen")
# As the marks of stijl.TEKENS.
_VORM = {"regio": "s", "vergelijkbaar": "D", "land": "^"} | dict(zip(stijl.NAASTEN, "vPX*"))


@dataclass(frozen=True)
class Puntenkeuze:
    """Welke stippen er zijn; namen: de rijen van boven naar beneden."""

    toon: list[dict]
    namen: list[str]
    y: str

    def alt(self) -> str:
        """Wat er te zien is, in woorden: per rij elk gebied met zijn cijfer."""
        rijen = [
            (naam, ", ".join(f"{r['gebied']} {waarde(r)}" for r in self.toon if r[self.y] == naam))
            for naam in self.namen
        ]
        return f"Stippen per gebied. {'; '.join(f'{naam}: {wie}' for naam, wie in rijen)}."


def kies_punten(alle: list[dict], y: str) -> Puntenkeuze:
    """De gevulde rijen; het jaar staat erbij als niet alles van hetzelfde jaar is."""
    toon = gevuld(met_jaar(alle))
    return Puntenkeuze(toon, uniek(r[y] for r in toon), y)


@dataclass(frozen=True)
class Puntenmaat:
    """Wat het veld omvat: van `laag` tot `hoog`. Wat verder ligt, komt op de rand.

    rij: de plek van elke naam. strepen: per rij van de laagste tot de hoogste stip.
    """

    laag: float
    hoog: float
    rij: dict[str, int]
    strepen: list[tuple[float, float]]

    @property
    def veld(self) -> tuple[float, float]:
        """Waar de as begint en eindigt."""
        return self.laag, self.hoog * 1.06 or 1.0


def meet_punten(keuze: Puntenkeuze) -> Puntenmaat:
    """Ligt de gemeente veel verder dan alle andere, dan houdt de as op bij anderhalf keer die."""
    waarden = [float(r["waarde"]) for r in keuze.toon]
    hoog = max(waarden)
    anders = max((float(r["waarde"]) for r in keuze.toon if not is_eigen(r)), default=0.0)
    if hoog > 2.2 * anders > 0:
        hoog = anders * 1.5
    strepen = []
    for naam in keuze.namen:
        op_rij = [min(r["waarde"], hoog) for r in keuze.toon if r[keuze.y] == naam]
        strepen.append((min(op_rij), max(op_rij)))
    rij = {naam: i for i, naam in enumerate(keuze.namen)}
    return Puntenmaat(min(0.0, min(waarden) * 1.1), hoog, rij, strepen)


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
    doek = Doek(RIJ * n + 0.85 + hoger, LINKS, RECHTS, boven=0.42 + hoger, onder=0.35)
    doek.ax.set(xlim=maat.veld, ylim=(n - 0.45, BOVENAAN))
    strepen = [((van, i), (tot, i)) for i, (van, tot) in enumerate(maat.strepen)]
    doek.strepen(strepen, LIJN, 2, laag=0.6)
    stippen = sorted(keuze.toon, key=lambda r: -ROLLEN.index(r["rol"]))  # the gemeente lies on top
    _zet_stippen(doek, stippen, [maat.rij[r[y]] for r in stippen], maat.hoog)
    _schrijf_stippen(doek, stippen, keuze, maat)
    _noem_wie(doek, wie)
    if maat.laag < 0:
        doek.ax.axvline(0, color=GRIJS, linewidth=0.8)
    if all(r["eenheid"] == "index, Nederland = 100" for r in keuze.toon):
        stukken = lijn_om_getallen(100, keuze, maat)
        doek.strepen([((100, van), (100, tot)) for van, tot in stukken], stijl.NAAST["land"])
    doek.namen(range(n), keuze.namen, 34)
    eenheid = str(alle[0]["eenheid"])
    decimalen = 0 if maat.hoog - maat.laag > 4 else 1
    doek.schaal("x", lambda plekken: [met_eenheid(p, eenheid, decimalen) for p in plekken])
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
            groot=GETAL,
            dy=-OP,
        )


def lijn_om_getallen(
    plek: float, keuze: Puntenkeuze, maat: Puntenmaat
) -> list[tuple[float, float]]:
    """De stukken van een staande lijn, in rijen, met een gat waar een getal van de gemeente staat.

    plek: van de lijn, in de eenheid van de as.
    """
    van, tot = maat.veld
    punt = (tot - van) / ((BREEDTE - LINKS - RECHTS) * PUNT)
    hoog = RIJ * PUNT
    stukken, begin = [], BOVENAAN
    for r in filter(is_eigen, keuze.toon):
        if abs(r["waarde"] - plek) < (breedte(waarde(r), GETAL) / 2 + 2) * punt:
            rij = maat.rij[r[keuze.y]]
            stukken.append((begin, rij - (OP + GETAL) / hoog))
            begin = rij - (OP - 2) / hoog
    return [*stukken, (begin, len(keuze.namen) - 0.45)]


def _noem_wie(doek: Doek, wie: list[list[tuple[str, str, float]]]) -> None:
    """The first row says who has which colour, so there is no need of a legend."""
    for nummer, regel in enumerate(reversed(wie)):
        # Long names begin left of the axis.
        dx = -min(max(0.0, sum(b for *_, b in regel) - (BREEDTE - LINKS) * PUNT), 2.5 * PUNT)
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
        doek.stippen(
            [x for x, _ in plekken],
            [y for _, y in plekken],
            stijl.rolkleur(rol),
            groot=95 if rol == "gemeente" else 46,
            teken=teken,
            zorder=4 if rol == "gemeente" else 3,
            **rand,
        )
