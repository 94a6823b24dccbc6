"""Instrumenten uit de huisvestingsverordening en daarbuiten: wat is er, sinds wanneer en waar."""

from __future__ import annotations

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten.rijen import Rijen
from woonzorg_lib.soorten.soort import Soort
from woonzorg_lib.soorten.zinsdelen import geteld, stand


def woorden(s: Rijen) -> dict[str, str]:
    """Hoeveel instrumenten in gebruik zijn, of dat worden."""
    return {"stand": stand(s.ruw.status)}


SOORT = Soort.uit(
    __file__,
    rijregels=(r.nodig_bij("datum", "status", ("ja",)),),
    cijfers=geteld,
    woorden=woorden,
)
