"""Omvang en stromen per aandachtsgroep; nooit opgeteld."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.invoer.aannemelijk import open_cijfer
from woonzorg_lib.soorten import oud_zorg, oud_zinnen
from woonzorg_lib.soorten.soort import Soort

# group -> the open figure it should resemble
OPEN_CIJFERS = {
    "ouderen (65 jaar of ouder)": "inwoners_65plus",
    "ouderen (75 jaar of ouder)": "inwoners_75plus",
    "ouderen (85 jaar of ouder)": "inwoners_85plus",
    "studenten": "voltijdsstudenten",
}


def _naast_open_cijfers(tabel: pd.DataFrame, gemeente: Gebied) -> Iterator[tuple]:
    for rij in tabel[tabel.groep.isin(list(OPEN_CIJFERS)) & tabel.voorraad.notna()].to_dict(
        "records"
    ):
        gevonden = open_cijfer(OPEN_CIJFERS[rij["groep"]], gemeente, int(rij["jaar"]))
        if gevonden and abs(rij["voorraad"] / gevonden[0] - 1) > 0.25:
            wat = (
                f"voorraad is {r.getal(rij['voorraad'])}; het open cijfer van {gevonden[1]} is "
                f"{r.getal(round(gevonden[0]))}."
            )
            yield (
                r.WAARSCHUWING,
                int(rij["_regel"]),
                "voorraad",
                wat,
                "Leg in definitie uit wie u meetelt. Het rapport toont beide.",
            )


SOORT = Soort.uit(
    __file__,
    tabelregels=(r.stand_volgt(("gemeente", "groep"), "voorraad", "instroom", "uitstroom"),),
    toets=_naast_open_cijfers,
    oude_figuren={"": oud_zorg.aandachtsgroepen},
    oude_zin=oud_zinnen.aandachtsgroepen,
)
