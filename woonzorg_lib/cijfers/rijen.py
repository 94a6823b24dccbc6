"""Cijfers als gewone rijen, en als de tabel die een notebook ervan ziet. Rekent niets uit.

Wat binnen de kit van hand tot hand gaat zijn rijen: een tabel van pandas maken of er een rij uit
halen kost meer dan het cijfer uitrekenen. Een notebook krijgt een tabel.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from woonzorg_lib.standen import CIJFERKOLOMMEN

KOLOMMEN = [*CIJFERKOLOMMEN]
MET_ROL = [*KOLOMMEN, "kort", "decimalen", "rol"]
MET_INWONERS = [*MET_ROL, "inwoners"]  # per wijk


def tabel(rijen: Sequence[dict], kolommen: Sequence[str] = MET_ROL) -> pd.DataFrame:
    """De rijen als tabel, met deze kolommen."""
    if not rijen:  # without a word in it a column would become one of numbers
        return pd.DataFrame(columns=list(kolommen))
    return pd.DataFrame({kolom: [rij[kolom] for rij in rijen] for kolom in kolommen})


def regels(data: pd.DataFrame | list[dict]) -> list[dict]:
    """De cijfers als gewone rijen; een lijst blijft wat zij is."""
    if isinstance(data, list):
        return data
    namen = list(data.columns)
    # As `to_dict("records")`, which fetches every column twice and boxes every word.
    return [dict(zip(namen, map(_kaal, rij))) for rij in data.to_numpy(dtype=object).tolist()]


def _kaal(waarde: object) -> object:
    return waarde.item() if isinstance(waarde, np.generic) else waarde
