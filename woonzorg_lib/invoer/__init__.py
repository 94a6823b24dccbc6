"""De eigen invoer van een gemeente en de instellingen:
schema's, sjablonen, lezen, nakijken, privacy. Rekent niets uit en tekent niets.

Kent velden en regels, en geen enkel bestand bij naam:
wie een bestand leest, geeft zijn schema mee (zie soorten/).
"""

from woonzorg_lib.invoer.afsprakenkaders import Kader, afsprakenkaders, kader_van
from woonzorg_lib.invoer.behoefte import Behoefte, behoefte
from woonzorg_lib.invoer.instellingen import altijd, instelling, jaargrens, standaard
from woonzorg_lib.invoer.melding import ERNST, FOUT, LET_OP, WAARSCHUWING, Invoer, Melding
from woonzorg_lib.invoer.privacy import onderdruk, openbaar
from woonzorg_lib.invoer.regios import KIT
from woonzorg_lib.invoer.scenarios import (
    AANNAMES,
    OnbekendScenario,
    Scenario,
    ScenarioBestaat,
    scenario,
    scenarios,
)
from woonzorg_lib.invoer.wijkgrenzen import OngeldigeKaart, wijkgrenzen
from woonzorg_lib.invoer.yamlbestand import OngeldigeInstelling

__all__ = [
    "AANNAMES",
    "ERNST",
    "FOUT",
    "KIT",
    "LET_OP",
    "WAARSCHUWING",
    "Behoefte",
    "Invoer",
    "Kader",
    "Melding",
    "OnbekendScenario",
    "OngeldigeInstelling",
    "OngeldigeKaart",
    "Scenario",
    "ScenarioBestaat",
    "afsprakenkaders",
    "altijd",
    "behoefte",
    "controleer",
    "documentatie",
    "instelling",
    "jaargrens",
    "jaren_van",
    "juridisch",
    "kader_van",
    "kijk_na",
    "leeftijdsgrenzen",
    "lees",
    "lees_regio",
    "nieuw",
    "onderdruk",
    "openbaar",
    "scenario",
    "scenarios",
    "standaard",
    "wijkgrenzen",
]

# Loads when something first asks for it: most reports have no local input.
_LATER = {
    "jaren_van": "schema",
    "lees": "lezen",
    "leeftijdsgrenzen": "cellen",
    "lees_regio": "lezen",
    "controleer": "controle",
    "kijk_na": "controle",
    "nieuw": "sjabloon",
    "documentatie": "sjabloon",
    "juridisch": "wet",
}


def __getattr__(naam: str):
    if naam not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {naam!r}")
    from importlib import import_module

    return getattr(import_module(f"woonzorg_lib.invoer.{_LATER[naam]}"), naam)
