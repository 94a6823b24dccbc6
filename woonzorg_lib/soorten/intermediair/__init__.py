"""Intermediaire verhuur: voor wie, de omklap, en wie wat betaalt."""

from __future__ import annotations

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten import oud_wonen, oud_zinnen
from woonzorg_lib.soorten.soort import Soort

KOSTEN = (
    "kosten_gemeente_pct",
    "kosten_corporatie_pct",
    "kosten_zorgaanbieder_pct",
    "kosten_bewoner_pct",
)


SOORT = Soort.uit(
    __file__,
    rijregels=(
        r.honderd(KOSTEN),
        r.hoogstens("omklap", "woningen"),
    ),
    oude_figuren={"": oud_wonen.intermediair},
    oude_zin=oud_zinnen.intermediair,
)
