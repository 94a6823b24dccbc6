"""De acties van het uitvoeringsprogramma."""

from __future__ import annotations

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten import oud_zorg, oud_zinnen
from woonzorg_lib.soorten.soort import Soort


SOORT = Soort.uit(
    __file__,
    rijregels=(r.niet_voor("eind", "start"),),
    oude_figuren={"": oud_zorg.uitvoering},
    oude_zin=oud_zinnen.uitvoering,
)
