"""De cijfers die uit een eigen bestand berekend zijn, voordat iemand ze tekent of zegt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Cijfer:
    """Eén berekend cijfer. wie: waarover het gaat (een groep, een route); leeg is het hele bestand.

    rij: zoals het in cijfers.csv staat; leeg als het daar al staat als rij van het bestand zelf.
    """

    id: str
    waarde: float
    wie: str
    jaar: int | None
    rij: dict


class Berekend:
    """Wat er over een bestand te zeggen en te tekenen is.

    Wat onbekend of verborgen is, staat er niet in.
    """

    def __init__(self, cijfers: Iterable[Cijfer | None] = ()):
        self._cijfers = tuple(c for c in cijfers if c is not None)

    def __add__(self, ander: Berekend) -> Berekend:
        return Berekend(self._cijfers + ander._cijfers)

    def reeks(self, id: str) -> list[Cijfer]:
        """Alle cijfers met dit id, in de volgorde waarin zij berekend zijn."""
        return [c for c in self._cijfers if c.id == id]

    def waarde(self, id: str, wie: str = "", jaar: int | None = None) -> float | None:
        """Het laatste cijfer met dit id; None als het er niet is."""
        for c in reversed(self._cijfers):
            if c.id == id and c.wie == wie and jaar in (None, c.jaar):
                return c.waarde
        return None

    @property
    def over_alles(self) -> dict[str, float]:
        """De cijfers over het hele bestand, op id: wat een zin kan zeggen."""
        return {c.id: c.waarde for c in self._cijfers if not c.wie}

    @property
    def rijen(self) -> list[dict]:
        """De cijfers als rijen voor cijfers.csv."""
        return [c.rij for c in self._cijfers if c.rij]
