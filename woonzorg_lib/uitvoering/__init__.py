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
from .opdracht import Opdracht, Verwijzing, controleer_uitvoermap
from .parameters import controleer_parameters, lees_parameters
from .run import Voortgang, Werkwijze, kernen, maak_gemeente, maak_mappen, maak_run

__all__ = [
    "GELUKT",
    "MISLUKT_NOTEBOOK",
    "MISLUKT_UITVOERING",
    "OVERGESLAGEN",
    "Opdracht",
    "Resultaat",
    "Taak",
    "UitvoerFout",
    "Verwijzing",
    "Voortgang",
    "Werkwijze",
    "controleer_parameters",
    "controleer_uitvoermap",
    "kernen",
    "lees_parameters",
    "maak_gemeente",
    "maak_mappen",
    "maak_run",
    "voer_uit",
]
