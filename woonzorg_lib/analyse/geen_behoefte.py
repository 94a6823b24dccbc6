"""Waarom er geen woonbehoefte is: de redenen als eigen soort, elk met haar zin.

Wie wil weten waarom, kijkt naar de soort; de zin is er alleen voor de lezer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from woonzorg_lib import invoer, teksten
from woonzorg_lib.modellen import Prognosebron
from woonzorg_lib.soorten import prognose

if TYPE_CHECKING:
    from . import Analyse


class GeenBehoefte(Enum):
    """Wat er ontbreekt om een woonbehoefte te berekenen."""

    EIGEN_GETALLEN = auto()  # the own numbers have a mistake
    PEILJAAR = auto()
    EIGEN_PROGNOSE = auto()
    SLEUTEL = auto()
    REGIO = auto()


@dataclass(frozen=True)
class Reden:
    """Waarom er geen woonbehoefte is: de soort reden, en de zin die een lezer ziet."""

    soort: GeenBehoefte
    zin: str


def waarom_geen(a: Analyse) -> Reden | None:
    """Waarom er voor deze gemeente geen behoefte te berekenen is; None als het wel kan."""
    try:
        sleutel = a.opgave.getallen.sleutel
    except invoer.OngeldigeInstelling as fout:
        zin = teksten.zin("opgave.reden.eigen_getallen", fout=fout)
        return Reden(GeenBehoefte.EIGEN_GETALLEN, zin)
    return _zonder_prognose(a) or _zonder_sleutel(a, sleutel)


def _zonder_prognose(a: Analyse) -> Reden | None:
    if a.prognose.te_laat:
        bekend_tot = a.prognose.bevolking.bekend_tot
        zin = teksten.zin("opgave.reden.peiljaar", bekend_tot=bekend_tot, peiljaar=a.peiljaar)
        return Reden(GeenBehoefte.PEILJAAR, zin)
    if a.prognose_bron is Prognosebron.LOKAAL and a.prognose.eigen_prognose.empty:
        zin = teksten.zin("opgave.reden.eigen_prognose", bestand=prognose.SOORT.bestand)
        return Reden(GeenBehoefte.EIGEN_PROGNOSE, zin)
    return None


def _zonder_sleutel(a: Analyse, sleutel: dict | None) -> Reden | None:
    if sleutel is None and not a.opgave.getallen.tarieven:
        return Reden(GeenBehoefte.SLEUTEL, teksten.zin("opgave.reden.sleutel"))
    over_regio = sleutel is not None and sleutel["verdeeld_over"] == "regio"
    if over_regio and "regio" not in a.gebieden(["regio"]):
        return Reden(GeenBehoefte.REGIO, teksten.zin("opgave.reden.regio"))
    return None
