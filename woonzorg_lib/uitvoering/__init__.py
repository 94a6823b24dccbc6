"""Voert notebooks uit en legt vast hoe het ging; weet niets van CBS-cijfers of van wonen.

`voer_uit` draait één notebook, `maak_gemeente` maakt van een rij notebooks één rapportmap, `maak_run` doet dat voor
een rij gemeenten en schrijft het overzicht.
"""

from .notebook import (
    GELUKT,
    MISLUKT_NOTEBOOK,
    MISLUKT_UITVOERING,
    OVERGESLAGEN,
    Resultaat,
    Taak,
    UitvoerFout,
    voer_uit,
)
from .opdracht import Opdracht, Voortgang, controleer_uitvoermap, maak_gemeente, maak_run
from .parameters import controleer_parameters, lees_parameters

__all__ = [
    "GELUKT",
    "MISLUKT_NOTEBOOK",
    "MISLUKT_UITVOERING",
    "OVERGESLAGEN",
    "Opdracht",
    "Resultaat",
    "Taak",
    "UitvoerFout",
    "Voortgang",
    "controleer_parameters",
    "controleer_uitvoermap",
    "lees_parameters",
    "maak_gemeente",
    "maak_run",
    "voer_uit",
]
