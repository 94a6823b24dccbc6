"""Het ene gezicht dat notebooks zien: Analyse.
Rekent en tekent zelf niets; geeft door aan cijfers, modellen en beeld.
"""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from woonzorg_lib import cijfers, onderwerpen

from . import vooruit
from .basis import Basis
from .deel import Deel, Doorgeven, namen
from .duiding import Duiding
from .eigen_bestanden import EigenBestanden
from .kort import InHetKort
from .naast_visie import NaastVisie
from .opendata import OpenData
from .opgave import Opgave
from .verantwoording import Verantwoording
from .verhaal import Verhaal
from .vooruit import Vooruit
from .werklijst import Werklijst


class Analyse(Basis):
    """De woonzorganalyse van één gemeente.

    Zij bestaat uit delen: `a.prognose`, `a.opgave`, `a.lokaal` en de andere van DELEN. Wat een deel
    kan, mag u ook van de analyse zelf vragen: `a.kern_opgave()` is `a.opgave.kern_opgave()`.

    Parameters: gemeente (naam of code), regio ("SOORT:NAAM", standaard het COROP-gebied), peiljaar
    (jongste jaar dat meetelt, standaard het nieuwste), prognosejaar, invoer (map met eigen invoer,
    standaard `parameters`), prognose_bron ("auto", "lokaal" of "cohort"; standaard die van
    parameters.yaml of rapport.yaml, anders auto), scenario (naam van een bestand in
    parameters/scenarios, standaard basis), naast (lijst van hoogstens vier gemeenten die in figuren
    en tabellen in plaats van de vergelijkingsgroep staan).
    Fouten: NietNaast, OnbekendeGemeente, OnbekendeRegio, OnbekendePeiljaar, OnbekendePrognosebron,
    IngetrokkenPrognose, OnbekendScenario.
    """

    @cached_property
    def verhaal(self) -> Verhaal:
        """Status, feiten en zinnen van onderwerpen."""
        return Verhaal(self)

    @cached_property
    def open_cijfers(self) -> OpenData:
        """Wat open cijfers laten zien."""
        return OpenData(self)

    @cached_property
    def prognose(self) -> Vooruit:
        """Wat de modellen laten zien; `a.prognose("75plus")` is de prognose van een leeftijd."""
        return Vooruit(self)

    @cached_property
    def opgave(self) -> Opgave:
        """De woonbehoefte en de woonopgave."""
        return Opgave(self)

    @cached_property
    def duiding(self) -> Duiding:
        """Wat de opgave betekent, en waar zij van afhangt."""
        return Duiding(self)

    @cached_property
    def lokaal(self) -> EigenBestanden:
        """Wat de gemeente zelf invulde; `a.lokaal("plannen")` toont een bestand."""
        return EigenBestanden(self)

    @cached_property
    def kort(self) -> InHetKort:
        """Het rapport op één scherm."""
        return InHetKort(self)

    @cached_property
    def naast_visie(self) -> NaastVisie:
        """De analyse naast de visie; `a.naast_visie("fase1_1_woningbouw")` is een regel daarvan."""
        return NaastVisie(self)

    @cached_property
    def verantwoording(self) -> Verantwoording:
        """Waar de cijfers vandaan komen en hoe volledig ze zijn."""
        return Verantwoording(self)

    @cached_property
    def werklijst(self) -> Werklijst:
        """Wat de adviseur nog te doen heeft; `a.werklijst()` is de hele lijst."""
        return Werklijst(self)

    def delen(self) -> list[Deel]:
        """De delen, in de volgorde van DELEN."""
        return [getattr(self, naam) for naam in DELEN]


DELEN: dict[str, type[Deel]] = {
    "verhaal": Verhaal,
    "open_cijfers": OpenData,
    "prognose": Vooruit,
    "opgave": Opgave,
    "duiding": Duiding,
    "lokaal": EigenBestanden,
    "kort": InHetKort,
    "naast_visie": NaastVisie,
    "verantwoording": Verantwoording,
    "werklijst": Werklijst,
}

# What a notebook calls: a name of a part is a name of the whole, so that a cell stays short.
for _deel, _soort in DELEN.items():
    for _naam in namen(_soort):
        if not hasattr(Analyse, _naam):
            setattr(Analyse, _naam, Doorgeven(_deel, _naam))


def voorladen() -> None:
    """Doet alvast wat voor elke gemeente hetzelfde is, zodat een kernel die hierna wordt
    afgesplitst meteen kan rekenen.
    """
    cijfers.voorladen(_proef, vooruit.LANDELIJK)
    _proef()


def _proef() -> None:
    a = Analyse("Utrecht")
    for doe in (
        a.titel,
        a.statussen,
        a.opvallend,
        a.prognose,
        a.stromen,
        a.verdeling,
        a.urgentiecategorieen,
    ):
        doe()
    wijken = a.wijken("aandeel_65plus")
    a.spreiding(wijken, wijken, titel="Proef")
    a.heatmap(wijken, titel="Proef")
    a.lijnen(a.verloop("aandeel_65plus"), titel="Proef")
    a.leeftijdsbalken(a.leeftijdsopbouw(), titel="Proef")
    a.regiokaart("aandeel_65plus", titel="Proef")


def overzicht_onderwerpen(gemeente: str | None = None) -> pd.DataFrame:
    """De onderwerpen; met een gemeente erbij ook hun status."""
    if gemeente is not None:
        return Analyse(gemeente).statussen()
    return pd.DataFrame(
        [(o.id, o.titel, o.notebook) for o in onderwerpen.register().values()],
        columns=["id", "titel", "notebook"],
    )
