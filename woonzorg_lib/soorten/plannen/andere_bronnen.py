"""Herkent wat geen lijst van plannen is, en zegt hoe die er wel komt."""

from __future__ import annotations

import re

from woonzorg_lib.gebieden.namen import sleutel
from woonzorg_lib.invoer.openen import Bestandsfout
from woonzorg_lib.invoer.rooster import Rooster

_PLAN = re.compile(r"plan(naam|code|nummer|id)?|naam|project(naam)?|complex|locatie|straat|adres")
_TELLING = re.compile(
    r"(h|z|hard|zacht|bruto|netto|totaal|harde|zachte|sloop|onbekend)?\w*"
    r"(20\d\d|plancapaciteit|planvoorraad|totaal|bruto|netto)\w*"
)


def is_gemeentetotalen(koppen: list[str]) -> bool:
    """Waar als elke rij een hele gemeente is, zoals in een overzicht van de provincie."""
    namen = [sleutel(k) for k in koppen if k]
    gemeente = {"gemeente", "gemeenten", "gemeentenaam", "gemeentecode"} & set(namen)
    tellingen = sum(bool(_TELLING.fullmatch(n)) for n in namen)
    return bool(gemeente) and tellingen >= 2 and not any(_PLAN.fullmatch(n) for n in namen)


def weiger_gemeentetotalen(rooster: Rooster) -> Rooster:
    """Fout: Bestandsfout, met hoe het wel kan."""
    raise Bestandsfout(
        "dit zijn gemeentetotalen: één rij per gemeente, en geen plannen.",
        "Vraag de provincie om de lijst van plannen (Planmonitor Wonen), of typ ze zelf over.",
        rooster.kopregel,
    )
