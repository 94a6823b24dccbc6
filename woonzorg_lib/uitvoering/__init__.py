"""Voert notebooks uit en legt vast hoe het ging; weet niets van CBS-cijfers of van wonen.

Hoe het werkt, in tien zinnen. Een run (`maak_run`, `maak_mappen`) is een rij opdrachten:
rapporten, elk met haar notebooks en parameters (`run`, `opdracht`). Eerst kijkt hij welke
notebooks nog kloppen met hun vingerafdruk; de rest komt in één rij, en een paar draden halen daar
om beurten een notebook uit (`afdruk`, `run`). Elke draad leent een werker, een proces dat de
bibliotheek al geladen heeft, en geeft hem aan Papermill, met `motor` als zijn engine (`werkers`,
`notebook`). Motor en werker praten over een lijn, een bericht per regel: de werker zegt dat hij
zover is, krijgt een map, dan cel na cel, en stuurt terug wat elke cel toont (`lijn`). De cellen
lopen in de schil van een gewone kernel, zonder kernel eromheen (`schil`). Kan een proces zich
veilig splitsen, dan krijgt elke notebook een kind dat daarna weg is (`stam`). Anders doet de
werker het zelf en zet daarna alles terug; wat niet terug te zetten is, kost hem zijn leven en
geen rapport (`herstel`). Vraagt een notebook om een gewone kernel, dan geeft de werker de
berichten daarvan door (`gewoon`). Een tijdslimiet, Ctrl-C of een proces dat omvalt beëindigt de
werker of zijn kind van buiten, met alles wat het startte; wat er al getoond was blijft. Is de
laatste notebook van een rapport klaar, dan komt het rapport in zijn geheel op zijn plaats, met
een verslag ernaast (`opdracht`, `werkmap`).
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
    from .run import Voortgang, Werkwijze, kernen, maak_mappen, maak_run

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
