"""De vastgestelde opgave: hoeveel woningen er tot en met een jaar bij moeten komen."""

from __future__ import annotations

from collections.abc import Iterator

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten.berekend import Cijfer
from woonzorg_lib.soorten.rijen import Rijen
from woonzorg_lib.soorten.soort import Soort

DELEN = (
    ("eengezins", "meergezins"),
    ("sociale huur", "middenhuur", "dure huur", "betaalbare koop", "dure koop"),
)
PER = ("gemeente", "jaar")


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Het totaal tot en met het laatste jaar dat de opgave noemt."""
    for rij in s.ruw[s.ruw.categorie == "totaal"].sort_values("jaar").tail(1).itertuples():
        yield s.cijfer("totaal", rij.aantal, jaar=int(rij.jaar), staat_al=True)
        yield s.cijfer("tot", rij.jaar, staat_al=True)


SOORT = Soort.uit(
    __file__,
    tabelregels=(
        *(r.geneste_totalen("categorie", "totaal", delen, PER) for delen in DELEN),
        r.regio_is_som(("jaar", "categorie"), "aantal"),
    ),
    cijfers=cijfers,
)
