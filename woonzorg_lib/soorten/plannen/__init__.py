"""Woningbouwplannen: wat er komt, voor wie, hoe zeker het is, en of het past bij de opgave."""

from __future__ import annotations

from woonzorg_lib.soorten.plannen import beelden, controles
from woonzorg_lib.soorten.soort import Soort

# What a notebook can ask of plans, in the order of the report.
BEELDEN = {
    "kern": beelden.kern,
    "per jaar": beelden.per_jaar,
    "woonvormen": beelden.woonvormen,
    "hardheid": beelden.hardheid,
    "opgave": beelden.naast_opgave,
}

SOORT = Soort.uit(
    __file__,
    rijregels=controles.RIJREGELS,
    tabelregels=controles.TABELREGELS,
    vooraf=controles.vooraf,
    achteraf=controles.naar_jaar,
    exporten=controles.EXPORTEN,
)
