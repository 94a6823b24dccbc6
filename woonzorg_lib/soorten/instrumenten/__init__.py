"""Instrumenten uit de huisvestingsverordening en daarbuiten."""

from __future__ import annotations

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten import oud_zinnen
from woonzorg_lib.soorten.soort import Soort


SOORT = Soort.uit(
    __file__,
    rijregels=(r.nodig_bij("datum", "status", ("ja",)),),
    oude_zin=oud_zinnen.instrumenten,
)
