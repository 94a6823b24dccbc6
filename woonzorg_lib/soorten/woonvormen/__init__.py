"""De voorraad van bijzondere en toegankelijke woningen, met de klassen van VERA."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.invoer.aannemelijk import open_cijfer
from woonzorg_lib.soorten import oud_wonen, oud_zinnen
from woonzorg_lib.soorten.soort import Soort


def _vera(rij: dict):
    vorm, n = rij.get("woonvorm"), rij.get("eenheden")
    if vorm not in ("geclusterd", "zorggeschikt"):
        return
    doe = "Controleer de woonvorm; in het rapport staat dit complex met deze kanttekening."
    if n is not None and n < 12:
        yield (
            r.WAARSCHUWING,
            "eenheden",
            f"een {vorm} complex heeft volgens VERA ten minste 12 eenheden; hier zijn het er {n}.",
            doe,
        )
    if rij.get("ontmoetingsruimte") is not True:
        yield (
            r.WAARSCHUWING,
            "ontmoetingsruimte",
            f"een {vorm} complex heeft volgens VERA een ontmoetingsruimte.",
            doe,
        )
    label = rij.get("toegankelijkheid")
    if label in ("ZON", "GNV") or (vorm == "zorggeschikt" and label == "NUL"):
        yield (
            r.WAARSCHUWING,
            "toegankelijkheid",
            f"{vorm} past niet bij toegankelijkheid {label}.",
            doe,
        )


def _meer_dan_meergezins(tabel: pd.DataFrame, gemeente: Gebied) -> Iterator[tuple]:
    voorraad, deel = open_cijfer("woningvoorraad", gemeente), open_cijfer("meergezins", gemeente)
    if voorraad and deel:
        meergezins, som = (
            voorraad[0] * deel[0] / 100,
            tabel[tabel.woonvorm.isin(["geclusterd", "zorggeschikt"])].eenheden.sum(),
        )
        if som > meergezins:
            wat = (
                f"er zijn {r.getal(som)} geclusterde en zorggeschikte woningen, meer dan alle "
                f"meergezinswoningen in {gemeente.naam} (ongeveer "
                f"{r.getal(round(meergezins))})."
            )
            yield (
                r.WAARSCHUWING,
                int(tabel._regel.iloc[0]),
                "eenheden",
                wat,
                "Controleer het aantal eenheden.",
            )


SOORT = Soort.uit(
    __file__,
    rijregels=(_vera,),
    toets=_meer_dan_meergezins,
    oude_figuren={"": oud_wonen.woonvormen},
    oude_zin=oud_zinnen.woonvormen,
)
