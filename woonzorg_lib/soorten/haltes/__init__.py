"""Haltes van openbaar vervoer, en wie er dichtbij woont."""

from __future__ import annotations

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten import oud_wonen, oud_zinnen
from woonzorg_lib.soorten.soort import Soort


SOORT = Soort.uit(
    __file__,
    rijregels=(
        r.plek,
        r.een_van(("x", "buurtcode", "aandeel_65plus_500m"), r.WAARSCHUWING),
    ),
    oude_figuren={"": oud_wonen.haltes},
    oude_zin=oud_zinnen.haltes,
)
