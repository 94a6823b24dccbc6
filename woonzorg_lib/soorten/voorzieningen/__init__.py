"""Voorzieningen en ontmoetingsplekken, en of hun exploitatie geregeld is."""

from __future__ import annotations

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten import oud_wonen, oud_zinnen
from woonzorg_lib.soorten.soort import Soort


SOORT = Soort.uit(
    __file__,
    rijregels=(
        r.plek,
        r.een_van(("x", "buurtcode"), r.WAARSCHUWING),
    ),
    oude_figuren={"": oud_wonen.voorzieningen},
    oude_zin=oud_zinnen.voorzieningen,
)
