"""De figuren die een notebook kan vragen, op naam. Elke figuur heeft haar eigen module, in drie
stappen: kiezen (welke rijen), indelen (getallen, zonder tekening na te rekenen) en tekenen.

Een figuur tekent met seaborn en matplotlib, als SVG met echte tekst. Haalt zelf geen cijfers op.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import isfunction, signature

from woonzorg_lib.beeld.beeld import Beeld
from woonzorg_lib.beeld.kleurentabel import heatmap
from woonzorg_lib.beeld.leeftijdsopbouw import leeftijdsbalken
from woonzorg_lib.beeld.lijnen import lijnen
from woonzorg_lib.beeld.punten import punten
from woonzorg_lib.beeld.spreiding import spreiding
from woonzorg_lib.beeld.stapels import gestapeld
from woonzorg_lib.beeld.staven import staven

__all__ = [
    "gestapeld",
    "heatmap",
    "leeftijdsbalken",
    "lijnen",
    "punten",
    "spreiding",
    "staven",
    "tekenaars",
]


def tekenaars() -> dict[str, Callable[..., Beeld]]:
    """De soorten figuren die hier staan, op naam;
    wat `a.staven(...)` en de andere in een notebook zijn.
    """
    return {
        naam: ding
        for naam, ding in globals().items()
        if naam[0] != "_" and isfunction(ding) and "data" in signature(ding).parameters
    }
