"""De sociale huur: wat er vrijkomt, erbij komt en afgaat, en aan wie het wordt toegewezen."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.invoer.aannemelijk import open_cijfer
from woonzorg_lib.soorten import oud_wonen, oud_zinnen
from woonzorg_lib.soorten.soort import Soort

TOEGEWEZEN = (
    "toegewezen_ouderen",
    "toegewezen_statushouders",
    "toegewezen_uitstroom",
    "toegewezen_urgent",
    "toegewezen_regulier",
)


def _mutatiegraad(rij: dict):
    if (
        rij.get("voorraad")
        and rij.get("vrijgekomen") is not None
        and rij["vrijgekomen"] / rij["voorraad"] > 0.25
    ):
        yield (
            r.WAARSCHUWING,
            "vrijgekomen",
            f"de mutatiegraad is {100 * rij['vrijgekomen'] / rij['voorraad']:.0f}%; boven 25% "
            "is zeldzaam.",
            "Controleer vrijgekomen en voorraad.",
        )


def _meer_dan_corporaties_hebben(tabel: pd.DataFrame, gemeente: Gebied) -> Iterator[tuple]:
    deel = open_cijfer("corporatiewoningen", gemeente)
    for jaar, groep in tabel[~tabel.verhuurder.str.lower().str.startswith("particulier")].groupby(
        "jaar"
    ):
        voorraad = open_cijfer("woningvoorraad", gemeente, int(jaar))
        if voorraad and deel and groep.voorraad.sum() > 1.25 * voorraad[0] * deel[0] / 100:
            wat = (
                f"voorraad is in {jaar} samen {r.getal(groep.voorraad.sum())}; corporaties "
                "hebben hier volgens open cijfers ongeveer "
                f"{r.getal(round(voorraad[0] * deel[0] / 100))} woningen."
            )
            yield (
                r.WAARSCHUWING,
                int(groep._regel.iloc[0]),
                "voorraad",
                wat,
                "Controleer of alleen woningen in deze gemeente meetellen.",
            )


SOORT = Soort.uit(
    __file__,
    rijregels=(
        r.hoogstens("vrijgekomen", "voorraad"),
        r.hoogstens(TOEGEWEZEN, "vrijgekomen"),
        _mutatiegraad,
    ),
    toets=_meer_dan_corporaties_hebben,
    oude_figuren={"": oud_wonen.mutaties},
    oude_zin=oud_zinnen.mutaties,
)
