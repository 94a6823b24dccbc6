"""Toewijzing en urgentie: van aanvraag naar woning, en bij wie het daarna misging."""

from __future__ import annotations

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten import oud_zorg, oud_zinnen
from woonzorg_lib.soorten.soort import Soort


SOORT = Soort.uit(
    __file__,
    rijregels=(
        r.hoogstens("toegekend", "aangevraagd"),
        r.hoogstens("gehuisvest", "toegekend"),
        r.hoogstens("terugval", "gehuisvest"),
        r.hoogstens("ontruimingen", "gehuisvest", r.WAARSCHUWING),
    ),
    oude_figuren={
        "": oud_zorg.toewijzing,
        "trechter": oud_zorg.toewijzing,
        "terugval": oud_zorg.terugval,
    },
    oude_zin=oud_zinnen.toewijzing,
)
