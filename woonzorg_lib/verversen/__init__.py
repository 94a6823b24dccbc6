"""Haalt cijfers op bij CBS, RIVM en PDOK, controleert ze en vervangt de momentopname.

Rekent geen indicatoren uit.
"""

from .uitkomst import GELIJK, GEWEIGERD, KOMT, VERVANGEN, Uitkomst
from .verschil import Bronverschil, verschil
from .ververs import Verslag, ververs
from .vraag import Vraag
from .wisselen import terug

__all__ = [
    "GELIJK",
    "GEWEIGERD",
    "KOMT",
    "VERVANGEN",
    "Bronverschil",
    "Uitkomst",
    "Verslag",
    "Vraag",
    "terug",
    "verschil",
    "ververs",
]
