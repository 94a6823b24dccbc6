"""Haltes van openbaar vervoer, en wie er dichtbij woont."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.rijfiguren import Staaf, alt_tekst, balken
from woonzorg_lib.beeld.tekening import Tekening, inkorten
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.invoer.schema import Export
from woonzorg_lib.soorten.berekend import Berekend, Cijfer
from woonzorg_lib.soorten.haltes import gtfs
from woonzorg_lib.soorten.rijen import Rijen
from woonzorg_lib.soorten.soort import Figuur, Soort


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Hoeveel haltes er zijn, en tussen welke percentages de 65-plussers dichtbij wonen."""
    haltes, deel = s.ruw[s.ruw.vervoer.notna()], s.ruw.aandeel_65plus_500m.dropna()
    if len(haltes):
        yield s.cijfer("aantal", len(haltes))
        yield from _toegankelijk(s, haltes.toegankelijk.dropna(), len(haltes))
    if len(deel) == 1:
        yield s.cijfer("enige_deel", deel.iloc[0], staat_al=True)
    elif len(deel):
        yield s.cijfer("laagste_deel", deel.min())
        yield s.cijfer("hoogste_deel", deel.max())


def _toegankelijk(s: Rijen, bekend: pd.Series, haltes: int) -> Iterator[Cijfer | None]:
    """Hoeveel haltes toegankelijk zijn, en als het niet van elke bekend is: van hoeveel wel."""
    if len(bekend) == haltes:
        yield s.cijfer("toegankelijk", bekend.sum())
    elif len(bekend):
        yield s.cijfer("toegankelijk_bekend", bekend.sum())
        yield s.cijfer("bekend", len(bekend))


def per_buurt(s: Rijen) -> Iterator[Cijfer | None]:
    """Per buurt het deel van de 65-plussers met een halte dichtbij, het laagste eerst."""
    for rij in s.ruw.sort_values("aandeel_65plus_500m").itertuples():
        yield s.cijfer("deel", rij.aandeel_65plus_500m, str(rij.naam), staat_al=True)


def teken(s: Rijen, c: Berekend) -> list[Tekening]:
    """Per buurt het deel van de 65-plussers met een halte binnen 500 meter."""
    staven = [Staaf(x.wie, x.waarde, f"{getal(x.waarde, 1)}%") for x in c.reeks("deel")]
    if len(staven) < 2:
        return []
    staven, rest = inkorten(staven, "buurten, die met het laagste deel eerst")
    svg = balken(staven, hoogste=100)
    return [s.soort.tekening("dichtbij", svg, alt_tekst(staven), rest)]


SOORT = Soort.uit(
    __file__,
    rijregels=(
        r.plek,
        r.een_van(("x", "buurtcode", "aandeel_65plus_500m"), r.WAARSCHUWING),
    ),
    exporten=(Export(gtfs.NAAM, gtfs.is_stops, gtfs.vouw, landelijk=True),),
    cijfers=cijfers,
    figuren={"": Figuur(teken, per_buurt)},
)
