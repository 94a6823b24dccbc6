"""Maatregelen die ouderen helpen verhuizen."""

from __future__ import annotations

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten import oud_zorg, oud_zinnen
from woonzorg_lib.soorten.soort import Soort


SOORT = Soort.uit(
    __file__,
    rijregels=(r.hoogstens("verhuizingen_n", "bereik_n"),),
    oude_figuren={"": oud_zorg.doorstroom},
    oude_zin=oud_zinnen.doorstroom,
)
