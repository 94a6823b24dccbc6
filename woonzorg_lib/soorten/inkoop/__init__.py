"""Ingekochte en gesubsidieerde zorg, en wat die per inwoner kost."""

from __future__ import annotations

from woonzorg_lib.soorten import oud_zorg, oud_zinnen
from woonzorg_lib.soorten.soort import Soort


SOORT = Soort.uit(
    __file__,
    oude_figuren={"": oud_zorg.inkoop},
    oude_zin=oud_zinnen.inkoop,
)
