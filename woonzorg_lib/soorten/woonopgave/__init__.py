"""De vastgestelde woningbouwopgave."""

from __future__ import annotations

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten import oud_zinnen
from woonzorg_lib.soorten.soort import Soort

PRIJZEN = ("sociale huur", "middenhuur", "dure huur", "betaalbare koop", "dure koop")


SOORT = Soort.uit(
    __file__,
    tabelregels=(
        r.geneste_totalen("categorie", "totaal", ("eengezins", "meergezins"), ("gemeente", "jaar")),
        r.geneste_totalen("categorie", "totaal", PRIJZEN, ("gemeente", "jaar")),
        r.regio_is_som(("jaar", "categorie"), "aantal"),
    ),
    oude_zin=oud_zinnen.woonopgave,
)
