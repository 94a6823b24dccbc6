"""Cijfers als gewone rijen, want een tabel van pandas kost per vraag meer dan een hele figuur.
Kiest niets en rekent niets.
"""

from __future__ import annotations

import numpy as np
import pandas as pd


def regels(data: pd.DataFrame | list[dict]) -> list[dict]:
    """De cijfers als gewone rijen; een lijst blijft wat zij is."""
    if isinstance(data, list):
        return data
    namen = list(data.columns)
    # As `to_dict("records")`, which fetches every column twice and boxes every word.
    return [dict(zip(namen, map(_kaal, rij))) for rij in data.to_numpy(dtype=object).tolist()]


def _kaal(waarde: object) -> object:
    return waarde.item() if isinstance(waarde, np.generic) else waarde
