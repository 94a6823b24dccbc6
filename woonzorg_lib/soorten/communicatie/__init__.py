"""Wie welke boodschap langs welke weg hoort."""

from __future__ import annotations

from collections.abc import Iterator

from woonzorg_lib.soorten.berekend import Cijfer
from woonzorg_lib.soorten.rijen import Rijen
from woonzorg_lib.soorten.soort import Soort


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Hoeveel boodschappen er zijn, voor hoeveel doelgroepen."""
    yield s.cijfer("boodschappen", s.ruw.boodschap.nunique())
    yield s.cijfer("doelgroepen", s.ruw.doelgroep.nunique())


SOORT = Soort.uit(__file__, cijfers=cijfers)
