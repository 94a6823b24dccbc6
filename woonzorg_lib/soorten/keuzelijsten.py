"""Keuzelijsten die in meer soorten voorkomen, uit keuzelijsten.yaml.

De aandachtsgroepen komen uit het register van C1, de onderwerpen uit hun eigen register.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from woonzorg_lib.invoer.velden import Vorm, keuze
from woonzorg_lib.onderwerpen import groepsnamen, register
from woonzorg_lib.gebieden.yamlveilig import lees_yaml


def _groepen(woorden: dict[str, str]) -> dict[str, str]:
    """Per ander woord de groep waar het bij hoort: die met dit deel in haar naam."""
    gevonden = {
        woord: next((g for g in groepsnamen() if deel in g), None)
        for woord, deel in woorden.items()
    }
    return {woord: groep for woord, groep in gevonden.items() if groep}


@lru_cache
def keuzelijsten() -> dict[str, Vorm]:
    """Naam van de lijst -> de vorm van een kolom met die keuzes."""
    lijsten = lees_yaml(Path(__file__).with_suffix(".yaml"))
    groepen = _groepen(lijsten.pop("groepswoorden"))
    uit = {"groep": keuze(groepsnamen(), groepen), "onderwerp": keuze(list(register()), {})}
    for naam, lijst in lijsten.items():
        keuzes, synoniemen = lijst["keuzes"], lijst.get("synoniemen", {})
        # A file can't name a group that the report doesn't have.
        if lijst.get("met_groepen") == "ja":
            keuzes, synoniemen = [*groepsnamen(), *keuzes], groepen | synoniemen
        uit[naam] = keuze(keuzes, synoniemen)
    return uit
