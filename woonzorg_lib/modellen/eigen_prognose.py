"""De eigen prognose van een gemeente in dezelfde vorm als het cohortmodel.
Rekent niets bij en leest geen bestanden.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from woonzorg_lib.modellen.band import OUDER
from woonzorg_lib.modellen.sterfte import LEEFTIJDEN

GESLACHT = {"man": "mannen", "vrouw": "vrouwen", "totaal": "totaal"}


KOLOMMEN = ["gebied", "jaar", "leeftijd", "geslacht", "waarde", "ondergrens", "bovengrens"]


def geen_prognose() -> pd.DataFrame:
    """De lege tabel van `eigen_prognose`."""
    return pd.DataFrame(columns=KOLOMMEN)


def eigen_prognose(tabel: pd.DataFrame, gebied: str = "gemeente") -> pd.DataFrame:
    """Telt de leeftijden van een eigen prognose op tot 65plus, 75plus en 85plus,
    in de vorm van `prognose`; zonder band, want die heeft zij niet.

    tabel: jaar, geslacht (man, vrouw of totaal), van, tot (leeftijd tot en met; 200 is open),
    aantal; één model. Een leeftijd ontbreekt als geen klasse precies op die grens begint of de
    oudste klasse niet open is. Zonder rijen voor 'totaal' zijn mannen en vrouwen opgeteld.
    """
    t = tabel.assign(geslacht=tabel.geslacht.map(GESLACHT))
    los = t[t.geslacht != "totaal"]
    beide = los.groupby("jaar").geslacht.transform("nunique") == 2
    t = pd.concat(
        [t, los[beide & ~los.jaar.isin(t.jaar[t.geslacht == "totaal"])].assign(geslacht="totaal")]
    )
    delen = []
    for naam, vanaf in OUDER.items():
        for (jaar, geslacht), deel in t[t.van >= vanaf].groupby(["jaar", "geslacht"]):
            if deel.van.min() == vanaf and deel.tot.max() >= LEEFTIJDEN - 1:
                delen.append(
                    (gebied, int(jaar), naam, geslacht, float(deel.aantal.sum()), np.nan, np.nan)
                )
    return pd.DataFrame(delen, columns=KOLOMMEN)
