"""Instrumenten uit de huisvestingsverordening en daarbuiten: wat is er, sinds wanneer en waar."""

from __future__ import annotations

from collections.abc import Iterator

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten.berekend import Cijfer
from woonzorg_lib.soorten.rijen import Rijen
from woonzorg_lib.soorten.soort import Soort
from woonzorg_lib.soorten.zinsdelen import geteld, stand


ANDERS = "anders"


def _per_instrument(s: Rijen) -> Rijen:
    """Een rij per instrument, ook als het in meer wijken geldt: die waar het het verst is."""
    hoe_ver = {status: i for i, status in enumerate(s.soort.standen)}
    verste = s.ruw.status.map(hoe_ver).sort_values(kind="stable").index
    op_rij = s.ruw.loc[verste]
    dubbel = op_rij.instrument.duplicated() & (op_rij.instrument != ANDERS)
    return s.deel(~dubbel.reindex(s.ruw.index))


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Van hoeveel instrumenten bekend is of de gemeente ze inzet, en hoeveel per stand."""
    yield from geteld(_per_instrument(s))


def woorden(s: Rijen) -> dict[str, str]:
    """Hoeveel instrumenten in gebruik zijn, of dat worden."""
    return {"stand": stand(_per_instrument(s).ruw.status)}


SOORT = Soort.uit(
    __file__,
    rijregels=(r.nodig_bij("datum", "status", ("ja",)),),
    cijfers=cijfers,
    woorden=woorden,
)
