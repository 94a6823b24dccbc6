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


def duur(seconden: float) -> str:
    """'3 minuten' of '12 seconden'."""
    if seconden >= 90:
        return f"{seconden / 60:.0f} minuten"
    return f"{max(1, seconden):.0f} {'seconde' if seconden < 1.5 else 'seconden'}"


def telling(n: int) -> str:
    """12345 -> '12.345'."""
    return f"{n:,}".replace(",", ".")


def mb(bytes_: float) -> str:
    """1234567 -> '1,2 MB'."""
    return f"{bytes_ / 1e6:.1f} MB".replace(".", ",")
