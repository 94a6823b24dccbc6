"""Voert notebooks uit en legt vast hoe het ging; weet niets van CBS-cijfers of van wonen.

`voer_uit` draait één notebook, `maak_gemeente` maakt van een rij notebooks één rapportmap,
`maak_run` doet dat voor een rij gemeenten en schrijft het overzicht.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


def __getattr__(naam: str):
    """Loads what someone asks for, and no more: a worker starts here too, and runs no reports."""
    if naam in __all__:
        for module in ("notebook", "parameters", "opdracht", "run"):
            gevonden = vars(import_module(f".{module}", __name__)).get(naam)
            if gevonden is not None:
                return gevonden
    raise AttributeError(naam)
