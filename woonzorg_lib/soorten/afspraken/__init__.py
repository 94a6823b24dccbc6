"""Het register van afspraken, en hoe ver zij zijn."""

from __future__ import annotations

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten import oud_zorg, oud_zinnen
from woonzorg_lib.soorten.soort import Soort
import pandas as pd
from woonzorg_lib.soorten.rijen import Rijen, tekst
from woonzorg_lib.soorten.tabelvormen import thema_bij_naam


def _resultaat(rij: dict) -> str:
    """ "36 van 110 woningen", of wat daarvan bekend is."""
    doel, nu = (tekst(rij[k]) for k in ("doel_n", "gerealiseerd_n"))
    wat = "" if pd.isna(rij["eenheid"]) else f" {rij['eenheid']}"
    if doel and nu:
        return f"{nu} van {doel}{wat}"
    if doel:
        return f"doel {doel}{wat}"
    return f"{nu}{wat}" if nu else ""


def tabel(s: Rijen, net: pd.DataFrame, koppen: dict[str, str]) -> tuple:
    """Doel en resultaat in één kolom; zorg alleen als die er ergens bij hoort."""
    net = net.assign(resultaat_=[_resultaat(r) for r in s.ruw.to_dict("records")])
    weg = {"doel_n", "nodig_n", "gerealiseerd_n"}
    if not s.ruw.zorgcomponent.fillna(False).any():
        weg.add("zorgcomponent")
    return thema_bij_naam(net, {k: kop for k, kop in koppen.items() if k not in weg})


SOORT = Soort.uit(
    __file__,
    tabel=tabel,
    rijregels=(
        r.niet_voor("eind", "start"),
        r.niet_voor("evaluatie", "start"),
        r.hoogstens("gerealiseerd_n", "doel_n", r.WAARSCHUWING, 1.5),
    ),
    oude_figuren={"": oud_zorg.afspraken},
    oude_zin=oud_zinnen.afspraken,
)
