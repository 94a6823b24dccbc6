"""Concrete doelen van de visie; een vastgesteld doel heeft een aantal en een jaar."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten.eigen_bestand import cel
from woonzorg_lib.soorten.rijen import Rijen
from woonzorg_lib.soorten.soort import Soort
from woonzorg_lib.soorten.tabelvormen import thema_bij_naam
from woonzorg_lib.soorten.zinsdelen import geteld, stand


class Doelstatus(StrEnum):
    """Hoe vast een doel staat; de waarde is het woord in doelen.csv."""

    VASTGESTELD = "vastgesteld"
    VOORSTEL = "voorstel"
    BEHAALD = "behaald"
    LOSGELATEN = "losgelaten"


KLAAR = (Doelstatus.BEHAALD, Doelstatus.LOSGELATEN)  # no longer a matter for the council


def woorden(s: Rijen) -> dict[str, str]:
    """Hoe vast de doelen staan."""
    return {"stand": stand(s.ruw.status)}


def _hoeveel(rij: dict) -> str:
    """ "140 woningen"."""
    return cel(rij["aantal"]) + ("" if pd.isna(rij["eenheid"]) else f" {rij['eenheid']}")


def tabel(s: Rijen, net: pd.DataFrame, koppen: dict[str, str]) -> tuple:
    """Aantal en eenheid in één kolom."""
    net = net.assign(hoeveel_=[_hoeveel(r) for r in net.to_dict("records")])
    koppen = {k: kop for k, kop in koppen.items() if k not in ("aantal", "eenheid")}
    return thema_bij_naam(net, koppen)


SOORT = Soort.uit(
    __file__,
    rijregels=(
        r.nodig_bij("jaar", "status", (Doelstatus.VASTGESTELD,)),
        r.nodig_bij("aantal", "status", (Doelstatus.VASTGESTELD,)),
    ),
    cijfers=geteld,
    woorden=woorden,
    tabel=tabel,
)
