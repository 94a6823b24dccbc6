"""De afgesproken verdeling van groepen over de regio."""

from __future__ import annotations

import pandas as pd

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten import oud_zorg, oud_zinnen
from woonzorg_lib.soorten.soort import Soort


def _samen_honderd(tabel: pd.DataFrame, gemeente):
    if gemeente is not None:
        return  # one gemeente has only its own share
    for (groep, jaar), deel in tabel[tabel.gemeente.notna()].groupby(["groep", "jaar"]):
        if deel.aandeel.notna().all() and len(deel) > 1 and abs(deel.aandeel.sum() - 100) > 0.5:
            som = f"{deel.aandeel.sum():.1f}%".replace(".", ",")
            wat = f"de aandelen voor {groep} in {jaar} tellen op tot {som}, niet tot 100."
            yield r.FOUT, int(deel._regel.iloc[0]), "aandeel", wat, "Maak de som 100."


SOORT = Soort.uit(
    __file__,
    rijregels=(r.een_van(("afgesproken_n", "aandeel")),),
    tabelregels=(
        _samen_honderd,
        r.regio_is_som(("groep", "jaar"), "afgesproken_n"),
    ),
    oude_figuren={"": oud_zorg.verdeling},
    oude_zin=oud_zinnen.verdeling,
)
