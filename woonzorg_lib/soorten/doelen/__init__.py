"""Concrete doelen van de visie."""

from __future__ import annotations

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten import oud_zinnen
from woonzorg_lib.soorten.soort import Soort
import pandas as pd
from woonzorg_lib.soorten.eigen_bestand import cel
from woonzorg_lib.soorten.rijen import Rijen
from woonzorg_lib.soorten.tabelvormen import thema_bij_naam


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
    tabel=tabel,
    rijregels=(
        r.nodig_bij("jaar", "status", ("vastgesteld",)),
        r.nodig_bij("aantal", "status", ("vastgesteld",)),
    ),
    oude_zin=oud_zinnen.doelen,
)
