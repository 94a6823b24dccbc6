"""Plannen voor zorgplekken, naast wat er volgens de opgave nodig is."""

from __future__ import annotations

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten import oud_zorg, oud_zinnen
from woonzorg_lib.soorten.soort import Soort


SOORT = Soort.uit(
    __file__,
    tabelregels=(r.regio_is_som(("type",), "plekken_nu"),),
    oude_figuren={"": oud_zorg.zorgplannen},
    oude_zin=oud_zinnen.zorgplannen,
)
