"""Het ene gezicht dat notebooks zien: Analyse.
Rekent en tekent zelf niets; geeft door aan cijfers, modellen en beeld.
"""

from __future__ import annotations

import pandas as pd

from woonzorg_lib import cijfers, onderwerpen, onthouden

from . import model
from .afgesproken import Afgesproken
from .basis import Basis
from .behoefte import Behoefte
from .deel import Deel, Doorgeven, Onderdeel, Verhuisd, namen, onderdelen
from .duiding import Duiding
from .eigen_bestanden import EigenBestanden
from .eigen_kengetallen import EigenKengetallen
from .groepen import Groepen
from .kort import InHetKort
from .naast_visie import NaastVisie
from .opendata import OpenData
from .opgave import Opgave
from .verantwoording import Verantwoording
from .verhaal import Verhaal
from .vooruit import Vooruit
from .werklijst import Werklijst
from .zorgvraag import Zorgvraag


class Analyse(Basis):
    """De woonzorganalyse van één gemeente.

    Zij bestaat uit delen: `a.prognose`, `a.opgave`, `a.lokaal` en de andere. Wat een deel kan, mag
    u ook van de analyse zelf vragen: `a.kern_opgave()` is `a.opgave.kern_opgave()`.

    Parameters: gemeente (naam of code), regio ("SOORT:NAAM", standaard het COROP-gebied), peiljaar
    (jongste jaar dat meetelt, standaard het nieuwste), prognosejaar, invoer (map met eigen invoer,
    standaard `parameters`), prognose_bron ("auto", "lokaal" of "cohort"; standaard die van
    parameters.yaml of rapport.yaml, anders auto), scenario (naam van een bestand in
    parameters/scenarios, standaard basis), naast (lijst van hoogstens vier gemeenten die in figuren
    en tabellen in plaats van de vergelijkingsgroep staan).
    Fouten: NietNaast, OnbekendeGemeente, OnbekendeRegio, OnbekendePeiljaar, OnbekendeInvoer,
    OnbekendePrognosebron, IngetrokkenPrognose, OnbekendScenario.
    """

    verhaal = Onderdeel(Verhaal)
    open_cijfers = Onderdeel(OpenData)
    prognose = Onderdeel(Vooruit)
    zorg = Onderdeel(Zorgvraag)
    opgave = Onderdeel(Opgave)
    behoefte = Onderdeel(Behoefte)
    groepen = Onderdeel(Groepen)
    afgesproken = Onderdeel(Afgesproken)
    eigen_kengetallen = Onderdeel(EigenKengetallen)
    duiding = Onderdeel(Duiding)
    lokaal = Onderdeel(EigenBestanden)
    kort = Onderdeel(InHetKort)
    naast_visie = Onderdeel(NaastVisie)
    verantwoording = Onderdeel(Verantwoording)
    werklijst = Onderdeel(Werklijst)

    def delen(self) -> list[Deel]:
        """De delen, in de volgorde waarin zij hierboven staan."""
        return [getattr(self, naam) for naam in DELEN]


DELEN = onderdelen(Analyse)

# What a notebook calls: a name of a part is a name of the whole, so that a cell stays short.
for _deel, _soort in DELEN.items():
    for _naam in namen(_soort):
        if not hasattr(Analyse, _naam):
            setattr(Analyse, _naam, Doorgeven(_deel, _naam))

# What was asked of these parts before others had a place of their own.
_VERHUISD: dict[str, type[Deel]] = dict.fromkeys(
    ("behoefte", "groepen", "afgesproken", "eigen_kengetallen"), Opgave
)
for _deel, _soort in (_VERHUISD | {"zorg": Vooruit}).items():
    for _naam in namen(DELEN[_deel]):
        setattr(_soort, _naam, Verhuisd(_deel, _naam))


def voorladen() -> None:
    """Doet alvast wat voor elke gemeente hetzelfde is, zodat een kernel die hierna wordt
    afgesplitst meteen kan rekenen.
    """
    cijfers.voorladen(_proef, (*model.LANDELIJK, *cijfers.afgeleid.LANDELIJK))
    _proef()
    onthouden.laat_los()


def _proef() -> None:
    a = Analyse("Utrecht")
    for doe in (
        a.titel,
        a.statussen,
        a.opvallend,
        a.prognose,
        a.prognose_huishoudens,
        a.methoden,
        a.stromen,
        a.verdeling,
        a.urgentiecategorieen,
        a.kort_zinnen,
        a.prognose_steun,
    ):
        doe()
    for voorziening in ("huisarts", "supermarkt"):
        a.nabijheid_ouderen(voorziening)
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
