"""Woningaanpassingen uit de Wmo, en wat er met aangepaste woningen gebeurt."""

from __future__ import annotations

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten import oud_zorg, oud_zinnen
from woonzorg_lib.soorten.soort import Soort


SOORT = Soort.uit(
    __file__,
    rijregels=(
        r.hoogstens("toegekend", "aanvragen"),
        r.hoogstens("opnieuw_toegewezen", "aangepaste_woningen"),
    ),
    oude_figuren={"": oud_zorg.woningaanpassingen},
    oude_zin=oud_zinnen.woningaanpassingen,
)
