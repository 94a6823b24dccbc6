"""Het ene gezicht dat notebooks zien: Analyse.
Rekent en tekent zelf niets; geeft door aan cijfers, modellen en beeld.
"""

from __future__ import annotations

import pandas as pd

from woonzorg_lib import cijfers, onderwerpen

from . import vooruit
from .eigen_bestanden import EigenBestanden
from .naast_visie import NaastVisie
from .opendata import OpenData
from .verantwoording import Verantwoording
from .werklijst import Werklijst


class Analyse(OpenData, NaastVisie, EigenBestanden, Verantwoording, Werklijst):
    """De woonzorganalyse van één gemeente.

    Parameters: gemeente (naam of code), regio ("SOORT:NAAM", standaard het COROP-gebied), peiljaar
    (jongste jaar dat meetelt, standaard het nieuwste), prognosejaar, invoer (map met eigen invoer,
    standaard `parameters`), prognose_bron ("auto", "lokaal" of "cohort"; standaard die van
    parameters.yaml of rapport.yaml, anders auto), scenario (naam van een bestand in
    parameters/scenarios, standaard basis), naast (lijst van hoogstens vier gemeenten die in figuren
    en tabellen in plaats van de vergelijkingsgroep staan).
    Fouten: NietNaast, OnbekendeGemeente, OnbekendeRegio, OnbekendePeiljaar, OnbekendePrognosebron,
    IngetrokkenPrognose, OnbekendScenario.
    """


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
