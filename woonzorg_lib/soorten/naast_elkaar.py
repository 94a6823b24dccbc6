"""De gemeenten van een regio onder elkaar, met per thema waar zij staan in een soort.

Kent geen soort in het bijzonder.
"""

from __future__ import annotations

import pandas as pd

from woonzorg_lib.beeld.beeld import Beeld
from woonzorg_lib.beeld.getallen import STREEPJE
from woonzorg_lib.beeld.tabellen import tabel as maak_tabel
from woonzorg_lib.beeld.tekening import NIETS, samen
from woonzorg_lib.beeld.zinnen import hoofdletter, opsomming
from woonzorg_lib.soorten.soort import Soort
from woonzorg_lib.soorten.zinsdelen import stand


def naast_elkaar(
    soort: Soort,
    tabel: pd.DataFrame,
    namen: dict[str, str],
    eigen: str,
    themas: tuple[str, ...],
    regio: str,
) -> Beeld:
    """De gemeenten van een regio onder elkaar, met per thema waar zij staan.

    Niets als geen andere gemeente iets invulde.

    namen: code -> naam van elke gemeente. Een gemeente zonder rijen houdt een streepje.
    """
    t = tabel[tabel.thema.isin(themas)] if themas else tabel
    if not (t.gemeente.notna() & (t.gemeente != eigen)).any():
        return NIETS
    koppen = list(themas) or list(dict.fromkeys(t.thema))
    vak = soort.vak or _stand

    def in_vak(code: str, thema: str) -> str:
        deel = t[(t.gemeente == code) & (t.thema == thema)]
        return STREEPJE if deel.empty else vak(deel)

    regels = [[naam, *(in_vak(code, k) for k in koppen)] for code, naam in namen.items()]
    wat = soort.beschrijving.get("naast_elkaar", {}).get("titel", soort.schema.titel)
    kop = ["Gemeente", *(hoofdletter(k) for k in koppen)]
    paneel = maak_tabel(kop, regels, f"{wat}, in {regio}")
    tekeningen = [soort.raster(soort, regels, koppen)] if soort.raster else []
    wie = opsomming(list(dict.fromkeys(x for x in t.bron.dropna() if x))[:4])
    bron = f"Bron: eigen invoer van de gemeenten, {soort.naam}, opgave van {wie}."
    return samen(wat, "", tekeningen, paneel.html, "", bron, [])


def _stand(deel: pd.DataFrame) -> str:
    return stand(deel.status)
