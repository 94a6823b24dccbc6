"""Figuren met een rij per naam: staven, stapels, een tijdbalk, een trap en een raster.

Elke soort heeft haar eigen module, met de brede en de smalle vorm. Weet niet wat de rijen
betekenen.
"""

from woonzorg_lib.beeld.raster import raster
from woonzorg_lib.beeld.rijstapel import stapel
from woonzorg_lib.beeld.rijstaven import Staaf, alt_tekst, balken
from woonzorg_lib.beeld.tijdbalk import tijdbalk
from woonzorg_lib.beeld.trap import trap

__all__ = ["Staaf", "alt_tekst", "balken", "raster", "stapel", "tijdbalk", "trap"]
