"""De planvoorraad: netto, hard of zacht, en welk deel van een plan in welk jaar klaar is.

Leest geen bestanden.
"""

from __future__ import annotations

import re

import pandas as pd


def netto(t: pd.DataFrame) -> pd.Series:
    """Netto per plan: bruto min sloop; zonder sloop is dat bruto."""
    return t.bruto - t.sloop.fillna(0)


def opleverjaren(t: pd.DataFrame) -> dict[str, pd.Series]:
    """Per jaar (of blok van jaren) het deel van elk plan dat dan klaar is.

    Wat geen jaar heeft staat onder "jaar onbekend".
    """
    kolommen = sorted(k for k in t if re.fullmatch(r"opleverjaar_20\d\d(_20\d\d)?", k))
    bruto = t.bruto.astype(float)
    uit = {
        k.removeprefix("opleverjaar_").replace("_", "–"): (
            t[k].fillna(0).astype(float) / bruto
        ).fillna(0)
        for k in kolommen
    }
    rest = 1 - sum(uit.values(), start=pd.Series(0.0, index=t.index))
    return {
        k: v
        for k, v in (uit | {"jaar onbekend": rest.where(rest > 1e-9, 0.0)}).items()
        if (v * bruto).sum() > 0
    }


def hard(t: pd.DataFrame) -> pd.Series:
    """Waar voor plannen die onherroepelijk (1) of vastgesteld (2) zijn."""
    return t.planologische_status.fillna("").str.match(r"[12][ABC]")
