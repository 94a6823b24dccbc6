"""De cijfers: het register van bronnen en indicatoren, de momentopname,
en de rekenregels voor gebieden. Tekent niets.
"""

from woonzorg_lib.cijfers import afgeleid
from woonzorg_lib.cijfers.controle import controleer, hash_momentopname, status
from woonzorg_lib.cijfers.lezen import (
    inwoners_nu,
    jaren,
    lees,
    per_gemeente,
    plaatsnamen,
)
from woonzorg_lib.cijfers.register import (
    Bron,
    Indicator,
    OnbekendeIndicator,
    bronnen,
    indicator,
    indicatoren,
)
from woonzorg_lib.cijfers.rijen import KOLOMMEN, MET_INWONERS, tabel
from woonzorg_lib.cijfers.vergelijken import (
    KLEIN_GEBIED,
    Oordeel,
    Verschil,
    mag_uiterste,
    uitersten,
    vergelijk_met_band,
    vergelijk_rijen,
)
from woonzorg_lib.cijfers.vergelijking import KENMERKEN, Vergelijkingsgroep, vergelijkingsgroep
from woonzorg_lib.cijfers.waarden import (
    alle_jaren,
    bijzonder,
    eigen_jaren,
    jaren_van,
    voorladen,
    waarden,
    waarderijen,
    wijken,
    wijkrijen,
)
from woonzorg_lib.momentopname import is_oud

__all__ = [
    "KENMERKEN",
    "KLEIN_GEBIED",
    "KOLOMMEN",
    "MET_INWONERS",
    "Bron",
    "Indicator",
    "OnbekendeIndicator",
    "Oordeel",
    "Vergelijkingsgroep",
    "Verschil",
    "afgeleid",
    "alle_jaren",
    "bijzonder",
    "bronnen",
    "controleer",
    "eigen_jaren",
    "hash_momentopname",
    "indicator",
    "indicatoren",
    "inwoners_nu",
    "is_oud",
    "jaren",
    "jaren_van",
    "lees",
    "mag_uiterste",
    "per_gemeente",
    "plaatsnamen",
    "status",
    "tabel",
    "uitersten",
    "vergelijk_met_band",
    "vergelijk_rijen",
    "vergelijkingsgroep",
    "voorladen",
    "waarden",
    "waarderijen",
    "wijken",
    "wijkrijen",
]
