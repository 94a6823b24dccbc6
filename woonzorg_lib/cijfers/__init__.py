"""De cijfers: het register van bronnen en indicatoren, de momentopname, en de rekenregels voor gebieden. Tekent niets."""

from woonzorg_lib.cijfers import afgeleid
from woonzorg_lib.cijfers.controle import controleer, hash_momentopname, status
from woonzorg_lib.cijfers.lezen import jaren, lees, per_gemeente, plaatsnamen, voorladen
from woonzorg_lib.cijfers.register import (
    Bron,
    Indicator,
    OnbekendeIndicator,
    bronnen,
    indicator,
    indicatoren,
)
from woonzorg_lib.cijfers.vergelijking import KENMERKEN, Vergelijkingsgroep, vergelijkingsgroep
from woonzorg_lib.cijfers.waarden import (
    KOLOMMEN,
    alle_jaren,
    eigen_jaren,
    is_oud,
    jaren_van,
    waarden,
    wijken,
)

__all__ = [
    "KENMERKEN",
    "KOLOMMEN",
    "Bron",
    "Indicator",
    "OnbekendeIndicator",
    "Vergelijkingsgroep",
    "afgeleid",
    "alle_jaren",
    "bronnen",
    "controleer",
    "eigen_jaren",
    "hash_momentopname",
    "indicator",
    "indicatoren",
    "is_oud",
    "jaren",
    "jaren_van",
    "lees",
    "per_gemeente",
    "plaatsnamen",
    "status",
    "vergelijkingsgroep",
    "voorladen",
    "waarden",
    "wijken",
]
