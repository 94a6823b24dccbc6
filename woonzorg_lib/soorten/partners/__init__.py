"""Met welke organisaties de gemeente samenwerkt."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from woonzorg_lib.beeld.getallen import STREEPJE
from woonzorg_lib.beeld.tabellen import tabel as maak_tabel
from woonzorg_lib.beeld.zinnen import hoofdletter, opsomming
from woonzorg_lib.soorten.berekend import Cijfer
from woonzorg_lib.soorten.rijen import Rijen
from woonzorg_lib.soorten.soort import Soort


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Hoeveel partners er zijn, op hoeveel thema's."""
    yield s.cijfer("partners", s.ruw.partner.nunique())
    yield s.cijfer("themas", s.ruw.thema.nunique())


def kruistabel(s: Rijen, net: pd.DataFrame, koppen: dict[str, str], titel: str) -> str:
    """Per partner en thema wat de partner doet; een partner met meer thema's is één rij."""
    t = s.net.fillna({"contactvorm": ""})
    themas = list(dict.fromkeys(t.thema))
    regels = []
    for partner, deel in t.groupby("partner", sort=False):
        rol = {
            k: opsomming(list(dict.fromkeys(g.rol))) for k, g in deel.groupby("thema", sort=False)
        }
        contact = opsomming([c for c in dict.fromkeys(deel.contactvorm) if c])
        regels.append(
            [
                f"{partner} ({deel.soort.iloc[0]})",
                *(rol.get(k, "") for k in themas),
                contact or STREEPJE,
            ]
        )
    kop = ["Partner", *(hoofdletter(k) for k in themas), "Contact"]
    return maak_tabel(kop, regels, titel).html


SOORT = Soort.uit(__file__, cijfers=cijfers, paneel=kruistabel)
