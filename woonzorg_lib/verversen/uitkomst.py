"""Wat er met een tabel gebeurde, zoals de opdrachtregel het vertelt."""

from __future__ import annotations

from dataclasses import dataclass, field

VERVANGEN, GELIJK, GEWEIGERD, KOMT = "vervangen", "niets nieuws", "geweigerd", "zou komen"


@dataclass
class Uitkomst:
    """Wat er met één tabel gebeurde; `bezwaren` is alles wat niet klopte."""

    nummer: str
    titel: str
    soort: str
    tekst: str
    rijen: int = 0
    jaren: list[int] = field(default_factory=list)
    dienst: str = ""
    bezwaren: list[str] = field(default_factory=list)


def onverwacht(fout: BaseException) -> str:
    """Een fout die niemand voorzag, in één regel."""
    wat = " ".join(str(fout).split())[:120]
    return f"de tabel heeft een vorm die de kit niet kent ({type(fout).__name__}: {wat})"
