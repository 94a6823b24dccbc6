"""Wie welke boodschap langs welke weg hoort."""

from __future__ import annotations

from woonzorg_lib.soorten import oud_zinnen
from woonzorg_lib.soorten.soort import Soort


SOORT = Soort.uit(
    __file__,
    oude_zin=oud_zinnen.communicatie,
)
