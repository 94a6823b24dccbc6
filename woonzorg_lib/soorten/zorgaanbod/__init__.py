"""Het aanbod van zorg en ondersteuning, en wie er wacht."""

from __future__ import annotations

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten import oud_zorg, oud_zinnen
from woonzorg_lib.soorten.soort import Soort


SOORT = Soort.uit(
    __file__,
    tabelregels=(r.regio_is_som(("type", "jaar"), "capaciteit"),),
    oude_figuren={
        "": oud_zorg.zorgaanbod,
        "wachtlijst": oud_zorg.wachtlijsten,
        "wet": oud_zorg.per_wet,
    },
    oude_zin=oud_zinnen.zorgaanbod,
)
