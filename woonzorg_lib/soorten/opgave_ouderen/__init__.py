"""De afgesproken opgave voor ouderen."""

from __future__ import annotations

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten import oud_zinnen
from woonzorg_lib.soorten.soort import Soort


SOORT = Soort.uit(
    __file__,
    tabelregels=(
        r.geneste_totalen(
            "categorie",
            "totaal",
            ("nultreden", "geclusterd", "verpleegzorgplekken"),
            ("gemeente", "jaar"),
        ),
        r.regio_is_som(("jaar", "categorie"), "aantal"),
    ),
    oude_zin=oud_zinnen.opgave_ouderen,
)
