"""Nederlandse getallen: duizendpunten, decimale komma, eenheden. Rekent niet en kent geen HTML."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

STREEPJE = "–"


def leeg(waarde) -> bool:
    """Waar als er geen getal is (None of NaN)."""
    return waarde is None or (isinstance(waarde, float) and math.isnan(waarde)) or waarde != waarde


def rond(waarde: float, decimalen: int = 0) -> float:
    """Rondt af zoals mensen het doen (0,5 naar boven), niet naar het even getal."""
    stap = Decimal(1).scaleb(-decimalen)
    # Ten digits are enough for all tables and take the noise of floating point away (2.675 would be 2.67499...).
    return float(Decimal(f"{waarde:.10f}").quantize(stap, rounding=ROUND_HALF_UP)) + 0.0


def getal(waarde: float | None, decimalen: int = 0) -> str:
    """Een getal zoals in een Nederlandse tekst: 1234.5 -> "1.234,5"; een leeg getal wordt "–"."""
    if leeg(waarde):
        return STREEPJE
    tekst = f"{rond(waarde, decimalen):,.{decimalen}f}"
    return tekst.translate(str.maketrans(",.", ".,")).replace("-", "−")


def met_eenheid(waarde: float | None, eenheid: str = "", decimalen: int = 0) -> str:
    """Een getal met zijn eenheid: "31%", "0,7 km", "€ 490.000". Andere eenheden staan al in de zin of de kop."""
    if leeg(waarde):
        return STREEPJE
    if eenheid == "%":
        return f"{getal(waarde, decimalen)}%"
    if eenheid == "km":
        return f"{getal(waarde, decimalen)} km"
    if eenheid == "duizend euro":
        return f"€ {getal(rond(waarde, decimalen) * 1000)}"
    return getal(waarde, decimalen)


def procent(deel: float) -> str:
    """Een verandering in procenten, zonder decimalen tenzij het minder dan 1 is: 0.083 -> "8%"."""
    return f"{getal(abs(deel) * 100, 0 if abs(deel) >= 0.01 else 1)}%"
