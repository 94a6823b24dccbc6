"""De cijfers die een zin over de sleutel noemt en geen figuur tekent, voor cijfers.csv."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from woonzorg_lib.beeld import opgaven
from woonzorg_lib.beeld.zinnen import hoofdletter
from woonzorg_lib.modellen import Sleutel, opgavetabel

if TYPE_CHECKING:
    from .opgave import Opgave


def bij_behoefte(o: Opgave, k: Sleutel, nodig: pd.DataFrame, deel: float) -> list[pd.DataFrame]:
    """Wat de sleutel verdeelt, het deel (0 tot 1) van de gemeente, de som, en de afspraken."""
    wie = opgavetabel.LEEFTIJDEN[o.keuzes.leeftijd or k.leeftijd]
    return [
        _programma(o, k),
        opgavetabel.als_aandeel(deel, o.a.gemeente, wie, o.waar, k.eind),
        opgavetabel.samen(nodig, opgaven.rond_som),
        pd.DataFrame([x.rij() for x in o.a.afgesproken.afspraken]),
    ]


def _programma(o: Opgave, k: Sleutel) -> pd.DataFrame:
    gebied = o.a.land if k.gebied == "land" else o.a.hele_regio
    bron = (o.getallen.sleutel or {})["geclusterd"]["bron"]
    bestand = o.getallen.bestanden["sleutel"]
    woningen = dict(k.woningen)
    return opgavetabel.als_programma(woningen, gebied, hoofdletter(bron), bestand, k.begin, k.eind)


def bij_rekenwijze(
    o: Opgave, k: Sleutel, woonvorm: str, r: pd.Series, stand: pd.Series, rollen: dict
) -> list[pd.DataFrame]:
    """De aantallen ouderen waarmee gerekend is, en de uitkomst voor het afronden.

    r: de uitkomst van het model. stand: (rol, jaar) -> mensen. rollen: rol -> gebied.
    """
    uitkomst = {"waarde": r.behoefte, "ondergrens": r.band_onder, "bovengrens": r.band_boven}
    nodig = o.woonbehoefte(k.eind).query("woonvorm == @woonvorm")
    jaren = {(rol, j): float(stand[rol, j]) for rol in rollen for j in (k.begin, k.eind + 1)}
    return [
        opgavetabel.als_stand(jaren, rollen, k.leeftijd),
        opgavetabel.ongerond(nodig, uitkomst),
    ]
