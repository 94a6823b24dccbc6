"""Cijfers als gewone rijen, en de tabel die een notebook ervan ziet. Rekent niets uit.

Wat binnen de kit van hand tot hand gaat zijn rijen: een tabel van pandas maken of er een rij uit
halen kost meer dan het cijfer uitrekenen. Een notebook krijgt een tabel.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

KOLOMMEN = [
    "indicator",
    "omschrijving",
    "gebiedcode",
    "gebied",
    "jaar",
    "uitsplitsing",
    "waarde",
    "ondergrens",
    "bovengrens",
    "eenheid",
    "soort",
    "bron",
    "tabel",
    "periode",
    "opgehaald",
    "opmerking",
]
MET_ROL = [*KOLOMMEN, "kort", "decimalen", "rol"]
MET_INWONERS = [*MET_ROL, "inwoners"]  # per wijk


def tabel(rijen: Sequence[dict], kolommen: Sequence[str] = MET_ROL) -> pd.DataFrame:
    """De rijen als tabel, met deze kolommen."""
    if not rijen:  # without a word in it a column would become one of numbers
        return pd.DataFrame(columns=list(kolommen))
    return pd.DataFrame({kolom: [rij[kolom] for rij in rijen] for kolom in kolommen})
