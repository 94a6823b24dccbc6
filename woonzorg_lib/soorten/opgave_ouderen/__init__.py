"""De afgesproken opgave voor ouderen: nultreden, geclusterd en zorggeschikt."""

from __future__ import annotations

from collections.abc import Iterator

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten.berekend import Cijfer
from woonzorg_lib.soorten.rijen import Rijen
from woonzorg_lib.soorten.soort import Soort

DELEN = ("nultreden", "geclusterd", "zorggeschikt")


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Het totaal tot en met het laatste jaar dat de opgave noemt."""
    for rij in s.ruw[s.ruw.categorie == "totaal"].sort_values("jaar").tail(1).itertuples():
        yield s.cijfer("totaal", rij.aantal, jaar=int(rij.jaar), staat_al=True)
        yield s.cijfer("tot", rij.jaar, staat_al=True)


SOORT = Soort.uit(
    __file__,
    tabelregels=(
        r.geneste_totalen("categorie", "totaal", DELEN, ("gemeente", "jaar")),
        r.regio_is_som(("jaar", "categorie"), "aantal"),
    ),
    cijfers=cijfers,
)
