"""De taakstelling voor statushouders per halfjaar."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from woonzorg_lib import cijfers
from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.invoer.aannemelijk import open_cijfer
from woonzorg_lib.soorten import oud_zorg, oud_zinnen
from woonzorg_lib.soorten.soort import Soort

ACHTERSTAND = ("achterstand_begin", "taakstelling", "gehuisvest", "achterstand_eind")


def _achterstand(rij: dict):
    begin, erbij, eraf, eind = (rij.get(k) for k in ACHTERSTAND)
    if begin is None or erbij is None or eraf is None or eind is None:
        return
    verwacht = begin + erbij - eraf
    if verwacht != eind:
        wat = f"achterstand_eind is {eind}, maar begin + taakstelling - gehuisvest is {verwacht}."
        yield (
            r.FOUT,
            "achterstand_eind",
            wat,
            "Controleer de vier kolommen, of laat achterstand_eind leeg.",
        )


def _aansluitend(tabel: pd.DataFrame, gemeente):
    for _, groep in tabel.sort_values("halfjaar").groupby("gemeente", dropna=False):
        rijen = groep.to_dict("records")
        for nu, straks in zip(rijen, rijen[1:]):
            delen = [
                nu["achterstand_begin"],
                nu["taakstelling"],
                nu["gehuisvest"],
                straks["achterstand_begin"],
            ]
            aansluitend = _volgend_halfjaar(nu["halfjaar"], straks["halfjaar"])
            if any(pd.isna(d) for d in delen) or not aansluitend:
                continue
            if delen[3] != (verwacht := delen[0] + delen[1] - delen[2]):
                wat = f"achterstand_begin is {delen[3]}; het halfjaar ervoor eindigt op {verwacht}."
                yield (
                    r.WAARSCHUWING,
                    int(straks["_regel"]),
                    "achterstand_begin",
                    wat,
                    "Controleer de beide halfjaren.",
                )


def _naar_rato(tabel: pd.DataFrame, gemeente: Gebied) -> Iterator[tuple]:
    rijen = tabel[tabel.landelijk.notna()].to_dict("records")
    eigen = open_cijfer("inwoners", gemeente)
    if not rijen or eigen is None:
        return
    alle = cijfers.per_gemeente("inwoners")
    nederland = alle[alle.jaar == eigen[1]].waarde.sum()
    for rij in rijen:
        verwacht = rij["landelijk"] * eigen[0] / nederland if nederland else 0
        if verwacht and abs(rij["taakstelling"] / verwacht - 1) > 0.15:
            wat = (
                f"taakstelling is {r.getal(rij['taakstelling'])}; naar rato van inwoners zou "
                f"het ongeveer {r.getal(round(verwacht))} zijn."
            )
            yield (
                r.WAARSCHUWING,
                int(rij["_regel"]),
                "taakstelling",
                wat,
                "Controleer de taakstelling en de landelijke taakstelling.",
            )


def _volgend_halfjaar(toen: str, later: str) -> bool:
    jaar, helft = map(int, toen.split("-"))
    return later == (f"{jaar}-2" if helft == 1 else f"{jaar + 1}-1")


SOORT = Soort.uit(
    __file__,
    rijregels=(r.MetVerband(_achterstand, r.saldo_van(*ACHTERSTAND)),),
    tabelregels=(
        r.MetVerband(
            _aansluitend,
            r.doorloop(
                ("gemeente",),
                "halfjaar",
                {"achterstand_begin": 1, "taakstelling": 1, "gehuisvest": -1},
                "achterstand_begin",
                _volgend_halfjaar,
            ),
        ),
        r.regio_is_som(("halfjaar",), "taakstelling"),
    ),
    toets=_naar_rato,
    oude_figuren={"": oud_zorg.taakstelling},
    oude_zin=oud_zinnen.taakstelling,
)
