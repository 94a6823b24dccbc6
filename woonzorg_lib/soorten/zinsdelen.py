"""Wat meer soorten tellen en zeggen: hoe ver rijen zijn, en hoeveel mensen het zijn."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pandas as pd

from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.zinnen import opsomming
from woonzorg_lib.soorten.berekend import Cijfer
from woonzorg_lib.soorten.rijen import Rijen
from woonzorg_lib.gebieden.yamlveilig import lees_yaml


@lru_cache
def werkwoorden() -> dict[str, list[str]]:
    """Hoe een status in een zin klinkt: [bij één, bij meer]."""
    return lees_yaml(Path(__file__).with_name("werkwoorden.yaml"))


def stand(kolom: pd.Series) -> str:
    """ "2 lopen en 1 is in voorbereiding": hoeveel rijen elke status hebben, de meeste eerst."""
    delen = []
    for status, aantal in kolom.dropna().value_counts(sort=True).items():
        woorden = werkwoorden().get(status, [status, status])
        delen.append(f"{aantal} {woorden[aantal > 1]}")
    return opsomming(delen)


def die_ene(kolom: pd.Series) -> str:
    """Hoe het met de eerste rij staat: "loopt"."""
    status = kolom.iloc[0]
    return werkwoorden().get(status, [status])[0]


def geteld(s: Rijen) -> Iterator[Cijfer | None]:
    """Het aantal rijen, en het aantal per status."""
    yield s.cijfer("aantal", len(s.ruw))
    for status, aantal in s.ruw.status.dropna().value_counts(sort=True).items():
        wie = f"{s.over} · {status}" if s.over else str(status)
        yield s.cijfer("aantal", aantal, wie)


def hoe_ver(s: Rijen) -> dict[str, str]:
    """De woorden bij `geteld`: `die_ene` bij één rij ("loopt"), anders `stand` ("2 lopen")."""
    if len(s.ruw) == 1:
        return {"die_ene": die_ene(s.ruw.status)}
    return {"stand": stand(s.ruw.status)}


def som_van_mensen(s: Rijen, kolom: str) -> float | None:
    """De som van een kolom met mensen, voor zover bekend.

    None onder de vijf, of als de som een verborgen aantal zou verraden.
    """
    if not s.ruw[kolom].notna().any():
        return None
    totaal = float(s.ruw[kolom].sum())
    verborgen = [isinstance(w, str) for w in s.net[kolom]]
    onbekend = any(dicht and leeg for dicht, leeg in zip(verborgen, s.ruw[kolom].isna()))
    return None if totaal < 5 or sum(verborgen) == 1 or onbekend else totaal


def zover(s: Rijen, kolom: str) -> str:
    """ ", voor zover bekend" achter een som waarvan een rij ontbreekt; anders niets."""
    return "" if s.ruw[kolom].notna().all() else ", voor zover bekend"


def mensen(s: Rijen, kolom: str) -> str | None:
    """Een som van mensen als HTML.

    Onder de vijf nooit het getal; None als zij onbekend is of verborgen moet blijven.
    """
    if not s.ruw[kolom].notna().any():
        return None
    if s.ruw[kolom].sum() < 5:
        return "minder dan vijf"
    totaal = som_van_mensen(s, kolom)
    return None if totaal is None else f"<b>{getal(totaal)}</b>"
