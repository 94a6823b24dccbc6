"""Herkent wat geen lijst van plannen is, of een lijst die omgezet moet worden, en zegt hoe."""

from __future__ import annotations

import re

from woonzorg_lib.gebieden.namen import sleutel
from woonzorg_lib.invoer.openen import Bestandsfout
from woonzorg_lib.invoer.rooster import Rooster

_DIWI = {"identificatienr", "plansoort", "inprogrammering", "projectstatus", "rolgemeente"}
_DIWI_DETAIL = {"meergezinskoop1", "eengezinshuur1", "bouwgerealiseerd", "parentglobalid"}
_PLAN = re.compile(r"plan(naam|code|nummer|id)?|naam|project(naam)?|complex|locatie|straat|adres")
_TELLING = re.compile(
    r"(h|z|hard|zacht|bruto|netto|totaal|harde|zachte|sloop|onbekend)?\w*"
    r"(20\d\d|plancapaciteit|planvoorraad|totaal|bruto|netto)\w*"
)
# How the columns of DIWI are named here: enough to make the list by hand or in Power Query.
ALS_PLANNEN = (
    "Maak er één rij per plan van: 'Naam' wordt naam, 'Identificatie nr' plancode, 'Bouw' bruto, "
    "'Sloop' sloop; de kolom met de laatste datum bij de planologische planstatus wordt "
    "planologische_status (1A t/m 4B), en een vertrouwelijkheid anders dan openbaar wordt ja."
)


def is_diwi(koppen: list[str]) -> bool:
    """Waar als dit de Excel-export van DIWI is, of de detailplanning eruit."""
    namen = {sleutel(k) for k in koppen}
    return len(namen & _DIWI) >= 3 or len(namen & _DIWI_DETAIL) >= 2


def weiger_diwi(rooster: Rooster) -> Rooster:
    """Fout: Bestandsfout, met hoe het wel kan."""
    namen = {sleutel(k) for k in rooster.koppen}
    if namen & _DIWI_DETAIL:
        raise Bestandsfout(
            "dit is de detailplanning uit DIWI: aantallen per plan en jaar, zonder naam of status.",
            "Voer in DIWI de plannen zelf uit (Excel). " + ALS_PLANNEN,
            rooster.kopregel,
        )
    raise Bestandsfout("dit is een export uit DIWI.", ALS_PLANNEN, rooster.kopregel)


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
