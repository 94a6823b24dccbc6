"""Flexwoningen: waar ze staan, tot wanneer, en of ze daarna een plek hebben."""

from __future__ import annotations

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten import oud_wonen, oud_zinnen
from woonzorg_lib.soorten.soort import Soort


SOORT = Soort.uit(
    __file__,
    rijregels=(
        r.niet_voor("einddatum", "startjaar"),
        r.hoogstens("herplaatsing_woningen", "woningen"),
        r.nodig_bij("herplaatsing_locatie", "herplaatsing", ("ja",), r.WAARSCHUWING),
    ),
    tabelregels=(r.som_per_groep("herplaatsing_woningen", "capaciteit", "herplaatsing_locatie"),),
    oude_figuren={"": oud_wonen.flex},
    oude_zin=oud_zinnen.flex,
)
