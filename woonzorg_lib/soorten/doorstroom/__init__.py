"""Maatregelen om ouderen te helpen verhuizen.

Hoe ver zij zijn, wie zij bereiken, en wat eruit volgt.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from woonzorg_lib.beeld.rijfiguren import Staaf, alt_tekst, balken
from woonzorg_lib.beeld.tekening import Tekening, inkorten
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten.berekend import Berekend, Cijfer
from woonzorg_lib.soorten.rijen import NIET_GETOOND, Rijen, procent, tekst, tussen_haken, waarde
from woonzorg_lib.soorten.soort import Figuur, Soort
from woonzorg_lib.soorten.zinsdelen import geteld, hoe_ver, mensen, som_van_mensen, zover


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Hoeveel maatregelen er zijn, hoe ver, en tot hoeveel verhuizingen zij samen leidden."""
    yield from geteld(s)
    yield s.cijfer("verhuizingen_samen", som_van_mensen(s, "verhuizingen_n"))


def woorden(s: Rijen) -> dict[str, str | None]:
    """Hoe ver de maatregelen zijn, en het aantal verhuizingen dat gezegd mag worden."""
    kolom = "verhuizingen_n"
    return hoe_ver(s) | {"verhuisd": mensen(s, kolom), "zover": zover(s, kolom)}


def per_maatregel(s: Rijen) -> Iterator[Cijfer | None]:
    """Per maatregel welk deel van de bereikte mensen verhuisde."""
    for rij, net in s.paren():
        deel = procent(waarde(net["verhuizingen_n"]), waarde(net["bereik_n"]))
        yield s.cijfer("verhuisd_deel", deel, rij["maatregel"])


def _staaf(rij: dict, net: dict, c: Berekend) -> Staaf:
    naam, verhuisd, bereik = rij["maatregel"], tekst(net["verhuizingen_n"]), tekst(net["bereik_n"])
    uitleg = f"{verhuisd} verhuizingen" if verhuisd else NIET_GETOOND
    if bereik:
        uitleg += f" bij {bereik} mensen{tussen_haken(c.waarde('verhuisd_deel', naam))}"
    return Staaf(naam, waarde(net["verhuizingen_n"]), uitleg, van=waarde(net["bereik_n"]))


def teken(s: Rijen, c: Berekend) -> list[Tekening]:
    """Hoeveel mensen een maatregel bereikte, en hoeveel er verhuisden."""
    staven = [_staaf(rij, net, c) for rij, net in s.paren() if not pd.isna(rij["verhuizingen_n"])]
    if len(staven) < 2:
        return []
    staven, rest = inkorten(sorted(staven, key=lambda x: -(x.waarde or 0)), "maatregelen")
    return [s.soort.tekening("verhuizingen", balken(staven), alt_tekst(staven), rest)]


SOORT = Soort.uit(
    __file__,
    rijregels=(r.hoogstens("verhuizingen_n", "bereik_n"),),
    cijfers=cijfers,
    woorden=woorden,
    figuren={"": Figuur(teken, per_maatregel)},
)
