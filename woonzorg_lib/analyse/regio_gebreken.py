"""Wat er van de gemeenten van een regio niet meetelt of nog ontbreekt. Zegt er zelf niets over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from woonzorg_lib.soorten import opgave_ouderen, plannen, prognose
from woonzorg_lib.soorten.visiescore import SOORT as VISIESCORE

if TYPE_CHECKING:
    from . import Analyse
    from .regio_visies import Regiovisies

GEBRUIKT = (plannen.SOORT, opgave_ouderen.SOORT, prognose.SOORT, VISIESCORE)


class Soort(StrEnum):
    """Wat er van een gemeente niet meetelt; de waarde is de sleutel in regiobeeld.yaml."""

    GEMEENTE = "fout"
    BESTAND = "bestand"
    BEHOEFTE = "geen_behoefte"


class Mist(StrEnum):
    """Wat een gemeente nog niet heeft; de waarde is de sleutel in regiobeeld.yaml."""

    PLANNEN = "plannen"
    VOORSTEL = "voorstel"  # of the visiescan, that no one confirmed yet
    VISIE = "visie"


@dataclass(frozen=True)
class Gebrek:
    """Wat er van een gemeente niet meetelt en waarom; bestand: de soort van een kapot bestand."""

    gemeente: str
    soort: Soort
    reden: str
    bestand: str = ""


def gebreken(fouten: Mapping[str, str], analyses: Mapping[str, Analyse]) -> list[Gebrek]:
    """Alles wat niet meetelt. fouten: gemeenten die niet meekonden -> waarom."""
    uit = [Gebrek(naam, Soort.GEMEENTE, reden) for naam, reden in fouten.items()]
    for a in analyses.values():
        if a.opgave.geen_behoefte is not None:
            uit.append(Gebrek(a.gemeente.naam, Soort.BEHOEFTE, a.opgave.geen_behoefte.zin))
        for soort in GEBRUIKT:
            bestand = a.eigen.bestand(soort.naam)
            if bestand is not None and bestand.fouten:
                reden = bestand.fouten[0]
                uit.append(Gebrek(a.gemeente.naam, Soort.BESTAND, reden, soort.naam))
    return uit


def zonder(
    analyses: Mapping[str, Analyse], scores: Regiovisies, gebreken: list[Gebrek]
) -> dict[Mist, list[str]]:
    """Per onderdeel wie er nog niets van heeft; wie er een fout in maakte, hoorde dat al."""
    kapot = {(g.gemeente, g.bestand) for g in gebreken if g.bestand}
    wachten = scores.voorstellen
    namen = {a.gemeente.naam: a for a in analyses.values()}
    return {
        Mist.PLANNEN: [
            naam
            for naam, a in namen.items()
            if not a.opgave.met_plannen and (naam, plannen.SOORT.naam) not in kapot
        ],
        Mist.VOORSTEL: wachten,
        Mist.VISIE: [
            naam
            for naam, a in namen.items()
            if a.gemeente.code not in scores.niveaus
            and naam not in wachten
            and (naam, VISIESCORE.naam) not in kapot
        ],
    }
