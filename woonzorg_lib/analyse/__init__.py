"""Het ene gezicht dat notebooks zien: Analyse. Rekent en tekent zelf niets; geeft door aan cijfers, modellen en beeld."""

from __future__ import annotations

import pandas as pd

from woonzorg_lib import cijfers, onderwerpen

from .eigen import Eigen
from .opendata import OpenData
from .verantwoording import Verantwoording
from .vooruit import Vooruit


class Analyse(OpenData, Vooruit, Eigen, Verantwoording):
    """De woonzorganalyse van één gemeente.

    Parameters: gemeente (naam of code), regio ("SOORT:NAAM", standaard het COROP-gebied), peiljaar (jongste jaar dat
    meetelt, standaard het nieuwste), prognosejaar, invoer (map met eigen invoer, standaard `parameters`),
    prognose_bron ("auto", "lokaal" of "cohort"; standaard die van parameters.yaml of rapport.yaml, anders auto).
    Fouten: OnbekendeGemeente, OnbekendeRegio, OnbekendePeiljaar, OnbekendePrognosebron, IngetrokkenPrognose.
    """


def voorladen() -> None:
    """Leest alle cijfers en tekent één proefstaaf, zodat een kernel die hierna wordt afgesplitst meteen kan rekenen."""
    for id in cijfers.indicatoren():
        cijfers.per_gemeente(id)
    for bron in ("kern_wijk", "kern_buurt", "gezondheid_wijk"):
        cijfers.lees(bron)
    a = Analyse("Utrecht")
    a.titel()
    a.statussen()
    a.prognose()
    a.staven(a.cijfers("inwoners"), titel="Proef")


def overzicht_onderwerpen(gemeente: str | None = None) -> pd.DataFrame:
    """De 40 onderwerpen; met een gemeente erbij ook hun status."""
    if gemeente is not None:
        return Analyse(gemeente).statussen()
    return pd.DataFrame([(o.id, o.titel, o.notebook) for o in onderwerpen.register().values()], columns=["id", "titel", "notebook"])
